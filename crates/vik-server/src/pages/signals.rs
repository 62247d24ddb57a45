//! Signalen: what stands out now, what stood out before, and how often that turned out right.

use std::collections::BTreeMap;

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::Html;
use axum::routing::get;
use vik_catalogue::{Language, Role};
use vik_charts::{ChartData, ChartKind, ChartSpec, Part, Values};
use vik_published::{OpenSide, Reference};
use vik_signals::budget::{BUDGETS, USUAL};
use vik_signals::episode::episodes;
use vik_signals::{Episode, sentence};

use crate::access::Place;
use crate::app::App;
use crate::chrome::Chrome;
use crate::decisions::{Standing, hit_rate};
use crate::error::WebError;
use crate::fields::Fields;
use crate::pages::dashboards::{self, Shown};
use crate::pages::signal_words::{name, sentence as told_as, spoken, told};
use crate::visit::Visit;
use crate::{figure, format};

/// Cards on the page at most; the list below has them all.
const CARDS: usize = 5;

/// Months on the small line of a card.
const LINE: usize = 24;

#[derive(Template)]
#[template(path = "signals.html")]
struct Page {
    chrome: Chrome,
    org: Option<String>,
    month: String,
    by_chance: String,
    hit_rate: Option<String>,
    budgets: Vec<Budget>,
    cards: Vec<Card>,
    more: usize,
    earlier: Vec<Row>,
    waiting: usize,
    too_few: usize,
    watched: usize,
    dashboards: Vec<Shown>,
}

/// A number of false alarms that can be chosen.
struct Budget {
    index: usize,
    label: String,
    chosen: bool,
}

/// A signal that runs.
struct Card {
    id: String,
    name: String,
    href: String,
    sentence: String,
    beside: String,
    since: String,
    line: Option<String>,
    cautions: Vec<&'static str>,
    decided: Option<String>,
}

/// A signal that ran before.
struct Row {
    name: String,
    href: String,
    first: String,
    last: String,
    decided: Option<String>,
    found: Option<String>,
}

/// The route of this file.
pub fn routes() -> Router<App> {
    Router::new().route("/{language}/signalen", get(show))
}

/// The budget in the address; only an analyst may choose another than the usual one.
pub fn budget(visit: &Visit) -> usize {
    let chosen = visit.fields.get("vals").and_then(|text| text.parse().ok());
    match (visit.reader.role, chosen) {
        (Role::Analyst, Some(index)) if index < BUDGETS.len() => index,
        _ => USUAL,
    }
}

/// The address of a signal, or of all of them without a name, at the sensitivity that was chosen.
pub fn address(visit: &Visit, id: &str) -> String {
    let fields = match visit.fields.get("vals") {
        Some(chosen) => Fields::default().with("vals", chosen),
        None => Fields::default(),
    };
    visit.address(&format!("signalen/{id}"), fields)
}

