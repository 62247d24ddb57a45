//! `cargo xtask train`: the model of names, made again from its sources.

use std::path::PathBuf;

use crate::run::{cargo, root, step};

/// Trains the model of names from court rulings with refilled slots, the templates and the narratives.
pub fn run(arguments: &[String]) -> Result<(), String> {
    let rulings = arguments.first().map_or_else(
        || root().join("../shared/data/text/rulings.jsonl"),
        PathBuf::from,
    );
    if !rulings.exists() {
        return Err(format!(
            "there are no rulings at {}: give the file, one {{\"ecli\", \"text\"}} a line",
            rulings.display()
        ));
    }
    let rulings = rulings.display().to_string();
    let narratives = root().join("data-samples/narratives").display().to_string();
    let model = root()
        .join("crates/vik-redact/data/names.crf")
        .display()
        .to_string();
    let example = ["run", "--release", "-p", "vik-redact", "--example"];
    let train = [
        "train",
        "--",
        "--rulings",
        &rulings,
        "--narratives",
        &narratives,
        "--out",
        &model,
    ];
    step(
        "Train the model of names (the same input gives the same bytes)",
        cargo(&example).args(train),
    )
}
