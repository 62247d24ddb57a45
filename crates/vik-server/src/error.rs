//! What goes wrong on the web: a sentence for the reader, a cause for the log, one request id on both.
//!
//! An error travels without a page around it; [`crate::edge`] knows the language and draws the page.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use vik_charts::ChartError;
use vik_published::{OpenError, RunError};

/// An answer that is not a page.
#[derive(Clone, Debug)]
pub struct WebError {
    /// The HTTP status.
    pub status: StatusCode,
    /// The sentence for the reader, in Dutch.
    pub nl: String,
    /// The sentence for the reader, in English.
    pub en: String,
    /// What to log; never a value from the data.
    pub cause: Option<String>,
}

impl WebError {
    /// An error with its public sentence.
    #[must_use]
    pub fn new(status: StatusCode, nl: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            status,
            nl: nl.into(),
            en: en.into(),
            cause: None,
        }
    }

    /// There is no such page.
    #[must_use]
    pub fn missing() -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            "Deze pagina bestaat niet. Controleer het adres of ga naar de startpagina.",
            "This page does not exist. Check the address or go to the home page.",
        )
    }

    /// The role may not see this.
    #[must_use]
    pub fn refused() -> Self {
        Self::new(
            StatusCode::FORBIDDEN,
            "Uw rol geeft geen toegang tot deze pagina. Denkt u dat dit niet klopt? Vraag uw functioneel beheerder om de juiste rol.",
            "Your role does not give access to this page. Do you think this is wrong? Ask your administrator for the right role.",
        )
    }

    /// The request does not come from our own page.
    #[must_use]
    pub fn foreign() -> Self {
        Self::new(
            StatusCode::FORBIDDEN,
            "Dit verzoek kwam niet van een pagina van Leerkring. Er is niets uitgevoerd. Ga terug en probeer het opnieuw.",
            "This request did not come from a page of Leerkring. Nothing was carried out. Go back and try again.",
        )
    }

    /// Something is broken on our side.
    #[must_use]
    pub fn broken(cause: impl Into<String>) -> Self {
        let mut error = Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "Er ging iets mis aan onze kant. Probeer het later opnieuw. Blijft het misgaan? Geef het kenmerk hieronder door aan uw functioneel beheerder.",
            "Something went wrong on our side. Try again later. If it keeps happening, give the reference below to your administrator.",
        );
        error.cause = Some(cause.into());
        error
    }
}

impl From<crate::decisions::StoreError> for WebError {
    fn from(error: crate::decisions::StoreError) -> Self {
        Self::broken(chain(&error))
    }
}

impl From<OpenError> for WebError {
    fn from(error: OpenError) -> Self {
        let cause = chain(&error);
        let mut public = match error {
            OpenError::Nothing { .. } => Self::new(
                StatusCode::SERVICE_UNAVAILABLE,
                "Er is nog niets vrijgegeven. U hoeft niets te doen: zodra de eerste periode is vrijgegeven, ziet u hier cijfers.",
                "Nothing has been released yet. You need not do anything: you will see figures here as soon as the first period is released.",
            ),
            _ => Self::broken(String::new()),
        };
        public.cause = Some(cause);
        public
    }
}

impl From<askama::Error> for WebError {
    fn from(error: askama::Error) -> Self {
        Self::broken(chain(&error))
    }
}

/// Why a chart could not be drawn, in both languages.
pub fn chart_error(error: &ChartError) -> (String, String) {
    let dutch = match error {
        ChartError::UnknownKind(kind) => format!("`{kind}` is geen soort figuur"),
        ChartError::UnknownColumn(column) => format!("de gegevens hebben geen kolom `{column}`"),
        ChartError::NotNumbers(column) => {
            format!("kolom `{column}` bevat tekst waar de figuur getallen nodig heeft")
        }
        ChartError::UnknownPart(part) => format!("`{part}` is geen onderdeel van een figuur"),
        ChartError::MissingPart(part) => {
            format!("deze soort figuur heeft een kolom voor `{part}` nodig")
        }
        ChartError::UnknownWord(column) => {
            format!("kolom `{column}` bevat een woord dat deze soort figuur niet kent")
        }
        ChartError::Empty => "er zijn geen rijen om te tekenen".to_owned(),
        ChartError::Drawing(_) => "de figuur kon niet worden getekend".to_owned(),
    };
    (dutch, error.to_string())
}

/// A query's mistake, in the reader's language. The engine's own words stay English.
#[must_use]
pub fn run_error(error: &RunError) -> (String, String) {
    let nl = match error {
        RunError::NotSelect => {
            "Hier kan alleen één SELECT: vrijgegeven cijfers kunt u lezen, niet veranderen."
                .to_owned()
        }
        RunError::Syntax { message } => {
            format!("Dit is geen geldige SQL. De database zegt: {message}")
        }
        RunError::Plan { message } => {
            format!(
                "De query past niet bij de tabellen. Controleer de namen in de lijst met tabellen. De database zegt: {message}"
            )
        }
        RunError::Parameter { parameter } => {
            format!(
                "De parameter {parameter} heeft geen waarde. Schrijf in de werkplaats de waarde zelf in de query."
            )
        }
        RunError::Time { limit } => format!(
            "De query duurde langer dan {} seconden en is gestopt. Vraag minder rijen of een kortere periode.",
            limit.as_secs()
        ),
        RunError::Memory => {
            "De query heeft meer geheugen nodig dan mag. Vraag minder rijen of kolommen.".to_owned()
        }
        RunError::Execution { message } => {
            format!(
                "De database kon een waarde niet berekenen. Controleer de berekening in uw query. De database zegt: {message}"
            )
        }
        RunError::Column { column } => {
            format!(
                "De kolom {column} heeft een soort waarde die we niet kunnen tonen. Maak er met CAST tekst of een getal van."
            )
        }
    };
    let mut en = error.to_string();
    if let Some(first) = en.get(..1) {
        en = format!("{}{}.", first.to_uppercase(), &en[1..]);
    }
    (nl, en)
}

fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        text = format!("{text}: {cause}");
        source = cause.source();
    }
    text
}

impl IntoResponse for WebError {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}
