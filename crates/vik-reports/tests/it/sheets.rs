//! The data sheets, read back by another program.

use std::io::Cursor;

use calamine::{Data, Reader, open_workbook_from_rs};
use vik_domain::{Language, Month};
use vik_reports::report::View;
use vik_reports::sheets::{Cell, Sheet, Workbook};

use crate::report_sample::report;

fn workbook() -> Workbook {
    report().sheets(Language::Dutch, View::Leadership).unwrap()
}

/// What a reader finds: names of sheets and their cells.
type Found = Vec<(String, Vec<Vec<Data>>)>;

fn read<R: Reader<Cursor<Vec<u8>>>>(bytes: &[u8]) -> Found
where
    R::Error: std::fmt::Debug,
{
    let mut book: R = open_workbook_from_rs(Cursor::new(bytes.to_vec())).unwrap();
    let names = book.sheet_names();
    names
        .into_iter()
        .map(|name| {
            let range = book.worksheet_range(&name).unwrap();
            let rows = range.rows().map(<[Data]>::to_vec).collect();
            (name, rows)
        })
        .collect()
}

fn expect(found: &Found, book: &Workbook) {
    assert_eq!(found.len(), book.sheets.len());
    for ((name, rows), sheet) in found.iter().zip(&book.sheets) {
        assert_eq!(name, &sheet.name);
        assert_eq!(rows.len(), sheet.rows.len() + 1, "{name}");
        for (row, cells) in rows[1..].iter().zip(&sheet.rows) {
            for (seen, cell) in row.iter().zip(cells) {
                match cell {
                    Cell::Empty => assert_eq!(seen, &Data::Empty, "{name}"),
                    Cell::Text(text) => assert_eq!(seen, &Data::String(text.clone()), "{name}"),
                    Cell::Number(number) => assert_eq!(seen, &Data::Float(*number), "{name}"),
                }
            }
        }
    }
}

#[test]
fn xlsx_and_ods_hold_every_cell_as_it_was() {
    let book = workbook();
    assert_eq!(book.sheets[0].name, "Begrippen");
    expect(&read::<calamine::Xlsx<_>>(&book.to_xlsx().unwrap()), &book);
    expect(&read::<calamine::Ods<_>>(&book.to_ods().unwrap()), &book);
}

#[test]
fn the_same_workbook_gives_the_same_bytes() {
    let book = workbook();
    assert_eq!(book.to_ods().unwrap(), book.to_ods().unwrap());
    assert_eq!(book.to_csv_zip().unwrap(), book.to_csv_zip().unwrap());
    let first = book.to_xlsx().unwrap();
    // The clock of the file's properties counts seconds.
    std::thread::sleep(std::time::Duration::from_millis(1100));
    assert_eq!(first, book.to_xlsx().unwrap());
}

#[test]
fn a_formula_stays_text() {
    let nasty = ["=1+1", "+1", "-1", "@x", "\tx"];
    let book = Workbook {
        title: "proef".to_owned(),
        dated: Month::new(2026, 10).unwrap(),
        sheets: vec![Sheet {
            name: "Proef".to_owned(),
            heads: vec!["=kop".to_owned()],
            rows: nasty.iter().map(|text| vec![Cell::text(*text)]).collect(),
        }],
    };
    let xlsx = read::<calamine::Xlsx<_>>(&book.to_xlsx().unwrap());
    assert_eq!(xlsx[0].1[1][0], Data::String("=1+1".to_owned()));
    let ods = read::<calamine::Ods<_>>(&book.to_ods().unwrap());
    assert_eq!(ods[0].1[1][0], Data::String("=1+1".to_owned()));
    let zip = book.to_csv_zip().unwrap();
    let mut zip = zip::ZipArchive::new(Cursor::new(zip)).unwrap();
    let mut text = String::new();
    let mut file = zip.by_index(0).unwrap();
    std::io::Read::read_to_string(&mut file, &mut text).unwrap();
    for line in text.trim_start_matches('\u{feff}').lines() {
        assert!(line.trim_matches('"').starts_with('\''), "{line}");
    }
}
