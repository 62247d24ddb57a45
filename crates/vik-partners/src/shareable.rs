//! What may leave: releases that passed the door, as many of them as the organisation chooses.

use vik_disclosure::{
    Broken, ChainError, History, Occasion, Proof, PublishedCube, ReleaseRecord, Released, Verified,
    verify, verify_chain,
};
use vik_domain::{Month, Quarter};

/// Releases that were published, proven again, with the records of all releases up to the newest
/// of them.
///
/// # Guarantee
/// There are two ways in. [`of_released`](Self::of_released) takes the tokens of the door. A file
/// cannot hold a token, so [`of_published`](Self::of_published) takes what the open side's store
/// kept, and admits it only if the whole of it verifies: chain, digests, and a world above and below
/// every leaf. Sealed counts and cubes that never left find no way in:
///
/// ```compile_fail
/// fn leak(cubes: vik_disclosure::Protected<Vec<vik_disclosure::Cube>>) {
///     vik_partners::Shareable::of_released(vec![cubes]);
/// }
/// ```
/// ```compile_fail
/// fn forge(records: Vec<vik_disclosure::ReleaseRecord>, shared: vik_disclosure::History) {
///     vik_partners::Shareable { records, shared };
/// }
/// ```
#[derive(Debug, Clone)]
pub struct Shareable {
    records: Vec<ReleaseRecord>,
    shared: History,
    verified: Verified,
}

/// Which releases an organisation shares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// All of them.
    Everything,
    /// Those that lie between two months, both included.
    Months {
        /// The first.
        from: Month,
        /// The last.
        through: Month,
    },
}

