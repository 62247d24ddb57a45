//! Which cells are attacked by programme.

use std::collections::{BTreeMap, BTreeSet};

use crate::attack::run::Options;
use crate::attack::system::System;
use crate::ledger::{Cell, Counted};

/// The cells with the smallest hashes: a sample that does not depend on anything but names.
pub(crate) struct Sample {
    size: usize,
    seed: u64,
    leaves_only: bool,
    chosen: BTreeSet<(u64, (usize, usize), usize)>,
}

impl Sample {
    pub(crate) fn new(options: &Options) -> Self {
        Self {
            size: options.sample.unwrap_or(usize::MAX),
            seed: options.seed,
            leaves_only: options.leaves_only,
            chosen: BTreeSet::new(),
        }
    }

    pub(crate) fn offer(&mut self, part: &System, place: (usize, usize)) {
        for (number, target) in part.targets.iter().enumerate() {
            if self.leaves_only && target.terms.len() > 1 {
                continue;
            }
            let hash = name_hash(self.seed, &target.cell);
            if self.chosen.len() == self.size
                && self
                    .chosen
                    .last()
                    .is_none_or(|(largest, ..)| *largest <= hash)
            {
                continue;
            }
            self.chosen.insert((hash, place, number));
            if self.chosen.len() > self.size {
                self.chosen.pop_last();
            }
        }
    }

    pub(crate) fn by_part(self) -> BTreeMap<(usize, usize), Vec<usize>> {
        let mut parts: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
        for (_, place, target) in self.chosen {
            parts.entry(place).or_default().push(target);
        }
        parts
    }
}

/// FNV-1a over the name, stirred once: it spreads names, it keeps no secret.
fn name_hash(seed: u64, cell: &Cell) -> u64 {
    let mut hash = 0xCBF2_9CE4_8422_2325_u64 ^ seed;
    let mut take = |text: &str| {
        for byte in text.bytes().chain([0xFF]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3);
        }
    };
    take(&cell.cube);
    take(&cell.period);
    for (name, code) in &cell.codes {
        take(name);
        take(code);
    }
    take(if cell.measure == Counted::Cases {
        "cases"
    } else {
        "persons"
    });
    hash = (hash ^ (hash >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    hash = (hash ^ (hash >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    hash ^ (hash >> 31)
}
