//! From exact days, ranks and scores to bands: the last step before the warehouse.

use std::fmt;
use std::sync::{Arc, LazyLock};

use arrow::array::{
    ArrayRef, BinaryArray, BooleanArray, Date32Array, Int64Array, RecordBatch, StringArray,
};
use arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use arrow::error::ArrowError;
use vik_domain::civil::working_days;
use vik_domain::warehouse::{COLUMNS, ColumnKind};
use vik_domain::{CodeLists, Hierarchies, Month, Organisation};

use super::bands::{IssueBand, LookUps, UNKNOWN};
use super::columns::Fields;
use super::counter::{Counter, Turn};
use super::pseudonymise::{PseudonymisedCases, Separation};

static SCHEMA: LazyLock<SchemaRef> = LazyLock::new(|| {
    let field = |name: &str, kind: ColumnKind| {
        let data_type = match kind {
            ColumnKind::Bytes => DataType::Binary,
            ColumnKind::Key | ColumnKind::Small => DataType::Int64,
            ColumnKind::Month => DataType::Date32,
            ColumnKind::Flag | ColumnKind::OptionalFlag => DataType::Boolean,
            ColumnKind::Code | ColumnKind::OptionalCode => DataType::Utf8,
        };
        let nullable = matches!(
            kind,
            ColumnKind::Small | ColumnKind::OptionalFlag | ColumnKind::OptionalCode
        );
        Field::new(name, data_type, nullable)
    };
    Arc::new(Schema::new(
        COLUMNS
            .iter()
            .map(|column| field(column.name, column.kind))
            .collect::<Vec<_>>(),
    ))
});

/// The schema of a [`WarehouseBatch`].
#[must_use]
pub fn arrow_schema() -> SchemaRef {
    SCHEMA.clone()
}

/// Rows as the warehouse holds them: codes, bands, keys and nothing else.
pub struct WarehouseBatch(RecordBatch);

impl WarehouseBatch {
    /// The rows.
    #[must_use]
    pub fn into_batch(self) -> RecordBatch {
        self.0
    }
}

impl fmt::Debug for WarehouseBatch {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "WarehouseBatch({} rows)", self.0.num_rows())
    }
}

/// Turns pseudonymised cases into warehouse rows, with the look-ups of one organisation.
pub struct Generaliser {
    look_ups: LookUps,
}

impl Generaliser {
    /// Prepares the look-ups.
    #[must_use]
    pub fn new(lists: &CodeLists, organisation: &Organisation, hierarchies: &Hierarchies) -> Self {
        Self {
            look_ups: LookUps::new(lists, organisation, hierarchies),
        }
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
        let fields = Fields(&cases.batch);
        let closed = fields.date("closed_on");
        let turns: Vec<Turn> = (0..cases.batch.num_rows())
            .map(|row| {
                let (case, person) = (cases.cases[row].key64(), cases.subjects[row].key64());
                counter.turn(
                    case,
                    person,
                    closed.get(row).unwrap_or_default(),
                    cases.marks[row],
                )
            })
            .collect();
        let columns = COLUMNS
            .iter()
            .map(|column| self.column(column.name, column.kind, &cases, &fields, &turns));
        RecordBatch::try_new(arrow_schema(), columns.collect()).map(WarehouseBatch)
    }

