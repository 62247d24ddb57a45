//! A made-up course pack of the stories that ship.

use std::collections::BTreeMap;

use vik_charts::{ChartData, ChartKind, ChartSpec};
use vik_domain::Month;
use vik_reports::Edition;
use vik_reports::pack::{
    Item, OnShelf, PACK_SCHEMA, Pack, PackFigure, Shelf, Standing, StoryRef, story_hash,
};
use vik_story::Story;

use crate::tools::{edition, stories};

/// Stories with their editions, by name; a withdrawn one has none.
pub struct Stock(pub BTreeMap<String, Option<(Story, Edition)>>);

impl Stock {
    /// The stories that ship, each `times` times under a name of its own.
    pub fn of(times: usize) -> Self {
        let copies = (0..times).flat_map(|copy| {
            stories().into_iter().map(move |(name, story)| {
                let name = format!("{name}-{copy}");
                let edition = edition(&name);
                (name, Some((story, edition)))
            })
        });
        Self(copies.collect())
    }

    /// The first `count` stories, chosen as they stand.
    pub fn chosen(&self, count: usize) -> Vec<StoryRef> {
        let standing = self.0.iter().filter_map(|(name, found)| {
            let (story, edition) = found.as_ref()?;
            Some(StoryRef {
                name: name.clone(),
                version: edition.version,
                hash: story_hash(story).to_string(),
            })
        });
        standing.take(count).collect()
    }
}

impl Shelf for Stock {
    fn standing(&self, name: &str) -> Standing<'_> {
        match self.0.get(name) {
            None => Standing::Unknown,
            Some(None) => Standing::Withdrawn {
                month: Month::new(2026, 9).unwrap(),
                reason: "iemand werd herkend".to_owned(),
            },
            Some(Some((story, edition))) => Standing::Stands(OnShelf { story, edition }),
        }
    }
}

fn figure() -> PackFigure {
    let mut spec = ChartSpec::new("lesfiguur", ChartKind::Line, "Vastgestelde zaken");
    spec.x = "quarter".to_owned();
    spec.y = "share".to_owned();
    spec.unit = "%".to_owned();
    let data = ChartData::new()
        .labels("quarter", ["2026-Q1", "2026-Q2", "2026-Q3"])
        .numbers("share", [Some(41.0), Some(43.0), Some(44.0)]);
    PackFigure {
        spec,
        data,
        source: "vrijgave 81, vraag quarter-established".to_owned(),
        reading: "Niet vastgesteld is niet hetzelfde als onterecht gemeld.".to_owned(),
    }
}

/// A lesson with these stories, cards, a figure and an exercise.
pub fn pack(stories: &[StoryRef]) -> Pack {
    let read = stories.iter().map(|story| Item::Story {
        story: story.clone(),
        minutes: 25,
    });
    let mut items: Vec<Item> = read.collect();
    items.push(Item::Pause { minutes: 10 });
    items.push(Item::Cards {
        stories: stories.iter().take(4).cloned().collect(),
        minutes: 30,
    });
    items.push(Item::Figure {
        figure: Box::new(figure()),
        minutes: 10,
    });
    items.push(Item::Exercise {
        title: "Wat zeg je precies?".to_owned(),
        steps: vec![
            "Schrijf in stilte op wat je zou zeggen.".to_owned(),
            "Lees het voor aan je buur en luister naar wat het doet.".to_owned(),
        ],
        minutes: 15,
    });
    Pack {
        schema: PACK_SCHEMA,
        title: "Mag ik dit weten?".to_owned(),
        audience: "teams in de basispolitiezorg".to_owned(),
        organisation: "Nationale Politie (verzonnen)".to_owned(),
        dated: Month::new(2026, 10).unwrap(),
        aims: vec![
            "U herkent wanneer nieuwsgierigheid het wint van de taak.".to_owned(),
            "U kunt een collega erop aanspreken.".to_owned(),
        ],
        minutes: items.iter().map(Item::minutes).sum(),
        items,
    }
}
