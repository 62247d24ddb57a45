//! A comparison as a page.

use vik_domain::Language;

use super::{Comparison, FigureChange, Name, TextChange};
use crate::page::{Block, Head, Line, Page, Table};
use crate::report::compose::kind_name;
use crate::report::model::Sentence;
use crate::report::reading::Reading;
use crate::report::words::{Words, change};

impl Name {
    fn words(self, language: Language) -> String {
        let words = Words {
            language,
            now: self.period,
        };
        let (kind, period) = (kind_name(self.kind, words), self.period.short(language));
        words.pick(
            format!("{kind} {period}, uitgave {}", self.edition),
            format!("{kind} {period}, edition {}", self.edition),
        )
    }
}

impl Comparison {
    /// The comparison as a page, for [`Page::to_html`] or [`Page::to_pdf`].
    #[must_use]
    pub fn page(&self, language: Language) -> Page {
        let words = Words {
            language,
            now: self.new.period,
        };
        let (old, new) = (self.old.words(language), self.new.words(language));
        let beyond = self.figures.iter().filter(|f| f.beyond_rounding).count();
        let mut blocks = vec![
            Block::Heading(2, words.pick("Cijfers", "Figures").to_owned()),
            Block::Paragraph(Line::new(words.pick(
                format!(
                    "Aantal cijfers dat gelijk bleef: {}. Anders: {}. Daarvan verschilt {beyond} meer \
                     dan de afronding kan verklaren.",
                    self.unchanged,
                    self.figures.len()
                ),
                format!(
                    "Figures that stayed the same: {}. Different: {}. Of these, {beyond} differ by more \
                     than rounding can explain.",
                    self.unchanged,
                    self.figures.len()
                ),
            ))),
        ];
        if !self.figures.is_empty() {
            blocks.push(Block::Table(self.table(words, &old, &new)));
        }
        for (name, changes) in [
            (words.pick("Begrippen", "Definitions"), &self.definitions),
            (words.pick("Teksten", "Texts"), &self.texts),
        ] {
            blocks.push(Block::Heading(2, name.to_owned()));
            if changes.is_empty() {
                let none = words.pick("Hier is niets veranderd.", "Nothing changed here.");
                blocks.push(Block::Paragraph(none.into()));
            } else {
                blocks.push(Block::Table(text_table(changes, words, name, &old, &new)));
            }
        }
        Page {
            language,
            kicker: words.pick("Vergelijking", "Comparison").to_owned(),
            title: words
                .pick("Wat is er veranderd?", "What has changed?")
                .to_owned(),
            lines: vec![words.pick(
                format!("Van {old} naar {new}"),
                format!("From {old} to {new}"),
            )],
            foot: words.text(&self.organisation),
            dated: self.dated,
            blocks,
        }
    }

    fn table(&self, words: Words, old: &str, new: &str) -> Table {
        let shown = |reading: Option<Reading>, each: &FigureChange| match reading {
            Some(reading) => words.with_bounds(reading, each.unit, each.decimals),
            None => words.pick("geen", "none").to_owned(),
        };
        let rows = self.figures.iter().map(|each| {
            let period = each.period.map(|period| period.short(words.language));
            let period = period
                .map(|period| format!(" ({period})"))
                .unwrap_or_default();
            vec![
                Line::new(format!("{}{period}", words.text(&each.label))),
                shown(each.old, each).into(),
                shown(each.new, each).into(),
                words.change_word(change(each.new, each.old)).into(),
            ]
        });
        Table {
            caption: words
                .pick("Cijfers die verschillen", "Figures that differ")
                .to_owned(),
            columns: vec![
                Head::words(words.pick("Cijfer", "Figure")),
                Head::figures(old),
                Head::figures(new),
                Head::words(words.pick("Verschil", "Difference")),
            ],
            rows: rows.collect(),
        }
    }
}

fn text_table(changes: &[TextChange], words: Words, name: &str, old: &str, new: &str) -> Table {
    let rows = changes.iter().map(|each| {
        let shown = |text: &Option<Sentence>| match text {
            Some(text) => words.sentence(text),
            None => words.pick("stond er niet", "was not there").into(),
        };
        vec![
            words.text(&each.place).into(),
            shown(&each.old),
            shown(&each.new),
        ]
    });
    Table {
        caption: words.pick(
            format!("{name} die verschillen"),
            format!("{name} that differ"),
        ),
        columns: vec![
            Head::words(words.pick("Waar", "Where")),
            Head::words(old),
            Head::words(new),
        ],
        rows: rows.collect(),
    }
}
