//! A pack in which every name of a template has a value: what a new template is tried on.

use vik_charts::{ChartData, ChartKind, ChartSpec};
use vik_domain::Month;
use vik_story::{Choice, Decision, Dilemma, Part, Story};

use super::model::{Item, PACK_SCHEMA, Pack, PackFigure, StoryRef, story_hash};
use super::ready::{OnShelf, Shelf, Standing};
use crate::edition::Edition;

/// The one story of the example.
pub(super) struct Single(Story, Edition);

impl Shelf for Single {
    fn standing(&self, _: &str) -> Standing<'_> {
        Standing::Stands(OnShelf {
            story: &self.0,
            edition: &self.1,
        })
    }
}

/// The pack and its shelf.
pub(super) fn pack() -> (Pack, Single) {
    let line = || "Een regel.".to_owned();
    let dated = Month::from_index(2026 * 12);
    let mut story = Story {
        title: line(),
        situation: line(),
        parts: vec![Part {
            text: line(),
            decision: Some(Decision {
                who: line(),
                question: line(),
            }),
            questions: vec![line()],
        }],
        went_well: line(),
        dilemma: Some(Dilemma {
            situation: line(),
            options: vec![Choice {
                text: line(),
                pro: line(),
                con: line(),
            }],
            what_if: vec![line()],
            rule: line(),
        }),
        ..Story::default()
    };
    story.outcome.text = line();
    let lessons = &mut story.lessons;
    for list in [
        &mut lessons.person,
        &mut lessons.team,
        &mut lessons.leader,
        &mut lessons.force,
        &mut story.questions.staff,
        &mut story.questions.supervisors,
        &mut story.questions.vik,
    ] {
        list.push(line());
    }
    let edition = Edition {
        story: "1".to_owned(),
        version: 1,
        released: dated,
        review_before: dated,
        deidentified: Vec::new(),
    };
    let chosen = StoryRef {
        name: "1".to_owned(),
        version: 1,
        hash: story_hash(&story).to_string(),
    };
    let mut spec = ChartSpec::new("voorbeeld", ChartKind::Line, "Voorbeeld");
    spec.x = "x".to_owned();
    spec.y = "y".to_owned();
    let figure = PackFigure {
        spec,
        data: ChartData::new()
            .labels("x", ["1", "2"])
            .numbers("y", [Some(1.0), Some(2.0)]),
        source: line(),
        reading: line(),
    };
    let items = vec![
        Item::Story {
            story: chosen,
            minutes: 10,
        },
        Item::Figure {
            figure: Box::new(figure),
            minutes: 10,
        },
        Item::Exercise {
            title: line(),
            steps: vec![line()],
            minutes: 10,
        },
    ];
    let pack = Pack {
        schema: PACK_SCHEMA,
        title: line(),
        audience: line(),
        organisation: line(),
        dated,
        aims: vec![line()],
        minutes: 30,
        items,
    };
    (pack, Single(story, edition))
}
