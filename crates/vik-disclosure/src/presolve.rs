//! Makes the programme small before a solver sees it: fixed cells, equal cells, separate parts.

use std::collections::BTreeMap;

use crate::solver::{Answer, Row, Solver, Variable};

/// Solves a programme in its independent parts, after removing what is already decided.
pub(crate) fn solve(solver: &dyn Solver, variables: &[Variable], rows: &[Row]) -> Answer {
    let mut reduced = Reduced::new(variables);
    let mut rows = rows.to_vec();
    loop {
        match reduced.pass(&mut rows) {
            Progress::Impossible => return Answer::Infeasible,
            Progress::Changed => {}
            Progress::Done => break,
        }
    }
    let mut values: Vec<i64> = reduced.variables.iter().map(cheapest).collect();
    for (columns, part) in parts(&reduced, &rows) {
        let local: Vec<Variable> = columns
            .iter()
            .map(|column| reduced.variables[*column])
            .collect();
        let place: BTreeMap<usize, usize> = columns.iter().copied().zip(0..).collect();
        let part: Vec<Row> = part
            .into_iter()
            .map(|row| Row {
                terms: row
                    .terms
                    .iter()
                    .filter_map(|(column, factor)| Some((*place.get(column)?, *factor)))
                    .collect(),
                ..row.clone()
            })
            .collect();
        match solver.minimise(&local, &part) {
            Answer::Optimal(found) => {
                for (column, value) in columns.into_iter().zip(found) {
                    values[column] = value;
                }
            }
            other => return other,
        }
    }
    Answer::Optimal(
        (0..variables.len())
            .map(|column| {
                let (root, offset) = reduced.find(column);
                values[root] + offset
            })
            .collect(),
    )
}

enum Progress {
    Impossible,
    Changed,
    Done,
}

/// Variables, and for each the variable it equals up to an offset.
struct Reduced {
    variables: Vec<Variable>,
    same: Vec<(usize, i64)>,
}

impl Reduced {
    fn new(variables: &[Variable]) -> Self {
        Self {
            variables: variables.to_vec(),
            same: (0..variables.len()).map(|column| (column, 0)).collect(),
        }
    }

    fn find(&self, mut column: usize) -> (usize, i64) {
        let mut offset = 0;
        while self.same[column].0 != column {
            offset += self.same[column].1;
            column = self.same[column].0;
        }
        (column, offset)
    }

    fn pass(&mut self, rows: &mut Vec<Row>) -> Progress {
        let mut changed = false;
        let mut kept: Vec<Row> = Vec::with_capacity(rows.len());
        for row in rows.drain(..) {
            let row = self.substitute(row);
            let Some(tightened) = self.tighten(&row) else {
                return Progress::Impossible;
            };
            changed |= tightened;
            let row = if tightened { self.substitute(row) } else { row };
            if self.redundant(&row) {
                continue;
            }
            match row.terms[..] {
                [(left, 1), (right, -1)] | [(right, -1), (left, 1)] if row.low == row.high => {
                    if !self.merge(left, right, row.low) {
                        return Progress::Impossible;
                    }
                    changed = true;
                }
                _ => kept.push(row),
            }
        }
        kept.sort_unstable();
        kept.dedup();
        *rows = kept;
        if changed {
            Progress::Changed
        } else {
            Progress::Done
        }
    }

    /// Replaces fixed variables by their value and equal ones by their root.
    fn substitute(&self, row: Row) -> Row {
        let mut terms: BTreeMap<usize, i64> = BTreeMap::new();
        let mut constant = 0;
        for (column, factor) in row.terms {
            let (root, offset) = self.find(column);
            let variable = &self.variables[root];
            constant += factor * offset;
            if variable.low == variable.high {
                constant += factor * variable.low;
            } else {
                *terms.entry(root).or_default() += factor;
            }
        }
        let shift = |bound: i64| match bound {
            i64::MIN | i64::MAX => bound,
            finite => finite - constant,
        };
        Row {
            terms: terms
                .into_iter()
                .filter(|(_, factor)| *factor != 0)
                .collect(),
            low: shift(row.low),
            high: shift(row.high),
        }
    }

