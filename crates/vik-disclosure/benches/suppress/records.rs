//! Shared data files as records, and records as tables.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use vik_disclosure::suppress::{Content, Dimension, Table};

/// Rows by column.
pub type Records = Vec<BTreeMap<String, String>>;

/// A shared file, if it is there.
pub fn read(name: &str) -> Option<Records> {
    let root = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../../shared/data/disclosure"
    );
    let text = std::fs::read_to_string(Path::new(root).join(name)).ok()?;
    let split = |line: &str| -> Vec<String> {
        let fields = line.trim_end().split(',');
        fields
            .map(|field| field.trim_matches('"').to_owned())
            .collect()
    };
    let mut lines = text.lines();
    let names = split(lines.next()?);
    Some(
        lines
            .map(|line| names.iter().cloned().zip(split(line)).collect())
            .collect(),
    )
}

/// The codes of a column, with a total and coarser columns above.
pub fn dimension(records: &Records, leaf: &str, coarser: &[&str]) -> Dimension {
    let codes: BTreeSet<String> = records.iter().map(|record| record[leaf].clone()).collect();
    let mut dimension = Dimension::new(leaf, codes).with_total("Total").unwrap();
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

/// Cases, one person each.
pub fn count(cases: u64) -> Content {
    Content::Count {
        persons: cases,
        cases,
    }
}

/// A table of records.
pub fn table(records: &Records, dims: Vec<Dimension>, value: Option<&str>) -> Table {
    let names: Vec<String> = dims.iter().map(|dim| dim.name.clone()).collect();
    let mut table = Table::new(dims);
    for record in records {
        let codes: Vec<&str> = names.iter().map(|name| record[name].as_str()).collect();
        let cases = value.map_or(1, |value| record[value].parse().unwrap());
        table.record(&codes, count(cases)).unwrap();
    }
    table
}
