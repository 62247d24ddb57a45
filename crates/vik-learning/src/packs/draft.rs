//! A course pack as it is kept: what is done, in which order, and for how long.

use serde::{Deserialize, Serialize};
use vik_domain::{Language, Month};
use vik_reports::pack::{Item, PACK_SCHEMA, Pack, PackFigure, StoryRef};

use crate::check::Clean;

/// Most items in a pack.
pub const MOST_PIECES: usize = 60;
/// Most minutes of an item, and of a pack: ten hours.
pub const MOST_MINUTES: u32 = 600;
/// Most aims.
pub const MOST_AIMS: usize = 8;
/// Most steps of an exercise.
pub const MOST_STEPS: usize = 12;

/// A pack. Its free texts were found clean.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Draft {
    /// What it is called.
    pub title: Clean,
    /// For whom it is.
    pub audience: Audience,
    /// What participants can do afterwards; at most [`MOST_AIMS`].
    pub aims: Vec<Clean>,
    /// How many minutes there are; 1 to [`MOST_MINUTES`].
    pub minutes: u32,
    /// What is done, in order; at most [`MOST_PIECES`].
    pub pieces: Vec<Piece>,
}

/// For whom a pack is: chosen from a list, so that there is nothing to write about a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// Everybody at work.
    Staff,
    /// Who is still being trained.
    New,
    /// Who leads.
    Supervisors,
    /// The integrity department.
    Vik,
    /// Who makes policy.
    Policy,
    /// Of everything.
    Mixed,
}

impl Audience {
    /// Every audience, in the order of the page.
    pub const ALL: [Self; 6] = [
        Self::Staff,
        Self::New,
        Self::Supervisors,
        Self::Vik,
        Self::Policy,
        Self::Mixed,
    ];

    /// Its name in forms.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Staff => "collegas",
            Self::New => "opleiding",
            Self::Supervisors => "leiding",
            Self::Vik => "vik",
            Self::Policy => "beleid",
            Self::Mixed => "gemengd",
        }
    }

    /// The audience of a name.
    #[must_use]
    pub fn of(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|each| each.code() == code)
    }

    /// What it is called.
    #[must_use]
    pub fn name(self, language: Language) -> &'static str {
        let (nl, en) = match self {
            Self::Staff => ("collega’s", "colleagues"),
            Self::New => ("collega’s in opleiding", "colleagues in training"),
            Self::Supervisors => ("leidinggevenden", "supervisors"),
            Self::Vik => ("VIK", "the integrity department"),
            Self::Policy => ("beleidsmakers", "policy makers"),
            Self::Mixed => ("een gemengde groep", "a mixed group"),
        };
        match language {
            Language::Dutch => nl,
            Language::English => en,
        }
    }
}

/// A stretch of the lesson.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Piece {
    /// How long; 1 to [`MOST_MINUTES`].
    pub minutes: u32,
    /// What is done.
    pub what: What,
}

/// What is done in a stretch.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum What {
    /// Reading and discussing a story.
    Story(StoryRef),
    /// Talking over the dilemma cards of stories.
    Cards(Vec<StoryRef>),
    /// Reading a published figure.
    Figure(Box<PackFigure>),
    /// Something to do.
    Exercise {
        /// What it is called.
        title: Clean,
        /// How it goes; 1 to [`MOST_STEPS`].
        steps: Vec<Clean>,
    },
    /// A pause.
    Pause,
}

/// How the times stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Balance {
    /// The items take exactly the time there is.
    Exact,
    /// So many minutes are not used yet.
    Left(u32),
    /// So many minutes are too many.
    Over(u32),
}

/// A change to the items. A place counts from 0.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// Put one at the end.
    Add(Piece),
    /// Give one another length.
    Minutes(usize, u32),
    /// Let one change places with the one before it.
    Up(usize),
    /// Let one change places with the one behind it.
    Down(usize),
    /// Take one out.
    Remove(usize),
    /// Put this version of a story in the place of the one that was chosen.
    Renew(usize, StoryRef),
    /// Take a story out of an item; an item without any story goes too.
    Drop(usize, String),
}

/// Why a change was not made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotChanged {
    /// There is nothing at that place.
    #[error("there is no item at that place")]
    Place,
    /// Not a length that an item can have.
    #[error("an item takes 1 to {MOST_MINUTES} minutes")]
    Minutes,
    /// There are [`MOST_PIECES`] already.
    #[error("a pack has at most {MOST_PIECES} items")]
    Full,
}

