//! The figures of one organisation on our categories, from a bundle or from a table.
//!
//! Counts stay with what they were counted as: a row that covers two of our categories keeps both,
//! and a row that covers none is listed. Shares come from counts; a rate needs a [`Denominator`].

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use vik_domain::Text;
use vik_trends::poisson;

use crate::bundle::PartnerName;
use crate::note::DefinitionNote;
use crate::share::{CONFIDENCE, Count, Range, Share, share};

/// One or more of our categories that are counted as one, in the order of their codes.
pub type Group = Vec<String>;

/// Where figures come from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// The publication.
    pub title: Text,
    /// Where to find it.
    pub url: Option<String>,
    /// What one may do with it.
    pub licence: String,
}

/// What cases can be counted over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Denominator {
    /// What it is, such as full-time equivalents on 31 December.
    pub what: Text,
    /// How many; more than 0.
    pub value: u64,
    /// Where that comes from.
    pub source: String,
}

/// One year.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Year {
    /// How many of its months are in the counts.
    pub months: u32,
    /// Counts by group; a group that was not counted is absent, and that is not zero.
    #[serde(serialize_with = "pairs")]
    pub counts: BTreeMap<Group, Count>,
    /// All rows together, those without a category included. Shares are of this.
    pub total: Count,
    /// The total that the source printed, where it did.
    pub published_total: Option<u64>,
    /// What cases can be counted over; without it there are no rates.
    pub denominator: Option<Denominator>,
}

/// JSON has no lists as keys.
fn pairs<S: serde::Serializer>(counts: &BTreeMap<Group, Count>, to: S) -> Result<S::Ok, S::Error> {
    to.collect_seq(counts)
}

/// A row or code that has no category of ours.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Unmapped {
    /// What the source calls it.
    pub label: String,
    /// Why it has none, where the description says so.
    pub why: Option<Text>,
    /// Its counts; years in which it was not counted are absent.
    pub counts: BTreeMap<i32, Count>,
}

/// Something in the source that a reader must know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "flag", rename_all = "snake_case")]
pub enum Flag {
    /// The printed total is not the sum of the rows.
    Total {
        /// Year.
        year: i32,
        /// As printed.
        published: u64,
        /// Sum of the rows.
        rows: u64,
    },
    /// A row has no figure in a year in which others have.
    NotCounted {
        /// Year.
        year: i32,
        /// The row.
        row: String,
    },
    /// Some months of a year are not there.
    Months {
        /// Year.
        year: i32,
        /// How many are.
        months: u32,
    },
    /// A column of the table that the description does not name.
    Column {
        /// Its heading.
        heading: String,
    },
}

/// From this year on it was counted differently.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Break {
    /// The first year.
    pub year: i32,
    /// What changed.
    pub text: Text,
}

/// Cases for every thousand of a denominator. Only [`Figures::rate`] makes one, and only where
/// there is a denominator.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Rate {
    count: Count,
    over: Denominator,
    per_thousand: f64,
    interval: Range,
}

/// The figures of one organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Figures {
    /// Id of the organisation.
    pub id: String,
    /// What it is called.
    pub name: Text,
    /// Where the figures come from.
    pub source: Source,
    /// What is counted.
    pub note: DefinitionNote,
    /// Years.
    pub years: BTreeMap<i32, Year>,
    /// Rows or codes without a category.
    pub unmapped: Vec<Unmapped>,
    /// What a reader must know.
    pub flags: Vec<Flag>,
}

impl Figures {
    pub(crate) fn new(who: &PartnerName, source: Source, note: DefinitionNote) -> Self {
        Self {
            id: who.id.clone(),
            name: who.name.clone(),
            source,
            note,
            years: BTreeMap::new(),
            unmapped: Vec::new(),
            flags: Vec::new(),
        }
    }

    /// The share of a group in everything of a year; `None` when either was not counted.
    #[must_use]
    pub fn share(&self, year: i32, group: &[String]) -> Option<Share> {
        let year = self.years.get(&year)?;
        share(*year.counts.get(group)?, year.total)
    }

    /// What of a year has no category, together.
    #[must_use]
    pub fn unmapped_in(&self, year: i32) -> Count {
        let counts = self.unmapped.iter().filter_map(|row| row.counts.get(&year));
        counts.fold(Count::default(), |sum, count| sum.plus(*count))
    }

    /// Cases of a group per thousand; `None` without a denominator for that year.
    ///
    /// The interval is Garwood's (1936) at the least and the largest count that rounding allows.
    /// It is per thousand of the denominator for the months that were counted.
    #[must_use]
    pub fn rate(&self, year: i32, group: &[String]) -> Option<Rate> {
        let year = self.years.get(&year)?;
        let count = *year.counts.get(group)?;
        let over = year.denominator.clone().filter(|over| over.value > 0)?;
        let each = 1000.0 / over.value as f64;
        let low = poisson::garwood(count.low(), CONFIDENCE)?.low * each;
        let high = poisson::garwood(count.high(), CONFIDENCE)?.high * each;
        Some(Rate {
            count,
            over,
            per_thousand: count.shown as f64 * each,
            interval: Range { low, high },
        })
    }

    /// The years in which the series breaks.
    #[must_use]
    pub fn breaks(&self) -> Vec<Break> {
        let breaks = self.note.breaks.iter().filter_map(|one| {
            let text = one.text.clone();
            one.year().map(|year| Break { year, text })
        });
        breaks.collect()
    }
}

impl Rate {
    /// The cases.
    #[must_use]
    pub fn count(&self) -> Count {
        self.count
    }

    /// What they are counted over.
    #[must_use]
    pub fn over(&self) -> &Denominator {
        &self.over
    }

    /// Cases for every thousand.
    #[must_use]
    pub fn per_thousand(&self) -> f64 {
        self.per_thousand
    }

    /// Within 95 %, chance and rounding included.
    #[must_use]
    pub fn interval(&self) -> Range {
        self.interval
    }
}

impl Flag {
    /// The year it is about, if it is about one.
    #[must_use]
    pub fn year(&self) -> Option<i32> {
        match self {
            Self::Total { year, .. }
            | Self::NotCounted { year, .. }
            | Self::Months { year, .. } => Some(*year),
            Self::Column { .. } => None,
        }
    }

    /// In a sentence.
    #[must_use]
    pub fn text(&self) -> Text {
        let (nl, en) = match self {
            Self::Total {
                year,
                published,
                rows,
            } => (
                format!(
                    "{year}: het gepubliceerde totaal is {published}, maar de rijen tellen op tot {rows}. De aandelen zijn van de opgetelde rijen."
                ),
                format!(
                    "{year}: the published total is {published}, but the rows add up to {rows}. Shares are of the added rows."
                ),
            ),
            Self::NotCounted { year, row } => (
                format!("{year}: de rij ‘{row}’ heeft geen cijfer. Dat is iets anders dan nul."),
                format!("{year}: the row ‘{row}’ has no figure. That is not the same as zero."),
            ),
            Self::Months { year, months } => (
                format!(
                    "{year}: {} in de cijfers, niet het hele jaar.",
                    months_nl(*months)
                ),
                format!("{year}: the figures hold {months} of 12 months."),
            ),
            Self::Column { heading } => (
                format!("De kolom ‘{heading}’ van de tabel is niet beschreven en niet gelezen."),
                format!("The column ‘{heading}’ of the table is not described and was not read."),
            ),
        };
        Text { nl, en }
    }
}

fn months_nl(months: u32) -> String {
    match months {
        1 => "er zit 1 maand".to_owned(),
        more => format!("er zitten {more} maanden"),
    }
}
