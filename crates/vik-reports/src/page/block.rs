//! A page between data and paper: what is said, before it becomes HTML or PDF.
//!
//! Web page and PDF are made from the same value, so they cannot say different things.

use vik_charts::{ChartData, ChartSpec};
use vik_domain::{Language, Month};

/// A page: title, a few lines under it, and blocks.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// The language of everything that does not say otherwise.
    pub language: Language,
    /// What it is, as "Kwartaalrapport".
    pub kicker: String,
    /// Its title.
    pub title: String,
    /// Lines under the title.
    pub lines: Vec<String>,
    /// What stands at the foot of each sheet.
    pub foot: String,
    /// The first of this month is the date of the document.
    pub dated: Month,
    /// The content.
    pub blocks: Vec<Block>,
}

/// A part of a page.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A heading; 2 is a section, 3 a part of one. The title is 1.
    Heading(u8, String),
    /// A paragraph.
    Paragraph(Line),
    /// Something set apart.
    Note(Line),
    /// A list.
    List(Vec<Line>),
    /// A numbered list.
    Numbered(Vec<Vec<Line>>),
    /// Words and what they mean.
    Terms(Vec<(Line, Line)>),
    /// A table.
    Table(Table),
    /// A chart.
    Figure(Box<Figure>),
}

/// Text in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The text.
    pub text: String,
    /// Its language, where that is not the language of the page.
    pub language: Option<Language>,
}

/// A table; the first column names the rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// What it shows.
    pub caption: String,
    /// The heads of the columns.
    pub columns: Vec<Head>,
    /// The rows, each with a cell for every column.
    pub rows: Vec<Vec<Line>>,
}

/// The head of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// What stands there.
    pub text: String,
    /// Whether the cells are figures, which are set right.
    pub figures: bool,
}

/// A chart with the sentence under it.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// What to draw.
    pub spec: ChartSpec,
    /// From what.
    pub data: ChartData,
    /// The sentence under it.
    pub caption: String,
}

impl Figure {
    /// The alternative text.
    pub(crate) fn alt(&self) -> String {
        match self.spec.description.is_empty() {
            true => vik_charts::describe(&self.spec, &self.data),
            false => self.spec.description.clone(),
        }
    }
}

/// What the chart shows, and where its figures are, when there is no table beside it.
pub(crate) fn description(spec: &ChartSpec, data: &ChartData, elsewhere: &str) -> String {
    let text = vik_charts::describe(spec, data);
    let beside = match spec.language {
        vik_charts::Language::Dutch => "Alle cijfers staan in de tabel.",
        vik_charts::Language::English => "All figures are in the table.",
    };
    let text = text.strip_suffix(beside).unwrap_or(&text);
    format!("{} {elsewhere}", text.trim_end())
        .trim_end()
        .to_owned()
}

impl Line {
    /// Text in the language of the page.
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            language: None,
        }
    }
}

impl From<String> for Line {
    fn from(text: String) -> Self {
        Self::new(text)
    }
}

impl From<&str> for Line {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

impl Head {
    /// The head of a column of words.
    pub fn words(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            figures: false,
        }
    }

    /// The head of a column of figures.
    pub fn figures(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            figures: true,
        }
    }
}

/// The language as the charts have it.
pub(crate) fn chart_language(language: Language) -> vik_charts::Language {
    match language {
        Language::Dutch => vik_charts::Language::Dutch,
        Language::English => vik_charts::Language::English,
    }
}

/// One of two texts.
pub(crate) fn pick<T>(language: Language, dutch: T, english: T) -> T {
    match language {
        Language::Dutch => dutch,
        Language::English => english,
    }
}
