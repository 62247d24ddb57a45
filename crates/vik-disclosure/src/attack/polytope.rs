//! The worlds that fit an attacker's knowledge: bounds on unknowns and rows over several of them.

use std::collections::{BTreeMap, BTreeSet};

use crate::attack::system::System;
use crate::solver::Row;

/// Bounds and rows. `i64::MAX` is an open upper bound; lower bounds are at least zero.
#[derive(Debug, Clone)]
pub(crate) struct Polytope {
    pub(crate) low: Vec<i64>,
    pub(crate) high: Vec<i64>,
    pub(crate) rows: Vec<Row>,
}

impl Polytope {
    /// All knowledge of a system; what is about one unknown becomes a bound.
    pub(crate) fn new(system: &System) -> Self {
        let mut polytope = Self {
            low: vec![0; system.unknowns.len()],
            high: system.unknowns.iter().map(|unknown| unknown.high).collect(),
            rows: Vec::new(),
        };
        for known in &system.knowledge {
            match known.terms[..] {
                [(unknown, 1)] => polytope.narrow(unknown, known.low, known.high),
                _ => polytope.rows.push(Row {
                    terms: known.terms.clone(),
                    low: known.low,
                    high: known.high,
                }),
            }
        }
        polytope
    }

    /// Narrows the bounds of one unknown.
    pub(crate) fn narrow(&mut self, unknown: usize, low: i64, high: i64) {
        self.low[unknown] = self.low[unknown].max(low);
        self.high[unknown] = self.high[unknown].min(high);
    }

    /// Narrows bounds by what the rest of each row can still add, again and again.
    ///
    /// With `whole`, counts are whole numbers; without it, bounds are rounded outwards, so that
    /// every fractional world stays inside. Returns whether any world may be left. Stopping early
    /// is safe: the bounds are then only wider.
    pub(crate) fn propagate(&mut self, whole: bool) -> bool {
        for _ in 0..40 {
            let mut changed = false;
            for place in 0..self.rows.len() {
                let row = std::mem::replace(
                    &mut self.rows[place],
                    Row {
                        terms: Vec::new(),
                        low: 0,
                        high: 0,
                    },
                );
                let outcome = self.tighten(&row, whole);
                self.rows[place] = row;
                match outcome {
                    None => return false,
                    Some(tightened) => changed |= tightened,
                }
            }
            if !changed {
                break;
            }
        }
        true
    }

    fn tighten(&mut self, row: &Row, whole: bool) -> Option<bool> {
        let (least, most) = self.extremes(&row.terms);
        if least.below(row.high).is_none() || most.above(row.low).is_none() {
            return None;
        }
        let mut changed = false;
        for &(unknown, factor) in &row.terms {
            let (low, high) = (self.low[unknown], self.high[unknown]);
            let (own_least, own_most) = ends(factor, low, high);
            // What the others add at least leaves this much for one unknown, and the reverse.
            let room = (row.high < i64::MAX)
                .then(|| least.without(own_least))
                .flatten()
                .map(|others| row.high - others);
            let need = (row.low > i64::MIN)
                .then(|| most.without(own_most))
                .flatten()
                .map(|others| row.low - others);
            let (for_high, for_low) = if factor > 0 {
                (room, need)
            } else {
                (need, room)
            };
            let (down, up) = (
                |number: i64| number.div_euclid(factor.abs()),
                |number: i64| -(-number).div_euclid(factor.abs()),
            );
            let sign = factor.signum();
            if let Some(bound) = for_high {
                let bound = sign * bound;
                let bound = if whole { down(bound) } else { up(bound) };
                if bound < high {
                    self.high[unknown] = bound;
                    changed = true;
                }
            }
            if let Some(bound) = for_low {
                let bound = sign * bound;
                let bound = if whole { up(bound) } else { down(bound) };
                if bound > low {
                    self.low[unknown] = bound;
                    changed = true;
                }
            }
            if self.low[unknown] > self.high[unknown] {
                return None;
            }
            // The extremes are stale now, and only wider than they need be.
        }
        Some(changed)
    }

    /// Least and most that terms can add up to.
    pub(crate) fn extremes(&self, terms: &[(usize, i64)]) -> (Sum, Sum) {
        let mut sums = (Sum::default(), Sum::default());
        for &(unknown, factor) in terms {
            let (least, most) = ends(factor, self.low[unknown], self.high[unknown]);
            sums.0.add(least);
            sums.1.add(most);
        }
        sums
    }

    /// Takes away rows that the bounds imply.
    pub(crate) fn drop_implied(&mut self) {
        let rows = std::mem::take(&mut self.rows);
        self.rows = rows
            .into_iter()
            .filter(|row| {
                let (least, most) = self.extremes(&row.terms);
                let low = row.low == i64::MIN || least.finite().is_some_and(|sum| sum >= row.low);
                let high = row.high == i64::MAX || most.finite().is_some_and(|sum| sum <= row.high);
                !(low && high)
            })
            .collect();
    }

