//! Initials: before or behind a name, or alone: "M.E. Rademaker", "Kevin B.", "J.d.V.", "JdV".

use crate::found::Found;
use crate::span::{Label, Source};
use crate::token::Shape;
use crate::view::View;
use crate::words::Class;

pub(super) fn find(view: &View<'_>, accepted: &[bool], out: &mut Vec<Found>) {
    // A text that writes persons as initials: bare capitals beside what a person does are persons.
    let steno = (0..view.len())
        .filter(|&at| mixed(view, at).is_some())
        .count()
        > 1;
    let mut at = 0;
    while at < view.len() {
        if let Some(last) = dotted(view, at, accepted)
            .or_else(|| mixed(view, at))
            .or_else(|| paraph(view, at))
            .or_else(|| slashed(view, at))
            .or_else(|| listed(view, at))
            .or_else(|| lettered(view, at))
            .or_else(|| stamped(view, at))
            .or_else(|| steno.then(|| bare(view, at)).flatten())
        {
            out.push(Found::mask(
                view.start(at)..view.end(last),
                Label::Person,
                Source::Gazetteer,
                70,
                "initialen",
            ));
            at = last + 1;
        } else {
            at += 1;
        }
    }
}

/// The last token of dotted initials that begin here, when a name stands beside them or there are two
/// or more that form no known abbreviation.
fn dotted(view: &View<'_>, at: usize, accepted: &[bool]) -> Option<usize> {
    if !is_letter(view, at) || !view.capital(at) {
        return None;
    }
    let (mut last, mut count, mut next) = (at, 0, at);
    let mut joined = String::new();
    while count < 7 && is_letter(view, next) && view.low(next + 1) == "." && view.touches_next(next)
    {
        joined.push_str(view.low(next));
        count += 1;
        last = next + 1;
        next = last + 1;
        if !view.same_line(next) {
            break;
        }
    }
    if count == 0 {
        // "J de Vries", "M Yilmaz": one capital and a name.
        let mut name = at + 1;
        while name < at + 4 && view.is(name, Class::PARTICLE) && view.same_line(name) {
            name += 1;
        }
        let follows = view.same_line(name)
            && accepted.get(name).copied().unwrap_or(false)
            && view.gap(at + 1) == " ";
        return (follows && view.telling(at)).then_some(at);
    }
    // "W.v.t.t.k." and the like: a person's initials end in a capital.
    let small = view
        .written(last.saturating_sub(1))
        .starts_with(char::is_lowercase);
    if count > 2 && small {
        return None;
    }
    let mut name = next;
    while name < next + 4 && view.same_line(name) && view.is(name, Class::PARTICLE) {
        name += 1;
    }
    let known = accepted.get(name).copied().unwrap_or(false) && view.same_line(name);
    let titled = view.same_line(name)
        && view.capital(name)
        && !view.is(name, Class::KEEP.and(Class::COMMON))
        && view.tokens[name].range.len() > 1;
    if known || titled {
        return Some(last);
    }
    let before = at.checked_sub(1);
    let acts = count == 1
        && crate::verbs::acts(view, next)
        && !matches!(joined.as_str(), "v" | "a" | "o" | "u");
    // "vraag Bouhlal of T. het weet": a letter between words that bind persons and the sentence.
    let bound = count == 1
        && view.telling(at)
        && before.is_some_and(|b| {
            matches!(
                view.low(b),
                "of" | "en" | "met" | "door" | "tegen" | "bij" | "aan" | "volgens" | "vraag"
            ) || view.is(b, Class::SAY) && view.shape(b) == Shape::Lower
                || view.low(b) == "van" && crate::verbs::acts(view, next)
        })
        && view.same_line(next)
        && view.shape(next) == Shape::Lower;
    let mut named = at;
    while named > 0 && at - named < 3 && view.is(named - 1, Class::PARTICLE) {
        named -= 1;
    }
    let continued = named > 0 && accepted.get(named - 1).copied().unwrap_or(false) && named < at;
    if acts || bound || continued {
        return Some(last);
    }
    let behind = before.is_some_and(|b| {
        accepted.get(b).copied().unwrap_or(false)
            || view.low(b) == "," && b > 0 && accepted.get(b - 1).copied().unwrap_or(false)
    });
    let announced = before.is_some_and(|b| {
        view.is(b, Class::ANNOUNCES) && !view.is(b, Class::ABBREVIATION)
            || view.low(b) == "." && b > 0 && view.is(b - 1, Class::TITLE)
    });
    let abbreviation = matches!(
        joined.as_str(),
        "bv" | "nv"
            | "om"
            | "avg"
            | "pv"
            | "tav"
            | "aub"
            | "nb"
            | "ps"
            | "ivm"
            | "dd"
            | "wo"
            | "mbo"
            | "ovd"
            | "vof"
            | "bw"
            | "sr"
            | "sv"
            | "me"
            | "u"
    );
    (behind || announced || count > 1 && !abbreviation).then_some(last)
}

fn is_letter(view: &View<'_>, at: usize) -> bool {
    let low = view.low(at);
    let letters = low.chars().count();
    view.tokens.get(at).is_some_and(|t| t.is_word())
        && (letters == 1 && low.starts_with(char::is_alphabetic)
            || letters == 2
                && (matches!(
                    low,
                    "vd" | "ch"
                        | "th"
                        | "sj"
                        | "tj"
                        | "ij"
                        | "st"
                        | "ph"
                        | "kh"
                        | "yo"
                        | "fr"
                        | "ja"
                ) && view.touches_next(at)
                    && !(low == "ja" && view.starts[at])))
}

