//! The edge: every response passes here for its headers, and every error for its page and log line.

use askama::Template;
use axum::extract::{Request, State};
use axum::http::header::{CACHE_CONTROL, HeaderName, ORIGIN, STRICT_TRANSPORT_SECURITY};
use axum::http::{HeaderMap, HeaderValue, Method};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};
use vik_catalogue::Language;

use crate::app::App;
use crate::chrome::Chrome;
use crate::error::WebError;
use crate::language::{of_path, pick};

/// Only our own style, fonts and pictures; no script, no frame, no other host.
const POLICY: &str = "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; form-action 'self'; \
                      base-uri 'none'; frame-ancestors 'none'";

const HEADERS: [(&str, &str); 7] = [
    ("content-security-policy", POLICY),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    (
        "permissions-policy",
        "camera=(), microphone=(), geolocation=(), interest-cohort=()",
    ),
    ("x-frame-options", "DENY"),
];

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage {
    chrome: Chrome,
    sentence: String,
    reference: String,
}

/// Wraps every request.
pub async fn edge(State(app): State<App>, request: Request, next: Next) -> Response {
    let (language, path) = of_path(request.uri().path())
        .map_or((Language::Dutch, String::new()), |(l, rest)| {
            (l, rest.to_owned())
        });
    let own = is_our_own(request.method(), request.headers());
    let mut response = if own {
        next.run(request).await
    } else {
        WebError::foreign().into_response()
    };
    if let Some(error) = response.extensions_mut().remove::<WebError>() {
        response = error_page(error, language, &path);
    } else if response.status() == axum::http::StatusCode::METHOD_NOT_ALLOWED {
        response = error_page(WebError::missing(), language, &path);
    }
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        // The pages of learning circles bring a policy of their own, for their one script.
        headers
            .entry(HeaderName::from_static(name))
            .or_insert(HeaderValue::from_static(value));
    }
    if !headers.contains_key(CACHE_CONTROL) {
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    if app.https {
        headers.insert(
            STRICT_TRANSPORT_SECURITY,
            HeaderValue::from_static("max-age=31536000"),
        );
    }
    response
}

/// A request that changes something must say where it comes from; the layer inside compares it.
fn is_our_own(method: &Method, headers: &HeaderMap) -> bool {
    let safe = matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS);
    safe || headers.contains_key(ORIGIN) || headers.contains_key("sec-fetch-site")
}

fn error_page(error: WebError, language: Language, path: &str) -> Response {
    let mut bytes = [0_u8; 6];
    let reference = match getrandom::fill(&mut bytes) {
        Ok(()) => bytes.iter().map(|byte| format!("{byte:02x}")).collect(),
        Err(_) => "-".to_owned(),
    };
    match &error.cause {
        Some(cause) => tracing::error!(reference, status = error.status.as_u16(), "{cause}"),
        None => tracing::info!(reference, status = error.status.as_u16(), "request refused"),
    }
    let title = match error.status.as_u16() {
        403 => pick(language, "Geen toegang", "No access"),
        404 => pick(language, "Pagina niet gevonden", "Page not found"),
        503 => pick(language, "Nog geen cijfers", "No figures yet"),
        400..=499 => pick(language, "Dit kan niet", "This is not possible"),
        _ => pick(language, "Er ging iets mis", "Something went wrong"),
    };
    let sentence = pick(language, &error.nl, &error.en).to_owned();
    let page = ErrorPage {
        chrome: Chrome::bare(language, path, title),
        sentence,
        reference,
    };
    let body = page.render().unwrap_or(error.nl);
    (error.status, Html(body)).into_response()
}
