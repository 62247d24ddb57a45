//! Agreement with the definitions, and independence of the order of rows.

use proptest::prelude::*;

use super::naive::Table;
use crate::microdata::rank::{Codes, rank};
use crate::microdata::{
    Assessment, FlooredCount, GateRule, GroundDistance, assess, coarsening_advice, gate_report,
};
use crate::protected::Protected;

fn labels(count: usize) -> Vec<String> {
    (0..count).map(|label| format!("label {label}")).collect()
}

/// Up to 80 rows, two to five quasi-identifiers and one attribute of either distance.
fn tables() -> impl Strategy<Value = Table> {
    (1_usize..80, 1_usize..5, 1_usize..7, 1_i64..60).prop_flat_map(
        |(rows, columns, values, persons)| {
            let column = move || prop::collection::vec(0..values as u32, rows);
            (
                prop::collection::vec(-persons..persons, rows),
                prop::collection::vec(column(), columns),
                column(),
                column(),
            )
                .prop_map(move |(persons, quasi, equal, ordered)| Table {
                    persons,
                    quasi: quasi.into_iter().map(|codes| (codes, values)).collect(),
                    sensitive: vec![
                        (equal, values, GroundDistance::Equal),
                        (ordered, values, GroundDistance::Ordered),
                    ],
                    labels: labels(values),
                    parents: (0..values as u32).map(|code| code / 2).collect(),
                })
        },
    )
}

fn assessed(table: &Table) -> Protected<Assessment> {
    assess(&table.data(), None).unwrap()
}

fn floored(count: usize) -> FlooredCount {
    FlooredCount::new(count as u64, 5)
}

