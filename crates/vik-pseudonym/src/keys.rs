//! From a master secret to one key for each purpose, kind of id and epoch.

use zeroize::Zeroizing;

use crate::derive::{State, derive, keyed, tag};
use crate::pseudonym::{Pseudonym, canonical};

/// What an id names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdType {
    /// A person concerned or an investigator.
    Person,
    /// A case.
    Case,
    /// The content of a record, for telling the same from changed.
    RecordMark,
}

impl IdType {
    fn code(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Case => "case",
            Self::RecordMark => "record-mark",
        }
    }
}

/// One epoch: its number and its master secret.
pub(crate) struct Epoch {
    pub number: u32,
    pub master: Zeroizing<[u8; 32]>,
}

/// An organisation's keys, open while this value lives.
pub struct Keys {
    organisation: String,
    epochs: Vec<Epoch>,
}

impl Keys {
    pub(crate) fn new(organisation: String, mut epochs: Vec<Epoch>) -> Self {
        epochs.sort_by_key(|epoch| epoch.number);
        Self {
            organisation,
            epochs,
        }
    }

    /// The number of the newest epoch; pseudonyms of different epochs do not match.
    #[must_use]
    pub fn epoch(&self) -> u32 {
        self.epochs.last().map_or(0, |epoch| epoch.number)
    }

    /// What turns ids of one kind into pseudonyms of the newest epoch.
    #[must_use]
    pub fn pseudonymiser(&self, kind: IdType) -> Pseudonymiser {
        let steps = self
            .epochs
            .iter()
            .map(|epoch| self.state(epoch, "pseudonym", kind.code()))
            .collect();
        Pseudonymiser { kind, steps }
    }

    /// What carries pseudonyms of the epoch before the newest over to the newest; with one epoch there
    /// is nothing to carry, and each stays as it is.
    #[must_use]
    pub fn chain(&self, kind: IdType) -> Chain {
        let before = self
            .epochs
            .len()
            .checked_sub(2)
            .and_then(|i| self.epochs.get(i));
        self.chain_from(kind, before.map_or(self.epoch(), |epoch| epoch.number))
    }

    /// What carries pseudonyms of an earlier epoch over to the newest, through all epochs between.
    #[must_use]
    pub fn chain_from(&self, kind: IdType, epoch: u32) -> Chain {
        let later = self.epochs.iter().filter(|later| later.number > epoch);
        Chain {
            kind,
            steps: later
                .map(|later| self.state(later, "pseudonym", kind.code()))
                .collect(),
        }
    }

    /// The key that draws the rounding of the mother cubes. It does not change with the epoch: a second
    /// key for the same truth would be a second rounding.
    #[must_use]
    pub fn rounding_key(&self) -> Zeroizing<[u8; 32]> {
        self.first("rounding", "mother")
    }

    /// The key that draws the rounding of the leadership cubes.
    #[must_use]
    pub fn leadership_key(&self) -> Zeroizing<[u8; 32]> {
        self.first("rounding", "leadership")
    }

    /// The secret that reports are signed with. It does not change with the epoch: who keeps the public
    /// key can check every report.
    #[must_use]
    pub fn signing_key(&self) -> Zeroizing<[u8; 32]> {
        self.first("signing", "report")
    }

    /// The key that seals the texts of cases in one epoch; `None` for an epoch that does not exist.
    #[must_use]
    pub fn narrative_key(&self, epoch: u32) -> Option<Zeroizing<[u8; 32]>> {
        let epoch = self.epochs.iter().find(|known| known.number == epoch)?;
        Some(derive(
            &epoch.master,
            &[
                &self.organisation,
                "narratives",
                &epoch.number.to_string(),
                "seal",
            ],
        ))
    }

    fn first(&self, purpose: &str, kind: &str) -> Zeroizing<[u8; 32]> {
        match self.epochs.first() {
            Some(epoch) => derive(
                &epoch.master,
                &[&self.organisation, purpose, &epoch.number.to_string(), kind],
            ),
            None => Zeroizing::new([0; 32]),
        }
    }

    fn state(&self, epoch: &Epoch, purpose: &str, kind: &str) -> State {
        keyed(&derive(
            &epoch.master,
            &[&self.organisation, purpose, &epoch.number.to_string(), kind],
        ))
    }
}

/// Turns ids of one kind into pseudonyms.
pub struct Pseudonymiser {
    kind: IdType,
    steps: Vec<State>,
}

impl Pseudonymiser {
    /// The pseudonym of an id: the first epoch hashes the id, each later one hashes the pseudonym before
    /// it, so that a source id and a carried-over pseudonym meet.
    #[must_use]
    pub fn pseudonym(&self, id: &str) -> Pseudonym {
        self.bytes(canonical(id).as_bytes())
    }

    /// The same for bytes that are no id, such as the content of a record.
    #[must_use]
    pub fn bytes(&self, message: &[u8]) -> Pseudonym {
        let mut steps = self.steps.iter();
        let first = steps
            .next()
            .map_or([0; 16], |state| tag(state, self.kind.code(), message));
        Pseudonym::from_bytes(steps.fold(first, |previous, state| {
            tag(state, self.kind.code(), &previous)
        }))
    }
}

/// Carries pseudonyms over to the newest epoch without knowing whose they are.
pub struct Chain {
    kind: IdType,
    steps: Vec<State>,
}

impl Chain {
    /// The pseudonym of the newest epoch for one of the epoch this chain starts from.
    #[must_use]
    pub fn apply(&self, previous: &Pseudonym) -> Pseudonym {
        let carry = |bytes: [u8; 16], state: &State| tag(state, self.kind.code(), &bytes);
        Pseudonym::from_bytes(self.steps.iter().fold(*previous.as_bytes(), carry))
    }
}
