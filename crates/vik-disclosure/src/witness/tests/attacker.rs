//! The strongest attacker there is on a tiny table: every whole-number world, by enumeration.

use proptest::prelude::*;

use crate::cube::Pair;
use crate::witness::{PairInterval, pair_interval};

/// Counts of atoms, and what is known: `low <= sum of some atoms <= high`.
#[derive(Clone, Default)]
pub(super) struct Puzzle {
    pub(super) atoms: usize,
    pub(super) known: Vec<(Vec<usize>, i64, i64)>,
}

impl Puzzle {
    pub(super) fn new(atoms: usize) -> Self {
        Self {
            atoms,
            known: Vec::new(),
        }
    }

    /// A published number and how far it may be off.
    pub(super) fn near(&mut self, atoms: Vec<usize>, published: i64, tolerance: i64) {
        self.known
            .push((atoms, published - tolerance, published + tolerance));
    }

    /// Whether any world has this sum of these atoms.
    pub(super) fn possible(&self, atoms: &[usize], value: i64) -> bool {
        let mut asked = self.clone();
        asked.known.push((atoms.to_vec(), value, value));
        asked.has_world()
    }

    /// Whether there is any world at all.
    pub(super) fn has_world(&self) -> bool {
        let mut sums = vec![0; self.known.len()];
        self.search(0, &mut sums)
    }

    /// The lowest and highest sum of some atoms over all worlds.
    pub(super) fn interval(&self, atoms: &[usize], most: i64) -> Option<(i64, i64)> {
        let mut values = (0..=most).filter(|value| self.possible(atoms, *value));
        let low = values.next()?;
        Some((low, values.next_back().unwrap_or(low)))
    }

    fn search(&self, atom: usize, sums: &mut [i64]) -> bool {
        if atom == self.atoms {
            return self
                .known
                .iter()
                .zip(sums)
                .all(|((_, low, _), sum)| *low <= *sum);
        }
        let of_atom: Vec<usize> = (0..self.known.len())
            .filter(|row| self.known[*row].0.contains(&atom))
            .collect();
        let room = of_atom
            .iter()
            .map(|row| self.known[*row].2 - sums[*row])
            .min()
            .unwrap_or(0);
        for value in 0..=room {
            of_atom.iter().for_each(|row| sums[*row] += value);
            // A row whose last atom is this one can be judged now.
            let dead = of_atom.iter().any(|row| {
                let (atoms, low, _) = &self.known[*row];
                sums[*row] < *low && atoms.iter().all(|other| *other <= atom)
            });
            let found = !dead && self.search(atom + 1, sums);
            of_atom.iter().for_each(|row| sums[*row] -= value);
            if found {
                return true;
            }
        }
        false
    }
}

