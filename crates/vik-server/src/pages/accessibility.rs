//! Toegankelijkheid: what we aim for, what we know is missing, and where to report.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::Html;
use axum::routing::get;

use crate::access::Place;
use crate::app::App;
use crate::chrome::Chrome;
use crate::error::WebError;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "accessibility.html")]
struct Page {
    chrome: Chrome,
}

/// The routes of this file.
pub fn routes() -> Router<App> {
    Router::new().route("/{language}/toegankelijkheid", get(show))
}

async fn show(visit: Visit, State(app): State<App>) -> Result<Html<String>, WebError> {
    let chrome = Chrome::new(&app, &visit, Place::Accessibility);
    Ok(Html(Page { chrome }.render()?))
}
