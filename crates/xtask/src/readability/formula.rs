//! Two published formulas for Dutch, and the counts that they rest on.
//!
//! Both reckon with words a sentence and syllables a word, and with nothing else: no grammar, no meaning,
//! no knowledge of the reader. They find texts worth a second look; they measure no language level.

use super::syllables::syllables;

/// What was counted in a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Sentences.
    pub sentences: usize,
    /// Words.
    pub words: usize,
    /// Syllables.
    pub syllables: usize,
    /// Words of more than six letters, as LIX has them (Björnsson 1968).
    pub long: usize,
}

impl Count {
    /// The counts of one sentence.
    pub fn of(sentence: &str) -> Count {
        let words = words(sentence);
        Count {
            sentences: 1,
            words: words.len(),
            syllables: words.iter().map(|word| syllables(word)).sum(),
            long: words.iter().filter(|word| letters(word) > 6).count(),
        }
    }

    /// These counts and `other` together.
    pub fn and(self, other: Count) -> Count {
        Count {
            sentences: self.sentences + other.sentences,
            words: self.words + other.words,
            syllables: self.syllables + other.syllables,
            long: self.long + other.long,
        }
    }

    /// Words a sentence.
    pub fn sentence_length(self) -> f64 {
        ratio(self.words, self.sentences)
    }

    /// Syllables in a hundred words.
    pub fn word_length(self) -> f64 {
        100.0 * ratio(self.syllables, self.words)
    }

    /// Words of more than six letters, in per cent.
    pub fn long_share(self) -> f64 {
        100.0 * ratio(self.long, self.words)
    }

    /// Flesch-Douma: `206.84 − 0.77 wl − 0.93 zl`, with `wl` syllables in a hundred words and `zl` words
    /// a sentence (Douma, *De leesbaarheid van landbouwbladen*, Wageningen 1960). Higher reads easier.
    pub fn douma(self) -> f64 {
        206.84 - 0.77 * self.word_length() - 0.93 * self.sentence_length()
    }

    /// Brouwer's leesindex A: `195 − ⅔ wl − 2 zl` (Brouwer, *Onderzoek naar de leesmoeilijkheden van
    /// Nederlands proza*, Paedagogische Studiën 40, 1963). Higher reads easier.
    pub fn brouwer(self) -> f64 {
        195.0 - 2.0 / 3.0 * self.word_length() - 2.0 * self.sentence_length()
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of words are small")]
fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        0.0
    } else {
        part as f64 / whole as f64
    }
}

fn letters(word: &str) -> usize {
    word.chars().filter(|c| c.is_alphabetic()).count()
}

/// The words of a text: what stands between spaces and holds a letter or a figure.
pub fn words(text: &str) -> Vec<&str> {
    text.split(|c: char| c.is_whitespace() || matches!(c, '…' | '→' | '|'))
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|word| !word.is_empty())
        .collect()
}

/// Endings that are no end of a sentence.
const SHORT: [&str; 8] = [
    "o.a.", "bv.", "nr.", "art.", "min.", "max.", "ca.", "d.w.z.",
];

/// The sentences of a text; a line of its own ends one too.
pub fn sentences(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for line in text.split("\n\n") {
        let mut sentence = String::new();
        for word in line.split_whitespace() {
            if !sentence.is_empty() {
                sentence.push(' ');
            }
            sentence.push_str(word);
            let bare = word.trim_end_matches(['’', '”', '"', '\'', ')', '»']);
            if ends(bare) && !SHORT.contains(&bare) {
                found.push(std::mem::take(&mut sentence));
            }
        }
        if !sentence.is_empty() {
            found.push(sentence);
        }
    }
    found.retain(|sentence| !words(sentence).is_empty());
    found
}

/// Whether a text ends as a sentence does.
pub fn ends(text: &str) -> bool {
    text.trim_end_matches(['’', '”', '"', '\'', ')'])
        .ends_with(['.', '?', '!'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_formulas_give_what_is_reckoned_by_hand() {
        // De man loopt op straat. Hij ziet een hond. 9 words, 9 syllables, 2 sentences.
        let text = "De man loopt op straat. Hij ziet een hond.";
        let count = sentences(text)
            .iter()
            .map(|one| Count::of(one))
            .fold(Count::default(), Count::and);
        assert_eq!(
            count,
            Count {
                sentences: 2,
                words: 9,
                syllables: 9,
                long: 0
            }
        );
        assert!((count.douma() - (206.84 - 77.0 - 0.93 * 4.5)).abs() < 1e-9);
        assert!((count.brouwer() - (195.0 - 200.0 / 3.0 - 9.0)).abs() < 1e-9);
    }

    #[test]
    fn sentences_end_where_a_reader_hears_it() {
        let text = "Er zijn 1.000 fte, o.a. in de regio. ‘Mag dat?’ Ja (soms). Klaar";
        assert_eq!(
            sentences(text),
            [
                "Er zijn 1.000 fte, o.a. in de regio.",
                "‘Mag dat?’",
                "Ja (soms).",
                "Klaar"
            ]
        );
        assert_eq!(words("één – “twee”, 3 %"), ["één", "twee", "3"]);
    }
}
