//! The four questions: what groups answered at three moments, side by side, and asking a group.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use vik_domain::Language;

use super::super::measure::{Group, Moment, band, courses};
use crate::library::name;
use crate::plan::LARGEST_GROUP;
use crate::web::bars::marks;
use crate::web::fields::Fields;
use crate::web::frame::Frame;
use crate::web::problem::{Problem, page};
use crate::web::words::{self, ANSWERS, say};
use crate::workshop::Workshop;
use crate::workshop::polling::QUESTIONS;
use crate::workshop::polls::Topic;
use crate::workshop::web::{Choice, Reader, choices, known};

/// One cell: a band in words with its marks, or nothing where it was not asked.
struct Cell {
    text: String,
    marks: Vec<()>,
}

struct Question {
    text: String,
    answers: Vec<(String, Vec<Cell>)>,
}

struct Asked {
    theme: String,
    unit: String,
    questions: Vec<Question>,
}

#[derive(Template)]
#[template(path = "measures.html")]
struct Page {
    frame: Frame,
    address: String,
    back: String,
    may_act: bool,
    moments: Vec<Choice>,
    groups: Vec<Asked>,
    themes: Vec<Choice>,
    units: Vec<Choice>,
    size: String,
    problem: Option<String>,
}

/// The routes of this file.
pub fn routes() -> Router<Workshop> {
    Router::new().route("/{language}/acties/metingen", get(show).post(ask))
}

async fn show(State(workshop): State<Workshop>, reader: Reader) -> Result<Response, Problem> {
    draw(&workshop, &reader, &Fields::default(), None).await
}

async fn ask(
    State(workshop): State<Workshop>,
    reader: Reader,
    form: Fields,
) -> Result<Response, Problem> {
    reader.only(reader.may.act)?;
    let language = reader.language();
    let (shelf, _) = reader.has(&workshop).await;
    let theme = known(&shelf.themes, form.get("thema"));
    let moment = Moment::of(form.get("moment"));
    let size = form
        .number("groep")
        .filter(|size| (1..=LARGEST_GROUP).contains(size));
    let (Some(theme), Some(moment), Some(size)) = (theme, moment, size) else {
        let problem = say(
            language,
            (
                "Kies een thema, een moment, en een groep van 1 tot 30 mensen.",
                "Choose a theme, a moment, and a group of 1 to 30 people.",
            ),
        );
        return draw(&workshop, &reader, &form, Some(problem)).await;
    };
    let group = Group {
        theme,
        unit: known(&shelf.units, form.get("eenheid")),
    };
    let topic = Topic::Measure { group, moment };
    let now = workshop.circles().now();
    let (org, owner) = (&reader.host.org, &reader.host.owner);
    match workshop.polls().open(now, org, owner, topic, size) {
        Some(key) => Ok(reader.go(&format!("stemming/{key}"))),
        None => {
            let problem = say(
                language,
                (
                    "Het lukt nu niet. Probeer het later opnieuw.",
                    "This does not work now. Try again later.",
                ),
            );
            draw(&workshop, &reader, &form, Some(problem)).await
        }
    }
}

async fn draw(
    workshop: &Workshop,
    reader: &Reader,
    form: &Fields,
    problem: Option<String>,
) -> Result<Response, Problem> {
    let language = reader.language();
    let (shelf, _) = reader.has(workshop).await;
    let lines = workshop.ledger().lines();
    let groups = courses(&reader.host.org, &lines)
        .into_iter()
        .map(|(group, course)| {
            let cell = |moment: Moment, question: usize, answer: u32| {
                if !course.contains_key(&moment) {
                    return Cell {
                        text: say(language, ("niet gevraagd", "not asked")),
                        marks: Vec::new(),
                    };
                }
                match band(&course, moment, question, answer) {
                    Some(band) => Cell {
                        text: words::band(band, language),
                        marks: marks(band),
                    },
                    None => Cell {
                        text: say(
                            language,
                            ("minder dan vijf antwoorden", "fewer than five answers"),
                        ),
                        marks: Vec::new(),
                    },
                }
            };
            let questions = QUESTIONS
                .into_iter()
                .enumerate()
                .map(|(at, text)| Question {
                    text: say(language, text),
                    answers: (0..)
                        .zip(ANSWERS)
                        .map(|(answer, label)| {
                            let cells = Moment::ALL
                                .into_iter()
                                .map(|moment| cell(moment, at, answer));
                            (say(language, label), cells.collect())
                        })
                        .collect(),
                });
            Asked {
                theme: name(&shelf.themes, &group.theme),
                unit: group.unit.as_ref().map_or_else(
                    || say(language, ("verschillende eenheden", "several units")),
                    |unit| name(&shelf.units, unit),
                ),
                questions: questions.collect(),
            }
        });
    let moments = Moment::ALL.into_iter().map(|moment| Choice {
        value: moment.code().to_owned(),
        label: say(language, super::moment(moment)),
        chosen: form.get("moment") == moment.code(),
    });
    let title = match language {
        Language::Dutch => "Vier vragen: vooraf, erna en later",
        Language::English => "Four questions: before, after and later",
    };
    let status = if problem.is_some() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    let size = form.get("groep");
    let template = Page {
        groups: groups.collect(),
        frame: reader.frame(workshop, title),
        address: reader.to("acties/metingen"),
        back: reader.to("acties"),
        may_act: reader.may.act,
        moments: moments.collect(),
        themes: choices(&shelf.themes, &[form.get("thema")]),
        units: choices(&shelf.units, &[form.get("eenheid")]),
        size: if size.is_empty() {
            "12".to_owned()
        } else {
            size.to_owned()
        },
        problem,
    };
    Ok((status, page(&template, language)?).into_response())
}
