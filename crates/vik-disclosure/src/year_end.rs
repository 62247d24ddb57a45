//! The year-end cube: a finer cube once a year, which adds up to the published year of a coarser.

use std::collections::{BTreeMap, BTreeSet};

use crate::cells;
use crate::cube::{Cube, CubeError, CubeSpec, Measure, Pair};
use crate::draw::{WISH, perturbation};
use crate::freeze::{FreezeError, Frozen, Occasion};
use crate::key::RoundingKey;
use crate::policy::Policy;
use crate::presolve;
use crate::protected::{Protected, Released};
use crate::published::PublishedCube;
use crate::record::{ReleaseRecord, cube_digest};
use crate::refusal::Refusal;
use crate::rounding::published;
use crate::solver::{Answer, Microlp, Row, Variable};
use crate::witness::Proof;

/// How far any cell of a year-end cube may be from the truth, declared for the cube as a whole.
///
/// A tolerance for single cells would say which of them are 3 to 5 off, and with that rule out the
/// published table itself as a possible world.
pub const YEAR_END_TOLERANCE: u32 = 5;

/// Price of one base by which a leaf leaves the multiple below or above.
const LEAF_BEYOND: i64 = 100 * WISH;
/// The same for a margin.
const MARGIN_BEYOND: i64 = 300 * WISH;

