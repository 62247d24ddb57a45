//! Dutch words for what the review says.

use vik_redact::Label;
use vik_story::review::{Action, Content, Denied, Stage};

/// Why something may not be done, and what would pass.
#[must_use]
pub fn denied(denied: &Denied) -> String {
    let sentence = match denied.rule.as_str() {
        "three people" => {
            "Drie verschillende mensen schrijven, toetsen de privacy en geven vrij. Laat iemand anders dit doen."
        }
        "two content checkers" => "Laat iemand anders deze helft van de inhoud toetsen.",
        "open flags" => "Er staan nog plekken open die iemand moet beoordelen. Beoordeel ze eerst.",
        "gate" => {
            "De poort heeft deze versie nog niet doorgelaten. Vraag de poort opnieuw, of verander de kenmerken tot zij past."
        }
        "complete" => "Het verhaal is nog niet compleet. De lijst bovenaan zegt wat ontbreekt.",
        "stage" => {
            "Dit kan in deze stap nog niet, of niet meer. De balk bovenaan zegt welke stap nu aan de beurt is."
        }
        "role" => "Dit hoort niet bij uw taak in deze beoordeling. Vraag wie het wel mag doen.",
        "recognition" => "Laat de VIK van de eenheid van de zaak dit toetsen.",
        "reason" => "Geef een reden.",
        "decided" => "Over deze plek is al besloten. Maak dat besluit eerst ongedaan.",
        "flag" => "Deze plek staat niet meer in de tekst. Doorzoek de tekst opnieuw.",
        "undo" => "Deze stap kunt u niet ongedaan maken. Kijk bovenaan wat nu wel kan.",
        "same text" => "De tekst is intussen veranderd. Doorzoek de tekst opnieuw.",
        "stale version" => {
            "Iemand anders heeft dit intussen veranderd. Wat u deed, is niet opgeslagen. Bekijk wat er nu staat en doe het daarna opnieuw."
        }
        "version" => "Deze pagina hoort bij een andere stand van het verhaal. Laad haar opnieuw.",
        "built upon" => "Een latere stap bouwt hierop voort. Maak die eerst ongedaan.",
        "field" => {
            "Dit veld bestaat niet in het verhaal, of de waarde past er niet in. Controleer wat u invulde."
        }
        "name" => "Vul een naam in.",
        "start" => "Een verhaal begint bij een auteur, uit een zaak met een eenheid.",
        _ => "Een regel van de beoordeling laat dit niet toe. Kijk bovenaan wat nu wel kan.",
    };
    match &denied.by {
        Some(by) => format!("{sentence} (Door: {by}.)"),
        None => sentence.to_owned(),
    }
}

/// The steps of a review, in order.
pub const STAGES: [(Stage, &str); 7] = [
    (Stage::Draft, "Concept"),
    (Stage::MachineChecked, "Doorzocht"),
    (Stage::PrivacyChecked, "Privacy getoetst"),
    (Stage::ContentChecked, "Inhoud getoetst"),
    (Stage::RecognitionTested, "Herkenning getoetst"),
    (Stage::Released, "Vrijgegeven"),
    (Stage::Withdrawn, "Ingetrokken"),
];

/// The name of a step.
#[must_use]
pub fn stage(stage: Stage) -> &'static str {
    STAGES
        .iter()
        .find(|(known, _)| *known == stage)
        .map_or("", |(_, name)| name)
}

/// What somebody did.
#[must_use]
pub fn action(action: &Action) -> String {
    match action {
        Action::Started { .. } => "begon het verhaal".to_owned(),
        Action::Edited { field, .. } => format!("veranderde {}", self::field(field)),
        Action::Masked { .. } => "maskeerde een woord overal".to_owned(),
        Action::FlagCleared { reason, .. } => format!("liet een plek staan: {reason}"),
        Action::FlagReplaced { .. } => "verving een plek".to_owned(),
        Action::Undone { version } => format!("maakte stap {version} ongedaan"),
        Action::MachineChecked { flags, .. } => {
            format!("doorzocht de tekst: {} plekken", flags.len())
        }
        Action::GateChecked { passed: true, .. } => "vroeg de poort: past".to_owned(),
        Action::GateChecked { .. } => "vroeg de poort: past niet".to_owned(),
        Action::GateFlagsAccepted { reason } => {
            format!("aanvaardde wat de poort meldde: {reason}")
        }
        Action::PrivacyPassed => "keurde de privacy goed".to_owned(),
        Action::ContentPassed { part: Content::Law } => "keurde de inhoud goed (recht)".to_owned(),
        Action::ContentPassed { .. } => "keurde de inhoud goed (leren)".to_owned(),
        Action::RecognitionPassed { unit } => format!("herkende de zaak niet (VIK {unit})"),
        Action::SentBack { reason } => format!("stuurde terug: {reason}"),
        Action::HandedOver { to } => format!("droeg over aan {to}"),
        Action::Released => "gaf het verhaal vrij".to_owned(),
        Action::Reviewed { note } => format!("bekeek het opnieuw: {note}"),
        Action::Withdrawn { reason } => format!("trok het verhaal in: {reason}"),
        Action::Looked { what } => format!("bekeek {what}"),
    }
}

/// The name of a field of a story.
#[must_use]
pub fn field(pointer: &str) -> String {
    let mut parts = pointer.trim_start_matches('/').split('/');
    let (first, second, third) = (
        parts.next().unwrap_or_default(),
        parts.next().unwrap_or_default(),
        parts.next().unwrap_or_default(),
    );
    let number = |text: &str| text.parse::<usize>().map_or(0, |n| n + 1);
    match first {
        "title" => "titel".to_owned(),
        "situation" => "situatie".to_owned(),
        "parts" if second.is_empty() => "de delen".to_owned(),
        "parts" => match third {
            "decision" => format!("deel {}, beslismoment", number(second)),
            "questions" => format!("deel {}, vragen", number(second)),
            _ => format!("deel {}", number(second)),
        },
        "assessment" => "beoordeling".to_owned(),
        "outcome" => "uitkomst".to_owned(),
        "went_well" => "wat goed ging".to_owned(),
        "lessons" => "lessen".to_owned(),
        "questions" => "vragen".to_owned(),
        "dilemma" => "dilemma".to_owned(),
        "facets" => "kenmerken".to_owned(),
        other => other.to_owned(),
    }
}

/// What a flagged place may be.
#[must_use]
pub fn label(code: &str) -> &'static str {
    Label::from_code(code).map_or("niet verklaard", Label::dutch)
}
