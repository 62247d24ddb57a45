//! The steps of a review: which one somebody may take now, and taking it.

use vik_server::fields::Fields;
use vik_story::review::{Action, Actor, Content, Denied, Review, Role, Stage};

use crate::app::{Desk, DeskError, Opened};
use crate::{drafting, gate, release};

/// A step on the page.
pub struct Deed {
    /// Its name in the form.
    pub name: &'static str,
    /// What the button says.
    pub label: String,
    /// What must be filled in: a label, or nothing.
    pub asks: Option<&'static str>,
    /// A value that goes along.
    pub value: String,
    /// Why it cannot be done now, if so.
    pub why_not: Option<String>,
    /// Whether it is a step aside: back, over to somebody else, out.
    pub aside: bool,
}

/// Every step that the roles of somebody and the stage of the review allow, with why not where another
/// rule stands in the way.
#[must_use]
pub fn possible(review: &Review, actor: &Actor) -> Vec<Deed> {
    let deed = |name, label: &str, asks, value: &str, action: &Action| {
        let denied = review
            .decide(
                actor.clone(),
                &crate::app::now(),
                review.version(),
                action.clone(),
            )
            .err();
        if denied
            .as_ref()
            .is_some_and(|denied| matches!(denied.rule.as_str(), "role" | "stage"))
        {
            return None;
        }
        Some(Deed {
            name,
            label: label.to_owned(),
            asks,
            value: value.to_owned(),
            why_not: denied.as_ref().map(crate::words::denied),
            aside: matches!(name, "terug" | "draag-over" | "intrekken"),
        })
    };
    let reason = || "…".to_owned();
    let mut all = Vec::new();
    if !matches!(review.stage(), Stage::Released | Stage::Withdrawn) {
        all.push(Some(Deed {
            name: "doorzoek",
            label: "Doorzoek de tekst en vraag de poort".to_owned(),
            asks: None,
            value: String::new(),
            why_not: None,
            aside: false,
        }));
    }
    all.push(deed(
        "poort",
        "Aanvaard wat de poort meldt",
        Some("Waarom dit kan"),
        "",
        &Action::GateFlagsAccepted { reason: reason() },
    ));
    all.push(deed(
        "privacy",
        "Keur de privacy goed",
        None,
        "",
        &Action::PrivacyPassed,
    ));
    all.push(deed(
        "recht",
        "Keur de inhoud goed: recht",
        None,
        "",
        &Action::ContentPassed { part: Content::Law },
    ));
    all.push(deed(
        "leren",
        "Keur de inhoud goed: leren",
        None,
        "",
        &Action::ContentPassed {
            part: Content::Learning,
        },
    ));
    for unit in review.units() {
        if actor.roles.contains(&Role::UnitVik { unit: unit.clone() }) {
            let label = format!("Wij herkennen de zaak niet (VIK {unit})");
            let action = Action::RecognitionPassed { unit: unit.clone() };
            all.push(deed("herkenning", &label, None, unit, &action));
        }
    }
    all.push(deed(
        "vrijgeven",
        "Geef het verhaal vrij",
        None,
        "",
        &Action::Released,
    ));
    all.push(deed(
        "bekeken",
        "Opnieuw bekeken: het verhaal blijft staan",
        Some("Wat er is bekeken"),
        "",
        &Action::Reviewed { note: reason() },
    ));
    all.push(deed(
        "terug",
        "Stuur terug naar de auteur",
        Some("Waarom"),
        "",
        &Action::SentBack { reason: reason() },
    ));
    all.push(deed(
        "draag-over",
        "Draag het schrijven over",
        Some("Aan wie (naam)"),
        "",
        &Action::HandedOver { to: reason() },
    ));
    all.push(deed(
        "intrekken",
        "Trek het verhaal in",
        Some("Wat lezers te horen krijgen"),
        "",
        &Action::Withdrawn { reason: reason() },
    ));
    all.into_iter().flatten().collect()
}

/// Takes a step.
///
/// # Errors
/// [`DeskError::Denied`] with the rule and what would pass.
pub async fn perform(
    desk: &Desk,
    opened: &Opened,
    actor: &Actor,
    seen: u64,
    fields: &Fields,
) -> Result<(), DeskError> {
    let text = fields.get("tekst").unwrap_or_default().trim().to_owned();
    let value = fields.get("waarde").unwrap_or_default().to_owned();
    let action = match fields.get("doe").unwrap_or_default() {
        "doorzoek" => return search(desk, opened).await,
        "vrijgeven" => return release::release(desk, opened, actor, seen).await,
        "intrekken" => return release::withdraw(desk, opened, actor, seen, &text).await,
        "poort" => Action::GateFlagsAccepted { reason: text },
        "privacy" => Action::PrivacyPassed,
        "recht" => Action::ContentPassed { part: Content::Law },
        "leren" => Action::ContentPassed {
            part: Content::Learning,
        },
        "herkenning" => Action::RecognitionPassed { unit: value },
        "bekeken" => return release::keep(desk, opened, actor, seen, &text).await,
        "terug" => Action::SentBack { reason: text },
        "draag-over" => Action::HandedOver { to: text },
        "ongedaan" => Action::Undone {
            version: value.parse().unwrap_or_default(),
        },
        _ => {
            return Err(DeskError::Denied(Denied {
                rule: "step".to_owned(),
                would_pass: "choose a step of the review".to_owned(),
                by: None,
            }));
        }
    };
    desk.act(&opened.id, actor, seen, &action).map(|_| ())
}

/// The machine searches every text and asks the gate, for exactly the version that is there.
pub(crate) async fn search(desk: &Desk, opened: &Opened) -> Result<(), DeskError> {
    let machine = Actor::new("machine", [Role::Machine]);
    let record = drafting::record(&desk.cases_of(opened));
    let opened = desk.open_review(&opened.id)?;
    let story = opened.review.story().clone();
    let checked = opened.review.text_version();
    let flags = drafting::check(&story, &record, &desk.detector);
    let action = Action::MachineChecked { checked, flags };
    let opened = desk.act(&opened.id, &machine, opened.review.version(), &action)?;
    let answer = gate::infer(desk, &story).await?;
    let refused = (!answer.passes).then(|| answer.broken.join(" "));
    let action = Action::GateChecked {
        checked,
        passed: answer.passes,
        flags: answer.flags,
        refused,
    };
    desk.act(&opened.id, &machine, opened.review.version(), &action)
        .map(|_| ())
}
