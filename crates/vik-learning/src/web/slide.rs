//! What stands on the wall at a step. The facilitator sees the same picture small, a phone without what
//! phones are asked.

use vik_domain::Language;
use vik_story::Story;

use super::bars::{Bars, bars};
use super::cards::{Card, Help, cards, columns};
use super::frame::pick;
use super::words::{self, AGREEMENTS, CHECKOUT, STEPS, say};
use crate::ask::Ask;
use crate::library::{Entry, Figure, Shelf, name};
use crate::place::{Scene, scenes};
use crate::plan::Phase;
use crate::room::Room;

/// An option of the dilemma.
pub struct Choice {
    /// A, B, C.
    pub letter: char,
    /// What one does.
    pub text: String,
    /// What speaks for it; empty where that is not shown yet.
    pub pro: String,
    /// What speaks against it.
    pub con: String,
}

/// A picture.
#[derive(Default)]
pub struct Slide {
    /// The phase and the step.
    pub kicker: String,
    /// The heading.
    pub heading: String,
    /// Text of the story, in Dutch.
    pub story: Vec<String>,
    /// A question of the story, in Dutch.
    pub question: Option<String>,
    /// Points in the language of the page.
    pub points: Vec<String>,
    /// Points of the story, in Dutch.
    pub story_points: Vec<String>,
    /// What could be done.
    pub choices: Vec<Choice>,
    /// The "but what if" cards that were turned, the last one first.
    pub cards: Vec<String>,
    /// What was answered.
    pub bars: Vec<Bars>,
    /// Phases with their minutes.
    pub agenda: Vec<(String, u32)>,
    /// The figure.
    pub figure: Option<Figure>,
    /// What helps, by column.
    pub columns: Vec<(String, Vec<Help>)>,
    /// The actions.
    pub actions: Vec<Card>,
    /// What phones are asked to do.
    pub call: Option<String>,
}

/// Draws the picture of a room. A story that was withdrawn meanwhile is `None`.
pub fn slide(room: &Room, entry: Option<&Entry>, shelf: &Shelf, language: Language) -> Slide {
    let t = |nl: &'static str, en: &'static str| pick(language, nl, en).to_owned();
    let scene = room.scene();
    let (phase, _) = room.place.phase(room.plan.variant);
    let steps = scenes(phase, &room.shape).len();
    let mut slide = Slide {
        kicker: say(language, words::phase(phase)),
        heading: say(language, words::phase(phase)),
        call: call(room, language),
        ..Slide::default()
    };
    if steps > 1 {
        let (step, of) = (room.place.step + 1, t("van", "of"));
        slide.kicker = format!("{} · {step} {of} {steps}", slide.kicker);
    } else {
        slide.kicker.clear();
    }
    let empty = Story::default();
    let story = entry.map_or(&empty, |entry| &entry.story);
    let needs = matches!(phase, Phase::Story | Phase::Dilemma) || scene == Scene::Outcome;
    if entry.is_none() && needs {
        slide.points = vec![t(
            "Dit verhaal is ingetrokken. Ga verder met wat de groep al heeft besproken.",
            "This story was withdrawn. Go on with what the group has discussed already.",
        )];
        return slide;
    }
    match scene {
        Scene::Agreements => {
            slide.points = AGREEMENTS.iter().map(|pair| say(language, *pair)).collect();
            let phases = room.plan.variant.phases().iter();
            slide.agenda = phases
                .map(|(phase, minutes)| (say(language, words::phase(*phase)), *minutes))
                .collect();
        }
        Scene::Situation => {
            slide.heading.clone_from(&story.title);
            slide.story = paragraphs(&story.situation);
        }
        Scene::Part(part) => {
            slide.heading = format!("{} {}", t("Deel", "Part"), part + 1);
            let text = story.parts.get(part).map_or("", |part| part.text.as_str());
            slide.story = paragraphs(text);
        }
        Scene::Stop(part) => {
            slide.heading = t("Praat hierover", "Talk about this");
            if let Some(part) = story.parts.get(part) {
                slide.question = part
                    .decision
                    .as_ref()
                    .map(|decision| format!("{}: {}", decision.who, decision.question));
                slide.story_points.clone_from(&part.questions);
            }
        }
        Scene::Reaction => {
            slide.heading = t(
                "Wat roept dit verhaal bij u op?",
                "What does this story call up in you?",
            );
        }
        Scene::Dilemma(step) => dilemma(&mut slide, step, room, story, language),
        Scene::Pause => {
            slide.points = vec![t(
                "Tot zo. Ook bij de koffie gelden de afspraken.",
                "See you soon. The agreements hold over coffee too.",
            )]
        }
        Scene::Outcome => {
            slide.heading = t("Hoe het afliep", "How it ended");
            let band = &story.outcome.band;
            slide.question = (!band.is_empty()).then(|| name(&shelf.bands, band));
            slide.story = paragraphs(&story.outcome.text);
            slide.story.extend(paragraphs(&story.outcome.action));
        }
        Scene::Figure => slide.heading = t("Wat zeggen de cijfers?", "What do the figures say?"),
        Scene::Helps => slide.columns = columns(room, language),
        Scene::Actions => slide.actions = cards(&room.actions, shelf, language),
        Scene::Checkout => {
            if room.shown.is_empty() || !room.shown.contains_key(&Ask::Checkout) {
                slide.points = CHECKOUT.iter().map(|pair| say(language, *pair)).collect();
            }
        }
    }
    slide.bars = bars(room, scene, story, language);
    if !slide.bars.is_empty() {
        slide.choices.clear();
    }
    slide
}

