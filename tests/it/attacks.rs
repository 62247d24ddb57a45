//! Attacks by whoever may ask anything: all of SQL, as often as they like, on what was published.
//!
//! The numbers are those of the attack list in `tests/README.md`, which also says where the attacks on the
//! arithmetic itself are.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::LazyLock;

use vik_published::{Cell, Limits, OpenSide};

use crate::program::Var;

/// A published quarter. Its closed side is deleted before the first question, so that no answer, error
/// or timing below can be a function of it (A18 to A24).
static PUBLISHED: LazyLock<(Var, PathBuf)> = LazyLock::new(|| {
    let var = Var::new("nl-police");
    let file = "data-samples/cases/cases-2021.csv";
    var.vik(&["ingest", file, "--mapping", "nl-police"]).done();
    var.vik(&["freeze", "--through", "2021-03"]).done();
    std::fs::remove_dir_all(var.path().join("closed")).unwrap();
    let open = var.path().join("open/nl-police");
    (var, open)
});

fn engine() -> tokio::runtime::Runtime {
    tokio::runtime::Runtime::new().unwrap()
}

async fn side() -> OpenSide {
    OpenSide::open(&PUBLISHED.1).await.unwrap()
}

/// The answer as text, or the error as the reader sees it.
async fn ask(side: &OpenSide, sql: &str) -> String {
    match side.run(sql, &BTreeMap::new(), Limits::default()).await {
        Ok(result) => format!("{:?}", result.rows),
        Err(error) => format!("error: {error}"),
    }
}

async fn number(side: &OpenSide, sql: &str) -> i64 {
    let result = side.run(sql, &BTreeMap::new(), Limits::default()).await;
    match result.unwrap().rows[0][0] {
        Cell::Int(number) => number,
        ref other => panic!("expected a number, not {other:?}"),
    }
}

const CELL: &str = "SELECT sum(cases) AS n FROM cube_unit_issue WHERE unit = 'RTD'";

#[test]
fn a1_asking_again_and_elsewhere_gives_the_same_number() {
    engine().block_on(async {
        let (one, other) = (side().await, side().await);
        let mut answers = BTreeSet::new();
        for _ in 0..50 {
            answers.insert(ask(&one, CELL).await);
            answers.insert(ask(&other, CELL).await);
        }
        assert_eq!(answers.len(), 1, "{answers:?}");
    });
}

#[test]
fn a2_neutral_rewrites_give_the_same_number() {
    let conditions = [
        "unit = 'RTD'",
        "'RTD' = unit",
        "unit IN ('RTD')",
        "unit IN ('RTD', 'nobody')",
        "unit = 'RTD' OR unit = 'RTD'",
        "unit >= 'RTD' AND unit <= 'RTD'",
        "unit BETWEEN 'RTD' AND 'RTD'",
        "unit LIKE 'RTD'",
        "upper(unit) = 'RTD'",
        "CAST(unit AS VARCHAR) = 'RTD'",
        "NOT (unit <> 'RTD')",
        "unit = 'RTD' AND cases >= 0",
        "unit = 'RTD' AND month BETWEEN DATE '1900-01-01' AND DATE '2900-01-01'",
        "CASE WHEN unit = 'RTD' THEN TRUE ELSE FALSE END",
        "EXISTS (SELECT 1 WHERE unit = 'RTD')",
        "concat(unit, '') = 'RTD'",
    ];
    engine().block_on(async {
        let side = side().await;
        let mut answers = BTreeSet::from([number(&side, CELL).await]);
        for condition in conditions {
            let sql = format!("SELECT sum(cases) AS n FROM cube_unit_issue WHERE {condition}");
            answers.insert(number(&side, &sql).await);
        }
        let grouped = "SELECT n FROM (SELECT unit, sum(cases) AS n FROM cube_unit_issue GROUP BY unit) WHERE unit = 'RTD'";
        answers.insert(number(&side, grouped).await);
        assert_eq!(answers.len(), 1, "{answers:?}");
    });
}

