//! Units that are too small to be shown, merged by a rule that knows rosters and nothing else.

use std::collections::{BTreeMap, BTreeSet};

use crate::cube::{Cube, CubeError, CubeSpec, DimSpec, Pair};
use crate::protected::Protected;
use crate::refusal::Refusal;

/// How many staff stand behind each code of a dimension, such as unit or rank.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rosters(BTreeMap<String, BTreeMap<String, u32>>);

/// Why cubes could not be merged.
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
    /// No merging reaches the minimum.
    #[error(transparent)]
    Refused(#[from] Refusal),
}

/// Cubes whose codes all stand for enough staff.
pub struct Merged {
    /// The cubes, ready for a freeze.
    pub cubes: Protected<Vec<Cube>>,
    /// New code of each code that was merged, by dimension: a function of rosters, so no secret.
    pub codes: BTreeMap<String, BTreeMap<String, String>>,
    /// Cells where a large part of the staff has a case; closed side only.
    pub alarms: Protected<Vec<GroupDisclosure>>,
}

/// A cell that says something about nearly everybody it could be about.
///
/// It has no `Debug` and no `Serialize`, like everything that depends on counts.
#[derive(Clone, PartialEq, Eq)]
pub struct GroupDisclosure {
    /// Dimension.
    pub dimension: String,
    /// Its code.
    pub code: String,
    /// Persons with a case in the period (k), at least: the cube that shows most of them.
    pub persons: u32,
    /// Staff (N).
    pub staff: u32,
}

/// The share of the staff above which group disclosure is reported: half (k/N > 1/2).
const ALARM_NUMERATOR: u64 = 1;
const ALARM_DENOMINATOR: u64 = 2;

impl Rosters {
    /// Sets how many staff stand behind each code of a dimension. A code that is not named has none.
    #[must_use]
    pub fn with(mut self, dimension: &str, staff: BTreeMap<String, u32>) -> Self {
        self.0.insert(dimension.to_owned(), staff);
        self
    }

    /// The first dimension with a roster.
    pub(crate) fn first(&self) -> Option<(&String, &BTreeMap<String, u32>)> {
        self.0.first_key_value()
    }

    fn staff(&self, dimension: &str, code: &str) -> u32 {
        let staff = self.0.get(dimension).and_then(|staff| staff.get(code));
        staff.copied().unwrap_or(0)
    }
}

/// Merges all cubes of a period by one table of rosters, so that linked cubes stay linked.
///
/// In every dimension with a roster:
/// 1. a group below the minimum joins the next smallest group (by staff, then by code), and so on;
///    the new group is named after both;
/// 2. within a group the units below the minimum become one code, `rest-<group>`; if these are
///    still too few, the next smallest unit joins them.
///
/// A code for what is not known (staff 0) is merged like any other small code. A larger minimum never
/// shows more: what a smaller one merges stays merged.
///
/// # Guarantee
/// Every code of such a dimension, and every group above it, stands for at least `minimum` staff.
/// The rule reads rosters and code lists only: the same rosters give the same codes and the same
/// refusals whatever was counted.
/// A leaf on few *persons with a case* is not merged, because that would tell their number; it is
/// protected by rounding and the cap per person. Where they are more than half of the staff, an
/// alarm goes to the closed side.
///
/// # Errors
/// A refusal when the whole organisation is below the minimum, or a dimension without a coarser
/// level has a small code: the cube without that dimension would pass.
pub fn merge_by_rosters(
    cubes: Protected<Vec<Cube>>,
    rosters: &Rosters,
    minimum: u32,
) -> Result<Merged, MergeError> {
    let mut cubes = cubes.into_inner();
    let mut codes: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    // Definitions first: a refusal must not depend on whether a count is sound.
    for dimension in rosters.0.keys() {
        let mut plans = Vec::new();
        for cube in &cubes {
            if let Some(place) = place(&cube.spec, dimension) {
                let dim = &cube.spec.dims[place];
                plans.push((
                    plan(dim, rosters, minimum, &cube.spec.id)?,
                    cube.spec.id.clone(),
                ));
            }
        }
        if let Some((first, _)) = plans.first() {
            if let Some((_, cube)) = plans.iter().find(|(other, _)| other != first) {
                return Err(CubeError::Definition {
                    cube: cube.clone(),
                    expected: format!("expected the codes of `{dimension}` as in the other cubes"),
                }
                .into());
            }
            codes.insert(dimension.clone(), first.units.clone());
            cubes = cubes
                .into_iter()
                .map(|cube| apply(cube, dimension, first))
                .collect();
        }
    }
    for cube in &cubes {
        cube.validate()?;
    }
    let alarms = alarms(&cubes, rosters, &codes);
    Ok(Merged {
        cubes: Protected::seal(cubes),
        codes,
        alarms: Protected::seal(alarms),
    })
}

