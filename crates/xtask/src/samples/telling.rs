//! The narratives that were written by hand: their form, and their marks.
//!
//! A file is a TOML head between `+++` lines and a text in which `⟦LABEL/form ENTITY: words⟧` marks
//! what identifies somebody and `⟪words⟫` what a tool must leave alone.

use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

/// A narrative with its marks.
#[derive(Clone, Debug)]
pub struct Telling {
    pub head: Head,
    pub pieces: Vec<Piece>,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Head {
    pub id: String,
    pub register: String,
    pub issues: Vec<String>,
    pub case: String,
    pub persons: Vec<Person>,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Person {
    pub id: String,
    pub name: String,
    pub role: String,
}

/// A stretch of the text.
#[derive(Clone, Debug)]
pub enum Piece {
    Plain(String),
    Keep(String),
    Mark(Mark),
}

#[derive(Clone, Debug)]
pub struct Mark {
    pub label: String,
    pub form: Option<String>,
    pub entity: String,
    pub text: String,
}

const DIRECT: [&str; 13] = [
    "PERSON", "EMAIL", "PHONE", "BSN", "IBAN", "PLATE", "CASENR", "PERSNR", "ADDRESS", "HANDLE",
    "URL", "DOCNR", "IP",
];

/// Reads every narrative below a folder, in the order of the names.
pub fn read(folder: &Path) -> Result<Vec<Telling>, String> {
    let mut files = Vec::new();
    walk(folder, &mut files)?;
    files.sort();
    files.iter().map(|file| parse(file)).collect()
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), String> {
    let failed = |e: std::io::Error| format!("{}: {e}", folder.display());
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.is_dir() {
            walk(&path, files)?;
        } else if path.extension().is_some_and(|e| e == "txt") {
            files.push(path);
        }
    }
    Ok(())
}

fn parse(file: &Path) -> Result<Telling, String> {
    let wrong = |what: &str| format!("{}: expected {what}", file.display());
    let text = fs::read_to_string(file).map_err(|e| format!("{}: {e}", file.display()))?;
    let body = text.strip_prefix("+++\n").ok_or_else(|| wrong("+++"))?;
    let (head, body) = body
        .split_once("\n+++\n")
        .ok_or_else(|| wrong("+++ twice"))?;
    let head: Head = toml::from_str(head).map_err(|e| wrong(e.message()))?;
    let pieces = pieces(body.trim_end_matches('\n')).ok_or_else(|| wrong("whole marks"))?;
    Ok(Telling { head, pieces })
}

fn pieces(body: &str) -> Option<Vec<Piece>> {
    let mut out = Vec::new();
    let mut left = body;
    while let Some(at) = left.find(['⟦', '⟪']) {
        let (plain, rest) = left.split_at(at);
        out.push(Piece::Plain(plain.to_owned()));
        let mut chars = rest.chars();
        let opening = chars.next()?;
        let inside = chars.as_str();
        let (held, after) = inside.split_once(if opening == '⟦' { '⟧' } else { '⟫' })?;
        out.push(if opening == '⟦' {
            let (what, text) = held.split_once(": ")?;
            let (label, entity) = what.split_once(' ')?;
            let (label, form) = match label.split_once('/') {
                Some((label, form)) => (label, Some(form.to_owned())),
                None => (label, None),
            };
            Piece::Mark(Mark {
                label: label.to_owned(),
                form,
                entity: entity.to_owned(),
                text: text.to_owned(),
            })
        } else {
            Piece::Keep(held.to_owned())
        });
        left = after;
    }
    out.push(Piece::Plain(left.to_owned()));
    Some(out)
}

impl Telling {
    /// The text without marks.
    pub fn text(&self) -> String {
        self.pieces.iter().map(Piece::text).collect()
    }

    /// One line for the scorer: offsets count characters.
    pub fn line(&self) -> String {
        let (mut at, mut spans, mut keep) = (0, Vec::new(), Vec::new());
        for piece in &self.pieces {
            let end = at + piece.text().chars().count();
            match piece {
                Piece::Plain(_) => {}
                Piece::Keep(text) => {
                    keep.push(serde_json::json!({ "start": at, "end": end, "text": text }));
                }
                Piece::Mark(mark) => {
                    let form = mark.form.as_deref();
                    let direct = DIRECT.contains(&mark.label.as_str()) && form != Some("quasi");
                    spans.push(serde_json::json!({
                        "start": at, "end": end, "text": mark.text, "label": mark.label, "sub": form,
                        "id_type": if direct { "DIRECT" } else { "QUASI" }, "entity": mark.entity,
                    }));
                }
            }
            at = end;
        }
        let head = &self.head;
        serde_json::json!({
            "id": head.id, "register": head.register, "issues": head.issues,
            "record": { "case": head.case, "persons": head.persons },
            "text": self.text(), "spans": spans, "keep": keep,
        })
        .to_string()
    }
}

impl Piece {
    /// The words of the piece.
    pub fn text(&self) -> &str {
        match self {
            Piece::Plain(text) | Piece::Keep(text) => text,
            Piece::Mark(mark) => &mark.text,
        }
    }
}