/// Why releases cannot be shared, or shared releases cannot be believed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ShareError {
    /// No release lies in what was chosen.
    #[error("nothing is published in the chosen months")]
    Nothing,
    /// The chain is broken.
    #[error("the chain of records is broken at {0}")]
    Chain(#[from] ChainError),
    /// A release is not the one of the record with its number.
    #[error("release {0} is not the one in the chain of records")]
    Record(u64),
    /// A digest, rule or witness fails.
    #[error("the published cells cannot be proven: {0}")]
    Broken(#[from] Broken),
}

impl Shareable {
    /// Takes what the freeze gave, oldest first and from the first release on.
    ///
    /// # Errors
    /// [`ShareError`] when they are not the whole chain up to the last of them.
    pub fn of_released(
        releases: impl IntoIterator<Item = (Released<Vec<PublishedCube>>, Proof)>,
    ) -> Result<Self, ShareError> {
        let mut history = History::default();
        for (release, proof) in releases {
            let (cubes, record) = release.into_parts();
            history.push(record, cubes, proof);
        }
        Self::of_published(history)
    }

    /// Takes what the open side's store kept, all of it.
    ///
    /// # Errors
    /// [`ShareError`] when any of it does not verify.
    pub fn of_published(history: History) -> Result<Self, ShareError> {
        let records: Vec<_> = history
            .releases
            .iter()
            .map(|one| one.record.clone())
            .collect();
        let verified = prove(&records, &history)?;
        Ok(Self {
            records,
            shared: history,
            verified,
        })
    }

    /// Keeps the chosen releases; of those before the newest of them only the record stays.
    ///
    /// A quarter or year is shared when all its months are, because it is proven from them.
    ///
    /// # Errors
    /// [`ShareError::Nothing`].
    pub fn choose(self, choice: &Choice) -> Result<Self, ShareError> {
        let Choice::Months { from, through } = *choice else {
            return Ok(self);
        };
        let Self {
            mut records,
            mut shared,
            ..
        } = self;
        let within = |period: &str| {
            span(period).is_some_and(|(first, last)| from <= first && last <= through)
        };
        shared
            .releases
            .retain(|release| within(&release.record.period));
        let newest = shared
            .releases
            .last()
            .map_or(0, |release| release.record.number);
        records.retain(|record| record.number <= newest);
        let used = |digest: &String| {
            let named = |record: &ReleaseRecord| {
                record
                    .proof
                    .as_ref()
                    .is_some_and(|proof| proof.definitions_sha256 == *digest)
            };
            shared.releases.iter().any(|release| named(&release.record))
        };
        let unused: Vec<String> = (shared.definitions.keys())
            .filter(|digest| !used(digest))
            .cloned()
            .collect();
        for digest in unused {
            shared.definitions.remove(&digest);
        }
        let verified = prove(&records, &shared)?;
        Ok(Self {
            records,
            shared,
            verified,
        })
    }

    /// Every record up to the newest shared release.
    #[must_use]
    pub fn records(&self) -> &[ReleaseRecord] {
        &self.records
    }

    /// The shared releases with their definitions and witnesses. Their numbers may leave gaps.
    #[must_use]
    pub fn history(&self) -> &History {
        &self.shared
    }

    /// What was checked.
    #[must_use]
    pub fn verified(&self) -> &Verified {
        &self.verified
    }

    /// Puts together what a bundle holds, and proves it.
    pub(crate) fn of_bundle(
        records: Vec<ReleaseRecord>,
        shared: History,
    ) -> Result<Self, ShareError> {
        let verified = prove(&records, &shared)?;
        Ok(Self {
            records,
            shared,
            verified,
        })
    }
}

/// The first and last month of a period such as `2024-03`, `2024-Q1` or `2024`.
pub(crate) fn span(period: &str) -> Option<(Month, Month)> {
    if let Ok(month) = period.parse::<Month>() {
        return Some((month, month));
    }
    let months = |from: &str, to: &str| Some((from.parse().ok()?, to.parse().ok()?));
    if period.parse::<Quarter>().is_ok() {
        let (year, quarter) = period.split_once("-Q")?;
        let first = 3 * quarter.parse::<u8>().ok()?.checked_sub(1)? + 1;
        return months(
            &format!("{year}-{first:02}"),
            &format!("{year}-{:02}", first + 2),
        );
    }
    months(&format!("{period}-01"), &format!("{period}-12"))
}

/// The chain over all records, then digests and witnesses of what is shared.
///
/// A history is checked from its first release on. Chosen releases are therefore numbered and linked
/// anew for the check; everything else in their records stays, so digests and witnesses count as
/// they were published, while numbers and links are checked on the whole chain.
fn prove(records: &[ReleaseRecord], shared: &History) -> Result<Verified, ShareError> {
    verify_chain(records)?;
    let Some(newest) = records.last() else {
        return Err(ShareError::Nothing);
    };
    let mut last = 0;
    for release in &shared.releases {
        let number = release.record.number;
        let own = usize::try_from(number)
            .ok()
            .and_then(|number| records.get(number.checked_sub(1)?));
        if number <= last || own != Some(&release.record) {
            return Err(ShareError::Record(number));
        }
        last = number;
    }
    if last != newest.number {
        return Err(ShareError::Nothing);
    }
    if shared.releases.len() == records.len() {
        return Ok(verify(shared)?);
    }
    let mut apart = shared.clone();
    let mut previous = Occasion::GENESIS.to_owned();
    for (release, number) in apart.releases.iter_mut().zip(1..) {
        let record = &mut release.record;
        record.number = number;
        record.previous_hash.clone_from(&previous);
        record.hash = record.expected_hash();
        previous.clone_from(&record.hash);
    }
    let mut verified = verify(&apart).map_err(|broken| Broken {
        release: usize::try_from(broken.release)
            .ok()
            .and_then(|number| shared.releases.get(number.checked_sub(1)?))
            .map_or(0, |release| release.record.number),
        ..broken
    })?;
    verified.head.clone_from(&newest.hash);
    Ok(verified)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_spans_its_months() {
        let months = |period: &str| span(period).map(|(a, b)| (a.to_string(), b.to_string()));
        let pair = |a: &str, b: &str| Some((a.to_owned(), b.to_owned()));
        assert_eq!(months("2024-03"), pair("2024-03", "2024-03"));
        assert_eq!(months("2024-Q1"), pair("2024-01", "2024-03"));
        assert_eq!(months("2024-Q4"), pair("2024-10", "2024-12"));
        assert_eq!(months("2024"), pair("2024-01", "2024-12"));
        for none in ["", "2024-13", "2024-Q5", "reference", "2024-Q0"] {
            assert_eq!(months(none), None, "{none}");
        }
    }
}
