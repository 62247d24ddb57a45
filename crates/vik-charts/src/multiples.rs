//! Many small line charts side by side, in the order given.

use crate::canvas::{Anchor, Canvas, Drawn, Shape, Type};
use crate::draw::Sheet;
use crate::frame::{Frame, tick_label};
use crate::ink::Ink;
use crate::keys::{Keys, Sample};
use crate::rows::{Rows, Series};
use crate::scale::Scale;
use crate::steps::{bands, places};
use crate::typeface::{measure, wrap};
use crate::{Break, ChartData, ChartError, ChartSpec, Width};

/// More panels than this are a table, not a picture.
const MOST: usize = 24;
const TITLE: f64 = 13.0;
const SMALL: f64 = 11.5;
/// The colour of a last figure outside what was expected; its shape says the same.
const SIGNAL: u8 = 1;
const GAP: f64 = 18.0;

pub(crate) fn draw(sheet: &Sheet<'_>) -> Result<String, ChartError> {
    let spec = sheet.spec;
    let rows = Rows::arrange(spec, sheet.data, MOST)?;
    let width = sheet.width.units();
    let columns = columns(rows.series.len(), sheet.width);
    let panel = (width - GAP * (columns as f64 - 1.0)) / columns as f64;
    let plot = if columns == 1 { 84.0 } else { 72.0 };
    let scales = scales(spec, &rows);
    let margin = scales
        .iter()
        .map(|scale| ends_width(scale, spec))
        .fold(0.0, f64::max)
        + 6.0;
    let widest = rows
        .series
        .iter()
        .filter_map(|series| Some(measure(&spec.figure(last(series)?.1), TITLE, true)))
        .fold(0.0, f64::max);
    let titles: Vec<Vec<String>> = rows
        .series
        .iter()
        // Measured as regular type; a bold letter is a little wider.
        .map(|series| wrap(&series.label, TITLE, (panel - 4.0) * 0.94, 2))
        .collect();
    let lines = titles.iter().map(Vec::len).max().unwrap_or(1);
    let head = TITLE * 1.2 * lines as f64 + 13.0;
    let row = head + plot + 16.0;
    let down = rows.series.len().div_ceil(columns);
    let top = if spec.figure_title().is_empty() {
        0.0
    } else {
        22.0
    };
    let bottom = top + row * down as f64 + 12.0;
    let keys = Keys::new(keys(spec, &rows), width - 8.0);

    sheet.paint(bottom + 6.0 + keys.height, |canvas| {
        if top > 0.0 {
            let title = wrap(spec.figure_title(), TITLE, width - 4.0, 1).swap_remove(0);
            canvas.text((2.0, 10.0), &title, Type::new(TITLE, Ink::Muted))?;
        }
        for (n, series) in rows.series.iter().enumerate() {
            let left = (panel + GAP) * (n % columns) as f64;
            let above = top + row * (n / columns) as f64;
            let frame = Frame {
                left: left + margin,
                right: left + panel - widest - 6.0,
                top: above + head,
                bottom: above + head + plot,
                scale: scales[n].clone(),
            };
            let middle = above + head - 11.0 - TITLE * 0.6 * titles[n].len() as f64;
            let style = Type::new(TITLE, Ink::Text).bold();
            canvas.lines((left + 2.0, middle), &titles[n], style)?;
            draw_panel(canvas, spec, &frame, &rows, series)?;
            if n + columns >= rows.series.len() {
                draw_ends(canvas, &frame, &rows, left + panel)?;
            }
        }
        keys.draw(canvas, (4.0, bottom + 4.0))
    })
}

/// As many columns as leave each panel readable.
fn columns(panels: usize, width: Width) -> usize {
    match (width, panels) {
        (_, 0 | 1) => 1,
        (Width::Narrow, 2..=4) => 1,
        (Width::Narrow, _) => 2,
        (Width::Wide, 2..=4) => 2,
        (Width::Wide, 5..=9) => 3,
        (Width::Wide, _) => 4,
    }
}

