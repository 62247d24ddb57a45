//! Two reports side by side: which figures, texts and definitions changed.
//!
//! Two editions of one period are compared figure by figure. Reports of different periods are compared
//! on the figure of their own period; what they say of the period before is left out, because it is
//! the other's own figure.

use std::collections::BTreeMap;

use vik_domain::{Language, Text};

use super::compose::{kind_name, section_name};
use super::figures::{FigureLine, Part};
use super::model::{Kind, Report, Section, Sentence};
use super::period::Period;
use super::reading::{Reading, Unit};
use super::words::{Change, Words, change};
use crate::page::{Block, Head, Line, Page, Table};

/// What changed from one report to another.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// The older report's kind, period and edition.
    pub old: Name,
    /// The newer's.
    pub new: Name,
    /// Figures that differ, in the order of the page.
    pub figures: Vec<FigureChange>,
    /// How many figures are the same in both.
    pub unchanged: usize,
    /// Texts that differ.
    pub texts: Vec<TextChange>,
    /// Words whose meaning differs, or that one of them lacks.
    pub definitions: Vec<TextChange>,
    organisation: Text,
    dated: vik_domain::Month,
}

/// Which report this is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name {
    /// For whom.
    pub kind: Kind,
    /// About what.
    pub period: Period,
    /// Which edition.
    pub edition: u32,
}

/// A figure that differs.
#[derive(Clone, Debug, PartialEq)]
pub struct FigureChange {
    /// Where it stands.
    pub section: Section,
    /// The measure's id.
    pub id: String,
    /// What it is.
    pub label: Text,
    /// The period of both figures, when the reports are about one period.
    pub period: Option<Period>,
    /// In the older report.
    pub old: Option<Reading>,
    /// In the newer report.
    pub new: Option<Reading>,
    /// Whether the intervals have no value in common: more than rounding can explain.
    pub beyond_rounding: bool,
    unit: Unit,
    decimals: u8,
}

/// A text that differs; `None` where a report lacks it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextChange {
    /// Where it stands, as the section or the word.
    pub place: Text,
    /// In the older report.
    pub old: Option<Sentence>,
    /// In the newer report.
    pub new: Option<Sentence>,
}

/// Compares two reports.
#[must_use]
pub fn compare(old: &Report, new: &Report) -> Comparison {
    let same = old.period == new.period;
    let (before, after) = (figures(old, same), figures(new, same));
    let (mut changed, mut unchanged) = (Vec::new(), 0);
    let gone = before
        .iter()
        .filter(|(key, _)| !after.iter().any(|(other, _)| other == key))
        .map(|(key, line)| (key, Some(line), None));
    let kept = after.iter().map(|(key, line)| {
        let earlier = before.iter().find(|(other, _)| other == key);
        (key, earlier.map(|(_, line)| line), Some(line))
    });
    for ((_, _), earlier, later) in kept.chain(gone) {
        let (was, is) = (
            earlier.and_then(|line| line.reading),
            later.and_then(|line| line.reading),
        );
        let Some(line) = later.or(earlier) else {
            continue;
        };
        if was == is {
            unchanged += 1;
            continue;
        }
        changed.push(FigureChange {
            section: line.section,
            id: line.id.clone(),
            label: full_label(line),
            period: same.then_some(line.period),
            old: was,
            new: is,
            beyond_rounding: matches!(change(is, was), Change::Up | Change::Down),
            unit: line.unit,
            decimals: line.decimals,
        });
    }
    Comparison {
        old: Name::of(old),
        new: Name::of(new),
        figures: changed,
        unchanged,
        texts: changes(&texts(old), &texts(new)),
        definitions: changes(&definitions(old), &definitions(new)),
        organisation: new.organisation.clone(),
        dated: new.dated,
    }
}

impl Name {
    fn of(report: &Report) -> Self {
        Self {
            kind: report.kind,
            period: report.period,
            edition: report.edition,
        }
    }

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

type Keyed<'a> = ((String, String), FigureLine<'a>);

fn figures(report: &Report, same_period: bool) -> Vec<Keyed<'_>> {
    let lines = report.figures().into_iter();
    lines
        .filter(|line| same_period || line.period == report.period)
        .map(|line| {
            let period = match same_period {
                true => line.period.to_string(),
                false => String::new(),
            };
            ((line.id.clone(), period), line)
        })
        .collect()
}

fn full_label(line: &FigureLine) -> Text {
    let (nl, en) = match line.part {
        None => ("", ""),
        Some(Part::Reported) => (", gemeld", ", reported"),
        Some(Part::Established) => (", vastgesteld", ", established"),
    };
    Text {
        nl: format!("{}{nl}", line.label.nl),
        en: format!("{}{en}", line.label.en),
    }
}

/// The texts of people by section, and the sentences that say why something is missing.
fn texts(report: &Report) -> Vec<(Text, Sentence)> {
    let editor = report.editor.iter().flat_map(|(section, sentences)| {
        let place = section_name(*section);
        sentences
            .iter()
            .map(move |text| (place.clone(), text.clone()))
    });
    let remarks = report.messages.iter().filter_map(|message| {
        let remark = message.remark.clone()?;
        Some((section_name(Section::Messages), remark))
    });
    let counting = report.measures().into_iter().flat_map(|(_, measure)| {
        let texts = [&measure.counting, &measure.reading_aid];
        texts.map(|text| (measure.label.clone(), sentence(text)))
    });
    let left_out = report.not_shown.iter().map(|left_out| {
        let place = section_name(Section::NotShown);
        (place, sentence(&left_out.what))
    });
    editor
        .chain(remarks)
        .chain(counting)
        .chain(left_out)
        .collect()
}

fn definitions(report: &Report) -> Vec<(Text, Sentence)> {
    let words = report.definitions.iter();
    words
        .map(|word| (word.term.clone(), sentence(&word.meaning)))
        .collect()
}

fn sentence(text: &Text) -> Sentence {
    Sentence {
        nl: text.nl.clone(),
        en: Some(text.en.clone()),
    }
}

/// By place: what only the old has and what only the new has, paired in order.
fn changes(old: &[(Text, Sentence)], new: &[(Text, Sentence)]) -> Vec<TextChange> {
    let mut places: BTreeMap<&str, (&Text, Vec<&Sentence>, Vec<&Sentence>)> = BTreeMap::new();
    let only = |these: &'_ [(Text, Sentence)], pair: &(Text, Sentence)| !these.contains(pair);
    for pair in old.iter().filter(|pair| only(new, pair)) {
        let entry = places.entry(&pair.0.nl);
        entry
            .or_insert((&pair.0, Vec::new(), Vec::new()))
            .1
            .push(&pair.1);
    }
    for pair in new.iter().filter(|pair| only(old, pair)) {
        let entry = places.entry(&pair.0.nl);
        entry
            .or_insert((&pair.0, Vec::new(), Vec::new()))
            .2
            .push(&pair.1);
    }
    places
        .into_values()
        .flat_map(|(place, old, new)| {
            let most = old.len().max(new.len());
            (0..most).map(move |index| TextChange {
                place: place.clone(),
                old: old.get(index).map(|text| (*text).clone()),
                new: new.get(index).map(|text| (*text).clone()),
            })
        })
        .collect()
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
