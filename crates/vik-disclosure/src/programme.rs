//! The integer programme of one period: which multiple each controlled cell takes.

use std::collections::{BTreeMap, BTreeSet};

use crate::cells;
use crate::cube::{Cube, Measure, Pair};
use crate::draw::{Choice, WISH, cost_up, perturbation};
use crate::error_state::{ErrorState, Past, Reach};
use crate::key::Draws;
use crate::solver::{Row, Variable};

/// What does not depend on the cubes.
pub(crate) struct Setting<'a> {
    pub(crate) base: i64,
    pub(crate) leaf_preference: i64,
    pub(crate) margin_preference: i64,
    pub(crate) state: &'a ErrorState,
    pub(crate) reach: Reach,
    pub(crate) draws: &'a Draws,
    pub(crate) leaning: bool,
}

/// What is held, and how.
pub(crate) struct Stance<'a> {
    /// Margins to control, by cube.
    pub(crate) sets: &'a cells::Sets,
    /// Multiples that are decided already, by cell.
    pub(crate) fixed: &'a BTreeMap<String, i64>,
    /// Bases by which an undecided margin of cases may leave its range; 0 when hard.
    pub(crate) reach: i64,
    /// The margins that may do so; all of them when `None`.
    pub(crate) elastic: Option<&'a BTreeSet<String>>,
}

/// A controlled cell of cases, and the variable that holds its multiple.
pub(crate) struct Cell {
    pub(crate) variable: usize,
    pub(crate) truth: i64,
}

/// Variables count multiples of the base.
///
/// Cases take the multiple below or above in every leaf and, unless the stance lets go, in every
/// margin. Persons do so in the leaves; their margins are sums, and only prefer the multiple below
/// or above the true sum.
/// They have to give way, because `persons <= cases <= 2 * persons` ties the persons of a leaf
/// with at most one base of cases to its cases: one person with two cases is published as (0, 0)
/// or (3, 3), never as (0, 3). Held hard, the margins of persons would pull those of cases down,
/// period after period.
#[derive(Default)]
pub(crate) struct Programme {
    pub(crate) variables: Vec<Variable>,
    pub(crate) rows: Vec<Row>,
    pub(crate) cells: BTreeMap<String, Cell>,
    /// Variables of persons and of cases, by cube position and leaf.
    pub(crate) leaves: BTreeMap<(usize, Vec<u16>), (usize, usize)>,
    /// The largest pull of a margin of persons on the margin of cases it is tied to.
    pulls: BTreeMap<usize, i64>,
}

/// A cell of cases before it has a variable.
struct Draft {
    truth: i64,
    level: i64,
}

/// Price of one base by which a margin of persons leaves its range: more than the wish of a margin
/// of cases, less than its feedback.
const PERSONS_BEYOND: i64 = 3 * WISH;

/// Price of the first base by which an elastic margin of cases leaves its range.
const MARGIN_BEYOND: i64 = 200 * WISH;

impl Programme {
    /// Writes the programme for cubes that are rounded together.
    pub(crate) fn build(cubes: &[&Cube], setting: &Setting<'_>, stance: &Stance<'_>) -> Self {
        let none = BTreeSet::new();
        let margins: Vec<Vec<cells::Margin>> = cubes
            .iter()
            .map(|cube| cells::margins(cube, stance.sets.get(&cube.spec.id).unwrap_or(&none)))
            .collect();
        let mut programme = Self::default();
        for (name, draft) in drafts(cubes, &margins) {
            programme.cell(name, &draft, setting, stance);
        }
        for (place, cube) in cubes.iter().enumerate() {
            if cube.spec.measure == Measure::Clique {
                programme.add_hidden_leaves(place, cube, setting);
            } else {
                programme.add_leaves(place, cube, setting);
            }
            for (name, leaves) in &margins[place] {
                programme.add_margin(place, cube, name, leaves, setting);
            }
        }
        for (variable, pull) in std::mem::take(&mut programme.pulls) {
            programme.variables[variable].cost += pull;
        }
        programme
    }

