//! The explicit keep list: what stays because a learner needs it and it names nobody.
//!
//! Precision comes from this list, which people can read, and never from dropping a low score.

use aho_corasick::{AhoCorasick, MatchKind};

use crate::view::View;

const LIST: &str = include_str!("keep.txt");

fn entries() -> impl Iterator<Item = &'static str> {
    LIST.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// The entries of one word.
pub(crate) fn words() -> impl Iterator<Item = &'static str> {
    entries().filter(|entry| !is_phrase(entry))
}

fn is_phrase(entry: &str) -> bool {
    entry.contains(' ') || entry.starts_with(|c: char| c.is_ascii_digit())
}

/// Finds the entries of several words.
pub(crate) struct Phrases(Option<AhoCorasick>);

impl Phrases {
    /// The phrases of the embedded list.
    pub fn embedded() -> Self {
        let phrases = entries().filter(|entry| is_phrase(entry));
        Self(
            AhoCorasick::builder()
                .match_kind(MatchKind::LeftmostLongest)
                .build(phrases)
                .ok(),
        )
    }

    /// Marks the tokens that the list explains: phrases, and articles of laws.
    pub fn mark(&self, view: &mut View<'_>) {
        if let Some(phrases) = &self.0 {
            let found: Vec<_> = phrases
                .find_iter(view.lower)
                .map(|hit| hit.range())
                .filter(|range| view.bounded(range))
                .collect();
            for range in found {
                for at in view.tokens_in(&range) {
                    view.keep[at] = true;
                }
            }
        }
        for at in 0..view.len() {
            if matches!(
                view.low(at),
                "artikel" | "art" | "artikelen" | "artt" | "§" | "paragraaf" | "hoofdstuk"
            ) {
                keep_article(view, at);
            } else if is_law(view.low(at)) {
                view.keep[at] = true;
            }
        }
    }
}

/// The number behind "artikel", its members and letters: "art. 8:3 lid 2 onder b".
fn keep_article(view: &mut View<'_>, from: usize) {
    let numbered = (from + 1..(from + 3).min(view.len())).any(|at| view.digits(at));
    if !numbered {
        return;
    }
    for at in from..(from + 12).min(view.len()) {
        let low = view.low(at);
        let part = at == from
            || view.digits(at)
            || matches!(
                low,
                "." | ":"
                    | ","
                    | "lid"
                    | "en"
                    | "onder"
                    | "sub"
                    | "aanhef"
                    | "t"
                    | "m"
                    | "/"
                    | "jo"
                    | "eerste"
                    | "tweede"
                    | "derde"
                    | "a"
                    | "b"
                    | "c"
                    | "d"
                    | "e"
            )
            || (low.len() <= 4 && low.starts_with(|c: char| c.is_ascii_digit()));
        if !part {
            break;
        }
        view.keep[at] = true;
    }
}

/// Whether a word names a law by its last part.
fn is_law(low: &str) -> bool {
    const ENDS: [&str; 7] = [
        "wet",
        "wetboek",
        "verordening",
        "besluit",
        "regeling",
        "richtlijn",
        "verdrag",
    ];
    low.len() > 5 && ENDS.iter().any(|end| low.ends_with(end))
}
