//! Suppression of linked tables: one after the other along the join tree.
//!
//! # Why this is enough
//! 1. What two tables share is decided in the first; what is shown there is fixed in the second, and
//!    what is hidden there is hidden in the second. Where the second then has too little room, the
//!    cell that stands in its way is hidden from the start, and all begin again.
//! 2. Where a cell of what they share is hidden, everything below it is hidden too, in every table.
//! 3. A world of one table (found by [`suppress_beside`]) changes only hidden cells. What it
//!    changes of the shared cells adds up to nothing within every shared cell that is shown. These
//!    form a chain wherever the neighbour cuts them further ([`layout`]), so the changes can be
//!    paired, a case more with a case less, from the finest shown cell up; each pair moves one case
//!    of the neighbour and keeps its other codes. By 2 such a move changes hidden cells only, and
//!    there is a case to move because the neighbour holds the same cases. A change without a
//!    partner lies in no shown cell at all, and the case comes or goes alone.
//! 4. So a world of one table is part of a world of all of them, from neighbour to neighbour.
//!
//! Not covered: colleagues, who are weighed within each table; a world of the neighbours may deny
//! them.

use std::collections::{BTreeMap, BTreeSet};

use super::history::History;
use super::policy::SuppressionPolicy;
use super::result::Suppression;
use super::run::suppress_beside;
use super::sets::{Key, Layout, Set, expanded, layout};
use super::table::{Content, Dimension, Rosters, Table, TableError, product};
use crate::cube::{Cube, CubeSpec};
use crate::refusal::Refusal;
use crate::solver::Microlp;

/// The total of a dimension. No code list has an empty code.
const TOTAL: &str = "";
/// What stands before a coarser code, which may be spelt like a leaf code.
const GROUP: char = '\u{1}';

/// Cells of a table; `None` is hidden.
pub(super) type Cells = BTreeMap<Key, Option<i64>>;

/// A pattern over all tables. Closed side: it knows which cells are sensitive.
pub(super) struct Pattern {
    /// Cells by table; `None` is hidden.
    pub(super) tables: Vec<Cells>,
    /// Cells that are sensitive by themselves.
    pub(super) sensitive: BTreeSet<Key>,
}

/// Why there is no pattern.
#[derive(Debug)]
pub(super) enum Failed {
    /// Policy says no.
    Refused(Refusal),
    /// A table does not fit its definition.
    Table(TableError),
}

impl From<TableError> for Failed {
    fn from(error: TableError) -> Self {
        Self::Table(error)
    }
}

/// Protects linked tables, given with their counts.
pub(super) fn suppress_linked(
    cubes: &[Cube],
    policy: &SuppressionPolicy,
    rosters: Option<&Rosters>,
) -> Result<Pattern, Failed> {
    let specs: Vec<CubeSpec> = cubes.iter().map(|cube| cube.spec.clone()).collect();
    let layout = layout(&specs).map_err(Failed::Refused)?;
    let whole: Vec<Table> = cubes
        .iter()
        .zip(&layout.sets)
        .map(|(cube, sets)| table(cube, sets))
        .collect::<Result<_, _>>()?;
    let census = census(&specs, &layout, &whole);
    let mut hidden: BTreeSet<Key> = BTreeSet::new();
    'again: loop {
        let mut done = Done::default();
        hidden.iter().for_each(|key| done.hide(key));
        let mut tables = vec![Cells::new(); cubes.len()];
        for place in &layout.order {
            let cube = &cubes[*place];
            match one(cube, &layout, *place, policy, rosters, &census, &mut done)? {
                Ok(cells) => tables[*place] = cells,
                // What was shown before leaves too little room here: hide it everywhere, and begin
                // again. Each time more is hidden, so this ends.
                Err(more) => {
                    let before = hidden.len();
                    hidden.extend(more);
                    if hidden.len() == before {
                        return Err(Failed::Refused(refusal(&cube.spec.id)));
                    }
                    continue 'again;
                }
            }
        }
        return Ok(Pattern {
            tables,
            sensitive: done.sensitive,
        });
    }
}

/// What the tables so far show and hide.
#[derive(Default)]
struct Done {
    shown: BTreeMap<Key, i64>,
    /// Hidden cells by their attributes.
    hidden: BTreeMap<Set, BTreeSet<Key>>,
    sensitive: BTreeSet<Key>,
}

