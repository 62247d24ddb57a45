//! Codes: the text of a cell becomes a code of the list.

use std::collections::HashMap;

use ahash::RandomState;
use vik_domain::{CodeList, civil};

use crate::mapping::{FieldKeys, Take, UnknownCode};

/// The days between which a code may be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Validity {
    pub first: i32,
    pub last: i32,
}

impl Validity {
    pub const ALWAYS: Validity = Validity {
        first: i32::MIN,
        last: i32::MAX,
    };

    pub fn holds(self, day: i32) -> bool {
        (self.first..=self.last).contains(&day)
    }

    fn and(self, other: Validity) -> Validity {
        Validity {
            first: self.first.max(other.first),
            last: self.last.min(other.last),
        }
    }
}

/// What a column's cells mean, in codes of one list.
pub(crate) struct CodeTable {
    pub list: String,
    codes: HashMap<String, Validity, RandomState>,
    translate: HashMap<String, String, RandomState>,
    default: Option<String>,
    take: Option<Take>,
    prefix: String,
    unknown: UnknownCode,
}

impl CodeTable {
    pub fn new(list: &CodeList, keys: &FieldKeys) -> CodeTable {
        let day = |text: &Option<String>, without: i32| {
            text.as_deref()
                .and_then(civil::parse_iso)
                .unwrap_or(without)
        };
        let validity = |code: &vik_domain::Code| Validity {
            first: day(&code.valid_from, i32::MIN),
            last: day(&code.valid_to, i32::MAX),
        };
        let mut translate: HashMap<_, _, RandomState> = HashMap::default();
        // A translation holds for any mix of capitals, unless the mapping tells them apart itself.
        for (from, to) in &keys.translate {
            translate
                .entry(from.to_lowercase())
                .or_insert_with(|| to.get_ref().clone());
        }
        for (from, to) in &keys.translate {
            translate.insert(from.clone(), to.get_ref().clone());
        }
        CodeTable {
            list: list.id.clone(),
            codes: list
                .codes
                .iter()
                .map(|code| (code.code.clone(), validity(code)))
                .collect(),
            translate,
            default: keys
                .translate_default
                .as_ref()
                .map(|code| code.get_ref().clone()),
            take: keys.take.as_ref().map(|take| *take.get_ref()),
            prefix: keys
                .prefix
                .as_ref()
                .map_or_else(String::new, |text| text.get_ref().clone()),
            unknown: keys.unknown,
        }
    }

    /// Whether some code is not valid always.
    pub fn is_dated(&self) -> bool {
        self.codes
            .values()
            .any(|validity| *validity != Validity::ALWAYS)
    }

    /// The code that a text means, and when it may be used; `None` when it means none.
    pub fn code(&self, text: &str) -> Option<(String, Validity)> {
        let translated = self
            .translate
            .get(text)
            .or_else(|| self.translate.get(&text.to_lowercase()));
        let code = translated
            .cloned()
            .unwrap_or_else(|| format!("{}{}", self.prefix, self.part(text)));
        self.valid(code)
            .or_else(|| self.default.clone().and_then(|code| self.valid(code)))
            .or_else(|| {
                (self.unknown == UnknownCode::Unknown)
                    .then(|| ("unknown".to_owned(), Validity::ALWAYS))
            })
    }

    /// The codes in a list of them, sorted and joined by `;`.
    pub fn codes(&self, text: &str, separator: &str) -> Option<(String, Validity)> {
        let mut validity = Validity::ALWAYS;
        let mut codes = Vec::new();
        for part in text
            .split(separator)
            .map(str::trim)
            .filter(|part| !part.is_empty())
        {
            let (code, when) = self.code(part)?;
            validity = validity.and(when);
            codes.push(code);
        }
        codes.sort_unstable();
        codes.dedup();
        Some((codes.join(";"), validity))
    }

    fn valid(&self, code: String) -> Option<(String, Validity)> {
        self.codes.get(&code).map(|validity| (code, *validity))
    }

    fn part<'t>(&self, text: &'t str) -> &'t str {
        let around = |mark: char| {
            text.split_once(mark)
                .map(|(before, after)| (before.trim(), after.trim()))
        };
        match self.take {
            None => text,
            Some(Take::BeforeSpace) => around(' ').map_or(text, |(before, _)| before),
            Some(Take::AfterSpace) => around(' ').map_or(text, |(_, after)| after),
            Some(Take::BeforeColon) => around(':').map_or(text, |(before, _)| before),
            Some(Take::BeforeHyphen) => around('-').map_or(text, |(before, _)| before),
        }
    }
}
