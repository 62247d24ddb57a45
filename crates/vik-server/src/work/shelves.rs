//! What learning asks of us: stories, code lists, one figure with a story, and what documents need.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use vik_catalogue::{Language, QueryDefinition};
use vik_domain::Language as Spoken;
use vik_learning::packs::Stock;
use vik_learning::{Entry, Figure, Later, Library, Named, Shelf};
use vik_published::{OpenSide, QueryResult, Reference};
use vik_reports::pack::PackFigure;

use crate::app::App;
use crate::fields::Fields;
use crate::figure::{self, Wanted};
use crate::library::Library as Stories;
use crate::tile;
use crate::{answer, labels};

/// The query of the figure that goes with a story; its parameter is the category.
const QUERY: &str = "story-category";

/// A library as it was read, with what was made of it. It is kept alive, so that no later one can stand at
/// its address and be taken for it.
type Made<T> = (Arc<Stories>, T);

/// The stories and code lists of every organisation, and one figure with each story.
pub(super) struct Shelves {
    pub(super) app: App,
    made: Mutex<HashMap<(String, Spoken), Made<Shelf>>>,
    pub(super) stocks: Mutex<HashMap<String, Made<Arc<Stock>>>>,
}

impl Shelves {
    pub(super) fn new(app: App) -> Self {
        Self {
            app,
            made: Mutex::default(),
            stocks: Mutex::default(),
        }
    }

    async fn made(&self, org: &str, language: Spoken) -> Option<Shelf> {
        let source = self.app.sources.iter().find(|source| source.id == org)?;
        let side = source.open().await.ok()?;
        let library = source.library(side.reference()).ok()?;
        // A library is made anew as soon as a story changes; then the shelf is too.
        let key = (org.to_owned(), language);
        let mut known = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((of, shelf)) = known.get(&key)
            && Arc::ptr_eq(of, &library)
        {
            return Some(shelf.clone());
        }
        let stories = library.standing().map(|published| {
            Arc::new(Entry {
                id: published.number.to_string(),
                story: published.story.clone(),
                href: Some(format!(
                    "/{}/verhalen/{}",
                    page_language(language).code(),
                    published.number
                )),
            })
        });
        let reference = side.reference();
        let shelf = Shelf {
            stories: stories.collect(),
            themes: named(reference, "themes", language),
            units: named(reference, "units", language),
            bands: named(reference, "sanction_band", language),
        };
        known.insert(key, (library.clone(), shelf.clone()));
        Some(shelf)
    }

    /// The published number of cases of the story's category.
    async fn asked(&self, org: &str, entry: &Entry) -> Option<Asked<'_>> {
        let source = self.app.sources.iter().find(|source| source.id == org)?;
        let side = source.open().await.ok()?;
        let query = self.app.catalogue.query(QUERY)?;
        let category = entry.story.facets.attributes.get("category")?;
        let fields = Fields::default().with("category", category);
        let texts = crate::filters::resolve(query, None, None, &fields, &side);
        let result = tile::run(query, &texts, &side).await.ok()?;
        Some(Asked {
            side,
            query,
            result,
        })
    }

    async fn drawn(&self, org: &str, entry: &Entry, language: Spoken) -> Option<Figure> {
        let (asked, page) = (self.asked(org, entry).await?, page_language(language));
        let reference = asked.side.reference();
        let wanted = asked.wanted(page)?;
        let svg = figure::draw(
            &wanted,
            &asked.result,
            &asked.query.columns,
            reference,
            page,
        );
        Some(Figure {
            title: asked.query.title.get(page).to_owned(),
            value: answer::sentence(asked.query, &asked.result, reference, page)?,
            caution: asked.query.reading.get(page).to_owned(),
            href: entry.href.clone(),
            svg: svg.ok()?,
        })
    }

    /// The same as numbers to be drawn, in Dutch, with where they come from and what they do not say.
    pub(super) async fn numbers(&self, org: &str, entry: &Entry) -> Option<PackFigure> {
        let (asked, page) = (self.asked(org, entry).await?, Language::Dutch);
        let reference = asked.side.reference();
        let wanted = asked.wanted(page)?;
        let (spec, data) = figure::prepared(
            &wanted,
            &asked.result,
            &asked.query.columns,
            reference,
            page,
        );
        Some(PackFigure {
            spec,
            data,
            source: format!("vrijgave {}, {}", asked.side.version(), asked.query.id),
            reading: asked.query.reading.get(page).to_owned(),
        })
    }
}

/// The figure's query with its rows.
struct Asked<'a> {
    side: Arc<OpenSide>,
    query: &'a QueryDefinition,
    result: QueryResult,
}

impl Asked<'_> {
    fn wanted(&self, page: Language) -> Option<Wanted<'_>> {
        let chart = self.query.chart.as_ref()?;
        Some(Wanted {
            id: "kring".to_owned(),
            kind: figure::kind(chart.kind)?,
            title: self.query.title.get(page),
            alt: "",
            x: chart.x.as_deref().unwrap_or_default(),
            y: chart.y.as_deref().unwrap_or_default(),
            series: chart.series.as_deref(),
            low: chart.low.as_deref(),
            high: chart.high.as_deref(),
            limits: Vec::new(),
            parts: BTreeMap::new(),
            own_scale: chart.own_scale,
            series_max: None,
            units: &[],
        })
    }
}

impl Library for Shelves {
    fn shelf<'a>(&'a self, org: &'a str, language: Spoken) -> Later<'a, Shelf> {
        Box::pin(async move { self.made(org, language).await.unwrap_or_default() })
    }

    fn figure<'a>(
        &'a self,
        org: &'a str,
        entry: &'a Entry,
        language: Spoken,
    ) -> Later<'a, Option<Figure>> {
        Box::pin(self.drawn(org, entry, language))
    }
}

pub(super) fn page_language(language: Spoken) -> Language {
    match language {
        Spoken::Dutch => Language::Dutch,
        Spoken::English => Language::English,
    }
}

/// The codes of a list that are valid now, with their names, in the order of the list.
pub(super) fn named(reference: &Reference, list: &str, language: Spoken) -> Vec<Named> {
    let known = reference
        .list(list)
        .into_iter()
        .flat_map(|list| &list.codes);
    let now = crate::format::this_month().to_string();
    // What no longer exists cannot meet, own an action or have a vacancy.
    let there = |to: &String| to.get(..7).is_some_and(|month| month >= now.as_str());
    known
        .filter(|code| code.code != "unknown" && code.valid_to.as_ref().is_none_or(there))
        .map(|code| Named {
            code: code.code.clone(),
            name: labels::label(reference, list, &code.code, page_language(language)),
            group: code.parent.clone(),
        })
        .collect()
}