impl Done {
    /// Whether a cell lies below a hidden one, or is one.
    fn covers(&self, whole: &Key, among: impl Fn(&Set) -> bool) -> bool {
        self.hidden
            .iter()
            .filter(|(set, _)| among(set))
            .any(|(set, keys)| {
                let part = projected(whole, set);
                part.len() == set.len() && keys.contains(&part)
            })
    }

    fn hides(&self, key: &Key) -> bool {
        self.hidden.values().any(|keys| keys.contains(key))
    }

    fn hide(&mut self, key: &Key) {
        let set: Set = key.keys().cloned().collect();
        self.hidden.entry(set).or_default().insert(key.clone());
    }
}

fn one(
    cube: &Cube,
    layout: &Layout,
    place: usize,
    policy: &SuppressionPolicy,
    rosters: Option<&Rosters>,
    census: &Census,
    done: &mut Done,
) -> Result<Result<Cells, Vec<Key>>, Failed> {
    let spec = &cube.spec;
    let mut table = table(cube, &layout.sets[place])?;
    weigh(&mut table, spec, layout, place, census);
    if let Some(rosters) = rosters {
        table.set_rosters(rosters.clone());
    }
    let attributes = spec.attributes();
    let mut history = History::new();
    let mut forced = BTreeSet::new();
    let mut history_cells = Vec::new();
    let total = cube.leaves.values().fold((0, 0), |(cases, persons), pair| {
        (
            cases + i64::from(pair.cases),
            persons + u64::from(pair.persons),
        )
    });
    for cell in &table.cells {
        let key = key(spec, cell);
        if let Some(value) = done.shown.get(&key) {
            history.record(leaves(&table, cell)?, *value);
            history_cells.push(cell.clone());
        } else if key.is_empty() && total.1 >= policy.threshold && !done.hides(&key) {
            // Everything lies below the total: if it can be shown it is.
            history.record(leaves(&table, cell)?, total.0);
            history_cells.push(cell.clone());
        } else if done.covers(&expanded(spec, &key), |set| set.is_subset(&attributes)) {
            forced.insert(cell.clone());
        }
    }
    let solver = Microlp { nodes: 200 };
    let found = suppress_beside(&table, policy, &history, &solver, forced)?;
    if found.exposed > 0 {
        return Ok(Err(in_the_way(spec, &table, &history_cells, &found)?));
    }
    for cell in found.reasons.keys() {
        done.sensitive.insert(key(spec, cell));
    }
    let mut cells: Cells = found
        .cells
        .iter()
        .map(|cell| (key(spec, &cell.codes), cell.value))
        .collect();
    for (key, _) in cells.iter().filter(|(_, value)| value.is_none()) {
        done.hide(key);
    }
    let shared = |set: &Set| {
        let mut both = layout.shared[place].iter();
        both.any(|both| set.is_subset(both))
    };
    for (key, value) in &mut cells {
        if value.is_some() && done.covers(&expanded(spec, key), shared) {
            *value = None;
        }
    }
    for (key, value) in &cells {
        match value {
            Some(value) => {
                done.shown.insert(key.clone(), *value);
            }
            None => done.hide(key),
        }
    }
    Ok(Ok(cells))
}

/// How many cells of all tables lie below each cell that tables share: hiding one hides them all.
type Census = BTreeMap<Key, i64>;

fn census(specs: &[CubeSpec], layout: &Layout, tables: &[Table]) -> Census {
    let shared: BTreeSet<Set> = layout
        .shared
        .iter()
        .zip(&layout.sets)
        .flat_map(|(shared, sets)| {
            let inside = |set: &&Set| shared.iter().any(|both| set.is_subset(both));
            sets.iter().filter(inside).cloned().collect::<Vec<_>>()
        })
        .collect();
    let mut census = Census::new();
    for (spec, table) in specs.iter().zip(tables) {
        for cell in &table.cells {
            let whole = expanded(spec, &key(spec, cell));
            for set in &shared {
                let part = projected(&whole, set);
                if part.len() == set.len() {
                    *census.entry(part).or_default() += 1;
                }
            }
        }
    }
    census
}

/// Hiding a shared cell costs as much more as it hides cells below it.
fn weigh(table: &mut Table, spec: &CubeSpec, layout: &Layout, place: usize, census: &Census) {
    if layout.shared[place].is_empty() {
        return;
    }
    for cell in &table.cells {
        if let Some(below) = census.get(&key(spec, cell)) {
            table.weights.insert(cell.clone(), *below);
        }
    }
}

