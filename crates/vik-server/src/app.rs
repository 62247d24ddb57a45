//! What every handler shares.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::FromRef;
use axum::http::StatusCode;
use tokio::sync::Semaphore;
use vik_catalogue::Catalogue;
use vik_reports::DocumentError;

use crate::accounts::Accounts;
use crate::decisions::Decisions;
use crate::error::WebError;
use crate::open_side::Source;
use crate::sessions::Sessions;

/// The application's shared state; a clone is a pointer.
#[derive(Clone)]
pub struct App(Arc<Inner>);

/// What [`App`] points to.
pub struct Inner {
    /// Queries and dashboards.
    pub catalogue: Catalogue,
    /// The organisations; at least one.
    pub sources: Vec<Source>,
    /// Who may sign in.
    pub accounts: Accounts,
    /// Who is signed in.
    pub sessions: Sessions,
    /// Tiles that were drawn before.
    pub tiles: Tiles,
    /// Leave to make a document; two are made at once.
    pub presses: Arc<Semaphore>,
    /// What was decided about signals; none when the server keeps no decisions.
    pub decisions: Option<Decisions>,
    /// Whether readers come over https.
    pub https: bool,
}

impl App {
    /// Puts the parts together.
    #[must_use]
    pub fn new(
        catalogue: Catalogue,
        sources: Vec<Source>,
        accounts: Accounts,
        https: bool,
        decisions: Option<Decisions>,
    ) -> Self {
        let (sessions, tiles) = (Sessions::default(), Tiles::default());
        Self(Arc::new(Inner {
            catalogue,
            sources,
            accounts,
            sessions,
            tiles,
            presses: Arc::new(Semaphore::new(2)),
            decisions,
            https,
        }))
    }

    /// Makes a document beside the threads that answer requests; two at once.
    ///
    /// # Errors
    /// When the document cannot be made, in words where the reader can do something about it.
    pub async fn print(
        &self,
        make: impl FnOnce() -> Result<Vec<u8>, DocumentError> + Send + 'static,
    ) -> Result<Vec<u8>, WebError> {
        let leave = (self.presses.clone().acquire_owned().await)
            .map_err(|_| WebError::broken("no document can be made any more"))?;
        // The work goes on when the reader has left; so does its leave.
        let made = tokio::task::spawn_blocking(move || {
            let made = make();
            drop(leave);
            made
        })
        .await;
        let made = made.map_err(|_| WebError::broken("the making of a document stopped"))?;
        made.map_err(|error| match error {
            DocumentError::NoDilemma => WebError::new(
                StatusCode::UNPROCESSABLE_ENTITY,
                "De gekozen verhalen hebben geen dilemma.",
                "The chosen stories have no dilemma.",
            ),
            other => WebError::broken(other.to_string()),
        })
    }

    /// Starts loading every organisation, without waiting for it.
    pub fn warm_up(&self) {
        for index in 0..self.sources.len() {
            let app = self.clone();
            tokio::spawn(async move {
                if let Some(source) = app.sources.get(index)
                    && let Err(error) = source.open().await
                {
                    tracing::error!(organisation = source.id, "{error}");
                }
            });
        }
    }
}

impl std::ops::Deref for App {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.0
    }
}

impl FromRef<App> for Arc<Inner> {
    fn from_ref(app: &App) -> Self {
        app.0.clone()
    }
}

/// Rendered tiles. A key holds everything that a tile depends on, the release included, so an entry
/// is never stale; when the store is full it starts anew.
#[derive(Default)]
pub struct Tiles(Mutex<HashMap<String, Arc<str>>>);

impl Tiles {
    const MOST: usize = 2_000;

    /// A tile that was drawn before.
    pub fn get(&self, key: &str) -> Option<Arc<str>> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get(key)
            .cloned()
    }

    /// Keeps a tile.
    pub fn keep(&self, key: String, html: Arc<str>) {
        let mut tiles = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if tiles.len() >= Self::MOST {
            tiles.clear();
        }
        tiles.insert(key, html);
    }
}
