//! How many false alarms a month a team accepts, and the thresholds that keep to it.

use serde::{Deserialize, Serialize};

use crate::record::tidy;
use vik_trends::detector::{Panel, Settings, bootstrap::quiet_scores, budget};
use vik_trends::random::Random;

/// False alarms a month that can be chosen.
pub const BUDGETS: [f64; 5] = [0.25, 0.5, 1.0, 2.0, 4.0];

/// The one that signals are announced by.
pub const USUAL: usize = 1;

/// Months without an alarm after which the next one is a new alarm.
pub const QUIET: usize = 3;

/// Simulated panels.
const PANELS: usize = 24;

/// Months judged in each.
const JUDGED: usize = 12;

/// A budget and the score above which a series alarms.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Threshold {
    /// False alarms a month that are expected over all series.
    pub alarms_a_month: f64,
    /// The score.
    pub score: f64,
}

/// The thresholds for one panel, by simulating it as if nothing had happened
/// ([`vik_trends::detector::bootstrap`]). The same panel and seed give the same thresholds.
///
/// `None` where the detector has no answer: less than two years of history.
#[must_use]
pub fn thresholds(panel: &Panel<'_>, settings: &Settings, seed: u64) -> Option<Vec<Threshold>> {
    let series = panel.rows * panel.columns + panel.rows + panel.columns + 1;
    let mut random = Random::new(seed);
    let mut scores = Vec::with_capacity(PANELS * series * JUDGED);
    for _ in 0..PANELS {
        scores.extend(quiet_scores(panel, settings, JUDGED, &mut || {
            random.uniform()
        })?);
    }
    let choose = |alarms: f64| {
        // The scores of all panels stand one after another, as if each were more series.
        let score = budget::threshold(&scores, JUDGED, QUIET, alarms * PANELS as f64)?;
        Some(Threshold {
            alarms_a_month: alarms,
            score: tidy(score),
        })
    };
    BUDGETS.into_iter().map(choose).collect()
}
