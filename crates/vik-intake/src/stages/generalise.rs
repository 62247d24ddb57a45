//! From exact days, ranks and scores to bands: the last step before the warehouse.

use std::collections::HashSet;
use std::sync::Arc;

use arrow::array::{ArrayRef, BinaryArray, BooleanArray, Date32Array, Int64Array};
use arrow::error::ArrowError;
use vik_domain::warehouse::COLUMNS;
use vik_domain::{CodeLists, Hierarchies, Organisation};
use vik_pseudonym::Pseudonym;

use super::bands::LookUps;
use super::columns::Fields;
use super::content::Content;
use super::counter::{Counter, Turn};
use super::mark::marks;
use super::pseudonymise::PseudonymisedCases;
use super::schema::WarehouseBatch;
use crate::mapping::Mapping;

/// Turns pseudonymised cases into warehouse rows, with the look-ups of one organisation.
pub struct Generaliser {
    look_ups: LookUps,
    mapped: Option<HashSet<String>>,
}

impl Generaliser {
    /// Prepares the look-ups.
    #[must_use]
    pub fn new(lists: &CodeLists, organisation: &Organisation, hierarchies: &Hierarchies) -> Self {
        Self {
            look_ups: LookUps::new(lists, organisation, hierarchies),
            mapped: None,
        }
    }

    /// Takes from the mapping which fields the export has.
    ///
    /// A field that an export has but leaves empty says *no*: no care was offered, no lesson was
    /// drawn. A field that it does not have says nothing, and becomes `unknown`. Without a mapping, a
    /// field that is empty in a whole batch is taken for one that the export does not have.
    #[must_use]
    pub fn reading(mut self, mapping: &Mapping) -> Self {
        let names = mapping.body.field.keys();
        self.mapped = Some(names.map(|name| name.get_ref().clone()).collect());
        self
    }

    /// The rows of a batch, with their turns in the counts.
    ///
    /// # Errors
    /// When the batch is not of the contract's schema, which only a defect in this crate can cause.
    pub fn generalise(
        &self,
        cases: PseudonymisedCases,
        counter: &mut Counter,
    ) -> Result<WarehouseBatch, ArrowError> {
        let content = Content::new(&self.look_ups, self.mapped.as_ref(), &cases);
        let mut columns: Vec<Option<ArrayRef>> = COLUMNS
            .iter()
            .map(|column| content.column(column))
            .collect();
        let marks = marks(&columns, &cases.cases, &cases.subjects, &cases.mark);
        let closed = Fields(&cases.batch).date("closed_on");
        let rows = cases.cases.iter().zip(&cases.subjects).zip(&marks);
        let turns: Vec<Turn> = rows
            .enumerate()
            .map(|(row, ((case, person), mark))| {
                let closed_on = closed.get(row).unwrap_or_default();
                counter.turn(case.key64(), person.key64(), closed_on, *mark)
            })
            .collect();
        put_identity(&mut columns, &cases.cases, &cases.subjects, marks);
        put_turns(&mut columns, &turns);
        WarehouseBatch::new(columns.into_iter().flatten().collect())
    }
}

/// Puts the pseudonyms, their keys and the marks in their places.
pub(super) fn put_identity(
    columns: &mut [Option<ArrayRef>],
    cases: &[Pseudonym],
    subjects: &[Pseudonym],
    marks: Vec<i64>,
) {
    let bytes = |ids: &[Pseudonym]| -> ArrayRef {
        Arc::new(BinaryArray::from_iter_values(
            ids.iter().map(Pseudonym::as_bytes),
        ))
    };
    let keys = |ids: &[Pseudonym]| -> ArrayRef {
        Arc::new(Int64Array::from_iter_values(
            ids.iter().map(Pseudonym::key64),
        ))
    };
    put(columns, "case_pseudonym", bytes(cases));
    put(columns, "case_key", keys(cases));
    put(columns, "subject_pseudonym", bytes(subjects));
    put(columns, "person_key", keys(subjects));
    put(columns, "content_mark", Arc::new(Int64Array::from(marks)));
}

fn put_turns(columns: &mut [Option<ArrayRef>], turns: &[Turn]) {
    let flags = |of: &dyn Fn(&Turn) -> bool| -> ArrayRef {
        Arc::new(BooleanArray::from(turns.iter().map(of).collect::<Vec<_>>()))
    };
    let months = turns.iter().map(|turn| turn.counted_in);
    put(
        columns,
        "counted_in",
        Arc::new(Date32Array::from_iter_values(months)),
    );
    put(columns, "counted", flags(&|turn| turn.counted));
    put(
        columns,
        "first_of_person",
        flags(&|turn| turn.first_of_person),
    );
}

fn put(columns: &mut [Option<ArrayRef>], name: &str, array: ArrayRef) {
    let place = COLUMNS.iter().position(|column| column.name == name);
    if let Some(place) = place.and_then(|place| columns.get_mut(place)) {
        *place = Some(array);
    }
}
