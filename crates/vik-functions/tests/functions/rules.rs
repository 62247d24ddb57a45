//! What holds for every function: a name of its own, and the rules for nulls, exposure, gaps and breaks.

use std::collections::BTreeSet;

use vik_functions::{all_aggregate, all_scalar, all_window, entries};

use crate::ask::{Row, close, numbers, rows, series, session, table};

#[test]
fn names_are_unique_and_documented() {
    let entries = entries();
    let names: BTreeSet<&str> = entries.iter().map(|entry| entry.name.as_str()).collect();
    assert_eq!(names.len(), entries.len(), "a name twice");
    let all = all_scalar().len() + all_aggregate().len() + all_window().len();
    assert_eq!(entries.len(), all, "a function without documentation");
    for entry in &entries {
        assert!(entry.syntax.starts_with(&entry.name), "{}", entry.name);
        assert_eq!(entry.example.lines().count(), 2, "{}", entry.name);
        assert!(entry.example.contains(&entry.name), "{}", entry.name);
    }
}

async fn answer(sql: &str) -> String {
    let batch = rows(&session(), sql).await.unwrap();
    datafusion::arrow::util::display::array_value_to_string(batch.column(0), 0).unwrap()
}

#[tokio::test]
async fn null_in_gives_null_and_so_does_no_exposure() {
    for question in [
        "poisson_low(CAST(NULL AS BIGINT))",
        "share_low(3, 0)",
        "rate(3, 0, 100)",
        "rate_ratio_high(3, 100, 0, 400)",
        "funnel_high(0, 0.05)",
        "smr(3, 0)",
        "shrunken_rate(3, NULL, 12, 0.01)",
        "nowcast(NULL, 0.5, 3, 10)",
        "ebgm(-1, 2)",
        "count_tail(3, NULL)",
        "array_bh_adjust(CAST(NULL AS DOUBLE[]))",
        "array_change_points([1, 2, NULL], [1, 1, 1])",
    ] {
        assert_eq!(
            answer(&format!("SELECT {question} IS NULL")).await,
            "true",
            "{question}"
        );
    }
}

#[tokio::test]
async fn columns_and_constants_may_be_mixed() {
    let sql = "SELECT sum(round_high(n, 2, 3)) FROM (VALUES (3), (6)) AS t(n)";
    assert_eq!(answer(sql).await, "17.0");
}

#[tokio::test]
async fn merging_partial_states_equals_one_pass() {
    // Many groups over many rows make the engine aggregate in parts.
    let parts = "SELECT cramers_v(CAST(n % 2 AS VARCHAR), CAST(n % 3 % 2 AS VARCHAR), 1) FROM \
                 (SELECT unnest(range(0, 60000)) AS n)";
    let once = "SELECT cramers_v(a, b, c) FROM (VALUES ('0', '0', 20000), ('0', '1', 10000), \
                ('1', '0', 20000), ('1', '1', 10000)) AS t(a, b, c)";
    let (parts, once) = (
        numbers(&session(), parts).await,
        numbers(&session(), once).await,
    );
    assert!(close(&parts, &once), "{parts:?} {once:?}");
}

#[tokio::test]
async fn a_break_starts_a_new_series() {
    let mut rows = series(&[3.0, 4.0, 2.0, 9.0, 11.0, 8.0], &[1.0; 6]);
    rows[3].b = true;
    let session = session();
    table(&session, &rows);
    let centre = "SELECT c_chart(x, b) OVER (ORDER BY i)['centre'] FROM t ORDER BY i";
    let expected = [3.0, 3.0, 3.0, 28.0 / 3.0, 28.0 / 3.0, 28.0 / 3.0].map(Some);
    assert!(close(&numbers(&session, centre).await, &expected));
    let set = "SELECT c_chart(x, 'three_sigma', b) OVER (ORDER BY i)['centre'] FROM t ORDER BY i";
    assert!(close(&numbers(&session, set).await, &expected));
    let whole = "SELECT c_chart(x) OVER (ORDER BY i)['centre'] FROM t ORDER BY i";
    assert!(close(
        &numbers(&session, whole).await,
        &[Some(37.0 / 6.0); 6]
    ));
}

