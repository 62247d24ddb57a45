//! A real export keeps its published answer key after every id has become a pseudonym.
//!
//! The key counts pairs of complaint and officer, and sums them by tenths of the officers; it is
//! computed here by SQL over the warehouse. Without the export beside the repository the test says so.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test may fail loudly"
)]

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use datafusion::arrow::array::{AsArray, RecordBatch};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{DataType, Int64Type};
use datafusion::prelude::{SessionConfig, SessionContext};
use vik_domain::{CodeLists, Hierarchies, Month, Organisation};
use vik_intake::stages::{Counter, Generaliser, Pseudonymisers, pseudonymise};
use vik_intake::{AdmissionPolicy, Faulty, Intake, Mapping, Setting, Source};
use vik_lake::Table;
use vik_pseudonym::KeyFile;
use vik_warehouse::{ImportId, Warehouse};

const SQL: &str = "
WITH officers AS (
  SELECT subject_pseudonym, count(DISTINCT case_pseudonym) AS complaints
  FROM warehouse GROUP BY subject_pseudonym
),
tiles AS (SELECT complaints, ntile(10) OVER (ORDER BY complaints) AS tile FROM officers)
SELECT count(*), sum(complaints) FROM tiles GROUP BY tile ORDER BY tile";

fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .join(path)
}

fn text(path: &str) -> String {
    std::fs::read_to_string(repository(path)).unwrap()
}

/// Loads the export into a warehouse in `folder`.
async fn load(folder: &Path, export: PathBuf, mapping: &str, policy: &AdmissionPolicy) {
    let lists: Vec<(String, String)> = std::fs::read_dir(repository("data-samples/codelists"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            (
                path.display().to_string(),
                std::fs::read_to_string(&path).unwrap(),
            )
        })
        .collect();
    let lists = lists
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()));
    let codelists = CodeLists::parse(lists).unwrap();
    let organisation = text("data-samples/organisations/philadelphia.toml");
    let organisation = Organisation::parse(&organisation).unwrap();
    let hierarchies = Hierarchies::parse(&text("data-samples/hierarchies.toml")).unwrap();
    let mapping = Mapping::parse("mappings/philadelphia.toml", mapping).unwrap();
    let setting = Setting {
        organisation: &organisation,
        codelists: &codelists,
        policy,
        today: 20_000,
    };
    let intake = Intake::open(Source::file(export), &mapping, &setting).unwrap();
    let checked = intake.check(&mut |_| ()).unwrap();

    let keys = KeyFile::from_command("printf", &["5a".repeat(32)], "philadelphia").unwrap();
    let pseudonymisers = Pseudonymisers::new(&keys);
    let generaliser = Generaliser::new(&codelists, &organisation, &hierarchies).reading(&mapping);
    let mut counter = Counter::new(Month::from_index(0), HashMap::new(), HashMap::new());
    let mut warehouse = Warehouse::open(folder).await.unwrap();
    let mut import = warehouse.import(&HashSet::new()).await.unwrap();
    for batch in checked.batches(Faulty::LeaveOut).unwrap() {
        let (cases, _) = pseudonymise(batch.unwrap(), &pseudonymisers).unwrap();
        let rows = generaliser.generalise(cases, &mut counter).unwrap();
        import.write(rows.into_batch()).await.unwrap();
    }
    assert!(
        warehouse
            .commit(import, &ImportId("export".into()))
            .await
            .unwrap()
    );
}

/// Officers, pairs and the ten sums, by SQL; `None` without the export.
async fn key(mapping: &str, policy: &AdmissionPolicy) -> Option<(i64, i64, Vec<i64>)> {
    let export = repository("../shared/data/philadelphia/complaints_2015-2021.csv");
    if !export.exists() {
        println!("skipped: the export is not beside this checkout");
        return None;
    }
    let folder = tempfile::tempdir().unwrap();
    load(folder.path(), export, mapping, policy).await;
    let session = SessionContext::new_with_config(SessionConfig::new());
    let table = Table::open(folder.path()).await.unwrap();
    session
        .register_table("warehouse", table.provider().await.unwrap())
        .unwrap();
    let batches = session.sql(SQL).await.unwrap().collect().await.unwrap();
    let column = |i: usize| -> Vec<i64> {
        let of = |batch: &RecordBatch| {
            let numbers = cast(batch.column(i), &DataType::Int64).unwrap();
            numbers.as_primitive::<Int64Type>().values().to_vec()
        };
        batches.iter().flat_map(of).collect()
    };
    let (officers, sums) = (column(0), column(1));
    Some((officers.iter().sum(), sums.iter().sum(), sums))
}

#[tokio::test]
async fn the_admitted_rows_keep_their_key() {
    let mapping = text("data-samples/mappings/philadelphia.toml");
    let Some((officers, pairs, tenths)) = key(&mapping, &AdmissionPolicy::default()).await else {
        return;
    };
    assert_eq!((officers, pairs), (3017, 5653));
    assert_eq!(tenths, [302, 302, 302, 302, 302, 449, 604, 612, 916, 1562]);
}

#[tokio::test]
async fn all_rows_keep_the_published_key_when_admission_is_off() {
    let mapping = text("data-samples/mappings/philadelphia.toml");
    let (head, rest) = mapping.split_once("[[skip]]").unwrap();
    let fields = rest.split_once("[field.case_id]").unwrap().1;
    let mut open = format!("{head}[field.case_id]{fields}");
    for column in [
        "allegations_investigated",
        "investigative_findings",
        "disciplinary_findings",
    ] {
        let line = format!("column = \"{column}\"\n");
        let (before, after) = open.rsplit_once(&line).unwrap();
        open = format!("{before}{line}unknown = \"unknown\"\n{after}");
    }
    let Some((officers, pairs, tenths)) = key(&open, &AdmissionPolicy::open()).await else {
        return;
    };
    assert_eq!((officers, pairs), (3360, 6509));
    assert_eq!(tenths, [336, 336, 336, 336, 336, 540, 672, 737, 1056, 1824]);
}