impl Draft {
    /// How long the items take together, in minutes.
    #[must_use]
    pub fn taken(&self) -> u32 {
        let minutes = self.pieces.iter().map(|piece| piece.minutes);
        minutes.fold(0, u32::saturating_add)
    }

    /// Whether the times add up.
    #[must_use]
    pub fn balance(&self) -> Balance {
        let taken = self.taken();
        match self.minutes.checked_sub(taken) {
            Some(0) => Balance::Exact,
            Some(left) => Balance::Left(left),
            None => Balance::Over(taken - self.minutes),
        }
    }

    /// Makes a change, or leaves the pack as it is.
    ///
    /// # Errors
    /// [`NotChanged`].
    pub fn change(&mut self, change: Change) -> Result<(), NotChanged> {
        let last = self.pieces.len().checked_sub(1);
        match change {
            Change::Add(piece) => {
                if self.pieces.len() >= MOST_PIECES {
                    return Err(NotChanged::Full);
                }
                length(piece.minutes)?;
                self.pieces.push(piece);
            }
            Change::Minutes(place, minutes) => {
                length(minutes)?;
                self.at(place)?.minutes = minutes;
            }
            Change::Up(place) => {
                self.at(place)?;
                let before = place.checked_sub(1).ok_or(NotChanged::Place)?;
                self.pieces.swap(before, place);
            }
            Change::Down(place) => {
                self.at(place)?;
                if Some(place) == last {
                    return Err(NotChanged::Place);
                }
                self.pieces.swap(place, place + 1);
            }
            Change::Remove(place) => {
                self.at(place)?;
                self.pieces.remove(place);
            }
            Change::Renew(place, newer) => {
                for story in self.at(place)?.what.stories_mut() {
                    if story.name == newer.name {
                        story.clone_from(&newer);
                    }
                }
            }
            Change::Drop(place, name) => {
                let piece = self.at(place)?;
                let empty = match &mut piece.what {
                    What::Story(story) => story.name == name,
                    What::Cards(stories) => {
                        stories.retain(|story| story.name != name);
                        stories.is_empty()
                    }
                    _ => false,
                };
                if empty {
                    self.pieces.remove(place);
                }
            }
        }
        Ok(())
    }

    fn at(&mut self, place: usize) -> Result<&mut Piece, NotChanged> {
        self.pieces.get_mut(place).ok_or(NotChanged::Place)
    }

    /// The pack as documents are made of it.
    #[must_use]
    pub fn pack(&self, organisation: &str, dated: Month) -> Pack {
        let text = |clean: &Clean| clean.as_str().to_owned();
        let item = |piece: &Piece| {
            let minutes = piece.minutes;
            match &piece.what {
                What::Story(story) => Item::Story {
                    story: story.clone(),
                    minutes,
                },
                What::Cards(stories) => Item::Cards {
                    stories: stories.clone(),
                    minutes,
                },
                What::Figure(figure) => Item::Figure {
                    figure: figure.clone(),
                    minutes,
                },
                What::Exercise { title, steps } => Item::Exercise {
                    title: text(title),
                    steps: steps.iter().map(text).collect(),
                    minutes,
                },
                What::Pause => Item::Pause { minutes },
            }
        };
        Pack {
            schema: PACK_SCHEMA,
            title: text(&self.title),
            audience: self.audience.name(Language::Dutch).to_owned(),
            organisation: organisation.to_owned(),
            dated,
            aims: self.aims.iter().map(text).collect(),
            minutes: self.minutes,
            items: self.pieces.iter().map(item).collect(),
        }
    }
}

impl What {
    /// The stories in it.
    #[must_use]
    pub fn stories(&self) -> &[StoryRef] {
        match self {
            Self::Story(story) => std::slice::from_ref(story),
            Self::Cards(stories) => stories,
            _ => &[],
        }
    }

    fn stories_mut(&mut self) -> &mut [StoryRef] {
        match self {
            Self::Story(story) => std::slice::from_mut(story),
            Self::Cards(stories) => stories,
            _ => &mut [],
        }
    }
}

fn length(minutes: u32) -> Result<(), NotChanged> {
    match (1..=MOST_MINUTES).contains(&minutes) {
        true => Ok(()),
        false => Err(NotChanged::Minutes),
    }
}

#[cfg(test)]
#[path = "draft_tests.rs"]
mod tests;
