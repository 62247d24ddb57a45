//! What the detector would say about a panel in which nothing happens.
//!
//! A parametric bootstrap (Efron and Tibshirani 1993, chapter 6): counts are drawn from the model
//! that was fitted to the panel and judged as the panel is, model fit included. The scores give a
//! threshold for a budget of false alarms without knowing which alarms of the past were false.
//!
//! Assumes that the fitted means are true and that a place keeps its pace; the threshold is as
//! good as the model. Delays are drawn from the shares seen at each age. For a statistic of published
//! counts the simulated ones are published too: the running total of each cell, rounded down to a
//! multiple of three from a random phase.

use super::{Panel, Settings, assess, expectation::Model, statistic::Statistic};
use crate::CountLaw;

/// Scores of every series of [`assess`] over the last `judged` periods of one simulated panel,
/// series after series; [`super::budget::threshold`] reads them.
///
/// `uniform` must give independent numbers between 0 and 1; a seeded generator makes the result
/// reproducible. `None` where [`assess`] has no answer for one of the periods.
#[must_use]
pub fn quiet_scores(
    panel: &Panel<'_>,
    settings: &Settings,
    judged: usize,
    uniform: &mut impl FnMut() -> f64,
) -> Option<Vec<f64>> {
    let model = Model::fit(panel, settings)?;
    let (cells, periods) = (panel.rows * panel.columns, panel.periods);
    let share = |cell: usize, age: usize| {
        panel
            .seen
            .map_or(1.0, |s| s[cell * periods + (periods - 1 - age)])
    };
    // For each cell and period, the delay of every case drawn.
    let mut delays: Vec<Vec<usize>> = Vec::with_capacity(cells * periods);
    let rounded = panel.seen.is_none()
        && matches!(
            settings.statistic,
            Statistic::PhaseMixture | Statistic::PhaseTail
        );
    let complete = Panel {
        seen: None,
        doubt: None,
        faster: None,
        ..*panel
    };
    for cell in 0..cells {
        let phase = if rounded {
            (uniform() * 3.0) as usize
        } else {
            0
        };
        let (mut drawn, mut published) = (0, 0);
        for t in 0..periods {
            let mean = model.expected(&complete, cell, t);
            let count = CountLaw::with_variance(mean, mean * settings.dispersion)?;
            let mut cases = count.quantile(uniform().clamp(1e-12, 1.0 - 1e-12))? as usize;
            if rounded {
                drawn += cases;
                let so_far = 3 * ((drawn + phase) / 3);
                cases = so_far - published;
                published = so_far;
            }
            let one = |_| {
                let u = uniform();
                (0..periods)
                    .find(|age| share(cell, *age) >= u)
                    .unwrap_or(periods)
            };
            delays.push((0..cases).map(one).collect());
        }
    }
    let series = cells + panel.rows + panel.columns + 1;
    let mut scores = vec![0.0; series * judged];
    for back in 0..judged {
        let length = periods.checked_sub(back).filter(|n| *n > 0)?;
        let by_cell = |values: &dyn Fn(usize, usize) -> f64, outer: usize| -> Vec<f64> {
            (0..outer)
                .flat_map(|i| (0..length).map(move |t| values(i, t)))
                .collect()
        };
        let visible = |cell: usize, t: usize| {
            let age = length - 1 - t;
            let arrived = delays[cell * periods + t].iter().filter(|d| **d <= age);
            arrived.count() as f64
        };
        let counts = by_cell(&visible, cells);
        let exposure = by_cell(&|row, t| panel.exposure[row * periods + t], panel.rows);
        let seen = panel
            .seen
            .map(|_| by_cell(&|cell, t| share(cell, length - 1 - t), cells));
        let doubt = panel.doubt.map(|d| {
            let aged = |cell: usize, t: usize| d[cell * periods + periods - length + t];
            by_cell(&aged, cells)
        });
        let then = Panel {
            periods: length,
            counts: &counts,
            exposure: &exposure,
            seen: seen.as_deref(),
            doubt: doubt.as_deref(),
            ..*panel
        };
        for (i, finding) in assess(&then, settings)?.iter().enumerate() {
            scores[i * judged + judged - 1 - back] = finding.verdict.score;
        }
    }
    Some(scores)
}
