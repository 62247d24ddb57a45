//! The file of actions, toolkit and network: a [log](vik_log) that shows a change, read once and kept.
//!
//! # Guarantee
//! The rule that decides on a line sees every line before it and nothing comes between. A text in which
//! somebody turns out to be recognisable can be struck: it is overwritten on disk, a line says so, and
//! nothing else changes. A text that is gone without such a line is a change, and the file is not opened.

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard};

use vik_log::{Log, LogError, Seen};

use super::deed::{Deed, Line};
use crate::circles::lock;

/// The file.
pub struct Ledger {
    log: Log,
    lines: Mutex<Arc<Vec<Line>>>,
}

/// A file that cannot be used, or was changed.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    /// The log; [`LogError::Late`] when another program writes in it too.
    #[error(transparent)]
    Log(#[from] LogError),
    /// A line cannot be struck: it is not there, has no text, or was struck before.
    #[error("this line has no text that can be taken out")]
    NoText,
}

impl Ledger {
    /// Opens the file, making it if it is new, and checks its chain.
    ///
    /// # Errors
    /// [`LedgerError::Log`].
    pub fn open(file: &Path) -> Result<Self, LedgerError> {
        let log = Log::open(file)?;
        let lines = Mutex::new(Arc::new(read(&log)?));
        Ok(Self { log, lines })
    }

    /// Every line of every organisation, oldest first.
    #[must_use]
    pub fn lines(&self) -> Arc<Vec<Line>> {
        lock(&self.lines).clone()
    }

    /// Writes the deed that a rule decides on after reading every line, and gives its place; it is on
    /// disk when this returns. A rule that refuses changes nothing.
    ///
    /// # Errors
    /// [`LedgerError::Log`]; nothing was added then.
    pub fn append<R>(
        &self,
        org: &str,
        day: i32,
        rule: impl FnOnce(&[Line]) -> Result<Deed, R>,
    ) -> Result<Result<i64, R>, LedgerError> {
        let mut lines = lock(&self.lines);
        let deed = match rule(&lines) {
            Ok(deed) => deed,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let (at, body) = (day.to_string(), [text(&deed)]);
        let place = self.log.append(org, seen(&lines), &at, &body)?;
        keep(&mut lines, place, org, day, deed);
        Ok(Ok(place))
    }

    /// Takes the text of a line out for good.
    ///
    /// # Errors
    /// [`LedgerError::NoText`], [`LedgerError::Log`].
    pub fn strike(&self, org: &str, place: i64, day: i32) -> Result<(), LedgerError> {
        let mut lines = lock(&self.lines);
        let at = lines
            .iter()
            .position(|line| line.place == place && line.org == org);
        let deed = at.and_then(|at| lines.get(at)?.deed.as_ref());
        let Some(at) = at.filter(|_| deed.is_some_and(Deed::has_text)) else {
            return Err(LedgerError::NoText);
        };
        let struck = Deed::Struck { place };
        let said = self
            .log
            .strike(place, org, seen(&lines), &day.to_string(), text(&struck))?;
        if let Some(line) = Arc::make_mut(&mut lines).get_mut(at) {
            line.deed = None;
        }
        keep(&mut lines, said, org, day, struck);
        Ok(())
    }
}

fn text(deed: &Deed) -> String {
    serde_json::to_string(deed).unwrap_or_default()
}

fn seen(lines: &[Line]) -> Seen {
    Seen::InLog(lines.last().map_or(0, |line| line.place))
}

fn keep(lines: &mut MutexGuard<'_, Arc<Vec<Line>>>, place: i64, org: &str, day: i32, deed: Deed) {
    Arc::make_mut(lines).push(Line {
        place,
        org: org.to_owned(),
        day,
        deed: Some(deed),
    });
}

fn read(log: &Log) -> Result<Vec<Line>, LedgerError> {
    let mut lines: Vec<Line> = Vec::new();
    for line in log.lines()? {
        let broken = |_| log.tampered(line.place);
        let deed: Option<Deed> = line
            .body
            .as_deref()
            .map(serde_json::from_str)
            .transpose()
            .map_err(broken)?;
        lines.push(Line {
            place: line.place,
            org: line.stream,
            day: line.at.parse().map_err(|_| log.tampered(line.place))?,
            deed,
        });
    }
    for line in lines.iter().filter(|line| line.deed.is_none()) {
        let struck = Some(Deed::Struck { place: line.place });
        let says = |later: &Line| later.place > line.place && later.deed == struck;
        if !lines.iter().any(says) {
            return Err(log.tampered(line.place).into());
        }
    }
    Ok(lines)
}
