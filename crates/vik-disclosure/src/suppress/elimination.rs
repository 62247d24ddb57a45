//! Sparse elimination modulo a prime: which sensitive cells follow exactly from shown ones.
//!
//! A cell follows exactly when its column (which leaves it adds up) is a combination of the
//! columns of shown cells. Elimination decides that in one pass (Langsrud, Privacy in Statistical
//! Databases 2022 and 2024: candidates in order of value, a candidate is hidden when showing it
//! would make a sensitive column vanish). Whether a column vanishes does not depend on the choice
//! of pivots, so the pattern depends on the order of the candidates only.

use std::collections::{BTreeMap, BTreeSet};

/// The Mersenne prime 2^61 - 1. An accidental zero modulo it has a chance of about 4e-19.
const PRIME: u64 = (1 << 61) - 1;

/// A sparse column: (leaf, factor modulo the prime), sorted by leaf, no zero factors.
pub(super) type Column = Vec<(usize, u64)>;

pub(super) fn column(leaves: &[usize]) -> Column {
    leaves.iter().map(|leaf| (*leaf, 1)).collect()
}

/// Shown columns in echelon form, and what is left of the sensitive columns after them.
pub(super) struct Elimination {
    /// Pivot leaf, and the shown column with factor 1 there.
    pivots: BTreeMap<usize, Column>,
    /// What is left of each sensitive column, scaled to begin with 1; empty when it follows from
    /// what is shown.
    residuals: Vec<Column>,
    /// The sole contributor of each sensitive column, if it has one.
    knowers: Vec<Option<u64>>,
    /// Sensitive columns by what is left of them: each tells the others of its class.
    classes: BTreeMap<Column, BTreeSet<usize>>,
}

impl Elimination {
    /// Starts with nothing shown, from sensitive columns and the sole contributor of each.
    pub(super) fn new(sensitive: Vec<(Column, Option<u64>)>) -> Self {
        let (residuals, knowers): (Vec<Column>, _) = sensitive.into_iter().unzip();
        let mut elimination = Self {
            pivots: BTreeMap::new(),
            classes: BTreeMap::new(),
            residuals: vec![Column::new(); residuals.len()],
            knowers,
        };
        elimination.replace(residuals.into_iter().enumerate().collect());
        elimination
    }

    /// Shows a column if no sensitive column would follow from it, alone or for a sole
    /// contributor; says whether it did.
    pub(super) fn offer(&mut self, column: &Column) -> bool {
        let left = self.reduce(column);
        let Some(pivot) = pivot_of(&left) else {
            return true;
        };
        let changed = self.changed(&left, pivot);
        if changed.iter().any(|(_, next)| next.is_empty()) {
            return false;
        }
        let before = changed
            .iter()
            .map(|(place, _)| (*place, self.residuals[*place].clone()))
            .collect();
        let touched: Vec<Column> = changed.iter().map(|(_, next)| next.clone()).collect();
        self.replace(changed);
        if touched.iter().any(|class| self.told_in(class).is_some()) {
            self.replace(before);
            return false;
        }
        self.add(pivot, left);
        true
    }

    /// Shows a column whatever follows from it.
    pub(super) fn show(&mut self, column: &Column) {
        let left = self.reduce(column);
        if let Some(pivot) = pivot_of(&left) {
            let changed = self.changed(&left, pivot);
            self.replace(changed);
            self.add(pivot, left);
        }
    }

    /// Sensitive columns that follow from what is shown.
    pub(super) fn exact(&self) -> Vec<usize> {
        let empty = |(place, residual): (usize, &Column)| residual.is_empty().then_some(place);
        self.residuals
            .iter()
            .enumerate()
            .filter_map(empty)
            .collect()
    }

    /// A pair (sole contributor's column, other sensitive column) of which the first tells the
    /// second: what is left of them is proportional.
    pub(super) fn told_by_singleton(&self) -> Option<(usize, usize)> {
        self.classes.keys().find_map(|class| self.told_in(class))
    }

    fn told_in(&self, class: &Column) -> Option<(usize, usize)> {
        let places = self.classes.get(class).filter(|_| !class.is_empty())?;
        let knower = *places
            .iter()
            .find(|place| self.knowers[**place].is_some())?;
        // A column with the same sole contributor tells that contributor nothing new.
        let is_other = |place: &&usize| self.knowers[**place] != self.knowers[knower];
        Some((knower, *places.iter().find(is_other)?))
    }

