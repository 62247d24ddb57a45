//! The key above a chart that has no room for labels at its marks.

use crate::canvas::{Canvas, Drawn, Type};
use crate::ink::Ink;
use crate::typeface::{measure, wrap};

const SIZE: f64 = 13.0;
const ROW: f64 = 20.0;
const KEY: f64 = 26.0;
const GAP: f64 = 16.0;

/// Labels laid out in rows.
pub(crate) struct Legend {
    entries: Vec<(u8, String, f64, f64)>,
    pub height: f64,
}

impl Legend {
    pub(crate) fn new<'a>(labels: impl IntoIterator<Item = (u8, &'a str)>, width: f64) -> Self {
        let (mut x, mut y) = (0.0, ROW / 2.0);
        let mut entries = Vec::new();
        for (n, label) in labels {
            let label = wrap(label, SIZE, width - KEY, 1).swap_remove(0);
            let needed = KEY + measure(&label, SIZE, false);
            if x > 0.0 && x + needed > width {
                x = 0.0;
                y += ROW;
            }
            entries.push((n, label, x, y));
            x += needed + GAP;
        }
        let height = if entries.is_empty() {
            0.0
        } else {
            y + ROW / 2.0 + 6.0
        };
        Self { entries, height }
    }

    /// Line samples with their marker.
    pub(crate) fn draw_lines(&self, canvas: &Canvas<'_>, left: f64, top: f64) -> Drawn {
        self.draw(canvas, left, top, |n, x, y| {
            canvas.line(&[(x, y), (x + 20.0, y)], Ink::Series(n), 2.0)?;
            canvas.marker(n, (x + 10.0, y), 3.5)
        })
    }

    /// Markers alone.
    pub(crate) fn draw_markers(&self, canvas: &Canvas<'_>, left: f64, top: f64) -> Drawn {
        self.draw(canvas, left, top, |n, x, y| {
            canvas.marker(n, (x + 14.0, y), 4.5)
        })
    }

    /// Filled squares.
    pub(crate) fn draw_squares(&self, canvas: &Canvas<'_>, left: f64, top: f64) -> Drawn {
        self.draw(canvas, left, top, |n, x, y| {
            canvas.fill((x + 6.0, y - 6.0), (14.0, 12.0), Ink::Solid(n))
        })
    }

    fn draw(
        &self,
        canvas: &Canvas<'_>,
        left: f64,
        top: f64,
        key: impl Fn(u8, f64, f64) -> Drawn,
    ) -> Drawn {
        for (n, label, x, y) in &self.entries {
            key(*n, left + x, top + y)?;
            let style = Type::new(SIZE, Ink::Text);
            canvas.text((left + x + KEY, top + y), label, style)?;
        }
        Ok(())
    }
}
