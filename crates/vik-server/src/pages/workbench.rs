//! Query-werkplaats: any `SELECT` over what was published, as table, figure and download.

use std::time::Duration;

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use std::collections::BTreeMap;
use std::sync::LazyLock;
use vik_catalogue::Language;
use vik_published::{
    FunctionEntry, Limits, OpenSide, QueryResult, ResultKind, TableInfo, functions,
};

use crate::access::Place;
use crate::app::App;
use crate::chrome::Chrome;
use crate::error::{WebError, run_error};
use crate::fields::Fields;
use crate::figure::{self, Wanted};
use crate::rows::TableView;
use crate::visit::Visit;

/// What a query in the workbench may use.
pub const LIMITS: Limits = Limits {
    time: Duration::from_secs(10),
    memory: 256 << 20,
    rows: 5_000,
};

/// Longest query in bytes.
pub const LONGEST: usize = 20_000;

const SHOWN: usize = 500;

/// What the session knows beside the engine's own functions; the same for every reader.
static FUNCTIONS: LazyLock<Vec<FunctionEntry>> = LazyLock::new(functions);

#[derive(Template)]
#[template(path = "workbench.html")]
struct Page<'a> {
    chrome: Chrome,
    action: String,
    sql: String,
    kinds: Vec<(&'static str, &'static str, bool)>,
    x: String,
    y: String,
    series: String,
    columns: Vec<String>,
    problem: Option<String>,
    outcome: Option<Outcome>,
    tables: &'a [TableInfo],
    examples: Vec<(&'static str, String)>,
    functions: Vec<(&'static str, Vec<Function>)>,
}

/// A function with the address of its example.
struct Function {
    entry: &'static FunctionEntry,
    example: String,
}

struct Outcome {
    summary: String,
    table: TableView,
    figure: Option<String>,
    no_figure: Option<String>,
    downloads: Vec<(&'static str, String)>,
}

impl Page<'_> {
    fn t<'t>(&self, nl: &'t str, en: &'t str) -> &'t str {
        self.chrome.t(nl, en)
    }
}

/// The routes of this file.
pub fn routes() -> Router<App> {
    Router::new().route("/{language}/query", get(show).post(send))
}

async fn show(visit: Visit, State(app): State<App>) -> Result<Response, WebError> {
    let fields = visit.fields.clone();
    answer(visit, app, &fields).await
}

async fn send(visit: Visit, State(app): State<App>, body: String) -> Result<Response, WebError> {
    answer(visit, app, &Fields::parse(&body)).await
}

async fn answer(visit: Visit, app: App, form: &Fields) -> Result<Response, WebError> {
    visit.enter(&app, Place::Workbench)?;
    let side = visit.figures(&app).await?;
    let sql = form.get("sql").unwrap_or_default().to_owned();
    let field = |name: &str| form.get(name).unwrap_or_default().to_owned();
    let org = visit.source(&app)?.id.clone();
    let address = |sql: &str| {
        Fields::default()
            .with("org", &org)
            .with("sql", sql)
            .address()
    };
    let path = format!("/{}/query", visit.language.code());
    let mut page = Page {
        chrome: Chrome::new(&app, &visit, Place::Workbench),
        action: format!("{path}{}", Fields::default().with("org", &org).address()),
        kinds: kinds(visit.language, form.get("chart").unwrap_or_default()),
        x: field("x"),
        y: field("y"),
        series: field("series"),
        columns: Vec::new(),
        problem: None,
        outcome: None,
        tables: side.tables(),
        examples: examples()
            .map(|(nl, en, sql)| (visit.pick(nl, en), format!("{path}{}", address(sql))))
            .into(),
        functions: function_list(visit.language, |sql| format!("{path}{}", address(sql))),
        sql,
    };
    if !page.sql.is_empty() {
        // A query that was sent by form still follows the reader into the other language.
        let other = crate::language::other(visit.language).code();
        page.chrome.other = format!("/{other}/query{}", address(&page.sql));
    }
    let mut status = StatusCode::OK;
    if !page.sql.is_empty() {
        match run(&page.sql, &side, visit.language).await {
            Ok(result) => {
                page.columns = result
                    .columns
                    .iter()
                    .map(|column| column.name.clone())
                    .collect();
                let mut outcome = show_result(&result, form, &side, visit.language);
                let download = |form: &str| format!("{path}/download/{form}{}", address(&page.sql));
                outcome.downloads = [("CSV", "csv"), ("Excel", "xlsx"), ("Parquet", "parquet")]
                    .map(|(n, f)| (n, download(f)))
                    .into();
                page.outcome = Some(outcome);
            }
            Err(sentence) => {
                status = StatusCode::UNPROCESSABLE_ENTITY;
                page.problem = Some(sentence);
            }
        }
    }
    Ok((status, Html(page.render()?)).into_response())
}

/// Runs what the reader wrote; a mistake is a sentence in the reader's language.
///
/// # Errors
/// The sentence.
pub async fn run(sql: &str, side: &OpenSide, language: Language) -> Result<QueryResult, String> {
    if sql.len() > LONGEST {
        return Err(crate::language::pick(
            language,
            "De query is te lang: hoogstens 20.000 tekens.",
            "The query is too long: at most 20,000 characters.",
        )
        .to_owned());
    }
    side.run(sql.trim().trim_end_matches(';'), &BTreeMap::new(), LIMITS)
        .await
        .map_err(|error| {
            let (nl, en) = run_error(&error);
            if language == Language::Dutch { nl } else { en }
        })
}

fn show_result(
    result: &QueryResult,
    form: &Fields,
    side: &OpenSide,
    language: Language,
) -> Outcome {
    let milliseconds = result.elapsed.as_millis();
    let rows = result.rows.len();
    let summary = match language {
        Language::Dutch => format!("{rows} rijen in {milliseconds} milliseconden."),
        Language::English => format!("{rows} rows in {milliseconds} milliseconds."),
    };
    let drawn = form
        .get("chart")
        .and_then(|kind| kind.parse().ok())
        .map(|kind| {
            let (x, y, series) = axes(result, form);
            let title =
                crate::language::pick(language, "Resultaat van uw query", "Result of your query");
            let wanted = Wanted {
                id: "figure".to_owned(),
                kind,
                title,
                alt: "",
                x: &x,
                y: &y,
                series: series.as_deref(),
                low: None,
                high: None,
                limits: Vec::new(),
                parts: BTreeMap::new(),
                own_scale: false,
                series_max: Some(8),
                units: &[],
            };
            figure::draw(&wanted, result, &[], side.reference(), language)
        });
    let (figure, no_figure) = match drawn {
        Some(Ok(svg)) => (Some(svg), None),
        Some(Err(reason)) => (None, Some(reason)),
        None => (None, None),
    };
    let mut table = TableView::new(result, &[], side.reference(), language);
    table.truncated |= table.rows.len() > SHOWN;
    table.rows.truncate(SHOWN);
    Outcome {
        summary,
        table,
        figure,
        no_figure,
        downloads: Vec::new(),
    }
}

/// The chosen columns, or the likely ones: the first column across, the last number up.
fn axes(result: &QueryResult, form: &Fields) -> (String, String, Option<String>) {
    let first = result
        .columns
        .first()
        .map(|column| column.name.clone())
        .unwrap_or_default();
    let numbers = result
        .columns
        .iter()
        .rev()
        .find(|c| matches!(c.kind, ResultKind::Int | ResultKind::Float));
    let last = numbers
        .map(|column| column.name.clone())
        .unwrap_or_default();
    let chosen = |name: &str| form.get(name).map(str::to_owned);
    (
        chosen("x").unwrap_or(first),
        chosen("y").unwrap_or(last),
        chosen("series"),
    )
}

fn kinds(language: Language, chosen: &str) -> Vec<(&'static str, &'static str, bool)> {
    let all = [
        ("", "geen figuur", "no figure"),
        ("line", "lijn", "line"),
        ("bar", "staven", "bars"),
        ("stacked", "gestapeld tot 100 %", "stacked to 100 %"),
        ("dot", "punten", "dots"),
        ("heatmap", "warmtekaart", "heat map"),
        ("slope", "helling", "slope"),
    ];
    all.into_iter()
        .map(|(code, nl, en)| {
            (
                code,
                crate::language::pick(language, nl, en),
                code == chosen,
            )
        })
        .collect()
}

/// The functions under the headings of their documentation.
fn function_list(
    language: Language,
    address: impl Fn(&str) -> String,
) -> Vec<(&'static str, Vec<Function>)> {
    let headings = FUNCTIONS.chunk_by(|a, b| a.section == b.section);
    headings
        .map(|same| {
            let heading = same.first().map_or("", |entry| entry.section);
            let dutch = match heading {
                "One row" => "Eén rij",
                "Arrays" => "Lijsten",
                "Many rows, one answer" => "Veel rijen, één antwoord",
                "A series, an answer to each row" => "Een reeks, een antwoord per rij",
                other => other,
            };
            let one = |entry: &'static FunctionEntry| Function {
                entry,
                example: address(&entry.example),
            };
            let title = crate::language::pick(language, dutch, heading);
            (title, same.iter().map(one).collect())
        })
        .collect()
}

