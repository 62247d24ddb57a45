//! Closing a room: a second reader looks at every note, and what stays is shown.

use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use vik_domain::Language;

use super::cards::{Card, cards, date};
use super::fields::Fields;
use super::frame::{Frame, Host, Spoken, code};
use super::lead::enter;
use super::prepare::month;
use super::problem::{Problem, page};
use super::words::{self, say};
use crate::circles::Circles;
use crate::closed::Closed;
use crate::library::{Shelf, name};
use crate::note::{Action, Idea, Note};
use crate::tally::Band;

/// A text with its number and what it is.
struct Text {
    id: u32,
    what: String,
    text: String,
}

#[derive(Template)]
#[template(path = "closing.html")]
struct Page {
    frame: Frame,
    address: String,
    texts: Vec<Text>,
    problem: Option<String>,
}

#[derive(Template)]
#[template(path = "held.html")]
struct Held {
    frame: Frame,
    month: String,
    theme: String,
    story: String,
    unit: String,
    group: u32,
    minutes: u32,
    texts: Vec<Text>,
    actions: Vec<Card>,
    looks: Vec<String>,
    all: String,
}

/// The routes of this file.
pub fn routes() -> Router<Circles> {
    Router::new()
        .route(
            "/{language}/leercirkel/zaal/{id}/sluiten",
            get(ask).post(close),
        )
        .route("/{language}/leercirkel/verslag/{place}", get(held))
}

async fn ask(
    State(circles): State<Circles>,
    host: Host,
    spoken: Spoken,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, Problem> {
    draw(&circles, host, &spoken, &id, None).await
}

async fn close(
    State(circles): State<Circles>,
    host: Host,
    spoken: Spoken,
    Path((_, id)): Path<(String, String)>,
    form: Fields,
) -> Result<Response, Problem> {
    let language = spoken.language;
    enter(&circles, &host, &spoken, &id)?;
    if form.get("gelezen").is_empty() {
        let problem = say(
            language,
            (
                "Laat eerst een tweede persoon alles lezen en zet dan het vinkje.",
                "Let a second person read everything first and then tick the box.",
            ),
        );
        return draw(&circles, host, &spoken, &id, Some(problem)).await;
    }
    let drop = form.numbers("weg");
    let done = tokio::task::spawn_blocking(move || circles.close(&id, &drop)).await;
    match done {
        Ok(Ok(place)) => {
            let (language, query) = (code(language), &host.query);
            let target = format!("/{language}/leercirkel/verslag/{place}{query}");
            Ok(Redirect::to(&target).into_response())
        }
        Ok(Err(error)) => Err(Problem::of(language, &error)),
        Err(error) => Err(Problem::broken(language, &error)),
    }
}

async fn draw(
    circles: &Circles,
    host: Host,
    spoken: &Spoken,
    id: &str,
    problem: Option<String>,
) -> Result<Response, Problem> {
    let language = spoken.language;
    let room = enter(circles, &host, spoken, id)?;
    let shelf = circles.library().shelf(&host.org, language).await;
    let mut all = texts(&room.notes, &room.ideas, None, language);
    all.extend(
        room.actions
            .iter()
            .map(|action| whole(action, &shelf, language)),
    );
    let status = if problem.is_some() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    let template = Page {
        frame: Frame::new(
            circles,
            spoken,
            Some(host),
            &say(
                language,
                ("Leercirkel sluiten", "Close the learning circle"),
            ),
        ),
        address: format!("/{}/leercirkel/zaal/{id}", code(language)),
        texts: all,
        problem,
    };
    Ok((status, page(&template, language)?).into_response())
}

fn whole(action: &Action, shelf: &Shelf, language: Language) -> Text {
    let card = cards(std::slice::from_ref(action), shelf, language).pop();
    let text = card.map_or_else(String::new, |card| {
        format!(
            "{} – {}, {} – {}",
            card.what, card.owner, card.due, card.sign
        )
    });
    Text {
        id: action.id,
        what: say(language, ("Actie", "Action")),
        text,
    }
}

fn texts(notes: &[Note], ideas: &[Idea], closed: Option<&Closed>, language: Language) -> Vec<Text> {
    let dots =
        closed.and_then(|closed| closed.shown.get(&crate::ask::Ask::Dots)?.first()?.as_ref());
    let helps = say(language, ("Wat helpt", "What helps"));
    let notes = notes.iter().map(|note| Text {
        id: note.id,
        what: say(language, words::kind(note.kind)),
        text: note.text.to_string(),
    });
    let ideas = ideas.iter().map(|idea| {
        let column = say(language, words::column(idea.column));
        let band = dots
            .map(|tally| tally.band(idea.id))
            .filter(|band: &Band| band.at_least().is_some());
        let dots = say(language, ("stippen", "dots"));
        let band = band.map_or_else(String::new, |band| {
            format!(" – {} {dots}", words::band(band, language))
        });
        Text {
            id: idea.id,
            what: format!("{helps}: {}", column.to_lowercase()),
            text: format!("{}{band}", idea.text),
        }
    });
    notes.chain(ideas).collect()
}

async fn held(
    State(circles): State<Circles>,
    host: Host,
    spoken: Spoken,
    Path((_, place)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let language = spoken.language;
    let missing = || Problem::missing(language);
    let place = place.parse().map_err(|_| missing())?;
    let closed = circles
        .store()
        .circle(place)
        .map_err(|error| Problem::broken(language, &error))?;
    let closed = closed
        .filter(|closed| closed.plan.org == host.org)
        .ok_or_else(missing)?;
    let shelf = circles.library().shelf(&host.org, language).await;
    let several = say(language, ("verschillende eenheden", "several units"));
    let gone = say(
        language,
        (
            "een verhaal dat is ingetrokken",
            "a story that was withdrawn",
        ),
    );
    let template = Held {
        month: month(&closed.month, language),
        theme: name(&shelf.themes, &closed.plan.theme),
        story: shelf
            .story(&closed.plan.story)
            .map_or(gone, |entry| entry.story.title.clone()),
        unit: closed
            .plan
            .unit
            .as_deref()
            .map_or(several, |unit| name(&shelf.units, unit)),
        group: closed.plan.group,
        minutes: closed.plan.variant.minutes(),
        texts: texts(&closed.notes, &closed.ideas, Some(&closed), language),
        actions: cards(&closed.actions, &shelf, language),
        looks: closed.follow_up.map(|day| date(day, language)).to_vec(),
        all: format!("/{}/leercirkel", code(language)),
        frame: Frame::new(
            &circles,
            &spoken,
            Some(host),
            &say(
                language,
                ("Verslag van een leercirkel", "Report of a learning circle"),
            ),
        ),
    };
    Ok(page(&template, language)?.into_response())
}
