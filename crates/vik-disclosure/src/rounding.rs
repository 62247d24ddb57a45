//! One rounding of a set of cubes, to whatever base: refuse, draw, solve, check again.

use std::collections::{BTreeMap, BTreeSet};

use crate::acyclic::{CyclicSet, check_acyclic};
use crate::cells;
use crate::cube::{Cube, CubeError, Measure};
use crate::error_state::ErrorState;
use crate::freeze::{Elastic, FreezeError, Frozen, Occasion};
use crate::key::Draws;
use crate::policy::Policy;
use crate::programme::Setting;
use crate::protected::Released;
use crate::published::{PublishedCube, PublishedLeaf};
use crate::recheck::{self, Far};
use crate::record::{ReleaseRecord, cube_digest};
use crate::refusal::Refusal;
use crate::stages;
use crate::witness::Proof;

/// One rounding of a set of cubes, to whatever base.
pub(crate) struct Rounding {
    pub(crate) base: u32,
    pub(crate) leaf_preference: u32,
    pub(crate) margin_preference: u32,
    pub(crate) draws: Draws,
    /// Whether draws lean to the nearer multiple: only when published numbers are rounded again.
    pub(crate) leaning: bool,
}

impl Rounding {
    pub(crate) fn run(
        &self,
        cubes: &[Cube],
        policy: &Policy,
        state: &mut ErrorState,
        occasion: &Occasion,
    ) -> Result<Frozen, FreezeError> {
        let cubes = self.structure(cubes, state, occasion)?;
        for cube in &cubes {
            cube.validate()?;
            cube.check_absent(&occasion.absent)?;
        }
        let specs: Vec<_> = cubes.iter().map(|cube| cube.spec.clone()).collect();
        let tree = check_acyclic(&specs).map_err(|cycle| refuse_cycle(&cycle))?;
        let owned: Vec<Cube> = cubes.iter().map(|cube| (*cube).clone()).collect();
        cells::check_links(&owned, &tree)?;
        let sets = cells::controlled(&specs, &tree);
        let crossing = cells::crossing(&specs, &sets);
        let (linked, alone): (Vec<&Cube>, Vec<&Cube>) =
            cubes.into_iter().partition(|cube| cube.spec.linked);
        let setting = Setting {
            base: i64::from(self.base),
            leaf_preference: i64::from(self.leaf_preference),
            margin_preference: i64::from(self.margin_preference),
            state,
            reach: state.reach(&occasion.period),
            draws: &self.draws,
            leaning: self.leaning,
        };
        let (mut errors, mut rounded) = (BTreeMap::new(), Vec::new());
        let parts = alone.iter().map(|cube| vec![*cube]);
        for part in [linked].into_iter().chain(parts) {
            let mut done = stages::round(&part, &sets, &crossing, &setting).ok_or_else(|| {
                let names: Vec<&str> = part.iter().map(|cube| cube.spec.id.as_str()).collect();
                let would_pass = "fewer controlled margins, or fewer dimensions in one cube";
                Refusal::new("additive rounding", names.join(", "), would_pass)
            })?;
            errors.append(&mut done.errors);
            rounded.append(&mut done.cubes);
        }
        let far = self.recheck(&owned, &rounded, &sets, &crossing)?;
        let window = i64::from(2 * self.base - 1);
        let beyond = |(cell, error): &(&String, &i64)| {
            let past = state.past(cell, setting.reach);
            (past.year_to_date + **error).abs() > window || (past.rolling + **error).abs() > window
        };
        let elastic = Elastic {
            windows: errors.iter().filter(beyond).count(),
            case_margins: far.cases.len(),
            largest_case_margin: far.cases.values().copied().max().unwrap_or(0),
            person_margins: far.persons,
        };
        rounded.sort_by(|left, right| left.spec.id.cmp(&right.spec.id));
        let mut published: Vec<PublishedCube> = rounded.into_iter().map(published).collect();
        let mut parts = Vec::new();
        // A derived cube is made from windows that were published; it has none of its own.
        if self.base == policy.base {
            for cube in &mut published {
                if cube.spec.measure == Measure::Window {
                    let window = state.window(cube, policy.window_periods);
                    parts.push(std::mem::replace(cube, window));
                }
            }
        }
        let digests = published.iter().map(cube_digest).collect();
        let proof = if self.base == policy.base {
            let impossible = impossible(&published, occasion);
            Proof::of_paths(&occasion.period, &published, &impossible)?
        } else {
            Proof::of_derivation(&occasion.period, &published)?
        };
        let record = ReleaseRecord::seal(occasion, &policy.version, Some(proof.digest()), digests);
        for part in &parts {
            state.keep(part, policy.window_periods);
        }
        state.close(&occasion.period, &errors);
        Ok(Frozen {
            cubes: Released::new(published, record),
            proof,
            elastic,
        })
    }

