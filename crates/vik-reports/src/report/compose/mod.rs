//! A report as a page: the order of its sections and the sentences around its figures.
//!
//! One function for each part of the page; [`page`] puts them in order. All of them read a report
//! that has already been cut to what its reader may know.

mod chain;
mod figures;
mod outside;
mod people;
mod signals;

use vik_domain::{Language, Text};

use super::model::{Content, Kind, Reason, Report, Section};
use super::seal::SealError;
use super::view::View;
use super::words::Words;
pub(crate) use chain::step_name;
pub(crate) use people::{is_late, state_name};
pub(crate) use signals::choice_name;

use crate::page::{Block, Line, Page};

impl Report {
    /// The report as a page for one reader in one language; [`Page::to_html`] and [`Page::to_pdf`]
    /// take it from there.
    ///
    /// # Errors
    /// When the report is not complete.
    pub fn page(&self, language: Language, view: View) -> Result<Page, SealError> {
        let hash = self.hash()?.to_string();
        let seen = self.seen_by(view);
        Ok(Composer::new(&seen, language).page(view, &hash))
    }
}

/// What every part of the page needs.
struct Composer<'a> {
    report: &'a Report,
    words: Words,
    blocks: Vec<Block>,
}

impl<'a> Composer<'a> {
    fn new(report: &'a Report, language: Language) -> Self {
        let words = Words {
            language,
            now: report.period,
        };
        Self {
            report,
            words,
            blocks: Vec::new(),
        }
    }

    fn page(mut self, view: View, hash: &str) -> Page {
        self.definitions();
        self.messages();
        self.chain();
        self.categories();
        self.breaks();
        self.signals();
        self.learning();
        self.actions();
        self.care();
        self.corruption();
        self.not_shown();
        self.scorecard();
        self.external();
        self.colophon(hash);
        let (report, words) = (self.report, self.words);
        let kicker = kind_name(report.kind, words);
        let organisation = words.text(&report.organisation);
        let period = report.period.in_words(words.language);
        Page {
            language: words.language,
            kicker: kicker.to_owned(),
            title: words.pick(
                format!("Integriteit in {period}"),
                format!("Integrity in {period}"),
            ),
            lines: vec![
                words.pick(
                    format!(
                        "{organisation} · uitgave {} van {}",
                        report.edition,
                        report.dated.in_words(words.language)
                    ),
                    format!(
                        "{organisation} · edition {} of {}",
                        report.edition,
                        report.dated.in_words(words.language)
                    ),
                ),
                for_whom(view, words).to_owned(),
            ],
            foot: format!(
                "{kicker} · {organisation} · {}",
                report.period.short(words.language)
            ),
            dated: report.dated,
            blocks: self.blocks,
        }
    }

    fn heading(&mut self, nl: &str, en: &str) {
        let text = self.words.pick(nl, en).to_owned();
        self.blocks.push(Block::Heading(2, text));
    }

    fn say(&mut self, text: impl Into<Line>) {
        self.blocks.push(Block::Paragraph(text.into()));
    }

    /// The editor's sentences of a section, each a paragraph of its own.
    fn editor(&mut self, section: Section) {
        let sentences = self.report.editor.get(&section).into_iter().flatten();
        let lines = sentences.map(|sentence| self.words.sentence(sentence));
        let blocks: Vec<Block> = lines.map(Block::Paragraph).collect();
        self.blocks.extend(blocks);
    }

