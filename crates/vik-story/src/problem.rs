//! What is not yet right in a story, and what was expected.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Something that is missing or out of measure. Never quotes the story.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Where: a JSON pointer into the story, such as `/parts/0/text`.
    pub field: String,
    /// What was expected there.
    pub expected: Expected,
}

/// What is expected of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Expected {
    /// A text of so many words.
    Words {
        /// At least.
        least: usize,
        /// At most.
        most: usize,
    },
    /// A text of so many sentences.
    Sentences {
        /// At least.
        least: usize,
        /// At most.
        most: usize,
    },
    /// A text of no more than so many paragraphs.
    Paragraphs {
        /// At most.
        most: usize,
    },
    /// A list of so many entries.
    Entries {
        /// At least.
        least: usize,
        /// At most.
        most: usize,
    },
    /// At least one code of the list, and no empty one.
    Code,
    /// A question of 2 to 60 words that ends in a question mark.
    Question,
    /// A decision point or a question in at least one part.
    DecisionOrQuestion,
    /// A role.
    Role,
    /// A half-year.
    HalfYear,
    /// A half-year that is not before the first one.
    NotBeforeFrom,
    /// So many cases in a composite story.
    Cases {
        /// At least.
        least: u32,
    },
}

impl Expected {
    /// How it reads in Dutch.
    #[must_use]
    pub fn dutch(self) -> String {
        match self {
            Self::Words { least, most } => format!("{least} tot {most} woorden"),
            Self::Sentences { least, most } => format!("{least} tot {most} zinnen"),
            Self::Paragraphs { most } => format!("hoogstens {most} alinea's"),
            Self::Entries { least, most } => format!("{least} tot {most} regels"),
            Self::Code => "ten minste één keuze uit de lijst".to_owned(),
            Self::Question => "een vraag van 2 tot 60 woorden, met vraagteken".to_owned(),
            Self::DecisionOrQuestion => {
                "een beslismoment of een vraag in ten minste één deel".to_owned()
            }
            Self::Role => "een rol, zoals 'medewerker A'".to_owned(),
            Self::HalfYear => "een half jaar, zoals 2023-H1".to_owned(),
            Self::NotBeforeFrom => "een half jaar dat niet voor het eerste ligt".to_owned(),
            Self::Cases { least } => format!("ten minste {least} zaken"),
        }
    }
}

impl fmt::Display for Expected {
    /// How it reads in English.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Words { least, most } => write!(out, "{least} to {most} words"),
            Self::Sentences { least, most } => write!(out, "{least} to {most} sentences"),
            Self::Paragraphs { most } => write!(out, "at most {most} paragraphs"),
            Self::Entries { least, most } => write!(out, "{least} to {most} entries"),
            Self::Code => out.write_str("at least one code of the list"),
            Self::Question => {
                out.write_str("a question of 2 to 60 words that ends in a question mark")
            }
            Self::DecisionOrQuestion => {
                out.write_str("a decision point or a question in at least one part")
            }
            Self::Role => out.write_str("a role such as 'medewerker A'"),
            Self::HalfYear => out.write_str("a half-year such as 2023-H1"),
            Self::NotBeforeFrom => out.write_str("a half-year that is not before the first one"),
            Self::Cases { least } => write!(out, "at least {least} cases"),
        }
    }
}
