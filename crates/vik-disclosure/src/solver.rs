//! The integer programme, and the one solver behind it that may be replaced.

use microlp::{ComparisonOp, OptimizationDirection, Problem, SolveOptions};

/// A whole-number variable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Variable {
    /// Lowest value.
    pub low: i64,
    /// Highest value.
    pub high: i64,
    /// Cost of one step up.
    pub cost: i64,
}

/// `low <= sum of terms <= high`; terms are (variable, coefficient).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Row {
    /// Terms, sorted by variable.
    pub terms: Vec<(usize, i64)>,
    /// Lower bound, or `i64::MIN` when open.
    pub low: i64,
    /// Upper bound, or `i64::MAX` when open.
    pub high: i64,
}

/// What a solver may say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// A proven optimum.
    Optimal(Vec<i64>),
    /// Proven impossible.
    Infeasible,
    /// Anything else, such as a limit reached. Numbers found on the way are not an answer.
    Unproven,
}

/// Minimises a linear cost over whole numbers.
pub trait Solver {
    /// Solves; only a proven optimum may be called optimal.
    fn minimise(&self, variables: &[Variable], rows: &[Row]) -> Answer;
}

/// The default solver, in pure Rust.
#[derive(Debug, Clone, Copy)]
pub struct Microlp {
    /// Branch-and-bound nodes before giving up. A node limit is reproducible, a time limit is not.
    pub nodes: u64,
}

impl Default for Microlp {
    fn default() -> Self {
        Self { nodes: 1_000 }
    }
}

impl Solver for Microlp {
    fn minimise(&self, variables: &[Variable], rows: &[Row]) -> Answer {
        let mut problem = Problem::new(OptimizationDirection::Minimize);
        let mut columns = Vec::with_capacity(variables.len());
        for variable in variables {
            let (Ok(low), Ok(high)) = (i32::try_from(variable.low), i32::try_from(variable.high))
            else {
                return Answer::Unproven;
            };
            columns.push(problem.add_integer_var(scaled(variable.cost), (low, high)));
        }
        for row in rows {
            let terms: Vec<_> = row
                .terms
                .iter()
                .map(|&(column, factor)| (columns[column], factor as f64))
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
        let mut options = SolveOptions::default();
        options.node_limit = Some(self.nodes);
        match problem.solve_with(options) {
            Ok(outcome) if outcome.is_optimal() => match outcome.solution() {
                Some(solution) => Answer::Optimal(
                    columns
                        .iter()
                        .map(|column| solution.var_value(*column).round() as i64)
                        .collect(),
                ),
                None => Answer::Unproven,
            },
            Err(microlp::Error::Infeasible) => Answer::Infeasible,
            Ok(_) | Err(_) => Answer::Unproven,
        }
    }
}

/// Costs are near 10,000; the solver's tolerances are made for numbers near one.
fn scaled(cost: i64) -> f64 {
    cost as f64 / 12_000.0
}