/// Two linked cubes, unit by issue and unit by route, over eight atoms: (unit, issue, route).
pub(super) fn two_cubes(atoms: &[u32], tolerance: i64) -> Puzzle {
    let mut puzzle = Puzzle::new(8);
    let sets = |bits: &[usize]| -> Vec<Vec<usize>> {
        (0..1 << bits.len())
            .map(|code: usize| {
                let fits = |atom: &usize| {
                    bits.iter()
                        .enumerate()
                        .all(|(place, bit)| atom >> bit & 1 == code >> place & 1)
                };
                (0..8).filter(fits).collect()
            })
            .collect()
    };
    // Leaves of both cubes, and every margin that is controlled.
    for bits in [&[2, 1][..], &[2, 0], &[2], &[1], &[0], &[]] {
        for set in sets(bits) {
            let sum: u32 = set.iter().map(|atom| atoms[*atom]).sum();
            puzzle.near(set, i64::from(sum), tolerance);
        }
    }
    puzzle
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// The theorem for cases: on an acyclic set both ends of every leaf's interval are possible.
    #[test]
    fn enumeration_finds_both_ends_of_every_leaf(multiples in prop::collection::vec(0_u32..3, 8)) {
        let atoms: Vec<u32> = multiples.iter().map(|multiple| 3 * multiple).collect();
        let puzzle = two_cubes(&atoms, 2);
        for (leaf, low, high) in puzzle.known.iter().take(8) {
            prop_assert!(puzzle.possible(leaf, (*low).max(0)), "{leaf:?} {low}");
            prop_assert!(puzzle.possible(leaf, *high), "{leaf:?} {high}");
        }
    }

    /// The theorem for pairs, on one unit with two issues and two routes: atoms hold persons with
    /// one case (0 to 3) and persons with two (4 to 7).
    #[test]
    fn enumeration_finds_both_ends_of_persons_and_cases(
        singles in prop::collection::vec(0_u32..2, 4),
        doubles in prop::collection::vec(0_u32..2, 4),
    ) {
        let published = |atoms: &[usize]| {
            let sum = |counts: &[u32]| -> u32 { atoms.iter().map(|atom| 3 * counts[*atom]).sum() };
            Pair { persons: sum(&singles) + sum(&doubles), cases: sum(&singles) + 2 * sum(&doubles) }
        };
        let cells = [&[0, 1][..], &[2, 3], &[0, 2], &[1, 3], &[0, 1, 2, 3]];
        let mut puzzle = Puzzle::new(8);
        for cell in cells {
            let pair = published(cell);
            let twice: Vec<usize> = cell.iter().map(|atom| atom + 4).collect();
            let persons: Vec<usize> = cell.iter().chain(&twice).copied().collect();
            // A person with two cases counts twice among the cases.
            let cases: Vec<usize> = persons.iter().chain(&twice).copied().collect();
            puzzle.near(persons, i64::from(pair.persons), 2);
            puzzle.known.push((cases, i64::from(pair.cases) - 2, i64::from(pair.cases) + 2));
        }
        for (place, cell) in cells.iter().enumerate().take(4) {
            let PairInterval { persons, cases } = pair_interval(published(cell), 3);
            let (of_persons, of_cases) = (&puzzle.known[2 * place].0, &puzzle.known[2 * place + 1].0);
            for value in [persons.low, persons.high] {
                prop_assert!(weighted(&puzzle, of_persons, value), "{cell:?} persons {value}");
            }
            for value in [cases.low, cases.high] {
                prop_assert!(weighted(&puzzle, of_cases, value), "{cell:?} cases {value}");
            }
            if persons.low > 0 {
                prop_assert!(!weighted(&puzzle, of_persons, persons.low - 1));
            }
        }
    }
}

/// As [`Puzzle::possible`], for sums in which an atom may count twice.
fn weighted(puzzle: &Puzzle, atoms: &[usize], value: u32) -> bool {
    let mut rows = puzzle.known.clone();
    rows.push((atoms.to_vec(), i64::from(value), i64::from(value)));
    fn search(atom: usize, rows: &[(Vec<usize>, i64, i64)], sums: &mut [i64]) -> bool {
        if atom == 8 {
            return rows.iter().zip(sums).all(|((_, low, _), sum)| low <= sum);
        }
        for value in 0..=8 {
            let mut next: Vec<i64> = sums.to_vec();
            let mut dead = false;
            for ((atoms, low, high), sum) in rows.iter().zip(&mut next) {
                *sum += value * atoms.iter().filter(|other| **other == atom).count() as i64;
                let done = atoms.iter().all(|other| *other <= atom);
                dead |= *sum > *high || (done && *sum < *low);
            }
            if !dead && search(atom + 1, rows, &mut next) {
                return true;
            }
        }
        false
    }
    search(0, &rows, &mut vec![0; rows.len()])
}

