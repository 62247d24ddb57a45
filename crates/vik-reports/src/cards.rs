//! Dilemma cards.

use serde::Serialize;
use vik_story::{Dilemma, Story};

use crate::edition::Edition;
use crate::error::DocumentError;
use crate::press::Press;
use crate::reader::Reader;
use crate::words::Words;

/// A story of which the dilemma goes on a card.
#[derive(Clone, Copy, Debug)]
pub struct Card<'a> {
    /// The story.
    pub story: &'a Story,
    /// Its edition; name and version stand on the card.
    pub edition: &'a Edition,
}

/// The dilemmas as cards: four on a sheet of A4, fronts and backs on alternate pages, cut marks in
/// the margin. Print on both sides and turn over the long edge.
///
/// A story without a dilemma gives no card.
///
/// # Errors
/// When no story has a dilemma, when a code has no word, or when a side does not fit on its card in
/// the smallest type: text is never cut off.
pub fn dilemma_cards(cards: &[Card], words: &dyn Words) -> Result<Vec<u8>, DocumentError> {
    Press::shared().dilemma_cards(cards, words)
}

impl Press {
    /// As the function [`dilemma_cards`], with the templates of this press.
    ///
    /// # Errors
    /// As there.
    pub fn dilemma_cards(
        &self,
        cards: &[Card],
        words: &dyn Words,
    ) -> Result<Vec<u8>, DocumentError> {
        let cards: Vec<(&Card, &Dilemma)> = cards
            .iter()
            .filter_map(|card| Some((card, card.story.dilemma.as_ref()?)))
            .collect();
        let released = cards.iter().map(|(card, _)| card.edition.released);
        let dated = released.max().ok_or(DocumentError::NoDilemma)?;
        let views = cards
            .iter()
            .map(|(card, dilemma)| self.view(card, dilemma, words))
            .collect::<Result<_, _>>()?;
        let names: Vec<&str> = cards
            .iter()
            .map(|(card, _)| card.edition.story.as_str())
            .collect();
        let printed = self.print("cards.typ", &Sheets { cards: views }, dated, &names)?;
        match printed.too_long.first() {
            Some(mark) => Err(too_long(mark, &names)),
            None => Ok(printed.pdf),
        }
    }

    fn view(
        &self,
        card: &Card,
        dilemma: &Dilemma,
        words: &dyn Words,
    ) -> Result<CardView, DocumentError> {
        let reader = Reader {
            story: &card.edition.story,
            faces: self.faces(),
            words,
        };
        let options = dilemma.options.iter();
        Ok(CardView {
            story: reader.line(&card.edition.story),
            version: card.edition.version,
            title: reader.needed(&card.story.title, "title")?,
            situation: reader.text(&dilemma.situation),
            options: options.map(|choice| reader.line(&choice.text)).collect(),
            what_if: reader.lines(&dilemma.what_if),
            values: reader.all_words("values", &card.story.values)?,
            rule: reader.text(&dilemma.rule),
        })
    }
}

/// What the template reads.
#[derive(Serialize)]
struct Sheets {
    cards: Vec<CardView>,
}

#[derive(Serialize)]
struct CardView {
    story: String,
    version: u32,
    title: String,
    situation: Vec<String>,
    options: Vec<String>,
    what_if: Vec<String>,
    values: Vec<String>,
    rule: Vec<String>,
}

/// The template marks a full side with `front 3` or `back 3`.
fn too_long(mark: &str, names: &[&str]) -> DocumentError {
    let (side, index) = mark.split_once(' ').unwrap_or((mark, ""));
    let name = index.parse().ok().and_then(|index: usize| names.get(index));
    let (side, cure) = match side {
        "back" => ("back", "`what_if` or `rule`"),
        _ => ("front", "`situation` or `options`"),
    };
    DocumentError::TooLong {
        story: name.map_or_else(|| names.join(", "), |name| (*name).to_owned()),
        side,
        cure,
    }
}
