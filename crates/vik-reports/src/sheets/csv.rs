//! A workbook as CSV (RFC 4180): one file for each sheet, in a zip.

use super::book::{Cell, Sheet, SheetError, Workbook};
use crate::archive::Archive;

impl Workbook {
    /// A zip with `01-name.csv` and so on: comma, UTF-8 with byte order mark, plain numbers with a
    /// decimal point.
    ///
    /// # Errors
    /// When the zip cannot be written.
    pub fn to_csv_zip(&self) -> Result<Vec<u8>, SheetError> {
        let mut archive = Archive::new();
        for (place, sheet) in (1..).zip(&self.sheets) {
            let name = format!("{place:02}-{}.csv", plain_name(&sheet.name));
            archive.add(&name, text(sheet).as_bytes())?;
        }
        Ok(archive.finish()?)
    }
}

fn text(sheet: &Sheet) -> String {
    let mut text = String::from("\u{feff}");
    let heads = sheet.heads.iter().map(|head| quoted(head));
    text.push_str(&heads.collect::<Vec<_>>().join(","));
    text.push_str("\r\n");
    for row in &sheet.rows {
        let cells = row.iter().map(|cell| match cell {
            Cell::Empty => String::new(),
            Cell::Text(text) => quoted(text),
            Cell::Number(number) => number.to_string(),
        });
        text.push_str(&cells.collect::<Vec<_>>().join(","));
        text.push_str("\r\n");
    }
    text
}

/// A spreadsheet runs a text that starts like a formula; a quote in front keeps it text
/// (OWASP ASVS 5.0, 1.2.10).
fn quoted(text: &str) -> String {
    let risky = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\0']);
    let guarded = if risky {
        format!("'{text}")
    } else {
        text.to_owned()
    };
    if guarded.contains(['"', ',', ';', '\n', '\r']) {
        format!("\"{}\"", guarded.replace('"', "\"\""))
    } else {
        guarded
    }
}

/// Lower case letters and digits, with dashes between.
fn plain_name(name: &str) -> String {
    let letters = name.to_lowercase();
    let plain = letters.chars().map(|letter| match letter {
        'a'..='z' | '0'..='9' => letter,
        'ë' | 'é' | 'è' => 'e',
        _ => '-',
    });
    plain.collect()
}
