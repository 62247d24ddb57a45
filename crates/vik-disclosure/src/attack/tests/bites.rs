//! Mistakes that the attackers must find: a test of the attackers, not of the cubes.

use std::collections::BTreeMap;

use super::small::Seed;
use crate::attack::{Attacker, Options, Report, Verdict, attack};
use crate::ledger::{Counted, Ledger, Rule, Statement};

/// One cube of units by categories, as a table of true counts.
fn truth(seed: u64) -> Vec<(BTreeMap<String, String>, u32)> {
    let mut seed = Seed(seed);
    let mut leaves = Vec::new();
    for unit in 0..6 {
        for category in 0..5 {
            let codes = [("unit", unit), ("category", category)]
                .iter()
                .map(|(name, code)| ((*name).to_owned(), format!("{name}{code}")))
                .collect();
            leaves.push((codes, seed.below(5).min(seed.below(7)) as u32));
        }
    }
    leaves
}

fn statement(
    codes: &BTreeMap<String, String>,
    period: &str,
    measure: Counted,
    value: u32,
    base: u32,
) -> Statement {
    Statement {
        cube: "units".to_owned(),
        population: "cases".to_owned(),
        period: period.to_owned(),
        audience: format!("base {base}"),
        codes: codes.clone(),
        measure,
        value: Some(value),
        rule: Rule::Rounded {
            base,
            tolerance: base - 1,
            zero_stays_zero: true,
        },
    }
}

/// Down or up by chance.
fn rounded(value: u32, base: u32, seed: &mut Seed) -> u32 {
    let down = value / base * base;
    if value > down && seed.below(u64::from(base)) < u64::from(value - down) {
        down + base
    } else {
        down
    }
}

fn all(statements: impl IntoIterator<Item = Statement>) -> Report {
    let ledger: Ledger = statements.into_iter().collect();
    attack(
        &ledger,
        &Options {
            sample: None,
            coalition: 0,
            explain_narrow: true,
            ..Options::default()
        },
    )
}

#[test]
fn two_roundings_of_one_truth() {
    // Base 3 for analysts and base 5 for leadership, both from the truth: the notes found 2 exact
    // and 478 existence of 1,601 small cells. Each audience alone learns nothing.
    let mut seed = Seed(11);
    let statements: Vec<Statement> = (0..8)
        .flat_map(|table| {
            let period = format!("2024-{:02}", table + 1);
            truth(table)
                .into_iter()
                .flat_map(|(codes, value)| {
                    [3, 5].map(|base| {
                        statement(
                            &codes,
                            &period,
                            Counted::Cases,
                            rounded(value, base, &mut seed),
                            base,
                        )
                    })
                })
                .collect::<Vec<_>>()
        })
        .collect();
    let ledger: Ledger = statements.iter().cloned().collect();
    for audience in ["base 3", "base 5"] {
        let alone = attack(&ledger.seen_by(&[audience]), &Options::default());
        assert!(!alone.discloses());
    }
    let report = all(statements);
    assert!(report.sampled.existence >= 10, "{:?}", report.sampled);
    assert!(report.every_cell.existence == report.sampled.existence);
    let found = &report.findings[0];
    assert!(found.attacker == Attacker::Propagation && found.combination.len() == 2);
    assert!(found.sentence.nl.contains("gepubliceerd"));
}

#[test]
fn persons_and_cases_rounded_apart() {
    // Persons 3 beside cases 0 proves one or two persons (linked-cubes.md section 5).
    let mut seed = Seed(12);
    let statements = truth(40).into_iter().flat_map(|(codes, persons)| {
        let cases = persons + seed.below(u64::from(persons) + 1).min(1) as u32;
        [(Counted::Persons, persons), (Counted::Cases, cases)].map(|(measure, value)| {
            statement(&codes, "2024-01", measure, rounded(value, 3, &mut seed), 3)
        })
    });
    let report = all(statements.collect::<Vec<_>>());
    assert!(report.sampled.existence > 0, "{:?}", report.sampled);
    let found = report
        .findings
        .iter()
        .find(|finding| finding.verdict == Verdict::Existence)
        .unwrap();
    assert!(
        found.sentence.en.contains("somebody, and fewer than 5"),
        "{}",
        found.sentence.en
    );
}

#[test]
fn plain_cumulative_rounding() {
    // Months published as increments of `3 * round(total / 3)`: every running total is within one.
    // The first case after a zero start is pinned to 1 .. 4 (scheme 3n of the notes on power: 1,678
    // existence). With error feedback only each month is within two, and nothing is pinned.
    let mut seed = Seed(13);
    let (mut running, mut single) = (Vec::new(), Vec::new());
    for (codes, _) in truth(50)
        .into_iter()
        .filter(|(codes, _)| codes["unit"] == "unit0")
    {
        let (mut total, mut before) = (0, 0);
        for month in 1..=12 {
            total += u32::from(seed.below(3) == 0);
            let shown = (total + 1) / 3 * 3;
            let within_two =
                |period: String, value| statement(&codes, &period, Counted::Cases, value, 3);
            let rule = Rule::Rounded {
                base: 3,
                tolerance: 1,
                zero_stays_zero: true,
            };
            let until = within_two(format!("2024-01..2024-{month:02}"), shown);
            running.push(Statement { rule, ..until });
            single.push(within_two(format!("2024-{month:02}"), shown - before));
            before = shown;
        }
    }
    let report = all(running);
    assert!(!report.contradiction);
    // A month, not only a running total, is given away: it was published nowhere.
    let month = report
        .findings
        .iter()
        .find(|finding| finding.shown.is_none() && finding.verdict == Verdict::Existence);
    let month = month.unwrap();
    assert_eq!((month.interval.low, month.interval.high), (1.0, Some(4.0)));
    assert_eq!(month.combination.len(), 2, "{}", month.sentence.en);
    assert!(!all(single).discloses());
}
