//! The facilitator's screen: before the room opens a checklist, then the controls, the script and the
//! notes beside a small picture of the wall.

use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use vik_domain::{Language, civil};

use super::cards::{Card, Help, cards, columns};
use super::deeds;
use super::frame::{Frame, Host, Spoken, code};
use super::prepare::Choice;
use super::problem::{Problem, page};
use super::script::{Line, lines};
use super::slide::{self, Slide};
use super::words::{self, ROLES, say};
use crate::circles::{Circles, Screens};
use crate::clock::day;
use crate::knowledge::{Knowledge, Likelihood, weigh};
use crate::library::{Entry, Shelf, name};
use crate::note::{Column, Kind, MOST_ACTIONS, NOTE_LENGTH, Role, SHORT_LENGTH};
use crate::place::Scene;
use crate::room::Room;
use crate::tally::FEWEST;

/// What a form held that was not taken, so that its writer can change it. It is drawn on the answer to
/// that very request and kept nowhere.
#[derive(Default)]
pub struct Draft {
    /// Which form: the name of its deed.
    pub deed: String,
    /// What to tell.
    pub problem: String,
    /// The choice in the form.
    pub choice: String,
    /// The text.
    pub text: String,
    /// The second text.
    pub more: String,
    /// The day.
    pub due: String,
}

/// A kind of note with its notes.
struct Notes {
    name: String,
    notes: Vec<(u32, String)>,
}

