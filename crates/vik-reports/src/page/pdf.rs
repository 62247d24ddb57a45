//! A page as PDF/UA-1 and PDF/A-2a, by Typst.

use serde::Serialize;
use vik_charts::{Mode, Width, draw};
use vik_domain::Language;

use super::block::{Block, Line, Page, Table};
use crate::error::DocumentError;
use crate::legible::legible;
use crate::press::{Extra, Press};
use crate::typefaces::Typefaces;

impl Page {
    /// The page as a tagged PDF on A4, with page numbers and alternative texts. The same page gives
    /// the same bytes.
    ///
    /// # Errors
    /// When a chart cannot be drawn or a page cannot be made of it.
    pub fn to_pdf(&self) -> Result<Vec<u8>, DocumentError> {
        Press::shared().page(self)
    }
}

impl Press {
    /// As [`Page::to_pdf`], with the templates of this press.
    ///
    /// # Errors
    /// As there.
    pub fn page(&self, page: &Page) -> Result<Vec<u8>, DocumentError> {
        let faces = self.faces();
        let mut charts = Vec::new();
        let blocks = page
            .blocks
            .iter()
            .map(|block| BlockView::of(block, faces, &mut charts))
            .collect::<Result<_, _>>()?;
        let view = PageView {
            lang: code(page.language),
            kicker: legible(&page.kicker, faces),
            title: legible(&page.title, faces),
            lines: page.lines.iter().map(|text| legible(text, faces)).collect(),
            foot: legible(&page.foot, faces),
            sheet: super::pick(page.language, "bladzijde", "page"),
            of: super::pick(page.language, "van", "of"),
            blocks,
        };
        let printed = self.print_with("page.typ", &view, page.dated, &[&page.kicker], charts)?;
        Ok(printed.pdf)
    }
}

/// What the template reads.
#[derive(Serialize)]
struct PageView {
    lang: &'static str,
    kicker: String,
    title: String,
    lines: Vec<String>,
    foot: String,
    sheet: &'static str,
    of: &'static str,
    blocks: Vec<BlockView>,
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum BlockView {
    Heading {
        level: u8,
        text: String,
    },
    Paragraph {
        line: LineView,
    },
    Note {
        line: LineView,
    },
    List {
        lines: Vec<LineView>,
    },
    Numbered {
        items: Vec<Vec<LineView>>,
    },
    Terms {
        items: Vec<(LineView, LineView)>,
    },
    Table {
        caption: String,
        heads: Vec<HeadView>,
        rows: Vec<Vec<LineView>>,
    },
    Figure {
        file: String,
        alt: String,
        caption: String,
    },
}

#[derive(Serialize)]
struct LineView {
    text: String,
    lang: Option<&'static str>,
}

#[derive(Serialize)]
struct HeadView {
    text: String,
    figures: bool,
    /// The longest word and the longest text of the column, in letters: what its width goes by.
    weight: usize,
}

impl BlockView {
    fn of(
        block: &Block,
        faces: &Typefaces,
        charts: &mut Vec<Extra>,
    ) -> Result<Self, DocumentError> {
        let line = |line: &Line| LineView {
            text: legible(&line.text, faces),
            lang: line.language.map(code),
        };
        Ok(match block {
            Block::Heading(level, text) => Self::Heading {
                // Typst's title is apart from its headings, which begin at 1.
                level: level.saturating_sub(1).max(1),
                text: legible(text, faces),
            },
            Block::Paragraph(text) => Self::Paragraph { line: line(text) },
            Block::Note(text) => Self::Note { line: line(text) },
            Block::List(items) => Self::List {
                lines: items.iter().map(line).collect(),
            },
            Block::Numbered(items) => Self::Numbered {
                items: items
                    .iter()
                    .map(|item| item.iter().map(line).collect())
                    .collect(),
            },
            Block::Terms(items) => Self::Terms {
                items: items.iter().map(|(a, b)| (line(a), line(b))).collect(),
            },
            Block::Table(table) => Self::Table {
                caption: legible(&table.caption, faces),
                heads: heads(table, faces),
                rows: table
                    .rows
                    .iter()
                    .map(|row| row.iter().map(line).collect())
                    .collect(),
            },
            Block::Figure(figure) => {
                let svg = draw(&figure.spec, &figure.data, Width::Wide, Mode::Static);
                let svg = svg.map_err(|_| DocumentError::Chart {
                    place: figure.spec.id.clone(),
                })?;
                let file = format!("chart-{}.svg", charts.len());
                charts.push(Extra {
                    name: file.clone(),
                    bytes: svg.into_bytes(),
                });
                Self::Figure {
                    file,
                    alt: legible(&figure.alt(), faces),
                    caption: legible(&figure.caption, faces),
                }
            }
        })
    }
}

fn heads(table: &Table, faces: &Typefaces) -> Vec<HeadView> {
    let columns = table.columns.iter().enumerate();
    columns
        .map(|(place, head)| {
            let cells = table.rows.iter().filter_map(|row| row.get(place));
            let texts = cells
                .map(|cell| cell.text.as_str())
                .chain([head.text.as_str()]);
            let (mut word, mut whole) = (0, 0);
            for text in texts {
                whole = whole.max(text.chars().count());
                let words = text.split(' ').map(|word| word.chars().count());
                word = word.max(words.max().unwrap_or(0));
            }
            HeadView {
                text: legible(&head.text, faces),
                figures: head.figures,
                weight: (word + 1).max(whole.min(44) / 2),
            }
        })
        .collect()
}

fn code(language: Language) -> &'static str {
    super::pick(language, "nl", "en")
}
