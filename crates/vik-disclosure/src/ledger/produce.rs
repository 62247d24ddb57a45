//! Everything that a release says, as statements.

use std::collections::{BTreeMap, BTreeSet};

use crate::acyclic::{JoinTree, check_acyclic};
use crate::cells;
use crate::cube::{CubeSpec, Measure};
use crate::ledger::period;
use crate::ledger::statement::{Counted, Rule, Statement};
use crate::published::PublishedCube;

/// What the policy declares about the distance between published and true numbers.
///
/// A tolerance of `None` for margins means that nothing is declared beyond what the leaves say:
/// the tolerance is then that of a leaf times the number of leaves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declaration {
    /// Tolerance of a leaf.
    pub leaf: u32,
    /// Tolerance of a margin of cases.
    pub margin_cases: Option<u32>,
    /// Tolerance of a margin of persons.
    pub margin_persons: Option<u32>,
    /// For cubes that were derived from published ones.
    pub mother: Option<Mother>,
    /// Length in months of the window of a cube that counts one.
    pub window_months: u32,
    /// How many rounded parts a window adds up; its tolerance is that of so many cells.
    pub window_parts: u32,
}

/// The published numbers that a derived cube adds up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mother {
    /// Their base.
    pub base: u32,
    /// Tolerance of a leaf.
    pub leaf: u32,
    /// Tolerance of a margin of cases.
    pub margin_cases: Option<u32>,
    /// Tolerance of a margin of persons.
    pub margin_persons: Option<u32>,
    /// How many periods are added up.
    pub periods: u32,
}

impl Declaration {
    /// What [`freeze`](crate::freeze) promises: leaves nearer than one base, margins of cases
    /// nearer than two, margins of persons as their leaves.
    pub fn mother(base: u32) -> Self {
        Self {
            leaf: base.saturating_sub(1),
            margin_cases: Some(2 * base.max(1) - 1),
            margin_persons: None,
            mother: None,
            window_months: 24,
            window_parts: 8,
        }
    }

    /// What [`derive_leadership`](crate::derive_leadership) promises about so many periods.
    pub fn derived(base: u32, mother_base: u32, periods: u32) -> Self {
        let mother = Self::mother(mother_base);
        Self {
            mother: Some(Mother {
                base: mother_base,
                leaf: mother.leaf,
                margin_cases: mother.margin_cases,
                margin_persons: mother.margin_persons,
                periods,
            }),
            ..Self::mother(base)
        }
    }

    /// The declaration for a cube that publishes windows: sums of rounded parts.
    fn of_window(&self) -> Self {
        let wider = |tolerance: u32| tolerance.saturating_mul(self.window_parts);
        let mut window = self.clone();
        if let Some(mother) = &mut window.mother {
            mother.leaf = wider(mother.leaf);
            mother.margin_cases = mother.margin_cases.map(wider);
            mother.margin_persons = mother.margin_persons.map(wider);
        } else {
            window.leaf = wider(window.leaf);
            window.margin_cases = window.margin_cases.map(wider);
            window.margin_persons = window.margin_persons.map(wider);
        }
        window
    }

    fn rule(&self, base: u32, measure: Counted, leaves: Option<u32>) -> Rule {
        let pick = |leaf: u32, cases: Option<u32>, persons: Option<u32>| match leaves {
            None => leaf,
            Some(count) => match measure {
                Counted::Cases => cases,
                Counted::Persons => persons,
            }
            .unwrap_or_else(|| leaf.saturating_mul(count)),
        };
        let tolerance = pick(self.leaf, self.margin_cases, self.margin_persons);
        match &self.mother {
            None => Rule::Rounded {
                base,
                tolerance,
                zero_stays_zero: true,
            },
            Some(mother) => Rule::Derived {
                base,
                tolerance,
                mother_base: mother.base,
                mother_tolerance: pick(mother.leaf, mother.margin_cases, mother.margin_persons),
                mother_periods: mother.periods,
            },
        }
    }
}

