//! What a control chart knows of each month, and the sentence about it.

use crate::rows::{Point, Rows};
use crate::signal::{Rule, rules};
use crate::{Break, ChartData, ChartError, ChartSpec, Part};

/// One place on the axis.
#[derive(Debug, Clone, Default)]
pub(crate) struct Month {
    pub point: Option<Point>,
    /// The band in which the figure was expected.
    pub expected: Option<(f64, f64)>,
    pub centre: Option<f64>,
    pub lower: Option<f64>,
    pub upper: Option<f64>,
    pub target: Option<f64>,
    pub nowcast: Option<Point>,
    pub filling: bool,
    pub signal: Option<String>,
    pub segment: Option<String>,
}

impl Month {
    /// The figure, unless the month is still filling up.
    pub(crate) fn settled(&self) -> Option<f64> {
        self.point.filter(|_| !self.filling).map(|point| point.y)
    }
}

/// The months in order, with what they are called.
pub(crate) struct Months {
    pub rows: Rows,
    pub list: Vec<Month>,
    /// The rules that found a signal, each with its letter.
    pub rules: Vec<Rule>,
}

impl Months {
    pub(crate) fn arrange(spec: &ChartSpec, data: &ChartData) -> Result<Self, ChartError> {
        let rows = Rows::arrange(spec, data, 1)?;
        let figures = |part| rows.figures(spec, data, part);
        let (centre, lower, upper) = (
            figures(Part::Centre)?,
            figures(Part::Lower)?,
            figures(Part::Upper)?,
        );
        let target = figures(Part::Target)?;
        let (nowcast, low, high) = (
            figures(Part::Nowcast)?,
            figures(Part::NowcastLow)?,
            figures(Part::NowcastHigh)?,
        );
        let filling = rows.flags(spec, data, Part::Filling)?;
        let signal = rows.remarks(spec, data, Part::Signal)?;
        let segment = rows.remarks(spec, data, Part::Segment)?;
        let only = rows.series.first();
        let points = only.map_or(&[][..], |series| series.points.as_slice());
        let expected = only.map_or(&[][..], |series| series.band.as_slice());
        let list: Vec<Month> = (0..rows.xs.len())
            .map(|at| Month {
                point: points.get(at).copied().flatten(),
                expected: expected.get(at).copied().flatten(),
                centre: centre[at],
                lower: lower[at],
                upper: upper[at],
                target: target[at],
                nowcast: nowcast[at].map(|y| Point {
                    y,
                    low: low[at],
                    high: high[at],
                }),
                filling: filling[at],
                // A month that is not complete cannot be a signal.
                signal: signal[at].clone().filter(|_| !filling[at]),
                segment: segment[at].as_deref().map(|code| spec.label(code)),
            })
            .collect();
        let rules = rules(
            spec,
            list.iter().filter_map(|month| month.signal.as_deref()),
        );
        Ok(Self { rows, list, rules })
    }

    /// Whether limits of their own begin at a place.
    pub(crate) fn starts(&self, at: usize) -> bool {
        at > 0 && self.list[at].segment != self.list[at - 1].segment
    }

    /// Where a new stretch of limits begins, the first one left out.
    pub(crate) fn rebased(&self) -> Vec<(usize, &str)> {
        let mut starts = Vec::new();
        let mut current: Option<&str> = None;
        for (at, month) in self.list.iter().enumerate() {
            let Some(segment) = month.segment.as_deref() else {
                continue;
            };
            if current.is_some_and(|before| before != segment) {
                starts.push((at, segment));
            }
            current = Some(segment);
        }
        starts
    }

    /// The breaks of the chart and the new limits, each with its words.
    pub(crate) fn breaks(&self, spec: &ChartSpec) -> Vec<Break> {
        let lead = spec.language.pick("Nieuwe grenzen", "New limits");
        let rebased = self.rebased().into_iter().map(|(at, why)| Break {
            at: self.rows.codes[at].clone(),
            text: format!("{lead}: {why}"),
            series: None,
        });
        spec.breaks.iter().cloned().chain(rebased).collect()
    }

    /// The smallest and the largest thing drawn.
    pub(crate) fn range(&self) -> (f64, f64) {
        let of = |month: &Month| {
            let ends = |point: Option<Point>| {
                point.map_or([None; 3], |point| [Some(point.y), point.low, point.high])
            };
            let mut all = vec![month.centre, month.lower, month.upper, month.target];
            all.extend(
                month
                    .expected
                    .map_or([None; 2], |(low, high)| [Some(low), Some(high)]),
            );
            all.extend(ends(month.point));
            all.extend(ends(month.nowcast));
            all
        };
        let values = self.list.iter().flat_map(of).flatten();
        values.fold((0.0, 0.0), |(low, high), y| {
            (f64::min(low, y), f64::max(high, y))
        })
    }

