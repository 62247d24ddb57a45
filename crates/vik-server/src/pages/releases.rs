//! Vrijgave: what was released when, the chain that proves it, and how rounding protects.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::Html;
use axum::routing::get;
use vik_disclosure::verify_chain;

use crate::access::Place;
use crate::app::App;
use crate::chrome::Chrome;
use crate::error::WebError;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "releases.html")]
struct Page {
    chrome: Chrome,
    whole: bool,
    releases: Vec<Shown>,
}

struct Shown {
    number: u64,
    period: String,
    cubes: usize,
    names: String,
    policy: String,
    warehouse: String,
    hash: String,
    start: String,
}

/// The routes of this file.
pub fn routes() -> Router<App> {
    Router::new().route("/{language}/vrijgave", get(show))
}

async fn show(visit: Visit, State(app): State<App>) -> Result<Html<String>, WebError> {
    visit.enter(&app, Place::Releases)?;
    let side = visit.figures(&app).await?;
    let records = side.releases();
    let releases = records.iter().rev().map(|record| Shown {
        number: record.number,
        period: vik_charts::format_period(&record.period, crate::figure::language(visit.language)),
        cubes: record.cubes.len(),
        names: record
            .cubes
            .iter()
            .map(|cube| cube.id.as_str())
            .collect::<Vec<_>>()
            .join(", "),
        policy: record.policy_version.clone(),
        warehouse: record.warehouse_version.clone(),
        start: record.hash.get(..12).unwrap_or(&record.hash).to_owned(),
        hash: record.hash.clone(),
    });
    let page = Page {
        releases: releases.collect(),
        whole: verify_chain(records).is_ok(),
        chrome: Chrome::new(&app, &visit, Place::Releases),
    };
    Ok(Html(page.render()?))
}
