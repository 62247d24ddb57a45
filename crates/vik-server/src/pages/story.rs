//! One story: to read aloud, to print, or the word that it was withdrawn.

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use vik_domain::Indicators;
use vik_published::{PublishedStory, StoryEntry, WithdrawnStory};

use crate::access::Place;
use crate::app::App;
use crate::chrome::Chrome;
use crate::error::WebError;
use crate::format;
use crate::pages::stories::{address, audience, is_overdue};
use crate::pages::story_view::StoryView;
use crate::pages::{story_figure, story_files};
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "story.html")]
struct Page {
    chrome: Chrome,
    number: u64,
    story: StoryView,
    audiences: Vec<&'static str>,
    released: String,
    review_before: String,
    overdue: bool,
    pdf: String,
    markdown: String,
    card: Option<String>,
    all: String,
    figure: Option<Arc<str>>,
    indicators: Vec<Wider>,
}

/// An indicator that shows the wider picture, and the page where it stands.
struct Wider {
    title: String,
    href: Option<String>,
}

#[derive(Template)]
#[template(path = "story_withdrawn.html")]
struct Withdrawn {
    chrome: Chrome,
    number: u64,
    month: String,
    reason: String,
    all: String,
}

/// The route of this file: a story, or a file of it.
pub fn routes() -> Router<App> {
    Router::new().route("/{language}/verhalen/{name}", get(show))
}

async fn show(
    visit: Visit,
    Path((_, name)): Path<(String, String)>,
    State(app): State<App>,
) -> Result<Response, WebError> {
    visit.enter(&app, Place::Stories)?;
    let side = visit.figures(&app).await?;
    let library = visit.source(&app)?.library(side.reference())?;
    if name == "kaarten.pdf" {
        return story_files::cards(&app, &visit, &library, side).await;
    }
    let (number, form) = name.split_once('.').unwrap_or((&name, ""));
    // One address for each story: no `+3`, no `03`.
    let own = number.bytes().all(|sign| sign.is_ascii_digit()) && !number.starts_with('0');
    let number: u64 = number
        .parse()
        .ok()
        .filter(|_| own)
        .ok_or_else(WebError::missing)?;
    match library.get(number).ok_or_else(WebError::missing)? {
        StoryEntry::Withdrawn(story) => withdrawn(&app, &visit, story),
        StoryEntry::Standing(story) => match form {
            "" if name.ends_with('.') => Err(WebError::missing()),
            "" => {
                let figure = story_figure::figure(&app, &visit, &side, story).await?;
                page(&app, &visit, &side, story, figure)
            }
            "md" => Ok(story_files::markdown(story, side.reference())),
            "pdf" => story_files::sheet(&app, story, side).await,
            _ => Err(WebError::missing()),
        },
    }
}

fn page(
    app: &App,
    visit: &Visit,
    side: &vik_published::OpenSide,
    published: &PublishedStory,
    figure: Option<Arc<str>>,
) -> Result<Response, WebError> {
    let (story, language, number) = (&published.story, visit.language, published.number);
    let mut chrome = Chrome::new(app, visit, Place::Stories);
    chrome.title.clone_from(&story.title);
    let audiences = story.audiences.iter();
    let page = Page {
        number,
        story: StoryView::new(story, side.reference(), language),
        audiences: audiences.map(|each| audience(*each, language)).collect(),
        released: format::month(&published.released, language),
        review_before: format::month(&published.review_before, language),
        overdue: is_overdue(published),
        pdf: address(visit, &format!("{number}.pdf")),
        markdown: address(visit, &format!("{number}.md")),
        card: story.dilemma.as_ref().map(|_| card(visit, number)),
        all: list(visit),
        figure,
        indicators: story
            .indicators
            .iter()
            .map(|code| wider(app, visit, code))
            .collect(),
        chrome,
    };
    Ok(Html(page.render()?).into_response())
}

/// The page of a story that was withdrawn: nothing of the story is left to show.
pub fn withdrawn(app: &App, visit: &Visit, story: &WithdrawnStory) -> Result<Response, WebError> {
    let mut chrome = Chrome::new(app, visit, Place::Stories);
    chrome.title = format!(
        "{} {} {}",
        visit.pick("Verhaal", "Story"),
        story.number,
        visit.pick("is ingetrokken", "was withdrawn")
    );
    let page = Withdrawn {
        number: story.number,
        month: format::month(&story.month, visit.language),
        reason: story.reason.trim().trim_end_matches('.').to_owned(),
        all: list(visit),
        chrome,
    };
    Ok((StatusCode::GONE, Html(page.render()?)).into_response())
}

fn list(visit: &Visit) -> String {
    let organisation = visit.organisation();
    format!("/{}/verhalen{organisation}", visit.language.code())
}

fn card(visit: &Visit, number: u64) -> String {
    let address = address(visit, "kaarten.pdf");
    let joint = if address.contains('?') { '&' } else { '?' };
    format!("{address}{joint}nr={number}")
}

/// An indicator by name, with the dashboard that shows it to this reader.
fn wider(app: &App, visit: &Visit, code: &str) -> Wider {
    let indicator = Indicators::embedded().get(code);
    let title = indicator.map_or_else(
        || code.to_owned(),
        |indicator| {
            let words = visit.pick(&indicator.title.nl, &indicator.title.en);
            format!("{words} ({code})")
        },
    );
    let role = visit.reader.role;
    let shows = |query: &str| {
        let query = app.catalogue.query(query);
        query.is_some_and(|query| query.indicators.iter().any(|each| each == code))
    };
    let dashboard = app.catalogue.dashboards().find(|dashboard| {
        let mut tiles = dashboard.rows.iter().flat_map(|row| &row.tiles);
        dashboard.audience.contains(&role) && tiles.any(|tile| shows(&tile.query))
    });
    let organisation = visit.organisation();
    let href = dashboard.map(|dashboard| {
        let (language, page) = (visit.language.code(), &dashboard.page);
        format!("/{language}/{page}{organisation}#d-{}", dashboard.id)
    });
    Wider { title, href }
}
