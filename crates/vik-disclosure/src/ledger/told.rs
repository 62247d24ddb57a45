//! The ledger of a whole release history: every number of every period, to whom it was told.

use crate::ledger::produce::{Declaration, published_statements};
use crate::ledger::statement::Statement;
use crate::witness::{History, HistoryRelease, Kind};

/// Who reads the months: analysts, who read the quarters too.
pub const ANALYST: &str = "analyst";
/// Who reads the derived quarters.
pub const LEADERSHIP: &str = "leadership";

/// All statements of one release of a history; none when its definitions are missing.
///
/// Rounded months are told to [`ANALYST`], derived quarters to [`LEADERSHIP`]; an analyst sees
/// both, so attack the union.
pub fn told(history: &History, release: &HistoryRelease) -> Vec<Statement> {
    let Some(cubes) = history.cubes(release) else {
        return Vec::new();
    };
    let Some(proof) = &release.record.proof else {
        return Vec::new();
    };
    let (audience, declaration) = match release.witness.kind {
        Kind::Paths => (ANALYST, Declaration::mother(proof.base)),
        Kind::Derived => (
            LEADERSHIP,
            Declaration::derived(proof.base, mother_base(history), 3),
        ),
        Kind::Year => {
            let mut declaration = Declaration::mother(proof.base);
            declaration.leaf = proof.tolerance;
            (LEADERSHIP, declaration)
        }
    };
    published_statements(&cubes, &release.record.period, audience, &declaration)
}

/// The base of the months that quarters were derived from.
fn mother_base(history: &History) -> u32 {
    history
        .releases
        .iter()
        .filter(|release| release.witness.kind == Kind::Paths)
        .find_map(|release| Some(release.record.proof.as_ref()?.base))
        .unwrap_or(3)
}
