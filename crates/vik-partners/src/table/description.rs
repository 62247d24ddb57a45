//! The TOML file beside a partner's table.

use std::collections::BTreeSet;

use serde::Deserialize;
use vik_domain::{CodeList, Text};

use crate::bundle::PartnerName;
use crate::codes::said;
use crate::figures::{Denominator, Group, Source};
use crate::manifest::sound_id;
use crate::note::{DefinitionNote, NoteError};

/// A table that is described so that it can be read.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Description {
    /// Version of this form: 1.
    pub format: u64,
    /// Whose figures these are.
    pub partner: Described,
    /// Where they come from and what one may do with them.
    pub source: Source,
    /// How the table is laid out.
    pub table: Layout,
    /// The columns with counts.
    #[serde(rename = "year")]
    pub years: Vec<YearColumn>,
    /// The rows and their categories.
    #[serde(rename = "row")]
    pub rows: Vec<RowRule>,
    /// What is counted, with breaks.
    pub note: DefinitionNote,
}

/// The organisation behind a table.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Described {
    /// Lower-case letters, digits and hyphens, at most 40.
    pub id: String,
    /// What it is called.
    pub name: Text,
}

/// How the table is laid out. The first row holds the headings.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Layout {
    /// Heading of the column that names the rows.
    pub labels: String,
    /// Name of the row with the printed totals, if there is one.
    pub total: Option<String>,
    /// What stands between cells.
    #[serde(default = "comma")]
    pub delimiter: char,
    /// What may stand between thousands, such as `.`; without it only digits.
    pub thousands: Option<char>,
    /// Texts that mean "not counted" besides an empty cell.
    #[serde(default)]
    pub not_counted: Vec<String>,
}

fn comma() -> char {
    ','
}

/// A column with the counts of one year.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct YearColumn {
    /// The year.
    pub year: i32,
    /// Heading of its column.
    pub column: String,
    /// How many months it covers.
    #[serde(default = "twelve")]
    pub months: u32,
    /// What cases can be counted over in this year, if known.
    pub denominator: Option<Denominator>,
}

fn twelve() -> u32 {
    12
}

/// What a row stands for: one or more of our categories, or none and why.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RowRule {
    /// Its name in the table, exactly.
    pub label: String,
    /// Our codes; several when the row counts them as one.
    #[serde(default)]
    pub to: Group,
    /// Why it fits none of our categories; required when `to` is empty.
    pub why: Option<Text>,
}

/// A description that cannot be used. It names what is in the description, never what is in the table.
#[derive(Debug, thiserror::Error)]
pub enum DescriptionError {
    /// Not the form.
    #[error("the description could not be read")]
    Syntax(#[from] Box<toml::de::Error>),
    /// Another version.
    #[error("the description has format {0}; this program reads format 1")]
    Format(u64),
    /// Too long.
    #[error("the description is longer than 256 kB")]
    TooLarge,
    /// A field.
    #[error("description, {place}: expected {expected}")]
    Field {
        /// Where.
        place: String,
        /// What was expected.
        expected: &'static str,
    },
    /// The note.
    #[error(transparent)]
    Note(#[from] NoteError),
}

impl Description {
    /// Reads a description.
    ///
    /// # Errors
    /// [`DescriptionError`].
    pub fn parse(text: &str) -> Result<Self, DescriptionError> {
        #[derive(Deserialize)]
        struct Version {
            format: u64,
        }
        if text.len() > 256 * 1024 {
            return Err(DescriptionError::TooLarge);
        }
        let version: Version = toml::from_str(text).map_err(Box::new)?;
        if version.format != 1 {
            return Err(DescriptionError::Format(version.format));
        }
        let description: Self = toml::from_str(text).map_err(Box::new)?;
        description.check()?;
        Ok(description)
    }

    /// Who the figures are of.
    #[must_use]
    pub fn who(&self) -> PartnerName {
        PartnerName {
            id: self.partner.id.clone(),
            name: self.partner.name.clone(),
        }
    }

    fn check(&self) -> Result<(), DescriptionError> {
        let field = |holds: bool, place: &str, expected| {
            if holds {
                return Ok(());
            }
            let place = place.to_owned();
            Err(DescriptionError::Field { place, expected })
        };
        let id = "lower-case letters, digits and hyphens, at most 40";
        field(sound_id(&self.partner.id), "partner, id", id)?;
        field(
            said(&self.partner.name),
            "partner, name",
            "a name in both languages",
        )?;
        field(
            said(&self.source.title),
            "source, title",
            "a title in both languages",
        )?;
        let licence = !self.source.licence.trim().is_empty();
        field(
            licence,
            "source, licence",
            "what one may do with the figures",
        )?;
        field(
            self.table.delimiter.is_ascii(),
            "table, delimiter",
            "one letter such as , or ;",
        )?;
        let count = self.years.len();
        field((1..=100).contains(&count), "year", "1 to 100 years")?;
        let mut years = BTreeSet::new();
        let mut columns = BTreeSet::from([self.table.labels.as_str()]);
        for one in &self.years {
            let place = format!("year {}", one.year);
            field(
                (1900..=2200).contains(&one.year),
                &place,
                "a year from 1900 to 2200",
            )?;
            let once = years.insert(one.year) && columns.insert(&one.column);
            field(once, &place, "each year and each column once")?;
            field((1..=12).contains(&one.months), &place, "1 to 12 months")?;
            if let Some(over) = &one.denominator {
                let whole = over.value > 0 && said(&over.what) && !over.source.trim().is_empty();
                field(
                    whole,
                    &place,
                    "a denominator above 0 that says what it is and where it comes from",
                )?;
            }
        }
        let mut labels: BTreeSet<&str> = self.table.total.as_deref().into_iter().collect();
        for (row, number) in self.rows.iter().zip(1..) {
            let place = format!("row {number}");
            field(labels.insert(&row.label), &place, "each row once")?;
            let codes: BTreeSet<&String> = row.to.iter().collect();
            field(codes.len() == row.to.len(), &place, "each code once")?;
            let why = row.why.as_ref().is_some_and(said);
            let either = row.to.is_empty() == why;
            field(
                either,
                &place,
                "codes in `to`, or none and `why` in both languages",
            )?;
        }
        Ok(self.note.check()?)
    }

    /// A code in `to` that our list lacks.
    pub(crate) fn unknown_code(&self, ours: &CodeList) -> Option<&str> {
        let codes = self.rows.iter().flat_map(|row| &row.to);
        codes
            .map(String::as_str)
            .find(|code| ours.get(code).is_none())
    }
}