/// The finest shared cells shown before that stand in the way of what could not be protected.
fn in_the_way(
    spec: &CubeSpec,
    table: &Table,
    fixed: &[Vec<String>],
    found: &Suppression,
) -> Result<Vec<Key>, TableError> {
    let mut finest: BTreeMap<&Vec<String>, (usize, &Vec<String>)> = BTreeMap::new();
    for cell in fixed {
        let below = leaves(table, cell)?;
        for bare in found.bare.iter().filter(|bare| below.contains(*bare)) {
            let own = finest.entry(bare).or_insert((below.len(), cell));
            if below.len() < own.0 {
                *own = (below.len(), cell);
            }
        }
    }
    let cells: BTreeSet<&Vec<String>> = finest.into_values().map(|(_, cell)| cell).collect();
    Ok(cells.into_iter().map(|cell| key(spec, cell)).collect())
}

fn projected(whole: &Key, set: &Set) -> Key {
    let own = whole.iter().filter(|(name, _)| set.contains(*name));
    own.map(|(name, code)| (name.clone(), code.clone()))
        .collect()
}

/// The refusal of tables that cannot be protected: the same whatever was counted in them.
pub(super) fn refusal(table: &str) -> Refusal {
    Refusal::new(
        "suppression",
        table,
        "the same tables without this one, a coarser cube in its place, or mode = \"rounding\", which shows every cell",
    )
}

fn table(cube: &Cube, sets: &BTreeSet<Set>) -> Result<Table, TableError> {
    let mut dims = Vec::new();
    for dim in &cube.spec.dims {
        let mut own = Dimension::new(&dim.name, dim.codes.iter().cloned());
        let mut groups: BTreeMap<String, Vec<&String>> = BTreeMap::new();
        for (code, group) in dim.parent.iter().flatten() {
            if dim.codes.contains(code) {
                groups
                    .entry(format!("{GROUP}{group}"))
                    .or_default()
                    .push(code);
            }
        }
        for (group, members) in groups {
            own = own.with_group(&group, members)?;
        }
        dims.push(own.with_total(TOTAL)?);
    }
    let mut table = Table::new(dims);
    for (leaf, pair) in &cube.leaves {
        let codes: Vec<&str> = leaf
            .iter()
            .zip(&cube.spec.dims)
            .filter_map(|(code, dim)| dim.codes.get(usize::from(*code)))
            .map(String::as_str)
            .collect();
        let content = Content::Count {
            persons: u64::from(pair.persons),
            cases: u64::from(pair.cases),
        };
        table.record(&codes, content)?;
    }
    table.fill_zeros();
    for set in sets {
        let lists: Vec<Vec<String>> = cube
            .spec
            .dims
            .iter()
            .map(|dim| {
                let coarser = dim
                    .parent_name
                    .as_ref()
                    .is_some_and(|name| set.contains(name));
                if set.contains(&dim.name) {
                    dim.codes.clone()
                } else if coarser {
                    let known = dim.parent.iter().flatten();
                    let known = known.filter(|(code, _)| dim.codes.contains(code));
                    let groups: BTreeSet<String> =
                        known.map(|(_, group)| format!("{GROUP}{group}")).collect();
                    groups.into_iter().collect()
                } else {
                    vec![TOTAL.to_owned()]
                }
            })
            .collect();
        let lists: Vec<Vec<&str>> = lists
            .iter()
            .map(|list| list.iter().map(String::as_str).collect())
            .collect();
        table.show(&lists)?;
    }
    Ok(table)
}

fn key(spec: &CubeSpec, cell: &[String]) -> Key {
    let mut key = Key::new();
    for (dim, code) in spec.dims.iter().zip(cell) {
        match (code.strip_prefix(GROUP), &dim.parent_name) {
            _ if code == TOTAL => {}
            (Some(group), Some(above)) => {
                key.insert(above.clone(), group.to_owned());
            }
            _ => {
                key.insert(dim.name.clone(), code.clone());
            }
        }
    }
    key
}

/// The leaves that a cell adds up.
fn leaves(table: &Table, cell: &[String]) -> Result<BTreeSet<Vec<String>>, TableError> {
    let mut sets = Vec::with_capacity(cell.len());
    for (dim, code) in table.dims.iter().zip(cell) {
        sets.push(dim.members_of(code)?.iter().collect());
    }
    Ok(product(&sets).into_iter().collect())
}
