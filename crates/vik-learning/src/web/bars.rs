//! What phones answered, as bars of one mark for every five.

use vik_domain::Language;
use vik_story::Story;

use super::frame::pick;
use super::words::{self, ANSWERS, CHECKOUT, say};
use crate::ask::Ask;
use crate::place::Scene;
use crate::room::Room;
use crate::tally::{Band, Tally};

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

/// What was answered, as far as it was shown, at a step where it belongs.
pub fn bars(room: &Room, scene: Scene, story: &Story, language: Language) -> Vec<Bars> {
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

/// The bars of a tally.
pub fn group(
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

/// A mark for every five.
pub fn marks(band: Band) -> Vec<()> {
    vec![(); (band.at_least().unwrap_or(0) / crate::tally::FEWEST) as usize]
}
