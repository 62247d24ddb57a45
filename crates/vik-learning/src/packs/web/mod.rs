//! The pages of a trainer: packs, what is in one, what stories are used for, and the house style.

mod add;
mod change;
mod download;
mod edit;
mod form;
mod house;
mod list;
mod modules;
mod stop;
mod style;
mod visit;
mod words;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn;
use tower_http::csrf::CsrfLayer;

use super::Packs;

/// Largest form without a file, in bytes.
const LARGEST: usize = 32 * 1024;

/// Pages under `/{language}/lesmap`. Each request needs a [`crate::Host`] among its extensions: the
/// server puts it there for a trainer who is signed in, and lets nobody else through. Every form works
/// without script; there is none.
pub fn trainers(packs: Packs) -> Router {
    Router::new()
        .merge(list::routes())
        .merge(edit::routes())
        .merge(change::routes())
        .merge(add::routes())
        .merge(download::routes())
        .merge(modules::routes())
        .merge(style::routes())
        .layer(DefaultBodyLimit::max(LARGEST))
        // A template is larger; its page counts for itself.
        .merge(house::routes())
        .layer(CsrfLayer::new())
        .layer(from_fn(crate::web::edge))
        .with_state(packs)
}
