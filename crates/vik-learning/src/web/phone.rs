//! A participant's phone: a code, no sign-in, no name.
//!
//! The phone gets one cookie with its seat, a random key that means something in this room's memory
//! and nowhere else. The cookie is sent to these pages only, cannot be read by a script, lasts as long
//! as the room's code at most, and is taken back when the room has closed. It is in no address, so it
//! stays out of the phone's history. Nothing else of the request is read: no address, no device.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::header::{COOKIE, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use vik_domain::Language;

use super::fields::Fields;
use super::frame::{Frame, Spoken, code, pick};
use super::problem::{Problem, page};
use super::slide::{self, Slide};
use super::words::{self, ANSWERS, CHECKOUT, say};
use crate::ask::{Answer, Ask};
use crate::check::Rejected;
use crate::circles::{Circles, Screens};
use crate::note::{Column, SHORT_LENGTH};
use crate::phones::Seat;
use crate::room::Room;
use crate::words::{WORDS, found, without, word};

const NAME: &str = "leercirkel";

/// Something to tick.
struct Tick {
    value: u32,
    label: String,
    dutch: bool,
    chosen: bool,
}

/// Ticks or radio buttons under one question.
struct Question {
    name: String,
    legend: String,
    ticks: Vec<Tick>,
}

#[derive(Template)]
#[template(path = "phone.html")]
struct Page {
    frame: Frame,
    address: String,
    /// The question's name; none when nothing is asked.
    ask: Option<&'static str>,
    line: bool,
    one: bool,
    questions: Vec<Question>,
    slide: Slide,
    given: bool,
    problem: Option<String>,
    /// The line that was not taken, on this answer only.
    draft: String,
}

#[derive(Template)]
#[template(path = "join.html")]
struct Join {
    frame: Frame,
    address: String,
    over: bool,
    problem: Option<String>,
}

/// The routes of this file.
pub fn routes() -> Router<Circles> {
    Router::new()
        .route("/{language}/leercirkel/mee", get(show).post(join))
        .route("/{language}/leercirkel/mee/antwoord", post(answer))
        .route("/{language}/leercirkel/mee/weg", post(leave))
        .route("/{language}/leercirkel/mee/stroom", get(follow))
}

async fn show(
    State(circles): State<Circles>,
    spoken: Spoken,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    match seat(&headers) {
        Some(seat) if circles.of_seat(&seat).is_some() => {
            draw(
                &circles,
                &spoken,
                &seat,
                None,
                String::new(),
                StatusCode::OK,
            )
            .await
        }
        Some(_) => Ok((clear(&circles), ask_code(&circles, &spoken, None, true)?).into_response()),
        None => ask_code(&circles, &spoken, None, false),
    }
}

async fn join(
    State(circles): State<Circles>,
    spoken: Spoken,
    form: Fields,
) -> Result<Response, Problem> {
    match circles.join(form.get("code")) {
        Ok((seat, seconds)) => {
            let target = format!("/{}/leercirkel/mee", code(spoken.language));
            Ok((cookies(&circles, &seat.0, seconds), Redirect::to(&target)).into_response())
        }
        Err(why) => ask_code(
            &circles,
            &spoken,
            Some(words::not_in(why, spoken.language)),
            false,
        ),
    }
}

