//! What earlier attacks found, so that a new release costs only what it changes.

use std::collections::BTreeMap;

use crate::attack::interval::{Attacked, Interval};
use crate::attack::report::{Counts, Finding};
use crate::attack::run::Options;
use crate::attack::system::System;
use crate::ledger::Cell;
use crate::record::digest_lines;

/// Verdicts of earlier attacks, by what was known to the attacker in each independent part.
#[derive(Debug, Clone, Default)]
pub struct Memory {
    pub(crate) gates: BTreeMap<String, Judged>,
    pub(crate) trials: BTreeMap<(String, Cell), Trial>,
}

/// What elimination and propagation found in a part.
#[derive(Debug, Clone, Default)]
pub(crate) struct Judged {
    pub(crate) counts: Counts,
    pub(crate) findings: Vec<Finding>,
    pub(crate) not_listed: usize,
    pub(crate) contradiction: bool,
}

/// What the programmes found about one cell.
#[derive(Debug, Clone, Default)]
pub(crate) struct Trial {
    /// `None` if no world fits.
    pub(crate) attacked: Option<Attacked>,
    /// Worst interval for each size of coalition.
    pub(crate) learnt: Vec<(u32, Interval)>,
    pub(crate) findings: Vec<Finding>,
}

/// A name for everything that decides the verdicts of a part.
pub(crate) fn part_hash(part: &System, options: &Options) -> String {
    let head = vec![
        "vik attack 1".to_owned(),
        options.k.to_string(),
        options.whole.to_string(),
        options.nodes.to_string(),
        options.coalition.to_string(),
        options.listed.to_string(),
        options.explain_narrow.to_string(),
        options.collapse.to_string(),
    ];
    let terms = |terms: &[(usize, i64)]| -> String {
        terms
            .iter()
            .map(|(unknown, factor)| format!("{factor}*{unknown} "))
            .collect()
    };
    let cell = |cell: &Cell| format!("{cell:?}");
    let unknowns = part
        .unknowns
        .iter()
        .map(|unknown| vec![cell(&unknown.cell), unknown.high.to_string()]);
    let knowledge = part.knowledge.iter().map(|known| {
        vec![
            terms(&known.terms),
            known.low.to_string(),
            known.high.to_string(),
            format!("{:?}", known.source),
        ]
    });
    let targets = part.targets.iter().map(|target| {
        vec![
            cell(&target.cell),
            terms(&target.terms),
            format!("{:?} {:?}", target.shown, target.standing),
        ]
    });
    digest_lines(
        [head]
            .into_iter()
            .chain(unknowns)
            .chain(knowledge)
            .chain(targets),
    )
}
