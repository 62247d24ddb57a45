//! How long before its closing a case was registered, in whole periods, from bands of lead time.

/// The shares of cases registered 0, 1, 2, … periods before the period in which they close, for
/// each band of lead time between these edges (in periods; the first band begins at zero).
///
/// A lead time of `x` periods and a closing somewhere in its period give a lag of `d` periods with
/// probability `max(0, 1 - |x - d|)`; lead times are taken to be spread evenly over their band.
/// `None` unless the edges are finite and rise from above zero.
#[must_use]
pub fn of_bands(edges: &[f64]) -> Option<Vec<Vec<f64>>> {
    let mut low = 0.0;
    let mut bands = Vec::with_capacity(edges.len());
    for &high in edges {
        if !(high.is_finite() && high > low) {
            return None;
        }
        let last = high.ceil() as usize;
        let part = |d: usize| (below(high, d as f64) - below(low, d as f64)) / (high - low);
        bands.push((0..=last).map(part).collect());
        low = high;
    }
    (!bands.is_empty()).then_some(bands)
}

/// The integral of the triangle around `d` up to `x`.
fn below(x: f64, d: f64) -> f64 {
    let from = (x - d).clamp(-1.0, 1.0);
    if from <= 0.0 {
        (1.0 + from).powi(2) / 2.0
    } else {
        1.0 - (1.0 - from).powi(2) / 2.0
    }
}

/// The lags of cases that are spread over bands with these counts: for counts that are not split.
///
/// `None` when the lengths differ or nothing was counted.
#[must_use]
pub fn mixed(counts: &[f64], lags: &[Vec<f64>]) -> Option<Vec<f64>> {
    let sum: f64 = counts.iter().sum();
    let sound = sum.is_finite() && sum > 0.0 && counts.iter().all(|n| *n >= 0.0);
    if counts.len() != lags.len() || !sound {
        return None;
    }
    let longest = lags.iter().map(Vec::len).max()?;
    let mut out = vec![0.0; longest];
    for (count, band) in counts.iter().zip(lags) {
        for (share, lag) in out.iter_mut().zip(band) {
            *share += count / sum * lag;
        }
    }
    Some(out)
}

/// The share of each band in each column, drawn towards all columns with this weight in cases.
///
/// `counts` are laid out as `[column * bands + band]`. `None` when nothing was counted or the
/// lengths do not fit.
#[must_use]
pub fn shares(counts: &[f64], bands: usize, weight: f64) -> Option<Vec<f64>> {
    let sum: f64 = counts.iter().sum();
    let sound = sum.is_finite() && sum > 0.0 && counts.iter().all(|n| *n >= 0.0);
    if bands == 0 || !counts.len().is_multiple_of(bands) || !sound || weight < 0.0 {
        return None;
    }
    let mut all = vec![0.0; bands];
    for (i, n) in counts.iter().enumerate() {
        all[i % bands] += n / sum;
    }
    let column = |column: &[f64]| -> Vec<f64> {
        let own: f64 = column.iter().sum::<f64>() + weight;
        let one = |(n, share): (&f64, &f64)| {
            if own > 0.0 {
                (n + weight * share) / own
            } else {
                *share
            }
        };
        column.iter().zip(&all).map(one).collect()
    };
    Some(counts.chunks(bands).flat_map(column).collect())
}
