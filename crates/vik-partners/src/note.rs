//! The definition note: what a figure counts, in words that travel with it.
//!
//! A figure without it cannot be compared with anything; so every bundle and every table has one.

use serde::{Deserialize, Serialize};
use vik_domain::Text;

/// What one count stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// Every report or suspicion that came in.
    Reported,
    /// Every case that was closed, whatever it came to.
    Closed,
    /// Every violation that was established.
    Established,
}

impl Basis {
    /// In words, to stand after "counts".
    #[must_use]
    pub fn words(self) -> Text {
        let (nl, en) = match self {
            Self::Reported => ("meldingen en vermoedens", "reports and suspicions"),
            Self::Closed => ("afgesloten zaken", "closed cases"),
            Self::Established => ("vastgestelde schendingen", "established violations"),
        };
        Text {
            nl: nl.to_owned(),
            en: en.to_owned(),
        }
    }
}

/// From when an organisation counts differently.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoteBreak {
    /// The first year, such as `2021`, or month, such as `2021-04`.
    pub from: String,
    /// What changed.
    pub text: Text,
}

impl NoteBreak {
    /// The year in which the series breaks.
    #[must_use]
    pub fn year(&self) -> Option<i32> {
        let (year, month) = match self.from.split_once('-') {
            Some((year, month)) => (year, Some(month)),
            None => (self.from.as_str(), None),
        };
        let digits = |text: &str, width| {
            text.len() == width && text.bytes().all(|byte| byte.is_ascii_digit())
        };
        let month = month.is_none_or(|month| {
            digits(month, 2)
                && month
                    .parse()
                    .is_ok_and(|month: u8| (1..=12).contains(&month))
        });
        (digits(year, 4) && month).then(|| year.parse().ok())?
    }
}

/// What counts, when, and how it was rounded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DefinitionNote {
    /// What one count stands for.
    pub basis: Basis,
    /// What counts and what does not.
    pub counts: Text,
    /// By which date a case belongs to a month or year.
    pub period: Text,
    /// How figures were rounded or hidden, or that they were not.
    pub rounding: Text,
    /// From when it was counted differently; empty when nothing of the kind is known.
    #[serde(rename = "break", default)]
    pub breaks: Vec<NoteBreak>,
}

/// A definition note that says too little.
#[derive(Debug, thiserror::Error)]
pub enum NoteError {
    /// The file does not have the form.
    #[error("the definition note could not be read")]
    Syntax(#[from] Box<toml::de::Error>),
    /// A text is missing in one language.
    #[error("definition note, `{0}`: expected a sentence in Dutch (nl) and in English (en)")]
    Empty(&'static str),
    /// A break without a year.
    #[error(
        "definition note, break {0}: expected `from` as a year such as 2021 or a month such as 2021-04"
    )]
    Break(usize),
}

impl DefinitionNote {
    /// Reads a note as TOML.
    ///
    /// # Errors
    /// [`NoteError`].
    pub fn parse(text: &str) -> Result<Self, NoteError> {
        let note: Self = toml::from_str(text).map_err(Box::new)?;
        note.check()?;
        Ok(note)
    }

    /// Whether everything is said, in both languages.
    ///
    /// # Errors
    /// [`NoteError`] with the first text that is missing.
    pub fn check(&self) -> Result<(), NoteError> {
        let said = |text: &Text| !text.nl.trim().is_empty() && !text.en.trim().is_empty();
        let texts = [
            ("counts", &self.counts),
            ("period", &self.period),
            ("rounding", &self.rounding),
        ];
        if let Some((field, _)) = texts.into_iter().find(|(_, text)| !said(text)) {
            return Err(NoteError::Empty(field));
        }
        for (one, number) in self.breaks.iter().zip(1..) {
            if one.year().is_none() {
                return Err(NoteError::Break(number));
            }
            if !said(&one.text) {
                return Err(NoteError::Empty("break"));
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOTE: &str = "basis='closed'\ncounts={nl='a',en='b'}\nperiod={nl='a',en='b'}\n\
        rounding={nl='a',en='b'}\n[[break]]\nfrom='2021-04'\ntext={nl='a',en='b'}\n";

    #[test]
    fn a_note_says_everything_in_both_languages() {
        assert_eq!(
            DefinitionNote::parse(NOTE).unwrap().breaks[0].year(),
            Some(2021)
        );
        for (from, to) in [
            ("counts={nl='a',en='b'}", "counts={nl='a',en=' '}"),
            ("2021-04", "2021-13"),
            ("2021-04", "+202"),
            ("basis='closed'", "basis='other'"),
            ("basis='closed'", ""),
        ] {
            assert!(
                DefinitionNote::parse(&NOTE.replace(from, to)).is_err(),
                "{to}"
            );
        }
    }
}
