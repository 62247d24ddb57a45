//! Every Dutch text that a reader sees, with its English beside it, from the files that hold them.

use std::fs;
use std::path::{Path, PathBuf};

use super::formula::{ends, words};
use super::language::{Tongue, tongue};
use super::rust::{self, Literal};
use super::template;

/// A text of the pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// The file, from the root of the workspace.
    pub file: String,
    /// The key, or the line.
    pub place: String,
    /// The Dutch.
    pub nl: String,
    /// The English; nothing where the page is Dutch only.
    pub en: Option<String>,
}

/// Crates whose Dutch no reader of a page sees: tools, the detector's own lists, messages to operators.
const UNSEEN: [&str; 4] = ["xtask", "vik-redact", "vik-cli", "vik-functions"];

/// Files with Dutch words that are no text: the small words that a search passes over.
const NO_TEXT: [&str; 1] = ["crates/vik-server/src/library/dutch.rs"];

/// Pages that are in Dutch alone: the closed side, for people who read Dutch case files.
const DUTCH_ONLY: &str = "crates/vik-desk/";

/// Folders of files with `nl` and `en` beside each other.
const PAIRED: [(&str, &str); 8] = [
    ("queries", "sql"),
    ("queries/cubes", "sql"),
    ("dashboards", "toml"),
    ("data-samples/codelists", "toml"),
    ("data-samples/organisations", "toml"),
    ("data-samples/reference", "toml"),
    ("data-samples/stories", "toml"),
    ("crates/vik-domain", "toml"),
];

/// All texts below `root`, file by file in alphabetical order.
///
/// # Errors
///
/// A file that cannot be read, or whose header is no TOML: its name and why.
pub fn collect(root: &Path) -> Result<Vec<Text>, String> {
    let mut texts = Vec::new();
    for (folder, ending) in PAIRED {
        for path in files(&root.join(folder), ending, false)? {
            paired(root, &path, &mut texts)?;
        }
    }
    let glossary = root.join("crates/vik-domain/GLOSSARY.md");
    glossary_rows(root, &glossary, &mut texts)?;
    for folder in folders(&root.join("crates"))? {
        let name = folder.file_name().unwrap_or_default().to_string_lossy();
        if UNSEEN.contains(&name.as_ref()) {
            continue;
        }
        for path in files(&folder.join("src"), "rs", true)? {
            let unseen = path.components().any(|part| {
                let part = part.as_os_str().to_string_lossy();
                part == "tests" || part == "tests.rs" || part.ends_with("_tests.rs")
            });
            let unseen = unseen || NO_TEXT.contains(&shown(root, &path).as_str());
            if !unseen {
                let literals = rust::literals(&read(&path)?);
                from_literals(&shown(root, &path), &literals, &mut texts);
            }
        }
        for path in files(&folder.join("templates"), "html", true)? {
            let found = template::read(&read(&path)?);
            let file = shown(root, &path);
            from_literals(&file, &found.literals, &mut texts);
            for (line, nl) in found.prose {
                if file.starts_with(DUTCH_ONLY) || tongue(&nl) == Some(Tongue::Dutch) {
                    texts.push(Text {
                        file: file.clone(),
                        place: line.to_string(),
                        nl,
                        en: None,
                    });
                }
            }
        }
        for path in files(&folder.join("templates"), "typ", true)? {
            let literals = rust::literals(&read(&path)?.replace("#[", "["));
            from_literals(&shown(root, &path), &literals, &mut texts);
        }
    }
    Ok(texts)
}

fn from_literals(file: &str, literals: &[Literal], texts: &mut Vec<Text>) {
    let mut at = 0;
    while let Some(one) = literals.get(at) {
        at += 1;
        // The skeleton of a document that is filled later: fields and headings, no prose.
        if one.text.contains("{{") {
            continue;
        }
        let place = one.line.to_string();
        let second = literals.get(at).filter(|next| next.follows);
        let third = literals.get(at + 1).filter(|next| next.follows);
        if let (true, Some(second), None) = (one.opens, second, third) {
            let dutch = tongue(&one.text) == Some(Tongue::Dutch);
            let english = tongue(&second.text) == Some(Tongue::English);
            let other = tongue(&one.text) == Some(Tongue::English);
            let unsure = tongue(&second.text).is_none() && !file.starts_with(DUTCH_ONLY);
            let told = (english && !other) || (dutch && unsure);
            let pair = one.chosen || told;
            if pair {
                texts.push(Text {
                    file: file.to_owned(),
                    place,
                    nl: one.text.clone(),
                    en: Some(second.text.clone()),
                });
                at += 1;
                continue;
            }
        }
        let prose = ends(&one.text) && words(&one.text).len() > 1;
        let dutch = match tongue(&one.text) {
            Some(tongue) => tongue == Tongue::Dutch,
            None => prose && file.starts_with(DUTCH_ONLY),
        };
        if dutch {
            texts.push(Text {
                file: file.to_owned(),
                place,
                nl: one.text.clone(),
                en: None,
            });
        }
    }
}

