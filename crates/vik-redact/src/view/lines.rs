//! What a token owes to its line and sentence: a start, a line of capitals, a stretch of English.

use super::View;
use crate::token::Shape;
use crate::words::Class;

impl View<'_> {
    /// Marks every stretch of twelve tokens with four English words that Dutch has not.
    pub(super) fn find_english(&mut self) {
        const WORDS: [&str; 24] = [
            "the", "and", "to", "are", "our", "your", "you", "with", "for", "this", "that",
            "which", "from", "have", "been", "not", "what", "should", "would", "their", "there",
            "it", "by", "about",
        ];
        const STRETCH: usize = 12;
        let english: Vec<usize> = self
            .words
            .iter()
            .map(|word| usize::from(WORDS.contains(word)))
            .collect();
        let is = |at: usize| {
            self.ids
                .get(at)
                .and_then(|&id| english.get(id as usize))
                .copied()
                .unwrap_or(0)
        };
        if english.iter().sum::<usize>() < 2 {
            return;
        }
        let mut count = 0;
        let mut out = vec![false; self.len()];
        for at in 0..self.len() {
            count += is(at);
            count -= at.checked_sub(STRETCH).map_or(0, is);
            if count >= 4 {
                out[(at + 1).saturating_sub(STRETCH)..=at].fill(true);
            }
        }
        self.foreign = out;
    }

    pub(super) fn find_starts(&mut self) {
        let mut start = true;
        for at in 0..self.len() {
            start |= self.line_start(at);
            self.starts[at] = start;
            let low = self.low(at);
            let mark = self.shape(at) == Shape::Mark;
            start = match low {
                "." => {
                    !(at > 0
                        && self.gap(at).is_empty()
                        && (self.is(at - 1, Class::ABBREVIATION) && !self.digits(at - 1)))
                }
                "!" | "?" | "…" | "•" | "|" | ";" if low != ";" => true,
                "\"" | "'" | "(" | "-" | "–" | "*" | "“" | "„" | "”" | ")" | "»" | "«" => {
                    start
                }
                // A reply or a value begins with a capital of its own.
                ":" => true,
                _ => mark && start,
            };
        }
    }

    pub(super) fn find_capital_lines(&mut self) {
        let (mut begin, mut lines, mut words, mut telling, mut talk) = (0, 0, 0, 0, 0);
        while begin < self.len() {
            let mut end = begin + 1;
            while self.same_line(end) {
                end += 1;
            }
            let (mut upper, mut small) = (0, 0);
            for at in begin..end {
                match self.shape(at) {
                    Shape::Upper if self.tokens[at].range.len() > 1 => upper += 1,
                    Shape::Lower | Shape::Title | Shape::Mixed => small += 1,
                    _ => {}
                }
                words += usize::from(self.tokens[at].is_word());
                telling += usize::from(self.starts[at] && self.shape(at) == Shape::Title);
            }
            if upper >= 3 && upper > 3 * small {
                self.capitals[begin..end].fill(true);
            }
            let stamped = matches!(self.low(begin), "[" | "<") || self.digits(begin);
            talk +=
                usize::from((begin + 1..end.min(begin + 14)).any(|i| {
                    self.low(i) == ":" && !self.digits(i - 1) && (stamped || i < begin + 4)
                }));
            lines += 1;
            begin = end;
        }
        self.chatty = talk >= 3 && talk * 2 >= lines;
        self.military = (0..self.len()).any(|at| {
            let time = self.written(at);
            time.len() == 4
                && self.digits(at)
                && time.starts_with('0')
                && matches!(time.as_bytes()[2], b'0'..=b'5')
        });
        self.uncapitalised =
            words > 12 && lines > 0 && telling * 40 < words && telling <= lines / 4;
    }
}
