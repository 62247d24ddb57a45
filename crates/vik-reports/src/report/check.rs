//! What makes a report complete; asked before it is sealed and again when one is read.

use std::collections::BTreeMap;

use super::baseline::Finding;
use super::model::{Kind, Report, SCHEMA, Section, Step};
use super::period::Period;
use super::reading::Measure;

/// What is missing in a report. It names the place and never quotes a value.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{place}: expected {expected}")]
pub struct Problem {
    /// Where, as `chain[2]` or `messages`.
    pub place: String,
    /// What should stand there.
    pub expected: &'static str,
}

impl Report {
    /// All that keeps the report from being sealed; empty for a complete one.
    ///
    /// Every section is there (with figures, or with the sentence that says why not), there are three
    /// messages about measures of the report, six steps and nine points in order, every text is
    /// filled in both languages where it is not a person's own, and one name never has two figures.
    #[must_use]
    pub fn problems(&self) -> Vec<Problem> {
        let mut found = Problems::default();
        self.frame(&mut found);
        self.order(&mut found);
        self.measures_named(&mut found);
        self.texts(&mut found);
        found.0
    }

    fn frame(&self, found: &mut Problems) {
        found.unless(self.schema == SCHEMA, "schema", "the present version");
        found.unless(self.edition > 0, "edition", "1 or more");
        let fits = matches!(
            (self.kind, self.period),
            (Kind::Quarterly, Period::Quarter(_)) | (Kind::HalfYearly, Period::Half(_))
        );
        found.unless(fits, "period", "a quarter, or half a year for Parliament");
        let last = self.period.last_month();
        found.unless(self.dated > last, "dated", "a month after the period");
        found.unless(
            self.source.until >= last,
            "source.until",
            "a release that covers the period",
        );
        let hash = &self.source.hash;
        let hexadecimal = hash.len() == 64 && hash.bytes().all(|b| b.is_ascii_hexdigit());
        found.unless(hexadecimal, "source.hash", "64 hexadecimal digits");
        found.unless(
            !self.definitions.is_empty(),
            "definitions",
            "at least one word",
        );
        found.unless(!self.not_shown.is_empty(), "not_shown", "at least one line");
    }

    fn order(&self, found: &mut Problems) {
        let steps: Vec<Step> = self.chain.iter().map(|stage| stage.step).collect();
        found.unless(steps == Step::ALL, "chain", "the six steps in order");
        let points: Vec<Finding> = self.scorecard.iter().map(|score| score.finding).collect();
        found.unless(
            points == Finding::ALL,
            "scorecard",
            "the nine points in order",
        );
        found.unless(self.messages.len() == 3, "messages", "three messages");
    }

    fn measures_named(&self, found: &mut Problems) {
        let mut names: BTreeMap<&str, &Measure> = BTreeMap::new();
        for (section, measure) in self.measures() {
            // The scorecard may show a measure that stands elsewhere too, if it is the same.
            let other = names.insert(measure.id.as_str(), measure);
            let again = section == Section::Scorecard && other.is_some_and(|each| each == measure);
            found.unless(
                !measure.id.is_empty() && (other.is_none() || again),
                &format!("{section:?}"),
                "a measure with a name of its own",
            );
        }
        for (index, message) in self.messages.iter().enumerate() {
            let known = self.measure(&message.measure).is_some();
            let place = format!("messages[{index}]");
            found.unless(known, &place, "the id of a measure of this report");
        }
    }

    fn texts(&self, found: &mut Problems) {
        for (place, text) in self.own_texts() {
            let filled = !text.nl.trim().is_empty() && !text.en.trim().is_empty();
            found.unless(filled, &place, "text in Dutch and in English");
        }
        for (place, sentence) in self.sentences() {
            found.unless(!sentence.nl.trim().is_empty(), &place, "text in Dutch");
        }
    }

    /// Every measure with the section that it stands in, in the order of the page.
    pub(crate) fn measures(&self) -> Vec<(Section, &Measure)> {
        let chain = self.chain.iter().flat_map(|stage| stage.measures.items());
        let scores = self
            .scorecard
            .iter()
            .flat_map(|score| score.measures.items());
        let parts: [(Section, Vec<&Measure>); 5] = [
            (Section::Chain, chain.collect()),
            (Section::Learning, self.learning.items().iter().collect()),
            (Section::Care, self.care.items().iter().collect()),
            (
                Section::Corruption,
                self.corruption.items().iter().collect(),
            ),
            (Section::Scorecard, scores.collect()),
        ];
        parts
            .into_iter()
            .flat_map(|(section, measures)| measures.into_iter().map(move |m| (section, m)))
            .collect()
    }

    /// The measure of that name.
    pub(crate) fn measure(&self, id: &str) -> Option<&Measure> {
        let mut measures = self.measures().into_iter();
        measures
            .find(|(_, measure)| measure.id == id)
            .map(|(_, measure)| measure)
    }
}

#[derive(Default)]
struct Problems(Vec<Problem>);

impl Problems {
    fn unless(&mut self, sound: bool, place: &str, expected: &'static str) {
        if !sound {
            self.0.push(Problem {
                place: place.to_owned(),
                expected,
            });
        }
    }
}
