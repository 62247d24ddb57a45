//! What an attacker knows, as linear statements about unknown counts.

use crate::ledger::Cell;

/// An unknown true count. It is never negative.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unknown {
    /// What it counts.
    pub cell: Cell,
    /// It need not be larger than this to explain everything published; `i64::MAX` is open.
    pub high: i64,
}

/// Where a piece of knowledge comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// A published number; `None` for a suppressed cell.
    Published(Cell, Option<i64>),
    /// A total that the attacker knows from elsewhere.
    Elsewhere(Cell, i64),
    /// Two cubes count the same cases on a margin: the second of them is named.
    Link(Cell, String),
    /// Persons and cases of one leaf: `persons <= cases`.
    NotMorePersons(Cell),
    /// Persons and cases of one leaf: `cases <= 2 * persons`.
    NotMoreThanTwo(Cell),
    /// The cell is known to be suppressed for being small.
    Primary(Cell),
    /// Colleagues know this many cases of their own in a leaf.
    Colleagues(Cell, i64),
}

/// `low <= sum of terms <= high`; terms are (unknown, coefficient), sorted. `i64::MIN` and
/// `i64::MAX` are open ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Knowledge {
    /// Terms.
    pub terms: Vec<(usize, i64)>,
    /// Lower bound.
    pub low: i64,
    /// Upper bound.
    pub high: i64,
    /// Where it comes from.
    pub source: Source,
}

/// How a cell stands in what was published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Suppressed, or rounded: nobody may learn its exact value, whatever it is.
    Protected,
    /// Rounded, and shown exactly elsewhere on purpose ([`crate::exact`]): its exact value matters only
    /// if it is small.
    Registered,
    /// Not published at all, such as the difference of two published totals. Its exact value
    /// matters only if it is small.
    Unpublished,
}

/// A count that the attacker wants to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// What it counts.
    pub cell: Cell,
    /// Its unknowns and their coefficients, sorted.
    pub terms: Vec<(usize, i64)>,
    /// The published value, if there is one.
    pub shown: Option<i64>,
    /// How it stands.
    pub standing: Standing,
}

/// All that one attacker knows and wants.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct System {
    /// Unknown counts.
    pub unknowns: Vec<Unknown>,
    /// Knowledge.
    pub knowledge: Vec<Knowledge>,
    /// Targets.
    pub targets: Vec<Target>,
}

impl System {
    /// The independent parts: no piece of knowledge connects two of them.
    ///
    /// # Guarantee
    /// Attacking the parts one by one finds what attacking the whole finds, because every
    /// combination of worlds of the parts is a world of the whole. A target lies in one part; one
    /// whose unknowns lie apart ties them together.
    pub fn parts(&self) -> Vec<Self> {
        let mut above: Vec<usize> = (0..self.unknowns.len()).collect();
        let groups = self
            .knowledge
            .iter()
            .map(|known| &known.terms)
            .chain(self.targets.iter().map(|target| &target.terms));
        for terms in groups {
            if let Some((first, rest)) = terms.split_first() {
                for (unknown, _) in rest {
                    let (left, right) = (root(&mut above, first.0), root(&mut above, *unknown));
                    above[left.max(right)] = left.min(right);
                }
            }
        }
        let mut part_of = vec![usize::MAX; self.unknowns.len()];
        let mut place = vec![0; self.unknowns.len()];
        let mut parts: Vec<Self> = Vec::new();
        for unknown in 0..self.unknowns.len() {
            let top = root(&mut above, unknown);
            if top == unknown {
                part_of[unknown] = parts.len();
                parts.push(Self::default());
            }
            let part = part_of[top];
            part_of[unknown] = part;
            place[unknown] = parts[part].unknowns.len();
            parts[part].unknowns.push(self.unknowns[unknown].clone());
        }
        let moved = |terms: &[(usize, i64)]| -> Vec<(usize, i64)> {
            terms
                .iter()
                .map(|(unknown, factor)| (place[*unknown], *factor))
                .collect()
        };
        for known in &self.knowledge {
            if let Some((first, _)) = known.terms.first() {
                parts[part_of[*first]].knowledge.push(Knowledge {
                    terms: moved(&known.terms),
                    ..known.clone()
                });
            }
        }
        for target in &self.targets {
            if let Some((first, _)) = target.terms.first() {
                parts[part_of[*first]].targets.push(Target {
                    terms: moved(&target.terms),
                    ..target.clone()
                });
            }
        }
        parts
    }
}

fn root(above: &mut [usize], mut unknown: usize) -> usize {
    while above[unknown] != unknown {
        above[unknown] = above[above[unknown]];
        unknown = above[unknown];
    }
    unknown
}
