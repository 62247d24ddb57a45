//! Cheap ways to protect one sensitive form: alternating moves over a block of leaves.
//!
//! A block takes two codes in each of some dimensions; leaves with an even number of second codes
//! rise, the others fall (the hypercube method of Repsilber, 1994). Sums over the whole block
//! stay, so only cells that cut through it must be hidden.

use std::collections::BTreeMap;

use super::forms::Forms;
use super::worlds::Worlds;

/// A change of leaves, and what hiding the shown cells that it changes would cost.
pub(super) struct Move {
    pub(super) cost: i64,
    pub(super) changes: Vec<(usize, i64)>,
    pub(super) hide: Vec<usize>,
}

/// Leaves by number of their code in each dimension.
pub(super) struct Grid {
    codes: Vec<Vec<usize>>,
    sizes: Vec<usize>,
    places: BTreeMap<Vec<usize>, usize>,
}

/// Blocks with more partners than this are not tried.
const MOST_PARTNERS: usize = 4_000;

impl Grid {
    pub(super) fn new(forms: &Forms) -> Self {
        let dims = forms.atoms.first().map_or(0, |atom| atom.codes.len());
        let mut numbers: Vec<BTreeMap<&String, usize>> = vec![BTreeMap::new(); dims];
        for atom in &forms.atoms {
            for (dim, code) in atom.codes.iter().enumerate() {
                numbers[dim].insert(code, 0);
            }
        }
        for numbers in &mut numbers {
            for (number, own) in numbers.values_mut().enumerate() {
                *own = number;
            }
        }
        let codes: Vec<Vec<usize>> = forms
            .atoms
            .iter()
            .map(|atom| {
                let parts = atom.codes.iter().zip(&numbers);
                parts.map(|(code, numbers)| numbers[code]).collect()
            })
            .collect();
        Self {
            sizes: numbers.iter().map(BTreeMap::len).collect(),
            places: codes.iter().cloned().zip(0..).collect(),
            codes,
        }
    }

    /// The cheapest move that changes a form by `amount` and leaves `still` as it is.
    pub(super) fn cheapest(
        &self,
        worlds: &Worlds<'_>,
        form: usize,
        amount: i64,
        still: Option<usize>,
    ) -> Option<Move> {
        self.search(worlds, form, amount, still, i64::MAX)
    }

    /// The changes of a move that needs no cell to be hidden.
    pub(super) fn free(
        &self,
        worlds: &Worlds<'_>,
        form: usize,
        amount: i64,
    ) -> Option<Vec<(usize, i64)>> {
        let found = self.search(worlds, form, amount, None, 1)?;
        Some(found.changes)
    }

    fn search(
        &self,
        worlds: &Worlds<'_>,
        form: usize,
        amount: i64,
        still: Option<usize>,
        below: i64,
    ) -> Option<Move> {
        let mut best: Option<Move> = None;
        let mut scratch = Scratch::new(worlds.forms.forms.len());
        for start in self.starts(worlds, form) {
            for subset in 0_usize..1 << self.sizes.len().min(6) {
                let dims: Vec<usize> = (0..self.sizes.len())
                    .filter(|dim| subset >> dim & 1 == 1)
                    .collect();
                let partners: usize = dims.iter().map(|dim| self.sizes[*dim]).product();
                if dims.len() > 3 || partners > MOST_PARTNERS {
                    continue;
                }
                for partner in 0..partners {
                    let Some(changes) = self.block(worlds, start, &dims, partner, amount) else {
                        continue;
                    };
                    let limit = best.as_ref().map_or(below, |best| best.cost);
                    if limit == 0 {
                        return best;
                    }
                    if let Some((cost, hide)) =
                        scratch.price(worlds, &changes, (form, amount), still, limit)
                    {
                        best = Some(Move {
                            cost,
                            changes,
                            hide,
                        });
                    }
                }
            }
        }
        best
    }

    /// Leaves of the form to begin with: those of which most is hidden already.
    fn starts(&self, worlds: &Worlds<'_>, form: usize) -> Vec<usize> {
        let mut leaves = worlds.forms.forms[form].leaves.clone();
        leaves.sort_by_key(|leaf| {
            let above = worlds.forms.above[*leaf].iter();
            (above.filter(|form| worlds.shown(**form)).count(), *leaf)
        });
        leaves.truncate(5);
        leaves
    }

    fn block(
        &self,
        worlds: &Worlds<'_>,
        start: usize,
        dims: &[usize],
        mut partner: usize,
        amount: i64,
    ) -> Option<Vec<(usize, i64)>> {
        let own = &self.codes[start];
        let mut second = Vec::with_capacity(dims.len());
        for dim in dims {
            let code = partner % self.sizes[*dim];
            partner /= self.sizes[*dim];
            if code == own[*dim] {
                return None;
            }
            second.push(code);
        }
        let mut changes = Vec::with_capacity(1 << dims.len());
        let mut codes = own.clone();
        for corner in 0_usize..1 << dims.len() {
            for (place, dim) in dims.iter().enumerate() {
                codes[*dim] = if corner >> place & 1 == 1 {
                    second[place]
                } else {
                    own[*dim]
                };
            }
            let leaf = *self.places.get(&codes)?;
            let change = if corner.count_ones() % 2 == 0 {
                amount
            } else {
                -amount
            };
            if worlds.truth[leaf] + change < worlds.floor[leaf] {
                return None;
            }
            changes.push((leaf, change));
        }
        Some(changes)
    }
}

/// Sums of a move by form; kept between moves so that nothing is allocated.
struct Scratch {
    sums: Vec<i64>,
    touched: Vec<usize>,
}

impl Scratch {
    fn new(forms: usize) -> Self {
        Self {
            sums: vec![0; forms],
            touched: Vec::new(),
        }
    }

    /// The cost of a move and the cells to hide for it, if it is allowed and below the limit.
    fn price(
        &mut self,
        worlds: &Worlds<'_>,
        changes: &[(usize, i64)],
        (target, amount): (usize, i64),
        still: Option<usize>,
        limit: i64,
    ) -> Option<(i64, Vec<usize>)> {
        for (leaf, change) in changes {
            for form in &worlds.forms.above[*leaf] {
                if self.sums[*form] == 0 {
                    self.touched.push(*form);
                }
                self.sums[*form] += change;
            }
        }
        let (mut cost, mut hide) = (0_i64, Vec::new());
        let mut allowed = self.sums[target] == amount;
        allowed &= still.is_none_or(|still| self.sums[still] == 0);
        for form in &self.touched {
            if self.sums[*form] != 0 && worlds.shown(*form) {
                let own = &worlds.forms.forms[*form];
                allowed &= !own.fixed;
                cost += own.cost;
                hide.push(*form);
            }
        }
        for form in self.touched.drain(..) {
            self.sums[form] = 0;
        }
        hide.sort_unstable();
        hide.dedup();
        (allowed && cost < limit).then_some((cost, hide))
    }
}
