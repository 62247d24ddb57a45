//! What may be shown of answers from phones.
//!
//! # Guarantee
//! Nothing is shown of fewer than [`FEWEST`] answers. An option shows a band of five: "five or more",
//! "ten or more", or "fewer than five, or nobody". Neither the number of answers nor that of phones
//! that stayed silent is ever shown, a tally is made once for each question and then frozen, and the
//! answers behind it are dropped. So even somebody who counts the people in the room cannot work out a
//! number from one to four: not from what is left over, not from another option, and not from a second
//! tally. `the_bands_never_tell_a_small_number` tries every small room.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

/// Fewest answers of which anything is shown, and the width of a band.
pub const FEWEST: u32 = 5;

/// How many chose an option, as far as that may be shown: a multiple of five that they reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Band(u32);

impl Band {
    /// The band of a number.
    #[must_use]
    pub fn of(count: u32) -> Self {
        Self(count / FEWEST * FEWEST)
    }

    /// "This many or more"; none for fewer than five, nobody included.
    #[must_use]
    pub fn at_least(self) -> Option<u32> {
        (self.0 > 0).then_some(self.0)
    }
}

/// The bands of one question, frozen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Tally(Vec<(u32, Band)>);

impl Tally {
    /// Counts answers, each a set of options; none with fewer than five that hold anything.
    #[must_use]
    pub fn of<'a>(
        options: &[u32],
        answers: impl IntoIterator<Item = &'a BTreeSet<u32>>,
    ) -> Option<Self> {
        let answers: Vec<&BTreeSet<u32>> = answers
            .into_iter()
            .filter(|answer| options.iter().any(|option| answer.contains(option)))
            .collect();
        if answers.len() < FEWEST as usize {
            return None;
        }
        let count = |option: u32| answers.iter().filter(|a| a.contains(&option)).count();
        let bands = options.iter().map(|option| {
            let count = u32::try_from(count(*option)).unwrap_or(u32::MAX);
            (*option, Band::of(count))
        });
        Some(Self(bands.collect()))
    }

    /// The band of an option; fewer than five for one that was not there.
    #[must_use]
    pub fn band(&self, option: u32) -> Band {
        let found = self.0.iter().find(|(known, _)| *known == option);
        found.map_or(Band(0), |(_, band)| *band)
    }

    /// Options with their bands, in the order in which they were asked.
    pub fn lines(&self) -> impl Iterator<Item = (u32, Band)> + '_ {
        self.0.iter().copied()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    /// Every way to divide `phones` over `options` and "no answer", which comes last.
    fn rooms(phones: u32, options: usize) -> Vec<Vec<u32>> {
        if options == 0 {
            return vec![vec![phones]];
        }
        let mut all = Vec::new();
        for first in 0..=phones {
            for mut rest in rooms(phones - first, options - 1) {
                rest.insert(0, first);
                all.push(rest);
            }
        }
        all
    }

    fn shown(room: &[u32], options: usize) -> Option<Tally> {
        let names: Vec<u32> = (0..options as u32).collect();
        let answers: Vec<BTreeSet<u32>> = names
            .iter()
            .flat_map(|option| {
                std::iter::repeat_n(BTreeSet::from([*option]), room[*option as usize] as usize)
            })
            .collect();
        Tally::of(&names, &answers)
    }

    /// Somebody knows how many phones there are, that everybody has one choice, and this very rule.
    /// Among all rooms that would show the same, an option with one to four answers has others.
    #[test]
    fn the_bands_never_tell_a_small_number() {
        for options in 1..=4 {
            for phones in 1..=13 {
                let mut alike: BTreeMap<String, Vec<Vec<u32>>> = BTreeMap::new();
                for room in rooms(phones, options) {
                    if let Some(tally) = shown(&room, options) {
                        alike.entry(format!("{tally:?}")).or_default().push(room);
                    } else {
                        let answered: u32 = room[..options].iter().sum();
                        assert!(answered < FEWEST);
                    }
                }
                for (tally, rooms) in alike {
                    for option in 0..options {
                        let values: BTreeSet<u32> = rooms.iter().map(|room| room[option]).collect();
                        let told = values.len() == 1 && (1..FEWEST).contains(&rooms[0][option]);
                        assert!(!told, "{phones} phones, option {option}: {tally}");
                    }
                }
            }
        }
    }

    #[test]
    fn four_answers_and_any_silence_show_nothing() {
        let mut answers = vec![BTreeSet::from([1]); 4];
        answers.extend(vec![BTreeSet::new(); 40]);
        answers.extend(vec![BTreeSet::from([9]); 40]);
        assert_eq!(Tally::of(&[0, 1], &answers), None);
        answers.push(BTreeSet::from([0, 1]));
        let tally = Tally::of(&[0, 1], &answers).unwrap();
        assert_eq!(tally.band(1).at_least(), Some(5));
        assert_eq!(tally.band(0).at_least(), None);
        assert_eq!(tally.band(9).at_least(), None);
    }
}