    fn cell(&mut self, name: String, draft: &Draft, setting: &Setting<'_>, stance: &Stance<'_>) {
        let (low, high) = range(draft.truth, setting.base);
        let past = setting.state.past(&name, setting.reach);
        let choice = Choice {
            cell: &name,
            truth: draft.truth,
            past,
            base: setting.base,
            preference: if draft.level == 1 {
                setting.leaf_preference
            } else {
                setting.margin_preference
            },
            level: draft.level,
            leaning: setting.leaning,
        };
        let cost = cost_up(&choice, setting.draws);
        let elastic = draft.level == 2
            && stance.reach > 0
            && stance.elastic.is_none_or(|names| names.contains(&name));
        let variable = match stance.fixed.get(&name) {
            Some(multiple) => self.variable(*multiple, *multiple, 0),
            None if elastic => self.elastic(low, high, cost, stance.reach),
            None => self.variable(low, high, cost),
        };
        let cell = Cell {
            variable,
            truth: draft.truth,
        };
        self.cells.insert(name, cell);
    }

    /// A variable that leaves its range at a price no wish can pay, and a further base at more.
    fn elastic(&mut self, low: i64, high: i64, cost: i64, reach: i64) -> usize {
        // A wish is about the two values of the range. Where more are open, one that costs more than
        // leaving the range would run away with it.
        let cost = cost.clamp(-MARGIN_BEYOND / 2, MARGIN_BEYOND / 2);
        let variable = self.variable((low - reach).max(0), high + reach, cost);
        for (factor, low, high) in [(-1, i64::MIN, high), (1, low, i64::MAX)] {
            let mut terms = vec![(variable, 1)];
            for (steps, price) in [(1, MARGIN_BEYOND), (reach - 1, 5 * MARGIN_BEYOND)] {
                if steps > 0 {
                    terms.push((self.variable(0, steps, price), factor));
                }
            }
            self.row(terms, low, high);
        }
        variable
    }

    fn variable(&mut self, low: i64, high: i64, cost: i64) -> usize {
        self.variables.push(Variable { low, high, cost });
        self.variables.len() - 1
    }

    fn add_leaves(&mut self, place: usize, cube: &Cube, setting: &Setting<'_>) {
        for (leaf, pair) in cube.leaves.iter().filter(|(_, pair)| pair.cases > 0) {
            let name = cells::leaf_name(&cube.spec, leaf);
            let Some(cases) = self.cells.get(&name).map(|cell| cell.variable) else {
                continue;
            };
            // Up to one base of cases, `persons <= cases <= 2 * persons` leaves persons no choice.
            let persons = if i64::from(pair.cases) <= setting.base {
                cases
            } else {
                let truth = i64::from(pair.persons);
                let (low, high) = range(truth, setting.base);
                let cell = format!("persons@{}{name}", cube.spec.id);
                let choice = Choice {
                    cell: &cell,
                    truth,
                    past: Past::default(),
                    base: setting.base,
                    preference: setting.leaf_preference,
                    level: 1,
                    leaning: setting.leaning,
                };
                let persons = self.variable(low, high, cost_up(&choice, setting.draws));
                self.row(vec![(cases, 1), (persons, -1)], 0, i64::MAX);
                self.row(vec![(persons, 2), (cases, -1)], 0, i64::MAX);
                persons
            };
            self.leaves.insert((place, leaf.clone()), (persons, cases));
        }
    }

