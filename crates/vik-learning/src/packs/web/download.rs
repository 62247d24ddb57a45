//! Taking a pack along: one of five files, made on the spot of what stands now.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use tokio::sync::OwnedSemaphorePermit;
use vik_domain::Month;

use super::stop::Stop;
use super::visit::Visit;
use super::words;
use crate::clock::day;
use crate::packs::Packs;
use crate::packs::draft::Draft;
use crate::packs::export::{Format, NotMade, export};
use crate::packs::store::Kind;

/// The routes of this file.
pub fn routes() -> Router<Packs> {
    Router::new().route("/{language}/lesmap/{id}/uit/{file}", get(download))
}

/// A place to make a file in, held until the work is done.
///
/// # Errors
/// A page that says to try again in a moment when all places are taken.
pub fn place(packs: &Packs, visit: &Visit) -> Result<OwnedSemaphorePermit, Stop> {
    let free = Arc::clone(packs.exports()).try_acquire_owned();
    free.map_err(|_| {
        let text = visit.t(
            "Er worden nu al twee bestanden gemaakt. Dat duurt een paar seconden. Probeer het zo opnieuw.",
            "Two files are being made already. That takes a few seconds. Try again in a moment.",
        );
        visit.stop(StatusCode::SERVICE_UNAVAILABLE, text)
    })
}

async fn download(
    State(packs): State<Packs>,
    visit: Visit,
    Path((_, id, file)): Path<(String, String, String)>,
) -> Result<Response, Stop> {
    let format = Format::of(&file).ok_or_else(|| visit.missing())?;
    let held = place(&packs, &visit).map_err(|stop| stop.back(visit.pack(&id)))?;
    let org = visit.host.org.clone();
    let stock = packs.library().stock(&org).await;
    let (organisation, pack) = (visit.host.organisation.clone(), id.clone());
    let make = move || {
        // Held by the work and not by the request: a reader who goes away frees no processor.
        let _held = held;
        let kept = packs.store().get::<Draft>(&org, Kind::Pack, &pack)?;
        let Some(kept) = kept else { return Ok(None) };
        let template = format.template();
        let template = template.map(|kind| packs.house().template(&org, kind));
        let template = template.transpose()?.flatten();
        // The month of the version and not of today: the same version gives the same file.
        let dated = Month::of_day(day(kept.at));
        let pack = kept.body.pack(&organisation, dated);
        let made = export(&pack, &stock, format, template.as_deref());
        let name = format!("{}-v{}-{}", short(&pack.title), kept.version, format.file());
        Ok::<_, crate::packs::store::StoreError>(Some((made, name)))
    };
    let done = visit.off(make).await?;
    let done = done.map_err(|cause| visit.broken(&cause))?;
    let Some((made, name)) = done else {
        return Err(visit.missing());
    };
    match made {
        Ok(bytes) => {
            let disposition = format!("attachment; filename=\"{name}\"");
            let head = [
                (CONTENT_TYPE, format.media().to_owned()),
                (CONTENT_DISPOSITION, disposition),
            ];
            Ok((head, bytes).into_response())
        }
        Err(NotMade::Hindered(all)) => {
            let text = visit.t(
                "Dit bestand kan nu niet worden gemaakt.",
                "This file cannot be made now.",
            );
            let reasons = all.iter().map(|one| one.text(visit.language()));
            let stop = visit.stop(StatusCode::CONFLICT, text);
            Err(stop.because(reasons.collect()).back(visit.pack(&id)))
        }
        Err(NotMade::Failed(error)) => {
            tracing::warn!("a course pack could not be exported: {error}");
            let text = words::failed(&error, visit.language());
            let stop = visit.stop(StatusCode::UNPROCESSABLE_ENTITY, &text);
            Err(stop.back(visit.pack(&id)))
        }
    }
}

/// A title as the name of a file: letters, digits and dashes.
fn short(title: &str) -> String {
    let letters = title.chars().map(|letter| match letter {
        letter if letter.is_ascii_alphanumeric() => letter.to_ascii_lowercase(),
        _ => '-',
    });
    let text: String = letters.take(40).collect();
    let words: Vec<&str> = text.split('-').filter(|word| !word.is_empty()).collect();
    match words.is_empty() {
        true => "lesmap".to_owned(),
        false => words.join("-"),
    }
}