#[test]
fn the_worst_pair_is_three_persons_with_six_cases() {
    let interval = pair_interval(
        Pair {
            persons: 3,
            cases: 6,
        },
        3,
    );
    assert_eq!((interval.persons.low, interval.persons.high), (2, 5));
    assert_eq!((interval.cases.low, interval.cases.high), (4, 8));
    // Over all pairs that a verifier accepts: by enumeration of persons and cases.
    for persons in (0..=12).step_by(3) {
        for cases in (persons..=2 * persons).step_by(3) {
            let fits = |p: &i64, c: &i64| {
                p <= c && *c <= 2 * p && (p - persons).abs() <= 2 && (c - cases).abs() <= 2
            };
            let worlds: Vec<(i64, i64)> = (0..40)
                .flat_map(|p| (0..40).map(move |c| (p, c)))
                .filter(|(p, c)| fits(p, c))
                .collect();
            let found = pair_interval(
                Pair {
                    persons: persons as u32,
                    cases: cases as u32,
                },
                3,
            );
            let ends = |pick: fn(&(i64, i64)) -> i64| {
                let values = worlds.iter().map(pick);
                (
                    values.clone().min().unwrap() as u32,
                    values.max().unwrap() as u32,
                )
            };
            assert_eq!(ends(|(p, _)| *p), (found.persons.low, found.persons.high));
            assert_eq!(ends(|(_, c)| *c), (found.cases.low, found.cases.high));
            assert!(found.persons.high - found.persons.low >= 2);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    /// The weaker claim, for a release that is not joint: cases of both cubes, and persons of one
    /// that are a table of their own. Every world of one unit with two issues and two routes.
    #[test]
    fn enumeration_finds_both_ends_for_the_persons_of_one_cube(
        atoms in prop::collection::vec(0_i64..3, 4),
        more in prop::collection::vec(0_i64..3, 2),
    ) {
        let shown: Vec<i64> = atoms.iter().map(|multiple| 3 * multiple).collect();
        // Atoms 0 and 1 are the first issue, 0 and 2 the first route.
        let issues = |x: &[i64]| [x[0] + x[1], x[2] + x[3]];
        let routes = |x: &[i64]| [x[0] + x[2], x[1] + x[3]];
        let near = |one: i64, other: i64| (one - other).abs() <= 2;
        let cases = issues(&shown);
        // Any multiples of 3 with P <= C <= 2P.
        let persons: Vec<i64> = cases.iter().zip(&more).map(|(c, more)| {
            let low = (c + 5) / 6 * 3;
            (low + 3 * more).min(*c)
        }).collect();
        let mut ends = [(i64::MAX, 0); 4];
        let most = cases.iter().sum::<i64>() + 2;
        let mut x = [0; 4];
        for code in 0..(most + 1).min(9).pow(4) {
            let side = (most + 1).min(9);
            let mut rest = code;
            for value in &mut x {
                *value = rest % side;
                rest /= side;
            }
            let (of_issue, of_route) = (issues(&x), routes(&x));
            let fits = of_issue.iter().zip(&cases).all(|(one, other)| near(*one, *other))
                && of_route.iter().zip(routes(&shown)).all(|(one, other)| near(*one, other))
                && near(x.iter().sum(), shown.iter().sum());
            if !fits {
                continue;
            }
            for first in (of_issue[0] + 1) / 2..=of_issue[0] {
                for second in (of_issue[1] + 1) / 2..=of_issue[1] {
                    if near(first, persons[0]) && near(second, persons[1])
                        && near(first + second, persons[0] + persons[1])
                    {
                        for (end, value) in ends.iter_mut().zip([first, of_issue[0], second, of_issue[1]]) {
                            *end = (end.0.min(value), end.1.max(value));
                        }
                    }
                }
            }
        }
        for (place, (persons, cases)) in persons.iter().zip(cases).enumerate() {
            let pair = Pair { persons: *persons as u32, cases: cases as u32 };
            let claim = pair_interval(pair, 3);
            let of = |interval: crate::Interval| (i64::from(interval.low), i64::from(interval.high));
            prop_assert_eq!(ends[2 * place], of(claim.persons));
            prop_assert_eq!(ends[2 * place + 1], of(claim.cases));
        }
    }
}
