//! A sentence in the place of a page. It repeats nothing of what was asked.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use vik_domain::Language;

use super::frame::{code, pick};
use crate::circles::CircleError;

/// An answer that is not the page that was asked for.
#[derive(Debug)]
pub struct Problem {
    status: StatusCode,
    language: Language,
    sentence: &'static str,
    /// Whether it stands in the place of a page about circles.
    circle: bool,
}

#[derive(Template)]
#[template(path = "circle_problem.html")]
struct Page {
    code: &'static str,
    title: &'static str,
    sentence: &'static str,
    back: &'static str,
    target: &'static str,
    style: String,
}

impl Problem {
    fn new(status: StatusCode, language: Language, nl: &'static str, en: &'static str) -> Self {
        Self {
            status,
            language,
            sentence: pick(language, nl, en),
            circle: true,
        }
    }

    /// The same in the place of a page about actions, tools or the network.
    pub fn elsewhere(mut self) -> Self {
        self.circle = false;
        self
    }

    /// There is no such action, tool, vote or card.
    pub fn gone(language: Language) -> Self {
        let gone = Self::new(
            StatusCode::NOT_FOUND,
            language,
            "Deze pagina bestaat niet of niet meer.",
            "This page does not exist, or no longer does.",
        );
        gone.elsewhere()
    }

    /// Nobody is signed in.
    pub fn unknown(language: Language) -> Self {
        let unknown = Self::new(
            StatusCode::FORBIDDEN,
            language,
            "Meld u aan om deze pagina te lezen.",
            "Sign in to read this page.",
        );
        unknown.elsewhere()
    }

    /// Whoever is signed in may read this and not do it.
    pub fn may_not(language: Language) -> Self {
        let may_not = Self::new(
            StatusCode::FORBIDDEN,
            language,
            "Dit hoort niet bij uw rol. Denkt u dat dit niet klopt? Vraag uw functioneel beheerder om de juiste rol.",
            "This does not belong to your role. Do you think this is wrong? Ask your administrator for the right role.",
        );
        may_not.elsewhere()
    }

    /// There is no such page or room.
    pub fn missing(language: Language) -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            language,
            "Deze leercirkel bestaat niet of is afgesloten. Vraag de gespreksleider om de code.",
            "This learning circle does not exist or has been closed. Ask the facilitator for the code.",
        )
    }

    /// Nobody who may lead is signed in.
    pub fn stranger(language: Language) -> Self {
        Self::new(
            StatusCode::FORBIDDEN,
            language,
            "Een leercirkel is het werk van gespreksleiders en trainers. Denkt u dat dit niet klopt? Vraag uw functioneel beheerder om de juiste rol.",
            "Learning circles are the work of facilitators and trainers. Do you think this is wrong? Ask your administrator for the right role.",
        )
    }

    /// The form is too large.
    pub fn large(language: Language) -> Self {
        Self::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            language,
            "Er kwam meer tekst aan dan hier past. Maak de tekst korter.",
            "More text arrived than fits here. Make the text shorter.",
        )
    }

    /// What was asked cannot be understood.
    pub fn wrong(language: Language) -> Self {
        Self::new(
            StatusCode::BAD_REQUEST,
            language,
            "Dit formulier is niet compleet. Ga terug en probeer het opnieuw.",
            "This form is not complete. Go back and try again.",
        )
    }

    /// Something is broken on our side; `cause` goes to the log and holds no text of a circle.
    pub fn broken(language: Language, cause: &dyn std::error::Error) -> Self {
        tracing::error!("a page of the learning circles failed: {cause}");
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            language,
            "Er ging iets mis aan onze kant. Er is niets veranderd. Probeer het opnieuw. Blijft het misgaan? Waarschuw uw functioneel beheerder.",
            "Something went wrong on our side. Nothing has changed. Try again. If it keeps happening, warn your administrator.",
        )
    }

    /// The answer to an error of the circles for which the page has no words of its own.
    pub fn of(language: Language, error: &CircleError) -> Self {
        match error {
            CircleError::Missing => Self::missing(language),
            other => Self::broken(language, other),
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let (title, back, target) = if self.circle {
            (
                ("Leercirkel", "Learning circle"),
                ("Meedoen aan een leercirkel", "Join a learning circle"),
                "leercirkel/mee",
            )
        } else {
            (
                ("Acties en toolkit", "Actions and toolkit"),
                ("Naar de acties", "To the actions"),
                "acties",
            )
        };
        let page = Page {
            code: code(self.language),
            title: pick(self.language, title.0, title.1),
            sentence: self.sentence,
            back: pick(self.language, back.0, back.1),
            target,
            style: super::assets::address("leercirkel.css"),
        };
        let body = page.render().unwrap_or_else(|_| self.sentence.to_owned());
        (self.status, Html(body)).into_response()
    }
}

/// A template as a page.
pub fn page(template: &impl Template, language: Language) -> Result<Html<String>, Problem> {
    let body = template.render();
    body.map(Html)
        .map_err(|cause| Problem::broken(language, &cause))
}
