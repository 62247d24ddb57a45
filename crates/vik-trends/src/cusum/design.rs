//! Choosing a CUSUM from how long it may take to a false alarm and to a true one.

use std::f64::consts::PI;

use statrs::function::erf::erfc;

use crate::linear;

/// Points at which the integral equation is solved; its error is far below any use.
const NODES: usize = 40;

/// What a CUSUM subtracts each period and where it alarms.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Design {
    /// Subtracted each period, in standard deviations: half the shift to be found.
    pub reference: f64,
    /// The decision limit.
    pub limit: f64,
}

/// The expected number of periods until an upper CUSUM of standard normal values, shifted by `shift`,
/// alarms, starting from zero.
///
/// # Source
/// Page's integral equation, solved at Gauss-Legendre nodes (Vance 1986).
///
/// # Assumptions
/// Normal values: for counts below about five it is only a guide, and the false-alarm rate should be
/// simulated.
///
/// # Edge cases
/// `None` when the limit is not positive or an argument not finite.
#[must_use]
pub fn average_run_length(design: Design, shift: f64) -> Option<f64> {
    let Design { reference, limit } = design;
    if !(limit.is_finite() && limit > 0.0 && reference.is_finite() && shift.is_finite()) {
        return None;
    }
    let normal = |z: f64| 0.5 * erfc(-z / std::f64::consts::SQRT_2);
    let density = |z: f64| (-0.5 * z * z).exp() / (2.0 * PI).sqrt();
    let mut points = vec![(0.0, 0.0)];
    points.extend(gauss_legendre().map(|(x, w)| (limit * (x + 1.0) / 2.0, limit * w / 2.0)));
    let row = |&(from, _): &(f64, f64)| {
        let drift = reference - from - shift;
        points
            .iter()
            .enumerate()
            .map(|(j, &(to, weight))| {
                let moved = if j == 0 {
                    normal(drift)
                } else {
                    weight * density(to + drift)
                };
                f64::from(u8::from(points[j].0 == from)) - moved
            })
            .collect()
    };
    let matrix: Vec<Vec<f64>> = points.iter().map(row).collect();
    let lengths = linear::solve(matrix, vec![1.0; points.len()])?;
    lengths.first().copied()
}

/// The design with these expected periods to a false alarm (`in_control`) and to the alarm after a shift
/// of twice its reference (`out_of_control`).
///
/// Source and assumptions as [`average_run_length`]. `None` unless `1 < out_of_control < in_control`, or
/// when no reference up to 3 fits.
#[must_use]
pub fn design(in_control: f64, out_of_control: f64) -> Option<Design> {
    if !(in_control.is_finite() && out_of_control > 1.0 && out_of_control < in_control) {
        return None;
    }
    let with = |reference: f64| {
        let (mut low, mut high) = (1e-3, 60.0);
        for _ in 0..50 {
            let limit = (low + high) / 2.0;
            let length = average_run_length(Design { reference, limit }, 0.0)?;
            // Far too large a limit loses all digits and may even turn negative.
            if length < in_control && length > 0.0 {
                low = limit;
            } else {
                high = limit;
            }
        }
        Some(Design {
            reference,
            limit: (low + high) / 2.0,
        })
    };
    let (mut low, mut high) = (0.05, 3.0);
    let later = |reference: f64| average_run_length(with(reference)?, 2.0 * reference);
    if later(low)? < out_of_control || later(high)? > out_of_control {
        return None;
    }
    for _ in 0..50 {
        let middle = (low + high) / 2.0;
        if later(middle)? > out_of_control {
            low = middle;
        } else {
            high = middle;
        }
    }
    with((low + high) / 2.0)
}

/// Nodes and weights on -1 to 1, by Newton's method on the Legendre polynomial.
fn gauss_legendre() -> impl Iterator<Item = (f64, f64)> {
    let n = NODES as f64;
    (1..=NODES).map(move |i| {
        let mut x = (PI * (i as f64 - 0.25) / (n + 0.5)).cos();
        let mut slope = 1.0;
        for _ in 0..60 {
            let (mut before, mut value) = (1.0, x);
            for k in 2..=NODES {
                let k = k as f64;
                (before, value) = (
                    value,
                    ((2.0 * k - 1.0) * x * value - (k - 1.0) * before) / k,
                );
            }
            slope = n * (x * value - before) / (x * x - 1.0);
            let step = value / slope;
            x -= step;
            if step.abs() < 1e-15 {
                break;
            }
        }
        (x, 2.0 / ((1.0 - x * x) * slope * slope))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nodes_integrate() {
        let integral: f64 = gauss_legendre().map(|(x, w)| w * x.powi(6)).sum();
        assert!((integral - 2.0 / 7.0).abs() < 1e-13);
    }

    #[test]
    fn the_textbook_run_lengths() {
        // Montgomery, table 9.4: reference 0.5 and limit 4, one-sided.
        let design = Design {
            reference: 0.5,
            limit: 4.0,
        };
        assert!((average_run_length(design, 0.0).unwrap() - 335.37).abs() < 0.05);
        assert!((average_run_length(design, 1.0).unwrap() - 8.38).abs() < 0.01);
    }

    #[test]
    fn nonsense_has_no_design() {
        assert_eq!(design(5.0, 7.0), None);
        let flat = Design {
            reference: 0.5,
            limit: 0.0,
        };
        assert_eq!(average_run_length(flat, 0.0), None);
    }
}