#[test]
fn a3_a4_a11_a12_every_partition_of_every_table_adds_up_to_one_total() {
    engine().block_on(async {
        let side = side().await;
        let mut totals: BTreeMap<String, BTreeSet<i64>> = BTreeMap::new();
        let cubes = side.tables().iter().filter(|table| {
            table.name.starts_with("cube_") && table.name != "cube_corruption"
        });
        for cube in cubes {
            for month in ["2021-01-01", "2021-02-01", "2021-03-01"] {
                let from = format!("FROM {} WHERE month = DATE '{month}'", cube.name);
                let sums = totals.entry(month.to_owned()).or_default();
                sums.insert(number(&side, &format!("SELECT sum(cases) AS n {from}")).await);
                for (column, kind) in &cube.columns {
                    if kind != "Utf8" || column == "quarter" {
                        continue;
                    }
                    let parts = format!(
                        "SELECT sum(n) AS n FROM (SELECT {column}, sum(cases) AS n {from} GROUP BY {column})"
                    );
                    sums.insert(number(&side, &parts).await);
                }
            }
        }
        for (month, sums) in totals {
            assert_eq!(sums.len(), 1, "{month}: {sums:?}");
        }
    });
}

#[test]
fn a5_a6_a24_there_is_no_person_to_single_out_and_no_join_that_makes_one() {
    engine().block_on(async {
        let side = side().await;
        let tables = side.tables().iter().filter(|table| {
            table.name.starts_with("cube_") || table.name.starts_with("quarter_")
        });
        for table in tables {
            for (column, kind) in &table.columns {
                let count = ["persons", "cases", "year"].contains(&column.as_str());
                assert!(count || kind == "Utf8" || column == "month", "{column}: {kind}");
                assert!(!column.contains("key") && !column.contains("pseudonym"));
            }
            let smallest = format!(
                "SELECT min(least(CASE WHEN cases > 0 THEN cases ELSE 999 END, CASE WHEN persons > 0 THEN persons ELSE 999 END)) AS n FROM {}",
                table.name
            );
            assert!(number(&side, &smallest).await >= 3, "{}", table.name);
        }
        // A join repeats rows; what it counts is still a multiple of published counts.
        let fan = "SELECT sum(a.cases) % 3 AS n FROM cube_unit_issue AS a CROSS JOIN (VALUES (1), (2)) AS b(x)";
        assert_eq!(number(&side, fan).await, 0);
    });
}

#[test]
fn a18_a20_a22_a23_extremes_orders_and_windows_see_published_numbers_only() {
    engine().block_on(async {
        let side = side().await;
        for sql in [
            "SELECT max(cases) AS n FROM cube_unit_issue",
            "SELECT cases AS n FROM cube_unit_issue ORDER BY cases DESC LIMIT 1",
            "SELECT cases AS n FROM cube_unit_issue ORDER BY unit, issue, month OFFSET 7 LIMIT 1",
            "SELECT sum(cases) OVER () AS n FROM cube_unit_issue LIMIT 1",
            "SELECT first_value(cases) AS n FROM cube_unit_issue",
            "SELECT sum(cases) AS n FROM cube_unit_issue WHERE cases > 1 AND cases < 5",
            "SELECT coalesce(sum(cases), 0) AS n FROM cube_unit_issue WHERE cases = 1 OR cases = 2 OR cases = 4",
        ] {
            assert_eq!(number(&side, sql).await % 3, 0, "{sql}");
        }
    });
}

#[test]
fn a14_a26_zero_and_small_cells_are_answered_alike() {
    engine().block_on(async {
        let side = side().await;
        let rows = |issue: &'static str| {
            let side = &side;
            async move {
                let sql = format!(
                    "SELECT count(*) AS n FROM cube_unit_issue WHERE unit = 'RTD' AND issue = '{issue}'"
                );
                number(side, &sql).await
            }
        };
        // Every cell has one row a month, whatever is in it.
        for issue in ["INF-NIE", "GEW-BUI", "POS-GIF", "MID-ICT"] {
            assert_eq!(rows(issue).await, 3, "{issue}");
        }
    });
}

