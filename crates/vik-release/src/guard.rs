//! The attack on a release together with everything published before it, made before it is published.
//!
//! The theorem says that nothing will be found; this is the independent second look. It attacks as
//! somebody of all audiences at once: whoever reads less has more possible worlds, so what is safe
//! from the union is safe from each audience.

use std::collections::BTreeSet;
use std::path::Path;

use vik_disclosure::attack::{Memory, Options, attack_again};
use vik_disclosure::exact::Frame;
use vik_disclosure::ledger::{Ledger, Statement, told};
use vik_disclosure::{
    CubeLeaves, History, HistoryRelease, Proof, PublishedCube, Refusal, Released,
};

use vik_published::{exact, told_totals};

use crate::error::ReleaseError;

/// Cells of the newest release that are also attacked by programme, and by colleagues.
const SAMPLED: usize = 2;

/// Everything told so far, and what was found in it.
pub(crate) struct Guard {
    ledger: Ledger,
    memory: Memory,
}

impl Guard {
    /// Reads what was told by everything published in `folder`.
    pub(crate) async fn open(folder: &Path) -> Result<Self, ReleaseError> {
        let history = vik_published::history(folder).await?;
        let mut ledger = Ledger::new();
        for release in &history.releases {
            ledger.extend(told(&history, release));
        }
        ledger.extend(told_totals(&history, &exact(folder)?));
        Ok(Self {
            ledger,
            memory: Memory::default(),
        })
    }

    /// Attacks a release and all that ties in with its period; the ledger holds it afterwards if
    /// nothing was found.
    ///
    /// # Errors
    /// A refusal by the rule `attack`.
    pub(crate) fn challenge(
        &mut self,
        released: &Released<Vec<PublishedCube>>,
        proof: &Proof,
        newest: bool,
    ) -> Result<(), Refusal> {
        let release = HistoryRelease {
            record: released.record().clone(),
            cubes: released.value().iter().map(leaves).collect(),
            witness: proof.witness.clone(),
        };
        let mut history = History::default();
        history
            .definitions
            .insert(proof.definitions.sha256(), proof.definitions.clone());
        let period = release.record.period.clone();
        let statements = told(&history, &release);
        let mut tied = self.ledger.tied_to(&period);
        tied.extend(statements.iter().cloned());
        // Every cell by elimination and propagation; programmes take seconds, so a backlog of
        // months has them in its newest one. `vik audit attack` spends more on them.
        let options = Options {
            sample: Some(if newest { SAMPLED } else { 0 }),
            listed: 10,
            ..Options::default()
        };
        let found = attack_again(&tied, &options, &mut self.memory);
        if statements.is_empty() || found.contradiction || found.discloses() {
            return Err(attacked(
                &period,
                "the same period without the exact totals registered for it",
            ));
        }
        self.ledger.extend(statements);
        Ok(())
    }

    /// Attacks exact totals with everything that ties in with their months; the ledger holds them
    /// afterwards if nothing was found.
    ///
    /// # Errors
    /// A refusal by the rule `attack`.
    pub(crate) fn challenge_exact(
        &mut self,
        frame: &Frame,
        statements: Vec<Statement>,
    ) -> Result<(), Refusal> {
        let months: BTreeSet<&String> = frame.periods.iter().flatten().collect();
        let mut tied: BTreeSet<Statement> = BTreeSet::new();
        for month in months {
            tied.extend(self.ledger.tied_to(month).statements());
        }
        tied.extend(statements.iter().cloned());
        let options = Options {
            sample: Some(0),
            listed: 10,
            ..Options::default()
        };
        let tied: Ledger = tied.into_iter().collect();
        let found = attack_again(&tied, &options, &mut self.memory);
        if found.contradiction || found.discloses() {
            return Err(attacked(
                &frame.id,
                "the totals as sums of rounded cells, or over longer periods",
            ));
        }
        self.ledger.extend(statements);
        Ok(())
    }
}

/// The refusal of what an attack found something in.
pub(crate) fn attacked(period: &str, would_pass: &str) -> Refusal {
    Refusal {
        rule: "attack".to_owned(),
        subject: period.to_owned(),
        would_pass: format!(
            "{would_pass}; if there are none this is a defect of the program, please report it"
        ),
    }
}

fn leaves(cube: &PublishedCube) -> CubeLeaves {
    let mut leaves = cube.leaves.clone();
    leaves.sort();
    CubeLeaves {
        id: cube.spec.id.clone(),
        leaves,
    }
}
