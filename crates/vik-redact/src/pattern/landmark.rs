//! Bridges, lakes, churches and squares by the end of their names.

use crate::view::View;
use crate::words::Class;

/// "Waalbrug", "Sloterplas", "Chassékerk"; "op de Markt": a capital and an end that says what it is.
pub(super) fn is_landmark(view: &View<'_>, at: usize) -> bool {
    const ENDS: [&str; 18] = [
        "brug",
        "plas",
        "meer",
        "polder",
        "kanaal",
        "heide",
        "duinen",
        "sluis",
        "tunnel",
        "toren",
        "poort",
        "kerk",
        "molen",
        "haven",
        "hal",
        "flat",
        "ziekenhuis",
        "veld",
    ];
    const SQUARES: [&str; 9] = [
        "markt",
        "brink",
        "dam",
        "singel",
        "haven",
        "kade",
        "gracht",
        "wal",
        "esplanade",
    ];
    let low = view.low(at);
    if !view.capital(at) || !view.telling(at) || view.is(at, Class::KEEP) || view.keep[at] {
        return false;
    }
    let made = !view.is(at, Class::WORD.and(Class::NAME))
        && !low.contains('-')
        && ENDS
            .iter()
            .any(|end| low.len() > end.len() + 2 && low.ends_with(end));
    let square = SQUARES.contains(&low)
        && view.low(at.wrapping_sub(1)) == "de"
        && matches!(
            view.low(at.wrapping_sub(2)),
            "op" | "aan" | "bij" | "langs" | "over" | "naar"
        );
    made || square
}