#[test]
fn a19_a25_errors_plans_and_catalogues_tell_nothing_that_is_not_published() {
    engine().block_on(async {
        let side = side().await;
        for sql in [
            "SELECT 1 / (SELECT min(cases) FROM cube_unit_issue) AS n",
            "SELECT CAST('x' AS INT) AS n",
            "SELECT * FROM warehouse",
            "SELECT * FROM involvements",
            "SELECT * FROM read_parquet('cells')",
            "SELECT * FROM '../closed/nl-police/warehouse'",
        ] {
            let told = ask(&side, sql).await;
            assert!(told.starts_with("error: "), "{sql}: {told}");
            assert!(!told.contains("pseudonym"), "{told}");
        }
        for sql in [
            "EXPLAIN SELECT 1",
            "EXPLAIN ANALYZE SELECT * FROM cube_unit_issue",
            "SET datafusion.execution.batch_size = 1",
            "COPY (SELECT 1) TO 'x.csv'",
            "CREATE TABLE x AS SELECT 1",
            "SELECT 1; SELECT 2",
        ] {
            let told = ask(&side, sql).await;
            assert!(told.starts_with("error: "), "{sql}: {told}");
        }
        let columns = "SELECT DISTINCT table_name FROM information_schema.columns ORDER BY 1";
        for sql in [columns, "SHOW TABLES"] {
            let listed = ask(&side, sql).await;
            assert!(listed.contains("cube_unit_issue") && !listed.contains("warehouse"));
        }
    });
}

#[test]
fn a8_a10_a13_a16_the_attacker_who_keeps_everything_finds_nothing_exact() {
    for audience in [
        &[][..],
        &["--audience", "analyst"],
        &["--audience", "leadership"],
    ] {
        let asked = [
            &[
                "audit",
                "attack",
                "--json",
                "--sample",
                "4",
                "--coalition",
                "1",
            ],
            audience,
        ]
        .concat();
        let told = PUBLISHED.0.vik(&asked).done();
        let line = told.lines().find(|line| line.starts_with('{')).unwrap();
        let report: serde_json::Value = serde_json::from_str(line).unwrap();
        for part in ["every_cell", "sampled"] {
            assert!(report[part]["cells"].as_u64().unwrap() > 0);
            assert_eq!(report[part]["exact"], 0, "{audience:?}");
            assert_eq!(report[part]["existence"], 0, "{audience:?}");
        }
        assert_eq!(report["contradiction"], false);
        assert_eq!(report["exact_model"], true);
    }
}

#[test]
fn the_proof_holds_and_a_changed_byte_breaks_it() {
    let (var, open) = &*PUBLISHED;
    let told = var.vik(&["audit", "verify"]).done();
    assert!(told.contains("every one of 4 releases holds"), "{told}");

    let out = open.join("../../history.json");
    let path = out.to_str().unwrap();
    var.vik(&["audit", "history", "--out", path]).done();
    var.vik(&["audit", "verify", "--file", path]).done();
    let mut bytes = std::fs::read(&out).unwrap();
    let place = bytes.len() / 2;
    bytes[place] = if bytes[place] == b'3' { b'6' } else { b'3' };
    std::fs::write(&out, bytes).unwrap();
    var.vik(&["audit", "verify", "--file", path]).failed(3);
}

#[test]
fn a33_the_export_holds_what_was_published_and_nothing_else() {
    let told = PUBLISHED
        .0
        .vik(&["audit", "export", "--audience", "analyst"])
        .done();
    let mut lines = 0;
    for line in told.lines().filter(|line| line.starts_with('{')) {
        let statement: serde_json::Value = serde_json::from_str(line).unwrap();
        let keys: BTreeSet<&str> = statement
            .as_object()
            .unwrap()
            .keys()
            .map(String::as_str)
            .collect();
        let known = [
            "audience",
            "codes",
            "cube",
            "measure",
            "period",
            "population",
            "rule",
            "value",
        ];
        assert_eq!(keys, BTreeSet::from(known));
        assert_eq!(statement["value"].as_u64().unwrap() % 3, 0);
        lines += 1;
    }
    assert!(lines > 1_000);
}