    fn column(
        &self,
        name: &str,
        kind: ColumnKind,
        cases: &PseudonymisedCases,
        fields: &Fields<'_>,
        turns: &[Turn],
    ) -> ArrayRef {
        let rows = turns.len();
        let keys = |of: &dyn Fn(usize) -> i64| -> ArrayRef {
            Arc::new(Int64Array::from_iter_values((0..rows).map(of)))
        };
        let flags = |of: &dyn Fn(usize) -> bool| -> ArrayRef {
            Arc::new((0..rows).map(|row| Some(of(row))).collect::<BooleanArray>())
        };
        let months = |of: &dyn Fn(usize) -> i32| -> ArrayRef {
            Arc::new(Date32Array::from_iter_values((0..rows).map(of)))
        };
        match name {
            "case_pseudonym" => Arc::new(BinaryArray::from_iter_values(
                cases.cases.iter().map(|id| id.as_bytes()),
            )),
            "subject_pseudonym" => Arc::new(BinaryArray::from_iter_values(
                cases.subjects.iter().map(|id| id.as_bytes()),
            )),
            "case_key" => keys(&|row| cases.cases[row].key64()),
            "person_key" => keys(&|row| cases.subjects[row].key64()),
            "content_mark" => keys(&|row| cases.marks[row]),
            "counted_in" => months(&|row| turns[row].counted_in),
            "closed_in" => {
                let closed = fields.date("closed_on");
                months(&|row| Month::of_day(closed.get(row).unwrap_or_default()).first_day_number())
            }
            "counted" => flags(&|row| turns[row].counted),
            "first_of_person" => flags(&|row| turns[row].first_of_person),
            "corruption" => {
                let issue = fields.text("issue");
                flags(&|row| {
                    issue
                        .get(row)
                        .and_then(|code| self.look_ups.issue.get(code))
                        .is_some_and(|band| band.corruption)
                })
            }
            _ => match kind {
                ColumnKind::Small => {
                    let column = fields.int(name);
                    Arc::new((0..rows).map(|row| column.get(row)).collect::<Int64Array>())
                }
                ColumnKind::OptionalFlag => {
                    let column = fields.flag(name);
                    Arc::new(
                        (0..rows)
                            .map(|row| column.get(row))
                            .collect::<BooleanArray>(),
                    )
                }
                ColumnKind::OptionalCode => self.optional_code(name, fields, rows),
                _ => self.code(name, cases, fields, rows),
            },
        }
    }

    fn optional_code(&self, name: &str, fields: &Fields<'_>, rows: usize) -> ArrayRef {
        let between = |from: &str, to: &str| {
            let (from, to) = (fields.date(from), fields.date(to));
            let band = move |row| {
                from.get(row)
                    .zip(to.get(row))
                    .map(|(from, to)| self.look_ups.band(name, Some(i64::from(to - from))))
            };
            Arc::new((0..rows).map(band).collect::<StringArray>()) as ArrayRef
        };
        let banded = |field: &str| {
            let column = fields.int(field);
            Arc::new(
                (0..rows)
                    .map(|row| column.get(row).map(|n| self.look_ups.band(name, Some(n))))
                    .collect::<StringArray>(),
            ) as ArrayRef
        };
        match name {
            "phase_triage" => between("signalled_on", "triaged_on"),
            "phase_investigation" => between("started_on", "reported_on"),
            "phase_decision" => between("reported_on", "decided_on"),
            "quality_band" => banded("quality_score"),
            "sick_leave_band" => banded("sick_leave_days"),
            _ => {
                let column = fields.text(name);
                Arc::new(
                    (0..rows)
                        .map(|row| column.get(row))
                        .collect::<StringArray>(),
                )
            }
        }
    }

