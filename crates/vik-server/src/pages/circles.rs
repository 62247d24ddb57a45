//! Leercirkel: the pages of `vik-learning`, with our stories, one figure and our sign-in around them.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::extract::{FromRequestParts, Request, State};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use vik_catalogue::Language;
use vik_domain::Language as Spoken;
use vik_learning::check::Check;
use vik_learning::clock::SystemClock;
use vik_learning::{
    Around, Circles, Entry, Figure, Host, Later, Library, Link, Named, Shelf, Store, StoreError,
    Tables, guests, leaders,
};
use vik_published::Reference;

use crate::access::Place;
use crate::app::App;
use crate::chrome::Chrome;
use crate::figure::{self, Wanted};
use crate::tile;
use crate::visit::Visit;
use crate::{answer, assets, labels};

/// The query of the figure that goes with a story; its parameter is the category.
const QUERY: &str = "story-category";

/// Opens the circles in a folder, on the stories and figures of this application.
///
/// # Errors
/// When the file of circles cannot be used.
pub fn open(app: &App, folder: &Path) -> Result<Circles, StoreError> {
    let around = Around {
        style: assets::address("style.css"),
        https: app.https,
    };
    Circles::new(
        Store::open(&folder.join("circles.sqlite"))?,
        Arc::new(Shelves::new(app.clone())),
        Check::new(Tables::default()),
        Arc::new(SystemClock),
        around,
    )
}

/// Pages for who prepares and leads behind our sign-in, and pages for phones and the wall without.
pub fn routes(app: &App, circles: Circles) -> Router {
    let signed_in = leaders(circles.clone()).layer(from_fn_with_state(app.clone(), host));
    Router::new().merge(signed_in).merge(guests(circles))
}

/// Says who leads; a role that may not is refused.
async fn host(State(app): State<App>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let visit = match Visit::from_request_parts(&mut parts, &app).await {
        Ok(visit) => visit,
        Err(sign_in) => return sign_in,
    };
    let source = match visit
        .enter(&app, Place::Circles)
        .and_then(|()| visit.source(&app))
    {
        Ok(source) => source.id.clone(),
        Err(refused) => return refused.into_response(),
    };
    let chrome = Chrome::new(&app, &visit, Place::Circles);
    let link = |link: crate::chrome::Link| Link {
        href: link.href,
        label: link.label,
        current: link.current,
    };
    parts.extensions.insert(Host {
        owner: visit.reader.display.clone(),
        org: source,
        query: super::releases::organisation(&visit),
        organisation: chrome.organisation,
        synthetic: chrome.synthetic,
        reader: chrome.reader.unwrap_or_default(),
        menu: chrome.menu.into_iter().map(link).collect(),
    });
    next.run(Request::from_parts(parts, body)).await
}

/// A library as it was read, with the shelf that was made of it.
type Made = (usize, Shelf);

/// The stories and code lists of every organisation, and one figure with each story.
struct Shelves {
    app: App,
    made: Mutex<HashMap<(String, Spoken), Made>>,
}

impl Shelves {
    fn new(app: App) -> Self {
        Self {
            app,
            made: Mutex::default(),
        }
    }

    async fn made(&self, org: &str, language: Spoken) -> Option<Shelf> {
        let source = self.app.sources.iter().find(|source| source.id == org)?;
        let side = source.open().await.ok()?;
        let library = source.library(side.reference()).ok()?;
        // A library is made anew as soon as a story changes; then the shelf is too.
        let version = Arc::as_ptr(&library) as usize;
        let key = (org.to_owned(), language);
        let mut known = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((of, shelf)) = known.get(&key)
            && *of == version
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
        known.insert(key, (version, shelf.clone()));
        Some(shelf)
    }

    /// The published number of cases of the story's category.
    async fn drawn(&self, org: &str, entry: &Entry, language: Spoken) -> Option<Figure> {
        let language = page_language(language);
        let source = self.app.sources.iter().find(|source| source.id == org)?;
        let side = source.open().await.ok()?;
        let query = self.app.catalogue.query(QUERY)?;
        let category = entry.story.facets.attributes.get("category")?;
        let tile = vik_catalogue::Tile {
            kind: vik_catalogue::TileKind::Chart,
            query: QUERY.to_owned(),
            span: 12,
            params: [("category".to_owned(), toml::Value::String(category.clone()))]
                .into_iter()
                .collect(),
            line: 0,
        };
        let texts = crate::filters::resolve(
            query,
            Some(&tile),
            None,
            &crate::fields::Fields::default(),
            side.last_month(),
        );
        let result = tile::run(query, &texts, &side).await.ok()?;
        let chart = query.chart.as_ref()?;
        let wanted = Wanted {
            id: "kring".to_owned(),
            kind: figure::kind(chart.kind)?,
            title: query.title.get(language),
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
        };
        let svg = figure::draw(&wanted, &result, &query.columns, side.reference(), language);
        Some(Figure {
            title: query.title.get(language).to_owned(),
            value: answer::sentence(query, &result, side.reference(), language)?,
            caution: query.reading.get(language).to_owned(),
            href: entry.href.clone(),
            svg: svg.ok()?,
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

fn page_language(language: Spoken) -> Language {
    match language {
        Spoken::Dutch => Language::Dutch,
        Spoken::English => Language::English,
    }
}

/// The codes of a list with their names, in the order of the list.
fn named(reference: &Reference, list: &str, language: Spoken) -> Vec<Named> {
    let own = reference.organisation.codelist(list);
    let found = [own, list].iter().find_map(|id| reference.lists.get(*id));
    let known = found.into_iter().flat_map(|list| &list.codes);
    known
        .filter(|code| code.code != "unknown")
        .map(|code| Named {
            code: code.code.clone(),
            name: labels::label(reference, list, &code.code, page_language(language)),
            group: code.parent.clone(),
        })
        .collect()
}
