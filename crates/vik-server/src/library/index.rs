//! Full-text search: which stories hold the words of a question, also inside compounds.
//!
//! Every word is kept by its stem. A question is widened over the words that the stories really
//! hold: *schulden* also finds *privéschulden*, *geheimhouding* also *geheimhoudingsplicht*, at a
//! lower weight than the word itself. That needs no dictionary and no n-grams, because a library has
//! a few thousand different words and they are all in memory. Ranking is BM25, in which a word in
//! the title counts for more.

use std::collections::BTreeMap;

use super::dutch::{is_common, plain, stem, words};

/// What a match inside a compound counts for, beside 1 for the word itself.
const HEAD: f64 = 0.6;
const FIRST: f64 = 0.5;
const INNER: f64 = 0.4;
/// Letters that may join the parts of a compound.
const JOINTS: [&str; 4] = ["", "s", "e", "en"];
/// The only first parts of two letters; otherwise *leen* would find *alleen*.
const SHORT_FIRSTS: [&str; 5] = ["af", "in", "na", "om", "op"];
/// Letters of a word whose stem of three may end a compound.
const LONG: usize = 5;
/// How many words of a question are looked at.
const MOST_WORDS: usize = 12;

/// Words to the stories that hold them.
#[derive(Default)]
pub struct Index {
    numbers: Vec<u64>,
    lengths: Vec<f64>,
    postings: BTreeMap<String, Vec<(usize, f64)>>,
}

/// A question, as stems that count; one map for each of its words.
#[derive(Debug, Default)]
pub struct Question {
    words: Vec<BTreeMap<String, f64>>,
}

/// A story that answers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    /// Its number.
    pub number: u64,
    /// How well.
    pub score: f64,
    /// Whether it holds every word of the question.
    pub whole: bool,
}

impl Index {
    /// Adds a story by its texts, each with what a word in it counts for.
    pub fn add<'a>(&mut self, number: u64, texts: impl IntoIterator<Item = (f64, &'a str)>) {
        let place = self.numbers.len();
        let mut counts: BTreeMap<String, f64> = BTreeMap::new();
        let mut length = 0.0;
        for (weight, text) in texts {
            for word in words(text) {
                let word = plain(&text[word]);
                if !is_common(&word) {
                    *counts.entry(stem(&word)).or_default() += weight;
                    length += 1.0;
                }
            }
        }
        for (term, count) in counts {
            self.postings.entry(term).or_default().push((place, count));
        }
        self.numbers.push(number);
        self.lengths.push(length);
    }

    /// Widens a question over the words of the library.
    #[must_use]
    pub fn question(&self, text: &str) -> Question {
        let all: Vec<String> = words(text).map(|word| plain(&text[word])).collect();
        let telling: Vec<&String> = all.iter().filter(|word| !is_common(word)).collect();
        let chosen = telling.into_iter().take(MOST_WORDS);
        Question {
            words: chosen.map(|word| self.widened(word)).collect(),
        }
    }

    /// The stories that hold a word of the question, best first.
    #[must_use]
    pub fn find(&self, question: &Question) -> Vec<Hit> {
        let mut found: BTreeMap<usize, (usize, f64)> = BTreeMap::new();
        for word in &question.words {
            let mut best: BTreeMap<usize, f64> = BTreeMap::new();
            for (term, weight) in word {
                for (place, score) in self.scores(term) {
                    let entry = best.entry(place).or_default();
                    *entry = entry.max(weight * score);
                }
            }
            for (place, score) in best {
                let entry = found.entry(place).or_default();
                entry.0 += 1;
                entry.1 += score;
            }
        }
        let mut hits: Vec<Hit> = found
            .into_iter()
            .filter_map(|(place, (words, score))| {
                Some(Hit {
                    number: *self.numbers.get(place)?,
                    score,
                    whole: words == question.words.len(),
                })
            })
            .collect();
        hits.sort_by(|a, b| {
            (b.whole.cmp(&a.whole))
                .then(b.score.total_cmp(&a.score))
                .then(b.number.cmp(&a.number))
        });
        hits
    }

    /// BM25 of a term, by story.
    fn scores(&self, term: &str) -> impl Iterator<Item = (usize, f64)> {
        let postings = self.postings.get(term).map_or(&[][..], Vec::as_slice);
        let all = self.numbers.len() as f64;
        let holding = postings.len() as f64;
        let rare = (1.0 + (all - holding + 0.5) / (holding + 0.5)).ln();
        let mean = (self.lengths.iter().sum::<f64>() / all.max(1.0)).max(1.0);
        postings.iter().map(move |(place, count)| {
            let length = self.lengths.get(*place).copied().unwrap_or(mean);
            let room = 1.2 * (0.25 + 0.75 * length / mean);
            (*place, rare * count * 2.2 / (count + room))
        })
    }

    fn widened(&self, word: &str) -> BTreeMap<String, f64> {
        let asked = &stem(word);
        let long = word.chars().count() >= LONG;
        let mut terms: BTreeMap<String, f64> = self
            .postings
            .keys()
            .filter_map(|known| Some((known.clone(), kinship(known, asked, long)?)))
            .collect();
        if !self.postings.contains_key(asked) {
            for part in self.parts(asked) {
                terms.entry(part).or_insert(INNER);
            }
        }
        terms
    }

    /// The parts of a compound that the stories do not hold as a whole but do in two.
    fn parts(&self, asked: &str) -> Vec<String> {
        let mut parts = Vec::new();
        for (cut, _) in asked.char_indices().skip(4) {
            let (first, last) = asked.split_at(cut);
            if last.chars().count() < 3 || !self.postings.contains_key(last) {
                continue;
            }
            let firsts = JOINTS.iter().filter_map(|joint| first.strip_suffix(joint));
            for first in firsts.map(stem) {
                if first.chars().count() >= 4 && self.postings.contains_key(&first) {
                    parts.extend([first, last.to_owned()]);
                }
            }
        }
        parts
    }
}

impl Question {
    /// Whether there is nothing to look for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// What a word of a text counts for in this question; nothing if it is not asked for.
    #[must_use]
    pub fn weight(&self, word: &str) -> Option<f64> {
        let stem = stem(&plain(word));
        let weights = self.words.iter().filter_map(|terms| terms.get(&stem));
        weights.copied().reduce(f64::max)
    }
}

/// What a known stem counts for where that of another, perhaps long, word is asked.
fn kinship(known: &str, asked: &str, long: bool) -> Option<f64> {
    if known == asked {
        return Some(1.0);
    }
    let letters = asked.chars().count();
    if letters < 4 {
        // Of *wapen* the stem is *wap*: enough to end a compound, too little to begin one.
        let joined = known.strip_suffix(asked).filter(|before| before.len() >= 3);
        return joined.filter(|_| long && letters == 3).map(|_| HEAD);
    }
    let (before, after) = known.split_once(asked)?;
    match (before.len(), after.len()) {
        (3.., 0) => Some(HEAD),
        (2, 0) if SHORT_FIRSTS.contains(&before) => Some(HEAD),
        (0, 3..) => Some(FIRST),
        (3.., 3..) if letters >= 5 => Some(INNER),
        _ => None,
    }
}
