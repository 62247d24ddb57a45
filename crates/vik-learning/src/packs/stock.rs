//! What the packs ask of the server around them: every story with its edition, and charts.

use std::collections::BTreeMap;
use std::sync::Arc;

use vik_domain::Month;
use vik_reports::pack::{OnShelf, PackFigure, Shelf, Standing, StoryRef, story_hash};
use vik_reports::{Edition, Words};

use crate::library::{Entry, Later, Library, Named};

/// The library of the circles, with what documents need on top.
pub trait PackLibrary: Library {
    /// Every story that was ever released to an organisation, as it stands at this moment. It is asked
    /// for every page and every export: keep it, and give a clone of the pointer.
    fn stock<'a>(&'a self, org: &'a str) -> Later<'a, Arc<Stock>>;

    /// [`Library::figure`] of a story as numbers to be drawn in a document, in Dutch; none when nothing
    /// may be shown.
    fn chart<'a>(&'a self, org: &'a str, entry: &'a Entry) -> Later<'a, Option<PackFigure>>;
}

/// All stories of an organisation, by their number in the library.
#[derive(Clone, Debug, Default)]
pub struct Stock {
    /// What has become of each.
    pub stories: BTreeMap<String, Kept>,
    /// The Dutch names of the core values, for dilemma cards.
    pub values: Vec<Named>,
}

/// What has become of a story.
#[derive(Clone, Debug)]
pub enum Kept {
    /// It can be read.
    Stands {
        /// The story; its `id` is the `story` of the edition.
        entry: Arc<Entry>,
        /// Version and months.
        edition: Edition,
    },
    /// It was taken back.
    Withdrawn {
        /// In which month.
        month: Month,
        /// Why, as readers of the library are told.
        reason: String,
    },
}

impl Stock {
    /// The stories that can be read, in the order of their numbers.
    pub fn standing(&self) -> impl Iterator<Item = (&Arc<Entry>, &Edition)> {
        let mut all: Vec<(&Arc<Entry>, &Edition)> = self
            .stories
            .values()
            .filter_map(|kept| match kept {
                Kept::Stands { entry, edition } => Some((entry, edition)),
                Kept::Withdrawn { .. } => None,
            })
            .collect();
        all.sort_by_key(|(entry, _)| (entry.id.len(), entry.id.clone()));
        all.into_iter()
    }

    /// A story that can be read.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<(&Arc<Entry>, &Edition)> {
        match self.stories.get(name)? {
            Kept::Stands { entry, edition } => Some((entry, edition)),
            Kept::Withdrawn { .. } => None,
        }
    }

    /// A story as it stands now, to be kept in a pack.
    #[must_use]
    pub fn choose(&self, name: &str) -> Option<StoryRef> {
        let (entry, edition) = self.get(name)?;
        Some(StoryRef {
            name: name.to_owned(),
            version: edition.version,
            hash: story_hash(&entry.story).to_string(),
        })
    }
}

impl Shelf for Stock {
    fn standing(&self, name: &str) -> Standing<'_> {
        match self.stories.get(name) {
            None => Standing::Unknown,
            Some(Kept::Withdrawn { month, reason }) => Standing::Withdrawn {
                month: *month,
                reason: reason.clone(),
            },
            Some(Kept::Stands { entry, edition }) => Standing::Stands(OnShelf {
                story: &entry.story,
                edition,
            }),
        }
    }
}

/// Dilemma cards name core values and no other code.
impl Words for Stock {
    fn word(&self, list: &str, code: &str) -> Option<String> {
        let known = (list == "values").then_some(&self.values)?;
        let named = known.iter().find(|named| named.code == code)?;
        Some(named.name.clone())
    }
}
