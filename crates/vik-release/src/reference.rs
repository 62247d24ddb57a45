//! Facts about units that stand beside the cubes: staff, agreements, breaks, norms.
//!
//! They are about units, not about cases: the files hold no record, and a unit with fewer staff than
//! the policy's minimum is left out.

use std::collections::BTreeMap;

use serde::Deserialize;
use vik_catalogue::{Catalogue, TextKind};
use vik_disclosure::Rosters;
use vik_domain::{Month, Quarter, Text};
use vik_published::{Break, Norm, Reference, Staff, UnitFact};

use crate::error::ReleaseError;
use crate::setting::{Setting, UNKNOWN};

/// The code list of units, and the dimension that cubes cut by.
const UNIT: &str = "units";

/// The reference files of one organisation, read and checked.
pub struct ReferenceFiles {
    staff: Vec<Staff>,
    facts: Vec<UnitFact>,
    breaks: Vec<Break>,
    norms: Vec<Norm>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BreaksFile {
    #[serde(rename = "version")]
    _version: String,
    #[serde(rename = "break", default)]
    breaks: Vec<BreakRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BreakRow {
    kind: String,
    unit: String,
    month: String,
    text: Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NormsFile {
    #[serde(rename = "version")]
    _version: String,
    #[serde(default)]
    norm: Vec<Norm>,
}

impl ReferenceFiles {
    /// Reads `reference/<organisation>-{fte.csv,unit_facts.csv,breaks.toml,norms.toml}`; a file that is
    /// not there is empty.
    ///
    /// # Errors
    /// [`ReleaseError::Setting`] with the file, the line and what was expected.
    pub fn read(catalogue: &Catalogue, organisation: &str) -> Result<Self, ReleaseError> {
        let find = |name: &str| {
            let file = format!("{organisation}-{name}");
            let text = catalogue
                .text(TextKind::Reference, &file)
                .unwrap_or_default();
            (format!("reference/{file}"), text)
        };
        let (file, text) = find("fte.csv");
        let staff = rows(&file, text, 6, |cell| {
            let month: Month = cell[1].parse().ok()?;
            let parts: Option<Vec<f64>> = cell[2..5].iter().map(|part| part.parse().ok()).collect();
            Some(Staff {
                unit: cell[0].to_owned(),
                month: format!("{month}-01"),
                fte: parts?.iter().sum(),
            })
        })?;
        let (file, text) = find("unit_facts.csv");
        let facts = rows(&file, text, 4, |cell| {
            let quarter: Quarter = cell[1].parse().ok()?;
            let value = cell[3].parse().ok()?;
            Some(UnitFact {
                unit: cell[0].to_owned(),
                quarter: quarter.to_string(),
                fact: cell[2].to_owned(),
                value,
            })
        })?;
        let (file, text) = find("breaks.toml");
        let breaks: Option<BreaksFile> = toml_file(&file, text)?;
        let breaks = breaks.map(|file| file.breaks).unwrap_or_default();
        let breaks = breaks
            .into_iter()
            .map(|row| Break {
                kind: row.kind,
                unit: row.unit,
                month: day(&row.month),
                text: row.text,
            })
            .collect();
        let (file, text) = find("norms.toml");
        let norms: Option<NormsFile> = toml_file(&file, text)?;
        Ok(Self {
            staff,
            facts,
            breaks,
            norms: norms.map(|file| file.norm).unwrap_or_default(),
        })
    }

    /// How many staff stand behind each unit in a month, for merging units that are too small; `None`
    /// when the organisation's staff is not known.
    ///
    /// A unit without staff in that month has its last staff before, or else its first after: a case of
    /// a unit that was dissolved is about the people who were there. Behind a unit that is not known
    /// stand all of them.
    pub(crate) fn rosters(&self, setting: &Setting, month: Month) -> Option<Rosters> {
        let day = format!("{month}-01");
        let mut staff: BTreeMap<String, u32> = BTreeMap::new();
        for unit in &setting.lists.get(UNIT)?.codes {
            let rows = || {
                self.staff
                    .iter()
                    .filter(|row| row.unit == unit.code && row.fte > 0.0)
            };
            let before = rows()
                .filter(|row| row.month <= day)
                .max_by(|a, b| a.month.cmp(&b.month));
            let after = rows()
                .filter(|row| row.month > day)
                .min_by(|a, b| a.month.cmp(&b.month));
            if let Some(row) = before.or(after) {
                staff.insert(unit.code.clone(), row.fte as u32);
            }
        }
        if staff.is_empty() {
            return None;
        }
        let all = staff.values().sum();
        staff.insert(UNKNOWN.to_owned(), all);
        Some(Rosters::default().with("unit", staff))
    }

    /// Whether staff is known, so that units with too few of them can be merged.
    #[must_use]
    pub fn knows_staff(&self) -> bool {
        self.staff.iter().any(|row| row.fte > 0.0)
    }

    /// What the open side is told.
    pub(crate) fn reference(&self, setting: &Setting) -> Reference {
        let minimum = f64::from(setting.policy.minimum_roster);
        let small: Vec<&str> = self
            .staff
            .iter()
            .filter(|row| row.fte < minimum)
            .map(|row| row.unit.as_str())
            .collect();
        let shown = |unit: &str| !small.contains(&unit);
        Reference {
            organisation: setting.organisation.clone(),
            lists: setting.lists.clone(),
            cubes: setting.shapes.clone(),
            staff: self
                .staff
                .iter()
                .filter(|row| shown(&row.unit))
                .cloned()
                .collect(),
            facts: self
                .facts
                .iter()
                .filter(|row| shown(&row.unit))
                .cloned()
                .collect(),
            breaks: self.breaks.clone(),
            norms: self.norms.clone(),
        }
    }
}

fn day(month: &str) -> String {
    if month.len() == 7 {
        format!("{month}-01")
    } else {
        month.to_owned()
    }
}

fn toml_file<T: serde::de::DeserializeOwned>(
    file: &str,
    text: &str,
) -> Result<Option<T>, ReleaseError> {
    if text.is_empty() {
        return Ok(None);
    }
    let wrong = |e: toml::de::Error| ReleaseError::Setting {
        file: file.to_owned(),
        reason: e.message().to_owned(),
    };
    toml::from_str(text).map(Some).map_err(wrong)
}

/// Rows of a small table separated by semicolons, under one heading line.
fn rows<T>(
    file: &str,
    text: &str,
    columns: usize,
    read: impl Fn(&[&str]) -> Option<T>,
) -> Result<Vec<T>, ReleaseError> {
    let lines = text
        .lines()
        .enumerate()
        .skip(1)
        .filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(number, line)| {
            let cells: Vec<&str> = line.split(';').map(str::trim).collect();
            let row = (cells.len() == columns).then(|| read(&cells)).flatten();
            row.ok_or_else(|| ReleaseError::Setting {
                file: format!("{file}:{}", number + 1),
                reason: format!("expected {columns} columns as in the heading, with months as 2024-03 and numbers with a point"),
            })
        })
        .collect()
}
