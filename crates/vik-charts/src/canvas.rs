//! A sheet of paper in user units, over the plotters drawing area.

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters::element::{Circle, PathElement, Polygon, Rectangle};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontTransform, ShapeStyle, TextStyle};

use crate::backend::{AccessibleSvg, GRID, Head};
use crate::group::Group;
use crate::ink::Ink;
use crate::typeface;
use crate::{ChartError, Mode};

/// Which end of a text stands at its position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

/// How a text is set.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Type {
    pub size: f64,
    pub bold: bool,
    pub anchor: Anchor,
    pub ink: Ink,
}

impl Type {
    pub(crate) fn new(size: f64, ink: Ink) -> Self {
        Self {
            size,
            bold: false,
            anchor: Anchor::Start,
            ink,
        }
    }

    pub(crate) fn anchor(self, anchor: Anchor) -> Self {
        Self { anchor, ..self }
    }

    pub(crate) fn bold(self) -> Self {
        Self { bold: true, ..self }
    }
}

/// What a mark looks like apart from its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    Disc,
    Square,
    Up,
    Diamond,
    Down,
    Plus,
}

pub(crate) type Drawn = Result<(), ChartError>;

/// The sheet. Every position is in user units from the top left; texts are placed by the middle of
/// their x-height, so that a label and its mark share one y.
pub(crate) struct Canvas<'a> {
    area: DrawingArea<AccessibleSvg<'a>, Shift>,
}

impl<'a> Canvas<'a> {
    pub(crate) fn new(out: &'a mut String, head: &Head<'_>, mode: Mode) -> Self {
        Self {
            area: AccessibleSvg::new(out, head, mode).into_drawing_area(),
        }
    }

    pub(crate) fn finish(self) -> Drawn {
        self.area.present().map_err(failed)
    }

    pub(crate) fn line(&self, points: &[(f64, f64)], ink: Ink, width: f64) -> Drawn {
        let style = ShapeStyle {
            color: ink.colour().to_rgba(),
            filled: false,
            stroke_width: (width * GRID).round() as u32,
        };
        let points: Vec<(i32, i32)> = points.iter().copied().map(grid).collect();
        self.area
            .draw(&PathElement::new(points, style))
            .map_err(failed)
    }

    pub(crate) fn polygon(&self, points: &[(f64, f64)], ink: Ink) -> Drawn {
        let points: Vec<(i32, i32)> = points.iter().copied().map(grid).collect();
        self.area
            .draw(&Polygon::new(points, ink.colour().filled()))
            .map_err(failed)
    }

    /// A filled rectangle from its top left corner.
    pub(crate) fn fill(&self, (x, y): (f64, f64), (width, height): (f64, f64), ink: Ink) -> Drawn {
        let corners = [grid((x, y)), grid((x + width, y + height))];
        self.area
            .draw(&Rectangle::new(corners, ink.colour().filled()))
            .map_err(failed)
    }

    /// The outline of a rectangle.
    pub(crate) fn outline(
        &self,
        (x, y): (f64, f64),
        (width, height): (f64, f64),
        ink: Ink,
    ) -> Drawn {
        let style = ink.colour().stroke_width(GRID as u32);
        let corners = [grid((x, y)), grid((x + width, y + height))];
        self.area
            .draw(&Rectangle::new(corners, style))
            .map_err(failed)
    }

    /// The marker of a series: a shape of its own, so that colour is never the only difference.
    pub(crate) fn marker(&self, series: u8, at: (f64, f64), radius: f64) -> Drawn {
        let shape = match series {
            0 => Shape::Disc,
            1 => Shape::Square,
            2 => Shape::Up,
            3 => Shape::Diamond,
            4 => Shape::Down,
            _ => Shape::Plus,
        };
        self.shape(shape, at, radius, Ink::Solid(series))
    }

