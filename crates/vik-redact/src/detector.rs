//! The detector: all rules over a text or a whole case file.

use crate::arbitrate::arbitrate;
use crate::canonical::Canonical;
use crate::found::Found;
use crate::keep::Phrases;
use crate::lexicon::Lexicon;
use crate::linker::Linker;
use crate::model::{LIKELY, POSSIBLE};
use crate::organisation::{Finder, Tables};
use crate::pattern::Patterns;
use crate::propagate::Names;
use crate::record::Record;
use crate::span::{Label, Source, Span, Status};
use crate::view::View;
use crate::words::Class;
use crate::words::Vocabulary;
use crate::{naming, rare, special, structure, unexplained};

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
            let found = self.first_pass(&view, &linker, record);
            names.learn(&view, &found);
            read.push((view, found));
        }
        read.into_iter()
            .zip(&canonical)
            .zip(texts)
            .map(|(((view, found), canonical), text)| {
                let found = self.second_pass(&view, found, &names);
                arbitrate(found, canonical, text)
            })
            .collect()
    }

    /// What a text shows by itself.
    fn first_pass(&self, view: &View<'_>, linker: &Linker, record: &Record) -> Vec<Found> {
        let mut found = Vec::new();
        self.patterns.find(view, &mut found);
        structure::find(view, &mut found);
        linker.find(view, &mut found);
        self.organisation.find(view, &mut found);
        case_number(view, record, &mut found);
        self.model(view, &mut found);
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

    /// What the trained model names, except what the keep list explains.
    fn model(&self, view: &View<'_>, found: &mut Vec<Found>) {
        for tagged in crate::model::tag_from(POSSIBLE, view.text, &view.tokens, self.lexicon) {
            let mut range = tagged.tokens;
            // The edges of a run that are ordinary words belong to the sentence around it.
            let ordinary = |at: usize| {
                let class = view.class(at);
                let small = view.shape(at) == crate::Shape::Lower
                    && class.has(
                        Class::WORD
                            .and(Class::COMMON)
                            .and(Class::SAY)
                            .and(Class::AUX)
                            .and(Class::SIGN)
                            .and(Class::GREET),
                    );
                let first = !view.telling(at)
                    && class.has(Class::WORD.and(Class::GREET).and(Class::KEEP))
                    && !class.has(
                        Class::NAME
                            .and(Class::PLACE)
                            .and(Class::UNIT)
                            .and(Class::ORGANISATION),
                    )
                    && !view.capitals[at];
                (small && !class.has(Class::NAME) || first)
                    && !class.has(Class::PARTICLE.and(Class::UNIT).and(Class::ORGANISATION))
                    || view.keep[at] && class.has(Class::GREET)
            };
            let kin = |at: usize| {
                matches!(
                    view.low(at),
                    "oma" | "opa" | "tante" | "oom" | "ome" | "juf" | "meester"
                )
            };
            let titled = |at: usize| {
                view.is(at, Class::TITLE.and(Class::RANK)) && !kin(at) || view.low(at) == "."
            };
            while range.len() > 1 && (ordinary(range.start) || titled(range.start)) {
                range.start += 1;
            }
            while range.len() > 1 && ordinary(range.end - 1) {
                range.end -= 1;
            }
            let word = |at: usize| view.tokens.get(at).is_some_and(crate::Token::is_word);
            let kept = range
                .clone()
                .filter(|&at| word(at))
                .all(|at| view.keep[at] || view.is(at, Class::KEEP) && !view.is(at, Class::NAME));
            if kept || range.is_empty() {
                continue;
            }
            let bytes = view.start(range.start)..view.end(range.end - 1);
            let reason = "herkend door het getrainde model";
            // A word of the dictionary without a telling capital is a name only to the model: that is
            // for a person to decide.
            let likely = f32::from(tagged.confidence) >= LIKELY * 100.0;
            let joined = range.clone().all(|at| naming::hyphened(view, at));
            let name = likely
                && !joined
                && range.clone().any(|at| {
                    let word = view.is(
                        at,
                        Class::WORD
                            .and(Class::COMPOUND)
                            .and(Class::COMMON)
                            .and(Class::KEEP),
                    );
                    let listed = view.is(at, Class::NAME.and(Class::PLACE).and(Class::STREET))
                        && !view.is(at, Class::KEEP)
                        && (tagged.confidence >= 70 || !view.is(at, Class::COMMON));
                    // A word with a capital in the middle of a sentence may be a title or an office.
                    let sure = tagged.confidence
                        >= if tagged.label == Label::Person {
                            80
                        } else {
                            90
                        };
                    let spoken = (view.chatty || view.uncapitalised) && tagged.confidence >= 70;
                    view.tokens[at].is_word()
                        && (!word
                            || view.capital(at)
                                && (view.telling(at) && !view.is(at, Class::KEEP) && sure
                                    || listed)
                            || listed && spoken)
                });
            found.push(if name {
                Found::mask(
                    bytes,
                    tagged.label,
                    Source::Model,
                    tagged.confidence,
                    reason,
                )
            } else {
                Found::flag(
                    bytes,
                    tagged.label,
                    Source::Model,
                    tagged.confidence,
                    reason,
                )
            });
        }
    }

    /// What the whole file adds, and what nothing explains.
    fn second_pass(&self, view: &View<'_>, mut found: Vec<Found>, names: &Names) -> Vec<Found> {
        names.find(view, &mut found);
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
