//! A story as a file: Markdown, a sheet as PDF, and dilemma cards.
//!
//! A document is made anew each time, so there is no copy that could outlive a withdrawal.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use vik_catalogue::Language;
use vik_domain::{Indicators, Month};
use vik_published::{OpenSide, PublishedStory, Reference, StoryEntry};
use vik_reports::{Card, Edition, Words, dilemma_cards, story_sheet};

use crate::app::App;
use crate::error::WebError;
use crate::labels::label;
use crate::library::Library;
use crate::pages::story;
use crate::visit::Visit;

/// At most so many cards in one file.
const MOST_CARDS: usize = 40;

/// The words that were published with the figures; a code without one stands as it is.
struct PublishedWords<'a>(&'a Reference);

impl Words for PublishedWords<'_> {
    fn word(&self, list: &str, code: &str) -> Option<String> {
        if list == "indicators" {
            let known = Indicators::embedded().get(code);
            return Some(known.map_or_else(|| code.to_owned(), |known| known.title.nl.clone()));
        }
        Some(label(self.0, list, code, Language::Dutch))
    }
}

/// The story as Markdown.
pub fn markdown(published: &PublishedStory, reference: &Reference) -> Response {
    let names = |list: &str, code: &str| label(reference, list, code, Language::Dutch);
    let text = published.story.markdown(&names);
    let name = format!("verhaal-{}.md", published.number);
    file("text/markdown; charset=utf-8", &name, text.into_bytes())
}

/// The story as a sheet.
pub async fn sheet(
    app: &App,
    published: &PublishedStory,
    side: Arc<OpenSide>,
) -> Result<Response, WebError> {
    let name = format!("verhaal-{}.pdf", published.number);
    let (story, edition) = (
        published.story.clone(),
        edition(published, named(published))?,
    );
    let words = move || {
        let words = PublishedWords(side.reference());
        story_sheet(&story, &edition, &words)
    };
    Ok(file("application/pdf", &name, app.print(words).await?))
}

/// The dilemmas of the stories whose numbers stand in the address, as cards.
pub async fn cards(
    app: &App,
    visit: &Visit,
    library: &Library,
    side: Arc<OpenSide>,
) -> Result<Response, WebError> {
    let numbers: Option<BTreeSet<u64>> = visit
        .fields
        .all("nr")
        .map(|number| number.parse().ok())
        .collect();
    let numbers = numbers.ok_or_else(WebError::missing)?;
    if numbers.is_empty() || numbers.len() > MOST_CARDS {
        return Err(WebError::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            format!("Kies één tot {MOST_CARDS} verhalen met een dilemma."),
            format!("Choose one to {MOST_CARDS} stories with a dilemma."),
        ));
    }
    let mut chosen = Vec::new();
    for number in numbers {
        match library.get(number).ok_or_else(WebError::missing)? {
            StoryEntry::Withdrawn(gone) => return story::withdrawn(app, visit, gone),
            StoryEntry::Standing(published) => {
                chosen.push((
                    published.story.clone(),
                    edition(published, named(published))?,
                ));
            }
        }
    }
    let words = move || {
        let words = PublishedWords(side.reference());
        let cards: Vec<Card> = chosen
            .iter()
            .map(|(story, edition)| Card { story, edition })
            .collect();
        dilemma_cards(&cards, &words)
    };
    let pdf = app.print(words).await?;
    Ok(file("application/pdf", "dilemmakaarten.pdf", pdf))
}

/// What a document calls a story.
fn named(published: &PublishedStory) -> String {
    format!("verhaal {}", published.number)
}

/// Which printing it is, under the name that documents show. A story that is changed gets a new number, so
/// each has one version.
///
/// # Errors
/// When a month of the story is none.
pub fn edition(published: &PublishedStory, name: String) -> Result<Edition, WebError> {
    let month = |text: &str| -> Result<Month, WebError> {
        let month = text.parse();
        month.map_err(|_| WebError::broken("a story in the library has no valid month"))
    };
    Ok(Edition {
        story: name,
        version: 1,
        released: month(&published.released)?,
        review_before: month(&published.review_before)?,
        deidentified: Vec::new(),
    })
}

fn file(kind: &'static str, name: &str, bytes: Vec<u8>) -> Response {
    let disposition = format!("attachment; filename=\"{name}\"");
    let headers = [
        (CONTENT_TYPE, kind.to_owned()),
        (CONTENT_DISPOSITION, disposition),
    ];
    (headers, bytes).into_response()
}
