//! The words of the pages: formats, modules, what is missing, and why a file was not made or kept.

use vik_domain::{Language, Month, civil};
use vik_reports::pack::{ExportError, TemplateError};
use vik_reports::{ArchiveError, DocumentError};

use crate::clock::day;
use crate::packs::draft::{Balance, Draft, NotChanged};
use crate::packs::export::Format;
use crate::packs::modules::Modules;
use crate::web::frame::pick;

fn one_or_more(count: u32, language: Language) -> String {
    match (count, language) {
        (1, Language::Dutch) => "1 minuut".to_owned(),
        (1, Language::English) => "1 minute".to_owned(),
        (_, Language::Dutch) => format!("{count} minuten"),
        (_, Language::English) => format!("{count} minutes"),
    }
}

/// How the times stand.
pub fn balance(draft: &Draft, language: Language) -> String {
    let (there, taken) = (
        one_or_more(draft.minutes, language),
        one_or_more(draft.taken(), language),
    );
    match (draft.balance(), language) {
        (Balance::Exact, Language::Dutch) => format!("De tijden kloppen: {there}."),
        (Balance::Exact, Language::English) => format!("The times add up: {there}."),
        (Balance::Left(left), Language::Dutch) => format!(
            "Nog {} te verdelen. De les duurt {there}, de onderdelen duren samen {taken}.",
            one_or_more(left, language)
        ),
        (Balance::Left(left), Language::English) => format!(
            "{} still to fill. The lesson takes {there}, the items take {taken} together.",
            one_or_more(left, language)
        ),
        (Balance::Over(over), Language::Dutch) => format!(
            "{} te veel. De les duurt {there}, de onderdelen duren samen {taken}.",
            one_or_more(over, language)
        ),
        (Balance::Over(over), Language::English) => format!(
            "{} too many. The lesson takes {there}, the items take {taken} together.",
            one_or_more(over, language)
        ),
    }
}

/// What has not been filled in yet.
pub fn missing(draft: &Draft, language: Language) -> Vec<String> {
    let mut missing = Vec::new();
    if draft.aims.is_empty() {
        let text = pick(
            language,
            "Er staan nog geen doelen in de lesmap.",
            "The course pack has no aims yet.",
        );
        missing.push(text.to_owned());
    }
    if draft.pieces.is_empty() {
        let text = pick(
            language,
            "Er zijn nog geen onderdelen. Voeg hieronder een verhaal, kaarten, een figuur, een oefening of een pauze toe.",
            "There are no items yet. Add a story, cards, a figure, an exercise or a break below.",
        );
        missing.push(text.to_owned());
    }
    missing
}

/// Why a change was not made.
pub fn not_changed(why: NotChanged, language: Language) -> &'static str {
    match why {
        NotChanged::Place => pick(
            language,
            "Dit kan niet: het onderdeel staat al aan het eind, of het bestaat niet meer.",
            "This cannot be done: the item is at the end already, or it no longer exists.",
        ),
        NotChanged::Minutes => pick(
            language,
            "Vul een aantal minuten in van 1 tot 600.",
            "Fill in a number of minutes from 1 to 600.",
        ),
        NotChanged::Full => pick(
            language,
            "Er passen niet meer dan 60 onderdelen in een lesmap.",
            "There is no room for more than 60 items in a course pack.",
        ),
    }
}

/// Somebody else was first.
pub fn conflict(language: Language) -> &'static str {
    pick(
        language,
        "Uw wijziging is niet bewaard, want iemand anders heeft dit intussen veranderd. Hieronder staat de nieuwe versie. Kijk wat er anders is en doe uw wijziging daarna opnieuw.",
        "Your change was not kept, because somebody else changed this in the meantime. Below is the new version. Look at what is different and then make your change again.",
    )
}

/// A format: its name and what it is for.
pub fn format(format: Format, language: Language) -> (&'static str, &'static str) {
    match (format, language) {
        (Format::Deck, Language::Dutch) => (
            "Presentatie (PPTX)",
            "Dia’s voor op het scherm; de hele tekst staat in de notities.",
        ),
        (Format::Deck, Language::English) => (
            "Presentation (PPTX)",
            "Slides for the screen; the full text is in the notes. In Dutch.",
        ),
        (Format::Guide, Language::Dutch) => (
            "Draaiboek (DOCX)",
            "Programma, verhalen, vragen en lessen voor wie de les geeft.",
        ),
        (Format::Guide, Language::English) => (
            "Guide (DOCX)",
            "Programme, stories, questions and lessons for who teaches. In Dutch.",
        ),
        (Format::HandOut, Language::Dutch) => (
            "Uitreiking (PDF)",
            "Voor deelnemers. Hoe een verhaal afloopt, staat er niet in.",
        ),
        (Format::HandOut, Language::English) => (
            "Hand-out (PDF)",
            "For participants. It does not say how a story ends. In Dutch.",
        ),
        (Format::Cards, Language::Dutch) => (
            "Dilemmakaarten (PDF)",
            "Vier kaarten op een vel. Druk dubbelzijdig af.",
        ),
        (Format::Cards, Language::English) => (
            "Dilemma cards (PDF)",
            "Four cards to a sheet. Print on both sides. In Dutch.",
        ),
        (Format::Course, Language::Dutch) => (
            "Leermodule (SCORM 1.2)",
            "Voor een digitale leeromgeving, om zelf te lezen.",
        ),
        (Format::Course, Language::English) => (
            "Course (SCORM 1.2)",
            "For a learning platform, to read alone. In Dutch.",
        ),
    }
}

