//! One pack: what is in it, whether the times add up, what stands in the way, and what can be taken along.

use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use vik_domain::Language;
use vik_reports::pack::{Hindrance, StoryRef};

use super::add::Adding;
use super::list::Typed;
use super::stop::Stop;
use super::visit::Visit;
use super::words;
use crate::library::{Shelf, name};
use crate::packs::Packs;
use crate::packs::draft::{Balance, Draft, Piece, What};
use crate::packs::export::Format;
use crate::packs::stock::Stock;
use crate::packs::store::{Kind, Versioned};
use crate::web::frame::{Frame, pick};

/// Most letters in a title and an audience.
pub const TITLE_LENGTH: usize = 80;

/// An item on the page.
struct Row {
    place: usize,
    kind: &'static str,
    title: String,
    minutes: u32,
    clock: String,
    first: bool,
    last: bool,
    details: Vec<String>,
    notes: Vec<Note>,
}

/// A story in an item that does not stand as it was chosen.
struct Note {
    story: String,
    text: String,
    /// Whether there is a version to take instead, and where to read it.
    newer: bool,
    href: Option<String>,
}

/// Something to choose.
pub struct Choice {
    pub value: String,
    pub label: String,
    pub chosen: bool,
}

struct Export {
    href: String,
    name: &'static str,
    about: &'static str,
}

struct Past {
    version: u32,
    when: String,
}

#[derive(Template)]
#[template(path = "pack_edit.html")]
struct Page {
    frame: Frame,
    list: String,
    house: String,
    /// Addresses of the forms, with what the server needs behind them.
    pieces: String,
    add: String,
    details: String,
    back: String,
    away: String,
    version: u32,
    said: Option<String>,
    balance: String,
    ready: bool,
    missing: Vec<String>,
    hindered: usize,
    rows: Vec<Row>,
    stories: Vec<Choice>,
    dilemmas: Vec<Choice>,
    typed: Typed,
    adding: Adding,
    exports: Vec<Export>,
    past: Vec<Past>,
}

/// What a page has to say on top of the pack itself.
#[derive(Default)]
pub struct Saying {
    /// Why a change was not made.
    pub said: Option<(StatusCode, String)>,
    /// The details as they were typed, when they were not kept.
    pub typed: Option<Typed>,
    /// The new item as it was typed, when it was not kept.
    pub adding: Adding,
}

/// The routes of this file.
pub fn routes() -> Router<Packs> {
    Router::new().route("/{language}/lesmap/{id}", get(show))
}

async fn show(
    State(packs): State<Packs>,
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, Stop> {
    draw(&packs, &visit, &id, Saying::default()).await
}

/// Whether a pack can be taken along, in a few words.
pub fn state(draft: &Draft, stock: &Stock, language: Language) -> (String, bool) {
    let gone = draft
        .pieces
        .iter()
        .flat_map(|piece| hindrances(piece, stock))
        .count();
    if gone > 0 {
        let text = pick(
            language,
            "Let op: een verhaal is veranderd of ingetrokken",
            "Please note: a story was changed or withdrawn",
        );
        return (text.to_owned(), false);
    }
    if let Some(first) = words::missing(draft, language).into_iter().next() {
        return (first, false);
    }
    let ready = draft.balance() == Balance::Exact;
    let text = match ready {
        true => pick(language, "Klaar om mee te nemen", "Ready to take along").to_owned(),
        false => words::balance(draft, language),
    };
    (text, ready)
}

fn hindrances<'a>(
    piece: &'a Piece,
    stock: &'a Stock,
) -> impl Iterator<Item = (&'a StoryRef, Hindrance)> {
    let stories = piece.what.stories().iter();
    stories.filter_map(|story| Some((story, story.hindrance(stock)?)))
}

/// Draws the newest version of a pack.
pub async fn draw(
    packs: &Packs,
    visit: &Visit,
    id: &str,
    saying: Saying,
) -> Result<Response, Stop> {
    let org = visit.host.org.clone();
    let stock = packs.library().stock(&org).await;
    let shelf = packs.library().shelf(&org, visit.language()).await;
    let (all, wanted) = (packs.clone(), id.to_owned());
    let history = move || all.store().history::<Draft>(&org, Kind::Pack, &wanted);
    let history = visit
        .off(history)
        .await?
        .map_err(|cause| visit.broken(&cause))?;
    let Some((kept, past)) = history.split_first() else {
        return Err(visit.missing());
    };
    let status = saying
        .said
        .as_ref()
        .map_or(StatusCode::OK, |(status, _)| *status);
    let page = page(visit, kept, past, &stock, &shelf, saying);
    let body = page.render().map_err(|cause| visit.broken(&cause))?;
    Ok((status, Html(body)).into_response())
}

