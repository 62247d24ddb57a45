//! Who may link whom, held against `cargo metadata`. The table is that of `crates/README.md`.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::Value;

/// A crate and the crates it must not reach, through any number of steps.
const NEVER: &[(&str, &[&str])] = &[
    (
        "vik-server",
        &[
            "vik-pseudonym",
            "vik-intake",
            "vik-warehouse",
            "vik-release",
            "vik-desk",
        ],
    ),
    (
        "vik-redact",
        &[
            "vik-domain",
            "vik-disclosure",
            "datafusion",
            "tokio",
            "axum",
        ],
    ),
    (
        "vik-story",
        &["vik-disclosure", "tokio", "datafusion", "axum"],
    ),
    (
        "vik-desk",
        &["vik-intake", "vik-warehouse", "vik-pseudonym"],
    ),
    (
        "vik-published",
        &[
            "vik-pseudonym",
            "vik-intake",
            "vik-warehouse",
            "vik-release",
        ],
    ),
    (
        "vik-learning",
        &[
            "vik-server",
            "vik-published",
            "vik-disclosure",
            "datafusion",
        ],
    ),
    ("vik-charts", &["datafusion", "tokio", "vik-published"]),
    (
        "vik-partners",
        &["datafusion", "tokio", "vik-published", "vik-warehouse"],
    ),
    (
        "vik-reports",
        &["datafusion", "tokio", "vik-warehouse", "vik-published"],
    ),
    (
        "vik-disclosure",
        &["arrow", "arrow-array", "datafusion", "tokio", "tracing"],
    ),
    (
        "vik-trends",
        &["vik-domain", "arrow-array", "datafusion", "tokio"],
    ),
    (
        "vik-signals",
        &["vik-disclosure", "arrow-array", "datafusion", "tokio"],
    ),
    ("vik-log", &["tokio", "datafusion", "vik-domain"]),
    ("vik-domain", &["tokio", "arrow-array", "datafusion"]),
    ("vik-pseudonym", &["tokio", "datafusion", "axum"]),
    ("vik-catalogue", &["datafusion", "tokio"]),
    ("vik-intake", &["datafusion", "axum"]),
    ("vik-functions", &["vik-warehouse", "vik-published"]),
    ("vik-warehouse", &["vik-published", "vik-pseudonym", "axum"]),
];

fn reach() -> BTreeMap<String, BTreeSet<String>> {
    let root = env!("CARGO_MANIFEST_DIR").to_owned() + "/..";
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked"])
        .current_dir(root)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let names: BTreeMap<&str, &str> = metadata["packages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|package| {
            (
                package["id"].as_str().unwrap(),
                package["name"].as_str().unwrap(),
            )
        })
        .collect();
    let mut direct: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for node in metadata["resolve"]["nodes"].as_array().unwrap() {
        let normal = node["deps"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|dependency| {
                dependency["dep_kinds"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .any(|kind| kind["kind"].is_null())
            });
        let targets = normal
            .map(|dependency| dependency["pkg"].as_str().unwrap())
            .collect();
        direct.insert(node["id"].as_str().unwrap(), targets);
    }
    names
        .iter()
        .filter(|(_, name)| NEVER.iter().any(|(from, _)| from == *name))
        .map(|(id, name)| {
            let (mut seen, mut open) = (BTreeSet::new(), vec![*id]);
            while let Some(next) = open.pop() {
                for target in &direct[next] {
                    if seen.insert(names[target].to_owned()) {
                        open.push(target);
                    }
                }
            }
            ((*name).to_owned(), seen)
        })
        .collect()
}

#[test]
fn no_crate_reaches_what_it_must_never_link() {
    let reach = reach();
    for (from, forbidden) in NEVER {
        let reached = reach
            .get(*from)
            .unwrap_or_else(|| panic!("no crate {from}: correct the table"));
        for target in *forbidden {
            assert!(
                !reached.contains(*target),
                "{from} reaches {target}, which crates/README.md says it must never link"
            );
        }
    }
}
