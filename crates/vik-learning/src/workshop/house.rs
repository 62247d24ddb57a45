//! What actions, toolkit and network ask of the server around them, beside the circles' library.

use std::collections::BTreeMap;

use vik_domain::Language;

use crate::library::{Later, Named};
use crate::note::Owner;

/// A signal, as far as it matters here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signal {
    /// Its code.
    pub code: String,
    /// What it says, in the language that was asked for.
    pub title: String,
    /// The category of cases it is about.
    pub category: Option<String>,
    /// The stories that go with it, by their numbers in the library.
    pub stories: Vec<String>,
    /// Where it can be read.
    pub href: String,
}

/// Cases of a category in a unit, beside what would be expected of a unit like it. Both have been
/// released; a pair that may not be shown is simply not given.
#[derive(Clone, Debug, PartialEq)]
pub struct Observed {
    /// The unit.
    pub unit: String,
    /// The category.
    pub category: String,
    /// The cases of the last four quarters.
    pub observed: u64,
    /// What would be expected from the staff of the unit and the force as a whole (I-39).
    pub expected: f64,
}

/// What an organisation has around learning.
#[derive(Clone, Debug, Default)]
pub struct Surroundings {
    /// Categories of cases.
    pub categories: Vec<Named>,
    /// Signals of the last twelve months.
    pub signals: Vec<Signal>,
    /// Reports that may be the source of an action.
    pub reports: Vec<Named>,
    /// Full-time jobs by unit.
    pub staff: BTreeMap<String, f64>,
    /// Observed and expected cases.
    pub observed: Vec<Observed>,
}

/// The server around.
pub trait House: Send + Sync + 'static {
    /// What an organisation has, with names in a language. It is asked for most pages: keep it.
    fn surroundings<'a>(&'a self, org: &'a str, language: Language) -> Later<'a, Surroundings>;

    /// The mailbox of a unit or a role; none when it has none.
    fn mailbox(&self, org: &str, owner: &Owner) -> Option<String>;

    /// The full address of a page for a letter: the server's own name, the path, what the organisation
    /// adds to every address, and `sleutel=` with the key.
    fn address(&self, org: &str, path: &str, key: &str) -> String;
}
