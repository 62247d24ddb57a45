//! Adding an item to a pack.

use std::collections::BTreeMap;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::post;

use super::change::{answer, save};
use super::edit::{Saying, TITLE_LENGTH, draw};
use super::form::{Form, Proof};
use super::list::AIM_LENGTH;
use super::stop::Stop;
use super::visit::Visit;
use crate::packs::Packs;
use crate::packs::draft::{Change, MOST_STEPS, Piece, What};
use crate::packs::stock::Stock;

/// The form of a new item as it was typed, with what is wrong with it.
#[derive(Default)]
pub struct Adding {
    /// Which form: `verhaal`, `kaarten`, `figuur`, `oefening` or `pauze`; empty when none was sent.
    pub kind: String,
    pub stories: Vec<String>,
    pub title: String,
    pub steps: String,
    pub minutes: String,
    pub problems: BTreeMap<&'static str, String>,
}

impl Adding {
    /// What is wrong with a field of a form.
    pub fn problem(&self, kind: &str, field: &str) -> Option<&str> {
        let found = self.problems.get(field).filter(|_| self.kind == kind);
        found.map(String::as_str)
    }

    /// The minutes in a form: as they were typed, or what is usual.
    pub fn minutes<'a>(&'a self, kind: &str, usual: &'a str) -> &'a str {
        match self.kind == kind {
            true => &self.minutes,
            false => usual,
        }
    }
}

/// The routes of this file.
pub fn routes() -> Router<Packs> {
    Router::new().route("/{language}/lesmap/{id}/erbij", post(add))
}

async fn add(
    State(packs): State<Packs>,
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Stop> {
    let org = visit.host.org.clone();
    let stock = packs.library().stock(&org).await;
    let mut proof = Proof::new(packs.check(), visit.language());
    let minutes = proof.minutes("minuten", &form);
    let what = match form.get("soort") {
        "figuur" => figure(&packs, &visit, &stock, &form, &mut proof).await,
        _ => what(&visit, &stock, &form, &mut proof),
    };
    let adding = Adding {
        kind: form.get("soort").to_owned(),
        stories: form.all("verhaal"),
        title: form.get("titel").to_owned(),
        steps: form.get("stappen").to_owned(),
        minutes: form.get("minuten").to_owned(),
        problems: proof.problems(),
    };
    let what = what.filter(|_| adding.problems.is_empty());
    let Some(what) = what else {
        let said = visit.t(
            "Het onderdeel is niet toegevoegd. Bij het veld staat waarom.",
            "The item was not added. Beside the field it says why.",
        );
        let saying = Saying {
            said: Some((StatusCode::UNPROCESSABLE_ENTITY, said.to_owned())),
            adding,
            ..Saying::default()
        };
        return draw(&packs, &visit, &id, saying).await;
    };
    let change = Change::Add(Piece { minutes, what });
    let outcome = save(&packs, &visit, &id, &form, |draft| draft.change(change)).await?;
    let saying = Saying {
        adding,
        ..Saying::default()
    };
    answer(&packs, &visit, &id, outcome, "stand", saying).await
}

fn what(visit: &Visit, stock: &Stock, form: &Form, proof: &mut Proof<'_>) -> Option<What> {
    match form.get("soort") {
        "verhaal" => {
            let story = stock.choose(form.get("verhaal"));
            if story.is_none() {
                proof.problem("verhaal", no_story(visit));
            }
            Some(What::Story(story?))
        }
        "kaarten" => {
            let mut names = form.all("verhaal");
            names.dedup();
            let chosen = names.iter().map(|name| {
                let (entry, _) = stock.get(name)?;
                entry.story.dilemma.as_ref()?;
                stock.choose(name)
            });
            let chosen: Option<Vec<_>> = chosen.collect();
            let stories = chosen.filter(|stories| !stories.is_empty());
            if stories.is_none() {
                let text = visit.t(
                    "Zet een vinkje bij een of meer verhalen met een dilemma.",
                    "Tick one or more stories with a dilemma.",
                );
                proof.problem("verhaal", text.to_owned());
            }
            Some(What::Cards(stories?))
        }
        "oefening" => {
            let title = proof.line("titel", form.get("titel"), TITLE_LENGTH);
            let text = form.get("stappen");
            let steps = proof.lines("stappen", text, MOST_STEPS, AIM_LENGTH);
            if text.is_empty() {
                let text = visit.t(
                    "Schrijf ten minste één stap op.",
                    "Write down at least one step.",
                );
                proof.problem("stappen", text.to_owned());
            }
            Some(What::Exercise {
                title: title?,
                steps,
            })
        }
        "pauze" => Some(What::Pause),
        _ => {
            proof.problem("soort", String::new());
            None
        }
    }
}

async fn figure(
    packs: &Packs,
    visit: &Visit,
    stock: &Stock,
    form: &Form,
    proof: &mut Proof<'_>,
) -> Option<What> {
    let Some((entry, _)) = stock.get(form.get("verhaal")) else {
        proof.problem("verhaal", no_story(visit));
        return None;
    };
    let figure = packs.library().chart(&visit.host.org, entry).await;
    if figure.is_none() {
        let text = visit.t(
            "Bij dit verhaal hoort geen figuur die getoond mag worden. Kies een ander verhaal.",
            "No figure that may be shown goes with this story. Choose another story.",
        );
        proof.problem("verhaal", text.to_owned());
    }
    Some(What::Figure(Box::new(figure?)))
}

fn no_story(visit: &Visit) -> String {
    visit
        .t(
            "Kies een verhaal uit de lijst.",
            "Choose a story from the list.",
        )
        .to_owned()
}
