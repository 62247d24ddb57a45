//! The register on one page: an answer in a sentence, the indicators, every action, and which units a
//! theme has reached.

use askama::Template;
use axum::Router;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use vik_domain::{Language, Month};

use super::super::reach::{Window, closure, reach};
use super::super::register::{Entry, Standing};
use super::super::stepped::{first_reached, interventions, untouched};
use crate::library::{Shelf, name};
use crate::note::Owner;
use crate::web::frame::Frame;
use crate::web::problem::{Problem, page};
use crate::web::words::say;
use crate::workshop::Workshop;
use crate::workshop::house::Surroundings;
use crate::workshop::web::{Choice, Reader, choices, owner_name, part};

struct Row {
    href: String,
    what: String,
    owner: String,
    due: String,
    state: String,
    late: bool,
    helped: String,
    source: String,
    no_mailbox: bool,
}

struct Theme {
    name: String,
    reached: String,
    untouched: String,
}

#[derive(Template)]
#[template(path = "actions.html")]
struct Page {
    frame: Frame,
    base: String,
    may_act: bool,
    answer: String,
    facts: Vec<(String, String, &'static str)>,
    units: Vec<Choice>,
    states: Vec<Choice>,
    rows: Vec<Row>,
    themes: Vec<Theme>,
}

/// The routes of this file.
pub fn routes() -> Router<Workshop> {
    Router::new().route("/{language}/acties", get(show))
}

const STATES: [(&str, Standing); 4] = [
    ("te-laat", Standing::Late),
    ("loopt", Standing::Open),
    ("niet", Standing::Not),
    ("gedaan", Standing::Done),
];

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
    let (unit, state) = (value("eenheid"), value("stand"));
    let (shelf, around) = reader.has(&workshop).await;
    let (inner, org, its) = (workshop.clone(), reader.host.org.clone(), shelf.clone());
    let (entries, held) = reader
        .run(move || Ok((inner.entries(&org, &its)?, inner.held()?)))
        .await?;
    let now = Month::of_day(workshop.today());
    let org = reader.host.org.as_str();
    let window = Window(now);
    let reached = reach(org, window, &held, &entries, &shelf, &around.staff);
    let loops = closure(org, &around.signals, &held, &entries);
    let wanted = |entry: &&Entry| {
        let owned = matches!(&entry.owner, Owner::Unit(code) if code == unit);
        let reaches = entry.units.iter().any(|code| code == unit);
        let of_state = STATES
            .iter()
            .find(|(code, _)| *code == state)
            .is_none_or(|(_, standing)| entry.standing(now) == *standing);
        (unit.is_empty() || owned || reaches) && of_state
    };
    let mut chosen: Vec<&Entry> = entries.iter().filter(wanted).collect();
    chosen.sort_by_key(|entry| (entry.standing(now), entry.due));
    let rows = chosen
        .into_iter()
        .map(|entry| row(&workshop, &reader, entry, &shelf, &around, now))
        .collect();
    let answer = answer(reached.done.of, reached.done.all, reached.silent, language);
    let facts = facts(&reached, &loops, language);
    let all = interventions(org, &held, &entries, &shelf);
    let themes = shelf
        .themes
        .iter()
        .filter_map(|theme| {
            let first: Vec<_> = first_reached(&all, &theme.code)
                .into_iter()
                .filter(|(_, month)| *month <= now)
                .collect();
            if first.is_empty() {
                return None;
            }
            let since = first.iter().map(|(unit, month)| {
                format!(
                    "{} ({})",
                    name(&shelf.units, unit),
                    month.in_words(language)
                )
            });
            let rest = untouched(&all, &theme.code, now, &shelf);
            let rest: Vec<String> = rest.iter().map(|unit| name(&shelf.units, unit)).collect();
            Some(Theme {
                name: theme.name.clone(),
                reached: since.collect::<Vec<_>>().join(", "),
                untouched: if rest.is_empty() {
                    say(language, ("geen", "none"))
                } else {
                    rest.join(", ")
                },
            })
        })
        .collect();
    let states = STATES.into_iter().map(|(code, standing)| Choice {
        value: code.to_owned(),
        label: say(language, super::standing(standing)),
        chosen: code == state,
    });
    let template = Page {
        frame: reader.frame(&workshop, &say(language, ("Acties", "Actions"))),
        base: reader.base(),
        may_act: reader.may.act,
        answer,
        facts,
        units: choices(&shelf.units, &[unit]),
        states: states.collect(),
        rows,
        themes,
    };
    Ok(page(&template, language)?.into_response())
}

