//! Undoing: which changes stand.

use std::collections::BTreeSet;

use super::event::Action;
use super::state::Review;

impl Review {
    /// Versions of the events that stand: neither undone, nor the undoing of what was done again.
    #[must_use]
    pub fn active(&self) -> BTreeSet<u64> {
        let mut undone = BTreeSet::new();
        let mut active = BTreeSet::new();
        let changes = self.events().iter().rev();
        for event in changes.filter(|event| !matches!(event.action, Action::Looked { .. })) {
            if undone.contains(&event.version) {
                continue;
            }
            active.insert(event.version);
            if let Action::Undone { version } = event.action {
                undone.insert(version);
            }
        }
        active
    }

    /// Versions that somebody who may edit can undo now.
    #[must_use]
    pub fn undoable(&self) -> BTreeSet<u64> {
        let mut active = self.active();
        active.retain(|version| self.root(*version).is_some());
        active
    }

    /// What is undone or done again by undoing a version; nothing for what cannot be undone.
    pub(super) fn root(&self, version: u64) -> Option<&Action> {
        self.change(self.root_version(version)?)
    }

    pub(super) fn root_version(&self, version: u64) -> Option<u64> {
        match self.change(version)? {
            // An undoing names an earlier version, so this ends.
            Action::Undone { version: earlier } if *earlier < version => {
                self.root_version(*earlier)
            }
            Action::Edited { .. }
            | Action::Masked { .. }
            | Action::FlagCleared { .. }
            | Action::FlagReplaced { .. } => Some(version),
            _ => None,
        }
    }

    /// The change that made a version.
    pub(super) fn change(&self, version: u64) -> Option<&Action> {
        self.events()
            .iter()
            .find(|event| {
                event.version == version && !matches!(event.action, Action::Looked { .. })
            })
            .map(|event| &event.action)
    }
}
