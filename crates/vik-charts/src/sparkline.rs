//! A tiny line for a card: its band, its course and its last figure, and no axes.

use crate::canvas::{Canvas, Drawn, Shape};
use crate::draw::Sheet;
use crate::frame::Frame;
use crate::ink::Ink;
use crate::rows::{Rows, Series};
use crate::scale::Scale;
use crate::steps::{bands, places};
use crate::{ChartData, ChartError, ChartSpec, Part};

const SIZE: (f64, f64) = (180.0, 48.0);

pub(crate) fn draw(sheet: &Sheet<'_>) -> Result<String, ChartError> {
    let spec = sheet.spec;
    let rows = Rows::arrange(spec, sheet.data, 1)?;
    let filling = rows.flags(spec, sheet.data, Part::Filling)?;
    let (low, high) = rows.range().unwrap_or((0.0, 1.0));
    let (low, high) = (low.min(0.0), high.max(0.0));
    let frame = Frame {
        left: 0.0,
        right: SIZE.0 - 2.0,
        top: 6.0,
        bottom: SIZE.1 - 6.0,
        // No axis, so no round figures: the line uses the whole height, from zero.
        scale: Scale {
            low,
            high: if high > low { high } else { low + 1.0 },
            ticks: Vec::new(),
            decimals: 0,
        },
    };
    sheet.paint_small(SIZE, |canvas| match rows.series.first() {
        Some(series) => draw_series(canvas, &frame, series, &filling),
        None => Ok(()),
    })
}

fn draw_series(canvas: &Canvas<'_>, frame: &Frame, series: &Series, filling: &[bool]) -> Drawn {
    let count = series.points.len();
    let half = frame.half_step(count);
    for run in places(count, |at| filling[at].then_some(())) {
        let from = (frame.x(run[0].0, count) - half).max(0.0);
        let to = (frame.x(run[run.len() - 1].0, count) + half).min(SIZE.0);
        canvas.fill((from, 0.0), (to - from, SIZE.1), Ink::Shade)?;
    }
    let zero = frame.y(0.0);
    canvas.line(&[(0.0, zero), (SIZE.0, zero)], Ink::Grid, 1.0)?;
    for area in bands(frame, count, |at| series.band[at], |_| false) {
        canvas.polygon(&area, Ink::Band(0))?;
    }
    let known = |at: usize| series.points[at].map(|point| point.y);
    let settled = |at: usize| known(at).filter(|_| !filling[at]);
    for run in places(count, settled) {
        let path: Vec<(f64, f64)> = run
            .iter()
            .map(|(at, y)| (frame.x(*at, count), frame.y(*y)))
            .collect();
        match path.as_slice() {
            [alone] => canvas.marker(0, *alone, 1.8)?,
            path => canvas.line(path, Ink::Solid(0), 1.75)?,
        }
    }
    for at in (0..count).filter(|at| filling[*at]) {
        if let Some(y) = known(at) {
            canvas.shape(
                Shape::Disc,
                (frame.x(at, count), frame.y(y)),
                1.8,
                Ink::Axis,
            )?;
        }
    }
    match (0..count).rev().find_map(|at| Some((at, settled(at)?))) {
        Some((at, y)) => canvas.marker(0, (frame.x(at, count), frame.y(y)), 3.6),
        None => Ok(()),
    }
}

/// From the first to the last figure, the last beside what was expected.
pub(crate) fn describe(spec: &ChartSpec, data: &ChartData) -> Vec<String> {
    let language = spec.language;
    let Ok(rows) = Rows::arrange(spec, data, 1) else {
        return vec![crate::describe::no_figures(spec)];
    };
    let filling = match rows.flags(spec, data, Part::Filling) {
        Ok(filling) => filling,
        Err(_) => return vec![crate::describe::no_figures(spec)],
    };
    let mut sentences: Vec<String> = crate::describe::period(spec, &rows).into_iter().collect();
    for series in &rows.series {
        let mut settled = series.clone();
        for (point, filling) in settled.points.iter_mut().zip(&filling) {
            *point = point.filter(|_| !filling);
        }
        let text = crate::describe::beside_band(spec, &settled);
        sentences.extend(text.or_else(|| crate::describe::course(spec, &settled)));
    }
    let open = filling.iter().filter(|filling| **filling).count();
    if open > 0 {
        let lead = language.pick(
            "Nog niet compleet, aantal perioden",
            "Not complete yet, periods",
        );
        sentences.push(format!("{lead}: {open}."));
    }
    sentences.extend(crate::describe::gaps(spec, &rows));
    sentences
}
