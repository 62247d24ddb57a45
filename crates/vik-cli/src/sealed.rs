//! The texts of an import, on their way to the sealed place.

use vik_desk::vault::{CaseText, Sealing, Vault};
use vik_intake::stages::Narrative;
use vik_pseudonym::Keys;
use vik_warehouse::ImportId;

use crate::context::Folders;
use crate::outcome::{Failure, chain};

/// Begins the sealed file of an import.
pub fn begin(folders: &Folders, keys: &Keys, import: &ImportId) -> Result<Sealing, Failure> {
    let epoch = keys.epoch();
    let key = keys
        .narrative_key(epoch)
        .ok_or_else(|| Failure::Key("the key has no epoch: run `vik key check`".to_owned()))?;
    Vault::at(&folders.narratives)
        .begin(&import.0, epoch, &key)
        .map_err(|e| Failure::Storage(chain(&e)))
}

/// Seals the texts of a batch.
pub fn put(sealing: &mut Sealing, narratives: Vec<Narrative>) -> Result<(), Failure> {
    for narrative in narratives {
        let pseudonym = narrative
            .case
            .as_bytes()
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        let told = narrative.into_told();
        let case = CaseText {
            pseudonym,
            number: told.number,
            closed_on: told.closed_on,
            embargo_until: told.embargo_until,
            route: told.route,
            persons: told.persons,
            units: told.units,
            issues: told.issues,
            causes: told.causes,
            sanctions: told.sanctions,
            text: told.text,
        };
        sealing
            .put(&case)
            .map_err(|e| Failure::Storage(chain(&e)))?;
    }
    Ok(())
}

/// Makes the sealed file appear; it does so before its cases, so that no case loses its text.
pub fn finish(sealing: Sealing) -> Result<(), Failure> {
    sealing
        .finish()
        .map(|_| ())
        .map_err(|e| Failure::Storage(chain(&e)))
}
