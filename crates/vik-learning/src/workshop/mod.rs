//! What actions, toolkit and network share: the file of deeds, votes in memory, the server around them,
//! and who may do what.

mod ballot;
pub mod deed;
pub mod house;
pub mod ledger;
pub(crate) mod polling;
pub mod polls;
pub(crate) mod web;

pub use web::{workshop_guests, workshop_pages};

use std::sync::Arc;

use crate::circles::{CircleError, Circles};
use crate::clock::day;
use crate::closed::Closed;
use crate::library::Shelf;
use crate::store::StoreError;
use crate::toolkit::Toolkit;
use deed::{Deed, Line};
use house::House;
use ledger::{Ledger, LedgerError};
use polls::Polls;

/// Actions, toolkit and network; a clone is a pointer.
#[derive(Clone)]
pub struct Workshop(Arc<Inner>);

struct Inner {
    circles: Circles,
    ledger: Ledger,
    house: Arc<dyn House>,
    toolkit: Toolkit,
    polls: Polls,
}

/// What somebody who is signed in may do, as the server knows their role; it belongs in the extensions
/// of a request, beside [`crate::Host`]. Without it one may read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct May {
    /// Register actions, open votes and questions to a group, scan a unit, note use: facilitators,
    /// trainers, the central team.
    pub act: bool,
    /// Answer for an owner without the link of the letter: the central team.
    pub answer: bool,
    /// Share practice, say that it is used, keep vacancies: prevention coordinators.
    pub share: bool,
    /// Take a text out for good: the privacy officer.
    pub strike: bool,
}

/// Why something did not happen.
#[derive(Debug, thiserror::Error)]
pub enum WorkshopError {
    /// What this is about is not there (any more), or not of this organisation.
    #[error("what this is about is not there")]
    Missing,
    /// Fewer than five answered.
    #[error("fewer than five answered")]
    TooFew,
    /// It is there already.
    #[error("this is there already")]
    Already,
    /// There are as many votes open as there may be.
    #[error("there is no place for more")]
    Full,
    /// The file of deeds.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// The circles.
    #[error(transparent)]
    Circles(#[from] StoreError),
    /// The system gives no randomness.
    #[error("the system gives no randomness")]
    Randomness,
}

impl From<CircleError> for WorkshopError {
    fn from(error: CircleError) -> Self {
        match error {
            CircleError::Store(cause) => Self::Circles(cause),
            CircleError::Randomness => Self::Randomness,
            CircleError::Refused(_) | CircleError::Missing => Self::Missing,
        }
    }
}

impl Workshop {
    /// Puts the parts together. The circles lend their library, check, clock and store.
    #[must_use]
    pub fn new(circles: Circles, ledger: Ledger, house: Arc<dyn House>, toolkit: Toolkit) -> Self {
        let polls = Polls::new(circles.now());
        Self(Arc::new(Inner {
            circles,
            ledger,
            house,
            toolkit,
            polls,
        }))
    }

    /// The circles.
    #[must_use]
    pub fn circles(&self) -> &Circles {
        &self.0.circles
    }

    /// The file of deeds.
    #[must_use]
    pub fn ledger(&self) -> &Ledger {
        &self.0.ledger
    }

    /// The server around.
    #[must_use]
    pub fn house(&self) -> &dyn House {
        self.0.house.as_ref()
    }

    /// The instruments.
    #[must_use]
    pub fn toolkit(&self) -> &Toolkit {
        &self.0.toolkit
    }

    /// Votes and questions that are open.
    #[must_use]
    pub fn polls(&self) -> &Polls {
        &self.0.polls
    }

    /// Today, in days since 1970-01-01.
    #[must_use]
    pub fn today(&self) -> i32 {
        day(self.0.circles.now())
    }

    /// The circles that were held, with their places.
    ///
    /// # Errors
    /// [`WorkshopError::Circles`].
    pub fn held(&self) -> Result<Vec<(i64, Closed)>, WorkshopError> {
        Ok(self.0.circles.store().circles()?)
    }

    /// The register of an organisation.
    ///
    /// # Errors
    /// [`WorkshopError::Circles`].
    pub fn entries(
        &self,
        org: &str,
        shelf: &Shelf,
    ) -> Result<Vec<crate::actions::register::Entry>, WorkshopError> {
        let (lines, held) = (self.0.ledger.lines(), self.held()?);
        Ok(crate::actions::register::register(
            org, &lines, &held, shelf,
        ))
    }

    /// What a chart of a theme marks: every intervention, oldest first, with the units it reached. See
    /// [`crate::actions::stepped`] for the units to compare with.
    ///
    /// # Errors
    /// [`WorkshopError::Circles`].
    pub fn interventions(
        &self,
        org: &str,
        shelf: &Shelf,
    ) -> Result<Vec<crate::actions::stepped::Intervention>, WorkshopError> {
        let (held, entries) = (self.held()?, self.entries(org, shelf)?);
        Ok(crate::actions::stepped::interventions(
            org, &held, &entries, shelf,
        ))
    }

    /// Writes a deed that a rule decides on, and gives its place. It blocks for some milliseconds.
    ///
    /// # Errors
    /// What the rule refused, or [`WorkshopError::Ledger`].
    pub fn write(
        &self,
        org: &str,
        rule: impl FnOnce(&[Line]) -> Result<Deed, WorkshopError>,
    ) -> Result<i64, WorkshopError> {
        self.0.ledger.append(org, self.today(), rule)?
    }
}

#[cfg(test)]
mod tests;
