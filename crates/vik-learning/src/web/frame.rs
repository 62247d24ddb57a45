//! Who leads, in which language, and what stands around a page.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use vik_domain::Language;

use super::assets;
use super::problem::Problem;
use crate::circles::Circles;

/// A link in the menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Where it goes.
    pub href: String,
    /// What it says.
    pub label: String,
    /// Whether it is the page itself.
    pub current: bool,
}

/// Somebody who may prepare and lead circles, as the server knows them; it belongs in the extensions
/// of a request.
#[derive(Clone, Debug, Default)]
pub struct Host {
    /// Their account, by which they find their rooms again; forgotten when a room closes.
    pub owner: String,
    /// The organisation whose stories they use.
    pub org: String,
    /// What every address of the pages ends with, so that the server finds the organisation again:
    /// empty, or `?org=…`.
    pub query: String,
    /// The organisation's name on the page.
    pub organisation: String,
    /// Whether its figures are made up.
    pub synthetic: bool,
    /// Name and role on the page.
    pub reader: String,
    /// The menu.
    pub menu: Vec<Link>,
}

impl<S: Sync> FromRequestParts<S> for Host {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let host = parts.extensions.get::<Self>().cloned();
        host.ok_or_else(|| Problem::stranger(spoken(parts.uri.path()).unwrap_or_default()))
    }
}

/// The language of the address, and the address behind it.
#[derive(Clone, Debug)]
pub struct Spoken {
    /// The language.
    pub language: Language,
    /// The address behind the language, with its slash.
    pub rest: String,
}

impl<S: Sync> FromRequestParts<S> for Spoken {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let path = parts.uri.path();
        let language = spoken(path).ok_or_else(|| Problem::missing(Language::Dutch))?;
        Ok(Self {
            language,
            rest: path.get(3..).unwrap_or_default().to_owned(),
        })
    }
}

/// The language that an address starts with.
pub fn spoken(path: &str) -> Option<Language> {
    match path.split('/').nth(1)? {
        "nl" => Some(Language::Dutch),
        "en" => Some(Language::English),
        _ => None,
    }
}

/// The text in a language.
pub fn pick<'a>(language: Language, nl: &'a str, en: &'a str) -> &'a str {
    match language {
        Language::Dutch => nl,
        Language::English => en,
    }
}

/// The code of a language.
pub fn code(language: Language) -> &'static str {
    match language {
        Language::Dutch => "nl",
        Language::English => "en",
    }
}

/// What stands around a page.
pub struct Frame {
    /// The language.
    pub language: Language,
    /// Heading and window title.
    pub title: String,
    /// This page in the other language.
    pub other: String,
    /// Who leads; none on phones and on the wall.
    pub host: Option<Host>,
    /// The server's stylesheet.
    pub style: String,
    /// Our own stylesheet.
    pub own_style: String,
    /// Our own script.
    pub script: String,
    /// The address of the stream that tells of changes; empty for a page that stands still.
    pub stream: String,
    /// The version of what is on the page.
    pub version: u64,
}

impl Frame {
    /// The frame of a page.
    pub fn new(circles: &Circles, spoken: &Spoken, host: Option<Host>, title: &str) -> Self {
        let query = host.as_ref().map_or("", |host| host.query.as_str());
        let other = match spoken.language {
            Language::Dutch => Language::English,
            Language::English => Language::Dutch,
        };
        Self {
            language: spoken.language,
            title: title.to_owned(),
            other: format!("/{}{}{query}", code(other), spoken.rest),
            host,
            style: circles.around().style.clone(),
            own_style: assets::address("leercirkel.css"),
            script: assets::address("leercirkel.js"),
            stream: String::new(),
            version: 0,
        }
    }

    /// The frame of a page that stands still and has no script, with a stylesheet of its own.
    pub fn still(spoken: &Spoken, host: Host, title: &str, style: &str, own_style: String) -> Self {
        let other = match spoken.language {
            Language::Dutch => Language::English,
            Language::English => Language::Dutch,
        };
        Self {
            language: spoken.language,
            title: title.to_owned(),
            other: format!("/{}{}{}", code(other), spoken.rest, host.query),
            host: Some(host),
            style: style.to_owned(),
            own_style,
            script: String::new(),
            stream: String::new(),
            version: 0,
        }
    }

    /// What every address of a leader's page ends with.
    pub fn query(&self) -> &str {
        self.host.as_ref().map_or("", |host| host.query.as_str())
    }

    /// The same page, kept in step by a stream.
    pub fn live(mut self, stream: &str, version: u64) -> Self {
        stream.clone_into(&mut self.stream);
        self.version = version;
        self
    }

    /// The text in the language of the page.
    pub fn t<'a>(&self, nl: &'a str, en: &'a str) -> &'a str {
        pick(self.language, nl, en)
    }

    /// `nl` or `en`.
    pub fn code(&self) -> &'static str {
        code(self.language)
    }

    /// The code of the other language.
    pub fn other_code(&self) -> &'static str {
        self.t("en", "nl")
    }

    /// The page without sign-in has its own, smaller heading.
    pub fn guest(&self) -> bool {
        self.host.is_none()
    }
}
