//! The table as linear forms: every cell, shown or watched, is a set of leaves.

use std::collections::{BTreeMap, BTreeSet};

use super::history::History;
use super::policy::{SuppressionPolicy, Zeros};
use super::table::{Content, Table, TableError, product};

/// A leaf.
pub(super) struct Atom {
    pub(super) codes: Vec<String>,
    pub(super) value: i64,
    pub(super) persons: u64,
}

/// A set of leaves that is shown, may be shown, or is sensitive. Cells with equal sets are one.
pub(super) struct Form {
    /// Leaves, sorted.
    pub(super) leaves: Vec<usize>,
    pub(super) value: i64,
    pub(super) persons: u64,
    /// The only contributor, or the leaf of the only person.
    pub(super) sole: Option<u64>,
    /// Cells of the report with this set; empty for a form that is only watched.
    pub(super) cells: Vec<Vec<String>>,
    /// Shown whatever happens: published before, or a zero where zeros are shown.
    pub(super) fixed: bool,
    pub(super) cost: i64,
}

/// All forms of a table.
pub(super) struct Forms {
    pub(super) atoms: Vec<Atom>,
    pub(super) forms: Vec<Form>,
    /// Forms by leaf.
    pub(super) above: Vec<Vec<usize>>,
    /// Cells without any leaf: structural zeros, always shown.
    pub(super) empty: Vec<Vec<String>>,
    /// Place of a form by its leaves.
    pub(super) places: BTreeMap<Vec<usize>, usize>,
    index: BTreeMap<Vec<String>, usize>,
}

impl Forms {
    pub(super) fn of(
        table: &Table,
        policy: &SuppressionPolicy,
        history: &History,
    ) -> Result<Self, TableError> {
        let atoms: Vec<Atom> = table
            .leaves
            .iter()
            .map(|(codes, content)| Atom {
                codes: codes.clone(),
                value: value(content),
                persons: persons([content]),
            })
            .collect();
        let index = atoms
            .iter()
            .enumerate()
            .map(|(place, atom)| (atom.codes.clone(), place))
            .collect();
        let mut forms = Self {
            above: vec![Vec::new(); atoms.len()],
            atoms,
            forms: Vec::new(),
            empty: Vec::new(),
            places: BTreeMap::new(),
            index,
        };
        for cell in &table.cells {
            let leaves = forms.leaves(table, cell)?;
            if leaves.is_empty() {
                forms.empty.push(cell.clone());
                continue;
            }
            let place = forms.add(table, leaves, policy);
            // Two names for one set of leaves are hidden together and cost twice.
            let price = policy
                .cost
                .of(forms.forms[place].value, forms.forms[place].leaves.len())
                .saturating_mul(table.weights.get(cell).copied().unwrap_or(1));
            let own = &mut forms.forms[place];
            own.cost = if own.cells.is_empty() {
                price
            } else {
                own.cost + price
            };
            own.cells.push(cell.clone());
            if policy.zeros == Zeros::Shown && forms.forms[place].value == 0 {
                forms.forms[place].fixed = true;
            }
        }
        for (cell, shown) in history.forms() {
            let mut leaves: Vec<usize> = cell
                .iter()
                .filter_map(|codes| forms.index.get(codes).copied())
                .collect();
            leaves.sort_unstable();
            let place = forms.add(table, leaves, policy);
            if forms.forms[place].value != shown {
                return Err(TableError {
                    dimension: "table".to_owned(),
                    expected: "every number published before to be unchanged",
                });
            }
            forms.forms[place].fixed = true;
        }
        Ok(forms)
    }

    /// The leaves below a cell that are no structural zeros.
    pub(super) fn leaves(&self, table: &Table, cell: &[String]) -> Result<Vec<usize>, TableError> {
        let mut sets: Vec<Vec<&String>> = Vec::with_capacity(cell.len());
        for (dim, code) in table.dims.iter().zip(cell) {
            sets.push(dim.members_of(code)?.iter().collect());
        }
        let mut leaves: Vec<usize> = product(&sets)
            .iter()
            .filter_map(|codes| self.index.get(codes).copied())
            .collect();
        leaves.sort_unstable();
        Ok(leaves)
    }

    /// The place of a form with these leaves; new ones are not shown.
    pub(super) fn add(
        &mut self,
        table: &Table,
        leaves: Vec<usize>,
        policy: &SuppressionPolicy,
    ) -> usize {
        if let Some(place) = self.places.get(&leaves) {
            return *place;
        }
        let value = leaves.iter().map(|leaf| self.atoms[*leaf].value).sum();
        let contents: Vec<&Content> = leaves
            .iter()
            .filter_map(|leaf| table.leaves.get(&self.atoms[*leaf].codes))
            .collect();
        let persons = persons(contents.iter().copied());
        let place = self.forms.len();
        for leaf in &leaves {
            self.above[*leaf].push(place);
        }
        self.places.insert(leaves.clone(), place);
        self.forms.push(Form {
            value,
            persons,
            sole: (persons == 1).then(|| self.sole(&leaves, &contents)),
            cells: Vec::new(),
            fixed: false,
            cost: policy.cost.of(value, leaves.len()),
            leaves,
        });
        place
    }

    fn sole(&self, leaves: &[usize], contents: &[&Content]) -> u64 {
        let contributor = contents.iter().find_map(|content| match content {
            Content::Magnitude(shares) => shares.first().map(|share| share.contributor),
            Content::Count { .. } => None,
        });
        contributor.unwrap_or_else(|| {
            let leaf = leaves.iter().find(|leaf| self.atoms[**leaf].persons > 0);
            leaf.map_or(0, |leaf| *leaf as u64)
        })
    }
}

pub(super) fn value(content: &Content) -> i64 {
    let value = match content {
        Content::Count { cases, .. } => *cases,
        Content::Magnitude(shares) => shares.iter().map(|share| share.value).sum(),
    };
    i64::try_from(value).unwrap_or(i64::MAX)
}

/// Persons add up; contributors are counted once.
fn persons<'a>(contents: impl IntoIterator<Item = &'a Content>) -> u64 {
    let (mut persons, mut contributors) = (0, BTreeSet::new());
    for content in contents {
        match content {
            Content::Count { persons: more, .. } => persons += more,
            Content::Magnitude(shares) => {
                contributors.extend(shares.iter().map(|share| share.contributor));
            }
        }
    }
    persons + contributors.len() as u64
}
