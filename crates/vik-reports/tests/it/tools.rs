//! The samples that ship, and a look into a PDF.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use vik_domain::{CodeLists, Indicators, Month};
use vik_reports::{DutchWords, Edition, Words};
use vik_story::Story;

fn data_samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data-samples")
}

fn files(folder: &str) -> Vec<(String, String)> {
    let entries = std::fs::read_dir(data_samples().join(folder)).unwrap();
    let mut files: Vec<(String, String)> = entries
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            (name, std::fs::read_to_string(path).unwrap())
        })
        .collect();
    files.sort();
    files
}

/// The stories that ship, by name.
pub fn stories() -> Vec<(String, Story)> {
    files("stories")
        .into_iter()
        .map(|(name, text)| {
            let story = toml::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
            (name, story)
        })
        .collect()
}

pub fn code_lists() -> CodeLists {
    let files = files("codelists");
    CodeLists::parse(files.iter().map(|(name, text)| (name, text.as_str()))).unwrap()
}

/// The words of the code lists that ship.
pub struct Shipped(CodeLists);

impl Shipped {
    pub fn new() -> Self {
        Self(code_lists())
    }
}

impl Words for Shipped {
    fn word(&self, list: &str, code: &str) -> Option<String> {
        let words = DutchWords {
            lists: &self.0,
            indicators: Indicators::embedded(),
        };
        words.word(list, code)
    }
}

pub fn edition(name: &str) -> Edition {
    Edition {
        story: name.to_owned(),
        version: 2,
        released: Month::new(2026, 10).unwrap(),
        review_before: Month::new(2027, 9).unwrap(),
        deidentified: vec!["De functie van een getuige is ruimer omschreven.".to_owned()],
    }
}

/// What a poppler tool says of a PDF; nothing where it is not installed.
pub fn poppler(tool: &str, options: &[&str], pdf: &[u8]) -> Option<String> {
    let mut child = Command::new(tool)
        .args(options)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let mut stdin = child.stdin.take().unwrap();
    let pdf = pdf.to_vec();
    let writer = std::thread::spawn(move || stdin.write_all(&pdf));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

pub fn contains(pdf: &[u8], text: &str) -> bool {
    pdf.windows(text.len())
        .any(|window| window == text.as_bytes())
}
