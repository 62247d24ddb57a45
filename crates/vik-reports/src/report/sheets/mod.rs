//! A report as a workbook: definitions first, then every figure in one long table.

mod lists;

use vik_domain::Language;

use super::compose::{for_whom, kind_name, section_name, step_name};
use super::figures::Part;
use super::model::{Content, Report, Section};
use super::reading::{Margin, Reading, Unit};
use super::seal::SealError;
use super::view::View;
use super::words::Words;
use crate::sheets::{Cell, Sheet, Workbook};

impl Report {
    /// The figures and lists of the report for one reader, with the definitions on the first sheet.
    ///
    /// # Errors
    /// When the report is not complete.
    pub fn sheets(&self, language: Language, view: View) -> Result<Workbook, SealError> {
        let hash = self.hash()?.to_string();
        let seen = self.seen_by(view);
        let words = Words {
            language,
            now: self.period,
        };
        let kind = kind_name(self.kind, words);
        Ok(Workbook {
            title: format!("{kind} {}", self.period.short(language)),
            dated: self.dated,
            sheets: vec![
                definitions(&seen, words),
                about(&seen, words, view, &hash),
                figures(&seen, words),
                series(&seen, words),
                no_source(&seen, words),
                lists::signals(&seen, words),
                lists::actions(&seen, words),
                lists::scorecard(&seen, words),
                lists::external(&seen, words),
                lists::breaks(&seen, words),
                lists::not_shown(&seen, words),
                lists::editor(&seen, words),
            ],
        })
    }
}

fn sheet(name: &str, heads: &[&str], rows: Vec<Vec<Cell>>) -> Sheet {
    Sheet {
        name: name.to_owned(),
        heads: heads.iter().map(|head| (*head).to_owned()).collect(),
        rows,
    }
}

fn definitions(report: &Report, words: Words) -> Sheet {
    let rows = report.definitions.iter().map(|word| {
        vec![
            Cell::text(words.text(&word.term)),
            Cell::text(words.text(&word.meaning)),
        ]
    });
    sheet(
        words.pick("Begrippen", "Definitions"),
        words.pick(&["Woord", "Betekenis"], &["Word", "Meaning"]),
        rows.collect(),
    )
}

fn about(report: &Report, words: Words, view: View, hash: &str) -> Sheet {
    let source = &report.source;
    let language = words.language;
    let rows = [
        (
            words.pick("Rapport", "Report"),
            kind_name(report.kind, words).to_owned(),
        ),
        (
            words.pick("Organisatie", "Organisation"),
            words.text(&report.organisation),
        ),
        (
            words.pick("Periode", "Period"),
            report.period.in_words(language),
        ),
        (words.pick("Uitgave", "Edition"), report.edition.to_string()),
        (words.pick("Datum", "Date"), report.dated.in_words(language)),
        (
            words.pick("Voor wie", "For whom"),
            for_whom(view, words).to_owned(),
        ),
        (
            words.pick("Vrijgave", "Release"),
            source.release.to_string(),
        ),
        (
            words.pick("Gegevens tot en met", "Data to the end of"),
            source.until.in_words(language),
        ),
        (
            words.pick(
                "Aantallen afgerond op een veelvoud van",
                "Counts rounded to a multiple of",
            ),
            source.base.to_string(),
        ),
        (
            words.pick("Kenmerk van de vrijgave", "Hash of the release"),
            source.hash.clone(),
        ),
        (
            words.pick(
                "Kenmerk van het rapport (SHA-256)",
                "Hash of the report (SHA-256)",
            ),
            hash.to_owned(),
        ),
    ];
    let rows = rows.map(|(name, value)| vec![Cell::text(name), Cell::text(value)]);
    sheet(
        words.pick("Toelichting", "Notes"),
        words.pick(&["Wat", "Waarde"], &["What", "Value"]),
        rows.into(),
    )
}