    /// What there is, after saying why there is nothing or that there was nothing.
    fn held<T>(&mut self, content: &'a Content<T>, none: (&str, &str)) -> &'a [T] {
        match content {
            Content::NoSource(why) => self.say(self.words.text(why)),
            Content::Items(items) if items.is_empty() => self.say(self.words.pick(none.0, none.1)),
            Content::Items(_) => {}
        }
        content.items()
    }

    fn definitions(&mut self) {
        self.heading("Wat de woorden betekenen", "What the words mean");
        let words = self.words;
        let terms = self.report.definitions.iter().map(|word| {
            (
                words.text(&word.term).into(),
                words.text(&word.meaning).into(),
            )
        });
        self.blocks.push(Block::Terms(terms.collect()));
        let base = self.report.source.base;
        self.say(words.pick(
            format!(
                "Aantallen zijn afgerond op een veelvoud van {base}, zodat niemand te herkennen is. \
                 Daarom staat bij elk cijfer tussen welke grenzen het echte cijfer ligt. Een verschil \
                 noemen we pas een stijging of daling als de afronding het niet kan verklaren."
            ),
            format!(
                "Counts were rounded to a multiple of {base}, so that nobody can be recognised. Each \
                 figure therefore comes with the bounds between which the true figure lies. We call a \
                 difference a rise or a fall only when rounding cannot explain it."
            ),
        ));
        self.editor(Section::Definitions);
    }

    fn messages(&mut self) {
        self.heading("Drie boodschappen", "Three messages");
        let words = self.words;
        let items = self.report.messages.iter().map(|message| {
            let answer = self.report.measure(&message.measure);
            let answer = answer.map(|measure| Line::new(words.answer(measure)));
            let remark = message.remark.as_ref().map(|text| words.sentence(text));
            answer.into_iter().chain(remark).collect()
        });
        let items = items.collect();
        self.blocks.push(Block::Numbered(items));
        self.editor(Section::Messages);
    }

    fn not_shown(&mut self) {
        self.heading(
            "Wat dit rapport niet toont, en waarom",
            "What this report does not show, and why",
        );
        let words = self.words;
        let items = self.report.not_shown.iter().map(|left_out| {
            let what = words.text(&left_out.what);
            (what.into(), reason(left_out.why, words).into())
        });
        self.blocks.push(Block::Terms(items.collect()));
        self.editor(Section::NotShown);
    }

    fn colophon(&mut self, hash: &str) {
        self.heading("Over dit rapport", "About this report");
        let source = &self.report.source;
        let until = source.until.in_words(self.words.language);
        self.say(self.words.pick(
            format!(
                "Dit rapport is gemaakt van vrijgave {}, die loopt tot en met {until}. Het verandert \
                 niet meer: wat verbeterd moet worden, staat in een volgende uitgave. Alleen gesloten \
                 zaken tellen mee. Meer zaken kan betekenen dat melden veiliger is geworden; niet \
                 vastgesteld is iets anders dan onterecht gemeld.",
                source.release
            ),
            format!(
                "This report was made from release {}, which runs to the end of {until}. It does not \
                 change any more: what has to be mended comes in a next edition. Only closed cases \
                 count. More cases can mean that reporting has become safer; not established is \
                 something else than wrongly reported.",
                source.release
            ),
        ));
        let items = [
            (
                self.words.pick(
                    "Kenmerk van dit rapport (SHA-256)",
                    "Hash of this report (SHA-256)",
                ),
                hash,
            ),
            (
                self.words
                    .pick("Kenmerk van de vrijgave", "Hash of the release"),
                source.hash.as_str(),
            ),
        ];
        let items = items.map(|(name, value)| (Line::from(name), Line::from(value)));
        self.blocks.push(Block::Terms(items.into()));
    }
}

/// What a report of this kind is called.
pub(crate) fn kind_name(kind: Kind, words: Words) -> &'static str {
    match kind {
        Kind::Quarterly => words.pick("Kwartaalrapport", "Quarterly report"),
        Kind::HalfYearly => words.pick("Halfjaarbericht", "Half-year report"),
    }
}

/// What a section is called.
pub(crate) fn section_name(section: Section) -> Text {
    let (nl, en) = match section {
        Section::Definitions => ("Begrippen", "Definitions"),
        Section::Messages => ("Boodschappen", "Messages"),
        Section::Chain => ("Keten", "Chain"),
        Section::Categories => ("Categorieën", "Categories"),
        Section::Breaks => ("Breuken", "Breaks"),
        Section::Signals => ("Signalen", "Signals"),
        Section::Learning => ("Leren", "Learning"),
        Section::Actions => ("Afspraken", "Promises"),
        Section::Care => ("Zorg", "Care"),
        Section::Corruption => ("Corruptie", "Corruption"),
        Section::NotShown => ("Niet getoond", "Not shown"),
        Section::Scorecard => ("Review 2020", "2020 review"),
        Section::External => ("Bevindingen", "Findings"),
    };
    Text {
        nl: nl.to_owned(),
        en: en.to_owned(),
    }
}

/// For whom this rendering is.
pub(crate) fn for_whom(view: View, words: Words) -> &'static str {
    match view {
        View::Leadership => words.pick(
            "Uitgave voor de leiding, met de eenheid bij elk signaal.",
            "Edition for the leadership, with the unit of each signal.",
        ),
        View::Staff => words.pick(
            "Uitgave voor alle medewerkers, zonder de eenheid bij een signaal.",
            "Edition for all staff, without the unit of a signal.",
        ),
        View::Parliament => words.pick(
            "Uitgave voor de Tweede Kamer: cijfers van het hele korps.",
            "Edition for the House of Representatives: figures of the whole force.",
        ),
    }
}

/// Why something is left out, as a sentence.
pub(crate) fn reason(why: Reason, words: Words) -> &'static str {
    match why {
        Reason::TooFew => words.pick(
            "Er zijn zo weinig zaken dat iemand te herkennen zou zijn.",
            "There are so few cases that somebody could be recognised.",
        ),
        Reason::StillOpen => words.pick(
            "Over zaken die nog lopen, wordt niets bekendgemaakt.",
            "Nothing is made known about cases that are still open.",
        ),
        Reason::ForceOnly => words.pick(
            "Dit wordt alleen voor het hele korps getoond.",
            "This is shown for the whole force only.",
        ),
        Reason::NotRegistered => words.pick(
            "Dit wordt niet vastgelegd of is niet vrijgegeven.",
            "This is not registered or was not released.",
        ),
        Reason::NotVerified => words.pick(
            "Dit kon niet worden gecontroleerd en staat daarom niet als feit vermeld.",
            "This could not be verified and is therefore not stated as a fact.",
        ),
        Reason::NotComparable => words.pick(
            "De perioden zijn niet met elkaar te vergelijken.",
            "The periods cannot be compared.",
        ),
    }
}
