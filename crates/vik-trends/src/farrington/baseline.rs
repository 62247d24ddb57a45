//! Which past periods are used, and to which block of the year each belongs.

use super::{Scratch, Settings, fit::Run};

/// Fills the scratch with the baseline of period `at`. `None` when there is too little past.
///
/// Around the same period of each of the last years lies a window, which is one block; the rest of
/// the year is divided into equal blocks, the first ones taking what is left over.
pub(super) fn fill(
    scratch: &mut Scratch,
    counts: &[f64],
    exposure: Option<&[f64]>,
    at: usize,
    settings: &Settings,
) -> Option<()> {
    let &Settings {
        frequency,
        years,
        half_window: w,
        blocks,
        ..
    } = settings;
    let between = frequency.checked_sub(2 * w + 1)?;
    if years == 0 || blocks == 0 || between + 1 < blocks || at < years * frequency + w {
        return None;
    }
    let end = at.checked_sub(settings.skip)?;
    scratch.start(at, blocks);
    let mut push = |from: usize, to: usize, level: usize| {
        let to = to.min(end);
        if from >= to {
            return Some(());
        }
        scratch.runs.push(Run {
            start: scratch.count.len(),
            first: from,
            len: to - from,
            level,
        });
        for t in from..to {
            let (y, pop) = (counts[t], exposure.map_or(1.0, |e| e[t]));
            if !(y.is_finite() && y >= 0.0 && pop.is_finite() && pop > 0.0) {
                return None;
            }
            scratch.count.push(y);
            scratch.exposure.push(pop);
        }
        Some(())
    };
    for year in (1..=years).rev() {
        let centre = at - year * frequency;
        push(centre - w, centre + w + 1, blocks - 1)?;
        if blocks > 1 {
            let (each, rest) = (between / (blocks - 1), between % (blocks - 1));
            let mut from = centre + w + 1;
            for block in 0..blocks - 1 {
                let to = from + each + usize::from(block < rest);
                push(from, to, block)?;
                from = to;
            }
        }
    }
    push(at - w, at + 1, blocks - 1)?;
    (!scratch.count.is_empty()).then_some(())
}
