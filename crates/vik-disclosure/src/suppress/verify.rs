//! Checking released tables on published data alone.

use std::collections::BTreeMap;

use super::release::{SuppressedTables, digest};
use crate::record::{ReleaseRecord, verify_chain};

/// A release of tables that fails: where, and which rule.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("release {release} of suppressed tables, {table}: expected {rule}")]
pub struct BrokenTable {
    /// Number of the release, from 1.
    pub release: u64,
    /// Table, or `record`.
    pub table: String,
    /// Rule.
    pub rule: &'static str,
}

/// Checks all releases of suppressed tables, oldest first.
///
/// # Guarantee
/// Numbers and hashes form a chain, every table is the one that its record names, no period is
/// told twice, a cell that several tables name is the same in all of them, and margins of which
/// every leaf is shown add up. Whether the hidden cells are safe is a question for the
/// [attacker](crate::attack), who reads the same lines.
///
/// # Errors
/// [`BrokenTable`] with the first rule that fails.
pub fn verify_suppressed(
    releases: &[(ReleaseRecord, SuppressedTables)],
) -> Result<(), BrokenTable> {
    verify_chain(releases.iter().map(|(record, _)| record)).map_err(|broken| BrokenTable {
        release: broken.number,
        table: "record".to_owned(),
        rule: broken.expected,
    })?;
    let mut last = "";
    for (record, tables) in releases {
        let fail = |table: &str, rule| {
            Err(BrokenTable {
                release: record.number,
                table: table.to_owned(),
                rule,
            })
        };
        if record.period.as_str() <= last {
            return fail("record", "a later period than the one before");
        }
        last = &record.period;
        if record.cubes.len() != tables.tables.len() {
            return fail("record", "as many tables as the record names");
        }
        let mut known: BTreeMap<Vec<(&String, &String)>, Option<u32>> = BTreeMap::new();
        for (table, named) in tables.tables.iter().zip(&record.cubes) {
            if digest(tables, table) != *named {
                return fail(&table.cube, "the table that the record names");
            }
            if !adds_up(table) {
                return fail(&table.cube, "margins that add up");
            }
            for cell in &table.cells {
                let codes = cell.codes.iter().collect();
                if known
                    .insert(codes, cell.cases)
                    .is_some_and(|other| other != cell.cases)
                {
                    return fail(&table.cube, "the same cell in every table");
                }
            }
        }
    }
    Ok(())
}

fn adds_up(table: &super::release::SuppressedTable) -> bool {
    let most = table.cells.iter().map(|cell| cell.codes.len()).max();
    let (leaves, margins): (Vec<_>, Vec<_>) = table
        .cells
        .iter()
        .partition(|cell| Some(cell.codes.len()) == most);
    let holds = |margin: &&super::release::ShownCell| {
        let mut below = leaves.iter().filter(|leaf| {
            let mut codes = margin.codes.iter();
            codes.all(|(name, code)| leaf.codes.get(name) == Some(code))
        });
        let sum = below.try_fold(0_u64, |sum, leaf| Some(sum + u64::from(leaf.cases?)));
        match (sum, margin.cases) {
            (Some(sum), Some(shown)) => sum == u64::from(shown),
            _ => true,
        }
    };
    margins.iter().all(holds)
}
