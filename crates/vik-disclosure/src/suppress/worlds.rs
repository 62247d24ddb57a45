//! Worlds found so far, and how far they carry each sensitive form.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::forms::Forms;
use super::moves::Grid;
use super::policy::{SuppressionPolicy, Zeros};
use super::primary::Need;
use super::region::Region;
use crate::presolve;
use crate::solver::{Answer, Row, Solver, Variable};

/// Questions for the integer solver in one search, for a table of a thousand leaves.
const ASKS: usize = 10;
/// A question about more leaves than this takes the solver too long; cells are hidden instead.
const MOST_LEAVES: usize = 1_000;

/// What the attacker cannot rule out, checked in whole numbers.
pub(super) struct Worlds<'a> {
    pub(super) forms: &'a Forms,
    pub(super) needs: BTreeMap<usize, Need>,
    /// Lowest value of each leaf that the attacker must reckon with.
    pub(super) floor: Vec<i64>,
    pub(super) truth: Vec<i64>,
    /// Whether a hidden cell is known to be at least 1.
    hidden_is_positive: bool,
    pub(super) hidden: Vec<bool>,
    worlds: Vec<Vec<i64>>,
    reach: BTreeMap<usize, (i64, i64)>,
    solver: &'a dyn Solver,
    grid: Rc<Grid>,
    /// Questions left for the integer solver; what it is not asked is taken as unprotected.
    asks: usize,
}

/// A sensitive form that is not protected, and the value that its interval should reach.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lack {
    pub(super) form: usize,
    pub(super) target: i64,
}

impl<'a> Worlds<'a> {
    pub(super) fn new(
        forms: &'a Forms,
        needs: BTreeMap<usize, Need>,
        policy: &SuppressionPolicy,
        solver: &'a dyn Solver,
        grid: Rc<Grid>,
    ) -> Self {
        let coalition = i64::try_from(policy.coalition).unwrap_or(i64::MAX);
        let hidden_is_positive = policy.zeros == Zeros::Shown;
        let floor = forms
            .atoms
            .iter()
            .enumerate()
            .map(|(place, atom)| {
                // Colleagues know of themselves, wherever they are: no world may deny them.
                let colleagues = coalition.min(i64::try_from(atom.persons).unwrap_or(i64::MAX));
                let cell = forms.places.get(&vec![place]);
                let published = cell.is_some_and(|cell| !forms.forms[*cell].cells.is_empty());
                let known = i64::from(hidden_is_positive && published);
                colleagues.max(known).min(atom.value)
            })
            .collect();
        let truth: Vec<i64> = forms.atoms.iter().map(|atom| atom.value).collect();
        let mut found = Self {
            hidden: vec![false; forms.forms.len()],
            reach: BTreeMap::new(),
            worlds: Vec::new(),
            forms,
            needs,
            floor,
            truth,
            hidden_is_positive,
            solver,
            grid,
            asks: 0,
        };
        found.forget();
        found
    }

    /// Whether everyone sees this form.
    pub(super) fn shown(&self, form: usize) -> bool {
        let own = &self.forms.forms[form];
        own.fixed || (!own.cells.is_empty() && !self.hidden[form])
    }

    pub(super) fn value(&self, form: usize, world: &[i64]) -> i64 {
        let leaves = &self.forms.forms[form].leaves;
        leaves.iter().map(|leaf| world[*leaf]).sum()
    }

    fn forget(&mut self) {
        self.worlds.clear();
        let forms = self.forms;
        self.reach = self
            .needs
            .keys()
            .map(|form| (*form, (forms.forms[*form].value, forms.forms[*form].value)))
            .collect();
    }

    /// Takes a world in if it fits everything shown; says whether it did.
    pub(super) fn admit(&mut self, world: Vec<i64>) -> bool {
        let fits = (0..self.forms.forms.len()).all(|form| {
            let own = &self.forms.forms[form];
            if self.shown(form) {
                self.value(form, &world) == own.value
            } else {
                let known = self.hidden_is_positive && !own.cells.is_empty() && own.value > 0;
                !known || self.value(form, &world) >= 1
            }
        });
        let above = world.iter().zip(&self.floor).all(|(own, low)| own >= low);
        if fits && above {
            self.stretch(&world);
            self.worlds.push(world);
        }
        fits && above
    }

    fn stretch(&mut self, world: &[i64]) {
        let forms = self.forms;
        for (form, (low, high)) in &mut self.reach {
            let leaves = &forms.forms[*form].leaves;
            let value: i64 = leaves.iter().map(|leaf| world[*leaf]).sum();
            *low = (*low).min(value);
            *high = (*high).max(value);
        }
    }

    /// Whether the worlds found protect a form.
    pub(super) fn met(&self, form: usize) -> bool {
        match (self.needs.get(&form), self.reach.get(&form)) {
            (Some(need), Some((low, high))) => need.met(self.forms.forms[form].value, *low, *high),
            _ => true,
        }
    }

    /// What a form lacks, going by the worlds found.
    pub(super) fn lack(&self, form: usize) -> Option<Lack> {
        if self.met(form) {
            return None;
        }
        let (need, (low, high)) = (self.needs.get(&form)?, self.reach.get(&form)?);
        let truth = self.forms.forms[form].value;
        let above = need.target(truth, *low);
        let target = if *high < above {
            above
        } else {
            (truth - need.down).max(0)
        };
        Some(Lack { form, target })
    }

