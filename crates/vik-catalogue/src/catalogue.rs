//! All files together: those in the binary, and over them those of the user's folder.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::check;
use crate::cube::{self, CubeDefinition};
use crate::dashboard::{self, DashboardDefinition};
use crate::diagnostic::{Diagnostic, Severity};
use crate::exact::ExactFrames;
use crate::policy::FreezePolicy;
use crate::query::{self, QueryDefinition};
use crate::words::stem;

/// The files in the binary: path in the catalogue and text.
static EMBEDDED: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// Files that the program hands on as text; their own crates parse them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TextKind {
    /// `mappings/`.
    Mappings,
    /// `codelists/`.
    CodeLists,
    /// `organisations/`.
    Organisations,
    /// `policies/`.
    Policies,
    /// `reference/`.
    Reference,
    /// `hierarchies.toml`.
    Hierarchies,
}

const FOLDERS: &[(&str, Option<TextKind>)] = &[
    ("queries", None),
    ("queries/cubes", None),
    ("dashboards", None),
    ("mappings", Some(TextKind::Mappings)),
    ("codelists", Some(TextKind::CodeLists)),
    ("organisations", Some(TextKind::Organisations)),
    ("policies", Some(TextKind::Policies)),
    ("reference", Some(TextKind::Reference)),
    ("", Some(TextKind::Hierarchies)),
];

/// Largest file of a user's folder that is read; a larger one is a mistake.
const LARGEST: u64 = 8 * 1024 * 1024;

/// Cubes, queries, dashboards and texts.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    cubes: BTreeMap<String, CubeDefinition>,
    queries: BTreeMap<String, QueryDefinition>,
    dashboards: BTreeMap<String, DashboardDefinition>,
    texts: BTreeMap<(TextKind, String), String>,
    /// Definition files as written, to point into them.
    sources: BTreeMap<String, String>,
    overrides: Vec<String>,
    problems: Vec<Diagnostic>,
}

impl Catalogue {
    /// The files that ship with the program.
    pub fn embedded() -> Self {
        let files = EMBEDDED
            .iter()
            .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
        Self::from_files(files.collect())
    }

    /// The files that ship with the program, and over them those of a folder.
    ///
    /// A file with errors is left out and reported, also when it would have replaced an embedded
    /// one: falling back in silence would show figures that the folder's owner meant to change.
    pub fn load(folder: Option<&Path>) -> (Self, Vec<Diagnostic>) {
        let mut files: BTreeMap<String, String> = EMBEDDED
            .iter()
            .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
            .collect();
        let mut unread = Vec::new();
        let mut overrides = Vec::new();
        if let Some(folder) = folder {
            for (name, text) in read_folder(folder, &mut unread) {
                if files.insert(name.clone(), text).is_some() {
                    overrides.push(name);
                }
            }
        }
        let mut catalogue = Self::from_files(files);
        catalogue.overrides = overrides;
        catalogue.problems.splice(0..0, unread);
        let problems = catalogue.problems.clone();
        (catalogue, problems)
    }

    /// Parses files by their path in the catalogue.
    pub fn from_files(files: BTreeMap<String, String>) -> Self {
        let mut catalogue = Self::default();
        for (file, text) in files {
            catalogue.add(&file, text);
        }
        catalogue
    }

    fn add(&mut self, file: &str, text: String) {
        let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
        let problems = match folder {
            "queries/cubes" => cube::parse(file, &text).map(|found| {
                self.cubes.insert(found.id.clone(), found);
            }),
            "queries" => query::parse(file, &text).map(|found| {
                self.queries.insert(found.id.clone(), found);
            }),
            "dashboards" => dashboard::parse(file, &text).map(|found| {
                self.dashboards.insert(found.id.clone(), found);
            }),
            _ => {
                if let Some((_, Some(kind))) = FOLDERS.iter().find(|(name, _)| *name == folder) {
                    if file == "policies/freeze.toml"
                        && let Err(problems) = FreezePolicy::parse(file, &text)
                    {
                        self.problems.extend(problems);
                        return;
                    }
                    if file == "policies/exact.toml"
                        && let Err(problems) = ExactFrames::parse(file, &text)
                    {
                        self.problems.extend(problems);
                        return;
                    }
                    self.texts.insert((*kind, text_name(*kind, file)), text);
                }
                return;
            }
        };
        match problems {
            Ok(()) => {
                self.sources.insert(file.to_owned(), text);
            }
            Err(findings) => self.problems.extend(findings.into_list()),
        }
    }

    /// Line and column where a definition file first names something in quotes.
    pub(crate) fn place(&self, file: &str, name: &str) -> (usize, usize) {
        let quoted = format!("\"{name}\"");
        let lines = self
            .sources
            .get(file)
            .map(|text| text.lines())
            .into_iter()
            .flatten();
        let found = lines.enumerate().find_map(|(line, text)| {
            let at = text.find(&quoted)?;
            Some((line + 1, text[..at].chars().count() + 1))
        });
        found.unwrap_or((1, 1))
    }

