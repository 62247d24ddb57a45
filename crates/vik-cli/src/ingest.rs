//! `vik ingest`: exports through a mapping into the warehouse, file by file, each wholly in or wholly out.

use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use vik_catalogue::{Catalogue, TextKind};
use vik_domain::{CodeLists, Hierarchies, Month, Organisation};
use vik_intake::stages::{Counter, Generaliser, Narrative, Pseudonymisers, pseudonymise};
use vik_intake::{
    AdmissionPolicy, Checked, Faulty, Intake, IntakeError, Mapping, Report, Seal, Setting, Source,
};
use vik_lake::Lease;
use vik_pseudonym::Keys;
use vik_warehouse::{Contents, ImportId, Warehouse};

use crate::arguments::{Arguments, IngestOptions};
use crate::context::{Folders, catalogue, passphrase, today};
use crate::diary::{self, Reading};
use crate::key::{open_keys, same_epoch};
use crate::outcome::Failure;
use crate::progress::rows;
use crate::sealed;

/// What one file did, or would do.
#[derive(Default)]
struct Difference {
    new: usize,
    same: usize,
    changed: usize,
    again: bool,
}

/// Everything that is the same for all files of one run.
struct Run<'a> {
    options: &'a IngestOptions,
    folders: Folders,
    mapping: Mapping,
    mapping_text: String,
    organisation: Organisation,
    lists: CodeLists,
    policy: AdmissionPolicy,
    generaliser: Generaliser,
    pseudonymisers: Pseudonymisers,
    keys: Keys,
    frontier: Month,
}

/// Loads the files, one after the other; a file with findings does not keep the others out.
pub async fn run(arguments: &Arguments, options: &IngestOptions) -> Result<(), Failure> {
    let run = prepare(arguments, options).await?;
    let _lease = Lease::take(&run.folders.closed).map_err(Failure::storage)?;
    let mut warehouse = Warehouse::open(&run.folders.warehouse)
        .await
        .map_err(Failure::storage)?;
    same_epoch(&run.keys, &mut warehouse, options.dry_run).await?;
    let mut refused = Vec::new();
    for file in &options.files {
        if !load(&run, &mut warehouse, file).await? {
            refused.push(file.display().to_string());
        }
    }
    if refused.is_empty() {
        return Ok(());
    }
    Err(Failure::Findings(format!(
        "not loaded because of findings: {}\n       correct the export or the mapping; --quarantine loads the sound rows and sets the others apart, encrypted",
        refused.join(", ")
    )))
}

async fn prepare<'a>(
    arguments: &Arguments,
    options: &'a IngestOptions,
) -> Result<Run<'a>, Failure> {
    let usage = |text: String| Failure::Usage(text);
    let catalogue = catalogue(arguments)?;
    let folders = Folders::of(arguments);
    let (mapping_file, mapping_text) = mapping_text(&catalogue, &options.mapping)?;
    let mapping = Mapping::parse(&mapping_file, &mapping_text)
        .map_err(|e| usage(format!("the mapping cannot be used\n{e}")))?;
    let profile = catalogue
        .text(TextKind::Organisations, &arguments.organisation)
        .ok_or_else(|| {
            usage(format!(
                "there is no organisation `{}`: add organisations/{}.toml",
                arguments.organisation, arguments.organisation
            ))
        })?;
    let organisation = Organisation::parse(profile).map_err(|e| usage(e.to_string()))?;
    let lists =
        CodeLists::parse(catalogue.texts(TextKind::CodeLists)).map_err(|e| usage(e.to_string()))?;
    let hierarchies = catalogue
        .text(TextKind::Hierarchies, "hierarchies")
        .unwrap_or_default();
    let hierarchies = Hierarchies::parse(hierarchies).map_err(|e| usage(e.to_string()))?;
    let policy = match catalogue.text(TextKind::Policies, "admission") {
        Some(text) => AdmissionPolicy::parse("policies/admission.toml", text)
            .map_err(|e| usage(e.to_string()))?,
        None => AdmissionPolicy::default(),
    };
    let keys = open_keys(&folders, &arguments.organisation)?;
    let releases = vik_published::releases(&folders.open)
        .await
        .map_err(Failure::storage)?;
    let frozen = releases
        .iter()
        .filter_map(|release| release.period.parse::<Month>().ok())
        .max();
    Ok(Run {
        options,
        generaliser: Generaliser::new(&lists, &organisation, &hierarchies).reading(&mapping),
        pseudonymisers: Pseudonymisers::new(&keys),
        keys,
        frontier: frozen.map_or(Month::from_index(0), Month::next),
        folders,
        mapping,
        mapping_text,
        organisation,
        lists,
        policy,
    })
}

