//! Rules within one row: the order of stages, what was due, what was valid when.

use std::sync::Arc;

use vik_domain::Contract;

use crate::admission::Moments;
use crate::codes::Validity;
use crate::decode::Decoder;
use crate::finding::{Collector, Rule};
use crate::plan::{Decode, Plan};

/// The stages of a case in the order in which they happen.
const STAGES: [&str; 9] = [
    "incident_on",
    "signalled_on",
    "triaged_on",
    "assigned_on",
    "started_on",
    "reported_on",
    "intended_on",
    "view_given_on",
    "decided_on",
];

/// What was done and what was due.
const DUE: [(&str, &str); 5] = [
    ("triage_criteria_met", "triage_criteria_due"),
    ("steps_on_time", "steps_due"),
    ("reviews_on_time", "reviews_due"),
    ("monitoring_followed_up", "monitoring_findings"),
    ("information_shares_with_ground", "information_shares"),
];

/// A field in the plan: its place there, and its column.
type Place = (usize, Arc<str>);

/// The rules that a plan makes possible.
pub(crate) struct Rules {
    stages: Vec<(Place, Arc<str>)>,
    due: Vec<(Place, usize, Arc<str>)>,
    criminal: Option<(Place, usize, Arc<str>)>,
    closed: Option<usize>,
    closed_words: Arc<str>,
    criminal_opened: Option<usize>,
    criminal_final: Option<usize>,
    embargo: Option<usize>,
    dated: Vec<usize>,
}

impl Rules {
    pub fn new(plan: &Plan) -> Rules {
        let place = |name: &str| -> Option<Place> {
            let position = Contract::embedded().position(name)?;
            let at = plan
                .fields
                .iter()
                .position(|field| field.field == position)?;
            Some((at, plan.fields[at].column.clone()))
        };
        let mut stages: Vec<(Place, Arc<str>)> = Vec::new();
        for stage in STAGES {
            let Some(found) = place(stage) else { continue };
            let words = match stages.last() {
                Some((before, _)) => format!(
                    "a day that is not before \"{}\" or an earlier stage; correct the dates of the stages",
                    before.1
                ),
                None => String::new(),
            };
            stages.push((found, words.into()));
        }
        let due = DUE
            .iter()
            .filter_map(|(done, due)| {
                let (done, due) = (place(done)?, place(due)?);
                let words = format!("no more than in \"{}\"; correct one of the two", due.1);
                Some((done, due.0, words.into()))
            })
            .collect();
        let criminal = place("criminal_final_on").and_then(|last| {
            let first = place("criminal_opened_on")?;
            let words = format!(
                "a day that is not before \"{}\"; correct one of the two",
                first.1
            );
            Some((last, first.0, words.into()))
        });
        let is_dated = |field: &crate::plan::FieldPlan| matches!(&field.decode, Decode::Codes { table, .. } if table.is_dated());
        Rules {
            stages,
            due,
            criminal,
            closed: place("closed_on").map(|found| found.0),
            closed_words: format!(
                "a day that is not after \"{}\", for the case cannot close before a stage; correct one of the two",
                plan.column("closed_on")
            )
            .into(),
            criminal_opened: place("criminal_opened_on").map(|found| found.0),
            criminal_final: place("criminal_final_on").map(|found| found.0),
            embargo: place("embargo_until").map(|found| found.0),
            dated: (0..plan.fields.len()).filter(|at| is_dated(&plan.fields[*at])).collect(),
        }
    }

    /// Checks one row, whose cells are sound by themselves or empty.
    pub fn check(
        &self,
        plan: &Plan,
        decoder: &Decoder,
        row: usize,
        position: u64,
        findings: &mut Collector,
    ) {
        let day = |at: usize| decoder.fields[at].day(row);
        let closed = self.closed.and_then(day);
        let mut latest = i32::MIN;
        for ((at, column), words) in &self.stages {
            let Some(found) = day(*at) else { continue };
            if closed.is_some_and(|closed| closed < found) {
                findings.add(
                    position,
                    column,
                    Rule::ClosedBeforeOpened,
                    &self.closed_words,
                );
            } else if found < latest {
                findings.add(position, column, Rule::DateOrder, words);
            }
            latest = latest.max(found);
        }
        if let Some(((last, column), first, words)) = &self.criminal
            && let (Some(last), Some(first)) = (day(*last), day(*first))
            && last < first
        {
            findings.add(position, column, Rule::DateOrder, words);
        }
        for ((done, column), due, words) in &self.due {
            let number = |at: usize| decoder.fields[at].number(row);
            if let (Some(done), Some(due)) = (number(*done), number(*due))
                && done > due
            {
                findings.add(position, column, Rule::MoreThanDue, words);
            }
        }
        let Some(closed) = closed else { return };
        for at in &self.dated {
            if decoder.fields[*at].code(row).is_some_and(|(_, validity)| {
                *validity != Validity::ALWAYS && !validity.holds(closed)
            }) {
                let field = &plan.fields[*at];
                findings.add(
                    position,
                    &field.column,
                    Rule::CodeNotValid,
                    &field.words.not_valid,
                );
            }
        }
    }

    /// The days on which admission rests.
    pub fn moments(&self, decoder: &Decoder, row: usize) -> Moments {
        let day = |at: Option<usize>| at.and_then(|at| decoder.fields[at].day(row));
        Moments {
            closed: day(self.closed),
            criminal_opened: day(self.criminal_opened),
            criminal_final: day(self.criminal_final),
            embargo: day(self.embargo),
        }
    }
}
