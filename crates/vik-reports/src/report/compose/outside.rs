//! What others found: the review of 2020 and open findings of outsiders.

use super::Composer;
use crate::page::{Block, Head, Line, Table};
use crate::report::model::Section;

impl Composer<'_> {
    pub(super) fn scorecard(&mut self) {
        self.heading(
            "De negen punten uit de review van 2020",
            "The nine points of the 2020 review",
        );
        let words = self.words;
        self.say(words.pick(
            "De negen punten komen uit de samenvatting die de politievakbond ANPV in november 2020 \
             gaf. De review zelf is voor dit overzicht niet gelezen. Van 2020 zijn geen vergelijkbare \
             cijfers bekend: of iets sinds de review beter is geworden, is hiermee niet te zeggen.",
            "The nine points come from the summary that the police union ANPV gave in November 2020. \
             The review itself was not read for this overview. No comparable figures of 2020 are \
             known: this cannot tell whether anything has improved since the review.",
        ));
        self.editor(Section::Scorecard);
        let columns = vec![
            Head::words(words.pick("Punt", "Point")),
            Head::words(words.pick("Ook in de brief van 2020", "In the 2020 letter too")),
            Head::words(words.pick("Wat we nu weten", "What we know now")),
        ];
        let scores = self.report.scorecard.iter().enumerate();
        let rows = scores.map(|(place, score)| {
            let finding = score.finding;
            let letter = match finding.in_letter() {
                true => words.pick("ja", "yes"),
                false => words.pick("niet met zoveel woorden", "not in so many words"),
            };
            vec![
                Line::new(format!("{}. {}", place + 1, finding.text(words.language))),
                letter.into(),
                words.known(score).into(),
            ]
        });
        let rows = rows.collect();
        self.blocks.push(Block::Table(Table {
            caption: words
                .pick(
                    "De review van 2020 als scorekaart",
                    "The 2020 review as a scorecard",
                )
                .to_owned(),
            columns,
            rows,
        }));
    }

    pub(super) fn external(&mut self) {
        self.heading("Open bevindingen van anderen", "Open findings of others");
        self.editor(Section::External);
        let none = (
            "Er zijn geen open bevindingen.",
            "There are no open findings.",
        );
        let findings = self.held(&self.report.external, none);
        if findings.is_empty() {
            return;
        }
        let words = self.words;
        let mut findings: Vec<_> = findings.iter().collect();
        findings.sort_by_key(|found| (found.received, &found.id));
        let columns = vec![
            Head::words(words.pick("Wat is gevonden", "What was found")),
            Head::words(words.pick("Door", "By")),
            Head::words(words.pick("Ontvangen", "Received")),
            Head::figures(words.pick("Maanden open", "Months open")),
            Head::words(words.pick("Wat gebeurt ermee", "What is being done")),
        ];
        let rows = findings.into_iter().map(|found| {
            let age = self.report.dated.index() - found.received.index();
            let action = found.action.as_ref().map(|text| words.sentence(text));
            let none = words.pick("nog niets besloten", "nothing decided yet");
            vec![
                words.sentence(&found.title),
                words.text(&found.by).into(),
                found.received.in_words(words.language).into(),
                age.max(0).to_string().into(),
                action.unwrap_or_else(|| none.into()),
            ]
        });
        let rows = rows.collect();
        self.blocks.push(Block::Table(Table {
            caption: words
                .pick(
                    "Open bevindingen, oudste eerst",
                    "Open findings, oldest first",
                )
                .to_owned(),
            columns,
            rows,
        }));
    }
}
