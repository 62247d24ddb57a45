//! The story library as it is read: what stands, what was withdrawn, and a way to find it.
//!
//! It is made from the store's files and made anew as soon as one of them changes, so a story that is
//! withdrawn is gone from the page, from the search and from every download at the next request.

mod dutch;
mod index;
mod selection;
mod snippet;
mod texts;

#[cfg(test)]
mod tests;

use std::path::Path;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::SystemTime;

use vik_published::{OpenError, PublishedStory, Reference, StoryEntry, WithdrawnStory};

pub use index::{Hit, Index, Question};
pub use selection::{Length, Order, Selection};
pub use snippet::{Piece, snippet};
pub use texts::{passages, role_name};

/// Every story at one moment.
#[derive(Default)]
pub struct Library {
    entries: Vec<StoryEntry>,
    index: Index,
}

impl Library {
    /// Puts the stories on the shelf and their words in the index; of what was withdrawn nothing is
    /// indexed, its reason neither.
    #[must_use]
    pub fn new(entries: Vec<StoryEntry>, reference: &Reference) -> Self {
        let mut index = Index::default();
        for entry in &entries {
            if let StoryEntry::Standing(story) = entry {
                let texts = texts::weighted(&story.story, reference);
                index.add(
                    story.number,
                    texts.iter().map(|(w, text)| (*w, text.as_str())),
                );
            }
        }
        Self { entries, index }
    }

    /// One place in the library.
    #[must_use]
    pub fn get(&self, number: u64) -> Option<&StoryEntry> {
        let is = |entry: &&StoryEntry| entry.record().number == number;
        self.entries.iter().find(is)
    }

    /// The stories that may be read, oldest first.
    pub fn standing(&self) -> impl DoubleEndedIterator<Item = &PublishedStory> {
        self.entries.iter().filter_map(|entry| match entry {
            StoryEntry::Standing(story) => Some(story.as_ref()),
            StoryEntry::Withdrawn(_) => None,
        })
    }

    /// The stories that were withdrawn, oldest first.
    pub fn withdrawn(&self) -> impl DoubleEndedIterator<Item = &WithdrawnStory> {
        self.entries.iter().filter_map(|entry| match entry {
            StoryEntry::Standing(_) => None,
            StoryEntry::Withdrawn(story) => Some(story.as_ref()),
        })
    }

    /// Its words.
    #[must_use]
    pub fn index(&self) -> &Index {
        &self.index
    }
}

/// When each file of the library was last written, and how long it is.
type Stamp = Vec<(String, Option<SystemTime>, u64)>;

/// The library of one folder, kept until a file changes.
#[derive(Default)]
pub struct Shelf(RwLock<Option<(Stamp, Arc<Library>)>>);

impl Shelf {
    /// The library as it is now.
    ///
    /// # Errors
    /// When a file is damaged or the chain of stories is broken.
    pub fn library(&self, folder: &Path, reference: &Reference) -> Result<Arc<Library>, OpenError> {
        let stamp = stamp(folder);
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
        if let Some((known, library)) = known.as_ref()
            && *known == stamp
        {
            return Ok(library.clone());
        }
        drop(known);
        let library = Arc::new(Library::new(vik_published::stories(folder)?, reference));
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Some((stamp, library.clone()));
        Ok(library)
    }
}

/// What the files look like just before they are read.
fn stamp(folder: &Path) -> Stamp {
    let files = std::fs::read_dir(folder.join("stories"));
    let mut stamp: Stamp = files
        .into_iter()
        .flatten()
        .flatten()
        .map(|file| {
            let about = file.metadata().ok();
            let written = about.as_ref().and_then(|about| about.modified().ok());
            let name = file.file_name().to_string_lossy().into_owned();
            (name, written, about.map_or(0, |about| about.len()))
        })
        .collect();
    stamp.sort();
    stamp
}
