//! May this pack be exported? Only if every story still stands as it was chosen.

use std::collections::BTreeMap;

use vik_domain::{Language, Month};
use vik_story::Story;

use super::model::{Item, PACK_SCHEMA, Pack, StoryRef, story_hash};
use crate::edition::Edition;
use crate::page::pick;

/// Where stories stand: the open side's library.
pub trait Shelf {
    /// What has become of a story.
    fn standing(&self, name: &str) -> Standing<'_>;
}

/// What has become of a story.
#[derive(Clone, Debug)]
pub enum Standing<'a> {
    /// It can be read.
    Stands(OnShelf<'a>),
    /// It was taken back.
    Withdrawn {
        /// In which month.
        month: Month,
        /// Why, as the library shows it.
        reason: String,
    },
    /// There is no story of that name.
    Unknown,
}

/// A story that can be read.
#[derive(Clone, Copy, Debug)]
pub struct OnShelf<'a> {
    /// The story.
    pub story: &'a Story,
    /// Its edition.
    pub edition: &'a Edition,
}

/// What stands in the way of an export.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hindrance {
    /// A story was withdrawn.
    Withdrawn {
        /// Its name.
        story: String,
        /// When.
        month: Month,
        /// Why.
        reason: String,
    },
    /// There is another version now.
    Changed {
        /// Its name.
        story: String,
        /// The version in the pack.
        chosen: u32,
        /// The version on the shelf.
        stands: u32,
    },
    /// The version is the same and the words are not.
    Altered {
        /// Its name.
        story: String,
    },
    /// The library has no such story.
    Unknown {
        /// Its name.
        story: String,
    },
    /// The minutes do not add up.
    Minutes {
        /// How many there are.
        planned: u32,
        /// How many the items take.
        needed: u32,
    },
    /// A text or a list is empty.
    Empty {
        /// Which.
        field: &'static str,
    },
    /// Another layout than this program knows.
    Schema,
}

/// A pack that may be exported now. There is no other way to make one than [`Pack::ready`].
#[derive(Clone, Debug)]
pub struct Ready<'a> {
    pub(super) pack: &'a Pack,
    /// By name, each story once.
    pub(super) stories: BTreeMap<&'a str, OnShelf<'a>>,
}

impl Pack {
    /// Checks the pack against the shelf as it is now.
    ///
    /// # Errors
    /// Everything that stands in the way, stories first.
    pub fn ready<'a>(&'a self, shelf: &'a dyn Shelf) -> Result<Ready<'a>, Vec<Hindrance>> {
        let mut stories = BTreeMap::new();
        let mut hindrances = Vec::new();
        for chosen in self.items.iter().flat_map(Item::stories) {
            match stands(chosen, shelf) {
                Ok(found) => {
                    stories.insert(chosen.name.as_str(), found);
                }
                Err(hindrance) if hindrances.contains(&hindrance) => {}
                Err(hindrance) => hindrances.push(hindrance),
            }
        }
        hindrances.extend(self.own_hindrances());
        match hindrances.is_empty() {
            true => Ok(Ready {
                pack: self,
                stories,
            }),
            false => Err(hindrances),
        }
    }

    fn own_hindrances(&self) -> Vec<Hindrance> {
        let mut found = Vec::new();
        if self.schema != PACK_SCHEMA {
            found.push(Hindrance::Schema);
        }
        for (field, empty) in [
            ("title", self.title.trim().is_empty()),
            ("audience", self.audience.trim().is_empty()),
            ("aims", self.aims.is_empty()),
            ("items", self.items.is_empty()),
        ] {
            if empty {
                found.push(Hindrance::Empty { field });
            }
        }
        let minutes = self.items.iter().map(Item::minutes);
        let needed = minutes.fold(0, u32::saturating_add);
        if needed != self.minutes {
            found.push(Hindrance::Minutes {
                planned: self.minutes,
                needed,
            });
        }
        found
    }
}

fn stands<'a>(chosen: &StoryRef, shelf: &'a dyn Shelf) -> Result<OnShelf<'a>, Hindrance> {
    let story = chosen.name.clone();
    match shelf.standing(&chosen.name) {
        Standing::Unknown => Err(Hindrance::Unknown { story }),
        Standing::Withdrawn { month, reason } => Err(Hindrance::Withdrawn {
            story,
            month,
            reason,
        }),
        Standing::Stands(found) if found.edition.version != chosen.version => {
            Err(Hindrance::Changed {
                story,
                chosen: chosen.version,
                stands: found.edition.version,
            })
        }
        Standing::Stands(found) if story_hash(found.story).to_string() != chosen.hash => {
            Err(Hindrance::Altered { story })
        }
        Standing::Stands(found) => Ok(found),
    }
}

impl StoryRef {
    /// What stands in the way of using it; nothing while it stands as it was chosen.
    #[must_use]
    pub fn hindrance(&self, shelf: &dyn Shelf) -> Option<Hindrance> {
        stands(self, shelf).err()
    }
}

impl Hindrance {
    /// What to tell the trainer: what is wrong and what to do.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        let (nl, en) = match self {
            Self::Withdrawn {
                story,
                month,
                reason,
            } => (
                format!(
                    "Verhaal {story} is in {} ingetrokken: {reason}. Haal het uit de lesmap en gebruik \
                     afdrukken ervan niet meer.",
                    month.in_words(Language::Dutch)
                ),
                format!(
                    "Story {story} was withdrawn in {}: {reason}. Take it out of the pack and do not \
                     use printed copies any more.",
                    month.in_words(Language::English)
                ),
            ),
            Self::Changed {
                story,
                chosen,
                stands,
            } => (
                format!(
                    "Van verhaal {story} bestaat nu versie {stands}; in de lesmap staat versie \
                     {chosen}. Lees de nieuwe versie en kies die."
                ),
                format!(
                    "Story {story} now has version {stands}; the pack has version {chosen}. Read the \
                     new version and choose it."
                ),
            ),
            Self::Altered { story } => (
                format!(
                    "De tekst van verhaal {story} is anders dan toen het werd gekozen. Kies het \
                     verhaal opnieuw."
                ),
                format!(
                    "The text of story {story} differs from when it was chosen. Choose the story again."
                ),
            ),
            Self::Unknown { story } => (
                format!("Verhaal {story} staat niet in de bibliotheek."),
                format!("Story {story} is not in the library."),
            ),
            Self::Minutes { planned, needed } => (
                format!("De onderdelen duren samen {needed} minuten; er zijn {planned} minuten."),
                format!("The items take {needed} minutes together; there are {planned} minutes."),
            ),
            Self::Empty { field } => (
                format!("In de lesmap is nog niets ingevuld bij `{field}`."),
                format!("Nothing has been filled in at `{field}` of the pack."),
            ),
            Self::Schema => (
                "Deze lesmap heeft een indeling die dit programma niet kent.".to_owned(),
                "This pack has a layout that this program does not know.".to_owned(),
            ),
        };
        pick(language, nl, en)
    }
}
