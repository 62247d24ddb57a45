//! The desk on the closed side, where a case becomes a story: texts under seal, reviews, pages.
//!
//! The [`vault`] keeps the texts of cases sealed. A review is a list of events in the [`store`];
//! [`drafting`] makes the original that a reviewer sees anew from the sealed text each time. A draft may
//! still hold what was only flagged, and its log what was replaced since: the store is personal data
//! and stays here. The [`gate`] asks what a reader could work out from everything published,
//! and [`release`] hands a story to the open side. The [`pages`] are those of the desk alone: the web
//! server of the open side links none of this.

pub mod app;
pub mod deeds;
pub mod demo;
pub mod drafting;
pub mod filled;
pub mod form;
pub mod gate;
pub mod pages;
pub mod people;
pub mod release;
pub mod store;
pub mod vault;
pub mod words;
