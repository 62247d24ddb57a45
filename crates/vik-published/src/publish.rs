//! The only way onto the open side: a `Released` value, written whole or not at all.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use vik_disclosure::{
    CubeSpec, Proof, PublishedCube, PublishedLeaf, Refusal, ReleaseRecord, Released, verify_chain,
};
use vik_domain::{Month, Quarter};
use vik_lake::{Lease, Mark, Mode, Table};

use crate::cells::{Family, PublishedCell, schema, to_batch};
use crate::error::OpenError;
use crate::open::read_cells;
use crate::reference::Reference;

const STREAM: &str = "release";

/// The store of one organisation, open for publishing; only one can be open at a time.
pub struct Publisher {
    folder: PathBuf,
    table: Table,
    records: Vec<ReleaseRecord>,
    _lease: Lease,
}

impl Publisher {
    /// Opens the store in `folder`, making it if it is new.
    ///
    /// # Errors
    /// [`OpenError::Lake`] when another process publishes, [`OpenError::Damaged`] or
    /// [`OpenError::Chain`] when what is there is not whole.
    pub async fn open(folder: &Path) -> Result<Self, OpenError> {
        let lease = Lease::take(folder)?;
        let table = Table::open_or_create(&cells_folder(folder), &schema()).await?;
        let records = published(folder, &table).await?;
        Ok(Self {
            folder: folder.to_path_buf(),
            table,
            records,
            _lease: lease,
        })
    }

    /// Every release so far, oldest first.
    #[must_use]
    pub fn releases(&self) -> &[ReleaseRecord] {
        &self.records
    }

    /// Where the store is.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Publishes one release with its proof.
    ///
    /// # Guarantee
    /// Its cells appear in one commit, after its proof. A release that is already there changes
    /// nothing. If the process ends half-way the next attempt with the same release completes it.
    ///
    /// # Errors
    /// [`OpenError::Chain`] when the release does not follow the newest one or the proof is not its
    /// own; nothing is written then.
    pub async fn append(
        &mut self,
        release: Released<Vec<PublishedCube>>,
        proof: &Proof,
    ) -> Result<(), OpenError> {
        let (cubes, record) = release.into_parts();
        let number = record.number;
        if self
            .records
            .iter()
            .any(|known| known.number == number && known.hash == record.hash)
        {
            return Ok(());
        }
        let broken = OpenError::Chain { number };
        let mut records = self.records.clone();
        records.push(record);
        verify_chain(&records).map_err(|_| OpenError::Chain { number })?;
        let Some(record) = records.last() else {
            return Err(broken);
        };
        if record.proof.as_ref() != Some(&proof.digest()) {
            return Err(broken);
        }
        let (family, period) = family_of(&record.period).ok_or(broken)?;

        let definitions = definitions_file(&self.folder, &proof.definitions.sha256());
        if !definitions.exists() {
            write_durably(&definitions, &proof.definitions.to_bytes())?;
        }
        write_durably(
            &witness_file(&self.folder, number),
            &proof.witness.to_bytes(),
        )?;
        let file = release_file(&self.folder, number);
        write_durably(&file, &to_json(&file, record)?)?;
        let mut staged = self.table.stage()?;
        let cells = cells(&cubes, family, period);
        staged
            .write(to_batch(number, &cells).map_err(|e| OpenError::Engine(e.into()))?)
            .await?;
        let mark = Mark {
            stream: STREAM.to_owned(),
            position: number as i64,
        };
        self.table.commit(staged, Mode::Append, &mark).await?;
        self.records = records;
        Ok(())
    }

    /// The cubes of the newest months, as they were published.
    ///
    /// # Errors
    /// [`OpenError::Damaged`] when the cells cannot be read.
    pub async fn recent_months(
        &self,
        months: usize,
        specs: &[CubeSpec],
    ) -> Result<BTreeMap<Month, Vec<PublishedCube>>, OpenError> {
        let newest: BTreeSet<Month> = self
            .records
            .iter()
            .filter_map(|r| r.period.parse().ok())
            .collect();
        let newest: BTreeSet<i32> = newest
            .into_iter()
            .rev()
            .take(months)
            .map(Month::first_day_number)
            .collect();
        let last = self.records.last().map_or(0, |record| record.number);
        let mut leaves: BTreeMap<(i32, String), Vec<PublishedLeaf>> = BTreeMap::new();
        for (_, cell) in read_cells(&self.folder, &self.table, last).await? {
            if cell.family == Family::Month && newest.contains(&cell.period) {
                let leaf = PublishedLeaf {
                    codes: cell.codes,
                    persons: cell.persons as u32,
                    cases: cell.cases as u32,
                };
                leaves
                    .entry((cell.period, cell.cube))
                    .or_default()
                    .push(leaf);
            }
        }
        let cubes = |period: i32| {
            let of = |spec: &CubeSpec| PublishedCube {
                spec: spec.clone(),
                leaves: leaves
                    .get(&(period, spec.id.clone()))
                    .cloned()
                    .unwrap_or_default(),
            };
            (Month::of_day(period), specs.iter().map(of).collect())
        };
        Ok(newest.into_iter().map(cubes).collect())
    }

