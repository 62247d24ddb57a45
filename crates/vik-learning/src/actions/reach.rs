//! How far learning has reached: I-36 (circles) and I-42 (loop closure), over twelve months.
//!
//! Every number here counts meetings, units and agreements, never people, so none of it needs to be
//! protected. A ratio with nothing below the line is none, not zero.

use std::collections::{BTreeMap, BTreeSet};

use vik_domain::Month;

use super::agreement::{Done, Source};
use super::register::{Entry, month};
use crate::closed::Closed;
use crate::library::Shelf;
use crate::workshop::house::Signal;

/// The twelve months that end with this one: the default window of the indicators.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window(pub Month);

impl Window {
    /// Whether a month lies in it.
    #[must_use]
    pub fn holds(self, month: Month) -> bool {
        (self.0.plus(-11)..=self.0).contains(&month)
    }
}

/// A part of a whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// How many.
    pub of: usize,
    /// Out of how many.
    pub all: usize,
}

impl Part {
    /// The share, from 0 to 1; none of nothing.
    #[must_use]
    #[allow(clippy::cast_precision_loss, reason = "counts of meetings are small")]
    pub fn share(self) -> Option<f64> {
        (self.all > 0).then(|| self.of as f64 / self.all as f64)
    }
}

/// I-36.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reach {
    /// Units with at least one circle of their own, of all units.
    pub units: Part,
    /// Themes that at least one circle was about, of all themes: the coverage.
    pub themes: Part,
    /// Stories that were used, of all that may be.
    pub stories: Part,
    /// Circles that were held, those of several units among them.
    pub sessions: usize,
    /// Circles for each 1,000 full-time jobs; none when the staff is not known.
    pub per_thousand: Option<f64>,
    /// Agreements done, of all that were made.
    pub done: Part,
    /// Agreements about which the owner has not answered.
    pub silent: usize,
}

/// I-36 of an organisation in a window.
///
/// `Reach = n(units with ≥ 1 session in W) / n(units)`; `done / made` over what was agreed in W.
#[must_use]
pub fn reach(
    org: &str,
    window: Window,
    circles: &[(i64, Closed)],
    entries: &[Entry],
    shelf: &Shelf,
    staff: &BTreeMap<String, f64>,
) -> Reach {
    let held: Vec<&Closed> = held(org, window, circles).collect();
    let seen = |pick: &dyn Fn(&Closed) -> Option<String>, all: Vec<&str>| {
        let seen: BTreeSet<String> = held.iter().filter_map(|circle| pick(circle)).collect();
        Part {
            of: all.iter().filter(|one| seen.contains(**one)).count(),
            all: all.len(),
        }
    };
    let codes = |list: &'_ [crate::library::Named]| -> Vec<String> {
        list.iter().map(|named| named.code.clone()).collect()
    };
    let (units, themes) = (codes(&shelf.units), codes(&shelf.themes));
    let stories = shelf.stories.iter().map(|entry| entry.id.as_str());
    let made: Vec<&Entry> = entries.iter().filter(|it| window.holds(it.made)).collect();
    let done = made
        .iter()
        .filter(|entry| entry.answer().is_some_and(|it| it.done == Done::Done));
    let total: f64 = staff.values().filter(|jobs| jobs.is_finite()).sum();
    #[allow(clippy::cast_precision_loss, reason = "counts of meetings are small")]
    let per_thousand = (total > 0.0).then(|| 1_000.0 * held.len() as f64 / total);
    Reach {
        units: seen(
            &|circle| circle.plan.unit.clone(),
            units.iter().map(String::as_str).collect(),
        ),
        themes: seen(
            &|circle| Some(circle.plan.theme.clone()),
            themes.iter().map(String::as_str).collect(),
        ),
        stories: seen(&|circle| Some(circle.plan.story.clone()), stories.collect()),
        sessions: held.len(),
        per_thousand,
        done: Part {
            of: done.count(),
            all: made.len(),
        },
        silent: made.iter().filter(|it| it.answer().is_none()).count(),
    }
}

fn held<'a>(
    org: &'a str,
    window: Window,
    circles: &'a [(i64, Closed)],
) -> impl Iterator<Item = &'a Closed> {
    let here = move |circle: &&Closed| {
        circle.plan.org == org && month(&circle.month).is_some_and(|month| window.holds(month))
    };
    circles.iter().map(|(_, circle)| circle).filter(here)
}

/// I-42, step by step: each number is at most the one before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Closure {
    /// Signals.
    pub signals: usize,
    /// … that at least one story goes with.
    pub with_story: usize,
    /// … of which a circle read a story.
    pub with_session: usize,
    /// … and about which an action was agreed: the loop is closed.
    pub closed: usize,
}

impl Closure {
    /// `n(signals with story ∧ session ∧ action) / n(signals)`.
    #[must_use]
    pub fn share(&self) -> Option<f64> {
        let part = Part {
            of: self.closed,
            all: self.signals,
        };
        part.share()
    }
}

/// I-42 over signals. An action counts for a signal when it was registered from it, or when a circle
/// that read one of its stories agreed on it.
#[must_use]
pub fn closure(
    org: &str,
    signals: &[Signal],
    circles: &[(i64, Closed)],
    entries: &[Entry],
) -> Closure {
    let mut all = Closure::default();
    for signal in signals {
        all.signals += 1;
        if signal.stories.is_empty() {
            continue;
        }
        all.with_story += 1;
        let read: BTreeSet<i64> = circles
            .iter()
            .filter(|(_, circle)| circle.plan.org == org)
            .filter(|(_, circle)| signal.stories.contains(&circle.plan.story))
            .map(|(place, _)| *place)
            .collect();
        if read.is_empty() {
            continue;
        }
        all.with_session += 1;
        let about = |entry: &Entry| match &entry.source {
            Source::Signal(code) => *code == signal.code,
            Source::Circle(place) => read.contains(place),
            Source::Report(_) => false,
        };
        all.closed += usize::from(entries.iter().any(about));
    }
    all
}
