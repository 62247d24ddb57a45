//! The words of an integrity department, as types and tables.
//!
//! The story of this crate: a *case* is described by the [`Contract`], whose fields take their
//! codes from [`CodeLists`]. At the border the [`Treatment`] register says what happens to every
//! field, [`Hierarchies`] turn days and scores into bands, and what is left is a row of
//! [`warehouse::COLUMNS`]. [`Month`] and [`Quarter`] are the periods in which rows are counted,
//! an [`Organisation`] says which code lists it uses, and the [`Glossary`] joins the English of
//! the code to the Dutch on the page.
//!
//! Everything here is data and arithmetic: no input, no output, no clock, and nowhere to put a
//! name.

mod bands;
pub mod civil;
mod codelist;
mod contract;
mod glossary;
mod indicators;
mod organisation;
mod period;
mod text;
mod treatment;
pub mod warehouse;

pub use bands::{Band, Bands, Hierarchies, HierarchyError};
pub use codelist::{Code, CodeList, CodeListError, CodeLists, Crosswalk};
pub use contract::{Contract, ContractError, Field, Kind, Level};
pub use glossary::{Glossary, Term};
pub use indicators::{Indicator, Indicators, ServedBy};
pub use organisation::{Organisation, OrganisationError};
pub use period::{Month, PeriodError, Quarter};
pub use text::{Language, Text};
pub use treatment::{FieldTreatment, Treatment, TreatmentError, TreatmentKind};
