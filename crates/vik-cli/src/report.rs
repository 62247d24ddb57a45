//! `vik report`: fills the report of a period, signs it and puts it in the archive.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;
use vik_published::{OpenSide, Publisher};
use vik_redact::{Detector, Record, Status, Tables};
use vik_reports::report::{Hash, Period, Report, Section, Sentence, public_key};
use vik_server::decisions::Decisions;
use vik_server::reporting::{Around, assemble, promises};

use crate::arguments::{Arguments, ReportOptions};
use crate::context::{Folders, catalogue};
use crate::key::open_keys;
use crate::outcome::{Failure, chain};

/// The editor's sentences: a list for each section, and a list for the three messages.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Editor {
    #[serde(default)]
    section: BTreeMap<Section, Vec<Sentence>>,
    #[serde(default)]
    message: Vec<Sentence>,
}

/// Fills, signs and keeps one report.
pub async fn run(arguments: &Arguments, options: &ReportOptions) -> Result<(), Failure> {
    let folders = Folders::of(arguments);
    let catalogue = catalogue(arguments)?;
    let period = Period::try_from(options.period.clone())
        .map_err(|_| Failure::Usage("expected a period such as 2025-Q4 or 2025-H2".to_owned()))?;
    let editor = editor(options.sentences.as_deref())?;
    let side = OpenSide::open(&folders.open)
        .await
        .map_err(Failure::storage)?;
    let work = options
        .work
        .clone()
        .unwrap_or_else(|| arguments.var.join("work"));
    let org = &arguments.organisation;
    let around = Around {
        standings: standings(arguments, &work)?,
        promises: promises(&work, org, side.reference(), period)
            .map_err(|e| Failure::Usage(e.to_string()))?,
        editor: editor.section,
        edition: options.edition,
    };
    let mut report = assemble(&catalogue, &side, period, around)
        .await
        .map_err(|e| Failure::Usage(chain(&e)))?;
    for (message, remark) in report.messages.iter_mut().zip(editor.message) {
        message.remark = Some(remark);
    }
    let bytes = report
        .to_bytes()
        .map_err(|e| Failure::Refused(e.to_string()))?;
    refuse_second(&folders.open, &report)?;
    let keys = open_keys(&folders, &arguments.organisation)?;
    let secret = keys.signing_key();
    let seal = Hash::of(&bytes).sign(&secret);
    let publisher = Publisher::open(&folders.open)
        .await
        .map_err(Failure::storage)?;
    let number = publisher
        .append_report(bytes, hex(&seal.to_bytes()), hex(&public_key(&secret)))
        .map_err(Failure::storage)?;
    println!(
        "report {number} of {} is signed and in the archive",
        options.period
    );
    Ok(())
}

/// A period has one report of each edition; a mended one has a higher number.
fn refuse_second(open: &Path, report: &Report) -> Result<(), Failure> {
    for sealed in vik_published::reports(open).map_err(Failure::storage)? {
        let known =
            Report::from_bytes(&sealed.bytes).map_err(|e| Failure::Storage(e.to_string()))?;
        let same = known.period == report.period && known.edition >= report.edition;
        if same && known != *report {
            return Err(Failure::Refused(format!(
                "there is a signed report of this period already, number {}: give --edition {} for a mended one",
                sealed.number,
                known.edition + 1
            )));
        }
    }
    Ok(())
}

fn standings(
    arguments: &Arguments,
    folder: &Path,
) -> Result<BTreeMap<String, vik_server::decisions::Standing>, Failure> {
    if !folder.exists() {
        eprintln!(
            "no work in {}: signals and actions are reported without it",
            folder.display()
        );
        return Ok(BTreeMap::new());
    }
    let decisions = Decisions::open(folder).map_err(|e| Failure::Storage(chain(&e)))?;
    decisions
        .standings(&arguments.organisation)
        .map_err(|e| Failure::Storage(chain(&e)))
}

/// Reads the editor's sentences; each passes the search for what points at a person, or nothing is made.
fn editor(file: Option<&Path>) -> Result<Editor, Failure> {
    let Some(file) = file else {
        return Ok(Editor::default());
    };
    let named = |what: &str| Failure::Usage(format!("{}: {what}", file.display()));
    let text = std::fs::read_to_string(file).map_err(|_| named("cannot be read"))?;
    let editor: Editor = toml::from_str(&text).map_err(|error| {
        let line = error
            .span()
            .map_or(1, |span| 1 + text[..span.start].matches('\n').count());
        named(&format!(
            "line {line} does not fit: expected [[section.learning]] or [[message]] with nl = \"…\""
        ))
    })?;
    let detector = Detector::new(Tables::default());
    let all = editor.section.values().flatten().chain(&editor.message);
    for (at, sentence) in all.enumerate() {
        // The dictionaries are Dutch: of a translation only what is surely somebody counts.
        let masked = |words: &String| {
            let spans = detector.detect(words, &Record::default());
            spans.iter().any(|span| span.status == Status::Mask)
        };
        if !detector.screen(&sentence.nl).is_empty() || sentence.en.as_ref().is_some_and(masked) {
            return Err(Failure::Refused(format!(
                "{}: sentence {} may point at a person; run `vik redact` on it to see where, and write it without",
                file.display(),
                at + 1
            )));
        }
    }
    Ok(editor)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Checks every report in an archive against its signature and gives how many there are.
///
/// # Errors
/// With the number of the first that does not fit.
pub fn verify(open: &Path) -> Result<usize, Failure> {
    let reports = vik_published::reports(open).map_err(Failure::storage)?;
    for sealed in &reports {
        let broken =
            || Failure::Refused(format!("report {} is not as it was signed", sealed.number));
        let seal = unhex::<64>(&sealed.seal).ok_or_else(broken)?;
        let key = unhex::<32>(&sealed.key).ok_or_else(broken)?;
        let hash = Hash::of(&sealed.bytes);
        hash.verify(&vik_reports::report::Seal::from_bytes(seal), &key)
            .map_err(|_| broken())?;
    }
    Ok(reports.len())
}

fn unhex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let mut bytes = [0; N];
    if text.len() != 2 * N || !text.is_ascii() {
        return None;
    }
    for (i, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&text[2 * i..2 * i + 2], 16).ok()?;
    }
    Some(bytes)
}
