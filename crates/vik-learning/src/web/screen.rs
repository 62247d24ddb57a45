//! The screen on the wall: read-only, one picture at a time, on its own key and its own stream.

use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;

use super::frame::{Frame, Spoken, code};
use super::problem::{Problem, page};
use super::slide::{self, Slide};
use super::words::say;
use crate::circles::{Circles, Screens};
use crate::place::Scene;

#[derive(Template)]
#[template(path = "wall.html")]
struct Page {
    frame: Frame,
    slide: Slide,
    left: i64,
    runs: bool,
    room_code: String,
    door: bool,
    join: String,
}

/// The routes of this file.
pub fn routes() -> Router<Circles> {
    Router::new()
        .route("/{language}/leercirkel/scherm/{key}", get(show))
        .route("/{language}/leercirkel/scherm/{key}/stroom", get(follow))
}

async fn show(
    State(circles): State<Circles>,
    spoken: Spoken,
    Path((_, key)): Path<(String, String)>,
) -> Result<Html<String>, Problem> {
    let language = spoken.language;
    let missing = || Problem::missing(language);
    let id = circles.of_screen(&key).ok_or_else(missing)?.id;
    let version = circles
        .watch(&id, Screens::Walls)
        .map_or(0, |changes| *changes.borrow());
    let room = circles.room(&id).ok_or_else(missing)?;
    let shelf = circles.library().shelf(&room.plan.org, language).await;
    let entry = shelf.story(&room.plan.story).cloned();
    let mut slide = slide::slide(&room, entry.as_deref(), &shelf, language);
    if room.scene() == Scene::Figure
        && let Some(entry) = &entry
    {
        slide.figure = circles
            .library()
            .figure(&room.plan.org, entry, language)
            .await;
    }
    let base = format!("/{}/leercirkel", code(language));
    let title = say(language, ("Leercirkel", "Learning circle"));
    let template = Page {
        frame: Frame::new(&circles, &spoken, None, &title)
            .live(&format!("{base}/scherm/{key}/stroom"), version),
        slide,
        left: room.left(circles.now()) / 1_000,
        runs: room.timer.runs(),
        room_code: room
            .code
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default(),
        door: room.door,
        join: format!("{base}/mee"),
    };
    page(&template, language)
}

async fn follow(
    State(circles): State<Circles>,
    spoken: Spoken,
    Path((_, key)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let room = circles.of_screen(&key);
    let stream = room.and_then(|room| super::stream::stream(&circles, &room.id, Screens::Walls));
    stream
        .map(IntoResponse::into_response)
        .ok_or_else(|| Problem::missing(spoken.language))
}
