//! Days by a feast, and months that are misspelt.

use crate::view::View;
use crate::words::Class;

/// The month behind a day's number that is written with a typing error: "17 augustes".
pub(super) fn misspelt_month(view: &View<'_>, at: usize) -> Option<usize> {
    const LONG: [&str; 8] = [
        "januari",
        "februari",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
        "april",
    ];
    let low = view.low(at + 1);
    let day = view.digits(at) && matches!(view.low(at).parse::<u32>(), Ok(1..=31));
    let open = day
        && low.len() > 4
        && view.same_line(at + 1)
        && view.gap(at + 1) == " "
        && !view.is(at + 1, Class::WORD.and(Class::COMPOUND).and(Class::KEEP));
    (open && LONG.iter().any(|month| crate::linker::near(month, low))).then_some(at + 1)
}

/// Whether a feast names a day, and is not wished, shouted or told of: "met Pasen", "Het was carnaval".
pub(super) fn is_day(view: &View<'_>, at: usize) -> bool {
    let before = view.low(at.wrapping_sub(1));
    at == 0
        || view.line_start(at)
        || matches!(
            before,
            "op" | "met"
                | "tijdens"
                | "na"
                | "voor"
                | "vóór"
                | "sinds"
                | "tot"
                | "rond"
                | "tussen"
                | "vorige"
                | "afgelopen"
                | "komende"
                | "die"
                | "deze"
                | "dag"
                | "was"
                | "is"
                | "van"
                | "en"
                | "dat"
                | "vanaf"
                | "vierde"
                | "vierden"
                | "|"
                | ";"
                | ","
                | "("
                | "-"
                | "–"
                | ":"
        )
        || view.is(at - 1, Class::WEEKDAY.and(Class::MONTH).and(Class::ORDINAL))
        || view.digits(at - 1)
}

/// Where a day begins that is counted from a feast: "de maandag na Pasen", "2 weken voor carnaval".
pub(super) fn counted_from(view: &View<'_>, at: usize, done: usize) -> Option<usize> {
    let mut back = at.checked_sub(1)?;
    if matches!(view.low(back), "de" | "het") {
        back = back.checked_sub(1)?;
    }
    if !matches!(view.low(back), "na" | "voor" | "vóór") {
        return None;
    }
    let unit = back.checked_sub(1)?;
    let counted = matches!(
        view.low(unit),
        "dag" | "dagen" | "week" | "weken" | "weekend" | "maand" | "maanden"
    );
    if !counted && !view.is(unit, Class::WEEKDAY) || !view.same_line(at) {
        return None;
    }
    let number = unit
        .checked_sub(1)
        .filter(|&n| view.digits(n) || view.is(n, Class::NUMBER) && counted);
    let first = number.unwrap_or(unit);
    Some(view.start(first)).filter(|&start| start >= done)
}
