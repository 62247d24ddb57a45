//! Which published numbers give an end of an interval away: the dual of the attacker's programme.
//!
//! By strong duality of linear programming the largest value of a form is a sum of known bounds
//! with multipliers, and the dual programme finds the multipliers. Multiplied out, the sum is a
//! proof that anyone can check with pen and paper.

use std::collections::BTreeMap;

use microlp::{ComparisonOp, OptimizationDirection, Problem};

use crate::attack::elimination::Combination;
use crate::attack::linear::Side;
use crate::attack::system::{System, Target};

/// Beyond this many unknowns nobody reads the combination, and finding it takes long.
const READABLE: usize = 2_000;

/// The knowledge that bounds a target from one side, with multipliers; knowledge that counts are
/// not negative is left out. `None` if the programme is too large or nothing bounds the target.
pub(crate) fn explain(system: &System, target: &Target, side: Side) -> Option<Combination> {
    if system.unknowns.len() > READABLE {
        return None;
    }
    // The low end of a form is minus the high end of minus the form.
    let sign = if side == Side::High { 1.0 } else { -1.0 };
    let mut problem = Problem::new(OptimizationDirection::Minimize);
    let mut columns: Vec<Vec<(microlp::Variable, f64)>> = vec![Vec::new(); system.unknowns.len()];
    let mut uses = Vec::new();
    for (place, known) in system.knowledge.iter().enumerate() {
        let ends = [(known.high, i64::MAX, 1.0), (known.low, i64::MIN, -1.0)];
        for (bound, open, way) in ends {
            if bound == open {
                continue;
            }
            let multiplier = problem.add_var(way * bound as f64, (0.0, f64::INFINITY));
            uses.push((place, way, multiplier));
            for (unknown, factor) in &known.terms {
                columns[*unknown].push((multiplier, way * *factor as f64));
            }
        }
    }
    let mut costs = vec![0.0; system.unknowns.len()];
    for (unknown, factor) in &target.terms {
        costs[*unknown] = sign * *factor as f64;
    }
    for (terms, cost) in columns.iter().zip(costs) {
        // Counts are not negative: too much of one only makes the bound looser.
        if !terms.is_empty() {
            problem.add_constraint(terms, ComparisonOp::Ge, cost);
        } else if cost > 0.0 {
            return None;
        }
    }
    let outcome = problem
        .solve()
        .ok()
        .filter(|outcome| outcome.is_optimal())?;
    let solution = outcome.solution()?;
    let mut sums: BTreeMap<usize, f64> = BTreeMap::new();
    for (place, way, multiplier) in uses {
        *sums.entry(place).or_default() += sign * way * solution.var_value(multiplier);
    }
    sums.into_iter()
        .filter(|(_, factor)| factor.abs() > 1e-7)
        .map(|(place, factor)| small_fraction(factor).map(|(top, bottom)| (place, top, bottom)))
        .collect()
}

/// A multiplier as a fraction with a denominator up to 60.
fn small_fraction(number: f64) -> Option<(i64, i64)> {
    (1..=60_i64).find_map(|bottom| {
        let top = number * bottom as f64;
        ((top - top.round()).abs() < 1e-5).then(|| (top.round() as i64, bottom))
    })
}
