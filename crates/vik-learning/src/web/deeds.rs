//! What the facilitator's side does, as forms. A text that is not clean goes back to the page of whoever
//! wrote it, and is nowhere else by then.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use vik_domain::civil;

use super::fields::Fields;
use super::frame::{Host, Spoken, code};
use super::lead::{Draft, draw, enter};
use super::problem::Problem;
use super::words;
use crate::act::Act;
use crate::ask::Ask;
use crate::check::Rejected;
use crate::circles::{CircleError, Circles};
use crate::library::Shelf;
use crate::note::{Column, Kind, NOTE_LENGTH, Owner, Role, SHORT_LENGTH};

/// Why a form was not taken.
enum Not {
    /// It is no form of ours.
    Understood,
    /// Its text is not clean.
    Clean(Rejected),
    /// The circles say no.
    Done(CircleError),
}

impl From<Rejected> for Not {
    fn from(rejected: Rejected) -> Self {
        Self::Clean(rejected)
    }
}

impl From<CircleError> for Not {
    fn from(error: CircleError) -> Self {
        Self::Done(error)
    }
}

/// Takes a form.
pub async fn post(
    State(circles): State<Circles>,
    host: Host,
    spoken: Spoken,
    Path((_, id)): Path<(String, String)>,
    form: Fields,
) -> Result<Response, Problem> {
    let language = spoken.language;
    enter(&circles, &host, &spoken, &id)?;
    let shelf = circles.library().shelf(&host.org, language).await;
    let draft = Draft {
        deed: form.get("doe").to_owned(),
        problem: String::new(),
        choice: form.get("keuze").to_owned(),
        text: form.get("tekst").to_owned(),
        more: form.get("teken").to_owned(),
        due: form.get("wanneer").to_owned(),
    };
    let (there, room) = (circles.clone(), id.clone());
    // Reading a text and writing to disk take milliseconds; the other requests do not wait for them.
    let done = tokio::task::spawn_blocking(move || deed(&there, &room, &shelf, &form)).await;
    let not = match done {
        Ok(Ok(())) => {
            let start = format!("/{}/leercirkel", code(language));
            let gone = circles.room(&id).is_none();
            let target = if gone {
                start
            } else {
                format!("{start}/zaal/{id}")
            };
            let target = format!("{target}{}", host.query);
            return Ok(Redirect::to(&target).into_response());
        }
        Ok(Err(not)) => not,
        Err(error) => return Err(Problem::broken(language, &error)),
    };
    let (problem, status) = match &not {
        Not::Understood => return Err(Problem::wrong(language)),
        Not::Clean(rejected) => (
            words::rejected(rejected, language),
            StatusCode::UNPROCESSABLE_ENTITY,
        ),
        Not::Done(CircleError::Refused(refusal)) => {
            (words::refusal(*refusal, language), StatusCode::CONFLICT)
        }
        Not::Done(error) => return Err(Problem::of(language, error)),
    };
    draw(
        &circles,
        host,
        &spoken,
        &id,
        Draft { problem, ..draft },
        status,
    )
    .await
}

fn deed(circles: &Circles, id: &str, shelf: &Shelf, form: &Fields) -> Result<(), Not> {
    let number = || form.number("nummer").ok_or(Not::Understood);
    let text = |most| circles.check().pass(form.get("tekst"), most);
    let act = match form.get("doe") {
        "open" => return Ok(circles.open(id)?),
        "wis" => return Ok(circles.forget(id)?),
        "toon" => {
            let ask = Ask::of(form.get("vraag")).ok_or(Not::Understood)?;
            return Ok(circles.show(id, ask)?);
        }
        "verder" => Act::Next,
        "terug" => Act::Back,
        "start" => Act::Start,
        "pauze" => Act::Pause,
        "kaart" => Act::Card,
        "deur-open" => Act::Door(true),
        "deur-dicht" => Act::Door(false),
        "groep" => Act::Group(form.number("groep").unwrap_or(0)),
        "notitie" => {
            let kind = Kind::of(form.get("keuze")).ok_or(Not::Understood)?;
            Act::Note(kind, text(NOTE_LENGTH)?)
        }
        "notitie-weg" => Act::DropNote(number()?),
        "idee" => {
            let column = Column::of(form.get("keuze")).ok_or(Not::Understood)?;
            Act::Idea(column, text(SHORT_LENGTH)?)
        }
        "idee-weg" => Act::DropIdea(number()?),
        "samen" => {
            let into = form.number("keuze").ok_or(Not::Understood)?;
            Act::Merge(number()?, into)
        }
        "stem" => Act::Vote,
        "actie" => Act::Action {
            owner: owner(form.get("keuze"), shelf).ok_or(Not::Understood)?,
            due: civil::parse_iso(form.get("wanneer")).ok_or(Not::Understood)?,
            what: text(NOTE_LENGTH)?,
            sign: circles.check().pass(form.get("teken"), SHORT_LENGTH)?,
        },
        "actie-weg" => Act::DropAction(number()?),
        _ => return Err(Not::Understood),
    };
    Ok(circles.act(id, act)?)
}

/// A role or a unit from the lists; nothing else can own an action.
pub fn owner(chosen: &str, shelf: &Shelf) -> Option<Owner> {
    let (kind, code) = chosen.split_once(':')?;
    match kind {
        "rol" => Role::of(code).map(Owner::Role),
        "eenheid" => {
            let known = shelf.units.iter().any(|unit| unit.code == code);
            known.then(|| Owner::Unit(code.to_owned()))
        }
        _ => None,
    }
}