    /// Every sensitive form that no world protects, after searching for worlds. Stops at the
    /// first one if only a yes or no is wanted.
    pub(super) fn lacking(&mut self, first: bool) -> Vec<Lack> {
        let open: Vec<usize> = self
            .needs
            .keys()
            .copied()
            .filter(|form| !self.met(*form))
            .collect();
        if open.is_empty() {
            return Vec::new();
        }
        let shown: Vec<&[usize]> = (0..self.forms.forms.len())
            .filter(|form| self.shown(*form))
            .map(|form| self.forms.forms[form].leaves.as_slice())
            .collect();
        let mut region = Region::new(&self.truth, &self.floor, &shown);
        self.asks = if self.truth.len() > MOST_LEAVES {
            0
        } else {
            ASKS * 1_000 / (self.truth.len() + 1)
        };
        let mut lacking = Vec::new();
        for form in open {
            if !self.met(form) {
                self.widen(&mut region, form);
            }
            lacking.extend(self.lack(form));
            if first && !lacking.is_empty() {
                break;
            }
        }
        lacking
    }

    fn widen(&mut self, region: &mut Region, form: usize) {
        let (Some(need), forms) = (self.needs.get(&form).copied(), self.forms) else {
            return;
        };
        let truth = forms.forms[form].value;
        if !region.moves(&forms.forms[form].leaves) {
            return;
        }
        for _ in 0..2 {
            let (low, high) = self.reach.get(&form).copied().unwrap_or((truth, truth));
            let target = need.target(truth, low);
            if high < target {
                self.push(region, form, true, target);
            }
            if self.met(form) {
                return;
            }
            let (_, high) = self.reach.get(&form).copied().unwrap_or((truth, truth));
            let to_zero = need.reach > high;
            let target = (truth - need.down).min(high - need.width);
            self.push(region, form, false, if to_zero { 0 } else { target.max(0) });
            if self.met(form) {
                return;
            }
        }
    }

    fn push(&mut self, region: &mut Region, form: usize, up: bool, target: i64) {
        // A move within what is hidden already costs least to find, and is whole.
        let truth = self.forms.forms[form].value;
        if let Some(found) = Rc::clone(&self.grid).free(self, form, target - truth) {
            let mut world = self.truth.clone();
            for (leaf, change) in found {
                world[leaf] += change;
            }
            if self.admit(world) {
                return;
            }
        }
        let leaves = &self.forms.forms[form].leaves;
        let outside = region.outside(leaves, &self.truth);
        let extreme = region.push(leaves, up, target as f64, outside as f64);
        let world = region.world(&self.truth);
        let value = self.value(form, &world);
        let whole = (extreme.value - value as f64).abs() < 1e-6;
        if !(whole && self.admit(world)) {
            // A corner that is no whole world: ask for a whole one as far as corners go.
            let bound = if up {
                target.min((extreme.value + 1e-6).floor() as i64)
            } else {
                target.max((extreme.value - 1e-6).ceil() as i64)
            };
            if bound != truth && self.asks > 0 {
                self.asks -= 1;
                self.ask(region, form, bound);
            }
        }
    }

    /// A whole world in which the form reaches the bound, from the integer solver. Leaves may
    /// move by a few times the wanted change; a wider search would seldom find more.
    fn ask(&mut self, region: &Region, form: usize, bound: i64) {
        let truth = self.forms.forms[form].value;
        let reach = 2 * (bound - truth).abs();
        let variables: Vec<Variable> = (0..self.truth.len())
            .map(|leaf| {
                let own = self.truth[leaf];
                let reach = if region.holds(leaf) { reach } else { 0 };
                Variable {
                    low: (own - reach).max(self.floor[leaf]),
                    high: own + reach,
                    cost: 0,
                }
            })
            .collect();
        let terms = |form: usize| -> Vec<(usize, i64)> {
            let leaves = &self.forms.forms[form].leaves;
            leaves.iter().map(|leaf| (*leaf, 1)).collect()
        };
        let mut rows: Vec<Row> = Vec::new();
        for place in 0..self.forms.forms.len() {
            let own = &self.forms.forms[place];
            let known = self.hidden_is_positive && !own.cells.is_empty() && own.value > 0;
            let (low, high) = match (self.shown(place), known) {
                (true, _) => (own.value, own.value),
                (false, true) => (1, i64::MAX),
                (false, false) => continue,
            };
            let terms = terms(place);
            rows.push(Row { terms, low, high });
        }
        let (low, high) = if bound > truth {
            (bound, i64::MAX)
        } else {
            (i64::MIN, bound)
        };
        let terms = terms(form);
        rows.push(Row { terms, low, high });
        if let Answer::Optimal(world) = presolve::solve(self.solver, &variables, &rows) {
            self.admit(world);
        }
    }

    /// Shows a hidden form again if all needs are still met; `search` allows a search for worlds.
    pub(super) fn show_again(&mut self, form: usize, search: bool) -> bool {
        let truth = self.forms.forms[form].value;
        let (kept, lost): (Vec<Vec<i64>>, Vec<Vec<i64>>) = std::mem::take(&mut self.worlds)
            .into_iter()
            .partition(|world| self.value(form, world) == truth);
        let reach = self.reach.clone();
        self.hidden[form] = false;
        self.forget();
        for world in &kept {
            self.stretch(world);
        }
        self.worlds = kept;
        let protected = self.needs.keys().all(|form| self.met(*form))
            || (search && self.lacking(true).is_empty());
        if !protected {
            self.hidden[form] = true;
            self.worlds.extend(lost);
            self.reach = reach;
        }
        protected
    }
}
