//! Makes the sample cases: six years of closed cases that never happened, the same bytes every time.
//!
//! The story: a [`people`] roster is drawn once; for every month, unit and category a number of
//! cases is drawn around a rate that [`planted`] bends; [`case`] fills in a case, [`narrative`]
//! gives thirty of them a text with canaries and all others one of the [`telling`]s, [`varying`]
//! names and numbers, and [`export`] writes the files.

mod calendar;
mod case;
mod choices;
mod export;
mod names;
mod narrative;
mod people;
mod planted;
pub mod random;
mod telling;
mod varying;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// `cargo xtask samples [FOLDER]`: writes the sample cases, by default into `data-samples/cases`,
/// and the narratives as lines for the scorer.
pub fn run(args: &[String]) -> ExitCode {
    let default = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data-samples/cases");
    let folder = args.first().map_or(default, PathBuf::from);
    let told = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data-samples/narratives");
    let tellings = match telling::read(&told) {
        Ok(tellings) => tellings,
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::from(5);
        }
    };
    let lines: String = tellings.iter().map(|one| one.line() + "\n").collect();
    if let Err(error) = std::fs::write(told.join("annotated.jsonl"), lines) {
        eprintln!("annotated.jsonl could not be written: {error}");
        return ExitCode::from(5);
    }
    match export::write(&folder, &tellings) {
        Ok(summary) => {
            println!("{summary}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!(
                "the samples could not be written to {}: {error}",
                folder.display()
            );
            ExitCode::from(5)
        }
    }
}
