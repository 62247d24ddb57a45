//! Before and after an intervention, beside what would have been without it and beside units that
//! were left as they were.

mod story;

pub(crate) use story::describe;

use crate::beside::{self, Beside};
use crate::canvas::{Anchor, Canvas, Drawn, Type};
use crate::draw::Sheet;
use crate::frame::{BREAK_ROW, Frame};
use crate::ink::Ink;
use crate::keys::{Keys, Sample};
use crate::rows::Series;
use crate::scale::Scale;
use crate::steps::{bands, places};
use crate::typeface::{measure, wrap};
use crate::{ChartError, ChartSpec};
use story::Story;

const LABEL: f64 = 13.0;

pub(crate) fn draw(sheet: &Sheet<'_>) -> Result<String, ChartError> {
    let spec = sheet.spec;
    let story = Story::arrange(spec, sheet.data)?;
    let (width, narrow) = (sheet.width.units(), sheet.width.narrow());
    let (low, high) = story.range();
    let scale = Scale::from_zero(low, high, spec.decimals == 0, if narrow { 4 } else { 5 });
    let labels = labels(spec, &story, narrow);
    let keys = Keys::new(keys(spec, &story), width - 8.0);
    let mut frame = Frame {
        left: Frame::margin(&scale, spec) + 2.0,
        right: width - beside::width(&labels),
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
        beside::draw(canvas, &frame, &labels).and_then(|()| keys.draw(canvas, (4.0, below)))
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

fn labels(spec: &ChartSpec, story: &Story, narrow: bool) -> Vec<Beside> {
    let label = |value: f64, words: &str, n: u8| {
        let figure = spec.figure(value);
        let lines = match narrow || words.is_empty() {
            true => vec![figure],
            false => wrap(&format!("{figure} {words}"), LABEL, 130.0, 3),
        };
        Beside {
            lines,
            value,
            from: 1.0,
            ink: Ink::Solid(n),
            bold: true,
        }
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
