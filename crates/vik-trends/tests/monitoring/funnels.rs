//! Over-dispersed funnel limits beside the regulators' formulas.

use vik_trends::funnel::{Dispersion, Scale, share_dispersion, share_limit};

use crate::vectors::{near, number, numbers, vectors};

#[test]
fn dispersion_and_limits() {
    let Some(reference) = vectors("funnel.json") else {
        return;
    };
    let (observed, expected) = (numbers(&reference["O"]), numbers(&reference["E"]));
    for (method, scale) in [("shmi", Scale::Log), ("cqc", Scale::SquareRoot)] {
        let theirs = &reference[method];
        for (row, z) in numbers(&theirs["z"]).into_iter().enumerate() {
            near(scale.score(observed[row], expected[row]).unwrap(), z);
        }
        let found = Dispersion::estimate(&observed, &expected, scale).unwrap();
        near(found.factor, number(&theirs["phi"]));
        near(found.between, number(&theirs["tau2"]));
        for (row, limits) in theirs["od"].as_array().unwrap().iter().enumerate() {
            for (name, p) in [
                ("odll95", 0.025),
                ("odul95", 0.975),
                ("odll998", 0.001),
                ("odul998", 0.999),
            ] {
                let ours = found.additive_limit(expected[row], p).unwrap();
                let theirs = number(&limits[name]);
                // The peer forgets to square back from the root; its limit is the root of ours.
                match scale {
                    Scale::Log => near(ours, theirs),
                    Scale::SquareRoot => near(ours, theirs.max(0.0).powi(2)),
                }
            }
        }
    }
    let found = Dispersion::estimate(&observed, &expected, Scale::SquareRoot).unwrap();
    near(
        found.factor,
        number(&reference["multiplicative_phi_winsor10"]),
    );
    for (name, p) in [("ul998", 0.999), ("ll998", 0.001)] {
        for (row, theirs) in numbers(&reference["od_multiplicative"][name])
            .into_iter()
            .enumerate()
        {
            near(
                found.multiplicative_limit(expected[row], p).unwrap(),
                theirs,
            );
        }
    }
}

/// The published figures of 39 police forces: recommendations and staff.
#[test]
fn the_funnel_of_the_forces() {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../../shared/data/iopc/funnel.csv"
    );
    let Ok(text) = std::fs::read_to_string(path) else {
        println!("skipped: the figures of the forces are not beside this checkout");
        return;
    };
    let forces: Vec<(&str, f64, f64)> = text
        .lines()
        .skip(1)
        .filter_map(|line| {
            let mut cells = line.split(',');
            let name = cells.next()?;
            Some((
                name,
                cells.next()?.parse().ok()?,
                cells.next()?.parse().ok()?,
            ))
        })
        .collect();
    let count: f64 = forces.iter().map(|f| f.1).sum();
    let staff: f64 = forces.iter().map(|f| f.2).sum();
    assert_eq!((forces.len(), count, staff), (39, 301.0, 218_122.0));
    let outside = |low: f64, high: f64| -> (Vec<&str>, Vec<&str>) {
        let limit = |n: f64, p: f64| share_limit(count / staff, n, p).unwrap();
        let above = forces.iter().filter(|f| f.1 > limit(f.2, high));
        let below = forces.iter().filter(|f| f.1 < limit(f.2, low));
        (above.map(|f| f.0).collect(), below.map(|f| f.0).collect())
    };
    let (mut above, below) = outside(0.025, 0.975);
    above.sort_unstable();
    let high = [
        "Hertfordshire Constabulary",
        "Leicestershire Police",
        "North Wales Police",
        "West Yorkshire Police",
    ];
    assert_eq!(above, high);
    assert_eq!(below, ["Kent Police"]);
    assert_eq!(outside(0.001, 0.999), (vec![], vec![]));
    let (counts, totals): (Vec<f64>, Vec<f64>) = forces.iter().map(|f| (f.1, f.2)).unzip();
    let dispersion = share_dispersion(&counts, &totals).unwrap();
    assert!((dispersion - 1.553).abs() < 5e-4, "{dispersion}");
}
