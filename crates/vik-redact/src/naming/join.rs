//! Joins a name's tokens with its particles, hyphens and turned order into one mention.

use std::ops::Range;

use crate::view::View;
use crate::words::Class;

/// The tokens of the mention around an accepted token.
pub(super) fn mention(view: &View<'_>, accepted: &[bool], at: usize) -> Range<usize> {
    let is = |at: usize| accepted.get(at).copied().unwrap_or(false);
    let mut end = at + 1;
    while end < view.len() && end < at + 12 {
        if (is(end) || numeral(view, end)) && glued(view, end) {
            end += 1;
            continue;
        }
        // Particles inside: "Mohamed el Idrissi", "Jan van der Berg".
        let mut next = end;
        while next < end + 4
            && view.is(next, Class::PARTICLE)
            && glued(view, next)
            && !outward(view, next)
        {
            next += 1;
        }
        let goes_on = next > end
            && glued(view, next)
            && (is(next)
                || view.capital(next)
                    && view.telling(next)
                    && (!view.is(next, Class::WORD) || view.is(next, Class::SURNAME))
                    && !view.is(next, Class::KEEP.and(Class::UNIT).and(Class::PLACE))
                || view.capitals[next]
                    && view.is(end - 1, Class::FIRST_NAME)
                    && view.is(next, Class::SURNAME)
                || styled(view, at..end, next));
        if goes_on {
            end = next + 1;
            continue;
        }
        break;
    }
    end = turned(view, end);
    let begin = begin(view, accepted, at);
    if called(view, begin) {
        begin - 1..end
    } else {
        begin..end
    }
}

/// "kleine henk", "Ouwe Geurts": what somebody is called by, where no article makes it a description.
fn called(view: &View<'_>, at: usize) -> bool {
    at > 0
        && view.gap(at) == " "
        && view.same_line(at)
        && matches!(
            view.low(at - 1),
            "kleine"
                | "grote"
                | "ouwe"
                | "lange"
                | "dikke"
                | "rooie"
                | "blonde"
                | "malle"
                | "gekke"
        )
        && !view.is(at, Class::PLACE.and(Class::COUNTRY))
        && !crate::words::is_article(view.low(at.wrapping_sub(2)))
}

/// The number of a ruler behind a name: "Filips II".
fn numeral(view: &View<'_>, at: usize) -> bool {
    let written = view.written(at);
    view.capital(at.wrapping_sub(1))
        && !view.capitals[at]
        && written.len() <= 5
        && written.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'))
}

/// What a first name without a surname is known by: "Alexander de Grote", "Jan van Gent".
fn styled(view: &View<'_>, name: Range<usize>, next: usize) -> bool {
    let first = name
        .clone()
        .all(|at| view.is(at, Class::FIRST_NAME) || numeral(view, at) || !view.is(at, Class::WORD));
    let byname = view.low(next - 1) == "de" && !view.is(next, Class::RANK.and(Class::ROLE));
    let origin = next == name.end + 1
        && view.low(next - 1) == "van"
        && view.is(next, Class::PLACE.and(Class::COUNTRY));
    first
        && view.capital(next)
        && view.telling(next)
        && !view.capitals[next]
        && !view.is(next, Class::KEEP.and(Class::UNIT).and(Class::ORGANISATION))
        && (byname || origin)
}

/// Whether a particle is more likely a preposition between two names.
fn outward(view: &View<'_>, at: usize) -> bool {
    matches!(
        view.low(at),
        "in" | "te"
            | "uit"
            | "op"
            | "aan"
            | "bij"
            | "voor"
            | "over"
            | "onder"
            | "o"
            | "es"
            | "e"
            | "tot"
            | "het"
    ) && !(matches!(
        view.low(at),
        "op" | "in" | "uit" | "aan" | "te" | "bij" | "onder" | "over"
    ) && matches!(view.low(at + 1), "de" | "den" | "der" | "'t" | "het")
        && view.is(at + 2, Class::SURNAME)
        && !view.is(at + 2, Class::PLACE))
}

fn glued(view: &View<'_>, at: usize) -> bool {
    matches!(view.gap(at), " " | "" | "  ") && at < view.len()
}

