//! The pages, a file each: its route, its handler and what its template needs.

pub mod accessibility;
pub mod dashboards;
pub mod download;
pub mod glossary;
pub mod home;
pub mod partners;
pub mod reconciliation;
pub mod release_check;
pub mod releases;
pub mod report_compare;
pub mod reports;
pub mod search;
pub mod sign_in;
pub mod signal;
pub mod signal_words;
pub mod signals;
pub mod stories;
pub mod story;
pub mod story_figure;
pub mod story_files;
pub mod story_filters;
pub mod story_view;
pub mod workbench;

use axum::Router;
use axum::middleware::from_fn_with_state;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::CsrfLayer;

use crate::app::App;
use crate::edge::edge;
use crate::error::WebError;
use crate::work::Work;

/// Every route, with the edge around it; learning circles and what goes with them where the server keeps
/// work.
pub fn router(app: App, work: Option<Work>) -> Router {
    let pages = Router::new()
        .merge(home::routes())
        .merge(sign_in::routes())
        .merge(dashboards::routes())
        .merge(download::routes())
        .merge(signals::routes())
        .merge(signal::routes())
        .merge(partners::routes())
        .merge(report_compare::routes())
        .merge(reports::routes())
        .merge(search::routes())
        .merge(stories::routes())
        .merge(story::routes())
        .merge(glossary::routes())
        .merge(releases::routes())
        .merge(release_check::routes())
        .merge(workbench::routes())
        .merge(accessibility::routes());
    let work = work.map_or_else(Router::new, |work| work.routes(&app));
    Router::new()
        .merge(pages)
        .merge(crate::assets::routes())
        .with_state(app.clone())
        .merge(work)
        .fallback(async || WebError::missing())
        .layer(CsrfLayer::new().with_rejection_response(|_| {
            use axum::response::IntoResponse;
            WebError::foreign().into_response()
        }))
        .layer(from_fn_with_state(app, edge))
        .layer(CompressionLayer::new())
}
