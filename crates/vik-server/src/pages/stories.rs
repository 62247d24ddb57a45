//! Verhalen: the library as a list, with search and filters that stand in the address.

use std::collections::BTreeMap;

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::Html;
use axum::routing::get;
use vik_catalogue::Language;
use vik_published::{PublishedStory, Reference};
use vik_story::Audience;

use crate::access::Place;
use crate::app::App;
use crate::chrome::Chrome;
use crate::error::WebError;
use crate::fields::Fields;
use crate::library::{Hit, Library, Order, Piece, Selection, passages, snippet};
use crate::pages::story_filters::{FilterView, filters};
use crate::visit::Visit;
use crate::{format, labels};

#[derive(Template)]
#[template(path = "stories.html")]
struct Page {
    chrome: Chrome,
    org: Option<String>,
    words: String,
    filters: Vec<FilterView>,
    empty: bool,
    count: String,
    some_words_only: bool,
    reset: String,
    stories: Vec<Shown>,
    cards: Vec<(u64, String)>,
    withdrawn: Vec<Announced>,
}

/// A story in the list.
struct Shown {
    href: String,
    number: u64,
    title: String,
    new: bool,
    overdue: bool,
    released: String,
    minutes: usize,
    dilemma: bool,
    themes: Vec<String>,
    audiences: String,
    passage: Vec<Piece>,
}

/// A story that was withdrawn.
struct Announced {
    number: u64,
    month: String,
    reason: String,
}

/// The route of this file.
pub fn routes() -> Router<App> {
    Router::new().route("/{language}/verhalen", get(show))
}

async fn show(visit: Visit, State(app): State<App>) -> Result<Html<String>, WebError> {
    visit.enter(&app, Place::Stories)?;
    let side = visit.figures(&app).await?;
    let reference = side.reference();
    let library = visit.source(&app)?.library(reference)?;
    let selection = Selection::read(&visit.fields);
    let (found, some_words_only) = found(&library, &selection);
    let question = library.index().question(&selection.words);
    let shown = found.iter().map(|story| Shown {
        passage: snippet(passages(&story.story), &question).unwrap_or_else(|| opening(story)),
        ..shown(story, &visit, reference)
    });
    let since = (library.withdrawn().rev()).filter(|story| selection.is_since(&story.month));
    let page = Page {
        org: visit.fields.get("org").map(str::to_owned),
        words: selection.words.clone(),
        filters: filters(&library, &selection, &visit, reference),
        empty: library.standing().next().is_none(),
        count: count(found.len(), visit.language),
        some_words_only,
        reset: format!(
            "/{}/verhalen{}",
            visit.language.code(),
            visit.organisation()
        ),
        stories: shown.collect(),
        cards: found
            .iter()
            .filter(|story| story.story.dilemma.is_some())
            .map(|story| (story.number, story.story.title.clone()))
            .collect(),
        withdrawn: since
            .map(|story| Announced {
                number: story.number,
                month: format::month(&story.month, visit.language),
                reason: story.reason.trim().trim_end_matches('.').to_owned(),
            })
            .collect(),
        chrome: Chrome::new(&app, &visit, Place::Stories),
    };
    Ok(Html(page.render()?))
}

/// The stories that were asked for, in order; and whether none of them holds every word.
fn found<'a>(library: &'a Library, selection: &Selection) -> (Vec<&'a PublishedStory>, bool) {
    let question = library.index().question(&selection.words);
    let by_number: BTreeMap<u64, &PublishedStory> = library
        .standing()
        .filter(|story| selection.holds(story))
        .map(|story| (story.number, story))
        .collect();
    if question.is_empty() {
        let mut stories: Vec<&PublishedStory> = by_number.into_values().rev().collect();
        sort(&mut stories, selection.order());
        return (stories, false);
    }
    let hits: Vec<Hit> = library.index().find(&question);
    let here = |hit: &Hit| by_number.get(&hit.number).copied();
    let whole: Vec<&PublishedStory> = hits
        .iter()
        .filter(|hit| hit.whole)
        .filter_map(here)
        .collect();
    let some_words_only = whole.is_empty();
    let mut stories = if some_words_only {
        hits.iter().filter_map(here).collect()
    } else {
        whole
    };
    let some_words_only = some_words_only && !stories.is_empty();
    sort(&mut stories, selection.order());
    (stories, some_words_only)
}

fn sort(stories: &mut [&PublishedStory], order: Order) {
    match order {
        Order::Best => {}
        Order::Newest => stories.sort_by_key(|story| std::cmp::Reverse(story.number)),
        Order::Shortest => stories.sort_by_key(|story| story.story.reading_minutes()),
    }
}

fn shown(published: &PublishedStory, visit: &Visit, reference: &Reference) -> Shown {
    let (story, language) = (&published.story, visit.language);
    let word = |code: &String| labels::label(reference, "themes", code, language);
    let audiences: Vec<&str> = story
        .audiences
        .iter()
        .map(|each| audience(*each, language))
        .collect();
    let today = format::this_month();
    Shown {
        href: format!(
            "/{}/verhalen/{}{}",
            language.code(),
            published.number,
            visit.organisation()
        ),
        number: published.number,
        title: story.title.clone(),
        new: published.released >= today.plus(-1).to_string(),
        overdue: is_overdue(published),
        released: format::month(&published.released, language),
        minutes: story.reading_minutes(),
        dilemma: story.dilemma.is_some(),
        themes: story.themes.iter().map(word).collect(),
        audiences: audiences.join(", "),
        passage: Vec::new(),
    }
}

/// Whether the review of a story is overdue today.
pub fn is_overdue(published: &PublishedStory) -> bool {
    format::this_month().to_string() > published.review_before
}

/// The first sentences, where nothing was asked.
fn opening(published: &PublishedStory) -> Vec<Piece> {
    let first = published.story.situation.split("\n\n").next();
    let mut text = String::new();
    for sentence in first.unwrap_or_default().trim().split_inclusive(". ") {
        if !text.is_empty() && text.len() + sentence.len() > 220 {
            break;
        }
        text.push_str(sentence);
    }
    vec![Piece { text, asked: false }]
}

/// The name of an audience in a row of several.
pub fn audience(audience: Audience, language: Language) -> &'static str {
    let (nl, en) = match audience {
        Audience::Staff => ("medewerkers", "staff"),
        Audience::Supervisors => ("leidinggevenden", "supervisors"),
        Audience::Vik => ("VIK", "integrity department"),
        Audience::Policy => ("beleidsmakers", "policy makers"),
    };
    crate::language::pick(language, nl, en)
}

fn count(stories: usize, language: Language) -> String {
    match (stories, language) {
        (0, Language::Dutch) => "Geen verhalen gevonden".to_owned(),
        (0, Language::English) => "No stories found".to_owned(),
        (1, Language::Dutch) => "1 verhaal".to_owned(),
        (1, Language::English) => "1 story".to_owned(),
        (more, Language::Dutch) => format!("{more} verhalen"),
        (more, Language::English) => format!("{more} stories"),
    }
}

/// The address of a story's file for a reader's language and organisation.
pub fn address(visit: &Visit, file: &str) -> String {
    let org = visit.fields.get("org");
    let fields = org.map(|org| Fields::default().with("org", org));
    let query = fields.unwrap_or_default().address();
    format!("/{}/verhalen/{file}{query}", visit.language.code())
}
