//! A unit's risk scan: filling it in, and the result laid over the figures.

use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use vik_domain::{Language, Month};

use super::super::instrument::{Instrument, Kind};
use super::super::scan::{Figures, HIGHEST, Laid, Level, Score, lay, newest};
use super::tool::find;
use crate::library::name;
use crate::web::fields::Fields;
use crate::web::frame::Frame;
use crate::web::problem::{Problem, page};
use crate::web::words::say;
use crate::workshop::Workshop;
use crate::workshop::deed::Deed;
use crate::workshop::web::{Choice, Reader, choices, known};

struct Asked {
    process: String,
    vulnerability: String,
    control: String,
    /// What was filled in so far.
    chosen: (u32, u32),
}

#[derive(Template)]
#[template(path = "scan.html")]
struct Form {
    frame: Frame,
    address: String,
    units: Vec<Choice>,
    /// Units that did the scan before: where the result is, and what it is called.
    done: Vec<(String, String)>,
    may_act: bool,
    risks: Vec<Asked>,
    scores: Vec<u32>,
    problem: Option<String>,
}

struct Row {
    process: String,
    vulnerability: u8,
    control: u8,
    residual: String,
    level: String,
    high: bool,
    figures: String,
    blind: bool,
}

#[derive(Template)]
#[template(path = "scan_result.html")]
struct Outcome {
    frame: Frame,
    answer: String,
    month: String,
    rows: Vec<Row>,
    blind: Vec<String>,
    again: String,
    back: String,
}

/// The routes of this file.
pub fn routes() -> Router<Workshop> {
    Router::new()
        .route("/{language}/toolkit/{id}/scan", get(show).post(fill))
        .route("/{language}/toolkit/{id}/scan/{unit}", get(outcome))
}

fn scan<'a>(workshop: &'a Workshop, reader: &Reader, id: &str) -> Result<&'a Instrument, Problem> {
    let one = find(workshop, reader, id)?;
    if one.kind == Kind::Scan {
        Ok(one)
    } else {
        Err(Problem::gone(reader.language()))
    }
}

async fn show(
    State(workshop): State<Workshop>,
    reader: Reader,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let one = scan(&workshop, &reader, &id)?;
    draw(&workshop, &reader, one, &Fields::default(), None).await
}

async fn fill(
    State(workshop): State<Workshop>,
    reader: Reader,
    Path((_, id)): Path<(String, String)>,
    form: Fields,
) -> Result<Response, Problem> {
    reader.only(reader.may.act)?;
    let one = scan(&workshop, &reader, &id)?;
    let (shelf, _) = reader.has(&workshop).await;
    let score = |at: usize| {
        let number = |name: String| u8::try_from(form.number(&name)?).ok();
        Score::new(
            number(format!("kwetsbaar{at}"))?,
            number(format!("beheerst{at}"))?,
        )
    };
    let scores: Option<Vec<Score>> = (0..one.scan.len()).map(score).collect();
    let unit = known(&shelf.units, form.get("eenheid"));
    let (Some(scores), Some(unit)) = (scores, unit) else {
        let problem = say(
            reader.language(),
            (
                "Kies een eenheid en geef bij elke vraag een cijfer van 1 tot 5.",
                "Choose a unit and give a score from 1 to 5 to every question.",
            ),
        );
        return draw(&workshop, &reader, one, &form, Some(problem)).await;
    };
    let (inner, org) = (workshop.clone(), reader.host.org.clone());
    let deed = Deed::Scanned {
        instrument: one.id.clone(),
        unit: unit.clone(),
        scores,
    };
    reader.run(move || inner.write(&org, |_| Ok(deed))).await?;
    Ok(reader.go(&format!("toolkit/{id}/scan/{unit}")))
}

async fn draw(
    workshop: &Workshop,
    reader: &Reader,
    one: &Instrument,
    form: &Fields,
    problem: Option<String>,
) -> Result<Response, Problem> {
    let language = reader.language();
    let (shelf, _) = reader.has(workshop).await;
    let lines = workshop.ledger().lines();
    let done = shelf.units.iter().filter_map(|unit| {
        newest(&reader.host.org, &lines, &one.id, &unit.code)?;
        let href = reader.to(&format!("toolkit/{}/scan/{}", one.id, unit.code));
        Some((href, unit.name.clone()))
    });
    let risks = one.scan.iter().enumerate().map(|(at, risk)| Asked {
        process: risk.process.get(language).to_owned(),
        vulnerability: risk.vulnerability.get(language).to_owned(),
        control: risk.control.get(language).to_owned(),
        chosen: (
            form.number(&format!("kwetsbaar{at}")).unwrap_or(0),
            form.number(&format!("beheerst{at}")).unwrap_or(0),
        ),
    });
    let status = if problem.is_some() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    let template = Form {
        frame: reader.frame(workshop, one.title.get(language)),
        address: reader.to(&format!("toolkit/{}/scan", one.id)),
        units: choices(&shelf.units, &[form.get("eenheid")]),
        done: done.collect(),
        may_act: reader.may.act,
        risks: risks.collect(),
        scores: (1..=u32::from(HIGHEST)).collect(),
        problem,
    };
    Ok((status, page(&template, language)?).into_response())
}

