//! From published monthly counts to signals that a team can act on.
//!
//! The story of this crate: [`Published`] holds what the open side knows of each unit and kind of
//! case, month by month. [`watch`](watch::watch) judges one month of it: which series run above
//! what their past predicts, which alarms say the same thing, how sure each is, and what may explain
//! it away. [`episodes`](episode::episodes) joins the months of one alarm into one signal.
//! [`history`](history::history) puts a series beside what was expected of it.
//! [`recurring`] finds issues that keep coming back, [`returning`] kinds of case that keep coming back
//! with the same cause and circumstance, and [`combination`] what goes together out of proportion.
//! [`sentence`] says it in words.
//!
//! Everything is a function of published numbers and of nothing else, so nothing here can say more
//! about a person than the tables do. Numbers in, records out: no input, no output, no clock.

pub mod budget;
pub mod combination;
pub mod episode;
pub mod held;
pub mod history;
pub mod power;
pub mod published;
pub mod record;
pub mod recurring;
pub mod returning;
pub mod sentence;
pub mod watch;

pub use episode::Episode;
pub use published::{Break, BreakKind, Published};
pub use record::{Scope, Seen, Watch};
