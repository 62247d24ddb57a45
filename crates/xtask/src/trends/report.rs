//! The table that is printed: what was found at the fixed thresholds, and what that cost.

use std::{fmt::Write as _, path::Path};

use super::{Scored, recurring, score};

/// Markdown. Without the planted signals in the folder it only names files and thresholds.
pub fn text(
    folder: &Path,
    sets: usize,
    scored: &[Scored],
    all: &[(recurring::Combination, f64)],
    flags: &[(recurring::Combination, f64)],
) -> Result<String, String> {
    let mut out =
        String::from("| file | threshold at half / one / two alarms a month |\n|---|---|\n");
    for one in scored {
        let [half, single, double] = one.thresholds.map(|t| t.1);
        let _ = writeln!(out, "| {} | {half} / {single} / {double} |", one.file);
    }
    if !folder.join("integrity_signals.csv").exists() {
        return Ok(out);
    }
    let signals = score::signals(folder, sets)?;
    let judge = score::Judge::new(sets, &signals);
    out += "\n| seen | budget | false alarms a month | found in 3 months | in 6 | delay | more staff (other units) | faster closing (other units) |\n|---|---|---|---|---|---|---|---|\n";
    for one in scored {
        for (budget, threshold) in one.thresholds {
            let f = judge.figures(&one.scores, threshold);
            let [staff, pace] =
                ["trap_fte", "trap_delay"].map(|kind| judge.trap(kind, &one.scores, threshold));
            let _ = writeln!(
                out,
                "| {} | {budget} | {:.2} | {:.1} % | {:.1} % | {:.1} | {:.2} ({:.2}) | {:.2} ({:.2}) |",
                one.view,
                f.false_alarms,
                100.0 * f.within_three,
                100.0 * f.within_six,
                f.delay,
                staff.0,
                staff.1,
                pace.0,
                pace.1
            );
        }
    }
    if folder.join("integrity_combos.csv").exists() {
        let planted = recurring::planted(folder)?;
        let [recall, precision, top] =
            recurring::figures(all, flags, &planted).map(|share| 100.0 * share);
        let _ = writeln!(
            out,
            "\nRecurring combinations: recall {recall:.1} %, precision {precision:.1} %, {top:.1} % among the eight highest."
        );
    }
    Ok(out)
}
