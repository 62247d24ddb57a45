//! The passage of a story in which the words of a question stand.

use super::dutch::words;
use super::index::Question;

/// How long a passage may be, in words.
const WORDS: usize = 32;

/// A stretch of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The text, as it stands in the story.
    pub text: String,
    /// Whether it was asked for.
    pub asked: bool,
}

/// The passage with most of what was asked; nothing when no text holds any of it.
#[must_use]
pub fn snippet<'a>(
    texts: impl IntoIterator<Item = &'a str>,
    question: &Question,
) -> Option<Vec<Piece>> {
    let mut best: Option<(f64, Vec<Piece>)> = None;
    for text in texts {
        let Some((weight, pieces)) = passage(text, question) else {
            continue;
        };
        if best.as_ref().is_none_or(|(most, _)| weight > *most) {
            best = Some((weight, pieces));
        }
    }
    best.map(|(_, pieces)| pieces)
}

/// The best stretch of one text, cut at words.
fn passage(text: &str, question: &Question) -> Option<(f64, Vec<Piece>)> {
    let places: Vec<_> = words(text).collect();
    let weights: Vec<Option<f64>> = places
        .iter()
        .map(|place| question.weight(&text[place.clone()]))
        .collect();
    // A stretch begins a few words before a word that is asked for.
    let starts = weights
        .iter()
        .enumerate()
        .filter(|(_, weight)| weight.is_some())
        .map(|(at, _)| at.saturating_sub(6));
    let sum = |from: usize| -> f64 { weights.iter().skip(from).take(WORDS).flatten().sum() };
    let from = starts
        .map(|from| (sum(from), from))
        .reduce(|best, next| if next.0 > best.0 { next } else { best });
    let (weight, from) = from?;
    let until = (from + WORDS).min(places.len());
    let start = if from == 0 {
        0
    } else {
        places.get(from)?.start
    };
    let end = match places.get(until) {
        None => text.len(),
        Some(_) => places.get(until - 1)?.end,
    };
    let mut pieces = Vec::new();
    let mut done = start;
    let mut push = |text: &str, asked| {
        if !text.is_empty() {
            let text = text.to_owned();
            pieces.push(Piece { text, asked });
        }
    };
    if start > 0 {
        push("… ", false);
    }
    for (place, _) in (places.iter().zip(&weights))
        .take(until)
        .skip(from)
        .filter(|(_, weight)| weight.is_some())
    {
        push(&text[done..place.start], false);
        push(&text[place.clone()], true);
        done = place.end;
    }
    push(&text[done..end], false);
    if end < text.len() {
        push(" …", false);
    }
    Some((weight, pieces))
}