fn paired(root: &Path, path: &Path, texts: &mut Vec<Text>) -> Result<(), String> {
    let source = read(path)?;
    let header = source
        .split_once("/*+++")
        .and_then(|(_, rest)| rest.split_once("+++*/"))
        .map_or(source.as_str(), |(header, _)| header);
    let file = shown(root, path);
    let value: toml::Table =
        toml::from_str(header).map_err(|e| format!("{file} is no TOML: {}", e.message()))?;
    walk(&file, "", &toml::Value::Table(value), texts);
    Ok(())
}

fn walk(file: &str, place: &str, value: &toml::Value, texts: &mut Vec<Text>) {
    match value {
        toml::Value::Table(table) => {
            let get = |key: &str| table.get(key).and_then(toml::Value::as_str);
            if let Some(nl) = get("nl") {
                texts.push(Text {
                    file: file.to_owned(),
                    place: place.to_owned(),
                    nl: nl.to_owned(),
                    en: Some(get("en").unwrap_or_default().to_owned()),
                });
            }
            for (key, value) in table {
                if !matches!(key.as_str(), "nl" | "en" | "test" | "given" | "expect") {
                    let dot = if place.is_empty() { "" } else { "." };
                    walk(file, &format!("{place}{dot}{key}"), value, texts);
                }
            }
        }
        toml::Value::Array(values) => {
            for value in values {
                walk(file, place, value, texts);
            }
        }
        // A story is in the language it was written in.
        toml::Value::String(text) if told(file, text) => texts.push(Text {
            file: file.to_owned(),
            place: place.to_owned(),
            nl: text.trim().to_owned(),
            en: None,
        }),
        _ => {}
    }
}

fn told(file: &str, text: &str) -> bool {
    file.starts_with("data-samples/stories/") && tongue(text) == Some(Tongue::Dutch)
}

fn glossary_rows(root: &Path, path: &Path, texts: &mut Vec<Text>) -> Result<(), String> {
    for row in read(path)?
        .lines()
        .filter(|line| line.starts_with('|'))
        .skip(2)
    {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        if let [term, _, _, nl, en] = cells[..] {
            texts.push(Text {
                file: shown(root, path),
                place: term.to_owned(),
                nl: nl.to_owned(),
                en: Some(en.to_owned()),
            });
        }
    }
    Ok(())
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|e| format!("{} cannot be read: {e}", path.display()))
}

fn shown(root: &Path, path: &Path) -> String {
    let path = path.strip_prefix(root).unwrap_or(path);
    path.to_string_lossy().replace('\\', "/")
}

fn folders(path: &Path) -> Result<Vec<PathBuf>, String> {
    Ok(entries(path)?
        .into_iter()
        .filter(|one| one.is_dir())
        .collect())
}

/// The files below a folder with an ending; none when there is no such folder.
fn files(path: &Path, ending: &str, deep: bool) -> Result<Vec<PathBuf>, String> {
    let mut found = Vec::new();
    if !path.is_dir() {
        return Ok(found);
    }
    for entry in entries(path)? {
        if entry.is_dir() {
            if deep {
                found.extend(files(&entry, ending, deep)?);
            }
        } else if entry.extension().is_some_and(|one| one == ending) {
            found.push(entry);
        }
    }
    Ok(found)
}

fn entries(path: &Path) -> Result<Vec<PathBuf>, String> {
    let failed = |e: std::io::Error| format!("{} cannot be listed: {e}", path.display());
    let mut all = fs::read_dir(path)
        .map_err(failed)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<Vec<_>, _>>()
        .map_err(failed)?;
    all.sort();
    Ok(all)
}
