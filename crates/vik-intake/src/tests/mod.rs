//! Tests that look like the exports they are about.

mod bad_input;
mod forms;
mod guide;
mod philadelphia;
mod random;
mod samples;

use std::path::{Path, PathBuf};

use vik_domain::{CodeLists, Organisation, civil};

use crate::{AdmissionPolicy, Checked, Intake, IntakeError, Mapping, Setting, Source};

/// A file of the repository.
pub(super) fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .join(path)
}

pub(super) fn text_of(path: &str) -> String {
    std::fs::read_to_string(repository(path)).unwrap()
}

pub(super) fn codelists() -> CodeLists {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(repository("data-samples/codelists")).unwrap() {
        let path = entry.unwrap().path();
        files.push((
            path.display().to_string(),
            std::fs::read_to_string(&path).unwrap(),
        ));
    }
    CodeLists::parse(
        files
            .iter()
            .map(|(name, text)| (name.as_str(), text.as_str())),
    )
    .unwrap()
}

/// Everything a test needs besides a file and a mapping.
pub(super) struct World {
    pub organisation: Organisation,
    pub codelists: CodeLists,
    pub policy: AdmissionPolicy,
    pub today: i32,
}

impl World {
    pub fn of(organisation: &str) -> World {
        World {
            organisation: Organisation::parse(&text_of(&format!(
                "data-samples/organisations/{organisation}.toml"
            )))
            .unwrap(),
            codelists: codelists(),
            policy: AdmissionPolicy::default(),
            today: civil::days(2026, 1, 1).unwrap(),
        }
    }

    pub fn setting(&self) -> Setting<'_> {
        Setting {
            organisation: &self.organisation,
            codelists: &self.codelists,
            policy: &self.policy,
            today: self.today,
        }
    }

    pub fn check(&self, source: Source, mapping: &Mapping) -> Result<Checked, IntakeError> {
        Intake::open(source, mapping, &self.setting())?.check(&mut |_| {})
    }
}

/// The smallest mapping that fills what is required.
pub(super) const SMALL: &str = r#"
id = "small"
organisation = "nl-police"
[field.case_id]
column = "zaak"
[field.subject_id]
column = "persoon"
[field.signalled_on]
column = "signaal"
optional = true
[field.closed_on]
column = "gesloten"
[field.route_final]
constant = "disciplinary"
[field.unit]
column = "eenheid"
[field.disposition]
constant = "no_violation"
[field.issue]
column = "kwestie"
[field.finding]
constant = "not_established"
"#;

pub(super) fn small() -> Mapping {
    Mapping::parse("small.toml", SMALL).unwrap()
}

pub(super) const HEADER: &str = "zaak,persoon,signaal,gesloten,eenheid,kwestie\n";

/// What is said about an export in CSV, one finding per line.
pub(super) fn findings(rows: &str) -> String {
    let checked = World::of("nl-police")
        .check(
            Source::bytes("export.csv", format!("{HEADER}{rows}").into_bytes()),
            &small(),
        )
        .unwrap();
    let lines: Vec<String> = checked
        .report()
        .findings
        .findings
        .iter()
        .map(ToString::to_string)
        .collect();
    lines.join("\n")
}

/// What is said about a file that cannot be read.
pub(super) fn refusal(name: &str, bytes: impl Into<Vec<u8>>, mapping: &str) -> String {
    let mapping = match Mapping::parse("small.toml", mapping) {
        Ok(mapping) => mapping,
        Err(error) => return error.to_string(),
    };
    match World::of("nl-police").check(Source::bytes(name, bytes.into()), &mapping) {
        Ok(checked) => panic!("taken in: {:?}", checked.report()),
        Err(error) => error.to_string(),
    }
}
