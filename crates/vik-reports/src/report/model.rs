//! What a report holds. Every field is data: the sentences around it are written when it is rendered.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use vik_domain::{Month, Text};

use super::baseline::Finding;
use super::period::{Period, month};
use super::reading::{Measure, Reading};

/// The version of this layout. A file of another version is refused, not guessed at.
pub const SCHEMA: u32 = 1;

/// A report as it was at one moment: figures, decisions and texts, and where they came from.
///
/// It never changes after it is signed; what has to be mended becomes the next edition.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Report {
    /// Always [`SCHEMA`].
    pub schema: u32,
    /// For whom it is.
    pub kind: Kind,
    /// What it is about.
    pub period: Period,
    /// 1 for the first; a mended report has a higher number.
    pub edition: u32,
    /// Its date: the first of this month stands on every document made of it.
    #[serde(with = "month")]
    pub dated: Month,
    /// The organisation.
    pub organisation: Text,
    /// Where its figures come from.
    pub source: Origin,
    /// What the words mean; they come first.
    pub definitions: Vec<Definition>,
    /// Exactly three.
    pub messages: Vec<Message>,
    /// The six steps from report to time taken, in that order.
    pub chain: Vec<Stage>,
    /// Reported and established by category.
    pub categories: Content<Category>,
    /// Where a series stopped being comparable with itself.
    pub breaks: Content<BreakMark>,
    /// What stood out, and what was decided.
    pub signals: Content<Signal>,
    /// How much was learnt from cases.
    pub learning: Content<Measure>,
    /// What was promised and what was done.
    pub actions: Content<Action>,
    /// Care for and news to the persons concerned.
    pub care: Content<Measure>,
    /// For the force as a whole, over eight quarters.
    pub corruption: Content<Measure>,
    /// What is not shown.
    pub not_shown: Vec<NotShown>,
    /// The nine points of the 2020 review, each once and in order.
    pub scorecard: Vec<Score>,
    /// What others found and is still open.
    pub external: Content<ExternalFinding>,
    /// The editor's sentences by section.
    pub editor: BTreeMap<Section, Vec<Sentence>>,
}

/// For whom a report is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// *Kwartaalrapport*, for the leadership of the force; of a quarter.
    Quarterly,
    /// *Halfjaarbericht*, for Parliament; of half a year.
    HalfYearly,
}

/// The published version that a report was made from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Origin {
    /// The number of the last release that was read.
    pub release: u64,
    /// The last month in it.
    #[serde(with = "month")]
    pub until: Month,
    /// The hash of that release as its witness has it, in hexadecimal.
    pub hash: String,
    /// To which multiple counts were rounded.
    pub base: u32,
}

/// What is known of a part of the report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Content<T> {
    /// What there is; empty means that there was nothing in this period.
    Items(Vec<T>),
    /// There are no figures, and why: a whole sentence.
    NoSource(Text),
}

impl<T> Content<T> {
    /// What there is; nothing without a source.
    #[must_use]
    pub fn items(&self) -> &[T] {
        match self {
            Self::Items(items) => items,
            Self::NoSource(_) => &[],
        }
    }
}

/// A word and what it means here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Definition {
    /// The word.
    pub term: Text,
    /// A whole sentence.
    pub meaning: Text,
}

/// One of the three messages: which measure it is about, and what the editor adds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Message {
    /// The id of a measure of this report; the sentence with the figure is written from it.
    pub measure: String,
    /// What it means, in the editor's words.
    pub remark: Option<Sentence>,
}

/// Text by a person that `vik-redact` has passed. Dutch, with English where it was translated.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sentence {
    /// In Dutch.
    pub nl: String,
    /// In English, if someone translated it.
    pub en: Option<String>,
}

/// A step of the chain with what is known of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stage {
    /// Which step.
    pub step: Step,
    /// Its figures.
    pub measures: Content<Measure>,
}

/// The steps of the chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// Closed cases, each of which began with a report.
    Reported,
    /// How many of them were investigated, and by which route.
    Investigated,
    /// How many of them were established.
    Established,
    /// How many of them ended with a sanction.
    Sanctioned,
    /// Review moments, and decisions that were changed after objection or appeal.
    Reviewed,
    /// How long it took.
    Time,
}

impl Step {
    /// All, in order.
    pub const ALL: [Self; 6] = [
        Self::Reported,
        Self::Investigated,
        Self::Established,
        Self::Sanctioned,
        Self::Reviewed,
        Self::Time,
    ];
}

