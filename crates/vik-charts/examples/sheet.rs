//! A contact sheet: every kind of chart, at both widths, to look at.
//!
//! `cargo run -p vik-charts --example sheet -- OUT_DIR` writes `sheet.html` (both widths side by side,
//! light or dark as the browser asks) and each chart as a stand-alone SVG.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "an example")]

use std::path::PathBuf;

use vik_charts::{
    Break, ChartData, ChartKind, ChartSpec, Language, Mode, Part, Values, Width, draw, stylesheet,
};

#[path = "../src/tests/samples.rs"]
mod samples;

const PAGE: &str = "\
@font-face{font-family:'Fira Sans';src:url('FiraSans-Regular.ttf')}
@font-face{font-family:'Fira Sans';font-weight:600;src:url('FiraSans-SemiBold.ttf')}
body{background:var(--vik-pa);color:var(--vik-tx);margin:16px;font-family:'Fira Sans'}
section{display:grid;grid-template-columns:720px 380px;gap:8px 40px;align-items:start;margin-bottom:40px}
h2{grid-column:1/-1;font-size:18px;margin:8px 0}
";

fn main() -> std::io::Result<()> {
    let Some(folder) = std::env::args().nth(1).map(PathBuf::from) else {
        eprintln!("usage: sheet OUT_DIR");
        std::process::exit(2);
    };
    std::fs::create_dir_all(&folder)?;
    let mut html = format!(
        "<!doctype html><html lang=nl><meta charset=utf-8><title>Charts</title><style>{PAGE}{}</style><main><h1>Charts</h1>",
        stylesheet()
    );
    for (spec, data) in samples::all() {
        html.push_str(&format!("<section id={}><h2>{}</h2>", spec.id, spec.title));
        for (width, name) in [(Width::Wide, "wide"), (Width::Narrow, "narrow")] {
            html.push_str("<div>");
            html.push_str(&draw(&spec, &data, width, Mode::Web).expect("a sample draws"));
            html.push_str("</div>");
            let svg = draw(&spec, &data, width, Mode::Static).expect("a sample draws");
            std::fs::write(folder.join(format!("{}-{name}.svg", spec.id)), svg)?;
        }
        html.push_str("</section>");
    }
    html.push_str("</main></html>");
    std::fs::write(folder.join("sheet.html"), html)?;
    std::fs::write(folder.join("FiraSans-Regular.ttf"), vik_charts::REGULAR_TTF)?;
    std::fs::write(
        folder.join("FiraSans-SemiBold.ttf"),
        vik_charts::SEMIBOLD_TTF,
    )
}
