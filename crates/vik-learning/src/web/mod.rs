//! The pages: one file each, with its route, its handler and what its template needs.

mod assets;
pub(crate) mod bars;
pub(crate) mod cards;
mod closing;
pub(crate) mod deeds;
pub(crate) mod fields;
pub(crate) mod frame;
mod lead;
mod phone;
mod prepare;
mod print;
pub(crate) mod problem;
mod screen;
mod script;
mod slide;
mod stream;
pub(crate) mod words;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, HeaderName};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::Response;
use tower_http::csrf::CsrfLayer;

use crate::circles::Circles;

pub use frame::{Host, Link};

/// Largest form, in bytes.
pub(crate) const LARGEST: usize = 16 * 1024;

/// Only our own style, font, picture and script; the script keeps screens in step, and every form
/// works without it.
const POLICY: &str = "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; \
                      script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; \
                      frame-ancestors 'none'";

/// Pages of who prepares and leads. Each request needs a [`Host`] among its extensions: the server puts
/// it there for a facilitator or trainer who is signed in, and lets nobody else through.
pub fn leaders(circles: Circles) -> Router {
    let pages = Router::new()
        .merge(prepare::routes())
        .merge(lead::routes())
        .merge(closing::routes())
        .merge(print::routes());
    around(pages, circles)
}

/// Pages without sign-in: the phones, the screen on the wall, script and style. They read one cookie,
/// their own, and nothing of who or what asks.
pub fn guests(circles: Circles) -> Router {
    let pages = Router::new()
        .merge(phone::routes())
        .merge(screen::routes())
        .merge(assets::routes());
    around(pages, circles)
}

fn around(pages: Router<Circles>, circles: Circles) -> Router {
    pages
        .layer(DefaultBodyLimit::max(LARGEST))
        .layer(from_fn_with_state(circles.clone(), tidy))
        .layer(CsrfLayer::new())
        .layer(from_fn(edge))
        .with_state(circles)
}

/// Rooms whose time is over end before anybody is answered.
async fn tidy(State(circles): State<Circles>, request: Request, next: Next) -> Response {
    let swept = circles.clone();
    // A join error means the sweep panicked; the answer below does not depend on it.
    let _ = tokio::task::spawn_blocking(move || swept.sweep()).await;
    next.run(request).await
}

/// Puts the headers of a page that loads nothing from elsewhere on every answer.
pub(crate) async fn edge(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in [
        ("content-security-policy", POLICY),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "same-origin"),
        ("x-frame-options", "DENY"),
    ] {
        headers.insert(
            HeaderName::from_static(name),
            HeaderValue::from_static(value),
        );
    }
    headers
        .entry(CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    response
}
