//! Rules that look at points one by one and at their near neighbours.

use super::Point;

/// Why a point is special.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// Outside the limits.
    Outside,
    /// One of many in a row that each rise, or each fall.
    Trend,
    /// One of many in a row on the same side of the centre.
    Run,
    /// One of two out of three in the outer third on the same side.
    TwoOfThree,
}

/// A reason with its direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Special {
    /// The first reason that holds, in the order of [`Reason`].
    pub reason: Reason,
    /// Above the centre, or rising.
    pub up: bool,
}

/// How many in a row are special.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rules {
    /// Points on one side of the centre.
    pub run: usize,
    /// Points in a rising or falling row.
    pub trend: usize,
    /// Whether two of three in the outer third count.
    pub two_of_three: bool,
}

impl Rules {
    /// The NHS's rules (Plot the Dots): seven, seven, and two of three.
    #[must_use]
    pub fn plot_the_dots() -> Self {
        Self {
            run: 7,
            trend: 7,
            two_of_three: true,
        }
    }

    /// The Western Electric rules: eight on one side, no trends, two of three.
    #[must_use]
    pub fn western_electric() -> Self {
        Self {
            run: 8,
            trend: usize::MAX,
            two_of_three: true,
        }
    }

    /// Shewhart's own: outside the limits and nothing else. All others multiply false alarms.
    #[must_use]
    pub fn shewhart() -> Self {
        Self {
            run: usize::MAX,
            trend: usize::MAX,
            two_of_three: false,
        }
    }
}

/// What is special about each point of one phase.
///
/// # Source
/// Western Electric (1956); NHS England, Making Data Count. The outer third lies between two and three
/// sigma.
///
/// # Assumptions
/// Independent points, roughly symmetric. Over 175 small series the NHS's rules gave 4.9 false alarms a
/// month: for screening use a detector with a budget, and these rules for reading one chart.
///
/// # Edge cases
/// A missing point ends a run, a trend and a pair, and is never special. A point on the centre ends a
/// run; equal neighbours end a trend. Each phase is judged by itself.
#[must_use]
pub fn special(points: &[Point], rules: Rules) -> Vec<Option<Special>> {
    let mut found: Vec<Option<Special>> = vec![None; points.len()];
    let mut mark = |at: usize, reason: Reason, up: bool| {
        if found[at].is_none_or(|old| reason < old.reason) {
            found[at] = Some(Special { reason, up });
        }
    };
    for (at, point) in points.iter().enumerate() {
        if point.outside() {
            mark(at, Reason::Outside, point.value > point.centre);
        }
    }
    for (start, length, side) in rows(points.len(), |at| points[at].side()) {
        if length >= rules.run {
            (start..start + length).for_each(|at| mark(at, Reason::Run, side > 0));
        }
    }
    let steps = points.len().saturating_sub(1);
    let step = |at: usize| {
        let order = points[at + 1].value.partial_cmp(&points[at].value)?;
        Some(order as i8)
    };
    for (start, length, side) in rows(steps, step) {
        if length + 1 >= rules.trend {
            (start..=start + length).for_each(|at| mark(at, Reason::Trend, side > 0));
        }
    }
    if rules.two_of_three {
        for at in 0..points.len() {
            let window = at..points.len().min(at + 3);
            for side in [-1.0, 1.0] {
                let outer: Vec<usize> = window
                    .clone()
                    .filter(|&i| in_outer_third(&points[i], side))
                    .collect();
                if outer.len() >= 2 {
                    outer
                        .into_iter()
                        .for_each(|i| mark(i, Reason::TwoOfThree, side > 0.0));
                }
            }
        }
    }
    found
}

/// Whether a point lies in the outer third on this side, or beyond.
fn in_outer_third(point: &Point, side: f64) -> bool {
    let limit = if side > 0.0 { point.upper } else { point.lower };
    let width = if point.sigma.is_nan() {
        (limit - point.centre).abs() * 2.0 / 3.0
    } else {
        2.0 * point.sigma
    };
    width > 0.0 && side * (point.value - point.centre) > width
}

/// Maximal rows of equal non-zero signs: start, length and sign.
fn rows(length: usize, sign: impl Fn(usize) -> Option<i8>) -> Vec<(usize, usize, i8)> {
    let mut rows: Vec<(usize, usize, i8)> = Vec::new();
    for at in 0..length {
        let Some(now) = sign(at).filter(|s| *s != 0) else {
            continue;
        };
        match rows.last_mut() {
            Some((start, count, before)) if *before == now && *start + *count == at => *count += 1,
            _ => rows.push((at, 1, now)),
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn chart(values: &[f64]) -> Vec<Point> {
        let point = |&value: &f64| Point::three_sigma(value, 10.0, 2.0, (0.0, f64::INFINITY));
        values.iter().map(point).collect()
    }

    fn reasons(values: &[f64], rules: Rules) -> Vec<Option<Reason>> {
        let found = special(&chart(values), rules);
        found.into_iter().map(|s| s.map(|s| s.reason)).collect()
    }

    #[test]
    fn six_is_not_seven_but_may_be_chosen() {
        let six = [9.0, 9.5, 9.0, 9.5, 9.0, 9.5, 11.0];
        assert!(
            reasons(&six, Rules::plot_the_dots())
                .iter()
                .all(Option::is_none)
        );
        let rules = Rules {
            run: 6,
            ..Rules::plot_the_dots()
        };
        assert_eq!(reasons(&six, rules)[5], Some(Reason::Run));
    }

    #[test]
    fn a_gap_ends_a_row() {
        let mut values = vec![9.0; 8];
        assert_eq!(
            reasons(&values, Rules::plot_the_dots())[0],
            Some(Reason::Run)
        );
        values[4] = f64::NAN;
        assert!(
            reasons(&values, Rules::plot_the_dots())
                .iter()
                .all(Option::is_none)
        );
    }

    #[test]
    fn two_of_three_must_lie_on_one_side() {
        let same = reasons(&[14.5, 10.5, 15.0], Rules::plot_the_dots());
        assert_eq!(
            same,
            [Some(Reason::TwoOfThree), None, Some(Reason::TwoOfThree)]
        );
        assert!(
            reasons(&[14.5, 10.5, 5.0], Rules::plot_the_dots())
                .iter()
                .all(Option::is_none)
        );
    }

    proptest! {
        #[test]
        fn shewhart_is_the_least(values in proptest::collection::vec(0.0f64..20.0, 1..40)) {
            let few = reasons(&values, Rules::shewhart());
            let many = reasons(&values, Rules::plot_the_dots());
            for (one, other) in few.iter().zip(&many) {
                prop_assert!(one.is_none() || *one == Some(Reason::Outside) && one == other);
            }
        }
    }
}
