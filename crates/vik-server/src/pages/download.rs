//! Downloads: of a tile, and of a query in the workbench.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use vik_catalogue::Column;
use vik_published::{QueryResult, Reference};

use crate::access::{Place, may_read};
use crate::app::App;
use crate::error::{WebError, run_error};
use crate::export::{self, About};
use crate::pages::workbench;
use crate::visit::Visit;
use crate::{filters, tile};

/// The routes of this file.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/{language}/tegel/{query}/{form}", get(tile_download))
        .route("/{language}/query/download/{form}", get(query_download))
}

async fn tile_download(
    visit: Visit,
    Path((_, id, form)): Path<(String, String, String)>,
    State(app): State<App>,
) -> Result<Response, WebError> {
    let query = app.catalogue.query(&id).ok_or_else(WebError::missing)?;
    if !may_read(visit.reader.role, query, &app.catalogue) {
        return Err(WebError::refused());
    }
    let side = visit.figures(&app).await?;
    let texts = filters::resolve(query, None, None, &visit.fields, &side);
    let result = tile::run(query, &texts, &side).await.map_err(|error| {
        let (nl, en) = run_error(&error);
        WebError::new(StatusCode::UNPROCESSABLE_ENTITY, nl, en)
    })?;
    let chosen: Vec<String> = texts
        .iter()
        .map(|(name, all)| format!("{name} = {}", all.join(", ")))
        .collect();
    let about = About {
        title: query.title.get(visit.language).to_owned(),
        lines: vec![
            query.description.get(visit.language).to_owned(),
            query.reading.get(visit.language).to_owned(),
            query.counting.get(visit.language).to_owned(),
            chosen.join("; "),
            format!(
                "{} {}, {} {}",
                query.id,
                query.version,
                visit.pick("vrijgave", "release"),
                side.version()
            ),
        ],
        language: visit.language,
    };
    file(
        &form,
        &query.id,
        &result,
        &query.columns,
        side.reference(),
        &about,
    )
}

async fn query_download(
    visit: Visit,
    Path((_, form)): Path<(String, String)>,
    State(app): State<App>,
) -> Result<Response, WebError> {
    visit.enter(&app, Place::Workbench)?;
    let side = visit.figures(&app).await?;
    let sql = visit.fields.get("sql").unwrap_or_default();
    let result = workbench::run(sql, &side, visit.language)
        .await
        .map_err(|sentence| {
            WebError::new(StatusCode::UNPROCESSABLE_ENTITY, sentence.clone(), sentence)
        })?;
    let about = About {
        title: visit
            .pick("Resultaat van een query", "Result of a query")
            .to_owned(),
        lines: vec![
            sql.to_owned(),
            format!("{} {}", visit.pick("vrijgave", "release"), side.version()),
        ],
        language: visit.language,
    };
    file(&form, "query", &result, &[], side.reference(), &about)
}

fn file(
    form: &str,
    name: &str,
    result: &QueryResult,
    columns: &[Column],
    reference: &Reference,
    about: &About,
) -> Result<Response, WebError> {
    let (kind, bytes) = match form {
        "csv" => (
            "text/csv; charset=utf-8",
            export::csv::write(result, columns, reference, about.language).into_bytes(),
        ),
        "xlsx" => (
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            export::xlsx::write(result, columns, reference, about)
                .map_err(|e| WebError::broken(e.to_string()))?,
        ),
        "parquet" => (
            "application/vnd.apache.parquet",
            export::parquet::write(result).map_err(|e| WebError::broken(e.to_string()))?,
        ),
        _ => return Err(WebError::missing()),
    };
    let disposition = format!("attachment; filename=\"{name}.{form}\"");
    Ok((
        [
            (CONTENT_TYPE, kind.to_owned()),
            (CONTENT_DISPOSITION, disposition),
        ],
        bytes,
    )
        .into_response())
}
