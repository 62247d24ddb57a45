//! Reads a protected table as `judge.py` does: an independent form in which tables of other tools
//! can be attacked.
//!
//! One row for each published cell; `Total` or a parent of the hierarchies stands for a margin.
//! The value is the true value; the attacker reads only those of cells that are shown.

use std::collections::{BTreeMap, BTreeSet};

use crate::attack::system::{Knowledge, Source, Standing, System, Target, Unknown};
use crate::ledger::{Cell, Counted};

/// Parents of each dimension: dimension, parent, its leaves.
pub type Hierarchies = BTreeMap<String, BTreeMap<String, Vec<String>>>;

/// How to read a protected table, and what its attacker knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Columns that are dimensions.
    pub dims: Vec<String>,
    /// Column with the true value.
    pub value: String,
    /// Column that says which cells are small.
    pub primary: String,
    /// Column that says which cells are suppressed.
    pub suppressed: String,
    /// Hierarchies.
    pub hierarchies: Hierarchies,
    /// Every hidden cell holds at least this: 1 if zeros are shown.
    pub hidden_least: i64,
    /// Whether it shows which hidden cells are small.
    pub known_primary: bool,
    /// Whether a small cell may be zero.
    pub zero_primary: bool,
    /// Threshold.
    pub k: u32,
    /// Attack every hidden cell, not only the small ones.
    pub all_hidden: bool,
}

impl Table {
    /// A table with these dimensions and this value column, otherwise as `judge.py` has it.
    pub fn new(dims: &[&str], value: &str) -> Self {
        Self {
            dims: dims.iter().map(|dim| (*dim).to_owned()).collect(),
            value: value.to_owned(),
            primary: "primary".to_owned(),
            suppressed: "suppressed".to_owned(),
            hierarchies: Hierarchies::new(),
            hidden_least: 0,
            known_primary: false,
            zero_primary: false,
            k: 5,
            all_hidden: false,
        }
    }
}

/// Why a table could not be read. Names a line and a column, never a value.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, column `{column}`: expected {expected}")]
pub struct TableError {
    /// Line, from 1.
    pub line: usize,
    /// Column.
    pub column: String,
    /// What was expected.
    pub expected: &'static str,
}

struct Read {
    codes: Vec<String>,
    value: i64,
    suppressed: bool,
    primary: bool,
}

/// Turns a protected table into what its attacker knows and wants.
///
/// # Errors
/// The first cell that cannot be read, or names a leaf that no row or hierarchy knows.
pub fn read_table(text: &str, table: &Table) -> Result<System, TableError> {
    let rows = rows(text, table)?;
    let leaves: Vec<Vec<String>> = table
        .dims
        .iter()
        .enumerate()
        .map(|(place, dim)| {
            let parents = table.hierarchies.get(dim);
            let known: BTreeSet<&String> = rows.iter().map(|row| &row.codes[place]).collect();
            known
                .into_iter()
                .filter(|code| {
                    *code != "Total" && !parents.is_some_and(|all| all.contains_key(*code))
                })
                .cloned()
                .collect()
        })
        .collect();
    let largest = rows.iter().map(|row| row.value).max().unwrap_or_default();
    let cell = |codes: &[String]| Cell {
        cube: "table".to_owned(),
        period: "once".to_owned(),
        codes: table
            .dims
            .iter()
            .zip(codes)
            .filter(|(_, code)| *code != "Total")
            .map(|(dim, code)| (dim.clone(), code.clone()))
            .collect(),
        measure: Counted::Cases,
    };
    let mut system = System::default();
    let mut unknowns: BTreeMap<Vec<String>, usize> = BTreeMap::new();
    for codes in product(&leaves) {
        unknowns.insert(codes.clone(), system.unknowns.len());
        system.unknowns.push(Unknown {
            cell: cell(&codes),
            high: largest,
        });
    }
    for (row, line) in rows.iter().zip(2..) {
        let below: Vec<Vec<String>> = table
            .dims
            .iter()
            .enumerate()
            .map(|(place, dim)| {
                let code = &row.codes[place];
                match table.hierarchies.get(dim).and_then(|all| all.get(code)) {
                    Some(children) => children.clone(),
                    None if code == "Total" => leaves[place].clone(),
                    None => vec![code.clone()],
                }
            })
            .collect();
        let mut terms: Vec<(usize, i64)> = product(&below)
            .iter()
            .map(|codes| unknowns.get(codes).map(|unknown| (*unknown, 1)))
            .collect::<Option<_>>()
            .ok_or_else(|| TableError {
                line,
                column: table.dims.join(", "),
                expected: "codes whose leaves are in the table",
            })?;
        terms.sort_unstable();
        let cell = cell(&row.codes);
        if row.suppressed && (table.all_hidden || row.primary) {
            system.targets.push(Target {
                cell: cell.clone(),
                terms: terms.clone(),
                shown: None,
                standing: Standing::Protected,
            });
        }
        let known = |low, high, source| Knowledge {
            terms,
            low,
            high,
            source,
        };
        if !row.suppressed {
            let source = Source::Published(cell, Some(row.value));
            system.knowledge.push(known(row.value, row.value, source));
        } else if table.known_primary && row.primary {
            let low = i64::from(!table.zero_primary);
            let high = i64::from(table.k) - 1;
            system
                .knowledge
                .push(known(low, high, Source::Primary(cell)));
        } else if table.hidden_least > 0 {
            let source = Source::Published(cell, None);
            system
                .knowledge
                .push(known(table.hidden_least, largest, source));
        }
    }
    Ok(system)
}