    /// What is wrong with the files that were left out.
    pub fn problems(&self) -> &[Diagnostic] {
        &self.problems
    }

    /// What is wrong between files.
    pub fn check(&self) -> Vec<Diagnostic> {
        check::check(self)
    }

    /// Files of the user's folder that replaced an embedded one.
    pub fn overrides(&self) -> &[String] {
        &self.overrides
    }

    /// Every cube, by id.
    pub fn cubes(&self) -> impl Iterator<Item = &CubeDefinition> {
        self.cubes.values()
    }

    /// One cube.
    pub fn cube(&self, id: &str) -> Option<&CubeDefinition> {
        self.cubes.get(id)
    }

    /// Every query, by id.
    pub fn queries(&self) -> impl Iterator<Item = &QueryDefinition> {
        self.queries.values()
    }

    /// One query.
    pub fn query(&self, id: &str) -> Option<&QueryDefinition> {
        self.queries.get(id)
    }

    /// Every dashboard, by id.
    pub fn dashboards(&self) -> impl Iterator<Item = &DashboardDefinition> {
        self.dashboards.values()
    }

    /// One dashboard.
    pub fn dashboard(&self, id: &str) -> Option<&DashboardDefinition> {
        self.dashboards.get(id)
    }

    /// One text: by name without ending, and in `reference/` by the whole file name.
    pub fn text(&self, kind: TextKind, name: &str) -> Option<&str> {
        let whole = self.texts.get(&(kind, name.to_owned())).map(String::as_str);
        whole.or_else(|| {
            self.texts(kind)
                .find(|(file, _)| stem(file) == name)
                .map(|(_, text)| text)
        })
    }

    /// Every text of a kind, by name.
    pub fn texts(&self, kind: TextKind) -> impl Iterator<Item = (&str, &str)> {
        self.texts
            .iter()
            .filter(move |((found, _), _)| *found == kind)
            .map(|((_, name), text)| (name.as_str(), text.as_str()))
    }

    /// The exact totals that are registered.
    pub fn exact_frames(&self) -> ExactFrames {
        let text = self.text(TextKind::Policies, "exact");
        text.and_then(|text| ExactFrames::parse("policies/exact.toml", text).ok())
            .unwrap_or_default()
    }

    /// The freeze's numbers; absent only when a user's policy has errors.
    pub fn freeze_policy(&self) -> Option<FreezePolicy> {
        let text = self.text(TextKind::Policies, "freeze")?;
        FreezePolicy::parse("policies/freeze.toml", text).ok()
    }
}

fn text_name(kind: TextKind, file: &str) -> String {
    match kind {
        TextKind::Reference => file.rsplit('/').next().unwrap_or(file).to_owned(),
        _ => stem(file).to_owned(),
    }
}

fn read_folder(folder: &Path, unread: &mut Vec<Diagnostic>) -> Vec<(String, String)> {
    let mut files = Vec::new();
    let mut report = |file: String, message: &str, hint: &str| {
        unread.push(Diagnostic {
            file,
            line: 1,
            column: 1,
            severity: Severity::Error,
            message: message.to_owned(),
            hint: Some(hint.to_owned()),
        });
    };
    if !folder.is_dir() {
        let hint = "give the folder that holds `queries` or `dashboards`";
        report(
            folder.display().to_string(),
            "the folder cannot be read",
            hint,
        );
        return files;
    }
    for (inner, kind) in FOLDERS {
        let Ok(entries) = fs::read_dir(folder.join(inner)) else {
            continue;
        };
        let mut paths: Vec<_> = entries
            .filter_map(|entry| entry.ok().map(|entry| entry.path()))
            .collect();
        paths.sort();
        for path in paths {
            let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
                continue;
            };
            let wanted = match (*inner, kind) {
                ("", _) => name == "hierarchies.toml",
                ("queries" | "queries/cubes", _) => name.ends_with(".sql"),
                ("reference", _) => [".toml", ".csv", ".json"]
                    .iter()
                    .any(|end| name.ends_with(end)),
                _ => name.ends_with(".toml"),
            };
            if !wanted || !path.is_file() {
                continue;
            }
            let file = if inner.is_empty() {
                name.to_owned()
            } else {
                format!("{inner}/{name}")
            };
            if fs::metadata(&path).is_ok_and(|found| found.len() > LARGEST) {
                report(
                    file,
                    "the file is larger than 8 MB",
                    "definitions are short; move data elsewhere",
                );
                continue;
            }
            match fs::read(&path).map(String::from_utf8) {
                Ok(Ok(text)) => files.push((file, text)),
                Ok(Err(_)) => report(file, "the file is not UTF-8", "save it again as UTF-8"),
                Err(_) => report(file, "the file cannot be read", "check its rights"),
            }
        }
    }
    files
}
