//! The frame of a chart with figures on its vertical axis.

use crate::canvas::{Anchor, Canvas, Drawn, Type};
use crate::ink::Ink;
use crate::period::Period;
use crate::rows::Rows;
use crate::scale::Scale;
use crate::typeface::{measure, wrap};
use crate::{Break, ChartSpec};

pub(crate) const TICK: f64 = 13.0;

/// The plotting area and its vertical scale.
pub(crate) struct Frame {
    pub left: f64,
    pub right: f64,
    pub top: f64,
    pub bottom: f64,
    pub scale: Scale,
}

impl Frame {
    pub(crate) fn y(&self, value: f64) -> f64 {
        self.bottom - self.scale.share(value) * (self.bottom - self.top)
    }

    /// The x of a place among `count`, with half a place of air at either end when there are few.
    pub(crate) fn x(&self, place: usize, count: usize) -> f64 {
        if count < 2 {
            return (self.left + self.right) / 2.0;
        }
        let inset = 8.0;
        let width = self.right - self.left - 2.0 * inset;
        self.left + inset + width * place as f64 / (count - 1) as f64
    }

    /// Half the distance between neighbouring places; all the plot when there is one place.
    pub(crate) fn half_step(&self, count: usize) -> f64 {
        if count < 2 {
            return (self.right - self.left) / 2.0;
        }
        (self.x(1, count) - self.x(0, count)) / 2.0
    }

    /// The room that the labels of a scale need to the left of the plot.
    pub(crate) fn margin(scale: &Scale, spec: &ChartSpec) -> f64 {
        let widest = scale
            .ticks
            .iter()
            .map(|tick| measure(&tick_label(*tick, scale, spec), TICK, false))
            .fold(0.0, f64::max);
        widest + 10.0
    }

    /// Grid lines, their figures, and the title above them.
    pub(crate) fn draw_scale(&self, canvas: &Canvas<'_>, spec: &ChartSpec, title_y: f64) -> Drawn {
        for tick in &self.scale.ticks {
            let y = self.y(*tick);
            let ink = if *tick == 0.0 { Ink::Axis } else { Ink::Grid };
            canvas.line(&[(self.left, y), (self.right, y)], ink, 1.0)?;
            let style = Type::new(TICK, Ink::Text).anchor(Anchor::End);
            let label = tick_label(*tick, &self.scale, spec);
            canvas.text((self.left - 8.0, y), &label, style)?;
        }
        let title = spec.figure_title();
        if title.is_empty() {
            return Ok(());
        }
        let title = wrap(title, TICK, self.right, 1).swap_remove(0);
        canvas.text((2.0, title_y), &title, Type::new(TICK, Ink::Muted))
    }

    /// Figures and a title under the plot, for a chart with numbers along both axes.
    pub(crate) fn draw_across(
        &self,
        canvas: &Canvas<'_>,
        spec: &ChartSpec,
        across: &Scale,
    ) -> Drawn {
        let mut free = f64::NEG_INFINITY;
        for tick in &across.ticks {
            let x = self.left + across.share(*tick) * (self.right - self.left);
            canvas.line(&[(x, self.bottom), (x, self.bottom + 5.0)], Ink::Axis, 1.0)?;
            let text = crate::format_number(*tick, across.decimals, spec.language);
            let half = measure(&text, TICK, false) / 2.0;
            let x = x.max(half + 1.0).min(self.right + 12.0 - half);
            if x - half > free {
                let style = Type::new(TICK, Ink::Text).anchor(Anchor::Middle);
                canvas.text((x, self.bottom + 16.0), &text, style)?;
                free = x + half + 6.0;
            }
        }
        let style = Type::new(TICK, Ink::Muted);
        canvas.text((self.left, self.bottom + 36.0), &spec.x_title, style)
    }

    /// Labels under the plot: as many periods as fit, or every category in up to three lines.
    pub(crate) fn draw_places(&self, canvas: &Canvas<'_>, rows: &Rows) -> Drawn {
        let count = rows.xs.len();
        let (places, lines) = match rows.start {
            Some(start) => (self.periods(rows, start), 1),
            None => ((0..count).collect(), 3),
        };
        let room = match places.as_slice() {
            [first, second, ..] => self.x(*second, count) - self.x(*first, count) - 8.0,
            _ => self.right - self.left,
        };
        let style = Type::new(TICK, Ink::Text).anchor(Anchor::Middle);
        for place in places {
            let x = self.x(place, count);
            canvas.line(&[(x, self.bottom), (x, self.bottom + 5.0)], Ink::Axis, 1.0)?;
            let label = &rows.xs[place];
            let label = if lines == 1 {
                vec![label.clone()]
            } else {
                wrap(label, TICK, room.max(24.0), lines)
            };
            let middle = self.bottom + 16.0 + TICK * 0.6 * (label.len() as f64 - 1.0);
            let half = label
                .iter()
                .map(|line| measure(line, TICK, false) / 2.0)
                .fold(0.0, f64::max);
            let x = x.max(half + 1.0);
            canvas.lines((x, middle), &label, style)?;
        }
        Ok(())
    }

