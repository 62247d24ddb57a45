//! The attackers agree with an independent one, `shared/data/disclosure/judge.py` (HiGHS), on every
//! instance there.
//!
//! The expected counts in `judged.csv` were made with, for each row,
//! `judge.py TABLE --dims DIMS --value VALUE [--hier HIERARCHY.json] [--hidden-min 1]
//! [--known-primary] [--zero-primary] [--all-hidden] --model lp`, and again with `--model ilp`,
//! which gave the same counts. `--hidden-min 1` was left out where a true zero is hidden, because
//! the judge then contradicts itself; `--zero-primary` was added where a small cell is zero.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use crate::attack::{Hierarchies, Options, Report, Table, Verdict, attack_system, read_table};

const DATA: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../../shared/data/disclosure/"
);

/// The file's text, or `None` with a line that says why the test does nothing.
pub(super) fn instance(name: &str) -> Option<String> {
    let path = PathBuf::from(DATA).join(name);
    let text = fs::read_to_string(path).ok();
    if text.is_none() {
        eprintln!("skipped: shared/data/disclosure/{name} is absent");
    }
    text
}

type Parents<'a> = &'a [(&'a str, &'a [&'a str])];

fn parents(of: &[(&str, Parents<'_>)]) -> Hierarchies {
    let list = |children: &[&str]| children.iter().map(|child| (*child).to_owned()).collect();
    of.iter()
        .map(|(dim, parents)| {
            let parents: BTreeMap<String, Vec<String>> = parents
                .iter()
                .map(|(parent, children)| ((*parent).to_owned(), list(children)))
                .collect();
            ((*dim).to_owned(), parents)
        })
        .collect()
}

/// Region by county and group, as in the input tables z2 and d2.
const REGIONS: &[(&str, &[&str])] = &[
    ("1", &["A", "I"]),
    ("4", &["B"]),
    ("5", &["C", "D"]),
    ("6", &["E", "F"]),
    ("8", &["G", "H"]),
    ("10", &["J", "K"]),
    ("300", &["A", "B", "C", "D", "E", "F", "G", "H"]),
    ("400", &["I", "J", "K"]),
];

fn hierarchy(name: &str, text: &str) -> Hierarchies {
    match name {
        "geo" => parents(&[(
            "geo",
            &[("EU", &["Portugal", "Spain"]), ("nonEU", &["Iceland"])],
        )]),
        "z2" | "d2" => parents(&[("region", REGIONS)]),
        "z3" => {
            // Region by county and by group, month by half year, from the input table.
            let mut regions: BTreeMap<String, Vec<String>> = BTreeMap::new();
            for line in text.lines().skip(1) {
                let field: Vec<&str> = line.split(',').map(|part| part.trim_matches('"')).collect();
                for parent in &field[1..3] {
                    let children = regions.entry((*parent).to_owned()).or_default();
                    if !children.contains(&field[0].to_owned()) {
                        children.push(field[0].to_owned());
                    }
                }
            }
            let halves = [
                ("M01M05", &["m01m05"][..]),
                ("M06M12", &["m06m09", "m10m12"]),
            ];
            let mut all = parents(&[("mnd", &halves)]);
            all.insert("region".to_owned(), regions);
            all
        }
        _ => Hierarchies::new(),
    }
}

fn everything(whole: bool) -> Options {
    Options {
        sample: None,
        whole,
        coalition: 0,
        ..Options::default()
    }
}

#[test]
fn agrees_with_the_judge_on_every_instance() {
    let mut instances = 0;
    for line in include_str!("judged.csv").lines().skip(1) {
        let field: Vec<&str> = line.split(',').collect();
        let Some(text) = instance(field[0]) else {
            return;
        };
        let number = |place: usize| field[place].parse::<usize>().unwrap();
        let mut table = Table::new(&field[1].split(';').collect::<Vec<_>>(), field[2]);
        table.hierarchies = hierarchy(field[3], "");
        table.hidden_least = number(4) as i64;
        table.known_primary = number(5) == 1;
        table.zero_primary = number(6) == 1;
        table.all_hidden = number(7) == 1;
        let system = read_table(&text, &table).unwrap();
        for whole in [false, true] {
            let report = attack_system(&system, &everything(whole));
            let found = report.sampled;
            assert!(!report.contradiction && found.unproven == 0, "{line}");
            assert_eq!(found.cells, number(8), "{line}");
            assert_eq!(found.exact, number(9), "{line}");
            if !table.all_hidden {
                // The judge counts these two over small cells only.
                assert_eq!(
                    (found.existence, found.narrow),
                    (number(10), number(11)),
                    "{line}"
                );
            }
            // What the cheap attackers find is true: never more than the programmes find.
            assert!(report.every_cell.exact <= found.exact, "{line}");
            assert!(report.every_cell.existence <= found.existence, "{line}");
        }
        instances += 1;
    }
    assert_eq!(instances, 96);
}

/// `judge.py expected_z3.csv --dims region,hovedint,mnd --value ant --hier z3.json --limit 60`,
/// with and without `--known-primary --zero-primary`; LP and ILP gave the same counts.
#[test]
fn agrees_with_the_judge_on_three_dimensions() {
    let (Some(text), Some(input)) = (
        instance("ssb_examples/expected_z3.csv"),
        instance("ssb_examples/input_z3.csv"),
    ) else {
        return;
    };
    for (known, existence, narrow) in [(false, 2, 30), (true, 11, 44)] {
        let mut table = Table::new(&["region", "hovedint", "mnd"], "ant");
        table.hierarchies = hierarchy("z3", &input);
        (table.known_primary, table.zero_primary) = (known, known);
        let mut system = read_table(&text, &table).unwrap();
        assert_eq!((system.unknowns.len(), system.targets.len()), (432, 503));
        system.targets.truncate(60);
        let report = attack_system(&system, &everything(true));
        let found = report.sampled;
        assert_eq!((found.cells, found.unproven), (60, 0));
        assert_eq!(
            (found.exact, found.existence, found.narrow),
            (0, existence, narrow)
        );
    }
}

fn first_exact(report: &Report) -> &str {
    let found = report
        .findings
        .iter()
        .find(|finding| finding.verdict == Verdict::Exact);
    &found.unwrap().sentence.en
}

#[test]
fn finds_what_tools_overlook_in_linked_hierarchies() {
    // Issue 133: protected one hierarchy at a time. Region B is county-4, which is shown.
    let text = "region,n,primary,suppressed\nTotal,34,F,F\ncounty-1,14,F,F\ncounty-4,7,F,F\n\
        county-10,13,F,F\nBIG,18,F,F\nsmall,16,F,F\nA,11,F,T\nB,7,F,T\nI,3,T,T\nJ,9,F,T\nK,4,T,T\n";
    let counties: &[(&str, &[&str])] = &[
        ("county-1", &["A", "I"]),
        ("county-4", &["B"]),
        ("county-10", &["J", "K"]),
    ];
    let groups: &[(&str, &[&str])] = &[("BIG", &["A", "B"]), ("small", &["I", "J", "K"])];
    let mut table = Table::new(&["region"], "n");
    table.hierarchies = parents(&[("region", &[counties, groups].concat())]);
    let system = read_table(text, &table).unwrap();
    if let Some(input) = instance("known_failures/issue133_linked_input.csv") {
        assert!(input.contains("\"I\",\"county-1\",\"small\",3"));
    }
    let report = attack_system(&system, &everything(true));
    assert_eq!((report.sampled.exact, report.every_cell.exact), (1, 1));
    let sentence = first_exact(&report);
    assert!(
        sentence.contains("[region = I]") && sentence.contains("is exactly 3"),
        "{sentence}"
    );
    assert!(
        sentence.contains("BIG") && sentence.contains("county-4"),
        "{sentence}"
    );
    // Each hierarchy alone gives nothing away: B is hidden by A, A by I, K by J.
    for (alone, left_out) in [(counties, groups), (groups, counties)] {
        let text: String = text
            .lines()
            .filter(|line| {
                !left_out
                    .iter()
                    .any(|(code, _)| line.starts_with(&format!("{code},")))
            })
            .map(|line| format!("{line}\n"))
            .collect();
        table.hierarchies = parents(&[("region", alone)]);
        let system = read_table(&text, &table).unwrap();
        let found = attack_system(&system, &everything(true)).sampled;
        assert_eq!(found.exact, 0);
    }
}

#[test]
fn finds_zeros_and_ones() {
    // Issue 194, one table for each case; (hidden least, exact, narrow) from the judge.
    let Some(text) = instance("known_failures/issue194_zeros_and_ones.csv") else {
        return;
    };
    for (case, least, exact, narrow) in [
        ("1", 0, 1, 1),
        ("2", 0, 1, 1),
        ("3", 0, 0, 2),
        ("3", 1, 2, 2),
    ] {
        let rows: String = text
            .replace("total", "Total")
            .lines()
            .filter_map(|line| line.strip_prefix(&format!("{case},")))
            .map(|line| format!("{line}\n"))
            .collect();
        let mut table = Table::new(&["cell"], "freq");
        table.hidden_least = least;
        let system = read_table(&format!("cell,freq,primary,suppressed\n{rows}"), &table).unwrap();
        for whole in [false, true] {
            let found = attack_system(&system, &everything(whole)).sampled;
            assert_eq!((found.exact, found.narrow), (exact, narrow), "case {case}");
        }
    }
}

#[test]
fn finds_the_singletons_of_three_methods_and_says_how() {
    // Issue 135: zeros are shown, so every hidden cell holds at least one.
    for method in ["OPT", "SIMPLEHEURISTIC", "SIMPLEHEURISTIC_OLD"] {
        let Some(text) = instance(&format!("known_failures/issue135_{method}.csv")) else {
            return;
        };
        let mut table = Table::new(&["var1", "var2"], "freq");
        table.hidden_least = 1;
        let system = read_table(&text, &table).unwrap();
        let report = attack_system(&system, &everything(true));
        assert_eq!(report.sampled.exact, 7, "{method}");
        let found = report
            .findings
            .iter()
            .filter(|finding| finding.verdict == Verdict::Exact)
            .all(|finding| {
                !finding.combination.is_empty() && finding.sentence.nl.contains("precies")
            });
        assert!(found, "{method}");
    }
}

#[test]
fn a_table_that_cannot_be_read_says_where_and_not_what() {
    let table = Table::new(&["region"], "n");
    let error = read_table("region,n,primary,suppressed\nA,secret,F,F\n", &table).unwrap_err();
    assert_eq!((error.line, error.column.as_str()), (2, "n"));
    assert!(!error.to_string().contains("secret"));
    assert_eq!(read_table("region\nA\n", &table).unwrap_err().line, 1);
    assert!(read_table("", &table).is_err());
}
