//! Workbooks: sheets of typed cells, and how they become XLSX, ODS or a zip of CSV files.
//!
//! Text is always written as text and never as a formula, there is no author and no clock, and the
//! same workbook gives the same bytes.

mod book;
mod csv;
mod ods;
mod xlsx;

pub(crate) use book::writable;
pub use book::{Cell, Sheet, SheetError, Workbook};
