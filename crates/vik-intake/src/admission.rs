//! Admission: which sound cases may enter. A refusal is policy saying no, not a defect.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::problem::{MappingError, Problems};

/// Which cases may enter the warehouse.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct AdmissionPolicy {
    /// Changes when a rule does.
    pub version: String,
    /// Only cases with a closing date that is not after today.
    pub closed: bool,
    /// Only cases whose criminal track, if there was one, is irrevocably final.
    pub criminal_track_final: bool,
    /// Only cases whose embargo is past.
    pub embargo_past: bool,
}

impl AdmissionPolicy {
    /// Reads `policies/admission.toml`.
    pub fn parse(file: &str, text: &str) -> Result<AdmissionPolicy, MappingError> {
        let mut problems = Problems::new(file, text);
        match toml::from_str(text) {
            Ok(policy) => Ok(policy),
            Err(error) => {
                problems.syntax(&error);
                problems.finish()?;
                Err(MappingError {
                    problems: Vec::new(),
                })
            }
        }
    }

    /// Every sound case enters. For tests that reconcile with a published total.
    pub fn open() -> AdmissionPolicy {
        AdmissionPolicy {
            version: "open".to_owned(),
            closed: false,
            criminal_track_final: false,
            embargo_past: false,
        }
    }

    /// Whether one row's case may enter.
    pub(crate) fn admit(&self, row: &Moments, today: i32) -> Result<(), Reason> {
        if self.closed && row.closed.is_none_or(|day| day > today) {
            return Err(Reason::NotClosed);
        }
        let is_final = row.criminal_final.is_some_and(|day| day <= today);
        if self.criminal_track_final && row.criminal_opened.is_some() && !is_final {
            return Err(Reason::CriminalTrack);
        }
        if self.embargo_past && row.embargo.is_some_and(|day| day > today) {
            return Err(Reason::Embargo);
        }
        Ok(())
    }
}

impl Default for AdmissionPolicy {
    fn default() -> Self {
        AdmissionPolicy {
            version: "1.0.0".to_owned(),
            closed: true,
            criminal_track_final: true,
            embargo_past: true,
        }
    }
}

/// The days on which admission rests.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Moments {
    pub closed: Option<i32>,
    pub criminal_opened: Option<i32>,
    pub criminal_final: Option<i32>,
    pub embargo: Option<i32>,
}

/// Why a case is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Reason {
    NotClosed,
    CriminalTrack,
    Embargo,
}

impl Reason {
    pub fn text(self) -> &'static str {
        match self {
            Reason::NotClosed => "the case is not closed",
            Reason::CriminalTrack => "the criminal track is not final",
            Reason::Embargo => "the embargo is not past",
        }
    }
}

/// How many rows and cases were refused for one reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReasonCount {
    /// The reason, as the policy or the mapping words it.
    pub reason: String,
    /// How many rows.
    pub rows: u64,
    /// How many cases; not counted for rows that the mapping skips.
    pub cases: Option<u64>,
}

/// All refusals of one file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Refusals {
    /// How many rows were refused.
    pub total: u64,
    /// How many of each reason.
    pub by_reason: Vec<ReasonCount>,
}

impl Refusals {
    pub(crate) fn new(
        skipped: BTreeMap<String, u64>,
        refused: BTreeMap<Reason, (u64, u64)>,
    ) -> Refusals {
        let skips = skipped.into_iter().map(|(reason, rows)| ReasonCount {
            reason,
            rows,
            cases: None,
        });
        let policy = refused
            .into_iter()
            .map(|(reason, (rows, cases))| ReasonCount {
                reason: reason.text().to_owned(),
                rows,
                cases: Some(cases),
            });
        let by_reason: Vec<_> = skips.chain(policy).collect();
        Refusals {
            total: by_reason.iter().map(|each| each.rows).sum(),
            by_reason,
        }
    }
}
