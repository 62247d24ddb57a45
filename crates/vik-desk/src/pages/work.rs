//! The stories under review, by step.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;

use super::{Frame, Problem, Signed, TheDesk};
use crate::app::{Desk, now};
use crate::words;

/// A story in the list.
struct Item {
    id: String,
    title: String,
    stage: &'static str,
    cases: usize,
    open: usize,
    due: Option<String>,
    overdue: bool,
}

#[derive(Template)]
#[template(path = "work.html")]
struct Page {
    frame: Frame,
    items: Vec<Item>,
    texts: usize,
    author: bool,
}

/// The routes of this file.
pub fn routes() -> Router<Desk> {
    Router::new().route("/", get(list))
}

async fn list(Signed(person): Signed, State(desk): TheDesk) -> Result<Response, Problem> {
    let today = now();
    let mut items = Vec::new();
    for id in desk.store.reviews().map_err(crate::app::DeskError::from)? {
        let opened = desk.open_review(&id)?;
        let review = &opened.review;
        items.push(Item {
            title: title(&review.story().title, &id),
            stage: words::stage(review.stage()),
            cases: opened.cases.len(),
            open: review.open_flags().len(),
            due: review.review_due().map(str::to_owned),
            overdue: review.is_overdue(&today),
            id,
        });
    }
    items.reverse();
    let page = Page {
        frame: Frame::new(&desk, &person, "Verhalen in bewerking"),
        items,
        texts: desk.cases.len(),
        author: person.is_author(),
    };
    Ok(Html(page.render()?).into_response())
}

/// The title, or something to call it by.
pub fn title(title: &str, id: &str) -> String {
    if title.trim().is_empty() {
        format!("Verhaal {} zonder titel", id.trim_start_matches("v-"))
    } else {
        title.to_owned()
    }
}
