//! The same rows in every form of file are the same cases.

use std::sync::Arc;

use arrow::array::{ArrayRef, Date32Array, RecordBatch, StringArray};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use vik_domain::civil;

use super::{HEADER, World, small};
use crate::{Faulty, Source};

const ROWS: &str = "Z1,P1,2024-01-02,2024-03-01,AMS,INF-LEK\nZ2,P2,,2024-05-31,RTD,FIN-DIE\n";

pub(super) fn workbook() -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let date = Format::new().set_num_format("dd-mm-yyyy");
    for (row, line) in format!("{HEADER}{ROWS}").lines().enumerate() {
        for (column, cell) in line.split(',').enumerate() {
            let (row, column) = (row as u32, column as u16);
            match ExcelDateTime::parse_from_str(cell) {
                Ok(day) if cell.len() == 10 => {
                    sheet.write_with_format(row, column, &day, &date).unwrap()
                }
                _ => sheet.write(row, column, cell).unwrap(),
            };
        }
    }
    workbook.save_to_buffer().unwrap()
}

fn parquet() -> Vec<u8> {
    let text = |values: [&str; 2]| Arc::new(StringArray::from(values.to_vec())) as ArrayRef;
    let day = |text: &str| civil::parse_iso(text);
    let days =
        |values: [&str; 2]| Arc::new(Date32Array::from(values.map(day).to_vec())) as ArrayRef;
    let batch = RecordBatch::try_from_iter_with_nullable([
        ("persoon", text(["P1", "P2"]), false),
        ("kwestie", text(["INF-LEK", "FIN-DIE"]), true),
        ("zaak", text(["Z1", "Z2"]), false),
        ("signaal", days(["2024-01-02", ""]), true),
        ("gesloten", days(["2024-03-01", "2024-05-31"]), true),
        ("eenheid", text(["AMS", "RTD"]), true),
    ])
    .unwrap();
    let mut bytes = Vec::new();
    let mut writer =
        parquet::arrow::ArrowWriter::try_new(&mut bytes, batch.schema(), None).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
    bytes
}

fn jsonl() -> String {
    "{\"zaak\":\"Z1\",\"persoon\":\"P1\",\"signaal\":\"2024-01-02\",\"gesloten\":\"2024-03-01\",\"eenheid\":\"AMS\",\"kwestie\":\"INF-LEK\"}\n\n\
     {\"zaak\":\"Z2\",\"persoon\":\"P2\",\"gesloten\":\"2024-05-31\",\"eenheid\":\"RTD\",\"kwestie\":\"FIN-DIE\"}\n"
        .to_owned()
}

/// An archive with stored members, which is all that an OpenDocument file needs.
fn archive(members: &[(&str, String)]) -> Vec<u8> {
    let (mut bytes, mut contents) = (Vec::new(), Vec::new());
    for (name, body) in members {
        let (name, body) = (name.as_bytes(), body.as_bytes());
        let mut about = vec![20, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        about.extend(checksum(body).to_le_bytes());
        about.extend((body.len() as u32).to_le_bytes().repeat(2));
        about.extend((name.len() as u32).to_le_bytes());
        contents.extend([b"PK\x01\x02\x14\x00".as_slice(), &about, &[0; 10]].concat());
        contents.extend((bytes.len() as u32).to_le_bytes());
        contents.extend(name);
        bytes.extend([b"PK\x03\x04".as_slice(), &about, name, body].concat());
    }
    let count = (members.len() as u16).to_le_bytes().repeat(2);
    let (size, start) = (
        (contents.len() as u32).to_le_bytes(),
        (bytes.len() as u32).to_le_bytes(),
    );
    [
        bytes,
        contents,
        [
            b"PK\x05\x06\0\0\0\0".as_slice(),
            &count,
            &size,
            &start,
            &[0; 2],
        ]
        .concat(),
    ]
    .concat()
}

fn checksum(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            sum >> 1 ^ (0xEDB8_8320 * (sum & 1))
        })
    })
}

fn opendocument() -> Vec<u8> {
    let cell = |text: &str| match civil::parse_iso(text) {
        Some(_) => format!(
            "<table:table-cell office:value-type=\"date\" office:date-value=\"{text}\"><text:p>{text}</text:p></table:table-cell>"
        ),
        None if text.is_empty() => "<table:table-cell/>".to_owned(),
        None => format!(
            "<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>"
        ),
    };
    let row = |line: &str| {
        format!(
            "<table:table-row>{}</table:table-row>",
            line.split(',').map(cell).collect::<String>()
        )
    };
    let rows: String = format!("{HEADER}{ROWS}").lines().map(row).collect();
    let space = "urn:oasis:names:tc:opendocument:xmlns";
    let content = format!(
        "<?xml version=\"1.0\"?><office:document-content xmlns:office=\"{space}:office:1.0\" xmlns:table=\"{space}:table:1.0\" \
         xmlns:text=\"{space}:text:1.0\"><office:body><office:spreadsheet><table:table table:name=\"Zaken\">{rows}</table:table>\
         </office:spreadsheet></office:body></office:document-content>"
    );
    let manifest = "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>".to_owned();
    archive(&[
        (
            "mimetype",
            "application/vnd.oasis.opendocument.spreadsheet".to_owned(),
        ),
        ("content.xml", content),
        ("META-INF/manifest.xml", manifest),
    ])
}

/// What was recognised, and the cases.
fn taken(name: &str, bytes: Vec<u8>) -> (String, Vec<RecordBatch>) {
    let checked = World::of("nl-police")
        .check(Source::bytes(name, bytes), &small())
        .unwrap();
    assert!(
        checked.report().findings.is_empty(),
        "{name}: {}",
        checked.report().findings.summary(9)
    );
    let batches: Vec<RecordBatch> = checked
        .batches(Faulty::Refuse)
        .unwrap()
        .map(|batch| batch.unwrap().into_parts().0)
        .collect();
    (checked.report().source.to_string(), batches)
}

#[test]
fn every_form_gives_the_same_cases() {
    let (facts, cases) = taken("export.csv", format!("{HEADER}{ROWS}").into_bytes());
    assert_eq!(facts, "CSV, UTF-8, separated by comma, 6 columns");
    let semicolons = format!("\u{feff}{HEADER}{ROWS}").replace(',', ";");
    let wide: Vec<u8> = format!("\u{feff}{HEADER}{ROWS}")
        .replace(',', "\t")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let others = [
        (
            "semicolons.csv",
            semicolons.into_bytes(),
            "CSV, UTF-8, separated by semicolon, 6 columns",
        ),
        (
            "wide.txt",
            wide,
            "CSV, UTF-16LE, separated by tab, 6 columns",
        ),
        (
            "export.xlsx",
            workbook(),
            "XLSX, sheet \"Sheet1\", 6 columns",
        ),
        (
            "export.ods",
            opendocument(),
            "ODS, sheet \"Zaken\", 6 columns",
        ),
        (
            "export.jsonl",
            jsonl().into_bytes(),
            "JSON Lines, UTF-8, 6 columns",
        ),
        ("export.parquet", parquet(), "Parquet, 6 columns"),
    ];
    for (name, bytes, recognised) in others {
        assert_eq!(
            taken(name, bytes),
            (recognised.to_owned(), cases.clone()),
            "{name}"
        );
    }
}
