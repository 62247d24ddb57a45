//! Before and after an intervention, beside what would have been without it and beside units that
//! were left as they were.

use crate::canvas::{Anchor, Canvas, Drawn, Type};
use crate::draw::Sheet;
use crate::frame::{BREAK_ROW, Frame};
use crate::ink::Ink;
use crate::keys::{Keys, Sample};
use crate::rows::{Rows, Series};
use crate::scale::{Scale, push_apart};
use crate::steps::{bands, places};
use crate::typeface::{measure, wrap};
use crate::{Break, ChartData, ChartError, ChartSpec, Part};

const LABEL: f64 = 13.5;

/// The series of the unit that was helped, what would have been, and the others.
struct Story {
    rows: Rows,
    treated: usize,
    without: Vec<Option<f64>>,
    /// The place at which it starts, and its name.
    event: Option<(usize, String)>,
    difference: Option<f64>,
    ends: Option<(f64, f64)>,
}

impl Story {
    fn arrange(spec: &ChartSpec, data: &ChartData) -> Result<Self, ChartError> {
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

    fn helped(&self) -> Option<&Series> {
        self.rows.series.get(self.treated)
    }

    fn others(&self) -> impl Iterator<Item = &Series> {
        let series = self.rows.series.iter().enumerate();
        series
            .filter(|(n, _)| *n != self.treated)
            .map(|(_, series)| series)
    }

    /// The difference in words: the one that was reckoned, or the mean of what is drawn.
    fn difference(&self, spec: &ChartSpec) -> Option<String> {
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
    fn means(&self, spec: &ChartSpec) -> Option<String> {
        let (start, _) = self.event.as_ref()?;
        let series = self.helped()?;
        let mean = |places: &[Option<crate::rows::Point>]| {
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

    fn range(&self) -> (f64, f64) {
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

    fn breaks(&self, spec: &ChartSpec) -> Vec<Break> {
        let event = self.event.iter().map(|(at, name)| Break {
            at: self.rows.codes[*at].clone(),
            text: name.clone(),
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

pub(crate) fn draw(sheet: &Sheet<'_>) -> Result<String, ChartError> {
    let spec = sheet.spec;
    let story = Story::arrange(spec, sheet.data)?;
    let (width, narrow) = (sheet.width.units(), sheet.width.narrow());
    let (low, high) = story.range();
    let scale = Scale::from_zero(low, high, spec.decimals == 0, if narrow { 4 } else { 5 });
    let labels = labels(spec, &story, narrow);
    let widest = labels
        .iter()
        .flat_map(|label| &label.lines)
        .map(|line| measure(line, LABEL, true))
        .fold(0.0, f64::max);
    let keys = Keys::new(keys(spec, &story), width - 8.0);
    let mut frame = Frame {
        left: Frame::margin(&scale, spec) + 2.0,
        right: width - widest - 16.0,
        top: 0.0,
        bottom: 0.0,
        scale,
    };
    let breaks = frame.place_breaks(&story.breaks(spec), &story.rows, width - 4.0);
    let rows = breaks
        .iter()
        .map(|placed| placed.row + 1)
        .max()
        .unwrap_or(0);
    let title = if spec.figure_title().is_empty() {
        0.0
    } else {
        20.0
    };
    let difference = story
        .difference(spec)
        .map(|text| wrap(&text, LABEL, width - 12.0, 2));
    let bracket = difference
        .as_ref()
        .map_or(0.0, |lines| LABEL * 1.2 * lines.len() as f64 + 16.0);
    let above = title + BREAK_ROW * rows as f64;
    frame.top = above + bracket + 12.0;
    frame.bottom = frame.top + if narrow { 210.0 } else { 270.0 };
    let below = frame.bottom + 32.0;

    sheet.paint(below + keys.height + 4.0, |canvas| {
        frame.draw_scale(canvas, spec, 10.0)?;
        frame.draw_places(canvas, &story.rows)?;
        frame.draw_breaks(canvas, &story.rows, &breaks, title + 10.0)?;
        if let Some((at, _)) = &story.event {
            let x = frame.break_x(&story.rows, *at);
            canvas.line(&[(x, above + 4.0), (x, frame.bottom)], Ink::Text, 1.75)?;
            if let Some(lines) = &difference {
                draw_difference(canvas, &frame, lines, (x, above + 4.0), width)?;
            }
        }
        for series in story.others() {
            path(canvas, &frame, series, Ink::Axis, 1.0)?;
        }
        without(canvas, &frame, &story)?;
        if let Some(series) = story.helped() {
            path(canvas, &frame, series, Ink::Solid(0), 2.25)?;
            markers(canvas, &frame, series)?;
        }
        draw_labels(canvas, &frame, &labels).and_then(|()| keys.draw(canvas, (4.0, below)))
    })
}

/// A bracket over the time after the intervention, with the difference above it.
fn draw_difference(
    canvas: &Canvas<'_>,
    frame: &Frame,
    lines: &[String],
    (x, top): (f64, f64),
    width: f64,
) -> Drawn {
    let tall = LABEL * 1.2 * lines.len() as f64;
    let y = top + tall + 6.0;
    let (from, to) = (x + 5.0, frame.right - 2.0);
    if to - from > 12.0 {
        let bracket = [(from, y + 5.0), (from, y), (to, y), (to, y + 5.0)];
        canvas.line(&bracket, Ink::Axis, 1.25)?;
    }
    let widest = lines
        .iter()
        .map(|line| measure(line, LABEL, true))
        .fold(0.0, f64::max);
    // Beside the upright line when there is room on the right, else before it.
    let middle = ((from + to) / 2.0)
        .max(x + 8.0 + widest / 2.0)
        .min(width - 4.0 - widest / 2.0);
    let style = Type::new(LABEL, Ink::Text).anchor(Anchor::Middle).bold();
    let covered = middle - widest / 2.0 < x + 4.0;
    let middle = if covered && x - 10.0 > widest {
        x - 10.0 - widest / 2.0
    } else {
        middle
    };
    canvas.lines((middle, top + tall / 2.0), lines, style)
}

fn path(canvas: &Canvas<'_>, frame: &Frame, series: &Series, ink: Ink, width: f64) -> Drawn {
    let count = series.points.len();
    for run in places(count, |at| series.points[at].map(|point| point.y)) {
        let points: Vec<(f64, f64)> = run
            .iter()
            .map(|(at, y)| (frame.x(*at, count), frame.y(*y)))
            .collect();
        if points.len() > 1 {
            canvas.line(&points, ink, width)?;
        }
    }
    Ok(())
}

fn markers(canvas: &Canvas<'_>, frame: &Frame, series: &Series) -> Drawn {
    let count = series.points.len();
    let radius = if frame.half_step(count) >= 5.0 {
        3.4
    } else {
        2.5
    };
    for (at, point) in series.points.iter().enumerate() {
        if let Some(point) = point {
            canvas.marker(0, (frame.x(at, count), frame.y(point.y)), radius)?;
        }
    }
    Ok(())
}

/// What would have been, dashed, in its band.
fn without(canvas: &Canvas<'_>, frame: &Frame, story: &Story) -> Drawn {
    let count = story.without.len();
    let ends = |at: usize| story.without[at].and(story.helped()?.band[at]);
    for area in bands(frame, count, ends, |_| false) {
        canvas.polygon(&area, Ink::Band(1))?;
    }
    for run in places(count, |at| story.without[at]) {
        let points: Vec<(f64, f64)> = run
            .iter()
            .map(|(at, y)| (frame.x(*at, count), frame.y(*y)))
            .collect();
        if points.len() > 1 {
            canvas.line(&points, Ink::Series(1), 2.0)?;
        }
    }
    Ok(())
}

struct Label {
    lines: Vec<String>,
    value: f64,
    n: u8,
}

fn labels(spec: &ChartSpec, story: &Story, narrow: bool) -> Vec<Label> {
    let label = |value: f64, words: &str, n: u8| {
        let figure = spec.figure(value);
        let lines = match narrow || words.is_empty() {
            true => vec![figure],
            false => wrap(&format!("{figure} {words}"), LABEL, 130.0, 3),
        };
        Label { lines, value, n }
    };
    let mut labels = Vec::new();
    if let Some(series) = story.helped()
        && let Some(point) = series.points.iter().flatten().next_back()
    {
        labels.push(label(point.y, &series.label, 0));
    }
    if let Some(value) = story.without.iter().rev().find_map(|value| *value) {
        let words = spec
            .language
            .pick("zonder maatregel", "without the measure");
        labels.push(label(value, words, 1));
    }
    labels
}

fn draw_labels(canvas: &Canvas<'_>, frame: &Frame, labels: &[Label]) -> Drawn {
    let wanted: Vec<f64> = labels.iter().map(|label| frame.y(label.value)).collect();
    let heights: Vec<f64> = labels
        .iter()
        .map(|label| LABEL * 1.2 * label.lines.len() as f64 + 3.0)
        .collect();
    let placed = push_apart(&wanted, &heights, frame.top - 10.0, frame.bottom + 10.0);
    for ((label, y), wanted) in labels.iter().zip(&placed).zip(&wanted) {
        if (y - wanted).abs() > 4.0 {
            let thread = [(frame.right - 4.0, *wanted), (frame.right + 7.0, *y)];
            canvas.line(&thread, Ink::Grid, 1.0)?;
        }
        let style = Type::new(LABEL, Ink::Solid(label.n)).bold();
        canvas.lines((frame.right + 10.0, *y), &label.lines, style)?;
    }
    Ok(())
}

fn keys(spec: &ChartSpec, story: &Story) -> Vec<(Sample, String)> {
    let pick = |dutch: &str, english: &str| spec.language.pick(dutch, english).to_owned();
    let words = match story.helped().map(|series| series.label.as_str()) {
        None | Some("") => pick("met maatregel", "with the measure"),
        Some(label) => label.to_owned(),
    };
    let mut keys = vec![(Sample::Line(Ink::Solid(0), 2.25), words)];
    if story.without.iter().any(Option::is_some) {
        let words = pick("verwacht zonder maatregel", "expected without the measure");
        keys.push((Sample::Line(Ink::Series(1), 2.0), words));
    }
    let banded = |series: &Series| series.band.iter().any(Option::is_some);
    if story.helped().is_some_and(banded) {
        keys.push((
            Sample::Area(Ink::Band(1)),
            pick("onzekerheid", "uncertainty"),
        ));
    }
    if story.others().next().is_some() {
        let words = pick("eenheden zonder maatregel", "units without the measure");
        keys.push((Sample::Line(Ink::Axis, 1.0), words));
    }
    keys
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