/// Two to four capitals, small letters of particles between them or not, that are no known abbreviation.
fn is_short(view: &View<'_>, at: usize) -> bool {
    matches!(view.shape(at), Shape::Upper | Shape::Mixed)
        && (2..=4).contains(&view.tokens[at].range.len())
        && view.capital(at)
        && !view.capitals[at]
        && !view.keep[at]
        && !view.is(
            at,
            Class::KEEP
                .and(Class::FIELD_KEY)
                .and(Class::WORD)
                .and(Class::ABBREVIATION)
                .and(Class::FUNCTION)
                .and(Class::UNIT)
                .and(Class::ORGANISATION),
        )
}

/// "PK mailt", "TvdB + PK": bare capitals that act or stand beside others in a text full of initials.
fn bare(view: &View<'_>, at: usize) -> Option<usize> {
    let before = view.low(at.wrapping_sub(1));
    let bound = matches!(
        before,
        "+" | "&"
            | "met"
            | "m"
            | "belt"
            | "mailt"
            | "vraagt"
            | "naar"
            | "door"
            | "→"
            | "volgens"
            | "vlgs"
            | "aan"
            | "bij"
    ) || matches!(view.low(at + 1), "+" | "&" | "→" | ":");
    let acts = crate::verbs::acts(view, at + 1);
    (is_short(view, at) && (acts || bound)).then_some(at)
}

/// "dhr X en mw Y", "collega R reed": a letter without its full stop behind who it is.
fn lettered(view: &View<'_>, at: usize) -> Option<usize> {
    let letter = view.tokens[at].range.len() == 1
        && view.capital(at)
        && view.low(at + 1) != "."
        && view.same_line(at)
        && at > 0
        && view.gap(at) == " ";
    let before = view.low(at.wrapping_sub(1));
    let who = matches!(
        before,
        "dhr"
            | "mw"
            | "mevr"
            | "mevrouw"
            | "meneer"
            | "collega"
            | "getuige"
            | "verdachte"
            | "agent"
    );
    (letter && who && !view.capitals[at]).then_some(at)
}

/// "22/3 TS gebeld": capitals between a stamp at the start of a line and what was done.
fn stamped(view: &View<'_>, at: usize) -> Option<usize> {
    let mut first = at;
    while first > 0 && view.same_line(first) && at - first < 9 {
        let mark = matches!(view.low(first - 1), "/" | "-" | ":" | "." | "–" | "|" | "•");
        if !mark && !view.digits(first - 1) {
            return None;
        }
        first -= 1;
    }
    let timed = first < at && view.line_start(first) && (first..at).any(|i| view.digits(i));
    let next = view.shape(at + 1) == Shape::Lower && view.same_line(at + 1);
    (timed && next && is_short(view, at)).then_some(at)
}

/// "MO / HdR": initials beside each other, of which one has a particle's small letter or the line is short.
fn slashed(view: &View<'_>, at: usize) -> Option<usize> {
    let other = if view.low(at + 1) == "/" && view.same_line(at + 2) {
        at + 2
    } else if at > 1 && view.low(at - 1) == "/" && view.same_line(at) {
        at - 2
    } else {
        return None;
    };
    let mixed = |at: usize| mixed(view, at).is_some();
    (is_short(view, at) && is_short(view, other) && (mixed(at) || mixed(other))).then_some(at)
}

/// "- MB: vond het vervelend": capitals and a colon behind a dash at the start of a line.
fn listed(view: &View<'_>, at: usize) -> Option<usize> {
    let led = at > 0
        && matches!(view.low(at - 1), "-" | "–" | "*" | "•")
        && view.line_start(at - 1)
        && view.same_line(at);
    (led && is_short(view, at) && view.low(at + 1) == ":" && view.shape(at + 2) == Shape::Lower)
        .then_some(at)
}

/// "Par. NL", "paraaf: MB", "gez. AH": capitals where someone signs.
fn paraph(view: &View<'_>, at: usize) -> Option<usize> {
    let short = matches!(view.shape(at), Shape::Upper | Shape::Mixed)
        && (2..=4).contains(&view.tokens[at].range.len())
        && !view.capitals[at];
    let back = if matches!(view.low(at.wrapping_sub(1)), "." | ":") {
        2
    } else {
        1
    };
    let key = matches!(
        view.low(at.wrapping_sub(back)),
        "par"
            | "paraaf"
            | "parafen"
            | "gez"
            | "gezien"
            | "w.g"
            | "akkoord"
            | "initialen"
            | "geparafeerd"
    );
    (short && key && view.same_line(at)).then_some(at)
}

/// "JdV", "MvdB", "RvH": a capital, particles' letters, a capital.
fn mixed(view: &View<'_>, at: usize) -> Option<usize> {
    if view.shape(at) != Shape::Mixed {
        return None;
    }
    let written = view.written(at);
    let chars: Vec<char> = written.chars().collect();
    let inner = chars.get(1..chars.len().saturating_sub(1))?;
    let fits = (3..=6).contains(&chars.len())
        && chars[0].is_uppercase()
        && chars[chars.len() - 1].is_uppercase()
        && inner
            .iter()
            .all(|c| matches!(c, 'v' | 'd' | 't' | 'e' | 'l' | 'b' | 'a') || c.is_uppercase())
        && inner.iter().any(|c| c.is_lowercase());
    (fits && !view.is(at, Class::KEEP.and(Class::WORD)) && !written.ends_with("BV")).then_some(at)
}
