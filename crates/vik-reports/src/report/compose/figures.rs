//! Measures as tables and charts.

use std::collections::BTreeMap;

use vik_charts::{Break, ChartData, ChartKind, ChartSpec};

use super::Composer;
use crate::page::{Block, Figure, Head, Line, Table, chart_language, description};
use crate::report::reading::{Margin, Measure, Reading, Unit};
use crate::report::words::change;

impl Composer<'_> {
    /// A table of measures: now and before with their bounds, and what surely changed.
    pub(super) fn measures(&mut self, caption: String, measures: &[&Measure]) {
        if measures.is_empty() {
            return;
        }
        let rows = measures.iter().map(|measure| self.row(measure)).collect();
        let columns = self.heads();
        self.blocks.push(Block::Table(Table {
            caption,
            columns,
            rows,
        }));
    }

    fn heads(&self) -> Vec<Head> {
        let words = self.words;
        let now = self.report.period.short(words.language);
        let before = self.report.period.previous().short(words.language);
        vec![
            Head::words(words.pick("Cijfer", "Figure")),
            Head::figures(now),
            Head::figures(words.pick("tussen", "between")),
            Head::figures(before),
            Head::figures(words.pick("tussen", "between")),
            Head::words(words.pick("Verschil", "Difference")),
        ]
    }

    fn row(&self, measure: &Measure) -> Vec<Line> {
        let words = self.words;
        let mut row = vec![Line::new(words.text(&measure.label))];
        for reading in [measure.now, measure.before] {
            row.extend(self.cells(reading, measure.unit, measure.decimals));
        }
        let change = change(measure.now, measure.before);
        row.push(words.change_word(change).into());
        row
    }

    /// A figure and its bounds, as two cells.
    pub(super) fn cells(&self, reading: Option<Reading>, unit: Unit, decimals: u8) -> [Line; 2] {
        let words = self.words;
        match reading {
            Some(reading) => [
                words.brief(reading.value(), unit, decimals).into(),
                words.bounds(reading, unit, decimals).into(),
            ],
            None => [words.pick("geen", "none").into(), Line::new("–")],
        }
    }

    /// How the measures were counted and what they do not say; each sentence once.
    pub(super) fn reading_aids(&mut self, measures: &[&Measure]) {
        let words = self.words;
        let mut lines: Vec<Line> = Vec::new();
        if measures.iter().any(|m| m.margin == Margin::Chance) {
            lines.push(
                words
                    .pick(
                        "De grenzen bij dit cijfer gaan over toeval: met 95 % zekerheid.",
                        "The bounds of this figure are about chance: with 95% confidence.",
                    )
                    .into(),
            );
        }
        for measure in measures {
            for text in [&measure.counting, &measure.reading_aid] {
                let line = Line::new(words.text(text));
                if !lines.contains(&line) {
                    lines.push(line);
                }
            }
        }
        if !lines.is_empty() {
            let heading = words.pick("Hoe leest u deze cijfers?", "How to read these figures");
            self.blocks.push(Block::Heading(3, heading.to_owned()));
            self.blocks.push(Block::List(lines));
        }
    }

    /// One chart with a line for each measure, all in one unit.
    pub(super) fn chart(&mut self, id: &str, title: String, measures: &[&Measure]) {
        let drawn: Vec<&&Measure> = measures.iter().filter(|m| m.series.len() > 1).collect();
        let Some(first) = drawn.first() else {
            return;
        };
        let language = self.words.language;
        let alone = drawn.len() == 1;
        let mut spec = ChartSpec::new(id, ChartKind::Line, title.clone());
        spec.language = chart_language(language);
        spec.x = "period".to_owned();
        spec.y = "value".to_owned();
        spec.decimals = first.decimals.into();
        spec.unit = self.unit(first.unit).to_owned();
        spec.breaks = self.break_marks();
        if alone && first.margin != Margin::None {
            spec.low = Some("low".to_owned());
            spec.high = Some("high".to_owned());
        }
        if !alone {
            spec.series = Some("series".to_owned());
            let labels = drawn
                .iter()
                .map(|m| (m.id.clone(), m.label.get(language).to_owned()));
            spec.labels = labels.collect::<BTreeMap<_, _>>();
        }
        let data = data(&drawn);
        let elsewhere = self.words.pick(
            "Alle cijfers staan op het blad Reeksen van het gegevensbestand.",
            "All figures are on the sheet Series of the data file.",
        );
        spec.description = description(&spec, &data, elsewhere);
        let caption = match (alone, first.margin) {
            (true, Margin::Rounding) => self.words.pick(
                format!("{title}. De band toont wat de afronding openlaat."),
                format!("{title}. The band shows what rounding leaves open."),
            ),
            (true, Margin::Chance) => self.words.pick(
                format!("{title}. De band toont wat toeval openlaat (95 %)."),
                format!("{title}. The band shows what chance leaves open (95%)."),
            ),
            _ => format!("{title}."),
        };
        self.blocks.push(Block::Figure(Box::new(Figure {
            spec,
            data,
            caption,
        })));
    }

    fn unit(&self, unit: Unit) -> &'static str {
        let words = self.words;
        match unit {
            Unit::Cases => words.pick("zaken", "cases"),
            Unit::Percent => "%",
            Unit::Days => words.pick("dagen", "days"),
            Unit::PerThousandFte => words.pick("per 1.000 fte", "per 1,000 FTE"),
            Unit::Units => words.pick("eenheden", "units"),
            Unit::Count => "",
        }
    }

    /// The breaks that concern the whole organisation: those of one unit say little here.
    fn break_marks(&self) -> Vec<Break> {
        let marks = self.report.breaks.items().iter();
        marks
            .filter(|mark| mark.place.is_none())
            .map(|mark| Break {
                at: mark.from.to_string(),
                text: self.words.text(&mark.text),
                series: None,
            })
            .collect()
    }
}

fn data(measures: &[&&Measure]) -> ChartData {
    let points = || {
        measures.iter().flat_map(|measure| {
            let points = measure.series.iter();
            points.map(|point| (measure.id.as_str(), point))
        })
    };
    let number = |of: fn(Reading) -> f64| points().map(move |(_, point)| point.reading.map(of));
    ChartData::new()
        .labels("period", points().map(|(_, point)| point.period.as_str()))
        .labels("series", points().map(|(id, _)| id))
        .numbers("value", number(Reading::value))
        .numbers("low", number(Reading::low))
        .numbers("high", number(Reading::high))
}
