//! One tile: the answer, the figure, the table, and what it does not say. Drawn once per release.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use askama::Template;
use vik_catalogue::{
    ChartKind, ColumnRole, DashboardDefinition, Language, QueryDefinition, Tile, TileKind,
};
use vik_published::{Limits, OpenSide, QueryResult, RunError, Value};

use crate::app::App;
use crate::error::{WebError, run_error};
use crate::fields::Fields;
use crate::figure::{self, Wanted};
use crate::rows::TableView;
use crate::{answer, filters, outliers};

#[derive(Template)]
#[template(path = "tile.html")]
struct TilePage<'a> {
    language: Language,
    id: String,
    span: u8,
    title: &'a str,
    description: &'a str,
    answer: Option<String>,
    figure: Option<String>,
    no_figure: Option<String>,
    outside: Option<TableView>,
    outside_id: String,
    table: Option<TableView>,
    open_table: bool,
    reading: &'a str,
    counting: &'a str,
    indicators: String,
    downloads: Vec<(&'static str, String)>,
    workbench: Option<String>,
    problem: Option<String>,
}

impl TilePage<'_> {
    fn t<'t>(&self, nl: &'t str, en: &'t str) -> &'t str {
        crate::language::pick(self.language, nl, en)
    }
}

/// Where a tile stands.
pub struct Spot<'a> {
    /// Its dashboard; none on another page.
    pub dashboard: Option<&'a DashboardDefinition>,
    /// The tile.
    pub tile: &'a Tile,
    /// Its number on the page.
    pub number: usize,
    /// Whether the reader may open the workbench.
    pub workbench: bool,
    /// The organisation, as in an address.
    pub org: &'a str,
}

/// The name in the page of the tile with this number.
#[must_use]
pub fn id(number: usize) -> String {
    format!("tile-{number}")
}

/// Runs a stored query with the texts of its parameters.
///
/// # Errors
/// [`RunError`] of the engine, or of a value that does not fit.
pub async fn run(
    query: &QueryDefinition,
    texts: &BTreeMap<String, Vec<String>>,
    side: &OpenSide,
) -> Result<QueryResult, RunError> {
    let mut values: BTreeMap<String, Value> = BTreeMap::new();
    for parameter in &query.parameters {
        let given = texts
            .get(&parameter.name)
            .map(Vec::as_slice)
            .unwrap_or_default();
        let value = filters::value(parameter.kind, given).ok_or_else(|| RunError::Parameter {
            parameter: format!("${}", parameter.name),
        })?;
        values.insert(parameter.name.clone(), value);
    }
    let limits = Limits {
        time: Duration::from_millis(query.limits.timeout_ms),
        rows: usize::try_from(query.limits.max_rows).unwrap_or(usize::MAX),
        ..Limits::default()
    };
    side.run(&query.sql, &values, limits).await
}

/// The tile as HTML, from the store or drawn now.
///
/// # Errors
/// When the template fails; a query that fails is written out inside the tile.
pub async fn render(
    app: &App,
    side: &OpenSide,
    spot: &Spot<'_>,
    fields: &Fields,
    language: Language,
) -> Result<Arc<str>, WebError> {
    let Some(query) = app.catalogue.query(&spot.tile.query) else {
        return Ok(missing(spot, language)?.into());
    };
    let texts = filters::resolve(query, Some(spot.tile), spot.dashboard, fields, side);
    let key = format!(
        "{}|{}|{}|{}|{texts:?}|{}|{}|{}|{:?}",
        spot.org,
        side.version(),
        query.id,
        query.version,
        language.code(),
        spot.number,
        spot.workbench,
        spot.tile.kind
    );
    if let Some(html) = app.tiles.get(&key) {
        return Ok(html);
    }
    let outcome = run(query, &texts, side).await;
    let lasting = !matches!(outcome, Err(RunError::Time { .. } | RunError::Memory));
    let html: Arc<str> = page(query, spot, &texts, outcome, side, language)?.into();
    if lasting {
        app.tiles.keep(key, html.clone());
    }
    Ok(html)
}

fn page(
    query: &QueryDefinition,
    spot: &Spot<'_>,
    texts: &BTreeMap<String, Vec<String>>,
    outcome: Result<QueryResult, RunError>,
    side: &OpenSide,
    language: Language,
) -> Result<String, WebError> {
    let chosen: Fields = std::iter::once(("org".to_owned(), spot.org.to_owned()))
        .chain(
            texts
                .iter()
                .flat_map(|(name, all)| all.iter().map(move |text| (name.clone(), text.clone()))),
        )
        .collect();
    let download = |form: &str| {
        format!(
            "/{}/tegel/{}/{form}{}",
            language.code(),
            query.id,
            chosen.address()
        )
    };
    let workbench = Fields::default()
        .with("org", spot.org)
        .with("sql", &literal_sql(query, texts));
    let mut page = TilePage {
        language,
        id: id(spot.number),
        span: spot.tile.span.clamp(1, 12),
        title: query.title.get(language),
        description: query.description.get(language),
        answer: None,
        figure: None,
        no_figure: None,
        outside: None,
        outside_id: format!("outside-{}", spot.number),
        table: None,
        open_table: false,
        reading: query.reading.get(language),
        counting: query.counting.get(language),
        indicators: query.indicators.join(", "),
        downloads: [("CSV", "csv"), ("Excel", "xlsx"), ("Parquet", "parquet")]
            .map(|(n, f)| (n, download(f)))
            .into(),
        workbench: spot
            .workbench
            .then(|| format!("/{}/query{}", language.code(), workbench.address())),
        problem: None,
    };
    match outcome {
        Err(error) => {
            let (nl, en) = run_error(&error);
            tracing::warn!(query = query.id, "a tile could not be filled");
            page.problem = Some(if language == Language::Dutch { nl } else { en });
        }
        Ok(result) if result.rows.is_empty() => {}
        Ok(result) => {
            page.answer = answer::sentence(query, &result, side.reference(), language);
            let reference = side.reference();
            let table = TableView::new(&result, &query.columns, reference, language);
            let chart = query.chart.as_ref();
            let alt = chart.and_then(|chart| {
                // Without a text that can be filled, the charts describe what they drew.
                answer::filled(chart.alt.get(language), query, &result, reference, language)
            });
            if let Some(wanted) = wanted(query, spot, alt.as_deref(), texts, language) {
                match figure::draw(&wanted, &result, &query.columns, reference, language) {
                    Ok(svg) => page.figure = Some(svg),
                    Err(reason) => page.no_figure = Some(reason),
                }
                if wanted.kind == vik_charts::ChartKind::Funnel {
                    let found =
                        figure::outliers(&wanted, &result, &query.columns, reference, language);
                    let columns = &query.columns;
                    page.outside =
                        Some(outliers::table(&table, &found, &result, columns, language));
                }
            }
            // A long table would push everything below it out of sight.
            page.open_table = page.figure.is_none() && result.rows.len() <= 40;
            page.table = Some(table);
        }
    }
    Ok(page.render()?)
}

