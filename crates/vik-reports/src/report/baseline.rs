//! The nine points of the 2020 review, against which the new system is measured.
//!
//! Source: the nine points as the police union ANPV summarised them in November 2020. The review
//! itself was not read for this list, and the report says so. Where the minister's letter of
//! November 2020 (28 844, nr. 220) names the same point, [`Finding::in_letter`] is true.

use serde::{Deserialize, Serialize};
use vik_domain::Language;

/// A point of the review.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Finding {
    /// The assignment and the means allowed are unclear.
    Assignment,
    /// Lead times differ widely, and none is set.
    LeadTime,
    /// Registration is neither uniform nor complete.
    Registration,
    /// There are no criteria for starting an investigation.
    StartCriteria,
    /// Investigators are not always neutral.
    Neutrality,
    /// The means used are not recorded.
    Means,
    /// Too little care for the persons concerned.
    Welfare,
    /// Learning gets too little attention.
    Learning,
    /// Set-up, competences and training differ widely.
    Training,
}

impl Finding {
    /// All nine, in the order of the source.
    pub const ALL: [Self; 9] = [
        Self::Assignment,
        Self::LeadTime,
        Self::Registration,
        Self::StartCriteria,
        Self::Neutrality,
        Self::Means,
        Self::Welfare,
        Self::Learning,
        Self::Training,
    ];

    /// What the review found, as a sentence.
    #[must_use]
    pub fn text(self, language: Language) -> &'static str {
        let (nl, en) = match self {
            Self::Assignment => (
                "De onderzoeksopdracht en de toegestane middelen zijn onduidelijk.",
                "The assignment and the means allowed are unclear.",
            ),
            Self::LeadTime => (
                "De doorlooptijden lopen sterk uiteen en er is geen maximum genoemd.",
                "Lead times differ widely and no maximum was named.",
            ),
            Self::Registration => (
                "De registratie is niet eenduidig en niet volledig.",
                "Registration is neither uniform nor complete.",
            ),
            Self::StartCriteria => (
                "Er zijn geen criteria om een onderzoek te starten.",
                "There are no criteria for starting an investigation.",
            ),
            Self::Neutrality => (
                "De onderzoekers zijn niet altijd neutraal.",
                "Investigators are not always neutral.",
            ),
            Self::Means => (
                "Welke middelen zijn ingezet, is niet vastgelegd.",
                "Which means were used was not recorded.",
            ),
            Self::Welfare => (
                "Er is te weinig zorg voor het welzijn van betrokkenen.",
                "There is too little care for the welfare of the persons concerned.",
            ),
            Self::Learning => (
                "Leren krijgt te weinig aandacht.",
                "Learning gets too little attention.",
            ),
            Self::Training => (
                "Inrichting, competenties en opleiding verschillen sterk.",
                "Set-up, competences and training differ widely.",
            ),
        };
        match language {
            Language::Dutch => nl,
            Language::English => en,
        }
    }

    /// Whether the minister's letter names this point in so many words.
    #[must_use]
    pub fn in_letter(self) -> bool {
        // The letter asks for impartiality and for clear demands on means, but does not say that
        // investigators were partial or that means were not recorded.
        !matches!(self, Self::Neutrality | Self::Means)
    }
}
