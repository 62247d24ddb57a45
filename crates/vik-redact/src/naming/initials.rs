//! Initials: before or behind a name, or alone: "M.E. Rademaker", "Kevin B.", "J.d.V.", "JdV".

use super::steno::{bare, lettered, listed, slashed, stamped};
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
pub(super) fn mixed(view: &View<'_>, at: usize) -> Option<usize> {
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