proptest! {
    #[test]
    fn every_class_has_the_measures_of_the_definitions(table in tables()) {
        let sealed = assessed(&table);
        let found = sealed.open();
        let columns: Vec<usize> = (0..table.quasi.len()).collect();
        let classes = table.classes(&columns);
        prop_assert_eq!(found.rows.len(), classes.len());
        for (place, class) in classes.iter().enumerate() {
            prop_assert_eq!(found.rows[place] as usize, class.len());
            prop_assert_eq!(found.persons[place] as usize, table.persons_of(class));
            for (attribute, (_, _, measures)) in found.sensitive.iter().enumerate() {
                let (distinct, entropy, t) = table.measures(attribute, class);
                prop_assert_eq!(measures.distinct[place] as usize, distinct);
                prop_assert!((measures.entropy[place] - entropy).abs() < 1e-12 * entropy);
                prop_assert!((measures.distance[place] - t).abs() < 1e-12);
            }
        }
    }

    #[test]
    fn reports_count_what_the_classes_hold(table in tables()) {
        let rule = GateRule::default();
        let report = gate_report(&assessed(&table), &rule).unwrap();
        let columns: Vec<usize> = (0..table.quasi.len()).collect();
        let classes = table.classes(&columns);
        let small: Vec<&Vec<usize>> =
            classes.iter().filter(|class| table.persons_of(class) < 5).collect();
        prop_assert_eq!(report.below_k.classes, floored(small.len()));
        prop_assert_eq!(report.below_k.rows, floored(small.iter().map(|class| class.len()).sum()));
        prop_assert_eq!(report.below_k.persons, floored(table.persons_below(&columns, 5)));
        prop_assert_eq!(report.k_rows as usize, classes.iter().map(Vec::len).min().unwrap());
        for bin in &report.class_sizes {
            prop_assert!(bin.classes >= 5 && bin.from <= bin.to);
        }
        if !report.class_sizes.is_empty() {
            let sum = |count: fn(&crate::microdata::SizeBin) -> u64| -> u64 {
                report.class_sizes.iter().map(count).sum()
            };
            prop_assert_eq!(sum(|bin| bin.classes), classes.len() as u64);
            prop_assert_eq!(sum(|bin| bin.rows), table.persons.len() as u64);
        }
    }

    #[test]
    fn advice_agrees_with_counting_again(table in tables()) {
        let advice = coarsening_advice(&assessed(&table), &GateRule::default()).unwrap();
        // Of one, two and three columns the five worst sets, or as many as there are.
        let columns = table.quasi.len();
        let choices = [columns, columns * (columns - 1) / 2, columns * columns.saturating_sub(1) * columns.saturating_sub(2) / 6];
        let listed: Vec<&Vec<String>> = advice.worst_sets.iter().map(|set| &set.columns).collect();
        let sizes: Vec<usize> = listed.iter().map(|set| set.len()).collect();
        let expected: Vec<usize> =
            (1..4).zip(choices).flat_map(|(size, count)| vec![size; count.min(5)]).collect();
        prop_assert_eq!(sizes, expected);
        prop_assert!((1..listed.len()).all(|place| !listed[..place].contains(&listed[place])));
        for set in &advice.worst_sets {
            let columns: Vec<usize> =
                set.columns.iter().map(|name| "abcdefgh".find(name.as_str()).unwrap()).collect();
            prop_assert_eq!(set.outcome.persons_below_k, floored(table.persons_below(&columns, 5)));
        }
        for gain in &advice.coarsen_first {
            let own = "abcdefgh".find(&gain.column).unwrap();
            let others: Vec<usize> =
                (0..table.quasi.len()).filter(|column| *column != own).collect();
            prop_assert_eq!(gain.left_out.persons_below_k, floored(table.persons_below(&others, 5)));
            if let Some(coarser) = gain.one_level_coarser {
                let mut halved = table.clone();
                halved.quasi[own].0.iter_mut().for_each(|code| *code /= 2);
                let all: Vec<usize> = (0..table.quasi.len()).collect();
                prop_assert_eq!(coarser.persons_below_k, floored(halved.persons_below(&all, 5)));
            }
        }
    }

    #[test]
    fn the_order_of_rows_changes_no_bit(table in tables(), seed: u64) {
        let mut order: Vec<usize> = (0..table.persons.len()).collect();
        order.sort_by_key(|row| (*row as u64 + 1).wrapping_mul(seed | 1).rotate_left(17));
        let moved = |codes: &[u32]| -> Vec<u32> { order.iter().map(|row| codes[*row]).collect() };
        let mut other = table.clone();
        other.persons = order.iter().map(|row| table.persons[*row]).collect();
        for (codes, _) in &mut other.quasi {
            *codes = moved(codes);
        }
        for (codes, ..) in &mut other.sensitive {
            *codes = moved(codes);
        }
        let rule = GateRule::default();
        let text = |table: &Table| {
            let sealed = assessed(table);
            let report = gate_report(&sealed, &rule).unwrap();
            let advice = coarsening_advice(&sealed, &rule).unwrap();
            serde_json::to_string(&(report, advice)).unwrap()
        };
        prop_assert_eq!(text(&table), text(&other));
    }

    #[test]
    fn leaving_a_column_out_never_makes_a_class_smaller(table in tables()) {
        let advice = coarsening_advice(&assessed(&table), &GateRule::default()).unwrap();
        for gain in &advice.coarsen_first {
            prop_assert!(gain.left_out.k >= advice.now.k);
            prop_assert!(gain.one_level_coarser.is_none_or(|outcome| outcome.k >= advice.now.k));
        }
    }

    #[test]
    fn ranks_are_dense_and_in_the_order_of_the_codes(
        rows in prop::collection::vec(prop::array::uniform4(0_u32..4), 1..60),
        wide: bool,
    ) {
        // Declared sizes near 2^32 force ranks between the columns, and sorting instead of a table.
        let values = if wide { u32::MAX as usize } else { 4 };
        let columns: Vec<Vec<u32>> =
            (0..4).map(|place| rows.iter().map(|row| row[place]).collect()).collect();
        let codes: Vec<Codes<'_>> =
            columns.iter().map(|codes| Codes { codes, values }).collect();
        let ranks = rank(rows.len(), &codes);
        let mut sorted = rows.clone();
        sorted.sort_unstable();
        sorted.dedup();
        prop_assert_eq!(ranks.count, sorted.len());
        for (row, found) in rows.iter().zip(&ranks.of_row) {
            prop_assert_eq!(sorted.binary_search(row).unwrap(), *found as usize);
        }
    }
}
