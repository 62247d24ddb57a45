//! Every query in `queries/` runs its own tests: against tables that hold only the rows it gives.
//!
//! The tables have the shape of the open side, so that a query is planned against what it will
//! really meet; the expected rows are compared in order, numbers to a millionth.

use crate::fixture::{Header, Tables, close, read_queries, rows};

#[tokio::test]
async fn every_query_is_planned_and_its_tests_hold() {
    let mut failures = Vec::new();
    for (file, text) in read_queries() {
        let header = Header::parse(&file, &text);
        assert!(!header.tests.is_empty(), "{file} has no test");
        for test in &header.tests {
            let session = Tables::open_side().with(&test.given).session();
            match rows(&session, &header, &text, &test.params).await {
                Ok(found) if close(&found, &test.expect) => {}
                Ok(found) => failures.push(format!(
                    "{file}, {}: expected {:#?}, found {:#?}",
                    test.name, test.expect, found
                )),
                Err(error) => failures.push(format!("{file}, {}: {error}", test.name)),
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}
