//! Complementary suppression: elimination first, intervals next, then showing again what can be.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::disrupt;
use super::elimination::{Column, Elimination, column};
use super::forms::Forms;
use super::moves::Grid;
use super::policy::SuppressionPolicy;
use super::primary::Need;
use super::worlds::{Lack, Worlds};
use crate::solver::Solver;

/// Tables up to this many forms also ask the integer programme for every repair.
const SMALL_TABLE: usize = 400;
/// Repairs between two searches for worlds, at least; a third of what is lacking, at most.
const BATCH: usize = 6;

/// A pattern: which forms are hidden, its cost, and whose needs were beyond help.
pub(super) struct Pattern {
    pub(super) hidden: Vec<bool>,
    pub(super) cost: i64,
    pub(super) exposed: Vec<usize>,
}

/// One search for a pattern.
pub(super) struct Search<'a> {
    forms: &'a Forms,
    policy: &'a SuppressionPolicy,
    solver: &'a dyn Solver,
    worlds: Worlds<'a>,
    grid: Rc<Grid>,
    /// Cells hidden whatever happens: sensitive, or hidden under a lower threshold.
    forced: BTreeSet<usize>,
    exposed: Vec<usize>,
}

/// The cheapest pattern over some orders in which candidates are offered.
pub(super) fn complementary(
    forms: &Forms,
    needs: &BTreeMap<usize, Need>,
    forced: &BTreeSet<usize>,
    policy: &SuppressionPolicy,
    solver: &dyn Solver,
) -> Pattern {
    let orders = if forms.forms.len() <= SMALL_TABLE {
        3
    } else {
        1
    };
    let mut best: Option<Pattern> = None;
    for order in 0..orders {
        let search = Search::new(forms, needs, forced, policy, solver);
        let pattern = search.run(order);
        let better = |best: &Pattern| {
            (pattern.exposed.len(), pattern.cost) < (best.exposed.len(), best.cost)
        };
        if best.as_ref().is_none_or(better) {
            best = Some(pattern);
        }
    }
    best.unwrap_or_else(|| Pattern {
        hidden: vec![true; forms.forms.len()],
        cost: 0,
        exposed: Vec::new(),
    })
}

impl<'a> Search<'a> {
    fn new(
        forms: &'a Forms,
        needs: &BTreeMap<usize, Need>,
        forced: &BTreeSet<usize>,
        policy: &'a SuppressionPolicy,
        solver: &'a dyn Solver,
    ) -> Self {
        let grid = Rc::new(Grid::new(forms));
        let mut worlds = Worlds::new(forms, needs.clone(), policy, solver, Rc::clone(&grid));
        let wanted = |place: &usize| {
            let own = &forms.forms[*place];
            !own.fixed && !own.cells.is_empty()
        };
        let forced: BTreeSet<usize> = forced.iter().copied().filter(wanted).collect();
        for place in &forced {
            worlds.hidden[*place] = true;
        }
        let mut search = Self {
            grid,
            exposed: Vec::new(),
            forms,
            policy,
            solver,
            worlds,
            forced,
        };
        search.drop_exposed();
        search
    }

    fn run(mut self, order: usize) -> Pattern {
        self.eliminate(order);
        self.protect();
        self.show_again();
        let hidden = std::mem::take(&mut self.worlds.hidden);
        let cost = (0..hidden.len())
            .filter(|place| hidden[*place])
            .map(|place| self.forms.forms[place].cost)
            .sum();
        Pattern {
            hidden,
            cost,
            exposed: self.exposed,
        }
    }

    fn sensitive(&self) -> Vec<usize> {
        self.worlds.needs.keys().copied().collect()
    }

    fn start(&self) -> Elimination {
        let knower = |place: &usize| {
            let own = &self.forms.forms[*place];
            let knower = own.sole.filter(|_| self.policy.singleton);
            (column(&own.leaves), knower)
        };
        let mut elimination = Elimination::new(self.sensitive().iter().map(knower).collect());
        for own in self.forms.forms.iter().filter(|own| own.fixed) {
            elimination.show(&column(&own.leaves));
        }
        elimination
    }

    /// Takes out needs that follow exactly from what was published before.
    fn drop_exposed(&mut self) {
        let sensitive = self.sensitive();
        for place in self.start().exact() {
            self.worlds.needs.remove(&sensitive[place]);
            self.exposed.push(sensitive[place]);
        }
    }

    /// Offers every cell to the elimination, the dearest first; then tries, cell by cell, whether
    /// the pattern is cheaper when a cell that came out hidden is offered before all others.
    fn eliminate(&mut self, order: usize) {
        let mut candidates: Vec<usize> = (0..self.forms.forms.len())
            .filter(|place| self.worlds.shown(*place) && !self.forms.forms[*place].fixed)
            .collect();
        candidates.sort_by_cached_key(|place| {
            let own = &self.forms.forms[*place];
            let (cost, value, width) = (own.cost, own.value, own.leaves.len() as i64);
            let key = match order {
                0 => (-cost, -self.weight(*place), -value),
                1 => (-width, -cost, -value),
                _ => (-value, width, -cost),
            };
            (key, own.cells.clone())
        });
        let mut best = self.offer(&candidates);
        let mut tried: BTreeSet<usize> = BTreeSet::new();
        // An elimination costs far less than a search for worlds.
        for _ in 0..8 * self.budget() {
            let next = best.1.iter().filter(|place| !tried.contains(*place));
            let Some(first) = next.max_by_key(|place| (self.forms.forms[**place].cost, **place))
            else {
                break;
            };
            let first = *first;
            tried.insert(first);
            let others = candidates.iter().filter(|place| **place != first);
            let promoted: Vec<usize> = [first].into_iter().chain(others.copied()).collect();
            let found = self.offer(&promoted);
            if found.0 < best.0 {
                (best, candidates) = (found, promoted);
            }
        }
        for place in best.1 {
            self.worlds.hidden[place] = true;
        }
    }

