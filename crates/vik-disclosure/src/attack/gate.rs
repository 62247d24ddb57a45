//! The cheap attackers, on every cell: elimination and propagation.

use std::collections::BTreeMap;

use crate::attack::elimination::Elimination;
use crate::attack::finding::{both_sides, counted, finding};
use crate::attack::interval::{Interval, Verdict};
use crate::attack::memory::{Judged, Memory, part_hash};
use crate::attack::polytope::Polytope;
use crate::attack::report::{Attacker, Finding, Report};
use crate::attack::run::Options;
use crate::attack::system::System;

/// Elimination and propagation over every target of a part.
pub(crate) fn gate(part: &System, options: &Options, memory: &mut Memory, report: &mut Report) {
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
