//! Prints stories to look at: `cargo run -p vik-reports --example print -- FOLDER`.
//!
//! Each story of `data-samples/stories` becomes a sheet in that folder, and all of them one set of cards.

use std::error::Error;
use std::path::Path;

use vik_domain::{CodeLists, Indicators, Month};
use vik_reports::{Card, DutchWords, Edition, dilemma_cards, story_sheet};
use vik_story::Story;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).ok_or("give a folder to write to")?;
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data-samples");
    let lists = read(&samples.join("codelists"))?;
    let lists = CodeLists::parse(lists.iter().map(|(name, text)| (name, text.as_str())))?;
    let words = DutchWords {
        lists: &lists,
        indicators: Indicators::embedded(),
    };
    let mut printed: Vec<(Story, Edition)> = Vec::new();
    for (name, text) in read(&samples.join("stories"))? {
        let edition = Edition {
            story: name,
            version: 1,
            released: Month::new(2026, 10).ok_or("no month")?,
            review_before: Month::new(2027, 9).ok_or("no month")?,
            deidentified: Vec::new(),
        };
        printed.push((toml::from_str(&text)?, edition));
    }
    for (story, edition) in &printed {
        let file = Path::new(&folder).join(format!("{}.pdf", edition.story));
        std::fs::write(file, story_sheet(story, edition, &words)?)?;
    }
    let cards: Vec<Card> = printed
        .iter()
        .map(|(story, edition)| Card { story, edition })
        .collect();
    let file = Path::new(&folder).join("dilemmakaarten.pdf");
    std::fs::write(file, dilemma_cards(&cards, &words)?)?;
    Ok(())
}

fn read(folder: &Path) -> Result<Vec<(String, String)>, Box<dyn Error>> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_stem().and_then(|name| name.to_str());
        files.push((
            name.unwrap_or_default().to_owned(),
            std::fs::read_to_string(&path)?,
        ));
    }
    files.sort();
    Ok(files)
}
