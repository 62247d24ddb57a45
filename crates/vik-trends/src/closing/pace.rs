//! A row that closes faster or slower than its columns do elsewhere.
//!
//! Faster closing brings recent cases forward and looks like a change that began lately. The bands
//! of the row's own latest closings tell: the expectation of each band is tilted towards them,
//! without changing how many are expected. A cell is tilted by the other cells of its row, so that
//! what is new in one cell does not explain itself away.

use super::{Closings, Settings};

/// Expectations with the pace of their row.
pub(super) struct Tilted {
    /// By the other cells of the row, then by the whole row: `[(cell * ages + age) * bands + band]`.
    own: Vec<f64>,
    row: Vec<f64>,
    ages: usize,
    bands: usize,
}

impl Tilted {
    /// The expectation of a cell, for itself or as a part of a total.
    pub(super) fn of(&self, own: bool, cell: usize, age: usize, band: usize) -> f64 {
        let values = if own { &self.own } else { &self.row };
        values[(cell * self.ages + age) * self.bands + band]
    }
}

/// Tilts expectations laid out as `[(cell * ages + age) * bands + band]`, newest first.
pub(super) fn tilts(
    closings: &Closings<'_>,
    settings: &Settings,
    expected: &[f64],
    ages: usize,
) -> Tilted {
    let bands = closings.bands;
    let mut tilted = Tilted {
        own: expected.to_vec(),
        row: expected.to_vec(),
        ages,
        bands,
    };
    let recent = settings.pace.min(ages);
    if bands < 2 || recent == 0 {
        return tilted;
    }
    for row in 0..closings.rows {
        let cells = row * closings.columns..(row + 1) * closings.columns;
        // Observed and expected of each cell and of the row, by band.
        let of_cell = |cell: usize| -> (Vec<f64>, Vec<f64>) {
            let sum = |of: &dyn Fn(usize, usize) -> f64| {
                (0..bands)
                    .map(|band| (0..recent).map(|age| of(age, band)).sum())
                    .collect()
            };
            let now = closings.periods - 1;
            (
                sum(&|age, band| closings.counts[closings.at(cell, now - age, band)]),
                sum(&|age, band| expected[(cell * ages + age) * bands + band]),
            )
        };
        let parts: Vec<_> = cells.clone().map(of_cell).collect();
        let mut whole = (vec![0.0; bands], vec![0.0; bands]);
        for (observed, means) in &parts {
            add(&mut whole.0, observed, 1.0);
            add(&mut whole.1, means, 1.0);
        }
        let for_row = factors(&whole.0, &whole.1, settings.pace_weight);
        for (cell, (observed, means)) in cells.zip(&parts) {
            let mut others = whole.clone();
            add(&mut others.0, observed, -1.0);
            add(&mut others.1, means, -1.0);
            let for_cell = factors(&others.0, &others.1, settings.pace_weight);
            let at = cell * ages * bands..(cell + 1) * ages * bands;
            tilt(&mut tilted.own[at.clone()], &for_cell);
            tilt(&mut tilted.row[at], &for_row);
        }
    }
    tilted
}

fn add(to: &mut [f64], what: &[f64], times: f64) {
    for (a, b) in to.iter_mut().zip(what) {
        *a = (*a + times * b).max(0.0);
    }
}

/// How much more of each band there is than expected, given how many there are, shrunk to one.
fn factors(observed: &[f64], expected: &[f64], weight: f64) -> Vec<f64> {
    let (n, mean): (f64, f64) = (observed.iter().sum(), expected.iter().sum());
    let one = |(o, e): (&f64, &f64)| {
        let share = e / mean;
        if mean > 0.0 && share > 0.0 && n + weight > 0.0 {
            (o + weight * share) / (share * (n + weight))
        } else {
            1.0
        }
    };
    observed.iter().zip(expected).map(one).collect()
}

/// Multiplies each band, and keeps the sum of each period.
fn tilt(expected: &mut [f64], factors: &[f64]) {
    for period in expected.chunks_mut(factors.len()) {
        let before: f64 = period.iter().sum();
        for (e, f) in period.iter_mut().zip(factors) {
            *e *= f;
        }
        let after: f64 = period.iter().sum();
        if after > 0.0 {
            period.iter_mut().for_each(|e| *e *= before / after);
        }
    }
}
