//! The two curves of a lead time, read off at any day, and the sentences about them.

use crate::{ChartData, ChartError, ChartSpec, Part};

/// A step of the curve of all cases.
pub(crate) struct Step {
    pub time: f64,
    pub share: f64,
    pub ends: Option<(f64, f64)>,
}

/// The curves by time, the earliest first.
pub(crate) struct Curves {
    pub all: Vec<Step>,
    pub closed: Vec<(f64, f64)>,
    pub norm: Option<f64>,
}

impl Curves {
    pub(super) fn arrange(spec: &ChartSpec, data: &ChartData) -> Result<Self, ChartError> {
        let count = data.rows();
        let times = data.figures(&spec.x)?;
        let shares = data.figures(&spec.y)?;
        let optional = |name: Option<&String>| match name {
            Some(name) => data.figures(name),
            None => Ok(vec![None; count]),
        };
        let (low, high) = (optional(spec.low.as_ref())?, optional(spec.high.as_ref())?);
        let closed = optional(spec.parts.get(&Part::Closed))?;
        let norm = optional(spec.parts.get(&Part::Norm))?;
        let rows = || (0..count).filter_map(|row| Some((row, times[row]?)));
        let mut all: Vec<_> = rows()
            .filter_map(|(row, time)| {
                Some(Step {
                    time,
                    share: shares[row]?,
                    ends: low[row].zip(high[row]),
                })
            })
            .collect();
        let mut closed: Vec<_> = rows()
            .filter_map(|(row, time)| Some((time, closed[row]?)))
            .collect();
        if all.is_empty() {
            return Err(ChartError::Empty);
        }
        all.sort_by(|a, b| a.time.total_cmp(&b.time));
        closed.sort_by(|a, b| a.0.total_cmp(&b.0));
        Ok(Self {
            all,
            closed,
            norm: norm.into_iter().flatten().next(),
        })
    }

    /// The share that holds at a time, with its interval: the last step at or before it.
    pub(super) fn at(&self, time: f64) -> Option<(f64, Option<(f64, f64)>)> {
        let step = self.all.iter().rev().find(|step| step.time <= time)?;
        Some((step.share, step.ends))
    }

    pub(super) fn closed_at(&self, time: f64) -> Option<f64> {
        let step = self.closed.iter().rev().find(|step| step.0 <= time)?;
        Some(step.1)
    }

    pub(super) fn furthest(&self) -> f64 {
        let ends = self.all.last().map(|step| step.time);
        ends.into_iter()
            .chain(self.closed.last().map(|step| step.0))
            .chain(self.norm)
            .fold(0.0, f64::max)
    }

    pub(super) fn highest(&self) -> f64 {
        let tops = self
            .all
            .iter()
            .map(|step| step.ends.map_or(step.share, |ends| ends.1));
        tops.chain(self.closed.iter().map(|step| step.1))
            .fold(0.0, f64::max)
    }
}

/// "norm 90 dagen": the number and the title of the axis, which names its unit. A label for `norm`
/// replaces that word, for a number of days that somebody chose and nobody adopted.
pub(super) fn norm_words(spec: &ChartSpec, norm: f64) -> String {
    let number = crate::format_number(norm, 0, spec.language);
    let word = spec.labels.get("norm").map_or("norm", String::as_str);
    format!("{word} {number} {}", spec.x_title)
        .trim_end()
        .to_owned()
}

pub(super) fn all_words(spec: &ChartSpec, share: f64) -> String {
    let words = spec.language.pick("van alle zaken", "of all cases");
    format!("{} {words}", spec.figure(share))
}

/// The interval between brackets.
pub(super) fn ends_words(spec: &ChartSpec, ends: Option<(f64, f64)>) -> Option<String> {
    let (low, high) = ends?;
    let to = spec.language.pick("tot", "to");
    let low = crate::format_number(low, spec.decimals, spec.language);
    Some(format!("({low} {to} {})", spec.figure(high)))
}

/// Both shares at the norm and why they differ, and where the curve ends.
pub(crate) fn describe(spec: &ChartSpec, data: &ChartData) -> Vec<String> {
    let language = spec.language;
    let Ok(curves) = Curves::arrange(spec, data) else {
        return vec![crate::describe::no_figures(spec)];
    };
    let mut sentences = Vec::new();
    if let Some(norm) = curves.norm {
        let words = crate::describe::capital(&norm_words(spec, norm));
        if let Some((share, ends)) = curves.at(norm) {
            let mut text = format!("{words}: {}", all_words(spec, share));
            text.extend(ends_words(spec, ends).map(|ends| format!(" {ends}")));
            if let Some(closed) = curves.closed_at(norm) {
                let (lead, of) =
                    language.pick(("en", "van de gesloten zaken"), ("and", "of closed cases"));
                text.push_str(&format!(" {lead} {} {of}", spec.figure(closed)));
            }
            sentences.push(format!("{text}."));
        }
        if !curves.closed.is_empty() {
            let why = language.pick(
                "Het verschil komt door zaken die nog open staan.",
                "The difference comes from cases that are still open.",
            );
            sentences.push(why.to_owned());
        }
    }
    if let Some(step) = curves.all.last() {
        let time = crate::format_number(step.time, 0, language);
        let (after, figure) = (language.pick("Na", "After"), spec.figure(step.share));
        let title = &spec.x_title;
        sentences.push(format!("{after} {time} {title}: {figure}.").replace(" :", ":"));
    }
    sentences
}