fn mapping_text(catalogue: &Catalogue, name: &str) -> Result<(String, String), Failure> {
    if let Some(text) = catalogue.text(TextKind::Mappings, name) {
        return Ok((format!("mappings/{name}.toml"), text.to_owned()));
    }
    match std::fs::read_to_string(name) {
        Ok(text) => Ok((name.to_owned(), text)),
        Err(_) => {
            let known: Vec<&str> = catalogue
                .texts(TextKind::Mappings)
                .map(|(name, _)| name)
                .collect();
            Err(Failure::Usage(format!(
                "there is no mapping `{name}`: give a path to a TOML file, or one of {}",
                known.join(", ")
            )))
        }
    }
}

/// Loads one file; `false` when findings kept it out.
async fn load(run: &Run<'_>, warehouse: &mut Warehouse, file: &Path) -> Result<bool, Failure> {
    let setting = Setting {
        organisation: &run.organisation,
        codelists: &run.lists,
        policy: &run.policy,
        today: today(),
    };
    let intake = Intake::open(Source::file(file), &run.mapping, &setting).map_err(failure)?;
    let reading = rows("reading");
    let checked = intake
        .check(&mut |done| reading.set_position(done))
        .map_err(failure)?;
    reading.finish_and_clear();
    let report = checked.report();
    let faulty = match (report.findings.is_empty(), run.options.quarantine) {
        (true, _) => Faulty::Refuse,
        (false, true) => Faulty::LeaveOut,
        (false, false) => {
            note(run, report, false)?;
            tell(run, file, report, None);
            return Ok(false);
        }
    };
    let id = import_id(run, report, faulty);
    let difference = if warehouse.has(&id).await.map_err(Failure::storage)? {
        Difference {
            again: true,
            ..Difference::default()
        }
    } else {
        bring_in(run, warehouse, &checked, faulty, &id).await?
    };
    if faulty == Faulty::LeaveOut && !run.options.dry_run {
        quarantine(run, &checked, &report.fingerprint)?;
    }
    note(run, report, true)?;
    tell(run, file, report, Some(&difference));
    Ok(true)
}

/// Keeps what was read, for `vik status`; a dry run leaves no trace.
fn note(run: &Run<'_>, report: &Report, loaded: bool) -> Result<(), Failure> {
    if run.options.dry_run {
        return Ok(());
    }
    let by_rule = report.findings.by_rule.iter();
    diary::add(
        &run.folders.closed,
        &Reading {
            day: vik_domain::civil::iso(today()),
            fingerprint: report.fingerprint.clone(),
            rows: report.rows,
            accepted: report.accepted,
            refused: report.refusals.total,
            findings: by_rule
                .map(|each| (each.rule.id().to_owned(), each.count))
                .collect(),
            loaded,
        },
    )
}

/// The same bytes through the same mapping under the same key are the same import.
fn import_id(run: &Run<'_>, report: &Report, faulty: Faulty) -> ImportId {
    let mut hash = Sha256::new();
    let parts = [
        report.fingerprint.as_str(),
        &run.mapping_text,
        &run.keys.epoch().to_string(),
        if faulty == Faulty::Refuse {
            "all"
        } else {
            "sound"
        },
    ];
    for part in parts {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part.as_bytes());
    }
    ImportId(
        hash.finalize()
            .iter()
            .take(16)
            .map(|byte| format!("{byte:02x}"))
            .collect(),
    )
}

async fn bring_in(
    run: &Run<'_>,
    warehouse: &mut Warehouse,
    checked: &Checked,
    faulty: Faulty,
    id: &ImportId,
) -> Result<Difference, Failure> {
    let contents = warehouse.contents().await.map_err(Failure::storage)?;
    // The first pass assumes that every case is new, which is the rule; only a file that overlaps with
    // what is there is read a second time.
    let mut import = warehouse
        .import(&HashSet::new())
        .await
        .map_err(Failure::storage)?;
    let mut counter = counter(run, &contents);
    let mut sealing = None;
    if !run.options.dry_run {
        sealing = Some(sealed::begin(&run.folders, &run.keys, id)?);
    }
    let loading = rows("pseudonymising");
    for batch in checked.batches(faulty).map_err(failure)? {
        let (batch, narratives) = border(run, batch.map_err(failure)?, &mut counter)?;
        loading.inc(batch.num_rows() as u64);
        if let Some(sealing) = &mut sealing {
            sealed::put(sealing, narratives)?;
            import.write(batch).await.map_err(Failure::storage)?;
        }
    }
    loading.finish_and_clear();
    let marks = counter.into_marks();
    let known = |key: &i64| contents.cases.get(key).map(|case| case.mark);
    let changed: HashSet<i64> = marks
        .iter()
        .filter(|(key, mark)| known(key).is_some_and(|old| old != **mark))
        .map(|(key, _)| *key)
        .collect();
    let new = marks.keys().filter(|key| known(key).is_none()).count();
    let difference = Difference {
        new,
        changed: changed.len(),
        same: marks.len() - new - changed.len(),
        again: false,
    };
    if run.options.dry_run {
        return Ok(difference);
    }
    if difference.new < marks.len() {
        import = warehouse.import(&changed).await.map_err(Failure::storage)?;
        let mut counter = self::counter(run, &contents);
        counter.forget(&changed);
        for batch in checked.batches(faulty).map_err(failure)? {
            let (batch, _) = border(run, batch.map_err(failure)?, &mut counter)?;
            let wanted = |key: i64| known(&key).is_none() || changed.contains(&key);
            import
                .write_where(&batch, wanted)
                .await
                .map_err(Failure::storage)?;
        }
    }
    if let Some(sealing) = sealing {
        sealed::finish(sealing)?;
    }
    warehouse
        .commit(import, id)
        .await
        .map_err(Failure::storage)?;
    Ok(difference)
}

