//! What each event changes.

use super::event::{Action, Event};
use super::field;
use super::flags::Checked;
use super::rules::month;
use super::state::{Gate, Review, Stage};
use crate::story::Story;

impl Review {
    pub(super) fn fold(&mut self, event: Event) {
        self.version = event.version;
        let who = event.actor.id.clone();
        let action = event.action.clone();
        self.events.push(event);
        match action {
            Action::Started { .. } | Action::Looked { .. } => {}
            Action::Edited { .. } | Action::Masked { .. } | Action::FlagReplaced { .. } => {
                self.rewritten(who);
            }
            Action::Undone { version } => match self.root(version) {
                Some(Action::FlagCleared { .. }) => self.back_to(Stage::MachineChecked),
                _ => self.rewritten(who),
            },
            Action::FlagCleared { .. } => self.back_to(Stage::MachineChecked),
            Action::MachineChecked { flags, .. } => {
                self.checks
                    .push(Checked::new(self.version, &flags, &self.story));
                self.stage = Stage::MachineChecked;
            }
            Action::GateChecked {
                passed,
                flags,
                refused,
                ..
            } => {
                self.gate = Some(Gate {
                    passed,
                    flags,
                    refused,
                    accepted: None,
                });
            }
            Action::GateFlagsAccepted { .. } => {
                self.privacy_checkers.insert(who.clone());
                if let Some(gate) = &mut self.gate {
                    gate.accepted = Some(who);
                }
            }
            Action::PrivacyPassed => {
                self.privacy_checkers.insert(who.clone());
                self.privacy_checker = Some(who);
                self.stage = Stage::PrivacyChecked;
            }
            Action::ContentPassed { part } => {
                self.content.insert(part, who);
                if self.content.len() == 2 {
                    self.stage = Stage::ContentChecked;
                }
            }
            Action::RecognitionPassed { unit } => {
                self.recognised.insert(unit, who);
                if self.recognised.len() == self.units.len() {
                    self.stage = Stage::RecognitionTested;
                }
            }
            Action::SentBack { .. } => self.back_to(Stage::Draft),
            Action::HandedOver { to } => {
                if let Some(gate) = &mut self.gate {
                    gate.accepted.take_if(|accepted| *accepted == to);
                }
                self.authors.insert(to);
            }
            Action::Released | Action::Reviewed { .. } => {
                self.stage = Stage::Released;
                self.review_due = self.events.last().and_then(|event| {
                    month(&event.at).map(|(year, month)| format!("{:04}-{month:02}", year + 1))
                });
            }
            Action::Withdrawn { .. } => {
                self.stage = Stage::Withdrawn;
                self.review_due = None;
            }
        }
    }

    /// The text or the facets changed: whoever did it is an author, and no check holds any more.
    fn rewritten(&mut self, who: String) {
        self.authors.insert(who);
        self.text_version = self.version;
        self.gate = None;
        self.back_to(Stage::Draft);
        self.story = self.retold();
    }

    fn back_to(&mut self, stage: Stage) {
        self.stage = self.stage.min(stage);
        self.privacy_checker = None;
        self.content.clear();
        self.recognised.clear();
    }

    /// The story as the standing changes make it. A mask holds for all that is written later.
    fn retold(&self) -> Story {
        let active = self.active();
        let mut story = self.first.clone();
        let mut masks: Vec<(&String, &String)> = Vec::new();
        for event in self
            .events
            .iter()
            .filter(|event| active.contains(&event.version))
        {
            let changed = match &event.action {
                Action::Edited { field, value } => field::set(&story, field, value),
                Action::FlagReplaced { flag, with } => self.flag(*flag).and_then(|flag| {
                    let text = field::text(&story, &flag.field)?;
                    let text = field::replace_nearest(&text, flag.start, &flag.quote, with)?;
                    field::set(&story, &flag.field, &text.into())
                }),
                Action::Masked { text, with } => {
                    masks.push((text, with));
                    Some(story.clone())
                }
                _ => None,
            };
            if let Some(changed) = changed {
                story = masks.iter().fold(changed, |story, (text, with)| {
                    field::mask(&story, text, with).0
                });
            }
        }
        story
    }
}