fn examples() -> [(&'static str, &'static str, &'static str); 3] {
    [
        (
            "Zaken per kwartaal",
            "Cases per quarter",
            "SELECT quarter, sum(cases) AS cases\nFROM cube_unit_issue\nGROUP BY quarter\nORDER BY quarter",
        ),
        (
            "Tien meest voorkomende kwesties, met hun naam",
            "Ten most frequent issues, with their name",
            "SELECT i.name_nl, sum(c.persons) AS persons\nFROM cube_unit_issue AS c\nJOIN issues AS i ON i.issue = c.issue\nGROUP BY i.name_nl\nORDER BY persons DESC\nLIMIT 10",
        ),
        (
            "Betrokkenen per 1.000 fte per eenheid en jaar",
            "Persons per 1,000 FTE by unit and year",
            "WITH persons AS (\n  SELECT unit, year, sum(persons) AS persons FROM cube_unit_issue GROUP BY unit, year\n), fte AS (\n  SELECT unit, date_part('year', month) AS year, avg(fte) AS fte FROM unit_fte GROUP BY 1, 2\n)\nSELECT p.unit, p.year, round(1000 * p.persons / f.fte, 1) AS per_1000_fte\nFROM persons AS p JOIN fte AS f ON f.unit = p.unit AND f.year = p.year\nORDER BY p.unit, p.year",
        ),
    ]
}
