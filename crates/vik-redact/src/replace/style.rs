//! How a draft is written.

/// How a reader sees that something else stood here.
///
/// A role label with its letter and a bracketed word show it by themselves; the mark is for what
/// reads as plain Dutch ("in het voorjaar", "een basisteam").
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Marker {
    /// Nothing is added.
    None,
    /// A small ring after the words: "een basisteam°".
    #[default]
    Ring,
    /// Square brackets around every replacement, as in published rulings: "\[een basisteam\]".
    Brackets,
}

/// What stands in the place of a person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Names {
    /// A role and a letter: "medewerker A".
    #[default]
    Roles,
    /// A made-up name, the same for one person over the whole file, gender-neutral where Dutch
    /// allows. For the classroom only: a reader no longer sees what was missed, and a machine that
    /// learns the list does (Carrell et al. 2019, 2020).
    Surrogates,
}

/// The choices of the caller. Equal choices give an equal draft.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// How a replacement is marked.
    pub marker: Marker,
    /// What stands in the place of a person.
    pub names: Names,
    /// Fixes the random shift of the dates of a file and the order of surrogates. Draw it for every
    /// story and do not keep it.
    pub seed: u64,
}

/// A fixed sequence of numbers from a seed (SplitMix64): enough to shift dates, not a secret.
#[derive(Clone, Debug)]
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) const fn new(seed: u64) -> Self {
        Dice(seed)
    }

    pub(crate) const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `bound`, which must not be zero.
    pub(crate) const fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }
}
