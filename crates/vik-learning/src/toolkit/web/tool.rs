//! One instrument: what it is for, how to use it, what goes with it; noting use, and opening a vote.

use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use vik_domain::{Language, Month, Text};

use super::super::instrument::{Instrument, Kind};
use super::super::spread::spread;
use crate::library::name;
use crate::plan::LARGEST_GROUP;
use crate::web::bars::{Bars, group};
use crate::web::fields::Fields;
use crate::web::frame::Frame;
use crate::web::problem::{Problem, page};
use crate::web::words::say;
use crate::workshop::Workshop;
use crate::workshop::deed::Deed;
use crate::workshop::polls::Topic;
use crate::workshop::web::{Choice, Reader, choices, known};

/// The dilemma as it is shown.
struct Dilemma {
    origin: String,
    situation: String,
    options: Vec<String>,
    what_if: Vec<String>,
}

/// The card as it is shown.
struct Card {
    dos: Vec<String>,
    donts: Vec<String>,
    ask: String,
}

/// A vote that was shown.
struct Vote {
    when: String,
    spread: String,
    bars: Bars,
}

#[derive(Template)]
#[template(path = "tool.html")]
struct Page {
    frame: Frame,
    base: String,
    id: String,
    kind: String,
    purpose: String,
    audience: String,
    minutes: u32,
    themes: Vec<String>,
    steps: Vec<String>,
    talk: Vec<String>,
    dilemma: Option<Dilemma>,
    card: Option<Card>,
    scan: bool,
    votes: Vec<Vote>,
    stories: Vec<(String, Option<String>)>,
    signals: Vec<(String, String)>,
    used: String,
    may_act: bool,
    units: Vec<Choice>,
    problem: Option<String>,
}

/// The routes of this file.
pub fn routes() -> Router<Workshop> {
    Router::new()
        .route("/{language}/toolkit/{id}", get(show))
        .route("/{language}/toolkit/{id}/gebruikt", post(used))
        .route("/{language}/toolkit/{id}/stemming", post(vote))
}

/// An instrument by what stands in the address.
///
/// # Errors
/// [`Problem::gone`].
pub fn find<'a>(
    workshop: &'a Workshop,
    reader: &Reader,
    id: &str,
) -> Result<&'a Instrument, Problem> {
    let found = workshop.toolkit().get(id);
    found.ok_or_else(|| Problem::gone(reader.language()))
}

async fn show(
    State(workshop): State<Workshop>,
    reader: Reader,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let one = find(&workshop, &reader, &id)?;
    draw(&workshop, &reader, one, None).await
}

async fn used(
    State(workshop): State<Workshop>,
    reader: Reader,
    Path((_, id)): Path<(String, String)>,
    form: Fields,
) -> Result<Response, Problem> {
    reader.only(reader.may.act)?;
    let one = find(&workshop, &reader, &id)?;
    let (shelf, _) = reader.has(&workshop).await;
    let Some(unit) = known(&shelf.units, form.get("eenheid")) else {
        let problem = say(reader.language(), ("Kies een eenheid.", "Choose a unit."));
        return draw(&workshop, &reader, one, Some(problem)).await;
    };
    let (inner, org, instrument) = (workshop.clone(), reader.host.org.clone(), one.id.clone());
    reader
        .run(move || inner.write(&org, |_| Ok(Deed::Used { instrument, unit })))
        .await?;
    Ok(reader.go(&format!("toolkit/{id}")))
}

async fn vote(
    State(workshop): State<Workshop>,
    reader: Reader,
    Path((_, id)): Path<(String, String)>,
    form: Fields,
) -> Result<Response, Problem> {
    reader.only(reader.may.act)?;
    let one = find(&workshop, &reader, &id)?;
    let dilemma = one.dilemma.as_ref();
    let dilemma = dilemma.ok_or_else(|| Problem::gone(reader.language()))?;
    let (shelf, _) = reader.has(&workshop).await;
    let size = form
        .number("groep")
        .filter(|size| (1..=LARGEST_GROUP).contains(size));
    let topic = Topic::Dilemma {
        instrument: one.id.clone(),
        unit: known(&shelf.units, form.get("eenheid")),
        options: u32::try_from(dilemma.options.len()).unwrap_or(0),
    };
    let now = workshop.circles().now();
    let (org, owner) = (&reader.host.org, &reader.host.owner);
    let opened = size.and_then(|size| workshop.polls().open(now, org, owner, topic, size));
    match opened {
        Some(key) => Ok(reader.go(&format!("stemming/{key}"))),
        None => {
            let problem = say(
                reader.language(),
                (
                    "Vul in met hoeveel mensen u bent, van 1 tot 30. Lukt het dan niet, probeer het later.",
                    "Fill in how many people you are, from 1 to 30. If it does not work then, try later.",
                ),
            );
            draw(&workshop, &reader, one, Some(problem)).await
        }
    }
}

