//! All circles of a server: rooms in memory, written through to the store, and the phones in them.
//!
//! # Guarantee
//! A change that somebody sees is on disk. After a restart a room goes on where it was; phones join
//! again by the code. When a room closes, by its facilitator or because its code has run out, its
//! phones, seats and answers are dropped. Calls that change a room write to disk and may block for some
//! milliseconds: use them from a blocking thread.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use std::time::Duration;

use tokio::sync::watch;

use crate::act::{Act, Refusal};
use crate::ask::Ask;
use crate::check::Check;
use crate::clock::{Clock, DAY};
use crate::closed::Closed;
use crate::code::{RoomCode, key};
use crate::library::Library;
use crate::phones::{Phones, Seat};
use crate::plan::{Plan, Shape};
use crate::room::Room;
use crate::store::{Store, StoreError};
use crate::tries::Tries;

/// How long a room that was prepared and never opened is kept.
const PREPARED: u64 = 60 * DAY;

/// All circles; a clone is a pointer.
#[derive(Clone)]
pub struct Circles(pub(crate) Arc<Inner>);

pub(crate) struct Inner {
    live: RwLock<BTreeMap<String, Arc<Live>>>,
    pub(crate) seats: Mutex<HashMap<Seat, String>>,
    pub(crate) tries: Mutex<Tries>,
    store: Store,
    library: Arc<dyn Library>,
    check: Check,
    clock: Arc<dyn Clock>,
    around: Around,
    stop: watch::Sender<bool>,
}

pub(crate) struct Live {
    pub(crate) room: Mutex<Room>,
    pub(crate) phones: Mutex<Phones>,
    pub(crate) walls: watch::Sender<u64>,
    hands: watch::Sender<u64>,
}

/// What the pages need to know of the server around them.
#[derive(Clone, Debug, Default)]
pub struct Around {
    /// The address of the server's stylesheet.
    pub style: String,
    /// Whether readers come over https.
    pub https: bool,
}

/// Why something did not happen.
#[derive(Debug, thiserror::Error)]
pub enum CircleError {
    /// A rule says no: a normal answer.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// There is no such room (any more).
    #[error("there is no such room")]
    Missing,
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The system gives no randomness.
    #[error("the system gives no randomness")]
    Randomness,
}

/// Which screens of a room are told of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screens {
    /// The facilitator's and the one on the wall.
    Walls,
    /// The phones.
    Hands,
}

pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

pub(crate) fn tell(channel: &watch::Sender<u64>) {
    channel.send_modify(|version| *version += 1);
}

impl Live {
    fn new(room: Room, now: u64) -> Arc<Self> {
        Arc::new(Self {
            room: Mutex::new(room),
            phones: Mutex::default(),
            // From the clock, so that no screen takes a version from before a restart for this one.
            walls: watch::Sender::new(now),
            hands: watch::Sender::new(now),
        })
    }
}

