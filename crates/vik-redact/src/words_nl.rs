//! What labels and sources are called on a Dutch page.

use crate::span::{Label, Source};

impl Label {
    /// What it means to a reviewer, in Dutch.
    #[must_use]
    pub const fn dutch(self) -> &'static str {
        match self {
            Label::Person => "naam",
            Label::Email => "e-mailadres",
            Label::Phone => "telefoonnummer",
            Label::Bsn => "burgerservicenummer",
            Label::Iban => "rekeningnummer",
            Label::Plate => "kenteken",
            Label::CaseNumber => "zaaknummer",
            Label::StaffNumber => "personeelsnummer",
            Label::Address => "adres",
            Label::Handle => "gebruikersnaam",
            Label::Url => "webadres",
            Label::DocumentNumber => "documentnummer",
            Label::Ip => "ip-adres",
            Label::Date => "datum",
            Label::Time => "tijd",
            Label::Age => "leeftijd",
            Label::Location => "plaats",
            Label::Unit => "politieonderdeel",
            Label::Organisation => "organisatie",
            Label::Function => "functie",
            Label::Vehicle => "voertuig",
            Label::Money => "bedrag",
            Label::Postcode => "postcode",
            Label::Rare => "zeldzaam feit",
            Label::Special => "bijzonder persoonsgegeven",
            Label::Unexplained => "onverklaard",
        }
    }
}

impl Source {
    /// How a span was found, in a Dutch word or two.
    #[must_use]
    pub const fn dutch(self) -> &'static str {
        match self {
            Source::Structure => "plaats in de tekst",
            Source::Pattern => "vorm",
            Source::Record => "zaakgegevens",
            Source::Organisation => "tabel van de organisatie",
            Source::Gazetteer => "namenlijst",
            Source::Model => "model",
            Source::Propagation => "herhaling",
            Source::Trigger => "signaalwoord",
            Source::Unexplained => "niet verklaard",
            Source::Reviewer => "beoordelaar",
        }
    }

    /// A short name for a style sheet.
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            Source::Structure => "structure",
            Source::Pattern => "pattern",
            Source::Record => "record",
            Source::Organisation => "organisation",
            Source::Gazetteer => "gazetteer",
            Source::Model => "model",
            Source::Propagation => "propagation",
            Source::Trigger => "trigger",
            Source::Unexplained => "unexplained",
            Source::Reviewer => "reviewer",
        }
    }
}