/// All statements of a release to one audience: every leaf of every cube, zeros included, and
/// every controlled margin, for cases and for persons.
///
/// Linked cubes form the population `cases`; an unlinked cube is a population of its own. The
/// period of a cube that counts a window is that window.
///
/// # Guarantee
/// Each value is the published one; a margin is the sum of the published leaves below it.
pub fn published_statements(
    cubes: &[PublishedCube],
    period: &str,
    audience: &str,
    declaration: &Declaration,
) -> Vec<Statement> {
    let specs: Vec<CubeSpec> = cubes.iter().map(|cube| cube.spec.clone()).collect();
    // In a cyclic set no margin is controlled for the sake of a link.
    let tree = check_acyclic(&specs).unwrap_or(JoinTree {
        branches: Vec::new(),
        roots: Vec::new(),
    });
    let controlled = cells::controlled(&specs, &tree);
    let none = BTreeSet::new();
    let mut statements = Vec::new();
    for cube in cubes {
        let sets = controlled.get(&cube.spec.id).unwrap_or(&none);
        let period = match cube.spec.measure {
            Measure::Window => period::window(period, declaration.window_months),
            Measure::Period | Measure::Mentions | Measure::Clique => period.to_owned(),
        };
        let window = declaration.of_window();
        let declaration = match cube.spec.measure {
            Measure::Window => &window,
            Measure::Period | Measure::Mentions | Measure::Clique => declaration,
        };
        let head = Head {
            cube,
            period,
            audience,
            declaration,
        };
        head.write(sets, &mut statements);
    }
    statements
}

struct Head<'a> {
    cube: &'a PublishedCube,
    period: String,
    audience: &'a str,
    declaration: &'a Declaration,
}

type Attributes = BTreeMap<String, String>;

impl Head<'_> {
    fn write(&self, sets: &BTreeSet<BTreeSet<String>>, statements: &mut Vec<Statement>) {
        let shown: BTreeMap<&Vec<String>, (u32, u32)> = self
            .cube
            .leaves
            .iter()
            .map(|leaf| (&leaf.codes, (leaf.cases, leaf.persons)))
            .collect();
        let leaves: Vec<(Attributes, (u32, u32))> = products(&self.cube.spec)
            .into_iter()
            .map(|codes| {
                let counts = shown.get(&codes).copied().unwrap_or_default();
                (attributes(&self.cube.spec, &codes), counts)
            })
            .collect();
        for (codes, counts) in &leaves {
            self.pair(codes, *counts, None, statements);
        }
        for set in sets {
            let mut sums: BTreeMap<Attributes, ((u32, u32), u32)> = BTreeMap::new();
            for (codes, (cases, persons)) in &leaves {
                let sum = sums.entry(restricted(codes, set)).or_default();
                sum.0.0 += cases;
                sum.0.1 += persons;
                sum.1 += 1;
            }
            for (codes, (counts, leaves)) in sums {
                self.pair(&codes, counts, Some(leaves), statements);
            }
        }
    }

    fn pair(
        &self,
        codes: &Attributes,
        (cases, persons): (u32, u32),
        leaves: Option<u32>,
        statements: &mut Vec<Statement>,
    ) {
        let spec = &self.cube.spec;
        for (measure, value) in [(Counted::Cases, cases), (Counted::Persons, persons)] {
            statements.push(Statement {
                cube: spec.id.clone(),
                population: if spec.linked { "cases" } else { &spec.id }.to_owned(),
                period: self.period.clone(),
                audience: self.audience.to_owned(),
                codes: codes.clone(),
                measure,
                value: Some(value),
                rule: self.declaration.rule(spec.base, measure, leaves),
            });
        }
    }
}

/// Every combination of one code for each dimension.
fn products(spec: &CubeSpec) -> Vec<Vec<String>> {
    spec.dims.iter().fold(vec![Vec::new()], |leaves, dim| {
        leaves
            .iter()
            .flat_map(|leaf| {
                dim.codes.iter().map(move |code| {
                    let mut longer = leaf.clone();
                    longer.push(code.clone());
                    longer
                })
            })
            .collect()
    })
}

fn attributes(spec: &CubeSpec, codes: &[String]) -> Attributes {
    let mut attributes = Attributes::new();
    for (dim, code) in spec.dims.iter().zip(codes) {
        attributes.insert(dim.name.clone(), code.clone());
        if let (Some(name), Some(pairs)) = (&dim.parent_name, &dim.parent)
            && let Some((_, above)) = pairs.iter().find(|(child, _)| child == code)
        {
            attributes.insert(name.clone(), above.clone());
        }
    }
    attributes
}

/// The codes of some attributes only.
fn restricted(codes: &Attributes, set: &BTreeSet<String>) -> Attributes {
    codes
        .iter()
        .filter(|(name, _)| set.contains(*name))
        .map(|(name, code)| (name.clone(), code.clone()))
        .collect()
}
