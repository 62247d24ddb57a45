//! A readable text cut into tokens, each with what is known of its word.
//!
//! What depends on a word alone is looked up once for each distinct word, so that a long text costs
//! little more than its tokens.

use std::ops::Range;

use ahash::AHashMap;

use crate::canonical::Canonical;
use crate::lexicon::{Facts, Lexicon};
use crate::token::{Shape, Token, tokens};
use crate::words::{Class, Vocabulary};

/// The tokens of a text and what is known of them.
pub(crate) struct View<'t> {
    /// The readable text.
    pub text: &'t str,
    /// The same in lower case, byte for byte.
    pub lower: &'t str,
    /// Words and marks.
    pub tokens: Vec<Token>,
    /// Which distinct word each token is.
    pub ids: Vec<u32>,
    /// The lower-case form of each distinct word.
    pub words: Vec<&'t str>,
    /// The classes of each distinct word.
    pub classes: Vec<Class>,
    /// Whether a sentence begins at a token; an abbreviation's full stop ends none.
    pub starts: Vec<bool>,
    /// Whether a token stands in a line without lower-case letters.
    pub capitals: Vec<bool>,
    /// Whether the keep list explains a token.
    pub keep: Vec<bool>,
    /// Whether the text has no capitals to speak of, so that they say nothing.
    pub uncapitalised: bool,
    /// Whether times are written as four digits ("0705"), so that other four digits are times too.
    pub military: bool,
    /// Whether a token stands among English words, where small letters say nothing of a name.
    pub foreign: Vec<bool>,
    /// Whether it is a conversation, in which names stand without capitals.
    pub chatty: bool,
}

impl<'t> View<'t> {
    /// Reads a text.
    pub fn new(canonical: &'t Canonical, vocabulary: &Vocabulary, lexicon: &Lexicon) -> Self {
        let text = canonical.text.as_str();
        let lower = canonical.lower.as_str();
        let tokens = joined(tokens(text), text);
        let mut seen: AHashMap<&str, u32> = AHashMap::with_capacity(tokens.len() / 3);
        let (mut words, mut classes) = (Vec::new(), Vec::new());
        let mut ids = Vec::with_capacity(tokens.len());
        for token in &tokens {
            let word = lower.get(token.range.clone()).unwrap_or_default();
            let id = *seen.entry(word).or_insert_with(|| {
                words.push(word);
                let mut class = classify(word, vocabulary, lexicon);
                let known = Class::WORD.and(Class::NAME).and(Class::KEEP);
                let misread = |one: char| {
                    crate::scanned::meant(token.text(text), token.shape, one)
                        .filter(|meant| lexicon.is_word(meant) || lexicon.is_compound(meant))
                };
                if !class.has(known)
                    && let Some(meant) = misread('l').or_else(|| misread('i'))
                {
                    let named = classify(&meant, vocabulary, lexicon).has(Class::NAME);
                    class = class.and(Class::WORD);
                    // What cannot be a name either way stays, as an explained word does; with a digit
                    // in it, it may be a date or a unit misread.
                    if !named && token.shape == Shape::Mixed {
                        class = class.and(Class::KEEP);
                    }
                }
                classes.push(class);
                u32::try_from(words.len() - 1).unwrap_or(u32::MAX)
            });
            ids.push(id);
        }
        let mut view = Self {
            text,
            lower,
            starts: vec![false; tokens.len()],
            capitals: vec![false; tokens.len()],
            keep: vec![false; tokens.len()],
            foreign: vec![false; tokens.len()],
            uncapitalised: false,
            military: false,
            chatty: false,
            tokens,
            ids,
            words,
            classes,
        };
        view.find_starts();
        view.find_capital_lines();
        view.find_english();
        view
    }

    /// Marks every stretch of twelve tokens with four English words that Dutch has not.
    fn find_english(&mut self) {
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

    /// How many tokens there are.
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The lower-case form of a token; empty beyond the end.
    pub fn low(&self, at: usize) -> &'t str {
        self.ids
            .get(at)
            .and_then(|&id| self.words.get(id as usize))
            .copied()
            .unwrap_or_default()
    }

