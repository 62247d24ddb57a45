//! Over-dispersed funnel limits beside the regulators' formulas.

use vik_trends::funnel::{Dispersion, Scale};

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
