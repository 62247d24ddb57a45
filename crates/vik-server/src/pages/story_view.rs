//! A story as its page shows it: paragraphs, lists, and words for its codes.

use vik_catalogue::Language;
use vik_published::Reference;
use vik_story::{Dilemma, Part, Source, Story};

use crate::labels::label;
use crate::language::pick;

/// A story in pieces that a template can write out.
pub struct StoryView {
    /// What is going on.
    pub situation: Vec<String>,
    /// What happened.
    pub parts: Vec<PartView>,
    /// The dilemma.
    pub dilemma: Option<DilemmaView>,
    /// The court's questions that have an answer.
    pub assessment: Vec<(&'static str, Vec<String>)>,
    /// The band of the sanction.
    pub band: String,
    /// How it ended.
    pub outcome: Vec<String>,
    /// What was done since.
    pub action: Vec<String>,
    /// What went well.
    pub went_well: Vec<String>,
    /// Lessons, nearest first.
    pub lessons: Vec<(&'static str, Vec<String>)>,
    /// Questions for each audience.
    pub questions: Vec<(&'static str, Vec<String>)>,
    /// Themes.
    pub themes: Vec<String>,
    /// Core values.
    pub values: Vec<String>,
    /// Causes.
    pub causes: Vec<String>,
    /// Instruments.
    pub toolkit: Vec<String>,
    /// When cases like it were closed.
    pub period: String,
    /// From how many cases it was made.
    pub cases: Option<u32>,
    /// Minutes to read.
    pub minutes: usize,
}

/// A part of the course of events.
pub struct PartView {
    /// Its number, from 1.
    pub number: usize,
    /// Its paragraphs.
    pub text: Vec<String>,
    /// Who decides, and what.
    pub decision: Option<(String, String)>,
    /// What to ask before reading on.
    pub questions: Vec<String>,
}

/// A dilemma.
pub struct DilemmaView {
    /// What is going on.
    pub situation: Vec<String>,
    /// What could be done.
    pub options: Vec<OptionView>,
    /// But what if.
    pub what_if: Vec<String>,
    /// What the rule says.
    pub rule: Vec<String>,
}

/// Something that could be done.
pub struct OptionView {
    /// A, B, C.
    pub letter: char,
    /// What one does.
    pub text: String,
    /// What speaks for it.
    pub pro: String,
    /// What speaks against it.
    pub con: String,
}

impl StoryView {
    /// The story for a reader.
    #[must_use]
    pub fn new(story: &Story, reference: &Reference, language: Language) -> Self {
        let words = |list: &str, codes: &[String]| -> Vec<String> {
            let word = |code: &String| label(reference, list, code, language);
            codes.iter().map(word).collect()
        };
        let t = |nl, en| pick(language, nl, en);
        let given = &story.assessment;
        let assessment = [
            (
                t(
                    "Is er zorgvuldig en onpartijdig onderzocht?",
                    "Was the investigation careful and impartial?",
                ),
                &given.careful,
            ),
            (
                t(
                    "Staat vast wat er is gebeurd?",
                    "Is it certain what happened?",
                ),
                &given.done,
            ),
            (
                t("Is het plichtsverzuim?", "Is it a neglect of duty?"),
                &given.neglect,
            ),
            (
                t(
                    "Kan het de medewerker worden toegerekend?",
                    "Can it be attributed to the member of staff?",
                ),
                &given.attributable,
            ),
            (
                t(
                    "Past de maatregel bij wat er is gebeurd?",
                    "Is the measure in proportion?",
                ),
                &given.proportionate,
            ),
        ];
        let (lessons, asked) = (&story.lessons, &story.questions);
        let filled =
            |groups: [(&'static str, &Vec<String>); 4]| -> Vec<(&'static str, Vec<String>)> {
                let groups = groups.into_iter().filter(|(_, lines)| !lines.is_empty());
                groups.map(|(name, lines)| (name, lines.clone())).collect()
            };
        Self {
            situation: paragraphs(&story.situation),
            parts: story.parts.iter().zip(1..).map(part).collect(),
            dilemma: story.dilemma.as_ref().map(dilemma),
            assessment: assessment
                .into_iter()
                .map(|(question, answer)| (question, paragraphs(answer)))
                .filter(|(_, answer)| !answer.is_empty())
                .collect(),
            band: match story.outcome.band.as_str() {
                "" => String::new(),
                code => label(reference, "sanction_band", code, language),
            },
            outcome: paragraphs(&story.outcome.text),
            action: paragraphs(&story.outcome.action),
            went_well: paragraphs(&story.went_well),
            lessons: filled([
                (t("Voor mij", "For me"), &lessons.person),
                (t("Voor het team", "For the team"), &lessons.team),
                (
                    t("Voor wie leiding geeft", "For who leads"),
                    &lessons.leader,
                ),
                (
                    t("Voor de organisatie", "For the organisation"),
                    &lessons.force,
                ),
            ]),
            questions: filled([
                (t("Voor medewerkers", "For staff"), &asked.staff),
                (
                    t("Voor leidinggevenden", "For supervisors"),
                    &asked.supervisors,
                ),
                (t("Voor VIK", "For the integrity department"), &asked.vik),
                (t("Voor beleidsmakers", "For policy makers"), &asked.policy),
            ]),
            themes: words("themes", &story.themes),
            values: words("values", &story.values),
            causes: words("causes", &story.causes),
            toolkit: story.toolkit.clone(),
            period: period(story, language),
            cases: match story.source {
                Source::Single => None,
                Source::Composite { cases } => Some(cases),
            },
            minutes: story.reading_minutes(),
        }
    }
}

fn part((part, number): (&Part, usize)) -> PartView {
    let decision = part.decision.as_ref();
    PartView {
        number,
        text: paragraphs(&part.text),
        decision: decision.map(|each| (each.who.clone(), each.question.clone())),
        questions: part.questions.clone(),
    }
}

fn dilemma(dilemma: &Dilemma) -> DilemmaView {
    let options = dilemma.options.iter().zip('A'..);
    DilemmaView {
        situation: paragraphs(&dilemma.situation),
        options: options
            .map(|(option, letter)| OptionView {
                letter,
                text: option.text.clone(),
                pro: option.pro.clone(),
                con: option.con.clone(),
            })
            .collect(),
        what_if: dilemma.what_if.clone(),
        rule: paragraphs(&dilemma.rule),
    }
}

fn paragraphs(text: &str) -> Vec<String> {
    text.split("\n\n")
        .map(|paragraph| paragraph.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|paragraph| !paragraph.is_empty())
        .collect()
}

fn period(story: &Story, language: Language) -> String {
    let half = |half: vik_story::HalfYear| match language {
        Language::Dutch => half.dutch(),
        Language::English => half.english(),
    };
    match (story.facets.from, story.facets.until) {
        (Some(from), Some(until)) if from != until => {
            let to = pick(language, "tot en met", "to");
            format!("{} {to} {}", half(from), half(until))
        }
        (Some(one), _) | (None, Some(one)) => half(one),
        (None, None) => String::new(),
    }
}
