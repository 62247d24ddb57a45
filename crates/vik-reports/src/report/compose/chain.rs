//! From report to time taken, by category, and the breaks in between.

use super::Composer;
use crate::page::{Block, Head, Line, Table};
use crate::report::model::{Category, Content, Section, Stage, Step};
use crate::report::reading::{Measure, Unit};

impl Composer<'_> {
    pub(super) fn chain(&mut self) {
        self.heading("Van melding tot afronding", "From report to conclusion");
        let words = self.words;
        self.say(words.pick(
            "Gemeld en vastgesteld staan hier naast elkaar. Gemeld is nog niet vastgesteld.",
            "Reported and established stand side by side here. Reported is not yet established.",
        ));
        self.editor(Section::Chain);
        let measures: Vec<&Measure> = self
            .report
            .chain
            .iter()
            .flat_map(|stage| stage.measures.items())
            .collect();
        let caption = words.pick(
            "De keten, met de vorige periode ernaast",
            "The chain, beside the previous period",
        );
        self.measures(caption.to_owned(), &measures);
        for stage in &self.report.chain {
            self.silent(stage);
        }
        let (counts, rest): (Vec<&Measure>, Vec<&Measure>) =
            measures.iter().partition(|m| m.unit == Unit::Cases);
        let title = words.pick("Van melding tot sanctie", "From report to sanction");
        self.chart("r-chain", title.to_owned(), &counts);
        for measure in rest {
            let id = format!("r-{}", slug(&measure.id));
            self.chart(&id, words.text(&measure.label), &[measure]);
        }
        self.reading_aids(&measures);
    }

    /// A step without figures says so; silence would read as "none".
    fn silent(&mut self, stage: &Stage) {
        let words = self.words;
        let step = step_name(stage.step);
        let step = words.pick(step.0, step.1);
        match &stage.measures {
            Content::NoSource(why) => {
                let why = words.text(why);
                self.say(format!("{step}: {why}"));
            }
            Content::Items(items) if items.is_empty() => self.say(words.pick(
                format!("{step}: in deze periode niet voorgekomen."),
                format!("{step}: did not occur in this period."),
            )),
            Content::Items(_) => {}
        }
    }

    pub(super) fn categories(&mut self) {
        self.heading(
            "Gemeld en vastgesteld per categorie",
            "Reported and established by category",
        );
        self.editor(Section::Categories);
        let none = (
            "In deze periode zijn geen zaken gesloten.",
            "No cases were closed in this period.",
        );
        let categories = self.held(&self.report.categories, none);
        if categories.is_empty() {
            return;
        }
        let words = self.words;
        let (now, before) = (
            self.report.period.short(words.language),
            self.report.period.previous().short(words.language),
        );
        let (reported, established) = (
            words.pick("Gemeld", "Reported"),
            words.pick("Vastgesteld", "Established"),
        );
        let between = words.pick("tussen", "between");
        let columns = vec![
            Head::words(words.pick("Categorie", "Category")),
            Head::figures(format!("{reported} {now}")),
            Head::figures(between),
            Head::figures(format!("{established} {now}")),
            Head::figures(between),
            Head::figures(format!("{reported} {before}")),
            Head::figures(format!("{established} {before}")),
        ];
        let rows = categories.iter().map(|row| self.category(row)).collect();
        self.blocks.push(Block::Table(Table {
            caption: words
                .pick(
                    "Gesloten zaken per categorie: gemeld en daarvan vastgesteld",
                    "Closed cases by category: reported, and of these established",
                )
                .to_owned(),
            columns,
            rows,
        }));
    }

    fn category(&self, row: &Category) -> Vec<Line> {
        let mut cells = vec![Line::new(self.words.text(&row.label))];
        for reading in [row.reported.now, row.established.now] {
            cells.extend(self.cells(reading, Unit::Cases, 0));
        }
        for reading in [row.reported.before, row.established.before] {
            let [value, _] = self.cells(reading, Unit::Cases, 0);
            cells.push(value);
        }
        cells
    }

    pub(super) fn breaks(&mut self) {
        self.heading("Waar de reeksen breken", "Where the series break");
        let words = self.words;
        self.say(words.pick(
            "Na een breuk telt een reeks anders. Vergelijk cijfers van voor en na een breuk niet \
             zonder meer met elkaar.",
            "After a break a series counts differently. Do not simply compare figures from before and \
             after a break.",
        ));
        self.editor(Section::Breaks);
        let none = (
            "Er zijn geen breuken vastgelegd.",
            "No breaks have been recorded.",
        );
        let marks = self.held(&self.report.breaks, none);
        let lines = marks.iter().map(|mark| {
            let from = mark.from.in_words(words.language);
            let text = words.text(&mark.text);
            let place = mark.place.as_ref().map(|place| words.text(&place.name));
            let place = place.map(|place| format!(" ({place})")).unwrap_or_default();
            Line::new(words.pick(
                format!("Vanaf {from}{place}: {text}."),
                format!("From {from}{place}: {text}."),
            ))
        });
        let lines: Vec<Line> = lines.collect();
        if !lines.is_empty() {
            self.blocks.push(Block::List(lines));
        }
    }
}

/// What a step is called, in Dutch and in English.
pub(crate) fn step_name(step: Step) -> (&'static str, &'static str) {
    match step {
        Step::Reported => ("Gemeld", "Reported"),
        Step::Investigated => ("Onderzocht", "Investigated"),
        Step::Established => ("Vastgesteld", "Established"),
        Step::Sanctioned => ("Met sanctie", "Sanctioned"),
        Step::Reviewed => ("Getoetst", "Reviewed"),
        Step::Time => ("Doorlooptijd", "Time taken"),
    }
}

/// An id of letters, digits and dashes, whatever the measure is called.
fn slug(id: &str) -> String {
    id.chars()
        .map(|letter| {
            if letter.is_ascii_alphanumeric() {
                letter
            } else {
                '-'
            }
        })
        .collect()
}
