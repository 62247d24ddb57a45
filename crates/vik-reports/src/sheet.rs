//! The story sheet.

use serde::Serialize;
use vik_story::{Audience, Choice, Dilemma, Facets, Part, Source, Story};

use crate::edition::Edition;
use crate::error::DocumentError;
use crate::press::Press;
use crate::reader::Reader;
use crate::words::Words;

/// A story as a sheet to read, aloud or alone: PDF/UA-1 and PDF/A-2a, A4, in Dutch.
///
/// What ended the matter begins on a new page, so that the pages before it can be handed out first.
///
/// # Errors
/// When the story has no title, when a code has no word, or when a page cannot be made of it.
pub fn story_sheet(
    story: &Story,
    edition: &Edition,
    words: &dyn Words,
) -> Result<Vec<u8>, DocumentError> {
    Press::shared().story_sheet(story, edition, words)
}

impl Press {
    /// As the function [`story_sheet`], with the templates of this press.
    ///
    /// # Errors
    /// As there.
    pub fn story_sheet(
        &self,
        story: &Story,
        edition: &Edition,
        words: &dyn Words,
    ) -> Result<Vec<u8>, DocumentError> {
        let reader = Reader {
            story: &edition.story,
            faces: self.faces(),
            words,
        };
        let sheet = Sheet::of(story, edition, &reader)?;
        let printed = self.print("sheet.typ", &sheet, edition.released, &[&edition.story])?;
        Ok(printed.pdf)
    }
}

/// What the template reads.
#[derive(Serialize)]
struct Sheet {
    story: String,
    version: u32,
    released: String,
    review: String,
    title: String,
    themes: Vec<String>,
    values: Vec<String>,
    period: String,
    audiences: Vec<&'static str>,
    situation: Vec<String>,
    parts: Vec<PartView>,
    dilemma: Option<DilemmaView>,
    assessment: Vec<Answer>,
    band: String,
    outcome: Vec<String>,
    action: Vec<String>,
    went_well: Vec<String>,
    lessons: Vec<Group>,
    questions: Vec<Group>,
    causes: Vec<String>,
    indicators: Vec<String>,
    toolkit: Vec<String>,
    cases: Option<u32>,
    deidentified: Vec<String>,
}

#[derive(Serialize)]
struct PartView {
    text: Vec<String>,
    who: String,
    decision: String,
    questions: Vec<String>,
}

#[derive(Serialize)]
struct DilemmaView {
    situation: Vec<String>,
    options: Vec<ChoiceView>,
    what_if: Vec<String>,
    rule: Vec<String>,
}

#[derive(Serialize)]
struct ChoiceView {
    text: String,
    pro: String,
    con: String,
}

#[derive(Serialize)]
struct Answer {
    question: &'static str,
    answer: Vec<String>,
}

#[derive(Serialize)]
struct Group {
    name: &'static str,
    items: Vec<String>,
}

impl Sheet {
    fn of(story: &Story, edition: &Edition, reader: &Reader) -> Result<Self, DocumentError> {
        let (lessons, questions) = (&story.lessons, &story.questions);
        let group = |name, items: &[String]| Group {
            name,
            items: reader.lines(items),
        };
        Ok(Self {
            story: reader.line(&edition.story),
            version: edition.version,
            released: edition.release_month(),
            review: edition.review_date(),
            title: reader.needed(&story.title, "title")?,
            themes: reader.all_words("themes", &story.themes)?,
            values: reader.all_words("values", &story.values)?,
            period: period(&story.facets),
            audiences: story.audiences.iter().map(|each| audience(*each)).collect(),
            situation: reader.text(&story.situation),
            parts: story
                .parts
                .iter()
                .map(|part| part_view(part, reader))
                .collect(),
            dilemma: story
                .dilemma
                .as_ref()
                .map(|each| dilemma_view(each, reader)),
            assessment: assessment(story, reader),
            band: reader.word("sanction_band", &story.outcome.band, "outcome.band")?,
            outcome: reader.text(&story.outcome.text),
            action: reader.text(&story.outcome.action),
            went_well: reader.text(&story.went_well),
            lessons: vec![
                group("Voor mijzelf", &lessons.person),
                group("Voor het team", &lessons.team),
                group("Voor wie leidinggeeft", &lessons.leader),
                group("Voor het korps", &lessons.force),
            ],
            questions: vec![
                group("Voor collega’s", &questions.staff),
                group("Voor leidinggevenden", &questions.supervisors),
                group("Voor VIK", &questions.vik),
                group("Voor beleidsmakers", &questions.policy),
            ],
            causes: reader.all_words("causes", &story.causes)?,
            indicators: reader.all_words("indicators", &story.indicators)?,
            toolkit: reader.lines(&story.toolkit),
            cases: match story.source {
                Source::Single => None,
                Source::Composite { cases } => Some(cases),
            },
            deidentified: reader.lines(&edition.deidentified),
        })
    }
}

fn part_view(part: &Part, reader: &Reader) -> PartView {
    let decision = part.decision.clone().unwrap_or_default();
    PartView {
        text: reader.text(&part.text),
        who: reader.line(&decision.who),
        decision: reader.line(&decision.question),
        questions: reader.lines(&part.questions),
    }
}

fn dilemma_view(dilemma: &Dilemma, reader: &Reader) -> DilemmaView {
    let choice = |choice: &Choice| ChoiceView {
        text: reader.line(&choice.text),
        pro: reader.line(&choice.pro),
        con: reader.line(&choice.con),
    };
    DilemmaView {
        situation: reader.text(&dilemma.situation),
        options: dilemma.options.iter().map(choice).collect(),
        what_if: reader.lines(&dilemma.what_if),
        rule: reader.text(&dilemma.rule),
    }
}

/// The court's five questions that have an answer, in the court's order.
fn assessment(story: &Story, reader: &Reader) -> Vec<Answer> {
    let given = &story.assessment;
    [
        (
            "Was het onderzoek zorgvuldig en onpartijdig?",
            &given.careful,
        ),
        ("Staat vast wat er is gebeurd?", &given.done),
        ("Is het plichtsverzuim?", &given.neglect),
        (
            "Kan het de medewerker worden toegerekend?",
            &given.attributable,
        ),
        (
            "Past de maatregel bij wat er is gebeurd?",
            &given.proportionate,
        ),
    ]
    .into_iter()
    .map(|(question, answer)| Answer {
        question,
        answer: reader.text(answer),
    })
    .filter(|each| !each.answer.is_empty())
    .collect()
}

fn period(facets: &Facets) -> String {
    match (facets.from, facets.until) {
        (Some(from), Some(until)) if from != until => {
            format!("{} tot en met {}", from.dutch(), until.dutch())
        }
        (Some(half), _) | (None, Some(half)) => half.dutch(),
        (None, None) => String::new(),
    }
}

fn audience(audience: Audience) -> &'static str {
    match audience {
        Audience::Staff => "collega’s",
        Audience::Supervisors => "leidinggevenden",
        Audience::Vik => "VIK",
        Audience::Policy => "beleidsmakers",
    }
}
