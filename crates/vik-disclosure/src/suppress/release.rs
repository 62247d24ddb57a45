//! The door for suppression: linked tables of one period, protected together and released.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::linked::{self, Failed, Pattern, suppress_linked};
use super::policy::{SuppressionPolicy, Zeros};
use super::sets::{Key, expanded, layout};
use super::table::Rosters as Staff;
use crate::acyclic::check_acyclic;
use crate::attack::{Options, Verdict, attack};
use crate::cells::check_links;
use crate::cube::{Cube, CubeSpec};
use crate::freeze::{FreezeError, Occasion};
use crate::ledger::{Counted, LEADERSHIP, Ledger, Rule, Statement};
use crate::policy::PolicyError;
use crate::protected::{Protected, Released};
use crate::record::{CubeDigest, ReleaseRecord, digest_lines};
use crate::refusal::Refusal;
use crate::roster::{Rosters, merge_by_rosters};

/// A cell as it stands in a published table.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShownCell {
    /// Attribute to code, coarser levels included. What is not named is added up.
    pub codes: BTreeMap<String, String>,
    /// Cases, exactly; none where the cell is hidden.
    pub cases: Option<u32>,
}

/// A table as published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SuppressedTable {
    /// The cube.
    pub cube: String,
    /// Cells, sorted by codes.
    pub cells: Vec<ShownCell>,
}

/// The suppressed tables of one period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SuppressedTables {
    /// Counts of persons below this are hidden.
    pub threshold: u64,
    /// Whether every zero is shown, so that a hidden cell holds at least one.
    pub zeros_shown: bool,
    /// Tables by cube.
    pub tables: Vec<SuppressedTable>,
}

/// What became of a period under suppression.
pub struct Suppressed {
    /// What may be published.
    pub released: Released<SuppressedTables>,
    /// Units in which more than half of the staff has a case. Closed side only.
    pub alarms: usize,
}

/// Protects the linked cubes of a period and releases them. The months are added up; units that
/// too few staff stand behind are merged first, as for rounding.
///
/// # Guarantee
/// Every shown cell is exact, and the same in every table that shows it. No hidden cell can be
/// worked out from all tables together, and for none that is sensitive can it be proven that it
/// holds somebody and fewer than the threshold: whole worlds of all tables say so
/// ([why](self)), and before this returns the crate's attacker has tried.
/// A hidden cell that is not sensitive and follows from what is shown is shown.
///
/// Not covered: persons are added up over leaves and months, so that one person may be counted
/// more than once in a margin; colleagues who know more than their own case; a reader who reruns
/// this open program on guesses.
///
/// # Errors
/// A refusal by definitions and rosters; or by the rule `suppression` when a table cannot be
/// protected beside the others. That one depends on counts, stops the freeze, and reads alike for
/// every table.
pub fn freeze_suppressed(
    months: Vec<Protected<Vec<Cube>>>,
    policy: &SuppressionPolicy,
    version: &str,
    rosters: Option<&Rosters>,
    minimum: u32,
    occasion: &Occasion,
) -> Result<Suppressed, FreezeError> {
    // Definitions first: a refusal must not depend on a look at a count.
    if let Some(first) = months.first() {
        let cubes = first.open().iter();
        let mut specs: Vec<CubeSpec> = cubes.map(|cube| cube.spec.clone()).collect();
        specs.sort_by(|left, right| left.id.cmp(&right.id));
        policy.validate(specs.len())?;
        layout(&specs)?;
    }
    let (mut cubes, mut alarms): (Vec<Cube>, usize) = (Vec::new(), 0);
    let mut staff = None;
    for month in months {
        let month = match rosters {
            Some(rosters) => {
                let merged = merge_by_rosters(month, rosters, minimum).map_err(merging)?;
                alarms += merged.alarms.count();
                staff = staff_behind(rosters, &merged.codes);
                merged.cubes
            }
            None => month,
        };
        add(&mut cubes, month.into_inner())?;
    }
    cubes.sort_by(|left, right| left.spec.id.cmp(&right.spec.id));
    let specs: Vec<CubeSpec> = cubes.iter().map(|cube| cube.spec.clone()).collect();
    if let Ok(tree) = check_acyclic(&specs) {
        check_links(&cubes, &tree)?;
    }
    let pattern = suppress_linked(&cubes, policy, staff.as_ref()).map_err(failed)?;
    let tables = checked(&specs, pattern, policy, &occasion.period)?;
    let tables = SuppressedTables {
        threshold: policy.threshold,
        zeros_shown: policy.zeros == Zeros::Shown,
        tables,
    };
    let digests = tables.tables.iter().map(|table| digest(&tables, table));
    let record = ReleaseRecord::seal(occasion, version, None, digests.collect());
    Ok(Suppressed {
        released: Released::new(tables, record),
        alarms,
    })
}

