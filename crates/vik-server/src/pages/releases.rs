//! Vrijgave: what was released to whom, what was refused and why, and what an attack on it found.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::Html;
use axum::routing::get;
use vik_disclosure::attack::Counts;
use vik_disclosure::{ReleaseRecord, verify_chain};
use vik_domain::Quarter;
use vik_published::Refused;

use crate::access::Place;
use crate::app::App;
use crate::attack_picture;
use crate::chrome::Chrome;
use crate::error::WebError;
use crate::format;
use crate::library::Library;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "releases.html")]
struct Page {
    chrome: Chrome,
    org: String,
    chosen_org: Option<String>,
    whole: bool,
    attack: Option<Attack>,
    refused: Vec<Refused>,
    releases: Vec<Shown>,
    stories: Vec<Story>,
}

/// A story that passed the gate.
struct Story {
    number: u64,
    told: String,
    cases: String,
    policy: String,
    withdrawn: Option<String>,
    hash: String,
    start: String,
}

struct Shown {
    number: u64,
    period: String,
    audience: &'static str,
    base: String,
    cubes: usize,
    names: String,
    policy: String,
    warehouse: String,
    hash: String,
    start: String,
}

/// What the last attack found.
struct Attack {
    release: u64,
    behind: bool,
    statements: String,
    figure: Option<String>,
    rows: Vec<AttackRow>,
}

/// One attacker.
struct AttackRow {
    name: String,
    cells: String,
    exact: String,
    existence: String,
    narrow: String,
    open: String,
}

/// The routes of this file.
pub fn routes() -> Router<App> {
    Router::new().route("/{language}/vrijgave", get(show))
}

async fn show(visit: Visit, State(app): State<App>) -> Result<Html<String>, WebError> {
    visit.enter(&app, Place::Releases)?;
    let side = visit.figures(&app).await?;
    let source = visit.source(&app)?;
    let records = side.releases();
    let releases = records.iter().rev().map(|record| Shown {
        number: record.number,
        period: vik_charts::format_period(&record.period, crate::figure::language(visit.language)),
        audience: if record.period.parse::<Quarter>().is_ok() {
            visit.pick("leiding en analisten", "leadership and analysts")
        } else {
            visit.pick("analisten", "analysts")
        },
        base: record
            .proof
            .as_ref()
            .map_or_else(String::new, |proof| proof.base.to_string()),
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
        stories: stories(&visit, source.library(side.reference())?.as_ref()),
        whole: verify_chain(records).is_ok(),
        attack: attack(&visit, source.attack()?, side.version()),
        refused: source.refusals()?,
        org: visit.organisation(),
        chosen_org: visit.fields.get("org").map(str::to_owned),
        chrome: Chrome::new(&app, &visit, Place::Releases),
    };
    Ok(Html(page.render()?))
}

/// Every story ever released, the newest first; of one that was withdrawn, that it was.
fn stories(visit: &Visit, library: &Library) -> Vec<Story> {
    let story = |record: &ReleaseRecord, told: &str, withdrawn: Option<String>| Story {
        number: record.number,
        told: told.to_owned(),
        cases: record
            .period
            .replace("..", visit.pick(" tot en met ", " to ")),
        policy: record.policy_version.clone(),
        withdrawn,
        start: record.hash.get(..12).unwrap_or(&record.hash).to_owned(),
        hash: record.hash.clone(),
    };
    let standing = library
        .standing()
        .map(|one| story(&one.record, &one.released, None));
    let gone = library
        .withdrawn()
        .map(|one| story(&one.record, "", Some(one.month.clone())));
    let mut all: Vec<Story> = standing.chain(gone).collect();
    all.sort_by_key(|one| std::cmp::Reverse(one.number));
    all
}

fn attack(
    visit: &Visit,
    kept: Option<(u64, vik_disclosure::attack::Report)>,
    newest: u64,
) -> Option<Attack> {
    let (release, report) = kept?;
    let number = |count: usize| format::number(count as f64, 0, visit.language);
    let row = |(name, counts): &(String, Counts)| AttackRow {
        name: name.clone(),
        cells: number(counts.cells),
        exact: number(counts.exact),
        existence: number(counts.existence),
        narrow: number(counts.narrow),
        open: number(counts.open),
    };
    let attackers = attack_picture::attackers(&report, visit.language);
    Some(Attack {
        release,
        behind: release < newest,
        statements: number(report.statements),
        figure: attack_picture::draw(&report, visit.language),
        rows: attackers.iter().map(row).collect(),
    })
}
