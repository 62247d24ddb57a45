//! Laws of the freeze on generated cases: cycles, cubes in any order, year ends, refusals.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test may fail loudly"
)]

#[allow(dead_code, reason = "the benchmark uses the rest")]
#[path = "../benches/synthetic/mod.rs"]
mod synthetic;

use synthetic::{Staff, clique, cut_all, cyclic_set, notes_set, shipped_set};
use vik_disclosure::{
    Cube, ErrorState, FreezeError, Frozen, Occasion, Policy, Protected, RoundingKey, cube_digest,
    freeze,
};

fn frozen(cubes: Vec<Cube>, state: &mut ErrorState, period: &str) -> Result<Frozen, FreezeError> {
    let key = RoundingKey::new([5; 32]);
    let occasion = Occasion::first(period, "1");
    freeze(
        &Protected::seal(cubes),
        &Policy::default(),
        &key,
        state,
        &occasion,
    )
}

#[test]
fn a_circle_is_refused_or_tied_by_a_hidden_cube() {
    let staff = Staff::new(1);
    let mut state = ErrorState::default();
    for quarter in 1..=20 {
        let cases = staff.period(quarter, 60);
        let mut cubes = cut_all(&cyclic_set(), &cases);
        let period = format!("{}-Q{}", 2020 + (quarter - 1) / 4, (quarter - 1) % 4 + 1);
        let refused = frozen(cubes.clone(), &mut state, &period).err().unwrap();
        let FreezeError::Refused(refusal) = refused else {
            panic!("expected a refusal");
        };
        assert_eq!(refusal.rule, "acyclic cubes");
        assert_eq!(refusal.subject, "b, d, g");
        assert!(refusal.would_pass.contains("lead"));
        cubes.extend(cut_all(&[clique()], &cases));
        let frozen = frozen(cubes, &mut state, &period).unwrap();
        assert_eq!(frozen.cubes().value().len(), 6);
    }
}

#[test]
fn ship() {
    for seed in 1..2 {
        let staff = Staff::new(seed);
        for size in [20, 83, 207, 833] {
            let mut state = ErrorState::default();
            let (mut slow, mut el, mut pm, mut cm, mut lm) = (0f64, 0, 0, 0, 0);
            for month in 0..8 {
                let only = std::env::var("ONLY").unwrap_or_default();
                let mut sp = shipped_set();
                if !only.is_empty() {
                    sp.retain(|c| only.split(',').any(|o| o == c.id));
                }
                if std::env::var("M1").is_ok() {
                    for c in &mut sp {
                        if c.dims.len() == 3 {
                            c.margins.truncate(1);
                        } else if c.dims.len() == 4 {
                            c.margins.clear();
                        }
                    }
                }
                let cubes = cut_all(&sp, &staff.period(month, size));
                let period = format!("{}-{:02}", 2020 + month / 12, month % 12 + 1);
                let started = std::time::Instant::now();
                let f = frozen(cubes, &mut state, &period);
                slow = slow.max(started.elapsed().as_secs_f64());
                match f {
                    Ok(f) => {
                        el += f.elastic().windows;
                        pm += f.elastic().person_margins;
                        cm += f.elastic().case_margins;
                        lm = lm.max(f.elastic().largest_case_margin);
                    }
                    Err(_) => eprintln!(
                        "{seed} {size} {month} NO {:.2}",
                        started.elapsed().as_secs_f64()
                    ),
                }
            }
            eprintln!(
                "{seed} {size} {slow:.2} win {el} pm {pm} cm {cm} max {lm} {:?}",
                state.largest()
            );
        }
    }
    let _ = (notes_set(), cube_digest);
}