fn dilemma(slide: &mut Slide, step: usize, room: &Room, story: &Story, language: Language) {
    let Some((heading, questions)) = STEPS.get(step) else {
        return;
    };
    slide.heading = say(language, *heading);
    slide.points = questions.iter().map(|pair| say(language, *pair)).collect();
    let Some(dilemma) = &story.dilemma else {
        let decision = story
            .parts
            .iter()
            .rev()
            .find_map(|part| part.decision.as_ref());
        slide.question = decision.map(|it| format!("{}: {}", it.who, it.question));
        return;
    };
    let choices = |weighed: bool| -> Vec<Choice> {
        let options = dilemma.options.iter().zip('A'..);
        let text = |text: &String| if weighed { text.clone() } else { String::new() };
        options
            .map(|(option, letter)| Choice {
                letter,
                text: option.text.clone(),
                pro: text(&option.pro),
                con: text(&option.con),
            })
            .collect()
    };
    match step {
        0 => {
            slide.story = paragraphs(&dilemma.situation);
            slide.choices = choices(false);
        }
        3 => slide.story = paragraphs(&dilemma.rule),
        4 => slide.choices = choices(true),
        5 => {
            let turned = usize::try_from(room.cards).unwrap_or(0);
            slide.cards = dilemma.what_if.iter().take(turned).rev().cloned().collect();
        }
        6 => slide.choices = choices(false),
        _ => {}
    }
}

/// What phones are asked to do here.
fn call(room: &Room, language: Language) -> Option<String> {
    let pair = match room.open_ask()? {
        Ask::Reaction => (
            "Kies in stilte op uw telefoon ten hoogste drie woorden.",
            "Choose three words at most on your phone, in silence.",
        ),
        Ask::Before => (
            "Kies op uw telefoon wat u zou doen.",
            "Choose on your phone what you would do.",
        ),
        Ask::After => (
            "Kies op uw telefoon wat u nu zou doen.",
            "Choose on your phone what you would do now.",
        ),
        Ask::Dots => (
            "Zet op uw telefoon drie stippen.",
            "Put three dots on your phone.",
        ),
        Ask::Checkout => (
            "Beantwoord de vragen op uw telefoon.",
            "Answer the questions on your phone.",
        ),
    };
    Some(say(language, pair))
}

/// A text without its line breaks, cut where a line is empty.
pub fn paragraphs(text: &str) -> Vec<String> {
    text.split("\n\n")
        .map(|paragraph| paragraph.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|paragraph| !paragraph.is_empty())
        .collect()
}
