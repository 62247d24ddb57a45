//! The whole attack: every cell by elimination and propagation, a sample by programme.

use std::collections::{BTreeMap, BTreeSet};

use crate::attack::build::build;
use crate::attack::coalition::{Learnt, coalitions};
use crate::attack::elimination::{Combination, Elimination};
use crate::attack::explain::explain;
use crate::attack::interval::{Attacked, Interval, Strength, Verdict, attack as interval};
use crate::attack::linear::Side;
use crate::attack::memory::{Judged, Memory, Trial, part_hash};
use crate::attack::plan::Plan;
use crate::attack::polytope::Polytope;
use crate::attack::report::{Attacker, CoalitionCounts, Counts, Finding, Report, Sampled};
use crate::attack::system::{Source, Standing, System, Target};
use crate::attack::words;
use crate::ledger::{Cell, Counted, Ledger, LineError, Statement, read_statements};

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

/// The cells with the smallest hashes: a sample that does not depend on anything but names.
struct Sample {
    size: usize,
    seed: u64,
    leaves_only: bool,
    chosen: BTreeSet<(u64, (usize, usize), usize)>,
}

impl Sample {
    fn new(options: &Options) -> Self {
        Self {
            size: options.sample.unwrap_or(usize::MAX),
            seed: options.seed,
            leaves_only: options.leaves_only,
            chosen: BTreeSet::new(),
        }
    }

    fn offer(&mut self, part: &System, place: (usize, usize)) {
        for (number, target) in part.targets.iter().enumerate() {
            if self.leaves_only && target.terms.len() > 1 {
                continue;
            }
            let hash = name_hash(self.seed, &target.cell);
            if self.chosen.len() == self.size
                && self
                    .chosen
                    .last()
                    .is_none_or(|(largest, ..)| *largest <= hash)
            {
                continue;
            }
            self.chosen.insert((hash, place, number));
            if self.chosen.len() > self.size {
                self.chosen.pop_last();
            }
        }
    }

    fn by_part(self) -> BTreeMap<(usize, usize), Vec<usize>> {
        let mut parts: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
        for (_, place, target) in self.chosen {
            parts.entry(place).or_default().push(target);
        }
        parts
    }
}

