//! What the pages of actions, toolkit and network share: their routers, who reads, and small parts.

use axum::Router;
use axum::extract::{DefaultBodyLimit, FromRequestParts};
use axum::http::request::Parts;
use axum::middleware::from_fn;
use axum::response::{IntoResponse, Redirect, Response};
use tower_http::csrf::CsrfLayer;
use vik_domain::Language;

use super::house::Surroundings;
use super::{May, Workshop, WorkshopError};
use crate::check::{Clean, Rejected};
use crate::library::{Named, Shelf, name};
use crate::note::{Owner, Role};
use crate::web::fields::Fields;
use crate::web::frame::{Frame, Host, Spoken, code, spoken};
use crate::web::problem::Problem;
use crate::web::words::{self, say};
use crate::web::{LARGEST, edge};

/// Pages for who is signed in. Each request needs a [`Host`] among its extensions, and a [`May`] for
/// who may do more than read. The language stands first in the address, then `acties`, `toolkit`,
/// `netwerk` or `stemming`.
pub fn workshop_pages(workshop: Workshop) -> Router {
    let pages = Router::new()
        .merge(crate::actions::web::routes())
        .merge(crate::toolkit::web::routes())
        .merge(crate::network::web::routes())
        .merge(super::polling::routes());
    around(pages, workshop)
}

/// Pages without sign-in: phones that vote or answer the four questions, under `stemmen`. They read one
/// cookie, their own, and nothing of who or what asks.
pub fn workshop_guests(workshop: Workshop) -> Router {
    around(super::ballot::routes(), workshop)
}

fn around(pages: Router<Workshop>, workshop: Workshop) -> Router {
    pages
        .layer(DefaultBodyLimit::max(LARGEST))
        .layer(CsrfLayer::new())
        .layer(from_fn(edge))
        .with_state(workshop)
}

/// Somebody who is signed in, with what they may do and the language of the page.
pub struct Reader {
    /// As the server knows them.
    pub host: Host,
    /// What they may do.
    pub may: May,
    /// The language and the address.
    pub spoken: Spoken,
}

impl FromRequestParts<Workshop> for Reader {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &Workshop) -> Result<Self, Problem> {
        let language = spoken(parts.uri.path()).ok_or_else(|| Problem::gone(Language::Dutch))?;
        let host = parts.extensions.get::<Host>().cloned();
        let host = host.ok_or_else(|| Problem::unknown(language))?;
        let may = parts.extensions.get::<May>().copied().unwrap_or_default();
        Ok(Self {
            host,
            may,
            spoken: Spoken::from_request_parts(parts, state).await?,
        })
    }
}

impl Reader {
    /// The language of the page.
    pub fn language(&self) -> Language {
        self.spoken.language
    }

    /// An address of ours in the language of the page, with what the organisation adds.
    pub fn to(&self, path: &str) -> String {
        format!("/{}/{path}{}", code(self.spoken.language), self.host.query)
    }

    /// The start of our addresses.
    pub fn base(&self) -> String {
        format!("/{}", code(self.spoken.language))
    }

    /// Goes to a page of ours.
    pub fn go(&self, path: &str) -> Response {
        Redirect::to(&self.to(path)).into_response()
    }

    /// Stops who may not.
    ///
    /// # Errors
    /// [`Problem::may_not`].
    pub fn only(&self, may: bool) -> Result<(), Problem> {
        may.then_some(())
            .ok_or_else(|| Problem::may_not(self.language()))
    }

    /// The frame of a page.
    pub fn frame(&self, workshop: &Workshop, title: &str) -> Frame {
        let host = Some(self.host.clone());
        Frame::new(workshop.circles(), &self.spoken, host, title)
    }

    /// What the organisation has, with the circles' library first.
    pub async fn has(&self, workshop: &Workshop) -> (Shelf, Surroundings) {
        let (org, language) = (&self.host.org, self.language());
        let shelf = workshop.circles().library().shelf(org, language).await;
        let around = workshop.house().surroundings(org, language).await;
        (shelf, around)
    }

    /// Runs something that reads or writes files on a blocking thread.
    ///
    /// # Errors
    /// The page that says why not.
    pub async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, WorkshopError> + Send + 'static,
    ) -> Result<T, Problem> {
        let language = self.language();
        match tokio::task::spawn_blocking(work).await {
            Ok(Ok(done)) => Ok(done),
            Ok(Err(WorkshopError::Missing)) => Err(Problem::gone(language)),
            Ok(Err(error)) => Err(Problem::broken(language, &error).elsewhere()),
            Err(error) => Err(Problem::broken(language, &error).elsewhere()),
        }
    }
}

/// Something to choose in a list.
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// A list of codes to choose from.
pub fn choices(list: &[Named], chosen: &[&str]) -> Vec<Choice> {
    let choice = |named: &Named| Choice {
        value: named.code.clone(),
        label: named.name.clone(),
        chosen: chosen.contains(&named.code.as_str()),
    };
    list.iter().map(choice).collect()
}

/// Owners to choose from: roles and units.
pub fn owners(shelf: &Shelf, chosen: &str, language: Language) -> Vec<(String, Vec<Choice>)> {
    let choice = |value: String, label: String| Choice {
        chosen: value == chosen,
        value,
        label,
    };
    let roles = Role::ALL.into_iter().map(|role| {
        choice(
            format!("rol:{}", role.code()),
            say(language, words::role(role)),
        )
    });
    let units = shelf
        .units
        .iter()
        .map(|unit| choice(format!("eenheid:{}", unit.code), unit.name.clone()));
    vec![
        (say(language, ("Rol", "Role")), roles.collect()),
        (say(language, ("Eenheid", "Unit")), units.collect()),
    ]
}

/// The name of an owner.
pub fn owner_name(owner: &Owner, shelf: &Shelf, language: Language) -> String {
    match owner {
        Owner::Unit(code) => name(&shelf.units, code),
        Owner::Role(role) => say(language, words::role(*role)),
    }
}

/// The code that was sent, if the list has it.
pub fn known(list: &[Named], sent: &str) -> Option<String> {
    let found = list.iter().find(|named| named.code == sent);
    found.map(|named| named.code.clone())
}

/// A text field, found clean.
///
/// # Errors
/// The field's name on the page, and why its text is not kept: for its writer alone.
pub fn clean(
    workshop: &Workshop,
    form: &Fields,
    field: &str,
    label: &str,
    most: usize,
) -> Result<Clean, (String, Rejected)> {
    let check = workshop.circles().check();
    check
        .pass(form.get(field), most)
        .map_err(|rejected| (label.to_owned(), rejected))
}

/// Why a text was not kept, after the name of its field.
pub fn rejected((label, rejected): &(String, Rejected), language: Language) -> String {
    format!("{label}: {}", words::rejected(rejected, language))
}

/// A ratio in words: `5 van de 12`.
pub fn part(of: usize, all: usize, language: Language) -> String {
    match language {
        Language::Dutch => format!("{of} van de {all}"),
        Language::English => format!("{of} of {all}"),
    }
}
