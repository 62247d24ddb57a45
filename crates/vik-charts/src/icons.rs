//! A grid of small icons: is it more or less than expected, is the norm met, which way does it go.
//!
//! Units and categories stand in the order given, never in the order of their figures. A cell with
//! too little to judge is grey and says so. Each cell is one thing to a screen reader, with its words.

use crate::backend::Group;
use crate::canvas::{Anchor, Canvas, Drawn, Type};
use crate::draw::Sheet;
use crate::icon::Icon;
use crate::ink::Ink;
use crate::keys::{Keys, Sample};
use crate::typeface::{measure, wrap};
use crate::{ChartData, ChartError, ChartSpec, Part};

mod stacked;

const LABEL: f64 = 13.0;
/// The narrowest column in which three icons stay apart.
const NARROWEST: f64 = 42.0;

/// What is known of a unit in a category.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Cell {
    variation: Icon,
    assurance: Option<Icon>,
    trend: Option<Icon>,
    figure: Option<f64>,
}

impl Cell {
    fn icons(&self) -> [Option<Icon>; 3] {
        [Some(self.variation), self.assurance, self.trend]
    }

    fn speaks(&self) -> bool {
        self.icons().into_iter().flatten().any(Icon::speaks)
    }

    /// Everything, for who does not see it.
    fn words(&self, spec: &ChartSpec) -> String {
        self.told(spec, |_| true)
    }

    /// The icons that pass, in words, and the figure.
    fn told(&self, spec: &ChartSpec, passes: impl Fn(Icon) -> bool) -> String {
        let icons = self.icons().into_iter().flatten();
        let mut words: Vec<String> = icons
            .filter(|icon| passes(*icon))
            .map(|icon| icon.words(spec.language).to_owned())
            .collect();
        words.extend(self.figure.map(|y| crate::describe::with_unit(spec, y)));
        words.join("; ")
    }
}

/// The cells by unit and category; `None` is too little to judge.
struct Grid {
    units: Vec<String>,
    categories: Vec<String>,
    cells: Vec<Vec<Option<Cell>>>,
}

impl Grid {
    fn arrange(spec: &ChartSpec, data: &ChartData) -> Result<Self, ChartError> {
        let count = data.rows();
        if count == 0 {
            return Err(ChartError::Empty);
        }
        let categories = data.texts(&spec.x)?;
        let units = match &spec.series {
            Some(name) => data.texts(name)?,
            None => vec![String::new(); count],
        };
        let figures = match spec.y.as_str() {
            "" => vec![None; count],
            name => data.figures(name)?,
        };
        if !spec.parts.contains_key(&Part::Variation) {
            return Err(ChartError::MissingPart(Part::Variation.code()));
        }
        let variation = icons(spec, data, Part::Variation, &Icon::VARIATION)?;
        let assurance = icons(spec, data, Part::Assurance, &Icon::ASSURANCE)?;
        let trend = icons(spec, data, Part::Trend, &Icon::TREND)?;

        let (down, across) = (distinct(&units[..count]), distinct(&categories[..count]));
        let mut cells = vec![vec![None; across.len()]; down.len()];
        for row in 0..count {
            let at = |list: &[String], code: &String| list.iter().position(|other| other == code);
            let (Some(unit), Some(category)) =
                (at(&down, &units[row]), at(&across, &categories[row]))
            else {
                continue;
            };
            cells[unit][category] = variation[row].map(|variation| Cell {
                variation,
                assurance: assurance[row],
                trend: trend[row],
                figure: figures[row],
            });
        }
        let labels = |codes: Vec<String>| codes.iter().map(|code| spec.label(code)).collect();
        Ok(Self {
            units: labels(down),
            categories: labels(across),
            cells,
        })
    }
}

/// The icons of a part by row. A word that is none of ours is a mistake in the query, not a gap.
fn icons(
    spec: &ChartSpec,
    data: &ChartData,
    part: Part,
    table: &[(&str, Icon)],
) -> Result<Vec<Option<Icon>>, ChartError> {
    let Some(name) = spec.parts.get(&part) else {
        return Ok(vec![None; data.rows()]);
    };
    let icon = |word: Option<String>| match word {
        None => Ok(None),
        Some(word) => Icon::of(table, &word)
            .map(Some)
            .ok_or_else(|| ChartError::UnknownWord(name.clone())),
    };
    data.remarks(name)?.into_iter().map(icon).collect()
}

fn distinct(codes: &[String]) -> Vec<String> {
    let mut list: Vec<String> = Vec::new();
    for code in codes {
        if !list.contains(code) {
            list.push(code.clone());
        }
    }
    list
}

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
        canvas.group(Group::ColumnHead, "", || Ok(()))?;
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

/// What a screen reader says of a cell.
fn name(spec: &ChartSpec, grid: &Grid, (unit, category): (usize, usize)) -> String {
    let (unit_label, label) = (&grid.units[unit], &grid.categories[category]);
    let words = match &grid.cells[unit][category] {
        Some(cell) => cell.words(spec),
        None => too_few(spec).to_owned(),
    };
    if unit_label.is_empty() {
        format!("{label}: {words}")
    } else {
        format!("{unit_label}, {label}: {words}")
    }
}

fn too_few(spec: &ChartSpec) -> &'static str {
    spec.language
        .pick("te weinig om te beoordelen", "too few to judge")
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

/// More cells than this are counted, not named: each can be read by itself in the table.
const NAMED: usize = 6;

fn cells(spec: &ChartSpec, count: usize) -> String {
    let word = match count {
        1 => spec.language.pick("cel", "cell"),
        _ => spec.language.pick("cellen", "cells"),
    };
    format!("{count} {word}")
}

/// Which cells are not as expected, by name; which cannot be judged, by number.
pub(crate) fn describe(spec: &ChartSpec, data: &ChartData) -> Vec<String> {
    let Ok(grid) = Grid::arrange(spec, data) else {
        return vec![crate::describe::no_figures(spec)];
    };
    let (down, across) = (grid.units.len(), grid.categories.len());
    let mut sentences = vec![spec.language.pick(
        format!("{down} rijen en {across} kolommen."),
        format!("{down} rows and {across} columns."),
    )];
    let positions = || (0..down).flat_map(|unit| (0..across).map(move |place| (unit, place)));
    for icon in [Icon::Higher, Icon::Lower, Icon::Recurring, Icon::Missed] {
        let found: Vec<String> = positions()
            .filter(|(unit, place)| {
                grid.cells[*unit][*place].is_some_and(|cell| cell.icons().contains(&Some(icon)))
            })
            .map(|(unit, place)| match grid.units[unit].as_str() {
                "" => grid.categories[place].clone(),
                label => format!("{label}, {}", grid.categories[place]),
            })
            .collect();
        let lead = crate::describe::capital(icon.words(spec.language));
        match found.len() {
            0 => {}
            count if count > NAMED => sentences.push(format!("{lead}: {}.", cells(spec, count))),
            _ => sentences.push(format!("{lead}: {}.", found.join("; "))),
        }
    }
    let grey = grid
        .cells
        .iter()
        .flatten()
        .filter(|cell| cell.is_none())
        .count();
    if grey > 0 {
        let lead = crate::describe::capital(too_few(spec));
        sentences.push(format!("{lead}: {}.", cells(spec, grey)));
    }
    sentences
}
