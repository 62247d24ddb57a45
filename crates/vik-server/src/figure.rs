//! From rows to a drawing: gives `vik-charts` the columns, their words and their breaks.

use std::collections::BTreeMap;

use vik_catalogue::{Column, Language};
use vik_charts::{ChartData, ChartKind, ChartSpec, Part, Values};
use vik_published::{Cell, QueryResult, Reference};

use crate::error::chart_error;
use crate::labels;

/// What to draw.
pub struct Wanted<'a> {
    /// Unique on the page.
    pub id: String,
    /// How.
    pub kind: ChartKind,
    /// The figure's name.
    pub title: &'a str,
    /// The text alternative; empty for one made from the rows.
    pub alt: &'a str,
    /// Column on the horizontal axis.
    pub x: &'a str,
    /// Column with the height.
    pub y: &'a str,
    /// Column that splits into series.
    pub series: Option<&'a str>,
    /// Column with the lower end of the interval.
    pub low: Option<&'a str>,
    /// Column with the upper end.
    pub high: Option<&'a str>,
    /// Columns with limit curves.
    pub limits: Vec<String>,
    /// Columns that only this kind knows.
    pub parts: BTreeMap<Part, String>,
    /// Whether each panel of small multiples has a scale of its own.
    pub own_scale: bool,
    /// Most series.
    pub series_max: Option<usize>,
}

/// The language as the charts know it.
#[must_use]
pub fn language(language: Language) -> vik_charts::Language {
    match language {
        Language::Dutch => vik_charts::Language::Dutch,
        Language::English => vik_charts::Language::English,
    }
}

/// The chart's kind for a definition's kind; a table is not drawn.
#[must_use]
pub fn kind(kind: vik_catalogue::ChartKind) -> Option<ChartKind> {
    use vik_catalogue::ChartKind as K;
    Some(match kind {
        K::Line => ChartKind::Line,
        K::Bar => ChartKind::Bar,
        K::Stacked => ChartKind::Stacked,
        K::Dot => ChartKind::Dot,
        K::Heatmap => ChartKind::Heatmap,
        K::Slope => ChartKind::Slope,
        K::Funnel => ChartKind::Funnel,
        K::Number => ChartKind::Number,
        K::Control => ChartKind::Control,
        K::Icons => ChartKind::Icons,
        K::Multiples => ChartKind::Multiples,
        K::Survival => ChartKind::Survival,
        K::Intervention => ChartKind::Intervention,
        K::Table => return None,
    })
}

/// The drawing, or the reason why there is none.
///
/// # Errors
/// The sentence of `vik-charts`: an unknown column, words where numbers are needed, no rows.
pub fn draw(
    wanted: &Wanted<'_>,
    result: &QueryResult,
    columns: &[Column],
    reference: &Reference,
    reader: Language,
) -> Result<String, String> {
    let described = |name: &str| columns.iter().find(|column| column.name == name);
    let mut spec = ChartSpec::new(wanted.id.as_str(), wanted.kind, wanted.title);
    spec.description = wanted.alt.to_owned();
    spec.x = wanted.x.to_owned();
    spec.y = wanted.y.to_owned();
    spec.series = wanted.series.map(str::to_owned);
    spec.low = wanted.low.map(str::to_owned);
    spec.high = wanted.high.map(str::to_owned);
    spec.limits.clone_from(&wanted.limits);
    spec.parts.clone_from(&wanted.parts);
    spec.own_scale = wanted.own_scale;
    spec.language = language(reader);
    spec.series_max = wanted.series_max;
    if let Some(measure) = described(wanted.y) {
        let unit = measure.unit.as_deref().unwrap_or_default();
        spec.unit = vik_catalogue::unit_word(unit, reader).to_owned();
        spec.decimals = measure.decimals.unwrap_or(0).into();
        spec.y_title = measure.label.get(reader).to_owned();
    }
    spec.x_title = described(wanted.x)
        .map(|column| column.label.get(reader).to_owned())
        .unwrap_or_default();
    let part = |part: Part| wanted.parts.get(&part).map(String::as_str);
    spec.labels = words(
        &[
            Some(wanted.x),
            wanted.series,
            part(Part::Segment),
            part(Part::Signal),
            part(Part::Event),
        ],
        result,
        columns,
        reference,
        reader,
    );
    if matches!(
        wanted.kind,
        ChartKind::Line | ChartKind::Control | ChartKind::Multiples | ChartKind::Intervention
    ) {
        spec.breaks = breaks(wanted.x, result, reference, reader);
    }
    let order = order(wanted, result, columns, reference);
    vik_charts::draw_both(&spec, &data(wanted, result, &order)).map_err(|error| {
        let (nl, en) = chart_error(&error);
        crate::language::pick(reader, &nl, &en).to_owned()
    })
}

