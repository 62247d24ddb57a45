//! The web server of the open side: pages first, in Dutch and English, that need no script.
//!
//! A request becomes a [`visit`]: a language, a reader and an organisation. A page asks the catalogue
//! for its dashboards, fills each [`tile`] from published figures, and draws answer, figure and table.
//! The stories that were released stand in a [`library`] that can be searched.
//! The [`edge`] puts headers on every response and a page around every error.
//!
//! This crate reaches the published figures and nothing else: it links no code that reads the
//! warehouse, a key or an export.

pub mod access;
pub mod accounts;
pub mod answer;
pub mod app;
pub mod arguments;
pub mod assets;
pub mod attack_picture;
pub mod breaks;
pub mod chrome;
pub mod decisions;
pub mod edge;
pub mod error;
pub mod export;
pub mod fields;
pub mod figure;
pub mod filters;
pub mod format;
pub mod labels;
pub mod language;
pub mod library;
pub mod open_side;
pub mod outliers;
pub mod pages;
pub mod reporting;
pub mod rows;
pub mod search;
pub mod sessions;
pub mod tile;
pub mod today;
pub mod visit;
pub mod work;

pub use app::App;
pub use pages::router;
