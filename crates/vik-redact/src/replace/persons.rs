//! Writes a person in the place where the name stood.

use super::cast::Cast;
use super::people;
use super::site::Site;
use super::style::{Dice, Names};
use super::surrogates::Form;

/// What a name becomes.
pub(crate) struct Written {
    pub(crate) text: String,
    /// The label without its letter, when the text is exactly label and letter: it can be counted up.
    pub(crate) noun: Option<&'static str>,
}

/// What stood directly before, when that was replaced as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Before {
    Text,
    /// A function, with nothing but a space between.
    Function,
}

/// Writes one mention.
pub(crate) fn write(
    site: &mut Site<'_>,
    who: usize,
    cast: &mut Cast,
    names: Names,
    dice: &mut Dice,
    before: Before,
) -> Written {
    let name = site.text.get(site.range.clone()).unwrap_or_default();
    if site.is_glued() {
        return plain("[naam]");
    }
    let mut titled = false;
    while let Some(title) = site.eat_before(&people::TITLES) {
        titled = true;
        if matches!(title, "heer" | "heren" | "dames") {
            site.eat_before(&["de"]);
        }
        // "de heer en mevrouw De Vries"
        let mut pair = site.clone();
        let both = pair.eat_before(&["en"]).is_some()
            && pair
                .word_before()
                .is_some_and(|w| people::TITLES.contains(&w.to_lowercase().as_str()));
        if both {
            site.range.start = pair.range.start;
        }
    }
    if names == Names::Surrogates {
        let surrogate = cast.surrogate(who, dice);
        let form = form(name, who, cast);
        let form = if titled && form == Form::Last {
            Form::Full
        } else {
            form
        };
        let text = surrogate.write(form);
        let genitive = cast.is_genitive(who, name);
        return plain(&if genitive { genitive_of(&text) } else { text });
    }
    if is_alias(site) {
        return plain("[naam]");
    }
    let noun = cast.noun(who);
    let letter = cast.letter(who);
    // "zijn chef, leidinggevende B" says it twice: "zijn chef B".
    let doubled = match before {
        Before::Function => site.before() == ", ",
        Before::Text => site.before().strip_suffix(", ").is_some_and(|left| {
            left.rsplit([' ', '\n', '('])
                .next()
                .and_then(people::noun_of)
                == Some(noun)
        }),
    };
    if doubled {
        site.range.start -= 2;
        site.eat_after(&[","]);
        return plain(&format!(" {letter}"));
    }
    let called = before == Before::Function
        || (site
            .word_before()
            .is_some_and(|w| people::noun_of(w).is_some() || matches!(w, "familie" | "gezin")));
    let label = if called {
        letter
    } else {
        format!("{noun} {letter}")
    };
    let compound = site.after().strip_prefix('-').map(|rest| {
        rest.find(|c: char| !c.is_alphabetic())
            .map_or(rest, |end| rest.get(..end).unwrap_or_default())
    });
    if let Some(word) = compound.filter(|w| w.len() > 2) {
        site.range.end += 1 + word.len();
        return plain(&format!("{word} van {label}"));
    }
    let genitive = cast.is_genitive(who, name) || site.eat_after(&["'s", "’s"]);
    if genitive {
        return plain(&owned(site, &label));
    }
    Written {
        text: label,
        noun: (!called).then_some(noun),
    }
}

fn plain(text: &str) -> Written {
    Written {
        text: text.to_owned(),
        noun: None,
    }
}

/// "Jansens nieuwe auto" becomes "de nieuwe auto van medewerker A".
fn owned(site: &mut Site<'_>, label: &str) -> String {
    let Some(first) = site.word_after().filter(|w| is_plain(w)) else {
        return format!("van {label}");
    };
    let mut end = site.range.end + 1 + first.len();
    let mut words = first.to_owned();
    let mut noun = first;
    let tail = site.text.get(end..site.ceiling).unwrap_or_default();
    if first.len() > 3 && (first.ends_with('e') || first == "eigen") {
        let next = tail.strip_prefix(' ').map(|t| {
            t.find(|c: char| !c.is_alphabetic())
                .map_or(t, |e| t.get(..e).unwrap_or_default())
        });
        if let Some(next) = next.filter(|w| w.len() > 2 && is_plain(w)) {
            end += 1 + next.len();
            words = format!("{first} {next}");
            noun = next;
        }
    }
    site.range.end = end;
    format!("{} {words} van {label}", people::article(noun))
}

/// A lower-case word that is no preposition, verb or article: the head of what is owned.
fn is_plain(word: &str) -> bool {
    const SMALL: [&str; 44] = [
        "in", "op", "aan", "van", "voor", "met", "bij", "uit", "naar", "en", "of", "maar", "want",
        "dat", "die", "de", "het", "een", "is", "was", "zijn", "heeft", "had", "niet", "ook", "om",
        "als", "dan", "te", "door", "over", "kan", "kon", "wil", "wilde", "zou", "zal", "werd",
        "wordt", "moet", "hij", "zij", "ze", "er",
    ];
    word.chars().all(|c| c.is_lowercase() || c == '-') && word.len() > 1 && !SMALL.contains(&word)
}

/// Where the text names an alias: the label there would say that a person goes by that label.
fn is_alias(site: &Site<'_>) -> bool {
    let left = super::site::tail_of(site.before(), 24).to_lowercase();
    let called = [
        "noemt mij ",
        "noemt hem ",
        "noemt haar ",
        "noemen hem ",
        "noemen haar ",
        "noemen mij ",
        "noemde hem ",
        "noemde haar ",
        "noemden hem ",
        "noemden haar ",
        "noem me ",
        "noem mij ",
        "zeg maar ",
        "ook wel ",
        "oftewel ",
    ];
    if called
        .iter()
        .any(|c| left.trim_end_matches(['"', '\'', '“', '‘']).ends_with(c))
    {
        return true;
    }

    matches!(
        site.word_before().map(str::to_lowercase).as_deref(),
        Some(
            "voluit"
                | "alias"
                | "bijgenaamd"
                | "roepnaam"
                | "bijnaam"
                | "genaamd"
                | "voornaam"
                | "achternaam"
                | "heet"
                | "heette"
        )
    )
}

fn form(name: &str, who: usize, cast: &Cast) -> Form {
    let words: Vec<&str> = name.split_whitespace().collect();
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = name.chars().filter(|c| c.is_uppercase()).count();
    let dotted = name.contains('.');
    if name.contains(',') {
        return Form::Reversed;
    }
    if words.len() <= 1
        && (letters <= 2 || (letters <= 4 && capitals >= 2) || (dotted && letters == capitals))
    {
        return Form::Initials;
    }
    if words
        .first()
        .is_some_and(|w| w.ends_with('.') || w.chars().count() == 1)
    {
        return Form::InitialLast;
    }
    let telling = super::cast::telling_words(name);
    match telling.as_slice() {
        [word] if words.len() == 1 && cast.is_first(who, word) => Form::First,
        [_] => Form::Last,
        [first, ..] if cast.is_first(who, first) || words.len() > 1 => Form::Full,
        _ => Form::First,
    }
}

fn genitive_of(name: &str) -> String {
    match name.chars().next_back() {
        Some('s' | 'x' | 'z') => format!("{name}’"),
        Some('a' | 'i' | 'o' | 'u' | 'y') => format!("{name}’s"),
        _ => format!("{name}s"),
    }
}
