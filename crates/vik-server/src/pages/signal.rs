//! One signal: what was seen, how sure it is, what it does not say, and what the team decided.

use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::get;
use vik_catalogue::Role;
use vik_charts::{Break, ChartData, ChartKind, ChartSpec, Part, Values};
use vik_domain::Month;
use vik_published::OpenSide;
use vik_signals::episode::episodes;
use vik_signals::history::Expected;
use vik_signals::{Episode, sentence};

use crate::access::Place;
use crate::app::App;
use crate::chrome::Chrome;
use crate::decisions::{Deed, Line};
use crate::error::WebError;
use crate::fields::Fields;
use crate::pages::signal_words::{name, outcomes, sentence as told_as, spoken, told, verdicts};
use crate::pages::signals::{address, budget};
use crate::pages::stories;
use crate::visit::Visit;
use crate::{figure, format, labels};

/// Months in the figure.
const MONTHS: usize = 36;

/// Stories beside a signal.
const STORIES: usize = 5;

#[derive(Template)]
#[template(path = "signal.html")]
struct Page {
    chrome: Chrome,
    sentence: String,
    beside: String,
    certainty: String,
    figure: Option<String>,
    facts: Vec<(&'static str, String)>,
    months: Vec<Row>,
    not: Vec<&'static str>,
    stories: Vec<(String, String)>,
    toolkit: Vec<String>,
    lines: Vec<(String, String, String)>,
    all: String,
    form: Option<Form>,
    kept: bool,
}

/// A month of the table.
struct Row {
    month: String,
    cases: String,
    established: String,
    expected: String,
    interval: String,
}

/// What an analyst may fill in.
struct Form {
    action: String,
    verdicts: Vec<(&'static str, &'static str)>,
    outcomes: Vec<(&'static str, &'static str)>,
    units: Vec<(String, String)>,
    dues: Vec<(String, String)>,
}

/// The routes of this file.
pub fn routes() -> Router<App> {
    Router::new().route("/{language}/signalen/{id}", get(show).post(decide))
}

/// The signal with this name at the sensitivity in the address.
fn found<'a>(side: &'a OpenSide, visit: &Visit, id: &str) -> Option<Episode<'a>> {
    episodes(side.watches(), budget(visit))
        .into_iter()
        .find(|episode| episode.id() == id)
}

async fn show(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    State(app): State<App>,
) -> Result<Html<String>, WebError> {
    visit.enter(&app, Place::Signals)?;
    let side = visit.figures(&app).await?;
    let (reference, language) = (side.reference(), visit.language);
    let words = spoken(language);
    let episode = found(&side, &visit, &id).ok_or_else(WebError::missing)?;
    let months = side.history(&episode.scope, episode.last, MONTHS).await?;
    let source = visit.source(&app)?;
    let lines = match &app.decisions {
        Some(decisions) => decisions.lines(&source.id)?.remove(&id).unwrap_or_default(),
        None => Vec::new(),
    };
    let cautions = episode.seen.cautions.iter();
    let library = source.library(reference)?;
    let alike: Vec<_> = library
        .standing()
        .rev()
        .filter(|s| {
            let category = s.story.facets.attributes.get("category");
            category.is_some() && category == episode.scope.category.as_ref()
        })
        .take(STORIES)
        .collect();
    let mut toolkit: Vec<String> = alike.iter().flat_map(|s| s.story.toolkit.clone()).collect();
    toolkit.sort();
    toolkit.dedup();
    let mut chrome = Chrome::new(&app, &visit, Place::Signals);
    chrome.title = name(&episode.scope, reference, language);
    let page = Page {
        sentence: told_as(&episode, reference, language),
        beside: sentence::beside(episode.seen, words),
        certainty: sentence::certainty(episode.seen, words),
        figure: drawing(&visit, &side, &episode, &months),
        facts: facts(&visit, &episode),
        months: months.iter().rev().map(|m| row(&visit, &side, m)).collect(),
        not: sentence::always(words)
            .into_iter()
            .chain(cautions.map(|c| sentence::caution(*c, words)))
            .collect(),
        stories: alike
            .iter()
            .map(|s| {
                (
                    s.story.title.clone(),
                    stories::address(&visit, &s.number.to_string()),
                )
            })
            .collect(),
        toolkit,
        lines: lines
            .iter()
            .rev()
            .map(|l| {
                (
                    format::month(&l.at, language),
                    l.by.clone(),
                    told(l, reference, language),
                )
            })
            .collect(),
        all: address(&visit, ""),
        form: (app.decisions.is_some() && visit.reader.role == Role::Analyst)
            .then(|| form(&visit, &side, &id)),
        kept: app.decisions.is_some(),
        chrome,
    };
    Ok(Html(page.render()?))
}

fn facts(visit: &Visit, episode: &Episode<'_>) -> Vec<(&'static str, String)> {
    let (seen, language) = (episode.seen, visit.language);
    let number = |value: f64, decimals| format::number(value, decimals, language);
    let until = visit.pick("tot", "to");
    vec![
        (
            visit.pick("Voor het eerst gezien", "First seen"),
            format::month(episode.first, language),
        ),
        (
            visit.pick("Het laatst gezien", "Last seen"),
            format::month(episode.last, language),
        ),
        (
            visit.pick("Maanden samengenomen", "Months taken together"),
            seen.months.to_string(),
        ),
        (
            visit.pick("Zaken afgesloten", "Cases closed"),
            number(seen.observed, 0),
        ),
        (
            visit.pick("Verwacht", "Expected"),
            format!(
                "{} ({} {until} {})",
                number(seen.expected, 1),
                number(seen.low, 0),
                number(seen.high, 0)
            ),
        ),
        (
            visit.pick("Met iets vastgesteld", "With something established"),
            number(seen.established, 0),
        ),
        (
            visit.pick(
                "Gewoonlijk vastgesteld bij zoveel zaken",
                "Usually established among as many",
            ),
            number(seen.usually_established, 1),
        ),
        (
            visit.pick(
                "Kans door toeval, deze reeks alleen",
                "Probability by chance, this series alone",
            ),
            format!("{} %", number(100.0 * seen.p_value, 2)),
        ),
        (
            visit.pick(
                "Aandeel toeval onder even sterke signalen",
                "Share of chance among signals as strong",
            ),
            format!("{} %", number(100.0 * seen.q_value, 0)),
        ),
    ]
}

