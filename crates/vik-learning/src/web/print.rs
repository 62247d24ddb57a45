//! Everything on paper: the script for the facilitator, the story, the cards, empty action cards and the
//! questions at the end, for a room without network or without phones.

use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;

use super::frame::{Frame, Host, Spoken};
use super::lead::enter;
use super::problem::{Problem, page};
use super::script::{Line, lines};
use super::slide::{Slide, slide};
use super::words::{self, AGREEMENTS, ANSWERS, CHECKOUT, ROLES, say};
use crate::circles::Circles;
use crate::place::{Place, Scene, scenes};
use crate::words::{WORDS, word};

/// A step on paper.
struct Step {
    heading: String,
    script: Vec<Line>,
}

/// A phase on paper.
struct Phase {
    name: String,
    from: u32,
    minutes: u32,
    steps: Vec<Step>,
}

#[derive(Template)]
#[template(path = "print.html")]
struct Page {
    frame: Frame,
    story: String,
    agreements: Vec<String>,
    roles: Vec<(String, String)>,
    phases: Vec<Phase>,
    reading: Vec<Slide>,
    dilemma: Option<Slide>,
    cards: Vec<String>,
    words: Vec<&'static str>,
    questions: Vec<String>,
    answers: Vec<String>,
}

/// The routes of this file.
pub fn routes() -> Router<Circles> {
    Router::new().route("/{language}/leercirkel/zaal/{id}/print", get(show))
}

async fn show(
    State(circles): State<Circles>,
    host: Host,
    spoken: Spoken,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let language = spoken.language;
    let room = enter(&circles, &host, &spoken, &id)?;
    let shelf = circles.library().shelf(&host.org, language).await;
    let entry = shelf
        .story(&room.plan.story)
        .cloned()
        .ok_or_else(|| Problem::missing(language))?;
    let at = |place: Place| {
        let mut there = room.clone();
        (there.place, there.code) = (place, None);
        slide(&there, Some(&entry), &shelf, language)
    };
    let (mut phases, mut reading, mut dilemma, mut from) = (Vec::new(), Vec::new(), None, 0);
    for (position, (phase, minutes)) in room.plan.variant.phases().iter().enumerate() {
        let mut steps = Vec::new();
        for (step, scene) in scenes(*phase, &room.shape).into_iter().enumerate() {
            let picture = at(Place {
                phase: position,
                step,
            });
            steps.push(Step {
                heading: picture.heading.clone(),
                script: lines(scene, language),
            });
            match scene {
                Scene::Situation | Scene::Part(_) | Scene::Stop(_) => reading.push(picture),
                Scene::Dilemma(4) => {
                    // The card has the situation and what speaks for and against, which are two steps.
                    let situation = at(Place {
                        phase: position,
                        step: 0,
                    });
                    dilemma = Some(Slide {
                        story: situation.story,
                        ..picture
                    });
                }
                _ => {}
            }
        }
        phases.push(Phase {
            name: say(language, words::phase(*phase)),
            from,
            minutes: *minutes,
            steps,
        });
        from += minutes;
    }
    let template = Page {
        frame: Frame::new(
            &circles,
            &spoken,
            Some(host),
            &say(
                language,
                ("Leercirkel op papier", "Learning circle on paper"),
            ),
        ),
        story: entry.story.title.clone(),
        agreements: AGREEMENTS.iter().map(|pair| say(language, *pair)).collect(),
        roles: ROLES
            .iter()
            .map(|(role, task)| (say(language, *role), say(language, *task)))
            .collect(),
        phases,
        reading,
        dilemma,
        cards: entry
            .story
            .dilemma
            .iter()
            .flat_map(|dilemma| dilemma.what_if.clone())
            .collect(),
        words: (0..)
            .take(WORDS.len())
            .map(|at| word(at, language))
            .collect(),
        questions: CHECKOUT.iter().map(|pair| say(language, *pair)).collect(),
        answers: ANSWERS.iter().map(|pair| say(language, *pair)).collect(),
    };
    let body: Html<String> = page(&template, language)?;
    Ok(body.into_response())
}
