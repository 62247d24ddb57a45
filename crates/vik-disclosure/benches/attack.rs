//! What an attack costs, as Markdown tables: `cargo bench -p vik-disclosure --bench attack`.
//!
//! With a file name after `--` the tables also go there. Cases are synthetic and seeded. The
//! cubes are the shipped linked set: 21 cubes, some 2,500 leaves a month, persons and cases.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a benchmark may fail loudly"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use vik_disclosure::attack::{Memory, Options, attack, attack_again};
use vik_disclosure::ledger::{Counted, Declaration, Ledger, Statement, published_statements};
use vik_disclosure::{
    Cube, CubeSpec, DimSpec, ErrorState, Measure, Occasion, Pair, Policy, Protected, PublishedCube,
    RoundingKey, derive_leadership, freeze,
};

#[path = "../src/tests/months.rs"]
#[allow(dead_code, reason = "the tests use more of it")]
mod months;
#[path = "attack/page.rs"]
mod page;
#[path = "attack/tables.rs"]
mod tables;

use page::{Clock, options, peak_megabytes, row};
use tables::{by_collapse, by_table};

fn main() {
    let mut page = String::new();
    write!(page, "{HEAD}").unwrap();
    // Cargo calls this with `--test` when it only wants to know that it runs.
    let quick = std::env::args().any(|argument| argument == "--test");
    let months = frozen_months(if quick { 1 } else { 6 }, 125);
    by_cubes(&mut page, &months, quick);
    if !quick {
        by_months(&mut page, &months);
        by_table(&mut page);
        by_collapse(&mut page);
    }
    write!(
        page,
        "\nPeak memory of the whole run: {} MB.\n",
        peak_megabytes()
    )
    .unwrap();
    println!("{page}");
    let file = std::env::args()
        .skip(1)
        .find(|argument| argument.ends_with(".md"));
    if let Some(file) = file {
        std::fs::write(file, page).unwrap();
    }
}

const HEAD: &str = "# What an attack costs

Made by `cargo bench -p vik-disclosure --bench attack -- docs/ATTACK.md`; one thread, microlp, synthetic cases.
The cubes are the shipped linked set at 125 cases a month.
Times are seconds of processor time.
";

/// Time and agreement with the theorem, by number of linked cubes in one month.
fn by_cubes(page: &mut String, months: &[Vec<PublishedCube>], quick: bool) {
    page.push_str(
        "
## By number of linked cubes, one month

*Every cell*: build, elimination, propagation and verdict for all cells.
*Per cell* is both ends of one interval; *as the theorem* counts intervals equal to what the theorem says.
*Unknowns* are those of the month, and what is left of them for one cell after taking away what cannot matter and merging equal columns.

| cubes | statements | unknowns | left | every cell (s) | linear, per cell (s) | whole numbers, per cell (s) | as the theorem |
|---|---|---|---|---|---|---|---|
",
    );
    let sizes: &[usize] = if quick { &[1, 3] } else { &[1, 3, 6, 12, 21] };
    for count in sizes {
        let chosen: BTreeSet<&str> = months::CUBES[..*count].iter().map(|(id, _)| *id).collect();
        let cubes: Vec<PublishedCube> = months[0]
            .iter()
            .filter(|cube| chosen.contains(cube.spec.id.as_str()))
            .cloned()
            .collect();
        let statements =
            published_statements(&cubes, "2020-01", "analyst", &Declaration::mother(3));
        let ledger: Ledger = statements.iter().cloned().collect();
        let shown: BTreeMap<_, i64> = statements
            .iter()
            .map(|statement| (statement.cell(), i64::from(statement.value.unwrap())))
            .collect();
        let run = |sample: usize, whole: bool| {
            let started = Clock::start();
            let options = Options {
                leaves_only: true,
                ..options(sample, whole, 0)
            };
            let report = attack(&ledger, &options);
            assert!(!report.discloses() && report.exact_model && report.sampled.unproven == 0);
            (started.seconds(), report)
        };
        let sample = 10;
        let (gate, _) = run(0, true);
        let (linear, _) = run(sample, false);
        let (whole, report) = run(sample, true);
        let equal = report
            .samples
            .iter()
            .filter(|sampled| {
                let of = |measure| {
                    shown[&vik_disclosure::ledger::Cell {
                        measure,
                        ..sampled.cell.clone()
                    }]
                };
                let least = |value: i64| (value - 2).max(0);
                let low = match sampled.cell.measure {
                    Counted::Cases => least(of(Counted::Cases)),
                    Counted::Persons => {
                        least(of(Counted::Persons)).max((least(of(Counted::Cases)) + 1) / 2)
                    }
                };
                let high = of(sampled.cell.measure) + 2;
                (sampled.interval.low, sampled.interval.high) == (low as f64, Some(high as f64))
            })
            .count();
        row(
            page,
            &format!(
                "| {count} | {} | {} | {} | {gate:.2} | {:.3} | {:.3} | {equal} of {sample} |",
                ledger.len(),
                report.unknowns_before / sample,
                report.unknowns_after / sample,
                (linear - gate).max(0.0) / sample as f64,
                (whole - gate).max(0.0) / sample as f64,
            ),
        );
    }
}

