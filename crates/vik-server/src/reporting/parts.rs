//! The parts of a report that are no plain measure: categories, signals, breaks, what is not shown.

use std::collections::{BTreeMap, BTreeSet};

use vik_catalogue::Language;
use vik_domain::{Glossary, Month};
use vik_published::{Cell, OpenSide, Reference};
use vik_reports::report::{
    BreakMark, Category, Choice, Content, Decision, Definition, Finding, Measure, NotShown, Pair,
    Period, Place, Reading, Reason, Score, Signal,
};
use vik_signals::budget::USUAL;
use vik_signals::episode::episodes;
use vik_trends::rounding;

use super::measures::{Asked, Rounded, quarters, text};
use crate::decisions::{Deed, Standing, Verdict};
use crate::labels::label;
use crate::pages::signal_words::name;

/// The words that come first, by their Dutch term in the glossary.
const WORDS: [&str; 8] = [
    "zaak",
    "betrokkene",
    "bevinding",
    "sanctie",
    "doorlooptijd",
    "reviewmoment",
    "leerpunt",
    "signaal",
];

/// What the words mean.
pub fn definitions() -> Vec<Definition> {
    let glossary = Glossary::embedded();
    let known = WORDS.iter().filter_map(|word| {
        let term = glossary.terms().iter().find(|term| term.nl == *word)?;
        Some(Definition {
            term: text(&term.nl, &term.en),
            meaning: text(&term.meaning_nl, &term.meaning_en),
        })
    });
    known.collect()
}

/// The name of a code in both languages.
pub(super) fn named(reference: &Reference, list: &str, code: &str) -> vik_domain::Text {
    text(
        &label(reference, list, code, Language::Dutch),
        &label(reference, list, code, Language::English),
    )
}

/// Reported and established by category, in the order of the code list.
pub fn categories(asked: &Asked<'_>, reference: &Reference, period: Period) -> Vec<Category> {
    let Some(at) = asked.result.column("category") else {
        return Vec::new();
    };
    let here: BTreeSet<&str> = asked
        .result
        .rows
        .iter()
        .filter_map(|row| match &row[at] {
            Cell::Text(code) => Some(code.as_str()),
            _ => None,
        })
        .collect();
    let list = reference.list("categories");
    let codes = list.into_iter().flat_map(|list| &list.codes);
    codes
        .filter(|code| here.contains(code.code.as_str()))
        .map(|code| {
            let only = [code.code.as_str()];
            let keep = asked.is("category", &only);
            let pair = |column: &str, cells: f64| {
                let rounded = Rounded { base: 5.0, cells };
                let read = |period| asked.count(column, period, rounded, &keep);
                Pair {
                    now: read(period),
                    before: read(period.previous()),
                }
            };
            Category {
                code: code.code.clone(),
                label: named(reference, "categories", &code.code),
                reported: pair("cases", 3.0),
                established: pair("established", 3.0),
            }
        })
        .collect()
}

/// Breaks up to the end of the period, of the last two years.
pub fn breaks(reference: &Reference, period: Period) -> Vec<BreakMark> {
    let until = period.last_month();
    let marks = reference.breaks.iter().filter_map(|b| {
        let from: Month = b.month.get(..7)?.parse().ok()?;
        (from <= until && from > until.plus(-24)).then(|| BreakMark {
            from,
            place: place(reference, Some(&b.unit).filter(|unit| *unit != "*")),
            text: b.text.clone(),
        })
    });
    marks.collect()
}

fn place(reference: &Reference, unit: Option<&String>) -> Option<Place> {
    let code = unit?;
    Some(Place {
        code: code.clone(),
        name: named(reference, "units", code),
    })
}

/// Signals that were seen in the period, with what was decided.
pub fn signals(
    side: &OpenSide,
    standings: &BTreeMap<String, Standing>,
    period: Period,
) -> Vec<Signal> {
    let first = quarters(period)
        .first()
        .map(|quarter| quarter.months()[0].to_string())
        .unwrap_or_default();
    let last = period.last_month().to_string();
    let watches = side.watches();
    let known = &watches[..watches.partition_point(|watch| watch.month <= last)];
    let reference = side.reference();
    let found = episodes(known, USUAL);
    let seen = found
        .iter()
        .filter(|episode| episode.last >= first.as_str());
    seen.filter_map(|episode| {
        let value = episode.seen.observed;
        let error = rounding::window_error(episode.seen.months as f64, 3.0);
        let subject = |language| {
            let whole = name(&episode.scope, reference, language);
            whole
                .split_once(": ")
                .map_or(whole.clone(), |(_, what)| what.to_owned())
        };
        Some(Signal {
            id: episode.id(),
            subject: text(&subject(Language::Dutch), &subject(Language::English)),
            place: place(reference, episode.scope.unit.as_ref()),
            since: episode.first.parse().ok()?,
            observed: Reading::new(value, (value - error).max(0.0), value + error)?,
            expected: (episode.seen.expected * 10.0).round() / 10.0,
            decision: standings
                .get(&episode.id())
                .and_then(|standing| decision(standing, reference)),
        })
    })
    .collect()
}

fn decision(standing: &Standing, reference: &Reference) -> Option<Decision> {
    let Deed::Decided {
        verdict,
        owner,
        due,
    } = &standing.decided.as_ref()?.deed
    else {
        return None;
    };
    Some(Decision {
        choice: match verdict {
            Verdict::Learn => Choice::Learn,
            Verdict::CheckRegistration => Choice::CheckRegistration,
            Verdict::LookAtProcess => Choice::LookAtProcess,
            Verdict::NoAction => Choice::NoAction,
        },
        owner: owner.as_ref().map_or_else(
            || text("het centrale team", "the central team"),
            |code| named(reference, "units", code),
        ),
        due: due.as_ref().and_then(|month| month.parse().ok()),
    })
}

/// What is left out of every report.
pub fn not_shown() -> Vec<NotShown> {
    let line = |nl, en, why| NotShown {
        what: text(nl, en),
        why,
    };
    vec![
        line(
            "Zaken per eenheid en categorie samen",
            "Cases by unit and category together",
            Reason::TooFew,
        ),
        line(
            "Zaken die nog niet zijn afgesloten",
            "Cases that are not closed yet",
            Reason::StillOpen,
        ),
        line(
            "Corruptie per eenheid",
            "Corruption by unit",
            Reason::ForceOnly,
        ),
        line(
            "Bezwaar en beroep",
            "Objection and appeal",
            Reason::NotRegistered,
        ),
        line(
            "Een norm voor de doorlooptijd",
            "A norm for lead time",
            Reason::NotVerified,
        ),
    ]
}

/// The nine points of 2020 with the measures that say something about them.
pub fn scorecard(by_id: &dyn Fn(&str) -> Option<Measure>) -> Vec<Score> {
    let with = |finding| -> &'static [&'static str] {
        match finding {
            Finding::LeadTime => &["half-year"],
            Finding::StartCriteria => &["investigated"],
            Finding::Welfare => &["care", "feedback"],
            Finding::Learning => &["learning", "learning-organisation"],
            _ => &[],
        }
    };
    Finding::ALL
        .into_iter()
        .map(|finding| {
            let measures: Vec<Measure> = with(finding).iter().filter_map(|id| by_id(id)).collect();
            Score {
                finding,
                measures: if measures.is_empty() {
                    Content::NoSource(text(
                        "Hierover zijn geen cijfers vrijgegeven.",
                        "No figures on this were released.",
                    ))
                } else {
                    Content::Items(measures)
                },
            }
        })
        .collect()
}
