//! The cells of an icon table, their words, and the sentences about all of them.

use crate::icon::Icon;
use crate::{ChartData, ChartError, ChartSpec, Part};

/// What is known of a unit in a category.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Cell {
    pub variation: Icon,
    pub assurance: Option<Icon>,
    pub trend: Option<Icon>,
    pub figure: Option<f64>,
}

impl Cell {
    pub(super) fn icons(&self) -> [Option<Icon>; 3] {
        [Some(self.variation), self.assurance, self.trend]
    }

    pub(super) fn speaks(&self) -> bool {
        self.icons().into_iter().flatten().any(Icon::speaks)
    }

    /// Everything, for who does not see it.
    pub(super) fn words(&self, spec: &ChartSpec) -> String {
        self.told(spec, |_| true)
    }

    /// The icons that pass, in words, and the figure.
    pub(super) fn told(&self, spec: &ChartSpec, passes: impl Fn(Icon) -> bool) -> String {
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
pub(crate) struct Grid {
    pub units: Vec<String>,
    pub categories: Vec<String>,
    pub cells: Vec<Vec<Option<Cell>>>,
}

impl Grid {
    pub(super) fn arrange(spec: &ChartSpec, data: &ChartData) -> Result<Self, ChartError> {
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

/// What a screen reader says of a cell.
pub(super) fn name(spec: &ChartSpec, grid: &Grid, (unit, category): (usize, usize)) -> String {
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

pub(super) fn too_few(spec: &ChartSpec) -> &'static str {
    spec.language
        .pick("te weinig om te beoordelen", "too few to judge")
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
