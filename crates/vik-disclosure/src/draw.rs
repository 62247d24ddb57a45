//! Which way a cell would like to go: drawn with the key, unless its history decides.

use crate::error_state::Past;
use crate::key::Draws;

/// Scale of one unmet wish against the perturbation that makes the optimum unique.
pub(crate) const WISH: i64 = 12_000;

/// Price of one step beyond the preferred cumulative error, in wishes; it grows with the square.
const BEYOND: i64 = 10;

/// Price of one step beyond the preferred error of a window, in wishes; it grows with the square.
const BEYOND_WINDOW: i64 = 80;

/// One cell that may go down or up.
pub(crate) struct Choice<'a> {
    /// Name with measure.
    pub(crate) cell: &'a str,
    /// Its true count.
    pub(crate) truth: i64,
    /// Its errors so far.
    pub(crate) past: Past,
    /// Rounding base.
    pub(crate) base: i64,
    /// Cumulative error that should not be exceeded.
    pub(crate) preference: i64,
    /// 1 for a leaf, 2 for a margin.
    pub(crate) level: i64,
}

/// Cost of going up rather than down; zero when the count is a multiple and there is no choice.
///
/// If both directions keep the cumulative error below the base, the direction is drawn, up with
/// probability (count mod base) / base: the error is zero on average, and nobody without the key
/// can rerun the choice. Otherwise the cell wants the nearer one, at least twice as much, and more
/// the further the other one would go.
///
/// An error beyond its preference (cumulative, year to date, rolling year; the last two prefer
/// `2 * base - 1`) costs the square of the excess. A convex cost lets the cell that strayed
/// furthest win over many that strayed a little, which a linear one does not; it is linear in the
/// programme all the same, because a cell chooses between two values.
pub(crate) fn cost_up(choice: &Choice<'_>, draws: &Draws) -> i64 {
    if choice.truth.rem_euclid(choice.base) == 0 {
        return 0;
    }
    let down = -choice.truth.rem_euclid(choice.base);
    let up = down + choice.base;
    let drift = |step: i64| (choice.past.cumulative + step).abs();
    let near = |step: i64| drift(step) < choice.base;
    let (wants_up, weight) = match (near(down), near(up)) {
        (true, true) => {
            let drawn = draws.number("direction", choice.cell) % (1 << 32);
            let chance = choice.truth.rem_euclid(choice.base) as u64;
            (drawn * (choice.base as u64) < chance << 32, 1)
        }
        _ => {
            let apart = drift(up).pow(2) - drift(down).pow(2);
            (apart < 0, 2 + apart.abs() / 2)
        }
    };
    let window = 2 * choice.base - 1;
    let excess = |error: i64, limit: i64| {
        let beyond = (error.abs() - limit).max(0);
        beyond * beyond
    };
    let stray = |step: i64| {
        BEYOND * excess(choice.past.cumulative + step, choice.preference)
            + BEYOND_WINDOW * excess(choice.past.year_to_date + step, window)
            + BEYOND_WINDOW * excess(choice.past.rolling + step, window)
    };
    let wish = if wants_up { -weight } else { weight };
    choice.level * WISH * (wish + stray(up) - stray(down)) + perturbation(choice.cell, draws)
}

/// A small keyed cost, far below a wish, that makes the optimum unique: the same table whatever
/// path a solver takes.
pub(crate) fn perturbation(cell: &str, draws: &Draws) -> i64 {
    (draws.number("perturbation", cell) % 2_001) as i64 - 1_000
}
