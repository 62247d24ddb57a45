//! The leadership cubes: quarters, rounded to base 5 from what was already published.

use std::collections::BTreeMap;

use crate::cube::{Cube, CubeSpec, Pair};
use crate::error_state::ErrorState;
use crate::freeze::{FreezeError, Frozen, Occasion};
use crate::key::RoundingKey;
use crate::policy::Policy;
use crate::published::PublishedCube;
use crate::rounding::Rounding;

/// Why no leadership cube was derived: the same reasons as for a freeze.
pub type LeadershipError = FreezeError;

/// Adds up published months and rounds the sums to the leadership base.
///
/// The state is of this derivation alone, and measures the error against the mother cubes: within
/// `leadership_base - 1` in every cell and quarter, and preferably within `2 * leadership_base - 1`
/// over the year to date and over four quarters.
///
/// # Guarantee
/// The result is a function of published cells and a key of its own purpose, so it tells a reader
/// of the mother cubes nothing new; rounding the same truth twice would.
pub fn derive_leadership(
    months: &[&[PublishedCube]],
    policy: &Policy,
    key: &RoundingKey,
    state: &mut ErrorState,
    occasion: &Occasion,
) -> Result<Frozen, LeadershipError> {
    policy.validate()?;
    let cubes = sums(months, policy.leadership_base);
    let rounding = Rounding {
        base: policy.leadership_base,
        leaf_preference: 2 * policy.leadership_base - 1,
        margin_preference: 2 * policy.leadership_base - 1,
        draws: key.draws("leadership cubes", &occasion.period),
        leaning: true,
    };
    rounding.run(&cubes, policy, state, occasion)
}

/// Sums by cube and codes; a code that is valid in one month only is kept.
fn sums(months: &[&[PublishedCube]], base: u32) -> Vec<Cube> {
    let mut found: BTreeMap<&str, Cube> = BTreeMap::new();
    for cube in months.iter().copied().flatten() {
        let sum = found.entry(&cube.spec.id).or_insert_with(|| Cube {
            spec: CubeSpec {
                base,
                ..cube.spec.clone()
            },
            leaves: BTreeMap::new(),
        });
        add_codes(&mut sum.spec, &cube.spec);
        for leaf in &cube.leaves {
            let index: Option<Vec<u16>> = leaf
                .codes
                .iter()
                .zip(&sum.spec.dims)
                .map(|(code, dim)| {
                    let place = dim.codes.iter().position(|known| known == code)?;
                    u16::try_from(place).ok()
                })
                .collect();
            if let Some(index) = index {
                let pair: &mut Pair = sum.leaves.entry(index).or_default();
                pair.persons += leaf.persons;
                pair.cases += leaf.cases;
            }
        }
    }
    found.into_values().collect()
}

fn add_codes(into: &mut CubeSpec, from: &CubeSpec) {
    for (known, dim) in into.dims.iter_mut().zip(&from.dims) {
        for code in &dim.codes {
            if !known.codes.contains(code) {
                known.codes.push(code.clone());
                let parent = dim.parent.iter().flatten().find(|(child, _)| child == code);
                if let (Some(parents), Some(parent)) = (&mut known.parent, parent) {
                    parents.push(parent.clone());
                }
            }
        }
    }
}
