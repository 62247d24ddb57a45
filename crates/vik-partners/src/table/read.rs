//! Reading the cells of a described table.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use vik_domain::CodeList;

use crate::figures::{Figures, Flag, Unmapped};
use crate::share::Count;

use super::description::{Description, RowRule};

const MOST_BYTES: usize = 1 << 20;
const MOST_ROWS: usize = 1000;
const MOST_LETTERS: usize = 200;
/// More cases than this in one row of one year are a typing error.
const MOST_CASES: u64 = 10_000_000;

/// Something wrong in a table: where, and what was expected; never what stood there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The row, counted from 1 with the headings; 0 for the table as a whole.
    pub row: u64,
    /// The column as the description names it; empty for the row as a whole.
    pub column: String,
    /// What was expected.
    pub expected: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.row, self.column.as_str()) {
            (0, _) => write!(out, "expected {}", self.expected),
            (row, "") => write!(out, "row {row}: expected {}", self.expected),
            (row, column) => write!(
                out,
                "row {row}, column `{column}`: expected {}",
                self.expected
            ),
        }
    }
}

/// Why a table was not read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    /// The description maps to a code that is not on our list.
    #[error("the description maps a row to `{0}`, which is not a code of our list")]
    Code(String),
    /// Everything that is wrong in the table.
    #[error("{}", .0.iter().map(Finding::to_string).collect::<Vec<_>>().join("; "))]
    Findings(Vec<Finding>),
}

/// One row as it stands: a count for each described year, or none where it was not counted.
struct Row {
    label: String,
    counts: Vec<Option<u64>>,
}

pub(super) fn figures(
    csv: &[u8],
    description: &Description,
    ours: &CodeList,
) -> Result<Figures, TableError> {
    if let Some(code) = description.unknown_code(ours) {
        return Err(TableError::Code(code.to_owned()));
    }
    let mut findings = Vec::new();
    let (rows, unused) = rows(csv, description, &mut findings);
    let known: BTreeSet<&str> = rows.iter().map(|row| row.label.as_str()).collect();
    let named = description.rows.iter().map(|rule| &rule.label);
    for label in named.chain(&description.table.total) {
        if !known.contains(label.as_str()) && findings.is_empty() {
            findings.push(whole(format!(
                "a row `{label}`, which the description names"
            )));
        }
    }
    if !findings.is_empty() {
        findings.sort();
        return Err(TableError::Findings(findings));
    }
    Ok(added_up(rows, unused, description))
}

fn whole(expected: String) -> Finding {
    Finding {
        row: 0,
        column: String::new(),
        expected,
    }
}

/// All rows, and the headings that the description does not name.
fn rows(
    csv: &[u8],
    description: &Description,
    findings: &mut Vec<Finding>,
) -> (Vec<Row>, Vec<String>) {
    let nothing = (Vec::new(), Vec::new());
    let csv = csv.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(csv);
    if csv.len() > MOST_BYTES {
        findings.push(whole("a table of at most 1 MB".to_owned()));
        return nothing;
    }
    let layout = &description.table;
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(u8::try_from(layout.delimiter).unwrap_or(b','))
        .trim(csv::Trim::All)
        .from_reader(csv);
    let headings: Vec<String> = match reader.headers() {
        Ok(headings) => headings.iter().map(str::to_owned).collect(),
        Err(_) => {
            findings.push(whole("headings in the first row, as UTF-8".to_owned()));
            return nothing;
        }
    };
    let mut column = |name: &str| {
        let places: Vec<usize> = (0..headings.len())
            .filter(|at| headings[*at] == name)
            .collect();
        if places.len() != 1 {
            findings.push(whole(format!("one column with the heading `{name}`")));
        }
        places.first().copied().unwrap_or(usize::MAX)
    };
    let label = column(&layout.labels);
    let years: Vec<usize> = description
        .years
        .iter()
        .map(|year| column(&year.column))
        .collect();
    if !findings.is_empty() {
        return nothing;
    }
    let used: BTreeSet<usize> = years.iter().copied().chain([label]).collect();
    let unused = (headings.iter().enumerate())
        .filter(|(at, _)| !used.contains(at))
        .map(|(_, heading)| shortened(heading))
        .collect();
    let mut rows = Vec::new();
    let mut labels = BTreeSet::new();
    for (record, number) in reader.records().zip(2_u64..) {
        let fault = |column: &str, expected: &str| Finding {
            row: number,
            column: column.to_owned(),
            expected: expected.to_owned(),
        };
        if rows.len() == MOST_ROWS {
            findings.push(whole(format!("at most {MOST_ROWS} rows")));
            break;
        }
        let Ok(record) = record else {
            findings.push(fault("", "as many cells as headings, as UTF-8"));
            continue;
        };
        let name = record.get(label).unwrap_or_default();
        if name.is_empty()
            || name.chars().count() > MOST_LETTERS
            || name.chars().any(char::is_control)
        {
            findings.push(fault(&layout.labels, "a name of 1 to 200 letters"));
        }
        if !labels.insert(name.to_owned()) {
            findings.push(fault(&layout.labels, "each name once"));
        }
        let mut counts = Vec::with_capacity(years.len());
        for (at, year) in years.iter().zip(&description.years) {
            match count(record.get(*at).unwrap_or_default(), description) {
                Ok(count) => counts.push(count),
                Err(()) => findings.push(fault(
                    &year.column,
                    "a whole number of at most 10 million, or nothing",
                )),
            }
        }
        rows.push(Row {
            label: name.to_owned(),
            counts,
        });
    }
    (rows, unused)
}

