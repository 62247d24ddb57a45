//! Learning, promises, care, and corruption.

use super::Composer;
use crate::page::{Block, Head, Line, Table};
use crate::report::model::{Action, Content, Section, State};
use crate::report::reading::Measure;
use crate::report::words::Words;

impl Composer<'_> {
    pub(super) fn learning(&mut self) {
        self.heading("Leren", "Learning");
        self.editor(Section::Learning);
        let caption = ("Leren van zaken", "Learning from cases");
        self.part("r-learning", &self.report.learning, caption);
    }

    pub(super) fn care(&mut self) {
        self.heading("Zorg en terugkoppeling", "Care and feedback");
        self.editor(Section::Care);
        let caption = (
            "Zorg voor en berichten aan betrokkenen",
            "Care for and news to the persons concerned",
        );
        self.part("r-care", &self.report.care, caption);
    }

    pub(super) fn corruption(&mut self) {
        self.heading("Corruptie", "Corruption");
        self.say(self.words.pick(
            "Er zijn weinig zaken. Daarom staat hier alleen een cijfer voor het hele korps, over acht \
             kwartalen. Over lopende onderzoeken wordt niets bekendgemaakt.",
            "There are few cases. That is why there is only a figure for the whole force here, over \
             eight quarters. Nothing is made known about investigations that are still open.",
        ));
        self.editor(Section::Corruption);
        let caption = (
            "Corruptie, hele korps, over acht kwartalen",
            "Corruption, whole force, over eight quarters",
        );
        self.part("r-corruption", &self.report.corruption, caption);
    }

    /// A section of measures: sentences, table, a chart for each, reading aids.
    fn part(&mut self, id: &str, content: &Content<Measure>, caption: (&str, &str)) {
        let none = (
            "In deze periode is hier niets over te melden.",
            "There is nothing to report on this in this period.",
        );
        match content {
            Content::NoSource(why) => self.say(self.words.text(why)),
            Content::Items(items) if items.is_empty() => self.say(self.words.pick(none.0, none.1)),
            Content::Items(items) => {
                let measures: Vec<&Measure> = items.iter().collect();
                let answers = measures.iter().map(|m| Line::new(self.words.answer(m)));
                let answers = answers.collect();
                self.blocks.push(Block::List(answers));
                self.measures(self.words.pick(caption.0, caption.1).to_owned(), &measures);
                for (place, measure) in measures.iter().enumerate() {
                    let title = self.words.text(&measure.label);
                    self.chart(&format!("{id}-{place}"), title, &[measure]);
                }
                self.reading_aids(&measures);
            }
        }
    }

    pub(super) fn actions(&mut self) {
        self.heading("Beloofd en gedaan", "Promised and done");
        self.editor(Section::Actions);
        let none = (
            "Er liepen in deze periode geen afspraken.",
            "There were no promises in this period.",
        );
        let actions = self.held(&self.report.actions, none);
        if actions.is_empty() {
            return;
        }
        let words = self.words;
        let of = |state: State| actions.iter().filter(|a| a.state == state).count();
        let late = actions.iter().filter(|a| self.late(a)).count();
        let (all, done, open, dropped) = (
            actions.len(),
            of(State::Done),
            of(State::Open),
            of(State::Dropped),
        );
        self.say(words.pick(
            format!(
                "Aantal afspraken: {all}. Klaar: {done}. Nog bezig: {open}, waarvan te laat: {late}. \
                 Gestopt: {dropped}."
            ),
            format!(
                "Promises: {all}. Done: {done}. Still open: {open}, of which late: {late}. Given up: \
                 {dropped}."
            ),
        ));
        let columns = vec![
            Head::words(words.pick("Wat is beloofd", "What was promised")),
            Head::words(words.pick("Door wie", "By whom")),
            Head::words(words.pick("Klaar in", "Due in")),
            Head::words(words.pick("Stand", "State")),
            Head::words(words.pick("Wat is gedaan", "What was done")),
        ];
        let rows = actions.iter().map(|action| {
            let none = words.pick("nog niets te melden", "nothing to report yet");
            let result = action.result.as_ref().map(|text| words.sentence(text));
            vec![
                words.sentence(&action.promise),
                words.text(&action.owner).into(),
                action.due.in_words(words.language).into(),
                state_name(action.state, self.late(action), words).into(),
                result.unwrap_or_else(|| none.into()),
            ]
        });
        let rows = rows.collect();
        self.blocks.push(Block::Table(Table {
            caption: words.pick("Afspraken", "Promises").to_owned(),
            columns,
            rows,
        }));
    }

    fn late(&self, action: &Action) -> bool {
        is_late(action, self.report.dated)
    }
}

/// Whether an open action is past its month on the date of the report.
pub(crate) fn is_late(action: &Action, dated: vik_domain::Month) -> bool {
    action.state == State::Open && action.due < dated
}

/// How an action stands, in a word or two.
pub(crate) fn state_name(state: State, late: bool, words: Words) -> &'static str {
    match (state, late) {
        (State::Open, true) => words.pick("te laat", "late"),
        (State::Open, false) => words.pick("bezig", "open"),
        (State::Done, _) => words.pick("klaar", "done"),
        (State::Dropped, _) => words.pick("gestopt", "given up"),
    }
}
