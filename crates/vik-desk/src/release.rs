//! A story goes to the open side, or is taken back from it.

use vik_disclosure::story::pass_story;
use vik_disclosure::{Occasion, Protected};
use vik_published::{Publisher, StoryEntry, stories};
use vik_story::review::{Action, Actor, Denied};

use crate::app::{Desk, DeskError, Opened, now};

/// Releases a story: the review says that it may, the gate that its facets pass, and only then it is
/// published. If the program ends half-way, the same step completes it.
///
/// # Errors
/// [`DeskError::Denied`] by the review or by the gate.
pub async fn release(
    desk: &Desk,
    opened: &Opened,
    actor: &Actor,
    seen: u64,
) -> Result<(), DeskError> {
    // Judged before anything is written, and again when it is noted.
    opened
        .review
        .decide(actor.clone(), &now(), seen, Action::Released)?;
    let story = opened.review.story().clone();
    let accepted = opened
        .review
        .gate()
        .is_some_and(|gate| gate.accepted.is_some());
    let asked = desk.ask(&story, accepted).await?;
    let publisher = Publisher::open(&desk.open).await?;
    let entries = stories(&desk.open)?;
    // Published before the log could say so: all that is left is to say so.
    let there = entries.iter().find_map(|entry| match entry {
        StoryEntry::Standing(known) if known.story == story => Some(known.number),
        _ => None,
    });
    if let Some(number) = there {
        desk.store.place(&opened.id, number, &now())?;
        return desk
            .act(&opened.id, actor, seen, &Action::Released)
            .map(|_| ());
    }
    let period = now().get(..7).unwrap_or_default().to_owned();
    let occasion = match entries.last() {
        Some(entry) => Occasion::after(entry.record(), &period, "desk"),
        None => Occasion::first(&period, "desk"),
    };
    let passed = pass_story(
        Protected::seal(story),
        &asked.facets,
        asked.published.months(),
        &asked.rule,
        &occasion,
    );
    let (released, statements) = passed.map_err(|_| {
        DeskError::Denied(Denied {
            rule: "gate".to_owned(),
            would_pass: "change the facets until the gate passes".to_owned(),
            by: None,
        })
    })?;
    let due = year_later(&period);
    let number = publisher.append_story(released, statements, &period, &due)?;
    desk.store.place(&opened.id, number, &now())?;
    desk.act(&opened.id, actor, seen, &Action::Released)
        .map(|_| ())
}

/// Takes a story back: first from the open side, then in the log.
///
/// # Errors
/// [`DeskError::Denied`] by the review.
pub async fn withdraw(
    desk: &Desk,
    opened: &Opened,
    actor: &Actor,
    seen: u64,
    reason: &str,
) -> Result<(), DeskError> {
    let action = Action::Withdrawn {
        reason: reason.to_owned(),
    };
    opened
        .review
        .decide(actor.clone(), &now(), seen, action.clone())?;
    if let Some(number) = desk.store.placed(&opened.id)? {
        let publisher = Publisher::open(&desk.open).await?;
        let month = now().get(..7).unwrap_or_default().to_owned();
        publisher.withdraw_story(number, &month, reason)?;
    }
    desk.act(&opened.id, actor, seen, &action).map(|_| ())
}

/// Keeps a story that was looked at again: in the log, and with its next date on the open side.
///
/// # Errors
/// [`DeskError::Denied`] by the review.
pub async fn keep(
    desk: &Desk,
    opened: &Opened,
    actor: &Actor,
    seen: u64,
    note: &str,
) -> Result<(), DeskError> {
    let action = Action::Reviewed {
        note: note.to_owned(),
    };
    let kept = desk.act(&opened.id, actor, seen, &action)?;
    if let (Some(number), Some(due)) = (desk.store.placed(&opened.id)?, kept.review.review_due()) {
        Publisher::open(&desk.open).await?.keep_story(number, due)?;
    }
    Ok(())
}

fn year_later(month: &str) -> String {
    let (year, rest) = month.split_once('-').unwrap_or((month, "12"));
    let year: i32 = year.parse().unwrap_or_default();
    format!("{}-{rest}", year + 1)
}
