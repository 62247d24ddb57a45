//! Facts that few share: announced by a word, or rare beside the texts that are released already.

use std::ops::Range;

use ahash::{AHashMap, AHashSet};

use crate::found::Found;
use crate::span::{Label, Source};
use crate::token::Shape;
use crate::view::View;
use crate::words::Class;

const TRIGGERS: &str = include_str!("rare.txt");
/// From so many words on, a released corpus says what is rare.
const ENOUGH: usize = 20_000;

/// The words of a list with notes and sections.
pub(crate) fn words_of(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines()
        .filter(|line| !line.starts_with(['#', '[']))
        .flat_map(str::split_whitespace)
}

/// The sentence around a token, at most forty tokens either way: a fact often goes on behind a comma, and
/// a person judges it in its sentence.
pub(crate) fn clause(view: &View<'_>, at: usize) -> Range<usize> {
    let ends = |i: usize| {
        matches!(view.low(i), "." | "!" | "?" | ";" | "|" | "…")
            && !(view.low(i) == "."
                && i > 0
                && (view.is(i - 1, Class::ABBREVIATION) || view.touches_next(i)))
    };
    // A line ends a clause only where it ends a paragraph or begins a new entry.
    let breaks = |i: usize| {
        let gap = view.gap(i);
        gap.contains("\n\n")
            || gap.contains('\n') && (view.starts[i] && !view.shape(i).eq(&Shape::Lower))
    };
    let mut first = at;
    while first > 0 && at - first < 40 && !ends(first - 1) && !breaks(first) {
        first -= 1;
    }
    let mut end = at + 1;
    while end < view.len() && end - at < 40 && !ends(end) && !breaks(end) {
        end += 1;
    }
    first..end
}

/// Finds rare facts.
pub(crate) struct Finder {
    whole: AHashMap<&'static str, &'static str>,
    beginnings: Vec<(&'static str, &'static str)>,
    released: AHashSet<String>,
    enough: bool,
}

impl Finder {
    /// Reads the embedded triggers and the words of what is released.
    pub fn new(released: &[String]) -> Self {
        let (mut whole, mut beginnings) = (AHashMap::new(), Vec::new());
        let mut reason = "zeldzaam feit";
        for line in TRIGGERS.lines().filter(|line| !line.starts_with('#')) {
            if line.starts_with('[') {
                reason = match line {
                    "[unique]" => "een woord dat uniek maakt",
                    "[media]" => "in het nieuws geweest",
                    "[award]" => "een prijs of onderscheiding",
                    "[office]" => "een openbare functie",
                    "[body]" => "een kenmerk van het lichaam",
                    "[kin]" => "familie van iemand",
                    "[hobby]" => "een ongewone bezigheid",
                    _ => "een kleine groep",
                };
                continue;
            }
            for word in line.split_whitespace() {
                match word.strip_suffix('-') {
                    Some(begin) => beginnings.push((begin, reason)),
                    None => {
                        whole.insert(word, reason);
                    }
                }
            }
        }
        beginnings.sort_unstable();
        let mut count = 0;
        let mut seen = AHashSet::new();
        for text in released {
            for word in text
                .split(|c: char| !c.is_alphabetic())
                .filter(|w| w.len() > 3)
            {
                count += 1;
                seen.insert(word.to_lowercase());
            }
        }
        Self {
            whole,
            beginnings,
            released: seen,
            enough: count >= ENOUGH,
        }
    }

    fn trigger(&self, word: &str) -> Option<&'static str> {
        if let Some(reason) = self.whole.get(word) {
            return Some(reason);
        }
        let at = self.beginnings.partition_point(|(begin, _)| *begin <= word);
        self.beginnings
            .get(at.saturating_sub(4)..at)?
            .iter()
            .find(|(begin, _)| word.starts_with(begin))
            .map(|(_, reason)| *reason)
    }

    /// Whether a word, or a small group that it counts, announces a fact that few share.
    pub fn announces(&self, view: &View<'_>, at: usize) -> bool {
        let word = view.low(at);
        self.trigger(word).or_else(|| superlative(word)).is_some() || counted(view, at).is_some()
    }

    /// Flags the clause around each trigger, and each word that no released text holds.
    pub fn find(&self, view: &View<'_>, out: &mut Vec<Found>) {
        let triggers: Vec<Option<&'static str>> = view
            .words
            .iter()
            .map(|word| self.trigger(word).or_else(|| superlative(word)))
            .collect();
        let mut done = 0;
        for at in 0..view.len() {
            let reason = view
                .ids
                .get(at)
                .and_then(|&id| triggers.get(id as usize))
                .copied()
                .flatten()
                .or_else(|| counted(view, at));
            let Some(reason) = reason.filter(|_| at >= done) else {
                self.unseen(view, at, out);
                continue;
            };
            let range = clause(view, at);
            done = range.end;
            out.push(Found::flag(
                view.start(range.start)..view.end(range.end - 1),
                Label::Rare,
                Source::Trigger,
                50,
                reason,
            ));
        }
    }

    fn unseen(&self, view: &View<'_>, at: usize, out: &mut Vec<Found>) {
        if !self.enough || view.shape(at) != Shape::Lower || view.tokens[at].range.len() < 6 {
            return;
        }
        let class = view.class(at);
        if class.has(Class::WORD.and(Class::COMPOUND))
            && !class.has(Class::COMMON.and(Class::KEEP))
            && !self.released.contains(view.low(at))
        {
            out.push(Found::flag(
                view.start(at)..view.end(at),
                Label::Rare,
                Source::Trigger,
                30,
                "een woord dat in geen vrijgegeven tekst staat",
            ));
        }
    }
}

/// "de breedste", "zeldzaamste"; not words such as "getroost" or "kunst".
fn superlative(word: &str) -> Option<&'static str> {
    let ordinary = [
        "laatste",
        "beste",
        "minste",
        "eerste",
        "naaste",
        "dienste",
        "gunste",
        "ernste",
        "vaste",
        "juiste",
        "tenminste",
        "trieste",
        "robuuste",
        "bewuste",
        "posttraumatische",
        "feste",
        "gewenste",
        "oosterste",
    ];
    (word.len() > 6
        && word.ends_with("ste")
        && !word.ends_with("igste") | word.ends_with("igste")
        && !ordinary.contains(&word)
        && !word.ends_with("moste")
        && !word.ends_with("wuste"))
    .then_some("een overtreffende trap")
}

/// Small groups: "een van de drie vrouwen", "met zijn tweeën", "twee van de vijf".
fn counted(view: &View<'_>, at: usize) -> Option<&'static str> {
    let low = view.low(at);
    let small = matches!(low, "twee" | "drie" | "vier" | "vijf" | "zes")
        || matches!(low, "2" | "3" | "4" | "5" | "6");
    let before = view.low(at.wrapping_sub(1));
    let group = small
        && (matches!(before, "de" | "alle" | "onze" | "slechts" | "maar")
            && matches!(
                view.low(at.wrapping_sub(2)),
                "van" | "een" | "één" | "met" | "als" | "zijn" | "er" | "waren"
            ));
    let by_far = low == "als" && matches!(view.low(at + 1), "enige" | "eerste" | "laatste");
    // "met één arm", "mist een oog"
    let lacking = matches!(low, "één" | "1" | "mist")
        && (1..=2).any(|n| {
            matches!(
                view.low(at + n),
                "arm" | "oog" | "been" | "hand" | "oor" | "long" | "nier" | "voet" | "vinger"
            )
        });
    if lacking {
        return Some("een kenmerk van het lichaam");
    }
    (group || by_far).then_some("een kleine groep")
}
