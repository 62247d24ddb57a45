//! Exact disclosure by elimination: which published numbers add up to a secret one.
//!
//! The equations among the attacker's knowledge are reduced modulo a 61-bit prime. A target whose
//! form lies in their span is a sum of known numbers, and the multipliers say which. This is the
//! sparse elimination on which Langsrud's GaussSuppression (2024, Privacy in Statistical
//! Databases) rests, with the combination kept.

use std::collections::BTreeMap;

use crate::attack::modular::{add, fraction, inverse, negative, residue, times};
use crate::attack::system::{Knowledge, System, Target};

/// A sum of knowledge: (index into the system's knowledge, numerator, denominator).
pub type Combination = Vec<(usize, i64, i64)>;

/// The equations of a system in echelon form.
pub(crate) struct Elimination {
    /// By leading unknown: the reduced row and how it was made.
    rows: BTreeMap<usize, Reduced>,
}

type Sparse = BTreeMap<usize, u64>;

struct Reduced {
    terms: Sparse,
    made_of: Sparse,
}

impl Elimination {
    /// Reduces all equations. A count that can only be zero is an equation too: a total that is
    /// published as zero makes each of its parts zero.
    pub(crate) fn new(system: &System) -> Self {
        let mut elimination = Self {
            rows: BTreeMap::new(),
        };
        let mut equations: Vec<(usize, &Knowledge)> = system
            .knowledge
            .iter()
            .enumerate()
            .filter(|(_, known)| known.low == known.high)
            .collect();
        // Short equations first keep the reduced ones short.
        equations.sort_by_key(|(place, known)| (known.terms.len(), *place));
        for (place, known) in equations {
            if known.low == 0 && known.terms.iter().all(|(_, factor)| *factor > 0) {
                for (unknown, _) in &known.terms {
                    elimination.enter(BTreeMap::from([(*unknown, 1)]), place);
                }
            } else {
                elimination.enter(sparse(&known.terms), place);
            }
        }
        elimination
    }

    fn enter(&mut self, terms: Sparse, place: usize) {
        let mut row = Reduced {
            terms,
            made_of: BTreeMap::from([(place, 1)]),
        };
        self.reduce(&mut row);
        if let Some((&lead, &factor)) = row.terms.first_key_value() {
            let scale = inverse(factor);
            for value in row.terms.values_mut().chain(row.made_of.values_mut()) {
                *value = times(*value, scale);
            }
            self.rows.insert(lead, row);
        }
    }

    /// Takes away every multiple of a known row; what is left cannot be expressed in them.
    fn reduce(&self, row: &mut Reduced) {
        let mut from = 0;
        while let Some((&lead, &factor)) = row.terms.range(from..).next() {
            if let Some(known) = self.rows.get(&lead) {
                let scale = negative(factor);
                subtract(&mut row.terms, &known.terms, scale);
                subtract(&mut row.made_of, &known.made_of, scale);
            }
            from = lead + 1;
        }
    }

    /// The value of a target that the equations give away, and what gives it away.
    ///
    /// # Guarantee
    /// A combination that is returned was multiplied out again in whole numbers. A residue that
    /// stands for no small fraction, or meets another by accident (chance about 2^-61 for each
    /// operation), is no disclosure.
    pub(crate) fn reveal(&self, system: &System, target: &Target) -> Option<(i64, Combination)> {
        let mut row = Reduced {
            terms: sparse(&target.terms),
            made_of: BTreeMap::new(),
        };
        self.reduce(&mut row);
        if !row.terms.is_empty() {
            return None;
        }
        let combination: Combination = row
            .made_of
            .iter()
            .map(|(place, factor)| {
                let (numerator, denominator) = fraction(negative(*factor))?;
                Some((*place, numerator, denominator))
            })
            .collect::<Option<_>>()?;
        value(system, target, &combination).map(|value| (value, combination))
    }
}

/// Multiplies a combination out. Equations that say zero may be used term by term.
fn value(system: &System, target: &Target, combination: &Combination) -> Option<i64> {
    let common = combination
        .iter()
        .try_fold(1_i64, |common, (_, _, denominator)| {
            let common = i128::from(common) * i128::from(*denominator)
                / i128::from(divisor(common, *denominator));
            i64::try_from(common).ok()
        })?;
    let mut left: BTreeMap<usize, i128> = BTreeMap::new();
    let mut sum = 0_i128;
    let mut zero = std::collections::BTreeSet::new();
    for (place, numerator, denominator) in combination {
        let known = &system.knowledge[*place];
        if known.low == 0 && known.terms.iter().all(|(_, factor)| *factor > 0) {
            zero.extend(known.terms.iter().map(|(unknown, _)| *unknown));
            continue;
        }
        let factor = i128::from(*numerator) * i128::from(common / denominator);
        sum += factor * i128::from(known.low);
        for (unknown, own) in &known.terms {
            *left.entry(*unknown).or_default() += factor * i128::from(*own);
        }
    }
    for (unknown, own) in &target.terms {
        *left.entry(*unknown).or_default() -= i128::from(common) * i128::from(*own);
    }
    let holds = left
        .iter()
        .all(|(unknown, factor)| *factor == 0 || zero.contains(unknown));
    (holds && sum % i128::from(common) == 0)
        .then(|| i64::try_from(sum / i128::from(common)).ok())
        .flatten()
}

fn divisor(left: i64, right: i64) -> i64 {
    if right == 0 {
        left
    } else {
        divisor(right, left % right)
    }
}

fn sparse(terms: &[(usize, i64)]) -> Sparse {
    terms
        .iter()
        .map(|(unknown, factor)| (*unknown, residue(*factor)))
        .filter(|(_, factor)| *factor != 0)
        .collect()
}

fn subtract(from: &mut Sparse, row: &Sparse, scale: u64) {
    for (place, factor) in row {
        let sum = add(
            from.get(place).copied().unwrap_or_default(),
            times(*factor, scale),
        );
        if sum == 0 {
            from.remove(place);
        } else {
            from.insert(*place, sum);
        }
    }
}
