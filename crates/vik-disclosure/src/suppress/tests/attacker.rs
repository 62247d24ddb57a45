//! A plain attacker, apart from the code under test: whole numbers, everything shown, no worlds.

use std::collections::{BTreeMap, BTreeSet};

use super::super::Table;
use crate::solver::{Answer, Microlp, Row, Solver, Variable};

/// What an attacker learns of some cells.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Verdict {
    pub(super) exact: usize,
    pub(super) existence: usize,
    pub(super) narrow: usize,
    pub(super) attacked: usize,
}

pub(super) struct Attacker {
    leaves: Vec<i64>,
    rows: Vec<Row>,
    index: BTreeMap<Vec<String>, usize>,
}

impl Attacker {
    /// From cells with what is shown of them; `None` hides, and is at least `least`.
    pub(super) fn new(
        table: &Table,
        cells: impl IntoIterator<Item = (Vec<String>, Option<i64>)>,
        least: i64,
    ) -> Self {
        let index: BTreeMap<Vec<String>, usize> = table.leaves.keys().cloned().zip(0..).collect();
        let mut attacker = Self {
            leaves: table
                .leaves
                .values()
                .map(super::super::forms::value)
                .collect(),
            rows: Vec::new(),
            index,
        };
        let mut rows = BTreeSet::new();
        for (cell, value) in cells {
            let terms = attacker.terms(table, &cell);
            match value {
                Some(value) => {
                    rows.insert(Row {
                        terms,
                        low: value,
                        high: value,
                    });
                }
                None if least > 0 => {
                    rows.insert(Row {
                        terms,
                        low: least,
                        high: i64::MAX,
                    });
                }
                None => {}
            }
        }
        attacker.rows = rows.into_iter().collect();
        attacker
    }

    fn terms(&self, table: &Table, cell: &[String]) -> Vec<(usize, i64)> {
        let mut leaves: Vec<usize> = self
            .index
            .iter()
            .filter(|(codes, _)| {
                codes
                    .iter()
                    .zip(cell)
                    .zip(&table.dims)
                    .all(|((own, code), dim)| dim.members_of(code).unwrap().contains(own))
            })
            .map(|(_, place)| *place)
            .collect();
        leaves.sort_unstable();
        leaves.into_iter().map(|leaf| (leaf, 1)).collect()
    }

    /// Lowest and highest value of a cell; `known` gives leaves that the attacker knows more of.
    pub(super) fn interval(
        &self,
        table: &Table,
        cell: &[String],
        known: &BTreeMap<usize, i64>,
    ) -> (i64, i64) {
        let terms = self.terms(table, cell);
        let total: i64 = self.leaves.iter().sum();
        let cap = total + 50;
        let mut ends = [0, 0];
        for (place, cost) in [(0, 1), (1, -1)] {
            let mut variables: Vec<Variable> = (0..self.leaves.len())
                .map(|leaf| Variable {
                    low: known.get(&leaf).copied().unwrap_or(0),
                    high: cap,
                    cost: 0,
                })
                .collect();
            for (leaf, _) in &terms {
                variables[*leaf].cost = cost * 12_000;
            }
            let Answer::Optimal(world) =
                (Microlp { nodes: 10_000 }).minimise(&variables, &self.rows)
            else {
                panic!("the attacker's solver gave no proof");
            };
            ends[place] = terms.iter().map(|(leaf, _)| world[*leaf]).sum();
        }
        (ends[0], ends[1])
    }

    pub(super) fn values(&self) -> Vec<i64> {
        self.leaves.clone()
    }

    pub(super) fn truth(&self, table: &Table, cell: &[String]) -> i64 {
        let terms = self.terms(table, cell);
        terms.iter().map(|(leaf, _)| self.leaves[*leaf]).sum()
    }

    /// Attacks cells; `k` is the threshold of the rule.
    pub(super) fn verdict<'a>(
        &self,
        table: &Table,
        cells: impl IntoIterator<Item = &'a Vec<String>>,
        k: i64,
    ) -> Verdict {
        let mut verdict = Verdict::default();
        for cell in cells {
            let (low, high) = self.interval(table, cell, &BTreeMap::new());
            verdict.attacked += 1;
            verdict.exact += usize::from(low == high);
            verdict.existence += usize::from(low >= 1 && high < k);
            verdict.narrow += usize::from(high - low < k - 1);
        }
        verdict
    }
}
