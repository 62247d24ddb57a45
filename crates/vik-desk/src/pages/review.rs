//! One story under review: what must still be done, the text with its open places, the fields, the log.

use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use vik_server::fields::Fields;
use vik_story::Story;
use vik_story::review::{Action, FlagRef, FlagState, Stage};

use super::cases::{Piece, original};
use super::work::title;
use super::{Frame, Problem, Signed, TheDesk};
use crate::app::{Desk, Opened};
use crate::form::{self, Input};
use crate::gate::{self, Answer};
use crate::{deeds, drafting, filled, words};

/// A step in the bar.
struct Step {
    name: &'static str,
    done: bool,
    now: bool,
}

/// A place that somebody must look at, with what stands around it.
struct Place {
    anchor: String,
    check: u64,
    place: usize,
    field: String,
    before: String,
    quote: String,
    after: String,
    label: &'static str,
    why: String,
    decided: Option<(String, u64)>,
}

struct Source {
    number: String,
    pieces: Vec<Piece>,
}

struct Line {
    at: String,
    who: String,
    what: String,
    undo: Option<u64>,
}

#[derive(Template)]
#[template(path = "review.html")]
struct Page {
    frame: Frame,
    id: String,
    version: u64,
    steps: Vec<Step>,
    stage: &'static str,
    standing: bool,
    problems: Vec<String>,
    open: usize,
    places: Vec<Place>,
    gate: Option<(bool, Vec<String>, Option<String>, bool)>,
    answer: Answer,
    inputs: Vec<Input>,
    deeds: Vec<deeds::Deed>,
    sources: Vec<Source>,
    log: Vec<Line>,
    people: String,
    told: Option<String>,
}

impl Page {
    fn has_asides(&self) -> bool {
        self.deeds.iter().any(|deed| deed.aside)
    }
}

/// The routes of this file.
pub fn routes() -> Router<Desk> {
    Router::new()
        .route("/verhaal/{id}", get(show))
        .route("/verhaal/{id}/veld", post(edit))
        .route("/verhaal/{id}/plek", post(decide))
        .route("/verhaal/{id}/doe", post(act))
}

async fn show(
    Signed(person): Signed,
    State(desk): TheDesk,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let opened = desk.open_review(&id)?;
    let looked = Action::Looked {
        what: "het verhaal en de tekst van de zaak".to_owned(),
    };
    let opened = desk.act(
        &id,
        &actor(&person, &opened),
        opened.review.version(),
        &looked,
    )?;
    page(&desk, &person, &opened, None, StatusCode::OK).await
}

fn actor(person: &crate::people::Person, opened: &Opened) -> vik_story::review::Actor {
    let units: Vec<String> = opened.review.units().iter().cloned().collect();
    person.actor(&units)
}

async fn page(
    desk: &Desk,
    person: &crate::people::Person,
    opened: &Opened,
    told: Option<String>,
    status: StatusCode,
) -> Result<Response, Problem> {
    let review = &opened.review;
    let story = review.story();
    let at = words::STAGES
        .iter()
        .position(|(stage, _)| *stage == review.stage())
        .unwrap_or(0);
    let steps = words::STAGES
        .iter()
        .enumerate()
        .filter(|(place, _)| *place < 6 || at == 6)
        .map(|(place, (_, name))| Step {
            name,
            done: place < at,
            now: place == at,
        })
        .collect();
    let problems = story
        .problems()
        .iter()
        .map(|problem| {
            format!(
                "{}: {}",
                words::field(&problem.field),
                problem.expected.dutch()
            )
        })
        .collect();
    let sources = desk
        .cases_of(opened)
        .into_iter()
        .map(|case| Source {
            number: case.number.clone(),
            pieces: original(&case.text, &drafting::search(case, &desk.detector).spans),
        })
        .collect();
    let undoable = review.undoable();
    let log = review
        .events()
        .iter()
        .rev()
        .filter(|event| !matches!(event.action, Action::Looked { .. }))
        .take(200)
        .map(|event| Line {
            at: event.at.replace('T', " ").trim_end_matches('Z').to_owned(),
            who: event.actor.id.clone(),
            what: words::action(&event.action),
            undo: undoable.contains(&event.version).then_some(event.version),
        })
        .collect();
    let people = review.authors().iter().cloned().collect::<Vec<_>>();
    let answer = gate::infer(desk, story).await?;
    let page = Page {
        frame: Frame::new(desk, person, title(&story.title, &opened.id)),
        id: opened.id.clone(),
        version: review.version(),
        steps,
        stage: words::stage(review.stage()),
        standing: !matches!(review.stage(), Stage::Released | Stage::Withdrawn),
        problems,
        open: review.open_flags().len(),
        places: places(story, review.flags()),
        gate: review.gate().map(|gate| {
            (
                gate.passed,
                gate.flags.clone(),
                gate.refused.clone(),
                gate.accepted.is_some(),
            )
        }),
        answer,
        inputs: form::inputs(desk, story),
        deeds: deeds::possible(review, &actor(person, opened)),
        sources,
        log,
        people: people.join(", "),
        told,
    };
    Ok((status, Html(page.render()?)).into_response())
}

