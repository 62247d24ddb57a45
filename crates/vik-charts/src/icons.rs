//! A grid of small icons: is it more or less than expected, is the norm met, which way does it go.
//!
//! Units and categories stand in the order given, never in the order of their figures. A cell with
//! too little to judge is grey and says so. Each cell is one thing to a screen reader, with its words.

use crate::canvas::{Anchor, Canvas, Drawn, Type};
use crate::draw::Sheet;
use crate::group::Group;
use crate::icon::Icon;
use crate::ink::Ink;
use crate::keys::{Keys, Sample};
use crate::typeface::{measure, wrap};
use crate::{ChartError, ChartSpec};

mod grid;
mod stacked;

pub(crate) use grid::describe;

use grid::{Cell, Grid, name, too_few};

const LABEL: f64 = 13.0;
/// The narrowest column in which three icons stay apart.
const NARROWEST: f64 = 42.0;

pub(crate) fn draw(sheet: &Sheet<'_>) -> Result<String, ChartError> {
    let spec = sheet.spec;
    let grid = Grid::arrange(spec, sheet.data)?;
    let width = sheet.width.units();
    let labels: Vec<Vec<String>> = grid
        .units
        .iter()
        .map(|label| wrap(label, LABEL, 150.0, 2))
        .collect();
    let left = labels
        .iter()
        .flatten()
        .map(|line| measure(line, LABEL, false))
        .fold(0.0, f64::max)
        + 12.0;
    let cell = ((width - left - 2.0) / grid.categories.len() as f64).min(96.0);
    if sheet.width.narrow() || cell < NARROWEST {
        return stacked::draw(sheet, &grid);
    }

    let heads = Heads::new(&grid.categories, cell);
    let keys = Keys::new(keys(spec, &grid), width - 8.0);
    let double = labels.iter().any(|lines| lines.len() > 1);
    let height = if double { 34.0 } else { 28.0 };
    let (right, bottom) = (
        left + cell * grid.categories.len() as f64,
        heads.height + height * grid.units.len() as f64,
    );
    sheet.paint_group(bottom + 14.0 + keys.height, |canvas| {
        for n in 0..=grid.units.len() {
            let y = heads.height + height * n as f64;
            canvas.line(&[(0.0, y), (right, y)], Ink::Grid, 1.0)?;
        }
        for place in 0..=grid.categories.len() {
            let x = left + cell * place as f64;
            canvas.line(&[(x, heads.height), (x, bottom)], Ink::Grid, 1.0)?;
        }
        canvas.group(Group::Table, &spec.title, || {
            canvas.group(Group::Row, "", || heads.draw(canvas, left, cell))?;
            for (n, lines) in labels.iter().enumerate() {
                let top = heads.height + height * n as f64;
                canvas.group(Group::Row, "", || {
                    let style = Type::new(LABEL, Ink::Text).anchor(Anchor::End);
                    canvas.group(Group::RowHead, "", || {
                        canvas.lines((left - 10.0, top + height / 2.0), lines, style)
                    })?;
                    for (place, known) in grid.cells[n].iter().enumerate() {
                        let corner = (left + cell * place as f64, top);
                        let name = name(spec, &grid, (n, place));
                        canvas.group(Group::Cell, &name, || {
                            draw_cell(canvas, *known, corner, (cell, height))
                        })?;
                    }
                    Ok(())
                })?;
            }
            Ok(())
        })?;
        keys.draw(canvas, (4.0, bottom + 10.0))
    })
}

