//! A grid of numbers, shaded by quantile.

use crate::canvas::{Anchor, Type};
use crate::draw::Sheet;
use crate::ink::Ink;
use crate::rows::{Rows, Series};
use crate::typeface::{measure, wrap};
use crate::{ChartError, ChartSpec};

const LABEL: f64 = 13.0;
const HEIGHT: f64 = 28.0;

pub(crate) fn draw(sheet: &Sheet<'_>) -> Result<String, ChartError> {
    let spec = sheet.spec;
    let mut rows = Rows::arrange(spec, sheet.data, usize::MAX)?;
    let (width, narrow) = (sheet.width.units(), sheet.width.narrow());
    let widest = widest_figure(&rows, spec, LABEL);
    if narrow && rows.start.is_none() && rows.xs.len() > rows.series.len() {
        rows = turned(rows);
    }
    let size = if narrow { 12.0 } else { LABEL };
    let labels: Vec<Vec<String>> = rows
        .series
        .iter()
        .map(|series| wrap(&series.label, size, width * 0.34, 2))
        .collect();
    let left = labels
        .iter()
        .flatten()
        .map(|line| measure(line, size, false))
        .fold(0.0, f64::max)
        + 10.0;
    // Too many columns for the figures: the last ones that fit, and a line that says so.
    let needed = widest * size / LABEL + 6.0;
    let fitting = (((width - left - 2.0) / needed) as usize).max(1);
    let first = rows.xs.len().saturating_sub(fitting);
    let count = rows.xs.len() - first;
    let cell = ((width - left - 2.0) / count as f64).min(110.0);

    let heads: Vec<Vec<String>> = rows.xs[first..]
        .iter()
        .map(|label| wrap(label, size, cell - 4.0, 3))
        .collect();
    let broken = |(lines, whole): (&Vec<String>, &String)| lines.join(" ") != *whole;
    let upright = heads.iter().zip(&rows.xs[first..]).any(broken);
    let head = if upright {
        let longest = rows.xs[first..]
            .iter()
            .map(|label| measure(label, size, false))
            .fold(0.0, f64::max);
        longest.min(150.0) + 12.0
    } else {
        let lines = heads.iter().map(Vec::len).max().unwrap_or(1);
        size * 1.2 * lines as f64 + 10.0
    };
    let note = if first > 0 { 22.0 } else { 0.0 };
    let bounds = quantiles(&rows);
    let height = head + HEIGHT * rows.series.len() as f64 + note + 4.0;

    sheet.paint(height, |canvas| {
        for (place, lines) in heads.iter().enumerate() {
            let x = left + cell * (place as f64 + 0.5);
            if upright {
                let label = wrap(&rows.xs[first + place], size, 150.0, 1).swap_remove(0);
                canvas.text_up((x, head - 6.0), &label, Type::new(size, Ink::Text))?;
            } else {
                let style = Type::new(size, Ink::Text).anchor(Anchor::Middle);
                let middle = head - 6.0 - size * 0.6 * lines.len() as f64;
                canvas.lines((x, middle), lines, style)?;
            }
        }
        for (n, (series, lines)) in rows.series.iter().zip(&labels).enumerate() {
            let top = head + HEIGHT * n as f64;
            let style = Type::new(size, Ink::Text).anchor(Anchor::End);
            canvas.lines((left - 8.0, top + HEIGHT / 2.0), lines, style)?;
            for place in 0..count {
                let corner = (left + cell * place as f64, top);
                let middle = (corner.0 + cell / 2.0 - 0.5, top + HEIGHT / 2.0 - 0.5);
                let area = (cell - 1.0, HEIGHT - 1.0);
                match series.points[first + place] {
                    Some(point) => {
                        let class = bounds.iter().filter(|bound| point.y > **bound).count() as u8;
                        canvas.fill(corner, area, Ink::Heat(class))?;
                        let style = Type::new(size, Ink::OnHeat(class)).anchor(Anchor::Middle);
                        canvas.text(middle, &in_cell(spec, point.y), style)?;
                    }
                    None => {
                        let corner = (corner.0 + 0.5, corner.1 + 0.5);
                        canvas.outline(corner, (area.0 - 1.0, area.1 - 1.0), Ink::Grid)?;
                        let style = Type::new(size, Ink::Muted).anchor(Anchor::Middle);
                        canvas.text(middle, "–", style)?;
                    }
                }
            }
        }
        if first > 0 {
            let text = spec.language.pick(
                format!("Laatste {count} kolommen; alle cijfers in de tabel."),
                format!("Last {count} columns; all figures in the table."),
            );
            let style = Type::new(12.5, Ink::Muted);
            canvas.text((2.0, height - 12.0), &text, style)?;
        }
        Ok(())
    })
}

/// A cell shows the number alone: the unit stands beside the chart.
fn in_cell(spec: &ChartSpec, value: f64) -> String {
    crate::format_number(value, spec.decimals, spec.language)
}

fn widest_figure(rows: &Rows, spec: &ChartSpec, size: f64) -> f64 {
    rows.points()
        .map(|point| measure(&in_cell(spec, point.y), size, false))
        .fold(14.0, f64::max)
}

/// Rows for columns: a telephone is taller than it is wide.
fn turned(rows: Rows) -> Rows {
    let series = rows
        .xs
        .iter()
        .enumerate()
        .map(|(place, label)| Series {
            label: label.clone(),
            n: 0,
            points: rows.series.iter().map(|s| s.points[place]).collect(),
            band: rows.series.iter().map(|s| s.band[place]).collect(),
        })
        .collect();
    Rows {
        xs: rows.series.iter().map(|s| s.label.clone()).collect(),
        series,
        ..rows
    }
}

/// The four bounds between five classes. Zero is the lowest class by itself, so that a sparse table
/// keeps its shades for what happened.
fn quantiles(rows: &Rows) -> [f64; 4] {
    let mut values: Vec<f64> = rows
        .points()
        .map(|point| point.y)
        .filter(|y| *y != 0.0)
        .collect();
    values.sort_by(f64::total_cmp);
    if values.is_empty() {
        return [0.0; 4];
    }
    let zeros = rows.points().any(|point| point.y == 0.0) && values[0] > 0.0;
    let at = |share: f64| values[((values.len() as f64 * share) as usize).min(values.len() - 1)];
    if zeros {
        [0.0, at(0.25), at(0.5), at(0.75)]
    } else {
        [at(0.2), at(0.4), at(0.6), at(0.8)]
    }
}
