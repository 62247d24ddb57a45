//! The example tables of GaussSuppression, beside its outputs.

use std::collections::BTreeSet;
use std::time::Instant;

use super::super::{Cost, Suppression, SuppressionPolicy, Table, Zeros, suppress};
use super::attacker::{Attacker, Verdict};
use super::shared::{Expected, dimension, expected, read, table};

/// An example: table, expected output, threshold and zero rule that the example was made with.
pub(super) struct Example {
    pub(super) name: &'static str,
    pub(super) table: Table,
    pub(super) expected: Expected,
    pub(super) threshold: u64,
    pub(super) zeros: Zeros,
}

fn region_table(
    name: &'static str,
    file: &str,
    dims: &[(&str, &[&str])],
    value: &str,
    threshold: u64,
    zeros: Zeros,
) -> Option<Example> {
    let records = read(&format!("ssb_examples/input_{file}.csv"))?;
    let names: Vec<&str> = dims.iter().map(|(name, _)| *name).collect();
    let dims = dims
        .iter()
        .map(|(name, coarser)| dimension(&records, name, coarser))
        .collect();
    let mut table = table(&records, dims, value);
    table.show_all();
    let expected = expected(&format!("ssb_examples/expected_{name}.csv"), &names, value)?;
    Some(Example {
        name,
        table,
        expected,
        threshold,
        zeros,
    })
}

fn vignette(name: &'static str, threshold: u64, zeros: Zeros) -> Option<Example> {
    let mut records = read("ssb_examples/input_example1.csv")?;
    records.retain(|record| record["year"] == "2014");
    let expected = expected(
        &format!("ssb_examples/expected_{name}.csv"),
        &["age", "geo"],
        "freq",
    )?;
    let dims = vec![
        dimension(&records, "age", &[]),
        dimension(&records, "geo", &["eu"]),
    ];
    let mut table = table(&records, dims, "freq");
    for cell in expected.values.keys() {
        let codes: Vec<Vec<&str>> = cell.iter().map(|code| vec![code.as_str()]).collect();
        table.show(&codes).unwrap();
    }
    Some(Example {
        name,
        table,
        expected,
        threshold,
        zeros,
    })
}

pub(super) fn examples() -> Vec<Example> {
    use Zeros::{Protected, Usable};
    let region: &[(&str, &[&str])] = &[("region", &["fylke", "kostragr"]), ("hovedint", &[])];
    let english: &[(&str, &[&str])] = &[("region", &["county", "k_group"]), ("main_income", &[])];
    let months: &[(&str, &[&str])] = &[
        ("region", &["fylke", "kostragr"]),
        ("hovedint", &[]),
        ("mnd", &["mnd2"]),
    ];
    [
        region_table("z1", "z1", &[("region", &[]), ("hovedint", &[])], "ant", 4, Protected),
        region_table("z2", "z2", region, "ant", 4, Protected),
        region_table("d2", "d2", english, "freq", 4, Protected),
        region_table("z3", "z3", months, "ant", 4, Protected),
        vignette("vignette_t1", 2, Protected),
        vignette("vignette_t2", 3, Protected),
        vignette("vignette_t3", 3, Protected),
        vignette("vignette_t4", 5, Usable),
        vignette("vignette_t5", 4, Usable),
    ]
    .into_iter()
    .flatten()
    .collect()
}

pub(super) fn hidden(result: &Suppression) -> BTreeSet<Vec<String>> {
    let hidden = result.cells.iter().filter(|cell| cell.value.is_none());
    hidden.map(|cell| cell.codes.clone()).collect()
}

fn cost(example: &Example, cells: &BTreeSet<Vec<String>>, cost: Cost) -> i64 {
    cells.iter().map(|cell| cost.of(example.expected.values[cell], 1)).sum()
}

fn attack(example: &Example, hidden: &BTreeSet<Vec<String>>) -> Verdict {
    let cells = example.expected.values.iter();
    let cells = cells.map(|(cell, value)| {
        (cell.clone(), (!hidden.contains(cell)).then_some(*value))
    });
    let attacker = Attacker::new(&example.table, cells, 0);
    // Every fifth cell of the large table: a whole attack belongs in the benchmark.
    let every = if example.expected.values.len() > 500 { 40 } else { 1 };
    let cells = example.expected.primary.iter().step_by(every);
    attacker.verdict(&example.table, cells, example.threshold as i64)
}

#[test]
fn the_same_primaries_and_no_dearer_than_gauss_suppression() {
    for example in examples() {
        if std::env::var("ONLY").is_ok_and(|only| !only.split(',').any(|o| o == example.name)) {
            continue;
        }
        let started = Instant::now();
        let policy = SuppressionPolicy {
            zeros: example.zeros,
            singleton: std::env::var("SINGLE").is_ok(),
            ..SuppressionPolicy::exact_only(example.threshold)
        };
        let result = suppress(&example.table, &policy).unwrap();
        let seconds = started.elapsed().as_secs_f64();
        let primary: BTreeSet<Vec<String>> = result.reasons.keys().cloned().collect();
        assert_eq!(primary, example.expected.primary, "{}", example.name);
        let ours = hidden(&result);
        assert!(primary.is_subset(&ours));
        let theirs = &example.expected.hidden;
        eprintln!(
            "{}: value {} / {}, unit {} / {}; {seconds:.2} s, {:?} / {:?}",
            example.name,
            cost(&example, &ours, Cost::Value),
            cost(&example, theirs, Cost::Value),
            ours.len(),
            theirs.len(),
            attack(&example, &ours),
            attack(&example, theirs),
        );
        assert_eq!(attack(&example, &ours).exact, 0, "{}", example.name);
    }
}
