//! Role labels with their letter, "medewerker A": what replacing a name leaves, and no finding.
//!
//! A draft is searched again after it was written. Its own labels identify nobody; a name that a writer
//! puts back does.

use crate::token::Shape;
use crate::view::View;

/// The roles that replacing gives, in small letters.
const ROLES: [&str; 13] = [
    "benadeelde",
    "medewerker",
    "medewerkers",
    "leidinggevende",
    "collega",
    "burger",
    "onderzoeker",
    "melder",
    "getuige",
    "betrokkene",
    "persoon",
    "familielid",
    "leverancier",
];

/// Which tokens belong to a role label.
pub(crate) fn labels(view: &View<'_>) -> Vec<bool> {
    let mut labels = vec![false; view.len()];
    for at in 0..view.len().saturating_sub(1) {
        let letter = view.tokens[at + 1].range.len() == 1
            && view.shape(at + 1) == Shape::Upper
            && view.gap(at + 1) == " "
            && view.low(at + 2) != ".";
        if letter && ROLES.contains(&view.low(at)) {
            (labels[at], labels[at + 1]) = (true, true);
        }
    }
    labels
}
