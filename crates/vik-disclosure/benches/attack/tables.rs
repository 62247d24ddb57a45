//! Attacks on suppressed tables, and what merging equal columns saves.

use std::fmt::Write;

use vik_disclosure::attack::{Options, Table, attack_system, read_table};

use super::months;
use super::page::{Clock, options, row};

/// Suppressed tables of growing size: elimination over every hidden cell, programmes for some.
pub fn by_table(page: &mut String) {
    page.push_str(
        "
## Suppressed tables

A square table with totals; counts 1 to 4 are hidden, and by hand the smallest other cell of each row and column with one hidden cell.
*Every cell* is elimination and propagation for all hidden cells.

| rows × columns | cells | hidden | every cell (s) | linear, per cell (s) | whole numbers, per cell (s) | exact |
|---|---|---|---|---|---|---|
",
    );
    for size in [10, 20, 40, 80] {
        let text = suppressed(size, size as u64);
        let mut table = Table::new(&["row", "column"], "n");
        table.all_hidden = true;
        let system = read_table(&text, &table).unwrap();
        let run = |sample: usize, whole: bool| {
            let started = Clock::start();
            let report = attack_system(&system, &options(sample, whole, 0));
            (started.seconds(), report)
        };
        let (gate, found) = run(0, true);
        let sample = 20.min(system.targets.len());
        let (linear, _) = run(sample, false);
        let (whole, _) = run(sample, true);
        row(
            page,
            &format!(
                "| {size} × {size} | {} | {} | {gate:.3} | {:.4} | {:.4} | {} |",
                (size + 1) * (size + 1),
                system.targets.len(),
                (linear - gate).max(0.0) / sample as f64,
                (whole - gate).max(0.0) / sample as f64,
                found.every_cell.exact,
            ),
        );
    }
}

/// The same published table over ever finer atoms.
pub fn by_collapse(page: &mut String) {
    page.push_str(
        "
## Merging equal columns

A 10 × 10 table of which all single margins and the table are published, over atoms that are finer by further attributes that nobody published.
Time is for ten intervals in whole numbers.

| atoms | left | with merging (s) | without (s) | same intervals |
|---|---|---|---|---|
",
    );
    for finer in [1, 4, 16, 64] {
        let mut system = {
            let text = suppressed(10, 3);
            let mut table = Table::new(&["row", "column"], "n");
            table.all_hidden = true;
            read_table(&text, &table).unwrap()
        };
        let whole = system.unknowns.clone();
        for _ in 1..finer {
            system.unknowns.extend(whole.iter().cloned());
        }
        let spread = |terms: &mut Vec<(usize, i64)>| {
            let own = terms.clone();
            for copy in 1..finer {
                let shift = copy * whole.len();
                terms.extend(
                    own.iter()
                        .map(|(unknown, factor)| (unknown + shift, *factor)),
                );
            }
        };
        system
            .knowledge
            .iter_mut()
            .for_each(|known| spread(&mut known.terms));
        system
            .targets
            .iter_mut()
            .for_each(|target| spread(&mut target.terms));
        let run = |collapse: bool| {
            let started = Clock::start();
            let options = Options {
                collapse,
                ..options(10, true, 0)
            };
            let report = attack_system(&system, &options);
            (started.seconds(), report)
        };
        let (with, merged) = run(true);
        let (without, apart) = run(false);
        row(
            page,
            &format!(
                "| {} | {} | {with:.3} | {without:.3} | {} |",
                system.unknowns.len(),
                merged.unknowns_after / merged.sampled.cells.max(1),
                merged.samples == apart.samples,
            ),
        );
    }
}

fn suppressed(size: usize, seed: u64) -> String {
    let mut seed = months::Seed(seed);
    let counts: Vec<Vec<u64>> = (0..size)
        .map(|_| {
            (0..size)
                .map(|_| seed.below(12).min(seed.below(40)) + seed.below(3))
                .collect()
        })
        .collect();
    let mut hidden: Vec<Vec<bool>> = counts
        .iter()
        .map(|row| row.iter().map(|count| (1..5).contains(count)).collect())
        .collect();
    for line in 0..2 * size {
        let place = |step: usize| {
            if line < size {
                (line, step)
            } else {
                (step, line - size)
            }
        };
        let cells: Vec<(usize, usize)> = (0..size).map(place).collect();
        if cells
            .iter()
            .filter(|(row, column)| hidden[*row][*column])
            .count()
            == 1
        {
            let next = cells
                .iter()
                .filter(|(row, column)| !hidden[*row][*column])
                .min_by_key(|(row, column)| counts[*row][*column]);
            let (row, column) = *next.unwrap();
            hidden[row][column] = true;
        }
    }
    let is_hidden =
        |row: usize, column: usize| hidden.get(row).and_then(|row| row.get(column)) == Some(&true);
    let mut text = "row,column,n,primary,suppressed\n".to_owned();
    for row in 0..=size {
        for column in 0..=size {
            let rows = if row < size { row..row + 1 } else { 0..size };
            let columns = if column < size {
                column..column + 1
            } else {
                0..size
            };
            let sum: u64 = rows
                .flat_map(|row| counts[row][columns.clone()].iter())
                .sum();
            let name = |code: usize| {
                if code < size {
                    format!("c{code}")
                } else {
                    "Total".to_owned()
                }
            };
            let flag = is_hidden(row, column);
            writeln!(
                text,
                "{},{},{sum},{},{flag}",
                name(row),
                name(column),
                flag && sum < 5
            )
            .unwrap();
        }
    }
    text
}