    /// The last month that is complete and has a figure.
    pub(crate) fn last(&self) -> Option<(usize, f64)> {
        let settled = |(at, month): (usize, &Month)| Some((at, month.settled()?));
        self.list.iter().enumerate().rev().find_map(settled)
    }
}

/// The last complete figure with its centre and limits, the signals, and what is not known yet.
pub(crate) fn describe(spec: &ChartSpec, data: &ChartData) -> Vec<String> {
    let language = spec.language;
    let Ok(months) = Months::arrange(spec, data) else {
        return vec![crate::describe::no_figures(spec)];
    };
    let period = crate::describe::period(spec, &months.rows);
    let mut sentences: Vec<String> = period.into_iter().collect();
    if let Some((at, value)) = months.last() {
        let (month, figure) = (&months.rows.xs[at], crate::describe::with_unit(spec, value));
        let lead = language.pick("Laatste volledige periode", "Last complete period");
        let mut text = format!("{lead} {month}: {figure}");
        if let Some(centre) = months.list[at].centre {
            let word = language.pick("gemiddeld", "average");
            text.push_str(&format!(", {word} {}", spec.between(centre)));
        }
        if let (Some(lower), Some(upper)) = (months.list[at].lower, months.list[at].upper) {
            let (lead, and) = language.pick(("grenzen", "en"), ("limits", "and"));
            text.push_str(&format!(
                ", {lead} {} {and} {}",
                spec.between(lower),
                spec.between(upper)
            ));
        }
        sentences.push(format!("{text}."));
    }
    sentences.push(signals(spec, &months));
    for (at, why) in months.rebased() {
        let lead = language.pick("Nieuwe grenzen vanaf", "New limits from");
        sentences.push(format!("{lead} {}: {why}.", months.rows.xs[at]));
    }
    sentences.extend(open_months(spec, &months));
    let missing = |month: &&Month| month.point.is_none() && month.nowcast.is_none();
    sentences.extend(crate::describe::missing(
        spec,
        months.list.iter().filter(missing).count(),
    ));
    sentences
}

/// The signals in words; a run under one rule is told once, from its first to its last month.
fn signals(spec: &ChartSpec, months: &Months) -> String {
    let language = spec.language;
    let mut runs: Vec<(usize, usize, &str)> = Vec::new();
    for (at, month) in months.list.iter().enumerate() {
        let Some(code) = month.signal.as_deref() else {
            continue;
        };
        match runs.last_mut() {
            Some((_, last, before)) if *before == code && *last + 1 == at => *last = at,
            _ => runs.push((at, at, code)),
        }
    }
    let told = |(first, last, code): &(usize, usize, &str)| {
        let rule = months.rules.iter().find(|rule| rule.code == *code)?;
        let (from, to) = (&months.rows.xs[*first], &months.rows.xs[*last]);
        if first == last {
            let figure = spec.figure(months.list[*first].point?.y);
            return Some(format!("{from}, {figure} ({})", rule.words));
        }
        let until = language.pick("tot en met", "to");
        Some(format!("{from} {until} {to} ({})", rule.words))
    };
    let found: Vec<String> = runs.iter().filter_map(told).collect();
    if found.is_empty() {
        return language.pick("Geen signalen.", "No signals.").to_owned();
    }
    let lead = language.pick("Signalen", "Signals");
    format!("{lead}: {}.", found.join("; "))
}

fn open_months(spec: &ChartSpec, months: &Months) -> Option<String> {
    let language = spec.language;
    let open: Vec<&String> = months
        .list
        .iter()
        .zip(&months.rows.xs)
        .filter(|(month, _)| month.filling)
        .map(|(_, x)| x)
        .collect();
    let (first, last) = (open.first()?, open.last()?);
    let span = match first == last {
        true => (*first).clone(),
        false => format!("{first} {} {last}", language.pick("tot en met", "to")),
    };
    let mut text = format!(
        "{} ({span})",
        language.pick("Nog niet compleet", "Not complete yet")
    );
    let estimate = months.list.iter().rev().find_map(|month| month.nowcast);
    if let Some(estimate) = estimate {
        let word = language.pick("schatting voor de laatste", "estimate for the last one");
        text.push_str(&format!(": {word} {}", spec.figure(estimate.y)));
        if let (Some(low), Some(high)) = (estimate.low, estimate.high) {
            let to = language.pick("tot", "to");
            text.push_str(&format!(
                " ({} {to} {})",
                spec.figure(low),
                spec.figure(high)
            ));
        }
    }
    Some(format!("{text}."))
}
