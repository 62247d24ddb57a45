//! Rapporten: the report of each period as a page, on paper and as figures; for every reader's eyes.

use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use vik_domain::{Month, Quarter};
use vik_published::OpenSide;
use vik_reports::report::{Half, Hash, Period, Report, View};

use crate::access::Place;
use crate::app::App;
use crate::chrome::Chrome;
use crate::error::WebError;
use crate::fields::Fields;
use crate::pages::signal_words::spoken;
use crate::reporting::{Around, AssembleError, Promises, assemble, promises};
use crate::visit::Visit;

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const ODS: &str = "application/vnd.oasis.opendocument.spreadsheet";

/// Quarters that are offered.
const OFFERED: i32 = 8;

/// Periods in words, each with its address.
type Periods = Vec<(String, String)>;

#[derive(Template)]
#[template(path = "reports.html")]
struct List {
    chrome: Chrome,
    kinds: Vec<(String, String, Periods)>,
    compare: Option<String>,
}

#[derive(Template)]
#[template(path = "report.html")]
struct Page {
    chrome: Chrome,
    all: String,
    views: Vec<(String, &'static str, bool)>,
    files: Vec<(&'static str, String)>,
    sealed: Option<String>,
    hash: String,
    body: String,
}

/// The routes of this file.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/{language}/rapporten", get(list))
        .route("/{language}/rapporten/{name}", get(show))
}

async fn list(visit: Visit, State(app): State<App>) -> Result<Html<String>, WebError> {
    visit.enter(&app, Place::Reports)?;
    let side = visit.figures(&app).await?;
    let quarters = offered(&side);
    let words = spoken(visit.language);
    let entry = |period: Period| {
        (
            period.in_words(words),
            address(&visit, &String::from(period), None),
        )
    };
    let halves = quarters.iter().copied().filter_map(half);
    let page = List {
        compare: Some(visit.address("rapporten/vergelijk", Fields::default()))
            .filter(|_| quarters.len() > 1),
        kinds: vec![
            (
                visit.pick("Kwartaalrapport", "Quarterly report").to_owned(),
                visit.pick("Voor de leiding: drie boodschappen, de keten van melding tot sanctie, signalen en besluiten.", "For leadership: three messages, the chain from report to sanction, signals and decisions.").to_owned(),
                quarters.iter().map(|q| entry(Period::Quarter(*q))).collect(),
            ),
            (
                visit.pick("Halfjaarbericht", "Half-yearly account").to_owned(),
                visit.pick("Voor de Tweede Kamer: dezelfde keten over een half jaar, zonder eenheden.", "For Parliament: the same chain over half a year, without units.").to_owned(),
                halves.map(|h| entry(Period::Half(h))).collect(),
            ),
        ],
        chrome: Chrome::new(&app, &visit, Place::Reports),
    };
    Ok(Html(page.render()?))
}

/// The quarters that reports are offered of, newest first.
pub(crate) fn offered(side: &OpenSide) -> Vec<Quarter> {
    let newest = Month::from_index(side.last_month());
    let quarter = newest.quarter();
    let whole = if quarter.last_month() == newest {
        quarter
    } else {
        quarter.plus(-1)
    };
    let quarters = (0..OFFERED).map(|back| whole.plus(-back));
    quarters
        .filter(|q| q.months()[0].index() >= side.first_month() + 3)
        .collect()
}

/// The half-year that ends with a quarter.
pub(crate) fn half(quarter: Quarter) -> Option<Half> {
    match quarter.number() {
        2 => Half::new(quarter.year(), 1),
        4 => Half::new(quarter.year(), 2),
        _ => None,
    }
}

fn address(visit: &Visit, name: &str, view: Option<View>) -> String {
    let fields = match view {
        Some(view) => Fields::default().with("voor", code(view)),
        None => Fields::default(),
    };
    visit.address(&format!("rapporten/{name}"), fields)
}

fn code(view: View) -> &'static str {
    match view {
        View::Leadership => "leiding",
        View::Staff => "medewerkers",
        View::Parliament => "kamer",
    }
}

/// For whose eyes: what the address says, else whom the report is for.
fn view(visit: &Visit, period: Period) -> View {
    let asked = visit.fields.get("voor");
    let known = View::ALL
        .into_iter()
        .find(|view| Some(code(*view)) == asked);
    known.unwrap_or(match period {
        Period::Quarter(_) => View::Leadership,
        Period::Half(_) => View::Parliament,
    })
}

