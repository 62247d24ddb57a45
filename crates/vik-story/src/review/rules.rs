//! Who may do what, and when.

use super::event::{Action, Actor, Content, Denied, FlagRef, Role};
use super::field;
use super::state::{Review, Stage};

const EDITORS: [Role; 4] = [
    Role::Author,
    Role::PrivacyOfficer,
    Role::Jurist,
    Role::Trainer,
];

impl Review {
    /// Judges an action on the present state, whatever its author has seen.
    pub(super) fn refuse(&self, actor: &Actor, at: &str, action: &Action) -> Result<(), Denied> {
        named(&actor.id, "say who does this")?;
        if month(at).is_none() {
            return Err(Denied::new(
                "time",
                "say when, beginning with year and month: 2026-03",
            ));
        }
        if actor.roles.is_empty() {
            return Err(Denied::new("role", "ask for a role in the review"));
        }
        match action {
            Action::Started { .. } => Err(Denied::new("one start", "start another review")),
            Action::Looked { .. } => Ok(()),
            Action::Edited { field, value } => {
                self.may_edit(actor)?;
                match field::set(self.story(), field, value) {
                    Some(_) => Ok(()),
                    None => Err(Denied::new(
                        "field",
                        "name a field of the story and a value of its kind",
                    )),
                }
            }
            Action::Masked { text, .. } => {
                self.may_edit(actor)?;
                need_text(text, "say what must not be read")
            }
            Action::FlagCleared { flag, reason } => {
                self.may_edit(actor)?;
                self.undecided(*flag)?;
                need_text(reason, "say why it tells nobody anything")
            }
            Action::FlagReplaced { flag, with } => {
                self.may_edit(actor)?;
                self.replaceable(*flag, with)
            }
            Action::Undone { version } => {
                self.may_edit(actor)?;
                let known = self.active().contains(version) && self.root(*version).is_some();
                if !known {
                    return Err(Denied::new("undo", "name a change that stands"));
                }
                self.refuse_built_upon(*version)
            }
            Action::MachineChecked { checked, .. } | Action::GateChecked { checked, .. } => {
                self.before_release()?;
                has(actor, &[Role::Machine])?;
                if *checked != self.text_version() {
                    return Err(Denied::new("same text", "check the text as it is now"));
                }
                if let Action::GateChecked { .. } = action {
                    return Ok(());
                }
                self.at(&[Stage::Draft, Stage::MachineChecked])
            }
            Action::GateFlagsAccepted { reason } => {
                self.before_release()?;
                has(actor, &[Role::PrivacyOfficer])?;
                self.not_author(actor)?;
                match self.gate() {
                    Some(gate) if gate.passed && !gate.flags.is_empty() => {
                        need_text(reason, "say why it is acceptable")
                    }
                    _ => Err(Denied::new("gate", "ask the gate about this version first")),
                }
            }
            Action::PrivacyPassed => {
                self.at(&[Stage::MachineChecked])?;
                has(actor, &[Role::PrivacyOfficer])?;
                self.not_author(actor)?;
                self.no_open_flag()
            }
            Action::ContentPassed { part } => self.may_pass_content(actor, *part),
            Action::RecognitionPassed { unit } => {
                self.at(&[Stage::ContentChecked])?;
                has(actor, &[Role::UnitVik { unit: unit.clone() }])?;
                self.not_author(actor)?;
                if self.units().contains(unit) {
                    Ok(())
                } else {
                    Err(Denied::new(
                        "recognition",
                        "let the VIK of a unit of the case test it",
                    ))
                }
            }
            Action::SentBack { reason } => {
                self.at(&[
                    Stage::MachineChecked,
                    Stage::PrivacyChecked,
                    Stage::ContentChecked,
                    Stage::RecognitionTested,
                ])?;
                not_machine(actor)?;
                need_text(reason, "say what the author should change")
            }
            Action::HandedOver { to } => {
                self.at(&[Stage::Draft, Stage::MachineChecked])?;
                has(actor, &[Role::Author])?;
                named(to, "say who writes on")
            }
            Action::Released => self.may_release(actor),
            Action::Reviewed { note } => {
                self.at(&[Stage::Released])?;
                has(actor, &[Role::PrivacyOfficer, Role::Releaser])?;
                need_text(note, "say what was found")
            }
            Action::Withdrawn { reason } => {
                if self.stage() == Stage::Withdrawn {
                    return Err(Denied::new("stage", "nothing: it is withdrawn"));
                }
                not_machine(actor)?;
                need_text(reason, "say why")
            }
        }
    }

    fn may_edit(&self, actor: &Actor) -> Result<(), Denied> {
        self.before_release()?;
        has(actor, &EDITORS)
    }

    fn may_pass_content(&self, actor: &Actor, part: Content) -> Result<(), Denied> {
        self.at(&[Stage::PrivacyChecked])?;
        let role = match part {
            Content::Law => Role::Jurist,
            Content::Learning => Role::Trainer,
        };
        has(actor, &[role])?;
        self.not_author(actor)?;
        let twice = |(known, by): (&Content, &String)| *known != part && *by == actor.id;
        if self.content().iter().any(twice) {
            return Err(Denied::new(
                "two content checkers",
                "let somebody else check this half",
            ));
        }
        self.complete()
    }