    /// Notes that a period was refused, for everybody to see: a refusal follows from definitions, rosters
    /// and what was published before. The one exception is `additive rounding`, which never occurred in a
    /// trial and reads like any other.
    ///
    /// # Errors
    /// [`OpenError::File`].
    pub fn refused(&self, period: &str, refusal: &Refusal) -> Result<(), OpenError> {
        let file = refusals_file(&self.folder);
        let mut all = refusals(&self.folder)?;
        let noted = Refused {
            period: period.to_owned(),
            after_release: self.records.last().map_or(0, |record| record.number),
            rule: refusal.rule.to_owned(),
            subject: refusal.subject.clone(),
            would_pass: refusal.would_pass.clone(),
        };
        if !all.contains(&noted) {
            all.push(noted);
            write_durably(&file, &to_json(&file, &all)?)?;
        }
        Ok(())
    }

    /// Replaces the reference data that stands beside the cubes.
    ///
    /// # Errors
    /// [`OpenError::File`].
    pub fn describe(&self, reference: &Reference) -> Result<(), OpenError> {
        let file = reference_file(&self.folder);
        write_durably(&file, &to_json(&file, reference)?)
    }
}

/// A period that the policy refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    /// The period.
    pub period: String,
    /// The newest release when it was refused.
    pub after_release: u64,
    /// The rule that refused.
    pub rule: String,
    /// What was refused: a cube, or a period.
    pub subject: String,
    /// What would pass instead.
    pub would_pass: String,
}

/// Every refusal so far, oldest first.
///
/// # Errors
/// [`OpenError::File`] or [`OpenError::Damaged`].
pub fn refusals(folder: &Path) -> Result<Vec<Refused>, OpenError> {
    let file = refusals_file(folder);
    match std::fs::read(&file) {
        Ok(text) => serde_json::from_slice(&text).map_err(|_| OpenError::Damaged { file }),
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(cause) => Err(OpenError::File {
            file,
            step: "read",
            cause,
        }),
    }
}

pub(crate) fn to_json<T: serde::Serialize>(file: &Path, value: &T) -> Result<Vec<u8>, OpenError> {
    serde_json::to_vec(value).map_err(|_| OpenError::Damaged {
        file: file.to_path_buf(),
    })
}

fn cells(cubes: &[PublishedCube], family: Family, period: i32) -> Vec<PublishedCell> {
    let leaves = cubes
        .iter()
        .flat_map(|cube| cube.leaves.iter().map(move |leaf| (&cube.spec.id, leaf)));
    leaves
        .map(|(cube, leaf)| PublishedCell {
            cube: cube.clone(),
            family,
            period,
            codes: leaf.codes.clone(),
            persons: i64::from(leaf.persons),
            cases: i64::from(leaf.cases),
        })
        .collect()
}

/// The releases in a folder of the open side, oldest first; none when nothing was published.
///
/// # Errors
/// [`OpenError::Damaged`] or [`OpenError::Chain`].
pub async fn releases(folder: &Path) -> Result<Vec<ReleaseRecord>, OpenError> {
    if !cells_folder(folder).join("_delta_log").exists() {
        return Ok(Vec::new());
    }
    published(folder, &Table::open(&cells_folder(folder)).await?).await
}

/// The family and the first day of a period such as `2024-03` or `2024-Q1`.
pub(crate) fn family_of(period: &str) -> Option<(Family, i32)> {
    if let Ok(quarter) = period.parse::<Quarter>() {
        return Some((Family::Quarter, quarter.months()[0].first_day_number()));
    }
    let month = period.parse::<Month>().ok()?;
    Some((Family::Month, month.first_day_number()))
}

/// The releases that are complete: recorded, and with their cells in the table.
pub(crate) async fn published(
    folder: &Path,
    table: &Table,
) -> Result<Vec<ReleaseRecord>, OpenError> {
    let newest = table.position(STREAM).await?.unwrap_or_default() as u64;
    let mut records = Vec::new();
    for number in 1..=newest {
        let file = release_file(folder, number);
        let text = std::fs::read(&file).map_err(|cause| OpenError::File {
            file: file.clone(),
            step: "read",
            cause,
        })?;
        records.push(serde_json::from_slice(&text).map_err(|_| OpenError::Damaged { file })?);
    }
    if !records.is_empty() {
        verify_chain(&records).map_err(|_| OpenError::Chain { number: newest })?;
    }
    Ok(records)
}

pub(crate) fn cells_folder(folder: &Path) -> PathBuf {
    folder.join("cells")
}

pub(crate) fn reference_file(folder: &Path) -> PathBuf {
    folder.join("reference.json")
}

fn release_file(folder: &Path, number: u64) -> PathBuf {
    folder.join("releases").join(format!("{number:06}.json"))
}

pub(crate) fn witness_file(folder: &Path, number: u64) -> PathBuf {
    folder.join("witnesses").join(format!("{number:06}.json"))
}

pub(crate) fn definitions_file(folder: &Path, sha256: &str) -> PathBuf {
    folder.join("definitions").join(format!("{sha256}.json"))
}

fn refusals_file(folder: &Path) -> PathBuf {
    folder.join("refusals.json")
}

/// Writes a file so that it is there whole, or not, whenever the power fails.
pub(crate) fn write_durably(file: &Path, bytes: &[u8]) -> Result<(), OpenError> {
    let failed = |cause| OpenError::File {
        file: file.to_path_buf(),
        step: "written",
        cause,
    };
    let folder = file.parent().unwrap_or(file);
    std::fs::create_dir_all(folder).map_err(failed)?;
    let partial = file.with_extension("partial");
    let mut out = File::create(&partial).map_err(failed)?;
    out.write_all(bytes)
        .and_then(|()| out.sync_all())
        .map_err(failed)?;
    std::fs::rename(&partial, file)
        .and_then(|()| File::open(folder)?.sync_all())
        .map_err(failed)
}
