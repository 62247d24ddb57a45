//! What was promised and what others found, from the folder of work, for a report.
//!
//! Promises are the actions of the register: agreed in learning circles and beside signals, each with a
//! unit or a role as its owner. Findings of others stand in `external-findings.toml`, which somebody
//! keeps by hand: who found it, what, when it came in, and what is being done.

use std::path::Path;

use serde::Deserialize;
use vik_domain::{Month, Text};
use vik_learning::actions::agreement::Done;
use vik_learning::actions::register::{Entry, Standing, register};
use vik_learning::check::Check;
use vik_learning::note::Owner;
use vik_learning::workshop::ledger::Ledger;
use vik_learning::{Shelf, Store, Tables};
use vik_published::Reference;
use vik_reports::report::{Action, Content, ExternalFinding, Period, Place, Sentence, State};

use super::measures::text;
use super::parts::named;

/// The file of findings by others.
pub const FINDINGS: &str = "external-findings.toml";

/// Most letters in a sentence of a finding.
const LONGEST: usize = 400;

/// Promises and findings of others; each says itself when it has no source.
pub struct Promises {
    /// Actions of the register.
    pub actions: Content<Action>,
    /// Findings of inspectorates and others that are not finished.
    pub external: Content<ExternalFinding>,
}

impl Default for Promises {
    fn default() -> Self {
        Self {
            actions: Content::NoSource(text(
                "Bij dit bericht is geen register van afspraken gebruikt.",
                "No register of actions was used for this report.",
            )),
            external: Content::NoSource(text(
                "Er is geen lijst van bevindingen van anderen.",
                "There is no list of findings by others.",
            )),
        }
    }
}