impl Protected<Vec<GroupDisclosure>> {
    /// How many cells raised the alarm. The number itself stays on the closed side.
    pub fn count(&self) -> usize {
        self.open().len()
    }

    /// Shows the alarms to the privacy officer on the closed side; never to be published or logged.
    pub fn on_closed_side(&self) -> &[GroupDisclosure] {
        self.open()
    }
}

/// Merges units below the minimum roster within their group, in one cube and one dimension.
///
/// # Guarantee
/// As [`merge_by_rosters`], which does the same for all cubes of a period.
pub fn merge_small_rosters(
    cube: Protected<Cube>,
    dimension: &str,
    rosters: &BTreeMap<String, u32>,
    minimum: u32,
) -> Result<Protected<Cube>, MergeError> {
    let cube = cube.into_inner();
    let missing = || MergeError::Dimension {
        cube: cube.spec.id.clone(),
        dimension: dimension.to_owned(),
    };
    let place = place(&cube.spec, dimension).ok_or_else(missing)?;
    if cube.spec.dims[place].parent.is_none() {
        return Err(missing());
    }
    let rosters = Rosters::default().with(dimension, rosters.clone());
    let merged = merge_by_rosters(Protected::seal(vec![cube.clone()]), &rosters, minimum)?;
    let mut cubes = merged.cubes.into_inner();
    cubes.pop().map(Protected::seal).ok_or_else(missing)
}

/// New codes of units and of the groups above them, for those that change.
#[derive(Debug, Default, PartialEq, Eq)]
struct Plan {
    units: BTreeMap<String, String>,
    groups: BTreeMap<String, String>,
}

fn place(spec: &CubeSpec, dimension: &str) -> Option<usize> {
    spec.dims.iter().position(|dim| dim.name == dimension)
}

/// The plan for a minimum. A unit that a smaller minimum would merge is merged as well, or joining
/// groups could free a unit that has to help its neighbours at a smaller minimum.
fn plan(dim: &DimSpec, rosters: &Rosters, minimum: u32, cube: &str) -> Result<Plan, Refusal> {
    let mut plan = plan_alone(dim, rosters, minimum, cube)?;
    for smaller in 1..minimum {
        for code in plan_alone(dim, rosters, smaller, cube)?.units.into_keys() {
            let pairs = dim.parent.iter().flatten();
            let Some((_, group)) = pairs.into_iter().find(|(child, _)| *child == code) else {
                continue;
            };
            let group = plan.groups.get(group).unwrap_or(group).clone();
            plan.units.entry(code).or_insert(format!("rest-{group}"));
        }
    }
    Ok(plan)
}

/// The plan for one minimum, whatever smaller ones would do.
fn plan_alone(dim: &DimSpec, rosters: &Rosters, minimum: u32, cube: &str) -> Result<Plan, Refusal> {
    let refuse = |reason: &str| {
        let would_pass = format!("cube `{cube}` without `{}`: {reason}", dim.name);
        Refusal::new("minimum roster", &dim.name, &would_pass)
    };
    let staff = |code: &String| rosters.staff(&dim.name, code);
    let Some(pairs) = &dim.parent else {
        return if dim.codes.iter().all(|code| staff(code) >= minimum) {
            Ok(Plan::default())
        } else {
            Err(refuse("it has a small code and no coarser level"))
        };
    };
    // Groups: members by the group they end up in.
    let mut groups: BTreeMap<String, Vec<&String>> = BTreeMap::new();
    for code in &dim.codes {
        if let Some((_, group)) = pairs.iter().find(|(child, _)| child == code) {
            groups.entry(group.clone()).or_default().push(code);
        }
    }
    let mut plan = Plan::default();
    let size =
        |members: &Vec<&String>| -> u64 { members.iter().map(|code| u64::from(staff(code))).sum() };
    loop {
        let mut order: Vec<(u64, String)> = groups
            .iter()
            .map(|(group, members)| (size(members), group.clone()))
            .collect();
        order.sort();
        match &order[..] {
            [(smallest, small), (_, next), ..] if *smallest < u64::from(minimum) => {
                let mut names = [small.clone(), next.clone()];
                names.sort();
                let joined = names.join("+");
                for name in &names {
                    let members = groups.remove(name).unwrap_or_default();
                    groups.entry(joined.clone()).or_default().extend(members);
                }
                for group in plan.groups.values_mut() {
                    if names.contains(group) {
                        group.clone_from(&joined);
                    }
                }
                for name in names {
                    if pairs.iter().any(|(_, group)| *group == name) {
                        plan.groups.insert(name, joined.clone());
                    }
                }
            }
            [(smallest, _)] if *smallest < u64::from(minimum) => {
                return Err(refuse("the whole roster is below the minimum"));
            }
            _ => break,
        }
    }
    for (group, members) in &groups {
        let mut units: Vec<(u32, &String)> =
            members.iter().map(|code| (staff(code), *code)).collect();
        units.sort();
        let mut together = 0_u64;
        for (size, code) in units {
            let any = plan
                .units
                .values()
                .any(|target| *target == format!("rest-{group}"));
            if size >= minimum && (!any || together >= u64::from(minimum)) {
                break;
            }
            together += u64::from(size);
            plan.units.insert(code.clone(), format!("rest-{group}"));
        }
    }
    Ok(plan)
}

