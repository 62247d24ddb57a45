//! Rapporten vergelijken: two reports side by side, figure by figure.
//!
//! Each is a period, taken from the archive where it is signed and made as a preview where it is not, or
//! a number of the archive, for an earlier edition.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::Html;
use axum::routing::get;
use vik_published::OpenSide;
use vik_reports::report::{Period, Report, compare};

use crate::access::Place;
use crate::app::App;
use crate::chrome::Chrome;
use crate::error::WebError;
use crate::fields::Fields;
use crate::pages::reports::{found, half, offered};
use crate::pages::signal_words::spoken;
use crate::visit::Visit;

/// A report in the lists: its name in the address, what it is called, and whether it is chosen.
type Offer = (String, String, bool);

#[derive(Template)]
#[template(path = "report_compare.html")]
struct Page {
    chrome: Chrome,
    all: String,
    org: Option<String>,
    old: Vec<Offer>,
    new: Vec<Offer>,
    body: Option<String>,
    problem: Option<&'static str>,
}

/// The route of this file.
pub fn routes() -> Router<App> {
    Router::new().route("/{language}/rapporten/vergelijk", get(show))
}

async fn show(visit: Visit, State(app): State<App>) -> Result<Html<String>, WebError> {
    visit.enter(&app, Place::Reports)?;
    let side = visit.figures(&app).await?;
    let names = names(&app, &visit, &side)?;
    let chosen = |field: &str, otherwise: usize| {
        let asked = visit.fields.get(field);
        let known = names.iter().find(|(name, _)| Some(name.as_str()) == asked);
        known
            .or(names.get(otherwise))
            .map(|(name, _)| name.clone())
            .unwrap_or_default()
    };
    let (new, old) = (chosen("nieuw", 0), chosen("oud", 1));
    let offers = |chosen: &str| -> Vec<Offer> {
        let offer =
            |(name, words): &(String, String)| (name.clone(), words.clone(), name == chosen);
        names.iter().map(offer).collect()
    };
    let asked = visit.fields.get("oud").is_some() && visit.fields.get("nieuw").is_some();
    let (mut body, mut problem) = (None, None);
    if asked && old == new {
        problem = Some(visit.pick(
            "Kies twee verschillende rapporten.",
            "Choose two different reports.",
        ));
    } else if asked {
        let (before, after) = (
            one(&app, &visit, &old).await?,
            one(&app, &visit, &new).await?,
        );
        let page = compare(&before, &after).page(spoken(visit.language));
        body = Some(
            page.to_html()
                .map_err(|e| WebError::broken(e.to_string()))?,
        );
    }
    let mut chrome = Chrome::new(&app, &visit, Place::Reports);
    chrome.title = visit
        .pick("Rapporten vergelijken", "Compare reports")
        .to_owned();
    let page = Page {
        chrome,
        all: visit.address("rapporten", Fields::default()),
        org: visit.fields.get("org").map(str::to_owned),
        old: offers(&old),
        new: offers(&new),
        body,
        problem,
    };
    Ok(Html(page.render()?))
}

/// Everything that can be compared, newest first: periods, and earlier editions by number.
fn names(app: &App, visit: &Visit, side: &OpenSide) -> Result<Vec<(String, String)>, WebError> {
    let words = spoken(visit.language);
    let quarters = offered(side);
    let halves = quarters.iter().copied().filter_map(half).map(Period::Half);
    let periods = quarters.iter().copied().map(Period::Quarter).chain(halves);
    let mut names: Vec<(String, String)> = periods
        .map(|period| (String::from(period), period.in_words(words)))
        .collect();
    for sealed in visit.source(app)?.reports()?.iter().rev() {
        let report = read(&sealed.bytes)?;
        let called = visit.pick("uit het archief, nummer", "from the archive, number");
        names.push((
            format!("nr-{}", sealed.number),
            format!(
                "{} ({called} {})",
                report.period.in_words(words),
                sealed.number
            ),
        ));
    }
    Ok(names)
}

async fn one(app: &App, visit: &Visit, name: &str) -> Result<Report, WebError> {
    if let Some(number) = name.strip_prefix("nr-") {
        let reports = visit.source(app)?.reports()?;
        let known = reports.iter().find(|r| r.number.to_string() == number);
        return read(&known.ok_or_else(WebError::missing)?.bytes);
    }
    let period = Period::try_from(name.to_owned()).map_err(|_| WebError::missing())?;
    Ok(found(app, visit, period).await?.0)
}

fn read(bytes: &[u8]) -> Result<Report, WebError> {
    Report::from_bytes(bytes).map_err(|e| WebError::broken(e.to_string()))
}
