//! Dots with their interval, one row for each label.

use crate::ChartError;
use crate::bar::{Stack, figure, whisker};
use crate::canvas::{Anchor, Type};
use crate::draw::Sheet;
use crate::frame::tick_label;
use crate::ink::{Ink, SERIES};
use crate::legend::Legend;
use crate::rows::{Point, Rows};
use crate::scale::Scale;
use crate::typeface::measure;

pub(crate) fn draw(sheet: &Sheet<'_>) -> Result<String, ChartError> {
    let spec = sheet.spec;
    let rows = Rows::arrange(spec, sheet.data, usize::from(SERIES))?;
    let (width, narrow) = (sheet.width.units(), sheet.width.narrow());
    let many = rows.series.len() > 1;
    let keys = rows
        .series
        .iter()
        .filter(|_| many)
        .map(|s| (s.n, s.label.as_str()));
    let legend = Legend::new(keys, width - 4.0);
    let lane = 14.0;
    let mark = lane * rows.series.len() as f64 + 2.0;
    let top = legend.height + 4.0;
    let stack = Stack::new(&rows.xs, width, narrow, top, mark);

    let (low, high) = rows.range().unwrap_or((0.0, 1.0));
    let whole = spec.decimals == 0;
    let scale = Scale::from_zero(low, high, whole, if narrow { 4 } else { 6 });
    let text = |point: Option<Point>| match point {
        Some(Point {
            y,
            low: Some(low),
            high: Some(high),
        }) => format!(
            "{} ({}–{})",
            spec.figure(y),
            crate::format_number(low, spec.decimals, spec.language),
            crate::format_number(high, spec.decimals, spec.language)
        ),
        other => figure(sheet, other),
    };
    let texts: Vec<String> = match rows.series.as_slice() {
        [only] => only.points.iter().map(|point| text(*point)).collect(),
        _ => Vec::new(),
    };
    let beside = texts
        .iter()
        .map(|text| measure(text, 13.0, false))
        .fold(0.0, f64::max);
    let left = stack.left + 10.0;
    let right = width - 14.0 - if texts.is_empty() { 8.0 } else { beside + 10.0 };
    let x = |value: f64| left + scale.share(value) * (right - left);

    let below = if spec.figure_title().is_empty() {
        24.0
    } else {
        44.0
    };
    sheet.paint(stack.bottom + below, |canvas| {
        legend.draw_markers(canvas, 0.0, 0.0)?;
        let mut free = f64::NEG_INFINITY;
        for tick in &scale.ticks {
            let at = x(*tick);
            stack.draw_upright(canvas, at, Ink::Grid)?;
            let label = tick_label(*tick, &scale, spec);
            let half = measure(&label, 13.0, false) / 2.0;
            if at - half > free {
                let style = Type::new(13.0, Ink::Text).anchor(Anchor::Middle);
                canvas.text((at.max(half + 1.0), stack.bottom + 12.0), &label, style)?;
                free = at + half + 6.0;
            }
        }
        if !spec.figure_title().is_empty() {
            let style = Type::new(13.0, Ink::Muted);
            canvas.text((left, stack.bottom + 32.0), spec.figure_title(), style)?;
        }
        stack.draw_labels(canvas)?;
        for (place, row) in stack.rows.iter().enumerate() {
            for (n, series) in rows.series.iter().enumerate() {
                let y = row.y + lane * (n as f64 - (rows.series.len() as f64 - 1.0) / 2.0);
                let Some(point) = series.points[place] else {
                    continue;
                };
                if let (Some(low), Some(high)) = (point.low, point.high) {
                    whisker(canvas, (x(low), x(high)), y, Ink::Solid(series.n))?;
                }
                canvas.marker(series.n, (x(point.y), y), 5.0)?;
            }
            if let Some(text) = texts.get(place) {
                let style = Type::new(13.0, Ink::Text).anchor(Anchor::End);
                canvas.text((width - 6.0, row.y), text, style)?;
            }
        }
        Ok(())
    })
}
