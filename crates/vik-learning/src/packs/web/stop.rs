//! A sentence in the place of a page. It repeats nothing of what was asked.

use askama::Template;
use axum::http::StatusCode;
use axum::http::header::RETRY_AFTER;
use axum::response::{Html, IntoResponse, Response};
use vik_domain::Language;

use crate::web::frame::{code, pick};

/// An answer that is not the page that was asked for.
#[derive(Debug)]
pub struct Stop {
    status: StatusCode,
    language: Language,
    style: String,
    sentence: String,
    reasons: Vec<String>,
    back: String,
}

#[derive(Template)]
#[template(path = "pack_stop.html")]
struct Page<'a> {
    code: &'static str,
    title: &'static str,
    sentence: &'a str,
    reasons: &'a [String],
    back: &'a str,
    back_label: &'static str,
    style: &'a str,
}

impl Stop {
    /// An answer with words of its own.
    pub fn new(status: StatusCode, language: Language, style: &str, sentence: &str) -> Self {
        Self {
            status,
            language,
            style: style.to_owned(),
            sentence: sentence.to_owned(),
            reasons: Vec::new(),
            back: format!("/{}/lesmap", code(language)),
        }
    }

    /// There is no such page or pack.
    pub fn missing(language: Language, style: &str) -> Self {
        let sentence = pick(
            language,
            "Deze lesmap bestaat niet of is weggegooid.",
            "This course pack does not exist or was thrown away.",
        );
        Self::new(StatusCode::NOT_FOUND, language, style, sentence)
    }

    /// Nobody who may make packs is signed in.
    pub fn stranger(language: Language, style: &str) -> Self {
        let sentence = pick(
            language,
            "Lesmappen maken doen trainers. Denkt u dat dit niet klopt? Vraag uw functioneel beheerder om de juiste rol.",
            "Course packs are made by trainers. Do you think this is wrong? Ask your administrator for the right role.",
        );
        Self::new(StatusCode::FORBIDDEN, language, style, sentence)
    }

    /// The form is too large.
    pub fn large(language: Language, style: &str) -> Self {
        let sentence = pick(
            language,
            "Er kwam meer aan dan hier past. Maak de tekst korter of kies een kleiner bestand.",
            "More arrived than fits here. Make the text shorter or choose a smaller file.",
        );
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, language, style, sentence)
    }

    /// Something is broken on our side; `cause` goes to the log and holds no text of a pack.
    pub fn broken(language: Language, style: &str, cause: &dyn std::error::Error) -> Self {
        tracing::error!("a page of the course packs failed: {cause}");
        let sentence = pick(
            language,
            "Er ging iets mis aan onze kant; er is niets veranderd. Probeer het opnieuw of waarschuw de beheerder.",
            "Something went wrong on our side; nothing has changed. Try again or warn the administrator.",
        );
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, language, style, sentence)
    }

    /// Where the link below the sentence leads.
    pub fn back(mut self, address: String) -> Self {
        self.back = address;
        self
    }

    /// Reasons below the sentence.
    pub fn because(mut self, reasons: Vec<String>) -> Self {
        self.reasons = reasons;
        self
    }
}

impl IntoResponse for Stop {
    fn into_response(self) -> Response {
        let page = Page {
            code: code(self.language),
            title: pick(self.language, "Lesmap", "Course pack"),
            sentence: &self.sentence,
            reasons: &self.reasons,
            back: &self.back,
            back_label: pick(self.language, "Terug", "Back"),
            style: &self.style,
        };
        let body = page.render().unwrap_or_else(|_| self.sentence.clone());
        let mut response = (self.status, Html(body)).into_response();
        if self.status == StatusCode::SERVICE_UNAVAILABLE {
            let seconds = axum::http::HeaderValue::from_static("5");
            response.headers_mut().insert(RETRY_AFTER, seconds);
        }
        response
    }
}
