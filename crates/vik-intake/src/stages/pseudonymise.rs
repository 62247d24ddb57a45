//! From a person to sixteen bytes. The identified cases are consumed.

use std::fmt;

use arrow::array::RecordBatch;
use arrow::error::ArrowError;
use arrow::row::{RowConverter, SortField};
use vik_domain::{Treatment, TreatmentKind};
use vik_pseudonym::{IdType, Keys, Pseudonym, Pseudonymiser, canonical};

use super::columns::Fields;
use crate::closed::ClosedCases;

/// The keyed functions of one run; made once.
pub struct Pseudonymisers {
    case: Pseudonymiser,
    person: Pseudonymiser,
    mark: Pseudonymiser,
}

impl Pseudonymisers {
    /// From the organisation's keys.
    #[must_use]
    pub fn new(keys: &Keys) -> Self {
        Self {
            case: keys.pseudonymiser(IdType::Case),
            person: keys.pseudonymiser(IdType::Person),
            mark: keys.pseudonymiser(IdType::RecordMark),
        }
    }
}

/// The story of a case, on its way to redaction; it never reaches the warehouse and cannot be printed.
pub struct Narrative {
    /// Whose story: the case's pseudonym.
    pub case: Pseudonym,
    text: String,
}

impl Narrative {
    /// The text, for the redaction that comes next.
    #[must_use]
    pub fn into_text(self) -> String {
        self.text
    }
}

/// Whether the two tracks of a case were kept apart; all that remains of the investigators' ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Separation {
    NotApplicable,
    Kept,
    Broken,
}

/// Cases in which nobody has a name. Dates and codes are still exact.
pub struct PseudonymisedCases {
    pub(super) batch: RecordBatch,
    pub(super) cases: Vec<Pseudonym>,
    pub(super) subjects: Vec<Pseudonym>,
    pub(super) marks: Vec<i64>,
    pub(super) separation: Vec<Separation>,
}

impl fmt::Debug for PseudonymisedCases {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "PseudonymisedCases({} rows)", self.batch.num_rows())
    }
}

/// Replaces ids by pseudonyms and drops what the treatment register drops.
///
/// # Errors
/// When the batch is not of the contract's schema, which only a defect in this crate can cause.
pub fn pseudonymise(
    cases: ClosedCases,
    keys: &Pseudonymisers,
) -> Result<(PseudonymisedCases, Vec<Narrative>), ArrowError> {
    let (batch, _) = cases.into_parts();
    let fields = Fields(&batch);
    let ids = |name: &str, with: &Pseudonymiser| -> Vec<Pseudonym> {
        let column = fields.text(name);
        (0..batch.num_rows())
            .map(|row| with.pseudonym(column.get(row).unwrap_or_default()))
            .collect()
    };
    let (case, subject) = (ids("case_id", &keys.case), ids("subject_id", &keys.person));
    let separation = separation(&fields, batch.num_rows());
    let text = fields.text("narrative");
    let mut narratives: Vec<Narrative> = Vec::new();
    for (row, case) in case.iter().enumerate() {
        if let Some(text) = text.get(row)
            && narratives.last().is_none_or(|last| last.case != *case)
        {
            narratives.push(Narrative {
                case: *case,
                text: text.to_owned(),
            });
        }
    }
    let kept = without_identity(&batch)?;
    let marks = marks(&kept, &case, &subject, &separation, &keys.mark)?;
    Ok((
        PseudonymisedCases {
            batch: kept,
            cases: case,
            subjects: subject,
            marks,
            separation,
        },
        narratives,
    ))
}

fn separation(fields: &Fields<'_>, rows: usize) -> Vec<Separation> {
    let (disciplinary, criminal) = (
        fields.text("disciplinary_investigator_id"),
        fields.text("criminal_investigator_id"),
    );
    let of = |row: usize| match (disciplinary.get(row), criminal.get(row)) {
        (Some(one), Some(other)) if canonical(one) == canonical(other) => Separation::Broken,
        (Some(_), Some(_)) => Separation::Kept,
        _ => Separation::NotApplicable,
    };
    (0..rows).map(of).collect()
}

/// The columns whose treatment is neither `drop` nor `pseudonymise`, and that are no investigator's id.
fn without_identity(batch: &RecordBatch) -> Result<RecordBatch, ArrowError> {
    let treatment = Treatment::embedded();
    let stays = |name: &str| {
        let gone = treatment.field(name).is_none_or(|field| {
            matches!(
                field.treatment,
                TreatmentKind::Drop | TreatmentKind::Pseudonymise
            )
        });
        !gone && !name.ends_with("_id") && name != "narrative"
    };
    let schema = batch.schema();
    let kept: Vec<usize> = (0..schema.fields().len())
        .filter(|i| stays(schema.field(*i).name()))
        .collect();
    batch.project(&kept)
}

/// A keyed hash of each row: equal rows have equal marks, and nobody without the key can test a guess.
fn marks(
    batch: &RecordBatch,
    cases: &[Pseudonym],
    subjects: &[Pseudonym],
    separation: &[Separation],
    key: &Pseudonymiser,
) -> Result<Vec<i64>, ArrowError> {
    let sorts = batch
        .schema()
        .fields()
        .iter()
        .map(|field| SortField::new(field.data_type().clone()))
        .collect();
    let rows = RowConverter::new(sorts)?.convert_columns(batch.columns())?;
    let mut message = Vec::new();
    let mark = |row: usize| {
        message.clear();
        message.extend(cases[row].as_bytes());
        message.extend(subjects[row].as_bytes());
        message.push(separation[row] as u8);
        message.extend(rows.row(row).as_ref());
        key.bytes(&message).key64()
    };
    Ok((0..batch.num_rows()).map(mark).collect())
}
