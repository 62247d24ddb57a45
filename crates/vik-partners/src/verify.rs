//! Opening a bundle: the signature first, then every digest, then what the figures prove.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use vik_disclosure::ledger::{Statement, read_statements};
use vik_disclosure::{History, ReleaseRecord, Verified};
use vik_domain::Text;

use crate::bundle::cells;
use crate::codes::{CodesError, Dimensions, said, used};
use crate::container::{self, ContainerError, NAMES};
use crate::key::PublicKey;
use crate::manifest::{FORMAT, KIND, MAX_MANIFEST, Manifest, Part, sound_id};
use crate::note::{DefinitionNote, NoteError};
use crate::shareable::{ShareError, Shareable};

/// A bundle that verified. There is no other way to make one.
#[derive(Debug, Clone)]
pub struct Bundle {
    manifest: Manifest,
    note: DefinitionNote,
    lists: Dimensions,
    cells: Vec<Statement>,
    shared: Shareable,
}

/// Why a bundle is not believed. Each says what differs; none repeats a figure.
#[derive(Debug, thiserror::Error)]
pub enum VerifyError {
    /// The archive.
    #[error(transparent)]
    Container(#[from] ContainerError),
    /// Another kind of file.
    #[error("the manifest is not that of a partner bundle")]
    Manifest,
    /// Another version of the format.
    #[error("the bundle has format {found} and this program reads format {FORMAT}: {}", if *.found < FORMAT { "ask the sender for a newer one" } else { "a newer version of this program is needed" })]
    Format {
        /// The version in the file.
        found: u64,
    },
    /// Signed by somebody else.
    #[error(
        "the bundle names another key than the one you trust; ask the sender by telephone which is right"
    )]
    OtherKey,
    /// The signature.
    #[error("the signature does not fit the manifest and the key: one of them was changed")]
    Signature,
    /// A part.
    #[error(
        "the part `{0}` is not what was signed: its length or SHA-256 differs from the manifest"
    )]
    Part(&'static str),
    /// A part that was signed, yet is not as the format says.
    #[error("the part `{0}` is not as the format says")]
    Layout(&'static str),
    /// The definition note.
    #[error(transparent)]
    Note(#[from] NoteError),
    /// The code lists.
    #[error(transparent)]
    Codes(#[from] CodesError),
    /// The chain, a digest of a cube, or a witness.
    #[error(transparent)]
    Proof(#[from] ShareError),
    /// The newest release.
    #[error("the manifest names another newest release than the chain of records ends with")]
    Head,
    /// The lines.
    #[error("the lines of `cells.jsonl` are not the cells that the releases prove")]
    Cells,
    /// An earlier bundle tells another history.
    #[error(
        "release {release} differs from the bundle that was kept earlier: what was published has been changed afterwards, or the bundle is older"
    )]
    Rewritten {
        /// The first release that differs.
        release: u64,
    },
}

/// Checks a bundle against the key that its sender handed over by another road.
///
/// # Guarantee
/// `Ok` means: signed with that key; every part has the SHA-256 that was signed; the archive has no
/// byte that means nothing; the chain of records is whole; every shared release has the digests of
/// its record, and its witness gives every leaf its worlds (see `vik_disclosure::theorem`); the
/// lines are exactly the cells of those releases; every code has a label.
/// Nothing but the manifest is parsed before its signature was checked.
///
/// # Errors
/// [`VerifyError`], which says in a sentence what differs.
pub fn verify(file: &[u8], key: &PublicKey) -> Result<Bundle, VerifyError> {
    #[derive(Deserialize)]
    struct Version {
        format: u64,
        kind: String,
    }
    let all = container::read(file)?;
    let [manifest, signature, parts @ ..] = all;
    if manifest.len() > MAX_MANIFEST {
        return Err(VerifyError::Manifest);
    }
    let version: Version = serde_json::from_slice(manifest).map_err(|_| VerifyError::Manifest)?;
    if version.kind != KIND {
        return Err(VerifyError::Manifest);
    }
    if version.format != FORMAT {
        return Err(VerifyError::Format {
            found: version.format,
        });
    }
    let signature: [u8; 64] = signature.try_into().map_err(|_| VerifyError::Signature)?;
    let read: Option<Manifest> = serde_json::from_slice(manifest).ok();
    if !key.fits(manifest, &signature) {
        let other = read.is_some_and(|manifest| {
            let named = manifest.public_key.parse::<PublicKey>();
            named.is_ok_and(|named| named != *key)
        });
        return Err(if other {
            VerifyError::OtherKey
        } else {
            VerifyError::Signature
        });
    }
    let manifest = read.ok_or(VerifyError::Manifest)?;
    if manifest.parts.len() != parts.len() {
        return Err(VerifyError::Manifest);
    }
    let names = NAMES.into_iter().skip(2);
    for ((name, bytes), signed) in names.zip(parts).zip(&manifest.parts) {
        if Part::of(name, bytes) != *signed {
            return Err(VerifyError::Part(name));
        }
    }
    container::spelled(file, &all)?;
    content(manifest, key, parts)
}

/// What the signed parts say, and whether they prove it.
fn content(manifest: Manifest, key: &PublicKey, parts: [&[u8]; 5]) -> Result<Bundle, VerifyError> {
    if !sound_id(&manifest.organisation)
        || !said(&manifest.name)
        || manifest.public_key != key.to_string()
    {
        return Err(VerifyError::Manifest);
    }
    let [lines, lists, note, history, records] = parts;
    let note: DefinitionNote = json("definition-note.json", note)?;
    note.check()?;
    let lists: Dimensions = json("codelists.json", lists)?;
    let records: Vec<ReleaseRecord> = json("records.json", records)?;
    let history = History::from_bytes(history).map_err(|_| VerifyError::Layout("history.json"))?;
    let shared = Shareable::of_bundle(records, history)?;
    let head = shared.records().last();
    if head.map(|record| (record.number, &record.hash)) != Some((manifest.release, &manifest.head))
    {
        return Err(VerifyError::Head);
    }
    if used(shared.history(), &lists)?.len() != lists.len() {
        return Err(VerifyError::Layout("codelists.json"));
    }
    let layout = VerifyError::Layout("cells.jsonl");
    let Ok(text) = std::str::from_utf8(lines) else {
        return Err(layout);
    };
    let said = read_statements(text).map_err(|_| layout)?;
    if !same(&said, &cells(shared.history())) {
        return Err(VerifyError::Cells);
    }
    Ok(Bundle {
        manifest,
        note,
        lists,
        cells: said,
        shared,
    })
}

/// The same lines, each as often, in any order.
fn same(left: &[Statement], right: &[Statement]) -> bool {
    let sorted = |lines: &[Statement]| {
        let mut lines: Vec<&Statement> = lines.iter().collect();
        lines.sort();
        lines.into_iter().cloned().collect::<Vec<_>>()
    };
    left == right || sorted(left) == sorted(right)
}

fn json<T: DeserializeOwned>(part: &'static str, bytes: &[u8]) -> Result<T, VerifyError> {
    serde_json::from_slice(bytes).map_err(|_| VerifyError::Layout(part))
}

impl Bundle {
    /// Whose it is, and the digests of its parts.
    #[must_use]
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// What is counted.
    #[must_use]
    pub fn note(&self) -> &DefinitionNote {
        &self.note
    }

    /// The code list of each attribute.
    #[must_use]
    pub fn lists(&self) -> &Dimensions {
        &self.lists
    }

    /// The leaves that are not zero, one line each as in `vik audit export`.
    #[must_use]
    pub fn cells(&self) -> &[Statement] {
        &self.cells
    }

    /// The shared releases with definitions and witnesses.
    #[must_use]
    pub fn history(&self) -> &History {
        self.shared.history()
    }

    /// Every record up to the newest shared release.
    #[must_use]
    pub fn records(&self) -> &[ReleaseRecord] {
        self.shared.records()
    }

    /// What was checked.
    #[must_use]
    pub fn verified(&self) -> &Verified {
        self.shared.verified()
    }

    /// The verdict in a sentence.
    #[must_use]
    pub fn sentence(&self) -> Text {
        let proof = self.verified().sentence();
        let Text { nl, en } = &self.manifest.name;
        Text {
            nl: format!("De bundel is van {nl} en ongewijzigd. {}", proof.nl),
            en: format!("The bundle is from {en} and unchanged. {}", proof.en),
        }
    }

    /// Whether this bundle goes on where an earlier one of the same sender stopped.
    ///
    /// # Errors
    /// [`VerifyError::Rewritten`] with the first release that differs or is not there any more.
    pub fn continues(&self, earlier: &Bundle) -> Result<(), VerifyError> {
        for (old, at) in earlier.records().iter().zip(0..) {
            if self.records().get(at).map(|new| &new.hash) != Some(&old.hash) {
                let release = old.number;
                return Err(VerifyError::Rewritten { release });
            }
        }
        Ok(())
    }
}
