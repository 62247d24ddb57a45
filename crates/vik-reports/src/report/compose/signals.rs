//! What stood out, and what was decided.

use super::Composer;
use crate::page::{Block, Head, Line, Table};
use crate::report::model::{Choice, Section, Signal};
use crate::report::reading::Unit;
use crate::report::words::Words;

impl Composer<'_> {
    pub(super) fn signals(&mut self) {
        self.heading("Signalen en besluiten", "Signals and decisions");
        let words = self.words;
        self.say(words.pick(
            "Een signaal is een vraag, geen oordeel. Het zegt dat iets vaker voorkomt dan verwacht, \
             niet waardoor.",
            "A signal is a question, not a verdict. It says that something happens more often than \
             expected, not why.",
        ));
        self.editor(Section::Signals);
        let none = (
            "In deze periode is geen signaal gegeven.",
            "There was no signal in this period.",
        );
        let signals = self.held(&self.report.signals, none);
        if signals.is_empty() {
            return;
        }
        let decided = signals.iter().filter(|s| s.decision.is_some()).count();
        let waiting = signals.len() - decided;
        self.say(words.pick(
            format!(
                "Aantal signalen: {}. Met een besluit: {decided}. Nog zonder besluit: {waiting}.",
                signals.len()
            ),
            format!(
                "Signals: {}. With a decision: {decided}. Still without one: {waiting}.",
                signals.len()
            ),
        ));
        let columns = vec![
            Head::words(words.pick("Wat valt op", "What stands out")),
            Head::words(words.pick("Waar", "Where")),
            Head::figures(words.pick("Gezien", "Seen")),
            Head::figures(words.pick("tussen", "between")),
            Head::figures(words.pick("Verwacht", "Expected")),
            Head::words(words.pick("Sinds", "Since")),
            Head::words(words.pick("Besluit", "Decision")),
        ];
        let rows = signals.iter().map(|signal| row(signal, words)).collect();
        self.blocks.push(Block::Table(Table {
            caption: words.pick("Signalen", "Signals").to_owned(),
            columns,
            rows,
        }));
    }
}

fn row(signal: &Signal, words: Words) -> Vec<Line> {
    let place = match &signal.place {
        Some(place) => words.text(&place.name),
        None => words.pick("hele korps", "whole force").to_owned(),
    };
    let decision = match &signal.decision {
        None => words.pick("nog geen besluit", "no decision yet").to_owned(),
        Some(decision) => {
            let choice = choice_name(decision.choice, words);
            let owner = words.text(&decision.owner);
            let due = decision.due.map(|due| {
                let month = due.in_words(words.language);
                words.pick(format!("; klaar in {month}"), format!("; due in {month}"))
            });
            let due = due.unwrap_or_default();
            words.pick(
                format!("{choice}, door {owner}{due}"),
                format!("{choice}, by {owner}{due}"),
            )
        }
    };
    vec![
        words.text(&signal.subject).into(),
        place.into(),
        words.number(signal.observed.value(), 0).into(),
        words.bounds(signal.observed, Unit::Count, 0).into(),
        words.number(signal.expected, 1).into(),
        signal.since.in_words(words.language).into(),
        decision.into(),
    ]
}

/// What was decided, in a few words.
pub(crate) fn choice_name(choice: Choice, words: Words) -> &'static str {
    match choice {
        Choice::Learn => words.pick("hiervan leren", "learn from it"),
        Choice::CheckRegistration => words.pick("registratie controleren", "check registration"),
        Choice::LookAtProcess => words.pick("naar het proces kijken", "look at the process"),
        Choice::NoAction => words.pick("geen actie", "no action"),
    }
}
