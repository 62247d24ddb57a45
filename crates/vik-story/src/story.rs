//! The parts of a story.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::half_year::HalfYear;

/// A story, in Dutch, as it is edited, checked, released and read. Codes are those of the code lists.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Story {
    /// One plain sentence.
    pub title: String,
    /// What is going on, before anything is decided.
    pub situation: String,
    /// What happened, in parts that are read one at a time.
    pub parts: Vec<Part>,
    /// The court's five questions, answered.
    pub assessment: Assessment,
    /// How it ended.
    pub outcome: Outcome,
    /// What went well.
    pub went_well: String,
    /// What can be learnt, at four levels.
    pub lessons: Lessons,
    /// What to ask, of four audiences.
    pub questions: Questions,
    /// The dilemma in it, for a card; a story may have none.
    pub dilemma: Option<Dilemma>,
    /// Codes of themes.
    pub themes: Vec<String>,
    /// Codes of core values that are at stake.
    pub values: Vec<String>,
    /// Codes of causes.
    pub causes: Vec<String>,
    /// Codes of indicators that show the wider picture, such as `I-11`.
    pub indicators: Vec<String>,
    /// Toolkit items by name.
    pub toolkit: Vec<String>,
    /// For whom it is fit.
    pub audiences: Vec<Audience>,
    /// What it reveals, in codes that can be counted.
    pub facets: Facets,
    /// From how many cases it was made.
    pub source: Source,
}

/// A stretch of the course of events, with what is asked after it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Part {
    /// What happened; one to four paragraphs, separated by an empty line.
    pub text: String,
    /// The moment of choice with which the part ends, if it does.
    pub decision: Option<Decision>,
    /// What to ask before reading on.
    pub questions: Vec<String>,
}

/// A moment at which somebody could have done otherwise.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Decision {
    /// Who decides: a role label.
    pub who: String,
    /// What there is to decide, as a question.
    pub question: String,
}

/// The five questions that a court asks of a disciplinary decision.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Assessment {
    /// Was the investigation careful and impartial?
    pub careful: String,
    /// Did the person do it?
    pub done: String,
    /// Is it a neglect of duty (*plichtsverzuim*)?
    pub neglect: String,
    /// Can it be attributed to the person?
    pub attributable: String,
    /// Is the sanction proportionate?
    pub proportionate: String,
}

/// How it ended, in bands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Outcome {
    /// Code of the sanction band.
    pub band: String,
    /// In words, without an exact measure.
    pub text: String,
    /// What was done since, and whether it is finished.
    pub action: String,
}

/// Lessons at four levels.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Lessons {
    /// For me.
    pub person: Vec<String>,
    /// For the team.
    pub team: Vec<String>,
    /// For who leads.
    pub leader: Vec<String>,
    /// For the force.
    pub force: Vec<String>,
}

/// Questions for four audiences.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Questions {
    /// Police officers and staff.
    pub staff: Vec<String>,
    /// Supervisors.
    pub supervisors: Vec<String>,
    /// Integrity departments.
    pub vik: Vec<String>,
    /// Policy makers.
    pub policy: Vec<String>,
}

/// A dilemma, told to the reader as "you".
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Dilemma {
    /// Four to six sentences.
    pub situation: String,
    /// What could be done; two to five.
    pub options: Vec<Choice>,
    /// "But what if …": changes that make one think again.
    pub what_if: Vec<String>,
    /// What the rule says.
    pub rule: String,
}

/// Something that could be done, and what speaks for and against it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Choice {
    /// What one does.
    pub text: String,
    /// What speaks for it.
    pub pro: String,
    /// What speaks against it.
    pub con: String,
}

/// For whom a story is fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// Police officers and staff.
    Staff,
    /// Supervisors.
    Supervisors,
    /// Integrity departments.
    Vik,
    /// Policy makers.
    Policy,
}

/// What a reader learns of the case that can be counted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Facets {
    /// From which half-year on cases like it are counted.
    pub from: Option<HalfYear>,
    /// Up to which half-year.
    pub until: Option<HalfYear>,
    /// Attribute of the published cubes to code: `category` to `FIN`, `unit_group` to `regional`.
    pub attributes: BTreeMap<String, String>,
    /// Who is described, and how narrowly.
    pub roles: Vec<RoleFacet>,
}

/// A role in a story.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RoleFacet {
    /// The label in the text: "medewerker A".
    pub label: String,
    /// Code of the unit or group of units that the text gives away; nothing for the whole force.
    pub unit: Option<String>,
    /// The function in general words: "wijkagent", "leidinggevende".
    pub function: String,
    /// How many people hold that function there, where the organisation has counted them.
    pub staff: Option<u32>,
}

/// From how many cases a story was made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Source {
    /// One case.
    #[default]
    Single,
    /// Several cases that were merged.
    Composite {
        /// How many; at least three.
        cases: u32,
    },
}
