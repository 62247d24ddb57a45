//! The pages of the desk, a file each, and the edge around them.

pub mod cases;
pub mod review;
pub mod sign_in;
pub mod work;

use axum::Router;
use axum::extract::{FromRequestParts, Path, Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, COOKIE, HeaderName, LOCATION};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::middleware::{Next, from_fn};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use tower_http::csrf::CsrfLayer;
use vik_server::assets::{REGULAR, SEMIBOLD, STYLE};

use crate::app::{Desk, DeskError};
use crate::people::Person;

/// The cookie's name; not that of the open side.
pub const SESSION: &str = "leerkring-desk";

/// Only our own style, font and script; the script adds keys and saving, and nothing depends on it.
const POLICY: &str = "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Every route, with the edge around it.
pub fn router(desk: Desk) -> Router {
    Router::new()
        .merge(sign_in::routes())
        .merge(cases::routes())
        .merge(review::routes())
        .merge(work::routes())
        .route("/static/{file}", get(asset))
        .route("/favicon.ico", get(async || StatusCode::NO_CONTENT))
        .fallback(async || Problem::missing())
        .layer(CsrfLayer::new())
        .layer(from_fn(edge))
        .with_state(desk)
}

async fn edge(request: Request, next: Next) -> Response {
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

async fn asset(Path(file): Path<String>) -> Response {
    let (kind, body): (&str, &'static [u8]) = match file.as_str() {
        "style.css" => ("text/css; charset=utf-8", STYLE.as_bytes()),
        "desk.css" => (
            "text/css; charset=utf-8",
            include_bytes!("../../static/desk.css"),
        ),
        "desk.js" => (
            "text/javascript; charset=utf-8",
            include_bytes!("../../static/desk.js"),
        ),
        "fira-sans-400.woff2" => ("font/woff2", REGULAR),
        "fira-sans-600.woff2" => ("font/woff2", SEMIBOLD),
        _ => return Problem::missing().into_response(),
    };
    ([(CONTENT_TYPE, kind)], body).into_response()
}

/// Somebody who is signed in; without a session the request goes to the page for signing in.
pub struct Signed(pub Person);

impl FromRequestParts<Desk> for Signed {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, desk: &Desk) -> Result<Self, Response> {
        session(&parts.headers)
            .and_then(|id| desk.sessions.reader(&id))
            .map(Signed)
            .ok_or_else(|| (StatusCode::SEE_OTHER, [(LOCATION, "/aanmelden")]).into_response())
    }
}

/// The session's id from the cookie.
pub(crate) fn session(headers: &HeaderMap) -> Option<String> {
    let cookies = headers.get(COOKIE)?.to_str().ok()?;
    cookies.split(';').find_map(|cookie| {
        let (name, value) = cookie.trim().split_once('=')?;
        (name == SESSION).then(|| value.to_owned())
    })
}

/// A sentence instead of a page.
pub struct Problem {
    status: StatusCode,
    sentence: String,
}

#[derive(askama::Template)]
#[template(path = "problem.html")]
struct ProblemPage<'a> {
    frame: Frame,
    sentence: &'a str,
}

/// What stands around every page.
pub struct Frame {
    /// Heading and window title.
    pub title: String,
    /// Who is signed in.
    pub who: Option<String>,
    /// The organisation.
    pub organisation: String,
}

impl Frame {
    /// The frame for somebody.
    #[must_use]
    pub fn new(desk: &Desk, person: &Person, title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            who: Some(person.display.clone()),
            organisation: desk.organisation.clone(),
        }
    }
}

impl Problem {
    /// There is no such page, review or case.
    #[must_use]
    pub fn missing() -> Self {
        Self {
            status: StatusCode::NOT_FOUND,
            sentence: "Dit bestaat niet (meer). Ga terug naar de zaken of de verhalen.".to_owned(),
        }
    }

    /// What was asked cannot be done.
    #[must_use]
    pub fn wrong(sentence: impl Into<String>) -> Self {
        Self {
            status: StatusCode::BAD_REQUEST,
            sentence: sentence.into(),
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        use askama::Template;
        let page = ProblemPage {
            frame: Frame {
                title: "Dit kan niet".to_owned(),
                who: None,
                organisation: String::new(),
            },
            sentence: &self.sentence,
        };
        let body = page.render().unwrap_or_else(|_| self.sentence.clone());
        (self.status, Html(body)).into_response()
    }
}

impl From<DeskError> for Problem {
    fn from(error: DeskError) -> Self {
        match error {
            DeskError::Missing => Self::missing(),
            DeskError::Denied(denied) => Self {
                status: StatusCode::CONFLICT,
                sentence: crate::words::denied(&denied),
            },
            other => {
                tracing::error!("{other}");
                Self {
                    status: StatusCode::INTERNAL_SERVER_ERROR,
                    sentence: "Er ging iets mis aan onze kant. Er is niets veranderd. Probeer het opnieuw. Blijft het misgaan? Waarschuw uw functioneel beheerder.".to_owned(),
                }
            }
        }
    }
}

impl From<askama::Error> for Problem {
    fn from(_: askama::Error) -> Self {
        Self {
            status: StatusCode::INTERNAL_SERVER_ERROR,
            sentence: "De pagina kon niet worden gemaakt. Probeer het opnieuw. Blijft het misgaan? Waarschuw uw functioneel beheerder.".to_owned(),
        }
    }
}

/// The desk, for handlers that need no more.
pub type TheDesk = State<Desk>;
