//! Units that are too small to be shown, merged by a rule that knows rosters and nothing else.

use std::collections::BTreeMap;

use crate::cube::{Cube, CubeError, DimSpec, Pair};
use crate::protected::Protected;

/// Why units could not be merged.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MergeError {
    /// The dimension is missing or has no coarser level.
    #[error("cube `{cube}`: expected a dimension `{dimension}` with a coarser level")]
    Dimension {
        /// Cube.
        cube: String,
        /// Dimension.
        dimension: String,
    },
    /// The cube is not what its definition says.
    #[error(transparent)]
    Cube(#[from] CubeError),
}

/// Merges units below the minimum roster within their group.
///
/// The small units of a group become one code, `rest-<group>`. If that is still too small, the
/// next smallest unit of the group joins it (by roster, then by code). A group that is too small
/// as a whole becomes one code under its group, and stays below the minimum: give the group a
/// larger neighbour in the code list.
///
/// # Guarantee
/// The rule reads rosters and code lists only; the counts of a period never influence it, so a
/// merge tells nothing about cases. Use the same rosters for all cubes of a period.
pub fn merge_small_rosters(
    cube: Protected<Cube>,
    dimension: &str,
    rosters: &BTreeMap<String, u32>,
    minimum: u32,
) -> Result<Protected<Cube>, MergeError> {
    let cube = cube.into_inner();
    cube.validate()?;
    let found = cube.spec.dims.iter().position(|dim| dim.name == dimension);
    let missing = || MergeError::Dimension {
        cube: cube.spec.id.clone(),
        dimension: dimension.to_owned(),
    };
    let place = found.ok_or_else(missing)?;
    let merged = merged_codes(&cube.spec.dims[place], rosters, minimum).ok_or_else(missing)?;
    let old = cube.spec.dims[place].clone();
    let mut spec = cube.spec.clone();
    let dim = &mut spec.dims[place];
    dim.codes.clear();
    let mut parents: Vec<(String, String)> = Vec::new();
    for (code, group) in old.parent.iter().flatten() {
        let target = merged.get(code).unwrap_or(code).clone();
        if !parents.iter().any(|(known, _)| *known == target) {
            parents.push((target, group.clone()));
        }
    }
    for code in &old.codes {
        let target = merged.get(code).unwrap_or(code).clone();
        if !dim.codes.contains(&target) {
            dim.codes.push(target);
        }
    }
    dim.parent = Some(parents);
    let position: BTreeMap<&String, u16> = dim.codes.iter().zip(0..).collect();
    let mut leaves: BTreeMap<Vec<u16>, Pair> = BTreeMap::new();
    for (leaf, pair) in &cube.leaves {
        let mut target = leaf.clone();
        let code = &old.codes[usize::from(leaf[place])];
        if let Some(index) = position.get(merged.get(code).unwrap_or(code)) {
            target[place] = *index;
        }
        let sum = leaves.entry(target).or_default();
        sum.persons += pair.persons;
        sum.cases += pair.cases;
    }
    Ok(Protected::seal(Cube { spec, leaves }))
}

/// New code for each unit that is merged; `None` without a coarser level.
fn merged_codes(
    dim: &DimSpec,
    rosters: &BTreeMap<String, u32>,
    minimum: u32,
) -> Option<BTreeMap<String, String>> {
    let roster = |code: &String| rosters.get(code).copied().unwrap_or(0);
    let mut groups: BTreeMap<&String, Vec<(u32, &String)>> = BTreeMap::new();
    for (code, group) in dim.parent.as_ref()? {
        if dim.codes.contains(code) {
            groups.entry(group).or_default().push((roster(code), code));
        }
    }
    let mut merged = BTreeMap::new();
    for (group, mut units) in groups {
        units.sort();
        if units
            .first()
            .is_none_or(|(smallest, _)| *smallest >= minimum)
        {
            continue;
        }
        let mut together = 0;
        for (size, code) in units {
            if size >= minimum && together >= minimum {
                break;
            }
            together += size;
            merged.insert(code.clone(), format!("rest-{group}"));
        }
    }
    Some(merged)
}
