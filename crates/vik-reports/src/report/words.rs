//! Figures as words: amounts, intervals and what surely changed.
//!
//! A figure never stands without its interval, and a difference is only called one when rounding (or
//! chance) cannot explain it.

use vik_charts::format_number;
use vik_domain::{Language, Text};

use super::model::{Content, Score, Sentence};
use super::period::Period;
use super::reading::{Margin, Measure, Reading, Unit};
use crate::page::{Line, chart_language, pick};

/// How the reader's language writes figures.
#[derive(Clone, Copy)]
pub(crate) struct Words {
    pub(crate) language: Language,
    pub(crate) now: Period,
}

/// What can be said of a figure and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Change {
    Up,
    Down,
    Same,
    Unsure,
    Unknown,
}

impl Words {
    pub(crate) fn pick<T>(self, dutch: T, english: T) -> T {
        pick(self.language, dutch, english)
    }

    pub(crate) fn text(self, text: &Text) -> String {
        text.get(self.language).to_owned()
    }

    /// A person's own sentence: in English where it was translated, else in Dutch and marked so.
    pub(crate) fn sentence(self, sentence: &Sentence) -> Line {
        match (self.language, &sentence.en) {
            (Language::Dutch, _) => Line::new(&*sentence.nl),
            (Language::English, Some(text)) if !text.trim().is_empty() => Line::new(&**text),
            (Language::English, _) => Line {
                text: sentence.nl.clone(),
                language: Some(Language::Dutch),
            },
        }
    }

    pub(crate) fn number(self, value: f64, decimals: u8) -> String {
        format_number(value, decimals.into(), chart_language(self.language))
    }

    /// `44 %`, `35 dagen`, `120`: for a table, where the label names what is counted.
    pub(crate) fn brief(self, value: f64, unit: Unit, decimals: u8) -> String {
        let number = self.number(value, decimals);
        match unit {
            Unit::Percent => self.pick(format!("{number}\u{a0}%"), format!("{number}%")),
            Unit::Days if number == "1" => self.pick("1 dag".into(), "1 day".into()),
            Unit::Days => self.pick(format!("{number} dagen"), format!("{number} days")),
            Unit::Cases | Unit::Units | Unit::Count | Unit::PerThousandFte => number,
        }
    }

    /// `120 zaken`: for a sentence.
    pub(crate) fn amount(self, value: f64, unit: Unit, decimals: u8) -> String {
        let brief = self.brief(value, unit, decimals);
        let one = brief == "1";
        let (nl, en) = match unit {
            Unit::Cases if one => (" zaak", " case"),
            Unit::Cases => (" zaken", " cases"),
            Unit::Units if one => (" eenheid", " unit"),
            Unit::Units => (" eenheden", " units"),
            Unit::PerThousandFte => (" per 1.000 fte", " per 1,000 FTE"),
            Unit::Percent | Unit::Days | Unit::Count => ("", ""),
        };
        format!("{brief}{}", self.pick(nl, en))
    }

    /// `41 en 47 %`: for a column that is headed "tussen".
    pub(crate) fn bounds(self, reading: Reading, unit: Unit, decimals: u8) -> String {
        if reading.is_exact() {
            return self.pick("precies", "exact").to_owned();
        }
        let low = self.number(reading.low(), decimals);
        let high = match unit {
            Unit::Percent => self.brief(reading.high(), unit, decimals),
            _ => self.number(reading.high(), decimals),
        };
        self.pick(format!("{low} en {high}"), format!("{low} and {high}"))
    }

    /// `44 % (tussen 41 en 47 %)`.
    pub(crate) fn with_bounds(self, reading: Reading, unit: Unit, decimals: u8) -> String {
        let amount = self.amount(reading.value(), unit, decimals);
        if reading.is_exact() {
            return amount;
        }
        let bounds = self.bounds(reading, unit, decimals);
        self.pick(
            format!("{amount} (tussen {bounds})"),
            format!("{amount} (between {bounds})"),
        )
    }

    /// The sentence that answers: the figure now, the one before, and what surely changed.
    pub(crate) fn answer(self, measure: &Measure) -> String {
        let label = measure.label.get(self.language);
        let (now, before) = (
            self.now.in_words(self.language),
            self.now.previous().in_words(self.language),
        );
        let Some(reading) = measure.now else {
            return self.pick(
                format!("{label}: over {now} is geen cijfer vrijgegeven."),
                format!("{label}: no figure was released for {now}."),
            );
        };
        let amount = self.with_bounds(reading, measure.unit, measure.decimals);
        let mut sentence = self.pick(
            format!("{label}: {amount} in {now}."),
            format!("{label}: {amount} in {now}."),
        );
        match measure.before {
            None => sentence.push_str(&self.pick(
                format!(" Over {before} is geen vergelijkbaar cijfer vrijgegeven."),
                format!(" No comparable figure was released for {before}."),
            )),
            Some(reading) => {
                let amount = self.with_bounds(reading, measure.unit, measure.decimals);
                sentence.push_str(&self.pick(
                    format!(" In {before} was dat {amount}."),
                    format!(" In {before} it was {amount}."),
                ));
            }
        }
        sentence.push_str(self.changed(measure));
        if let Some(ratio) = measure.ratio {
            sentence.push_str(&self.chance(ratio));
        }
        sentence
    }

