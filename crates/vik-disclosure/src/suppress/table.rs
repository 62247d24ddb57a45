//! The table to protect: leaves over dimensions, and the cells of one or more reports over them.

use std::collections::{BTreeMap, BTreeSet};

/// A dimension: its leaf codes, and coarser codes that each stand for a set of leaf codes.
///
/// A tree is a set of coarser codes that nest; several trees over the same leaf codes (a county
/// and a police region over one municipality) make linked tables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dimension {
    /// Name, such as `unit`.
    pub name: String,
    /// Coarser and leaf codes with the leaf codes that they stand for.
    members: BTreeMap<String, BTreeSet<String>>,
    leaves: BTreeSet<String>,
}

impl Dimension {
    /// A dimension with its leaf codes and no coarser code.
    pub fn new<C: Into<String>>(
        name: impl Into<String>,
        leaves: impl IntoIterator<Item = C>,
    ) -> Self {
        let leaves: BTreeSet<String> = leaves.into_iter().map(Into::into).collect();
        let own = |code: &String| (code.clone(), BTreeSet::from([code.clone()]));
        Self {
            name: name.into(),
            members: leaves.iter().map(own).collect(),
            leaves,
        }
    }

    /// Adds a coarser code over codes that exist already, leaf or coarser.
    ///
    /// # Errors
    /// When the code exists, or a member does not.
    pub fn with_group<C: AsRef<str>>(
        mut self,
        code: &str,
        members: impl IntoIterator<Item = C>,
    ) -> Result<Self, TableError> {
        let mut leaves = BTreeSet::new();
        for member in members {
            leaves.extend(self.members_of(member.as_ref())?.iter().cloned());
        }
        if self.members.insert(code.to_owned(), leaves).is_some() {
            return Err(self.unknown("each code once"));
        }
        Ok(self)
    }

    /// Adds a code for all leaf codes.
    ///
    /// # Errors
    /// When the code exists.
    pub fn with_total(self, code: &str) -> Result<Self, TableError> {
        let all: Vec<String> = self.leaves.iter().cloned().collect();
        self.with_group(code, all)
    }

    /// All codes, leaf and coarser, sorted.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        self.members.keys().map(String::as_str)
    }

    pub(super) fn members_of(&self, code: &str) -> Result<&BTreeSet<String>, TableError> {
        self.members
            .get(code)
            .ok_or_else(|| self.unknown("a known code"))
    }

    fn unknown(&self, expected: &'static str) -> TableError {
        TableError {
            dimension: self.name.clone(),
            expected,
        }
    }
}

/// A table that is not what its dimensions say. Names the dimension, never a code or a count.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("dimension `{dimension}`: expected {expected}")]
pub struct TableError {
    /// Dimension, or `table`.
    pub dimension: String,
    /// What was expected.
    pub expected: &'static str,
}

/// What a leaf holds. Kinds are not mixed within a table.
#[derive(Clone, PartialEq, Eq)]
pub enum Content {
    /// Cases, and the persons that they are about; persons add up over leaves.
    Count {
        /// Persons.
        persons: u64,
        /// Cases; the number that is published.
        cases: u64,
    },
    /// What each contributor adds, in the smallest unit (cents); the sum is published.
    Magnitude(Vec<Contribution>),
}

/// One contributor's share of a leaf.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Contribution {
    /// Contributor; the same number is the same contributor in every leaf.
    pub contributor: u64,
    /// Value in the smallest unit.
    pub value: u64,
}

/// How many staff each code of one dimension has, from the staff register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rosters {
    /// Dimension that the rosters belong to.
    pub dimension: String,
    /// Staff by leaf code; a code that is absent has none.
    pub staff: BTreeMap<String, u64>,
}

/// Leaves with their content, and the cells wanted. It has no `Debug`: its counts are protected.
#[derive(Clone)]
pub struct Table {
    pub(super) dims: Vec<Dimension>,
    pub(super) leaves: BTreeMap<Vec<String>, Content>,
    pub(super) cells: BTreeSet<Vec<String>>,
    pub(super) watched: BTreeSet<Vec<String>>,
    pub(super) rosters: Option<Rosters>,
    /// How many times dearer than by itself it is to hide a cell.
    pub(super) weights: BTreeMap<Vec<String>, i64>,
}

impl Table {
    /// An empty table over dimensions.
    pub fn new(dims: Vec<Dimension>) -> Self {
        Self {
            dims,
            leaves: BTreeMap::new(),
            cells: BTreeSet::new(),
            watched: BTreeSet::new(),
            rosters: None,
            weights: BTreeMap::new(),
        }
    }

