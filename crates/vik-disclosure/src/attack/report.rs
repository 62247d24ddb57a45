//! What an attack found.

use serde::{Deserialize, Serialize};

use crate::attack::interval::{Interval, Verdict};
use crate::attack::words::{Piece, Words};
use crate::ledger::Cell;

/// How many cells got which verdict. As in `judge.py` the first three overlap: a cell that is
/// known exactly may prove existence, and is narrow.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Cells attacked.
    pub cells: usize,
    /// `high = low`.
    pub exact: usize,
    /// `low >= 1` and `high <= k - 1`.
    pub existence: usize,
    /// `high - low < k - 1`.
    pub narrow: usize,
    /// None of these.
    pub open: usize,
    /// Cells for which the solver proved no optimum; their true interval may be narrower.
    pub unproven: usize,
}

impl Counts {
    pub(crate) fn add(&mut self, interval: &Interval, k: u32) {
        self.cells += 1;
        self.exact += usize::from(interval.is_exact());
        self.existence += usize::from(interval.proves_existence(k));
        self.narrow += usize::from(interval.is_narrow(k));
        self.open += usize::from(interval.verdict(k) == Verdict::Open);
    }

    pub(crate) fn merge(&mut self, other: &Self) {
        self.cells += other.cells;
        self.exact += other.exact;
        self.existence += other.existence;
        self.narrow += other.narrow;
        self.open += other.open;
        self.unproven += other.unproven;
    }
}

/// Which attacker found it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "by")]
pub enum Attacker {
    /// Elimination modulo a prime.
    Elimination,
    /// Bounds passed on from row to row.
    Propagation,
    /// Linear programme.
    Linear,
    /// Programme in whole numbers.
    Integer,
    /// Colleagues who know their own cases.
    Coalition {
        /// How many.
        size: u32,
        /// How many cases of the cell are their own.
        own: i64,
    },
}

/// One disclosure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// The cell.
    pub cell: Cell,
    /// The published number, if there is one.
    pub shown: Option<i64>,
    /// Between which values its true count must lie; for a coalition, the count of the others.
    pub interval: Interval,
    /// What that means.
    pub verdict: Verdict,
    /// Who found it.
    pub attacker: Attacker,
    /// What gives it away: pieces that add up to the count or to the bounds of its interval.
    pub combination: Vec<Piece>,
    /// The same in a sentence.
    pub sentence: Words,
}

/// A cell that was attacked by programme, whatever came of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sampled {
    /// The cell.
    pub cell: Cell,
    /// The published number, if there is one.
    pub shown: Option<i64>,
    /// Between which values its true count must lie.
    pub interval: Interval,
    /// Whether both ends are proven optima.
    pub proven: bool,
}

/// Coalitions of one size: in how many attacked cells some place lets them learn what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CoalitionCounts {
    /// How many colleagues.
    pub size: u32,
    /// Verdicts about the cases of others, worst place for each cell.
    pub counts: Counts,
}

/// What an attack found.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// Threshold that the verdicts refer to.
    pub k: u32,
    /// Statements that were read.
    pub statements: usize,
    /// Statements that follow from others and were left out.
    pub implied: usize,
    /// Independent parts.
    pub parts: usize,
    /// Parts whose verdicts were known from an earlier attack.
    pub reused: usize,
    /// Whether the linked cubes form a join tree in every period. If not, the worlds of this
    /// attacker are too many and it may miss something.
    pub exact_model: bool,
    /// Whether the published numbers contradict each other somewhere.
    pub contradiction: bool,
    /// Unknowns before and after merging, summed over the attacked cells.
    pub unknowns_before: usize,
    /// As above, after.
    pub unknowns_after: usize,
    /// Every cell, by elimination and propagation; open means that these two did not find it.
    pub every_cell: Counts,
    /// The sampled cells, by programme.
    pub sampled: Counts,
    /// The sampled cells, one by one.
    pub samples: Vec<Sampled>,
    /// The sampled cells, by colleagues.
    pub coalitions: Vec<CoalitionCounts>,
    /// Exact and existence disclosures of every cell; narrow ones of the sampled cells;
    /// exact and existence disclosures to colleagues. A cell is listed once, and once more for
    /// colleagues; worst first.
    pub findings: Vec<Finding>,
    /// Findings that were counted but not listed, because the list was full.
    pub not_listed: usize,
}

impl Report {
    /// Whether somebody without knowledge of their own learns an exact count or proves existence.
    pub fn discloses(&self) -> bool {
        let bites = |counts: &Counts| counts.exact + counts.existence > 0;
        bites(&self.every_cell) || bites(&self.sampled)
    }
}