    /// What the figures say about a point of the review, or why there are none.
    pub(crate) fn known(self, score: &Score) -> String {
        match &score.measures {
            Content::NoSource(why) => self.text(why),
            Content::Items(items) if items.is_empty() => self
                .pick(
                    "Er is geen cijfer dat hier iets over zegt.",
                    "There is no figure that says anything about this.",
                )
                .to_owned(),
            Content::Items(items) => {
                let answers = items.iter().map(|measure| self.answer(measure));
                answers.collect::<Vec<_>>().join(" ")
            }
        }
    }

    fn changed(self, measure: &Measure) -> &'static str {
        let chance = measure.margin == Margin::Chance;
        match (change(measure.now, measure.before), chance) {
            (Change::Up, false) if measure.margin == Margin::None => {
                self.pick(" Dat is gestegen.", " That is a rise.")
            }
            (Change::Down, false) if measure.margin == Margin::None => {
                self.pick(" Dat is gedaald.", " That is a fall.")
            }
            (Change::Up, false) => self.pick(
                " Dat is gestegen, met meer dan de afronding kan verklaren.",
                " That is a rise, by more than rounding can explain.",
            ),
            (Change::Down, false) => self.pick(
                " Dat is gedaald, met meer dan de afronding kan verklaren.",
                " That is a fall, by more than rounding can explain.",
            ),
            (Change::Up, true) => self.pick(
                " Dat is gestegen; toeval alleen verklaart dat waarschijnlijk niet.",
                " That is a rise; chance alone is unlikely to explain it.",
            ),
            (Change::Down, true) => self.pick(
                " Dat is gedaald; toeval alleen verklaart dat waarschijnlijk niet.",
                " That is a fall; chance alone is unlikely to explain it.",
            ),
            (Change::Same, _) => self.pick(" Dat is gelijk gebleven.", " That is unchanged."),
            (Change::Unsure, true) => self.pick(
                " Het verschil kan toeval zijn.",
                " The difference can be chance.",
            ),
            (Change::Unsure, false) => self.pick(
                " Door de afronding is niet te zeggen of dat meer of minder is.",
                " Because of rounding, nobody can say whether that is more or less.",
            ),
            (Change::Unknown, _) => "",
        }
    }

    fn chance(self, ratio: Reading) -> String {
        let (low, high) = (self.number(ratio.low(), 1), self.number(ratio.high(), 1));
        if ratio.low() <= 1.0 && ratio.high() >= 1.0 {
            return self.pick(
                format!(
                    " Toeval meegerekend is het {low} tot {high} keer zo veel als in de vorige \
                     periode. Het verschil kan dus toeval zijn."
                ),
                format!(
                    " Allowing for chance it is {low} to {high} times the previous period. The \
                     difference can therefore be chance."
                ),
            );
        }
        self.pick(
            format!(
                " Toeval meegerekend is het {low} tot {high} keer zo veel als in de vorige periode. \
                 Toeval alleen verklaart het verschil waarschijnlijk niet."
            ),
            format!(
                " Allowing for chance it is {low} to {high} times the previous period. Chance alone \
                 is unlikely to explain the difference."
            ),
        )
    }

    /// The change in a word or two, for a table.
    pub(crate) fn change_word(self, change: Change) -> &'static str {
        match change {
            Change::Up => self.pick("gestegen", "up"),
            Change::Down => self.pick("gedaald", "down"),
            Change::Same => self.pick("gelijk", "the same"),
            Change::Unsure => self.pick("niet te zeggen", "cannot be said"),
            Change::Unknown => self.pick("niet te vergelijken", "no comparison"),
        }
    }
}

/// Compares two figures by their intervals.
pub(crate) fn change(now: Option<Reading>, before: Option<Reading>) -> Change {
    let (Some(now), Some(before)) = (now, before) else {
        return Change::Unknown;
    };
    if now.is_exact() && now == before {
        Change::Same
    } else if !now.apart_from(before) {
        Change::Unsure
    } else if now.value() > before.value() {
        Change::Up
    } else {
        Change::Down
    }
}
