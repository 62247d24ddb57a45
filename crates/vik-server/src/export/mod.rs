//! A result as a file: CSV, Excel, Parquet. What leaves is what was published, and nothing else.

pub mod csv;
pub mod parquet;
pub mod xlsx;

use vik_catalogue::Language;

/// What goes with the figures.
pub struct About {
    /// The title.
    pub title: String,
    /// What to know when reading: what it does not say, the filters, the release.
    pub lines: Vec<String>,
    /// The reader's language.
    pub language: Language,
}