/// Renames codes and groups, and adds up the leaves that now are one.
fn apply(cube: Cube, dimension: &str, plan: &Plan) -> Cube {
    let group = |code: &String| plan.groups.get(code).unwrap_or(code).clone();
    let unit = |code: &String| plan.units.get(code).unwrap_or(code).clone();
    let mut above = None;
    let mut spec = cube.spec.clone();
    for dim in &mut spec.dims {
        if dim.name == dimension {
            above.clone_from(&dim.parent_name);
        }
    }
    let renamed = |dim: &DimSpec, code: &String| {
        if dim.name == dimension {
            unit(code)
        } else if Some(&dim.name) == above.as_ref() {
            group(code)
        } else {
            code.clone()
        }
    };
    for (dim, old) in spec.dims.iter_mut().zip(&cube.spec.dims) {
        let mut met = BTreeSet::new();
        let names = old.codes.iter().map(|code| renamed(old, code));
        dim.codes = names.filter(|code| met.insert(code.clone())).collect();
        if let Some(pairs) = &old.parent {
            let mut parents: Vec<(String, String)> = Vec::new();
            for (code, parent) in pairs {
                let parent = if old.name == dimension {
                    group(parent)
                } else {
                    parent.clone()
                };
                let pair = (renamed(old, code), parent);
                if !parents.iter().any(|(known, _)| *known == pair.0) {
                    parents.push(pair);
                }
            }
            dim.parent = Some(parents);
        }
    }
    let mut leaves: BTreeMap<Vec<u16>, Pair> = BTreeMap::new();
    for (leaf, pair) in &cube.leaves {
        let target: Option<Vec<u16>> = leaf
            .iter()
            .zip(cube.spec.dims.iter().zip(&spec.dims))
            .map(|(index, (old, new))| {
                let code = renamed(old, old.codes.get(usize::from(*index))?);
                let place = new.codes.iter().position(|known| *known == code)?;
                u16::try_from(place).ok()
            })
            .collect();
        // A leaf outside its dimensions keeps its index, so that the check that follows finds it.
        let sum = leaves
            .entry(target.unwrap_or_else(|| leaf.clone()))
            .or_default();
        sum.persons += pair.persons;
        sum.cases += pair.cases;
    }
    Cube { spec, leaves }
}

/// Codes where the persons with a case are more than half of the staff. Persons of different
/// leaves may be the same, so the largest leaf of any cube is what is known for certain.
fn alarms(
    cubes: &[Cube],
    rosters: &Rosters,
    merged: &BTreeMap<String, BTreeMap<String, String>>,
) -> Vec<GroupDisclosure> {
    let mut found = Vec::new();
    for (dimension, staff) in &rosters.0 {
        let mut behind: BTreeMap<&String, u32> = BTreeMap::new();
        for (code, count) in staff {
            let target = merged.get(dimension).and_then(|codes| codes.get(code));
            *behind.entry(target.unwrap_or(code)).or_default() += count;
        }
        let mut persons: BTreeMap<&String, u32> = BTreeMap::new();
        for cube in cubes {
            if let Some(place) = place(&cube.spec, dimension) {
                for (leaf, pair) in &cube.leaves {
                    let code = &cube.spec.dims[place].codes[usize::from(leaf[place])];
                    let most = persons.entry(code).or_default();
                    *most = (*most).max(pair.persons);
                }
            }
        }
        for (code, persons) in persons {
            let staff = behind.get(code).copied().unwrap_or(0);
            if u64::from(persons) * ALARM_DENOMINATOR > u64::from(staff) * ALARM_NUMERATOR {
                found.push(GroupDisclosure {
                    dimension: dimension.clone(),
                    code: code.clone(),
                    persons,
                    staff,
                });
            }
        }
    }
    found
}
