//! The script and our part of the style, inside the binary; their address holds their hash.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::LazyLock;

use axum::Router;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use crate::circles::Circles;

const STYLE: &str = include_str!("../../static/leercirkel.css");
const SCRIPT: &str = include_str!("../../static/leercirkel.js");

static HASH: LazyLock<String> = LazyLock::new(|| {
    let mut hasher = DefaultHasher::new();
    (STYLE, SCRIPT).hash(&mut hasher);
    format!("{:016x}", hasher.finish())
});

/// The address of a file.
pub fn address(file: &str) -> String {
    format!("/leercirkel/{}/{file}", *HASH)
}

/// The routes of this file.
pub fn routes() -> Router<Circles> {
    Router::new().route("/leercirkel/{hash}/{file}", get(serve))
}

async fn serve(Path((hash, file)): Path<(String, String)>) -> Response {
    let (kind, body) = match file.as_str() {
        "leercirkel.css" => ("text/css; charset=utf-8", STYLE),
        "leercirkel.js" => ("text/javascript; charset=utf-8", SCRIPT),
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    let keep = if hash == *HASH {
        "public, max-age=31536000, immutable"
    } else {
        "no-store"
    };
    ([(CONTENT_TYPE, kind), (CACHE_CONTROL, keep)], body).into_response()
}
