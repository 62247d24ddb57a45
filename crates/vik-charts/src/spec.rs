//! What a chart is asked to show.

use std::collections::BTreeMap;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::{Language, Part};

/// The kinds of chart this crate draws.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ChartKind {
    /// Lines over time, labelled at their ends.
    Line,
    /// Horizontal bars in the order given.
    Bar,
    /// Horizontal bars of equal length, divided into shares.
    Stacked,
    /// Dots with an interval.
    Dot,
    /// A grid of numbers, shaded by quantile.
    Heatmap,
    /// Two moments, joined by a line per series.
    Slope,
    /// Points against their exposure, between limit curves.
    Funnel,
    /// One large figure with its change.
    Number,
    /// A series in time against its centre and limits, with signals marked.
    Control,
    /// A grid of small icons: variation, assurance and trend.
    Icons,
    /// Many small line charts side by side.
    Multiples,
    /// The share that is finished after so many days, beside the norm.
    Survival,
    /// Before and after an intervention, beside what would have been.
    Intervention,
    /// A tiny line without axes, for a card; not a query's own figure.
    Sparkline,
}

impl FromStr for ChartKind {
    type Err = ChartError;

    fn from_str(text: &str) -> Result<Self, ChartError> {
        Ok(match text {
            "line" => Self::Line,
            "bar" => Self::Bar,
            "stacked" => Self::Stacked,
            "dot" => Self::Dot,
            "heatmap" => Self::Heatmap,
            "slope" => Self::Slope,
            "funnel" => Self::Funnel,
            "number" => Self::Number,
            "control" => Self::Control,
            "icons" => Self::Icons,
            "multiples" => Self::Multiples,
            "survival" => Self::Survival,
            "intervention" => Self::Intervention,
            "sparkline" => Self::Sparkline,
            other => return Err(ChartError::UnknownKind(other.to_owned())),
        })
    }
}

/// The two widths each chart is drawn in, because text in a shrunken chart cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Width {
    /// 720 units, for a column of a page.
    Wide,
    /// 380 units, for a telephone or a small tile.
    Narrow,
}

impl Width {
    pub(crate) fn units(self) -> f64 {
        match self {
            Self::Wide => 720.0,
            Self::Narrow => 380.0,
        }
    }

    pub(crate) fn narrow(self) -> bool {
        self == Self::Narrow
    }
}

/// Where the colours come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// CSS classes, coloured by [`stylesheet`](crate::stylesheet).
    Web,
    /// Resolved colours on white, for renderers without CSS variables.
    Static,
}

/// A moment at which a time series stopped being comparable with itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Break {
    /// The period it starts in, as on the x axis: `2024-01` or `2024-Q1`.
    pub at: String,
    /// What changed, in a few words.
    pub text: String,
    /// The series it concerns, as in the data; without one it concerns all. Small multiples mark it in
    /// that panel only.
    #[serde(default)]
    pub series: Option<String>,
}

/// A chart to draw. [`ChartSpec::new`] fills in the defaults.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ChartSpec {
    /// Unique on the page; the first part of every element id.
    pub id: String,
    /// The kind of chart.
    pub kind: ChartKind,
    /// The accessible name.
    pub title: String,
    /// The accessible description; when empty, [`describe`](crate::describe) writes it.
    pub description: String,
    /// The column along the x axis, or of the row labels of a horizontal chart.
    pub x: String,
    /// The column with the figures.
    pub y: String,
    /// The column that tells series apart.
    pub series: Option<String>,
    /// The lower end of the interval.
    pub low: Option<String>,
    /// The upper end of the interval.
    pub high: Option<String>,
    /// The columns of a funnel's limit curves; "99" in a name marks the outer pair, and an ending
    /// "_od" the pair that allows for lasting differences between units (over-dispersion).
    pub limits: Vec<String>,
    /// The columns that only some kinds know.
    pub parts: BTreeMap<Part, String>,
    /// Whether each panel of small multiples has a scale of its own.
    pub own_scale: bool,
    /// The language of every word in the chart.
    pub language: Language,
    /// The unit of the figures, such as `zaken` or `%`.
    pub unit: String,
    /// Decimals of the figures.
    pub decimals: usize,
    /// The most series to draw.
    pub series_max: Option<usize>,
    /// What the reader sees for a code.
    pub labels: BTreeMap<String, String>,
    /// The title of the x axis.
    pub x_title: String,
    /// The title of the y axis; when empty, the unit.
    pub y_title: String,
    /// Breaks in the series.
    pub breaks: Vec<Break>,
}

impl ChartSpec {
    /// A chart with everything but its identity left at the default.
    pub fn new(id: impl Into<String>, kind: ChartKind, title: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            kind,
            title: title.into(),
            description: String::new(),
            x: String::new(),
            y: String::new(),
            series: None,
            low: None,
            high: None,
            limits: Vec::new(),
            parts: BTreeMap::new(),
            own_scale: false,
            language: Language::Dutch,
            unit: String::new(),
            decimals: 0,
            series_max: None,
            labels: BTreeMap::new(),
            x_title: String::new(),
            y_title: String::new(),
            breaks: Vec::new(),
        }
    }

    /// What the reader sees for a code or a period.
    pub(crate) fn label(&self, code: &str) -> String {
        match self.labels.get(code) {
            Some(label) => label.clone(),
            None => crate::format_period(code, self.language),
        }
    }

    /// A figure as the reader sees it, without its unit unless that is a percent sign.
    pub(crate) fn figure(&self, value: f64) -> String {
        self.figure_with(value, self.decimals)
    }

    /// A mean or a limit, which may fall between whole figures.
    pub(crate) fn between(&self, value: f64) -> String {
        let whole = (value - value.round()).abs() < 0.05;
        self.figure_with(value, self.decimals.max(usize::from(!whole)))
    }

    /// A figure with decimals of its own, for an axis.
    pub(crate) fn figure_with(&self, value: f64, decimals: usize) -> String {
        let number = crate::format_number(value, decimals, self.language);
        match (self.unit.as_str(), self.language) {
            ("%", Language::Dutch) => format!("{number} %"),
            ("%", Language::English) => format!("{number}%"),
            _ => number,
        }
    }

    /// The title of the axis of figures.
    pub(crate) fn figure_title(&self) -> &str {
        match (self.y_title.is_empty(), self.unit.as_str()) {
            (false, _) => &self.y_title,
            // Every figure carries its own percent sign.
            (true, "%") => "",
            (true, unit) => unit,
        }
    }
}

/// Why a chart could not be drawn.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ChartError {
    /// The name is not that of a chart.
    #[error(
        "`{0}` is not a kind of chart; choose line, bar, stacked, dot, heatmap, slope, funnel, number, control, icons, multiples, survival, intervention or sparkline"
    )]
    UnknownKind(String),
    /// The name is not that of a part of a chart.
    #[error("`{0}` is not a part of a chart")]
    UnknownPart(String),
    /// The kind of chart cannot do without a column that was not named.
    #[error("this kind of chart needs a column for `{0}`")]
    MissingPart(&'static str),
    /// A column of codes holds a word that its part does not know.
    #[error("column `{0}` holds a word that this kind of chart does not know")]
    UnknownWord(String),
    /// The chart names a column that the data lacks.
    #[error("the data has no column `{0}`")]
    UnknownColumn(String),
    /// A column of figures holds labels.
    #[error("column `{0}` holds text where the chart needs numbers")]
    NotNumbers(String),
    /// There is nothing to draw.
    #[error("there are no rows to draw")]
    Empty,
    /// The drawing library gave up.
    #[error("the chart could not be drawn: {0}")]
    Drawing(String),
}
