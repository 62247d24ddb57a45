//! Writing a bundle: five parts, a manifest of their digests, and a signature over that.

use vik_disclosure::History;
use vik_disclosure::ledger::{Statement, told};
use vik_domain::Text;

use crate::codes::{CodesError, Dimensions, said, used};
use crate::container;
use crate::key::SigningSecret;
use crate::manifest::{FORMAT, KIND, MAX_MANIFEST, Manifest, listed, sound_id};
use crate::note::{DefinitionNote, NoteError};
use crate::shareable::Shareable;

/// Who sends a bundle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartnerName {
    /// Lower-case letters, digits and hyphens, at most 40.
    pub id: String,
    /// What it is called.
    pub name: Text,
}

/// What goes into a bundle.
#[derive(Debug)]
pub struct Content<'a> {
    /// Whose it is.
    pub from: &'a PartnerName,
    /// The releases; only [`Shareable`] ones can enter.
    pub releases: &'a Shareable,
    /// The code list of each attribute; those that the cubes do not use are left out.
    pub lists: &'a Dimensions,
    /// What is counted.
    pub note: &'a DefinitionNote,
}

/// Why no bundle was written.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The id or name of the organisation.
    #[error(
        "expected an organisation id of lower-case letters, digits and hyphens, at most 40, and a name in both languages"
    )]
    Name,
    /// The definition note.
    #[error(transparent)]
    Note(#[from] NoteError),
    /// The code lists.
    #[error(transparent)]
    Codes(#[from] CodesError),
    /// Too much at once.
    #[error("the bundle would be larger than any reader accepts: share fewer months")]
    TooLarge,
    /// A part could not be written as JSON.
    #[error("the part `{0}` could not be written")]
    Part(&'static str),
}

/// Writes a bundle.
///
/// # Guarantee
/// A function of its arguments: the same content and key give the same bytes. Ed25519 signatures
/// are deterministic (RFC 8032, 5.1.6).
///
/// # Errors
/// [`ExportError`] when a part is incomplete.
pub fn export(content: &Content<'_>, key: &SigningSecret) -> Result<Vec<u8>, ExportError> {
    let Content {
        from,
        releases,
        lists,
        note,
    } = *content;
    if !sound_id(&from.id) || !said(&from.name) {
        return Err(ExportError::Name);
    }
    note.check()?;
    let lists = used(releases.history(), lists)?;
    let cells = lines(&cells(releases.history()));
    let codelists = json("codelists.json", &lists)?;
    let note = json("definition-note.json", note)?;
    let history = releases.history().to_bytes();
    let records = json("records.json", releases.records())?;
    let parts: [&[u8]; 5] = [&cells, &codelists, &note, &history, &records];
    let newest = releases.records().last();
    let manifest = Manifest {
        format: FORMAT,
        kind: KIND.to_owned(),
        organisation: from.id.clone(),
        name: from.name.clone(),
        public_key: key.public().to_string(),
        release: newest.map_or(0, |record| record.number),
        head: newest.map_or(String::new(), |record| record.hash.clone()),
        parts: listed(&parts),
    };
    let manifest = json("manifest.json", &manifest)?;
    if manifest.len() > MAX_MANIFEST {
        return Err(ExportError::Name);
    }
    let signature = key.sign(&manifest);
    let [cells, codelists, note, history, records] = parts;
    container::write(&[
        &manifest, &signature, cells, codelists, note, history, records,
    ])
    .ok_or(ExportError::TooLarge)
}

/// The leaves of every shared release that are not zero, in the order of the releases.
///
/// Margins are their sums and absent leaves are zero, so neither is repeated.
pub(crate) fn cells(history: &History) -> Vec<Statement> {
    let mut cells = Vec::new();
    for release in &history.releases {
        let cubes = history.cubes(release).unwrap_or_default();
        let width = |id: &str| {
            let spec = cubes
                .iter()
                .map(|cube| &cube.spec)
                .find(|spec| spec.id == id)?;
            let above = spec
                .dims
                .iter()
                .filter(|dim| dim.parent_name.is_some())
                .count();
            Some(spec.dims.len() + above)
        };
        let leaf = |one: &Statement| {
            one.value.is_some_and(|value| value > 0) && width(&one.cube) == Some(one.codes.len())
        };
        cells.extend(told(history, release).into_iter().filter(leaf));
    }
    cells
}

fn lines(cells: &[Statement]) -> Vec<u8> {
    vik_disclosure::ledger::write_statements(cells).into_bytes()
}

fn json<T: serde::Serialize + ?Sized>(
    part: &'static str,
    value: &T,
) -> Result<Vec<u8>, ExportError> {
    serde_json::to_vec(value).map_err(|_| ExportError::Part(part))
}