/// A history of months and derived quarters.
fn by_months(page: &mut String, frozen: &[Vec<PublishedCube>]) {
    page.push_str(
        "
## By length of the history

Months to analysts, quarters derived from them to leadership; the attacker reads both, samples 20 cells and tries coalitions of up to three.
*One more month* attacks the same ledger with a month added, remembering the verdicts of before.
Years are the same six frozen months under other names.

| months | statements | file (MB) | parts | implied | exact | existence | whole attack (s) | one more month (s) | parts reused |
|---|---|---|---|---|---|---|---|---|---|
",
    );
    let quarters: Vec<Vec<PublishedCube>> = frozen
        .chunks(3)
        .map(|months| {
            let months: Vec<&[PublishedCube]> = months.iter().map(Vec::as_slice).collect();
            let (policy, key) = (Policy::default(), RoundingKey::new([7; 32]));
            let occasion = Occasion::first("2020-Q1", "1");
            let mut state = ErrorState::default();
            let derived = derive_leadership(&months, &policy, &key, &mut state, &occasion).unwrap();
            derived.into_released().into_parts().0
        })
        .collect();
    let month = |number: usize| {
        let period = format!("{}-{:02}", 2015 + number / 12, number % 12 + 1);
        let cubes = &frozen[number % frozen.len()];
        let mut statements =
            published_statements(cubes, &period, "analyst", &Declaration::mother(3));
        if number % 3 == 2 {
            let period = format!("{}-Q{}", 2015 + number / 12, number % 12 / 3 + 1);
            let cubes = &quarters[number / 3 % quarters.len()];
            let declared = Declaration::derived(5, 3, 3);
            statements.extend(published_statements(
                cubes,
                &period,
                "leadership",
                &declared,
            ));
        }
        statements
    };
    for length in [1, 3, 12, 60, 120] {
        let mut ledger = Ledger::new();
        let mut bytes = 0;
        for number in 0..length {
            let statements: Vec<Statement> = month(number);
            if number < 3 {
                bytes += vik_disclosure::ledger::write_statements(&statements).len();
            }
            ledger.extend(statements);
        }
        let megabytes = bytes as f64 / length.min(3) as f64 * length as f64 / 1e6;
        let mut memory = Memory::default();
        let started = Clock::start();
        let report = attack_again(&ledger, &options(20, true, 3), &mut memory);
        let whole = started.seconds();
        ledger.extend(month(length));
        let started = Clock::start();
        let again = attack_again(&ledger, &options(20, true, 3), &mut memory);
        let one = started.seconds();
        assert!(!report.discloses() && !again.discloses());
        row(
            page,
            &format!(
                "| {length} | {} | {megabytes:.0} | {} | {} | {} | {} | {whole:.1} | {one:.1} | {} |",
                report.statements,
                report.parts,
                report.implied,
                report.every_cell.exact + report.sampled.exact,
                report.every_cell.existence + report.sampled.existence,
                again.reused,
            ),
        );
    }
}

/// Months of so many cases, cut into the linked cubes and frozen.
fn frozen_months(months: usize, size: usize) -> Vec<Vec<PublishedCube>> {
    let (policy, key) = (Policy::default(), RoundingKey::new([7; 32]));
    let mut state = ErrorState::default();
    (0..months)
        .map(|number| {
            let cubes = months::month(number as u64 + 1, size);
            let occasion = Occasion::first(&format!("2020-{:02}", number + 1), "1");
            let frozen = freeze(
                &Protected::seal(cubes),
                &policy,
                &key,
                &mut state,
                &occasion,
            )
            .unwrap();
            frozen.into_released().into_parts().0
        })
        .collect()
}
