//! `policies/exact.toml`: totals that an organisation wants to show exactly, registered beforehand.

use std::collections::BTreeSet;

use crate::diagnostic::Diagnostic;
use crate::findings::Findings;
use crate::reader::{Reader, document};

/// A registered frame of totals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExactFrame {
    /// Its name; what was published under it stays.
    pub id: String,
    /// Attributes that one linked cube has together.
    pub attributes: Vec<String>,
    /// Groups of periods, each added up: years, quarters or months by name.
    pub periods: Vec<Vec<String>>,
}

/// The file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExactFrames {
    /// Frames in the order in which they are proven.
    pub frames: Vec<ExactFrame>,
}

impl ExactFrames {
    /// Parses the file; an unknown key is an error.
    pub fn parse(file: &str, text: &str) -> Result<Self, Vec<Diagnostic>> {
        let findings = Findings::new(file, text, 0);
        let read = document(&findings, text, |reader| {
            let _version = reader.text("version");
            Self {
                frames: reader.tables("frame").into_iter().map(frame).collect(),
            }
        });
        if let Some(read) = &read {
            let mut met = BTreeSet::new();
            for frame in &read.frames {
                if !met.insert(&frame.id) {
                    let message = format!("two frames are called `{}`", frame.id);
                    findings.error(0, message, None);
                }
            }
        }
        match read {
            Some(read) if findings.is_clean() => Ok(read),
            _ => Err(findings.into_list()),
        }
    }
}

fn frame(reader: Reader<'_>) -> ExactFrame {
    for key in ["attributes", "periods"] {
        if reader.value(key).is_none() {
            reader.missing(key, None);
        }
    }
    let attributes = reader.texts("attributes");
    let frame = ExactFrame {
        id: reader.text("id").value,
        attributes: attributes.into_iter().map(|name| name.value).collect(),
        periods: reader.lists("periods"),
    };
    reader.finish();
    frame
}