fn page(
    visit: &Visit,
    kept: &Versioned<Draft>,
    past: &[Versioned<Draft>],
    stock: &Stock,
    shelf: &Shelf,
    saying: Saying,
) -> Page {
    let (language, draft) = (visit.language(), &kept.body);
    let below = |rest: &str| visit.address(&format!("/{}/{rest}", kept.id));
    let rows = rows(draft, stock, language);
    let hindered = rows.iter().map(|row| row.notes.len()).sum();
    let missing = words::missing(draft, language);
    let ready = hindered == 0 && missing.is_empty() && draft.balance() == Balance::Exact;
    let exports = Format::ALL.iter().filter(|_| ready).map(|format| {
        let (name, about) = words::format(*format, language);
        Export {
            href: below(&format!("uit/{}", format.file())),
            name,
            about,
        }
    });
    let choices = |only_dilemmas: bool| {
        let stories = stock.standing();
        let fit = stories.filter(|(entry, _)| !only_dilemmas || entry.story.dilemma.is_some());
        let choice = fit.map(|(entry, _)| {
            let themes = entry.story.themes.iter();
            let themes: Vec<String> = themes.map(|code| name(&shelf.themes, code)).collect();
            Choice {
                value: entry.id.clone(),
                label: format!("{} ({})", entry.story.title, themes.join(", ")),
                chosen: saying.adding.stories.contains(&entry.id),
            }
        });
        choice.collect::<Vec<_>>()
    };
    Page {
        list: visit.address(""),
        house: visit.address("/huisstijl"),
        pieces: below("onderdelen"),
        add: below("erbij"),
        details: below("gegevens"),
        back: below("terug"),
        away: below("weg"),
        version: kept.version,
        balance: words::balance(draft, language),
        ready,
        missing,
        hindered,
        rows,
        stories: choices(false),
        dilemmas: choices(true),
        exports: exports.collect(),
        past: past
            .iter()
            .map(|old| Past {
                version: old.version,
                when: words::date(old.at, language),
            })
            .collect(),
        frame: visit.frame(draft.title.as_str()),
        said: saying.said.map(|(_, text)| text),
        typed: saying.typed.unwrap_or_else(|| Typed::of(draft)),
        adding: saying.adding,
    }
}

fn rows(draft: &Draft, stock: &Stock, language: Language) -> Vec<Row> {
    let title = |story: &StoryRef| match (stock.get(&story.name), language) {
        (Some((entry, _)), _) => entry.story.title.clone(),
        (None, Language::Dutch) => format!("nummer {}, niet meer te lezen", story.name),
        (None, Language::English) => format!("number {}, no longer to be read", story.name),
    };
    let (mut at, count) = (0_u32, draft.pieces.len());
    let row = |(place, piece): (usize, &Piece)| {
        let until = at.saturating_add(piece.minutes);
        let clock = format!("{at}–{until}");
        at = until;
        let (kind, title, details) = match &piece.what {
            What::Story(story) => (pick(language, "Verhaal", "Story"), title(story), Vec::new()),
            What::Cards(stories) => (
                pick(language, "Dilemmakaarten", "Dilemma cards"),
                stories.iter().map(title).collect::<Vec<_>>().join("; "),
                Vec::new(),
            ),
            What::Figure(figure) => (
                pick(language, "Figuur", "Figure"),
                figure.spec.title.clone(),
                vec![figure.reading.clone(), figure.source.clone()],
            ),
            What::Exercise { title, steps } => (
                pick(language, "Oefening", "Exercise"),
                title.to_string(),
                steps.iter().map(ToString::to_string).collect(),
            ),
            What::Pause => (pick(language, "Pauze", "Break"), String::new(), Vec::new()),
        };
        let notes = hindrances(piece, stock).map(|(story, hindrance)| {
            let newer = matches!(
                hindrance,
                Hindrance::Changed { .. } | Hindrance::Altered { .. }
            );
            let href = stock
                .get(&story.name)
                .and_then(|(entry, _)| entry.href.clone());
            Note {
                story: story.name.clone(),
                text: hindrance.text(language),
                newer,
                href,
            }
        });
        Row {
            place,
            kind,
            title,
            minutes: piece.minutes,
            clock,
            first: place == 0,
            last: place + 1 == count,
            details,
            notes: notes.collect(),
        }
    };
    draft.pieces.iter().enumerate().map(row).collect()
}
