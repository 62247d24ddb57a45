//! From a person to sixteen bytes. The identified cases are consumed.

use std::fmt;
use std::sync::Arc;

use arrow::array::RecordBatch;
use arrow::error::ArrowError;
use vik_domain::{Contract, Kind, Treatment, TreatmentKind};
use vik_pseudonym::{IdType, Keys, Pseudonym, Pseudonymiser, canonical};

use super::columns::Fields;
use super::narrative::{Narrative, narratives};
use crate::closed::ClosedCases;

/// The keyed functions of one run; made once.
pub struct Pseudonymisers {
    case: Pseudonymiser,
    person: Pseudonymiser,
    mark: Arc<Pseudonymiser>,
}

impl Pseudonymisers {
    /// From the organisation's keys.
    #[must_use]
    pub fn new(keys: &Keys) -> Self {
        Self {
            case: keys.pseudonymiser(IdType::Case),
            person: keys.pseudonymiser(IdType::Person),
            mark: Arc::new(keys.pseudonymiser(IdType::RecordMark)),
        }
    }
}

/// Whether the two tracks of a case were kept apart; all that remains of the investigators' ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Separation {
    /// There were no two tracks.
    OneTrack,
    /// Two people.
    Kept,
    /// One and the same.
    Broken,
    /// A criminal track was opened beside the disciplinary one, and nobody says who did it.
    Unknown,
}

/// Cases in which nobody has a name. Dates and codes are still exact.
pub struct PseudonymisedCases {
    pub(super) batch: RecordBatch,
    pub(super) cases: Vec<Pseudonym>,
    pub(super) subjects: Vec<Pseudonym>,
    pub(super) separation: Vec<Separation>,
    pub(super) mark: Arc<Pseudonymiser>,
}

impl fmt::Debug for PseudonymisedCases {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "PseudonymisedCases({} rows)", self.batch.num_rows())
    }
}

/// Replaces ids by pseudonyms and drops what the treatment register drops. Of a case's rows in one
/// batch, its narrative comes out once.
///
/// # Errors
/// When a row has no case or no subject, or the batch is not of the contract's schema; only a defect
/// in this crate can cause either.
pub fn pseudonymise(
    cases: ClosedCases,
    keys: &Pseudonymisers,
) -> Result<(PseudonymisedCases, Vec<Narrative>), ArrowError> {
    let (batch, _) = cases.into_parts();
    let fields = Fields(&batch);
    let case = pseudonyms(fields, "case_id", &keys.case)?;
    let subject = pseudonyms(fields, "subject_id", &keys.person)?;
    let narratives = narratives(fields, &case);
    let separation = separation(fields);
    let named = PseudonymisedCases {
        batch: without_identity(&batch)?,
        cases: case,
        subjects: subject,
        separation,
        mark: keys.mark.clone(),
    };
    Ok((named, narratives))
}

/// Without an id two strangers would become one person, so an empty one is an error. Rows of a case
/// mostly follow each other: an id that is the one above is not hashed again.
fn pseudonyms(
    fields: Fields<'_>,
    name: &'static str,
    with: &Pseudonymiser,
) -> Result<Vec<Pseudonym>, ArrowError> {
    let column = fields.text(name);
    let mut above = None;
    let of = |row| {
        let id = column.get(row).filter(|id| !id.trim().is_empty());
        let id = id.ok_or_else(|| ArrowError::SchemaError(format!("a row without {name}")))?;
        let pseudonym = match above {
            Some((last, pseudonym)) if last == id => pseudonym,
            _ => with.pseudonym(id),
        };
        above = Some((id, pseudonym));
        Ok(pseudonym)
    };
    (0..fields.0.num_rows()).map(of).collect()
}

fn separation(fields: Fields<'_>) -> Vec<Separation> {
    let disciplinary = fields.text("disciplinary_investigator_id");
    let criminal = fields.text("criminal_investigator_id");
    let opened = fields.date("criminal_opened_on");
    let of = |row: usize| match (disciplinary.get(row), criminal.get(row)) {
        (Some(one), Some(other)) if canonical(one) == canonical(other) => Separation::Broken,
        (Some(_), Some(_)) => Separation::Kept,
        (Some(_), None) if opened.get(row).is_some() => Separation::Unknown,
        _ => Separation::OneTrack,
    };
    (0..fields.0.num_rows()).map(of).collect()
}

/// The columns that are no identifier and whose treatment is neither `drop` nor `pseudonymise`.
fn without_identity(batch: &RecordBatch) -> Result<RecordBatch, ArrowError> {
    let gone = |name: &str| {
        let is_id = Contract::embedded()
            .field(name)
            .is_none_or(|field| field.kind == Kind::Id);
        let treatment = Treatment::embedded().field(name);
        is_id
            || treatment.is_none_or(|field| {
                matches!(
                    field.treatment,
                    TreatmentKind::Drop | TreatmentKind::Pseudonymise
                )
            })
    };
    let schema = batch.schema();
    let kept: Vec<usize> = (0..schema.fields().len())
        .filter(|i| !gone(schema.field(*i).name()))
        .collect();
    batch.project(&kept)
}
