//! The story library: what passed the gate, a file each; and what was withdrawn, which is gone.

use std::path::Path;

use serde::{Deserialize, Serialize};
use vik_disclosure::ledger::Statement;
use vik_disclosure::{ReleaseRecord, Released, verify_chain};
use vik_story::Story;

use crate::error::OpenError;
use crate::numbered;
use crate::publish::{Publisher, to_json, write_durably};

/// A story that may be read.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PublishedStory {
    /// Its number in the library, from 1.
    pub number: u64,
    /// The story.
    pub story: Story,
    /// The record of its release; its period is that of the cases.
    pub record: ReleaseRecord,
    /// The month of release: `2026-11`.
    pub released: String,
    /// The month before whose end it must be looked at again: `2027-11`.
    pub review_before: String,
    /// What its facets say about counts, for the ledger.
    pub statements: Vec<Statement>,
}

/// What is left of a story that was withdrawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WithdrawnStory {
    /// Its number in the library.
    pub number: u64,
    /// The month of withdrawal.
    pub month: String,
    /// What readers are told.
    pub reason: String,
    /// The record of its release, so that the chain stays whole.
    pub record: ReleaseRecord,
    /// What its facets said about counts: what was read cannot be unread.
    pub statements: Vec<Statement>,
}

/// A place in the library.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "state")]
pub enum StoryEntry {
    /// It may be read.
    Standing(Box<PublishedStory>),
    /// It was withdrawn.
    Withdrawn(Box<WithdrawnStory>),
}

impl StoryEntry {
    /// The record of its release.
    #[must_use]
    pub fn record(&self) -> &ReleaseRecord {
        match self {
            Self::Standing(story) => &story.record,
            Self::Withdrawn(story) => &story.record,
        }
    }

    /// What its facets say about counts.
    #[must_use]
    pub fn statements(&self) -> &[Statement] {
        match self {
            Self::Standing(story) => &story.statements,
            Self::Withdrawn(story) => &story.statements,
        }
    }
}

impl Publisher {
    /// Adds a story to the library with its month of release and the month before whose end it is
    /// looked at again; a story that is there already changes nothing.
    ///
    /// # Errors
    /// [`OpenError::Chain`] when its record does not follow the newest story.
    pub fn append_story(
        &self,
        story: Released<Story>,
        statements: Vec<Statement>,
        released: &str,
        review_before: &str,
    ) -> Result<u64, OpenError> {
        let (story, record) = story.into_parts();
        let number = record.number;
        let entries = stories(self.folder())?;
        if entries
            .iter()
            .any(|entry| entry.record().hash == record.hash)
        {
            return Ok(number);
        }
        let mut records: Vec<ReleaseRecord> =
            entries.iter().map(|entry| entry.record().clone()).collect();
        records.push(record.clone());
        verify_chain(&records).map_err(|_| OpenError::Chain { number })?;
        self.write_story(
            number,
            &StoryEntry::Standing(Box::new(PublishedStory {
                number,
                story,
                record,
                released: released.to_owned(),
                review_before: review_before.to_owned(),
                statements,
            })),
        )?;
        Ok(number)
    }

    /// Takes a story out of the library: its text is overwritten, and what is left says so.
    /// Withdrawing it again changes nothing.
    ///
    /// # Errors
    /// [`OpenError::Chain`] for a number that is not there.
    pub fn withdraw_story(&self, number: u64, month: &str, reason: &str) -> Result<(), OpenError> {
        let StoryEntry::Standing(standing) = self.story(number)? else {
            return Ok(());
        };
        self.write_story(
            number,
            &StoryEntry::Withdrawn(Box::new(WithdrawnStory {
                number,
                month: month.to_owned(),
                reason: reason.to_owned(),
                record: standing.record,
                statements: standing.statements,
            })),
        )
    }

    /// Notes that a standing story was looked at again, and before the end of which month it must be next.
    /// A story that was withdrawn stays so.
    ///
    /// # Errors
    /// [`OpenError::Chain`] for a number that is not there.
    pub fn keep_story(&self, number: u64, review_before: &str) -> Result<(), OpenError> {
        match self.story(number)? {
            StoryEntry::Withdrawn(_) => Ok(()),
            StoryEntry::Standing(mut standing) => {
                review_before.clone_into(&mut standing.review_before);
                self.write_story(number, &StoryEntry::Standing(standing))
            }
        }
    }

    fn story(&self, number: u64) -> Result<StoryEntry, OpenError> {
        stories(self.folder())?
            .into_iter()
            .find(|entry| entry.record().number == number)
            .ok_or(OpenError::Chain { number })
    }

    fn write_story(&self, number: u64, entry: &StoryEntry) -> Result<(), OpenError> {
        let file = numbered::file(&self.folder().join("stories"), number);
        write_durably(&file, &to_json(&file, entry)?)
    }
}

/// The whole library, oldest first; empty when no story was ever released.
///
/// # Errors
/// [`OpenError::File`], [`OpenError::Damaged`] or [`OpenError::Chain`].
pub fn stories(folder: &Path) -> Result<Vec<StoryEntry>, OpenError> {
    let entries: Vec<StoryEntry> = numbered::read_all(&folder.join("stories"))?;
    if !entries.is_empty() {
        let records: Vec<ReleaseRecord> =
            entries.iter().map(|entry| entry.record().clone()).collect();
        verify_chain(&records).map_err(|_| OpenError::Chain {
            number: records.len() as u64,
        })?;
    }
    Ok(entries)
}
