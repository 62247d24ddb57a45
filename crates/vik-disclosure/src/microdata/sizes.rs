//! How large the classes are: a distribution in logarithmic bins, for a plot.

use serde::Serialize;

/// Classes of similar size. The size of a class is its number of distinct persons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct SizeBin {
    /// Smallest size that falls into the bin.
    pub from: u32,
    /// Largest size that falls into the bin.
    pub to: u32,
    /// Number of classes.
    pub classes: u64,
    /// Rows in these classes.
    pub rows: u64,
    /// Persons in these classes; a person with records in two of them counts twice.
    pub persons: u64,
}

/// Bins 1, 2 to k-1, k to 2k-1, 2k to 4k-1 and so on, widened until each holds `floor` classes.
///
/// Widening instead of hiding keeps the sum right and leaves nothing to subtract. What is left at
/// the large end joins the bin before it. Fewer classes than the floor altogether give no bins.
pub(crate) fn size_bins(persons: &[u32], rows: &[u32], k: u32, floor: u32) -> Vec<SizeBin> {
    let largest = persons.iter().copied().max().unwrap_or(0);
    let mut fine: Vec<SizeBin> = Vec::new();
    let mut from = 1_u32;
    while from <= largest {
        let next = match from {
            1 => 2,
            2 if k > 2 => k,
            _ => from.saturating_mul(2),
        };
        fine.push(SizeBin {
            from,
            to: next - 1,
            classes: 0,
            rows: 0,
            persons: 0,
        });
        if next == u32::MAX {
            break;
        }
        from = next;
    }
    for (size, rows) in persons.iter().zip(rows) {
        let place = fine.partition_point(|bin| bin.to < *size);
        if let Some(bin) = fine.get_mut(place) {
            bin.classes += 1;
            bin.rows += u64::from(*rows);
            bin.persons += u64::from(*size);
        }
    }
    widen(fine, u64::from(floor))
}

fn widen(fine: Vec<SizeBin>, floor: u64) -> Vec<SizeBin> {
    let mut bins: Vec<SizeBin> = Vec::new();
    let mut open: Option<SizeBin> = None;
    for bin in fine {
        let wide = match open.take() {
            Some(before) => join(before, bin),
            None => bin,
        };
        if wide.classes >= floor {
            bins.push(wide);
        } else {
            open = Some(wide);
        }
    }
    if let (Some(left), Some(last)) = (open, bins.last_mut()) {
        *last = join(*last, left);
    }
    bins
}

fn join(low: SizeBin, high: SizeBin) -> SizeBin {
    SizeBin {
        from: low.from,
        to: high.to,
        classes: low.classes + high.classes,
        rows: low.rows + high.rows,
        persons: low.persons + high.persons,
    }
}
