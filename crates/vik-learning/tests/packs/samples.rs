//! A library of sample stories that can change under a pack, as a real one does.

use std::sync::{Arc, Mutex};

use vik_charts::{ChartData, ChartKind, ChartSpec};
use vik_domain::{CodeList, Language, Month};
use vik_learning::packs::{Kept, PackLibrary, Stock};
use vik_learning::{Entry, Figure, Later, Library, Named, Shelf};
use vik_reports::Edition;
use vik_reports::pack::PackFigure;

const STORIES: [&str; 3] = [
    include_str!("../../../../data-samples/stories/even-kijken.toml"),
    include_str!("../../../../data-samples/stories/iets-lekkers.toml"),
    include_str!("../../../../data-samples/stories/tot-het-eind-van-de-maand.toml"),
];
const THEMES: &str = include_str!("../../../../data-samples/codelists/themes.toml");
const VALUES: &str = include_str!("../../../../data-samples/codelists/values.toml");

/// The library; the last released story has number `count`.
pub struct Samples(Mutex<Arc<Stock>>);

impl Samples {
    /// The stories that ship, again and again until there are so many. The first was released in
    /// October 2024 and the others one month after another from January 2026.
    pub fn of(count: usize) -> Arc<Self> {
        let stories = (0..count).map(|at| {
            let months = i32::try_from(at).unwrap();
            let released = match at {
                0 => Month::new(2024, 10).unwrap(),
                _ => Month::new(2026, 1).unwrap().plus(months - 1),
            };
            let id = (at + 1).to_string();
            let entry = Arc::new(Entry {
                id: id.clone(),
                story: toml::from_str(STORIES[at % STORIES.len()]).unwrap(),
                href: Some(format!("/nl/verhalen/{id}")),
            });
            let edition = Edition {
                story: id.clone(),
                version: 1,
                released,
                review_before: released.plus(12),
                deidentified: Vec::new(),
            };
            (id, Kept::Stands { entry, edition })
        });
        let stock = Stock {
            stories: stories.collect(),
            values: names(VALUES, Language::Dutch),
        };
        Arc::new(Self(Mutex::new(Arc::new(stock))))
    }

    fn stock(&self) -> Arc<Stock> {
        self.0.lock().unwrap().clone()
    }

    fn change(&self, change: impl FnOnce(&mut Stock)) {
        let mut stock = self.0.lock().unwrap();
        let mut new = Stock::clone(&stock);
        change(&mut new);
        *stock = Arc::new(new);
    }

    /// Takes a story back.
    pub fn withdraw(&self, id: &str) {
        self.change(|stock| {
            let gone = Kept::Withdrawn {
                month: Month::new(2026, 11).unwrap(),
                reason: "iemand werd herkend".to_owned(),
            };
            stock.stories.insert(id.to_owned(), gone);
        });
    }

    /// Releases a next version of a story under another title.
    pub fn renew(&self, id: &str, title: &str) {
        self.change(|stock| {
            let Some(Kept::Stands { entry, edition }) = stock.stories.get_mut(id) else {
                return;
            };
            let mut new = Entry::clone(entry);
            title.clone_into(&mut new.story.title);
            *entry = Arc::new(new);
            edition.version += 1;
        });
    }
}

impl Library for Samples {
    fn shelf<'a>(&'a self, _: &'a str, language: Language) -> Later<'a, Shelf> {
        let stories = self
            .stock()
            .standing()
            .map(|(entry, _)| entry.clone())
            .collect();
        Box::pin(async move {
            Shelf {
                stories,
                themes: names(THEMES, language),
                ..Shelf::default()
            }
        })
    }

    fn figure<'a>(&'a self, _: &'a str, _: &'a Entry, _: Language) -> Later<'a, Option<Figure>> {
        Box::pin(async { None })
    }
}

impl PackLibrary for Samples {
    fn stock<'a>(&'a self, _: &'a str) -> Later<'a, Arc<Stock>> {
        Box::pin(async { self.stock() })
    }

    fn chart<'a>(&'a self, _: &'a str, _: &'a Entry) -> Later<'a, Option<PackFigure>> {
        Box::pin(async {
            let mut spec = ChartSpec::new(
                "lesfiguur",
                ChartKind::Line,
                "Afgesloten zaken per jaar (verzonnen)",
            );
            spec.x = "year".to_owned();
            spec.y = "cases".to_owned();
            let data = ChartData::new()
                .labels("year", ["2022", "2023", "2024", "2025"])
                .numbers("cases", [Some(95.0), Some(120.0), Some(125.0), Some(130.0)]);
            Some(PackFigure {
                spec,
                data,
                source: "vrijgave 81, verzonnen".to_owned(),
                reading: "Dit telt wat is gemeld en onderzocht, niet wat er gebeurt.".to_owned(),
            })
        })
    }
}

fn names(list: &str, language: Language) -> Vec<Named> {
    let list: CodeList = toml::from_str(list).unwrap();
    let known = list.codes.iter().filter(|code| code.code != "unknown");
    let named = known.map(|code| Named {
        code: code.code.clone(),
        name: code.label(language).to_owned(),
        group: None,
    });
    named.collect()
}
