//! The integer programme of one period: which multiple each controlled cell takes.

use std::collections::{BTreeMap, BTreeSet};

use crate::cells;
use crate::cube::{Cube, Measure, Pair};
use crate::draw::{Choice, WISH, cost_up};
use crate::error_state::ErrorState;
use crate::key::Draws;
use crate::solver::{Row, Variable};

/// How strictly margins are held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Strictness {
    /// Every margin takes the multiple below or above; persons are linked where they can be.
    Strict,
    /// A margin of cases may move one base further at a high price; persons are not linked.
    Elastic,
}

/// What does not depend on the cubes.
pub(crate) struct Setting<'a> {
    pub(crate) base: i64,
    pub(crate) leaf_preference: i64,
    pub(crate) margin_preference: i64,
    pub(crate) state: &'a ErrorState,
    pub(crate) draws: &'a Draws,
}

/// A controlled cell of one measure, and the variable that holds its multiple.
pub(crate) struct Cell {
    pub(crate) variable: usize,
    pub(crate) truth: i64,
    pub(crate) feedback: bool,
}

/// Variables count multiples of the base.
#[derive(Default)]
pub(crate) struct Programme {
    pub(crate) variables: Vec<Variable>,
    pub(crate) rows: Vec<Row>,
    pub(crate) cells: BTreeMap<String, Cell>,
    /// Variables of persons and of cases, by cube position and leaf.
    pub(crate) leaves: BTreeMap<(usize, Vec<u16>), (usize, usize)>,
    margins: BTreeSet<(usize, bool)>,
}

impl Programme {
    /// Writes the programme for cubes that are rounded together.
    pub(crate) fn build(
        cubes: &[&Cube],
        extra: &BTreeMap<String, Vec<Vec<String>>>,
        setting: &Setting<'_>,
        strictness: Strictness,
    ) -> Self {
        let mut programme = Self::default();
        for (place, cube) in cubes.iter().enumerate() {
            programme.add_leaves(place, cube, setting);
            let none = Vec::new();
            let sets = extra.get(&cube.spec.id).unwrap_or(&none);
            for (cell, leaves) in cells::margins(cube, sets) {
                programme.add_margin(place, cube, &cell, &leaves, setting, strictness);
            }
        }
        if strictness == Strictness::Elastic {
            programme.stretch();
        }
        programme
    }

    fn add_leaves(&mut self, place: usize, cube: &Cube, setting: &Setting<'_>) {
        for (leaf, pair) in cube.leaves.iter().filter(|(_, pair)| pair.cases > 0) {
            let name = cells::leaf_name(&cube.spec, leaf);
            let feedback = cube.spec.measure != Measure::Window;
            let (persons, cases) = (i64::from(pair.persons), i64::from(pair.cases));
            let case_variable = self.cell(&format!("cases{name}"), cases, feedback, 1, setting);
            let scoped = format!("persons@{}{name}", cube.spec.id);
            // Up to one base of cases, `persons <= cases <= 2 * persons` leaves persons no choice.
            let person_variable = if cases <= setting.base {
                self.alias(&scoped, persons, feedback, case_variable, setting);
                case_variable
            } else {
                let variable = self.cell(&scoped, persons, feedback, 1, setting);
                self.row(vec![(case_variable, 1), (variable, -1)], 0, i64::MAX);
                self.row(vec![(variable, 2), (case_variable, -1)], 0, i64::MAX);
                variable
            };
            self.leaves
                .insert((place, leaf.clone()), (person_variable, case_variable));
        }
    }

