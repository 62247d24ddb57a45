//! The network on one page: cards of practice, "we use this too", and vacancies.

use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use vik_domain::{Language, Month};

use super::practice::{LENGTH, Practice, reusable, shared};
use super::vacancy::{posts, vacant};
use crate::library::name;
use crate::web::fields::Fields;
use crate::web::frame::Frame;
use crate::web::problem::{Problem, page};
use crate::web::words::say;
use crate::workshop::deed::Deed;
use crate::workshop::web::{Choice, Reader, choices, clean, known, rejected};
use crate::workshop::{Workshop, WorkshopError};

struct Card {
    place: i64,
    unit: String,
    month: String,
    what: String,
    audience: String,
    gave: String,
    theme: Option<String>,
    instrument: Option<(String, String)>,
    reused: Vec<String>,
    /// Units that may still say that they use it.
    others: Vec<Choice>,
}

struct Unit {
    code: String,
    name: String,
    state: String,
    filled: Option<bool>,
}

#[derive(Template)]
#[template(path = "network.html")]
struct Page {
    frame: Frame,
    base: String,
    answer: String,
    cards: Vec<Card>,
    units: Vec<Unit>,
    may_share: bool,
    may_strike: bool,
    choices: Vec<Choice>,
    themes: Vec<Choice>,
    tools: Vec<Choice>,
    draft: [String; 3],
    length: usize,
    problem: Option<String>,
}

/// The routes of this file.
pub fn routes() -> Router<Workshop> {
    Router::new()
        .route("/{language}/netwerk", get(show).post(share))
        .route("/{language}/netwerk/{place}/ook", post(reuse))
        .route("/{language}/netwerk/functie", post(post_state))
}

async fn show(State(workshop): State<Workshop>, reader: Reader) -> Result<Response, Problem> {
    draw(&workshop, &reader, &Fields::default(), None).await
}

async fn share(
    State(workshop): State<Workshop>,
    reader: Reader,
    form: Fields,
) -> Result<Response, Problem> {
    reader.only(reader.may.share)?;
    let language = reader.language();
    let (shelf, _) = reader.has(&workshop).await;
    let text = |field, label: (&'static str, &'static str)| {
        let label = say(language, label);
        clean(&workshop, &form, field, &label, LENGTH).map_err(|why| rejected(&why, language))
    };
    let unit = known(&shelf.units, form.get("eenheid"))
        .ok_or_else(|| say(language, ("Kies een eenheid.", "Choose a unit.")));
    let read = || -> Result<Practice, String> {
        Ok(Practice {
            unit: unit?,
            what: text("wat", ("Wat deden we", "What we did"))?,
            audience: text("voor", ("Voor wie", "For whom"))?,
            gave: text("gaf", ("Wat gaf het", "What it gave"))?,
            theme: known(&shelf.themes, form.get("thema")),
            instrument: workshop
                .toolkit()
                .get(form.get("instrument"))
                .map(|one| one.id.clone()),
        })
    };
    let practice = match read() {
        Ok(practice) => practice,
        Err(problem) => return draw(&workshop, &reader, &form, Some(problem)).await,
    };
    write(&workshop, &reader, move |_| Ok(Deed::Shared(practice))).await
}

async fn reuse(
    State(workshop): State<Workshop>,
    reader: Reader,
    Path((_, place)): Path<(String, String)>,
    form: Fields,
) -> Result<Response, Problem> {
    reader.only(reader.may.share)?;
    let gone = || Problem::gone(reader.language());
    let practice: i64 = place.parse().map_err(|_| gone())?;
    let (shelf, _) = reader.has(&workshop).await;
    let unit = known(&shelf.units, form.get("eenheid"));
    let Some(unit) = unit else {
        let problem = say(reader.language(), ("Kies een eenheid.", "Choose a unit."));
        return draw(&workshop, &reader, &Fields::default(), Some(problem)).await;
    };
    let org = reader.host.org.clone();
    write(&workshop, &reader, move |lines| {
        if reusable(&org, lines, practice, &unit) {
            Ok(Deed::Reused { practice, unit })
        } else {
            Err(WorkshopError::Missing)
        }
    })
    .await
}

async fn post_state(
    State(workshop): State<Workshop>,
    reader: Reader,
    form: Fields,
) -> Result<Response, Problem> {
    reader.only(reader.may.share)?;
    let (shelf, _) = reader.has(&workshop).await;
    let filled = match form.get("bezet") {
        "ja" => Some(true),
        "nee" => Some(false),
        _ => None,
    };
    let unit = known(&shelf.units, form.get("eenheid"));
    let (Some(unit), Some(filled)) = (unit, filled) else {
        return Err(Problem::wrong(reader.language()).elsewhere());
    };
    write(&workshop, &reader, move |_| Ok(Deed::Post { unit, filled })).await
}

/// Writes a deed and goes back to the page.
async fn write(
    workshop: &Workshop,
    reader: &Reader,
    rule: impl FnOnce(&[crate::workshop::deed::Line]) -> Result<Deed, WorkshopError> + Send + 'static,
) -> Result<Response, Problem> {
    let (inner, org) = (workshop.clone(), reader.host.org.clone());
    reader.run(move || inner.write(&org, rule)).await?;
    Ok(reader.go("netwerk"))
}

