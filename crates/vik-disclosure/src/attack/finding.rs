//! From an interval to a finding: does it count, what gives it away, and how is it said.

use crate::attack::elimination::Combination;
use crate::attack::explain::explain;
use crate::attack::interval::Interval;
use crate::attack::linear::Side;
use crate::attack::report::{Attacker, Finding};
use crate::attack::run::Options;
use crate::attack::system::{Standing, System, Target};
use crate::attack::words;

/// A number that was published nowhere, or exactly on purpose, may be known exactly if it is large or
/// zero: the interval then counts as open, because nobody promised to hide it.
pub(crate) fn counted(target: &Target, found: Interval, k: u32) -> Interval {
    let harmless = found.is_exact() && !found.proves_existence(k);
    if target.standing != Standing::Protected && harmless {
        Interval {
            low: 0.0,
            high: None,
        }
    } else {
        found
    }
}

/// What bounds a target from below and from above; if that is too large, what was said about it.
pub(crate) fn both_sides(part: &System, target: &Target) -> Combination {
    let mut pieces: Vec<(usize, i64, i64)> = Vec::new();
    for side in [Side::Low, Side::High] {
        for piece in explain(part, target, side).unwrap_or_default() {
            if !pieces.contains(&piece) {
                pieces.push(piece);
            }
        }
    }
    if pieces.is_empty() {
        own_words(part, target)
    } else {
        pieces
    }
}

/// What was said about a target itself.
pub(crate) fn own_words(part: &System, target: &Target) -> Combination {
    part.knowledge
        .iter()
        .enumerate()
        .filter(|(_, known)| known.terms == target.terms)
        .map(|(place, _)| (place, 1, 1))
        .collect()
}

pub(crate) fn finding(
    part: &System,
    target: &Target,
    interval: Interval,
    options: &Options,
    attacker: Attacker,
    combination: &Combination,
) -> Finding {
    let combination = words::pieces(part, combination);
    let verdict = interval.verdict(options.k);
    let sentence = words::sentence(&target.cell, &interval, verdict, options.k, &combination);
    Finding {
        cell: target.cell.clone(),
        shown: target.shown,
        interval,
        verdict,
        attacker,
        combination,
        sentence,
    }
}
