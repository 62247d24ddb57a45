//! The desk on the closed side, where a case becomes a story: texts under seal, reviews, pages.
//!
//! The [`vault`] keeps the texts of cases sealed. A review is a list of events in the [`store`]; what
//! a reviewer sees is made anew from the sealed text each time, so that no original is ever kept
//! beside a story. The pages are those of the desk alone; the open side has no way to them.

pub mod vault;
