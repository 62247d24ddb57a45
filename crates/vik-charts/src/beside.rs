//! Labels to the right of a plot, pushed apart, each with a thread to the value it names.

use crate::canvas::{Canvas, Drawn, Type};
use crate::frame::Frame;
use crate::ink::Ink;
use crate::scale::push_apart;
use crate::typeface::measure;

const SIZE: f64 = 13.0;

/// A label and the value it stands for.
pub(crate) struct Beside {
    pub lines: Vec<String>,
    pub value: f64,
    /// How far along the plot the value lies: 1 at its right end.
    pub from: f64,
    pub ink: Ink,
    pub bold: bool,
}

/// The room that the labels need, air included.
pub(crate) fn width(labels: &[Beside]) -> f64 {
    let line = |label: &Beside| {
        let widths = label
            .lines
            .iter()
            .map(|line| measure(line, SIZE, label.bold));
        widths.fold(0.0, f64::max)
    };
    labels.iter().map(line).fold(0.0, f64::max) + 16.0
}

pub(crate) fn draw(canvas: &Canvas<'_>, frame: &Frame, labels: &[Beside]) -> Drawn {
    let wanted: Vec<f64> = labels.iter().map(|label| frame.y(label.value)).collect();
    let heights: Vec<f64> = labels
        .iter()
        .map(|label| SIZE * 1.2 * label.lines.len() as f64 + 1.0)
        .collect();
    let placed = push_apart(&wanted, &heights, frame.top - 10.0, frame.bottom + 10.0);
    for ((label, y), wanted) in labels.iter().zip(&placed).zip(&wanted) {
        if (y - wanted).abs() > 4.0 || label.from < 1.0 {
            let inset = 8.0 + (frame.right - frame.left - 16.0) * label.from;
            let start = (frame.left + inset + 6.0, *wanted);
            canvas.line(&[start, (frame.right + 7.0, *y)], Ink::Grid, 1.0)?;
        }
        let style = Type::new(SIZE, label.ink);
        let style = if label.bold { style.bold() } else { style };
        canvas.lines((frame.right + 10.0, *y), &label.lines, style)?;
    }
    Ok(())
}
