//! What the gate reads: columns of dictionary codes, and a key for each person.

use std::collections::BTreeSet;

/// An attribute by which somebody might recognise a person.
#[derive(Clone, Copy)]
pub struct QuasiIdentifier<'a> {
    /// Name of the column.
    pub name: &'a str,
    /// One code for each row: a place in `labels`. A missing value is a label of its own.
    pub codes: &'a [u32],
    /// The dictionary. Labels reach the roster function and nothing else.
    pub labels: &'a [String],
    /// For each code the code of its parent, if a coarser level exists.
    pub coarser: Option<&'a [u32]>,
}

/// How far apart two values of a sensitive attribute are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum GroundDistance {
    /// Any two different values are at distance 1: t is the total variation distance.
    Equal,
    /// Values are at a distance of their ranks, divided by the number of values present less one.
    Ordered,
}

/// An attribute that nobody should learn about a person.
#[derive(Clone, Copy)]
pub struct SensitiveAttribute<'a> {
    /// Name of the column.
    pub name: &'a str,
    /// One code for each row; under [`GroundDistance::Ordered`] the order of the codes counts.
    pub codes: &'a [u32],
    /// The dictionary.
    pub labels: &'a [String],
    /// Ground distance of t.
    pub distance: GroundDistance,
}

/// Records as columns of equal length. It has no `Debug`, because records are protected.
pub struct Microdata<'a> {
    /// The key of the person of each row.
    pub persons: &'a [i64],
    /// The quasi-identifiers, at least one.
    pub quasi_identifiers: Vec<QuasiIdentifier<'a>>,
    /// The sensitive attributes.
    pub sensitive: Vec<SensitiveAttribute<'a>>,
}

/// Columns that do not fit together. Names the column, never a value.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MicrodataError {
    /// Nothing to assess, or more than can be numbered.
    #[error("microdata: expected between 1 and 4,294,967,294 rows")]
    Rows,
    /// No quasi-identifier.
    #[error("microdata: expected at least one quasi-identifier")]
    NoQuasiIdentifier,
    /// A name is used for two columns.
    #[error("microdata: expected column `{column}` once")]
    Twice {
        /// Column.
        column: String,
    },
    /// A column is longer or shorter than the column of persons.
    #[error("microdata: expected one code for each row in column `{column}`")]
    Length {
        /// Column.
        column: String,
    },
    /// A code lies outside its dictionary.
    #[error("microdata: expected codes within the dictionary of column `{column}`")]
    Code {
        /// Column.
        column: String,
    },
    /// The coarser level does not cover the dictionary.
    #[error("microdata: expected a parent for each label of column `{column}`")]
    Coarser {
        /// Column.
        column: String,
    },
}

impl Microdata<'_> {
    /// Number of rows.
    pub(crate) fn rows(&self) -> usize {
        self.persons.len()
    }

    /// Checks lengths, names and codes.
    pub(crate) fn validate(&self) -> Result<(), MicrodataError> {
        if self.persons.is_empty() || self.persons.len() >= u32::MAX as usize {
            return Err(MicrodataError::Rows);
        }
        if self.quasi_identifiers.is_empty() {
            return Err(MicrodataError::NoQuasiIdentifier);
        }
        let mut names = BTreeSet::new();
        let quasi = self
            .quasi_identifiers
            .iter()
            .map(|column| (column.name, column.codes, column.labels.len()));
        let sensitive = self
            .sensitive
            .iter()
            .map(|column| (column.name, column.codes, column.labels.len()));
        for (name, codes, labels) in quasi.chain(sensitive) {
            let column = || name.to_owned();
            if !names.insert(name) {
                return Err(MicrodataError::Twice { column: column() });
            }
            if codes.len() != self.rows() {
                return Err(MicrodataError::Length { column: column() });
            }
            if codes.iter().any(|code| *code as usize >= labels) {
                return Err(MicrodataError::Code { column: column() });
            }
        }
        let uncovered = self.quasi_identifiers.iter().find(|column| {
            column
                .coarser
                .is_some_and(|parents| parents.len() != column.labels.len())
        });
        match uncovered {
            Some(column) => Err(MicrodataError::Coarser {
                column: column.name.to_owned(),
            }),
            None => Ok(()),
        }
    }
}
