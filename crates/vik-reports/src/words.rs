//! What a code is called.

use vik_domain::{CodeLists, Indicators, Language};

/// The Dutch words for codes.
pub trait Words {
    /// What `code` of `list` is called; nothing when the list lacks it.
    ///
    /// The lists asked for are `themes`, `values`, `causes`, `sanction_band` and `indicators`.
    fn word(&self, list: &str, code: &str) -> Option<String>;
}

/// The words of the code lists and of the list of indicators.
#[derive(Clone, Copy)]
pub struct DutchWords<'a> {
    /// The code lists.
    pub lists: &'a CodeLists,
    /// The indicators.
    pub indicators: &'a Indicators,
}

impl Words for DutchWords<'_> {
    fn word(&self, list: &str, code: &str) -> Option<String> {
        if list == "indicators" {
            let indicator = self.indicators.get(code)?;
            return Some(indicator.title.get(Language::Dutch).to_owned());
        }
        let code = self.lists.list(list)?.get(code)?;
        Some(code.label(Language::Dutch).to_owned())
    }
}
