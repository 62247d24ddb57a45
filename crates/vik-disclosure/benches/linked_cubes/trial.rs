//! One trial: twenty quarters of one organisation, frozen period by period.

use std::collections::{BTreeMap, BTreeSet};

use vik_disclosure::{
    CubeSpec, ErrorState, Occasion, Policy, Protected, PublishedCube, RoundingKey,
    derive_leadership, freeze, round_year_end,
};

use super::measure::{
    Error, cpu_seconds, links_hold, pair_disclosures, sets, shown_leaves, table, true_leaves,
};
use super::synthetic::{CROSSING, Case, SHIPPED, Staff, cut, cut_all, yearly};

/// What a row of the report needs; trials of one kind are added up.
#[derive(Default)]
pub struct Outcome {
    pub periods: usize,
    pub refused: usize,
    /// Periods in which a cell left a window, or a margin of cases its range.
    pub windows: usize,
    pub far_margins: usize,
    pub window_cells: usize,
    pub far_cells: usize,
    pub farthest: u32,
    pub far_persons: usize,
    pub cells: u64,
    pub seconds: f64,
    pub slowest: f64,
    pub base5_seconds: f64,
    pub base5_slowest: f64,
    pub base5_refused: usize,
    pub years: usize,
    pub year_refused: usize,
    pub year_leaf: Error,
    pub broken_links: usize,
    pub leaf: Error,
    pub margin: Error,
    pub total: Error,
    pub year_to_date: Error,
    pub rolling: Error,
    pub since_start: Error,
    /// Of declared sums, and of those that cross: in a period, and over the rolling year.
    pub sums: [[Error; 2]; 2],
    /// The furthest of any controlled cell: year to date, rolling year, since the start.
    pub furthest: [u64; 3],
    pub base5_leaf: Error,
    pub base5_year_to_date: Error,
    pub base5_rolling: Error,
    pub pairs: BTreeSet<(u32, u32)>,
    pub unfit_pairs: usize,
}

type Errors = BTreeMap<(usize, Vec<String>), Vec<i64>>;

