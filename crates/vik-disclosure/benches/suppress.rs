//! Suppression beside the expected outputs of GaussSuppression, as a Markdown table.
//!
//! `cargo bench -p vik-disclosure --bench suppress`; with `-- --write DIR` it also writes each
//! pattern as a file that an independent attacker can read.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    missing_docs,
    reason = "a benchmark may fail loudly"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::Instant;

use vik_disclosure::suppress::{
    Dimension, History, Suppression, SuppressionPolicy, Table, Zeros, suppress, suppress_after,
};

#[path = "suppress/examples.rs"]
mod examples;
#[path = "suppress/records.rs"]
mod records;

use examples::examples;
use records::{dimension, read, table};

fn write(
    dir: &str,
    name: &str,
    dims: &[&str],
    truth: &BTreeMap<Vec<String>, i64>,
    own: &Suppression,
) {
    let mut text = format!("{},freq,primary,suppressed\n", dims.join(","));
    for cell in &own.cells {
        let primary = own.reasons.contains_key(&cell.codes);
        text += &format!(
            "{},{},{},{}\n",
            cell.codes.join(","),
            truth[&cell.codes],
            if primary { "TRUE" } else { "FALSE" },
            if cell.value.is_none() {
                "TRUE"
            } else {
                "FALSE"
            },
        );
    }
    std::fs::write(Path::new(dir).join(format!("{name}.csv")), text).unwrap();
}

fn beside_expected(dir: Option<&str>) -> Option<()> {
    println!(
        "| table | cells | primaries | expected: hidden, value | no exact: hidden, value, s | with singleton rule | intervals k-1, one colleague |"
    );
    println!("|---|---|---|---|---|---|---|");
    for example in examples()? {
        let mut theirs = (0, 0, 0);
        let (mut truth, mut primaries) = (BTreeMap::new(), BTreeSet::new());
        for row in read(&format!("ssb_examples/expected_{}.csv", example.name))? {
            let codes: Vec<String> = example.dims.iter().map(|dim| row[*dim].clone()).collect();
            let value: i64 = row[example.value].parse().unwrap();
            if row["suppressed"] == "TRUE" {
                theirs = (theirs.0 + 1, theirs.1 + value, 0);
            }
            if row["primary"] == "TRUE" {
                primaries.insert(codes.clone());
            }
            truth.insert(codes, value);
        }
        let exact = SuppressionPolicy {
            zeros: example.zeros,
            singleton: false,
            ..SuppressionPolicy::exact_only(example.threshold)
        };
        let single = SuppressionPolicy {
            singleton: true,
            ..exact.clone()
        };
        let wide = SuppressionPolicy {
            zeros: example.zeros,
            nested: false,
            ..SuppressionPolicy::counts(example.threshold)
        };
        let mut parts = Vec::new();
        let mut same = "same";
        for (label, policy) in [("exact", exact), ("single", single), ("wide", wide)] {
            let started = Instant::now();
            let own = suppress(&example.table, &policy).unwrap();
            let seconds = started.elapsed().as_secs_f64();
            let hidden = own.cells.iter().filter(|cell| cell.value.is_none());
            let value: i64 = hidden.clone().map(|cell| truth[&cell.codes]).sum();
            parts.push(format!("{}, {value}, {seconds:.2}", hidden.count()));
            if !own.reasons.keys().eq(primaries.iter()) {
                same = "differ";
            }
            if let Some(dir) = dir {
                write(
                    dir,
                    &format!("{}-{label}", example.name),
                    &example.dims,
                    &truth,
                    &own,
                );
            }
        }
        println!(
            "| {} | {} | {} {same} | {}, {} | {} |",
            example.name,
            truth.len(),
            primaries.len(),
            theirs.0,
            theirs.1,
            parts.join(" | ")
        );
    }
    Some(())
}

fn report(name: &str, table: &Table, policy: &SuppressionPolicy, peer: &str) {
    let started = Instant::now();
    let own = suppress(table, policy).unwrap();
    println!(
        "| {name} | {} | {} | {} | {:.2} | {peer} |",
        own.cells.len(),
        own.reasons.len(),
        own.shown(),
        started.elapsed().as_secs_f64()
    );
}

