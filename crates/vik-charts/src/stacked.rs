//! Bars of equal length, divided into shares of a hundred per cent.

use crate::bar::Stack;
use crate::canvas::{Anchor, Type};
use crate::draw::Sheet;
use crate::ink::{Ink, SERIES};
use crate::legend::Legend;
use crate::rows::{Point, Rows, Series};
use crate::typeface::measure;
use crate::{ChartError, ChartSpec};

const MARK: f64 = 24.0;

pub(crate) fn draw(sheet: &Sheet<'_>) -> Result<String, ChartError> {
    let spec = sheet.spec;
    let rows = with_rest(Rows::arrange(spec, sheet.data, usize::MAX)?, spec);
    let width = sheet.width.units();
    let keys = rows.series.iter().map(|s| (s.n, s.label.as_str()));
    let legend = Legend::new(keys, width - 4.0);
    let narrow = sheet.width.narrow();
    let stack = Stack::new(&rows.xs, width, narrow, legend.height + 4.0, MARK);
    let right = width - 18.0;
    let x = |share: f64| stack.left + share * (right - stack.left);
    let percent = ChartSpec {
        unit: "%".to_owned(),
        decimals: 0,
        ..spec.clone()
    };

    sheet.paint(stack.bottom + 24.0, |canvas| {
        legend.draw_squares(canvas, 0.0, 0.0)?;
        for n in 0..=4 {
            let share = f64::from(n) / 4.0;
            stack.draw_upright(canvas, x(share), Ink::Grid)?;
            let anchor = match (n, stack.narrow) {
                (0, true) => Anchor::Start,
                _ => Anchor::Middle,
            };
            let style = Type::new(13.0, Ink::Text).anchor(anchor);
            let label = percent.figure(share * 100.0);
            canvas.text((x(share), stack.bottom + 12.0), &label, style)?;
        }
        stack.draw_labels(canvas)?;
        for (place, row) in stack.rows.iter().enumerate() {
            let Some(shares) = shares(&rows, place) else {
                let text = spec.language.pick("geen cijfer", "no figure");
                let style = Type::new(13.0, Ink::Muted);
                canvas.text((x(0.0) + 6.0, row.y), text, style)?;
                continue;
            };
            let mut done = 0.0;
            for (series, share) in rows.series.iter().zip(shares) {
                let (from, to) = (x(done), x(done + share));
                done += share;
                if to - from < 0.5 {
                    continue;
                }
                // A thread of paper keeps neighbours apart without colour.
                let width = (to - from - 1.5).max(0.5);
                let top = row.y - MARK / 2.0;
                canvas.fill((from, top), (width, MARK), Ink::Solid(series.n))?;
                let label = percent.figure(share * 100.0);
                if measure(&label, 12.5, true) + 6.0 <= width {
                    let style = Type::new(12.5, Ink::Paper).anchor(Anchor::Middle).bold();
                    canvas.text((from + width / 2.0, row.y), &label, style)?;
                }
            }
        }
        Ok(())
    })
}

/// The shares of a row, or nothing when a part is missing: its whole is then unknown.
fn shares(rows: &Rows, place: usize) -> Option<Vec<f64>> {
    let parts: Vec<f64> = rows
        .series
        .iter()
        .map(|series| series.points[place].map(|point| point.y.max(0.0)))
        .collect::<Option<_>>()?;
    let whole: f64 = parts.iter().sum();
    (whole > 0.0).then(|| parts.iter().map(|part| part / whole).collect())
}

/// More parts than colours: those after the sixth are added up. A part that is absent from a row
/// makes the row's rest unknown only when every other row has it.
fn with_rest(mut rows: Rows, spec: &ChartSpec) -> Rows {
    let most = spec
        .series_max
        .unwrap_or(usize::from(SERIES))
        .clamp(1, usize::from(SERIES));
    if rows.series.len() <= most {
        return rows;
    }
    let rest = rows.series.split_off(most);
    let points = (0..rows.xs.len())
        .map(|place| {
            let parts: Option<Vec<f64>> = rest
                .iter()
                .map(|series| series.points[place].map(|point| point.y))
                .collect();
            parts.map(|parts| Point {
                y: parts.iter().sum(),
                low: None,
                high: None,
            })
        })
        .collect();
    rows.series.push(Series {
        label: spec.language.pick("Overig", "Other").to_owned(),
        n: SERIES,
        points,
        band: vec![None; rows.xs.len()],
    });
    rows
}
