//! Triples that return, on made-up years that are published as the freeze does: in multiples of three,
//! with the error of each cell carried on.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use vik_signals::recurring::QUARTERS;
use vik_signals::returning::{Profile, Returning, returning};
use vik_trends::random::Random;

const KINDS: usize = 10;
const CAUSES: usize = 12;
const CIRCUMSTANCES: usize = 11;
const PAIRS: usize = CAUSES * CIRCUMSTANCES;
const MONTHS: usize = 60;

/// What a code counts for among its like: the first ones are frequent.
fn weight(code: usize) -> f64 {
    1.0 / (1.0 + code as f64)
}

/// A Poisson draw (Knuth), for small means.
fn poisson(random: &mut Random, mean: f64) -> usize {
    let (mut product, mut count) = (random.uniform(), 0);
    while product > (-mean).exp() {
        product *= random.uniform();
        count += 1;
    }
    count
}

/// What is told of the last of five years with about 130 cases a month; `more` times as many in one
/// triple in that year.
fn told(seed: u64, triple: (usize, usize), more: f64) -> Vec<Returning> {
    let mut random = Random::new(seed);
    let names = |letter: char, n: usize| (0..n).map(|i| format!("{letter}{i}")).collect::<Vec<_>>();
    let (causes, circumstances) = (names('C', CAUSES), names('O', CIRCUMSTANCES));
    let pairs: Vec<(String, String)> = (0..PAIRS)
        .map(|p| {
            (
                causes[p / CIRCUMSTANCES].clone(),
                circumstances[p % CIRCUMSTANCES].clone(),
            )
        })
        .collect();
    let whole = whole();
    let (mut before, mut now) = (Vec::new(), Vec::new());
    for kind in 0..KINDS {
        for pair in 0..PAIRS {
            let usual = 130.0 * of(kind, pair) / whole;
            let (mut history, mut quarters) = (0.0, [0.0; QUARTERS]);
            let mut error = 0_i64;
            for month in 0..MONTHS {
                let last = month + 12 >= MONTHS;
                let times = if last && (kind, pair) == triple {
                    more
                } else {
                    1.0
                };
                let count = poisson(&mut random, usual * times) as i64;
                // A multiple of three next to the count, so that the carried error stays within two; a
                // zero stays zero.
                let owed = count + error;
                let low = 3 * owed.div_euclid(3);
                let up = random.uniform() * 3.0 < (owed - low) as f64;
                let shown = (low + if up { 3 } else { 0 }).max(0);
                let shown = if count == 0 { 0 } else { shown };
                error = (owed - shown).clamp(-2, 2);
                if last {
                    quarters[(month + 12 - MONTHS) / 3] += shown as f64;
                } else {
                    history += shown as f64;
                }
            }
            before.push(history);
            now.extend(quarters);
        }
    }
    returning(&Profile {
        categories: &names('K', KINDS),
        pairs: &pairs,
        now: &now,
        before: &before,
    })
}

/// How frequent a triple is, up to one factor; every kind has causes of its own.
fn of(kind: usize, pair: usize) -> f64 {
    let (cause, circumstance) = (pair / CIRCUMSTANCES, pair % CIRCUMSTANCES);
    weight(kind)
        * weight((cause + 3 * kind) % CAUSES)
        * weight((circumstance + kind) % CIRCUMSTANCES)
}

fn whole() -> f64 {
    (0..KINDS)
        .flat_map(|kind| (0..PAIRS).map(move |pair| of(kind, pair)))
        .sum()
}

#[test]
fn quiet_years_seldom_tell_anything() {
    let years = 40;
    let all: usize = (0..years).map(|seed| told(seed, (0, 0), 1.0).len()).sum();
    println!("{all} told in {years} quiet years");
    assert!(all as f64 <= 0.25 * years as f64, "{all}");
}

#[test]
fn a_triple_four_times_as_frequent_is_mostly_told() {
    // A pair of which kind 1 has about one case a month, and then four.
    let pair = (0..PAIRS)
        .min_by(|a, b| {
            let off = |p: &usize| (130.0 * of(1, *p) / whole() - 1.0).abs();
            off(a).total_cmp(&off(b))
        })
        .unwrap();
    let found = (0..20).filter(|seed| {
        let all = told(100 + seed, (1, pair), 4.0);
        all.iter().any(|one| one.category == "K1")
    });
    let found = found.count();
    println!("found in {found} of 20 years");
    assert!(found >= 16, "{found}");
}
