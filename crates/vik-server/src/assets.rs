//! The stylesheet and the font, inside the binary. Their address holds their hash, so a browser may
//! keep them for ever.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::LazyLock;

use axum::Router;
use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use crate::app::App;
use crate::error::WebError;

/// The regular cut of the font, WOFF2.
pub const REGULAR: &[u8] = include_bytes!("../static/fira-sans-latin-400-normal.woff2");
/// The semi-bold cut of the font, WOFF2.
pub const SEMIBOLD: &[u8] = include_bytes!("../static/fira-sans-latin-600-normal.woff2");

/// Our own stylesheet with that of the charts behind it.
pub static STYLE: LazyLock<String> = LazyLock::new(|| {
    format!(
        "{}\n{}",
        include_str!("../static/style.css"),
        vik_charts::stylesheet()
    )
});

/// One hash for all assets: they change together, with the binary.
static HASH: LazyLock<String> = LazyLock::new(|| {
    let mut hasher = DefaultHasher::new();
    (STYLE.as_str(), REGULAR, SEMIBOLD).hash(&mut hasher);
    format!("{:016x}", hasher.finish())
});

/// The address of an asset.
#[must_use]
pub fn address(file: &str) -> String {
    format!("/static/{}/{file}", *HASH)
}

/// The routes of this file.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/static/{hash}/{file}", get(serve))
        .route("/gezond", get(async || "ok"))
}

async fn serve(Path((hash, file)): Path<(String, String)>) -> Result<Response, WebError> {
    let (kind, body): (&str, &'static [u8]) = match file.as_str() {
        "style.css" => ("text/css; charset=utf-8", STYLE.as_bytes()),
        "fira-sans-400.woff2" => ("font/woff2", REGULAR),
        "fira-sans-600.woff2" => ("font/woff2", SEMIBOLD),
        _ => return Err(WebError::missing()),
    };
    let keep = if hash == *HASH {
        "public, max-age=31536000, immutable"
    } else {
        "no-store"
    };
    Ok(([(CONTENT_TYPE, kind), (CACHE_CONTROL, keep)], body).into_response())
}
