//! What course packs ask of us: every story with what became of it, and a chart for a document.

use std::sync::Arc;

use vik_domain::Language as Spoken;
use vik_learning::packs::{Kept, PackLibrary, Stock};
use vik_learning::{Entry, Later};
use vik_published::{PublishedStory, StoryEntry};
use vik_reports::Edition;
use vik_reports::pack::PackFigure;

use super::shelves::{Shelves, named};

impl PackLibrary for Shelves {
    fn stock<'a>(&'a self, org: &'a str) -> Later<'a, Arc<Stock>> {
        Box::pin(async move { Arc::new(self.stocked(org).await.unwrap_or_default()) })
    }

    fn chart<'a>(&'a self, org: &'a str, entry: &'a Entry) -> Later<'a, Option<PackFigure>> {
        Box::pin(self.numbers(org, entry))
    }
}

impl Shelves {
    async fn stocked(&self, org: &str) -> Option<Stock> {
        let source = self.app.sources.iter().find(|source| source.id == org)?;
        let side = source.open().await.ok()?;
        let library = source.library(side.reference()).ok()?;
        let standing = library.standing().filter_map(|published| {
            let kept = Kept::Stands {
                entry: Arc::new(Entry {
                    id: published.number.to_string(),
                    story: published.story.clone(),
                    href: Some(format!("/nl/verhalen/{}", published.number)),
                }),
                edition: edition(published)?,
            };
            Some((published.number.to_string(), kept))
        });
        let withdrawn = library.withdrawn().filter_map(|story| {
            let kept = Kept::Withdrawn {
                month: story.month.parse().ok()?,
                reason: story.reason.clone(),
            };
            // A story that was withdrawn and stands again under its number is one that stands.
            let again = matches!(library.get(story.number), Some(StoryEntry::Standing(_)));
            (!again).then(|| (story.number.to_string(), kept))
        });
        Some(Stock {
            stories: standing.chain(withdrawn).collect(),
            values: named(side.reference(), "values", Spoken::Dutch),
        })
    }
}

/// Which printing it is. A story that is changed gets a new number, so each has one version.
fn edition(published: &PublishedStory) -> Option<Edition> {
    Some(Edition {
        story: published.number.to_string(),
        version: 1,
        released: published.released.parse().ok()?,
        review_before: published.review_before.parse().ok()?,
        deidentified: Vec::new(),
    })
}
