//! Every figure of a report as one line: for the data sheet and for comparing.

use vik_domain::Text;

use super::model::{Report, Section};
use super::period::Period;
use super::reading::{Margin, Reading, Unit};

/// One figure.
pub(crate) struct FigureLine<'a> {
    pub(crate) section: Section,
    /// The measure, or `category.CODE.reported`.
    pub(crate) id: String,
    pub(crate) label: &'a Text,
    /// What is counted beyond the label: reported or established, for a category.
    pub(crate) part: Option<Part>,
    pub(crate) period: Period,
    pub(crate) reading: Option<Reading>,
    pub(crate) unit: Unit,
    pub(crate) decimals: u8,
    pub(crate) margin: Margin,
    pub(crate) indicator: &'a str,
    pub(crate) query: &'a str,
    pub(crate) counting: Option<&'a Text>,
}

/// The two counts of a category.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Reported,
    Established,
}

impl Part {
    fn code(self) -> &'static str {
        match self {
            Self::Reported => "reported",
            Self::Established => "established",
        }
    }
}

impl Report {
    /// Every figure, now and before, in the order of the page. A measure that the scorecard repeats
    /// comes once.
    pub(crate) fn figures(&self) -> Vec<FigureLine<'_>> {
        let mut lines: Vec<FigureLine> = Vec::new();
        let mut seen = std::collections::BTreeSet::new();
        for (section, measure) in self.measures() {
            if !seen.insert(measure.id.as_str()) {
                continue;
            }
            for (period, reading) in [
                (self.period, measure.now),
                (self.period.previous(), measure.before),
            ] {
                lines.push(FigureLine {
                    section,
                    id: measure.id.clone(),
                    label: &measure.label,
                    part: None,
                    period,
                    reading,
                    unit: measure.unit,
                    decimals: measure.decimals,
                    margin: measure.margin,
                    indicator: &measure.indicator,
                    query: &measure.query,
                    counting: Some(&measure.counting),
                });
            }
        }
        for row in self.categories.items() {
            for (part, pair) in [
                (Part::Reported, row.reported),
                (Part::Established, row.established),
            ] {
                for (period, reading) in [
                    (self.period, pair.now),
                    (self.period.previous(), pair.before),
                ] {
                    lines.push(FigureLine {
                        section: Section::Categories,
                        id: format!("category.{}.{}", row.code, part.code()),
                        label: &row.label,
                        part: Some(part),
                        period,
                        reading,
                        unit: Unit::Cases,
                        decimals: 0,
                        margin: Margin::Rounding,
                        indicator: "I-61",
                        query: "",
                        counting: None,
                    });
                }
            }
        }
        lines
    }
}