/// Freezes `quarters` quarters: one period each, or three months each.
pub fn run(specs: &[CubeSpec], monthly: bool, seed: u64, size: usize, quarters: usize) -> Outcome {
    let staff = Staff::new(seed);
    let key = RoundingKey::new([seed as u8; 32]);
    let other = RoundingKey::new([seed as u8 ^ 0x5a; 32]);
    let policy = Policy::default();
    let (mut months, mut leaders) = (ErrorState::default(), ErrorState::default());
    let mut outcome = Outcome::default();
    let mut errors = Errors::new();
    let mut base5 = Errors::new();
    let mut sums = [Errors::new(), Errors::new()];
    let parts = if monthly { 3 } else { 1 };
    let definable: u64 = specs.iter().map(definable_leaves).sum();
    let mut year: Vec<Vec<PublishedCube>> = Vec::new();
    let mut whole = cut(&yearly(), &[]);
    for quarter in 0..quarters {
        let (mut shown, mut truths) = (Vec::new(), Vec::new());
        for part in 0..parts {
            let number = quarter * parts + part;
            let cases: Vec<Case> = staff.period(number as u64 + 1_000 * seed, size / parts);
            let cubes = cut_all(specs, &cases);
            let period = if monthly {
                format!("{}-{:02}", 2020 + number / 12, number % 12 + 1)
            } else {
                format!("{}-Q{}", 2020 + number / 4, number % 4 + 1)
            };
            let sealed = Protected::seal(cubes.clone());
            let started = cpu_seconds();
            let frozen = freeze(
                &sealed,
                &policy,
                &key,
                &mut months,
                &Occasion::first(&period, "1"),
            );
            let seconds = cpu_seconds() - started;
            outcome.periods += 1;
            outcome.seconds += seconds;
            outcome.slowest = outcome.slowest.max(seconds);
            let Ok(frozen) = frozen else {
                outcome.refused += 1;
                continue;
            };
            let elastic = frozen.elastic();
            outcome.windows += usize::from(elastic.windows > 0);
            outcome.window_cells += elastic.windows;
            outcome.far_margins += usize::from(elastic.case_margins > 0);
            outcome.far_cells += elastic.case_margins;
            outcome.farthest = outcome.farthest.max(elastic.largest_case_margin);
            outcome.far_persons += elastic.person_margins;
            let far = months.largest();
            let far = [far.year_to_date, far.rolling, far.cumulative];
            for (known, far) in outcome.furthest.iter_mut().zip(far) {
                *known = far.max(*known);
            }
            let published = frozen.into_released().into_parts().0;
            outcome.broken_links += usize::from(!links_hold(&published));
            levels(&mut outcome, &cubes, &published, number, &mut errors);
            two_sums(&mut outcome, &cubes, &published, number, &mut sums);
            if !monthly {
                for (leaf, pair) in cut(&yearly(), &cases).leaves {
                    let sum = whole.leaves.entry(leaf).or_default();
                    sum.persons += pair.persons;
                    sum.cases += pair.cases;
                }
            }
            truths.push(cubes);
            shown.push(published);
        }
        if shown.len() == parts {
            let slices: Vec<&[PublishedCube]> = shown.iter().map(Vec::as_slice).collect();
            let period = format!("{}-Q{}", 2020 + quarter / 4, quarter % 4 + 1);
            let occasion = Occasion::first(&period, "1");
            let started = cpu_seconds();
            let leader = derive_leadership(&slices, &policy, &other, &mut leaders, &occasion);
            let seconds = cpu_seconds() - started;
            outcome.base5_seconds += seconds;
            outcome.base5_slowest = outcome.base5_slowest.max(seconds);
            match leader {
                Ok(leader) => {
                    let leader = leader.cubes().value();
                    outcome.broken_links += usize::from(!links_hold(leader));
                    for (place, cube) in leader.iter().enumerate() {
                        let mut difference: BTreeMap<Vec<String>, i64> = BTreeMap::new();
                        for (codes, pair) in shown_leaves(cube) {
                            *difference.entry(codes).or_default() += i64::from(pair.1);
                        }
                        for truth in &truths {
                            for cube in truth.iter().filter(|other| other.spec.id == cube.spec.id) {
                                for (codes, pair) in true_leaves(cube) {
                                    *difference.entry(codes).or_default() -= i64::from(pair.1);
                                }
                            }
                        }
                        outcome
                            .base5_leaf
                            .add_exact(definable_leaves(&cube.spec) - difference.len() as u64);
                        for (codes, error) in difference {
                            outcome.base5_leaf.add(error);
                            let history = base5.entry((place, codes)).or_default();
                            history.resize(quarter, 0);
                            history.push(error);
                        }
                    }
                }
                Err(_) => outcome.base5_refused += 1,
            }
        }
        if !monthly {
            year.extend(shown);
            if quarter % 4 == 3 {
                year_end(&mut outcome, &whole, &year, &key, 2020 + quarter / 4);
                whole.leaves.clear();
                year.clear();
            }
        }
    }
    let periods = quarters * parts;
    windows(
        &errors,
        periods,
        4 * parts,
        definable,
        |place, error| match place {
            0 => outcome.year_to_date.merge(&error),
            1 => outcome.rolling.merge(&error),
            _ => outcome.since_start.merge(&error),
        },
    );
    for (sums, errors) in outcome.sums.iter_mut().zip(&sums) {
        let known = errors.len() as u64;
        windows(errors, periods, 4 * parts, known, |place, error| {
            if place == 1 {
                sums[1].merge(&error);
            }
        });
    }
    windows(&base5, quarters, 4, definable, |place, error| match place {
        0 => outcome.base5_year_to_date.merge(&error),
        1 => outcome.base5_rolling.merge(&error),
        _ => {}
    });
    outcome
}

fn definable_leaves(spec: &CubeSpec) -> u64 {
    spec.dims.iter().map(|dim| dim.codes.len() as u64).product()
}

/// Errors of one period by level, and leaf errors for the windows.
fn levels(
    outcome: &mut Outcome,
    truths: &[vik_disclosure::Cube],
    published: &[PublishedCube],
    number: usize,
    errors: &mut Errors,
) {
    let mut met = BTreeSet::new();
    for (place, truth) in truths.iter().enumerate() {
        let Some(shown) = published.iter().find(|cube| cube.spec.id == truth.spec.id) else {
            continue;
        };
        let (all_true, all_shown) = (true_leaves(truth), shown_leaves(shown));
        for set in sets(&truth.spec) {
            let is_leaf = set.len() == truth.spec.dims.len()
                && truth.spec.dims.iter().all(|dim| set.contains(&dim.name));
            let (was, is) = (
                table(&truth.spec, &all_true, &set),
                table(&truth.spec, &all_shown, &set),
            );
            for (key, (_, cases)) in &was {
                let (shown_persons, shown_cases) = is.get(key).copied().unwrap_or_default();
                let error = i64::from(shown_cases) - i64::from(*cases);
                if is_leaf {
                    outcome.leaf.add(error);
                    outcome.pairs.insert((shown_persons, shown_cases));
                    let key = truth.spec.dims.iter().map(|dim| {
                        let place = set.iter().position(|name| *name == dim.name);
                        place.map_or(String::new(), |place| key[place].clone())
                    });
                    let history = errors.entry((place, key.collect())).or_default();
                    history.resize(number, 0);
                    history.push(error);
                } else if set.is_empty() {
                    if met.insert(set.clone()) {
                        outcome.total.add(error);
                    }
                } else {
                    outcome.margin.add(error);
                }
                let unfit = shown_persons > shown_cases || shown_cases > 2 * shown_persons;
                outcome.unfit_pairs += usize::from(unfit);
            }
            outcome.cells += was.len() as u64;
            if is_leaf {
                let zeros = definable_leaves(&truth.spec) - was.len() as u64;
                outcome.leaf.add_exact(zeros);
            }
        }
    }
}

