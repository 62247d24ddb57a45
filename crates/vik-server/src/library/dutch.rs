//! Dutch words: cut from a text, and brought to the form in which they meet.
//!
//! Snowball's Dutch stemmer does most of it. Before it stand the strong verbs whose past has another
//! vowel, so that *opgezocht* meets *opzoeken*; a closed list, because no rule gives them.

use std::ops::Range;

use frostem::{Algorithm, Stemmer};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Words that every text holds.
const COMMON: &str = " aan al als bij dan dat de deze die dit door dus een en er haar had hebben heeft \
    het hij hoe hun ik in is je kan kon maar me men met mij mijn naar niet nog nu of om omdat ons ook op \
    over te tegen toch toen tot uit van veel voor wat we wel werd wie wij wil worden wordt ze zij zijn zo \
    zou zich ";

/// Ends of forms with another vowel, and the infinitive's stem that they belong to.
const STRONG: &[(&str, &str)] = &[
    ("gesproken", "spreek"),
    ("geschreven", "schrijf"),
    ("gezwegen", "zwijg"),
    ("begrepen", "begrijp"),
    ("geholpen", "help"),
    ("gestolen", "steel"),
    ("genomen", "neem"),
    ("gekregen", "krijg"),
    ("gebleven", "blijf"),
    ("gebracht", "breng"),
    ("bedrogen", "bedrieg"),
    ("schreven", "schrijf"),
    ("verloren", "verlies"),
    ("gekeken", "kijk"),
    ("gelogen", "lieg"),
    ("gezocht", "zoek"),
    ("gedacht", "denk"),
    ("gekocht", "koop"),
    ("gedaan", "doe"),
    ("geweten", "weet"),
    ("spraken", "spreek"),
    ("schreef", "schrijf"),
    ("bracht", "breng"),
    ("zochten", "zoek"),
    ("zweeg", "zwijg"),
    ("keken", "kijk"),
    ("kregen", "krijg"),
    ("bleven", "blijf"),
    ("zocht", "zoek"),
    ("sprak", "spreek"),
    ("loog", "lieg"),
    ("keek", "kijk"),
    ("kreeg", "krijg"),
    ("bleef", "blijf"),
];

/// What comes before a strong form in a verb: nothing, or a part that can stand apart.
const BEFORE: &str = " aan af bij door in mee na om onder op over rond terug toe uit voor weg ";

/// The words of a text by their places, in order.
pub fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut rest = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (start, _) = rest.find(|(_, sign)| sign.is_alphanumeric())?;
        let mut end = text.len();
        while let Some((place, sign)) = rest.peek().copied() {
            if !(sign.is_alphanumeric() || is_combining_mark(sign)) {
                end = place;
                break;
            }
            rest.next();
        }
        Some(start..end)
    })
}

/// In small letters without accents.
#[must_use]
pub fn plain(word: &str) -> String {
    word.nfkd()
        .filter(|sign| !is_combining_mark(*sign))
        .flat_map(char::to_lowercase)
        .collect()
}

/// Nouns whose `ge-` is no sign of a past; the stemmer would make *geweld* into *wel*.
const NOUNS: [&str; 11] = [
    "gebied", "gebruik", "gedrag", "geluk", "gevaar", "geval", "gevoel", "gevolg", "geweld",
    "gezag", "gezin",
];

/// Ends after which a last `d` or `t` of a stem is left out.
const HARD: [&str; 8] = ["ld", "nd", "rd", "ldt", "ndt", "rdt", "nt", "rt"];

/// Whether a plain word says nothing about a text.
#[must_use]
pub fn is_common(plain: &str) -> bool {
    plain.chars().count() < 2 || COMMON.contains(&format!(" {plain} "))
}

/// The form in which a plain word meets its relatives.
#[must_use]
pub fn stem(plain: &str) -> String {
    if NOUNS.iter().any(|noun| plain.starts_with(noun)) {
        let single = ["en", "s"].iter().find_map(|end| plain.strip_suffix(end));
        let mut stem = single.unwrap_or(plain).to_owned();
        // *gevallen* is *gevall-en*.
        if ["ll", "nn", "kk", "gg"]
            .iter()
            .any(|end| stem.ends_with(end))
        {
            stem.pop();
        }
        return stem;
    }
    let strong = STRONG.iter().find_map(|(form, base)| {
        let before = plain.strip_suffix(form)?;
        (before.is_empty() || BEFORE.contains(&format!(" {before} ")))
            .then(|| format!("{before}{base}"))
    });
    let word = strong.as_deref().unwrap_or(plain);
    // The stemmer takes one end only: *wapens* would stay *wapen* where *wapen* becomes *wap*.
    let word = word
        .strip_suffix('s')
        .filter(|one| one.len() > 4 && one.ends_with("en"))
        .unwrap_or(word);
    let mut stem = Stemmer::new(Algorithm::Dutch).stem(word).into_owned();
    // The stemmer takes `-den` and `-ten` for a past, also in *schulden*: let *schuld* follow it.
    if HARD.iter().any(|end| stem.ends_with(end)) {
        while stem.ends_with(['d', 't']) {
            stem.pop();
        }
    }
    stem
}

#[cfg(test)]
mod tests {
    use super::{plain, stem, words};

    #[test]
    fn words_are_cut_at_everything_that_is_no_letter() {
        let text = "‘Zoek jíj even?’, vroeg B.";
        let cut: Vec<&str> = words(text).map(|place| &text[place]).collect();
        assert_eq!(cut, ["Zoek", "jíj", "even", "vroeg", "B"]);
        assert_eq!(plain("Privéschulden"), "priveschulden");
    }

    #[test]
    fn relatives_meet() {
        for (one, other) in [
            ("opzoeken", "opgezocht"),
            ("schuld", "schulden"),
            ("wapen", "wapens"),
            ("jongen", "jongens"),
            ("melden", "meldt"),
            ("zwijgen", "zweeg"),
            ("gesprekken", "gesprek"),
            ("meldt", "gemeld"),
            ("gevallen", "geval"),
            ("woorden", "woord"),
        ] {
            assert_eq!(stem(one), stem(other), "{one} and {other}");
        }
        assert_eq!(stem("geweld"), "geweld");
    }
}
