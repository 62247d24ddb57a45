//! The report of the gate, for the closed side.

use serde::Serialize;

use crate::protected::Protected;

use super::assess::Assessment;
use super::floor::FlooredCount;
use super::input::GroundDistance;
use super::rule::{GateRule, GateRuleError};
use super::sizes::{SizeBin, size_bins};

/// How much lies in the classes that break a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Exposure {
    /// Classes.
    pub classes: FlooredCount,
    /// Rows in these classes.
    pub rows: FlooredCount,
    /// Distinct persons with a record in at least one of these classes.
    pub persons: FlooredCount,
}

/// One sensitive attribute over all classes.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SensitiveReport {
    /// Name of the column.
    pub column: String,
    /// Ground distance of t.
    pub distance: GroundDistance,
    /// Fewest distinct values in a class.
    pub l: u32,
    /// Smallest exponential of the entropy of a class, in values.
    pub entropy_l: f64,
    /// Largest distance of a class to all records, from 0 to 1.
    pub t: f64,
    /// Classes with fewer values than the rule asks for.
    pub below_diversity: Exposure,
    /// Classes with one value only: whoever is known to be in the class has that value.
    pub one_value: Exposure,
    /// Classes further from all records than the rule asks for.
    pub beyond_closeness: Exposure,
}

/// The classes beside the roster.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct RosterReport {
    /// Classes for which the roster gave no number; they count as too small.
    pub unknown: Exposure,
    /// Fewest staff who fit the description of a class, among those known.
    pub smallest: Option<u32>,
    /// Largest share of them with a record; above 1 the roster lacks persons.
    pub largest_share: Option<f64>,
    /// Classes with fewer staff than the rule asks for, the unknown ones included.
    pub below_roster: Exposure,
    /// Classes in which more than the allowed share has a record: an alarm, because being in the
    /// group is then nearly the same as having a case.
    pub group_disclosure: Exposure,
}

/// A rule that the records break.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GateFinding {
    /// Name of the setting in [`GateRule`].
    pub rule: &'static str,
    /// Sensitive column, where the rule is about one.
    pub column: Option<String>,
    /// What was expected.
    pub expected: String,
    /// Whether it closes the gate; otherwise it is for information.
    pub enforced: bool,
}

/// The report of the gate. Closed side only: privacy officer and data steward.
///
/// # Guarantee
/// It names columns and never a value of a record; no count between 1 and the floor appears, and
/// every bin of class sizes holds at least as many classes as the floor.
/// Not covered: the smallest k, l and largest t are exact and describe real classes, so this is no
/// release. It implements `Serialize` for the closed side's own pages and files.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GateReport {
    /// Where the report may be shown.
    pub audience: &'static str,
    /// The rule.
    pub rule: GateRule,
    /// Names of the quasi-identifiers.
    pub quasi_identifiers: Vec<String>,
    /// Rows.
    pub rows: FlooredCount,
    /// Distinct persons.
    pub persons: FlooredCount,
    /// Equivalence classes.
    pub classes: FlooredCount,
    /// Fewest distinct persons in a class.
    pub k: u32,
    /// Fewest rows in a class: the k of tools that know no persons.
    pub k_rows: u32,
    /// Classes with fewer persons than the rule asks for.
    pub below_k: Exposure,
    /// One entry for each sensitive attribute.
    pub sensitive: Vec<SensitiveReport>,
    /// The roster, where one was given.
    pub roster: Option<RosterReport>,
    /// Classes by size, in logarithmic bins.
    pub class_sizes: Vec<SizeBin>,
    /// Rules that the records break.
    pub findings: Vec<GateFinding>,
    /// Whether no enforced rule is broken.
    pub passes: bool,
}

/// Reads an assessment by a rule.
///
/// # Errors
/// [`GateRuleError`] if a setting of the rule is outside its limits.
pub fn gate_report(
    assessment: &Protected<Assessment>,
    rule: &GateRule,
) -> Result<GateReport, GateRuleError> {
    rule.validate()?;
    let assessment = assessment.open();
    let reader = Reader { assessment, rule };
    let below_k = reader.exposure(|class| assessment.persons[class] < rule.k);
    let sensitive = reader.sensitive();
    let roster = reader.roster();
    let findings = findings(rule, &below_k, &sensitive, roster.as_ref());
    Ok(GateReport {
        audience: "closed side: privacy officer and data steward",
        rule: rule.clone(),
        quasi_identifiers: names(assessment),
        rows: reader.count(assessment.row_count),
        persons: reader.count(assessment.visits.persons()),
        classes: reader.count(assessment.rows.len() as u64),
        k: smallest(&assessment.persons),
        k_rows: smallest(&assessment.rows),
        below_k,
        class_sizes: size_bins(&assessment.persons, &assessment.rows, rule.k, rule.floor),
        passes: !findings.iter().any(|finding| finding.enforced),
        sensitive,
        roster,
        findings,
    })
}