/// What to draw; none for a table.
fn wanted<'a>(
    query: &'a QueryDefinition,
    spot: &Spot<'_>,
    alt: Option<&'a str>,
    texts: &'a BTreeMap<String, Vec<String>>,
    language: Language,
) -> Option<Wanted<'a>> {
    let chart = query.chart.as_ref()?;
    let kind = match spot.tile.kind {
        TileKind::Table => return None,
        TileKind::Number => ChartKind::Number,
        TileKind::Chart => chart.kind,
    };
    let limits = query
        .columns
        .iter()
        .filter(|column| column.role == ColumnRole::Limit);
    // A figure of chosen units stands under the breaks of those units.
    let units = query
        .parameters
        .iter()
        .find(|parameter| parameter.codelist.as_deref() == Some("units"))
        .and_then(|parameter| texts.get(&parameter.name));
    Some(Wanted {
        id: format!("figure-{}", spot.number),
        kind: figure::kind(kind)?,
        title: query.title.get(language),
        alt: alt.unwrap_or_default(),
        x: chart.x.as_deref().unwrap_or_default(),
        y: chart.y.as_deref().unwrap_or_default(),
        series: chart.series.as_deref(),
        low: chart.low.as_deref(),
        high: chart.high.as_deref(),
        limits: limits.map(|column| column.name.clone()).collect(),
        parts: chart
            .parts
            .iter()
            .filter_map(|(word, column)| Some((word.parse().ok()?, column.clone())))
            .collect(),
        own_scale: chart.own_scale,
        series_max: chart.series_max.and_then(|most| usize::try_from(most).ok()),
        units: units.map(Vec::as_slice).unwrap_or_default(),
    })
}

/// The query with its values written in place, for the workbench; there it is text that the reader
/// edits and that runs under the same limits.
fn literal_sql(query: &QueryDefinition, texts: &BTreeMap<String, Vec<String>>) -> String {
    let mut names: Vec<&String> = texts.keys().collect();
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    let mut sql = query.sql.trim().to_owned();
    for name in names {
        let kind = query
            .parameters
            .iter()
            .find(|p| &p.name == name)
            .map(|p| p.kind);
        let value = kind.and_then(|kind| filters::value(kind, &texts[name]));
        let quoted = |text: &str| format!("'{}'", text.replace('\'', "''"));
        let literal = match value {
            Some(Value::Date(day)) => format!("DATE '{day}'"),
            Some(Value::Int(number)) => number.to_string(),
            Some(Value::Text(text)) => quoted(&text),
            Some(Value::TextList(items)) if items.is_empty() => {
                "arrow_cast(make_array(), 'List(Utf8)')".to_owned()
            }
            Some(Value::TextList(items)) => {
                format!(
                    "make_array({})",
                    items
                        .iter()
                        .map(|item| quoted(item))
                        .collect::<Vec<_>>()
                        .join(", ")
                )
            }
            Some(Value::Float(number)) => number.to_string(),
            Some(Value::Bool(flag)) => flag.to_string(),
            None => continue,
        };
        sql = sql.replace(&format!("${name}"), &literal);
    }
    sql
}

fn missing(spot: &Spot<'_>, language: Language) -> Result<String, WebError> {
    let sentence = format!(
        "{} `{}`. {}",
        crate::language::pick(
            language,
            "Deze tegel vraagt een query die er niet is:",
            "This tile asks for a query that does not exist:"
        ),
        spot.tile.query,
        crate::language::pick(
            language,
            "Controleer het dashboard met `vik check`.",
            "Check the dashboard with `vik check`."
        ),
    );
    let page = TilePage {
        language,
        id: id(spot.number),
        span: spot.tile.span.clamp(1, 12),
        title: &spot.tile.query,
        description: "",
        answer: None,
        figure: None,
        no_figure: None,
        outside: None,
        outside_id: String::new(),
        table: None,
        open_table: false,
        reading: "",
        counting: "",
        indicators: String::new(),
        downloads: Vec::new(),
        workbench: None,
        problem: Some(sentence),
    };
    Ok(page.render()?)
}
