//! The leader's page of a poll: what is asked, the code, and showing the answers once.

use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use vik_domain::Language;

use super::deed::Deed;
use super::polls::{NotShown, Topic};
use super::web::Reader;
use super::{Workshop, WorkshopError};
use crate::ask::Answer;
use crate::library::name;
use crate::web::frame::Frame;
use crate::web::problem::{Problem, page};
use crate::web::words::{self, ANSWERS, say};

/// The four questions. They can be asked before anything was done as well as after it.
pub const QUESTIONS: [words::Pair; crate::actions::measure::QUESTIONS] = [
    (
        "Ik weet wat ik doe als dit bij ons gebeurt.",
        "I know what I do when this happens with us.",
    ),
    (
        "Ik durf er bij ons iets van te zeggen.",
        "With us, I dare to speak up about it.",
    ),
    (
        "Bij ons kun je over een fout praten zonder dat het tegen je wordt gebruikt.",
        "With us, you can talk about a mistake without it being used against you.",
    ),
    (
        "Wij spreken elkaar hierop aan.",
        "We speak to each other about this.",
    ),
];

/// Something to choose.
pub struct Tick {
    /// What is sent.
    pub value: u32,
    /// What is read.
    pub label: String,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// A question with what can be answered.
pub struct Asked {
    /// Its field.
    pub name: String,
    /// The question.
    pub legend: String,
    /// The answers.
    pub ticks: Vec<Tick>,
}

#[derive(Template)]
#[template(path = "poll.html")]
struct Leader {
    frame: Frame,
    address: String,
    back: String,
    situation: String,
    questions: Vec<Asked>,
    code: String,
    join: String,
    phones: usize,
    enough: bool,
    problem: Option<String>,
}

/// The leader's routes.
pub fn routes() -> Router<Workshop> {
    Router::new()
        .route("/{language}/stemming/{key}", get(lead).post(show))
        .route("/{language}/stemming/{key}/stop", post(stop))
}

async fn lead(
    State(workshop): State<Workshop>,
    reader: Reader,
    Path((_, key)): Path<(String, String)>,
) -> Result<Response, Problem> {
    draw_leader(&workshop, &reader, &key, None).await
}

/// The poll, if it is of this account and organisation: nobody else finds it.
fn own(workshop: &Workshop, reader: &Reader, key: &str) -> Result<super::polls::View, Problem> {
    let view = workshop.polls().view(workshop.circles().now(), key);
    let own = view.filter(|view| view.org == reader.host.org && view.owner == reader.host.owner);
    own.ok_or_else(|| Problem::gone(reader.language()))
}

async fn show(
    State(workshop): State<Workshop>,
    reader: Reader,
    Path((_, key)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let view = own(&workshop, &reader, &key)?;
    let (inner, org, id) = (workshop.clone(), reader.host.org.clone(), key.clone());
    let done = tokio::task::spawn_blocking(move || {
        let now = inner.circles().now();
        inner.polls().show(now, &id, |topic, tallies| {
            let deed = match topic.clone() {
                Topic::Measure { group, moment } => Deed::Measured {
                    group,
                    moment,
                    tallies,
                },
                Topic::Dilemma {
                    instrument, unit, ..
                } => Deed::Voted {
                    instrument,
                    unit,
                    tally: tallies
                        .into_iter()
                        .flatten()
                        .next()
                        .ok_or(WorkshopError::TooFew)?,
                },
            };
            inner.write(&org, |_| Ok(deed)).map(|_| ())
        })
    });
    let language = reader.language();
    let broken = |error: &dyn std::error::Error| Problem::broken(language, error).elsewhere();
    match done.await.map_err(|error| broken(&error))? {
        Ok(Ok(())) => Ok(reader.go(&back(&view.topic))),
        Ok(Err(WorkshopError::TooFew)) | Err(NotShown::TooFew) => {
            let problem = words::refusal(crate::act::Refusal::TooFew, language);
            draw_leader(&workshop, &reader, &key, Some(problem)).await
        }
        Ok(Err(error)) => Err(broken(&error)),
        Err(NotShown::Missing) => Err(Problem::gone(language)),
    }
}

async fn stop(
    State(workshop): State<Workshop>,
    reader: Reader,
    Path((_, key)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let view = own(&workshop, &reader, &key)?;
    workshop.polls().drop_poll(&key);
    Ok(reader.go(&back(&view.topic)))
}

/// Where the result of a poll stands.
fn back(topic: &Topic) -> String {
    match topic {
        Topic::Dilemma { instrument, .. } => format!("toolkit/{instrument}"),
        Topic::Measure { .. } => "acties/metingen".to_owned(),
    }
}

async fn draw_leader(
    workshop: &Workshop,
    reader: &Reader,
    key: &str,
    problem: Option<String>,
) -> Result<Response, Problem> {
    let language = reader.language();
    let view = own(workshop, reader, key)?;
    let (situation, questions) = asked(workshop, &view.topic, None, language);
    let title = match &view.topic {
        Topic::Dilemma { .. } => say(language, ("Stemmen over een dilemma", "Vote on a dilemma")),
        Topic::Measure { group, .. } => {
            let (shelf, _) = reader.has(workshop).await;
            let about = name(&shelf.themes, &group.theme);
            match language {
                Language::Dutch => format!("Vier vragen over {about}"),
                Language::English => format!("Four questions about {about}"),
            }
        }
    };
    let status = if problem.is_some() {
        StatusCode::CONFLICT
    } else {
        StatusCode::OK
    };
    let template = Leader {
        frame: reader.frame(workshop, &title),
        address: format!("{}/stemming/{key}", reader.base()),
        back: reader.to(&back(&view.topic)),
        situation,
        questions,
        code: view.code.to_string(),
        join: format!("{}/stemmen", reader.base()),
        phones: view.phones,
        enough: view.enough,
        problem,
    };
    Ok((status, page(&template, language)?).into_response())
}

/// What is asked: a situation, and questions with their options.
pub fn asked(
    workshop: &Workshop,
    topic: &Topic,
    given: Option<&Answer>,
    language: Language,
) -> (String, Vec<Asked>) {
    let chosen = |question: usize, value: u32| {
        given
            .and_then(|given| given.question(question))
            .is_some_and(|set| set.contains(&value))
    };
    match topic {
        Topic::Dilemma { instrument, .. } => {
            let found = workshop.toolkit().get(instrument);
            let Some(dilemma) = found.and_then(|found| found.dilemma.as_ref()) else {
                return Default::default();
            };
            let letters = ('A'..).zip(&dilemma.options).zip(0..);
            let ticks = letters.map(|((letter, option), value)| Tick {
                value,
                label: format!("{letter}. {}", option.get(language)),
                chosen: chosen(0, value),
            });
            let question = Asked {
                name: "keuze0".to_owned(),
                legend: say(language, ("Wat zou u doen?", "What would you do?")),
                ticks: ticks.collect(),
            };
            (dilemma.situation.get(language).to_owned(), vec![question])
        }
        Topic::Measure { .. } => {
            let question = |(at, legend): (usize, words::Pair)| Asked {
                name: format!("keuze{at}"),
                legend: say(language, legend),
                ticks: (0..)
                    .zip(ANSWERS)
                    .map(|(value, label)| Tick {
                        value,
                        label: say(language, label),
                        chosen: chosen(at, value),
                    })
                    .collect(),
            };
            (
                String::new(),
                QUESTIONS.into_iter().enumerate().map(question).collect(),
            )
        }
    }
}
