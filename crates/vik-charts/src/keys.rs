//! The key under a chart whose marks are not series: each mark with its words.

use crate::canvas::{Anchor, Canvas, Drawn, Shape, Type};
use crate::icon::Icon;
use crate::ink::Ink;
use crate::typeface::{measure, wrap};

const SIZE: f64 = 12.5;
const ROW: f64 = 19.0;
const GAP: f64 = 16.0;

/// What stands before the words.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Sample {
    /// A piece of line.
    Line(Ink, f64),
    /// A piece of area.
    Area(Ink),
    /// A filled shape.
    Mark(Shape, Ink),
    /// An open circle on a dashed line.
    Estimate(u8),
    /// A letter as it stands beside a point.
    Letter(char),
    /// A small icon.
    Icon(Icon),
    /// Nothing: the words are the heading of a row.
    Head,
    /// Nothing: the words say something of the whole.
    Note,
}

impl Sample {
    fn width(self) -> f64 {
        match self {
            Self::Line(..) | Self::Area(_) | Self::Estimate(_) => 30.0,
            Self::Mark(..) | Self::Icon(_) => 20.0,
            Self::Letter(_) => 16.0,
            Self::Head | Self::Note => 0.0,
        }
    }

    fn draw(self, canvas: &Canvas<'_>, (x, y): (f64, f64)) -> Drawn {
        match self {
            Self::Line(ink, width) => canvas.line(&[(x, y), (x + 24.0, y)], ink, width),
            Self::Area(ink) => canvas.fill((x, y - 6.0), (24.0, 12.0), ink),
            Self::Mark(shape, ink) => canvas.shape(shape, (x + 7.0, y), 5.0, ink),
            Self::Estimate(n) => {
                canvas.line(&[(x, y), (x + 24.0, y)], Ink::Broken(n), 1.75)?;
                canvas.ring((x + 12.0, y), 3.6, Ink::Solid(n))
            }
            Self::Letter(letter) => {
                let style = Type::new(SIZE, Ink::Text).anchor(Anchor::Middle).bold();
                canvas.text((x + 5.0, y), &letter.to_string(), style)
            }
            Self::Icon(icon) => icon.draw(canvas, (x + 7.0, y)),
            Self::Head | Self::Note => Ok(()),
        }
    }
}

/// Samples with their words, laid out in rows.
pub(crate) struct Keys {
    entries: Vec<(Sample, Vec<String>, f64, f64)>,
    pub height: f64,
}

impl Keys {
    pub(crate) fn new(keys: impl IntoIterator<Item = (Sample, String)>, width: f64) -> Self {
        let (mut x, mut y) = (0.0, 0.0);
        let mut row = 0.0;
        let mut entries = Vec::new();
        for (sample, words) in keys {
            let lines = wrap(&words, SIZE, width - sample.width(), 3);
            let widest = lines
                .iter()
                .map(|line| measure(line, SIZE, matches!(sample, Sample::Head)))
                .fold(0.0, f64::max);
            let needed = sample.width() + widest;
            let opens = matches!(sample, Sample::Head | Sample::Note);
            if x > 0.0 && (opens || x + needed > width) {
                x = 0.0;
                y += row;
                row = 0.0;
            }
            row = f64::max(row, ROW + SIZE * 1.2 * (lines.len() as f64 - 1.0));
            entries.push((sample, lines, x, y));
            x += needed + if opens { 10.0 } else { GAP };
        }
        let height = if entries.is_empty() { 0.0 } else { y + row };
        Self { entries, height }
    }

    pub(crate) fn draw(&self, canvas: &Canvas<'_>, (left, top): (f64, f64)) -> Drawn {
        for (sample, lines, x, y) in &self.entries {
            let (x, y) = (left + x, top + y + ROW / 2.0);
            sample.draw(canvas, (x, y))?;
            let style = Type::new(SIZE, Ink::Text);
            let style = match sample {
                Sample::Head => style.bold(),
                _ => style,
            };
            let middle = y + SIZE * 0.6 * (lines.len() as f64 - 1.0);
            canvas.lines((x + sample.width(), middle), lines, style)?;
        }
        Ok(())
    }
}
