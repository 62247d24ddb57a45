//! How divided a group is over a dilemma (I-49), from what was already shown.
//!
//! I-49 is `1 − max(p)`. The exact shares would tell how many are missing from a band, so the spread is
//! worked out from the frozen bands alone, options with fewer than five counting as none: it tells
//! nothing that the tally beside it does not. It is therefore too low where many small options exist,
//! and when no option reached five it is not known.

use crate::tally::Tally;

/// `1 − max(p)` over the bands; none when no option reached five.
#[must_use]
pub fn spread(tally: &Tally) -> Option<f64> {
    let bands: Vec<u32> = tally
        .lines()
        .map(|(_, band)| band.at_least().unwrap_or(0))
        .collect();
    let all: u32 = bands.iter().sum();
    let most = bands.iter().max().copied().unwrap_or(0);
    (all > 0).then(|| 1.0 - f64::from(most) / f64::from(all))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    fn tally(votes: &[u32]) -> Option<Tally> {
        let sets: Vec<BTreeSet<u32>> = (0..)
            .zip(votes)
            .flat_map(|(option, count)| {
                std::iter::repeat_n(BTreeSet::from([option]), *count as usize)
            })
            .collect();
        let options: Vec<u32> = (0..).take(votes.len()).collect();
        Tally::of(&options, &sets)
    }

    #[test]
    fn a_group_that_agrees_has_no_spread_and_two_halves_have_half() {
        let of = |votes: &[u32]| spread(&tally(votes).unwrap());
        assert_eq!(of(&[12, 0]), Some(0.0));
        assert_eq!(of(&[7, 6]), Some(0.5));
        assert_eq!(of(&[10, 5, 5]), Some(0.5));
        assert_eq!(of(&[4, 4, 4]), None);
        assert_eq!(tally(&[2, 2]), None);
    }

    proptest! {
        /// Two rooms with the same bands have the same spread: nothing is added to the tally.
        #[test]
        fn the_spread_tells_nothing_beyond_the_bands(votes in prop::collection::vec(0_u32..25, 2..6)) {
            let coarse: Vec<u32> = votes.iter().map(|count| count / 5 * 5).collect();
            if let (Some(tally), Some(bands)) = (tally(&votes), tally(&coarse)) {
                prop_assert_eq!(spread(&tally), spread(&bands));
                let spread = spread(&tally).unwrap_or(0.0);
                prop_assert!((0.0..1.0).contains(&spread));
            }
        }
    }
}
