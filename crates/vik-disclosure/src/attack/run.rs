//! The whole attack: every cell by elimination and propagation, a sample by programme.

use crate::attack::build::build;
use crate::attack::gate::gate;
use crate::attack::memory::Memory;
use crate::attack::plan::Plan;
use crate::attack::report::{Attacker, Finding, Report};
use crate::attack::sample::Sample;
use crate::attack::system::System;
use crate::attack::trial::try_sample;
use crate::ledger::{Ledger, LineError, Statement, read_statements};

/// What the attacker does and knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// Threshold of the verdicts.
    pub k: u32,
    /// How many cells are attacked by programme; `None` for all. Which cells is a function of
    /// their names and the seed alone, so a longer ledger keeps most of a shorter one's sample.
    pub sample: Option<usize>,
    /// Seed of the sample.
    pub seed: u64,
    /// Sample leaves only; margins are attacked by elimination and propagation anyway.
    pub leaves_only: bool,
    /// Counts are whole numbers: propagation rounds, and programmes branch.
    pub whole: bool,
    /// Branch-and-bound nodes before giving up on one end of an interval.
    pub nodes: u64,
    /// Largest coalition of colleagues, 0 to 3.
    pub coalition: u32,
    /// Zeros are shown, so that a hidden cell holds at least one.
    pub zeros_shown: bool,
    /// Totals that are known from elsewhere: statements with the rule `exact`.
    pub known: Vec<Statement>,
    /// Longest list of findings.
    pub listed: usize,
    /// Say what gives narrow intervals away too. It takes two more programmes for each, and in a
    /// rounded table every cell published as zero is narrow.
    pub explain_narrow: bool,
    /// Merge unknowns with equal columns; without it the same is found, later.
    pub collapse: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            k: 5,
            sample: Some(20),
            seed: 1,
            leaves_only: false,
            whole: true,
            nodes: 2_000,
            coalition: 3,
            zeros_shown: false,
            known: Vec::new(),
            listed: 1_000,
            explain_narrow: false,
            collapse: true,
        }
    }
}

/// Attacks a ledger; filter it with [`Ledger::seen_by`] first to attack as one audience.
///
/// # What is attacked
/// * **Every cell** of every period by elimination modulo a prime and by propagation of bounds.
/// * **A sample** of cells by linear programme and, with [`Options::whole`], in whole numbers,
///   each within its *island*: the months that statements tie together, and all linked cubes of
///   them. A statement about several months that follows from the months' own is left out first,
///   so derived quarters tie nothing together and an island is one month.
/// * The sampled cells again, by coalitions of colleagues.
///
/// Memory is that of the ledger and one island; time is linear in the statements, plus one or two
/// programmes for each sampled cell.
///
/// # Guarantee
/// A finding is true: its interval holds in every world that fits the ledger. An open verdict of
/// the sample is as strong as [`Report::exact_model`] and [`Sampled::proven`] say; an open verdict
/// by propagation only means that this attacker did not find it.
pub fn attack(ledger: &Ledger, options: &Options) -> Report {
    attack_again(ledger, options, &mut Memory::default())
}

/// Attacks a ledger file.
///
/// # Errors
/// The first line that is not in the format of [`Statement`].
pub fn attack_lines(text: &str, options: &Options) -> Result<Report, LineError> {
    let ledger: Ledger = read_statements(text)?.into_iter().collect();
    Ok(attack(&ledger, options))
}

/// Attacks a ledger of which an earlier state was attacked before: only the independent parts
/// that changed, or whose sample changed, are attacked again.
///
/// # Guarantee
/// The report is that of [`attack`], but for [`Report::reused`].
pub fn attack_again(ledger: &Ledger, options: &Options, memory: &mut Memory) -> Report {
    let elsewhere = ledger.len();
    let mut extended;
    let ledger = if options.known.is_empty() {
        ledger
    } else {
        extended = ledger.clone();
        extended.extend(options.known.iter().cloned());
        &extended
    };
    let plan = Plan::new(ledger, i64::from(options.zeros_shown));
    let mut report = Report {
        k: options.k,
        statements: ledger.len(),
        implied: plan.implied,
        exact_model: true,
        ..Report::default()
    };
    let mut chosen = Sample::new(options);
    for (island, entries) in plan.islands.iter().enumerate() {
        let built = build(&plan, entries, elsewhere);
        report.exact_model &= built.exact;
        for (place, part) in built.system.parts().iter().enumerate() {
            gate(part, options, memory, &mut report);
            chosen.offer(part, (island, place));
        }
    }
    for ((island, place), targets) in chosen.by_part() {
        let built = build(&plan, &plan.islands[island], elsewhere);
        if let Some(part) = built.system.parts().get(place) {
            try_sample(part, &targets, options, memory, &mut report);
        }
    }
    finish(report, options)
}

/// Attacks a system that was made in another way, such as by [`read_table`](crate::attack::read_table).
pub fn attack_system(system: &System, options: &Options) -> Report {
    let mut memory = Memory::default();
    let mut report = Report {
        k: options.k,
        statements: system.knowledge.len(),
        exact_model: true,
        ..Report::default()
    };
    let parts = system.parts();
    let mut chosen = Sample::new(options);
    for (place, part) in parts.iter().enumerate() {
        gate(part, options, &mut memory, &mut report);
        chosen.offer(part, (0, place));
    }
    for ((_, place), targets) in chosen.by_part() {
        try_sample(&parts[place], &targets, options, &mut memory, &mut report);
    }
    finish(report, options)
}

fn finish(mut report: Report, options: &Options) -> Report {
    report
        .samples
        .sort_by(|left, right| left.cell.cmp(&right.cell));
    // A cell that several attackers found is listed once, by the one that learnt most; what
    // colleagues learn is another matter.
    let told = |finding: &Finding| matches!(finding.attacker, Attacker::Coalition { .. });
    report.findings.sort_by(|left, right| {
        let width = left.interval.width().total_cmp(&right.interval.width());
        let key = |finding: &Finding| (told(finding), finding.cell.clone(), finding.verdict);
        key(left)
            .cmp(&key(right))
            .then(width)
            .then(left.attacker.cmp(&right.attacker))
    });
    report
        .findings
        .dedup_by(|next, kept| (told(next), &next.cell) == (told(kept), &kept.cell));
    report.findings.sort_by(|left, right| {
        let key = |finding: &Finding| (finding.verdict, told(finding), finding.cell.clone());
        key(left).cmp(&key(right))
    });
    report.not_listed += report.findings.len().saturating_sub(options.listed);
    report.findings.truncate(options.listed);
    report
}
