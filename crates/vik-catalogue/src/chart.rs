//! How the result of a query is drawn: the `[chart]` table of its header.

use std::collections::BTreeMap;

use crate::column::{Column, declared};
use crate::reader::Reader;
use crate::words::Localised;

/// How a result is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// The form.
    pub kind: ChartKind,
    /// The column along the horizontal axis.
    pub x: Option<String>,
    /// The column along the vertical axis.
    pub y: Option<String>,
    /// The column that splits it into series.
    pub series: Option<String>,
    /// The lower end of the interval that is drawn.
    pub low: Option<String>,
    /// The upper end of the interval that is drawn.
    pub high: Option<String>,
    /// The columns that only this kind knows, by the word for what they are.
    pub parts: BTreeMap<&'static str, String>,
    /// Whether each panel of small multiples has a scale of its own.
    pub own_scale: bool,
    /// How many series are drawn before the rest is joined.
    pub series_max: Option<u32>,
    /// The text for who does not see it.
    pub alt: Localised,
}

/// The form of a chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChartKind {
    /// Lines over time.
    Line,
    /// Bars.
    Bar,
    /// Stacked bars.
    Stacked,
    /// Dots with intervals.
    Dot,
    /// A grid of shades.
    Heatmap,
    /// Two moments joined by lines.
    Slope,
    /// Rates against exposure, with limits.
    Funnel,
    /// One number.
    Number,
    /// A series in time against its centre and limits.
    Control,
    /// A grid of small icons.
    Icons,
    /// Many small line charts.
    Multiples,
    /// The share finished after so many days.
    Survival,
    /// Before and after an intervention.
    Intervention,
    /// No figure.
    Table,
}

const CHART_KINDS: &[(&str, ChartKind)] = &[
    ("line", ChartKind::Line),
    ("bar", ChartKind::Bar),
    ("stacked", ChartKind::Stacked),
    ("dot", ChartKind::Dot),
    ("heatmap", ChartKind::Heatmap),
    ("slope", ChartKind::Slope),
    ("funnel", ChartKind::Funnel),
    ("number", ChartKind::Number),
    ("control", ChartKind::Control),
    ("icons", ChartKind::Icons),
    ("multiples", ChartKind::Multiples),
    ("survival", ChartKind::Survival),
    ("intervention", ChartKind::Intervention),
    ("table", ChartKind::Table),
];

/// The columns that a kind knows beyond x, y, series and the interval, and whether it needs them.
///
/// A part of another kind is an unknown key, as any typo is.
const PARTS: &[(ChartKind, &[(&str, Need)])] = &[
    (ChartKind::Funnel, &[("centre", Need::May)]),
    (
        ChartKind::Control,
        &[
            ("centre", Need::Must),
            ("lower", Need::May),
            ("upper", Need::May),
            ("segment", Need::May),
            ("signal", Need::May),
            ("filling", Need::May),
            ("nowcast", Need::May),
            ("nowcast_low", Need::May),
            ("nowcast_high", Need::May),
            ("target", Need::May),
        ],
    ),
    (
        ChartKind::Icons,
        &[
            ("variation", Need::Must),
            ("assurance", Need::May),
            ("trend", Need::May),
        ],
    ),
    (
        ChartKind::Survival,
        &[("closed", Need::May), ("norm", Need::May)],
    ),
    (
        ChartKind::Intervention,
        &[
            ("counterfactual", Need::Must),
            ("event", Need::Must),
            ("difference", Need::May),
            ("difference_low", Need::May),
            ("difference_high", Need::May),
        ],
    ),
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Need {
    Must,
    May,
}

const SCALES: &[(&str, bool)] = &[("shared", false), ("own", true)];

/// Reads the `[chart]` table.
pub(crate) fn chart(table: Reader<'_>, columns: &[Column]) -> Chart {
    let column = |key: &'static str| {
        let name = table.optional(key)?;
        declared(&table, key, &name, columns);
        Some(name.value)
    };
    let kind = table
        .choice("kind", CHART_KINDS)
        .unwrap_or(ChartKind::Table);
    let mut parts = BTreeMap::new();
    let known = PARTS.iter().find(|(of, _)| *of == kind);
    for (part, need) in known.map_or(&[][..], |(_, parts)| parts) {
        if *need == Need::Must && table.value(part).is_none() {
            table.missing(part, Some("this kind of chart needs it: name a column"));
        }
        if let Some(name) = column(part) {
            parts.insert(*part, name);
        }
    }
    let chart = Chart {
        kind,
        x: column("x"),
        y: column("y"),
        series: column("series"),
        low: column("low"),
        high: column("high"),
        parts,
        own_scale: kind == ChartKind::Multiples
            && table.value("scale").is_some()
            && table.choice("scale", SCALES).unwrap_or_default(),
        series_max: table
            .value("series_max")
            .map(|_| table.within("series_max", 6, 1, 40) as u32),
        alt: table.localised("alt"),
    };
    // A table draws nothing and an icon is a word; every other kind draws a figure.
    let drawn = !matches!(chart.kind, ChartKind::Table | ChartKind::Icons);
    if drawn && chart.y.is_none() && table.value("y").is_none() {
        table.missing("y", Some("name the column that is drawn"));
    }
    let split = matches!(chart.kind, ChartKind::Icons | ChartKind::Multiples);
    if split && chart.series.is_none() && table.value("series").is_none() {
        table.missing(
            "series",
            Some("name the column that tells the rows or panels apart"),
        );
    }
    table.finish();
    chart
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_charts_know_every_kind_and_every_part() {
        for (word, kind) in CHART_KINDS {
            if *kind != ChartKind::Table {
                assert!(word.parse::<vik_charts::ChartKind>().is_ok(), "{word}");
            }
        }
        for (word, _) in PARTS.iter().flat_map(|(_, parts)| parts.iter()) {
            assert!(word.parse::<vik_charts::Part>().is_ok(), "{word}");
        }
    }

    #[test]
    fn every_part_can_be_named_in_a_header() {
        for part in vik_charts::Part::ALL {
            let mut words = PARTS.iter().flat_map(|(_, parts)| parts.iter());
            assert!(words.any(|(word, _)| *word == part.code()), "{part:?}");
        }
    }
}