async fn answer(
    State(circles): State<Circles>,
    spoken: Spoken,
    headers: HeaderMap,
    form: Fields,
) -> Result<Response, Problem> {
    let language = spoken.language;
    let again = || Redirect::to(&format!("/{}/leercirkel/mee", code(language))).into_response();
    let (Some(seat), Some(ask)) = (seat(&headers), Ask::of(form.get("vraag"))) else {
        return Ok(again());
    };
    let mut chosen: Vec<Vec<u32>> = (0..ask.questions())
        .map(|question| form.numbers(&format!("keuze{question}")))
        .collect();
    let line = form.get("regel");
    if ask == Ask::Reaction && !line.is_empty() {
        // What is left without the words of the list must be clean; the line is dropped with this request.
        match circles.check().pass(&without(line), SHORT_LENGTH) {
            Ok(_) | Err(Rejected::Empty) => chosen.iter_mut().for_each(|chosen| {
                let new = found(line)
                    .into_iter()
                    .filter(|word| !chosen.contains(word));
                let new: Vec<u32> = new.collect();
                chosen.extend(new);
            }),
            Err(rejected) => {
                let problem = words::rejected(&rejected, language);
                let status = StatusCode::UNPROCESSABLE_ENTITY;
                return draw(
                    &circles,
                    &spoken,
                    &seat,
                    Some(problem),
                    line.to_owned(),
                    status,
                )
                .await;
            }
        }
    }
    if chosen.iter().any(|chosen| chosen.len() > ask.most()) {
        let problem = say(
            language,
            ("Kies er ten hoogste drie.", "Choose three at most."),
        );
        return draw(
            &circles,
            &spoken,
            &seat,
            Some(problem),
            String::new(),
            StatusCode::UNPROCESSABLE_ENTITY,
        )
        .await;
    }
    circles.answer(&seat, ask, &chosen);
    Ok(again())
}

async fn leave(State(circles): State<Circles>, spoken: Spoken, headers: HeaderMap) -> Response {
    if let Some(seat) = seat(&headers) {
        circles.leave(&seat);
    }
    let target = format!("/{}/leercirkel/mee", code(spoken.language));
    (clear(&circles), Redirect::to(&target)).into_response()
}

async fn follow(
    State(circles): State<Circles>,
    spoken: Spoken,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let room = seat(&headers).and_then(|seat| circles.of_seat(&seat));
    let stream = room.and_then(|room| super::stream::stream(&circles, &room.id, Screens::Hands));
    stream
        .map(IntoResponse::into_response)
        .ok_or_else(|| Problem::missing(spoken.language))
}

/// The seat in the cookies; no other cookie is looked at.
fn seat(headers: &HeaderMap) -> Option<Seat> {
    let lines = headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|line| line.to_str().ok());
    let mut cookies = lines
        .flat_map(|line| line.split(';'))
        .filter_map(|one| one.trim().split_once('='));
    cookies.find_map(|(name, value)| (name == NAME).then(|| Seat(value.to_owned())))
}

/// The cookie, for the pages of phones in both languages.
fn cookies(circles: &Circles, value: &str, seconds: u64) -> HeaderMap {
    let secure = if circles.around().https {
        "; Secure"
    } else {
        ""
    };
    let mut headers = HeaderMap::new();
    for language in ["nl", "en"] {
        let text = format!(
            "{NAME}={value}; Path=/{language}/leercirkel/mee; Max-Age={seconds}; HttpOnly; SameSite=Strict{secure}"
        );
        if let Ok(value) = HeaderValue::from_str(&text) {
            headers.append(SET_COOKIE, value);
        }
    }
    headers
}

fn clear(circles: &Circles) -> HeaderMap {
    cookies(circles, "", 0)
}

fn ask_code(
    circles: &Circles,
    spoken: &Spoken,
    problem: Option<String>,
    over: bool,
) -> Result<Response, Problem> {
    let status = if problem.is_some() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    let title = say(
        spoken.language,
        ("Meedoen aan een leercirkel", "Join a learning circle"),
    );
    let template = Join {
        frame: Frame::new(circles, spoken, None, &title),
        address: format!("/{}/leercirkel/mee", code(spoken.language)),
        over,
        problem,
    };
    Ok((status, page(&template, spoken.language)?).into_response())
}

