//! One instrument: a TOML file with a head, and a body that depends on its kind.

use serde::Deserialize;
use vik_domain::Text;

/// What an instrument is. The first five are those that the letter names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A film, or a conversation about its theme when there is no film at hand.
    Film,
    /// A scan of a unit's risks.
    Scan,
    /// A dilemma to vote on.
    Dilemma,
    /// How to use an information system as one should.
    Systems,
    /// An issue that comes back often.
    Issue,
    /// Anything else that a team can use.
    Aid,
}

impl Kind {
    /// Every kind, in the order in which they are shown.
    pub const ALL: [Self; 6] = [
        Self::Film,
        Self::Scan,
        Self::Dilemma,
        Self::Systems,
        Self::Issue,
        Self::Aid,
    ];

    /// Its name in addresses.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Film => "film",
            Self::Scan => "risicoscan",
            Self::Dilemma => "dilemma",
            Self::Systems => "systemen",
            Self::Issue => "kwestie",
            Self::Aid => "hulpmiddel",
        }
    }

    /// The kind of a name.
    #[must_use]
    pub fn of(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// An instrument.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Instrument {
    /// Its code: the name of its file. It stays the same when the text changes.
    pub id: String,
    /// What it is.
    pub kind: Kind,
    /// Its title; stories point at the Dutch one.
    pub title: Text,
    /// What it is for.
    pub purpose: Text,
    /// For whom.
    pub audience: Text,
    /// How long it takes, in minutes.
    pub minutes: u32,
    /// Themes it is about, by code.
    #[serde(default)]
    pub themes: Vec<String>,
    /// Categories of cases it is about, by code. A signal of such a category points at it.
    #[serde(default)]
    pub categories: Vec<String>,
    /// What to do with it, step by step.
    #[serde(default)]
    pub steps: Vec<Text>,
    /// Questions to talk about.
    #[serde(default)]
    pub talk: Vec<Text>,
    /// The body of a scan.
    #[serde(default)]
    pub scan: Vec<Risk>,
    /// The body of a dilemma.
    pub dilemma: Option<Dilemma>,
    /// The body of a card: what one does and what one does not.
    pub card: Option<Card>,
}

/// A process in which something can go wrong, with its two questions.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Risk {
    /// The process.
    pub process: Text,
    /// How vulnerable: 1 hardly, 5 very.
    pub vulnerability: Text,
    /// How well it is controlled: 1 hardly, 5 very.
    pub control: Text,
    /// The categories of cases it can lead to, by code.
    pub categories: Vec<String>,
}

/// A dilemma.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dilemma {
    /// From how many cases it was made: two at least (I-49), or none when it is made up.
    pub cases: u32,
    /// The situation.
    pub situation: Text,
    /// What one can do; two at least.
    pub options: Vec<Text>,
    /// "But what if".
    pub what_if: Vec<Text>,
}

/// A card.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Card {
    /// What one does.
    pub dos: Vec<Text>,
    /// What one does not.
    pub donts: Vec<Text>,
    /// Where to ask.
    pub ask: Text,
}

impl Instrument {
    /// What is wrong with it, each as the field and what was expected; nothing when it can be used.
    #[must_use]
    pub fn problems(&self) -> Vec<(&'static str, &'static str)> {
        let mut found = Vec::new();
        let mut need = |right: bool, field, expected| {
            if !right {
                found.push((field, expected));
            }
        };
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        need(
            !self.id.is_empty() && self.id.len() <= 60 && self.id.chars().all(plain),
            "id",
            "small letters, digits and hyphens",
        );
        let spoken = |text: &Text| !text.nl.trim().is_empty() && !text.en.trim().is_empty();
        need(
            [&self.title, &self.purpose, &self.audience]
                .into_iter()
                .all(spoken),
            "title, purpose, audience",
            "words in Dutch and in English",
        );
        need((1..=480).contains(&self.minutes), "minutes", "1 to 480");
        need(
            self.steps.iter().chain(&self.talk).all(spoken),
            "steps, talk",
            "words in Dutch and in English",
        );
        need(
            (self.kind == Kind::Scan) != self.scan.is_empty(),
            "scan",
            "risks in a scan and in no other kind",
        );
        need(self.scan.len() <= 20, "scan", "20 risks at most");
        need(
            self.scan.iter().all(|risk| {
                [&risk.process, &risk.vulnerability, &risk.control]
                    .into_iter()
                    .all(spoken)
            }),
            "scan",
            "words in Dutch and in English",
        );
        need(
            (self.kind == Kind::Dilemma) == self.dilemma.is_some(),
            "dilemma",
            "a dilemma in a dilemma and in no other kind",
        );
        if let Some(dilemma) = &self.dilemma {
            need(dilemma.cases != 1, "dilemma.cases", "two at least, or none");
            need(
                (2..=6).contains(&dilemma.options.len()),
                "dilemma.options",
                "two to six options",
            );
            let texts = dilemma.options.iter().chain(&dilemma.what_if);
            need(
                spoken(&dilemma.situation) && texts.into_iter().all(spoken),
                "dilemma",
                "words in Dutch and in English",
            );
        }
        let carded = matches!(self.kind, Kind::Systems | Kind::Issue);
        need(
            !carded || self.card.is_some(),
            "card",
            "a card for systems and issues",
        );
        if let Some(card) = &self.card {
            let texts = card.dos.iter().chain(&card.donts).chain([&card.ask]);
            need(
                texts.into_iter().all(spoken),
                "card",
                "words in Dutch and in English",
            );
        }
        found
    }
}