/// Rounds a cube of a whole year so that it adds up to the published periods of that year.
///
/// `year` holds the true counts of the year, with persons counted once in each period; `periods`
/// are all published cubes named `mother` of that year. The attributes that both cubes have, such
/// as unit and category above sub-categories, are the margin on which they must agree.
///
/// # Guarantee
/// Cases: every leaf and margin that the shared attributes do not decide is a multiple of the base within
/// [`YEAR_END_TOLERANCE`] of the truth, zero stays zero, and the sums over the shared attributes
/// are exactly the published year of `mother`. `persons <= cases <= 2 * persons` in every cell.
/// Cells prefer the multiple below or above, drawn with the key.
/// Not covered: margins of persons, which are sums of leaves; a person counts once per period, so
/// the interval of a leaf is `[max(0, P - 5), P + 5]` for what at most five cases can change.
///
/// # Errors
/// A refusal when no such table exists: the coarser cube has the year all the same.
pub fn round_year_end(
    year: &Protected<Cube>,
    mother: &str,
    periods: &[&[PublishedCube]],
    policy: &Policy,
    key: &RoundingKey,
    occasion: &Occasion,
) -> Result<Frozen, FreezeError> {
    policy.validate()?;
    let truth = year.open();
    truth.validate()?;
    truth.check_absent(&occasion.absent)?;
    let definition = |expected: &str| CubeError::Definition {
        cube: truth.spec.id.clone(),
        expected: expected.to_owned(),
    };
    if truth.spec.base != policy.base || truth.spec.measure != Measure::Period {
        return Err(definition("expected cases, and the base of the policy").into());
    }
    let held: Vec<&PublishedCube> = periods
        .iter()
        .copied()
        .flatten()
        .filter(|cube| cube.spec.id == mother)
        .collect();
    let Some(first) = held.first() else {
        return Err(definition("expected published periods of the cube it adds up to").into());
    };
    let finer = truth.spec.attributes();
    let shared: BTreeSet<String> = first
        .spec
        .attributes()
        .intersection(&finer)
        .cloned()
        .collect();
    let shared = finest(&shared, &[&truth.spec, &first.spec]);
    let frozen = sums(&held, &shared);
    // What the shared attributes decide is published already, and has the tolerance of a window.
    let mut decided = shared.clone();
    for dim in truth.spec.dims.iter().chain(&first.spec.dims) {
        if shared.contains(&dim.name) {
            decided.extend(dim.parent_name.clone());
        }
    }
    let mut sets = cells::controlled_alone(&truth.spec, &shared);
    sets.retain(|set| *set == shared || !set.is_subset(&decided));
    let draws = key.draws("year end", &occasion.period);
    let refuse = || {
        let would_pass = format!("the year of `{mother}`, which is published already");
        Refusal::new("year-end rounding", &truth.spec.id, &would_pass)
    };

    let base = i64::from(policy.base);
    let mut programme = Elastic {
        base,
        variables: Vec::new(),
        rows: Vec::new(),
    };
    let mut columns: BTreeMap<&Vec<u16>, (usize, usize)> = BTreeMap::new();
    for (leaf, pair) in truth.leaves.iter().filter(|(_, pair)| pair.cases > 0) {
        let name = cells::leaf_name(&truth.spec, leaf);
        let wish = |measure: &str, count: u32| {
            let cell = format!("{measure}{name}");
            let chance = u64::from(count % policy.base) << 32;
            let drawn = draws.number("direction", &cell) % (1 << 32) * u64::from(policy.base);
            let wish = if drawn < chance { -WISH } else { WISH };
            wish + perturbation(&cell, &draws)
        };
        let cases = programme.cell(i64::from(pair.cases), wish("", pair.cases), LEAF_BEYOND);
        let persons = wish("persons@", pair.persons);
        let persons = programme.cell(i64::from(pair.persons), persons, LEAF_BEYOND);
        programme.row(vec![(cases, 1), (persons, -1)], 0, i64::MAX);
        programme.row(vec![(persons, 2), (cases, -1)], 0, i64::MAX);
        columns.insert(leaf, (persons, cases));
    }
    let mut met = BTreeSet::new();
    for set in &sets {
        let only = BTreeSet::from([set.clone()]);
        for (name, leaves) in cells::margins(truth, &only) {
            let mut terms: Vec<(usize, i64)> = leaves
                .iter()
                .filter_map(|leaf| columns.get(leaf))
                .map(|(_, cases)| (*cases, 1))
                .collect();
            if *set == shared {
                let multiple = frozen.get(&name).copied().unwrap_or(0) / base;
                programme.row(terms, multiple, multiple);
                met.insert(name);
                continue;
            }
            let count = leaves
                .iter()
                .filter_map(|leaf| truth.leaves.get(leaf))
                .map(|pair| i64::from(pair.cases))
                .sum();
            let margin = programme.cell(count, 0, MARGIN_BEYOND);
            terms.push((margin, -1));
            programme.row(terms, 0, 0);
        }
    }
    // A published sum over nothing at all: zero would not stay zero.
    if frozen
        .iter()
        .any(|(name, sum)| *sum > 0 && !met.contains(name))
    {
        return Err(refuse().into());
    }
    let solver = Microlp::default();
    let Answer::Optimal(values) = presolve::solve(&solver, &programme.variables, &programme.rows)
    else {
        return Err(refuse().into());
    };
    let mut rounded = Cube {
        spec: truth.spec.clone(),
        leaves: BTreeMap::new(),
    };
    for (leaf, (persons, cases)) in columns {
        let shown = |column: usize| {
            let multiple = values.get(column).copied().unwrap_or_default();
            u32::try_from(base * multiple).unwrap_or_default()
        };
        if shown(cases) > 0 {
            let pair = Pair {
                persons: shown(persons),
                cases: shown(cases),
            };
            rounded.leaves.insert(leaf.clone(), pair);
        }
    }
    recheck(truth, &rounded, &sets, &shared, &frozen).map_err(|rule| FreezeError::Defect {
        cube: truth.spec.id.clone(),
        rule,
    })?;
    let shown = vec![published(rounded)];
    let digests = shown.iter().map(cube_digest).collect();
    let absent = shown[0].spec.leaves_with(&occasion.absent);
    let proof = Proof::of_year(
        &occasion.period,
        &shown[0],
        &first.spec,
        YEAR_END_TOLERANCE,
        absent,
    )?;
    let record = ReleaseRecord::seal(occasion, &policy.version, Some(proof.digest()), digests);
    Ok(Frozen {
        cubes: Released::new(shown, record),
        proof,
        elastic: crate::freeze::Elastic::default(),
    })
}

/// Variables that prefer the multiple below or above and may go as far as the tolerance.
struct Elastic {
    base: i64,
    variables: Vec<Variable>,
    rows: Vec<Row>,
}

