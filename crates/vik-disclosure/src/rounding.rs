//! One rounding of a set of cubes, to whatever base: refuse, draw, solve, check again.

use std::collections::{BTreeMap, BTreeSet};

use crate::acyclic::{CyclicSet, check_acyclic};
use crate::cells;
use crate::cube::{Cube, CubeError, Measure, Pair};
use crate::error_state::{ErrorState, Reach};
use crate::freeze::{Elastic, FreezeError, Frozen, Occasion};
use crate::key::Draws;
use crate::policy::Policy;
use crate::presolve;
use crate::programme::{Programme, Setting};
use crate::protected::Released;
use crate::published::{PublishedCube, PublishedLeaf};
use crate::recheck;
use crate::record::{ReleaseRecord, cube_digest};
use crate::refusal::Refusal;
use crate::solver::{Answer, Microlp};

/// One rounding of a set of cubes, to whatever base.
pub(crate) struct Rounding {
    pub(crate) base: u32,
    pub(crate) leaf_preference: u32,
    pub(crate) margin_preference: u32,
    pub(crate) draws: Draws,
}

type Separators = BTreeMap<String, Vec<Vec<String>>>;

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
        }
        let specs: Vec<_> = cubes.iter().map(|cube| cube.spec.clone()).collect();
        let tree = check_acyclic(&specs).map_err(|cycle| refuse_cycle(&cycle))?;
        let owned: Vec<Cube> = cubes.iter().map(|cube| (*cube).clone()).collect();
        cells::check_links(&owned, &tree)?;
        let extra = cells::separators(&tree);

        let (linked, alone): (Vec<&Cube>, Vec<&Cube>) =
            cubes.into_iter().partition(|cube| cube.spec.linked);
        let reach = state.reach(&occasion.period);
        let mut errors = BTreeMap::new();
        let mut rounded = Vec::new();
        if !linked.is_empty() {
            rounded.extend(self.round(&linked, &extra, state, reach, &mut errors)?);
        }
        for cube in alone {
            rounded.extend(self.round(&[cube], &extra, state, reach, &mut errors)?);
        }
        let person_margins = self.recheck(&owned, &rounded, &extra)?;
        let window = i64::from(2 * self.base - 1);
        let beyond = |(cell, error): &(&String, &i64)| {
            let past = state.past(cell, reach);
            (past.year_to_date + **error).abs() > window || (past.rolling + **error).abs() > window
        };
        let elastic = Elastic {
            windows: errors.iter().filter(beyond).count(),
            person_margins,
        };
        rounded.sort_by(|left, right| left.spec.id.cmp(&right.spec.id));
        let published: Vec<PublishedCube> = rounded
            .into_iter()
            .filter(|cube| cube.spec.measure != Measure::Clique)
            .map(published)
            .collect();
        let digests = published.iter().map(cube_digest).collect();
        let record = ReleaseRecord::seal(occasion, &policy.version, digests);
        state.close(&occasion.period, &errors);
        Ok(Frozen {
            cubes: Released::new(published, record),
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

    /// Windows and persons are elastic inside the programme, the rule of the period is not: if it
    /// cannot hold, the answer is no. Never a looser rule, never a retry with another key.
    fn round(
        &self,
        cubes: &[&Cube],
        extra: &Separators,
        state: &ErrorState,
        reach: Reach,
        errors: &mut BTreeMap<String, i64>,
    ) -> Result<Vec<Cube>, FreezeError> {
        let setting = Setting {
            base: i64::from(self.base),
            leaf_preference: i64::from(self.leaf_preference),
            margin_preference: i64::from(self.margin_preference),
            state,
            reach,
            draws: &self.draws,
        };
        let programme = Programme::build(cubes, extra, &setting);
        let solver = Microlp::default();
        match presolve::solve(&solver, &programme.variables, &programme.rows) {
            Answer::Optimal(values) => {
                for (name, cell) in programme.cells.iter().filter(|(_, cell)| cell.feedback) {
                    let shown = i64::from(self.base)
                        * values.get(cell.variable).copied().unwrap_or_default();
                    errors.insert(name.clone(), shown - cell.truth);
                }
                Ok(self.fill(cubes, &programme, &values))
            }
            Answer::Infeasible | Answer::Unproven => {
                let names: Vec<&str> = cubes.iter().map(|cube| cube.spec.id.as_str()).collect();
                let would_pass = "fewer controlled margins, or fewer dimensions in one cube";
                Err(Refusal::new("additive rounding", names.join(", "), would_pass).into())
            }
        }
    }

    fn fill(&self, cubes: &[&Cube], programme: &Programme, values: &[i64]) -> Vec<Cube> {
        let shown = |variable: usize| {
            let multiple = values.get(variable).copied().unwrap_or_default();
            self.base * u32::try_from(multiple).unwrap_or_default()
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

    fn recheck(
        &self,
        truths: &[Cube],
        rounded: &[Cube],
        extra: &Separators,
    ) -> Result<usize, FreezeError> {
        let none = Vec::new();
        let mut elastic = 0;
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
            let sets = extra.get(&truth.spec.id).unwrap_or(&none);
            elastic += recheck::check(truth, shown, self.base, sets).map_err(defect)?;
        }
        recheck::check_shared(rounded, extra).map_err(|rule| FreezeError::Defect {
            cube: "linked cubes".to_owned(),
            rule,
        })?;
        Ok(elastic)
    }
}

fn refuse_cycle(cycle: &CyclicSet) -> Refusal {
    let would_pass = format!(
        "linked cubes that form a tree: leave one of these out, or supply a hidden cube over {}",
        cycle.clique.join(", ")
    );
    Refusal::new("acyclic cubes", cycle.cubes.join(", "), &would_pass)
}

fn published(cube: Cube) -> PublishedCube {
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