fn places(story: &Story, flags: Vec<FlagState>) -> Vec<Place> {
    let texts = drafting::texts(story);
    flags
        .into_iter()
        .map(|state| {
            let text = texts
                .iter()
                .find(|(field, _)| *field == state.flag.field)
                .map_or("", |(_, text)| text.as_str());
            let end = state.flag.start + state.flag.quote.len();
            let around = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
            let left: String = {
                let before = around(0, state.flag.start);
                let count = before.chars().count();
                before.chars().skip(count.saturating_sub(70)).collect()
            };
            let right: String = around(end, text.len()).chars().take(70).collect();
            Place {
                anchor: format!("plek-{}-{}", state.reference.check, state.reference.place),
                check: state.reference.check,
                place: state.reference.place,
                field: words::field(&state.flag.field),
                before: left,
                quote: state.flag.quote,
                after: right,
                label: words::label(&state.flag.label),
                why: state.flag.why,
                decided: state.decided.map(|decided| {
                    let how = if decided.replaced {
                        "vervangen door"
                    } else {
                        "mag blijven:"
                    };
                    (
                        format!("{how} {} ({})", decided.reason, decided.by),
                        decided.version,
                    )
                }),
            }
        })
        .collect()
}

/// Saves one field. A script asks for JSON and stays on the page; without one the page comes back.
async fn edit(
    Signed(person): Signed,
    State(desk): TheDesk,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: String,
) -> Result<Response, Problem> {
    let fields = Fields::parse(&body);
    let field = fields.get("field").unwrap_or_default().to_owned();
    let opened = desk.open_review(&id)?;
    let story = opened.review.story();
    let (field, value) = filled::whole(story, &field, &fields)
        .or_else(|| filled::value(story, &fields).map(|value| (field, value)))
        .ok_or_else(|| {
            Problem::wrong("Dit veld kan zo niet worden opgeslagen. Controleer wat u invulde.")
        })?;
    let action = Action::Edited { field, value };
    let done = desk.act(&id, &actor(&person, &opened), seen(&fields), &action);
    let script = headers
        .get("accept")
        .is_some_and(|accept| accept == "application/json");
    if !script {
        return back(&desk, &person, &id, done.map(|_| "#velden")).await;
    }
    Ok(match done {
        Ok(opened) => axum::Json(serde_json::json!({
            "version": opened.review.version(),
            "stage": words::stage(opened.review.stage()),
        }))
        .into_response(),
        Err(crate::app::DeskError::Denied(denied)) => (
            StatusCode::CONFLICT,
            axum::Json(serde_json::json!({ "problem": words::denied(&denied) })),
        )
            .into_response(),
        Err(other) => Problem::from(other).into_response(),
    })
}

/// Decides about one place, or masks a word everywhere.
async fn decide(
    Signed(person): Signed,
    State(desk): TheDesk,
    Path(id): Path<String>,
    body: String,
) -> Result<Response, Problem> {
    let fields = Fields::parse(&body);
    let opened = desk.open_review(&id)?;
    let number = |name: &str| fields.get(name).and_then(|text| text.parse().ok());
    let flag = FlagRef {
        check: number("check").unwrap_or_default(),
        place: number("place").unwrap_or_default() as usize,
    };
    let text = |name: &str| fields.get(name).unwrap_or_default().trim().to_owned();
    let action = match fields.get("hoe").unwrap_or_default() {
        "blijft" => Action::FlagCleared {
            flag,
            reason: text("reden"),
        },
        "vervang" => Action::FlagReplaced {
            flag,
            with: text("door"),
        },
        "overal" => Action::Masked {
            text: text("woord"),
            with: text("door"),
        },
        _ => return Err(Problem::wrong("Kies wat er met deze plek moet gebeuren.")),
    };
    let done = desk.act(&id, &actor(&person, &opened), seen(&fields), &action);
    let next = done.map(|opened| {
        if opened.review.open_flags().is_empty() {
            "#stappen"
        } else {
            "#plekken"
        }
    });
    back(&desk, &person, &id, next).await
}

/// Takes a step of the review.
async fn act(
    Signed(person): Signed,
    State(desk): TheDesk,
    Path(id): Path<String>,
    body: String,
) -> Result<Response, Problem> {
    let fields = Fields::parse(&body);
    let opened = desk.open_review(&id)?;
    let actor = actor(&person, &opened);
    let done = deeds::perform(&desk, &opened, &actor, seen(&fields), &fields).await;
    back(&desk, &person, &id, done.map(|()| "#stappen")).await
}

fn seen(fields: &Fields) -> u64 {
    fields
        .get("seen")
        .and_then(|text| text.parse().ok())
        .unwrap_or_default()
}

/// Back to the page, or the page with what stood in the way.
async fn back(
    desk: &Desk,
    person: &crate::people::Person,
    id: &str,
    done: Result<&'static str, crate::app::DeskError>,
) -> Result<Response, Problem> {
    match done {
        Ok(anchor) => Ok(Redirect::to(&format!("/verhaal/{id}{anchor}")).into_response()),
        Err(crate::app::DeskError::Denied(denied)) => {
            let opened = desk.open_review(id)?;
            let told = Some(words::denied(&denied));
            page(desk, person, &opened, told, StatusCode::CONFLICT).await
        }
        Err(other) => Err(other.into()),
    }
}
