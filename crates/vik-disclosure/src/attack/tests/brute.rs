//! The attackers against plain enumeration of all worlds.

use std::collections::BTreeMap;

use proptest::prelude::*;

use crate::attack::{
    Attacker, Knowledge, Options, Source, Standing, System, Target, Unknown, attack_system,
};
use crate::ledger::{Cell, Counted};

const UNKNOWNS: usize = 5;
const MOST: i64 = 3;

fn cell(name: &str) -> Cell {
    Cell {
        cube: "brute".to_owned(),
        period: "once".to_owned(),
        codes: BTreeMap::from([("code".to_owned(), name.to_owned())]),
        measure: Counted::Cases,
    }
}

/// Knowledge that a true world fits: sums with coefficients 1, 2 or -1, and some slack.
fn system(truth: &[i64], rows: &[(Vec<i64>, i64, i64)]) -> System {
    let unknowns = (0..UNKNOWNS).map(|place| Unknown {
        cell: cell(&format!("x{place}")),
        high: MOST,
    });
    let knowledge = rows
        .iter()
        .enumerate()
        .filter_map(|(place, (factors, below, above))| {
            let terms: Vec<(usize, i64)> = factors
                .iter()
                .copied()
                .enumerate()
                .filter(|(_, factor)| *factor != 0)
                .collect();
            let sum: i64 = terms
                .iter()
                .map(|(unknown, factor)| factor * truth[*unknown])
                .sum();
            (!terms.is_empty()).then(|| Knowledge {
                terms,
                low: if *below == 3 { i64::MIN } else { sum - below },
                high: if *above == 3 { i64::MAX } else { sum + above },
                source: Source::Published(cell(&format!("row {place}")), Some(sum)),
            })
        });
    let mut targets: Vec<Target> = (0..UNKNOWNS)
        .map(|unknown| Target {
            cell: cell(&format!("x{unknown}")),
            terms: vec![(unknown, 1)],
            shown: None,
            standing: Standing::Protected,
        })
        .collect();
    targets.push(Target {
        cell: cell("sum"),
        terms: vec![(0, 1), (1, 1), (3, 1)],
        ..targets[0].clone()
    });
    System {
        unknowns: unknowns.collect(),
        knowledge: knowledge.collect(),
        targets,
    }
}

fn worlds(system: &System) -> Vec<Vec<i64>> {
    let base = MOST + 1;
    (0..base.pow(UNKNOWNS as u32))
        .map(|number| {
            (0..UNKNOWNS)
                .map(|place| number / base.pow(place as u32) % base)
                .collect::<Vec<i64>>()
        })
        .filter(|world| {
            system.knowledge.iter().all(|known| {
                let sum = value(&known.terms, world);
                known.low <= sum && sum <= known.high
            })
        })
        .collect()
}

fn value(terms: &[(usize, i64)], world: &[i64]) -> i64 {
    terms
        .iter()
        .map(|(unknown, factor)| factor * world[*unknown])
        .sum()
}

fn a_row() -> impl Strategy<Value = (Vec<i64>, i64, i64)> {
    let factor = prop_oneof![3 => Just(0_i64), 4 => Just(1), 1 => Just(2), 1 => Just(-1)];
    (prop::collection::vec(factor, UNKNOWNS), 0_i64..4, 0_i64..4)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn intervals_are_those_of_all_worlds(
        truth in prop::collection::vec(0..=MOST, UNKNOWNS),
        rows in prop::collection::vec(a_row(), 0..6),
    ) {
        let system = system(&truth, &rows);
        let worlds = worlds(&system);
        let options = Options { sample: None, coalition: 0, explain_narrow: true, ..Options::default() };
        let whole = attack_system(&system, &options);
        let merged = attack_system(&system, &Options { collapse: false, ..options.clone() });
        prop_assert_eq!(&whole.samples, &merged.samples);
        let linear = attack_system(&system, &Options { whole: false, ..options });
        prop_assert_eq!(whole.samples.len(), UNKNOWNS + 1);
        prop_assert!(!whole.contradiction && whole.sampled.unproven == 0);
        for (sampled, outer) in whole.samples.iter().zip(&linear.samples) {
            let target = system.targets.iter().find(|target| target.cell == sampled.cell).unwrap();
            let values = worlds.iter().map(|world| value(&target.terms, world));
            let (low, high) = (values.clone().min().unwrap(), values.max().unwrap());
            prop_assert_eq!((sampled.interval.low, sampled.interval.high), (low as f64, Some(high as f64)));
            prop_assert!(outer.interval.low <= low as f64 + 1e-6);
            prop_assert!(outer.interval.high.unwrap() >= high as f64 - 1e-6);
        }
        for finding in &whole.findings {
            let target = system.targets.iter().find(|target| target.cell == finding.cell).unwrap();
            for world in &worlds {
                let value = value(&target.terms, world) as f64;
                prop_assert!(finding.interval.low <= value && finding.interval.high.unwrap() >= value);
            }
            if finding.attacker == Attacker::Elimination {
                // The pieces add up to the number, whatever the world.
                let sum: f64 = finding
                    .combination
                    .iter()
                    .map(|piece| {
                        let known = system.knowledge.iter().find(|known| {
                            crate::attack::words::source(&known.source) == piece.what
                        });
                        piece.times as f64 / piece.over as f64 * known.unwrap().low as f64
                    })
                    .sum();
                prop_assert!((sum - finding.interval.low).abs() < 1e-9, "{}", finding.sentence.en);
            }
        }
    }

    #[test]
    fn knowledge_that_fits_no_world_is_a_contradiction(truth in prop::collection::vec(0..=MOST, UNKNOWNS)) {
        let mut system = system(&truth, &[(vec![1, 1, 0, 0, 0], 0, 0)]);
        let mut other = system.knowledge[0].clone();
        (other.low, other.high) = (other.low + 7, other.high + 7);
        system.knowledge.push(other);
        prop_assert!(attack_system(&system, &Options::default()).contradiction);
    }
}
