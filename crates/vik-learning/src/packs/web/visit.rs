//! Who asks for a page, in which language, and the addresses around it.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use vik_domain::Language;

use super::stop::Stop;
use super::style;
use crate::Host;
use crate::packs::Packs;
use crate::web::frame::{Frame, Spoken, code, pick, spoken};

/// A trainer on a page.
pub struct Visit {
    /// Who, for which organisation.
    pub host: Host,
    /// In which language, on which address.
    pub spoken: Spoken,
    /// The server's stylesheet.
    style: String,
}

impl FromRequestParts<Packs> for Visit {
    type Rejection = Stop;

    async fn from_request_parts(parts: &mut Parts, packs: &Packs) -> Result<Self, Stop> {
        let path = parts.uri.path();
        let language = spoken(path);
        let style = packs.style();
        let Some(host) = parts.extensions.get::<Host>().cloned() else {
            return Err(Stop::stranger(language.unwrap_or_default(), style));
        };
        let Some(language) = language else {
            return Err(Stop::missing(Language::Dutch, style));
        };
        let rest = path.get(3..).unwrap_or_default().to_owned();
        Ok(Self {
            host,
            spoken: Spoken { language, rest },
            style: style.to_owned(),
        })
    }
}

impl Visit {
    /// The language of the page.
    pub fn language(&self) -> Language {
        self.spoken.language
    }

    /// The text in the language of the page.
    pub fn t<'a>(&self, nl: &'a str, en: &'a str) -> &'a str {
        pick(self.language(), nl, en)
    }

    /// An address below `/{language}/lesmap`, with what the server needs behind it.
    pub fn address(&self, rest: &str) -> String {
        let language = code(self.language());
        format!("/{language}/lesmap{rest}{}", self.host.query)
    }

    /// The address of a pack.
    pub fn pack(&self, id: &str) -> String {
        self.address(&format!("/{id}"))
    }

    /// What stands around a page.
    pub fn frame(&self, title: &str) -> Frame {
        let own = self.address(&style::rest());
        Frame::still(&self.spoken, self.host.clone(), title, &self.style, own)
    }

    /// There is no such page.
    pub fn missing(&self) -> Stop {
        Stop::missing(self.language(), &self.style).back(self.address(""))
    }

    /// Something is broken on our side.
    pub fn broken(&self, cause: &dyn std::error::Error) -> Stop {
        Stop::broken(self.language(), &self.style, cause).back(self.address(""))
    }

    /// An answer with words of its own.
    pub fn stop(&self, status: axum::http::StatusCode, sentence: &str) -> Stop {
        Stop::new(status, self.language(), &self.style, sentence).back(self.address(""))
    }

    /// Does work that waits for a disk or takes a processor, beside the threads that answer.
    ///
    /// # Errors
    /// A page of its own when the work panicked.
    pub async fn off<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Stop> {
        let done = tokio::task::spawn_blocking(work).await;
        done.map_err(|cause| self.broken(&cause))
    }
}
