//! For a demonstration: made-up stories walk through the whole review, by the people of the
//! demonstration, and pass the same gate as any other.

use std::collections::BTreeSet;

use vik_story::Story;
use vik_story::review::{Action, Actor, Content, Review, Role};

use crate::app::{Desk, DeskError, now};
use crate::{deeds, release};

/// Reviews and releases a made-up story; says no if the gate or a rule does.
///
/// # Errors
/// [`DeskError::Denied`] by the first rule that refuses.
pub async fn tell(desk: &Desk, story: Story) -> Result<(), DeskError> {
    let actor = |name: &str, role| Actor::new(name, [role]);
    let units: BTreeSet<String> = ["all".to_owned()].into();
    let author = actor("auteur", Role::Author);
    let review = Review::start(author.clone(), &now(), story, units)?;
    let id = desk.begin(&[], &review)?;
    deeds::search(desk, &desk.open_review(&id)?).await?;
    let opened = desk.open_review(&id)?;
    for state in opened.review.open_flags() {
        let action = Action::FlagCleared {
            flag: state.reference,
            reason: "verzonnen verhaal: zegt niets over een bestaand mens".to_owned(),
        };
        let version = desk.open_review(&id)?.review.version();
        desk.act(&id, &author, version, &action)?;
    }
    let officer = actor("privacy", Role::PrivacyOfficer);
    if opened
        .review
        .gate()
        .is_some_and(|gate| !gate.flags.is_empty())
    {
        let action = Action::GateFlagsAccepted {
            reason: "verzonnen verhaal".to_owned(),
        };
        let version = desk.open_review(&id)?.review.version();
        desk.act(&id, &officer, version, &action)?;
    }
    let unit = "all".to_owned();
    let steps = [
        (officer, Action::PrivacyPassed),
        (
            actor("jurist", Role::Jurist),
            Action::ContentPassed { part: Content::Law },
        ),
        (
            actor("trainer", Role::Trainer),
            Action::ContentPassed {
                part: Content::Learning,
            },
        ),
        (
            actor("vik", Role::UnitVik { unit: unit.clone() }),
            Action::RecognitionPassed { unit },
        ),
    ];
    for (who, action) in steps {
        let version = desk.open_review(&id)?.review.version();
        desk.act(&id, &who, version, &action)?;
    }
    let opened = desk.open_review(&id)?;
    let releaser = actor("vrijgever", Role::Releaser);
    release::release(desk, &opened, &releaser, opened.review.version()).await
}
