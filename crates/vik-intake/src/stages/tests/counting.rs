//! Which rows count, and when a case is the same as before.

use std::collections::{HashMap, HashSet};

use arrow::array::AsArray;
use arrow::datatypes::Date32Type;
use proptest::prelude::*;
use vik_domain::Month;

use super::{Row, counter_from, flags, numbers, row, through, with_mapping};
use crate::stages::Counter;

fn months(batch: &arrow::array::RecordBatch) -> Vec<String> {
    let column = batch.column_by_name("counted_in").unwrap();
    let days = column.as_primitive::<Date32Type>().values();
    days.iter()
        .map(|day| Month::of_day(*day).to_string())
        .collect()
}

fn cases<'a>(cases: &[(&'a str, &'a str)]) -> Vec<Row<'a>> {
    let of =
        |(case, person): &(&'a str, &'a str)| row(&[("case_id", *case), ("subject_id", *person)]);
    cases.iter().map(of).collect()
}

fn import(rows: &[Row<'_>]) -> HashMap<i64, i64> {
    let mut counter = counter_from(2020, 1);
    through(rows, with_mapping(), &mut counter);
    counter.into_marks()
}

#[test]
fn a_person_counts_twice_a_month_at_most_and_a_frozen_month_takes_nothing() {
    let rows = cases(&[
        ("a", "one"),
        ("b", "one"),
        ("c", "one"),
        ("a", "one"),
        ("a", "two"),
    ]);
    let batch = through(&rows, with_mapping(), &mut counter_from(2024, 6));
    assert_eq!(flags(&batch, "counted"), [true, true, false, false, true]);
    assert_eq!(
        flags(&batch, "first_of_person"),
        [true, false, false, false, true]
    );
    assert_eq!(months(&batch), ["2024-06"; 5]);
    let batch = through(&rows, with_mapping(), &mut counter_from(2020, 1));
    assert_eq!(months(&batch), ["2024-03"; 5]);
}

/// The warehouse as a second import finds it.
struct Stored {
    counted_in: HashMap<i64, i32>,
    person_months: HashMap<(i64, i32), Vec<i64>>,
}

impl Stored {
    fn new(rows: &[Row<'_>], frontier: Month) -> Stored {
        let mut counter = Counter::new(frontier, HashMap::new(), HashMap::new());
        let batch = through(rows, with_mapping(), &mut counter);
        let days = batch
            .column_by_name("counted_in")
            .unwrap()
            .as_primitive::<Date32Type>()
            .values()
            .to_vec();
        let (cases, people) = (numbers(&batch, "case_key"), numbers(&batch, "person_key"));
        let mut stored = Stored {
            counted_in: HashMap::new(),
            person_months: HashMap::new(),
        };
        for (i, counted) in flags(&batch, "counted").into_iter().enumerate() {
            stored.counted_in.insert(cases[i], days[i]);
            if counted {
                stored
                    .person_months
                    .entry((people[i], days[i]))
                    .or_default()
                    .push(cases[i]);
            }
        }
        stored
    }

    fn counter(&self, frontier: Month) -> Counter {
        Counter::new(
            frontier,
            self.counted_in.clone(),
            self.person_months.clone(),
        )
    }
}

#[test]
fn a_correction_keeps_its_place_and_a_frozen_case_keeps_its_month() {
    let march = Month::new(2024, 3).unwrap();
    let stored = Stored::new(&cases(&[("a", "one"), ("b", "one"), ("c", "one")]), march);
    let again = cases(&[("c", "one"), ("b", "one"), ("a", "one")]);
    let batch = through(&again, with_mapping(), &mut stored.counter(march));
    assert_eq!(flags(&batch, "counted"), [false, true, true]);
    assert_eq!(flags(&batch, "first_of_person"), [false, false, true]);
    let batch = through(
        &again,
        with_mapping(),
        &mut stored.counter(Month::new(2024, 9).unwrap()),
    );
    assert_eq!(months(&batch), ["2024-03"; 3]);
    let late = cases(&[("d", "one")]);
    let batch = through(
        &late,
        with_mapping(),
        &mut stored.counter(Month::new(2024, 9).unwrap()),
    );
    assert_eq!(months(&batch), ["2024-09"]);
    assert_eq!(flags(&batch, "first_of_person"), [true]);
}

#[test]
fn who_is_no_longer_in_a_corrected_case_keeps_no_place() {
    let march = Month::new(2024, 3).unwrap();
    let stored = Stored::new(&cases(&[("a", "one"), ("b", "one")]), march);
    let corrected = cases(&[("a", "other"), ("c", "one")]);
    let counted = |counter: &mut Counter| {
        let batch = through(&corrected, with_mapping(), counter);
        (flags(&batch, "counted"), flags(&batch, "first_of_person"))
    };
    assert_eq!(
        counted(&mut stored.counter(march)),
        (vec![true, false], vec![true, false])
    );
    let a = through(
        &cases(&[("a", "one")]),
        with_mapping(),
        &mut counter_from(2020, 1),
    );
    let replaced: HashSet<i64> = numbers(&a, "case_key").into_iter().collect();
    let mut counter = stored.counter(march);
    counter.forget(&replaced);
    assert_eq!(counted(&mut counter), (vec![true, true], vec![true, true]));
}

#[test]
fn a_mark_sees_what_the_warehouse_sees() {
    let marks = |fields: &[(&str, &str)]| import(&[row(fields)]);
    let plain = marks(&[("signalled_on", "2024-01-01")]);
    assert_eq!(
        plain,
        marks(&[("signalled_on", "2024-01-02"), ("subject_name", "somebody")])
    );
    assert_ne!(plain, marks(&[("signalled_on", "2023-01-01")]));
    assert_ne!(
        plain,
        marks(&[("signalled_on", "2024-01-01"), ("finding", "refuted")])
    );
    assert_eq!(
        plain,
        marks(&[
            ("signalled_on", "2024-01-01"),
            ("unit", "RTD"),
            ("rank", "unknown")
        ])
    );
    // Two people who change places in a case are a change.
    let two = |first, second| {
        import(&[
            row(&[("subject_id", "1"), ("disposition", first)]),
            row(&[("subject_id", "2"), ("disposition", second)]),
        ])
    };
    assert_ne!(
        two("dismissal", "no_violation"),
        two("no_violation", "dismissal")
    );
}

proptest! {
    #[test]
    fn marks_do_not_depend_on_the_order_of_rows_nor_counts_on_its_pieces(
        rows in proptest::collection::vec((0..4_u8, 0..3_u8, 0..3_usize), 1..24),
        cut in 0..24_usize,
    ) {
        let issues = ["INF-LEK", "GEW-BUI", "MID-WAP"];
        let ids: Vec<(String, String)> = rows.iter().map(|(case, person, _)| (case.to_string(), person.to_string())).collect();
        let made: Vec<Row<'_>> = rows.iter().zip(&ids)
            .map(|((_, _, issue), (case, person))| row(&[("case_id", case), ("subject_id", person), ("issue", issues[*issue])]))
            .collect();
        let generaliser = with_mapping();
        let mut whole = counter_from(2020, 1);
        let batch = through(&made, generaliser, &mut whole);
        let mut reversed = made.clone();
        reversed.reverse();
        prop_assert_eq!(whole.into_marks(), import(&reversed));

        let (head, tail) = made.split_at(cut.min(made.len()));
        let mut pieces = counter_from(2020, 1);
        let mut counted = Vec::new();
        for piece in [head, tail].into_iter().filter(|piece| !piece.is_empty()) {
            counted.extend(flags(&through(piece, generaliser, &mut pieces), "counted"));
        }
        prop_assert_eq!(&flags(&batch, "counted"), &counted);

        let people = numbers(&batch, "person_key");
        let mut per_person: HashMap<i64, (usize, usize)> = HashMap::new();
        for (i, first) in flags(&batch, "first_of_person").into_iter().enumerate() {
            let counts = per_person.entry(people[i]).or_default();
            counts.0 += usize::from(counted[i]);
            counts.1 += usize::from(first);
        }
        for (cases, firsts) in per_person.values() {
            prop_assert!((1..=2).contains(cases) && *firsts == 1);
        }
    }
}