/// A folder of work that cannot be read, in a sentence.
#[derive(Debug, thiserror::Error)]
pub enum PromiseError {
    /// A file of the register.
    #[error("{0} cannot be read: restore it from the backup")]
    Register(&'static str),
    /// The file of findings.
    #[error("{FINDINGS}: line {line} does not fit: expected {expected}")]
    Finding {
        /// Where.
        line: usize,
        /// What.
        expected: &'static str,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    finding: Vec<toml::Spanned<Written>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    id: String,
    by: Text,
    title: Text,
    received: String,
    action: Option<Text>,
}

/// Reads what a folder of work holds for an organisation's report on a period. A folder without the
/// files has no source; nothing is made in it.
///
/// # Errors
/// [`PromiseError`].
pub fn promises(
    folder: &Path,
    org: &str,
    reference: &Reference,
    period: Period,
) -> Result<Promises, PromiseError> {
    let mut found = Promises::default();
    let (circles, ledger) = (
        folder.join("circles.sqlite"),
        folder.join("workshop.sqlite"),
    );
    if circles.exists() && ledger.exists() {
        let store = Store::open(&circles).map_err(|_| PromiseError::Register("circles.sqlite"))?;
        let held = store
            .circles()
            .map_err(|_| PromiseError::Register("circles.sqlite"))?;
        let ledger =
            Ledger::open(&ledger).map_err(|_| PromiseError::Register("workshop.sqlite"))?;
        let all = register(org, &ledger.lines(), &held, &Shelf::default());
        found.actions = Content::Items(told(&all, reference, period));
    }
    if let Ok(written) = std::fs::read_to_string(folder.join(FINDINGS)) {
        found.external = Content::Items(findings(&written, period)?);
    }
    Ok(found)
}

/// Actions that were agreed before the end of the period, and were open in it or fell due in it.
fn told(entries: &[Entry], reference: &Reference, period: Period) -> Vec<Action> {
    let months = match period {
        Period::Quarter(_) => 3,
        Period::Half(_) => 6,
    };
    let last = period.last_month();
    let first = last.plus(1 - months);
    let here = |entry: &&Entry| {
        let closed = matches!(entry.standing(last.next()), Standing::Done | Standing::Not);
        entry.made <= last && (!closed || entry.due >= first)
    };
    let action = |entry: &Entry| {
        let (owner, place) = match &entry.owner {
            Owner::Unit(code) => {
                let name = named(reference, "units", code);
                let place = Place {
                    code: code.clone(),
                    name: name.clone(),
                };
                (name, Some(place))
            }
            Owner::Role(role) => {
                let (nl, en) = role.words();
                (text(nl, en), None)
            }
        };
        let answer = entry.answer();
        Action {
            id: entry.id.to_string(),
            promise: dutch(entry.what.as_str()),
            owner,
            place,
            due: entry.due,
            state: match answer.map(|answer| answer.done) {
                Some(Done::Done) => State::Done,
                Some(Done::Not) => State::Dropped,
                Some(Done::Partly) | None => State::Open,
            },
            result: answer
                .and_then(|answer| answer.note.as_ref())
                .map(|note| dutch(note.as_str())),
        }
    };
    entries.iter().filter(here).map(action).collect()
}

fn dutch(nl: &str) -> Sentence {
    Sentence {
        nl: nl.to_owned(),
        en: None,
    }
}

/// Findings that had come in by the end of the period. Every Dutch sentence has passed the check of
/// notes; the English ones are translations of them.
fn findings(written: &str, period: Period) -> Result<Vec<ExternalFinding>, PromiseError> {
    let line = |at: usize| 1 + written[..at.min(written.len())].matches('\n').count();
    let file: File = toml::from_str(written).map_err(|error| PromiseError::Finding {
        line: line(error.span().map_or(0, |span| span.start)),
        expected: "[[finding]] with id, by, title, received = \"2025-03\" and, if there is one, action; texts as { nl = \"…\", en = \"…\" }",
    })?;
    let check = Check::new(Tables::default());
    let mut found = Vec::new();
    for entry in file.finding {
        let at = line(entry.span().start);
        let wrong = |expected| PromiseError::Finding { line: at, expected };
        let one = entry.into_inner();
        let received: Month = one
            .received
            .parse()
            .map_err(|_| wrong("received as a month, \"2025-03\""))?;
        let sentences = [Some(&one.title), one.action.as_ref()];
        for words in sentences.into_iter().flatten() {
            check.pass(&words.nl, LONGEST).map_err(|_| {
                wrong("Dutch sentences of at most 400 letters that point at nobody")
            })?;
        }
        if received <= period.last_month() {
            found.push(ExternalFinding {
                id: one.id,
                by: one.by,
                title: both(one.title),
                received,
                action: one.action.map(both),
            });
        }
    }
    Ok(found)
}

fn both(words: Text) -> Sentence {
    Sentence {
        nl: words.nl,
        en: Some(words.en),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: &str = include_str!("../../../../data-samples/findings/external-findings.toml");

    fn period() -> Period {
        Period::try_from("2025-Q1".to_owned()).unwrap()
    }

    #[test]
    fn findings_that_had_come_in_are_told() {
        let told = findings(SAMPLE, period()).unwrap();
        let ids: Vec<&str> = told.iter().map(|one| one.id.as_str()).collect();
        assert_eq!(ids, ["EF-1"], "the second came in later");
    }

    #[test]
    fn a_finding_that_points_at_somebody_or_has_no_month_is_refused_by_its_line() {
        let named = SAMPLE.replace("Het effect van maatregelen", "Inspecteur Jan de Vries");
        let line = |written: &str| match findings(written, period()) {
            Err(PromiseError::Finding { line, .. }) => line,
            _ => panic!("it was taken"),
        };
        let second = SAMPLE.lines().position(|l| l.contains("EF-2")).unwrap();
        assert_eq!(line(&named), second);
        assert_eq!(line(&SAMPLE.replace("2025-06", "juni")), second);
        assert!(line(&SAMPLE.replace("id = \"EF-2\"", "id = EF-2")) > second);
    }
}
