//! What holds for every function: a name of its own, documentation, and a rule for nulls.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "a test may fail loudly and needs no limits"
)]

use std::collections::BTreeSet;

use datafusion::prelude::SessionContext;
use vik_functions::{all_aggregate, all_scalar, register};

#[test]
fn names_are_unique_and_documented() {
    let mut names = BTreeSet::new();
    for function in all_scalar() {
        assert!(
            names.insert(function.name().to_owned()),
            "{} twice",
            function.name()
        );
        assert!(function.documentation().is_some(), "{}", function.name());
    }
    for function in all_aggregate() {
        assert!(
            names.insert(function.name().to_owned()),
            "{} twice",
            function.name()
        );
        assert!(function.documentation().is_some(), "{}", function.name());
    }
}

async fn answer(sql: &str) -> String {
    let session = SessionContext::new();
    register(&session);
    let batches = session.sql(sql).await.unwrap().collect().await.unwrap();
    let column = batches[0].column(0);
    datafusion::arrow::util::display::array_value_to_string(column, 0).unwrap()
}

#[tokio::test]
async fn null_in_gives_null_and_so_does_no_exposure() {
    assert_eq!(
        answer("SELECT poisson_low(CAST(NULL AS BIGINT)) IS NULL").await,
        "true"
    );
    assert_eq!(answer("SELECT share_low(3, 0) IS NULL").await, "true");
    assert_eq!(answer("SELECT rate(3, 0, 100) IS NULL").await, "true");
    assert_eq!(
        answer("SELECT rate_ratio_high(3, 100, 0, 400) IS NULL").await,
        "true"
    );
    assert_eq!(answer("SELECT funnel_high(0, 0.05) IS NULL").await, "true");
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
    let number = |text: String| text.parse::<f64>().unwrap();
    assert!((number(answer(parts).await) - number(answer(once).await)).abs() < 1e-9);
}
