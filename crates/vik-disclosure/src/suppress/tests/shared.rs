//! Reads the shared example tables; a test skips when the folder is absent.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use super::super::{Content, Dimension, Table};

pub(super) type Records = Vec<BTreeMap<String, String>>;

/// Rows of a small file with quoted fields, by column name.
pub(super) fn read(name: &str) -> Option<Records> {
    let root = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../../shared/data/disclosure"
    );
    let path = PathBuf::from(root).join(name);
    let Ok(text) = std::fs::read_to_string(&path) else {
        eprintln!("skipped: {name} is not here");
        return None;
    };
    let split = |line: &str| -> Vec<String> {
        let fields = line.trim_end().split(',');
        fields
            .map(|field| field.trim_matches('"').to_owned())
            .collect()
    };
    let mut lines = text.lines();
    let names = split(lines.next().unwrap());
    Some(
        lines
            .map(|line| names.iter().cloned().zip(split(line)).collect())
            .collect(),
    )
}

/// A dimension from two columns of the records: leaf codes, and coarser codes over them.
pub(super) fn dimension(records: &Records, leaf: &str, coarser: &[&str]) -> Dimension {
    let codes: BTreeSet<&String> = records.iter().map(|record| &record[leaf]).collect();
    let mut dimension = Dimension::new(leaf, codes.into_iter().cloned())
        .with_total("Total")
        .unwrap();
    for column in coarser {
        let mut groups: BTreeMap<&String, BTreeSet<&String>> = BTreeMap::new();
        for record in records {
            groups
                .entry(&record[*column])
                .or_default()
                .insert(&record[leaf]);
        }
        for (code, members) in groups {
            dimension = dimension.with_group(code, members).unwrap();
        }
    }
    dimension
}

/// A table of counts from records; each case is a person of its own.
pub(super) fn table(records: &Records, dims: Vec<Dimension>, value: &str) -> Table {
    let names: Vec<String> = dims.iter().map(|dim| dim.name.clone()).collect();
    let mut table = Table::new(dims);
    for record in records {
        let cases = record[value].parse().unwrap();
        let codes: Vec<&str> = names.iter().map(|name| record[name].as_str()).collect();
        let content = Content::Count {
            persons: cases,
            cases,
        };
        table.record(&codes, content).unwrap();
    }
    table
}

/// Codes, value, primary and suppressed of an expected table.
pub(super) struct Expected {
    pub(super) primary: BTreeSet<Vec<String>>,
    pub(super) hidden: BTreeSet<Vec<String>>,
    pub(super) values: BTreeMap<Vec<String>, i64>,
}

pub(super) fn expected(name: &str, dims: &[&str], value: &str) -> Option<Expected> {
    let mut found = Expected {
        primary: BTreeSet::new(),
        hidden: BTreeSet::new(),
        values: BTreeMap::new(),
    };
    for record in read(name)? {
        let codes: Vec<String> = dims.iter().map(|dim| record[*dim].clone()).collect();
        if record["primary"] == "TRUE" {
            found.primary.insert(codes.clone());
        }
        if record["suppressed"] == "TRUE" {
            found.hidden.insert(codes.clone());
        }
        found.values.insert(codes, record[value].parse().unwrap());
    }
    Some(found)
}