/// One scale for all, or each its own.
fn scales(spec: &ChartSpec, rows: &Rows) -> Vec<Scale> {
    let whole = spec.decimals == 0;
    let scale = |(low, high): (f64, f64)| Scale::from_zero(low, high, whole, 2);
    let shared = scale(rows.range().unwrap_or((0.0, 1.0)));
    rows.series
        .iter()
        .map(|series| {
            if !spec.own_scale {
                return shared.clone();
            }
            let values = series.points.iter().flatten();
            let values = values.map(|point| point.y);
            let ends = series.band.iter().flatten();
            let all = values.chain(ends.flat_map(|(low, high)| [*low, *high]));
            scale(all.fold((0.0, 0.0), |(low, high): (f64, f64), y| {
                (low.min(y), high.max(y))
            }))
        })
        .collect()
}

fn ends_width(scale: &Scale, spec: &ChartSpec) -> f64 {
    [scale.ticks.first(), scale.ticks.last()]
        .into_iter()
        .flatten()
        .map(|tick| measure(&tick_label(*tick, scale, spec), SMALL, false))
        .fold(0.0, f64::max)
}

fn draw_panel(
    canvas: &Canvas<'_>,
    spec: &ChartSpec,
    frame: &Frame,
    rows: &Rows,
    series: &Series,
) -> Drawn {
    let count = series.points.len();
    for tick in &frame.scale.ticks {
        let y = frame.y(*tick);
        let ink = if *tick == 0.0 { Ink::Axis } else { Ink::Grid };
        canvas.line(&[(frame.left, y), (frame.right, y)], ink, 1.0)?;
    }
    for tick in [frame.scale.ticks.first(), frame.scale.ticks.last()]
        .into_iter()
        .flatten()
    {
        let style = Type::new(SMALL, Ink::Muted).anchor(Anchor::End);
        let label = tick_label(*tick, &frame.scale, spec);
        canvas.text((frame.left - 4.0, frame.y(*tick)), &label, style)?;
    }
    let Some((at, y)) = last(series) else {
        let text = spec.language.pick("geen cijfer", "no figure");
        let style = Type::new(SMALL, Ink::Muted);
        return canvas.text((frame.left + 6.0, frame.bottom - 10.0), text, style);
    };
    let here = |entry: &&Break| {
        let mut named = entry.series.iter();
        named.all(|code| spec.label(code) == series.label)
    };
    for entry in spec.breaks.iter().filter(here) {
        if let Some(place) = rows.place(&entry.at) {
            let x = frame.break_x(rows, place);
            canvas.line(&[(x, frame.top), (x, frame.bottom)], Ink::Dashed, 1.25)?;
        }
    }
    for area in bands(frame, count, |at| series.band[at], |_| false) {
        canvas.polygon(&area, Ink::Band(0))?;
    }
    for run in places(count, |at| series.points[at].map(|point| point.y)) {
        let path: Vec<(f64, f64)> = run
            .iter()
            .map(|(at, y)| (frame.x(*at, count), frame.y(*y)))
            .collect();
        match path.as_slice() {
            [alone] => canvas.marker(0, *alone, 2.0)?,
            path => canvas.line(path, Ink::Solid(0), 1.75)?,
        }
    }
    let (x, y_at) = (frame.x(at, count), frame.y(y));
    let mark = outside(series);
    let (n, shape, radius) = match mark {
        None => (0, Shape::Disc, 3.2),
        Some(true) => (SIGNAL, Shape::Up, 5.0),
        Some(false) => (SIGNAL, Shape::Down, 5.0),
    };
    canvas.shape(shape, (x, y_at), radius, Ink::Solid(n))?;
    if at + 1 < count {
        canvas.line(
            &[(x + 5.0, y_at), (frame.right + 2.0, y_at)],
            Ink::Grid,
            1.0,
        )?;
    }
    let style = Type::new(TITLE, Ink::Solid(n)).bold();
    canvas.text((frame.right + 4.0, y_at), &spec.figure(y), style)
}

