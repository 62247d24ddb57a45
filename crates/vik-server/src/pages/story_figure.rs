//! The published number of cases of a story's category, beside the story.

use std::sync::Arc;

use vik_catalogue::{Tile, TileKind};
use vik_published::{OpenSide, PublishedStory};

use crate::access::{Place, may_read};
use crate::app::App;
use crate::error::WebError;
use crate::fields::Fields;
use crate::tile::{self, Spot};
use crate::visit::Visit;

/// The query; its only parameter without a default of its own is the category.
const QUERY: &str = "story-category";

/// The figure as a tile, for a reader who may read its query; none for a story without a category.
///
/// # Errors
/// When the tile's template fails.
pub async fn figure(
    app: &App,
    visit: &Visit,
    side: &OpenSide,
    published: &PublishedStory,
) -> Result<Option<Arc<str>>, WebError> {
    let role = visit.reader.role;
    let category = published.story.facets.attributes.get("category");
    let query = app.catalogue.query(QUERY);
    let (Some(category), Some(query)) = (category, query) else {
        return Ok(None);
    };
    if !may_read(role, query, &app.catalogue) {
        return Ok(None);
    }
    let category = toml::Value::String(category.clone());
    let tile = Tile {
        kind: TileKind::Chart,
        query: QUERY.to_owned(),
        span: 12,
        params: [("category".to_owned(), category)].into_iter().collect(),
        line: 0,
    };
    let spot = Spot {
        dashboard: None,
        tile: &tile,
        number: 1,
        workbench: Place::Workbench.allows(role, &app.catalogue),
        org: &visit.source(app)?.id,
    };
    let html = tile::render(app, side, &spot, &Fields::default(), visit.language).await?;
    Ok(Some(html))
}