/// A count; `None` for a cell that says it was not counted.
fn count(cell: &str, description: &Description) -> Result<Option<u64>, ()> {
    let layout = &description.table;
    if cell.is_empty() || layout.not_counted.iter().any(|text| text == cell) {
        return Ok(None);
    }
    let digits = match layout.thousands {
        Some(mark) if cell.contains(mark) => {
            let mut groups = cell.split(mark);
            let first = groups.next().unwrap_or_default();
            let sound = (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3);
            sound.then(|| cell.replace(mark, "")).ok_or(())?
        }
        _ => cell.to_owned(),
    };
    if !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return Err(());
    }
    let count = digits.parse().map_err(|_| ())?;
    (count <= MOST_CASES).then_some(Some(count)).ok_or(())
}

fn shortened(text: &str) -> String {
    let plain = text.chars().filter(|letter| !letter.is_control());
    plain.take(MOST_LETTERS).collect()
}

fn added_up(rows: Vec<Row>, unused: Vec<String>, description: &Description) -> Figures {
    let note = description.note.clone();
    let mut figures = Figures::new(&description.who(), description.source.clone(), note);
    let rules: BTreeMap<&str, &RowRule> = description
        .rows
        .iter()
        .map(|rule| (rule.label.as_str(), rule))
        .collect();
    let total = description.table.total.as_deref();
    for (place, column) in description.years.iter().enumerate() {
        let year = figures.years.entry(column.year).or_default();
        year.months = column.months;
        year.denominator.clone_from(&column.denominator);
        for row in &rows {
            let count = row.counts.get(place).copied().flatten();
            if total == Some(row.label.as_str()) {
                year.published_total = count;
                continue;
            }
            let Some(count) = count else {
                let row = row.label.clone();
                figures.flags.push(Flag::NotCounted {
                    year: column.year,
                    row,
                });
                continue;
            };
            year.total = year.total.plus(Count::exact(count));
            if let Some(rule) = rules
                .get(row.label.as_str())
                .filter(|rule| !rule.to.is_empty())
            {
                let mut group = rule.to.clone();
                group.sort();
                let slot = year.counts.entry(group).or_default();
                *slot = slot.plus(Count::exact(count));
            }
        }
        if let Some(published) = year.published_total.filter(|one| *one != year.total.shown) {
            let rows = year.total.shown;
            figures.flags.push(Flag::Total {
                year: column.year,
                published,
                rows,
            });
        }
        if column.months < 12 {
            figures.flags.push(Flag::Months {
                year: column.year,
                months: column.months,
            });
        }
    }
    figures
        .flags
        .extend(unused.into_iter().map(|heading| Flag::Column { heading }));
    for row in rows {
        let rule = rules.get(row.label.as_str());
        let mapped = rule.is_some_and(|rule| !rule.to.is_empty());
        if mapped || total == Some(row.label.as_str()) {
            continue;
        }
        let counts = description
            .years
            .iter()
            .zip(&row.counts)
            .filter_map(|(year, count)| count.map(|count| (year.year, Count::exact(count))));
        figures.unmapped.push(Unmapped {
            counts: counts.collect(),
            why: rule.and_then(|rule| rule.why.clone()),
            label: row.label,
        });
    }
    figures
}
