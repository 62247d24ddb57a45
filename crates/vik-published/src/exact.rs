//! Exact totals on the open side, beside the witnesses of the rounded cubes: a chain of their own.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};
use vik_disclosure::exact::{ExactTotals, told_exact, verify_totals};
use vik_disclosure::ledger::Statement;
use vik_disclosure::{CubeSpec, History, Kind, PublishedCube, ReleaseRecord, Released};

use crate::error::OpenError;
use crate::numbered;
use crate::publish::{Publisher, to_json, write_durably};

/// A release of exact totals.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExactRelease {
    /// Its record.
    pub record: ReleaseRecord,
    /// All totals so far, with the proof of all of them.
    pub totals: ExactTotals,
}

impl Publisher {
    /// Publishes one frame of exact totals more.
    ///
    /// # Errors
    /// [`OpenError::Chain`] when it does not follow the newest release of totals.
    pub fn append_exact(&mut self, released: Released<ExactTotals>) -> Result<(), OpenError> {
        let (totals, record) = released.into_parts();
        let known = exact(self.folder())?;
        let last = known.last().map(|release| &release.record);
        let follows = match last {
            Some(last) => record.number == last.number + 1 && record.previous_hash == last.hash,
            None => record.number == 1,
        };
        if !follows {
            return Err(OpenError::Chain {
                number: record.number,
            });
        }
        let file = numbered::file(&self.folder().join("exact"), record.number);
        let release = ExactRelease { record, totals };
        write_durably(&file, &to_json(&file, &release)?)
    }
}

/// Every release of exact totals, oldest first. Nothing is checked here but how it is written.
///
/// # Errors
/// [`OpenError::File`] or [`OpenError::Damaged`].
pub fn exact(folder: &Path) -> Result<Vec<ExactRelease>, OpenError> {
    numbered::read_all(&folder.join("exact"))
}

/// Checks every release of exact totals against what is published by month.
///
/// # Errors
/// A sentence that names the release that fails.
pub fn check_exact(folder: &Path, history: &History) -> Result<Vec<ExactRelease>, String> {
    let releases = exact(folder).map_err(|error| error.to_string())?;
    let pairs: Vec<(ReleaseRecord, ExactTotals)> = releases
        .iter()
        .map(|release| (release.record.clone(), release.totals.clone()))
        .collect();
    if !pairs.is_empty() {
        verify_totals(&pairs, &rounded_months(history)).map_err(|broken| broken.to_string())?;
    }
    Ok(releases)
}

/// The rounded cubes of every published month.
pub fn rounded_months(history: &History) -> BTreeMap<String, Vec<PublishedCube>> {
    let months = history.releases.iter();
    let months = months.filter(|release| release.witness.kind == Kind::Paths);
    months
        .filter_map(|release| Some((release.record.period.clone(), history.cubes(release)?)))
        .collect()
}

/// What the newest release of exact totals says, as lines of the ledger.
pub fn told_totals(history: &History, releases: &[ExactRelease]) -> Vec<Statement> {
    let Some(newest) = releases.last() else {
        return Vec::new();
    };
    let specs: Vec<CubeSpec> = rounded_months(history)
        .into_values()
        .next_back()
        .into_iter()
        .flatten()
        .map(|cube| cube.spec)
        .collect();
    told_exact(&newest.totals, &specs)
}