fn counter(run: &Run<'_>, contents: &Contents) -> Counter {
    let counted_in: HashMap<i64, i32> = contents
        .cases
        .iter()
        .map(|(key, case)| (*key, case.counted_in))
        .collect();
    Counter::new(run.frontier, counted_in, contents.person_months.clone())
}

fn border(
    run: &Run<'_>,
    cases: vik_intake::ClosedCases,
    counter: &mut Counter,
) -> Result<(vik_warehouse::RecordBatch, Vec<Narrative>), Failure> {
    let defect = |_| {
        Failure::Storage(
            "a batch did not fit the contract; this is a defect of the program, please report it"
                .to_owned(),
        )
    };
    let (cases, narratives) = pseudonymise(cases, &run.pseudonymisers).map_err(defect)?;
    let batch = run
        .generaliser
        .generalise(cases, counter)
        .map_err(defect)?
        .into_batch();
    Ok((batch, narratives))
}

fn quarantine(run: &Run<'_>, checked: &Checked, fingerprint: &str) -> Result<(), Failure> {
    let path: PathBuf = run.folders.quarantine.join(format!(
        "{}.jsonl.age",
        fingerprint.get(..16).unwrap_or(fingerprint)
    ));
    let failed =
        |e: std::io::Error| Failure::Storage(format!("{} cannot be written: {e}", path.display()));
    std::fs::create_dir_all(&run.folders.quarantine).map_err(failed)?;
    let file = File::create(&path).map_err(failed)?;
    let count = checked
        .quarantine(file, &Seal::Passphrase(passphrase(false)?))
        .map_err(failure)?;
    eprintln!(
        "{count} rows set apart, encrypted with the key's passphrase, in {}",
        path.display()
    );
    Ok(())
}

fn tell(run: &Run<'_>, file: &Path, report: &Report, difference: Option<&Difference>) {
    let name = file
        .file_name()
        .map(|n| n.to_string_lossy().into_owned())
        .unwrap_or_default();
    if run.options.json {
        let difference = difference.map(|d| serde_json::json!({ "new": d.new, "same": d.same, "changed": d.changed, "already_loaded": d.again }));
        println!(
            "{}",
            serde_json::json!({ "file": name, "dry_run": run.options.dry_run, "report": report, "cases": difference })
        );
        return;
    }
    println!(
        "{name}: {}; {} rows, {} accepted in {} cases",
        report.source, report.rows, report.accepted, report.cases
    );
    if report.refusals.total > 0 {
        for reason in &report.refusals.by_reason {
            println!("  not admitted: {} rows: {}", reason.rows, reason.reason);
        }
    }
    if !report.findings.is_empty() {
        println!("{}", report.findings.summary(20));
    }
    if report.incomplete > 0 {
        println!(
            "  {} cases have sound rows and rows with findings; --quarantine loads them incomplete, so correct the export before you publish",
            report.incomplete
        );
    }
    match difference {
        None => println!("  nothing was loaded"),
        Some(d) if d.again => println!("  already loaded; nothing to do"),
        Some(d) => {
            let verb = if run.options.dry_run {
                "would be"
            } else {
                "are"
            };
            println!(
                "  {} cases {verb} new, {} the same, {} changed",
                d.new, d.same, d.changed
            );
        }
    }
}

fn failure(error: IntakeError) -> Failure {
    match &error {
        IntakeError::Mapping(_) => Failure::Usage(error.to_string()),
        IntakeError::Findings { .. } | IntakeError::Source { .. } => {
            Failure::Findings(error.to_string())
        }
        _ => Failure::Storage(error.to_string()),
    }
}
