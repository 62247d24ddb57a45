//! What every page of the desk shares.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use vik_domain::{CodeLists, civil};
use vik_log::LogError;
use vik_redact::Detector;
use vik_server::sessions::Sessions;
use vik_story::review::{Action, Actor, BrokenLog, Denied, Event, Review};

use crate::people::{People, Person};
use crate::store::Store;
use crate::vault::CaseText;

/// The desk of one organisation; a clone is a pointer.
#[derive(Clone)]
pub struct Desk(Arc<Inner>);

/// What [`Desk`] points to.
pub struct Inner {
    /// Texts of cases, opened once and held in memory.
    pub cases: BTreeMap<String, CaseText>,
    /// What happened.
    pub store: Store,
    /// Who may sign in.
    pub people: People,
    /// Who is signed in.
    pub sessions: Sessions<Person>,
    /// Finds what identifies somebody.
    pub detector: Detector,
    /// Names of codes.
    pub lists: CodeLists,
    /// The organisation's name on the page.
    pub organisation: String,
    /// The open side.
    pub open: PathBuf,
    /// Fewest staff behind a described role.
    pub minimum_roster: u32,
    /// The band of each sanction.
    pub bands: BTreeMap<String, String>,
    /// What was published when it was last read.
    pub published_before: tokio::sync::Mutex<Option<Arc<crate::gate::Published>>>,
}

impl std::ops::Deref for Desk {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.0
    }
}

/// A review and the cases it was made from.
pub struct Opened {
    /// Its name: `v-0003`.
    pub id: String,
    /// The review.
    pub review: Review,
    /// Lines in the store, for the next append.
    pub lines: u32,
    /// Numbers of the cases.
    pub cases: Vec<String>,
}

/// Why something did not happen.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    /// A rule says no: a normal answer.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The store.
    #[error(transparent)]
    Store(#[from] LogError),
    /// The log of a review is no review.
    #[error("the log of review {review} cannot be read")]
    Broken {
        /// Which.
        review: String,
        /// Where.
        #[source]
        cause: BrokenLog,
    },
    /// There is no such review or case.
    #[error("there is no such review or case")]
    Missing,
    /// The open side cannot be read or written.
    #[error("the open side cannot be used")]
    Open(#[from] vik_published::OpenError),
}

impl Desk {
    /// Puts the parts together.
    #[must_use]
    pub fn new(inner: Inner) -> Self {
        Self(Arc::new(inner))
    }

    /// Opens a review.
    ///
    /// # Errors
    /// [`DeskError::Missing`], [`DeskError::Store`] or [`DeskError::Broken`].
    pub fn open_review(&self, id: &str) -> Result<Opened, DeskError> {
        let lines = self.store.lines(id)?;
        let broken = |place: usize, expected: &str| DeskError::Broken {
            review: id.to_owned(),
            cause: BrokenLog {
                place,
                expected: expected.to_owned(),
            },
        };
        let mut bodies = lines.iter();
        let Some(first) = bodies.next() else {
            return Err(DeskError::Missing);
        };
        let cases: Vec<String> =
            serde_json::from_str(&first.body).map_err(|_| broken(0, "the cases"))?;
        let events: Vec<Event> = bodies
            .enumerate()
            .map(|(place, line)| {
                serde_json::from_str(&line.body).map_err(|_| broken(place + 1, "an event"))
            })
            .collect::<Result<_, _>>()?;
        let review = Review::replay(events).map_err(|cause| DeskError::Broken {
            review: id.to_owned(),
            cause,
        })?;
        Ok(Opened {
            id: id.to_owned(),
            review,
            lines: lines.len() as u32,
            cases,
        })
    }

    /// Begins a review from these cases; its first line names them and stays on the closed side.
    ///
    /// # Errors
    /// [`DeskError::Store`].
    pub fn begin(&self, cases: &[String], review: &Review) -> Result<String, DeskError> {
        let mut bodies = vec![serde_json::to_string(cases).unwrap_or_default()];
        bodies.extend(review.events().iter().map(line));
        loop {
            let id = format!("v-{:04}", self.store.reviews()?.len() + 1);
            match self.store.append(&id, 0, &now(), &bodies) {
                Err(LogError::Late) => {}
                done => return done.map(|()| id).map_err(Into::into),
            }
        }
    }

    /// Does something in a review, on what its actor saw. Whoever comes second is judged again on what
    /// is there by then, so that nothing is overwritten.
    ///
    /// # Errors
    /// [`DeskError::Denied`] with the rule and what would pass.
    pub fn act(
        &self,
        id: &str,
        actor: &Actor,
        seen: u64,
        action: &Action,
    ) -> Result<Opened, DeskError> {
        loop {
            let mut opened = self.open_review(id)?;
            let event = opened
                .review
                .act(actor.clone(), &now(), seen, action.clone())?;
            match self
                .store
                .append(id, opened.lines, &event.at, &[line(&event)])
            {
                Err(LogError::Late) => {}
                Err(cause) => return Err(cause.into()),
                Ok(()) => {
                    opened.lines += 1;
                    return Ok(opened);
                }
            }
        }
    }

    /// The cases of a review that are still in the vault.
    #[must_use]
    pub fn cases_of(&self, opened: &Opened) -> Vec<&CaseText> {
        opened
            .cases
            .iter()
            .filter_map(|number| self.cases.get(number))
            .collect()
    }

    /// Notes that somebody looked at the text of a case.
    ///
    /// # Errors
    /// [`DeskError::Store`].
    pub fn looked(&self, who: &str, case: &str) -> Result<(), DeskError> {
        let body = serde_json::json!({ "who": who, "looked_at": case }).to_string();
        loop {
            let seen = self.store.count("looks")?;
            match self
                .store
                .append("looks", seen, &now(), std::slice::from_ref(&body))
            {
                Err(LogError::Late) => {}
                done => return done.map_err(Into::into),
            }
        }
    }

    /// The band of a sanction.
    #[must_use]
    pub fn band(&self, sanction: &str) -> Option<String> {
        self.bands.get(sanction).cloned()
    }

    /// The Dutch name of a code; the code itself where the list does not know it.
    #[must_use]
    pub fn word<'a>(&'a self, list: &str, code: &'a str) -> &'a str {
        self.lists
            .list(list)
            .and_then(|list| list.codes.iter().find(|known| known.code == code))
            .map_or(code, |known| known.nl.as_str())
    }
}

fn line(event: &Event) -> String {
    serde_json::to_string(event).unwrap_or_default()
}

/// The time in UTC, as the log has it: `2026-11-25T14:03:20Z`.
#[must_use]
pub fn now() -> String {
    let seconds = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| since.as_secs());
    let day = civil::iso(i32::try_from(seconds / 86_400).unwrap_or(i32::MAX));
    let rest = seconds % 86_400;
    format!(
        "{day}T{:02}:{:02}:{:02}Z",
        rest / 3_600,
        rest % 3_600 / 60,
        rest % 60
    )
}
