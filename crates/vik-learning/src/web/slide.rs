//! What stands on the wall at a step. The facilitator sees the same picture small, a phone without what
//! phones are asked.

use vik_domain::{Language, civil};
use vik_story::Story;

use super::frame::pick;
use super::words::{self, AGREEMENTS, ANSWERS, CHECKOUT, STEPS, say};
use crate::ask::Ask;
use crate::library::{Entry, Figure, Shelf, name};
use crate::note::{Action, Column, Owner};
use crate::place::{Scene, scenes};
use crate::plan::Phase;
use crate::room::Room;
use crate::tally::{Band, Tally};

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

/// How often something was chosen.
pub struct Bar {
    /// What.
    pub label: String,
    /// Whether the label is text of the story or of the group, in Dutch.
    pub dutch: bool,
    /// How often, in words.
    pub band: String,
    /// A mark for every five.
    pub marks: Vec<()>,
}

/// The bars of one question.
pub struct Bars {
    /// The question.
    pub question: String,
    /// The bars; none when fewer than five answered it.
    pub bars: Vec<Bar>,
    /// What fewer than five chose or nobody, where that would be a long list of bars.
    pub rest: Vec<String>,
}

/// An action as it is shown.
pub struct Card {
    /// Its number in the room.
    pub id: u32,
    /// What is done.
    pub what: String,
    /// Who takes it up.
    pub owner: String,
    /// When it is done.
    pub due: String,
    /// How the group will see that it worked.
    pub sign: String,
}

/// Something that helps.
pub struct Help {
    /// Its number in the room.
    pub id: u32,
    /// What.
    pub text: String,
    /// How many put a dot on it; empty before that was shown.
    pub band: String,
    /// A mark for every five.
    pub marks: Vec<()>,
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

/// What was answered, as far as it was shown, at a step where it belongs.
fn bars(room: &Room, scene: Scene, story: &Story, language: Language) -> Vec<Bars> {
    let t = |nl: &'static str, en: &'static str| pick(language, nl, en).to_owned();
    let choice = |option: u32| -> String {
        let options = story.dilemma.iter().flat_map(|dilemma| &dilemma.options);
        let found = options.zip('A'..).nth(option as usize);
        found.map_or_else(String::new, |(choice, letter)| {
            format!("{letter}. {}", choice.text)
        })
    };
    let word = |option| crate::words::word(option, language).to_owned();
    let answer = |option: u32| {
        ANSWERS
            .get(option as usize)
            .map_or_else(String::new, |pair| say(language, *pair))
    };
    let told = |ask: Ask| room.shown.get(&ask).and_then(|all| all.first());
    match scene {
        Scene::Reaction => told(Ask::Reaction)
            .map(|tally| {
                let mut group = group(String::new(), tally.as_ref(), word, false, language);
                let (few, many): (Vec<Bar>, Vec<Bar>) =
                    group.bars.into_iter().partition(|bar| bar.marks.is_empty());
                group.rest = few.into_iter().map(|bar| bar.label).collect();
                group.bars = many;
                group
            })
            .into_iter()
            .collect(),
        Scene::Dilemma(step) => {
            let both = [
                (
                    Ask::Before,
                    t("Voor het gesprek", "Before the conversation"),
                ),
                (Ask::After, t("Na het gesprek", "After the conversation")),
            ];
            // While phones choose again, the first choice is not beside them.
            let compared = step == 6 && room.shown.contains_key(&Ask::After);
            let here = both
                .into_iter()
                .filter(|(ask, _)| compared || (step == 0 && *ask == Ask::Before));
            here.filter_map(|(ask, title)| {
                told(ask).map(|tally| group(title, tally.as_ref(), choice, true, language))
            })
            .collect()
        }
        Scene::Checkout => room
            .shown
            .get(&Ask::Checkout)
            .into_iter()
            .flatten()
            .zip(CHECKOUT)
            .map(|(tally, question)| {
                group(
                    say(language, question),
                    tally.as_ref(),
                    answer,
                    false,
                    language,
                )
            })
            .collect(),
        _ => Vec::new(),
    }
}

fn group(
    question: String,
    tally: Option<&Tally>,
    label: impl Fn(u32) -> String,
    dutch: bool,
    language: Language,
) -> Bars {
    let bar = |(option, band): (u32, Band)| Bar {
        label: label(option),
        dutch,
        band: words::band(band, language),
        marks: marks(band),
    };
    Bars {
        question,
        bars: tally.map_or_else(Vec::new, |tally| tally.lines().map(bar).collect()),
        rest: Vec::new(),
    }
}

fn marks(band: Band) -> Vec<()> {
    vec![(); (band.at_least().unwrap_or(0) / crate::tally::FEWEST) as usize]
}

/// What helps, by column.
pub fn columns(room: &Room, language: Language) -> Vec<(String, Vec<Help>)> {
    let shown = room.shown.get(&Ask::Dots).and_then(|all| all.first());
    let tally = shown.and_then(|tally| tally.as_ref());
    Column::ALL
        .into_iter()
        .map(|column| {
            let ideas = room.ideas.iter().filter(|idea| idea.column == column);
            let helps = ideas.map(|idea| Help {
                id: idea.id,
                text: idea.text.to_string(),
                band: tally.map_or_else(String::new, |tally| {
                    words::band(tally.band(idea.id), language)
                }),
                marks: tally.map_or_else(Vec::new, |tally| marks(tally.band(idea.id))),
            });
            (say(language, words::column(column)), helps.collect())
        })
        .collect()
}

/// The actions as they are shown.
pub fn cards(actions: &[Action], shelf: &Shelf, language: Language) -> Vec<Card> {
    actions
        .iter()
        .map(|action| Card {
            id: action.id,
            what: action.what.to_string(),
            owner: match &action.owner {
                Owner::Unit(code) => name(&shelf.units, code),
                Owner::Role(role) => say(language, words::role(*role)),
            },
            due: date(action.due, language),
            sign: action.sign.to_string(),
        })
        .collect()
}

/// A day in words: *3 december 2026*.
pub fn date(days: i32, language: Language) -> String {
    const MONTHS: [words::Pair; 12] = [
        ("januari", "January"),
        ("februari", "February"),
        ("maart", "March"),
        ("april", "April"),
        ("mei", "May"),
        ("juni", "June"),
        ("juli", "July"),
        ("augustus", "August"),
        ("september", "September"),
        ("oktober", "October"),
        ("november", "November"),
        ("december", "December"),
    ];
    let (year, month, day) = civil::date(days);
    let name = MONTHS
        .get(month.saturating_sub(1) as usize)
        .copied()
        .unwrap_or(("", ""));
    format!("{day} {} {year}", say(language, name))
}

/// A text without its line breaks, cut where a line is empty.
pub fn paragraphs(text: &str) -> Vec<String> {
    text.split("\n\n")
        .map(|paragraph| paragraph.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|paragraph| !paragraph.is_empty())
        .collect()
}
