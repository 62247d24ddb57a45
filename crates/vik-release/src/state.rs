//! The rounding's memory between freezes: how far each published cell has strayed from the truth.
//!
//! It stays on the closed side. It is written before a release appears and named after it, so that a
//! freeze that was cut off finds the state that goes with what is really published.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use vik_disclosure::ErrorState;

use crate::error::ReleaseError;

/// The two memories: of the mother cubes and of the leadership cubes.
#[derive(Default, Serialize, Deserialize)]
pub(crate) struct State {
    /// Mother cubes.
    pub months: ErrorState,
    /// Leadership cubes.
    pub quarters: ErrorState,
}

impl State {
    /// The state after release `number`; the empty one before the first.
    pub(crate) fn load(folder: &Path, number: u64) -> Result<Self, ReleaseError> {
        if number == 0 {
            return Ok(Self::default());
        }
        let file = path(folder, number);
        let failed = || ReleaseError::State { file: file.clone() };
        serde_json::from_slice(&fs::read(&file).map_err(|_| failed())?).map_err(|_| failed())
    }

    /// Keeps the state that goes with release `number`, and removes those before the one before it.
    pub(crate) fn save(&self, folder: &Path, number: u64) -> Result<(), ReleaseError> {
        let file = path(folder, number);
        let failed = |_| ReleaseError::State { file: file.clone() };
        fs::create_dir_all(folder).map_err(failed)?;
        let bytes =
            serde_json::to_vec(self).map_err(|_| ReleaseError::State { file: file.clone() })?;
        let partial = file.with_extension("partial");
        let mut out = File::create(&partial).map_err(failed)?;
        out.write_all(&bytes)
            .and_then(|()| out.sync_all())
            .map_err(failed)?;
        fs::rename(&partial, &file)
            .and_then(|()| File::open(folder)?.sync_all())
            .map_err(failed)?;
        if number > 2 {
            // The state before the last is enough to go on after a crash; older ones are only a risk.
            let _gone = fs::remove_file(path(folder, number - 2));
        }
        Ok(())
    }
}

fn path(folder: &Path, number: u64) -> PathBuf {
    folder.join(format!("state-{number:06}.json"))
}
