//! Two people at the same time: what an action touches, and what stands in its way.

use super::event::{Action, Denied, FlagRef};
use super::field;
use super::state::Review;

/// What an action depends on or changes.
enum Touch {
    /// A whole field.
    Write(String),
    /// A piece of a field.
    Patch(String),
    /// The decision about a flag.
    Flag(FlagRef),
    /// A step of the review: it is about everything that was seen.
    Step,
    /// Where the review stands.
    Turn,
}

impl Review {
    /// Refuses an action whose author did not see that somebody changed the same thing.
    ///
    /// A mask never conflicts: it is applied to whatever the text is, and again to what is written
    /// later. Sending back and withdrawing never conflict, because they are always safe.
    pub(super) fn refuse_stale(&self, seen: u64, action: &Action) -> Result<(), Denied> {
        if seen > self.version() {
            return Err(Denied::new(
                "version",
                "look again: this version does not exist yet",
            ));
        }
        let mine = self.touches(action, true);
        let since = self.events().iter().filter(|event| event.version > seen);
        for event in since {
            let theirs = self.touches(&event.action, false);
            let clash = mine
                .iter()
                .any(|own| theirs.iter().any(|other| clashes(own, other)));
            if clash {
                return Err(Denied::new(
                    "stale version",
                    "look at what was changed since, and decide again",
                )
                .by(event));
            }
        }
        Ok(())
    }

    fn touches(&self, action: &Action, wanted: bool) -> Vec<Touch> {
        let flagged = |flag: &FlagRef| self.flag(*flag).map(|flag| flag.field.clone());
        match action {
            Action::Edited { field, .. } => vec![Touch::Write(field.clone())],
            Action::FlagReplaced { flag, .. } => flagged(flag)
                .map(Touch::Patch)
                .into_iter()
                .chain([Touch::Flag(*flag)])
                .collect(),
            Action::FlagCleared { flag, .. } => vec![Touch::Flag(*flag)],
            Action::Undone { version } => match self.root(*version) {
                // Undoing writes what stood there before.
                Some(Action::Edited { field, .. }) => vec![Touch::Write(field.clone())],
                Some(Action::FlagReplaced { flag, .. }) => flagged(flag)
                    .map(Touch::Write)
                    .into_iter()
                    .chain([Touch::Flag(*flag)])
                    .collect(),
                Some(Action::FlagCleared { flag, .. }) => vec![Touch::Flag(*flag)],
                // Seen by whoever passes a step.
                Some(Action::Masked { .. }) if !wanted => vec![Touch::Turn],
                _ => Vec::new(),
            },
            Action::PrivacyPassed
            | Action::ContentPassed { .. }
            | Action::RecognitionPassed { .. }
            | Action::GateFlagsAccepted { .. }
            | Action::Released => vec![Touch::Step],
            Action::Masked { .. }
            | Action::SentBack { .. }
            | Action::HandedOver { .. }
            | Action::MachineChecked { .. }
                if !wanted =>
            {
                vec![Touch::Turn]
            }
            _ => Vec::new(),
        }
    }

    /// Refuses to undo what somebody built upon: a later change of the same field that stands.
    pub(super) fn refuse_built_upon(&self, version: u64) -> Result<(), Denied> {
        let place = self.root_version(version);
        let field = match place.and_then(|place| self.change(place)) {
            Some(Action::Edited { field, .. }) => field.clone(),
            Some(Action::FlagReplaced { flag, .. }) => match self.flag(*flag) {
                Some(flag) => flag.field.clone(),
                None => return Ok(()),
            },
            _ => return Ok(()),
        };
        let active = self.active();
        let later = self.events().iter().find(|event| {
            let touched = match &event.action {
                Action::Edited { field, .. } => Some(field),
                Action::FlagReplaced { flag, .. } => self.flag(*flag).map(|flag| &flag.field),
                _ => None,
            };
            Some(event.version) > place
                && active.contains(&event.version)
                && touched.is_some_and(|touched| field::overlap(touched, &field))
        });
        match later {
            Some(event) => Err(Denied::new(
                "built upon",
                format!("undo version {} first, or edit the field", event.version),
            )
            .by(event)),
            None => Ok(()),
        }
    }
}

fn clashes(own: &Touch, other: &Touch) -> bool {
    match (own, other) {
        (Touch::Step, Touch::Step) => false,
        (Touch::Step, _) => true,
        (Touch::Flag(own), Touch::Flag(other)) => own == other,
        // Two pieces of one text are replaced one after the other.
        (Touch::Patch(_), Touch::Patch(_)) => false,
        (Touch::Write(own) | Touch::Patch(own), Touch::Write(other) | Touch::Patch(other)) => {
            field::overlap(own, other)
        }
        _ => false,
    }
}