fn row(visit: &Visit, side: &OpenSide, month: &Expected) -> Row {
    let number = |value: f64, decimals| format::number(value, decimals, visit.language);
    Row {
        month: format::month(&side.month(month.at).to_string(), visit.language),
        cases: number(month.observed, 0),
        established: number(month.established, 0),
        expected: number(month.expected, 1),
        interval: format!("{}–{}", number(month.low, 0), number(month.high, 0)),
    }
}

/// The series as a control chart: cases, what was expected, and the months of the signal marked.
fn drawing(
    visit: &Visit,
    side: &OpenSide,
    episode: &Episode<'_>,
    months: &[Expected],
) -> Option<String> {
    let label = |at: usize| side.month(at).to_string();
    let signal = |at: usize| {
        let month = label(at);
        let inside = month.as_str() >= episode.first && month.as_str() <= episode.last;
        Some(if inside { "detector" } else { "" }.to_owned())
    };
    let title = visit.pick("Afgesloten zaken per maand", "Cases closed a month");
    let mut spec = ChartSpec::new("signaal", ChartKind::Control, title)
        .part(Part::Centre, "expected")
        .part(Part::Signal, "signal");
    spec.x = "month".to_owned();
    spec.y = "cases".to_owned();
    spec.low = Some("low".to_owned());
    spec.high = Some("high".to_owned());
    spec.language = figure::language(visit.language);
    spec.unit = visit.pick("zaken", "cases").to_owned();
    let first = months.first().map(|m| label(m.at)).unwrap_or_default();
    let breaks = side.reference().breaks.iter().filter(|b| {
        let here = b.unit == "*" || Some(&b.unit) == episode.scope.unit.as_ref();
        here && b
            .month
            .get(..7)
            .is_some_and(|month| month >= first.as_str())
    });
    spec.breaks = breaks
        .map(|b| Break {
            at: b.month.chars().take(7).collect(),
            text: visit.pick(&b.text.nl, &b.text.en).to_owned(),
            series: None,
        })
        .collect();
    let numbers = |pick: fn(&Expected) -> f64| {
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
        .column("high", numbers(|m| m.high))
        .column(
            "signal",
            Values::Labels(months.iter().map(|m| signal(m.at)).collect()),
        );
    vik_charts::draw_both(&spec, &data).ok()
}

fn form(visit: &Visit, side: &OpenSide, id: &str) -> Form {
    let now = format::this_month();
    let due = |n: i32| {
        let month = now.plus(n).to_string();
        let words = format::month(&month, visit.language);
        (month, words)
    };
    Form {
        action: address(visit, id),
        verdicts: verdicts(visit.language)
            .map(|(_, code, words)| (code, words))
            .into(),
        outcomes: outcomes(visit.language)
            .map(|(_, code, words)| (code, words))
            .into(),
        units: labels::choices(side.reference(), "units", visit.language),
        dues: (1..=12).map(due).collect(),
    }
}

/// Writes down a decision or an outcome; anything that is no choice of the form is refused.
async fn decide(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    State(app): State<App>,
    body: String,
) -> Result<Response, WebError> {
    visit.enter(&app, Place::Signals)?;
    if visit.reader.role != Role::Analyst {
        return Err(WebError::refused());
    }
    let side = visit.figures(&app).await?;
    found(&side, &visit, &id).ok_or_else(WebError::missing)?;
    let decisions = app.decisions.as_ref().ok_or_else(WebError::missing)?;
    let fields = Fields::parse(&body);
    let deed = deed(&fields, &visit, &side).ok_or_else(|| {
        WebError::new(
            axum::http::StatusCode::UNPROCESSABLE_ENTITY,
            "Kies een besluit of een uitkomst uit de lijst. Er is niets bewaard.",
            "Choose a decision or an outcome from the list. Nothing was saved.",
        )
    })?;
    let line = Line {
        at: format::this_month().to_string(),
        by: visit.reader.display.clone(),
        deed,
    };
    decisions.add(&visit.source(&app)?.id, &id, &line)?;
    Ok(Redirect::to(&address(&visit, &id)).into_response())
}

fn deed(fields: &Fields, visit: &Visit, side: &OpenSide) -> Option<Deed> {
    let language = visit.language;
    if let Some(code) = fields.get("outcome") {
        let known = outcomes(language)
            .into_iter()
            .find(|(_, c, _)| *c == code)?;
        return Some(Deed::Found { outcome: known.0 });
    }
    let code = fields.get("verdict")?;
    let verdict = verdicts(language)
        .into_iter()
        .find(|(_, c, _)| *c == code)?
        .0;
    let units = labels::choices(side.reference(), "units", language);
    let owner = match fields.get("owner") {
        Some(unit) => Some(units.into_iter().find(|(code, _)| code == unit)?.0),
        None => None,
    };
    let due = match fields.get("due") {
        Some(text) => Some(text.parse::<Month>().ok()?.to_string()),
        None => None,
    };
    Some(Deed::Decided {
        verdict,
        owner,
        due,
    })
}