/// Counts of one category; reported and established always side by side.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Category {
    /// The code of the category.
    pub code: String,
    /// What the reader sees.
    pub label: Text,
    /// Closed cases.
    pub reported: Pair,
    /// Of which established.
    pub established: Pair,
}

/// Two periods side by side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pair {
    /// In the period of the report.
    pub now: Option<Reading>,
    /// In the period before.
    pub before: Option<Reading>,
}

/// A moment from which a series counts differently.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BreakMark {
    /// From this month on.
    #[serde(with = "month")]
    pub from: Month,
    /// The unit, if it is about one.
    pub place: Option<Place>,
    /// What changed.
    pub text: Text,
}

/// A unit of the organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: Text,
}

/// A deviation that raises a question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signal {
    /// Its number.
    pub id: String,
    /// What stands out, as "lekken van informatie".
    pub subject: Text,
    /// Where, if in one unit.
    pub place: Option<Place>,
    /// Since when.
    #[serde(with = "month")]
    pub since: Month,
    /// What was seen.
    pub observed: Reading,
    /// What was to be expected.
    pub expected: f64,
    /// What the central team decided; `None` when it has still to do so.
    pub decision: Option<Decision>,
}

/// What was decided on a signal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// What will be done.
    pub choice: Choice,
    /// Which unit or role does it; never a person.
    pub owner: Text,
    /// By when, if there is something to do.
    #[serde(with = "optional_month")]
    pub due: Option<Month>,
}

/// The four answers to a signal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// Learn from it.
    Learn,
    /// Check how cases were registered.
    CheckRegistration,
    /// Look at the process.
    LookAtProcess,
    /// Nothing is done.
    NoAction,
}

/// A promise and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Action {
    /// Its number.
    pub id: String,
    /// What was promised.
    pub promise: Sentence,
    /// Which unit or role owns it; never a person.
    pub owner: Text,
    /// The unit of the owner, if it is one.
    pub place: Option<Place>,
    /// By when.
    #[serde(with = "month")]
    pub due: Month,
    /// How it stands.
    pub state: State,
    /// What was done, or why not.
    pub result: Option<Sentence>,
}

/// How an action or a finding stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Not finished; late when its month has passed.
    Open,
    /// Finished.
    Done,
    /// Given up.
    Dropped,
}

/// Something that is left out, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NotShown {
    /// What is left out.
    pub what: Text,
    /// Why.
    pub why: Reason,
}

/// Why something is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// So few cases that somebody could be recognised.
    TooFew,
    /// Cases that are not closed, or a criminal track that is not final.
    StillOpen,
    /// It is shown for the force only.
    ForceOnly,
    /// It is not registered, or not published.
    NotRegistered,
    /// Nobody could confirm it.
    NotVerified,
    /// The periods cannot be compared.
    NotComparable,
}

/// A point of the 2020 review and what is known of it now.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Score {
    /// Which of the nine.
    pub finding: Finding,
    /// The figures that say something about it.
    pub measures: Content<Measure>,
}

/// A finding of an inspectorate or another outsider that is not finished.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExternalFinding {
    /// Its number.
    pub id: String,
    /// Who found it, an organisation.
    pub by: Text,
    /// What was found.
    pub title: Sentence,
    /// When it came in.
    #[serde(with = "month")]
    pub received: Month,
    /// What is being done.
    pub action: Option<Sentence>,
}

/// The sections, in the order of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Section {
    /// What the words mean.
    Definitions,
    /// The three messages.
    Messages,
    /// From report to time taken.
    Chain,
    /// By category.
    Categories,
    /// Breaks in series.
    Breaks,
    /// Signals and decisions.
    Signals,
    /// Learning.
    Learning,
    /// Promised and done.
    Actions,
    /// Care and news.
    Care,
    /// Corruption.
    Corruption,
    /// What is not shown.
    NotShown,
    /// The nine points of 2020.
    Scorecard,
    /// Open findings of others.
    External,
}

mod optional_month {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};
    use vik_domain::Month;

    pub(super) fn serialize<S: Serializer>(
        month: &Option<Month>,
        out: S,
    ) -> Result<S::Ok, S::Error> {
        match month {
            Some(month) => out.collect_str(month),
            None => out.serialize_none(),
        }
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        input: D,
    ) -> Result<Option<Month>, D::Error> {
        let text = Option::<String>::deserialize(input)?;
        text.map(|text| {
            text.parse()
                .map_err(|_| D::Error::custom("expected a month such as 2026-03"))
        })
        .transpose()
    }
}
