//! Pages: the value, and how it becomes HTML or PDF.

mod block;
mod html;
mod pdf;

pub use block::{Block, Figure, Head, Line, Page, Table};
pub(crate) use block::{chart_language, description, pick};
