//! Paper for participants: the hand-out and the dilemma cards, as PDF/UA.

use vik_domain::Language;

use super::ExportError;
use super::model::Item;
use super::ready::{OnShelf, Ready};
use crate::cards::{Card, dilemma_cards};
use crate::page::{Block, Figure, Head, Line, Page, Table, description};
use crate::words::Words;

impl Ready<'_> {
    /// What participants get: programme, each story up to its end with the questions, the figures and
    /// the exercises. How a story ended is not in it.
    #[must_use]
    pub fn hand_out(&self) -> Page {
        let pack = self.pack;
        let mut blocks = vec![
            Block::Heading(2, "Wat u na afloop kunt".to_owned()),
            Block::List(pack.aims.iter().map(|aim| Line::new(&**aim)).collect()),
            Block::Heading(2, "Programma".to_owned()),
            Block::Table(self.programme()),
        ];
        for (found, _) in self.told() {
            story(found, &mut blocks);
        }
        for item in &pack.items {
            match item {
                Item::Figure { figure, .. } => {
                    blocks.push(Block::Heading(2, figure.spec.title.clone()));
                    let mut spec = figure.spec.clone();
                    spec.description = description(&spec, &figure.data, "");
                    blocks.push(Block::Figure(Box::new(Figure {
                        spec,
                        data: figure.data.clone(),
                        caption: format!("{} Bron: {}", figure.reading, figure.source),
                    })));
                }
                Item::Exercise { title, steps, .. } => {
                    blocks.push(Block::Heading(2, format!("Oefening: {title}")));
                    let steps = steps.iter().map(|step| vec![Line::new(&**step)]);
                    blocks.push(Block::Numbered(steps.collect()));
                }
                _ => {}
            }
        }
        Page {
            language: Language::Dutch,
            kicker: "Lesmap".to_owned(),
            title: pack.title.clone(),
            lines: vec![format!(
                "{} · {} · {} minuten · {}",
                pack.organisation,
                pack.audience,
                pack.minutes,
                pack.dated.in_words(Language::Dutch)
            )],
            foot: format!("Lesmap · {}", pack.title),
            dated: pack.dated,
            blocks,
        }
    }

    /// The dilemma cards of the pack: those asked for by cards items, or else of all its stories.
    ///
    /// # Errors
    /// When no story has a dilemma or a card is too long for its side.
    pub fn cards(&self, words: &dyn Words) -> Result<Vec<u8>, ExportError> {
        let mut names: Vec<&str> = Vec::new();
        for item in &self.pack.items {
            if let Item::Cards { stories, .. } = item {
                names.extend(stories.iter().map(|story| story.name.as_str()));
            }
        }
        if names.is_empty() {
            names.extend(self.stories.keys().copied());
        }
        names.sort_unstable();
        names.dedup();
        let cards = names.iter().filter_map(|name| {
            let found = self.stories.get(name)?;
            Some(Card {
                story: found.story,
                edition: found.edition,
            })
        });
        let cards: Vec<Card> = cards.collect();
        Ok(dilemma_cards(&cards, words)?)
    }

    fn programme(&self) -> Table {
        let mut at = 0_u32;
        let rows = self.pack.items.iter().map(|item| {
            let until = at.saturating_add(item.minutes());
            let row = vec![
                Line::new(self.item_name(item)),
                Line::new(format!("{at}–{until}")),
                Line::new(item.minutes().to_string()),
            ];
            at = until;
            row
        });
        Table {
            caption: format!("Samen {} minuten", self.pack.minutes),
            rows: rows.collect(),
            columns: vec![
                Head::words("Onderdeel"),
                Head::figures("Van–tot"),
                Head::figures("Minuten"),
            ],
        }
    }
}

fn story(found: OnShelf, blocks: &mut Vec<Block>) {
    let (told, edition) = (found.story, found.edition);
    let paragraphs = |text: &str, blocks: &mut Vec<Block>| {
        let parts = text
            .split("\n\n")
            .map(str::trim)
            .filter(|part| !part.is_empty());
        blocks.extend(parts.map(|part| Block::Paragraph(Line::new(part.replace('\n', " ")))));
    };
    let list = |texts: &[String], blocks: &mut Vec<Block>| {
        let lines: Vec<Line> = texts.iter().map(|text| Line::new(&**text)).collect();
        if !lines.is_empty() {
            blocks.push(Block::List(lines));
        }
    };
    blocks.push(Block::Heading(2, told.title.clone()));
    paragraphs(&told.situation, blocks);
    for (number, part) in (1..).zip(&told.parts) {
        let number: u32 = number;
        blocks.push(Block::Heading(3, format!("Deel {number}")));
        paragraphs(&part.text, blocks);
        if let Some(decision) = &part.decision {
            let note = format!("{}: {}", decision.who, decision.question);
            blocks.push(Block::Note(note.into()));
        }
        list(&part.questions, blocks);
    }
    if !told.questions.staff.is_empty() {
        blocks.push(Block::Heading(3, "Vragen voor het gesprek".to_owned()));
        list(&told.questions.staff, blocks);
    }
    let source = format!("Verhaal {}, versie {}.", edition.story, edition.version);
    blocks.push(Block::Paragraph(source.into()));
}
