//! The cases that have a text: the list, and one case with what was found in it.

use askama::Template;
use axum::Router;
use axum::extract::{Path, RawQuery, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use vik_redact::{PartKind, Status, risk};
use vik_server::fields::Fields;
use vik_story::HalfYear;
use vik_story::review::Review;

use super::{Frame, Problem, Signed, TheDesk};
use crate::app::{Desk, now};
use crate::drafting;
use crate::vault::CaseText;

/// Cases on one page.
const PAGE: usize = 40;

struct Item {
    number: String,
    issue: String,
    units: String,
    closed: String,
    words: usize,
}

#[derive(Template)]
#[template(path = "cases.html")]
struct List {
    frame: Frame,
    items: Vec<Item>,
    found: usize,
    categories: Vec<(String, String)>,
    chosen: String,
    search: String,
    from: usize,
    next: Option<String>,
    author: bool,
}

/// A stretch of text with how it is shown.
pub struct Piece {
    /// The text.
    pub text: String,
    /// CSS classes; empty for plain text.
    pub class: String,
    /// What it is and how it was found.
    pub note: String,
}

#[derive(Template)]
#[template(path = "case.html")]
struct Case {
    frame: Frame,
    number: String,
    issue: String,
    closed: String,
    original: Vec<Piece>,
    draft: Vec<Piece>,
    masks: usize,
    flags: usize,
    score: u8,
    reasons: Vec<String>,
    author: bool,
}

/// The routes of this file.
pub fn routes() -> Router<Desk> {
    Router::new()
        .route("/zaken", get(list))
        .route("/zaken/begin", post(begin))
        .route("/zaak/{number}", get(case))
}

async fn list(
    Signed(person): Signed,
    State(desk): TheDesk,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let fields = Fields::parse(query.as_deref().unwrap_or_default());
    let chosen = fields.get("soort").unwrap_or_default().to_owned();
    let search = fields.get("zoek").unwrap_or_default().trim().to_owned();
    let from: usize = fields
        .get("vanaf")
        .and_then(|n| n.parse().ok())
        .unwrap_or(0);
    let fits = |case: &&CaseText| {
        (chosen.is_empty() || case.issues.iter().any(|issue| issue.starts_with(&chosen)))
            && (search.is_empty() || case.number.contains(&search))
    };
    let found: Vec<&CaseText> = desk.cases.values().rev().filter(fits).collect();
    let items = found
        .iter()
        .skip(from)
        .take(PAGE)
        .map(|case| Item {
            number: case.number.clone(),
            issue: issues(&desk, case),
            units: case
                .units
                .iter()
                .map(|unit| desk.word("units", unit).to_owned())
                .collect::<Vec<_>>()
                .join(", "),
            closed: closed(case),
            words: case.text.split_whitespace().count(),
        })
        .collect();
    let next = (from + PAGE < found.len()).then(|| {
        Fields::default()
            .with("soort", &chosen)
            .with("zoek", &search)
            .with("vanaf", &(from + PAGE).to_string())
            .address()
    });
    let categories = desk
        .lists
        .list("categories")
        .map(|list| {
            list.codes
                .iter()
                .map(|code| (code.code.clone(), code.nl.clone()))
                .collect()
        })
        .unwrap_or_default();
    let page = List {
        frame: Frame::new(&desk, &person, "Zaken met een tekst"),
        items,
        found: found.len(),
        categories,
        chosen,
        search,
        from: from + 1,
        next,
        author: person.is_author(),
    };
    Ok(Html(page.render()?).into_response())
}

async fn case(
    Signed(person): Signed,
    State(desk): TheDesk,
    Path(number): Path<String>,
) -> Result<Response, Problem> {
    let case = desk.cases.get(&number).ok_or_else(Problem::missing)?;
    // A look at the text of a case is a line in the log, before anything is shown.
    desk.looked(&person.name, &number)?;
    let found = drafting::search(case, &desk.detector);
    let risk = risk(&found.spans);
    let page = Case {
        frame: Frame::new(&desk, &person, format!("Zaak {number}")),
        number: case.number.clone(),
        issue: issues(&desk, case),
        closed: closed(case),
        original: original(&case.text, &found.spans),
        draft: draft(&found.draft),
        masks: count(&found.spans, Status::Mask),
        flags: count(&found.spans, Status::Flag),
        score: risk.score,
        reasons: risk
            .reasons
            .iter()
            .map(|(reason, _)| (*reason).to_owned())
            .collect(),
        author: person.is_author(),
    };
    Ok(Html(page.render()?).into_response())
}

async fn begin(
    Signed(person): Signed,
    State(desk): TheDesk,
    body: String,
) -> Result<Response, Problem> {
    let form = Fields::parse(&body);
    let numbers: Vec<String> = form.all("zaak").map(str::to_owned).collect();
    let cases: Vec<&CaseText> = numbers
        .iter()
        .map(|number| desk.cases.get(number).ok_or_else(Problem::missing))
        .collect::<Result<_, _>>()?;
    if cases.is_empty() || cases.len() == 2 {
        return Err(Problem::wrong(
            "Kies één zaak, of drie of meer zaken voor een samengesteld verhaal. Twee zaken samen zijn te herkennen voor wie er één kent.",
        ));
    }
    let found: Vec<_> = cases
        .iter()
        .map(|case| drafting::search(case, &desk.detector))
        .collect();
    let pairs: Vec<_> = cases
        .iter()
        .copied()
        .zip(found.iter().map(|found| &found.draft))
        .collect();
    let mut story = drafting::story(&pairs, |sanction| desk.band(sanction));
    let facets: Vec<_> = cases.iter().map(|case| drafting::facets(case)).collect();
    if let [one] = facets.as_slice() {
        story.facets = one.clone();
    } else {
        let published = desk.published().await?;
        let coarser = |name: &str, code: &str| published.months().coarser(name, code);
        let (merged, source) = vik_story::compose(&facets, &coarser)
            .map_err(|_| Problem::wrong("Kies drie of meer zaken."))?;
        (story.facets, story.source) = (merged, source);
    }
    let units: std::collections::BTreeSet<String> =
        cases.iter().flat_map(|case| case.units.clone()).collect();
    let all: Vec<String> = units.iter().cloned().collect();
    let review = Review::start(person.actor(&all), &now(), story, units)
        .map_err(crate::app::DeskError::from)?;
    let id = desk.begin(&numbers, &review)?;
    Ok(Redirect::to(&format!("/verhaal/{id}")).into_response())
}

fn issues(desk: &Desk, case: &CaseText) -> String {
    case.issues
        .iter()
        .map(|issue| desk.word("issues", issue).to_owned())
        .collect::<Vec<_>>()
        .join(", ")
}

fn closed(case: &CaseText) -> String {
    case.closed_on.map_or_else(String::new, |day| {
        let (year, month, _) = vik_domain::civil::date(day);
        HalfYear::of(year, month).dutch()
    })
}

fn count(spans: &[vik_redact::Span], status: Status) -> usize {
    spans.iter().filter(|span| span.status == status).count()
}

/// The original, each span with its source and how sure that is.
pub fn original(text: &str, spans: &[vik_redact::Span]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut at = 0;
    let plain = |from: usize, to: usize| Piece {
        text: text.get(from..to).unwrap_or_default().to_owned(),
        class: String::new(),
        note: String::new(),
    };
    for span in spans {
        pieces.push(plain(at, span.range.start));
        let sure = match span.confidence {
            80.. => "zeker",
            50.. => "vrij zeker",
            _ => "onzeker",
        };
        let state = if span.status == Status::Mask {
            "mask"
        } else {
            "flag"
        };
        pieces.push(Piece {
            class: format!("span {state}"),
            note: format!(
                "{} · {} · {sure}: {}",
                span.label.dutch(),
                span.source.dutch(),
                span.reason
            ),
            ..plain(span.range.start, span.range.end)
        });
        at = span.range.end;
    }
    pieces.push(plain(at, text.len()));
    pieces
}

fn draft(draft: &vik_redact::Draft) -> Vec<Piece> {
    draft
        .parts
        .iter()
        .map(|part| Piece {
            text: draft
                .text
                .get(part.draft.clone())
                .unwrap_or_default()
                .to_owned(),
            class: match part.kind {
                PartKind::Kept => String::new(),
                PartKind::Flagged => "span flag".to_owned(),
                _ => "span mask".to_owned(),
            },
            note: match part.kind {
                PartKind::Kept => String::new(),
                PartKind::Flagged => "moet iemand beoordelen".to_owned(),
                _ => "vervangen".to_owned(),
            },
        })
        .collect()
}
