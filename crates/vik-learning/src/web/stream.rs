//! Server-sent events: a number that grows when a screen must look again. There is nothing else in
//! them, so a stream that is overheard tells nothing.

use std::convert::Infallible;
use std::time::Duration;

use axum::response::sse::{Event, KeepAlive, Sse};
use futures::Stream;
use tokio::sync::watch;

use crate::circles::{Circles, Screens};

/// How often a silent stream shows that it is alive.
const PULSE: Duration = Duration::from_secs(10);

/// The stream of a room's screens; none when there is no such room.
pub fn stream(
    circles: &Circles,
    room: &str,
    screens: Screens,
) -> Option<Sse<impl Stream<Item = Result<Event, Infallible>> + use<>>> {
    let mut changes = circles.watch(room, screens)?;
    // The first thing it says is where the room is now: a screen that comes back may have missed some.
    changes.mark_changed();
    let stopping = circles.stopping();
    let events = futures::stream::unfold((changes, stopping), next);
    Some(Sse::new(events).keep_alive(KeepAlive::new().interval(PULSE)))
}

type Channels = (watch::Receiver<u64>, watch::Receiver<bool>);

/// The next change; the end when the room has closed or the server stops.
async fn next(
    (mut changes, mut stopping): Channels,
) -> Option<(Result<Event, Infallible>, Channels)> {
    if *stopping.borrow() {
        return None;
    }
    tokio::select! {
        changed = changes.changed() => changed.ok()?,
        _ = stopping.changed() => return None,
    }
    let version = *changes.borrow_and_update();
    let event = Event::default().event("stand").data(version.to_string());
    Some((Ok(event), (changes, stopping)))
}
