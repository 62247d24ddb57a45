//! A page as a fragment of HTML, to stand inside a page of the server.

use askama::Template;
use vik_charts::draw_both;
use vik_domain::Language;

use super::block::{Block, Line, Page};
use crate::error::DocumentError;

/// The fragment's template. It is checked at build time and escapes every text.
#[derive(Template)]
#[template(path = "page.html")]
struct Fragment<'a> {
    page: &'a Page,
    parts: Vec<Part<'a>>,
}

/// A block with what HTML needs beyond it.
struct Part<'a> {
    block: &'a Block,
    /// The id of a heading, by its place: stable, and no text of the page can clash with it.
    id: String,
    /// The charts, drawn.
    svg: String,
}

impl Page {
    /// An `<article>` with a heading of level 1, sections below it, tables and
    /// charts as SVG with the classes of `vik_charts::stylesheet`.
    ///
    /// No text is trusted; the charts escape their own.
    ///
    /// # Errors
    /// When a chart cannot be drawn.
    pub fn to_html(&self) -> Result<String, DocumentError> {
        let drawn = self.blocks.iter().enumerate().map(|(place, block)| {
            let svg = match block {
                Block::Figure(figure) => {
                    draw_both(&figure.spec, &figure.data).map_err(|_| DocumentError::Chart {
                        place: figure.spec.id.clone(),
                    })?
                }
                _ => String::new(),
            };
            Ok(Part {
                block,
                id: format!("d{place}"),
                svg,
            })
        });
        let fragment = Fragment {
            page: self,
            parts: drawn.collect::<Result<_, DocumentError>>()?,
        };
        fragment.render().map_err(|_| DocumentError::Page)
    }
}

/// The attribute for text in another language than the page; empty for none.
fn lang(line: &Line) -> &'static str {
    match line.language {
        None => "",
        Some(Language::Dutch) => "nl",
        Some(Language::English) => "en",
    }
}

/// The code of the page's language.
fn code(page: &Page) -> &'static str {
    super::pick(page.language, "nl", "en")
}
