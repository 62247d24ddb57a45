//! A forger who recomputes every hash still meets the rules.

use super::histories::{history, small};
use crate::record::digest_of;
use crate::witness::{Branch, History, Row, verify};
use crate::{Answer, Microlp, Solver, Variable};

/// The history with all digests, hashes and links made to fit again.
pub(super) fn resealed(history: History) -> History {
    let mut sealed = History::default();
    let mut previous = crate::Occasion::GENESIS.to_owned();
    for mut release in history.releases {
        let proof = release.record.proof.as_mut().unwrap();
        let definitions = history.definitions[&proof.definitions_sha256].clone();
        proof.definitions_sha256 = definitions.sha256();
        proof.witness_sha256 = release.witness.sha256();
        let of_cube = |cube: &crate::CubeLeaves| {
            let spec = definitions
                .cubes
                .iter()
                .find(|spec| spec.id == cube.id)
                .unwrap();
            digest_of(spec, &cube.leaves)
        };
        release.record.cubes = release.cubes.iter().map(of_cube).collect();
        release.record.previous_hash = previous;
        release.record.hash = release.record.expected_hash();
        previous = release.record.hash.clone();
        sealed.definitions.insert(definitions.sha256(), definitions);
        sealed.releases.push(release);
    }
    sealed
}

pub(super) fn broken_rule(history: &History) -> &'static str {
    verify(history).unwrap_err().rule
}

fn forged(change: impl FnOnce(&mut History)) -> &'static str {
    let mut history = history(3, 40, small);
    assert!(verify(&resealed(history.clone())).is_ok());
    change(&mut history);
    broken_rule(&resealed(history))
}

/// The cube `unit_triage`, its leaves in the first month.
fn leaves(history: &mut History) -> &mut Vec<crate::PublishedLeaf> {
    let cubes = &mut history.releases[0].cubes;
    &mut cubes
        .iter_mut()
        .find(|cube| cube.id == "unit_triage")
        .unwrap()
        .leaves
}

/// The branch between `unit_triage` and `triage_requester`.
fn branch(history: &mut History) -> &mut Branch {
    let branches = &mut history.releases[0].witness.branches;
    branches
        .iter_mut()
        .find(|branch| branch.shared == ["triage"])
        .unwrap()
}

#[test]
fn a_number_changed_by_one_or_by_a_base_is_refused() {
    assert_eq!(
        forged(|h| leaves(h)[0].cases += 1),
        "every leaf is a multiple of the base"
    );
    let rule = forged(|h| {
        leaves(h)[0].cases += 3;
        leaves(h)[0].persons += 3;
    });
    assert_eq!(rule, "linked cubes agree on the cases they share");
    let rule = forged(|h| {
        let last = leaves(h).len() - 1;
        leaves(h).swap(0, last);
    });
    assert_eq!(rule, "leaves come once and in order");
    assert_eq!(
        forged(|h| leaves(h)[0].codes[0] = "000".to_owned()),
        "every leaf has known codes"
    );
}

#[test]
fn a_path_that_leads_elsewhere_is_refused() {
    assert_eq!(
        forged(|h| {
            let other = branch(h).to_parent[1].1;
            branch(h).to_parent[0].1 = other;
        }),
        "an up path goes on through a possible leaf with the same codes"
    );
    assert_eq!(
        forged(|h| {
            let row = branch(h)
                .to_cube
                .iter_mut()
                .find(|row| row.2.is_some())
                .unwrap();
            row.2 = None;
        }),
        "there is a down path wherever something is published"
    );
    // A leaf with the right codes that shows nothing.
    let rule = forged(|h| {
        let shown = h.releases[0]
            .cubes
            .iter()
            .find(|c| c.id == "unit_triage")
            .unwrap()
            .clone();
        let spec = h
            .definitions
            .values()
            .flat_map(|d| &d.cubes)
            .find(|s| s.id == "unit_triage");
        let spec = spec.unwrap().clone();
        let into_unit_triage = |branch: &mut Branch| -> Vec<Row> {
            if branch.cube == "unit_triage" {
                branch.to_cube.clone()
            } else {
                branch.to_parent.clone()
            }
        };
        let mut rows = into_unit_triage(branch(h));
        let width = spec.dims[1].codes.len();
        for row in rows.iter_mut().filter(|row| row.2.is_some()) {
            let triage = spec.dims[1]
                .codes
                .iter()
                .position(|code| *code == row.0[0])
                .unwrap();
            let empty = spec.dims[0].codes.iter().position(|unit| {
                !shown
                    .leaves
                    .iter()
                    .any(|leaf| leaf.codes[0] == *unit && leaf.codes[1] == row.0[0])
            });
            if let Some(unit) = empty {
                row.2 = Some((unit * width + triage) as u32);
            }
        }
        let branch = branch(h);
        if branch.cube == "unit_triage" {
            branch.to_cube = rows;
        } else {
            branch.to_parent = rows;
        }
    });
    assert_eq!(rule, "a down path goes on through a leaf that holds a base");
    assert_eq!(
        forged(|h| {
            branch(h).to_cube.pop();
        }),
        "there is one row for each combination that a case can have"
    );
}