    fn code(
        &self,
        name: &str,
        cases: &PseudonymisedCases,
        fields: &Fields<'_>,
        rows: usize,
    ) -> ArrayRef {
        let look = &self.look_ups;
        let made = |of: &dyn Fn(usize) -> Option<String>| -> ArrayRef {
            let code = |row| of(row).unwrap_or_else(|| UNKNOWN.to_owned());
            Arc::new(StringArray::from_iter_values((0..rows).map(code)))
        };
        let text = |field: &str| fields.text(field);
        let plain = |field: &str| {
            let column = text(field);
            made(&|row| column.get(row).map(str::to_owned))
        };
        let days = |from: &str, to: &str| {
            let (from, to) = (fields.date(from), fields.date(to));
            made(&|row| {
                let days = from
                    .get(row)
                    .zip(to.get(row))
                    .map(|(from, to)| i64::from(to - from));
                Some(look.band(name, days).to_owned())
            })
        };
        let banded = |field: &str| {
            let column = fields.int(field);
            made(&|row| Some(look.band(name, column.get(row)).to_owned()))
        };
        let nth = |field: &str, n: usize| {
            let column = text(field);
            made(&|row| {
                Some(
                    column
                        .get(row)
                        .and_then(|codes| codes.split(';').nth(n))
                        .unwrap_or("none")
                        .to_owned(),
                )
            })
        };
        let issue = |of: &dyn Fn(&IssueBand) -> String| {
            let column = text("issue");
            made(&|row| {
                column
                    .get(row)
                    .and_then(|code| look.issue.get(code))
                    .map(of)
            })
        };
        match name {
            "unit_group" => {
                let unit = text("unit");
                made(&|row| {
                    unit.get(row)
                        .and_then(|code| look.unit_group.get(code))
                        .cloned()
                })
            }
            "issue" => issue(&|band| band.issue.clone()),
            "category" => issue(&|band| band.category.clone()),
            "route" => plain("route_final"),
            "triage" => {
                let (outcome, reason) = (text("triage_outcome"), text("triage_reason"));
                made(&|row| match (outcome.get(row)?, reason.get(row)) {
                    ("accepted", Some("performance")) => Some("accepted_performance".to_owned()),
                    (outcome, _) => Some(outcome.to_owned()),
                })
            }
            "requester" => plain("requester_level"),
            "lead" => days("signalled_on", "closed_on"),
            "report_delay" => days("incident_on", "signalled_on"),
            "intervention_delay" => days("signalled_on", "intervention_on"),
            "review" => {
                let (due, held) = (fields.int("reviews_due"), fields.int("reviews_on_time"));
                made(&|row| {
                    let code = match (due.get(row)?, held.get(row)) {
                        (0, _) => "none_due",
                        (due, Some(held)) if held >= due => "on_time",
                        (_, Some(_)) => "late",
                        (_, None) => return None,
                    };
                    Some(code.to_owned())
                })
            }
            "care" => {
                let (assigned, signalled, offered) = (
                    fields.date("assigned_on"),
                    fields.date("signalled_on"),
                    fields.date("care_offered_on"),
                );
                let contacts = fields.int("care_contacts");
                made(&|row| {
                    if offered.get(row).is_none() && contacts.get(row).is_none() {
                        return None;
                    }
                    let from = assigned.get(row).or(signalled.get(row));
                    let delay = from
                        .zip(offered.get(row))
                        .map(|(from, offered)| i64::from(working_days(from, offered)));
                    Some(look.band("care_delay", delay).to_owned())
                })
            }
            "feedback" => banded("feedback_longest_gap_days"),
            "suspension" => banded("disciplinary_suspended_days"),
            "severity_band" => banded("severity"),
            "learning" => {
                let (points, agreed) = (text("learning_points"), fields.flag("learning_agreed"));
                made(&|row| {
                    let code = match points.get(row) {
                        Some(levels) if levels.split(';').all(|level| level == "individual") => {
                            "individual"
                        }
                        Some(_) => "organisation",
                        None => agreed.get(row).map(|_| "none")?,
                    };
                    Some(code.to_owned())
                })
            }
            "sanction_band" => {
                let sanction = text("sanction");
                made(&|row| {
                    sanction.get(row).map_or_else(
                        || Some("none".to_owned()),
                        |code| look.sanction.get(code).cloned(),
                    )
                })
            }
            "rank_band" => {
                let rank = text("rank");
                made(&|row| rank.get(row).and_then(|code| look.rank.get(code)).cloned())
            }
            "reporter" => plain("reporter_type"),
            "source" => plain("information_source"),
            "cause_1" => nth("causes", 0),
            "cause_2" => nth("causes", 1),
            "circumstance_1" => nth("circumstances", 0),
            "circumstance_2" => nth("circumstances", 1),
            "concurrency" => {
                let (route, opened) = (text("route_final"), fields.date("criminal_opened_on"));
                made(&|row| {
                    let code = match (route.get(row)?, opened.get(row)) {
                        ("both", _) => "both",
                        ("criminal", _) => "criminal_only",
                        (_, Some(_)) => "both",
                        (_, None) => "none",
                    };
                    Some(code.to_owned())
                })
            }
            "separation" => made(&|row| {
                let code = match cases.separation[row] {
                    Separation::NotApplicable => "not_applicable",
                    Separation::Kept => "ok",
                    Separation::Broken => "breach",
                };
                Some(code.to_owned())
            }),
            "line_intervention" => {
                let kind = text("line_intervention");
                made(&|row| Some(kind.get(row).unwrap_or("none").to_owned()))
            }
            "vulnerability" => {
                let factors = text("contributing_factors");
                made(&|row| {
                    factors.get(row).map(|factors| {
                        if factors == "none" { "none" } else { "present" }.to_owned()
                    })
                })
            }
            "stayed" => {
                let stayed = fields.flag("stayed");
                made(&|row| {
                    stayed
                        .get(row)
                        .map(|stayed| if stayed { "yes" } else { "no" }.to_owned())
                })
            }
            _ => plain(name),
        }
    }
}