    /// Adds content to a leaf; the order of calls does not matter.
    ///
    /// # Errors
    /// When a code is no leaf code, or counts and magnitudes meet in one leaf.
    pub fn record(&mut self, codes: &[&str], content: Content) -> Result<(), TableError> {
        let leaf = self.checked(codes)?;
        let known = self
            .dims
            .iter()
            .zip(&leaf)
            .find(|(dim, code)| !dim.leaves.contains(*code));
        if let Some((dim, _)) = known {
            return Err(dim.unknown("a leaf code"));
        }
        match self.leaves.get_mut(&leaf) {
            None => {
                self.leaves.insert(leaf, content);
            }
            Some(held) => match (held, content) {
                (
                    Content::Count { persons, cases },
                    Content::Count {
                        persons: more_persons,
                        cases: more_cases,
                    },
                ) => {
                    *persons += more_persons;
                    *cases += more_cases;
                }
                (Content::Magnitude(held), Content::Magnitude(more)) => held.extend(more),
                _ => {
                    return Err(TableError {
                        dimension: "table".to_owned(),
                        expected: "counts or magnitudes, not both",
                    });
                }
            },
        }
        Ok(())
    }

    /// Adds an empty leaf for every combination of leaf codes that has none.
    ///
    /// Without this an absent combination is a *structural* zero: everyone knows that it is empty.
    pub fn fill_zeros(&mut self) {
        let magnitude = matches!(self.leaves.values().next(), Some(Content::Magnitude(_)));
        let sets: Vec<Vec<&String>> = self
            .dims
            .iter()
            .map(|dim| dim.leaves.iter().collect())
            .collect();
        for leaf in product(&sets) {
            self.leaves.entry(leaf).or_insert_with(|| {
                if magnitude {
                    Content::Magnitude(Vec::new())
                } else {
                    Content::Count {
                        persons: 0,
                        cases: 0,
                    }
                }
            });
        }
    }

    /// Wants the cells of a cross of codes, one list for each dimension. Call it once for every
    /// linked table; a cell that two tables share is one cell.
    ///
    /// # Errors
    /// When a code is unknown.
    pub fn show(&mut self, codes: &[Vec<&str>]) -> Result<(), TableError> {
        let cells = self.cross(codes)?;
        self.cells.extend(cells);
        Ok(())
    }

    /// Wants every cell of the full cross of all codes, margins included.
    pub fn show_all(&mut self) {
        let sets: Vec<Vec<&String>> = self
            .dims
            .iter()
            .map(|dim| dim.members.keys().collect())
            .collect();
        let cells = product(&sets);
        self.cells.extend(cells);
    }

    /// Protects cells that are not published here, such as a quarter within year-to-date tables.
    ///
    /// # Errors
    /// When a code is unknown.
    pub fn watch(&mut self, codes: &[Vec<&str>]) -> Result<(), TableError> {
        let cells = self.cross(codes)?;
        self.watched.extend(cells);
        Ok(())
    }

    /// Sets the staff register for the rules that count staff.
    pub fn set_rosters(&mut self, rosters: Rosters) {
        self.rosters = Some(rosters);
    }

    fn cross(&self, codes: &[Vec<&str>]) -> Result<Vec<Vec<String>>, TableError> {
        let mut cells: Vec<Vec<String>> = vec![Vec::new()];
        for codes in codes {
            cells = cells
                .iter()
                .flat_map(|cell| {
                    codes
                        .iter()
                        .map(|code| [cell.as_slice(), &[(*code).to_owned()]].concat())
                })
                .collect();
        }
        for cell in &cells {
            let codes: Vec<&str> = cell.iter().map(String::as_str).collect();
            self.checked(&codes)?;
        }
        Ok(cells)
    }

    fn checked(&self, codes: &[&str]) -> Result<Vec<String>, TableError> {
        if codes.len() != self.dims.len() {
            return Err(TableError {
                dimension: "table".to_owned(),
                expected: "one code for each dimension",
            });
        }
        for (dim, code) in self.dims.iter().zip(codes) {
            dim.members_of(code)?;
        }
        Ok(codes.iter().map(|code| (*code).to_owned()).collect())
    }
}

/// All combinations, first dimension slowest.
pub(super) fn product(sets: &[Vec<&String>]) -> Vec<Vec<String>> {
    let mut all: Vec<Vec<String>> = vec![Vec::with_capacity(sets.len())];
    for set in sets {
        all = all
            .iter()
            .flat_map(|head| {
                set.iter().map(|code| {
                    let mut next = head.clone();
                    next.push((*code).clone());
                    next
                })
            })
            .collect();
    }
    all
}
