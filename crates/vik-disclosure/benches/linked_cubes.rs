//! Measures the rounding of linked cubes against its bars and prints a Markdown table.
//!
//! `cargo bench -p vik-disclosure --bench linked_cubes -- [--quick] [--seeds N] [trial|shipped|plain|full]`
//!
//! Times are seconds on a processor, so that a busy machine does not change them.
#![allow(missing_docs, reason = "a program, not a library")]

#[path = "linked_cubes/measure.rs"]
mod measure;
#[path = "linked_cubes/replay.rs"]
mod replay;
#[allow(dead_code, reason = "tests use the rest")]
#[path = "synthetic/mod.rs"]
mod synthetic;
#[path = "linked_cubes/trial.rs"]
mod trial;

use vik_disclosure::{CubeSpec, ErrorState, Occasion, Policy, Protected, RoundingKey, freeze};

use measure::{cpu_seconds, peak_megabytes};
use synthetic::{Staff, clique, cut_all, cyclic_set, full_set, notes_set, plain_set, shipped_set};
use trial::{Outcome, disclosures, run};

const SIZES: [usize; 4] = [60, 250, 620, 2_500];

/// How to make the cubes of a set.
type Cubes = fn() -> Vec<CubeSpec>;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let given = |name: &str| arguments.iter().any(|argument| argument == name);
    let quick = given("--quick");
    let quarters = if quick { 4 } else { 20 };
    let seeds = arguments
        .iter()
        .skip_while(|argument| *argument != "--seeds")
        .nth(1)
        .and_then(|count| count.parse().ok())
        .unwrap_or(if quick { 1 } else { 10 });
    if !["shipped", "plain", "full"].iter().any(|set| given(set)) {
        set(
            "Trial set (cubes a to e, f at the year's end), per quarter",
            &notes_set(),
            false,
            seeds,
            quarters,
        );
        cyclic(seeds, quarters);
        let (up, down, tried) = replay::replay(if quick { 10 } else { 60 }, 5, 250);
        println!(
            "\n## Replay\n\nWorlds two cases away along one path, {tried} each way: {up} with two more and {down} with two fewer give the published table (bar: both above 0)."
        );
    }
    let sets: [(&str, &str, Cubes); 3] = [
        ("shipped", "Shipped set, per month", shipped_set),
        ("plain", "The same without declared margins", plain_set),
        (
            "full",
            "The same with all two-dimensional margins",
            full_set,
        ),
    ];
    let all = !sets.iter().any(|(name, ..)| given(name)) && !given("trial");
    for (name, title, specs) in sets {
        if all || given(name) {
            set(title, &specs(), true, seeds, quarters);
        }
    }
    if all || given("shipped") {
        growth(if quick { 2 } else { 12 });
    }
    println!(
        "\nPeak memory of this run: {} MB (bar: 500).",
        peak_megabytes()
    );
}

fn set(title: &str, specs: &[CubeSpec], monthly: bool, seeds: u64, quarters: usize) {
    let columns: Vec<Outcome> = SIZES
        .iter()
        .map(|size| {
            let mut all = Outcome::default();
            for seed in 1..=seeds {
                add(&mut all, run(specs, monthly, seed, *size, quarters));
            }
            all
        })
        .collect();
    println!("\n## {title}\n\nCases a quarter; {seeds} seeds, {quarters} quarters.\n");
    println!("| what | 60 | 250 | 620 | 2,500 | bar |\n|---|---|---|---|---|---|");
    let row = |what: &str, bar: &str, text: &dyn Fn(&Outcome) -> String| {
        let cells: Vec<String> = columns.iter().map(text).collect();
        println!("| {what} | {} | {bar} |", cells.join(" | "));
    };
    let share = |part: usize, of: usize| format!("{:.1} %", 100.0 * part as f64 / of.max(1) as f64);
    row("periods frozen", "all", &|o| {
        format!("{} of {}", o.periods - o.refused, o.periods)
    });
    row("controlled cells that are not zero, a period", "-", &|o| {
        (o.cells / o.periods.max(1) as u64).to_string()
    });
    row("periods with a cell beyond a window", "2 %", &|o| {
        share(o.windows, o.periods)
    });
    row("cells beyond a window", "-", &|o| {
        format!("{} of {}", o.window_cells, o.cells)
    });
    row("periods with a margin of cases beyond 2", "0", &|o| {
        share(o.far_margins, o.periods)
    });
    row("margins of cases beyond 2, furthest", "0", &|o| {
        format!("{}, {}", o.far_cells, o.farthest)
    });
    row("margins of persons beyond 2", "-", &|o| {
        o.far_persons.to_string()
    });
    row(
        "seconds a period, mean / max",
        if monthly { "- / 2" } else { "- / 0.5" },
        &|o| {
            format!(
                "{:.3} / {:.3}",
                o.seconds / o.periods.max(1) as f64,
                o.slowest
            )
        },
    );
    row("tables that break a link", "0", &|o| {
        o.broken_links.to_string()
    });
    row("leaf, mean / max", "0.90 / 2", &|o| o.leaf.text());
    row("margins, mean / max", "- / 2", &|o| o.margin.text());
    row("total, mean / max", "- / 2", &|o| o.total.text());
    row("year to date leaf", "1.05 / 5 (6)", &|o| {
        o.year_to_date.text()
    });
    row("rolling year leaf", "1.40 / 6, never 8", &|o| {
        o.rolling.text()
    });
    row("all time leaf", "-", &|o| o.since_start.text());
    row(
        "furthest cell: year to date, rolling year, all time",
        "6, 6, -",
        &|o| o.furthest.map(|far| far.to_string()).join(", "),
    );
    if monthly {
        let two = |sums: &[measure::Error; 2]| format!("{}; {}", sums[0].text(), sums[1].text());
        row(
            "declared sums of two attributes: month; rolling year",
            "-",
            &|o| two(&o.sums[0]),
        );
        row("sums that cross: month; rolling year", "-", &|o| {
            two(&o.sums[1])
        });
    }
    row("base 5 refused", "0", &|o| o.base5_refused.to_string());
    row("base 5 seconds, mean / max", "- / 0.5", &|o| {
        let quarters = if monthly { o.periods / 3 } else { o.periods };
        format!(
            "{:.3} / {:.3}",
            o.base5_seconds / quarters.max(1) as f64,
            o.base5_slowest
        )
    });
    row("base 5 leaf against truth", "1.7 / 6", &|o| {
        o.base5_leaf.text()
    });
    row("base 5 year to date leaf", "-", &|o| {
        o.base5_year_to_date.text()
    });
    row("base 5 rolling year leaf", "-", &|o| o.base5_rolling.text());
    if !monthly {
        row("year-end cubes made", "all", &|o| {
            format!("{} of {}", o.years - o.year_refused, o.years)
        });
        row("year-end leaf", "- / 5", &|o| o.year_leaf.text());
    }
    row(
        "persons and cases: exact / existence / narrow",
        "0 / 0 / 0",
        &disclosures,
    );
    row("cells outside persons <= cases <= 2 persons", "0", &|o| {
        o.unfit_pairs.to_string()
    });
}