    /// The cost of the cells that an order of candidates leaves hidden, and those cells.
    fn offer(&self, candidates: &[usize]) -> (i64, Vec<usize>) {
        let mut elimination = self.start();
        let mut hide = |place: &usize| {
            let own: Column = column(&self.forms.forms[*place].leaves);
            !elimination.offer(&own)
        };
        let hidden: Vec<usize> = candidates
            .iter()
            .copied()
            .filter(|place| hide(place))
            .collect();
        let costs = hidden.iter().map(|place| self.forms.forms[*place].cost);
        (costs.sum(), hidden)
    }

    /// Attempts at something better; their price grows with the square of the table.
    fn budget(&self) -> usize {
        let size = self.forms.forms.len().max(1);
        self.policy.effort * 40_000 / (size * size)
    }

    /// Values of all cells that hold this one: a cell of a large row and column is worth more.
    fn weight(&self, place: usize) -> i64 {
        let leaves = &self.forms.forms[place].leaves;
        let above = leaves.first().map(|leaf| &self.forms.above[*leaf]);
        let holds = |other: &&usize| {
            let own = &self.forms.forms[**other];
            !own.cells.is_empty()
                && leaves
                    .iter()
                    .all(|leaf| own.leaves.binary_search(leaf).is_ok())
        };
        above.map_or(0, |above| {
            let holding = above.iter().filter(holds);
            holding.map(|other| self.forms.forms[*other].value).sum()
        })
    }

    /// Hides cells until every need is met, or is found to be beyond help.
    fn protect(&mut self) {
        loop {
            let mut lacking = self.worlds.lacking(false);
            if lacking.is_empty() && !self.part_from_singletons() {
                return;
            }
            lacking.sort_by_key(|lack| {
                let own = &self.forms.forms[lack.form];
                (-(own.value - lack.target).abs(), lack.form)
            });
            let batch = BATCH.max(lacking.len() / 3);
            let mut repairs = 0;
            for lack in lacking {
                if let Some(lack) = self.worlds.lack(lack.form) {
                    self.repair(lack, None);
                    repairs += 1;
                    if repairs == batch {
                        break;
                    }
                }
            }
        }
    }

    /// Hides what the cheapest known move needs. A need that no move can meet is dropped.
    fn repair(&mut self, lack: Lack, still: Option<usize>) {
        let amount = lack.target - self.forms.forms[lack.form].value;
        let mut best = self.grid.cheapest(&self.worlds, lack.form, amount, still);
        if best.is_none() || self.forms.forms.len() <= SMALL_TABLE {
            let asked = disrupt::cheapest(&self.worlds, self.solver, lack.form, lack.target, still);
            if let Some(asked) = asked
                && best.as_ref().is_none_or(|best| asked.cost < best.cost)
            {
                best = Some(asked);
            }
        }
        let Some(best) = best else {
            self.worlds.needs.remove(&lack.form);
            self.exposed.push(lack.form);
            return;
        };
        let mut world = self.worlds.truth.clone();
        for (leaf, change) in &best.changes {
            world[*leaf] += change;
        }
        for place in &best.hide {
            self.worlds.hidden[*place] = true;
        }
        if !self.worlds.admit(world) {
            // Only where every zero is shown: a hidden margin would have to be zero. Hide all
            // that may be hidden, and let the next search decide.
            let open = (0..self.forms.forms.len())
                .filter(|place| self.worlds.shown(*place) && !self.forms.forms[*place].fixed);
            let next: Option<usize> = open.min_by_key(|place| self.forms.forms[*place].cost);
            match next {
                Some(place) => self.worlds.hidden[place] = true,
                None => {
                    self.worlds.needs.remove(&lack.form);
                    self.exposed.push(lack.form);
                }
            }
        }
    }

    fn shown_columns(&self) -> Elimination {
        let mut elimination = self.start();
        for place in (0..self.forms.forms.len()).filter(|place| self.worlds.shown(*place)) {
            elimination.show(&column(&self.forms.forms[place].leaves));
        }
        elimination
    }

    /// Whether a sole contributor learns another sensitive form; if so, hides more against it.
    fn part_from_singletons(&mut self) -> bool {
        if !self.policy.singleton {
            return false;
        }
        let sensitive = self.sensitive();
        let Some((knower, told)) = self.shown_columns().told_by_singleton() else {
            return false;
        };
        let (knower, told) = (sensitive[knower], sensitive[told]);
        let target = self.forms.forms[told].value + 1;
        self.repair(Lack { form: told, target }, Some(knower));
        true
    }

    /// Shows the dearest complementary cells again where protection allows: first where the
    /// worlds found already do, then by searching for other worlds.
    fn show_again(&mut self) {
        let mut hidden: Vec<usize> = (0..self.forms.forms.len())
            .filter(|place| self.worlds.hidden[*place] && !self.forced.contains(place))
            .collect();
        hidden.sort_by_key(|place| (-self.forms.forms[*place].cost, *place));
        let mut searches = self.budget();
        for search in [false, true] {
            for place in &hidden {
                if !self.worlds.hidden[*place] || (search && searches == 0) {
                    continue;
                }
                searches -= usize::from(search);
                if self.worlds.show_again(*place, search)
                    && self.policy.singleton
                    && self.shown_columns().told_by_singleton().is_some()
                {
                    self.worlds.hidden[*place] = true;
                }
            }
        }
    }
}