impl Circles {
    /// Takes up every room in the store.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn new(
        store: Store,
        library: Arc<dyn Library>,
        check: Check,
        clock: Arc<dyn Clock>,
        around: Around,
    ) -> Result<Self, StoreError> {
        let now = clock.now();
        let rooms = store.rooms()?.into_iter();
        let live = rooms
            .map(|room| (room.id.clone(), Live::new(room, now)))
            .collect();
        Ok(Self(Arc::new(Inner {
            live: RwLock::new(live),
            seats: Mutex::default(),
            tries: Mutex::new(Tries::new(now)),
            store,
            library,
            check,
            clock,
            around,
            stop: watch::Sender::new(false),
        })))
    }

    /// The server around the circles.
    #[must_use]
    pub fn library(&self) -> &dyn Library {
        self.0.library.as_ref()
    }

    /// The check of every text.
    #[must_use]
    pub fn check(&self) -> &Check {
        &self.0.check
    }

    /// What the pages need to know of the server.
    #[must_use]
    pub fn around(&self) -> &Around {
        &self.0.around
    }

    /// The time.
    #[must_use]
    pub fn now(&self) -> u64 {
        self.0.clock.now()
    }

    /// The circles that were held.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.0.store
    }

    /// Ends every stream of events, so that the server can stop. Nothing is lost.
    pub fn stop(&self) {
        self.0.stop.send_replace(true);
    }

    /// Turns true when the server stops.
    pub(crate) fn stopping(&self) -> watch::Receiver<bool> {
        self.0.stop.subscribe()
    }

    pub(crate) fn live(&self, id: &str) -> Option<Arc<Live>> {
        let live = self.0.live.read().unwrap_or_else(PoisonError::into_inner);
        live.get(id).cloned()
    }

    fn all(&self) -> Vec<Arc<Live>> {
        let live = self.0.live.read().unwrap_or_else(PoisonError::into_inner);
        live.values().cloned().collect()
    }

    /// A room as it is now.
    #[must_use]
    pub fn room(&self, id: &str) -> Option<Room> {
        self.live(id).map(|live| lock(&live.room).clone())
    }

    /// The open room that a screen's key belongs to.
    #[must_use]
    pub fn of_screen(&self, key: &str) -> Option<Room> {
        let mut rooms = self.all().into_iter().map(|live| lock(&live.room).clone());
        rooms.find(|room| room.screen == key && room.code.is_some())
    }

    /// The rooms that somebody prepared or opened, oldest first.
    #[must_use]
    pub fn of_owner(&self, owner: &str) -> Vec<Room> {
        let rooms = self.all().into_iter().map(|live| lock(&live.room).clone());
        let mut own: Vec<Room> = rooms.filter(|room| room.owner == owner).collect();
        own.sort_by_key(|room| room.made);
        own
    }

    /// Prepares a room and gives its key.
    ///
    /// # Errors
    /// [`CircleError::Store`] or [`CircleError::Randomness`].
    pub fn prepare(&self, owner: &str, plan: Plan, shape: Shape) -> Result<String, CircleError> {
        let (Some(id), Some(screen)) = (key(), key()) else {
            return Err(CircleError::Randomness);
        };
        let now = self.now();
        let room = Room::new(id.clone(), screen, owner.to_owned(), plan, shape, now);
        self.0.store.save(&room)?;
        let mut live = self.0.live.write().unwrap_or_else(PoisonError::into_inner);
        live.insert(id.clone(), Live::new(room, now));
        tracing::info!("a learning circle was prepared");
        Ok(id)
    }

    /// Opens a room with a code that no other room has.
    ///
    /// # Errors
    /// [`CircleError`].
    pub fn open(&self, id: &str) -> Result<(), CircleError> {
        let code = loop {
            let code = RoomCode::new().ok_or(CircleError::Randomness)?;
            if self.of_code(&code).is_none() {
                break code;
            }
        };
        self.act(id, Act::Open(code))
    }

    pub(crate) fn of_code(&self, code: &RoomCode) -> Option<Arc<Live>> {
        let mut rooms = self.all().into_iter();
        rooms.find(|live| lock(&live.room).code.as_ref() == Some(code))
    }

    /// Does an act; it is on disk before any screen is told.
    ///
    /// # Errors
    /// [`CircleError`]; nothing has changed then.
    pub fn act(&self, id: &str, act: Act) -> Result<(), CircleError> {
        let live = self.live(id).ok_or(CircleError::Missing)?;
        let mut room = lock(&live.room);
        self.change(&live, &mut room, act)
    }

    fn change(&self, live: &Live, room: &mut Room, act: Act) -> Result<(), CircleError> {
        let now = self.now();
        if room.until.is_some_and(|until| now >= until) {
            return Err(CircleError::Missing);
        }
        let seen = !matches!(
            act,
            Act::Note(..)
                | Act::DropNote(_)
                | Act::Start
                | Act::Pause
                | Act::Door(_)
                | Act::Group(_)
        );
        let mut changed = room.clone();
        changed.apply(act, now)?;
        self.0.store.save(&changed)?;
        *room = changed;
        tell(&live.walls);
        if seen {
            tell(&live.hands);
        }
        Ok(())
    }

    /// Shows what the phones answered: once, and the answers behind it are dropped.
    ///
    /// # Errors
    /// [`Refusal::TooFew`] with fewer than five, [`Refusal::Shown`] a second time.
    pub fn show(&self, id: &str, ask: Ask) -> Result<(), CircleError> {
        let live = self.live(id).ok_or(CircleError::Missing)?;
        let mut room = lock(&live.room);
        if room.shown.contains_key(&ask) {
            return Err(Refusal::Shown.into());
        }
        let mut phones = lock(&live.phones);
        let tallies = phones
            .tally(ask, &room.options(ask))
            .ok_or(Refusal::TooFew)?;
        self.change(&live, &mut room, Act::Show(ask, tallies))?;
        phones.forget(ask);
        Ok(())
    }

    /// Closes a room: what the group agreed on stays, without what the second reader left out; all
    /// else is gone. Gives the place of what stays.
    ///
    /// # Errors
    /// [`CircleError`]; the room is still there then.
    pub fn close(&self, id: &str, drop: &[u32]) -> Result<i64, CircleError> {
        let live = self.live(id).ok_or(CircleError::Missing)?;
        let mut room = lock(&live.room);
        if room.code.is_none() {
            return Err(Refusal::NotOpen.into());
        }
        let place = self
            .0
            .store
            .close(id, &Closed::of(room.clone(), drop, self.now()))?;
        // Whoever still holds this room finds it over.
        (room.code, room.until) = (None, Some(0));
        self.gone(id, &live);
        tracing::info!("a learning circle was closed");
        Ok(place)
    }

    /// Takes a room out that was not opened.
    ///
    /// # Errors
    /// [`CircleError`].
    pub fn forget(&self, id: &str) -> Result<(), CircleError> {
        let live = self.live(id).ok_or(CircleError::Missing)?;
        if lock(&live.room).code.is_some() {
            return Err(Refusal::Open.into());
        }
        self.0.store.forget(id)?;
        self.gone(id, &live);
        Ok(())
    }

    fn gone(&self, id: &str, live: &Live) {
        *lock(&live.phones) = Phones::default();
        lock(&self.0.seats).retain(|_, room| room != id);
        let mut all = self.0.live.write().unwrap_or_else(PoisonError::into_inner);
        all.remove(id);
        drop(all);
        tell(&live.walls);
        tell(&live.hands);
    }

    /// Closes rooms whose code has run out and forgets rooms that were never opened.
    pub fn sweep(&self) {
        let now = self.now();
        for live in self.all() {
            let (id, out, old) = {
                let room = lock(&live.room);
                let out = room.until.is_some_and(|until| now >= until);
                let old = room.code.is_none() && now >= room.made + PREPARED;
                (room.id.clone(), out, old)
            };
            let done = match (out, old) {
                (true, _) => self.close(&id, &[]).map(|_| ()),
                (_, true) => self.forget(&id),
                _ => Ok(()),
            };
            if let Err(error) = done {
                tracing::error!("a learning circle could not be closed: {error}");
            }
        }
    }

    /// Sweeps every minute, for ever: rooms end also when nobody asks for a page. The server spawns it.
    pub async fn keep_tidy(self) {
        loop {
            tokio::time::sleep(Duration::from_secs(60)).await;
            let circles = self.clone();
            // A join error means the sweep panicked; the next one tries again.
            let _ = tokio::task::spawn_blocking(move || circles.sweep()).await;
        }
    }

    /// A channel that tells of changes to a room's screens; none when there is no such room.
    #[must_use]
    pub fn watch(&self, id: &str, screens: Screens) -> Option<watch::Receiver<u64>> {
        let live = self.live(id)?;
        Some(match screens {
            Screens::Walls => live.walls.subscribe(),
            Screens::Hands => live.hands.subscribe(),
        })
    }
}