/// The rows with their series in the order of the code list: bands from short to long, not from A to Z.
fn order<'a>(
    wanted: &Wanted<'_>,
    result: &'a QueryResult,
    columns: &[Column],
    reference: &Reference,
) -> Vec<&'a Vec<Cell>> {
    let mut rows: Vec<&Vec<Cell>> = result.rows.iter().collect();
    let series = wanted
        .series
        .and_then(|name| columns.iter().find(|c| c.name == name));
    let list = series
        .and_then(|column| column.codelist.as_deref())
        .and_then(|list| reference.lists.get(list));
    let (Some(list), Some(i)) = (list, wanted.series.and_then(|name| result.column(name))) else {
        return rows;
    };
    let Some(x) = result.column(wanted.x) else {
        return rows;
    };
    let across = columns
        .iter()
        .find(|column| {
            column.name == wanted.x && matches!(wanted.kind, ChartKind::Heatmap | ChartKind::Icons)
        })
        .and_then(|column| reference.lists.get(column.codelist.as_deref()?));
    let place = |row: &Vec<Cell>| {
        let first = match across {
            Some(list) => in_list(list, &row[x]),
            None => result.rows.iter().position(|other| other[x] == row[x]),
        };
        (first, in_list(list, &row[i]))
    };
    rows.sort_by_cached_key(|row| place(row));
    rows
}

/// Where a code stands in its list.
fn in_list(list: &vik_domain::CodeList, cell: &Cell) -> Option<usize> {
    let is = |code: &vik_domain::Code| matches!(cell, Cell::Text(text) if *text == code.code);
    list.codes.iter().position(is)
}

/// Columns used as words become labels, the rest numbers.
fn data(wanted: &Wanted<'_>, result: &QueryResult, rows: &[&Vec<Cell>]) -> ChartData {
    let measured = matches!(wanted.kind, ChartKind::Funnel | ChartKind::Survival);
    let worded = |name: &str| (name == wanted.x && !measured) || Some(name) == wanted.series;
    let mut data = ChartData::new();
    for (i, column) in result.columns.iter().enumerate() {
        let cells = rows.iter().filter_map(|row| row.get(i));
        let numeric = rows
            .iter()
            .all(|row| matches!(row.get(i), Some(Cell::Int(_) | Cell::Float(_) | Cell::Null)));
        let values = if worded(&column.name) || !numeric {
            Values::Labels(cells.map(text).collect())
        } else {
            Values::Numbers(cells.map(Cell::number).collect())
        };
        data = data.column(column.name.as_str(), values);
    }
    data
}

fn text(cell: &Cell) -> Option<String> {
    match cell {
        Cell::Null => None,
        Cell::Text(text) => Some(text.clone()),
        // A month is `2024-03` on an axis.
        Cell::Date(iso) => Some(iso.strip_suffix("-01").unwrap_or(iso).to_owned()),
        Cell::Int(number) => Some(number.to_string()),
        Cell::Float(number) => Some(number.to_string()),
        Cell::Bool(flag) => Some(flag.to_string()),
    }
}

fn words(
    names: &[Option<&str>],
    result: &QueryResult,
    columns: &[Column],
    reference: &Reference,
    language: Language,
) -> BTreeMap<String, String> {
    let mut words = BTreeMap::new();
    for name in names.iter().flatten() {
        let list = columns
            .iter()
            .find(|column| column.name == *name)
            .and_then(|column| column.codelist.as_deref());
        let (Some(list), Some(i)) = (list, result.column(name)) else {
            continue;
        };
        for row in &result.rows {
            if let Some(Cell::Text(code)) = row.get(i) {
                words
                    .entry(code.clone())
                    .or_insert_with(|| labels::label(reference, list, code, language));
            }
        }
    }
    words
}

/// The breaks for all units that fall within the axis.
fn breaks(
    x: &str,
    result: &QueryResult,
    reference: &Reference,
    language: Language,
) -> Vec<vik_charts::Break> {
    let Some(i) = result.column(x) else {
        return Vec::new();
    };
    let axis: Vec<String> = result
        .rows
        .iter()
        .filter_map(|row| row.get(i).and_then(text))
        .collect();
    let all = reference.breaks.iter().filter(|b| b.unit == "*");
    all.filter_map(|b| {
        let month = b.month.get(..7)?;
        let quarter = month
            .parse::<vik_domain::Month>()
            .ok()?
            .quarter()
            .to_string();
        let at = axis
            .iter()
            .find(|label| **label == month || **label == quarter)?
            .clone();
        let text = crate::language::pick(language, &b.text.nl, &b.text.en).to_owned();
        Some(vik_charts::Break { at, text })
    })
    .collect()
}