async fn draw(
    circles: &Circles,
    spoken: &Spoken,
    seat: &Seat,
    problem: Option<String>,
    draft: String,
    status: StatusCode,
) -> Result<Response, Problem> {
    let language = spoken.language;
    let id = circles.of_seat(seat).map(|room| room.id);
    let version = id
        .and_then(|id| circles.watch(&id, Screens::Hands))
        .map_or(0, |changes| *changes.borrow());
    let Some(room) = circles.of_seat(seat) else {
        return Ok((clear(circles), ask_code(circles, spoken, None, true)?).into_response());
    };
    let shelf = circles.library().shelf(&room.plan.org, language).await;
    let entry = shelf.story(&room.plan.story).cloned();
    let mut slide = slide::slide(&room, entry.as_deref(), &shelf, language);
    let ask = room.open_ask();
    let given = ask.and_then(|ask| circles.given(seat, ask));
    let questions = ask.map_or_else(Vec::new, |ask| {
        questions(&room, ask, entry.as_deref(), given.as_ref(), language)
    });
    // What is asked stands in the form; what was answered is looked at together, on the wall.
    if ask.is_some() {
        (slide.choices, slide.points, slide.columns) = (Vec::new(), Vec::new(), Vec::new());
    }
    slide.agenda.clear();
    let address = format!("/{}/leercirkel/mee", code(language));
    let title = say(language, ("Leercirkel", "Learning circle"));
    let template = Page {
        frame: Frame::new(circles, spoken, None, &title)
            .live(&format!("{address}/stroom"), version),
        ask: ask.map(Ask::code),
        line: ask == Some(Ask::Reaction),
        one: ask.is_some_and(|ask| ask.most() == 1),
        questions,
        slide,
        given: given.is_some(),
        problem,
        draft,
        address,
    };
    Ok((status, page(&template, language)?).into_response())
}

fn questions(
    room: &Room,
    ask: Ask,
    entry: Option<&crate::library::Entry>,
    given: Option<&Answer>,
    language: Language,
) -> Vec<Question> {
    let tick = |question: usize, value: u32, label: String, dutch: bool| Tick {
        chosen: given
            .and_then(|given| given.question(question))
            .is_some_and(|set| set.contains(&value)),
        value,
        label,
        dutch,
    };
    let question = |at: usize, legend: String, ticks: Vec<Tick>| Question {
        name: format!("keuze{at}"),
        legend,
        ticks,
    };
    match ask {
        Ask::Reaction => {
            let ticks = (0..)
                .take(WORDS.len())
                .map(|at| tick(0, at, word(at, language).to_owned(), false));
            vec![question(
                0,
                say(
                    language,
                    (
                        "Kies ten hoogste drie woorden",
                        "Choose three words at most",
                    ),
                ),
                ticks.collect(),
            )]
        }
        Ask::Before | Ask::After => {
            let options = entry
                .and_then(|entry| entry.story.dilemma.as_ref())
                .map_or(&[][..], |dilemma| &dilemma.options);
            let letters = ('A'..).zip(options).zip(0..);
            let ticks = letters.map(|((letter, option), at)| {
                tick(0, at, format!("{letter}. {}", option.text), true)
            });
            let legend = if ask == Ask::Before {
                ("Wat zou u doen?", "What would you do?")
            } else {
                ("Wat zou u nu doen?", "What would you do now?")
            };
            vec![question(0, say(language, legend), ticks.collect())]
        }
        // One set of three dots over three columns: the fields share a name.
        Ask::Dots => Column::ALL
            .into_iter()
            .map(|column| {
                let ideas = room.ideas.iter().filter(|idea| idea.column == column);
                let ticks = ideas.map(|idea| tick(0, idea.id, idea.text.to_string(), true));
                question(0, say(language, words::column(column)), ticks.collect())
            })
            .filter(|question| !question.ticks.is_empty())
            .collect(),
        Ask::Checkout => CHECKOUT
            .into_iter()
            .enumerate()
            .map(|(at, legend)| {
                let ticks = (0..).zip(ANSWERS).map(|(value, label)| {
                    tick(
                        at,
                        value,
                        pick(language, label.0, label.1).to_owned(),
                        false,
                    )
                });
                question(at, say(language, legend), ticks.collect())
            })
            .collect(),
    }
}
