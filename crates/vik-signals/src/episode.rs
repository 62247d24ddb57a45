//! One alarm that lasts is one signal.

use crate::budget::QUIET;
use crate::record::{Scope, Seen, Watch};

/// An alarm from its first month to its last.
#[derive(Clone, Debug)]
pub struct Episode<'a> {
    /// Which series.
    pub scope: Scope,
    /// The month it was first seen in.
    pub first: &'a str,
    /// The month it was last seen in.
    pub last: &'a str,
    /// Months it was seen in.
    pub months: usize,
    /// As it was last seen.
    pub seen: &'a Seen,
    /// Whether it was seen in the newest month, or in one of the few before it.
    pub running: bool,
}

impl Episode<'_> {
    /// The name of the signal, for as long as records are kept: `2025-03.RTD.INF`.
    #[must_use]
    pub fn id(&self) -> String {
        format!("{}.{}", self.first, self.scope.key())
    }
}

/// The signals in records that stand in the order of their months, at one of the budgets; the one
/// that began last stands first, and of one month the strongest.
///
/// An alarm that comes back within [`QUIET`] months is the same signal. A name does not change when
/// records are added at the end.
#[must_use]
pub fn episodes(watches: &[Watch], budget: usize) -> Vec<Episode<'_>> {
    let mut all: Vec<(usize, Episode<'_>)> = Vec::new();
    for (at, watch) in watches.iter().enumerate() {
        let standing = watch
            .series
            .iter()
            .filter(|s| s.stands(&watch.thresholds, budget));
        for seen in standing {
            let same = all
                .iter_mut()
                .find(|(last, e)| e.scope == seen.scope && at - *last <= QUIET);
            if let Some((last, episode)) = same {
                *last = at;
                episode.last = &watch.month;
                episode.months += 1;
                episode.seen = seen;
            } else {
                let episode = Episode {
                    scope: seen.scope.clone(),
                    first: &watch.month,
                    last: &watch.month,
                    months: 1,
                    seen,
                    running: false,
                };
                all.push((at, episode));
            }
        }
    }
    for (last, episode) in &mut all {
        episode.running = *last + QUIET >= watches.len();
    }
    let mut episodes: Vec<Episode<'_>> = all.into_iter().map(|(_, episode)| episode).collect();
    episodes.sort_by(|a, b| {
        b.first
            .cmp(a.first)
            .then(b.seen.score.total_cmp(&a.seen.score))
    });
    episodes
}
