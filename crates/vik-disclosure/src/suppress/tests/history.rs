//! Reports over time: each on its own leaks, against the history it does not.

use std::collections::{BTreeMap, BTreeSet};

use super::super::{
    Content, Dimension, History, Suppression, SuppressionPolicy, Table, Zeros, suppress,
    suppress_after,
};
use super::shared::read;

/// Year-to-date reports region x category of one year, each with the quarters as watched cells.
pub(super) fn year_to_date(year: &str) -> Option<Vec<Table>> {
    let records = read("synthetic/cases.csv")?;
    let codes = |column: &str| -> BTreeSet<String> {
        records
            .iter()
            .map(|record| record[column].clone())
            .collect()
    };
    let quarters = ["Q1", "Q2", "Q3", "Q4"];
    let mut reports = Vec::new();
    for last in 0..4 {
        let known = &quarters[..=last];
        let mut time = Dimension::new("quarter", known.to_vec());
        for end in 1..=last {
            time = time
                .with_group(&format!("until {}", known[end]), &known[..=end])
                .unwrap();
        }
        let dims = vec![
            Dimension::new("region", codes("region"))
                .with_total("Total")
                .unwrap(),
            Dimension::new("category", codes("category"))
                .with_total("Total")
                .unwrap(),
            time,
        ];
        let mut table = Table::new(dims);
        for record in &records {
            if record["year"] == year && known.contains(&record["quarter"].as_str()) {
                let codes = ["region", "category", "quarter"].map(|name| record[name].as_str());
                let content = Content::Count {
                    persons: 1,
                    cases: 1,
                };
                table.record(&codes, content).unwrap();
            }
        }
        table.fill_zeros();
        let all = |place: usize| -> Vec<String> {
            table.dims[place].codes().map(str::to_owned).collect()
        };
        let (regions, categories) = (all(0), all(1));
        let regions: Vec<&str> = regions.iter().map(String::as_str).collect();
        let categories: Vec<&str> = categories.iter().map(String::as_str).collect();
        let until = format!("until {}", known[last]);
        let until = if last == 0 { "Q1" } else { until.as_str() };
        table
            .show(&[regions.clone(), categories.clone(), vec![until]])
            .unwrap();
        table.watch(&[regions, categories, known.to_vec()]).unwrap();
        reports.push(table);
    }
    Some(reports)
}

/// The naive policy: each report protected on its own, its quarters forgotten.
pub(super) fn naive_reports(reports: &[Table], policy: &SuppressionPolicy) -> Vec<Suppression> {
    reports
        .iter()
        .map(|report| {
            let mut alone = report.clone();
            alone.watched.clear();
            suppress(&alone, policy).unwrap()
        })
        .collect()
}

/// How many of the year's small quarter cells follow exactly from all reports together, and of
/// how many. Linear attack: elimination over what the reports show.
pub(super) fn exact_quarters(reports: &[Table], shown: &[Suppression]) -> (usize, usize) {
    use super::super::elimination::{Elimination, column};
    let last = reports.last().unwrap();
    let index: BTreeMap<&Vec<String>, usize> = last.leaves.keys().zip(0..).collect();
    let small: Vec<usize> = last
        .leaves
        .iter()
        .filter(|(_, content)| (1..5).contains(&super::super::forms::value(content)))
        .map(|(codes, _)| index[codes])
        .collect();
    let columns = small.iter().map(|leaf| (column(&[*leaf]), None)).collect();
    let mut attack = Elimination::new(columns);
    let mut history = History::new();
    for result in shown {
        history.add(result);
    }
    for (leaves, _) in history.forms() {
        let mut leaves: Vec<usize> = leaves.iter().map(|codes| index[codes]).collect();
        leaves.sort_unstable();
        attack.show(&column(&leaves));
    }
    (attack.exact().len(), small.len())
}

#[test]
fn four_reports_leak_unless_each_is_protected_against_the_earlier_ones() {
    let Some(reports) = year_to_date("2025") else {
        return;
    };
    let policy = SuppressionPolicy {
        zeros: Zeros::Usable,
        effort: 0,
        ..SuppressionPolicy::exact_only(5)
    };
    let naive = naive_reports(&reports, &policy);
    let (exact, small) = exact_quarters(&reports, &naive);
    eprintln!("naive: {exact} of {small} small quarter cells are known exactly");
    assert_eq!(exact_quarters(&reports, &naive[..1]).0, 0);
    assert!(exact > 50);

    let mut history = History::new();
    let mut results = Vec::new();
    for report in &reports {
        let started = std::time::Instant::now();
        let result = suppress_after(report, &policy, &history).unwrap();
        eprintln!(
            "{} of {} cells shown, {} exposed, {:.2} s",
            result.shown(),
            result.cells.len(),
            result.exposed,
            started.elapsed().as_secs_f64()
        );
        assert_eq!(result.exposed, 0);
        history.add(&result);
        results.push(result);
    }
    assert_eq!(exact_quarters(&reports, &results).0, 0);
}

#[test]
fn a_number_that_changed_after_publication_is_an_error() {
    let Some(reports) = year_to_date("2024") else {
        return;
    };
    let policy = SuppressionPolicy {
        effort: 0,
        ..SuppressionPolicy::exact_only(5)
    };
    let mut history = History::new();
    history.add(&suppress_after(&reports[0], &policy, &history).unwrap());
    assert!(!history.is_empty());
    let mut corrected = reports[1].clone();
    let extra = Content::Count {
        persons: 9,
        cases: 9,
    };
    corrected.record(&["AMS", "geweld", "Q1"], extra).unwrap();
    assert!(suppress_after(&corrected, &policy, &history).is_err());
}