    fn add_margin(
        &mut self,
        place: usize,
        cube: &Cube,
        name: &str,
        leaves: &[Vec<u16>],
        setting: &Setting<'_>,
        strictness: Strictness,
    ) {
        let feedback = cube.spec.measure != Measure::Window;
        let sum = |count: fn(&Pair) -> u32| -> i64 {
            leaves
                .iter()
                .filter_map(|leaf| cube.leaves.get(leaf))
                .map(|pair| i64::from(count(pair)))
                .sum()
        };
        let (persons, cases) = (sum(|pair| pair.persons), sum(|pair| pair.cases));
        let (mut person_terms, mut case_terms) = (Vec::new(), Vec::new());
        for leaf in leaves {
            if let Some((person, case)) = self.leaves.get(&(place, leaf.clone())) {
                person_terms.push((*person, 1));
                case_terms.push((*case, 1));
            }
        }
        let case_margin = self.cell(&format!("cases{name}"), cases, feedback, 2, setting);
        self.margins.insert((case_margin, true));
        let tied = person_terms == case_terms;
        case_terms.push((case_margin, -1));
        self.row(case_terms, 0, 0);

        let (common, scoped) = (
            format!("persons{name}"),
            format!("persons@{}{name}", cube.spec.id),
        );
        if tied {
            let linked = strictness == Strictness::Strict && !self.cells.contains_key(&common);
            let cell = if linked { &common } else { &scoped };
            self.alias(cell, persons, feedback, case_margin, setting);
            return;
        }
        let range = range(persons, setting.base);
        let can_link = strictness == Strictness::Strict
            && self.cells.get(&common).is_none_or(|cell| {
                let held = &self.variables[cell.variable];
                held.low.max(range.0) <= held.high.min(range.1)
            });
        let cell = if can_link { common } else { scoped };
        let person_margin = self.cell(&cell, persons, feedback, 2, setting);
        self.margins
            .insert((person_margin, person_margin == case_margin));
        person_terms.push((person_margin, -1));
        self.row(person_terms, 0, 0);
    }

    /// The variable of a cell; a cell met before keeps its variable with the narrower range.
    fn cell(
        &mut self,
        name: &str,
        truth: i64,
        feedback: bool,
        level: i64,
        setting: &Setting<'_>,
    ) -> usize {
        let (low, high) = range(truth, setting.base);
        if let Some(known) = self.cells.get(name) {
            let variable = &mut self.variables[known.variable];
            if variable.low.max(low) <= variable.high.min(high) {
                variable.low = variable.low.max(low);
                variable.high = variable.high.min(high);
            }
            return known.variable;
        }
        let cost = wish(name, truth, feedback, level, setting);
        self.variables.push(Variable { low, high, cost });
        let variable = self.variables.len() - 1;
        self.cells.insert(
            name.to_owned(),
            Cell {
                variable,
                truth,
                feedback,
            },
        );
        variable
    }

    /// Gives a cell the variable of another, which then serves both.
    fn alias(
        &mut self,
        name: &str,
        truth: i64,
        feedback: bool,
        variable: usize,
        setting: &Setting<'_>,
    ) {
        let (low, high) = range(truth, setting.base);
        let held = &mut self.variables[variable];
        if held.low.max(low) <= held.high.min(high) {
            held.low = held.low.max(low);
            held.high = held.high.min(high);
        }
        let cell = Cell {
            variable,
            truth,
            feedback,
        };
        self.cells.entry(name.to_owned()).or_insert(cell);
    }

    fn row(&mut self, mut terms: Vec<(usize, i64)>, low: i64, high: i64) {
        terms.sort_unstable();
        self.rows.push(Row { terms, low, high });
    }

    /// Lets margins leave their range, at a price that no wish can pay.
    fn stretch(&mut self) {
        for (margin, of_cases) in std::mem::take(&mut self.margins) {
            let Variable { low, high, .. } = self.variables[margin];
            let reach = if of_cases { 1 } else { 1_000 };
            self.variables[margin].low = (low - reach).max(0);
            self.variables[margin].high = high + reach;
            for (factor, bounds) in [(-1, (i64::MIN, high)), (1, (low, i64::MAX))] {
                self.variables.push(Variable {
                    low: 0,
                    high: reach,
                    cost: 1_000 * WISH,
                });
                let slack = self.variables.len() - 1;
                self.row(vec![(margin, 1), (slack, factor)], bounds.0, bounds.1);
            }
        }
    }
}

/// The multiples below and above a count, divided by the base.
fn range(truth: i64, base: i64) -> (i64, i64) {
    (truth.div_euclid(base), (truth + base - 1).div_euclid(base))
}

fn wish(name: &str, truth: i64, feedback: bool, level: i64, setting: &Setting<'_>) -> i64 {
    if truth % setting.base == 0 {
        return 0;
    }
    let preference = if level == 1 {
        setting.leaf_preference
    } else {
        setting.margin_preference
    };
    let choice = Choice {
        cell: name,
        truth,
        error: if feedback {
            setting.state.error(name)
        } else {
            0
        },
        base: setting.base,
        preference,
        level,
    };
    cost_up(&choice, setting.draws)
}
