//! Reads a story for a template: text made legible, codes turned into words.

use crate::error::DocumentError;
use crate::legible::{legible, paragraphs};
use crate::typefaces::Typefaces;
use crate::words::Words;

/// What is needed to read the fields of one story.
pub(crate) struct Reader<'a> {
    pub(crate) story: &'a str,
    pub(crate) faces: &'a Typefaces,
    pub(crate) words: &'a dyn Words,
}

impl Reader<'_> {
    /// A text of one line.
    pub(crate) fn line(&self, text: &str) -> String {
        legible(text.trim(), self.faces)
    }

    /// A text of one line without which there is no document.
    pub(crate) fn needed(&self, text: &str, field: &str) -> Result<String, DocumentError> {
        let line = self.line(text);
        if line.is_empty() {
            return Err(DocumentError::Missing {
                story: self.story.to_owned(),
                field: field.to_owned(),
            });
        }
        Ok(line)
    }

    /// Lines, without the empty ones.
    pub(crate) fn lines(&self, texts: &[String]) -> Vec<String> {
        let lines = texts.iter().map(|text| self.line(text));
        lines.filter(|line| !line.is_empty()).collect()
    }

    /// A text of several paragraphs.
    pub(crate) fn text(&self, text: &str) -> Vec<String> {
        paragraphs(text, self.faces)
    }

    /// The word for a code; nothing for no code.
    pub(crate) fn word(
        &self,
        list: &'static str,
        code: &str,
        field: &str,
    ) -> Result<String, DocumentError> {
        if code.is_empty() {
            return Ok(String::new());
        }
        let word = self.words.word(list, code);
        let word = word.ok_or_else(|| DocumentError::UnknownCode {
            story: self.story.to_owned(),
            field: field.to_owned(),
            list,
        })?;
        Ok(self.line(&word))
    }

    /// The words for the codes of a field that is named as its list.
    pub(crate) fn all_words(
        &self,
        list: &'static str,
        codes: &[String],
    ) -> Result<Vec<String>, DocumentError> {
        let each = codes.iter().enumerate();
        each.map(|(index, code)| self.word(list, code, &format!("{list}[{index}]")))
            .collect()
    }
}
