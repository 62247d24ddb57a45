//! Judging one month of everything that is watched.

use vik_trends::CountLaw;
use vik_trends::detector::expectation::Model;
use vik_trends::detector::explained::{Explained, explain};
use vik_trends::detector::{Panel, Series, Settings, statistic::Statistic};
use vik_trends::multiple::benjamini_hochberg;

use crate::budget::{Threshold, USUAL, thresholds};
use crate::held::{Comparable, applying, comparable, position};
use crate::power::{MONTHS, power};
use crate::published::{BreakKind, Published};
use crate::record::{Caution, Scope, Seen, Watch, tidy};

/// The version of the method. A record says by which it was made; records are never made anew.
pub const METHOD: u32 = 2;

/// Months during which a break is told beside a signal.
const REMEMBERED: usize = 24;

/// The settings of the detector for published counts.
#[must_use]
pub fn settings() -> Settings {
    Settings {
        statistic: Statistic::PhaseMixture,
        ..Settings::monthly()
    }
}

/// Thresholds for the months of one year, from what was published before `at`.
///
/// `None` with less than two and a half years before it.
#[must_use]
pub fn calibrate(published: &Published, at: usize) -> Option<Vec<Threshold>> {
    let known = comparable(published, at);
    let seed = u64::from(published.month(at).index().unsigned_abs());
    thresholds(&panel(published, &known, at), &settings(), seed)
}

/// Judges month `at`; recurring issues and combinations are added by the caller.
///
/// `None` when the counts are not sound or there is too little history.
#[must_use]
pub fn watch(published: &Published, at: usize, thresholds: &[Threshold]) -> Option<Watch> {
    if !published.is_sound() || at >= published.months {
        return None;
    }
    let known = comparable(published, at);
    let (panel, settings) = (panel(published, &known, at), settings());
    let model = Model::fit(&panel, &settings)?;
    let told: Option<Vec<Vec<Explained>>> = thresholds
        .iter()
        .map(|t| explain(&panel, &settings, t.score))
        .collect();
    let told = told?;
    let first = told.first()?;
    // A unit that is not there any more is not watched.
    let there = |one: &Explained| {
        let unit = places(one.series).0;
        unit.is_none_or(|u| published.staff_of(u, at) > 0.0)
    };
    let watched: Vec<(usize, &Explained)> =
        first.iter().enumerate().filter(|(_, e)| there(e)).collect();
    let p_values: Vec<f64> = watched.iter().map(|(_, e)| e.verdict.p_value).collect();
    let q_values = benjamini_hochberg(&p_values);
    let judge = Judge {
        published,
        known: &known,
        panel: &panel,
        settings: &settings,
        model: &model,
        at,
        level: thresholds.get(USUAL)?.alarms_a_month / watched.len() as f64,
    };
    let series = watched.iter().zip(q_values).map(|((i, one), q)| {
        let explained = told.iter().map(|t| t[*i].by.map(|by| scope(published, by)));
        Seen {
            q_value: tidy(q),
            explained: explained.collect(),
            ..judge.seen(*i, one)
        }
    });
    Some(Watch {
        method: METHOD,
        month: published.month(at).to_string(),
        thresholds: thresholds.to_vec(),
        series: series.collect(),
        recurring: Vec::new(),
        combinations: Vec::new(),
        returning: Vec::new(),
    })
}

/// The counts and staff that can be compared, as the detector takes them.
pub(crate) fn panel<'a>(published: &Published, known: &'a Comparable, at: usize) -> Panel<'a> {
    Panel {
        rows: published.units.len(),
        columns: published.categories.len(),
        periods: at + 1,
        counts: &known.counts,
        exposure: &known.exposure,
        seen: None,
        doubt: None,
        faster: None,
    }
}

/// The codes of a series.
fn scope(published: &Published, series: Series) -> Scope {
    let (unit, category) = places(series);
    Scope {
        unit: unit.map(|u| published.units[u].clone()),
        category: category.map(|c| published.categories[c].clone()),
    }
}

fn places(series: Series) -> (Option<usize>, Option<usize>) {
    match series {
        Series::Cell(unit, category) => (Some(unit), Some(category)),
        Series::Row(unit) => (Some(unit), None),
        Series::Column(category) => (None, Some(category)),
        Series::All => (None, None),
    }
}