fn figures(report: &Report, words: Words) -> Sheet {
    let rows = report.figures().into_iter().map(|line| {
        let part = match line.part {
            None => "",
            Some(Part::Reported) => words.pick("gemeld", "reported"),
            Some(Part::Established) => words.pick("vastgesteld", "established"),
        };
        let counting = line.counting.map(|text| words.text(text));
        let mut row = vec![
            Cell::text(words.text(&section_name(line.section))),
            Cell::text(line.id),
            Cell::text(words.text(line.label)),
            Cell::text(part),
            Cell::text(line.period.to_string()),
        ];
        row.extend(three(line.reading));
        row.extend([
            Cell::text(unit(line.unit, words)),
            Cell::text(margin(line.margin, words)),
            Cell::text(line.indicator),
            Cell::text(line.query),
            Cell::text(counting.unwrap_or_default()),
        ]);
        row
    });
    sheet(
        words.pick("Cijfers", "Figures"),
        words.pick(
            &[
                "Onderdeel",
                "Code",
                "Cijfer",
                "Deel",
                "Periode",
                "Waarde",
                "Ondergrens",
                "Bovengrens",
                "Eenheid",
                "Grenzen door",
                "Indicator",
                "Vraag",
                "Telwijze",
            ],
            &[
                "Section",
                "Code",
                "Figure",
                "Part",
                "Period",
                "Value",
                "Lower bound",
                "Upper bound",
                "Unit",
                "Bounds from",
                "Indicator",
                "Query",
                "How counted",
            ],
        ),
        rows.collect(),
    )
}

fn series(report: &Report, words: Words) -> Sheet {
    let mut seen = std::collections::BTreeSet::new();
    let measures = report.measures().into_iter();
    let measures = measures.filter(|(_, measure)| seen.insert(measure.id.as_str()));
    let rows = measures.flat_map(|(_, measure)| {
        measure.series.iter().map(move |point| {
            let mut row = vec![
                Cell::text(measure.id.as_str()),
                Cell::text(words.text(&measure.label)),
                Cell::text(point.period.as_str()),
            ];
            row.extend(three(point.reading));
            row.push(Cell::text(unit(measure.unit, words)));
            row
        })
    });
    sheet(
        words.pick("Reeksen", "Series"),
        words.pick(
            &[
                "Code",
                "Cijfer",
                "Periode",
                "Waarde",
                "Ondergrens",
                "Bovengrens",
                "Eenheid",
            ],
            &[
                "Code",
                "Figure",
                "Period",
                "Value",
                "Lower bound",
                "Upper bound",
                "Unit",
            ],
        ),
        rows.collect(),
    )
}

/// The parts without figures, with the sentence that says why.
fn no_source(report: &Report, words: Words) -> Sheet {
    fn why<T>(content: &Content<T>, words: Words) -> Option<String> {
        match content {
            Content::NoSource(why) => Some(words.text(why)),
            Content::Items(_) => None,
        }
    }
    let chain = report.chain.iter().map(|stage| {
        let (nl, en) = step_name(stage.step);
        (words.pick(nl, en).to_owned(), why(&stage.measures, words))
    });
    let parts = [
        (Section::Categories, why(&report.categories, words)),
        (Section::Breaks, why(&report.breaks, words)),
        (Section::Signals, why(&report.signals, words)),
        (Section::Learning, why(&report.learning, words)),
        (Section::Actions, why(&report.actions, words)),
        (Section::Care, why(&report.care, words)),
        (Section::Corruption, why(&report.corruption, words)),
        (Section::External, why(&report.external, words)),
    ];
    let parts = parts.map(|(section, why)| (words.text(&section_name(section)), why));
    let rows = chain
        .chain(parts)
        .filter_map(|(name, why)| Some(vec![Cell::text(name), Cell::text(why?)]));
    sheet(
        words.pick("Zonder cijfers", "Without figures"),
        words.pick(&["Onderdeel", "Waarom"], &["Part", "Why"]),
        rows.collect(),
    )
}

/// A figure with its bounds, as three cells.
fn three(reading: Option<Reading>) -> [Cell; 3] {
    [Reading::value, Reading::low, Reading::high].map(|of| Cell::number(reading.map(of)))
}

fn unit(unit: Unit, words: Words) -> &'static str {
    match unit {
        Unit::Cases => words.pick("zaken", "cases"),
        Unit::Percent => "%",
        Unit::Days => words.pick("dagen", "days"),
        Unit::PerThousandFte => words.pick("per 1.000 fte", "per 1,000 FTE"),
        Unit::Units => words.pick("eenheden", "units"),
        Unit::Count => words.pick("aantal", "count"),
    }
}

fn margin(margin: Margin, words: Words) -> &'static str {
    match margin {
        Margin::None => words.pick("niet afgerond", "not rounded"),
        Margin::Rounding => words.pick("afronding", "rounding"),
        Margin::Chance => words.pick("toeval, 95 %", "chance, 95%"),
    }
}
