//! Equivalence classes, and which persons have a record in which of them.

use super::rank::Ranks;

/// The classes of all rows, numbered in the order of their codes.
pub(crate) struct Classes {
    /// Rows of each class.
    pub(crate) rows: Vec<u32>,
    /// One row of each class, to look up its codes.
    pub(crate) sample: Vec<u32>,
    /// The rows, class after class: those of class `c` are `order[starts[c]..starts[c + 1]]`.
    pub(crate) order: Vec<u32>,
    /// Where each class starts in `order`, with the end as last entry.
    pub(crate) starts: Vec<u32>,
}

impl Classes {
    /// Groups the rows by a counting sort.
    pub(crate) fn new(ranks: &Ranks) -> Self {
        let mut rows = vec![0_u32; ranks.count];
        for class in &ranks.of_row {
            rows[*class as usize] += 1;
        }
        let mut starts = Vec::with_capacity(ranks.count + 1);
        let mut next = 0;
        starts.push(0);
        for size in &rows {
            next += size;
            starts.push(next);
        }
        let mut place = starts.clone();
        let mut order = vec![0; ranks.of_row.len()];
        for (row, class) in (0..).zip(&ranks.of_row) {
            let slot = &mut place[*class as usize];
            order[*slot as usize] = row;
            *slot += 1;
        }
        let sample = starts[..ranks.count]
            .iter()
            .map(|start| order[*start as usize])
            .collect();
        Self {
            rows,
            sample,
            order,
            starts,
        }
    }

    /// The rows of one class.
    pub(crate) fn members(&self, class: usize) -> &[u32] {
        &self.order[self.starts[class] as usize..self.starts[class + 1] as usize]
    }
}

/// For each person the classes in which it has a record, each class once. Keys are not kept.
pub(crate) struct Visits {
    /// Where each person starts in `classes`, with the end as last entry.
    starts: Vec<u32>,
    classes: Vec<u32>,
}

impl Visits {
    /// Reads persons and classes row by row.
    pub(crate) fn new(persons: &[i64], ranks: &Ranks) -> Self {
        let mut sorted: Vec<(i64, u32)> = persons
            .iter()
            .copied()
            .zip(ranks.of_row.iter().copied())
            .collect();
        sorted.sort_unstable();
        sorted.dedup();
        let mut starts = vec![0];
        for run in sorted.chunk_by(|left, right| left.0 == right.0) {
            starts.push(starts.last().copied().unwrap_or(0) + run.len() as u32);
        }
        Self {
            starts,
            classes: sorted.into_iter().map(|(_, class)| class).collect(),
        }
    }

    /// Number of persons.
    pub(crate) fn persons(&self) -> u64 {
        self.starts.len() as u64 - 1
    }

    fn each(&self) -> impl Iterator<Item = &[u32]> {
        self.starts
            .windows(2)
            .map(|ends| &self.classes[ends[0] as usize..ends[1] as usize])
    }

    /// Distinct persons in each of `count` unions of classes; `union_of` gives the union of a class.
    pub(crate) fn persons_in(&self, union_of: &[u32], count: usize) -> Vec<u32> {
        // Beside the count stands the last person counted, so that nobody counts twice.
        let mut found = vec![(0_u32, u32::MAX); count];
        for (person, classes) in (0..).zip(self.each()) {
            for class in classes {
                let (persons, last) = &mut found[union_of[*class as usize] as usize];
                if *last != person {
                    *persons += 1;
                    *last = person;
                }
            }
        }
        found.into_iter().map(|(persons, _)| persons).collect()
    }

    /// Distinct persons with a record in at least one class for which the test holds.
    pub(crate) fn persons_where(&self, holds: impl Fn(usize) -> bool) -> u64 {
        self.each()
            .filter(|classes| classes.iter().any(|class| holds(*class as usize)))
            .count() as u64
    }
}