impl Elastic {
    fn cell(&mut self, truth: i64, cost: i64, price: i64) -> usize {
        let tolerance = i64::from(YEAR_END_TOLERANCE);
        let ceiling = |count: i64| (count + self.base - 1).div_euclid(self.base);
        let (low, high) = (truth.div_euclid(self.base), ceiling(truth));
        let column = self.variables.len();
        self.variables.push(Variable {
            low: ceiling(truth - tolerance).max(0),
            high: (truth + tolerance).div_euclid(self.base),
            cost: if low == high { 0 } else { cost },
        });
        for (factor, low, high) in [(-1, i64::MIN, high), (1, low, i64::MAX)] {
            self.variables.push(Variable {
                low: 0,
                high: tolerance,
                cost: price,
            });
            let slack = self.variables.len() - 1;
            self.row(vec![(column, 1), (slack, factor)], low, high);
        }
        column
    }

    fn row(&mut self, mut terms: Vec<(usize, i64)>, low: i64, high: i64) {
        terms.sort_unstable();
        self.rows.push(Row { terms, low, high });
    }
}

/// Drops a coarser level where its own dimension is shared too: it says nothing new.
fn finest(shared: &BTreeSet<String>, specs: &[&CubeSpec]) -> BTreeSet<String> {
    let above: BTreeSet<&String> = specs
        .iter()
        .flat_map(|spec| &spec.dims)
        .filter(|dim| shared.contains(&dim.name))
        .filter_map(|dim| dim.parent_name.as_ref())
        .collect();
    let fine = |name: &&String| !above.contains(name);
    shared.iter().filter(fine).cloned().collect()
}

/// The published year, by cell over the shared attributes.
fn sums(held: &[&PublishedCube], shared: &BTreeSet<String>) -> BTreeMap<String, i64> {
    let mut sums: BTreeMap<String, i64> = BTreeMap::new();
    for cube in held {
        for leaf in &cube.leaves {
            let index: Option<Vec<u16>> = leaf
                .codes
                .iter()
                .zip(&cube.spec.dims)
                .map(|(code, dim)| {
                    let place = dim.codes.iter().position(|known| known == code)?;
                    u16::try_from(place).ok()
                })
                .collect();
            if let Some(index) = index {
                let name = cells::name(&cube.spec, shared, &index);
                *sums.entry(name).or_default() += i64::from(leaf.cases);
            }
        }
    }
    sums.retain(|_, sum| *sum > 0);
    sums
}

/// The promise, checked again in whole numbers.
fn recheck(
    truth: &Cube,
    rounded: &Cube,
    sets: &BTreeSet<BTreeSet<String>>,
    shared: &BTreeSet<String>,
    frozen: &BTreeMap<String, i64>,
) -> Result<(), &'static str> {
    let counts = |cube: &Cube, leaf: &Vec<u16>| cube.leaves.get(leaf).copied().unwrap_or_default();
    for leaf in rounded.leaves.keys().chain(truth.leaves.keys()) {
        let (shown, count) = (counts(rounded, leaf), counts(truth, leaf));
        if count.cases == 0 && shown.cases > 0 {
            return Err("zero stays zero");
        }
        if shown.cases.abs_diff(count.cases) > YEAR_END_TOLERANCE
            || shown.persons.abs_diff(count.persons) > YEAR_END_TOLERANCE
        {
            return Err("every leaf is within the tolerance of the cube");
        }
        if shown.persons > shown.cases || shown.cases > 2 * shown.persons {
            return Err("persons <= cases <= 2 * persons");
        }
    }
    let mut own = sets.clone();
    own.remove(shared);
    for (_, leaves) in cells::margins(truth, &own) {
        let sum = |cube: &Cube| -> u32 { leaves.iter().map(|leaf| counts(cube, leaf).cases).sum() };
        if sum(rounded).abs_diff(sum(truth)) > YEAR_END_TOLERANCE {
            return Err("every margin is within the tolerance of the cube");
        }
    }
    let only = BTreeSet::from([shared.clone()]);
    let shown = cells::sums(rounded, &only)
        .remove(shared)
        .unwrap_or_default();
    let shown: BTreeMap<String, i64> = shown
        .into_iter()
        .filter_map(|(name, sum)| Some((name, i64::try_from(sum).ok()?)))
        .collect();
    if shown != *frozen {
        return Err("it adds up to the published year");
    }
    Ok(())
}
