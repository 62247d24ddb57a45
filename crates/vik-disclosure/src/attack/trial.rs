//! The strong attackers, on a sample: programmes and coalitions.

use std::collections::BTreeMap;

use crate::attack::coalition::{Learnt, coalitions};
use crate::attack::finding::{both_sides, counted, finding, own_words};
use crate::attack::interval::{Attacked, Interval, Strength, Verdict, attack as interval};
use crate::attack::memory::{Memory, Trial, part_hash};
use crate::attack::polytope::Polytope;
use crate::attack::report::{Attacker, CoalitionCounts, Counts, Finding, Report, Sampled};
use crate::attack::run::Options;
use crate::attack::system::{Source, System, Target};
use crate::attack::words;
use crate::ledger::Counted;

/// Programmes and coalitions for the chosen targets of a part.
pub(crate) fn try_sample(
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

/// One target, by programme and by colleagues.
pub(crate) fn try_one(
    part: &System,
    polytope: &Polytope,
    target: &Target,
    options: &Options,
) -> Trial {
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
        let worth = found.verdict(options.k) < Verdict::Narrow || options.explain_narrow;
        let combination = if worth {
            both_sides(part, target)
        } else {
            own_words(part, target)
        };
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