    /// A filled shape around a position.
    pub(crate) fn shape(&self, shape: Shape, (x, y): (f64, f64), r: f64, ink: Ink) -> Drawn {
        match shape {
            Shape::Disc => self
                .area
                .draw(&Circle::new(
                    grid((x, y)),
                    (r * GRID).round() as i32,
                    ink.colour().filled(),
                ))
                .map_err(failed),
            Shape::Square => self.fill((x - r * 0.9, y - r * 0.9), (r * 1.8, r * 1.8), ink),
            Shape::Up => self.polygon(
                &[
                    (x, y - r * 1.2),
                    (x + r * 1.15, y + r * 0.9),
                    (x - r * 1.15, y + r * 0.9),
                ],
                ink,
            ),
            Shape::Diamond => self.polygon(
                &[
                    (x, y - r * 1.3),
                    (x + r * 1.3, y),
                    (x, y + r * 1.3),
                    (x - r * 1.3, y),
                ],
                ink,
            ),
            Shape::Down => self.polygon(
                &[
                    (x, y + r * 1.2),
                    (x + r * 1.15, y - r * 0.9),
                    (x - r * 1.15, y - r * 0.9),
                ],
                ink,
            ),
            Shape::Plus => {
                let thin = r * 0.4;
                self.fill((x - r, y - thin), (2.0 * r, 2.0 * thin), ink)?;
                self.fill((x - thin, y - r), (2.0 * thin, 2.0 * r), ink)
            }
        }
    }

    /// A circle with the page showing through: a figure that is not final.
    pub(crate) fn ring(&self, at: (f64, f64), radius: f64, ink: Ink) -> Drawn {
        self.shape(Shape::Disc, at, radius, Ink::Paper)?;
        let style = ink.colour().stroke_width((1.75 * GRID) as u32);
        let ring = Circle::new(grid(at), (radius * GRID).round() as i32, style);
        self.area.draw(&ring).map_err(failed)
    }

    /// Marks that a screen reader meets as one thing with a name.
    pub(crate) fn group(&self, group: Group, name: &str, strokes: impl FnOnce() -> Drawn) -> Drawn {
        let (open, close) = (Ink::Open(group as u8), Ink::Close(group as u8));
        let send = |text: &str, ink| {
            let look = self.look(Type::new(1.0, ink), FontTransform::None);
            self.area.draw_text(text, &look, (0, 0)).map_err(failed)
        };
        send(name, open)?;
        strokes()?;
        send("", close)
    }

    pub(crate) fn text(&self, at: (f64, f64), text: &str, style: Type) -> Drawn {
        // Half the height of a capital: the line's middle sits at the position.
        let at = (at.0, at.1 + style.size * 0.345);
        let look = self.look(style, FontTransform::None);
        self.area.draw_text(text, &look, grid(at)).map_err(failed)
    }

    /// A text that reads upwards.
    pub(crate) fn text_up(&self, at: (f64, f64), text: &str, style: Type) -> Drawn {
        let at = (at.0 + style.size * 0.345, at.1);
        let look = self.look(style, FontTransform::Rotate270);
        self.area.draw_text(text, &look, grid(at)).map_err(failed)
    }

    /// Lines of text around one middle.
    pub(crate) fn lines(&self, (x, y): (f64, f64), lines: &[String], style: Type) -> Drawn {
        let step = style.size * 1.2;
        let top = y - step * (lines.len() as f64 - 1.0) / 2.0;
        for (place, line) in lines.iter().enumerate() {
            self.text((x, top + step * place as f64), line, style)?;
        }
        Ok(())
    }

    fn look(&self, style: Type, transform: FontTransform) -> TextStyle<'static> {
        let anchor = match style.anchor {
            Anchor::Start => HPos::Left,
            Anchor::Middle => HPos::Center,
            Anchor::End => HPos::Right,
        };
        let font = typeface::font(style.size * GRID, style.bold).transform(transform);
        TextStyle {
            font,
            color: style.ink.colour().to_backend_color(),
            pos: Pos::new(anchor, VPos::Bottom),
        }
    }
}

fn grid((x, y): (f64, f64)) -> (i32, i32) {
    ((x * GRID).round() as i32, (y * GRID).round() as i32)
}

fn failed(error: impl std::fmt::Display) -> ChartError {
    ChartError::Drawing(error.to_string())
}