fn add(all: &mut Outcome, one: Outcome) {
    all.periods += one.periods;
    all.refused += one.refused;
    all.windows += one.windows;
    all.window_cells += one.window_cells;
    all.far_margins += one.far_margins;
    all.far_cells += one.far_cells;
    all.farthest = all.farthest.max(one.farthest);
    all.far_persons += one.far_persons;
    all.cells += one.cells;
    all.seconds += one.seconds;
    all.slowest = all.slowest.max(one.slowest);
    all.base5_seconds += one.base5_seconds;
    all.base5_slowest = all.base5_slowest.max(one.base5_slowest);
    all.base5_refused += one.base5_refused;
    all.years += one.years;
    all.year_refused += one.year_refused;
    all.broken_links += one.broken_links;
    all.unfit_pairs += one.unfit_pairs;
    all.pairs.extend(one.pairs);
    all.year_leaf.merge(&one.year_leaf);
    all.leaf.merge(&one.leaf);
    all.margin.merge(&one.margin);
    all.total.merge(&one.total);
    all.year_to_date.merge(&one.year_to_date);
    all.rolling.merge(&one.rolling);
    all.since_start.merge(&one.since_start);
    for (all, one) in all
        .sums
        .as_flattened_mut()
        .iter_mut()
        .zip(one.sums.as_flattened())
    {
        all.merge(one);
    }
    for (all, one) in all.furthest.iter_mut().zip(one.furthest) {
        *all = one.max(*all);
    }
    all.base5_leaf.merge(&one.base5_leaf);
    all.base5_year_to_date.merge(&one.base5_year_to_date);
    all.base5_rolling.merge(&one.base5_rolling);
}

/// Unit by lead time closes a circle; a hidden clique ties it.
fn cyclic(seeds: u64, quarters: usize) {
    println!("\n## Cyclic set with a hidden clique\n\n| cases | frozen | slowest |\n|---|---|---|");
    for size in SIZES {
        let (mut done, mut tried, mut slowest) = (0, 0, 0.0_f64);
        for seed in 1..=seeds {
            let staff = Staff::new(seed);
            let mut state = ErrorState::default();
            for quarter in 0..quarters {
                let cases = staff.period(quarter as u64, size);
                let mut cubes = cut_all(&cyclic_set(), &cases);
                cubes.extend(cut_all(&[clique()], &cases));
                let period = format!("{}-Q{}", 2020 + quarter / 4, quarter % 4 + 1);
                let (ok, seconds) = timed(cubes, &mut state, &period);
                tried += 1;
                done += usize::from(ok);
                slowest = slowest.max(seconds);
            }
        }
        println!("| {size} | {done} of {tried} | {slowest:.2} s |");
    }
}

fn timed(cubes: Vec<vik_disclosure::Cube>, state: &mut ErrorState, period: &str) -> (bool, f64) {
    let sealed = Protected::seal(cubes);
    let started = cpu_seconds();
    let frozen = freeze(
        &sealed,
        &Policy::default(),
        &RoundingKey::new([3; 32]),
        state,
        &Occasion::first(period, "1"),
    );
    (frozen.is_ok(), cpu_seconds() - started)
}

/// Time against the number of cubes and of leaves, at 620 cases a quarter by the month.
fn growth(months: usize) {
    println!(
        "\n## Time against cubes and cells\n\n| cubes | leaves that are not zero | milliseconds a month |\n|---|---|---|"
    );
    for count in [1, 2, 4, 7, 10, 14, 18, 23] {
        let specs: Vec<_> = shipped_set().into_iter().take(count).collect();
        let staff = Staff::new(1);
        let mut state = ErrorState::default();
        let (mut seconds, mut leaves) = (0.0, 0);
        for month in 0..months {
            let cubes = cut_all(&specs, &staff.period(month as u64, 207));
            leaves += cubes.iter().map(|cube| cube.leaves.len()).sum::<usize>();
            let period = format!("{}-{:02}", 2020 + month / 12, month % 12 + 1);
            seconds += timed(cubes, &mut state, &period).1;
        }
        let months = months.max(1);
        println!(
            "| {count} | {} | {:.1} |",
            leaves / months,
            1_000.0 * seconds / months as f64
        );
    }
}
