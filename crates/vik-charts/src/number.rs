//! One large figure, and what it was before.

use crate::canvas::{Canvas, Drawn, Type};
use crate::draw::Sheet;
use crate::ink::Ink;
use crate::rows::{Point, Rows};
use crate::scale::Scale;
use crate::typeface::{measure, wrap};
use crate::{ChartError, ChartSpec};

pub(crate) fn draw(sheet: &Sheet<'_>) -> Result<String, ChartError> {
    let spec = sheet.spec;
    let rows = Rows::arrange(spec, sheet.data, 1)?;
    let points = in_order(sheet, &rows)?;
    let Some((last, before)) = points.split_last() else {
        return Err(ChartError::Empty);
    };
    let figure = match last.1 {
        Some(value) => spec.figure(value),
        None => "–".to_owned(),
    };
    let unit = if spec.unit == "%" { "" } else { &spec.unit };
    let mut lines = Vec::new();
    if let Some(text) = interval(&rows, spec) {
        lines.push(text);
    }
    let earlier = earlier(&rows, before);
    if let (Some((label, Some(then))), Some(now)) = (earlier, last.1) {
        lines.extend(wrap(&change(spec, now, *then, label), 15.0, 340.0, 2));
    } else if last.1.is_none() {
        lines.push(spec.language.pick("geen cijfer", "no figure").to_owned());
    }

    let height = 66.0 + 20.0 * lines.len() as f64;
    sheet.paint(height, |canvas| {
        canvas.text((2.0, 30.0), &figure, Type::new(46.0, Ink::Text).bold())?;
        let x = measure(&figure, 46.0, true) + 12.0;
        canvas.text((x, 41.0), unit, Type::new(16.0, Ink::Muted))?;
        let spare = 374.0 - (x + measure(unit, 16.0, false) + 24.0);
        if points.len() > 4 && spare >= 70.0 {
            sparkline(canvas, &points, 374.0 - spare.min(130.0), 374.0)?;
        }
        for (n, line) in lines.iter().enumerate() {
            let y = 72.0 + 20.0 * n as f64;
            canvas.text((2.0, y), line, Type::new(15.0, Ink::Text))?;
        }
        Ok(())
    })
}

type Moment = (String, Option<f64>);

/// The figures by time, or in the order given when there is no x.
fn in_order(sheet: &Sheet<'_>, rows: &Rows) -> Result<Vec<Moment>, ChartError> {
    if sheet.spec.x.is_empty() {
        let figures = sheet.data.figures(&sheet.spec.y)?;
        return Ok(figures.into_iter().map(|y| (String::new(), y)).collect());
    }
    let points = rows.series.first().map_or(&[][..], |s| s.points.as_slice());
    Ok(rows
        .xs
        .iter()
        .zip(points)
        .map(|(label, point)| (label.clone(), point.map(|point| point.y)))
        .collect())
}

/// The moment to compare with: a year earlier when the series reaches back, else the one before.
fn earlier<'a>(rows: &Rows, before: &'a [Moment]) -> Option<&'a Moment> {
    let year = rows.start.map(|start| start.per_year() as usize);
    match year {
        Some(year) if before.len() >= year => before.get(before.len() - year),
        _ => before.last(),
    }
}

/// The change in words and an explicit sign, never in red or green: more is not always worse.
fn change(spec: &ChartSpec, now: f64, then: f64, label: &str) -> String {
    let rounded = |value: f64| {
        let factor = 10f64.powi(spec.decimals as i32);
        (value * factor).round() / factor
    };
    let difference = rounded(rounded(now) - rounded(then));
    let size = crate::format_number(difference, spec.decimals, spec.language);
    let size = if difference > 0.0 {
        format!("+{size}")
    } else {
        size
    };
    let size = if spec.unit == "%" {
        format!("{size} {}", spec.language.pick("procentpunt", "points"))
    } else {
        size
    };
    let was = spec.figure(then);
    match (difference == 0.0, label.is_empty()) {
        (true, true) => spec.language.pick("onveranderd", "unchanged").to_owned(),
        (true, false) => format!(
            "{} {label}",
            spec.language.pick("gelijk aan", "the same as")
        ),
        (false, true) => format!("{size} ({} {was})", spec.language.pick("was", "was")),
        (false, false) => format!(
            "{size} {} {label} ({was})",
            spec.language.pick("ten opzichte van", "against")
        ),
    }
}

fn interval(rows: &Rows, spec: &ChartSpec) -> Option<String> {
    let point: Point = (*rows.series.first()?.points.last()?)?;
    Some(format!(
        "{} {} {} {}",
        spec.language.pick("tussen", "between"),
        spec.figure(point.low?),
        spec.language.pick("en", "and"),
        spec.figure(point.high?)
    ))
}

/// The course of the figure, without axes; the last point is marked.
fn sparkline(canvas: &Canvas<'_>, points: &[Moment], left: f64, right: f64) -> Drawn {
    let high = points.iter().filter_map(|(_, y)| *y).fold(0.0, f64::max);
    let scale = Scale::from_zero(0.0, high, false, 4);
    let step = (right - left - 8.0) / (points.len() - 1) as f64;
    let at = |(n, y): (usize, f64)| (left + step * n as f64, 48.0 - 38.0 * scale.share(y));
    let mut run: Vec<(f64, f64)> = Vec::new();
    for (n, (_, y)) in points.iter().enumerate() {
        match y {
            Some(y) => run.push(at((n, *y))),
            None => {
                if run.len() > 1 {
                    canvas.line(&run, Ink::Solid(0), 2.0)?;
                }
                run.clear();
            }
        }
    }
    if run.len() > 1 {
        canvas.line(&run, Ink::Solid(0), 2.0)?;
    }
    match run.last() {
        Some(end) => canvas.marker(0, *end, 4.0),
        None => Ok(()),
    }
}
