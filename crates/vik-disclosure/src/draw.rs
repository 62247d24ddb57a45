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
    /// Whether the wish leans to the nearer multiple.
    pub(crate) leaning: bool,
}

/// Cost of going up rather than down; zero when the count is a multiple and there is no choice.
///
/// If both directions keep the errors of all time and of the year to date below the base, the
/// direction is drawn, up with probability (count mod base) / base: the error is zero on average,
/// and nobody without the key can rerun the choice. Otherwise the cell wants the direction that
/// keeps the two errors smaller, at least twice as much, and more the further the other one is.
///
/// A leaning cell, of numbers that are published already, wants the nearer multiple as much as it
/// is nearer, give or take a drawn wish, and looks at its errors only from two bases on: there the
/// draw does not guard the truth.
///
/// An error beyond its preference (cumulative, year to date, rolling year; the last two prefer
/// `2 * base - 2`, one less than what is declared, so that a cell turns back before it is too late;
/// a leaning cell what is declared) costs the square of the excess. A convex cost lets the cell that strayed
/// furthest win over many that strayed a little, which a linear one does not; it is linear in the
/// programme all the same, because a cell chooses between two values.
pub(crate) fn cost_up(choice: &Choice<'_>, draws: &Draws) -> i64 {
    if choice.truth.rem_euclid(choice.base) == 0 {
        return 0;
    }
    let rest = choice.truth.rem_euclid(choice.base);
    let (down, up) = (-rest, choice.base - rest);
    let drawn = (draws.number("direction", choice.cell) % (1 << 32)) as i64;
    let drift = |step: i64| {
        let (all, year) = (
            choice.past.cumulative + step,
            choice.past.year_to_date + step,
        );
        (all.abs().max(year.abs()), all * all + year * year)
    };
    let limit = choice.base << i64::from(choice.leaning);
    let wish = if drift(down).0.max(drift(up).0) >= limit {
        let apart = drift(up).1 - drift(down).1;
        apart.signum() * (2 * WISH + apart.abs() * WISH / 4)
    } else if choice.leaning {
        (choice.base - 2 * rest) * WISH / 2 + (drawn - (1 << 31)) * WISH / (1 << 31)
    } else if drawn * choice.base < rest << 32 {
        -WISH
    } else {
        WISH
    };
    let window = 2 * choice.base - 2 + i64::from(choice.leaning);
    let excess = |error: i64, limit: i64| {
        let beyond = (error.abs() - limit).max(0);
        beyond * beyond
    };
    let stray = |step: i64| {
        BEYOND * excess(choice.past.cumulative + step, choice.preference)
            + BEYOND_WINDOW * excess(choice.past.year_to_date + step, window)
            + BEYOND_WINDOW * excess(choice.past.rolling + step, window)
    };
    choice.level * (wish + WISH * (stray(up) - stray(down))) + perturbation(choice.cell, draws)
}

/// A small keyed cost, far below a wish, that makes the optimum unique: the same table whatever
/// path a solver takes.
pub(crate) fn perturbation(cell: &str, draws: &Draws) -> i64 {
    (draws.number("perturbation", cell) % 2_001) as i64 - 1_000
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::key::RoundingKey;

    fn cost(truth: i64, past: Past, cell: &str) -> i64 {
        let choice = Choice {
            cell,
            truth,
            past,
            base: 3,
            preference: 3,
            level: 1,
            leaning: false,
        };
        cost_up(&choice, &RoundingKey::new([1; 32]).draws("test", "2024-01"))
    }

    #[test]
    fn draws_are_unbiased_and_leaning_ones_nearer() {
        let ups = |rest, base, leaning| {
            let draws = RoundingKey::new([2; 32]).draws("test", "2024-01");
            let up = |cell: &i32| {
                let choice = Choice {
                    cell: &cell.to_string(),
                    truth: rest,
                    past: Past::default(),
                    base,
                    preference: base,
                    level: 1,
                    leaning,
                };
                cost_up(&choice, &draws) < 0
            };
            (0..1_000).filter(up).count()
        };
        for (rest, expected) in [(1, 333), (2, 667)] {
            let ups: usize = ups(rest, 3, false);
            assert!(ups.abs_diff(expected) < 50, "{ups}, expected {expected}");
        }
        for (rest, expected) in [(1, 0), (2, 250), (3, 750), (4, 1_000)] {
            let ups: usize = ups(rest, 5, true);
            assert!(ups.abs_diff(expected) < 50, "{ups}, expected {expected}");
        }
    }

    #[test]
    fn a_fresh_cell_goes_either_way_and_a_strayed_one_comes_back() {
        let fresh: Vec<bool> = (0..300)
            .map(|cell| cost(4, Past::default(), &cell.to_string()) < 0)
            .collect();
        let ups = fresh.iter().filter(|up| **up).count();
        assert!(
            (60..140).contains(&ups),
            "{ups} of 300 up, one third expected"
        );
        for cumulative in [2, 3, 7] {
            let past = |cumulative| Past {
                cumulative,
                ..Past::default()
            };
            assert!((0..50).all(|cell| cost(4, past(cumulative), &cell.to_string()) > WISH));
            assert!((0..50).all(|cell| cost(5, past(-cumulative), &cell.to_string()) < -WISH));
        }
    }

    #[test]
    fn the_price_of_straying_is_convex() {
        let at = |rolling| {
            cost(
                4,
                Past {
                    rolling,
                    ..Past::default()
                },
                "cell",
            ) / WISH
        };
        let steps: Vec<i64> = (5..9)
            .map(|rolling| at(rolling + 1) - at(rolling))
            .collect();
        assert!(
            steps.windows(2).all(|pair| pair[0] <= pair[1]) && steps[0] > 100,
            "{steps:?}"
        );
    }

    #[test]
    fn a_multiple_has_no_wish() {
        assert_eq!(
            cost(
                6,
                Past {
                    cumulative: 9,
                    ..Past::default()
                },
                "cell"
            ),
            0
        );
    }
}
