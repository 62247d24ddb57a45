//! Times the two looks at a file: `cargo run --release -p vik-intake --example check -- FILE`.

use std::time::Instant;

use vik_domain::{CodeLists, Organisation};
use vik_intake::{AdmissionPolicy, Faulty, Intake, Mapping, Setting, Source};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let file = std::env::args()
        .nth(1)
        .ok_or("name a file in the form of the samples")?;
    let mut lists = Vec::new();
    for entry in std::fs::read_dir("data-samples/codelists")? {
        let path = entry?.path();
        lists.push((path.display().to_string(), std::fs::read_to_string(&path)?));
    }
    let codelists = CodeLists::parse(lists.iter().map(|(name, text)| (name, text.as_str())))?;
    let organisation = Organisation::parse(&std::fs::read_to_string(
        "data-samples/organisations/nl-police.toml",
    )?)?;
    let mapping = Mapping::parse(
        "nl-police.toml",
        &std::fs::read_to_string("data-samples/mappings/nl-police.toml")?,
    )?;
    let policy = AdmissionPolicy::default();
    let setting = Setting {
        organisation: &organisation,
        codelists: &codelists,
        policy: &policy,
        today: 20_454,
    };
    let start = Instant::now();
    let checked = Intake::open(Source::file(&file), &mapping, &setting)?.check(&mut |_| {})?;
    let report = checked.report();
    println!(
        "{}: {} rows, {} findings, {:.2?}",
        report.source,
        report.rows,
        report.findings.total,
        start.elapsed()
    );
    let start = Instant::now();
    let mut rows = 0;
    for batch in checked.batches(Faulty::LeaveOut)? {
        rows += batch?.num_rows();
    }
    println!("{rows} rows handed out, {:.2?}", start.elapsed());
    Ok(())
}
