//! The intruder who reruns the open code: worlds two cases away along one path, rounded with keys
//! that he may try. If no such world ever gives the published table, the objective leaks.

use std::collections::BTreeMap;

use vik_disclosure::{
    Cube, ErrorState, Occasion, Pair, Policy, Protected, PublishedCube, RoundingKey, freeze,
};

use super::synthetic::{Seed, Staff, cut_all, notes_set};

/// How many of the worlds with two cases more, and with two fewer, gave the published table, of
/// how many tried each.
pub fn replay(cells: usize, keys: u8, size: usize) -> (usize, usize, usize) {
    let cubes = cut_all(&notes_set(), &Staff::new(1).period(1, size));
    let published = round(&cubes, 1);
    let base: Vec<Cube> = published.iter().map(as_cube).collect();
    let mut seed = Seed(7);
    let (mut up, mut down, mut tried) = (0, 0, 0);
    for _ in 0..cells {
        let path = path(&base, &mut seed);
        for key in 0..keys {
            tried += 1;
            let is_world = |step: i64| {
                let world = moved(&base, &path, step);
                cases(&round(&world, 100 + key)) == cases(&published)
            };
            up += usize::from(is_world(2));
            down += usize::from(is_world(-2));
        }
    }
    (up, down, tried)
}

fn round(cubes: &[Cube], key: u8) -> Vec<PublishedCube> {
    freeze(
        &Protected::seal(cubes.to_vec()),
        &Policy::default(),
        &RoundingKey::new([key; 32]),
        &mut ErrorState::default(),
        &Occasion::first("2024-Q1", "1"),
    )
    .map(|frozen| frozen.into_released().into_parts().0)
    .unwrap_or_default()
}

fn cases(cubes: &[PublishedCube]) -> Vec<(String, Vec<String>, u32)> {
    cubes
        .iter()
        .flat_map(|cube| {
            cube.leaves
                .iter()
                .filter(|leaf| leaf.cases > 0)
                .map(|leaf| (cube.spec.id.clone(), leaf.codes.clone(), leaf.cases))
        })
        .collect()
}

fn as_cube(cube: &PublishedCube) -> Cube {
    let index = |codes: &[String]| -> Vec<u16> {
        codes
            .iter()
            .zip(&cube.spec.dims)
            .filter_map(|(code, dim)| dim.codes.iter().position(|known| known == code))
            .map(|place| place as u16)
            .collect()
    };
    let pair = |leaf: &vik_disclosure::PublishedLeaf| Pair {
        persons: leaf.persons,
        cases: leaf.cases,
    };
    Cube {
        spec: cube.spec.clone(),
        leaves: cube
            .leaves
            .iter()
            .map(|leaf| (index(&leaf.codes), pair(leaf)))
            .collect(),
    }
}

/// One leaf in each of the cubes a to e that agree on what they share; the one of a shows a 3.
fn path(base: &[Cube], seed: &mut Seed) -> Vec<Vec<u16>> {
    loop {
        let mut pick = |cube: &Cube, fits: &dyn Fn(&[u16]) -> bool, shown: Option<u32>| {
            let known: Vec<&Vec<u16>> = cube
                .leaves
                .iter()
                .filter(|(leaf, pair)| fits(leaf) && pair.cases >= 3)
                .filter(|(_, pair)| shown.is_none_or(|shown| pair.cases == shown))
                .map(|(leaf, _)| leaf)
                .collect();
            (!known.is_empty()).then(|| known[seed.below(known.len())].clone())
        };
        let Some(a) = pick(&base[0], &|_| true, Some(3)) else {
            continue;
        };
        let b = pick(&base[1], &|leaf| leaf[0] == a[0], None);
        let c = pick(&base[2], &|leaf| leaf[0] == a[1], None);
        let e = pick(&base[4], &|leaf| leaf[0] == a[1] / 3, None);
        let d = b
            .as_ref()
            .and_then(|b| pick(&base[3], &|leaf| leaf[0] == b[1], None));
        if let (Some(b), Some(c), Some(d), Some(e)) = (b, c, d, e) {
            return vec![a, b, c, d, e];
        }
    }
}

fn moved(base: &[Cube], path: &[Vec<u16>], step: i64) -> Vec<Cube> {
    let mut world = base.to_vec();
    for (cube, leaf) in world.iter_mut().zip(path) {
        let leaves: &mut BTreeMap<Vec<u16>, Pair> = &mut cube.leaves;
        if let Some(pair) = leaves.get_mut(leaf) {
            pair.cases = (i64::from(pair.cases) + step) as u32;
            pair.persons = pair.persons.clamp(pair.cases.div_ceil(2), pair.cases);
        }
    }
    world
}