/// Where a mention begins: particles before a surname go along when they can hardly be prepositions.
fn begin(view: &View<'_>, accepted: &[bool], at: usize) -> usize {
    let mut first = at;
    while first > 0 && at - first < 4 && view.is(first - 1, Class::PARTICLE) && glued(view, first) {
        first -= 1;
    }
    if first == at {
        return at;
    }
    while first < at && outward(view, first) && !view.capital(first) {
        first += 1;
    }
    if first == at {
        return at;
    }
    let before = first.wrapping_sub(1);
    let named = accepted.get(before).copied().unwrap_or(false)
        || view.is(before, Class::TITLE.and(Class::RANK))
        || view.low(before) == "."
            && before > 0
            && (view.is(before - 1, Class::TITLE) || view.tokens[before - 1].range.len() == 1);
    let place = view.is(at, Class::PLACE) && !view.is(at, Class::SURNAME);
    // "Van Hemert" in the middle of a sentence, "van der Berg", "de Vries".
    let capital = (first..at).find(|&i| {
        view.capital(i)
            && !view.capitals[i]
            && !matches!(
                view.low(i),
                "in" | "op" | "voor" | "bij" | "uit" | "aan" | "over"
            )
    });
    let run: Vec<&str> = (first..at).map(|i| view.low(i)).collect();
    let compound = run.windows(2).position(|pair| {
        matches!(
            pair,
            [
                "van" | "op" | "in" | "aan" | "uit" | "v",
                "der" | "den" | "de" | "het" | "'t"
            ]
        )
    });
    let sole = matches!(
        run.last(),
        Some(
            &("der"
                | "den"
                | "ten"
                | "ter"
                | "el"
                | "al"
                | "ait"
                | "aït"
                | "'t"
                | "vd"
                | "von"
                | "bin"
                | "abu"
                | "du"
                | "da"
                | "dos"
                | "di"
                | "la"
                | "le")
        )
    );
    let article = run.last() == Some(&"de");
    if named && !place {
        return first;
    }
    if let Some(i) =
        capital.filter(|&i| view.telling(i) || view.is(at, Class::SURNAME) || run.len() > 1)
    {
        return i;
    }
    if place {
        return at;
    }
    let surname = view.is(at, Class::SURNAME);
    match compound {
        Some(i)
            if surname
                || i + 2 == run.len() && matches!(run.get(i + 1), Some(&("der" | "den"))) =>
        {
            first + i
        }
        _ if sole || article && surname => at - 1,
        _ => at,
    }
}

/// The second comma of "Wit-Jansma, de, H.".
fn particles_between(view: &View<'_>, end: usize) -> Option<usize> {
    if view.low(end) != "," {
        return None;
    }
    let last = (end + 1..end + 4)
        .take_while(|&at| view.is(at, Class::PARTICLE) && view.same_line(at))
        .last()?;
    (view.low(last + 1) == ","
        && view.written(last + 2).chars().count() == 1
        && view.capital(last + 2)
        && view.low(last + 3) == ".")
        .then_some(last + 1)
}

/// "VRIES, J. de", "Wit-Jansma, de, H.": initials and particles behind a comma belong to the name.
pub(super) fn turned(view: &View<'_>, end: usize) -> usize {
    if view.is(end.wrapping_sub(1), Class::PLACE) && !view.is(end.wrapping_sub(1), Class::SURNAME) {
        return end;
    }
    let end = match particles_between(view, end) {
        Some(comma) => comma,
        None => end,
    };
    if view.low(end) != ","
        || view.written(end + 1).chars().count() != 1
        || !view.capital(end + 1)
        || view.low(end + 2) != "."
    {
        return end;
    }
    let mut next = end + 1;
    while next < end + 12
        && view.written(next).chars().count() == 1
        && view.capital(next)
        && view.low(next + 1) == "."
    {
        next += 2;
    }
    while next < end + 16
        && view.same_line(next)
        && view.is(next, Class::PARTICLE)
        && !view.capital(next)
        && (!matches!(
            view.low(next),
            "in" | "op" | "aan" | "uit" | "voor" | "over" | "bij" | "onder"
        ) || matches!(view.low(next + 1), "der" | "den" | "de" | "'t" | "het"))
    {
        next += 1;
    }
    next
}
