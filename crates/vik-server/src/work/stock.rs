//! What course packs ask of us: every story with what became of it, and a chart for a document.

use std::sync::{Arc, PoisonError};

use vik_domain::Language as Spoken;
use vik_learning::packs::{Kept, PackLibrary, Stock};
use vik_learning::{Entry, Later};
use vik_published::Reference;
use vik_reports::pack::PackFigure;

use super::shelves::{Shelves, named};
use crate::library::Library;
use crate::pages::story_files::edition;

impl PackLibrary for Shelves {
    fn stock<'a>(&'a self, org: &'a str) -> Later<'a, Arc<Stock>> {
        Box::pin(async move { self.stocked(org).await.unwrap_or_default() })
    }

    fn chart<'a>(&'a self, org: &'a str, entry: &'a Entry) -> Later<'a, Option<PackFigure>> {
        Box::pin(self.numbers(org, entry))
    }
}

impl Shelves {
    /// The stock, made once for each state of the library.
    async fn stocked(&self, org: &str) -> Option<Arc<Stock>> {
        let source = self.app.sources.iter().find(|source| source.id == org)?;
        let side = source.open().await.ok()?;
        let library = source.library(side.reference()).ok()?;
        let mut known = self.stocks.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((of, stock)) = known.get(org)
            && Arc::ptr_eq(of, &library)
        {
            return Some(stock.clone());
        }
        let stock = Arc::new(stock(&library, side.reference()));
        known.insert(org.to_owned(), (library, stock.clone()));
        Some(stock)
    }
}

fn stock(library: &Library, reference: &Reference) -> Stock {
    let standing = library.standing().filter_map(|published| {
        let kept = Kept::Stands {
            entry: Arc::new(Entry {
                id: published.number.to_string(),
                story: published.story.clone(),
                href: Some(format!("/nl/verhalen/{}", published.number)),
            }),
            edition: edition(published, published.number.to_string()).ok()?,
        };
        Some((published.number.to_string(), kept))
    });
    let withdrawn = library.withdrawn().filter_map(|story| {
        let kept = Kept::Withdrawn {
            month: story.month.parse().ok()?,
            reason: story.reason.clone(),
        };
        Some((story.number.to_string(), kept))
    });
    Stock {
        stories: standing.chain(withdrawn).collect(),
        values: named(reference, "values", Spoken::Dutch),
    }
}
