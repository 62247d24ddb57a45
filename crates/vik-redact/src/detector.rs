//! The detector: all rules over a text or a whole case file.

use crate::arbitrate::arbitrate;
use crate::canonical::Canonical;
use crate::found::Found;
use crate::keep::Phrases;
use crate::lexicon::Lexicon;
use crate::linker::Linker;
use crate::organisation::{Finder, Tables};
use crate::pattern::Patterns;
use crate::propagate::Names;
use crate::record::Record;
use crate::span::{Label, Source, Span, Status};
use crate::view::View;
use crate::words::Vocabulary;
use crate::{extend, naming, nobody, rare, settle, special, structure, tagged, unexplained};

/// Finds what identifies a person. Built once, used for any number of texts, from any thread.
pub struct Detector {
    lexicon: &'static Lexicon,
    vocabulary: Vocabulary,
    keep: Phrases,
    patterns: Patterns,
    organisation: Finder,
    rare: rare::Finder,
    special: special::Triggers,
}

impl Detector {
    /// Prepares a detector for an organisation; [`Tables::default`] knows none.
    #[must_use]
    #[allow(
        clippy::needless_pass_by_value,
        reason = "the tables are consumed into automata"
    )]
    pub fn new(tables: Tables) -> Self {
        Self {
            lexicon: Lexicon::embedded(),
            vocabulary: Vocabulary::embedded(),
            keep: Phrases::embedded(),
            patterns: Patterns::new(),
            organisation: Finder::new(&tables),
            rare: rare::Finder::new(&tables.released),
            special: special::Triggers::embedded(),
        }
    }

    /// Finds the spans of one text: sorted, not overlapping, on character boundaries.
    #[must_use]
    pub fn detect(&self, text: &str, record: &Record) -> Vec<Span> {
        self.detect_file(&[text], record).pop().unwrap_or_default()
    }

    /// What stops a short note that nobody reviews, such as a line that a group agrees on: everything
    /// that is masked and every word that nothing explains, and a rare fact or a special category where
    /// the note is about somebody. A note of which nothing comes back may be kept.
    ///
    /// Less than [`detect`](Self::detect) finds: use that for the text of a case.
    #[must_use]
    pub fn screen(&self, note: &str) -> Vec<Span> {
        let spans = self.detect(note, &Record::default());
        let canonical = Canonical::new(note);
        // Places in a note that had to be made readable first are not those of the view.
        if spans.is_empty() || canonical.text != note {
            return spans;
        }
        let view = View::new(&canonical, &self.vocabulary, self.lexicon);
        crate::screen::stops(&view, &self.rare, spans)
    }

    /// Finds the spans of all texts of a case file; a name in one of them is found in all.
    #[must_use]
    pub fn detect_file(&self, texts: &[&str], record: &Record) -> Vec<Vec<Span>> {
        let linker = Linker::new(record);
        let canonical: Vec<Canonical> = texts.iter().map(|text| Canonical::new(text)).collect();
        let mut names = Names::default();
        let mut read: Vec<(View<'_>, Vec<Found>)> = Vec::with_capacity(texts.len());
        for canonical in &canonical {
            let mut view = View::new(canonical, &self.vocabulary, self.lexicon);
            self.keep.mark(&mut view);
            crate::eponym::mark(&mut view);
            let found = self.first_pass(&view, &linker, record);
            names.learn(&view, &found);
            read.push((view, found));
        }
        read.into_iter()
            .zip(&canonical)
            .zip(texts)
            .map(|(((view, found), canonical), text)| {
                let mut found = self.second_pass(&view, found, &names);
                let labels = crate::role::labels(&view);
                found.retain(|it| !view.tokens_in(&it.range).all(|at| labels[at]));
                arbitrate(found, canonical, text)
            })
            .collect()
    }

    /// What a text shows by itself.
    fn first_pass(&self, view: &View<'_>, linker: &Linker, record: &Record) -> Vec<Found> {
        let mut found = Vec::new();
        self.patterns.find(view, &mut found);
        crate::pattern::titled::find(view, &mut found);
        structure::find(view, &mut found);
        linker.find(view, &mut found);
        self.organisation.find(view, &mut found);
        case_number(view, record, &mut found);
        tagged::find(view, self.lexicon, &mut found);
        // A word in ordinary use is no name, whatever a model or the place says; a record knows better.
        found.retain(|it| {
            let tokens = view.tokens_in(&it.range);
            it.label != Label::Person
                || it.source == Source::Record
                || tokens.len() != 1
                || !naming::is_ordinary(view, tokens.start)
        });
        let taken = tokens_of(view, &found, |it| {
            it.label != Label::Person && it.status == Status::Mask
        });
        let seed = tokens_of(view, &found, |it| {
            it.label == Label::Person && it.status == Status::Mask
        });
        let mut named = Vec::new();
        naming::find(view, &seed, &mut named);
        // A name that another kind covers whole (a street, a mail address) adds nothing.
        named.retain(|it| {
            !view
                .tokens_in(&it.range)
                .all(|at| taken.get(at).copied().unwrap_or(false))
        });
        found.append(&mut named);
        found
    }

    /// What the whole file adds, and what nothing explains.
    fn second_pass(&self, view: &View<'_>, mut found: Vec<Found>, names: &Names) -> Vec<Found> {
        names.find(view, &mut found);
        extend::find(view, &mut found);
        settle::find(view, &mut found);
        for it in &mut found {
            if it.label == Label::Person && it.entity.is_none() {
                it.entity = names.entity(view, &it.range);
            }
        }
        // Where nobody is named, a function identifies nobody by itself; a person decides.
        let somebody = found.iter().any(|it| {
            it.label == Label::Person && it.status == Status::Mask && it.confidence >= 65
        });
        for it in &mut found {
            if it.label == Label::Function && it.source == Source::Pattern && !somebody {
                it.status = Status::Flag;
            }
        }
        nobody::soften(view, &mut found);
        let masked = tokens_of(view, &found, |it| it.status == Status::Mask);
        self.special.find(view, &mut found);
        self.rare.find(view, &mut found);
        unexplained::find(view, &masked, &mut found);
        found
    }
}

/// The number of the case, as the record writes it.
fn case_number(view: &View<'_>, record: &Record, out: &mut Vec<Found>) {
    let Some(case) = record
        .case
        .as_deref()
        .map(|case| Canonical::new(case.trim()).lower)
        .filter(|case| case.len() > 2)
    else {
        return;
    };
    for (at, _) in view.lower.match_indices(&case) {
        let range = at..at + case.len();
        if view.bounded(&range) {
            out.push(Found::mask(
                range,
                Label::CaseNumber,
                Source::Record,
                99,
                "het nummer van deze zaak",
            ));
        }
    }
}

/// Which tokens are covered by findings of a kind.
fn tokens_of(view: &View<'_>, found: &[Found], which: impl Fn(&Found) -> bool) -> Vec<bool> {
    let mut out = vec![false; view.len()];
    for it in found.iter().filter(|it| which(it)) {
        for at in view.tokens_in(&it.range) {
            out[at] = true;
        }
    }
    out
}