#[tokio::test]
async fn a_gap_is_empty_and_counts_in_no_limit() {
    let mut rows = series(&[3.0, 0.0, 2.0, 4.0], &[10.0, 10.0, 0.0, 10.0]);
    rows[1].x = None;
    let session = session();
    table(&session, &rows);
    let rate = "SELECT u_chart(x, e) OVER (ORDER BY i)['centre'] FROM t ORDER BY i";
    let expected = [Some(0.35), None, None, Some(0.35)];
    assert!(close(&numbers(&session, rate).await, &expected));
    let signal = "SELECT u_chart(x, e) OVER (ORDER BY i)['signal'] FROM t ORDER BY i";
    let expected = [Some(0.0), None, None, Some(0.0)];
    assert!(close(&numbers(&session, signal).await, &expected));
}

#[tokio::test]
async fn parts_of_one_answer_are_calculated_once() {
    let session = session();
    table(&session, &series(&[3.0, 4.0], &[1.0; 2]));
    let chart = "c_chart(x) OVER (ORDER BY i)";
    let sql = format!("SELECT {chart}['lower'], {chart}['upper'] FROM t");
    let frame = session.sql(&sql).await.unwrap();
    let plan = frame.into_optimized_plan().unwrap();
    let plan = plan.display_indent().to_string();
    let calculated = plan.lines().filter(|line| line.contains("WindowAggr"));
    let times: usize = calculated
        .map(|line| line.matches("c_chart(").count())
        .sum();
    assert_eq!(times, 1, "{plan}");
}

#[tokio::test]
async fn the_frame_of_a_window_does_not_matter() {
    let session = session();
    table(&session, &series(&[3.0, 4.0, 2.0, 9.0], &[1.0; 4]));
    let framed = "SELECT c_chart(x) OVER (ORDER BY i ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)['centre'] FROM t";
    assert!(close(&numbers(&session, framed).await, &[Some(4.5); 4]));
}

#[tokio::test]
async fn impossible_numbers_are_answered_with_null() {
    let session = session();
    table(&session, &series(&[3.0, -4.0, 2.0], &[1.0; 3]));
    let chart = "SELECT c_chart(x) OVER (ORDER BY i)['upper'] FROM t";
    assert!(close(&numbers(&session, chart).await, &[None; 3]));
    let row = |x: f64| Row {
        i: 0,
        g: 0,
        x: Some(x),
        e: Some(1.0),
        b: false,
    };
    table(&session, &[row(f64::INFINITY), row(f64::NEG_INFINITY)]);
    assert!(close(&numbers(&session, chart).await, &[None; 2]));
}

#[tokio::test]
async fn a_wrong_call_says_what_was_expected() {
    let session = session();
    table(&session, &series(&[3.0, 4.0], &[1.0; 2]));
    for (call, expected) in [
        (
            "u_chart(x) OVER ()",
            "argument 2, `exposure`, must be a number",
        ),
        (
            "u_chart(x, 'a') OVER ()",
            "argument 2, `exposure`, must be a number",
        ),
        (
            "c_chart(x, 'sigma') OVER ()",
            "`limits` must be one of 'probability', 'three_sigma', 'prime'",
        ),
        ("cusum(x, e, i) OVER ()", "`reference` must be a constant"),
        ("c_chart(x, 'prime', b, 3) OVER ()", "too many arguments"),
        ("kaplan_meier(x, b)", "argument 3, `norm`, must be given"),
        ("array_bh_adjust(x)", "argument 1, `p`, must be an array"),
    ] {
        let error = rows(&session, &format!("SELECT {call} FROM t"))
            .await
            .unwrap_err();
        assert!(error.contains(expected), "{call}: {error}");
    }
}