/// Attacks the pattern. What follows from what is shown and is not sensitive is shown.
fn checked(
    specs: &[CubeSpec],
    mut pattern: Pattern,
    policy: &SuppressionPolicy,
    period: &str,
) -> Result<Vec<SuppressedTable>, Refusal> {
    loop {
        let tables: Vec<SuppressedTable> = specs
            .iter()
            .zip(&pattern.tables)
            .map(|(spec, cells)| shown(spec, cells))
            .collect();
        let ledger: Ledger = tables
            .iter()
            .flat_map(|table| statements(table, period))
            .collect();
        let options = Options {
            k: u32::try_from(policy.threshold).unwrap_or(u32::MAX).max(2),
            sample: Some(0),
            coalition: 0,
            zeros_shown: policy.zeros == Zeros::Shown,
            listed: usize::MAX,
            ..Options::default()
        };
        let report = attack(&ledger, &options);
        if report.contradiction {
            return Err(linked::refusal(period));
        }
        if !report.discloses() {
            return Ok(tables);
        }
        let mut opened = false;
        for finding in report.findings {
            let place = specs.iter().position(|spec| spec.id == finding.cell.cube);
            let Some(place) = place.filter(|_| finding.verdict <= Verdict::Existence) else {
                continue;
            };
            let spec = &specs[place];
            let found = pattern.tables[place]
                .keys()
                .find(|key| expanded(spec, key) == finding.cell.codes);
            let harmless = finding.verdict == Verdict::Exact
                && found.is_some_and(|key| !pattern.sensitive.contains(key));
            let Some(key) = found.filter(|_| harmless).cloned() else {
                return Err(linked::refusal(&spec.id));
            };
            for cells in &mut pattern.tables {
                if let Some(value) = cells.get_mut(&key) {
                    opened |= value.is_none();
                    *value = Some(finding.interval.low.round() as i64);
                }
            }
        }
        if !opened {
            return Err(linked::refusal(period));
        }
    }
}

fn shown(spec: &CubeSpec, cells: &BTreeMap<Key, Option<i64>>) -> SuppressedTable {
    let cell = |(key, value): (&Key, &Option<i64>)| ShownCell {
        codes: expanded(spec, key),
        cases: value.and_then(|value| u32::try_from(value).ok()),
    };
    // Two names for one set of leaves may read alike once coarser levels are named.
    let cells: BTreeSet<ShownCell> = cells.iter().map(cell).collect();
    SuppressedTable {
        cube: spec.id.clone(),
        cells: cells.into_iter().collect(),
    }
}

/// What tables of a period say, as lines of the ledger.
pub fn told_suppressed(tables: &SuppressedTables, period: &str) -> Vec<Statement> {
    let tables = tables.tables.iter();
    tables.flat_map(|table| statements(table, period)).collect()
}

fn statements<'a>(
    table: &'a SuppressedTable,
    period: &'a str,
) -> impl Iterator<Item = Statement> + 'a {
    table.cells.iter().map(move |cell| Statement {
        cube: table.cube.clone(),
        population: "cases".to_owned(),
        period: period.to_owned(),
        audience: LEADERSHIP.to_owned(),
        codes: cell.codes.clone(),
        measure: Counted::Cases,
        value: cell.cases,
        rule: match cell.cases {
            Some(_) => Rule::Exact,
            None => Rule::Hidden,
        },
    })
}

/// The digest of one table under the rules that it was made by.
pub(super) fn digest(rules: &SuppressedTables, table: &SuppressedTable) -> CubeDigest {
    let head = vec![
        "suppressed".to_owned(),
        table.cube.clone(),
        rules.threshold.to_string(),
        rules.zeros_shown.to_string(),
    ];
    let line = |cell: &ShownCell| {
        let codes = cell.codes.iter();
        let codes = codes.flat_map(|(name, code)| [name.clone(), code.clone()]);
        let value = cell.cases.map_or("hidden".to_owned(), |n| n.to_string());
        codes.chain([value]).collect()
    };
    let lines = [head].into_iter().chain(table.cells.iter().map(line));
    CubeDigest {
        id: table.cube.clone(),
        leaves: table.cells.len() as u64,
        sha256: digest_lines(lines),
    }
}

/// Adds a month to what was added up so far; both have the same definitions.
fn add(sum: &mut Vec<Cube>, month: Vec<Cube>) -> Result<(), FreezeError> {
    for cube in month {
        cube.validate()?;
        match sum.iter_mut().find(|known| known.spec.id == cube.spec.id) {
            None => sum.push(cube),
            Some(known) if known.spec == cube.spec => {
                for (leaf, pair) in cube.leaves {
                    let own = known.leaves.entry(leaf).or_default();
                    own.persons += pair.persons;
                    own.cases += pair.cases;
                }
            }
            Some(_) => {
                return Err(crate::cube::CubeError::Definition {
                    cube: cube.spec.id,
                    expected: "expected one definition in all months of the period".to_owned(),
                }
                .into());
            }
        }
    }
    Ok(())
}

/// Staff of the units as they are after merging.
fn staff_behind(
    rosters: &Rosters,
    merged: &BTreeMap<String, BTreeMap<String, String>>,
) -> Option<Staff> {
    let (dimension, own) = rosters.first()?;
    let mut staff: BTreeMap<String, u64> = BTreeMap::new();
    for (code, count) in own {
        let target = merged.get(dimension).and_then(|codes| codes.get(code));
        *staff.entry(target.unwrap_or(code).clone()).or_default() += u64::from(*count);
    }
    Some(Staff {
        dimension: dimension.clone(),
        staff,
    })
}

fn merging(error: crate::roster::MergeError) -> FreezeError {
    use crate::roster::MergeError;
    match error {
        MergeError::Refused(refusal) => refusal.into(),
        MergeError::Cube(cube) => cube.into(),
        MergeError::Dimension { cube, dimension } => crate::cube::CubeError::Definition {
            cube,
            expected: format!("expected a dimension `{dimension}` with a coarser level"),
        }
        .into(),
    }
}

fn failed(failed: Failed) -> FreezeError {
    match failed {
        Failed::Refused(refusal) => refusal.into(),
        Failed::Table(error) => PolicyError {
            setting: "cubes",
            expected: error.expected,
        }
        .into(),
    }
}