    /// The token as written.
    pub fn written(&self, at: usize) -> &'t str {
        self.tokens
            .get(at)
            .and_then(|token| self.text.get(token.range.clone()))
            .unwrap_or_default()
    }

    /// The classes of a token's word; none beyond the end.
    pub fn class(&self, at: usize) -> Class {
        self.ids
            .get(at)
            .and_then(|&id| self.classes.get(id as usize))
            .copied()
            .unwrap_or_default()
    }

    /// Whether a token's word is in any of the classes.
    pub fn is(&self, at: usize, class: Class) -> bool {
        self.class(at).has(class)
    }

    /// The shape of a token.
    pub fn shape(&self, at: usize) -> Shape {
        self.tokens.get(at).map_or(Shape::Mark, |token| token.shape)
    }

    /// Whether a token is digits only.
    pub fn digits(&self, at: usize) -> bool {
        self.shape(at) == Shape::Digits
    }

    /// Whether a token begins with a capital.
    pub fn capital(&self, at: usize) -> bool {
        matches!(
            self.shape(at),
            Shape::Title | Shape::Upper | Shape::Mixed | Shape::LettersDigits
        ) && self.written(at).starts_with(char::is_uppercase)
    }

    /// Where a token begins.
    pub fn start(&self, at: usize) -> usize {
        self.tokens
            .get(at)
            .map_or(self.text.len(), |token| token.range.start)
    }

    /// Where a token ends.
    pub fn end(&self, at: usize) -> usize {
        self.tokens
            .get(at)
            .map_or(self.text.len(), |token| token.range.end)
    }

    /// Whether nothing stands between a token and the next.
    pub fn touches_next(&self, at: usize) -> bool {
        at + 1 < self.len() && self.end(at) == self.start(at + 1)
    }

    /// What stands between a token and the one before it.
    pub fn gap(&self, at: usize) -> &'t str {
        let begin = at.checked_sub(1).map_or(0, |before| self.end(before));
        self.text.get(begin..self.start(at)).unwrap_or_default()
    }

    /// Whether a line begins at a token.
    pub fn line_start(&self, at: usize) -> bool {
        at == 0 || self.gap(at).contains('\n')
    }

    /// Whether a token exists on the same line as the one before it.
    pub fn same_line(&self, at: usize) -> bool {
        at < self.len() && !self.line_start(at)
    }

    /// The text from a token on, at most `most` bytes of it.
    pub fn ahead(&self, at: usize, most: usize) -> &'t str {
        let begin = self.start(at);
        let mut end = (begin + most).min(self.text.len());
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        self.text.get(begin..end).unwrap_or_default()
    }

    /// The tokens that a range of bytes touches.
    pub fn tokens_in(&self, range: &Range<usize>) -> Range<usize> {
        let first = self
            .tokens
            .partition_point(|token| token.range.end <= range.start);
        let last = self
            .tokens
            .partition_point(|token| token.range.start < range.end);
        first..last.max(first)
    }

    /// The first token that begins at or behind a byte.
    pub fn token_from(&self, byte: usize) -> usize {
        self.tokens
            .partition_point(|token| token.range.start < byte)
    }

    /// Whether no letter or digit touches a range of bytes from outside.
    pub fn bounded(&self, range: &Range<usize>) -> bool {
        let before = self
            .text
            .get(..range.start)
            .and_then(|t| t.chars().next_back());
        let after = self.text.get(range.end..).and_then(|t| t.chars().next());
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    }

    /// Whether a capital at this token says something: not at a start, not in a line of capitals.
    pub fn telling(&self, at: usize) -> bool {
        !self.starts.get(at).copied().unwrap_or(true)
            && !self.capitals.get(at).copied().unwrap_or(true)
    }

    fn find_starts(&mut self) {
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

    fn find_capital_lines(&mut self) {
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

/// Joins an apostrophe with the letter behind it: the particles and words *'t*, *'s*, *'n*.
fn joined(tokens: Vec<Token>, text: &str) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::with_capacity(tokens.len());
    for token in tokens {
        let letter = matches!(token.text(text), "t" | "s" | "n" | "k" | "m" | "T" | "S");
        if let Some(last) = out
            .last_mut()
            .filter(|last| letter && last.range.end == token.range.start && last.text(text) == "'")
        {
            last.range.end = token.range.end;
            last.shape = token.shape;
            continue;
        }
        out.push(token);
    }
    out
}

fn classify(word: &str, vocabulary: &Vocabulary, lexicon: &Lexicon) -> Class {
    let mut class = vocabulary.class(word);
    let Some(first) = word.chars().next().filter(|c| c.is_alphabetic()) else {
        return class;
    };
    let facts = lexicon.facts(word);
    let known = facts.has(Facts::WORD);
    let base = base(word);
    // "kerels" is a plural before it is someone's: only what is no word itself loses its last letter.
    let owner = base.len() < word.len() && (!known || word.contains('\''));
    let names = if owner {
        facts.with(lexicon.facts(base))
    } else {
        facts
    };
    let mut add = |holds: bool, bit: Class| {
        if holds {
            class = class.and(bit);
        }
    };
    add(known, Class::WORD);
    add(facts.has(Facts::COMMON), Class::COMMON);
    add(names.has(Facts::FIRST_NAME), Class::FIRST_NAME);
    add(names.has(Facts::SURNAME), Class::SURNAME);
    add(names.has(Facts::PLACE), Class::PLACE);
    add(names.has(Facts::COUNTRY), Class::COUNTRY);
    add(is_street(word), Class::STREET);
    if let Some((first, last)) = word.rsplit_once('-').filter(|_| !known) {
        let named = lexicon.facts(first);
        let name = Facts::FIRST_NAME.with(Facts::SURNAME).with(Facts::PLACE);
        let ordinary = lexicon.is_word(last) && last.chars().count() > 2;
        add(
            ordinary && (!named.any(name) || named.has(Facts::WORD)),
            Class::JOINED,
        );
        // "appel-lant": a hyphen that a scanner left.
        add(lexicon.is_word(&word.replace('-', "")), Class::WORD);
    }
    if !known
        && crate::scanned::drawn_out(word)
        && !names.any(Facts::FIRST_NAME.with(Facts::SURNAME))
    {
        class = class.and(Class::WORD);
    }
    if !known && (first.is_alphabetic() && lexicon.is_compound(word)) {
        class = class.and(Class::COMPOUND);
    }
    class
}

/// A word without the ending of possession: "ahmed's", "jansens".
pub(crate) fn base(word: &str) -> &str {
    word.strip_suffix("'s")
        .or_else(|| word.strip_suffix('\''))
        .or_else(|| word.strip_suffix('s').filter(|w| w.len() > 3))
        .unwrap_or(word)
}

fn is_street(word: &str) -> bool {
    const ENDS: [&str; 22] = [
        "straat",
        "laan",
        "weg",
        "plein",
        "kade",
        "gracht",
        "singel",
        "dijk",
        "steeg",
        "dreef",
        "plantsoen",
        "hof",
        "pad",
        "baan",
        "markt",
        "wal",
        "park",
        "straatje",
        "laantje",
        "burgwal",
        "boulevard",
        "allee",
    ];
    word.len() > 6 && ENDS.iter().any(|end| word.ends_with(end))
}