    /// The periods to label: the smallest stride at which the labels keep apart, in step with the year.
    fn periods(&self, rows: &Rows, start: Period) -> Vec<usize> {
        let count = rows.xs.len();
        let widest = rows
            .xs
            .iter()
            .map(|label| measure(label, TICK, false))
            .fold(0.0, f64::max);
        let step = self.x(1, count.max(2)) - self.x(0, count.max(2));
        let strides: &[i32] = if start.is_month() {
            &[1, 2, 3, 6, 12, 24, 36, 60, 120]
        } else {
            &[1, 2, 4, 8, 12, 20, 40]
        };
        let stride = strides
            .iter()
            .copied()
            .find(|stride| f64::from(*stride) * step >= widest + 14.0)
            .unwrap_or(120);
        (0..count)
            .filter(|place| (start.ordinal() + *place as i32).rem_euclid(stride) == 0)
            .collect()
    }

    /// Vertical dashed lines where a series stops being comparable, with their labels above the plot.
    pub(crate) fn draw_breaks(
        &self,
        canvas: &Canvas<'_>,
        rows: &Rows,
        breaks: &[Placed],
        first_row: f64,
    ) -> Drawn {
        for placed in breaks {
            let x = self.break_x(rows, placed.place);
            let y = first_row + BREAK_ROW * placed.row as f64;
            canvas.line(&[(x, y - 7.0), (x, self.bottom)], Ink::Dashed, 1.5)?;
            let (x, anchor) = if placed.leftwards {
                (x - 6.0, Anchor::End)
            } else {
                (x + 6.0, Anchor::Start)
            };
            let style = Type::new(12.5, Ink::Muted).anchor(anchor);
            canvas.text((x, y), &placed.text, style)?;
        }
        Ok(())
    }

    /// A break lies between the last period before it and the first one after.
    pub(crate) fn break_x(&self, rows: &Rows, place: usize) -> f64 {
        let count = rows.xs.len();
        if place == 0 || count < 2 {
            return self.x(place, count);
        }
        (self.x(place - 1, count) + self.x(place, count)) / 2.0
    }

    /// Lays the labels of the breaks out in rows, so that none crosses another or the edge.
    pub(crate) fn place_breaks(&self, breaks: &[Break], rows: &Rows, edge: f64) -> Vec<Placed> {
        let mut taken: Vec<Vec<(f64, f64)>> = Vec::new();
        let mut found: Vec<(usize, &str)> = breaks
            .iter()
            .filter_map(|entry| Some((rows.place(&entry.at)?, entry.text.as_str())))
            .collect();
        found.sort();
        found.dedup();
        let mut placed = Vec::new();
        for &(place, text) in &found {
            let x = self.break_x(rows, place);
            let room = |leftwards: bool| if leftwards { x - 8.0 } else { edge - x - 8.0 };
            let whole = measure(text, 12.5, false) + 12.0;
            // The lines of earlier breaks may run through this label's row.
            let crossed = |leftwards: bool| {
                let span = if leftwards {
                    x - whole.min(x)..x
                } else {
                    x..x + whole.min(edge - x)
                };
                let mut earlier = found.iter().filter(|(other, _)| *other < place);
                earlier.any(|(other, _)| span.contains(&self.break_x(rows, *other)))
            };
            // Towards the wider side, unless only there the label would cross another break.
            let wider = x - self.left > edge - x;
            let turn = crossed(wider) && !crossed(!wider) && room(!wider) >= whole * 0.6;
            let leftwards = wider != turn;
            let room = room(leftwards);
            let text = wrap(text, 12.5, room, 1).swap_remove(0);
            let width = measure(&text, 12.5, false) + 12.0;
            let span = if leftwards {
                (x - width, x + 4.0)
            } else {
                (x - 4.0, x + width)
            };
            let free =
                |row: &Vec<(f64, f64)>| row.iter().all(|(from, to)| span.1 < *from || span.0 > *to);
            let row = taken.iter().position(free).unwrap_or(taken.len());
            if row == taken.len() {
                taken.push(Vec::new());
            }
            taken[row].push(span);
            placed.push(Placed {
                place,
                row,
                text,
                leftwards,
            });
        }
        placed
    }
}

pub(crate) const BREAK_ROW: f64 = 17.0;

/// A break with a row for its label.
pub(crate) struct Placed {
    place: usize,
    pub row: usize,
    text: String,
    leftwards: bool,
}

/// A figure on an axis, in the unit's own writing.
pub(crate) fn tick_label(tick: f64, scale: &Scale, spec: &ChartSpec) -> String {
    spec.figure_with(tick, scale.decimals)
}
