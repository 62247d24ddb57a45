//! Which printing of a story this is.

use vik_domain::{Language, Month};

/// What stands on a document beside the story itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    /// The name under which the story is kept. It says nothing about the case.
    pub story: String,
    /// How often the story was released, counting this time.
    pub version: u32,
    /// In which month this version was released. It is also the date of the document, because the
    /// same edition must always give the same bytes.
    pub released: Month,
    /// Before which month it must be judged anew.
    pub review_before: Month,
    /// How it was de-identified beyond what holds for every story; whole sentences.
    pub deidentified: Vec<String>,
}

impl Edition {
    /// How the month of release reads: "maart 2026".
    pub(crate) fn release_month(&self) -> String {
        self.released.in_words(Language::Dutch)
    }

    /// How the review date reads: "1 maart 2027".
    pub(crate) fn review_date(&self) -> String {
        format!("1 {}", self.review_before.in_words(Language::Dutch))
    }
}
