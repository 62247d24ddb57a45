//! Zoeken: what answers a reader's words, wherever it stands.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::Html;
use axum::routing::get;
use vik_catalogue::Language;

use crate::access::Place;
use crate::app::App;
use crate::chrome::Chrome;
use crate::error::WebError;
use crate::search::{Item, find};
use crate::visit::Visit;

/// Answers on the page at most.
const MOST: usize = 40;

/// Letters of the line under a title.
const LINE: usize = 220;

#[derive(Template)]
#[template(path = "search.html")]
struct Page {
    chrome: Chrome,
    org: Option<String>,
    words: String,
    count: String,
    items: Vec<Item>,
}

/// The route of this file.
pub fn routes() -> Router<App> {
    Router::new().route("/{language}/zoeken", get(show))
}

async fn show(visit: Visit, State(app): State<App>) -> Result<Html<String>, WebError> {
    let side = visit.figures(&app).await?;
    let words: String = visit
        .fields
        .get("zoek")
        .unwrap_or_default()
        .chars()
        .take(200)
        .collect();
    let mut items = if words.trim().is_empty() {
        Vec::new()
    } else {
        find(&app, &visit, &side, &words)?
    };
    let all = items.len();
    items.truncate(MOST);
    for item in &mut items {
        if item.text.chars().count() > LINE {
            item.text = item.text.chars().take(LINE).collect::<String>() + " …";
        }
    }
    let mut chrome = Chrome::new(&app, &visit, Place::Home);
    chrome.title = visit.pick("Zoeken", "Search").to_owned();
    let count = match (all, visit.language) {
        (0, Language::Dutch) => "Niets gevonden".to_owned(),
        (0, Language::English) => "Nothing found".to_owned(),
        (1, Language::Dutch) => "Eén antwoord".to_owned(),
        (1, Language::English) => "One answer".to_owned(),
        (n, Language::Dutch) => format!("{n} antwoorden"),
        (n, Language::English) => format!("{n} answers"),
    };
    let page = Page {
        org: visit.fields.get("org").map(str::to_owned),
        words,
        count,
        items,
        chrome,
    };
    Ok(Html(page.render()?))
}