    fn changed(&self, left: &Column, pivot: usize) -> Vec<(usize, Column)> {
        let change = |(place, residual): (usize, &Column)| {
            let factor = factor_at(residual, pivot)?;
            Some((place, scaled(subtract(residual, left, factor))))
        };
        self.residuals
            .iter()
            .enumerate()
            .filter_map(change)
            .collect()
    }

    fn replace(&mut self, changed: Vec<(usize, Column)>) {
        for (place, next) in changed {
            let before = std::mem::replace(&mut self.residuals[place], next);
            if let Some(class) = self.classes.get_mut(&before) {
                class.remove(&place);
                if class.is_empty() {
                    self.classes.remove(&before);
                }
            }
            let class = self.residuals[place].clone();
            self.classes.entry(class).or_default().insert(place);
        }
    }

    fn reduce(&self, column: &Column) -> Column {
        let mut left = column.clone();
        // Pivots are fully reduced, so one pass over the entries of the column itself is enough.
        for (leaf, _) in column {
            if let (Some(shown), Some(factor)) = (self.pivots.get(leaf), factor_at(&left, *leaf)) {
                left = subtract(&left, shown, factor);
            }
        }
        left
    }

    fn add(&mut self, pivot: usize, left: Column) {
        let scaled = scaled(left);
        for shown in self.pivots.values_mut() {
            if let Some(factor) = factor_at(shown, pivot) {
                *shown = subtract_scaled(shown, &scaled, factor);
            }
        }
        self.pivots.insert(pivot, scaled);
    }
}

/// The column times so much that it begins with 1.
fn scaled(column: Column) -> Column {
    let factor = column.first().map_or(1, |(_, first)| inverse(*first));
    let scale = |(leaf, own)| (leaf, multiply(own, factor));
    column.into_iter().map(scale).collect()
}

fn pivot_of(column: &Column) -> Option<usize> {
    column.first().map(|(leaf, _)| *leaf)
}

fn factor_at(column: &Column, leaf: usize) -> Option<u64> {
    let place = column.binary_search_by_key(&leaf, |(leaf, _)| *leaf).ok()?;
    Some(column[place].1)
}

/// `from` minus so much of `column` that the leaf with this factor, the column's first, vanishes.
fn subtract(from: &Column, column: &Column, factor: u64) -> Column {
    let first = column.first().map_or(1, |(_, first)| *first);
    let times = multiply(factor, inverse(first));
    subtract_scaled(from, column, times)
}

fn subtract_scaled(from: &Column, column: &Column, times: u64) -> Column {
    let mut result = Vec::with_capacity(from.len() + column.len());
    let (mut left, mut right) = (from.iter().peekable(), column.iter().peekable());
    loop {
        let (leaf, value) = match (left.peek(), right.peek()) {
            (Some(&&(own, value)), Some(&&(other, factor))) if own == other => {
                left.next();
                right.next();
                (own, minus(value, multiply(times, factor)))
            }
            (Some(&&(own, value)), Some(&&(other, _))) if own < other => {
                left.next();
                (own, value)
            }
            (Some(&&(own, value)), None) => {
                left.next();
                (own, value)
            }
            (_, Some(&&(other, factor))) => {
                right.next();
                (other, minus(0, multiply(times, factor)))
            }
            (None, None) => return result,
        };
        if value != 0 {
            result.push((leaf, value));
        }
    }
}

fn minus(left: u64, right: u64) -> u64 {
    (left + PRIME - right) % PRIME
}

fn multiply(left: u64, right: u64) -> u64 {
    let wide = u128::from(left) * u128::from(right);
    let folded = (wide & u128::from(PRIME)) as u64 + (wide >> 61) as u64;
    if folded >= PRIME {
        folded - PRIME
    } else {
        folded
    }
}

/// By Fermat: the power PRIME - 2.
fn inverse(value: u64) -> u64 {
    if value == 1 {
        return 1;
    }
    let (mut result, mut square, mut left) = (1, value, PRIME - 2);
    while left > 0 {
        if left & 1 == 1 {
            result = multiply(result, square);
        }
        square = multiply(square, square);
        left >>= 1;
    }
    result
}
