//! The example tables of GaussSuppression, beside its outputs.

use std::collections::{BTreeMap, BTreeSet};

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
        region_table(
            "z1",
            "z1",
            &[("region", &[]), ("hovedint", &[])],
            "ant",
            4,
            Protected,
        ),
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
    cells
        .iter()
        .map(|cell| cost.of(example.expected.values[cell], 1))
        .sum()
}

fn attack(example: &Example, hidden: &BTreeSet<Vec<String>>) -> Verdict {
    let cells = example.expected.values.iter();
    let cells =
        cells.map(|(cell, value)| (cell.clone(), (!hidden.contains(cell)).then_some(*value)));
    let attacker = Attacker::new(&example.table, cells, 0);
    // A sample of the large table: a whole attack belongs in the benchmark.
    let every = if example.expected.values.len() > 500 {
        40
    } else {
        1
    };
    let cells = example.expected.primary.iter().step_by(every);
    attacker.verdict(&example.table, cells, example.threshold as i64)
}

#[test]
fn the_same_primaries_and_no_dearer_than_gauss_suppression() {
    for example in examples() {
        // What sparse elimination guarantees there: no sensitive cell is known exactly.
        let policy = SuppressionPolicy {
            zeros: example.zeros,
            singleton: false,
            ..SuppressionPolicy::exact_only(example.threshold)
        };
        let result = suppress(&example.table, &policy).unwrap();
        let primary: BTreeSet<Vec<String>> = result.reasons.keys().cloned().collect();
        assert_eq!(primary, example.expected.primary, "{}", example.name);
        let (ours, theirs) = (hidden(&result), &example.expected.hidden);
        assert!(primary.is_subset(&ours));
        let costs = [Cost::Value, Cost::Unit].map(|measure| {
            let (own, other) = (
                cost(&example, &ours, measure),
                cost(&example, theirs, measure),
            );
            assert!(
                own <= other,
                "{} {measure:?}: {own} beside {other}",
                example.name
            );
            (own, other)
        });
        let verdict = attack(&example, &ours);
        eprintln!(
            "{}: ours and theirs {costs:?}, ours attacked {verdict:?}",
            example.name
        );
        assert_eq!(verdict.exact, 0, "{}", example.name);
    }
}

#[test]
fn intervals_as_wide_as_the_rule_withstand_the_attacker() {
    for example in examples() {
        if example.expected.values.len() > 500 {
            continue;
        }
        let policy = SuppressionPolicy {
            zeros: example.zeros,
            ..SuppressionPolicy::counts(example.threshold)
        };
        let result = suppress(&example.table, &policy).unwrap();
        let verdict = attack(&example, &hidden(&result));
        eprintln!(
            "{}: {} hidden, {verdict:?}",
            example.name,
            hidden(&result).len()
        );
        assert_eq!(result.exposed, 0);
        let zero = Verdict {
            attacked: verdict.attacked,
            ..Verdict::default()
        };
        assert_eq!(verdict, zero, "{}", example.name);
    }
}

/// Group disclosure with one colleague: all of a municipality, or all but one, in one outcome.
#[test]
fn group_disclosure_hides_what_gauss_suppression_finds() {
    let Some(records) = read("ssb_examples/input_mun_accidents.csv") else {
        return;
    };
    let dims = vec![
        dimension(&records, "mun", &[]),
        dimension(&records, "inj", &[]),
    ];
    let mut table = table(&records, dims, "freq");
    table.show_all();
    let policy = SuppressionPolicy {
        group: Some(1),
        singleton: false,
        ..SuppressionPolicy::exact_only(0)
    };
    let result = suppress(&table, &policy).unwrap();
    let file = "ssb_examples/expected_kdisclosure_mun_accidents_c1.csv";
    let expected = expected(file, &["mun", "inj"], "freq").unwrap();
    let ours = hidden(&result);
    assert!(
        result
            .reasons
            .keys()
            .all(|cell| expected.hidden.contains(cell))
    );
    let sum = |cells: &BTreeSet<Vec<String>>| -> i64 {
        cells.iter().map(|cell| expected.values[cell] + 1).sum()
    };
    // In every municipality two may be outside each outcome, if it has two: no colleague can say
    // of the others that they are all in it. Asked of our pattern and of the expected one.
    let open = |hidden: &BTreeSet<Vec<String>>| -> usize {
        let cells = expected.values.iter();
        let cells =
            cells.map(|(cell, value)| (cell.clone(), (!hidden.contains(cell)).then_some(*value)));
        let attacker = Attacker::new(&table, cells, 0);
        let mut told = 0;
        for municipality in ["k1", "k2", "k3", "k4", "k5", "k6"] {
            let cell = |outcome: &str| vec![municipality.to_owned(), outcome.to_owned()];
            let total = attacker.truth(&table, &cell("Total"));
            for outcome in ["serious", "light", "none"] {
                let (low, _) = attacker.interval(&table, &cell(outcome), &BTreeMap::new());
                told += usize::from(low > 0 && total - low < total.min(2));
            }
        }
        told
    };
    let costs = (sum(&ours), sum(&expected.hidden));
    let told = (open(&ours), open(&expected.hidden));
    eprintln!("group disclosure: cost {costs:?}, still told {told:?}, ours and theirs");
    assert_eq!(told.0, 0);
    assert!(costs.0 <= costs.1 || told.1 > 0);
}