fn synthetic() -> Option<()> {
    let mut records = read("synthetic/cases.csv")?;
    records.retain(|record| record["year"] == "2025");
    let exact = |zeros| SuppressionPolicy {
        zeros,
        singleton: false,
        effort: 0,
        ..SuppressionPolicy::exact_only(5)
    };
    let wide = SuppressionPolicy {
        nested: false,
        effort: 0,
        ..SuppressionPolicy::counts(5)
    };
    println!("\n| table and policy | cells | primaries | shown | s | GaussSuppression, s |");
    println!("|---|---|---|---|---|---|");
    let dims = ["region", "category", "quarter"].map(|name| dimension(&records, name, &[]));
    let mut cube = table(&records, dims.to_vec(), None);
    cube.fill_zeros();
    cube.show_all();
    report(
        "quarter cube, no exact",
        &cube,
        &exact(Zeros::Usable),
        "0.24",
    );
    let single = SuppressionPolicy {
        singleton: true,
        ..exact(Zeros::Usable)
    };
    report("quarter cube, and singleton rule", &cube, &single, "");
    report("quarter cube, intervals, one colleague", &cube, &wide, "");
    let shown = SuppressionPolicy {
        zeros: Zeros::Shown,
        ..wide.clone()
    };
    report("quarter cube, intervals, zeros shown", &cube, &shown, "");

    let names = ["region", "category", "outcome", "rank"];
    let dims = names.map(|name| dimension(&records, name, &[]));
    let mut linked = table(&records, dims.to_vec(), None);
    for left in 0..4 {
        for right in left + 1..4 {
            let codes: Vec<Vec<&str>> = (0..4)
                .map(|place| {
                    if place == left || place == right {
                        dims[place].codes().collect()
                    } else {
                        vec!["Total"]
                    }
                })
                .collect();
            linked.show(&codes).unwrap();
        }
    }
    report(
        "six linked two-way tables, no exact",
        &linked,
        &exact(Zeros::Usable),
        "13.9 (594 cells)",
    );
    report("six linked two-way tables, intervals", &linked, &wide, "");
    Some(())
}

fn year_to_date() -> Option<()> {
    let mut records = read("synthetic/cases.csv")?;
    records.retain(|record| record["year"] == "2025");
    println!("\n| report | cells | shown alone | shown after the earlier ones | s |");
    println!("|---|---|---|---|---|");
    let quarters = ["Q1", "Q2", "Q3", "Q4"];
    let mut history = History::new();
    let (mut alone, mut after, mut all) = (0, 0, 0);
    for last in 0..4 {
        let known = &quarters[..=last];
        let mut time = Dimension::new("quarter", known.to_vec());
        for end in 1..=last {
            time = time
                .with_group(&format!("until {}", known[end]), &known[..=end])
                .unwrap();
        }
        let mut own = records.clone();
        own.retain(|record| known.contains(&record["quarter"].as_str()));
        let regions = dimension(&records, "region", &[]);
        let categories = dimension(&records, "category", &[]);
        let mut report = table(&own, vec![regions.clone(), categories.clone(), time], None);
        report.fill_zeros();
        let until = if last == 0 {
            "Q1".to_owned()
        } else {
            format!("until {}", known[last])
        };
        let codes: Vec<Vec<&str>> = vec![regions.codes().collect(), categories.codes().collect()];
        report
            .show(&[codes[0].clone(), codes[1].clone(), vec![&until]])
            .unwrap();
        let policy = SuppressionPolicy {
            effort: 0,
            ..SuppressionPolicy::exact_only(5)
        };
        let first = suppress(&report, &policy).unwrap();
        report
            .watch(&[codes[0].clone(), codes[1].clone(), known.to_vec()])
            .unwrap();
        let started = Instant::now();
        let second = suppress_after(&report, &policy, &history).unwrap();
        let seconds = started.elapsed().as_secs_f64();
        history.add(&second);
        alone += first.shown();
        after += second.shown();
        all += second.cells.len();
        println!(
            "| until {} | {} | {} | {} | {seconds:.2} |",
            quarters[last],
            second.cells.len(),
            first.shown(),
            second.shown()
        );
    }
    println!("| together | {all} | {alone} | {after} | |");
    Some(())
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let place = arguments.iter().position(|argument| argument == "--write");
    let dir = place
        .and_then(|place| arguments.get(place + 1))
        .map(String::as_str);
    let only = arguments.iter().any(|argument| argument == "--linked");
    let first = if only { Some(()) } else { beside_expected(dir) };
    let done = first
        .and_then(|()| synthetic())
        .and_then(|()| year_to_date());
    if done.is_none() {
        println!("skipped: the shared example tables are not here");
    }
}
