//! The phones' page of a poll, without sign-in.
//!
//! A phone gets one cookie with its seat, a random key that is sent to this page only and lasts two
//! hours at most. Nothing else of the request is read.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::header::{COOKIE, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};

use super::Workshop;
use super::polling::{Asked, QUESTIONS, asked};
use crate::phones::Seat;
use crate::seats::NotIn;
use crate::web::fields::Fields;
use crate::web::frame::{Frame, Spoken, code};
use crate::web::problem::{Problem, page};
use crate::web::words::{self, say};

const NAME: &str = "stemming";

#[derive(Template)]
#[template(path = "poll_phone.html")]
struct Phone {
    frame: Frame,
    address: String,
    asked: bool,
    situation: String,
    questions: Vec<Asked>,
    given: bool,
    over: bool,
    problem: Option<String>,
}

/// The phones' routes.
pub fn routes() -> Router<Workshop> {
    Router::new()
        .route("/{language}/stemmen", get(phone).post(join))
        .route("/{language}/stemmen/antwoord", post(answer))
}

async fn phone(
    State(workshop): State<Workshop>,
    spoken: Spoken,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    draw_phone(&workshop, &spoken, seat(&headers).as_ref(), None)
}

async fn join(
    State(workshop): State<Workshop>,
    spoken: Spoken,
    form: Fields,
) -> Result<Response, Problem> {
    let now = workshop.circles().now();
    match workshop.polls().join(now, form.get("code")) {
        Ok((seat, seconds)) => {
            let target = format!("/{}/stemmen", code(spoken.language));
            let cookies = cookies(&workshop, &seat.0, seconds);
            Ok((cookies, Redirect::to(&target)).into_response())
        }
        Err(why) => {
            let problem = match why {
                NotIn::Wrong => say(
                    spoken.language,
                    (
                        "Deze code hoort bij geen open stemming. Kijk nog eens op het scherm.",
                        "This code belongs to no open vote. Look at the screen again.",
                    ),
                ),
                other => words::not_in(other, spoken.language),
            };
            draw_phone(&workshop, &spoken, None, Some(problem))
        }
    }
}

async fn answer(
    State(workshop): State<Workshop>,
    spoken: Spoken,
    headers: HeaderMap,
    form: Fields,
) -> Response {
    if let Some(seat) = seat(&headers) {
        let chosen: Vec<Vec<u32>> = (0..QUESTIONS.len())
            .map(|question| form.numbers(&format!("keuze{question}")))
            .collect();
        let now = workshop.circles().now();
        workshop.polls().answer(now, &seat, &chosen);
    }
    Redirect::to(&format!("/{}/stemmen", code(spoken.language))).into_response()
}

fn draw_phone(
    workshop: &Workshop,
    spoken: &Spoken,
    seat: Option<&Seat>,
    problem: Option<String>,
) -> Result<Response, Problem> {
    let language = spoken.language;
    let now = workshop.circles().now();
    let here = seat.and_then(|seat| workshop.polls().of_seat(now, seat));
    let over = seat.is_some() && here.is_none();
    let (situation, questions, given) = match &here {
        Some((_, topic, given)) => {
            let (situation, questions) = asked(workshop, topic, given.as_ref(), language);
            (situation, questions, given.is_some())
        }
        None => Default::default(),
    };
    let title = say(language, ("Stemmen", "Vote"));
    let status = if problem.is_some() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    let template = Phone {
        frame: Frame::new(workshop.circles(), spoken, None, &title),
        address: format!("/{}/stemmen", code(language)),
        asked: here.is_some(),
        situation,
        questions,
        given,
        over,
        problem,
    };
    let body = page(&template, language)?;
    if over {
        return Ok((status, cookies(workshop, "", 0), body).into_response());
    }
    Ok((status, body).into_response())
}

/// The seat in the cookies; no other cookie is looked at.
fn seat(headers: &HeaderMap) -> Option<Seat> {
    let lines = headers.get_all(COOKIE).iter();
    let lines = lines.filter_map(|line| line.to_str().ok());
    let mut pairs = lines
        .flat_map(|line| line.split(';'))
        .filter_map(|one| one.trim().split_once('='));
    pairs.find_map(|(name, value)| (name == NAME).then(|| Seat(value.to_owned())))
}

/// The cookie, for the phones' pages in both languages.
fn cookies(workshop: &Workshop, value: &str, seconds: u64) -> HeaderMap {
    let https = workshop.circles().around().https;
    let secure = if https { "; Secure" } else { "" };
    let mut headers = HeaderMap::new();
    for language in ["nl", "en"] {
        let text = format!(
            "{NAME}={value}; Path=/{language}/stemmen; Max-Age={seconds}; HttpOnly; SameSite=Strict{secure}"
        );
        if let Ok(value) = HeaderValue::from_str(&text) {
            headers.append(SET_COOKIE, value);
        }
    }
    headers
}