async fn draw(
    workshop: &Workshop,
    reader: &Reader,
    form: &Fields,
    problem: Option<String>,
) -> Result<Response, Problem> {
    let language = reader.language();
    let org = &reader.host.org;
    let (shelf, _) = reader.has(workshop).await;
    let lines = workshop.ledger().lines();
    let all = shared(org, &lines);
    let cards = all.iter().map(|one| {
        let others = shelf
            .units
            .iter()
            .filter(|unit| unit.code != one.card.unit && !one.reused.contains(unit.code.as_str()));
        let tool = one.card.instrument.as_ref();
        let tool = tool.and_then(|id| workshop.toolkit().get(id));
        Card {
            place: one.place,
            unit: name(&shelf.units, &one.card.unit),
            month: Month::of_day(one.day).in_words(language),
            what: one.card.what.to_string(),
            audience: one.card.audience.to_string(),
            gave: one.card.gave.to_string(),
            theme: one
                .card
                .theme
                .as_ref()
                .map(|code| name(&shelf.themes, code)),
            instrument: tool.map(|tool| {
                let href = reader.to(&format!("toolkit/{}", tool.id));
                (href, tool.title.get(language).to_owned())
            }),
            reused: one
                .reused
                .iter()
                .map(|code| name(&shelf.units, code))
                .collect(),
            others: others
                .map(|unit| Choice {
                    value: unit.code.clone(),
                    label: unit.name.clone(),
                    chosen: false,
                })
                .collect(),
        }
    });
    let cards: Vec<Card> = cards.collect();
    let posts = posts(org, &lines);
    let (open, unknown) = vacant(&posts, &shelf.units);
    let units = shelf.units.iter().map(|unit| {
        let post = posts.get(&unit.code);
        let state = match (language, post) {
            (Language::Dutch, None) => "niet bekend".to_owned(),
            (Language::English, None) => "not known".to_owned(),
            (Language::Dutch, Some(post)) => format!(
                "{} sinds {}",
                if post.filled { "bezet" } else { "vacant" },
                post.since.in_words(language)
            ),
            (Language::English, Some(post)) => format!(
                "{} since {}",
                if post.filled { "filled" } else { "vacant" },
                post.since.in_words(language)
            ),
        };
        Unit {
            code: unit.code.clone(),
            name: unit.name.clone(),
            state,
            filled: post.map(|post| post.filled),
        }
    });
    let reused = cards.iter().filter(|card| !card.reused.is_empty()).count();
    let tools = workshop.toolkit().all().into_iter().map(|one| Choice {
        value: one.id.clone(),
        label: one.title.get(language).to_owned(),
        chosen: form.get("instrument") == one.id,
    });
    let status = if problem.is_some() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    let title = say(
        language,
        (
            "Netwerk van preventiecoördinatoren",
            "Network of prevention coordinators",
        ),
    );
    let template = Page {
        units: units.collect(),
        answer: answer(cards.len(), reused, open, unknown, language),
        cards,
        frame: reader.frame(workshop, &title),
        base: reader.base(),
        may_share: reader.may.share,
        may_strike: reader.may.strike,
        choices: choices(&shelf.units, &[form.get("eenheid")]),
        themes: choices(&shelf.themes, &[form.get("thema")]),
        tools: tools.collect(),
        draft: ["wat", "voor", "gaf"].map(|field| form.get(field).to_owned()),
        length: LENGTH,
        problem,
    };
    Ok((status, page(&template, language)?).into_response())
}

/// The answer in a sentence: what is shared and reused, and where nobody coordinates (I-46).
fn answer(cards: usize, reused: usize, open: usize, unknown: usize, language: Language) -> String {
    match language {
        Language::Dutch => {
            let shared = match cards {
                0 => "Er is nog geen praktijk gedeeld".to_owned(),
                1 => format!(
                    "Er is één praktijk gedeeld, {}",
                    if reused == 1 {
                        "die ook elders wordt gebruikt"
                    } else {
                        "die nog niet elders wordt gebruikt"
                    }
                ),
                _ => format!(
                    "Er zijn {cards} praktijken gedeeld; {reused} daarvan {} ook elders gebruikt",
                    if reused == 1 { "wordt" } else { "worden" }
                ),
            };
            let vacant = match open {
                0 => "Geen eenheid meldt een vacature".to_owned(),
                1 => "Eén eenheid heeft een vacature".to_owned(),
                _ => format!("{open} eenheden hebben een vacature"),
            };
            let rest = match unknown {
                0 => String::new(),
                1 => "; van één eenheid is het niet bekend".to_owned(),
                _ => format!("; van {unknown} eenheden is het niet bekend"),
            };
            format!("{shared}. {vacant}{rest}.")
        }
        Language::English => {
            let shared = match cards {
                0 => "No practice has been shared yet".to_owned(),
                1 => format!(
                    "One practice has been shared, {}",
                    if reused == 1 {
                        "which is used elsewhere too"
                    } else {
                        "which is not used elsewhere yet"
                    }
                ),
                _ => format!(
                    "{cards} practices have been shared; {reused} of them {} used elsewhere too",
                    if reused == 1 { "is" } else { "are" }
                ),
            };
            let vacant = match open {
                0 => "No unit reports a vacancy".to_owned(),
                1 => "One unit has a vacancy".to_owned(),
                _ => format!("{open} units have a vacancy"),
            };
            let rest = match unknown {
                0 => String::new(),
                1 => "; of one unit it is not known".to_owned(),
                _ => format!("; of {unknown} units it is not known"),
            };
            format!("{shared}. {vacant}{rest}.")
        }
    }
}
