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
    Content, Dimension, History, Suppression, SuppressionPolicy, Table, Zeros, suppress,
    suppress_after,
};

type Records = Vec<BTreeMap<String, String>>;

fn read(name: &str) -> Option<Records> {
    let root = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../../shared/data/disclosure"
    );
    let text = std::fs::read_to_string(Path::new(root).join(name)).ok()?;
    let split = |line: &str| -> Vec<String> {
        let fields = line.trim_end().split(',');
        fields
            .map(|field| field.trim_matches('"').to_owned())
            .collect()
    };
    let mut lines = text.lines();
    let names = split(lines.next()?);
    Some(
        lines
            .map(|line| names.iter().cloned().zip(split(line)).collect())
            .collect(),
    )
}

fn dimension(records: &Records, leaf: &str, coarser: &[&str]) -> Dimension {
    let codes: BTreeSet<String> = records.iter().map(|record| record[leaf].clone()).collect();
    let mut dimension = Dimension::new(leaf, codes).with_total("Total").unwrap();
    for column in coarser {
        let mut groups: BTreeMap<&String, BTreeSet<&String>> = BTreeMap::new();
        for record in records {
            groups
                .entry(&record[*column])
                .or_default()
                .insert(&record[leaf]);
        }
        for (code, members) in groups {
            dimension = dimension.with_group(code, members).unwrap();
        }
    }
    dimension
}

fn count(cases: u64) -> Content {
    Content::Count {
        persons: cases,
        cases,
    }
}

fn table(records: &Records, dims: Vec<Dimension>, value: Option<&str>) -> Table {
    let names: Vec<String> = dims.iter().map(|dim| dim.name.clone()).collect();
    let mut table = Table::new(dims);
    for record in records {
        let codes: Vec<&str> = names.iter().map(|name| record[name].as_str()).collect();
        let cases = value.map_or(1, |value| record[value].parse().unwrap());
        table.record(&codes, count(cases)).unwrap();
    }
    table
}

struct Example {
    name: &'static str,
    dims: Vec<&'static str>,
    value: &'static str,
    table: Table,
    threshold: u64,
    zeros: Zeros,
}

fn examples() -> Option<Vec<Example>> {
    use Zeros::{Protected, Usable};
    let mut examples = Vec::new();
    type Dim = (&'static str, &'static [&'static str]);
    let full: [(&str, &[Dim], &str); 4] = [
        ("z1", &[("region", &[]), ("hovedint", &[])], "ant"),
        (
            "z2",
            &[("region", &["fylke", "kostragr"]), ("hovedint", &[])],
            "ant",
        ),
        (
            "d2",
            &[("region", &["county", "k_group"]), ("main_income", &[])],
            "freq",
        ),
        (
            "z3",
            &[
                ("region", &["fylke", "kostragr"]),
                ("hovedint", &[]),
                ("mnd", &["mnd2"]),
            ],
            "ant",
        ),
    ];
    for (name, dims, value) in full {
        let records = read(&format!("ssb_examples/input_{name}.csv"))?;
        let made = dims
            .iter()
            .map(|(leaf, coarser)| dimension(&records, leaf, coarser));
        let mut table = table(&records, made.collect(), Some(value));
        table.show_all();
        examples.push(Example {
            name,
            dims: dims.iter().map(|(leaf, _)| *leaf).collect(),
            value,
            table,
            threshold: 4,
            zeros: Protected,
        });
    }
    let mut records = read("ssb_examples/input_example1.csv")?;
    records.retain(|record| record["year"] == "2014");
    for (name, threshold, zeros) in [
        ("vignette_t1", 2, Protected),
        ("vignette_t2", 3, Protected),
        ("vignette_t3", 3, Protected),
        ("vignette_t4", 5, Usable),
        ("vignette_t5", 4, Usable),
    ] {
        let dims = vec![
            dimension(&records, "age", &[]),
            dimension(&records, "geo", &["eu"]),
        ];
        let mut table = table(&records, dims, Some("freq"));
        for row in read(&format!("ssb_examples/expected_{name}.csv"))? {
            table.show(&[vec![&row["age"]], vec![&row["geo"]]]).unwrap();
        }
        examples.push(Example {
            name,
            dims: vec!["age", "geo"],
            value: "freq",
            table,
            threshold,
            zeros,
        });
    }
    Some(examples)
}

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
