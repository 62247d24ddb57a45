//! What stands around every page: title, menu, language and organisation.

use vik_catalogue::Language;

use crate::access::{PLACES, Place, role_name};
use crate::app::App;
use crate::assets;
use crate::fields::Fields;
use crate::language::{other, pick};
use crate::visit::Visit;

/// A link in the menu.
pub struct Link {
    /// Where it goes.
    pub href: String,
    /// What it says.
    pub label: String,
    /// Whether it is the page itself.
    pub current: bool,
}

/// The frame of a page.
pub struct Chrome {
    /// The language.
    pub language: Language,
    /// The heading and the window's title.
    pub title: String,
    /// The menu.
    pub menu: Vec<Link>,
    /// This page in the other language.
    pub other: String,
    /// Who is signed in, with the role.
    pub reader: Option<String>,
    /// The organisations, when there are several.
    pub organisations: Vec<Link>,
    /// The organisation on the page.
    pub organisation: String,
    /// Whether its figures are made up.
    pub synthetic: bool,
    /// The stylesheet.
    pub style: String,
}

impl Chrome {
    /// A page for somebody who is not signed in, or an error.
    #[must_use]
    pub fn bare(language: Language, path: &str, title: &str) -> Self {
        Self {
            language,
            title: title.to_owned(),
            menu: Vec::new(),
            other: format!("/{}/{path}", other(language).code()),
            reader: None,
            organisations: Vec::new(),
            organisation: String::new(),
            synthetic: false,
            style: assets::address("style.css"),
        }
    }

    /// A page for a reader.
    #[must_use]
    pub fn new(app: &App, visit: &Visit, place: Place) -> Self {
        let language = visit.language;
        let org = visit
            .fields
            .get("org")
            .map(|org| Fields::default().with("org", org))
            .unwrap_or_default();
        let href =
            |place: Place| format!("/{}/{}{}", language.code(), place.address(), org.address());
        let allowed = PLACES
            .into_iter()
            .filter(|p| p.allows(visit.reader.role, &app.catalogue))
            .filter(|p| !p.is_work() || app.decisions.is_some())
            // It stands at the foot of every page.
            .filter(|p| *p != Place::Accessibility || place == Place::Accessibility);
        let menu = allowed
            .map(|p| Link {
                href: href(p),
                label: p.name(language).to_owned(),
                current: p == place,
            })
            .collect();
        let name = |source: &crate::open_side::Source| {
            source.ready().map_or_else(
                || source.id.clone(),
                |side| {
                    let name = &side.organisation().name;
                    pick(language, &name.nl, &name.en).to_owned()
                },
            )
        };
        let organisations = app
            .sources
            .iter()
            .enumerate()
            .filter(|_| app.sources.len() > 1)
            .map(|(i, source)| Link {
                href: format!(
                    "/{}/{}{}",
                    language.code(),
                    visit.path,
                    Fields::default().with("org", &source.id).address()
                ),
                label: name(source),
                current: i == visit.chosen,
            });
        let chosen = app.sources.get(visit.chosen);
        Self {
            title: place.name(language).to_owned(),
            menu,
            other: format!(
                "/{}/{}{}",
                other(language).code(),
                visit.path,
                visit.fields.address()
            ),
            reader: Some(format!(
                "{} ({})",
                visit.reader.display,
                role_name(visit.reader.role, language)
            )),
            organisations: organisations.collect(),
            organisation: chosen.map(name).unwrap_or_default(),
            synthetic: chosen
                .and_then(|source| source.ready())
                .is_some_and(|side| side.organisation().synthetic),
            ..Self::bare(language, &visit.path, "")
        }
    }

    /// The text in the language of the page.
    #[must_use]
    pub fn t<'a>(&self, nl: &'a str, en: &'a str) -> &'a str {
        pick(self.language, nl, en)
    }

    /// `nl` or `en`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.language.code()
    }

    /// The code of the other language.
    #[must_use]
    pub fn other_code(&self) -> &'static str {
        other(self.language).code()
    }
}
