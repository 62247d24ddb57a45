//! Words and numbers in Dutch and English.

use serde::{Deserialize, Serialize};

/// The language of the words in a chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Language {
    /// Nederlands.
    #[default]
    #[serde(rename = "nl")]
    Dutch,
    /// British English.
    #[serde(rename = "en")]
    English,
}

impl Language {
    /// The language of a code as used in addresses: `nl` or `en`.
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "nl" => Some(Self::Dutch),
            "en" => Some(Self::English),
            _ => None,
        }
    }

    /// The code of the language, for a `lang` attribute.
    pub fn code(self) -> &'static str {
        self.pick("nl", "en")
    }

    /// One of two texts.
    pub(crate) fn pick<T>(self, dutch: T, english: T) -> T {
        match self {
            Self::Dutch => dutch,
            Self::English => english,
        }
    }
}

/// A number as a reader of the language writes it: `1.234,5` or `1,234.5`.
///
/// Negative numbers carry a true minus sign, and a negative zero none.
pub fn format_number(value: f64, decimals: usize, language: Language) -> String {
    if !value.is_finite() {
        return "–".to_owned();
    }
    let plain = format!("{:.*}", decimals, value.abs());
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let mut text = String::new();
    if value < 0.0 && plain.bytes().any(|byte| (b'1'..=b'9').contains(&byte)) {
        text.push('−');
    }
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place) % 3 == 0 {
            text.push(language.pick('.', ','));
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push(language.pick(',', '.'));
        text.push_str(fraction);
    }
    text
}
