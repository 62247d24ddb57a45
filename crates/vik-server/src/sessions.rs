//! Who is signed in, and how often somebody may try. In memory: a restart signs everybody out.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use vik_catalogue::Role;

/// The cookie's name.
pub const COOKIE: &str = "leerkring";

const IDLE: Duration = Duration::from_secs(2 * 3600);
const FREE_TRIES: u32 = 5;
const LONGEST_WAIT: Duration = Duration::from_secs(300);
const MOST_NAMES: usize = 10_000;

/// Somebody who signed in.
#[derive(Clone, Debug)]
pub struct Reader {
    /// The name they sign in with: what is theirs is kept under it, because two people may share a
    /// name on the page.
    pub account: String,
    /// The name on the page.
    pub display: String,
    /// What they may see.
    pub role: Role,
}

struct Session<R> {
    reader: R,
    used: Instant,
}

struct Failures {
    count: u32,
    last: Instant,
}

/// All sessions and recent failures; `R` says who a reader is.
pub struct Sessions<R = Reader> {
    open: Mutex<HashMap<String, Session<R>>>,
    failures: Mutex<HashMap<String, Failures>>,
}

impl<R> Default for Sessions<R> {
    fn default() -> Self {
        Self {
            open: Mutex::default(),
            failures: Mutex::default(),
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl<R: Clone> Sessions<R> {
    /// Starts a session and gives its id: 128 random bits. `None` when the system has no randomness.
    pub fn start(&self, reader: R) -> Option<String> {
        let mut bytes = [0_u8; 16];
        getrandom::fill(&mut bytes).ok()?;
        let id: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        let mut open = lock(&self.open);
        open.retain(|_, session| session.used.elapsed() < IDLE);
        open.insert(
            id.clone(),
            Session {
                reader,
                used: Instant::now(),
            },
        );
        Some(id)
    }

    /// The reader of a session that is not too old.
    pub fn reader(&self, id: &str) -> Option<R> {
        let mut open = lock(&self.open);
        let session = open
            .get_mut(id)
            .filter(|session| session.used.elapsed() < IDLE)?;
        session.used = Instant::now();
        Some(session.reader.clone())
    }

    /// Ends a session.
    pub fn end(&self, id: &str) {
        lock(&self.open).remove(id);
    }

    /// How long this name must wait before it may try again.
    pub fn wait(&self, name: &str) -> Option<Duration> {
        let failures = lock(&self.failures);
        let failed = failures
            .get(name)
            .filter(|failed| failed.count >= FREE_TRIES)?;
        let exponent = (failed.count - FREE_TRIES).min(8);
        let wait = Duration::from_secs(2_u64 << exponent).min(LONGEST_WAIT);
        wait.checked_sub(failed.last.elapsed())
            .filter(|left| !left.is_zero())
    }

    /// Notes a wrong password.
    pub fn failed(&self, name: &str) {
        let mut failures = lock(&self.failures);
        if failures.len() >= MOST_NAMES {
            failures.retain(|_, failed| failed.last.elapsed() < LONGEST_WAIT);
        }
        let failed = failures.entry(name.to_owned()).or_insert(Failures {
            count: 0,
            last: Instant::now(),
        });
        failed.count = failed.count.saturating_add(1);
        failed.last = Instant::now();
    }

    /// Forgets the failures of a name that signed in.
    pub fn succeeded(&self, name: &str) {
        lock(&self.failures).remove(name);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_ends_when_signed_out() {
        let sessions = Sessions::default();
        let id = sessions
            .start(Reader {
                account: "a".into(),
                display: "A".into(),
                role: Role::Analyst,
            })
            .unwrap();
        assert_eq!(id.len(), 32);
        assert!(sessions.reader(&id).is_some());
        sessions.end(&id);
        assert!(sessions.reader(&id).is_none());
    }

    #[test]
    fn the_sixth_try_waits() {
        let sessions = Sessions::<Reader>::default();
        for _ in 0..FREE_TRIES {
            assert!(sessions.wait("a").is_none());
            sessions.failed("a");
        }
        assert!(sessions.wait("a").is_some());
        assert!(sessions.wait("b").is_none());
        sessions.succeeded("a");
        assert!(sessions.wait("a").is_none());
    }
}
