//! From specification and data to SVG.

use crate::backend::Head;
use crate::canvas::Canvas;
use crate::{ChartData, ChartError, ChartKind, ChartSpec, Mode, Width, describe};
use crate::{bar, dot, funnel, heatmap, line, number, slope, stacked};
use crate::{control, icons, intervention, multiples, sparkline, survival};

/// A request on its way to paper.
pub(crate) struct Sheet<'a> {
    pub spec: &'a ChartSpec,
    pub data: &'a ChartData,
    pub width: Width,
    mode: Mode,
}

impl Sheet<'_> {
    /// Draws on a canvas of the given height, once the layout is known.
    pub(crate) fn paint(
        &self,
        height: f64,
        strokes: impl FnOnce(&Canvas<'_>) -> Result<(), ChartError>,
    ) -> Result<String, ChartError> {
        self.paint_as("img", "", (self.width.units(), height.ceil()), strokes)
    }

    /// The same for a picture whose parts can be read one by one.
    pub(crate) fn paint_group(
        &self,
        height: f64,
        strokes: impl FnOnce(&Canvas<'_>) -> Result<(), ChartError>,
    ) -> Result<String, ChartError> {
        self.paint_as("group", "", (self.width.units(), height.ceil()), strokes)
    }

    /// The same for a picture of a fixed size that goes beside a text.
    pub(crate) fn paint_small(
        &self,
        size: (f64, f64),
        strokes: impl FnOnce(&Canvas<'_>) -> Result<(), ChartError>,
    ) -> Result<String, ChartError> {
        self.paint_as("img", "vik-spark", size, strokes)
    }

    fn paint_as(
        &self,
        role: &'static str,
        class: &'static str,
        size: (f64, f64),
        strokes: impl FnOnce(&Canvas<'_>) -> Result<(), ChartError>,
    ) -> Result<String, ChartError> {
        let description = if self.spec.description.is_empty() {
            describe(self.spec, self.data)
        } else {
            self.spec.description.clone()
        };
        let suffix = if self.width.narrow() { "n" } else { "w" };
        let head = Head {
            id: &format!("{}-{suffix}", self.spec.id),
            title: &self.spec.title,
            description: &description,
            language: self.spec.language.code(),
            size,
            role,
            class,
        };
        let mut out = String::new();
        let canvas = Canvas::new(&mut out, &head, self.mode);
        strokes(&canvas)?;
        canvas.finish()?;
        Ok(out)
    }
}

/// Draws one chart as an `<svg>` element.
///
/// # Errors
/// When a column is missing or of the wrong kind, or when there are no rows.
pub fn draw(
    spec: &ChartSpec,
    data: &ChartData,
    width: Width,
    mode: Mode,
) -> Result<String, ChartError> {
    let sheet = Sheet {
        spec,
        data,
        width,
        mode,
    };
    match spec.kind {
        ChartKind::Line => line::draw(&sheet),
        ChartKind::Bar => bar::draw(&sheet),
        ChartKind::Stacked => stacked::draw(&sheet),
        ChartKind::Dot => dot::draw(&sheet),
        ChartKind::Heatmap => heatmap::draw(&sheet),
        ChartKind::Slope => slope::draw(&sheet),
        ChartKind::Funnel => funnel::draw(&sheet),
        ChartKind::Number => number::draw(&sheet),
        ChartKind::Control => control::draw(&sheet),
        ChartKind::Icons => icons::draw(&sheet),
        ChartKind::Multiples => multiples::draw(&sheet),
        ChartKind::Survival => survival::draw(&sheet),
        ChartKind::Intervention => intervention::draw(&sheet),
        ChartKind::Sparkline => sparkline::draw(&sheet),
    }
}

/// Draws both widths for a page; the stylesheet shows the one that fits its container. A sparkline has
/// one size and comes alone.
///
/// # Errors
/// As [`draw`].
pub fn draw_both(spec: &ChartSpec, data: &ChartData) -> Result<String, ChartError> {
    let wide = draw(spec, data, Width::Wide, Mode::Web)?;
    if spec.kind == ChartKind::Sparkline {
        return Ok(wide);
    }
    let narrow = draw(spec, data, Width::Narrow, Mode::Web)?;
    Ok(format!(
        "<div class=\"vik-chart-swap\"><div class=\"vik-chart-wide\">{wide}</div>\
         <div class=\"vik-chart-narrow\">{narrow}</div></div>"
    ))
}