/// Errors of the sums over two dimensions that queries read: those declared in the shipped set, and
/// those that cross.
fn two_sums(
    outcome: &mut Outcome,
    truths: &[vik_disclosure::Cube],
    published: &[PublishedCube],
    number: usize,
    errors: &mut [Errors; 2],
) {
    let declared = SHIPPED.iter().map(|(id, _, names)| (0, *id, *names));
    let crossing = CROSSING.iter().map(|(id, names)| (1, *id, *names));
    let read = declared
        .chain(crossing)
        .filter(|(_, _, names)| !names.is_empty());
    for (place, (kind, id, names)) in read.enumerate() {
        let truth = truths.iter().find(|cube| cube.spec.id == id);
        let shown = published.iter().find(|cube| cube.spec.id == id);
        let (Some(truth), Some(shown)) = (truth, shown) else {
            continue;
        };
        let set: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        let was = table(&truth.spec, &true_leaves(truth), &set);
        let is = table(&truth.spec, &shown_leaves(shown), &set);
        for (key, (_, cases)) in was {
            let (_, shown) = is.get(&key).copied().unwrap_or_default();
            let error = i64::from(shown) - i64::from(cases);
            outcome.sums[kind][0].add(error);
            let history = errors[kind].entry((place, key)).or_default();
            history.resize(number, 0);
            history.push(error);
        }
    }
}

/// Errors over the year to date, the rolling year and all time, at the end of every period.
fn windows(
    errors: &Errors,
    periods: usize,
    per_year: usize,
    definable: u64,
    mut report: impl FnMut(usize, Error),
) {
    let mut found = [Error::default(); 3];
    for history in errors.values() {
        let mut history = history.clone();
        history.resize(periods, 0);
        for end in 1..=periods {
            let starts = [
                (end - 1) / per_year * per_year,
                end.saturating_sub(per_year),
                0,
            ];
            for (error, start) in found.iter_mut().zip(starts) {
                error.add(history[start..end].iter().sum());
            }
        }
    }
    let zeros = (definable - errors.len() as u64) * periods as u64;
    for (place, mut error) in found.into_iter().enumerate() {
        error.add_exact(zeros);
        report(place, error);
    }
}

fn year_end(
    outcome: &mut Outcome,
    whole: &vik_disclosure::Cube,
    year: &[Vec<PublishedCube>],
    key: &RoundingKey,
    number: usize,
) {
    let slices: Vec<&[PublishedCube]> = year.iter().map(Vec::as_slice).collect();
    outcome.years += 1;
    let done = round_year_end(
        &Protected::seal(whole.clone()),
        "a",
        &slices,
        &Policy::default(),
        key,
        &Occasion::first(&number.to_string(), "1"),
    );
    let Ok(done) = done else {
        outcome.year_refused += 1;
        return;
    };
    let shown: BTreeMap<Vec<String>, (u32, u32)> =
        shown_leaves(&done.cubes().value()[0]).into_iter().collect();
    let truth = true_leaves(whole);
    outcome
        .year_leaf
        .add_exact(definable_leaves(&whole.spec) - truth.len() as u64);
    for (codes, (_, cases)) in truth {
        let cases_shown = shown.get(&codes).map_or(0, |pair| pair.1);
        outcome
            .year_leaf
            .add(i64::from(cases_shown) - i64::from(cases));
    }
}

/// Disclosures by trying all pairs.
pub fn disclosures(outcome: &Outcome) -> String {
    let (exact, existence, narrow) = pair_disclosures(&outcome.pairs);
    format!("{exact} / {existence} / {narrow}")
}