async fn show(visit: Visit, State(app): State<App>) -> Result<Html<String>, WebError> {
    visit.enter(&app, Place::Signals)?;
    let side = visit.figures(&app).await?;
    let (reference, language) = (side.reference(), visit.language);
    let index = budget(&visit);
    let all = episodes(side.watches(), index);
    let standings = standings(&app, &visit)?;
    let (running, earlier): (Vec<&Episode<'_>>, Vec<_>) = all.iter().partition(|e| e.running);
    let mut cards = Vec::new();
    for episode in running.iter().take(CARDS) {
        let standing = standings.get(&episode.id());
        cards.push(card(&visit, &side, episode, standing).await?);
    }
    let newest = side.watches().last();
    let count = |keep: &dyn Fn(&vik_signals::Seen) -> bool| {
        newest.map_or(0, |watch| watch.series.iter().filter(|s| keep(s)).count())
    };
    let watched = count(&|_| true);
    let page = Page {
        org: visit.fields.get("org").map(str::to_owned),
        month: newest.map_or_else(String::new, |w| format::month(&w.month, language)),
        by_chance: sentence::expected_by_chance(watched, BUDGETS[index], spoken(language)),
        hit_rate: told_hit_rate(&standings, &visit),
        budgets: budgets(&visit, index),
        more: running.len().saturating_sub(CARDS),
        earlier: running
            .iter()
            .skip(CARDS)
            .chain(&earlier)
            .map(|episode| row(&visit, reference, episode, standings.get(&episode.id())))
            .collect(),
        waiting: count(&|s| s.held),
        too_few: count(&|s| s.power < 0.5 && !s.held),
        watched,
        cards,
        dashboards: dashboards::shown(&app, &side, &visit, "signalen").await?,
        chrome: Chrome::new(&app, &visit, Place::Signals),
    };
    Ok(Html(page.render()?))
}

/// Where the signals of the chosen organisation stand; nothing without a folder for decisions.
fn standings(app: &App, visit: &Visit) -> Result<BTreeMap<String, Standing>, WebError> {
    let Some(decisions) = &app.decisions else {
        return Ok(BTreeMap::new());
    };
    Ok(decisions.standings(&visit.source(app)?.id)?)
}

/// Few false alarms first, for who may choose.
fn budgets(visit: &Visit, chosen: usize) -> Vec<Budget> {
    if visit.reader.role != Role::Analyst {
        return Vec::new();
    }
    let each = BUDGETS.into_iter().enumerate();
    each.map(|(index, alarms)| Budget {
        index,
        label: format!(
            "{} {}",
            format::number(alarms, if alarms < 1.0 { 2 } else { 0 }, visit.language),
            visit.pick("per maand", "a month")
        ),
        chosen: index == chosen,
    })
    .collect()
}

fn told_hit_rate(standings: &BTreeMap<String, Standing>, visit: &Visit) -> Option<String> {
    let (hits, all) = hit_rate(standings.values());
    let sentence = match visit.language {
        Language::Dutch => {
            format!("Van {all} signalen die zijn uitgezocht, was er bij {hits} iets aan de hand.")
        }
        Language::English => {
            format!("Of {all} signals that were followed up, {hits} had something to them.")
        }
    };
    (all > 0).then_some(sentence)
}

async fn card(
    visit: &Visit,
    side: &OpenSide,
    episode: &Episode<'_>,
    standing: Option<&Standing>,
) -> Result<Card, WebError> {
    let (reference, language) = (side.reference(), visit.language);
    let words = spoken(language);
    let name = name(&episode.scope, reference, language);
    let decided = standing.and_then(|s| s.decided.as_ref());
    Ok(Card {
        href: address(visit, &episode.id()),
        sentence: told_as(episode, reference, language),
        beside: sentence::beside(episode.seen, words),
        since: format::month(episode.first, language),
        line: line(visit, side, episode, &name).await?,
        cautions: episode
            .seen
            .cautions
            .iter()
            .map(|c| sentence::caution(*c, words))
            .collect(),
        decided: decided.map(|line| told(line, reference, language)),
        id: format!("k-{}", episode.id().replace('.', "-")),
        name,
    })
}

/// Two years of the series as a small line.
async fn line(
    visit: &Visit,
    side: &OpenSide,
    episode: &Episode<'_>,
    name: &str,
) -> Result<Option<String>, WebError> {
    let months = side.history(&episode.scope, episode.last, LINE).await?;
    let label = |at: usize| side.month(at).to_string();
    let mut spec = ChartSpec::new(
        format!("vonk-{}", episode.id().replace('.', "-")),
        ChartKind::Sparkline,
        name,
    );
    spec.x = "month".to_owned();
    spec.y = "cases".to_owned();
    spec.low = Some("low".to_owned());
    spec.high = Some("high".to_owned());
    spec.language = figure::language(visit.language);
    spec.unit = visit.pick("zaken", "cases").to_owned();
    let numbers = |pick: fn(&vik_signals::history::Expected) -> f64| {
        Values::Numbers(months.iter().map(|m| Some(pick(m))).collect())
    };
    let data = ChartData::new()
        .column(
            "month",
            Values::Labels(months.iter().map(|m| Some(label(m.at))).collect()),
        )
        .column("cases", numbers(|m| m.observed))
        .column("expected", numbers(|m| m.expected))
        .column("low", numbers(|m| m.low))
        .column("high", numbers(|m| m.high));
    Ok(vik_charts::draw_both(&spec.part(Part::Centre, "expected"), &data).ok())
}

fn row(
    visit: &Visit,
    reference: &Reference,
    episode: &Episode<'_>,
    standing: Option<&Standing>,
) -> Row {
    let language = visit.language;
    let words = |line: Option<&crate::decisions::Line>| line.map(|l| told(l, reference, language));
    Row {
        name: name(&episode.scope, reference, language),
        href: address(visit, &episode.id()),
        first: format::month(episode.first, language),
        last: format::month(episode.last, language),
        decided: words(standing.and_then(|s| s.decided.as_ref())),
        found: words(standing.and_then(|s| s.found.as_ref())),
    }
}