async fn outcome(
    State(workshop): State<Workshop>,
    reader: Reader,
    Path((_, id, unit)): Path<(String, String, String)>,
) -> Result<Response, Problem> {
    let language = reader.language();
    let one = scan(&workshop, &reader, &id)?;
    let (shelf, around) = reader.has(&workshop).await;
    let gone = || Problem::gone(language);
    let unit = known(&shelf.units, &unit).ok_or_else(gone)?;
    let lines = workshop.ledger().lines();
    let (day, scores) = newest(&reader.host.org, &lines, &id, &unit).ok_or_else(gone)?;
    // A scan that was made before its questions changed cannot be laid over the new ones.
    if scores.len() != one.scan.len() {
        return Err(gone());
    }
    let rows = one.scan.iter().zip(scores).map(|(risk, score)| {
        let laid = lay(*score, risk, &unit, &around.observed);
        row(risk.process.get(language), laid, language)
    });
    let rows: Vec<Row> = rows.collect();
    let blind: Vec<String> = rows
        .iter()
        .filter(|row| row.blind)
        .map(|row| row.process.clone())
        .collect();
    let unit_name = name(&shelf.units, &unit);
    let high = rows.iter().filter(|row| row.high).count();
    let answer = match (language, blind.len()) {
        (Language::Dutch, 0) => format!(
            "{unit_name} ziet bij {high} van de {} onderwerpen een hoog risico. De cijfers laten geen blinde vlek zien.",
            rows.len()
        ),
        (Language::Dutch, 1) => format!(
            "{unit_name} ziet bij één onderwerp weinig risico, terwijl er meer zaken zijn dan verwacht."
        ),
        (Language::Dutch, count) => format!(
            "{unit_name} ziet bij {count} onderwerpen weinig risico, terwijl er meer zaken zijn dan verwacht."
        ),
        (Language::English, 0) => format!(
            "{unit_name} sees a high risk in {high} of {} subjects. The figures show no blind spot.",
            rows.len()
        ),
        (Language::English, 1) => format!(
            "{unit_name} sees little risk in one subject where there are more cases than expected."
        ),
        (Language::English, count) => format!(
            "{unit_name} sees little risk in {count} subjects where there are more cases than expected."
        ),
    };
    let title = match language {
        Language::Dutch => format!("Risicoscan van {unit_name}"),
        Language::English => format!("Risk scan of {unit_name}"),
    };
    let template = Outcome {
        frame: reader.frame(&workshop, &title),
        answer,
        month: Month::of_day(day).in_words(language),
        rows,
        blind,
        again: reader.to(&format!("toolkit/{id}/scan")),
        back: reader.to("toolkit"),
    };
    Ok(page(&template, language)?.into_response())
}

fn row(process: &str, laid: Laid, language: Language) -> Row {
    let decimal = |number: f64, digits: usize| {
        let text = format!("{number:.digits$}");
        if language == Language::Dutch {
            text.replace('.', ",")
        } else {
            text
        }
    };
    let level = match laid.score.level() {
        Level::Low => ("laag", "low"),
        Level::Middle => ("midden", "middle"),
        Level::High => ("hoog", "high"),
    };
    let figures = match (laid.figures, laid.ratio) {
        (Figures::More, Some(ratio)) => format!(
            "{} ({})",
            say(language, ("meer dan verwacht", "more than expected")),
            decimal(ratio, 1)
        ),
        (Figures::Usual, Some(ratio)) => format!(
            "{} ({})",
            say(
                language,
                (
                    "niet duidelijk meer dan verwacht",
                    "not clearly more than expected"
                )
            ),
            decimal(ratio, 1)
        ),
        _ => say(
            language,
            (
                "geen cijfers die getoond mogen worden",
                "no figures that may be shown",
            ),
        ),
    };
    Row {
        process: process.to_owned(),
        vulnerability: laid.score.vulnerability(),
        control: laid.score.control(),
        residual: decimal(laid.score.residual(), 2),
        level: say(language, level),
        high: laid.score.level() == Level::High,
        figures,
        blind: laid.blind(),
    }
}
