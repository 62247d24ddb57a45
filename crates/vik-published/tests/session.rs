//! The open side's session knows the statistics, shows answers of several parts, and says what a call lacks.

#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use std::collections::BTreeMap;

use vik_published::{Cell, Trial, TrialResult};

async fn ask(sql: &str) -> Result<TrialResult, String> {
    let trial = Trial::new(&[], &BTreeMap::new(), &BTreeMap::new()).unwrap();
    let answer = trial.run(sql, &BTreeMap::new()).await;
    answer.map_err(|error| error.to_string())
}

#[tokio::test]
async fn an_answer_of_several_parts_is_a_column_for_each() {
    let sql =
        "SELECT i, c_chart(x) OVER (ORDER BY i) AS chart FROM (VALUES (1, 3), (2, 5)) AS t(i, x)";
    let answer = ask(sql).await.unwrap();
    let names: Vec<&str> = answer.columns.iter().map(|c| c.name.as_str()).collect();
    let parts = ["value", "centre", "lower", "upper", "signal", "special"];
    let expected: Vec<String> = parts.iter().map(|part| format!("chart.{part}")).collect();
    assert_eq!(names[0], "i");
    assert_eq!(names[1..], expected);
    assert_eq!(answer.rows[1][1], Cell::Float(5.0));
    assert_eq!(answer.rows[1][2], Cell::Float(4.0));
    assert_eq!(answer.rows[1][5], Cell::Bool(false));
    assert_eq!(answer.rows[1][6], Cell::Null);
}

#[tokio::test]
async fn a_wrong_call_is_explained_to_who_wrote_it() {
    for (call, expected) in [
        ("u_chart(x) OVER ()", "`exposure`, must be a number"),
        (
            "c_chart(x, 'sigma') OVER ()",
            "`limits` must be one of 'probability'",
        ),
        ("kaplan_meier(x, x > 3)", "`norm`, must be given"),
    ] {
        let sql = format!("SELECT {call} FROM (VALUES (3), (5)) AS t(x)");
        let Err(message) = ask(&sql).await else {
            panic!("{call} has an answer");
        };
        assert!(message.contains(expected), "{call}: {message}");
    }
}
