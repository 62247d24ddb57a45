//! Days that are told from the day of writing: "afgelopen woensdag", "vorige week donderdag", "afgelopen
//! voorjaar".

use super::Hit;
use crate::span::Label;
use crate::view::View;
use crate::words::Class;

/// A day or a season that a word of time before it places.
pub(super) fn at(view: &View<'_>, at: usize) -> Option<Hit> {
    let placed = matches!(
        view.low(at),
        "afgelopen" | "vorige" | "verleden" | "komende" | "aanstaande" | "volgende"
    );
    if !placed {
        return None;
    }
    let next = if view.low(at + 1) == "week" {
        at + 2
    } else {
        at + 1
    };
    let season = matches!(
        view.low(next),
        "voorjaar" | "zomer" | "najaar" | "herfst" | "winter" | "lente"
    );
    let fits = view.same_line(next) && (is_day(view, next) || season && next == at + 1);
    fits.then(|| {
        Hit::new(
            view.start(at)..view.end(next),
            Label::Date,
            75,
            "dag, geteld vanaf het schrijven",
        )
    })?
}

/// "woensdag", "vrijdagavond".
fn is_day(view: &View<'_>, at: usize) -> bool {
    let low = view.low(at);
    let part = ["avond", "middag", "ochtend", "nacht", "morgen"]
        .iter()
        .find_map(|part| low.strip_suffix(part));
    view.is(at, Class::WEEKDAY) || part.is_some_and(|day| day.ends_with("dag"))
}