fn rows(text: &str, table: &Table) -> Result<Vec<Read>, TableError> {
    let mut lines = text.lines().map(fields).zip(1..);
    let header = lines.next().map(|(header, _)| header).unwrap_or_default();
    let column = |name: &String| header.iter().position(|known| known == name);
    let needed = |name: &String| {
        column(name).ok_or_else(|| TableError {
            line: 1,
            column: name.clone(),
            expected: "this column",
        })
    };
    let dims: Vec<usize> = table.dims.iter().map(needed).collect::<Result<_, _>>()?;
    let value = needed(&table.value)?;
    let (suppressed, primary) = (column(&table.suppressed), column(&table.primary));
    let flag = |fields: &[String], place: Option<usize>| {
        let text = place.and_then(|place| fields.get(place));
        text.is_some_and(|text| ["TRUE", "1", "T"].contains(&text.trim().to_uppercase().as_str()))
    };
    lines
        .filter(|(fields, _)| fields.iter().any(|field| !field.is_empty()))
        .map(|(fields, line)| {
            let get = |place: usize, name: &String| {
                fields.get(place).cloned().ok_or_else(|| TableError {
                    line,
                    column: name.clone(),
                    expected: "a field",
                })
            };
            let codes = dims
                .iter()
                .zip(&table.dims)
                .map(|(place, name)| get(*place, name))
                .collect::<Result<_, _>>()?;
            let value = get(value, &table.value)?.parse().map_err(|_| TableError {
                line,
                column: table.value.clone(),
                expected: "a whole number",
            })?;
            Ok(Read {
                codes,
                value,
                suppressed: flag(&fields, suppressed),
                primary: flag(&fields, primary),
            })
        })
        .collect()
}

/// The fields of a line; a field may stand in double quotes.
fn fields(line: &str) -> Vec<String> {
    let mut fields = vec![String::new()];
    let mut quoted = false;
    for letter in line.chars() {
        match letter {
            '"' => quoted = !quoted,
            ',' if !quoted => fields.push(String::new()),
            letter => {
                if let Some(field) = fields.last_mut() {
                    field.push(letter);
                }
            }
        }
    }
    fields
}

fn product(choices: &[Vec<String>]) -> Vec<Vec<String>> {
    choices.iter().fold(vec![Vec::new()], |done, choice| {
        done.iter()
            .flat_map(|codes| {
                choice.iter().map(move |code| {
                    let mut longer = codes.clone();
                    longer.push(code.clone());
                    longer
                })
            })
            .collect()
    })
}
