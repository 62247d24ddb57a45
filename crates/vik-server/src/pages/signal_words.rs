//! Signals in the words of the page: names of series, decisions and outcomes.

use vik_catalogue::Language;
use vik_domain::Month;
use vik_published::Reference;
use vik_signals::record::Seen;
use vik_signals::sentence::{Names, headline, lower};
use vik_signals::{Episode, Scope};

use crate::decisions::{Deed, Line, Outcome, Verdict};
use crate::language::pick;
use crate::{format, labels};

/// The language as the sentences know it.
pub fn spoken(language: Language) -> vik_domain::Language {
    match language {
        Language::Dutch => vik_domain::Language::Dutch,
        Language::English => vik_domain::Language::English,
    }
}

/// What a signal is called: `Rotterdam: omgang met informatie`.
pub fn name(scope: &Scope, reference: &Reference, language: Language) -> String {
    let unit = unit(scope, reference, language);
    let category = category(scope, reference, language);
    let everywhere = pick(language, "Alle eenheden", "All units");
    let everything = pick(language, "alle zaken", "all cases");
    let category = category.map_or_else(|| everything.to_owned(), |name| lower(&name));
    format!("{}: {category}", unit.as_deref().unwrap_or(everywhere))
}

fn unit(scope: &Scope, reference: &Reference, language: Language) -> Option<String> {
    let code = scope.unit.as_deref()?;
    Some(labels::label(reference, "units", code, language))
}

fn category(scope: &Scope, reference: &Reference, language: Language) -> Option<String> {
    let code = scope.category.as_deref()?;
    Some(labels::label(reference, "categories", code, language))
}

/// The sentence on the card of a signal.
pub fn sentence(episode: &Episode<'_>, reference: &Reference, language: Language) -> String {
    sentence_of(episode.seen, episode.last, reference, language)
}

/// The sentence about a series in a month.
pub fn sentence_of(seen: &Seen, month: &str, reference: &Reference, language: Language) -> String {
    let (unit, category) = (
        unit(&seen.scope, reference, language),
        category(&seen.scope, reference, language),
    );
    let names = Names {
        unit: unit.as_deref(),
        category: category.as_deref(),
    };
    let month: Option<Month> = month.parse().ok();
    month.map_or_else(String::new, |month| {
        headline(seen, month, &names, spoken(language))
    })
}

/// Every verdict with its code in a form and its words.
pub fn verdicts(language: Language) -> [(Verdict, &'static str, &'static str); 4] {
    let words = |verdict, code, nl, en| (verdict, code, pick(language, nl, en));
    [
        words(
            Verdict::Learn,
            "learn",
            "leren: opnemen in leercirkels en training",
            "learn: take it up in learning circles and training",
        ),
        words(
            Verdict::CheckRegistration,
            "check_registration",
            "registratie nakijken",
            "check registration",
        ),
        words(
            Verdict::LookAtProcess,
            "look_at_process",
            "naar de werkwijze kijken",
            "look at the way of working",
        ),
        words(Verdict::NoAction, "no_action", "geen actie", "no action"),
    ]
}

/// Every outcome with its code in a form and its words.
pub fn outcomes(language: Language) -> [(Outcome, &'static str, &'static str); 3] {
    let words = |outcome, code, nl, en| (outcome, code, pick(language, nl, en));
    [
        words(
            Outcome::Confirmed,
            "confirmed",
            "er was iets aan de hand",
            "there was something to it",
        ),
        words(
            Outcome::Explained,
            "explained",
            "verklaard door registratie, personeel of een andere oorzaak in de cijfers",
            "explained by registration, staff or another cause in the figures",
        ),
        words(
            Outcome::Chance,
            "chance",
            "niets gevonden",
            "nothing was found",
        ),
    ]
}

/// A line of the decisions, in words.
pub fn told(line: &Line, reference: &Reference, language: Language) -> String {
    match &line.deed {
        Deed::Decided {
            verdict,
            owner,
            due,
        } => {
            let verdict = verdicts(language)
                .into_iter()
                .find(|(v, _, _)| v == verdict);
            let mut text = verdict.map_or("", |(_, _, words)| words).to_owned();
            let owner = owner.as_deref().map_or_else(
                || pick(language, "centraal team", "central team").to_owned(),
                |code| labels::label(reference, "units", code, language),
            );
            text += &format!(" ({owner}");
            if let Some(due) = due {
                let before = pick(language, "uiterlijk", "by");
                text += &format!(", {before} {}", format::month(due, language));
            }
            text + ")"
        }
        Deed::Found { outcome } => {
            let found = outcomes(language)
                .into_iter()
                .find(|(o, _, _)| o == outcome);
            found.map_or("", |(_, _, words)| words).to_owned()
        }
    }
}