/// The name of a module.
pub fn module(modules: &Modules, code: &str, language: Language) -> String {
    let own = modules.own.iter().find(|own| own.code == code);
    match (code, own) {
        (_, Some(own)) => own.name.as_str().to_owned(),
        ("corruption", _) => pick(language, "Corruptie", "Corruption").to_owned(),
        ("culture", _) => pick(language, "Cultuur", "Culture").to_owned(),
        ("prevention", _) => pick(language, "Preventie", "Prevention").to_owned(),
        (code, None) => code.to_owned(),
    }
}

/// How many months.
pub fn months(months: u32, language: Language) -> String {
    match (months, language) {
        (0, Language::Dutch) => "van deze maand".to_owned(),
        (0, Language::English) => "from this month".to_owned(),
        (1, Language::Dutch) => "1 maand oud".to_owned(),
        (1, Language::English) => "1 month old".to_owned(),
        (_, Language::Dutch) => format!("{months} maanden oud"),
        (_, Language::English) => format!("{months} months old"),
    }
}

/// A moment as a date: *26 november 2026*.
pub fn date(at: u64, language: Language) -> String {
    let day = day(at);
    let (_, _, number) = civil::date(day);
    format!("{number} {}", Month::of_day(day).in_words(language))
}

/// Why a file was not made or a template was not kept.
pub fn failed(error: &ExportError, language: Language) -> String {
    let (nl, en) = match error {
        ExportError::Template(TemplateError::Unknown { part, name }) => (
            format!("Het sjabloon vraagt in {part} om {{{{{name}}}}}. Die naam bestaat niet; kijk of hij goed is gespeld."),
            format!("The template asks for {{{{{name}}}}} in {part}. There is no such name; look whether it is spelt right."),
        ),
        ExportError::Template(TemplateError::Open { part, name }) => (
            format!("In {part} begint een herhaling {{{{#{name}}}}} die niet eindigt met {{{{/{name}}}}}."),
            format!("In {part} a repeat {{{{#{name}}}}} begins that does not end with {{{{/{name}}}}}."),
        ),
        ExportError::Template(TemplateError::Missing { part }) => (
            format!("In het bestand ontbreekt {part}. Is dit een bestand van de juiste soort?"),
            format!("The file lacks {part}. Is this a file of the right kind?"),
        ),
        ExportError::Template(TemplateError::Xml { part }) => (
            format!("In het bestand is {part} beschadigd. Sla het opnieuw op en probeer het nog eens."),
            format!("In the file {part} is damaged. Save it again and try once more."),
        ),
        ExportError::Template(TemplateError::TooMany) => (
            "Het sjabloon maakt te veel dia’s of alinea’s. Haal herhalingen binnen herhalingen eruit.".to_owned(),
            "The template makes too many slides or paragraphs. Take out repeats within repeats.".to_owned(),
        ),
        ExportError::Archive(ArchiveError::TooLarge) => (
            "Het bestand is uitgepakt te groot. Maak de plaatjes kleiner.".to_owned(),
            "The file is too large when unpacked. Make the pictures smaller.".to_owned(),
        ),
        ExportError::Archive(_) => (
            "Dit is geen leesbaar .pptx- of .docx-bestand.".to_owned(),
            "This is not a .pptx or .docx file that can be read.".to_owned(),
        ),
        ExportError::Document(DocumentError::NoDilemma) => (
            "Geen van de verhalen in deze lesmap heeft een dilemma, dus er zijn geen kaarten.".to_owned(),
            "None of the stories in this course pack has a dilemma, so there are no cards.".to_owned(),
        ),
        ExportError::Document(DocumentError::TooLong { story, .. }) => (
            format!("Het dilemma van verhaal {story} past niet op een kaart. Laat het verhaal weg bij de kaarten of vraag de redactie om een kortere tekst."),
            format!("The dilemma of story {story} does not fit on a card. Leave the story out of the cards or ask the editors for a shorter text."),
        ),
        ExportError::Document(_) => (
            "Het bestand kon niet worden gemaakt. Waarschuw de beheerder.".to_owned(),
            "The file could not be made. Warn the administrator.".to_owned(),
        ),
    };
    pick(language, &nl, &en).to_owned()
}
