//! Where the rows come from: a file or bytes, and what was recognised in it.

use std::fmt;
use std::fs::File;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::error::IntakeError;
use crate::mapping::FormatKey;

/// A file that somebody wants to take in.
#[derive(Clone)]
pub struct Source {
    pub(crate) name: String,
    body: Body,
}

#[derive(Clone)]
enum Body {
    File(PathBuf),
    Bytes(Arc<[u8]>),
}

/// The form of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Text with a delimiter.
    Csv,
    /// An Excel workbook.
    Xlsx,
    /// An OpenDocument spreadsheet.
    Ods,
    /// One JSON object per line.
    Jsonl,
    /// Parquet.
    Parquet,
}

impl Format {
    fn label(self) -> &'static str {
        match self {
            Format::Csv => "CSV",
            Format::Xlsx => "XLSX",
            Format::Ods => "ODS",
            Format::Jsonl => "JSON Lines",
            Format::Parquet => "Parquet",
        }
    }
}

/// What was recognised in a file; part of every report, so that a wrong guess is seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SourceFacts {
    /// The form.
    pub format: Format,
    /// How letters are written, for text.
    pub encoding: Option<String>,
    /// What separates cells, for CSV.
    pub delimiter: Option<char>,
    /// The sheet that is read, for workbooks.
    pub sheet: Option<String>,
    /// The columns.
    pub columns: Vec<String>,
    /// The size of the file.
    pub bytes: u64,
}

impl fmt::Display for SourceFacts {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.format.label())?;
        if let Some(encoding) = &self.encoding {
            write!(out, ", {encoding}")?;
        }
        if let Some(delimiter) = self.delimiter {
            let name = match delimiter {
                ',' => "comma".to_owned(),
                ';' => "semicolon".to_owned(),
                '\t' => "tab".to_owned(),
                other => format!("`{other}`"),
            };
            write!(out, ", separated by {name}")?;
        }
        if let Some(sheet) = &self.sheet {
            write!(out, ", sheet \"{sheet}\"")?;
        }
        write!(out, ", {} columns", self.columns.len())
    }
}

impl Source {
    /// A file on disk; it is read in pieces and never copied.
    pub fn file(path: impl AsRef<Path>) -> Source {
        let path = path.as_ref();
        let name = path.file_name().map_or_else(
            || "the file".to_owned(),
            |name| name.to_string_lossy().into_owned(),
        );
        Source {
            name,
            body: Body::File(path.to_owned()),
        }
    }

    /// Bytes that are already in memory.
    pub fn bytes(name: impl Into<String>, bytes: impl Into<Arc<[u8]>>) -> Source {
        Source {
            name: name.into(),
            body: Body::Bytes(bytes.into()),
        }
    }

    pub(crate) fn error(&self, message: impl Into<String>) -> IntakeError {
        IntakeError::Source {
            file: self.name.clone(),
            message: message.into(),
        }
    }

    fn io(&self, error: &std::io::Error) -> IntakeError {
        self.error(match error.kind() {
            std::io::ErrorKind::NotFound => "there is no such file; check the path".to_owned(),
            std::io::ErrorKind::PermissionDenied => {
                "this account may not read the file; check its rights".to_owned()
            }
            kind => format!("the file could not be read ({kind}); check the disk and try again"),
        })
    }

    pub(crate) fn reader(&self) -> Result<Box<dyn Read + Send>, IntakeError> {
        Ok(match &self.body {
            Body::File(path) => Box::new(File::open(path).map_err(|error| self.io(&error))?),
            Body::Bytes(bytes) => Box::new(Cursor::new(bytes.clone())),
        })
    }

    /// The whole file: only for forms that cannot be read in pieces.
    pub(crate) fn whole(&self, limit: u64) -> Result<Arc<[u8]>, IntakeError> {
        if self.len()? > limit {
            return Err(self.error(format!(
                "the file is larger than {} MB, too much for a workbook; export it as CSV or Parquet",
                limit >> 20
            )));
        }
        match &self.body {
            Body::Bytes(bytes) => Ok(bytes.clone()),
            Body::File(path) => Ok(std::fs::read(path).map_err(|error| self.io(&error))?.into()),
        }
    }

    pub(crate) fn as_file(&self) -> Result<Option<File>, IntakeError> {
        match &self.body {
            Body::File(path) => File::open(path).map(Some).map_err(|error| self.io(&error)),
            Body::Bytes(_) => Ok(None),
        }
    }

    pub(crate) fn len(&self) -> Result<u64, IntakeError> {
        match &self.body {
            Body::Bytes(bytes) => Ok(bytes.len() as u64),
            Body::File(path) => {
                let about = std::fs::metadata(path).map_err(|error| self.io(&error))?;
                if about.is_dir() {
                    return Err(self.error("this is a folder; name the file in it"));
                }
                Ok(about.len())
            }
        }
    }

    /// The first bytes of the file.
    pub(crate) fn head(&self, length: u64) -> Result<Vec<u8>, IntakeError> {
        let mut head = Vec::new();
        self.reader()?
            .take(length)
            .read_to_end(&mut head)
            .map_err(|error| self.io(&error))?;
        Ok(head)
    }

    /// SHA-256 of the file, in hexadecimal: the same file is the same import.
    pub(crate) fn fingerprint(&self) -> Result<String, IntakeError> {
        let mut hasher = Sha256::new();
        let mut reader = self.reader()?;
        let mut buffer = vec![0; 1 << 18];
        loop {
            let read = reader.read(&mut buffer).map_err(|error| self.io(&error))?;
            if read == 0 {
                break;
            }
            hasher.update(&buffer[..read]);
        }
        Ok(hasher
            .finalize()
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect())
    }

    /// The form, from the mapping or from the file itself; its name decides nothing.
    pub(crate) fn format(&self, wanted: FormatKey) -> Result<Format, IntakeError> {
        if self.len()? == 0 {
            return Err(self.error("the file is empty; export it again"));
        }
        let head = self.head(4096)?;
        let found = if head.starts_with(b"PAR1") {
            Some(Format::Parquet)
        } else if head.starts_with(b"PK\x03\x04") {
            let ods = head
                .windows(20)
                .any(|window| window == b"opendocument.spreads");
            Some(if ods { Format::Ods } else { Format::Xlsx })
        } else if head.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
            return Err(self.error("this is an old Excel workbook (.xls) or one with a password; save it as .xlsx without a password"));
        } else {
            None
        };
        let text = || {
            let first = head
                .iter()
                .find(|byte| !byte.is_ascii_whitespace() && !matches!(byte, 0xEF | 0xBB | 0xBF));
            if first == Some(&b'{') {
                Format::Jsonl
            } else {
                Format::Csv
            }
        };
        let format = match wanted {
            FormatKey::Auto => found.unwrap_or_else(text),
            FormatKey::Csv => Format::Csv,
            FormatKey::Jsonl => Format::Jsonl,
            FormatKey::Xlsx => Format::Xlsx,
            FormatKey::Ods => Format::Ods,
            FormatKey::Parquet => Format::Parquet,
        };
        let binary = matches!(format, Format::Xlsx | Format::Ods | Format::Parquet);
        if let Some(found) = found.filter(|found| *found != format) {
            return Err(self.error(format!(
                "the mapping says {}, but this is {}; correct `format` in [source]",
                format.label(),
                found.label()
            )));
        }
        if binary && found.is_none() {
            return Err(self.error(format!(
                "this is not {}; correct `format` in [source] or export it again",
                format.label()
            )));
        }
        Ok(format)
    }
}
