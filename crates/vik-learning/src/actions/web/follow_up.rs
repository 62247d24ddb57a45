//! The page behind the link of a letter: how does the action stand, and did it help?

use askama::Template;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use super::super::agreement::{Done, FollowUp, Helped, Look, REMARK_LENGTH};
use super::super::asking::fits;
use super::super::register::Entry;
use crate::check::Rejected;
use crate::web::fields::Fields;
use crate::web::frame::Frame;
use crate::web::problem::{Problem, page};
use crate::web::words::say;
use crate::workshop::deed::Deed;
use crate::workshop::web::{Choice, Reader, clean, owner_name, rejected};
use crate::workshop::{Workshop, WorkshopError};

#[derive(Template)]
#[template(path = "follow_up.html")]
struct Page {
    frame: Frame,
    address: String,
    key: String,
    what: String,
    sign: String,
    owner: String,
    look: String,
    dones: Vec<Choice>,
    helps: Vec<Choice>,
    remark: String,
    length: usize,
    before: bool,
    problem: Option<String>,
}

/// The routes of this file.
pub fn routes() -> Router<Workshop> {
    Router::new().route(
        "/{language}/acties/{id}/opvolging/{look}",
        get(show).post(answer),
    )
}

/// The action, for who has the key of the letter or may answer without one.
async fn enter(
    workshop: &Workshop,
    reader: &Reader,
    id: &str,
    look: &str,
    key: &str,
) -> Result<(Entry, Look, String), Problem> {
    let look = Look::of(look).ok_or_else(|| Problem::gone(reader.language()))?;
    let (entry, shelf) = super::action::find(workshop, reader, id).await?;
    let lines = workshop.ledger().lines();
    let invited = fits(&reader.host.org, &lines, entry.id, look, key);
    reader.only(invited || reader.may.answer)?;
    let owner = owner_name(&entry.owner, &shelf, reader.language());
    Ok((entry, look, owner))
}

async fn show(
    State(workshop): State<Workshop>,
    reader: Reader,
    Path((_, id, look)): Path<(String, String, String)>,
    Query(query): Query<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    let key = query.iter().find(|(name, _)| name == "sleutel");
    let key = key.map_or("", |(_, key)| key.as_str());
    let (entry, look, owner) = enter(&workshop, &reader, &id, &look, key).await?;
    let mut form = Fields::default();
    if let Some(Some(given)) = entry.answers.get(look.at()) {
        let note = given.note.as_ref().map_or("", |note| note.as_str());
        let filled = [
            ("gedaan", given.done.code()),
            ("hielp", given.helped.code()),
            ("opmerking", note),
        ];
        let mut text = url::form_urlencoded::Serializer::new(String::new());
        form = Fields::parse(text.extend_pairs(filled).finish().as_bytes());
    }
    draw(&workshop, &reader, &entry, look, owner, key, &form, None)
}

async fn answer(
    State(workshop): State<Workshop>,
    reader: Reader,
    Path((_, id, look)): Path<(String, String, String)>,
    form: Fields,
) -> Result<Response, Problem> {
    let language = reader.language();
    let key = form.get("sleutel");
    let (entry, look, owner) = enter(&workshop, &reader, &id, &look, key).await?;
    let label = say(language, ("Toelichting", "Remark"));
    let note = match clean(&workshop, &form, "opmerking", &label, REMARK_LENGTH) {
        Ok(note) => Ok(Some(note)),
        Err((_, Rejected::Empty)) => Ok(None),
        Err(why) => Err(rejected(&why, language)),
    };
    let chosen = Done::of(form.get("gedaan")).zip(Helped::of(form.get("hielp")));
    let chosen = chosen.ok_or_else(|| {
        say(
            language,
            (
                "Kies een antwoord bij beide vragen.",
                "Choose an answer to both questions.",
            ),
        )
    });
    let answer = match (chosen, note) {
        (Ok((done, helped)), Ok(note)) => FollowUp { done, helped, note },
        (Err(problem), _) | (_, Err(problem)) => {
            let problem = Some(problem);
            return draw(&workshop, &reader, &entry, look, owner, key, &form, problem);
        }
    };
    let (inner, org, action) = (workshop.clone(), reader.host.org.clone(), entry.id);
    reader
        .run(move || {
            inner.write(&org, |_| {
                Ok::<_, WorkshopError>(Deed::Answered {
                    action,
                    look,
                    answer,
                })
            })
        })
        .await?;
    Ok(reader.go(&format!("acties/{action}")))
}

#[allow(
    clippy::too_many_arguments,
    reason = "the page's parts, each used once"
)]
fn draw(
    workshop: &Workshop,
    reader: &Reader,
    entry: &Entry,
    look: Look,
    owner: String,
    key: &str,
    form: &Fields,
    problem: Option<String>,
) -> Result<Response, Problem> {
    let language = reader.language();
    let dones = Done::ALL.into_iter().map(|done| Choice {
        value: done.code().to_owned(),
        label: say(language, super::done(done)),
        chosen: form.get("gedaan") == done.code(),
    });
    let helps = Helped::ALL.into_iter().map(|helped| Choice {
        value: helped.code().to_owned(),
        label: say(language, super::helped(helped)),
        chosen: form.get("hielp") == helped.code(),
    });
    let status = if problem.is_some() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    let title = say(
        language,
        ("Hoe staat het met de actie?", "How does the action stand?"),
    );
    let mut frame = reader.frame(workshop, &title);
    // The key goes along to the page in the other language.
    if !key.is_empty() {
        let joint = if frame.other.contains('?') { '&' } else { '?' };
        let key: String = url::form_urlencoded::byte_serialize(key.as_bytes()).collect();
        frame.other = format!("{}{joint}sleutel={key}", frame.other);
    }
    let template = Page {
        address: reader.to(&format!("acties/{}/opvolging/{}", entry.id, look.code())),
        key: key.to_owned(),
        what: entry.what.to_string(),
        sign: entry.sign.to_string(),
        owner,
        look: say(language, super::look(look)),
        dones: dones.collect(),
        helps: helps.collect(),
        remark: form.get("opmerking").to_owned(),
        length: REMARK_LENGTH,
        before: entry.answers.get(look.at()).is_some_and(Option::is_some),
        problem,
        frame,
    };
    Ok((status, page(&template, language)?).into_response())
}