fn names(assessment: &Assessment) -> Vec<String> {
    let columns = assessment.columns.iter();
    columns.map(|column| column.name.clone()).collect()
}

fn smallest(sizes: &[u32]) -> u32 {
    sizes.iter().copied().min().unwrap_or(0)
}

struct Reader<'a> {
    assessment: &'a Assessment,
    rule: &'a GateRule,
}

impl Reader<'_> {
    fn count(&self, count: u64) -> FlooredCount {
        FlooredCount::new(count, u64::from(self.rule.floor))
    }

    fn exposure(&self, holds: impl Fn(usize) -> bool) -> Exposure {
        let (mut classes, mut rows) = (0, 0);
        for (class, size) in self.assessment.rows.iter().enumerate() {
            if holds(class) {
                classes += 1;
                rows += u64::from(*size);
            }
        }
        // Most rules hold nowhere or everywhere; then there is nothing to look up.
        let persons = match classes {
            0 => 0,
            all if all == self.assessment.rows.len() as u64 => self.assessment.visits.persons(),
            _ => self.assessment.visits.persons_where(holds),
        };
        Exposure {
            classes: self.count(classes),
            rows: self.count(rows),
            persons: self.count(persons),
        }
    }

    fn sensitive(&self) -> Vec<SensitiveReport> {
        let report = |(column, distance, measures): &(String, _, super::sensitive::Measures)| {
            let rule = self.rule;
            SensitiveReport {
                column: column.clone(),
                distance: *distance,
                l: smallest(&measures.distinct),
                entropy_l: measures
                    .entropy
                    .iter()
                    .copied()
                    .fold(f64::INFINITY, f64::min),
                t: measures.distance.iter().copied().fold(0.0, f64::max),
                below_diversity: self.exposure(|class| measures.distinct[class] < rule.diversity),
                one_value: self.exposure(|class| measures.distinct[class] == 1),
                beyond_closeness: self.exposure(|class| measures.distance[class] > rule.closeness),
            }
        };
        self.assessment.sensitive.iter().map(report).collect()
    }

    fn roster(&self) -> Option<RosterReport> {
        let sizes = self.assessment.rosters.as_ref()?;
        let share = |class: usize| {
            let staff = sizes[class]?;
            // Nobody fits, and yet there is a record: the roster is wrong, and the share stays finite.
            Some(f64::from(self.assessment.persons[class]) / f64::from(staff.max(1)))
        };
        let shares = (0..sizes.len()).filter_map(share);
        Some(RosterReport {
            unknown: self.exposure(|class| sizes[class].is_none()),
            smallest: sizes.iter().copied().flatten().min(),
            largest_share: shares.max_by(f64::total_cmp),
            below_roster: self
                .exposure(|class| sizes[class].unwrap_or(0) < self.rule.minimum_roster),
            group_disclosure: self.exposure(|class| {
                share(class).is_some_and(|share| share > self.rule.largest_share)
            }),
        })
    }
}

fn findings(
    rule: &GateRule,
    below_k: &Exposure,
    sensitive: &[SensitiveReport],
    roster: Option<&RosterReport>,
) -> Vec<GateFinding> {
    let mut found = Vec::new();
    let mut add = |broken: &Exposure, rule, column: Option<&String>, expected, enforced| {
        if !broken.classes.is_zero() {
            let column = column.cloned();
            found.push(GateFinding {
                rule,
                column,
                expected,
                enforced,
            });
        }
    };
    let expected = format!("at least {} distinct persons in every class", rule.k);
    add(below_k, "k", None, expected, true);
    for report in sensitive {
        let column = Some(&report.column);
        let expected = format!("at least {} distinct values in every class", rule.diversity);
        add(&report.below_diversity, "diversity", column, expected, true);
        let expected = format!("a distance to all records of at most {}", rule.closeness);
        add(
            &report.beyond_closeness,
            "closeness",
            column,
            expected,
            false,
        );
    }
    if let Some(report) = roster {
        let staff = rule.minimum_roster;
        let expected = format!("at least {staff} staff who fit the description of every class");
        add(&report.below_roster, "minimum_roster", None, expected, true);
        let share = rule.largest_share;
        let expected = format!("at most a share of {share} of the staff with a record");
        add(
            &report.group_disclosure,
            "largest_share",
            None,
            expected,
            true,
        );
    }
    found
}
