//! Decisions in one file: lines of a [log](vik_log) that shows a change, a stream for each organisation.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use vik_log::{Log, LogError, Seen};

use super::{Deed, Line, Standing};

/// The decisions of every organisation that this server shows.
pub struct Decisions {
    log: Log,
    folder: PathBuf,
}

/// A file that cannot be used, or was changed.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The folder cannot be made.
    #[error("the folder of {0} cannot be made: check its rights")]
    Folder(PathBuf),
    /// The log.
    #[error(transparent)]
    Log(#[from] LogError),
}

/// What a line of the log holds.
#[derive(Serialize, Deserialize)]
struct Body {
    signal: String,
    by: String,
    deed: Deed,
}

impl Decisions {
    /// Opens the file in a folder, making both if they are new.
    ///
    /// # Errors
    /// [`StoreError`]; also when a line was changed after it was written.
    pub fn open(folder: &Path) -> Result<Self, StoreError> {
        let file = folder.join("decisions.sqlite");
        std::fs::create_dir_all(folder).map_err(|_| StoreError::Folder(file.clone()))?;
        let log = Log::open(&file)?;
        log.lines()?;
        Ok(Self {
            log,
            folder: folder.to_owned(),
        })
    }

    /// The folder of work that they lie in.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Adds a line about a signal.
    ///
    /// # Errors
    /// [`LogError::Database`]; nothing was added then.
    pub fn add(&self, organisation: &str, signal: &str, line: &Line) -> Result<(), StoreError> {
        let body = Body {
            signal: signal.to_owned(),
            by: line.by.clone(),
            deed: line.deed.clone(),
        };
        let body = [serde_json::to_string(&body).unwrap_or_default()];
        self.log
            .append(organisation, Seen::Anything, &line.at, &body)?;
        Ok(())
    }

    /// The lines about each signal of an organisation, oldest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn lines(&self, organisation: &str) -> Result<BTreeMap<String, Vec<Line>>, StoreError> {
        let mut lines: BTreeMap<String, Vec<Line>> = BTreeMap::new();
        let all = self.log.lines()?.into_iter();
        for line in all.filter(|line| line.stream == organisation) {
            let body = line.body.unwrap_or_default();
            let body: Body =
                serde_json::from_str(&body).map_err(|_| self.log.tampered(line.place))?;
            lines.entry(body.signal).or_default().push(Line {
                at: line.at,
                by: body.by,
                deed: body.deed,
            });
        }
        Ok(lines)
    }

    /// Where every signal stands that anything was decided about.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn standings(&self, organisation: &str) -> Result<BTreeMap<String, Standing>, StoreError> {
        let lines = self.lines(organisation)?;
        let standing = |(signal, lines): (String, Vec<Line>)| (signal, Standing::after(&lines));
        Ok(lines.into_iter().map(standing).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::super::Outcome;
    use super::*;

    #[test]
    fn lines_stay_and_a_line_that_is_no_decision_stops_the_reading() {
        let folder = tempfile::tempdir().unwrap();
        let line = Line {
            at: "2026-01".to_owned(),
            by: "analist".to_owned(),
            deed: Deed::Found {
                outcome: Outcome::Chance,
            },
        };
        let decisions = Decisions::open(folder.path()).unwrap();
        decisions.add("a", "2025-01.U._", &line).unwrap();
        decisions.add("b", "2025-01.U._", &line).unwrap();
        drop(decisions);
        let decisions = Decisions::open(folder.path()).unwrap();
        let of_a = decisions.lines("a").unwrap();
        assert_eq!(of_a.len(), 1);
        assert_eq!(of_a["2025-01.U._"], [line]);
        let stray = ["{}".to_owned()];
        decisions
            .log
            .append("a", Seen::Anything, "2026-02", &stray)
            .unwrap();
        assert!(matches!(
            decisions.lines("a"),
            Err(StoreError::Log(LogError::Tampered { place: 3, .. }))
        ));
    }
}