async fn draw(
    workshop: &Workshop,
    reader: &Reader,
    one: &Instrument,
    problem: Option<String>,
) -> Result<Response, Problem> {
    let language = reader.language();
    let said = |texts: &[Text]| -> Vec<String> {
        texts
            .iter()
            .map(|text| text.get(language).to_owned())
            .collect()
    };
    let (shelf, around) = reader.has(workshop).await;
    let stories = shelf.stories.iter().filter(|entry| {
        let story = &entry.story;
        story.toolkit.contains(&one.title.nl)
            || story.themes.iter().any(|theme| one.themes.contains(theme))
    });
    let stories = stories.map(|entry| (entry.story.title.clone(), entry.href.clone()));
    let signals = around.signals.iter().filter(|signal| {
        let category = signal.category.as_ref();
        one.kind != Kind::Scan && category.is_some_and(|code| one.categories.contains(code))
    });
    let signals = signals.map(|signal| (signal.title.clone(), signal.href.clone()));
    let lines = workshop.ledger().lines();
    let own = lines
        .iter()
        .rev()
        .filter(|line| line.org == reader.host.org);
    let votes = own.filter_map(|line| match &line.deed {
        Some(Deed::Voted {
            instrument, tally, ..
        }) if *instrument == one.id => {
            let options = one.dilemma.iter().flat_map(|dilemma| &dilemma.options);
            let options: Vec<&Text> = options.collect();
            let label = |option: u32| {
                let text = options.get(option as usize);
                let letter = ('A'..).nth(option as usize).unwrap_or('?');
                format!("{letter}. {}", text.map_or("", |text| text.get(language)))
            };
            Some(Vote {
                when: Month::of_day(line.day).in_words(language),
                spread: spread_words(spread(tally), language),
                bars: group(String::new(), Some(tally), label, false, language),
            })
        }
        _ => None,
    });
    let window = crate::actions::reach::Window(Month::of_day(workshop.today()));
    let uses = super::super::usage::uses(&reader.host.org, &lines, window);
    let times = uses.iter().filter(|((id, _), _)| *id == one.id);
    let times: usize = times.map(|(_, times)| times).sum();
    let status = if problem.is_some() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    let template = Page {
        votes: votes.take(5).collect(),
        frame: reader.frame(workshop, one.title.get(language)),
        base: reader.base(),
        id: one.id.clone(),
        kind: say(language, super::kind(one.kind)),
        purpose: one.purpose.get(language).to_owned(),
        audience: one.audience.get(language).to_owned(),
        minutes: one.minutes,
        themes: one
            .themes
            .iter()
            .map(|code| name(&shelf.themes, code))
            .collect(),
        steps: said(&one.steps),
        talk: said(&one.talk),
        dilemma: one.dilemma.as_ref().map(|dilemma| Dilemma {
            origin: origin(dilemma.cases, language),
            situation: dilemma.situation.get(language).to_owned(),
            options: said(&dilemma.options),
            what_if: said(&dilemma.what_if),
        }),
        card: one.card.as_ref().map(|card| Card {
            dos: said(&card.dos),
            donts: said(&card.donts),
            ask: card.ask.get(language).to_owned(),
        }),
        scan: one.kind == Kind::Scan,
        stories: stories.collect(),
        signals: signals.collect(),
        used: super::shelf::in_words(times, language),
        may_act: reader.may.act,
        units: choices(&shelf.units, &[]),
        problem,
    };
    Ok((status, page(&template, language)?).into_response())
}

/// Where a dilemma comes from.
fn origin(cases: u32, language: Language) -> String {
    match (language, cases) {
        (Language::Dutch, 0) => "Deze situatie is verzonnen.".to_owned(),
        (Language::English, 0) => "This situation is made up.".to_owned(),
        (Language::Dutch, cases) => {
            format!("Gemaakt uit {cases} afgesloten zaken; niemand is erin te herkennen.")
        }
        (Language::English, cases) => {
            format!("Made from {cases} closed cases; nobody can be recognised in it.")
        }
    }
}

/// How divided a group was, in words.
fn spread_words(spread: Option<f64>, language: Language) -> String {
    let pair = match spread {
        None => (
            "Geen keuze kreeg vijf stemmen: de groep was klein of verdeeld.",
            "No option got five votes: the group was small or divided.",
        ),
        Some(spread) if spread < 0.2 => ("De meesten kozen hetzelfde.", "Most chose the same."),
        Some(spread) if spread < 0.45 => (
            "De groep was wat verdeeld.",
            "The group was somewhat divided.",
        ),
        Some(_) => (
            "De groep was sterk verdeeld.",
            "The group was strongly divided.",
        ),
    };
    say(language, pair)
}
