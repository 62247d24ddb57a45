//! Round numbers for an axis.

/// The ends of an axis and the values marked on it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Scale {
    pub low: f64,
    pub high: f64,
    pub ticks: Vec<f64>,
    /// Decimals the tick labels need.
    pub decimals: usize,
}

impl Scale {
    /// An axis for values between `low` and `high`, always with zero on it: a cut axis exaggerates.
    pub(crate) fn from_zero(low: f64, high: f64, whole: bool, steps: usize) -> Self {
        Self::over(low.min(0.0), high.max(0.0), whole, steps)
    }

    /// An axis for values between `low` and `high`.
    pub(crate) fn over(low: f64, high: f64, whole: bool, steps: usize) -> Self {
        let high = if high > low { high } else { low + 1.0 };
        let rough = (high - low) / steps.max(1) as f64;
        let power = 10f64.powf(rough.log10().floor());
        let mut step = [1.0, 2.0, 2.5, 5.0, 10.0]
            .into_iter()
            .filter(|factor| !(whole && *factor == 2.5 && power <= 1.0))
            .map(|factor| factor * power)
            .find(|step| *step >= rough * 0.999)
            .unwrap_or(power * 10.0);
        if whole {
            step = step.max(1.0);
        }
        let first = (low / step).floor();
        let last = (high / step - 1e-9).ceil();
        let ticks: Vec<f64> = (0..=(last - first) as usize)
            .map(|n| (first + n as f64) * step)
            .collect();
        let decimals = (0..4)
            .find(|decimals| {
                let scaled = step * 10f64.powi(*decimals);
                (scaled - scaled.round()).abs() < 1e-6
            })
            .unwrap_or(4);
        Self {
            low: first * step,
            high: last * step,
            ticks,
            decimals: decimals as usize,
        }
    }

    /// An axis from zero that ends just past the largest value, with round figures as far as it reaches.
    pub(crate) fn to(furthest: f64, steps: usize) -> Self {
        let mut scale = Self::from_zero(0.0, furthest, true, steps);
        if furthest > 0.0 {
            scale.high = furthest * 1.04;
            scale.ticks.retain(|tick| *tick <= furthest * 1.04);
        }
        scale
    }

    /// Where a value lies, from 0 at the low end to 1 at the high end.
    pub(crate) fn share(&self, value: f64) -> f64 {
        ((value - self.low) / (self.high - self.low)).clamp(0.0, 1.0)
    }
}

/// Moves positions apart until neighbours keep their distance, staying between `top` and `bottom`
/// when there is room. `heights` are the heights of the labels; order is kept.
pub(crate) fn push_apart(wanted: &[f64], heights: &[f64], top: f64, bottom: f64) -> Vec<f64> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by(|a, b| wanted[*a].total_cmp(&wanted[*b]).then(a.cmp(b)));
    let mut placed = wanted.to_vec();
    let mut edge = top;
    for &at in &order {
        placed[at] = placed[at].max(edge + heights[at] / 2.0);
        edge = placed[at] + heights[at] / 2.0;
    }
    let mut edge = bottom;
    for &at in order.iter().rev() {
        placed[at] = placed[at].min(edge - heights[at] / 2.0);
        edge = placed[at] - heights[at] / 2.0;
    }
    placed
}
