//! The standard weekly simulation (Noufaily and others 2013), drawn again: 42 scenarios of 624
//! weeks, four outbreaks in the past, and ten sizes of a current one.

use std::collections::BTreeMap;

use super::super::weekly::{FIRST, Scenario, WEEKS};
use super::integrity::over_dispersed;
use crate::samples::random::Random;

/// The columns of the two files.
#[derive(Default)]
pub struct Drawn {
    /// `scenario, rep, week, y, past`
    pub series: [Vec<i32>; 5],
    /// `scenario, rep, k, week, extra`
    pub outbreaks: [Vec<i32>; 5],
}

pub fn draw(scenarios: &[Scenario], replicates: usize, random: &mut Random) -> Drawn {
    let mut drawn = Drawn::default();
    for scenario in scenarios {
        for rep in 1..=replicates {
            one(scenario, rep, random, &mut drawn);
        }
    }
    drawn
}

fn one(scenario: &Scenario, rep: usize, random: &mut Random, drawn: &mut Drawn) {
    let excess = scenario.dispersion - 1.0;
    let counts: Vec<usize> = (1..=WEEKS)
        .map(|t| over_dispersed(scenario.mean(t), excess, random))
        .collect();
    let mut past = vec![0; WEEKS];
    for _ in 0..4 {
        let size = [2.0, 3.0, 5.0, 10.0][random.below(4)];
        let start = 313 + random.below(263);
        for (week, cases) in outbreak(scenario, start, size, random) {
            if week <= FIRST {
                past[week - 1] += cases;
            }
        }
    }
    for (t, (y, p)) in counts.iter().zip(&past).enumerate() {
        let line = [scenario.number, rep, t + 1, y + p, *p];
        for (column, value) in drawn.series.iter_mut().zip(line) {
            column.push(value as i32);
        }
    }
    let start = FIRST + 1 + random.below(30);
    for k in 1..=10 {
        for (week, cases) in outbreak(scenario, start, k as f64, random) {
            let line = [scenario.number, rep, k, week.min(WEEKS), cases];
            for (column, value) in drawn.outbreaks.iter_mut().zip(line) {
                column.push(value as i32);
            }
        }
    }
}

/// Cases by week: Poisson with mean `k` standard deviations at the start, at least one, spread by a
/// lognormal delay with parameters 0 and 0.5.
fn outbreak(
    scenario: &Scenario,
    start: usize,
    k: f64,
    random: &mut Random,
) -> BTreeMap<usize, usize> {
    let size = k * (scenario.dispersion * scenario.mean(start)).sqrt();
    let mut weeks = BTreeMap::new();
    for _ in 0..over_dispersed(size, 0.0, random).max(1) {
        let delay = (0.5 * random.normal()).exp().floor() as usize;
        *weeks.entry(start + delay).or_insert(0) += 1;
    }
    weeks
}
