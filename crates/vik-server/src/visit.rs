//! One request, understood: which language, whose figures, who asks.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::header::COOKIE;
use axum::http::request::Parts;
use axum::response::Redirect;
use vik_catalogue::Language;
use vik_published::OpenSide;

use crate::access::Place;
use crate::app::App;
use crate::error::WebError;
use crate::fields::Fields;
use crate::language::of_path;
use crate::open_side::Source;
use crate::sessions::{self, Reader};

/// Anybody, signed in or not.
pub struct Guest {
    /// The language of the address.
    pub language: Language,
    /// The address behind the language, without slashes around it.
    pub path: String,
    /// The fields of the address.
    pub fields: Fields,
    /// The session, if there is one.
    pub session: Option<(String, Reader)>,
}

/// Somebody who is signed in.
pub struct Visit {
    /// The language of the address.
    pub language: Language,
    /// The address behind the language.
    pub path: String,
    /// The fields of the address.
    pub fields: Fields,
    /// Who asks.
    pub reader: Reader,
    /// Position of the organisation that was chosen.
    pub chosen: usize,
}

impl Visit {
    /// The text in the language of the page.
    #[must_use]
    pub fn pick<'a>(&self, nl: &'a str, en: &'a str) -> &'a str {
        crate::language::pick(self.language, nl, en)
    }

    /// The address of a page in the language of this one, with the organisation that was chosen.
    #[must_use]
    pub fn address(&self, path: &str, fields: Fields) -> String {
        let fields = match self.fields.get("org") {
            Some(org) => fields.with("org", org),
            None => fields,
        };
        let path = format!("/{}/{path}", self.language.code());
        format!("{}{}", path.trim_end_matches('/'), fields.address())
    }

    /// The part of an address that keeps the chosen organisation.
    #[must_use]
    pub fn organisation(&self) -> String {
        let org = self.fields.get("org");
        org.map(|org| Fields::default().with("org", org).address())
            .unwrap_or_default()
    }

    /// Refuses a role that may not open a place.
    ///
    /// # Errors
    /// [`WebError::refused`].
    pub fn enter(&self, app: &App, place: Place) -> Result<(), WebError> {
        if place.allows(self.reader.role, &app.catalogue) {
            Ok(())
        } else {
            Err(WebError::refused())
        }
    }

    /// The organisation that was chosen.
    ///
    /// # Errors
    /// When there is none.
    pub fn source<'a>(&self, app: &'a App) -> Result<&'a Source, WebError> {
        app.sources
            .get(self.chosen)
            .ok_or_else(|| WebError::broken("no organisation is loaded"))
    }

    /// Its published figures.
    ///
    /// # Errors
    /// When they cannot be loaded.
    pub async fn figures(&self, app: &App) -> Result<Arc<OpenSide>, WebError> {
        self.source(app)?.open().await.map_err(WebError::from)
    }
}

impl FromRequestParts<App> for Guest {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, WebError> {
        let (language, path) = of_path(parts.uri.path()).ok_or_else(WebError::missing)?;
        let session =
            session_id(parts).and_then(|id| app.sessions.reader(&id).map(|reader| (id, reader)));
        let fields = Fields::parse(parts.uri.query().unwrap_or_default());
        Ok(Self {
            language,
            path: path.to_owned(),
            fields,
            session,
        })
    }
}

impl FromRequestParts<App> for Visit {
    type Rejection = axum::response::Response;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Self::Rejection> {
        use axum::response::IntoResponse;
        let guest = Guest::from_request_parts(parts, app)
            .await
            .map_err(IntoResponse::into_response)?;
        let Some((_, reader)) = guest.session else {
            let wanted = parts
                .uri
                .path_and_query()
                .map_or("/", |wanted| wanted.as_str());
            let next = if parts.method == axum::http::Method::GET {
                wanted
            } else {
                parts.uri.path()
            };
            let fields = Fields::default().with("next", next);
            let target = format!("/{}/aanmelden{}", guest.language.code(), fields.address());
            return Err(Redirect::to(&target).into_response());
        };
        let wanted = guest.fields.get("org").unwrap_or_default();
        let chosen = app
            .sources
            .iter()
            .position(|source| source.id == wanted)
            .unwrap_or(0);
        Ok(Self {
            language: guest.language,
            path: guest.path,
            fields: guest.fields,
            reader,
            chosen,
        })
    }
}

/// The session id in the cookies.
fn session_id(parts: &Parts) -> Option<String> {
    let cookies = parts
        .headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok());
    cookies
        .flat_map(|line| line.split(';'))
        .filter_map(|cookie| cookie.trim().split_once('='))
        .find_map(|(name, value)| (name == sessions::COOKIE).then(|| value.to_owned()))
}
