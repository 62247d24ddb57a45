//! Registering an action from a signal or a report; circles register theirs themselves.

use askama::Template;
use axum::Router;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use vik_domain::Month;

use super::super::agreement::{Agreement, Source};
use crate::library::Shelf;
use crate::note::{NOTE_LENGTH, SHORT_LENGTH};
use crate::web::deeds::owner;
use crate::web::fields::Fields;
use crate::web::frame::Frame;
use crate::web::problem::{Problem, page};
use crate::web::words::say;
use crate::workshop::Workshop;
use crate::workshop::deed::Deed;
use crate::workshop::house::Surroundings;
use crate::workshop::web::{Choice, Reader, choices, clean, known, owners, rejected};

/// Most months that an action may take.
const LONGEST: i32 = 24;

#[derive(Template)]
#[template(path = "action_new.html")]
struct Page {
    frame: Frame,
    address: String,
    sources: Vec<(String, Vec<Choice>)>,
    owners: Vec<(String, Vec<Choice>)>,
    themes: Vec<Choice>,
    categories: Vec<Choice>,
    units: Vec<Choice>,
    months: Vec<Choice>,
    what: String,
    sign: String,
    what_length: usize,
    sign_length: usize,
    problem: Option<String>,
}

/// The routes of this file.
pub fn routes() -> Router<Workshop> {
    Router::new().route("/{language}/acties/nieuw", get(show).post(add))
}

async fn show(
    State(workshop): State<Workshop>,
    reader: Reader,
    Query(query): Query<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    reader.only(reader.may.act)?;
    // `?bron=signaal:…` comes from the page of a signal.
    let given: Vec<u8> = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs(query)
        .finish()
        .into_bytes();
    let (shelf, around) = reader.has(&workshop).await;
    draw(
        &workshop,
        &reader,
        &shelf,
        &around,
        &Fields::parse(&given),
        None,
    )
}

async fn add(
    State(workshop): State<Workshop>,
    reader: Reader,
    form: Fields,
) -> Result<Response, Problem> {
    reader.only(reader.may.act)?;
    let (shelf, around) = reader.has(&workshop).await;
    let agreed = match read(&workshop, &reader, &shelf, &around, &form) {
        Ok(agreed) => agreed,
        Err(problem) => {
            return draw(&workshop, &reader, &shelf, &around, &form, Some(problem));
        }
    };
    let (inner, org) = (workshop.clone(), reader.host.org.clone());
    let place = reader
        .run(move || inner.write(&org, |_| Ok(Deed::Agreed(agreed))))
        .await?;
    Ok(reader.go(&format!("acties/a{place}")))
}

/// The action in a form, or the sentence that says what is missing.
fn read(
    workshop: &Workshop,
    reader: &Reader,
    shelf: &Shelf,
    around: &Surroundings,
    form: &Fields,
) -> Result<Agreement, String> {
    let language = reader.language();
    let t = |nl: &'static str, en: &'static str| say(language, (nl, en));
    let source = source(form.get("bron"), around).ok_or_else(|| {
        t(
            "Kies waar de actie uit voortkomt.",
            "Choose where the action comes from.",
        )
    })?;
    let owner = owner(form.get("wie"), shelf)
        .ok_or_else(|| t("Kies een rol of een eenheid.", "Choose a role or a unit."))?;
    let now = Month::of_day(workshop.today());
    let due: Option<Month> = form.get("maand").parse().ok();
    let due = due
        .filter(|due| (now..=now.plus(LONGEST)).contains(due))
        .ok_or_else(|| {
            t(
                "Kies een maand van nu tot over twee jaar.",
                "Choose a month from now to two years ahead.",
            )
        })?;
    let text = |field, label: String, most| {
        clean(workshop, form, field, &label, most).map_err(|why| rejected(&why, language))
    };
    let category = match &source {
        Source::Signal(code) => around
            .signals
            .iter()
            .find(|signal| signal.code == *code)
            .and_then(|signal| signal.category.clone()),
        _ => None,
    };
    let mut units: Vec<String> = form
        .all("eenheid")
        .into_iter()
        .filter_map(|code| known(&shelf.units, code))
        .collect();
    units.sort_unstable();
    units.dedup();
    Ok(Agreement {
        what: text("wat", t("Wat", "What"), NOTE_LENGTH)?,
        sign: text(
            "teken",
            t("Teken dat het lukt", "Sign that it works"),
            SHORT_LENGTH,
        )?,
        owner,
        due,
        source,
        theme: known(&shelf.themes, form.get("thema")),
        category: known(&around.categories, form.get("categorie")).or(category),
        units,
    })
}

/// A signal or a report that is there.
fn source(chosen: &str, around: &Surroundings) -> Option<Source> {
    let (kind, code) = chosen.split_once(':')?;
    match kind {
        "signaal" => {
            let known = around.signals.iter().any(|signal| signal.code == code);
            known.then(|| Source::Signal(code.to_owned()))
        }
        "rapport" => known(&around.reports, code).map(Source::Report),
        _ => None,
    }
}

fn draw(
    workshop: &Workshop,
    reader: &Reader,
    shelf: &Shelf,
    around: &Surroundings,
    form: &Fields,
    problem: Option<String>,
) -> Result<Response, Problem> {
    let language = reader.language();
    let chosen = form.get("bron");
    let signals = around.signals.iter().map(|signal| Choice {
        value: format!("signaal:{}", signal.code),
        label: signal.title.clone(),
        chosen: chosen == format!("signaal:{}", signal.code),
    });
    let reports = around.reports.iter().map(|report| Choice {
        value: format!("rapport:{}", report.code),
        label: report.name.clone(),
        chosen: chosen == format!("rapport:{}", report.code),
    });
    let now = Month::of_day(workshop.today());
    let month = if form.get("maand").is_empty() {
        now.plus(3).to_string()
    } else {
        form.get("maand").to_owned()
    };
    let months = now.through(now.plus(LONGEST)).map(|one| Choice {
        value: one.to_string(),
        label: one.in_words(language),
        chosen: one.to_string() == month,
    });
    let status = if problem.is_some() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    let template = Page {
        frame: reader.frame(
            workshop,
            &say(language, ("Een actie vastleggen", "Register an action")),
        ),
        address: reader.to("acties/nieuw"),
        sources: vec![
            (say(language, ("Signaal", "Signal")), signals.collect()),
            (say(language, ("Rapport", "Report")), reports.collect()),
        ],
        owners: owners(shelf, form.get("wie"), language),
        themes: choices(&shelf.themes, &[form.get("thema")]),
        categories: choices(&around.categories, &[form.get("categorie")]),
        units: choices(&shelf.units, &form.all("eenheid")),
        months: months.collect(),
        what: form.get("wat").to_owned(),
        sign: form.get("teken").to_owned(),
        what_length: NOTE_LENGTH,
        sign_length: SHORT_LENGTH,
        problem,
    };
    Ok((status, page(&template, language)?).into_response())
}
