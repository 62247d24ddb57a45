//! Two moments, joined by a line for each series.

use crate::ChartError;
use crate::bar;
use crate::canvas::{Anchor, Canvas, Drawn, Type};
use crate::draw::Sheet;
use crate::frame::Frame;
use crate::ink::{Ink, SERIES};
use crate::rows::{Rows, Series};
use crate::scale::{Scale, push_apart};
use crate::typeface::{measure, wrap};

const LABEL: f64 = 13.5;

pub(crate) fn draw(sheet: &Sheet<'_>) -> Result<String, ChartError> {
    let spec = sheet.spec;
    let rows = Rows::arrange(spec, sheet.data, usize::from(SERIES))?;
    let width = sheet.width.units();
    let last = rows.xs.len() - 1;
    let names: Vec<Vec<String>> = rows
        .series
        .iter()
        .map(|series| {
            let text = match series.points[last] {
                Some(point) => format!("{} {}", spec.figure(point.y), series.label),
                None => format!("{}: {}", series.label, bar::figure(sheet, None)),
            };
            wrap(text.trim_end(), LABEL, width * 0.42, 3)
        })
        .collect();
    let left_figures: Vec<String> = rows
        .series
        .iter()
        .filter_map(|series| Some(spec.figure(series.points[0]?.y)))
        .collect();
    let (low, high) = rows.range().unwrap_or((0.0, 1.0));
    let lines: usize = names.iter().map(Vec::len).sum();
    let frame = Frame {
        left: widest(left_figures.iter()).max(measure(&rows.xs[0], 13.0, true) / 2.0) + 16.0,
        right: width - widest(names.iter().flatten()) - 18.0,
        top: 40.0,
        bottom: 40.0 + (LABEL * 1.35 * lines as f64 + 40.0).max(220.0),
        scale: Scale::from_zero(low, high, false, 5),
    };

    sheet.paint(frame.bottom + 16.0, |canvas| {
        for (x, label) in [(frame.left, &rows.xs[0]), (frame.right, &rows.xs[last])] {
            let style = Type::new(13.0, Ink::Text).anchor(Anchor::Middle).bold();
            canvas.text((x, 14.0), label, style)?;
            canvas.line(&[(x, 26.0), (x, frame.bottom)], Ink::Axis, 1.0)?;
        }
        for series in &rows.series {
            lines_between(canvas, &frame, series, last)?;
        }
        left_labels(sheet, canvas, &frame, &rows)?;
        right_labels(canvas, &frame, &rows, &names, last)
    })
}

fn lines_between(canvas: &Canvas<'_>, frame: &Frame, series: &Series, last: usize) -> Drawn {
    let start = series.points[0].map(|point| (frame.left, frame.y(point.y)));
    let end = series.points[last].map(|point| (frame.right, frame.y(point.y)));
    if let (Some(start), Some(end)) = (start, end) {
        canvas.line(&[start, end], Ink::Series(series.n), 2.25)?;
    }
    for point in [start, end].into_iter().flatten() {
        canvas.marker(series.n, point, 4.2)?;
    }
    Ok(())
}

fn left_labels(sheet: &Sheet<'_>, canvas: &Canvas<'_>, frame: &Frame, rows: &Rows) -> Drawn {
    let known: Vec<(u8, f64)> = rows
        .series
        .iter()
        .filter_map(|series| Some((series.n, series.points[0]?.y)))
        .collect();
    let wanted: Vec<f64> = known.iter().map(|(_, y)| frame.y(*y)).collect();
    let heights = vec![LABEL * 1.2; known.len()];
    let placed = push_apart(&wanted, &heights, frame.top - 10.0, frame.bottom + 10.0);
    for ((n, value), y) in known.iter().zip(placed) {
        let style = Type::new(LABEL, Ink::Solid(*n)).anchor(Anchor::End).bold();
        canvas.text((frame.left - 9.0, y), &sheet.spec.figure(*value), style)?;
    }
    Ok(())
}

fn right_labels(
    canvas: &Canvas<'_>,
    frame: &Frame,
    rows: &Rows,
    names: &[Vec<String>],
    last: usize,
) -> Drawn {
    let wanted: Vec<f64> = rows
        .series
        .iter()
        .map(|series| match series.points[last] {
            Some(point) => frame.y(point.y),
            None => frame.bottom,
        })
        .collect();
    let heights: Vec<f64> = names
        .iter()
        .map(|lines| LABEL * 1.2 * lines.len() as f64 + 3.0)
        .collect();
    let placed = push_apart(&wanted, &heights, frame.top - 10.0, frame.bottom + 10.0);
    for ((series, lines), y) in rows.series.iter().zip(names).zip(placed) {
        let style = Type::new(LABEL, Ink::Solid(series.n)).bold();
        canvas.lines((frame.right + 10.0, y), lines, style)?;
    }
    Ok(())
}

fn widest<'a>(texts: impl Iterator<Item = &'a String>) -> f64 {
    texts
        .map(|text| measure(text, LABEL, true))
        .fold(0.0, f64::max)
}
