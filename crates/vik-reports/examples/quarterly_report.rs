//! Writes a made-up report in every format, to look at: `cargo run -p vik-reports --example report -- FOLDER`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "an example may fail loudly"
)]

use std::path::Path;
use std::time::Instant;

use vik_domain::Language;
use vik_reports::report::{View, compare};

#[path = "../tests/it/report_sample.rs"]
mod report_sample;

fn main() {
    let folder = std::env::args().nth(1).expect("give a folder to write to");
    let keep = |name: &str, bytes: &[u8]| {
        std::fs::write(Path::new(&folder).join(name), bytes).unwrap();
    };
    let report = report_sample::report();
    keep("rapport.json", &report.to_bytes().unwrap());
    for (name, language, view) in [
        ("leiding-nl", Language::Dutch, View::Leadership),
        ("kamer-nl", Language::Dutch, View::Parliament),
        ("leiding-en", Language::English, View::Leadership),
    ] {
        let start = Instant::now();
        let page = report.page(language, view).unwrap();
        keep(&format!("{name}.pdf"), &page.to_pdf().unwrap());
        println!("{name}: PDF in {} ms", start.elapsed().as_millis());
        keep(
            &format!("{name}.html"),
            whole(&page.to_html().unwrap()).as_bytes(),
        );
        let sheets = report.sheets(language, view).unwrap();
        keep(&format!("{name}.xlsx"), &sheets.to_xlsx().unwrap());
        keep(&format!("{name}.ods"), &sheets.to_ods().unwrap());
        keep(&format!("{name}.zip"), &sheets.to_csv_zip().unwrap());
    }
    let mut mended = report.clone();
    mended.edition = 2;
    mended.definitions.truncate(1);
    let page = compare(&report, &mended).page(Language::Dutch);
    keep("vergelijking.pdf", &page.to_pdf().unwrap());
    keep(
        "vergelijking.html",
        whole(&page.to_html().unwrap()).as_bytes(),
    );
}

/// The fragment inside a page with the charts' stylesheet.
fn whole(fragment: &str) -> String {
    format!(
        "<!doctype html><html lang=\"nl\"><meta charset=\"utf-8\"><title>Rapport</title><style>{}</style>{fragment}</html>",
        vik_charts::stylesheet()
    )
}
