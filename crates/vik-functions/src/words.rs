//! Words as numbers: equal for equal words, in the order of their appearance, without other meaning.

use std::collections::BTreeMap;

use datafusion::{
    arrow::array::ArrayRef,
    common::{Result, cast::as_string_array},
};

/// The words met so far in all columns of a call, so that columns can be compared with each other.
#[derive(Debug, Clone, Default)]
pub(crate) struct Words {
    places: BTreeMap<String, usize>,
    list: Vec<String>,
}

impl Words {
    /// The number of each word in a column; a missing word is not a number.
    ///
    /// # Errors
    /// When the column was not cast to words.
    pub(crate) fn column(&mut self, column: &ArrayRef) -> Result<Vec<f64>> {
        let words = as_string_array(column)?.iter();
        Ok(words
            .map(|word| word.map_or(f64::NAN, |word| self.place(word)))
            .collect())
    }

    /// The word with this number.
    pub(crate) fn word(&self, number: f64) -> Option<String> {
        let place = (!number.is_nan()).then_some(number as usize)?;
        self.list.get(place).cloned()
    }

    /// About how much memory they take, in bytes.
    pub(crate) fn size(&self) -> usize {
        self.list.iter().map(|word| 2 * word.len() + 64).sum()
    }

    fn place(&mut self, word: &str) -> f64 {
        if let Some(place) = self.places.get(word) {
            return *place as f64;
        }
        self.places.insert(word.to_owned(), self.list.len());
        self.list.push(word.to_owned());
        (self.list.len() - 1) as f64
    }
}