    /// Leaves that tie a cycle of cubes and are never published: whole, not negative, zero where
    /// the truth is zero, and otherwise free.
    fn add_hidden_leaves(&mut self, place: usize, cube: &Cube, setting: &Setting<'_>) {
        for (leaf, pair) in cube.leaves.iter().filter(|(_, pair)| pair.cases > 0) {
            let name = cells::leaf_name(&cube.spec, leaf);
            let variable = match self.cells.get(&name) {
                Some(cell) => cell.variable,
                None => {
                    let (_, high) = range(i64::from(pair.cases), setting.base);
                    self.variable(0, high + 1, perturbation(&name, setting.draws))
                }
            };
            self.leaves
                .insert((place, leaf.clone()), (variable, variable));
        }
    }

    fn add_margin(
        &mut self,
        place: usize,
        cube: &Cube,
        name: &str,
        leaves: &[Vec<u16>],
        setting: &Setting<'_>,
    ) {
        let Some(margin) = self.cells.get(name).map(|cell| cell.variable) else {
            return;
        };
        let (mut person_terms, mut case_terms) = (Vec::new(), Vec::new());
        for leaf in leaves {
            if let Some((person, case)) = self.leaves.get(&(place, leaf.clone())) {
                person_terms.push((*person, 1));
                case_terms.push((*case, 1));
            }
        }
        let tied = person_terms == case_terms;
        case_terms.push((margin, -1));
        self.row(case_terms, 0, 0);
        if cube.spec.measure == Measure::Clique {
            return;
        }
        let (low, high) = range(sum(cube, leaves, |pair| pair.persons), setting.base);
        let held = self.variables[margin];
        if tied && held.high - held.low <= 1 {
            let out = |value: i64| (value - high).max(0) + (low - value).max(0);
            let pull = PERSONS_BEYOND * (out(held.high) - out(held.low));
            let known = self.pulls.entry(margin).or_default();
            if pull.abs() > known.abs() {
                *known = pull;
            }
            return;
        }
        for (factor, low, high) in [(-1, i64::MIN, high), (1, low, i64::MAX)] {
            let slack = self.variable(0, leaves.len() as i64 + 1, PERSONS_BEYOND);
            let mut terms = person_terms.clone();
            terms.push((slack, factor));
            self.row(terms, low, high);
        }
    }

    fn row(&mut self, terms: Vec<(usize, i64)>, low: i64, high: i64) {
        let mut sum: BTreeMap<usize, i64> = BTreeMap::new();
        for (variable, factor) in terms {
            *sum.entry(variable).or_default() += factor;
        }
        let terms = sum.into_iter().filter(|(_, factor)| *factor != 0).collect();
        self.rows.push(Row { terms, low, high });
    }
}

/// Every controlled cell of cases once; one that is a leaf of any cube counts as a leaf, whichever
/// cube is met first. Leaves of a hidden clique are no cells.
fn drafts(cubes: &[&Cube], margins: &[Vec<cells::Margin>]) -> BTreeMap<String, Draft> {
    let mut drafts: BTreeMap<String, Draft> = BTreeMap::new();
    for (cube, margins) in cubes.iter().zip(margins) {
        for (name, leaves) in margins {
            let truth = sum(cube, leaves, |pair| pair.cases);
            drafts
                .entry(name.clone())
                .or_insert(Draft { truth, level: 2 });
        }
        if cube.spec.measure == Measure::Clique {
            continue;
        }
        for (leaf, pair) in cube.leaves.iter().filter(|(_, pair)| pair.cases > 0) {
            let draft = Draft {
                truth: i64::from(pair.cases),
                level: 1,
            };
            drafts.insert(cells::leaf_name(&cube.spec, leaf), draft);
        }
    }
    drafts
}

fn sum(cube: &Cube, leaves: &[Vec<u16>], count: fn(&Pair) -> u32) -> i64 {
    leaves
        .iter()
        .filter_map(|leaf| cube.leaves.get(leaf))
        .map(|pair| i64::from(count(pair)))
        .sum()
}

/// The multiples below and above a count, divided by the base.
fn range(truth: i64, base: i64) -> (i64, i64) {
    (truth.div_euclid(base), (truth + base - 1).div_euclid(base))
}
