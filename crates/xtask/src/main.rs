//! Developer commands: `cargo demo`, `cargo verify`, `cargo xtask samples`, `cargo xtask train`,
//! `cargo xtask bench`, `cargo xtask trend-benchmark`, `cargo xtask readability`.
//!
//! They start other programs and say what they do; what they do lives in the libraries.

mod bench;
mod demo;
mod readability;
mod run;
mod samples;
mod train;
mod trends;
mod verify;

use std::process::ExitCode;

const USAGE: &str = "\
usage: cargo xtask <command>
  demo [--port N] [--var DIR] [--no-serve]  build, load the samples, freeze, and serve the pages
  verify                                    formatting, lints, licences, tests, browser tests
  bench [--millions N]                      speed of the main job, with DuckDB in the same run
  bench redact                              speed of the detector, with deduce in the same run
  bench redact --conll FILE...              persons masked in an annotated corpus of news or wiki text
  trend-benchmark DIR OUT                   detectors on a folder of the benchmark's form
  train [RULINGS]                           make the model of names again (same bytes every time)
  readability [--list]                      how hard the Dutch of the pages reads; writes the page of results
  samples                                   write data-samples/cases again (same bytes every time)";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let rest = arguments.get(1..).unwrap_or_default();
    match arguments.first().map(String::as_str) {
        Some("demo") => finish(demo::run(rest)),
        Some("verify") => finish(verify::run()),
        Some("bench") => finish(bench::run(rest)),
        Some("train") => finish(train::run(rest)),
        Some("trend-benchmark") => finish(trends::run(rest)),
        Some("readability") => finish(readability::run(rest)),
        Some("samples") => samples::run(rest),
        _ => {
            eprintln!("{USAGE}");
            ExitCode::from(2)
        }
    }
}

fn finish(result: Result<(), String>) -> ExitCode {
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("\nerror: {message}");
            ExitCode::FAILURE
        }
    }
}
