//! Begrippen: the words, the indicators, and every code list with what is not verified.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::Html;
use axum::routing::get;
use vik_domain::{Glossary, Indicators};

use crate::access::Place;
use crate::app::App;
use crate::chrome::Chrome;
use crate::error::WebError;
use crate::format;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "glossary.html")]
struct Page {
    chrome: Chrome,
    terms: Vec<Term>,
    indicators: Vec<(String, String, String)>,
    lists: Vec<List>,
}

struct Term {
    word: String,
    other: String,
    code: String,
    meaning: String,
}

struct List {
    id: String,
    title: String,
    version: String,
    source: Option<String>,
    codes: Vec<Entry>,
}

struct Entry {
    code: String,
    word: String,
    parent: String,
    validity: String,
    verified: bool,
}

/// The routes of this file.
pub fn routes() -> Router<App> {
    Router::new().route("/{language}/begrippen", get(show))
}

async fn show(visit: Visit, State(app): State<App>) -> Result<Html<String>, WebError> {
    visit.enter(&app, Place::Glossary)?;
    let side = visit.figures(&app).await?;
    let glossary = Glossary::embedded();
    let terms = glossary.terms().iter().map(|term| Term {
        word: visit.pick(&term.nl, &term.en).to_owned(),
        other: visit.pick(&term.en, &term.nl).to_owned(),
        code: term.code.clone(),
        meaning: visit.pick(&term.meaning_nl, &term.meaning_en).to_owned(),
    });
    let mut terms: Vec<Term> = terms.collect();
    terms.sort_by_key(|term| term.word.to_lowercase());
    let indicators = Indicators::embedded().all().iter().map(|indicator| {
        let queries = app
            .catalogue
            .queries()
            .filter(|query| query.indicators.contains(&indicator.id));
        let titles: Vec<&str> = queries
            .map(|query| query.title.get(visit.language))
            .collect();
        let title = visit
            .pick(&indicator.title.nl, &indicator.title.en)
            .to_owned();
        (indicator.id.clone(), title, titles.join("; "))
    });
    let lists = side.reference().lists.values().map(|list| List {
        id: list.id.clone(),
        title: visit.pick(&list.title.nl, &list.title.en).to_owned(),
        version: list.version.clone(),
        source: list.source.clone(),
        codes: list.codes.iter().map(|code| entry(code, &visit)).collect(),
    });
    let page = Page {
        chrome: Chrome::new(&app, &visit, Place::Glossary),
        terms,
        indicators: indicators.collect(),
        lists: lists.collect(),
    };
    Ok(Html(page.render()?))
}

fn entry(code: &vik_domain::Code, visit: &Visit) -> Entry {
    let day = |iso: &Option<String>| iso.as_deref().map(|iso| format::date(iso, visit.language));
    let validity = match (day(&code.valid_from), day(&code.valid_to)) {
        (None, None) => visit.pick("altijd", "always").to_owned(),
        (Some(from), None) => format!("{} {from}", visit.pick("vanaf", "from")),
        (None, Some(to)) => format!("{} {to}", visit.pick("tot en met", "up to and including")),
        (Some(from), Some(to)) => format!("{from} – {to}"),
    };
    Entry {
        code: code.code.clone(),
        word: visit.pick(&code.nl, &code.en).to_owned(),
        parent: code.parent.clone().unwrap_or_default(),
        validity,
        verified: code.verified,
    }
}
