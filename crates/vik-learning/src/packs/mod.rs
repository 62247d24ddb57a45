//! Course packs (*lesmappen*): a trainer puts stories, dilemma cards, figures, exercises and pauses in
//! order until the times add up, and takes the result along as slides, guide, paper or course package.
//!
//! A [`Draft`](draft::Draft) is what is kept: texts that were found clean, and stories as they were when
//! they were chosen. [`Modules`](modules::Modules) says which story serves which part of the training.
//! The [`Store`](store::Store) keeps every version and lets nobody overwrite what they have not seen;
//! [`House`](house::House) keeps an organisation's own templates. Before every page and every export the
//! draft is held against the [`Stock`](stock::Stock) as it is now, so a story that was withdrawn stops
//! the pack at once; [`export`] makes the files with `vik-reports`.
//!
//! [`trainers`] are the pages. The server around them says who is signed in ([`crate::Host`]) and gives
//! stories, editions and charts ([`PackLibrary`]).

pub mod draft;
pub mod export;
pub mod house;
pub mod modules;
pub mod stock;
pub mod store;
mod web;

use std::path::Path;
use std::sync::Arc;

use tokio::sync::Semaphore;
use vik_domain::Month;

use crate::check::Check;
use crate::clock::{Clock, day};

pub use stock::{Kept, PackLibrary, Stock};
pub use web::trainers;

/// How many exports run at once; each takes a processor and some tens of megabytes.
const AT_ONCE: usize = 2;

/// All course packs of a server; a clone is a pointer.
#[derive(Clone)]
pub struct Packs(Arc<Inner>);

struct Inner {
    store: store::Store,
    house: house::House,
    library: Arc<dyn PackLibrary>,
    check: Check,
    clock: Arc<dyn Clock>,
    style: String,
    exports: Arc<Semaphore>,
}

impl Packs {
    /// Opens the packs in the server's work folder: the file `packs.sqlite` and the folder
    /// `pack-templates`. `style` is the address of the server's stylesheet.
    ///
    /// # Errors
    /// [`store::StoreError`] when the file or the folder cannot be used.
    pub fn open(
        folder: &Path,
        library: Arc<dyn PackLibrary>,
        check: Check,
        clock: Arc<dyn Clock>,
        style: &str,
    ) -> Result<Self, store::StoreError> {
        Ok(Self(Arc::new(Inner {
            store: store::Store::open(&folder.join("packs.sqlite"))?,
            house: house::House::open(&folder.join("pack-templates"))?,
            library,
            check,
            clock,
            style: style.to_owned(),
            exports: Arc::new(Semaphore::new(AT_ONCE)),
        })))
    }

    /// The kept packs.
    #[must_use]
    pub fn store(&self) -> &store::Store {
        &self.0.store
    }

    /// The organisations' own templates.
    #[must_use]
    pub fn house(&self) -> &house::House {
        &self.0.house
    }

    /// The server around the packs.
    #[must_use]
    pub fn library(&self) -> &dyn PackLibrary {
        self.0.library.as_ref()
    }

    /// Places for exports; one is held while a file is made.
    #[must_use]
    pub fn exports(&self) -> &Arc<Semaphore> {
        &self.0.exports
    }

    pub(crate) fn check(&self) -> &Check {
        &self.0.check
    }

    pub(crate) fn now(&self) -> u64 {
        self.0.clock.now()
    }

    pub(crate) fn month(&self) -> Month {
        Month::of_day(day(self.now()))
    }

    pub(crate) fn style(&self) -> &str {
        &self.0.style
    }
}
