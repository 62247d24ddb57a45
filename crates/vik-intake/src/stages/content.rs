//! What the warehouse keeps of a case: each column from the fields that `treatment.toml` names for it.

use std::collections::HashSet;
use std::sync::Arc;

use arrow::array::{
    ArrayRef, BooleanArray, Date32Array, Int64Array, StringArray, StringBuilder, new_null_array,
};
use arrow::datatypes::DataType;
use vik_domain::Month;
use vik_domain::warehouse::{Column, ColumnKind};

use super::bands::{LookUps, UNKNOWN};
use super::columns::Fields;
use super::pseudonymise::{PseudonymisedCases, Separation};

/// The largest small number: a count of steps, never a staff number in the wrong column.
const LARGEST: i64 = 999;

/// One batch, about to become warehouse columns.
pub(super) struct Content<'a> {
    pub look: &'a LookUps,
    pub fields: Fields<'a>,
    pub separation: &'a [Separation],
    mapped: Option<&'a HashSet<String>>,
}

impl<'a> Content<'a> {
    pub fn new(
        look: &'a LookUps,
        mapped: Option<&'a HashSet<String>>,
        cases: &'a PseudonymisedCases,
    ) -> Self {
        Self {
            look,
            fields: Fields(&cases.batch),
            separation: &cases.separation,
            mapped,
        }
    }

    /// A column of content; `None` for pseudonyms, keys and turns, which others put in place.
    pub fn column(&self, column: &Column) -> Option<ArrayRef> {
        let name = column.name;
        match (column.kind, name) {
            (ColumnKind::Month, "closed_in") => Some(self.closing_month()),
            (ColumnKind::Flag, "corruption") => Some(self.corruption()),
            (ColumnKind::Bytes | ColumnKind::Key | ColumnKind::Month | ColumnKind::Flag, _) => None,
            (ColumnKind::Small, _) => Some(self.small(name)),
            (ColumnKind::OptionalFlag, _) => Some(self.optional_flag(name)),
            (ColumnKind::OptionalCode, _) => Some(self.optional_code(name)),
            (ColumnKind::Code, _) => Some(self.code(name)),
        }
    }

    /// Whether the export has a field at all.
    pub fn has(&self, field: &str) -> bool {
        match self.mapped {
            Some(mapped) => mapped.contains(field),
            None => self.fields.is_filled(field),
        }
    }

    pub fn rows(&self) -> std::ops::Range<usize> {
        0..self.fields.0.num_rows()
    }

    /// A column of codes, never empty.
    pub fn known<'c>(&self, of: impl Fn(usize) -> Option<&'c str>) -> ArrayRef {
        let mut builder = StringBuilder::with_capacity(self.rows().len(), self.rows().len() * 12);
        for row in self.rows() {
            builder.append_value(of(row).unwrap_or(UNKNOWN));
        }
        Arc::new(builder.finish())
    }

    fn closing_month(&self) -> ArrayRef {
        let closed = self.fields.date("closed_on");
        let month = |row| Month::of_day(closed.get(row).unwrap_or_default()).first_day_number();
        Arc::new(Date32Array::from_iter_values(self.rows().map(month)))
    }

    fn corruption(&self) -> ArrayRef {
        let issue = self.fields.text("issue");
        let flag = |row| {
            let band = issue.get(row).and_then(|code| self.look.issue(code));
            band.is_some_and(|band| band.corruption)
        };
        Arc::new(BooleanArray::from(
            self.rows().map(flag).collect::<Vec<_>>(),
        ))
    }

    fn small(&self, name: &str) -> ArrayRef {
        let column = self.fields.int(name);
        let small = |row| column.get(row).filter(|n| (0..=LARGEST).contains(n));
        Arc::new(self.rows().map(small).collect::<Int64Array>())
    }

    fn optional_flag(&self, name: &str) -> ArrayRef {
        let column = self.fields.flag(name);
        Arc::new(
            self.rows()
                .map(|row| column.get(row))
                .collect::<BooleanArray>(),
        )
    }

    fn optional_code(&self, name: &str) -> ArrayRef {
        match name {
            "phase_triage" => self.phase(name, &["signalled_on"], "triaged_on"),
            "phase_investigation" => {
                self.phase(name, &["started_on", "assigned_on"], "reported_on")
            }
            "phase_decision" => self.phase(name, &["reported_on"], "decided_on"),
            "quality_band" => self.optional_band(name, "quality_score"),
            "sick_leave_band" => self.optional_band(name, "sick_leave_days"),
            "framework_version" | "protocol_version" => self.version(name),
            "double_coded_issue" => {
                let column = self.fields.text(name);
                let code = |row| {
                    let band = self.look.issue(column.get(row)?)?;
                    Some(band.issue.as_str())
                };
                self.optional(code)
            }
            _ => self.listed(name),
        }
    }

    fn optional<'c>(&self, of: impl Fn(usize) -> Option<&'c str>) -> ArrayRef {
        Arc::new(self.rows().map(of).collect::<StringArray>())
    }

    /// The band of the days from the first of `from` that is known.
    fn phase(&self, name: &str, from: &[&str], to: &str) -> ArrayRef {
        let from: Vec<_> = from.iter().map(|field| self.fields.date(field)).collect();
        let (to, bands) = (self.fields.date(to), self.look.bands(name));
        self.optional(|row| {
            let from = from.iter().find_map(|column| column.get(row))?;
            Some(bands?.band(i64::from(to.get(row)? - from)))
        })
    }

    fn optional_band(&self, name: &str, field: &str) -> ArrayRef {
        let (column, bands) = (self.fields.int(field), self.look.bands(name));
        self.optional(|row| Some(bands?.band(column.get(row)?)))
    }

    /// A version label has a digit, no space and few characters; anything else that stood in that
    /// column is not stored.
    fn version(&self, name: &str) -> ArrayRef {
        let column = self.fields.text(name);
        let plain = |letter: u8| letter.is_ascii_alphanumeric() || b"._-".contains(&letter);
        let is_label = |text: &&str| {
            text.len() <= 12 && text.bytes().all(plain) && text.bytes().any(|b| b.is_ascii_digit())
        };
        self.optional(|row| column.get(row).filter(is_label))
    }

    /// The codes of a field that are in its list, as they stood.
    fn listed(&self, name: &str) -> ArrayRef {
        let (column, Some(codes)) = (self.fields.text(name), self.look.codes(name)) else {
            return new_null_array(&DataType::Utf8, self.rows().len());
        };
        let mut builder = StringBuilder::with_capacity(self.rows().len(), 0);
        for row in self.rows() {
            let text = column.get(row);
            let mut listed = text.into_iter().flat_map(|text| text.split(';'));
            if listed.clone().all(|code| codes.get(code).is_some()) {
                builder.append_option(text);
            } else {
                let known = listed.by_ref().filter(|code| codes.get(code).is_some());
                let known = known.collect::<Vec<_>>().join(";");
                builder.append_option(Some(known).filter(|codes| !codes.is_empty()));
            }
        }
        Arc::new(builder.finish())
    }
}