struct Judge<'a> {
    published: &'a Published,
    known: &'a Comparable,
    panel: &'a Panel<'a>,
    settings: &'a Settings,
    model: &'a Model,
    at: usize,
    level: f64,
}

impl Judge<'_> {
    fn seen(&self, i: usize, one: &Explained) -> Seen {
        let (unit, category) = places(one.series);
        let window = one.verdict.window;
        let shape = self.model.shape(i);
        let (low, high) = self.interval(window.expected, shape);
        let half_year = self.expected(i, one.series, MONTHS as usize);
        let sum = |numbers: &[f64], from: usize, to: usize| -> f64 {
            let count = |t| self.published.count(numbers, unit, category, t);
            (from..to).map(count).sum()
        };
        let from = (self.at + 1).saturating_sub(one.verdict.periods);
        let (cases, established) = (&self.published.cases, &self.published.established);
        let before = (sum(established, 0, from) + 1.0) / (sum(cases, 0, from) + 2.0);
        let seen = Seen {
            scope: scope(self.published, one.series),
            score: tidy(one.verdict.score),
            months: one.verdict.periods,
            observed: window.observed,
            expected: tidy(window.expected),
            low,
            high,
            established: sum(established, from, self.at + 1),
            usually_established: tidy(sum(cases, from, self.at + 1) * before.min(1.0)),
            p_value: tidy(one.verdict.p_value),
            q_value: 1.0,
            power: tidy(power(
                half_year,
                shape,
                self.settings.dispersion,
                self.level,
            )),
            held: unit.is_some_and(|u| self.known.held[u]),
            cautions: Vec::new(),
            explained: Vec::new(),
        };
        Seen {
            cautions: self.cautions(unit, &seen),
            ..seen
        }
    }

    /// What 95 in 100 windows with this expectation hold.
    fn interval(&self, expected: f64, shape: f64) -> (f64, f64) {
        let variance = self.settings.dispersion * expected + expected * expected / shape;
        let at = |p| CountLaw::with_variance(expected, variance)?.quantile(p);
        (at(0.025).unwrap_or(0.0), at(0.975).unwrap_or(expected))
    }

    /// What is expected of a series in its latest months.
    fn expected(&self, i: usize, series: Series, months: usize) -> f64 {
        let (unit, category) = places(series);
        let (columns, mut sum) = (self.panel.columns, 0.0);
        for cell in 0..self.panel.rows * columns {
            let inside = unit.is_none_or(|u| u == cell / columns)
                && category.is_none_or(|c| c == cell % columns);
            if inside {
                let ages = 0..months.min(self.panel.periods);
                sum += ages
                    .map(|age| self.model.expected(self.panel, cell, self.at - age))
                    .sum::<f64>();
            }
        }
        sum * self.model.factor(i)
    }

    fn cautions(&self, unit: Option<usize>, seen: &Seen) -> Vec<Caution> {
        let recent = applying(self.published, unit, self.at).filter(|b| {
            position(self.published, b).is_some_and(|since| self.at < since + REMEMBERED)
        });
        let mut cautions: Vec<Caution> = recent
            .map(|b| match b.kind {
                BreakKind::Campaign => Caution::Campaign,
                BreakKind::Registration => Caution::Registration,
                BreakKind::Reorganisation => Caution::Reorganisation,
                BreakKind::Taxonomy => Caution::Taxonomy,
            })
            .collect();
        let a_year_ago = self.at.saturating_sub(12);
        let change = |u: usize| {
            let then = self.published.staff_of(u, a_year_ago);
            then > 0.0 && (self.published.staff_of(u, self.at) / then - 1.0).abs() > 0.1
        };
        if self.published.staff.is_empty() {
            cautions.push(Caution::NoStaff);
        } else if unit.is_some_and(change) {
            cautions.push(Caution::Staff);
        }
        let more = seen.observed > seen.expected;
        let usual = seen.usually_established * seen.expected / seen.observed.max(1.0);
        if more && seen.established <= usual {
            cautions.push(Caution::NotEstablished);
        }
        cautions.sort();
        cautions.dedup();
        cautions
    }
}
