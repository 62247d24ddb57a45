//! Findings: defects in data. All of them in one run, each with its place and what was expected.
//!
//! A finding has nowhere to put the value: an export may hold a name in the wrong column, and what
//! is printed here ends in terminals, logs and tickets.

use std::fmt;
use std::sync::Arc;

use serde::Serialize;

/// The rule that a cell or row breaks. The name in reports never changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    /// A row has more or fewer cells than there are columns.
    RowShape,
    /// A required cell is empty.
    Required,
    /// Not a date, or not in the mapping's format.
    DateFormat,
    /// A date after today.
    DateFuture,
    /// A date that stands for "no date", such as 1900-01-01.
    DateSentinel,
    /// The case closed before one of its stages.
    ClosedBeforeOpened,
    /// Two stages in the wrong order.
    DateOrder,
    /// A code that is not in its list.
    UnknownCode,
    /// A code that is in its list, but was not valid on the closing date.
    CodeNotValid,
    /// Neither of the words for yes and no.
    BoolFormat,
    /// Not a whole number.
    NumberFormat,
    /// A number outside its range.
    NumberRange,
    /// More done than was due.
    MoreThanDue,
    /// A case-level cell that differs between the rows of one case.
    SameInCase,
    /// A subject-level cell that differs between the rows of one case and subject.
    SameInSubject,
    /// A second row of one case, subject and issue.
    DuplicateRow,
}

impl Rule {
    /// The stable name.
    pub fn id(self) -> &'static str {
        match self {
            Rule::RowShape => "row-shape",
            Rule::Required => "required",
            Rule::DateFormat => "date-format",
            Rule::DateFuture => "date-future",
            Rule::DateSentinel => "date-sentinel",
            Rule::ClosedBeforeOpened => "closed-before-opened",
            Rule::DateOrder => "date-order",
            Rule::UnknownCode => "unknown-code",
            Rule::CodeNotValid => "code-not-valid",
            Rule::BoolFormat => "bool-format",
            Rule::NumberFormat => "number-format",
            Rule::NumberRange => "number-range",
            Rule::MoreThanDue => "more-than-due",
            Rule::SameInCase => "same-in-case",
            Rule::SameInSubject => "same-in-subject",
            Rule::DuplicateRow => "duplicate-row",
        }
    }
}

/// One defect.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The row as a spreadsheet numbers it; the line in JSON Lines.
    pub row: u64,
    /// The column as the file names it.
    #[serde(serialize_with = "as_text")]
    pub column: Arc<str>,
    /// The rule it breaks.
    pub rule: Rule,
    /// What was expected and what to do.
    #[serde(serialize_with = "as_text")]
    pub expected: Arc<str>,
}

fn as_text<S: serde::Serializer>(text: &Arc<str>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(text)
}

impl fmt::Display for Finding {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "row {}, column \"{}\": expected {} [{}]",
            self.row,
            self.column,
            self.expected,
            self.rule.id()
        )
    }
}

/// How often one rule was broken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RuleCount {
    /// The rule.
    pub rule: Rule,
    /// How often.
    pub count: u64,
}

/// All findings of one file.
#[derive(Clone, Debug, Default, Serialize)]
pub struct FindingsReport {
    /// How many there are.
    pub total: u64,
    /// How many rows have at least one.
    pub rows: u64,
    /// How many there are of each rule.
    pub by_rule: Vec<RuleCount>,
    /// Each of them, by row; at most [`FindingsReport::KEPT`] of each rule.
    pub findings: Vec<Finding>,
    /// Whether there were more than are listed.
    pub truncated: bool,
}

impl FindingsReport {
    /// How many findings of one rule are listed; beyond that they are only counted, so that a
    /// mapping with the wrong column does not fill the memory.
    pub const KEPT: u64 = 20_000;

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.total == 0
    }

    /// The listed findings of one row.
    pub fn of_row(&self, row: u64) -> impl Iterator<Item = &Finding> {
        let start = self.findings.partition_point(|finding| finding.row < row);
        self.findings[start..]
            .iter()
            .take_while(move |finding| finding.row == row)
    }

    /// The counts by rule and the first few findings, as lines.
    pub fn summary(&self, first: usize) -> String {
        let mut lines = vec![format!("{} findings in {} rows", self.total, self.rows)];
        lines.extend(
            self.by_rule
                .iter()
                .map(|each| format!("  {:>8}  {}", each.count, each.rule.id())),
        );
        lines.extend(self.findings.iter().take(first).map(Finding::to_string));
        if self.total > first as u64 {
            lines.push(format!(
                "… and {} more; all are in the JSON report",
                self.total - first as u64
            ));
        }
        lines.join("\n")
    }
}

/// Findings while they are being collected.
#[derive(Default)]
pub(crate) struct Collector {
    kept: Vec<Finding>,
    counts: std::collections::BTreeMap<Rule, u64>,
    faulty: crate::bits::Bits,
}

impl Collector {
    pub fn add(&mut self, row: u64, column: &Arc<str>, rule: Rule, expected: &Arc<str>) {
        self.faulty.set(row);
        let count = self.counts.entry(rule).or_default();
        *count += 1;
        if *count <= FindingsReport::KEPT {
            self.kept.push(Finding {
                row,
                column: column.clone(),
                rule,
                expected: expected.clone(),
            });
        }
    }

    pub fn is_faulty(&self, row: u64) -> bool {
        self.faulty.get(row)
    }

    pub fn faulty(&self) -> crate::bits::Bits {
        self.faulty.clone()
    }

    pub fn finish(mut self) -> (FindingsReport, crate::bits::Bits) {
        self.kept
            .sort_by(|a, b| (a.row, &a.column, a.rule).cmp(&(b.row, &b.column, b.rule)));
        let total = self.counts.values().sum();
        let report = FindingsReport {
            total,
            rows: self.faulty.count(),
            by_rule: self
                .counts
                .iter()
                .map(|(rule, count)| RuleCount {
                    rule: *rule,
                    count: *count,
                })
                .collect(),
            truncated: total > self.kept.len() as u64,
            findings: self.kept,
        };
        (report, self.faulty)
    }
}
