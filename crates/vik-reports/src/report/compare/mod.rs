//! Two reports side by side: which figures, texts and definitions changed.
//!
//! Two editions of one period are compared figure by figure. Reports of different periods are compared
//! on the figure of their own period; what they say of the period before is left out, because it is
//! the other's own figure.

mod page;

use std::collections::BTreeMap;

use vik_domain::Text;

use super::compose::section_name;
use super::figures::{FigureLine, Part};
use super::model::{Kind, Report, Section, Sentence};
use super::period::Period;
use super::reading::{Reading, Unit};
use super::words::{Change, change};

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