#[test]
fn periods_come_once_and_in_order_and_quarters_follow_their_months() {
    assert_eq!(
        forged(|h| h.releases.swap(0, 1)),
        "releases numbered from 1 without gaps"
    );
    let swap = |h: &mut History, left: usize, right: usize| {
        h.releases.swap(left, right);
        for (release, number) in h.releases.iter_mut().zip(1..) {
            release.record.number = number;
        }
    };
    assert_eq!(forged(|h| swap(h, 0, 1)), "periods come once and in order");
    assert_eq!(
        forged(|h| swap(h, 2, 3)),
        "a quarter follows its three published months"
    );
    assert_eq!(
        forged(|h| {
            let last = h.releases[3]
                .cubes
                .iter_mut()
                .find(|c| c.id == "mentions")
                .unwrap();
            last.leaves[0].cases += 10;
            last.leaves[0].persons += 10;
        }),
        "a quarter is the sum of its months, within its base"
    );
    assert_eq!(
        forged(|h| h.releases[1].witness.period = "2023-01".to_owned()),
        "the witness is of the period of the record"
    );
    assert_eq!(
        forged(|h| h.releases[1].record.proof.as_mut().unwrap().base = 2),
        "every cube has the base of the record"
    );
}

#[test]
fn a_leaf_cannot_be_called_impossible_to_spare_it_a_world() {
    let call = |h: &mut History, shown: bool| {
        let digest = h.releases[0]
            .record
            .proof
            .as_ref()
            .unwrap()
            .definitions_sha256
            .clone();
        let spec = h.definitions[&digest]
            .cubes
            .iter()
            .find(|s| s.id == "unit_triage")
            .unwrap()
            .clone();
        let position = |code: &String, dim: usize| {
            spec.dims[dim].codes.iter().position(|c| c == code).unwrap()
        };
        let number = |codes: &[String]| {
            (position(&codes[0], 0) * spec.dims[1].codes.len() + position(&codes[1], 1)) as u32
        };
        let mut leaves: Vec<u32> = leaves(h).iter().map(|leaf| number(&leaf.codes)).collect();
        if !shown {
            let all = (spec.dims[0].codes.len() * spec.dims[1].codes.len()) as u32;
            leaves = (0..all).filter(|leaf| !leaves.contains(leaf)).collect();
        }
        let list = crate::ImpossibleLeaves {
            cube: "unit_triage".to_owned(),
            leaves: leaves[..1].to_vec(),
        };
        h.definitions.get_mut(&digest).unwrap().impossible = vec![list];
    };
    assert_eq!(forged(|h| call(h, true)), "an impossible leaf shows 0");
    // One that shows 0 may be called so: the count of such leaves is in the verdict.
    let mut history = history(1, 40, small);
    call(&mut history, false);
    let verdict = verify(&resealed(history));
    assert!(verdict.is_ok_and(|v| v.impossible == 1));
}

#[test]
fn a_solver_that_stops_early_gives_no_answer() {
    // Five halves fill the room, whole ones do not: the root relaxation is fractional.
    let variables: Vec<Variable> = (1..=9)
        .map(|cost| Variable {
            low: 0,
            high: 1,
            cost: -12_000 - 100 * cost,
        })
        .collect();
    let row = crate::Row {
        terms: (0..9).map(|v| (v, 2 + v as i64 % 3)).collect(),
        low: i64::MIN,
        high: 10,
    };
    let stopped = Microlp { nodes: 0 }.minimise(&variables, std::slice::from_ref(&row));
    assert_eq!(stopped, Answer::Unproven);
    assert!(matches!(
        Microlp::default().minimise(&variables, &[row]),
        Answer::Optimal(_)
    ));
}