fn row(
    workshop: &Workshop,
    reader: &Reader,
    entry: &Entry,
    shelf: &Shelf,
    around: &Surroundings,
    now: Month,
) -> Row {
    let language = reader.language();
    let standing = entry.standing(now);
    let names = if language == Language::Dutch {
        ("Leercirkel", "Signaal", "Rapport")
    } else {
        ("Learning circle", "Signal", "Report")
    };
    let open = matches!(standing, Standing::Open | Standing::Late);
    Row {
        href: reader.to(&format!("acties/{}", entry.id)),
        what: entry.what.to_string(),
        owner: owner_name(&entry.owner, shelf, language),
        due: entry.due.in_words(language),
        state: say(language, super::standing(standing)),
        late: standing == Standing::Late,
        helped: entry.answer().map_or_else(
            || {
                say(
                    language,
                    (
                        "nog niet gevraagd of beantwoord",
                        "not asked or answered yet",
                    ),
                )
            },
            |answer| say(language, super::helped(answer.helped)),
        ),
        source: super::source(&entry.source, around, "", "", names).0,
        no_mailbox: open
            && workshop
                .house()
                .mailbox(&reader.host.org, &entry.owner)
                .is_none(),
    }
}

/// The answer in a sentence.
fn answer(done: usize, made: usize, silent: usize, language: Language) -> String {
    match (language, made) {
        (Language::Dutch, 0) => {
            "In de afgelopen twaalf maanden is nog geen actie afgesproken.".into()
        }
        (Language::English, 0) => "No action was agreed on in the past twelve months.".into(),
        (Language::Dutch, 1) => format!(
            "In de afgelopen twaalf maanden is één actie afgesproken. Die is {}.",
            if done == 1 {
                "gedaan"
            } else {
                "nog niet gedaan"
            }
        ),
        (Language::English, 1) => format!(
            "One action was agreed on in the past twelve months. It is {}.",
            if done == 1 { "done" } else { "not done yet" }
        ),
        (Language::Dutch, made) => format!(
            "Van de {made} acties die in de afgelopen twaalf maanden zijn afgesproken, {}; {}.",
            if done == 0 {
                "is er nog geen gedaan".into()
            } else if done == 1 {
                "is er één gedaan".into()
            } else {
                format!("zijn er {done} gedaan")
            },
            match silent {
                0 => "over alle acties is een antwoord gegeven".into(),
                1 => "over één actie is nog geen antwoord gegeven".into(),
                _ => format!("over {silent} acties is nog geen antwoord gegeven"),
            }
        ),
        (Language::English, made) => format!(
            "Of the {made} actions agreed on in the past twelve months, {done} {} done; {silent} {} no answer yet.",
            if done == 1 { "is" } else { "are" },
            if silent == 1 { "has" } else { "have" }
        ),
    }
}

/// The indicators: what, how much, and which one it is.
fn facts(
    reach: &super::super::reach::Reach,
    loops: &super::super::reach::Closure,
    language: Language,
) -> Vec<(String, String, &'static str)> {
    let part = |one: super::super::reach::Part| part(one.of, one.all, language);
    let t = |nl, en| say(language, (nl, en));
    let mut facts = vec![
        (
            t(
                "Eenheden met een eigen leercirkel",
                "Units with a circle of their own",
            ),
            part(reach.units),
            "I-36",
        ),
        (
            t(
                "Thema’s waarover een leercirkel ging",
                "Themes that a circle was about",
            ),
            part(reach.themes),
            "I-36",
        ),
        (
            t("Verhalen die zijn gebruikt", "Stories that were used"),
            part(reach.stories),
            "I-36",
        ),
        (
            t("Leercirkels", "Learning circles"),
            reach.sessions.to_string(),
            "I-36",
        ),
    ];
    if let Some(rate) = reach.per_thousand {
        let rate = format!("{rate:.2}");
        let rate = if language == Language::Dutch {
            rate.replace('.', ",")
        } else {
            rate
        };
        facts.push((
            t(
                "Leercirkels per 1.000 voltijdbanen",
                "Circles for each 1,000 full-time jobs",
            ),
            rate,
            "I-36",
        ));
    }
    facts.push((t("Acties gedaan", "Actions done"), part(reach.done), "I-36"));
    let closed = super::super::reach::Part {
        of: loops.closed,
        all: loops.signals,
    };
    let steps = match language {
        Language::Dutch => format!(
            "{}; {} met een verhaal, {} met een leercirkel",
            part(closed),
            loops.with_story,
            loops.with_session
        ),
        Language::English => format!(
            "{}; {} with a story, {} with a circle",
            part(closed),
            loops.with_story,
            loops.with_session
        ),
    };
    facts.push((
        t(
            "Signalen waarvan de cirkel rond is",
            "Signals of which the loop is closed",
        ),
        steps,
        "I-42",
    ));
    facts
}