/// Three icons in fixed places, so that each kind forms a column of its own.
fn draw_cell(
    canvas: &Canvas<'_>,
    known: Option<Cell>,
    corner: (f64, f64),
    (width, height): (f64, f64),
) -> Drawn {
    let (middle, y) = (corner.0 + width / 2.0, corner.1 + height / 2.0);
    let Some(known) = known else {
        let area = (width - 1.0, height - 1.0);
        canvas.fill((corner.0 + 0.5, corner.1 + 0.5), area, Ink::Shade)?;
        let style = Type::new(LABEL, Ink::Muted).anchor(Anchor::Middle);
        return canvas.text((middle, y), "–", style);
    };
    let pitch = ((width - 7.0) / 3.0).min(18.0);
    for (n, icon) in known.icons().into_iter().enumerate() {
        if let Some(icon) = icon {
            icon.draw(canvas, (middle + pitch * (n as f64 - 1.0), y))?;
        }
    }
    Ok(())
}

/// The names of the categories above their columns, upright when they do not fit.
struct Heads {
    lines: Vec<Vec<String>>,
    upright: bool,
    height: f64,
}

impl Heads {
    fn new(labels: &[String], cell: f64) -> Self {
        let flat: Vec<Vec<String>> = labels
            .iter()
            .map(|label| wrap(label, LABEL, cell - 6.0, 3))
            .collect();
        let whole = |(lines, label): (&Vec<String>, &String)| {
            lines.concat().replace(' ', "") == label.replace(' ', "")
        };
        if flat.iter().zip(labels).all(whole) {
            let most = flat.iter().map(Vec::len).max().unwrap_or(1);
            return Self {
                height: LABEL * 1.2 * most as f64 + 12.0,
                upright: false,
                lines: flat,
            };
        }
        let lines: Vec<Vec<String>> = labels
            .iter()
            .map(|label| wrap(label, LABEL, 150.0, 2))
            .collect();
        let longest = lines
            .iter()
            .flatten()
            .map(|line| measure(line, LABEL, false))
            .fold(0.0, f64::max);
        Self {
            height: longest + 14.0,
            upright: true,
            lines,
        }
    }

    fn draw(&self, canvas: &Canvas<'_>, left: f64, cell: f64) -> Drawn {
        canvas.group(Group::Corner, "", || Ok(()))?;
        for (place, lines) in self.lines.iter().enumerate() {
            let x = left + cell * (place as f64 + 0.5);
            canvas.group(Group::ColumnHead, "", || {
                if !self.upright {
                    let style = Type::new(LABEL, Ink::Text).anchor(Anchor::Middle);
                    let middle = self.height - 7.0 - LABEL * 0.6 * lines.len() as f64;
                    return canvas.lines((x, middle), lines, style);
                }
                let first = x - LABEL * 0.6 * (lines.len() as f64 - 1.0);
                for (n, line) in lines.iter().enumerate() {
                    let at = (first + LABEL * 1.2 * n as f64, self.height - 7.0);
                    canvas.text_up(at, line, Type::new(LABEL, Ink::Text))?;
                }
                Ok(())
            })?;
        }
        Ok(())
    }
}

/// Only the icons that occur, by what they are about.
fn keys(spec: &ChartSpec, grid: &Grid) -> Vec<(Sample, String)> {
    let cells = || grid.cells.iter().flatten();
    let occurs = |icon: Icon| {
        cells()
            .flatten()
            .any(|cell| cell.icons().contains(&Some(icon)))
    };
    let tables: [(&str, &[(&str, Icon)]); 3] = [
        (spec.language.pick("Aantal", "Number"), &Icon::VARIATION),
        (spec.language.pick("Norm", "Norm"), &Icon::ASSURANCE),
        (spec.language.pick("Richting", "Direction"), &Icon::TREND),
    ];
    let mut keys = Vec::new();
    for (head, table) in tables {
        let known: Vec<Icon> = table
            .iter()
            .map(|(_, icon)| *icon)
            .filter(|icon| occurs(*icon))
            .collect();
        if !known.is_empty() {
            keys.push((Sample::Head, head.to_owned()));
        }
        keys.extend(known.into_iter().map(|icon| {
            let words = icon.words(spec.language).to_owned();
            (Sample::Icon(icon), words)
        }));
    }
    if cells().any(Option::is_none) {
        keys.push((Sample::Area(Ink::Shade), too_few(spec).to_owned()));
    }
    keys
}
