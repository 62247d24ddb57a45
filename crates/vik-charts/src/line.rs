//! Lines over time, labelled where they end.

use crate::ChartError;
use crate::canvas::{Canvas, Drawn, Type};
use crate::draw::Sheet;
use crate::frame::{BREAK_ROW, Frame};
use crate::ink::{Ink, SERIES};
use crate::legend::Legend;
use crate::rows::{Rows, Series};
use crate::scale::{Scale, push_apart};
use crate::typeface::{measure, wrap};

const LABEL: f64 = 14.0;

pub(crate) fn draw(sheet: &Sheet<'_>) -> Result<String, ChartError> {
    let spec = sheet.spec;
    let rows = Rows::arrange(spec, sheet.data, usize::from(SERIES))?;
    let narrow = sheet.width.narrow();
    let many = rows.series.len() > 1;
    let width = sheet.width.units();

    let (low, high) = rows.range().unwrap_or((0.0, 1.0));
    let whole = spec.decimals == 0;
    let scale = Scale::from_zero(low, high, whole, if narrow { 4 } else { 5 });
    let labels = end_labels(sheet, &rows, many && !narrow);
    let widest = labels
        .iter()
        .flat_map(|label| &label.lines)
        .map(|line| measure(line, LABEL, true))
        .fold(0.0, f64::max);

    let keys = rows
        .series
        .iter()
        .filter(|_| many && narrow)
        .map(|series| (series.n, series.label.as_str()));
    let legend = Legend::new(keys, width - 4.0);
    let mut frame = Frame {
        left: Frame::margin(&scale, spec) + 2.0,
        right: width - widest - 18.0,
        top: 0.0,
        bottom: 0.0,
        scale,
    };
    let breaks = frame.place_breaks(&spec.breaks, &rows, width - 4.0);
    let break_rows = breaks
        .iter()
        .map(|placed| placed.row + 1)
        .max()
        .unwrap_or(0);
    let title = if spec.figure_title().is_empty() {
        0.0
    } else {
        20.0
    };
    let above = legend.height + title;
    frame.top = above + BREAK_ROW * break_rows as f64 + 10.0;
    frame.bottom = frame.top + if narrow { 210.0 } else { 260.0 };
    let lines = if rows.start.is_some() { 1.0 } else { 3.0 };

    sheet.paint(frame.bottom + 14.0 + 16.0 * lines, |canvas| {
        legend.draw_lines(canvas, 2.0, 0.0)?;
        frame.draw_scale(canvas, spec, legend.height + 10.0)?;
        frame.draw_places(canvas, &rows)?;
        frame.draw_breaks(canvas, &rows, &breaks, above + 10.0)?;
        for series in &rows.series {
            band(canvas, &frame, series)?;
        }
        for series in &rows.series {
            path(canvas, &frame, series)?;
        }
        draw_labels(canvas, &frame, &labels)
    })
}

/// The last figure of a series and, when there is room, its name.
struct EndLabel {
    lines: Vec<String>,
    n: u8,
    at: (usize, usize),
    y: f64,
}

fn end_labels(sheet: &Sheet<'_>, rows: &Rows, named: bool) -> Vec<EndLabel> {
    rows.series
        .iter()
        .filter_map(|series| {
            let (place, point) = series
                .points
                .iter()
                .enumerate()
                .rev()
                .find_map(|(place, point)| Some((place, (*point)?)))?;
            let figure = sheet.spec.figure(point.y);
            let lines = if named {
                wrap(&format!("{figure} {}", series.label), LABEL, 170.0, 3)
            } else {
                vec![figure]
            };
            Some(EndLabel {
                lines,
                n: series.n,
                at: (place, series.points.len()),
                y: point.y,
            })
        })
        .collect()
}

fn draw_labels(canvas: &Canvas<'_>, frame: &Frame, labels: &[EndLabel]) -> Drawn {
    let wanted: Vec<f64> = labels.iter().map(|label| frame.y(label.y)).collect();
    let heights: Vec<f64> = labels
        .iter()
        .map(|label| LABEL * 1.2 * label.lines.len() as f64 + 3.0)
        .collect();
    let placed = push_apart(&wanted, &heights, frame.top - 10.0, frame.bottom + 10.0);
    let x = frame.right + 10.0;
    for ((label, y), wanted) in labels.iter().zip(&placed).zip(&wanted) {
        let (place, count) = label.at;
        let end = frame.x(place, count);
        // A moved label, or one of a series that stopped earlier, keeps a thread to its point.
        if (y - wanted).abs() > 4.0 || place + 1 < count {
            let thread = [(end + 6.0, *wanted), (x - 3.0, *y)];
            canvas.line(&thread, Ink::Grid, 1.0)?;
        }
        let style = Type::new(LABEL, Ink::Solid(label.n)).bold();
        canvas.lines((x, *y), &label.lines, style)?;
    }
    Ok(())
}

/// The interval around a line, one polygon for each unbroken run.
fn band(canvas: &Canvas<'_>, frame: &Frame, series: &Series) -> Drawn {
    let count = series.points.len();
    for run in runs(series, |series, place| {
        let point = series.points[place]?;
        Some((point.low?, point.high?))
    }) {
        let (mut upper, mut lower) = (Vec::new(), Vec::new());
        for (place, (low, high)) in &run {
            let x = frame.x(*place, count);
            upper.push((x, frame.y(*high)));
            lower.push((x, frame.y(*low)));
        }
        if run.len() == 1 {
            let ((x, top), (_, bottom)) = (upper[0], lower[0]);
            canvas.line(&[(x, top), (x, bottom)], Ink::Solid(series.n), 1.5)?;
            continue;
        }
        upper.extend(lower.into_iter().rev());
        canvas.polygon(&upper, Ink::Band(series.n))?;
    }
    Ok(())
}

/// The line itself: broken at every gap, with markers while they can be told apart.
fn path(canvas: &Canvas<'_>, frame: &Frame, series: &Series) -> Drawn {
    let count = series.points.len();
    let step = frame.x(1, count.max(2)) - frame.x(0, count.max(2));
    for run in runs(series, |series, place| {
        series.points[place].map(|point| point.y)
    }) {
        let points: Vec<(f64, f64)> = run
            .iter()
            .map(|(place, y)| (frame.x(*place, count), frame.y(*y)))
            .collect();
        if points.len() > 1 {
            canvas.line(&points, Ink::Series(series.n), 2.25)?;
        }
        let last = points.len() - 1;
        for (n, point) in points.iter().enumerate() {
            if step >= 11.0 || n == last || n == 0 {
                canvas.marker(series.n, *point, 3.6)?;
            }
        }
    }
    Ok(())
}

/// Unbroken stretches of a series.
fn runs<T>(series: &Series, pick: impl Fn(&Series, usize) -> Option<T>) -> Vec<Vec<(usize, T)>> {
    let mut runs: Vec<Vec<(usize, T)>> = Vec::new();
    let mut open = false;
    for place in 0..series.points.len() {
        match pick(series, place) {
            Some(value) => {
                if !open {
                    runs.push(Vec::new());
                }
                if let Some(run) = runs.last_mut() {
                    run.push((place, value));
                }
                open = true;
            }
            None => open = false,
        }
    }
    runs
}