    fn may_release(&self, actor: &Actor) -> Result<(), Denied> {
        self.at(&[Stage::RecognitionTested])?;
        has(actor, &[Role::Releaser])?;
        self.not_author(actor)?;
        if self.privacy_checkers().contains(&actor.id) {
            return Err(Denied::new(
                "three people",
                "let somebody release it who did not check its privacy",
            ));
        }
        self.no_open_flag()?;
        self.complete()?;
        match self.gate() {
            Some(gate) if gate.passed && (gate.flags.is_empty() || gate.accepted.is_some()) => {
                Ok(())
            }
            Some(gate) if gate.passed => Err(Denied::new(
                "gate",
                "let the privacy officer weigh what the gate flagged",
            )),
            Some(_) => Err(Denied::new(
                "gate",
                "change the facets until the gate passes",
            )),
            None => Err(Denied::new("gate", "ask the gate about this version")),
        }
    }

    fn not_author(&self, actor: &Actor) -> Result<(), Denied> {
        if self.authors().contains(&actor.id) {
            Err(Denied::new(
                "three people",
                "let somebody do this who never wrote in the story",
            ))
        } else {
            Ok(())
        }
    }

    fn no_open_flag(&self) -> Result<(), Denied> {
        if self.open_flags().is_empty() {
            Ok(())
        } else {
            Err(Denied::new("open flags", "decide every flag"))
        }
    }

    fn complete(&self) -> Result<(), Denied> {
        match self.story().problems().first() {
            Some(problem) => Err(Denied::new(
                "complete",
                format!("{}: {}", problem.field, problem.expected),
            )),
            None => Ok(()),
        }
    }

    fn before_release(&self) -> Result<(), Denied> {
        match self.stage() {
            Stage::Released => Err(Denied::new("stage", "withdraw it, and start a new version")),
            Stage::Withdrawn => Err(Denied::new("stage", "start a new version")),
            _ => Ok(()),
        }
    }

    fn at(&self, stages: &[Stage]) -> Result<(), Denied> {
        if stages.contains(&self.stage()) {
            Ok(())
        } else {
            let names: Vec<&str> = stages.iter().map(|stage| stage.name()).collect();
            Err(Denied::new(
                "stage",
                format!("do this when it is {}", names.join(" or ")),
            ))
        }
    }

    /// The flag belongs to the last check and nobody has decided it.
    fn undecided(&self, flag: FlagRef) -> Result<(), Denied> {
        let open = self
            .flags()
            .into_iter()
            .find(|state| state.reference == flag);
        match open.map(|state| state.decided) {
            Some(None) => Ok(()),
            Some(Some(decided)) => Err(Denied {
                by: Some(decided.by),
                ..Denied::new("decided", "undo that decision first")
            }),
            None => Err(Denied::new("flag", "name a flag of the last machine check")),
        }
    }

    fn replaceable(&self, flag: FlagRef, with: &str) -> Result<(), Denied> {
        self.undecided(flag)?;
        let changed = self.flag(flag).and_then(|flag| {
            let text = field::text(self.story(), &flag.field)?;
            let text = field::replace_nearest(&text, flag.start, &flag.quote, with)?;
            field::set(self.story(), &flag.field, &text.into())
        });
        match changed {
            Some(_) => Ok(()),
            None => Err(Denied::new(
                "flag",
                "check again: the piece is no longer there",
            )),
        }
    }
}

fn has(actor: &Actor, roles: &[Role]) -> Result<(), Denied> {
    if roles.iter().any(|role| actor.roles.contains(role)) {
        return Ok(());
    }
    let names: Vec<&str> = roles.iter().map(Role::name).collect();
    Err(Denied::new(
        "role",
        format!("let this be done by: {}", names.join(", ")),
    ))
}

fn not_machine(actor: &Actor) -> Result<(), Denied> {
    if actor.roles.contains(&Role::Machine) {
        Err(Denied::new("role", "let somebody decide this"))
    } else {
        Ok(())
    }
}

fn need_text(text: &str, would_pass: &str) -> Result<(), Denied> {
    if text.trim().is_empty() {
        Err(Denied::new("reason", would_pass))
    } else {
        Ok(())
    }
}

/// A name that cannot be mistaken for another one that looks the same.
pub(super) fn named(name: &str, would_pass: &str) -> Result<(), Denied> {
    if name.is_empty() || name.trim() != name {
        Err(Denied::new("name", would_pass))
    } else {
        Ok(())
    }
}

impl Role {
    /// What it is called.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Author => "author",
            Self::PrivacyOfficer => "privacy officer",
            Self::Jurist => "jurist",
            Self::Trainer => "trainer",
            Self::UnitVik { .. } => "VIK of the unit",
            Self::Releaser => "releaser",
            Self::Machine => "machine",
        }
    }
}

/// Year and month with which a time begins.
pub(super) fn month(at: &str) -> Option<(u32, u32)> {
    let year = at.get(..4)?;
    let month = at.get(5..7)?;
    let digits = |text: &str| text.bytes().all(|sign| sign.is_ascii_digit());
    if at.as_bytes()[4] != b'-' || !digits(year) || !digits(month) {
        return None;
    }
    let month: u32 = month.parse().ok()?;
    (1..=12)
        .contains(&month)
        .then_some((year.parse().ok()?, month))
}