    fn extremes(&self, row: &Row) -> (i64, i64) {
        row.terms
            .iter()
            .fold((0, 0), |(low, high), (column, factor)| {
                let variable = &self.variables[*column];
                let ends = (factor * variable.low, factor * variable.high);
                (low + ends.0.min(ends.1), high + ends.0.max(ends.1))
            })
    }

    fn redundant(&self, row: &Row) -> bool {
        let (low, high) = self.extremes(row);
        row.low <= low && high <= row.high
    }

    /// Narrows ranges by what the rest of the row can still add; `None` if nothing is left.
    fn tighten(&mut self, row: &Row) -> Option<bool> {
        let (low, high) = self.extremes(row);
        if low > row.high || high < row.low {
            return None;
        }
        let mut changed = false;
        for &(column, factor) in &row.terms {
            let variable = &mut self.variables[column];
            let ends = (factor * variable.low, factor * variable.high);
            let (own_low, own_high) = (ends.0.min(ends.1), ends.0.max(ends.1));
            let size = factor.abs();
            let (mut least, mut most) = (own_low, own_high);
            if row.high < i64::MAX {
                most = most.min(row.high - (low - own_low));
            }
            if row.low > i64::MIN {
                least = least.max(row.low - (high - own_high));
            }
            let (least, most) = (-((-least).div_euclid(size)), most.div_euclid(size));
            let (new_low, new_high) = if factor > 0 {
                (least, most)
            } else {
                (-most, -least)
            };
            if new_low > new_high {
                return None;
            }
            if (new_low, new_high) != (variable.low, variable.high) {
                variable.low = variable.low.max(new_low);
                variable.high = variable.high.min(new_high);
                changed = true;
                if variable.low > variable.high {
                    return None;
                }
                // The extremes are stale now; the next pass goes on from here.
                break;
            }
        }
        Some(changed)
    }

    /// Makes `left` equal to `right + offset`.
    fn merge(&mut self, left: usize, right: usize, offset: i64) -> bool {
        let gone = self.variables[left];
        let kept = &mut self.variables[right];
        kept.low = kept.low.max(gone.low - offset);
        kept.high = kept.high.min(gone.high - offset);
        kept.cost += gone.cost;
        self.same[left] = (right, offset);
        kept.low <= kept.high
    }
}

fn cheapest(variable: &Variable) -> i64 {
    if variable.cost < 0 {
        variable.high
    } else {
        variable.low
    }
}

/// Independent parts: their variables and rows.
fn parts<'a>(reduced: &Reduced, rows: &'a [Row]) -> Vec<(Vec<usize>, Vec<&'a Row>)> {
    let mut part: Vec<usize> = (0..reduced.variables.len()).collect();
    fn root(part: &mut [usize], mut column: usize) -> usize {
        while part[column] != column {
            part[column] = part[part[column]];
            column = part[column];
        }
        column
    }
    for row in rows {
        if let Some((first, _)) = row.terms.first() {
            for (column, _) in &row.terms {
                let (left, right) = (root(&mut part, *first), root(&mut part, *column));
                part[left.max(right)] = left.min(right);
            }
        }
    }
    let mut found: BTreeMap<usize, (Vec<usize>, Vec<&Row>)> = BTreeMap::new();
    for row in rows {
        if let Some((first, _)) = row.terms.first() {
            found
                .entry(root(&mut part, *first))
                .or_default()
                .1
                .push(row);
        }
    }
    for column in 0..reduced.variables.len() {
        let (top, _) = reduced.find(column);
        if top == column
            && let Some((columns, _)) = found.get_mut(&root(&mut part, column))
        {
            columns.push(column);
        }
    }
    found.into_values().collect()
}
