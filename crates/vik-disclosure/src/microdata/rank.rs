//! Combinations of codes, numbered densely in the order of the combinations.

/// A column of codes, each below `values`.
pub(crate) struct Codes<'a> {
    pub(crate) codes: &'a [u32],
    pub(crate) values: usize,
}

/// The number of each row's combination; numbers run from 0 to `count - 1` without gaps.
pub(crate) struct Ranks {
    pub(crate) of_row: Vec<u32>,
    pub(crate) count: usize,
}

/// Numbers the combinations of any number of columns, in lexicographic order of their codes.
///
/// Codes are packed into one whole number by mixed radix, which is exact. Where the next column
/// would overflow it, the numbers so far are replaced by their ranks: there are never more ranks
/// than rows, and the product of two 32-bit sizes fits.
pub(crate) fn rank(rows: usize, columns: &[Codes<'_>]) -> Ranks {
    let mut keys = vec![0_u64; rows];
    let mut space = 1_u64;
    for column in columns {
        let values = column.values.max(1) as u64;
        if space.checked_mul(values).is_none() {
            let ranks = dense(&keys, space);
            space = ranks.count as u64;
            keys = ranks.of_row.into_iter().map(u64::from).collect();
        }
        space = space.saturating_mul(values);
        for (key, code) in keys.iter_mut().zip(column.codes) {
            *key = *key * values + u64::from(*code);
        }
    }
    dense(&keys, space)
}

/// Replaces keys below `space` by their ranks.
fn dense(keys: &[u64], space: u64) -> Ranks {
    // A table of all possible keys beats sorting as long as it is not much larger than the rows.
    if space <= 4 * keys.len() as u64 + 4_096 {
        by_table(keys, space as usize)
    } else {
        by_sorting(keys)
    }
}

fn by_table(keys: &[u64], space: usize) -> Ranks {
    let mut rank_of = vec![u32::MAX; space];
    for key in keys {
        rank_of[*key as usize] = 0;
    }
    let mut count = 0_u32;
    for slot in rank_of.iter_mut().filter(|slot| **slot == 0) {
        *slot = count;
        count += 1;
    }
    Ranks {
        of_row: keys.iter().map(|key| rank_of[*key as usize]).collect(),
        count: count as usize,
    }
}

fn by_sorting(keys: &[u64]) -> Ranks {
    let mut sorted: Vec<(u64, u32)> = keys.iter().copied().zip(0..).collect();
    sorted.sort_unstable();
    let mut of_row = vec![0; keys.len()];
    let mut count = 0_u32;
    for run in sorted.chunk_by(|left, right| left.0 == right.0) {
        for (_, row) in run {
            of_row[*row as usize] = count;
        }
        count += 1;
    }
    Ranks {
        of_row,
        count: count as usize,
    }
}
