//! Special categories of personal data (AVG, article 9): always flagged, whatever the score.

use crate::found::Found;
use crate::rare::{clause, words_of};
use crate::span::{Label, Source};
use crate::view::View;

const TRIGGERS: &str = include_str!("special.txt");

/// The triggers: whole words, and beginnings of words (written with a hyphen behind them).
pub(crate) struct Triggers {
    whole: ahash::AHashSet<&'static str>,
    beginnings: Vec<&'static str>,
}

impl Triggers {
    /// Reads the embedded list.
    pub fn embedded() -> Self {
        let (mut whole, mut beginnings) = (ahash::AHashSet::new(), Vec::new());
        for word in words_of(TRIGGERS) {
            match word.strip_suffix('-') {
                Some(begin) => beginnings.push(begin),
                None => {
                    whole.insert(word);
                }
            }
        }
        beginnings.sort_unstable();
        Self { whole, beginnings }
    }

    fn holds(&self, word: &str) -> bool {
        if self.whole.contains(word) {
            return true;
        }
        let at = self.beginnings.partition_point(|begin| *begin <= word);
        self.beginnings
            .get(at.saturating_sub(4)..at)
            .unwrap_or_default()
            .iter()
            .any(|begin| word.starts_with(begin))
    }

    /// Flags the clause around each trigger.
    pub fn find(&self, view: &View<'_>, out: &mut Vec<Found>) {
        let hit: Vec<bool> = view
            .words
            .iter()
            .map(|word| word.len() > 2 && self.holds(word))
            .collect();
        let mut done = 0;
        for at in 0..view.len() {
            let holds = view
                .ids
                .get(at)
                .and_then(|&id| hit.get(id as usize))
                .copied()
                .unwrap_or(false);
            if !holds || at < done {
                continue;
            }
            let range = clause(view, at);
            done = range.end;
            out.push(Found::flag(
                view.start(range.start)..view.end(range.end - 1),
                Label::Special,
                Source::Trigger,
                60,
                "bijzonder persoonsgegeven",
            ));
        }
    }
}
