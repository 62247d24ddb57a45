//! Draws published figures as accessible SVG.
//!
//! A [`ChartSpec`] says what to draw, a [`ChartData`] holds plain rows, and [`draw()`] returns one
//! `<svg>` element. The crate knows nothing of queries, pages or cells that need protection: what
//! it is given has been published already.
//!
//! Three decisions shape the code:
//!
//! * Plotters draws on our own backend, which writes CSS classes where other backends write colours.
//!   One picture then serves light, dark, forced colours and print; [`stylesheet`] holds the palette.
//! * Text is measured with the typeface it will be set in, so labels neither clip nor float.
//! * A missing figure is a visible gap. No chart here joins, interpolates or zeroes it.
//!
//! `cargo run -p vik-charts --example sheet -- OUT_DIR` draws one of every kind, at both widths, to look
//! at. [`outside`] gives the table under a funnel with the same judgement as the picture.
//!
//! Each kind of chart is one file with one function; `frame` and `rows` hold what they share.

mod backend;
mod bar;
mod beside;
mod canvas;
mod control;
mod data;
mod describe;
mod dot;
mod draw;
mod frame;
mod funnel;
mod group;
mod heatmap;
mod icon;
mod icons;
mod ink;
mod intervention;
mod keys;
mod language;
mod legend;
mod line;
mod multiples;
mod number;
mod palette;
mod part;
mod period;
mod rows;
mod scale;
mod signal;
mod slope;
mod sparkline;
mod spec;
mod stacked;
mod steps;
mod survival;
mod typeface;

#[cfg(test)]
mod tests;

pub use data::{ChartData, Column, Values};
pub use describe::describe;
pub use draw::{draw, draw_both};
pub use funnel::outside::{Outside, Pair, outside};
pub use language::{Language, format_number};
pub use palette::stylesheet;
pub use part::Part;
pub use period::format_period;
pub use spec::{Break, ChartError, ChartKind, ChartSpec, Mode, Width};
pub use typeface::{REGULAR_TTF, SEMIBOLD_TTF};
