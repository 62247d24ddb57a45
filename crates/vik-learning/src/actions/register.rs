//! The register: every action of an organisation with how it stands, from two sources.

use vik_domain::{Month, civil};

use super::agreement::{Done, FollowUp, Look, Source};
use crate::check::Clean;
use crate::closed::{Closed, looks_after};
use crate::library::Shelf;
use crate::note::Owner;
use crate::workshop::deed::{ActionId, Deed, Line};

/// How an action stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Its month has passed and it is not done.
    Late,
    /// It is being worked on, or nobody has answered yet.
    Open,
    /// Its owner says that it will not be done, or was not.
    Not,
    /// Done.
    Done,
}

/// An action of the register.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Its number.
    pub id: ActionId,
    /// What is done.
    pub what: Clean,
    /// Who takes it up.
    pub owner: Owner,
    /// The month in which it is done.
    pub due: Month,
    /// How one will see that it worked.
    pub sign: Clean,
    /// Where it comes from.
    pub source: Source,
    /// The theme.
    pub theme: Option<String>,
    /// The category of cases.
    pub category: Option<String>,
    /// The units that it reaches; none stands for all.
    pub units: Vec<String>,
    /// The month in which it was agreed.
    pub made: Month,
    /// The days on which its owner is asked, as days since 1970-01-01.
    pub looks: [i32; 2],
    /// Whether the mail of each look has gone.
    pub asked: [bool; 2],
    /// The latest answer at each look.
    pub answers: [Option<FollowUp>; 2],
}

impl Entry {
    /// The newest answer.
    #[must_use]
    pub fn answer(&self) -> Option<&FollowUp> {
        self.answers.iter().rev().flatten().next()
    }

    /// How it stands in a month.
    #[must_use]
    pub fn standing(&self, now: Month) -> Standing {
        match self.answer().map(|answer| answer.done) {
            Some(Done::Done) => Standing::Done,
            Some(Done::Not) => Standing::Not,
            _ if self.due < now => Standing::Late,
            _ => Standing::Open,
        }
    }

    /// The look about which its owner is asked on a day: the newest that has come, unless its mail has
    /// gone or it was answered. A server that was away for months asks once.
    #[must_use]
    pub fn look_on(&self, day: i32) -> Option<Look> {
        let come = |look: &Look| self.looks.get(look.at()).is_some_and(|due| *due <= day);
        let look = Look::ALL.into_iter().rev().find(come)?;
        let gone = |list: &[bool; 2]| list.get(look.at()).copied().unwrap_or(true);
        let answered = self.answers.get(look.at()).is_some_and(Option::is_some);
        (!gone(&self.asked) && !answered).then_some(look)
    }
}

/// Every action of an organisation, in the order in which they were agreed.
///
/// `circles` are those that were held, with their places; `shelf` gives the category of their story.
/// An action whose text was struck is not in the list.
#[must_use]
pub fn register(org: &str, lines: &[Line], circles: &[(i64, Closed)], shelf: &Shelf) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    for (place, circle) in circles.iter().filter(|(_, circle)| circle.plan.org == org) {
        entries.extend(of_circle(*place, circle, shelf));
    }
    for line in lines.iter().filter(|line| line.org == org) {
        match &line.deed {
            Some(Deed::Agreed(agreed)) => entries.push(Entry {
                id: ActionId::Line(line.place),
                what: agreed.what.clone(),
                owner: agreed.owner.clone(),
                due: agreed.due,
                sign: agreed.sign.clone(),
                source: agreed.source.clone(),
                theme: agreed.theme.clone(),
                category: agreed.category.clone(),
                units: agreed.units.clone(),
                made: Month::of_day(line.day),
                looks: looks_after(line.day),
                asked: [false; 2],
                answers: [None, None],
            }),
            Some(Deed::Asked { action, look }) => {
                if let Some(asked) =
                    find(&mut entries, *action).and_then(|entry| entry.asked.get_mut(look.at()))
                {
                    *asked = true;
                }
            }
            Some(Deed::Answered {
                action,
                look,
                answer,
            }) => {
                if let Some(given) =
                    find(&mut entries, *action).and_then(|entry| entry.answers.get_mut(look.at()))
                {
                    *given = Some(answer.clone());
                }
            }
            _ => {}
        }
    }
    // Stable: what was agreed in one month keeps its order.
    entries.sort_by_key(|entry| entry.made);
    entries
}

fn find(entries: &mut [Entry], id: ActionId) -> Option<&mut Entry> {
    entries.iter_mut().find(|entry| entry.id == id)
}

fn of_circle<'a>(
    place: i64,
    circle: &'a Closed,
    shelf: &'a Shelf,
) -> impl Iterator<Item = Entry> + 'a {
    let facets = shelf
        .story(&circle.plan.story)
        .map(|entry| &entry.story.facets.attributes);
    let category = facets.and_then(|facets| facets.get("category")).cloned();
    let made = month(&circle.month).unwrap_or_else(|| Month::of_day(0));
    circle.actions.iter().map(move |action| Entry {
        id: ActionId::Circle(place, action.id),
        what: action.what.clone(),
        owner: action.owner.clone(),
        due: Month::of_day(action.due),
        sign: action.sign.clone(),
        source: Source::Circle(place),
        theme: Some(circle.plan.theme.clone()).filter(|theme| !theme.is_empty()),
        category: category.clone(),
        units: circle.plan.unit.iter().cloned().collect(),
        made,
        looks: circle.follow_up,
        asked: [false; 2],
        answers: [None, None],
    })
}

/// The month of a circle.
pub(crate) fn month(text: &str) -> Option<Month> {
    let day = civil::parse_iso(&format!("{text}-01"))?;
    Some(Month::of_day(day))
}
