//! One action: what was agreed, what its owner answered, and taking a text out.

use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use vik_domain::{Language, Month};

use super::super::agreement::Look;
use super::super::register::Entry;
use crate::web::cards::date;
use crate::web::frame::Frame;
use crate::web::problem::{Problem, page};
use crate::web::words::say;
use crate::workshop::deed::{ActionId, Deed};
use crate::workshop::ledger::LedgerError;
use crate::workshop::web::{Reader, owner_name};
use crate::workshop::{Workshop, WorkshopError};

/// What is known at one look.
struct At {
    title: String,
    when: String,
    answer: Option<(String, String, String)>,
    state: String,
    href: Option<String>,
    /// The place of the line with the remark, for who may take it out.
    strike: Option<i64>,
}

#[derive(Template)]
#[template(path = "action.html")]
struct Page {
    frame: Frame,
    base: String,
    what: String,
    facts: Vec<(String, String, Option<String>)>,
    sign: String,
    looks: Vec<At>,
    strike: Option<i64>,
    all: String,
}

/// The routes of this file.
pub fn routes() -> Router<Workshop> {
    Router::new()
        .route("/{language}/acties/{id}", get(show))
        .route("/{language}/regels/{place}/weg", post(strike))
}

/// An action by what stands in the address.
///
/// # Errors
/// [`Problem::gone`].
pub async fn find(
    workshop: &Workshop,
    reader: &Reader,
    id: &str,
) -> Result<(Entry, crate::library::Shelf), Problem> {
    let gone = || Problem::gone(reader.language());
    let id: ActionId = id.parse().map_err(|_| gone())?;
    let (shelf, _) = reader.has(workshop).await;
    let (inner, org, its) = (workshop.clone(), reader.host.org.clone(), shelf.clone());
    let entries = reader.run(move || inner.entries(&org, &its)).await?;
    let found = entries.into_iter().find(|entry| entry.id == id);
    Ok((found.ok_or_else(gone)?, shelf))
}

async fn show(
    State(workshop): State<Workshop>,
    reader: Reader,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let language = reader.language();
    let t = |nl, en| say(language, (nl, en));
    let (entry, shelf) = find(&workshop, &reader, &id).await?;
    let (_, around) = reader.has(&workshop).await;
    let names = if language == Language::Dutch {
        ("Leercirkel", "Signaal", "Rapport")
    } else {
        ("Learning circle", "Signal", "Report")
    };
    let (source, href) = super::source(
        &entry.source,
        &around,
        &reader.base(),
        &reader.host.query,
        names,
    );
    let now = Month::of_day(workshop.today());
    let standing = say(language, super::standing(entry.standing(now)));
    let mut facts = vec![
        (
            t("Wie pakt het op", "Who takes it up"),
            owner_name(&entry.owner, &shelf, language),
            None,
        ),
        (t("Klaar in", "Done in"), entry.due.in_words(language), None),
        (t("Stand", "State"), standing, None),
        (t("Komt uit", "Comes from"), source, href),
        (
            t("Afgesproken in", "Agreed in"),
            entry.made.in_words(language),
            None,
        ),
        (
            t("Bereikt", "Reaches"),
            super::units(
                &entry.units,
                &shelf,
                &t(
                    "alle eenheden of een gemengde groep",
                    "all units or a mixed group",
                ),
            ),
            None,
        ),
    ];
    if let Some(theme) = &entry.theme {
        let name = crate::library::name(&shelf.themes, theme);
        facts.push((t("Thema", "Theme"), name, None));
    }
    if let Some(category) = &entry.category {
        let name = crate::library::name(&around.categories, category);
        facts.push((t("Soort zaken", "Kind of cases"), name, None));
    }
    let lines = workshop.ledger().lines();
    let remark = |look: Look| {
        let mut newest = lines
            .iter()
            .rev()
            .filter(|line| line.org == reader.host.org);
        newest.find_map(|line| match &line.deed {
            Some(Deed::Answered {
                action,
                look: at,
                answer,
            }) if *action == entry.id && *at == look => {
                Some(answer.note.is_some().then_some(line.place))
            }
            _ => None,
        })
    };
    let looks = Look::ALL.into_iter().map(|look| {
        let answer = entry.answers.get(look.at()).and_then(Option::as_ref);
        let asked = entry.asked.get(look.at()).copied().unwrap_or(false);
        At {
            title: say(language, super::look(look)),
            when: entry
                .looks
                .get(look.at())
                .map_or_else(String::new, |day| date(*day, language)),
            answer: answer.map(|answer| {
                (
                    say(language, super::done(answer.done)),
                    say(language, super::helped(answer.helped)),
                    answer
                        .note
                        .as_ref()
                        .map_or_else(String::new, ToString::to_string),
                )
            }),
            state: if asked {
                t(
                    "De mail is verstuurd; er is nog geen antwoord.",
                    "The mail has gone; there is no answer yet.",
                )
            } else {
                t("Nog niet gevraagd.", "Not asked yet.")
            },
            href: reader
                .may
                .answer
                .then(|| reader.to(&format!("acties/{}/opvolging/{}", entry.id, look.code()))),
            strike: remark(look).flatten().filter(|_| reader.may.strike),
        }
    });
    let template = Page {
        looks: looks.collect(),
        strike: match entry.id {
            ActionId::Line(place) if reader.may.strike => Some(place),
            _ => None,
        },
        base: reader.base(),
        what: entry.what.to_string(),
        facts,
        sign: entry.sign.to_string(),
        all: reader.to("acties"),
        frame: reader.frame(&workshop, &t("Een actie", "An action")),
    };
    Ok(page(&template, language)?.into_response())
}

async fn strike(
    State(workshop): State<Workshop>,
    reader: Reader,
    Path((_, place)): Path<(String, String)>,
) -> Result<Response, Problem> {
    reader.only(reader.may.strike)?;
    let place: i64 = place
        .parse()
        .map_err(|_| Problem::gone(reader.language()))?;
    let (inner, org) = (workshop.clone(), reader.host.org.clone());
    reader
        .run(
            move || match inner.ledger().strike(&org, place, inner.today()) {
                Err(LedgerError::NoText) => Err(WorkshopError::Missing),
                other => Ok(other?),
            },
        )
        .await?;
    Ok(reader.go("acties"))
}
