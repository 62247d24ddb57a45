//! The pages that are filled from `dashboards/*.toml`: filters, then tiles.

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::Html;
use axum::routing::get;
use vik_catalogue::DashboardDefinition;
use vik_published::OpenSide;

use crate::access::{PLACES, Place};
use crate::app::App;
use crate::chrome::Chrome;
use crate::error::WebError;
use crate::fields::Fields;
use crate::filters::{self, Filter};
use crate::pages::reconciliation::{Reconciliation, reconciliation};
use crate::tile::{self, Spot};
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "dashboards.html")]
struct Page {
    chrome: Chrome,
    org: Option<String>,
    filters: Vec<Filter>,
    dashboards: Vec<Shown>,
    reconciliation: Option<Reconciliation>,
    partners: Option<String>,
}

/// A dashboard, its tiles drawn.
pub struct Shown {
    /// Its id, for anchors.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The paragraphs above it.
    pub intro: Vec<String>,
    /// Its rows.
    pub rows: Vec<ShownRow>,
}

/// Tiles side by side.
pub struct ShownRow {
    /// The heading above them.
    pub title: Option<String>,
    /// The tiles as HTML.
    pub tiles: Vec<Arc<str>>,
}

/// The routes of this file: one per page.
pub fn routes() -> Router<App> {
    PLACES
        .into_iter()
        .fold(Router::new(), |router, place| match place {
            Place::Dashboards(page) => router.route(
                &format!("/{{language}}/{page}"),
                get(move |visit: Visit, State(app): State<App>| show(visit, app, place, page)),
            ),
            _ => router,
        })
}

async fn show(
    visit: Visit,
    app: App,
    place: Place,
    page: &'static str,
) -> Result<Html<String>, WebError> {
    visit.enter(&app, place)?;
    let side = visit.figures(&app).await?;
    let page = Page {
        chrome: Chrome::new(&app, &visit, place),
        org: visit.fields.get("org").map(str::to_owned),
        filters: filters::form(
            &chosen(&app, &visit, page),
            &side,
            &visit.fields,
            visit.language,
        ),
        dashboards: shown(&app, &side, &visit, page).await?,
        reconciliation: (page == "gegevenskwaliteit")
            .then(|| {
                let organisation = &side.reference().organisation.id;
                reconciliation(&app, organisation, visit.language)
            })
            .flatten(),
        partners: (page == "vergelijken")
            .then(|| visit.address("vergelijken/partners", Fields::default())),
    };
    Ok(Html(page.render()?))
}

/// The dashboards of a page that the reader may see, in their order.
pub fn chosen<'a>(app: &'a App, visit: &Visit, page: &str) -> Vec<&'a DashboardDefinition> {
    let role = visit.reader.role;
    let mut chosen: Vec<&DashboardDefinition> = app
        .catalogue
        .dashboards()
        .filter(|d| d.page == page && d.audience.contains(&role))
        .collect();
    chosen.sort_by_key(|dashboard| (dashboard.order, dashboard.id.as_str()));
    chosen
}

/// The dashboards of a page, drawn with the values in the address.
///
/// # Errors
/// When a template fails; a query that fails is told in its tile.
pub async fn shown(
    app: &App,
    side: &OpenSide,
    visit: &Visit,
    page: &str,
) -> Result<Vec<Shown>, WebError> {
    let workbench = Place::Workbench.allows(visit.reader.role, &app.catalogue);
    let org = visit.source(app)?.id.as_str();
    let mut number = 0;
    let mut dashboards = Vec::new();
    for dashboard in chosen(app, visit, page) {
        let mut rows = Vec::new();
        for row in &dashboard.rows {
            let mut tiles = Vec::new();
            for tile in &row.tiles {
                number += 1;
                let spot = Spot {
                    dashboard: Some(dashboard),
                    tile,
                    number,
                    workbench,
                    org,
                };
                tiles.push(tile::render(app, side, &spot, &visit.fields, visit.language).await?);
            }
            let title = row
                .title
                .as_ref()
                .map(|title| title.get(visit.language).to_owned());
            rows.push(ShownRow {
                title: title.filter(|title| !title.is_empty()),
                tiles,
            });
        }
        let intro = dashboard
            .intro
            .get(visit.language)
            .split("\n\n")
            .map(str::trim)
            .filter(|p| !p.is_empty());
        dashboards.push(Shown {
            id: dashboard.id.clone(),
            title: dashboard.title.get(visit.language).to_owned(),
            intro: intro.map(str::to_owned).collect(),
            rows,
        });
    }
    Ok(dashboards)
}