/// FNV-1a over the name, stirred once: it spreads names, it keeps no secret.
fn name_hash(seed: u64, cell: &Cell) -> u64 {
    let mut hash = 0xCBF2_9CE4_8422_2325_u64 ^ seed;
    let mut take = |text: &str| {
        for byte in text.bytes().chain([0xFF]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3);
        }
    };
    take(&cell.cube);
    take(&cell.period);
    for (name, code) in &cell.codes {
        take(name);
        take(code);
    }
    take(if cell.measure == Counted::Cases {
        "cases"
    } else {
        "persons"
    });
    hash = (hash ^ (hash >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    hash = (hash ^ (hash >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    hash ^ (hash >> 31)
}

/// A number that was published nowhere may be known exactly if it is large or zero: the interval
/// then counts as open, because nobody promised to hide it.
fn counted(target: &Target, found: Interval, k: u32) -> Interval {
    let harmless = found.is_exact() && !found.proves_existence(k);
    if target.standing == Standing::Unpublished && harmless {
        Interval {
            low: 0.0,
            high: None,
        }
    } else {
        found
    }
}

/// Elimination and propagation over every target of a part.
fn gate(part: &System, options: &Options, memory: &mut Memory, report: &mut Report) {
    report.parts += 1;
    let hash = part_hash(part, options);
    let judged = match memory.gates.get(&hash) {
        Some(judged) => {
            report.reused += 1;
            judged.clone()
        }
        None => {
            let judged = judge(part, options);
            memory.gates.insert(hash, judged.clone());
            judged
        }
    };
    report.every_cell.merge(&judged.counts);
    report.contradiction |= judged.contradiction;
    report.not_listed += judged.not_listed;
    let room = options.listed.saturating_sub(report.findings.len());
    report.not_listed += judged.findings.len().saturating_sub(room);
    report
        .findings
        .extend(judged.findings.into_iter().take(room));
}

fn judge(part: &System, options: &Options) -> Judged {
    let mut judged = Judged::default();
    // Links alone say only that sums are equal; they fix no number.
    let fixes = |low: i64, high: i64, terms: &[(usize, i64)]| {
        low == high && (low != 0 || terms.iter().all(|(_, factor)| *factor > 0))
    };
    let equations = part
        .knowledge
        .iter()
        .any(|known| fixes(known.low, known.high, &known.terms));
    let elimination = equations.then(|| Elimination::new(part));
    let mut polytope = Polytope::new(part);
    if !polytope.propagate(options.whole) {
        judged.contradiction = true;
        judged.counts.cells = part.targets.len();
        judged.counts.unproven = part.targets.len();
        return judged;
    }
    let mut own: BTreeMap<&[(usize, i64)], (i64, i64)> = BTreeMap::new();
    for known in &part.knowledge {
        let range = own.entry(&known.terms).or_insert((i64::MIN, i64::MAX));
        *range = (range.0.max(known.low), range.1.min(known.high));
    }
    for target in &part.targets {
        if let Some((value, combination)) = elimination
            .as_ref()
            .and_then(|elimination| elimination.reveal(part, target))
        {
            let exact = Interval {
                low: value as f64,
                high: Some(value as f64),
            };
            let exact = counted(target, exact, options.k);
            judged.counts.add(&exact, options.k);
            if exact.is_exact() {
                judged.list(options, || {
                    finding(
                        part,
                        target,
                        exact,
                        options,
                        Attacker::Elimination,
                        &combination,
                    )
                });
            }
            continue;
        }
        let (least, most) = polytope.extremes(&target.terms);
        let (low, high) = own.get(&target.terms[..]).copied().unwrap_or((0, i64::MAX));
        let high = most.finite().map_or(high, |most| most.min(high));
        let found = Interval {
            low: least.finite().unwrap_or(0).max(low) as f64,
            high: (high < i64::MAX).then_some(high as f64),
        };
        let found = counted(target, found, options.k);
        judged.counts.add(&found, options.k);
        if found.verdict(options.k) <= Verdict::Existence {
            judged.list(options, || {
                let combination = both_sides(part, target);
                finding(
                    part,
                    target,
                    found,
                    options,
                    Attacker::Propagation,
                    &combination,
                )
            });
        }
    }
    judged
}

impl Judged {
    fn list(&mut self, options: &Options, finding: impl FnOnce() -> Finding) {
        if self.findings.len() < options.listed {
            self.findings.push(finding());
        } else {
            self.not_listed += 1;
        }
    }
}

/// What bounds a target from below and from above; if that is too large, what was said about it.
fn both_sides(part: &System, target: &Target) -> Combination {
    let mut pieces: Vec<(usize, i64, i64)> = Vec::new();
    for side in [Side::Low, Side::High] {
        for piece in explain(part, target, side).unwrap_or_default() {
            if !pieces.contains(&piece) {
                pieces.push(piece);
            }
        }
    }
    if pieces.is_empty() {
        own_words(part, target)
    } else {
        pieces
    }
}

/// What was said about a target itself.
fn own_words(part: &System, target: &Target) -> Combination {
    part.knowledge
        .iter()
        .enumerate()
        .filter(|(_, known)| known.terms == target.terms)
        .map(|(place, _)| (place, 1, 1))
        .collect()
}

fn finding(
    part: &System,
    target: &Target,
    interval: Interval,
    options: &Options,
    attacker: Attacker,
    combination: &Combination,
) -> Finding {
    let combination = words::pieces(part, combination);
    let verdict = interval.verdict(options.k);
    let sentence = words::sentence(&target.cell, &interval, verdict, options.k, &combination);
    Finding {
        cell: target.cell.clone(),
        shown: target.shown,
        interval,
        verdict,
        attacker,
        combination,
        sentence,
    }
}

/// Programmes and coalitions for the chosen targets of a part.
fn try_sample(
    part: &System,
    targets: &[usize],
    options: &Options,
    memory: &mut Memory,
    report: &mut Report,
) {
    let hash = part_hash(part, options);
    let mut polytope: Option<Polytope> = None;
    for number in targets {
        let target = &part.targets[*number];
        let key = (hash.clone(), target.cell.clone());
        let trial = match memory.trials.get(&key) {
            Some(trial) => trial.clone(),
            None => {
                let polytope = polytope.get_or_insert_with(|| Polytope::new(part));
                let trial = try_one(part, polytope, target, options);
                memory.trials.insert(key, trial.clone());
                trial
            }
        };
        enter(trial, target, options, report);
    }
}

fn try_one(part: &System, polytope: &Polytope, target: &Target, options: &Options) -> Trial {
    let strength = Strength {
        whole: options.whole,
        nodes: options.nodes,
        collapse: options.collapse,
    };
    let Some(attacked) = interval(polytope, &target.terms, strength) else {
        return Trial::default();
    };
    let found = counted(target, attacked.interval, options.k);
    let mut findings = Vec::new();
    if found.verdict(options.k) < Verdict::Open {
        let attacker = if options.whole {
            Attacker::Integer
        } else {
            Attacker::Linear
        };
        let combination = both_sides(part, target);
        findings.push(finding(
            part,
            target,
            found,
            options,
            attacker,
            &combination,
        ));
    }
    let mut learnt = Vec::new();
    if options.coalition > 0 && target.terms.len() == 1 && target.cell.measure == Counted::Cases {
        let largest = options.coalition.min(3);
        learnt = coalitions(polytope, &target.terms, &attacked, largest, strength);
        // The smallest coalition that learns the most says enough in the list.
        let worst = learnt
            .iter()
            .filter(|learnt| learnt.others.verdict(options.k) <= Verdict::Existence)
            .min_by_key(|learnt| (learnt.others.verdict(options.k), learnt.size, learnt.own));
        if let Some(worst) = worst {
            findings.push(told(part, target, worst, options));
        }
    }
    Trial {
        attacked: Some(attacked),
        learnt: worst_by_size(&learnt, options.k),
        findings,
    }
}

fn worst_by_size(learnt: &[Learnt], k: u32) -> Vec<(u32, Interval)> {
    let mut worst: BTreeMap<u32, Interval> = BTreeMap::new();
    for one in learnt {
        let known = worst.entry(one.size).or_insert(one.others);
        if (one.others.verdict(k), one.others.width()) < (known.verdict(k), known.width()) {
            *known = one.others;
        }
    }
    worst.into_iter().collect()
}

fn told(part: &System, target: &Target, learnt: &Learnt, options: &Options) -> Finding {
    let mut told = finding(
        part,
        target,
        learnt.others,
        options,
        Attacker::Coalition {
            size: learnt.size,
            own: learnt.own,
        },
        &Vec::new(),
    );
    let place = learnt
        .beside
        .map_or(&target.cell, |unknown| &part.unknowns[unknown].cell);
    let own = if learnt.beside.is_some() {
        i64::from(learnt.size)
    } else {
        learnt.own
    };
    told.combination = vec![words::Piece {
        times: 1,
        over: 1,
        what: words::source(&Source::Colleagues(place.clone(), own)),
    }];
    told.sentence = words::sentence(
        &target.cell,
        &learnt.others,
        told.verdict,
        options.k,
        &told.combination,
    );
    told.sentence.en.insert_str(0, "For the cases of others: ");
    told.sentence
        .nl
        .insert_str(0, "Voor de zaken van anderen: ");
    told
}

fn enter(trial: Trial, target: &Target, options: &Options, report: &mut Report) {
    let Some(Attacked {
        interval,
        proven,
        unknowns,
    }) = trial.attacked
    else {
        report.contradiction = true;
        report.sampled.cells += 1;
        report.sampled.unproven += 1;
        return;
    };
    report
        .sampled
        .add(&counted(target, interval, options.k), options.k);
    report.sampled.unproven += usize::from(!proven);
    report.unknowns_before += unknowns.0;
    report.unknowns_after += unknowns.1;
    report.samples.push(Sampled {
        cell: target.cell.clone(),
        shown: target.shown,
        interval,
        proven,
    });
    for (size, others) in trial.learnt {
        let place = report
            .coalitions
            .iter()
            .position(|known| known.size == size);
        let place = place.unwrap_or_else(|| {
            report.coalitions.push(CoalitionCounts {
                size,
                counts: Counts::default(),
            });
            report.coalitions.len() - 1
        });
        report.coalitions[place].counts.add(&others, options.k);
    }
    report.coalitions.sort_by_key(|known| known.size);
    report.findings.extend(trial.findings);
}
