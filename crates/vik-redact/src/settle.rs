//! A unit and the place behind it are one: "beslagkamer op de Zernikelaan", "motorpolitie in Terneuzen".
//!
//! Only the place was found by then; the word for the unit makes it findable and goes along.

use ahash::AHashMap;

use crate::Shape;
use crate::found::Found;
use crate::span::{Label, Source, Status};
use crate::view::View;
use crate::words::Class;

/// Adds the units that a place completes.
pub(crate) fn find(view: &View<'_>, found: &mut Vec<Found>) {
    let places: AHashMap<usize, usize> = found
        .iter()
        .filter(|it| it.label == Label::Location && it.status == Status::Mask)
        .map(|it| (it.range.start, it.range.end))
        .collect();
    if places.is_empty() {
        return;
    }
    for at in 0..view.len() {
        if !is_unit(view, at) {
            continue;
        }
        let mut next = at + 1;
        if view.low(next) == "." && view.touches_next(at) {
            next += 1;
        }
        let bound = matches!(view.low(next), "in" | "op" | "aan" | "te")
            && !matches!(view.low(at), "gemeentepolitie" | "rijkspolitie");
        next += usize::from(bound);
        next += usize::from(bound && matches!(view.low(next), "de" | "het" | "den"));
        if !view.same_line(next) {
            continue;
        }
        let Some(&end) = places.get(&view.start(next)) else {
            continue;
        };
        out(view.start(at)..end, found);
    }
}

fn out(range: std::ops::Range<usize>, found: &mut Vec<Found>) {
    found.push(Found::mask(
        range,
        Label::Unit,
        Source::Pattern,
        75,
        "onderdeel met zijn plaats",
    ));
}

/// Whether a word is a unit that a place makes known; "team" and "dienst" by themselves are none.
fn is_unit(view: &View<'_>, at: usize) -> bool {
    const ENDS: [&str; 4] = ["politie", "recherche", "beslagkamer", "wapenkamer"];
    let low = view.low(at);
    let kind = low.len() > 7 && ENDS.iter().any(|end| low.ends_with(end));
    let short = matches!(low, "bt" | "rech")
        || view.shape(at) == Shape::Upper && matches!(low, "dr" | "rot" | "fo" | "avim" | "drr");
    (kind || short) && !view.keep.get(at).copied().unwrap_or(true) && !view.is(at, Class::NAME)
}