/// The first and the last period under the lowest panel of a column.
fn draw_ends(canvas: &Canvas<'_>, frame: &Frame, rows: &Rows, edge: f64) -> Drawn {
    let (Some(first), Some(last)) = (rows.xs.first(), rows.xs.last()) else {
        return Ok(());
    };
    let y = frame.bottom + 12.0;
    let room = (edge - frame.left) / 2.0 - 4.0;
    let fit = |label: &str| wrap(label, SMALL, room, 1).swap_remove(0);
    let style = Type::new(SMALL, Ink::Muted);
    canvas.text((frame.left, y), &fit(first), style)?;
    if rows.xs.len() < 2 {
        return Ok(());
    }
    // Under the last figure when there is room, else as far to the right as the panel goes.
    let last = fit(last);
    let right = (frame.left + room + 8.0 + measure(&last, SMALL, false)).clamp(frame.right, edge);
    canvas.text((right, y), &last, style.anchor(Anchor::End))
}

fn last(series: &Series) -> Option<(usize, f64)> {
    let known = |(at, point): (usize, &Option<crate::rows::Point>)| Some((at, (*point)?.y));
    series.points.iter().enumerate().rev().find_map(known)
}

/// Whether the last figure lies outside what was expected there, and if so, above.
fn outside(series: &Series) -> Option<bool> {
    let (at, y) = last(series)?;
    let (low, high) = series.band[at]?;
    (y < low || y > high).then_some(y > high)
}

fn keys(spec: &ChartSpec, rows: &Rows) -> Vec<(Sample, String)> {
    let pick = |dutch: &str, english: &str| spec.language.pick(dutch, english).to_owned();
    let mut keys = Vec::new();
    let mut bands = rows.series.iter().flat_map(|series| &series.band);
    if bands.any(Option::is_some) {
        keys.push((Sample::Area(Ink::Band(0)), pick("verwacht", "expected")));
    }
    let marks: Vec<bool> = rows.series.iter().filter_map(outside).collect();
    for (above, shape) in [(true, Shape::Up), (false, Shape::Down)] {
        if marks.contains(&above) {
            let words = match above {
                true => pick(
                    "laatste waarde hoger dan verwacht",
                    "last value higher than expected",
                ),
                false => pick(
                    "laatste waarde lager dan verwacht",
                    "last value lower than expected",
                ),
            };
            keys.push((Sample::Mark(shape, Ink::Solid(SIGNAL)), words));
        }
    }
    for entry in &spec.breaks {
        let words = format!("{} ({})", entry.text, spec.label(&entry.at));
        keys.push((Sample::Line(Ink::Dashed, 1.25), words));
    }
    let scale = match spec.own_scale {
        true => pick(
            "elk diagram heeft een eigen schaal",
            "each chart has its own scale",
        ),
        false => pick(
            "alle diagrammen hebben dezelfde schaal",
            "all charts share one scale",
        ),
    };
    keys.push((Sample::Note, scale));
    keys
}

/// The course of each panel, and which last figures lie outside what was expected.
pub(crate) fn describe(spec: &ChartSpec, data: &ChartData) -> Vec<String> {
    let language = spec.language;
    let Ok(rows) = Rows::arrange(spec, data, MOST) else {
        return vec![crate::describe::no_figures(spec)];
    };
    let count = rows.series.len();
    let mut sentences = vec![language.pick(
        format!("Aantal diagrammen: {count}."),
        format!("Number of charts: {count}."),
    )];
    sentences.extend(crate::describe::period(spec, &rows));
    for series in &rows.series {
        let text = crate::describe::beside_band(spec, series);
        sentences.extend(text.or_else(|| crate::describe::course(spec, series)));
    }
    let labelled = rows
        .series
        .iter()
        .filter(|series| outside(series).is_some());
    let labels: Vec<&str> = labelled.map(|series| series.label.as_str()).collect();
    if !labels.is_empty() {
        let lead = language.pick(
            "Laatste waarde buiten wat verwacht is",
            "Last value outside what was expected",
        );
        sentences.push(format!("{lead}: {}.", labels.join("; ")));
    }
    sentences.extend(crate::describe::gaps(spec, &rows));
    sentences
}
