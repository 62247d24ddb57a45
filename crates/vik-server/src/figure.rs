//! From rows to a drawing: gives `vik-charts` the columns, their words and their breaks.

use std::collections::BTreeMap;

use vik_catalogue::{Column, Language};
use vik_charts::{ChartData, ChartKind, ChartSpec, Part, Values};
use vik_published::{Cell, QueryResult, Reference};

use crate::error::chart_error;
use crate::{breaks, labels};

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
    /// The units that the reader chose; none for all. Their own breaks are shown too.
    pub units: &'a [String],
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
    let (spec, data) = prepared(wanted, result, columns, reference, reader);
    vik_charts::draw_both(&spec, &data).map_err(|error| {
        let (nl, en) = chart_error(&error);
        crate::language::pick(reader, &nl, &en).to_owned()
    })
}

/// What is drawn and from what, for a document that draws by itself.
#[must_use]
pub fn prepared(
    wanted: &Wanted<'_>,
    result: &QueryResult,
    columns: &[Column],
    reference: &Reference,
    reader: Language,
) -> (ChartSpec, ChartData) {
    let spec = specified(wanted, result, columns, reference, reader);
    let order = order(wanted, result, columns, reference);
    (spec, data(wanted, result, &order))
}

/// A point outside the limits of a funnel, and its row in the result.
pub struct Outlier {
    /// The number beside its point.
    pub number: usize,
    /// Its row.
    pub row: usize,
    /// The widest pair of limits it lies outside of.
    pub beyond: vik_charts::Pair,
    /// Whether it lies above them.
    pub above: bool,
}

/// The points of a funnel outside its limits, numbered as in the drawing; none for another kind.
#[must_use]
pub fn outliers(
    wanted: &Wanted<'_>,
    result: &QueryResult,
    columns: &[Column],
    reference: &Reference,
    reader: Language,
) -> Vec<Outlier> {
    if wanted.kind != ChartKind::Funnel {
        return Vec::new();
    }
    let spec = specified(wanted, result, columns, reference, reader);
    let order = order(wanted, result, columns, reference);
    let found = vik_charts::outside(&spec, &data(wanted, result, &order)).unwrap_or_default();
    let place = |row: &Vec<Cell>| {
        result
            .rows
            .iter()
            .position(|other| std::ptr::eq(other, row))
    };
    let outliers = found.into_iter().filter_map(|found| {
        Some(Outlier {
            number: found.number,
            row: place(order.get(found.row)?)?,
            beyond: found.beyond,
            above: found.above,
        })
    });
    outliers.collect()
}

fn specified(
    wanted: &Wanted<'_>,
    result: &QueryResult,
    columns: &[Column],
    reference: &Reference,
    reader: Language,
) -> ChartSpec {
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
    let norm = part(Part::Norm).and_then(described);
    if let Some(word) = norm.and_then(|column| column.words.get("norm")) {
        spec.labels
            .insert("norm".to_owned(), word.get(reader).to_owned());
    }
    if matches!(
        wanted.kind,
        ChartKind::Line | ChartKind::Control | ChartKind::Multiples | ChartKind::Intervention
    ) {
        spec.breaks = breaks::breaks(wanted, result, columns, reference, reader);
    }
    spec
}

/// The rows with their series in the order of the code list: bands from short to long, not from A to Z.
fn order<'a>(
    wanted: &Wanted<'_>,
    result: &'a QueryResult,
    columns: &[Column],
    reference: &Reference,
) -> Vec<&'a Vec<Cell>> {
    let mut rows: Vec<&Vec<Cell>> = result.rows.iter().collect();
    if wanted.kind == ChartKind::Dot {
        // Units side by side are no ranking: they stand in the order of their list.
        let listed = columns.iter().find(|c| c.name == wanted.x);
        let list = listed.and_then(|column| reference.list(column.codelist.as_deref()?));
        if let (Some(list), Some(x)) = (list, result.column(wanted.x)) {
            let again = wanted.series.and_then(|name| {
                let column = columns.iter().find(|c| c.name == name)?;
                let codes = reference.list(column.codelist.as_deref()?)?;
                Some((codes, result.column(name)?))
            });
            rows.sort_by_key(|row| {
                let series = again.and_then(|(codes, i)| in_list(codes, &row[i]));
                (in_list(list, &row[x]).unwrap_or(usize::MAX), series)
            });
        }
        return rows;
    }
    let series = wanted
        .series
        .and_then(|name| columns.iter().find(|c| c.name == name));
    let list = series
        .and_then(|column| column.codelist.as_deref())
        .and_then(|list| reference.list(list));
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
        .and_then(|column| reference.list(column.codelist.as_deref()?));
    let place = |row: &Vec<Cell>| {
        let first = match across {
            Some(list) => in_list(list, &row[x]),
            // Every unit has a place of its own along the exposure.
            None if wanted.kind == ChartKind::Funnel => None,
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

/// A cell as it stands on an axis or names a series.
pub(crate) fn text(cell: &Cell) -> Option<String> {
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
        let column = columns.iter().find(|column| column.name == *name);
        let coded = column.filter(|c| c.codelist.is_some() || !c.words.is_empty());
        let (Some(column), Some(i)) = (coded, result.column(name)) else {
            continue;
        };
        for row in &result.rows {
            if let Some(Cell::Text(code)) = row.get(i) {
                words
                    .entry(code.clone())
                    .or_insert_with(|| labels::word(reference, column, code, language));
            }
        }
    }
    words
}
