//! In which order a set of cubes is rounded: together, or what they share first.

use std::collections::{BTreeMap, BTreeSet};

use crate::cells::{self, Sets};
use crate::cube::{Cube, CubeSpec, Measure, Pair};
use crate::presolve;
use crate::programme::{Programme, Setting, Stance};
use crate::solver::{Answer, Microlp};

/// Rounded cubes, and published minus true for each cell that has a memory.
pub(crate) struct Rounded {
    pub(crate) cubes: Vec<Cube>,
    pub(crate) errors: BTreeMap<String, i64>,
}

/// Leaves by definition up to which a set is tried in one programme with every margin hard.
const TOGETHER: usize = 1_000;

/// Rounds cubes that share cells. `None` when the leaves and what the cubes share cannot be held
/// even one base further.
///
/// 1. A small set: one programme, every controlled cell hard. (Linked cubes, 398 leaves: feasible
///    in every trial period.)
/// 2. A large set, or when that fails: one programme over the leaves and every margin that does not
///    cross ([`cells::crossing`]), hard. Then each cube with crossing margins on its own, against
///    all that it shares: these prefer the multiple below or above, and leave it at a high price.
///    Holding them hard in twenty linked cubes is infeasible in most months with few cases, and the
///    search for a proof takes minutes.
/// 3. When 2 fails, which needs very few cases: the same with margins one base further at a high
///    price.
///
/// When nothing is proven the same is tried once more with a hundred times as many nodes. That was
/// needed in one of twenty-five roundings of one random table of eighteen leaves with many cases of
/// few persons, and in no trial period.
///
/// Whether 1 is tried depends on definitions alone, and no step uses another key: what is drawn
/// never depends on how often it was tried.
pub(crate) fn round(
    cubes: &[&Cube],
    sets: &Sets,
    crossing: &Sets,
    setting: &Setting<'_>,
) -> Option<Rounded> {
    let patience = Microlp::default().nodes;
    [patience, 100 * patience].into_iter().find_map(|nodes| {
        let solver = Microlp { nodes };
        attempt(cubes, sets, crossing, setting, &solver)
    })
}

fn attempt(
    cubes: &[&Cube],
    sets: &Sets,
    crossing: &Sets,
    setting: &Setting<'_>,
    solver: &Microlp,
) -> Option<Rounded> {
    let fixed = BTreeMap::new();
    let leaves: usize = cubes.iter().map(|cube| definable_leaves(&cube.spec)).sum();
    let all = |reach| Stance {
        sets,
        fixed: &fixed,
        reach,
        elastic: None,
    };
    if leaves <= TOGETHER
        && let Some(done) = solve(cubes, setting, &all(0), solver)
    {
        return Some(done);
    }
    let shared: Sets = sets
        .iter()
        .map(|(id, sets)| {
            let none = BTreeSet::new();
            let alone = crossing.get(id).unwrap_or(&none);
            (id.clone(), sets.difference(alone).cloned().collect())
        })
        .collect();
    let mut done = [0, 1].into_iter().find_map(|reach| {
        let stance = Stance {
            sets: &shared,
            fixed: &fixed,
            reach,
            elastic: None,
        };
        solve(cubes, setting, &stance, solver)
    })?;
    refine(cubes, sets, crossing, setting, solver, &mut done);
    Some(done)
}

