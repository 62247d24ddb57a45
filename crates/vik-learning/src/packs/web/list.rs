//! All packs of an organisation, and making a new one.

use std::collections::BTreeMap;

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use vik_domain::Language;

use super::edit::{TITLE_LENGTH, state};
use super::form::{Form, Proof};
use super::stop::Stop;
use super::visit::Visit;
use super::words;
use crate::code::key;
use crate::packs::Packs;
use crate::packs::draft::{Audience, Draft, MOST_AIMS};
use crate::packs::modules::Modules;
use crate::packs::store::Kind;
use crate::web::frame::Frame;

/// Most letters in an aim.
pub const AIM_LENGTH: usize = 200;

struct Line {
    href: String,
    title: String,
    about: String,
    state: String,
    ready: bool,
}

#[derive(Template)]
#[template(path = "pack_list.html")]
struct Page {
    frame: Frame,
    address: String,
    modules: String,
    house: String,
    gaps: usize,
    packs: Vec<Line>,
    /// What was typed, with what is wrong with it.
    typed: Typed,
}

/// The details of a pack as they stand in the form.
#[derive(Default)]
pub struct Typed {
    pub title: String,
    pub audience: String,
    pub aims: String,
    pub minutes: String,
    pub problems: BTreeMap<&'static str, String>,
}

impl Typed {
    /// What is wrong with a field.
    pub fn problem(&self, field: &str) -> Option<&str> {
        self.problems.get(field).map(String::as_str)
    }

    /// The audiences: code, name and whether it is chosen.
    pub fn audiences(&self, language: Language) -> Vec<(&'static str, &'static str, bool)> {
        let all = Audience::ALL.into_iter();
        all.map(|each| {
            (
                each.code(),
                each.name(language),
                each.code() == self.audience,
            )
        })
        .collect()
    }

    /// As a pack has them.
    pub fn of(draft: &Draft) -> Self {
        let aims: Vec<&str> = draft.aims.iter().map(|aim| aim.as_str()).collect();
        Self {
            title: draft.title.as_str().to_owned(),
            audience: draft.audience.code().to_owned(),
            aims: aims.join("\n"),
            minutes: draft.minutes.to_string(),
            problems: BTreeMap::new(),
        }
    }

    /// Reads and checks the details in a form.
    ///
    /// # Errors
    /// The fields as they were typed, with what is wrong.
    pub fn read(packs: &Packs, visit: &Visit, form: &Form) -> Result<Draft, Box<Self>> {
        let mut proof = Proof::new(packs.check(), visit.language());
        let title = proof.line("titel", form.get("titel"), TITLE_LENGTH);
        let audience = Audience::of(form.get("doelgroep"));
        if audience.is_none() {
            let text = visit.t("Kies voor wie de les is.", "Choose for whom the lesson is.");
            proof.problem("doelgroep", text.to_owned());
        }
        let aims = proof.lines("doelen", form.get("doelen"), MOST_AIMS, AIM_LENGTH);
        let minutes = proof.minutes("minuten", form);
        let problems = proof.problems();
        match (title, audience) {
            (Some(title), Some(audience)) if problems.is_empty() => Ok(Draft {
                title,
                audience,
                aims,
                minutes,
                pieces: Vec::new(),
            }),
            _ => Err(Box::new(Self {
                title: form.get("titel").to_owned(),
                audience: form.get("doelgroep").to_owned(),
                aims: form.get("doelen").to_owned(),
                minutes: form.get("minuten").to_owned(),
                problems,
            })),
        }
    }
}

/// The routes of this file.
pub fn routes() -> Router<Packs> {
    Router::new().route("/{language}/lesmap", get(show).post(make))
}

async fn show(State(packs): State<Packs>, visit: Visit) -> Result<Response, Stop> {
    let typed = Typed {
        minutes: "120".to_owned(),
        ..Typed::default()
    };
    draw(packs, visit, typed).await
}

async fn make(State(packs): State<Packs>, visit: Visit, form: Form) -> Result<Response, Stop> {
    let draft = match Typed::read(&packs, &visit, &form) {
        Ok(draft) => draft,
        Err(typed) => return draw(packs, visit, *typed).await,
    };
    let Some(id) = key() else {
        return Err(visit.broken(&crate::circles::CircleError::Randomness));
    };
    let (org, at, new) = (visit.host.org.clone(), packs.now(), id.clone());
    let save = move || {
        let store = packs.store();
        store.save(&org, Kind::Pack, &new, 0, at, Some(&draft))
    };
    let saved = visit.off(save).await?;
    saved.map_err(|cause| visit.broken(&cause))?;
    Ok(Redirect::to(&visit.pack(&id)).into_response())
}

async fn draw(packs: Packs, visit: Visit, typed: Typed) -> Result<Response, Stop> {
    let (org, language) = (visit.host.org.clone(), visit.language());
    let stock = packs.library().stock(&org).await;
    let status = match typed.problems.is_empty() {
        true => StatusCode::OK,
        false => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let all = packs.clone();
    let read = move || {
        let store = all.store();
        let packs = store.all::<Draft>(&org, Kind::Pack)?;
        let modules = store.get::<Modules>(&org, Kind::Modules, "")?;
        Ok::<_, crate::packs::store::StoreError>((packs, modules))
    };
    let (drafts, modules) = visit
        .off(read)
        .await?
        .map_err(|cause| visit.broken(&cause))?;
    let lines = drafts.iter().map(|kept| {
        let (state, ready) = state(&kept.body, &stock, language);
        Line {
            href: visit.pack(&kept.id),
            title: kept.body.title.to_string(),
            about: format!(
                "{} · {} {} · {}",
                kept.body.audience.name(language),
                kept.body.minutes,
                visit.t("minuten", "minutes"),
                words::date(kept.at, language)
            ),
            state,
            ready,
        }
    });
    let packs_shown = lines.collect();
    let modules = modules.map(|kept| kept.body).unwrap_or_default();
    let page = Page {
        address: visit.address(""),
        modules: visit.address("/modules"),
        house: visit.address("/huisstijl"),
        gaps: modules.matrix(&stock, &[], packs.month()).gaps.len(),
        packs: packs_shown,
        typed,
        frame: visit.frame(visit.t("Lesmappen", "Course packs")),
    };
    let body = page.render().map_err(|cause| visit.broken(&cause))?;
    Ok((status, axum::response::Html(body)).into_response())
}
