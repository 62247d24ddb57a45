//! The catalogue: every instrument, by kind, theme or signal, with how often it was used.

use askama::Template;
use axum::Router;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use vik_domain::{Language, Month};

use super::super::instrument::{Instrument, Kind};
use super::super::usage::uses;
use crate::actions::reach::Window;
use crate::library::name;
use crate::web::frame::Frame;
use crate::web::problem::{Problem, page};
use crate::web::words::say;
use crate::workshop::Workshop;
use crate::workshop::web::{Choice, Reader, choices};

struct Tool {
    href: String,
    title: String,
    kind: String,
    purpose: String,
    audience: String,
    minutes: u32,
    themes: Vec<String>,
    used: String,
}

#[derive(Template)]
#[template(path = "toolkit.html")]
struct Page {
    frame: Frame,
    base: String,
    org: String,
    kinds: Vec<Choice>,
    themes: Vec<Choice>,
    tools: Vec<Tool>,
    /// A column for each instrument that was used; a row for each unit that used one.
    used: Vec<(String, Vec<(String, usize)>)>,
}

/// The routes of this file.
pub fn routes() -> Router<Workshop> {
    Router::new().route("/{language}/toolkit", get(show))
}

async fn show(
    State(workshop): State<Workshop>,
    reader: Reader,
    Query(query): Query<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    let language = reader.language();
    let value = |name: &str| {
        let found = query.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value.as_str())
    };
    let (kind, theme) = (Kind::of(value("soort")), value("thema"));
    let (shelf, _) = reader.has(&workshop).await;
    let lines = workshop.ledger().lines();
    let window = Window(Month::of_day(workshop.today()));
    let uses = uses(&reader.host.org, &lines, window);
    let times = |id: &str| -> usize {
        let of = uses.iter().filter(|((instrument, _), _)| instrument == id);
        of.map(|(_, times)| times).sum()
    };
    let wanted = |one: &&Instrument| {
        kind.is_none_or(|kind| one.kind == kind)
            && (theme.is_empty() || one.themes.iter().any(|code| code == theme))
    };
    let tool = |one: &Instrument| Tool {
        href: reader.to(&format!("toolkit/{}", one.id)),
        title: one.title.get(language).to_owned(),
        kind: say(language, super::kind(one.kind)),
        purpose: one.purpose.get(language).to_owned(),
        audience: one.audience.get(language).to_owned(),
        minutes: one.minutes,
        themes: one
            .themes
            .iter()
            .map(|code| name(&shelf.themes, code))
            .collect(),
        used: in_words(times(&one.id), language),
    };
    let all = workshop.toolkit().all();
    let tools = all.iter().copied().filter(wanted).map(tool).collect();
    let used = shelf.units.iter().filter_map(|unit| {
        let of: Vec<(String, usize)> = all
            .iter()
            .filter_map(|one| {
                let times = uses.get(&(one.id.clone(), unit.code.clone()))?;
                Some((one.title.get(language).to_owned(), *times))
            })
            .collect();
        (!of.is_empty()).then(|| (unit.name.clone(), of))
    });
    let kinds = Kind::ALL.into_iter().map(|one| Choice {
        value: one.code().to_owned(),
        label: say(language, super::kind(one)),
        chosen: kind == Some(one),
    });
    let title = say(language, ("Toolkit preventie", "Prevention toolkit"));
    let template = Page {
        used: used.collect(),
        frame: reader.frame(&workshop, &title),
        base: reader.base(),
        org: if reader.host.query.is_empty() {
            String::new()
        } else {
            reader.host.org.clone()
        },
        kinds: kinds.collect(),
        themes: choices(&shelf.themes, &[theme]),
        tools,
    };
    Ok(page(&template, language)?.into_response())
}

/// How often something was used in twelve months.
pub fn in_words(times: usize, language: Language) -> String {
    match (language, times) {
        (Language::Dutch, 0) => "Nog niet gebruikt".to_owned(),
        (Language::Dutch, 1) => "Eén keer gebruikt".to_owned(),
        (Language::Dutch, times) => format!("{times} keer gebruikt"),
        (Language::English, 0) => "Not used yet".to_owned(),
        (Language::English, 1) => "Used once".to_owned(),
        (Language::English, times) => format!("Used {times} times"),
    }
}
