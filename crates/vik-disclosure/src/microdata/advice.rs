//! Which column to coarsen first, and which sets of columns single people out.

use serde::Serialize;

use crate::protected::Protected;

use super::assess::{Assessment, ClassColumn};
use super::floor::FlooredCount;
use super::rank::{Codes, Ranks, rank};
use super::rule::{GateRule, GateRuleError};

/// Largest number of columns in a set that is looked at: what one colleague knows of another.
const LARGEST_SET: usize = 3;
/// Sets listed for each number of columns.
const SETS_LISTED: usize = 5;

/// What the classes would be with other columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Outcome {
    /// Number of classes.
    pub classes: FlooredCount,
    /// Fewest distinct persons in a class.
    pub k: u32,
    /// Distinct persons with a record in a class below the rule's k.
    pub persons_below_k: FlooredCount,
}

/// What one column costs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ColumnGain {
    /// Name of the column.
    pub column: String,
    /// With this column one level coarser, where it has such a level.
    pub one_level_coarser: Option<Outcome>,
    /// Without this column.
    pub left_out: Outcome,
}

/// A set of columns known to somebody, and what it singles out by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ColumnSet {
    /// Names of the columns.
    pub columns: Vec<String>,
    /// The classes of these columns alone.
    pub outcome: Outcome,
}

/// Where coarsening helps. Closed side only, as [`GateReport`](super::GateReport).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CoarseningAdvice {
    /// Where the advice may be shown.
    pub audience: &'static str,
    /// As the records are.
    pub now: Outcome,
    /// Columns, the one whose coarsening leaves the fewest persons below k first.
    pub coarsen_first: Vec<ColumnGain>,
    /// For one, two and three columns the five sets with most persons below k, worst first.
    pub worst_sets: Vec<ColumnSet>,
}

/// Tries every column coarser and left out, and every set of up to three columns.
///
/// # Guarantee
/// Names columns only. Counts persons exactly, also those with records in several classes that
/// coarsening unites. Equal columns stay in their own order.
///
/// # Errors
/// [`GateRuleError`] if a setting of the rule is outside its limits.
pub fn coarsening_advice(
    assessment: &Protected<Assessment>,
    rule: &GateRule,
) -> Result<CoarseningAdvice, GateRuleError> {
    rule.validate()?;
    let assessment = assessment.open();
    let trial = Trial { assessment, rule };
    let all: Vec<usize> = (0..assessment.columns.len()).collect();
    let (now, _) = trial.outcome(&all, None);
    Ok(CoarseningAdvice {
        audience: "closed side: privacy officer and data steward",
        now,
        coarsen_first: trial.gains(&all),
        worst_sets: trial.sets(),
    })
}

struct Trial<'a> {
    assessment: &'a Assessment,
    rule: &'a GateRule,
}

impl Trial<'_> {
    fn gains(&self, all: &[usize]) -> Vec<ColumnGain> {
        let mut gains: Vec<(u64, ColumnGain)> = all
            .iter()
            .map(|place| {
                let column = &self.assessment.columns[*place];
                let coarser = column
                    .coarser
                    .as_ref()
                    .map(|_| self.outcome(all, Some(*place)));
                let others: Vec<usize> =
                    all.iter().copied().filter(|other| other != place).collect();
                let (left_out, without) = self.outcome(&others, None);
                let gain = ColumnGain {
                    column: column.name.clone(),
                    one_level_coarser: coarser.map(|(outcome, _)| outcome),
                    left_out,
                };
                (coarser.map_or(without, |(_, persons)| persons), gain)
            })
            .collect();
        gains.sort_by_key(|(persons, _)| *persons);
        gains.into_iter().map(|(_, gain)| gain).collect()
    }

    fn sets(&self) -> Vec<ColumnSet> {
        let mut listed = Vec::new();
        for size in 1..=LARGEST_SET.min(self.assessment.columns.len()) {
            let mut found: Vec<(u64, ColumnSet)> = subsets(self.assessment.columns.len(), size)
                .into_iter()
                .map(|set| {
                    let (outcome, persons) = self.outcome(&set, None);
                    let name = |place: &usize| self.assessment.columns[*place].name.clone();
                    let columns = set.iter().map(name).collect();
                    (persons, ColumnSet { columns, outcome })
                })
                .collect();
            found.sort_by_key(|(persons, _)| std::cmp::Reverse(*persons));
            listed.extend(found.into_iter().take(SETS_LISTED).map(|(_, set)| set));
        }
        listed
    }

    /// The outcome with these columns, one of them coarser; and its exact number of persons.
    fn outcome(&self, columns: &[usize], coarser: Option<usize>) -> (Outcome, u64) {
        let unions = self.unions(columns, coarser);
        let persons = self
            .assessment
            .visits
            .persons_in(&unions.of_row, unions.count);
        let below = self
            .assessment
            .visits
            .persons_where(|class| persons[unions.of_row[class] as usize] < self.rule.k);
        let count = |count| FlooredCount::new(count, u64::from(self.rule.floor));
        let outcome = Outcome {
            classes: count(unions.count as u64),
            k: persons.iter().copied().min().unwrap_or(0),
            persons_below_k: count(below),
        };
        (outcome, below)
    }

    /// Unites classes that agree on these columns.
    fn unions(&self, columns: &[usize], coarser: Option<usize>) -> Ranks {
        let mut parents = Vec::new();
        if let Some(column) = coarser.map(|place| &self.assessment.columns[place])
            && let Some(parent_of) = &column.coarser
        {
            let parent = |code: &u32| parent_of[*code as usize];
            parents = column.codes.iter().map(parent).collect();
        }
        let highest = parents.iter().copied().max().unwrap_or(0) as usize;
        let codes: Vec<Codes<'_>> = columns
            .iter()
            .map(|place| {
                let ClassColumn { codes, values, .. } = &self.assessment.columns[*place];
                if coarser == Some(*place) {
                    Codes {
                        codes: &parents,
                        values: highest + 1,
                    }
                } else {
                    Codes {
                        codes,
                        values: *values,
                    }
                }
            })
            .collect();
        rank(self.assessment.rows.len(), &codes)
    }
}

/// All sets of `size` places below `count`, in lexicographic order.
fn subsets(count: usize, size: usize) -> Vec<Vec<usize>> {
    let mut sets = vec![Vec::new()];
    for _ in 0..size {
        sets = sets
            .into_iter()
            .flat_map(|set: Vec<usize>| {
                let next = set.last().map_or(0, |last| last + 1);
                (next..count).map(move |place| {
                    let mut longer = set.clone();
                    longer.push(place);
                    longer
                })
            })
            .collect();
    }
    sets
}
