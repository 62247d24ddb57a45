//! What the model sees of a token by itself.

use super::classes::class;
use crate::lexicon::{Facts, Lexicon, Lower};
use crate::{Shape, Token};

/// What a token looks like; numbers only, so that features are sums and products.
#[derive(Clone, Copy, Debug, Default)]
pub struct Attributes {
    /// The word itself if it is one of the language, else what kind of unknown it is.
    pub word: u64,
    /// How it is written.
    pub shape: u64,
    /// What the lists say.
    pub facts: u64,
    /// The family of words that it belongs to.
    pub class: u64,
    /// The last two, three and four letters.
    pub ends: [u64; 3],
    /// The first two and three letters.
    pub begins: [u64; 2],
}

impl Attributes {
    /// Whether it is a word of the language in small letters that no list of names has.
    #[must_use]
    pub const fn is_ordinary(&self) -> bool {
        let word = Facts::WORD.bits() as u64;
        // `de` begins a place ("De Bilt") and is no name by itself.
        let names = (NAME_FACTS & !Facts::PLACE_START.bits()) as u64;
        self.shape & 15 == 1 && self.facts & word != 0 && self.facts & names == 0
    }
}

/// The facts that only names have; training hides them at times, so that shape and context are learnt.
pub const NAME_FACTS: u8 = Facts::FIRST_NAME.bits()
    | Facts::SURNAME.bits()
    | Facts::PLACE.bits()
    | Facts::COUNTRY.bits()
    | Facts::PROPER.bits()
    | Facts::PLACE_START.bits();

/// Beyond the facts of the lists: two words written as one.
const COMPOUND: u64 = 256;

/// A word of the language in small letters after a hyphen: `GBA-adres`, `Bob-controle`.
const TAIL: u64 = 512;

/// The bit of a shape that says that a sentence begins.
pub(super) const STARTS: u64 = 64;

/// A hash of bytes (FNV-1a), the same on every machine.
#[must_use]
pub fn hash(bytes: &[u8]) -> u64 {
    let mut out = 0xcbf2_9ce4_8422_2325_u64;
    for byte in bytes {
        out = (out ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3);
    }
    out
}

/// Mixes a further value into a hash.
#[must_use]
pub const fn mix(hash: u64, value: u64) -> u64 {
    (hash.rotate_left(23) ^ value).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// The word that a scan misread, if more than half of it is letters.
fn mend(written: &str) -> Option<String> {
    let letters = written.chars().filter(|c| c.is_alphabetic()).count();
    let digits = written.chars().filter(char::is_ascii_digit).count();
    (letters > 2 && letters > 2 * digits && written.len() < 40).then(|| {
        let read = |c| match c {
            '0' => 'o',
            '1' => 'l',
            '3' => 'e',
            '5' => 's',
            other => other,
        };
        written.chars().map(read).collect()
    })
}

/// What one token looks like. `hide` takes these facts away.
#[must_use]
pub fn attributes(
    text: &str,
    token: &Token,
    lexicon: &Lexicon,
    lower: &mut Lower,
    hide: u8,
) -> Attributes {
    let written = token.text(text);
    let length = written.chars().take(12).count();
    let shape = match token.shape {
        Shape::Lower => 1,
        Shape::Title => 2,
        Shape::Upper if length == 1 => 3,
        Shape::Upper => 4,
        Shape::Mixed => 5,
        Shape::Digits => 6,
        Shape::LettersDigits => 7,
        Shape::Mark => 8,
    };
    // A scan reads `Haverk0rt` for `Haverkort`.
    let mended = if token.shape == Shape::LettersDigits {
        mend(written)
    } else {
        None
    };
    let shape = if mended.is_none() {
        shape
    } else if written.starts_with(char::is_uppercase) {
        9
    } else {
        10
    };
    let key = lower.of(mended.as_deref().unwrap_or(written));
    if shape == 6 || shape == 8 {
        // Numbers are told apart by their length, marks by themselves.
        let word = if shape == 6 {
            mix(6, length as u64)
        } else {
            mix(8, hash(key.as_bytes()))
        };
        return Attributes {
            word,
            shape,
            ..Attributes::default()
        };
    }
    let mut facts = u64::from(lexicon.facts(key).bits() & !hide);
    // Only what no list knows is taken apart: `Nieuwenhuis` is a name before it is a house.
    if facts == 0
        && key.len() >= 7
        && token.shape != Shape::LettersDigits
        && lexicon.is_compound(key)
    {
        facts = COMPOUND;
    }
    if let Some((_, tail)) = written.rsplit_once('-')
        && tail.len() > 3
        && lexicon.is_word(tail)
    {
        facts |= TAIL;
    }
    let class = u64::from(class(key));
    let known = Facts::WORD.with(Facts::COMMON).bits();
    let word = if facts & u64::from(known) != 0 || class != 0 {
        hash(key.as_bytes())
    } else {
        mix(mix(1, shape), facts)
    };
    let (mut ends, mut begins) = ([0; 3], [0; 2]);
    for (count, end) in (2..).zip(&mut ends) {
        let cut = key.char_indices().rev().nth(count - 1);
        *end = hash(
            key.get(cut.map_or(0, |(at, _)| at)..)
                .unwrap_or(key)
                .as_bytes(),
        );
    }
    for (count, begin) in (2..).zip(&mut begins) {
        let cut = key.char_indices().nth(count);
        *begin = hash(
            key.get(..cut.map_or(key.len(), |(at, _)| at))
                .unwrap_or(key)
                .as_bytes(),
        );
    }
    // One and two letters, three to five, longer: initials, short names, the rest.
    let long = match length {
        0..=2 => 0,
        3..=5 => 1,
        _ => 2,
    };
    let starts = u64::from(token.starts);
    Attributes {
        word,
        shape: shape + 16 * long + STARTS * starts,
        facts,
        class,
        ends,
        begins,
    }
}
