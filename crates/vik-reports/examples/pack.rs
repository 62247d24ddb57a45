//! Writes a made-up course pack in every format: `cargo run -p vik-reports --example pack -- FOLDER`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    dead_code,
    reason = "an example may fail loudly, and shares its samples with the tests"
)]

use std::path::Path;

#[path = "../tests/it/pack_sample.rs"]
mod pack_sample;
#[path = "../tests/it/tools.rs"]
mod tools;

fn main() {
    let folder = std::env::args().nth(1).expect("give a folder to write to");
    let keep = |name: &str, bytes: &[u8]| {
        std::fs::write(Path::new(&folder).join(name), bytes).unwrap();
    };
    let stock = pack_sample::Stock::of(1);
    let pack = pack_sample::pack(&stock.chosen(3));
    let ready = pack.ready(&stock).unwrap();
    keep("lesmap.pptx", &ready.to_pptx(None).unwrap());
    keep("lesmap.docx", &ready.to_docx(None).unwrap());
    keep("lesmap-scorm.zip", &ready.to_scorm().unwrap());
    keep("uitdeelblad.pdf", &ready.hand_out().to_pdf().unwrap());
    let words = tools::Shipped::new();
    keep("kaarten.pdf", &ready.cards(&words).unwrap());
}
