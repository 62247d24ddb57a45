//! What an intervention chart knows, the difference in words, and the sentences about it.

use crate::rows::{Point, Rows, Series};
use crate::{Break, ChartData, ChartError, ChartSpec, Part};

/// The series of the unit that was helped, what would have been, and the others.
pub(crate) struct Story {
    pub rows: Rows,
    pub treated: usize,
    pub without: Vec<Option<f64>>,
    /// The place at which it starts, and its name.
    pub event: Option<(usize, String)>,
    pub difference: Option<f64>,
    pub ends: Option<(f64, f64)>,
}

impl Story {
    pub(super) fn arrange(spec: &ChartSpec, data: &ChartData) -> Result<Self, ChartError> {
        let name = spec
            .parts
            .get(&Part::Counterfactual)
            .ok_or(ChartError::MissingPart(Part::Counterfactual.code()))?;
        let rows = Rows::arrange(spec, data, usize::MAX)?;
        let without = rows.figures(spec, data, Part::Counterfactual)?;
        let known = data.figures(name)?;
        let series = match &spec.series {
            Some(name) => data.texts(name)?,
            None => vec![String::new(); data.rows()],
        };
        // The unit that was helped is the one for which somebody reckoned what would have been.
        let treated = series
            .iter()
            .zip(&known)
            .find(|(_, known)| known.is_some())
            .map(|(series, _)| spec.label(series));
        let treated = treated
            .and_then(|label| rows.series.iter().position(|series| series.label == label))
            .unwrap_or(0);
        let event = rows
            .remarks(spec, data, Part::Event)?
            .into_iter()
            .enumerate()
            .find_map(|(at, name)| Some((at, spec.label(&name?))));
        let only = |part| -> Result<Option<f64>, ChartError> {
            Ok(rows.figures(spec, data, part)?.into_iter().flatten().next())
        };
        Ok(Self {
            difference: only(Part::Difference)?,
            ends: only(Part::DifferenceLow)?.zip(only(Part::DifferenceHigh)?),
            rows,
            treated,
            without,
            event,
        })
    }

    pub(super) fn helped(&self) -> Option<&Series> {
        self.rows.series.get(self.treated)
    }

    pub(super) fn others(&self) -> impl Iterator<Item = &Series> {
        let series = self.rows.series.iter().enumerate();
        series
            .filter(|(n, _)| *n != self.treated)
            .map(|(_, series)| series)
    }

    /// The difference in words: the one that was reckoned, or the mean of what is drawn.
    pub(super) fn difference(&self, spec: &ChartSpec) -> Option<String> {
        let language = spec.language;
        if let Some(difference) = self.difference {
            let lead = language.pick("verschil", "difference");
            let figure = signed(spec, difference, spec.decimals, true);
            let mut text = format!("{lead} {figure}");
            if let Some((low, high)) = self.ends {
                let to = language.pick("tot", "to");
                let end = |value| signed(spec, value, spec.decimals, false);
                text.push_str(&format!(" ({} {to} {})", end(low), end(high)));
                if low <= 0.0 && high >= 0.0 {
                    text.push_str(language.pick(": kan toeval zijn", ": may be chance"));
                }
            }
            return Some(text);
        }
        let (start, _) = self.event.as_ref()?;
        let gaps: Vec<f64> = (*start..self.without.len())
            .filter_map(|at| Some(self.helped()?.points[at]?.y - self.without[at]?))
            .collect();
        if gaps.is_empty() {
            return None;
        }
        let mean = gaps.iter().sum::<f64>() / gaps.len() as f64;
        let lead = match self.rows.start {
            Some(start) if start.is_month() => {
                language.pick("gemiddeld verschil per maand", "mean difference by month")
            }
            Some(_) => language.pick(
                "gemiddeld verschil per kwartaal",
                "mean difference by quarter",
            ),
            None => language.pick("gemiddeld verschil", "mean difference"),
        };
        let figure = signed(spec, mean, spec.decimals.max(1), true);
        Some(format!("{lead}: {figure}"))
    }

    /// The mean figure of the helped unit before and after.
    pub(super) fn means(&self, spec: &ChartSpec) -> Option<String> {
        let (start, _) = self.event.as_ref()?;
        let series = self.helped()?;
        let mean = |places: &[Option<Point>]| {
            let known: Vec<f64> = places.iter().flatten().map(|point| point.y).collect();
            let mean = known.iter().sum::<f64>() / known.len() as f64;
            mean.is_finite().then(|| spec.between(mean))
        };
        let (before, after) = series.points.split_at(*start);
        let (before, after) = (mean(before)?, mean(after)?);
        let name = match series.label.as_str() {
            "" => String::new(),
            label => format!("{label}: "),
        };
        let text = spec.language.pick(
            format!("{name}gemiddeld {before} ervoor en {after} erna."),
            format!("{name}mean {before} before and {after} after."),
        );
        Some(crate::describe::capital(&text))
    }

    pub(super) fn range(&self) -> (f64, f64) {
        let drawn = self
            .rows
            .range()
            .into_iter()
            .flat_map(|(low, high)| [low, high]);
        drawn
            .chain(self.without.iter().flatten().copied())
            .fold((0.0, 0.0), |(low, high), y| {
                (f64::min(low, y), f64::max(high, y))
            })
    }

    pub(super) fn breaks(&self, spec: &ChartSpec) -> Vec<Break> {
        let event = self.event.iter().map(|(at, name)| Break {
            at: self.rows.codes[*at].clone(),
            text: name.clone(),
            series: None,
        });
        spec.breaks.iter().cloned().chain(event).collect()
    }
}

/// A difference with its sign; for a percentage in percentage points.
fn signed(spec: &ChartSpec, value: f64, decimals: usize, unit: bool) -> String {
    let number = crate::format_number(value, decimals, spec.language);
    let sign = if value > 0.0 { "+" } else { "" };
    let unit = match (unit, spec.unit.as_str()) {
        (false, _) => "",
        (true, "%") => spec.language.pick("procentpunt", "points"),
        (true, unit) => unit,
    };
    format!("{sign}{number} {unit}").trim_end().to_owned()
}

/// When it started, what happened, what was expected and the difference.
pub(crate) fn describe(spec: &ChartSpec, data: &ChartData) -> Vec<String> {
    let language = spec.language;
    let Ok(story) = Story::arrange(spec, data) else {
        return vec![crate::describe::no_figures(spec)];
    };
    let mut sentences = Vec::new();
    if let Some((at, name)) = &story.event {
        let lead = language.pick("vanaf", "from");
        let name = crate::describe::capital(name);
        sentences.push(format!("{name} {lead} {}.", story.rows.xs[*at]));
    }
    sentences.extend(story.means(spec));
    if let Some(value) = story.without.iter().rev().find_map(|value| *value) {
        let lead = language.pick(
            "Verwacht zonder maatregel, laatste waarde",
            "Expected without the measure, last value",
        );
        sentences.push(format!(
            "{lead}: {}.",
            crate::describe::with_unit(spec, value)
        ));
    }
    if let Some(text) = story.difference(spec) {
        sentences.push(format!("{}.", crate::describe::capital(&text)));
    }
    match story.others().count() {
        0 => {}
        others => {
            let lead = language.pick("Eenheden zonder maatregel", "Units without the measure");
            sentences.push(format!("{lead}: {others}."));
        }
    }
    let missing = story.helped().map_or(0, |series| {
        series.points.iter().filter(|point| point.is_none()).count()
    });
    sentences.extend(crate::describe::missing(spec, missing));
    sentences
}