/// Rounds each cube with crossing margins again, against everything that it shares.
fn refine(
    cubes: &[&Cube],
    sets: &Sets,
    crossing: &Sets,
    setting: &Setting<'_>,
    solver: &Microlp,
    done: &mut Rounded,
) {
    let mut holders: BTreeMap<String, usize> = BTreeMap::new();
    for cube in cubes {
        let leaves = cube
            .leaves
            .keys()
            .map(|leaf| cells::leaf_name(&cube.spec, leaf));
        let margins = sets
            .get(&cube.spec.id)
            .map(|sets| cells::margins(cube, sets));
        let margins = margins.into_iter().flatten().map(|(name, _)| name);
        for name in leaves.chain(margins) {
            *holders.entry(name).or_default() += 1;
        }
    }
    for (place, cube) in cubes.iter().enumerate() {
        let crosses = crossing
            .get(&cube.spec.id)
            .is_some_and(|sets| !sets.is_empty());
        if !crosses || cube.spec.measure == Measure::Clique {
            continue;
        }
        let mut fixed: BTreeMap<String, i64> = BTreeMap::new();
        let none = BTreeSet::new();
        let own = sets.get(&cube.spec.id).unwrap_or(&none);
        let alone = crossing.get(&cube.spec.id).unwrap_or(&none);
        let shown = |leaf: &Vec<u16>| {
            let pair = done.cubes[place].leaves.get(leaf).copied();
            i64::from(pair.unwrap_or_default().cases) / setting.base
        };
        let is_shared = |name: &String| holders.get(name).is_some_and(|count| *count > 1);
        for (name, leaves) in cells::margins(cube, own) {
            if is_shared(&name) {
                fixed.insert(name, leaves.iter().map(shown).sum());
            }
        }
        for leaf in cube.leaves.keys() {
            let name = cells::leaf_name(&cube.spec, leaf);
            if is_shared(&name) {
                fixed.insert(name, shown(leaf));
            }
        }
        let elastic: BTreeSet<String> = cells::margins(cube, alone)
            .into_iter()
            .map(|(name, _)| name)
            .collect();
        let stance = Stance {
            sets,
            fixed: &fixed,
            reach: 1_000,
            elastic: Some(&elastic),
        };
        // Without a proven optimum the cube keeps its first rounding, which is valid as well.
        if let Some(mut better) = solve(&[cube], setting, &stance, solver)
            && let Some(cube) = better.cubes.pop()
        {
            done.cubes[place] = cube;
        }
        for (name, error) in errors(cube, &done.cubes[place], own) {
            done.errors.insert(name, error);
        }
    }
}

/// Published minus true for the leaves and margins of one cube.
fn errors(truth: &Cube, shown: &Cube, sets: &BTreeSet<BTreeSet<String>>) -> BTreeMap<String, i64> {
    let cases = |cube: &Cube, leaf: &Vec<u16>| {
        i64::from(cube.leaves.get(leaf).copied().unwrap_or_default().cases)
    };
    let leaves = truth
        .leaves
        .keys()
        .map(|leaf| (cells::leaf_name(&truth.spec, leaf), vec![leaf.clone()]));
    leaves
        .chain(cells::margins(truth, sets))
        .map(|(name, leaves)| {
            let error = |leaf| cases(shown, leaf) - cases(truth, leaf);
            (name, leaves.iter().map(error).sum())
        })
        .collect()
}

fn solve(
    cubes: &[&Cube],
    setting: &Setting<'_>,
    stance: &Stance<'_>,
    solver: &Microlp,
) -> Option<Rounded> {
    let programme = Programme::build(cubes, setting, stance);
    match presolve::solve(solver, &programme.variables, &programme.rows) {
        Answer::Optimal(values) => {
            let value = |variable: usize| values.get(variable).copied().unwrap_or_default();
            let errors = programme
                .cells
                .iter()
                .map(|(name, cell)| {
                    let shown = setting.base * value(cell.variable);
                    (name.clone(), shown - cell.truth)
                })
                .collect();
            Some(Rounded {
                cubes: fill(cubes, &programme, setting.base, &values),
                errors,
            })
        }
        Answer::Infeasible | Answer::Unproven => None,
    }
}

fn fill(cubes: &[&Cube], programme: &Programme, base: i64, values: &[i64]) -> Vec<Cube> {
    let shown = |variable: usize| {
        let multiple = values.get(variable).copied().unwrap_or_default();
        u32::try_from(base * multiple).unwrap_or_default()
    };
    let mut filled: Vec<Cube> = cubes
        .iter()
        .map(|cube| Cube {
            spec: cube.spec.clone(),
            leaves: BTreeMap::new(),
        })
        .collect();
    for ((place, leaf), (persons, cases)) in &programme.leaves {
        let pair = Pair {
            persons: shown(*persons),
            cases: shown(*cases),
        };
        if pair != Pair::default() {
            filled[*place].leaves.insert(leaf.clone(), pair);
        }
    }
    filled
}

fn definable_leaves(spec: &CubeSpec) -> usize {
    spec.dims.iter().map(|dim| dim.codes.len()).product()
}
