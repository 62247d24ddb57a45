//! Sparse elimination modulo a prime: which sensitive cells follow exactly from shown ones.
//!
//! A cell follows exactly when its column (which leaves it adds up) is a combination of the
//! columns of shown cells. Elimination decides that in one pass (Langsrud, Privacy in Statistical
//! Databases 2022 and 2024: candidates in order of value, a candidate is hidden when showing it
//! would make a sensitive column vanish). Whether a column vanishes does not depend on the choice
//! of pivots, so the pattern depends on the order of the candidates only.

use std::collections::BTreeMap;

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
    /// What is left of each sensitive column; empty when it follows from what is shown.
    residuals: Vec<Column>,
    /// The sole contributor of each sensitive column, if it has one.
    knowers: Vec<Option<u64>>,
}

impl Elimination {
    /// Starts with nothing shown, from sensitive columns and the sole contributor of each.
    pub(super) fn new(sensitive: Vec<(Column, Option<u64>)>) -> Self {
        let (residuals, knowers) = sensitive.into_iter().unzip();
        Self {
            pivots: BTreeMap::new(),
            residuals,
            knowers,
        }
    }

    /// Shows a column if no sensitive column would follow from it, alone or for a sole
    /// contributor; says whether it did.
    pub(super) fn offer(&mut self, column: &Column) -> bool {
        let left = self.reduce(column);
        let Some(pivot) = pivot_of(&left) else {
            return true;
        };
        let mut changed = Vec::new();
        for (place, residual) in self.residuals.iter().enumerate() {
            if let Some(factor) = factor_at(residual, pivot) {
                let next = subtract(residual, &left, factor);
                if next.is_empty() {
                    return false;
                }
                changed.push((place, next));
            }
        }
        let mut before = Vec::with_capacity(changed.len());
        for (place, next) in changed {
            before.push((place, std::mem::replace(&mut self.residuals[place], next)));
        }
        let touched: Vec<usize> = before.iter().map(|(place, _)| *place).collect();
        if self.told_by_singleton(Some(&touched)).is_some() {
            for (place, residual) in before {
                self.residuals[place] = residual;
            }
            return false;
        }
        self.add(pivot, left);
        true
    }

    /// Shows a column whatever follows from it.
    pub(super) fn show(&mut self, column: &Column) {
        let left = self.reduce(column);
        if let Some(pivot) = pivot_of(&left) {
            for residual in &mut self.residuals {
                if let Some(factor) = factor_at(residual, pivot) {
                    *residual = subtract(residual, &left, factor);
                }
            }
            self.add(pivot, left);
        }
    }

    /// Sensitive columns that follow from what is shown.
    pub(super) fn exact(&self) -> Vec<usize> {
        let empty = |(place, residual): (usize, &Column)| residual.is_empty().then_some(place);
        self.residuals.iter().enumerate().filter_map(empty).collect()
    }

    /// A pair (sole contributor's column, other sensitive column) of which the first tells the
    /// second: what is left of them is proportional. Only pairs with a touched column, if given.
    pub(super) fn told_by_singleton(&self, touched: Option<&[usize]>) -> Option<(usize, usize)> {
        if self.knowers.iter().all(Option::is_none) {
            return None;
        }
        let mut seen: BTreeMap<Column, Vec<usize>> = BTreeMap::new();
        for (place, residual) in self.residuals.iter().enumerate() {
            if let Some((_, first)) = residual.first() {
                let factor = inverse(*first);
                let scaled = residual
                    .iter()
                    .map(|(leaf, own)| (*leaf, multiply(*own, factor)))
                    .collect();
                seen.entry(scaled).or_default().push(place);
            }
        }
        seen.into_values().find_map(|places| {
            let knower = *places.iter().find(|place| self.knowers[**place].is_some())?;
            // A column with the same sole contributor tells that contributor nothing new.
            let is_other = |place: &&usize| self.knowers[**place] != self.knowers[knower];
            let other = *places.iter().find(is_other)?;
            let counts = touched.is_none_or(|touched| {
                places.iter().any(|place| touched.binary_search(place).is_ok())
            });
            counts.then_some((knower, other))
        })
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
        let scale = factor_at(&left, pivot).map_or(1, inverse);
        let scaled: Column = left
            .into_iter()
            .map(|(leaf, own)| (leaf, multiply(own, scale)))
            .collect();
        for shown in self.pivots.values_mut() {
            if let Some(factor) = factor_at(shown, pivot) {
                *shown = subtract_scaled(shown, &scaled, factor);
            }
        }
        self.pivots.insert(pivot, scaled);
    }
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
    if folded >= PRIME { folded - PRIME } else { folded }
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
