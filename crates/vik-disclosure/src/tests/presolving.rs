//! The presolve against trying every value.

use proptest::prelude::*;

use crate::presolve::solve;
use crate::solver::{Answer, Microlp, Row, Solver, Variable};

/// Every assignment within the ranges, with its cost, if all rows hold.
fn cheapest(variables: &[Variable], rows: &[Row]) -> Option<i64> {
    let mut best: Option<i64> = None;
    let mut values: Vec<i64> = variables.iter().map(|variable| variable.low).collect();
    loop {
        if feasible(&values, variables, rows) {
            let cost = cost(&values, variables);
            best = Some(best.map_or(cost, |best| best.min(cost)));
        }
        let mut place = 0;
        loop {
            if place == values.len() {
                return best;
            }
            if values[place] < variables[place].high {
                values[place] += 1;
                break;
            }
            values[place] = variables[place].low;
            place += 1;
        }
    }
}

fn cost(values: &[i64], variables: &[Variable]) -> i64 {
    values
        .iter()
        .zip(variables)
        .map(|(value, variable)| value * variable.cost)
        .sum()
}

fn feasible(values: &[i64], variables: &[Variable], rows: &[Row]) -> bool {
    let within = |row: &Row| {
        let sum: i64 = row
            .terms
            .iter()
            .map(|(column, factor)| factor * values[*column])
            .sum();
        row.low <= sum && sum <= row.high
    };
    let ranges = values.iter().zip(variables);
    ranges
        .into_iter()
        .all(|(value, variable)| (variable.low..=variable.high).contains(value))
        && rows.iter().all(within)
}

/// A solver that must not be asked.
struct Nobody;

impl Solver for Nobody {
    fn minimise(&self, _: &[Variable], _: &[Row]) -> Answer {
        Answer::Unproven
    }
}

fn variables(count: usize) -> impl Strategy<Value = Vec<Variable>> {
    let variable = (-2_i64..3, 0_i64..4, -9_i64..10).prop_map(|(low, width, cost)| Variable {
        low,
        high: low + width,
        cost: cost * 1_000 + 1,
    });
    prop::collection::vec(variable, count)
}

/// Rows as a programme has them: sums, equalities of two variables, open ends.
fn rows(count: usize) -> impl Strategy<Value = Vec<Row>> {
    let factor = prop::sample::select(vec![-2_i64, -1, -1, 0, 0, 1, 1, 1, 2]);
    let row = (
        prop::collection::vec(factor, count),
        -4_i64..5,
        0_i64..5,
        0_u8..6,
    )
        .prop_map(|(factors, low, width, ends)| Row {
            terms: (0..)
                .zip(factors)
                .filter(|(_, factor)| *factor != 0)
                .collect(),
            low: if ends == 0 { i64::MIN } else { low },
            high: match ends {
                1 => i64::MAX,
                2 | 3 => low.max(-4),
                _ => low + width,
            },
        });
    prop::collection::vec(row, 0..6)
}

/// `x - y = offset`, either way round, as links between cubes write it.
fn equalities(count: usize) -> impl Strategy<Value = Vec<Row>> {
    let equality = (0..count, 1..count, -2_i64..3, any::<bool>()).prop_map(
        move |(left, step, offset, turned)| {
            let right = (left + step) % count;
            let factor = if turned { -1 } else { 1 };
            let mut terms = vec![(left, factor), (right, -factor)];
            terms.sort_unstable();
            Row {
                terms,
                low: offset,
                high: offset,
            }
        },
    );
    prop::collection::vec(equality, 0..4)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn the_optimum_is_the_cheapest_of_all_values(
        variables in variables(5), rows in rows(5), equalities in equalities(5),
    ) {
        let rows: Vec<Row> = rows.into_iter().chain(equalities).collect();
        match (solve(&Microlp::default(), &variables, &rows), cheapest(&variables, &rows)) {
            (Answer::Optimal(values), Some(best)) => {
                prop_assert!(feasible(&values, &variables, &rows), "{values:?}");
                prop_assert_eq!(cost(&values, &variables), best);
            }
            (Answer::Infeasible, None) => {}
            (answer, best) => prop_assert!(false, "{answer:?} where the best is {best:?}"),
        }
    }

    /// Chains of equal variables leave nothing for a solver.
    #[test]
    fn equal_variables_need_no_solver(
        variables in variables(6), offsets in prop::collection::vec(-1_i64..2, 5), turned: bool,
    ) {
        let row = |(place, offset): (usize, i64)| Row {
            terms: if turned { vec![(place, -1), (place + 1, 1)] } else { vec![(place, 1), (place + 1, -1)] },
            low: offset,
            high: offset,
        };
        let rows: Vec<Row> = (0..).zip(offsets).map(row).collect();
        match (solve(&Nobody, &variables, &rows), cheapest(&variables, &rows)) {
            (Answer::Optimal(values), Some(best)) => {
                prop_assert!(feasible(&values, &variables, &rows));
                prop_assert_eq!(cost(&values, &variables), best);
            }
            (Answer::Infeasible, None) => {}
            (answer, best) => prop_assert!(false, "{answer:?} where the best is {best:?}"),
        }
    }
}

/// Two blocks that share nothing are solved apart, and an unproven part proves nothing.
#[test]
fn parts_are_solved_one_by_one() {
    struct Sizes(std::cell::RefCell<Vec<(usize, usize)>>);
    impl Solver for Sizes {
        fn minimise(&self, variables: &[Variable], rows: &[Row]) -> Answer {
            self.0.borrow_mut().push((variables.len(), rows.len()));
            Microlp::default().minimise(variables, rows)
        }
    }
    let variables = vec![
        Variable {
            low: 0,
            high: 1,
            cost: -1
        };
        7
    ];
    let row = |places: [usize; 3]| Row {
        terms: places.iter().map(|place| (*place, 1)).collect(),
        low: 1,
        high: 2,
    };
    let rows = vec![row([0, 1, 2]), row([3, 4, 5])];
    let sizes = Sizes(Vec::new().into());
    let Answer::Optimal(values) = solve(&sizes, &variables, &rows) else {
        panic!("two of each three can be one");
    };
    assert_eq!(sizes.0.into_inner(), [(3, 1), (3, 1)]);
    assert_eq!(
        (
            values[..3].iter().sum::<i64>(),
            values[3..6].iter().sum::<i64>()
        ),
        (2, 2)
    );
    // The last variable is in no row and takes its cheapest value without a solver.
    assert_eq!(values[6], 1);
    assert_eq!(solve(&Nobody, &variables, &rows), Answer::Unproven);
}