    /// The refusals, from definitions and history alone, before any count is looked at; the cubes
    /// by name, without hidden cliques that no cycle needs.
    fn structure<'a>(
        &self,
        cubes: &'a [Cube],
        state: &ErrorState,
        occasion: &Occasion,
    ) -> Result<Vec<&'a Cube>, FreezeError> {
        if state
            .last_period()
            .is_some_and(|last| last >= occasion.period.as_str())
        {
            let would_pass =
                "a period later than the last one frozen; corrections enter the next period";
            return Err(
                Refusal::new("a period is frozen once", &occasion.period, would_pass).into(),
            );
        }
        let mut cubes: Vec<&Cube> = cubes.iter().collect();
        cubes.sort_by(|left, right| left.spec.id.cmp(&right.spec.id));
        let names: BTreeSet<&String> = cubes.iter().map(|cube| &cube.spec.id).collect();
        if names.len() != cubes.len() {
            let would_pass = "each cube once in a freeze";
            return Err(Refusal::new("one rounding per cube", &occasion.period, would_pass).into());
        }
        for cube in &cubes {
            cube.spec.validate()?;
            if cube.spec.base != self.base {
                return Err(CubeError::Definition {
                    cube: cube.spec.id.clone(),
                    expected: "expected the base of the policy".to_owned(),
                }
                .into());
            }
        }
        let shown: Vec<&Cube> = cubes
            .iter()
            .copied()
            .filter(|cube| cube.spec.measure != Measure::Clique)
            .collect();
        let specs =
            |cubes: &[&Cube]| -> Vec<_> { cubes.iter().map(|cube| cube.spec.clone()).collect() };
        let Err(cycle) = check_acyclic(&specs(&shown)) else {
            return Ok(shown);
        };
        match check_acyclic(&specs(&cubes)) {
            Ok(_) => Ok(cubes),
            Err(_) => Err(refuse_cycle(&cycle).into()),
        }
    }

    fn recheck(
        &self,
        truths: &[Cube],
        rounded: &[Cube],
        sets: &cells::Sets,
        crossing: &cells::Sets,
    ) -> Result<Far, FreezeError> {
        let none = BTreeSet::new();
        let mut far = Far::default();
        for truth in truths
            .iter()
            .filter(|cube| cube.spec.measure != Measure::Clique)
        {
            let defect = |rule| FreezeError::Defect {
                cube: truth.spec.id.clone(),
                rule,
            };
            let shown = rounded
                .iter()
                .find(|cube| cube.spec.id == truth.spec.id)
                .ok_or_else(|| defect("every cube is rounded"))?;
            let sets = sets.get(&truth.spec.id).unwrap_or(&none);
            let alone = crossing.get(&truth.spec.id).unwrap_or(&none);
            let found = recheck::check(truth, shown, self.base, sets, alone).map_err(defect)?;
            far.cases.extend(found.cases);
            far.persons += found.persons;
        }
        recheck::check_shared(rounded, sets).map_err(|rule| FreezeError::Defect {
            cube: "linked cubes".to_owned(),
            rule,
        })?;
        Ok(far)
    }
}

/// The leaves of linked cubes in which no case of the period can be, because a code is younger.
fn impossible(cubes: &[PublishedCube], occasion: &Occasion) -> BTreeMap<String, BTreeSet<u32>> {
    let linked = cubes.iter().filter(|cube| cube.spec.linked);
    linked
        .map(|cube| {
            (
                cube.spec.id.clone(),
                cube.spec.leaves_with(&occasion.absent),
            )
        })
        .filter(|(_, leaves)| !leaves.is_empty())
        .collect()
}

fn refuse_cycle(cycle: &CyclicSet) -> Refusal {
    let would_pass = format!(
        "linked cubes that form a tree: leave one of these out, or supply a hidden cube over {}",
        cycle.clique.join(", ")
    );
    Refusal::new("acyclic cubes", cycle.cubes.join(", "), &would_pass)
}

pub(crate) fn published(cube: Cube) -> PublishedCube {
    let code = |dim: usize, code: u16| cube.spec.dims[dim].codes[usize::from(code)].clone();
    let mut leaves: Vec<PublishedLeaf> = cube
        .leaves
        .iter()
        .map(|(leaf, pair)| PublishedLeaf {
            codes: leaf
                .iter()
                .enumerate()
                .map(|(dim, value)| code(dim, *value))
                .collect(),
            persons: pair.persons,
            cases: pair.cases,
        })
        .collect();
    leaves.sort();
    PublishedCube {
        spec: cube.spec,
        leaves,
    }
}
