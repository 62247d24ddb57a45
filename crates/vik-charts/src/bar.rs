//! Horizontal bars, in the order given.

use crate::ChartError;
use crate::canvas::{Anchor, Canvas, Drawn, Type};
use crate::draw::Sheet;
use crate::ink::Ink;
use crate::rows::{Point, Rows};
use crate::scale::Scale;
use crate::typeface::{measure, wrap};

pub(crate) const LABEL: f64 = 13.5;

/// A row of a horizontal chart: its wrapped label and where it stands.
pub(crate) struct Row {
    pub lines: Vec<String>,
    /// The middle of the label.
    pub label_y: f64,
    /// The middle of the mark.
    pub y: f64,
}

/// Rows of labels with room for a mark of `mark` units: beside it when wide, above it when narrow.
pub(crate) struct Stack {
    pub rows: Vec<Row>,
    /// The left end of the marks.
    pub left: f64,
    pub bottom: f64,
    /// Whether labels stand above their marks.
    pub narrow: bool,
    mark: f64,
}

impl Stack {
    pub(crate) fn new(labels: &[String], width: f64, narrow: bool, top: f64, mark: f64) -> Self {
        let room = if narrow { width - 8.0 } else { width * 0.36 };
        let wrapped: Vec<Vec<String>> = labels
            .iter()
            .map(|label| wrap(label, LABEL, room, 3))
            .collect();
        let widest = wrapped
            .iter()
            .flatten()
            .map(|line| measure(line, LABEL, false))
            .fold(0.0, f64::max);
        let short = narrow && widest <= 56.0;
        let above = narrow && !short;
        let mut y = top;
        let mut rows = Vec::new();
        for lines in wrapped {
            let text = LABEL * 1.2 * lines.len() as f64;
            if above {
                rows.push(Row {
                    lines,
                    label_y: y + text / 2.0,
                    y: y + text + 2.0 + mark / 2.0,
                });
                y += text + 2.0 + mark + 8.0;
            } else {
                let height = text.max(mark) + 8.0;
                rows.push(Row {
                    lines,
                    label_y: y + height / 2.0,
                    y: y + height / 2.0,
                });
                y += height;
            }
        }
        Self {
            rows,
            left: if above { 3.0 } else { widest + 14.0 },
            bottom: y,
            narrow: above,
            mark,
        }
    }

    /// An upright line at `x` past every mark; it stops short of labels that stand above them.
    pub(crate) fn draw_upright(&self, canvas: &Canvas<'_>, x: f64, ink: Ink) -> Drawn {
        if self.narrow {
            for row in &self.rows {
                let half = self.mark / 2.0 + 3.0;
                canvas.line(&[(x, row.y - half), (x, row.y + half)], ink, 1.0)?;
            }
            return Ok(());
        }
        let Some(first) = self.rows.first() else {
            return Ok(());
        };
        let top = first.y - self.mark / 2.0 - 4.0;
        canvas.line(&[(x, top), (x, self.bottom)], ink, 1.0)
    }

    pub(crate) fn draw_labels(&self, canvas: &Canvas<'_>) -> Drawn {
        for row in &self.rows {
            let (x, anchor) = if self.narrow {
                (self.left - 1.0, Anchor::Start)
            } else {
                (self.left - 10.0, Anchor::End)
            };
            let style = Type::new(LABEL, Ink::Text).anchor(anchor);
            canvas.lines((x, row.label_y), &row.lines, style)?;
        }
        Ok(())
    }
}

pub(crate) fn draw(sheet: &Sheet<'_>) -> Result<String, ChartError> {
    let spec = sheet.spec;
    let rows = Rows::arrange(spec, sheet.data, usize::MAX)?;
    let bars = flatten(&rows);
    let labels: Vec<String> = bars.iter().map(|(label, _)| label.clone()).collect();
    let width = sheet.width.units();
    let title = if spec.figure_title().is_empty() {
        4.0
    } else {
        24.0
    };
    let stack = Stack::new(&labels, width, sheet.width.narrow(), title, 18.0);

    let (low, high) = rows.range().unwrap_or((0.0, 1.0));
    let (low, high) = (low.min(0.0), high.max(0.0));
    let scale = Scale {
        low,
        high: if high > low { high } else { low + 1.0 },
        ticks: Vec::new(),
        decimals: spec.decimals,
    };
    let figures: Vec<String> = bars
        .iter()
        .map(|(_, point)| figure(sheet, *point))
        .collect();
    let widest = figures
        .iter()
        .map(|text| measure(text, LABEL, false))
        .fold(0.0, f64::max);
    let right = width - widest - 14.0;
    let x = |value: f64| stack.left + scale.share(value) * (right - stack.left);

    sheet.paint(stack.bottom + 6.0, |canvas| {
        let style = Type::new(13.0, Ink::Muted);
        if !spec.figure_title().is_empty() {
            canvas.text((stack.left - 1.0, 10.0), spec.figure_title(), style)?;
        }
        stack.draw_labels(canvas)?;
        for ((row, (_, point)), figure) in stack.rows.iter().zip(&bars).zip(&figures) {
            let mut end = x(0.0);
            if let Some(point) = point {
                let (from, to) = (x(point.y.min(0.0)), x(point.y.max(0.0)));
                canvas.fill((from, row.y - 9.0), (to - from, 18.0), Ink::Solid(0))?;
                end = to;
                if let (Some(low), Some(high)) = (point.low, point.high) {
                    whisker(canvas, (x(low), x(high)), row.y, Ink::Text)?;
                    end = end.max(x(high));
                }
            }
            let ink = if point.is_some() {
                Ink::Text
            } else {
                Ink::Muted
            };
            canvas.text((end + 7.0, row.y), figure, Type::new(LABEL, ink))?;
        }
        stack.draw_upright(canvas, x(0.0), Ink::Axis)
    })
}

/// A line from low to high with a foot at either end.
pub(crate) fn whisker(canvas: &Canvas<'_>, (from, to): (f64, f64), y: f64, ink: Ink) -> Drawn {
    canvas.line(&[(from, y), (to, y)], ink, 1.75)?;
    for x in [from, to] {
        canvas.line(&[(x, y - 4.5), (x, y + 4.5)], ink, 1.75)?;
    }
    Ok(())
}

/// One row for each x and, when there are series, each of them.
fn flatten(rows: &Rows) -> Vec<(String, Option<Point>)> {
    let mut bars = Vec::new();
    for (place, x) in rows.xs.iter().enumerate() {
        for series in &rows.series {
            let label = match (rows.series.len() > 1, x.is_empty()) {
                (false, false) => x.clone(),
                (_, true) => series.label.clone(),
                (true, false) => format!("{x}, {}", series.label),
            };
            bars.push((label, series.points[place]));
        }
    }
    bars
}

/// The figure at the end of a bar, or the words for a gap.
pub(crate) fn figure(sheet: &Sheet<'_>, point: Option<Point>) -> String {
    match point {
        Some(point) => sheet.spec.figure(point.y),
        None => sheet
            .spec
            .language
            .pick("geen cijfer", "no figure")
            .to_owned(),
    }
}
