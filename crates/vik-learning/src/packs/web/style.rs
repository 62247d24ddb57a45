//! Our part of the style, inside the binary; its address holds its hash.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::LazyLock;

use axum::Router;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::IntoResponse;
use axum::routing::get;

use crate::packs::Packs;

const STYLE: &str = include_str!("../../../static/lesmap.css");

static HASH: LazyLock<String> = LazyLock::new(|| {
    let mut hasher = DefaultHasher::new();
    STYLE.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
});

/// Its address below `/{language}/lesmap`.
pub fn rest() -> String {
    format!("/stijl/{}", *HASH)
}

/// The routes of this file.
pub fn routes() -> Router<Packs> {
    Router::new().route("/{language}/lesmap/stijl/{hash}", get(serve))
}

async fn serve() -> impl IntoResponse {
    let head = [
        (CONTENT_TYPE, "text/css; charset=utf-8"),
        (CACHE_CONTROL, "private, max-age=31536000, immutable"),
    ];
    (head, STYLE)
}
