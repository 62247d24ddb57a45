//! What was imported, kept as it came: a folder for each partner, checked again whenever it is read.
//!
//! A page never shows a figure from a file that no longer verifies; it shows the sentence that says why.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use vik_domain::CodeList;

use crate::container::MAX_BYTES;
use crate::cubes::{Crosswalk, CubesError, figures_of_bundle};
use crate::figures::Figures;
use crate::key::{KeyError, PublicKey};
use crate::table::{Description, DescriptionError, Table, TableError};
use crate::verify::{Bundle, VerifyError, verify};

const BUNDLE: &str = "bundle.zip";
const KEY: &str = "sender.pub";
const TABLE: &str = "table.csv";
const DESCRIPTION: &str = "table.toml";

/// Why something was not kept, or cannot be shown.
#[derive(Debug, thiserror::Error)]
pub enum ShelfError {
    /// The bundle.
    #[error(transparent)]
    Bundle(#[from] VerifyError),
    /// Its cubes.
    #[error(transparent)]
    Cubes(#[from] CubesError),
    /// The table.
    #[error(transparent)]
    Table(#[from] TableError),
    /// Its description.
    #[error(transparent)]
    Description(#[from] DescriptionError),
    /// The key of the sender.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// A partner that was kept under another key.
    #[error(
        "this partner is known by another key: remove what is kept of it first, if the change is right"
    )]
    AnotherKey,
    /// A file.
    #[error("{} cannot be {step}", .file.display())]
    File {
        /// Which.
        file: PathBuf,
        /// What was tried.
        step: &'static str,
        /// Why not.
        #[source]
        cause: std::io::Error,
    },
    /// A folder that holds neither a bundle nor a table.
    #[error("{}: expected a bundle with its key, or a table with its description", .0.display())]
    Empty(PathBuf),
}

/// One partner on the shelf.
#[derive(Debug)]
pub struct Kept {
    /// Name of its folder, which is its id.
    pub id: String,
    /// Its figures, or why they are not shown.
    pub figures: Result<Figures, ShelfError>,
}

/// Verifies a bundle and keeps it with the key of its sender.
///
/// # Errors
/// When it does not verify, when it does not go on from the bundle that was kept before, or when
/// the partner is known by another key; what was kept then stays.
pub fn keep_bundle(folder: &Path, file: &[u8], key: &PublicKey) -> Result<Bundle, ShelfError> {
    let bundle = verify(file, key)?;
    let own = folder.join(&bundle.manifest().organisation);
    if own.join(BUNDLE).exists() {
        if kept_key(&own)? != *key {
            return Err(ShelfError::AnotherKey);
        }
        bundle.continues(&verify(&read(&own.join(BUNDLE), MAX_BYTES)?, key)?)?;
    }
    write(&own, KEY, key.to_string().as_bytes())?;
    write(&own, BUNDLE, file)?;
    Ok(bundle)
}

/// Reads a table and keeps it with its description.
///
/// # Errors
/// When either cannot be read; what was kept then stays.
pub fn keep_table(
    folder: &Path,
    csv: &[u8],
    description: &str,
    ours: &CodeList,
) -> Result<Figures, ShelfError> {
    let described = Description::parse(description)?;
    let table = Table::read(csv, &described, ours)?;
    let own = folder.join(&described.partner.id);
    write(&own, DESCRIPTION, description.as_bytes())?;
    write(&own, TABLE, csv)?;
    Ok(table.into_figures())
}

/// Every partner on the shelf in the order of their ids; none when there is no shelf yet.
///
/// `attribute` is the one that our categories are called by in the cubes. A partner that sent both a
/// bundle and a table is shown from the bundle.
///
/// # Errors
/// [`ShelfError::File`] when the folder itself cannot be read.
pub fn partners(folder: &Path, attribute: &str, ours: &CodeList) -> Result<Vec<Kept>, ShelfError> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let failed = |cause| ShelfError::File {
        file: folder.to_path_buf(),
        step: "read",
        cause,
    };
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.is_dir() {
            let id = path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            let figures = shown(&path, attribute, ours);
            found.push(Kept { id, figures });
        }
    }
    found.sort_by(|left, right| left.id.cmp(&right.id));
    Ok(found)
}

fn shown(own: &Path, attribute: &str, ours: &CodeList) -> Result<Figures, ShelfError> {
    if own.join(BUNDLE).exists() {
        let bundle = verify(&read(&own.join(BUNDLE), MAX_BYTES)?, &kept_key(own)?)?;
        return Ok(figures_of_bundle(
            &bundle,
            attribute,
            &Crosswalk::new(),
            ours,
        )?);
    }
    if !own.join(TABLE).exists() {
        return Err(ShelfError::Empty(own.to_path_buf()));
    }
    let description = read(&own.join(DESCRIPTION), 1 << 20)?;
    let described = Description::parse(&String::from_utf8_lossy(&description))?;
    Ok(Table::read(&read(&own.join(TABLE), 2 << 20)?, &described, ours)?.into_figures())
}

fn kept_key(own: &Path) -> Result<PublicKey, ShelfError> {
    let text = read(&own.join(KEY), 1024)?;
    Ok(String::from_utf8_lossy(&text).parse()?)
}

/// Reads a file that somebody else may have made, unless it is larger than it can be.
///
/// # Errors
/// [`ShelfError::File`].
pub fn read(file: &Path, most: usize) -> Result<Vec<u8>, ShelfError> {
    use std::io::Read as _;
    let failed = |cause| ShelfError::File {
        file: file.to_path_buf(),
        step: "read",
        cause,
    };
    let mut bytes = Vec::new();
    let limit = most as u64 + 1;
    let opened = fs::File::open(file).map_err(failed)?;
    opened.take(limit).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() > most {
        return Err(failed(std::io::Error::from(
            std::io::ErrorKind::FileTooLarge,
        )));
    }
    Ok(bytes)
}

/// Writes beside the old file first, so that a power cut leaves the one or the other.
fn write(own: &Path, name: &str, bytes: &[u8]) -> Result<(), ShelfError> {
    let file = own.join(name);
    let failed = |cause| ShelfError::File {
        file: file.clone(),
        step: "written",
        cause,
    };
    fs::create_dir_all(own).map_err(failed)?;
    let beside = own.join(format!("{name}.new"));
    let mut out = fs::File::create(&beside).map_err(failed)?;
    out.write_all(bytes)
        .and_then(|()| out.sync_all())
        .map_err(failed)?;
    fs::rename(&beside, &file).map_err(failed)
}