#[derive(Template)]
#[template(path = "lead.html")]
struct Page {
    frame: Frame,
    address: String,
    draft: Draft,
    slide: Slide,
    phases: Vec<(String, u32, &'static str)>,
    script: Vec<Line>,
    left: i64,
    runs: bool,
    first: bool,
    last: bool,
    card: bool,
    voting: bool,
    votable: bool,
    ask: Option<&'static str>,
    enough: bool,
    shown: bool,
    phones: usize,
    group: u32,
    few: bool,
    door: bool,
    room_code: String,
    screen: String,
    scene: &'static str,
    kinds: Vec<Choice>,
    notes: Vec<Notes>,
    note_length: usize,
    short_length: usize,
    columns: Vec<(String, Vec<Help>)>,
    column_choices: Vec<Choice>,
    ideas: Vec<Choice>,
    actions: Vec<Card>,
    owners: Vec<(String, Vec<Choice>)>,
    room_for_action: bool,
    due: String,
    today: String,
}

#[derive(Template)]
#[template(path = "checklist.html")]
struct Checklist {
    frame: Frame,
    address: String,
    story: String,
    href: Option<String>,
    theme: String,
    unit: String,
    group: u32,
    few: bool,
    minutes: u32,
    phases: Vec<(String, u32)>,
    roles: Vec<(String, String)>,
    knowledge: Knowledge,
    careful: bool,
}

/// The routes of this file.
pub fn routes() -> Router<Circles> {
    Router::new()
        .route(
            "/{language}/leercirkel/zaal/{id}",
            get(show).post(deeds::post),
        )
        .route("/{language}/leercirkel/zaal/{id}/stroom", get(follow))
}

async fn show(
    State(circles): State<Circles>,
    host: Host,
    spoken: Spoken,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, Problem> {
    draw(
        &circles,
        host,
        &spoken,
        &id,
        Draft::default(),
        StatusCode::OK,
    )
    .await
}

async fn follow(
    State(circles): State<Circles>,
    host: Host,
    spoken: Spoken,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let room = enter(&circles, &host, &spoken, &id)?;
    let stream = super::stream::stream(&circles, &room.id, Screens::Walls);
    stream
        .map(IntoResponse::into_response)
        .ok_or_else(|| Problem::missing(spoken.language))
}

/// The room with a key, for somebody of its organisation. The key is the permission: a second guide
/// who got the address works the same screen.
pub fn enter(circles: &Circles, host: &Host, spoken: &Spoken, id: &str) -> Result<Room, Problem> {
    let room = circles.room(id).filter(|room| room.plan.org == host.org);
    room.ok_or_else(|| Problem::missing(spoken.language))
}

/// Draws the page of a room.
pub async fn draw(
    circles: &Circles,
    host: Host,
    spoken: &Spoken,
    id: &str,
    draft: Draft,
    status: StatusCode,
) -> Result<Response, Problem> {
    let language = spoken.language;
    // The version first: what changes after it is looked at again.
    let version = circles
        .watch(id, Screens::Walls)
        .map_or(0, |changes| *changes.borrow());
    let room = enter(circles, &host, spoken, id)?;
    let shelf = circles.library().shelf(&host.org, language).await;
    let entry = shelf.story(&room.plan.story).cloned();
    let address = format!("/{}/leercirkel/zaal/{id}", code(language));
    let title = say(language, ("Leercirkel", "Learning circle"));
    let frame = Frame::new(circles, spoken, Some(host), &title);
    let body = if room.code.is_none() {
        let story = entry.as_deref();
        page(
            &checklist(frame, address, &room, story, &shelf, language),
            language,
        )?
    } else {
        let stream = format!("{address}/stroom{}", frame.query());
        let frame = frame.live(&stream, version);
        let mut slide = slide::slide(&room, entry.as_deref(), &shelf, language);
        if room.scene() == Scene::Figure
            && let Some(entry) = &entry
        {
            slide.figure = circles
                .library()
                .figure(&room.plan.org, entry, language)
                .await;
        }
        page(
            &lead(circles, frame, address, &room, &shelf, slide, draft),
            language,
        )?
    };
    Ok((status, body).into_response())
}

fn checklist(
    frame: Frame,
    address: String,
    room: &Room,
    entry: Option<&Entry>,
    shelf: &Shelf,
    language: Language,
) -> Checklist {
    let unit = shelf
        .units
        .iter()
        .find(|unit| Some(&unit.code) == room.plan.unit.as_ref());
    let several = say(
        language,
        (
            "mensen uit verschillende eenheden",
            "people from several units",
        ),
    );
    let knowledge = entry.map_or(
        Knowledge {
            likelihood: Likelihood::Small,
            reasons: Vec::new(),
        },
        |entry| weigh(&entry.story, unit, language),
    );
    let phases = room.plan.variant.phases().iter();
    Checklist {
        story: entry.map_or_else(
            || {
                say(
                    language,
                    ("Dit verhaal is ingetrokken", "This story was withdrawn"),
                )
            },
            |entry| entry.story.title.clone(),
        ),
        href: entry.and_then(|entry| entry.href.clone()),
        theme: name(&shelf.themes, &room.plan.theme),
        unit: unit.map_or(several, |unit| unit.name.clone()),
        group: room.plan.group,
        few: room.plan.group < FEWEST,
        minutes: room.plan.variant.minutes(),
        phases: phases
            .map(|(phase, minutes)| (say(language, words::phase(*phase)), *minutes))
            .collect(),
        roles: ROLES
            .iter()
            .map(|(role, task)| (say(language, *role), say(language, *task)))
            .collect(),
        careful: knowledge.likelihood > Likelihood::Small,
        knowledge,
        frame,
        address,
    }
}

fn lead(
    circles: &Circles,
    frame: Frame,
    address: String,
    room: &Room,
    shelf: &Shelf,
    slide: Slide,
    draft: Draft,
) -> Page {
    let language = frame.language;
    let now = circles.now();
    let scene = room.scene();
    let ask = room.ask();
    let (phones, enough) = circles.phones(&room.id, ask);
    let (variant, place) = (room.plan.variant, room.place);
    let phases = variant
        .phases()
        .iter()
        .enumerate()
        .map(|(at, (phase, minutes))| {
            let state = match at.cmp(&place.phase) {
                std::cmp::Ordering::Less => "done",
                std::cmp::Ordering::Equal => "now",
                std::cmp::Ordering::Greater => "",
            };
            (say(language, words::phase(*phase)), *minutes, state)
        });
    let choose = |value: &str, label: String| Choice {
        value: value.to_owned(),
        chosen: value == draft.choice,
        label,
    };
    let kinds = Kind::ALL
        .into_iter()
        .map(|kind| choose(kind.code(), say(language, words::kind(kind))));
    let notes = Kind::ALL.into_iter().map(|kind| {
        let own = room.notes.iter().filter(|note| note.kind == kind);
        Notes {
            name: say(language, words::kind(kind)),
            notes: own.map(|note| (note.id, note.text.to_string())).collect(),
        }
    });
    let roles = Role::ALL.into_iter().map(|role| {
        choose(
            &format!("rol:{}", role.code()),
            say(language, words::role(role)),
        )
    });
    let units = shelf
        .units
        .iter()
        .map(|unit| choose(&format!("eenheid:{}", unit.code), unit.name.clone()));
    let today = day(now);
    Page {
        phases: phases.collect(),
        script: lines(scene, language),
        left: room.left(now) / 1_000,
        runs: room.timer.runs(),
        first: place.back(variant, &room.shape).is_none(),
        last: place.next(variant, &room.shape).is_none(),
        card: scene == Scene::Dilemma(5) && room.cards < room.shape.what_ifs,
        voting: room.voting,
        votable: room.ideas.len() > 1 && !room.voting,
        ask: ask.map(crate::ask::Ask::code),
        enough,
        shown: ask.is_some_and(|ask| room.shown.contains_key(&ask)),
        phones,
        group: room.plan.group,
        few: room.plan.group < FEWEST,
        door: room.door,
        room_code: room
            .code
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default(),
        screen: format!("/{}/leercirkel/scherm/{}", code(language), room.screen),
        scene: match scene {
            Scene::Helps => "helpt",
            Scene::Actions => "acties",
            Scene::Checkout => "afronding",
            _ => "",
        },
        kinds: kinds.collect(),
        notes: notes.filter(|group| !group.notes.is_empty()).collect(),
        note_length: NOTE_LENGTH,
        short_length: SHORT_LENGTH,
        columns: columns(room, language),
        column_choices: Column::ALL
            .into_iter()
            .map(|column| choose(column.code(), say(language, words::column(column))))
            .collect(),
        ideas: room
            .ideas
            .iter()
            .map(|idea| choose(&idea.id.to_string(), idea.text.to_string()))
            .collect(),
        actions: cards(&room.actions, shelf, language),
        owners: vec![
            (say(language, ("Rol", "Role")), roles.collect()),
            (say(language, ("Eenheid", "Unit")), units.collect()),
        ],
        room_for_action: room.actions.len() < MOST_ACTIONS,
        due: if draft.due.is_empty() {
            civil::iso(today + crate::closed::LOOKS[0])
        } else {
            draft.due.clone()
        },
        today: civil::iso(today),
        slide,
        draft,
        frame,
        address,
    }
}
