//! Smallest and largest value of a form over a polytope: by linear programme, or in whole numbers.

use microlp::{ComparisonOp, OptimizationDirection, Problem};

use crate::attack::polytope::Polytope;
use crate::solver::{Answer, Microlp, Solver, Variable};

/// What is known about the end of an interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum End {
    /// A proven optimum.
    Proven(f64),
    /// There is no end.
    Open,
    /// No world fits the knowledge.
    NoWorld,
    /// The solver gave no proof.
    Unproven,
}

/// Which end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    Low,
    High,
}

/// Larger than any count; an unknown without an upper bound gets this one in whole numbers.
const CEILING: i64 = 10_000_000;

/// The optimum of the linear programme, and whether it lies in whole numbers.
pub(crate) fn relaxed(polytope: &Polytope, target: &[(usize, i64)], side: Side) -> (End, bool) {
    let direction = match side {
        Side::Low => OptimizationDirection::Minimize,
        Side::High => OptimizationDirection::Maximize,
    };
    let mut problem = Problem::new(direction);
    let mut costs = vec![0.0; polytope.low.len()];
    for (unknown, factor) in target {
        costs[*unknown] = *factor as f64;
    }
    let columns: Vec<_> = costs
        .iter()
        .zip(polytope.low.iter().zip(&polytope.high))
        .map(|(cost, (low, high))| {
            let high = if *high == i64::MAX {
                f64::INFINITY
            } else {
                *high as f64
            };
            problem.add_var(*cost, (*low as f64, high))
        })
        .collect();
    for row in &polytope.rows {
        let terms: Vec<_> = row
            .terms
            .iter()
            .map(|(unknown, factor)| (columns[*unknown], *factor as f64))
            .collect();
        if row.low == row.high {
            problem.add_constraint(&terms, ComparisonOp::Eq, row.low as f64);
            continue;
        }
        if row.low > i64::MIN {
            problem.add_constraint(&terms, ComparisonOp::Ge, row.low as f64);
        }
        if row.high < i64::MAX {
            problem.add_constraint(&terms, ComparisonOp::Le, row.high as f64);
        }
    }
    match problem.solve() {
        Ok(outcome) if outcome.is_optimal() => match outcome.solution() {
            Some(solution) => {
                let whole = columns
                    .iter()
                    .map(|column| solution.var_value(*column))
                    .all(|value| (value - value.round()).abs() < 1e-6);
                (End::Proven(solution.objective()), whole)
            }
            None => (End::Unproven, false),
        },
        Err(microlp::Error::Infeasible) => (End::NoWorld, false),
        Err(microlp::Error::Unbounded) => (End::Open, false),
        Ok(_) | Err(_) => (End::Unproven, false),
    }
}

/// The optimum in whole numbers, by branch and bound with a limit on nodes.
pub(crate) fn whole(polytope: &Polytope, target: &[(usize, i64)], side: Side, nodes: u64) -> End {
    let sign = match side {
        Side::Low => 1,
        Side::High => -1,
    };
    // The default solver divides costs by 12,000.
    let scale = 12_000 * sign;
    let mut variables: Vec<Variable> = polytope
        .low
        .iter()
        .zip(&polytope.high)
        .map(|(low, high)| Variable {
            low: *low,
            high: (*high).min(CEILING),
            cost: 0,
        })
        .collect();
    for (unknown, factor) in target {
        variables[*unknown].cost = scale * factor;
    }
    match (Microlp { nodes }).minimise(&variables, &polytope.rows) {
        Answer::Optimal(values) => {
            let sum: i64 = target
                .iter()
                .map(|(unknown, factor)| factor * values[*unknown])
                .sum();
            if sum >= CEILING {
                End::Open
            } else {
                End::Proven(sum as f64)
            }
        }
        Answer::Infeasible => End::NoWorld,
        Answer::Unproven => End::Unproven,
    }
}