    /// Takes out persons that are tied to nothing but the cases of their own leaf.
    ///
    /// With `p <= c <= 2p` and bounds on `p`, the values of `c` for which some `p` exists are
    /// exactly an interval (Fourier-Motzkin), so nothing is lost for any other target.
    pub(crate) fn project_persons(&mut self, target: &[(usize, i64)]) {
        let mut member: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (place, row) in self.rows.iter().enumerate() {
            for (unknown, _) in &row.terms {
                member.entry(*unknown).or_default().push(place);
            }
        }
        let wanted: BTreeSet<usize> = target.iter().map(|(unknown, _)| *unknown).collect();
        let mut gone = BTreeSet::new();
        for (persons, places) in member {
            let [first, second] = places[..] else {
                continue;
            };
            if wanted.contains(&persons) {
                continue;
            }
            let partner = |place: usize, own: i64| {
                let row = &self.rows[place];
                let open = row.low == 0 && row.high == i64::MAX && row.terms.len() == 2;
                let mine = row.terms.contains(&(persons, own));
                let other = row.terms.iter().find(|(unknown, _)| *unknown != persons);
                other.filter(|(_, factor)| open && mine && *factor == -own.signum())
            };
            let pair = [(first, second), (second, first)]
                .into_iter()
                .find_map(|(less, twice)| {
                    let (cases, _) = partner(less, -1)?;
                    (partner(twice, 2)?.0 == *cases).then_some((*cases, less, twice))
                });
            if let Some((cases, less, twice)) = pair {
                let most = self.high[persons].saturating_mul(2);
                self.narrow(cases, self.low[persons], most);
                gone.extend([less, twice]);
            }
        }
        let mut place = 0;
        self.rows.retain(|_| {
            place += 1;
            !gone.contains(&(place - 1))
        });
    }

    /// Takes unknowns that have one value left out of the rows, and rows that say the same twice.
    ///
    /// An unknown with one value passes nothing on, so what hangs on it falls apart.
    pub(crate) fn substitute_fixed(&mut self) {
        let rows = std::mem::take(&mut self.rows);
        let mut left: BTreeMap<Vec<(usize, i64)>, (i64, i64)> = BTreeMap::new();
        for row in rows {
            let mut constant = 0;
            let mut terms = Vec::with_capacity(row.terms.len());
            for (unknown, factor) in row.terms {
                if self.low[unknown] == self.high[unknown] {
                    constant += factor * self.low[unknown];
                } else {
                    terms.push((unknown, factor));
                }
            }
            let shift = |bound: i64| match bound {
                i64::MIN | i64::MAX => bound,
                finite => finite - constant,
            };
            if !terms.is_empty() {
                let range = left.entry(terms).or_insert((i64::MIN, i64::MAX));
                *range = (range.0.max(shift(row.low)), range.1.min(shift(row.high)));
            }
        }
        self.rows = left
            .into_iter()
            .map(|(terms, (low, high))| Row { terms, low, high })
            .collect();
    }

    /// Only what can influence the target, with unknowns numbered anew.
    ///
    /// # Guarantee
    /// What is left out is connected to the target by no row, so it cannot narrow it.
    pub(crate) fn around(&self, target: &[(usize, i64)]) -> (Self, Vec<(usize, i64)>) {
        let mut member: Vec<Vec<usize>> = vec![Vec::new(); self.low.len()];
        for (place, row) in self.rows.iter().enumerate() {
            for (unknown, _) in &row.terms {
                member[*unknown].push(place);
            }
        }
        let mut reached: BTreeSet<usize> = target.iter().map(|(unknown, _)| *unknown).collect();
        let mut rows = BTreeSet::new();
        let mut open: Vec<usize> = reached.iter().copied().collect();
        while let Some(unknown) = open.pop() {
            for place in &member[unknown] {
                if rows.insert(*place) {
                    for (next, _) in &self.rows[*place].terms {
                        if reached.insert(*next) {
                            open.push(*next);
                        }
                    }
                }
            }
        }
        let place: BTreeMap<usize, usize> = reached.iter().copied().zip(0..).collect();
        let moved = |terms: &[(usize, i64)]| -> Vec<(usize, i64)> {
            terms
                .iter()
                .filter_map(|(unknown, factor)| Some((*place.get(unknown)?, *factor)))
                .collect()
        };
        let part = Self {
            low: reached.iter().map(|unknown| self.low[*unknown]).collect(),
            high: reached.iter().map(|unknown| self.high[*unknown]).collect(),
            rows: rows
                .into_iter()
                .map(|place| Row {
                    terms: moved(&self.rows[place].terms),
                    ..self.rows[place].clone()
                })
                .collect(),
        };
        (part, moved(target))
    }
}

/// A sum that may be open.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Sum {
    finite: i64,
    open: usize,
}

impl Sum {
    fn add(&mut self, number: Option<i64>) {
        match number {
            Some(number) => self.finite = self.finite.saturating_add(number),
            None => self.open += 1,
        }
    }

    fn without(self, number: Option<i64>) -> Option<i64> {
        match (number, self.open) {
            (Some(number), 0) => Some(self.finite - number),
            (None, 1) => Some(self.finite),
            _ => None,
        }
    }

    fn below(self, high: i64) -> Option<()> {
        (self.open > 0 || high == i64::MAX || self.finite <= high).then_some(())
    }

    fn above(self, low: i64) -> Option<()> {
        (self.open > 0 || low == i64::MIN || self.finite >= low).then_some(())
    }

    /// The sum, unless it is open.
    pub(crate) fn finite(self) -> Option<i64> {
        (self.open == 0).then_some(self.finite)
    }
}

/// Least and most of one term; `None` is open.
fn ends(factor: i64, low: i64, high: i64) -> (Option<i64>, Option<i64>) {
    let high = (high < i64::MAX).then(|| factor * high);
    if factor > 0 {
        (Some(factor * low), high)
    } else {
        (high, Some(factor * low))
    }
}
