//! The worlds of a rounded release: links, and every row of its witness.

use crate::cube::Pair;

use super::build::{Persons, Row, Witness};
use super::layout::{Grid, Joint};
use super::pairs::{doubles, singles};
use super::verify::{Fault, Known};

/// What a path carries through a leaf.
type Content = fn(&Pair) -> u32;

/// Checks the links of linked cubes and the rows of the witness.
///
/// # Guarantee
/// A row is sound when its leaf has the codes of the row, can hold a case, and holds at least one
/// base of what a down path takes. All rows sound and complete means that each leaf has its
/// worlds: from any leaf the rows lead on through the whole tree, step by step.
pub(crate) fn check(
    witness: &Witness,
    known: &Known<'_>,
    counts: &[Vec<Pair>],
    base: u32,
) -> Result<(), Fault> {
    let grids = &known.layout.grids;
    let joint_persons = witness.persons == Persons::Joint;
    for ((joint, branch), live) in (known.layout.joints.iter())
        .zip(&witness.branches)
        .zip(&known.live)
    {
        let fail = |rule| (branch.cube.clone(), rule);
        if !joint.agree(counts, |pair| pair.cases) {
            return Err(fail("linked cubes agree on the cases they share"));
        }
        if joint_persons && !joint.agree(counts, |pair| pair.persons) {
            return Err(fail("linked cubes agree on the persons they share"));
        }
        let contents: [Content; 2] = if joint_persons {
            [|pair| singles(*pair), |pair| doubles(*pair)]
        } else {
            [|pair| pair.cases, |_| 0]
        };
        let sides = [
            (&branch.to_parent, joint.parent, &joint.parent_keys),
            (&branch.to_cube, joint.cube, &joint.cube_keys),
        ];
        for (rows, grid, keys) in sides {
            let side = Side {
                grid: &grids[grid],
                counts: &counts[grid],
                keys,
                contents,
                base,
            };
            side.check(rows, joint, live).map_err(fail)?;
        }
    }
    Ok(())
}

/// The cube that the rows lead into.
struct Side<'a> {
    grid: &'a Grid,
    counts: &'a [Pair],
    keys: &'a [u32],
    contents: [Content; 2],
    base: u32,
}

impl Side<'_> {
    fn check(&self, rows: &[Row], joint: &Joint, live: &[bool]) -> Result<(), &'static str> {
        let mut sums = vec![[0_u64; 2]; live.len()];
        for (pair, key) in self.counts.iter().zip(self.keys) {
            for (sum, content) in sums[*key as usize].iter_mut().zip(self.contents) {
                *sum += u64::from(content(pair));
            }
        }
        let mut rows = rows.iter();
        for ((key, codes), sums) in (0_u32..).zip(&joint.keys).zip(&sums) {
            if !live[key as usize] {
                continue;
            }
            let Some(Row(own, up, taken, twice)) = rows.next().filter(|row| row.0 == *codes) else {
                return Err("there is one row for each combination that a case can have");
            };
            debug_assert_eq!(own, codes);
            if !self.fits(*up, key) {
                return Err("an up path goes on through a possible leaf with the same codes");
            }
            for ((leaf, sum), content) in [taken, twice].into_iter().zip(sums).zip(self.contents) {
                match leaf {
                    None if *sum == 0 => {}
                    None => return Err("there is a down path wherever something is published"),
                    Some(leaf) => {
                        let holds = |pair| content(pair) >= self.base;
                        let pair = self.counts.get(*leaf as usize);
                        if !self.fits(*leaf, key) || !pair.is_some_and(holds) {
                            return Err("a down path goes on through a leaf that holds a base");
                        }
                    }
                }
            }
        }
        match rows.next() {
            None => Ok(()),
            Some(_) => Err("there is one row for each combination that a case can have"),
        }
    }

    fn fits(&self, leaf: u32, key: u32) -> bool {
        let leaf = leaf as usize;
        self.keys.get(leaf) == Some(&key) && self.grid.possible.get(leaf) == Some(&true)
    }
}
