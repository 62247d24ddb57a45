//! Which way a cell would like to go: drawn with the key, unless its history decides.

use crate::key::Draws;

/// Scale of one unmet wish against the perturbation that makes the optimum unique.
pub(crate) const WISH: i64 = 12_000;

/// One cell that may go down or up.
pub(crate) struct Choice<'a> {
    /// Name with measure.
    pub(crate) cell: &'a str,
    /// Its true count.
    pub(crate) truth: i64,
    /// Its cumulative error so far.
    pub(crate) error: i64,
    /// Rounding base.
    pub(crate) base: i64,
    /// Cumulative error that should not be exceeded.
    pub(crate) preference: i64,
    /// 1 for a leaf, 2 for a margin.
    pub(crate) level: i64,
}

/// Cost of going up rather than down.
///
/// If exactly one direction keeps the cumulative error below the base, the cell wants that one,
/// twice as much. Otherwise the direction is drawn, up with probability (count mod base) / base.
/// Going beyond the preference costs ten wishes for each step, and is never forbidden.
pub(crate) fn cost_up(choice: &Choice<'_>, draws: &Draws) -> i64 {
    let down = choice.error - choice.truth.rem_euclid(choice.base);
    let up = down + choice.base;
    let near = |error: i64| error.abs() < choice.base;
    let (wants_up, weight) = match (near(down), near(up)) {
        (true, false) => (false, 2),
        (false, true) => (true, 2),
        _ => {
            let drawn = draws.number("direction", choice.cell) % (1 << 32);
            let chance = choice.truth.rem_euclid(choice.base) as u64;
            (drawn * (choice.base as u64) < chance << 32, 1)
        }
    };
    let beyond = |error: i64| (error.abs() - choice.preference).max(0);
    let wish = if wants_up { -weight } else { weight };
    let perturbation = (draws.number("perturbation", choice.cell) % 2_001) as i64 - 1_000;
    choice.level * WISH * (wish + 10 * (beyond(up) - beyond(down))) + perturbation
}