async fn show(
    visit: Visit,
    Path((_, name)): Path<(String, String)>,
    State(app): State<App>,
) -> Result<Response, WebError> {
    visit.enter(&app, Place::Reports)?;
    let (stem, form) = name.split_once('.').unwrap_or((&name, ""));
    let period = Period::try_from(stem.to_owned()).map_err(|_| WebError::missing())?;
    let (report, sealed) = found(&app, &visit, period).await?;
    let (view, language) = (view(&visit, period), spoken(visit.language));
    let broken = |e: &dyn std::fmt::Display| WebError::broken(e.to_string());
    let (kind, bytes) = match form {
        "" => return Ok(Html(page(&app, &visit, &report, view, sealed)?).into_response()),
        "pdf" => {
            let page = report.page(language, view).map_err(|e| broken(&e))?;
            let pdf = app.print(move || page.to_pdf()).await?;
            ("application/pdf", pdf)
        }
        "json" => (
            "application/json",
            report.to_bytes().map_err(|e| broken(&e))?,
        ),
        "xlsx" | "ods" | "zip" => {
            let book = report.sheets(language, view).map_err(|e| broken(&e))?;
            let (kind, bytes) = match form {
                "xlsx" => (XLSX, book.to_xlsx()),
                "ods" => (ODS, book.to_ods()),
                _ => ("application/zip", book.to_csv_zip()),
            };
            (kind, bytes.map_err(|e| broken(&e))?)
        }
        _ => return Err(WebError::missing()),
    };
    let headers = [
        (CONTENT_TYPE, kind.to_owned()),
        (
            CONTENT_DISPOSITION,
            format!(
                "attachment; filename=\"{}-{stem}.{form}\"",
                visit.pick("rapport", "report")
            ),
        ),
    ];
    Ok((headers, bytes).into_response())
}

/// The report of a period: as it was sealed, else as it would be now.
pub(super) async fn found(
    app: &App,
    visit: &Visit,
    period: Period,
) -> Result<(Report, Option<u64>), WebError> {
    let source = visit.source(app)?;
    let name = String::from(period);
    for sealed in source.reports()?.into_iter().rev() {
        let report =
            Report::from_bytes(&sealed.bytes).map_err(|e| WebError::broken(e.to_string()))?;
        if String::from(report.period) == name {
            return Ok((report, Some(sealed.number)));
        }
    }
    let side = visit.figures(app).await?;
    let standings = match &app.decisions {
        Some(decisions) => decisions.standings(&source.id)?,
        None => Default::default(),
    };
    let promises = match &app.decisions {
        Some(decisions) => promises(decisions.folder(), &source.id, side.reference(), period)
            .map_err(|e| WebError::broken(e.to_string()))?,
        None => Promises::default(),
    };
    let around = Around {
        standings,
        promises,
        ..Around::default()
    };
    match assemble(&app.catalogue, &side, period, around).await {
        Ok(report) => Ok((report, None)),
        Err(AssembleError::Period(_)) => Err(WebError::new(
            axum::http::StatusCode::NOT_FOUND,
            "Van deze periode zijn nog niet alle maanden vrijgegeven. Kies een andere periode.",
            "Not every month of this period has been released yet. Choose another period.",
        )),
        Err(error) => Err(WebError::broken(error.to_string())),
    }
}

fn page(
    app: &App,
    visit: &Visit,
    report: &Report,
    view: View,
    sealed: Option<u64>,
) -> Result<String, WebError> {
    let name = String::from(report.period);
    let broken = |e: &dyn std::fmt::Display| WebError::broken(e.to_string());
    let hash: Hash = report.hash().map_err(|e| broken(&e))?;
    let words = |view| match view {
        View::Leadership => visit.pick("de leiding", "leadership"),
        View::Staff => visit.pick("medewerkers", "staff"),
        View::Parliament => visit.pick("de Tweede Kamer", "Parliament"),
    };
    let mut chrome = Chrome::new(app, visit, Place::Reports);
    let what = match report.period {
        Period::Quarter(_) => visit.pick("Kwartaalrapport over", "Quarterly report on"),
        Period::Half(_) => visit.pick("Halfjaarbericht over", "Half-yearly account of"),
    };
    chrome.title = format!("{what} {}", report.period.in_words(spoken(visit.language)));
    let file = |form: &str| address(visit, &format!("{name}.{form}"), Some(view));
    let page = Page {
        all: address(visit, "", None),
        views: View::ALL
            .into_iter()
            .map(|each| (address(visit, &name, Some(each)), words(each), each == view))
            .collect(),
        files: [
            ("PDF", "pdf"),
            ("Excel", "xlsx"),
            ("ODS", "ods"),
            ("CSV", "zip"),
            ("JSON", "json"),
        ]
        .map(|(label, form)| (label, file(form)))
        .into(),
        sealed: sealed.map(|number| number.to_string()),
        hash: hash.to_string(),
        body: report
            .page(spoken(visit.language), view)
            .map_err(|e| broken(&e))?
            .to_html()
            .map_err(|e| broken(&e))?,
        chrome,
    };
    Ok(page.render()?)
}
