//! The same cells on a telephone: by unit, what asks for a look first, the rest in one sentence.

use super::grid::{Cell, Grid, name, too_few};
use super::keys;
use crate::ChartError;
use crate::canvas::{Canvas, Drawn, Type};
use crate::draw::Sheet;
use crate::group::Group;
use crate::icon::Icon;
use crate::ink::Ink;
use crate::keys::Keys;
use crate::typeface::wrap;

const SIZE: f64 = 13.5;
const SMALL: f64 = 12.5;
const ICONS: f64 = 56.0;

/// A cell that asks for a look.
struct Entry {
    place: usize,
    cell: Cell,
    label: Vec<String>,
    words: Vec<String>,
}

impl Entry {
    fn height(&self) -> f64 {
        SIZE * 1.2 * self.label.len() as f64 + SMALL * 1.2 * self.words.len() as f64 + 8.0
    }
}

/// A unit with its entries and the sentences about its other cells.
struct Block {
    unit: usize,
    heading: Vec<String>,
    entries: Vec<Entry>,
    rest: Vec<(String, Vec<String>)>,
}

impl Block {
    fn new(sheet: &Sheet<'_>, grid: &Grid, unit: usize) -> Self {
        let (spec, width) = (sheet.spec, sheet.width.units());
        let (mut entries, mut ordinary, mut grey) = (Vec::new(), Vec::new(), Vec::new());
        for (place, cell) in grid.cells[unit].iter().enumerate() {
            let label = &grid.categories[place];
            match cell {
                Some(cell) if cell.speaks() => entries.push(Entry {
                    place,
                    cell: *cell,
                    label: wrap(label, SIZE, width - ICONS - 4.0, 3),
                    words: wrap(
                        &cell.told(spec, Icon::speaks),
                        SMALL,
                        width - ICONS - 4.0,
                        3,
                    ),
                }),
                Some(_) => ordinary.push(label.as_str()),
                None => grey.push(label.as_str()),
            }
        }
        let expected = Icon::Ordinary.words(spec.language);
        let rest = [(expected, ordinary), (too_few(spec), grey)]
            .into_iter()
            .filter(|(_, labels)| !labels.is_empty())
            .map(|(lead, labels)| {
                let lead = crate::describe::capital(lead);
                let text = format!("{lead}: {}.", labels.join(", "));
                let lines = wrap(&text, SMALL, width - 4.0, 40);
                (text, lines)
            })
            .collect();
        Self {
            unit,
            heading: wrap(&grid.units[unit], 14.5, width * 0.9, 2),
            entries,
            rest,
        }
    }

    fn height(&self) -> f64 {
        let entries: f64 = self.entries.iter().map(Entry::height).sum();
        let rest: f64 = self
            .rest
            .iter()
            .map(|(_, lines)| SMALL * 1.25 * lines.len() as f64 + 4.0)
            .sum();
        14.5 * 1.2 * self.heading.len() as f64 + 12.0 + entries + rest + 10.0
    }

    fn draw(&self, canvas: &Canvas<'_>, sheet: &Sheet<'_>, grid: &Grid, top: f64) -> Drawn {
        let width = sheet.width.units();
        canvas.line(&[(0.0, top), (width, top)], Ink::Grid, 1.0)?;
        let tall = 14.5 * 1.2 * self.heading.len() as f64;
        let style = Type::new(14.5, Ink::Text).bold();
        canvas.lines((2.0, top + 6.0 + tall / 2.0), &self.heading, style)?;
        let mut y = top + tall + 12.0;
        canvas.group(Group::List, &grid.units[self.unit], || {
            for entry in &self.entries {
                let name = name(sheet.spec, grid, (self.unit, entry.place));
                canvas.group(Group::Item, &name, || draw_entry(canvas, entry, y))?;
                y += entry.height();
            }
            for (text, lines) in &self.rest {
                let height = SMALL * 1.25 * lines.len() as f64;
                let style = Type::new(SMALL, Ink::Muted);
                canvas.group(Group::Item, text, || {
                    canvas.lines((2.0, y + height / 2.0), lines, style)
                })?;
                y += height + 4.0;
            }
            Ok(())
        })
    }
}

fn draw_entry(canvas: &Canvas<'_>, entry: &Entry, top: f64) -> Drawn {
    for (n, icon) in entry.cell.icons().into_iter().enumerate() {
        if let Some(icon) = icon {
            icon.draw(canvas, (9.0 + 17.5 * n as f64, top + SIZE * 0.6))?;
        }
    }
    let tall = SIZE * 1.2 * entry.label.len() as f64;
    let style = Type::new(SIZE, Ink::Text);
    canvas.lines((ICONS, top + tall / 2.0), &entry.label, style)?;
    let small = SMALL * 1.2 * entry.words.len() as f64;
    let style = Type::new(SMALL, Ink::Muted);
    canvas.lines((ICONS, top + tall + small / 2.0), &entry.words, style)
}

pub(super) fn draw(sheet: &Sheet<'_>, grid: &Grid) -> Result<String, ChartError> {
    let blocks: Vec<Block> = (0..grid.units.len())
        .map(|unit| Block::new(sheet, grid, unit))
        .collect();
    let keys = Keys::new(keys(sheet.spec, grid), sheet.width.units() - 8.0);
    let height: f64 = blocks.iter().map(Block::height).sum();
    sheet.paint_group(keys.height + 12.0 + height, |canvas| {
        keys.draw(canvas, (4.0, 0.0))?;
        let mut top = keys.height + 10.0;
        for block in &blocks {
            block.draw(canvas, sheet, grid, top)?;
            top += block.height();
        }
        Ok(())
    })
}
