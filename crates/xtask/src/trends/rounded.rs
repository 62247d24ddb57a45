//! What the shipped freeze publishes of a data set: one cube, unit by category, frozen month by month.
//!
//! Every case is taken as one person, which ties persons to cases as tightly as it can be.

use std::collections::BTreeMap;

use vik_disclosure::{
    Cube, CubeSpec, DimSpec, ErrorState, Measure, Occasion, Pair, Policy, Protected, RoundingKey,
    freeze,
};

use super::{CELLS, COLUMNS, PERIODS, ROWS};

/// The published counts over all months, laid out as the true ones: `[cell * PERIODS + month]`.
pub fn published(counts: &[f64], set: usize) -> Result<Vec<f64>, String> {
    let mut key = [7_u8; 32];
    for (byte, part) in key.iter_mut().zip(set.to_le_bytes()) {
        *byte ^= part;
    }
    let key = RoundingKey::new(key);
    let policy = Policy::default();
    let mut state = ErrorState::default();
    let mut previous: Option<Occasion> = None;
    let mut out = vec![0.0; CELLS * PERIODS];
    for t in 0..PERIODS {
        let period = format!("{}-{:02}", 2018 + t / 12, t % 12 + 1);
        let occasion = match previous.take() {
            None => Occasion::first(&period, "1"),
            Some(occasion) => Occasion { period, ..occasion },
        };
        let leaves: BTreeMap<Vec<u16>, Pair> = (0..CELLS)
            .filter_map(|cell| {
                let cases = counts[cell * PERIODS + t] as u32;
                let code = vec![(cell / COLUMNS) as u16, (cell % COLUMNS) as u16];
                (cases > 0).then_some((
                    code,
                    Pair {
                        persons: cases,
                        cases,
                    },
                ))
            })
            .collect();
        let cube = Cube {
            spec: spec(),
            leaves,
        };
        let frozen = freeze(
            &Protected::seal(vec![cube]),
            &policy,
            &key,
            &mut state,
            &occasion,
        )
        .map_err(|e| format!("month {t} of data set {set} was not frozen: {e}"))?;
        let released = frozen.into_released();
        for leaf in released.value().iter().flat_map(|cube| &cube.leaves) {
            let index = |i: usize| leaf.codes[i].parse::<usize>().unwrap_or(0);
            out[(index(0) * COLUMNS + index(1)) * PERIODS + t] = f64::from(leaf.cases);
        }
        previous = Some(Occasion::after(released.record(), "", "1"));
    }
    Ok(out)
}

fn spec() -> CubeSpec {
    let dim = |name: &str, codes: usize| DimSpec {
        name: name.to_owned(),
        codes: (0..codes).map(|code| format!("{code:02}")).collect(),
        parent: None,
        parent_name: None,
    };
    CubeSpec {
        id: "unit-category".to_owned(),
        dims: vec![dim("unit", ROWS), dim("category", COLUMNS)],
        margins: Vec::new(),
        linked: true,
        base: 3,
        measure: Measure::Period,
    }
}
