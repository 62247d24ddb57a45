//! The figures of a partner without our software: a CSV table and a TOML file that describes it.
//!
//! The description names every row and column that is used, says which of our categories a row
//! stands for, and carries source, licence and definition note. Whatever it does not name is listed.

mod description;
mod read;

pub use description::{Described, Description, DescriptionError, Layout, RowRule, YearColumn};
pub use read::{Finding, TableError};

use vik_domain::CodeList;

use crate::figures::Figures;

/// A described table that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    figures: Figures,
}

impl Table {
    /// Reads a table through its description, onto the categories of our list.
    ///
    /// # Guarantee
    /// Every count of every described year is in a category or in `unmapped`; nothing is dropped.
    ///
    /// # Errors
    /// [`TableError`] with every finding: row and column, and what was expected; never a value.
    pub fn read(
        csv: &[u8],
        description: &Description,
        ours: &CodeList,
    ) -> Result<Self, TableError> {
        read::figures(csv, description, ours).map(|figures| Self { figures })
    }

    /// The figures.
    #[must_use]
    pub fn figures(&self) -> &Figures {
        &self.figures
    }

    /// Takes the figures.
    #[must_use]
    pub fn into_figures(self) -> Figures {
        self.figures
    }
}
