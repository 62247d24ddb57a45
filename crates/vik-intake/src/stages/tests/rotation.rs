//! After a rotation, stored rows and a new import of the same file meet.

use super::{counter_from, keys_of, row, under, with_mapping};
use crate::stages::rekey;

#[test]
fn rows_carried_over_twice_are_those_of_a_new_import() {
    let rows = [
        row(&[("signalled_on", "2024-01-01"), ("causes", "culture")]),
        row(&[("subject_id", "2"), ("means_used", "interview;camera")]),
        row(&[
            ("case_id", "2"),
            ("steps_due", "4"),
            ("scope_changed", "true"),
        ]),
    ];
    let under = |masters: &[&str]| {
        under(
            &keys_of(masters),
            &rows,
            with_mapping(),
            &mut counter_from(2020, 1),
        )
    };
    let (first, third) = (under(&["11"]), under(&["11", "22", "33"]));
    assert_ne!(first, third);
    let second = rekey(&first, &keys_of(&["11", "22"]), 1)
        .unwrap()
        .into_batch();
    assert_eq!(second, under(&["11", "22"]));
    let carried = rekey(&second, &keys_of(&["11", "22", "33"]), 2)
        .unwrap()
        .into_batch();
    assert_eq!(carried, third);
    let at_once = rekey(&first, &keys_of(&["11", "22", "33"]), 1)
        .unwrap()
        .into_batch();
    assert_eq!(at_once, third);
}

#[test]
fn rows_of_another_table_are_refused() {
    let batch = crate::ClosedCases::schema();
    let empty = arrow::array::RecordBatch::new_empty(batch);
    assert!(rekey(&empty, &keys_of(&["11"]), 1).is_err());
}
