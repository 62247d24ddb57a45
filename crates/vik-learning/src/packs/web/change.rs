//! Changes to a pack that is there: its details, the order and length of its items, another version of
//! a story, an earlier version of the pack, and throwing it away.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::post;

use super::edit::{Saying, draw};
use super::form::Form;
use super::list::Typed;
use super::stop::Stop;
use super::visit::Visit;
use super::words;
use crate::packs::Packs;
use crate::packs::draft::{Change, Draft, NotChanged};
use crate::packs::store::{Kind, SaveError, StoreError};

/// The routes of this file.
pub fn routes() -> Router<Packs> {
    Router::new()
        .route("/{language}/lesmap/{id}/onderdelen", post(pieces))
        .route("/{language}/lesmap/{id}/gegevens", post(details))
        .route("/{language}/lesmap/{id}/terug", post(back))
        .route("/{language}/lesmap/{id}/weg", post(away))
}

/// What became of a change.
pub enum Outcome {
    /// It is on disk.
    Saved,
    /// Somebody else was first.
    Conflict,
    /// It cannot be made.
    NotChanged(NotChanged),
    /// There is no such pack.
    Missing,
}

/// Changes the version of a pack that the trainer saw (`versie` in the form) and saves it.
pub async fn save(
    packs: &Packs,
    visit: &Visit,
    id: &str,
    form: &Form,
    work: impl FnOnce(&mut Draft) -> Result<(), NotChanged> + Send + 'static,
) -> Result<Outcome, Stop> {
    let (packs, org, id) = (packs.clone(), visit.host.org.clone(), id.to_owned());
    let seen: Option<u32> = form.number("versie");
    let change = move || -> Result<Outcome, StoreError> {
        let store = packs.store();
        let Some(kept) = store.get::<Draft>(&org, Kind::Pack, &id)? else {
            return Ok(Outcome::Missing);
        };
        if seen != Some(kept.version) {
            return Ok(Outcome::Conflict);
        }
        let mut draft = kept.body;
        if let Err(why) = work(&mut draft) {
            return Ok(Outcome::NotChanged(why));
        }
        let (at, seen) = (packs.now(), kept.version);
        match store.save(&org, Kind::Pack, &id, seen, at, Some(&draft)) {
            Ok(_) => Ok(Outcome::Saved),
            Err(SaveError::Changed) => Ok(Outcome::Conflict),
            Err(SaveError::Store(cause)) => Err(cause),
        }
    };
    let done = visit.off(change).await?;
    done.map_err(|cause| visit.broken(&cause))
}

/// The page that follows a change.
pub async fn answer(
    packs: &Packs,
    visit: &Visit,
    id: &str,
    outcome: Outcome,
    anchor: &str,
    mut saying: Saying,
) -> Result<Response, Stop> {
    let language = visit.language();
    saying.said = Some(match outcome {
        Outcome::Saved => {
            let target = format!("{}#{anchor}", visit.pack(id));
            return Ok(Redirect::to(&target).into_response());
        }
        Outcome::Missing => return Err(visit.missing()),
        Outcome::Conflict => (StatusCode::CONFLICT, words::conflict(language).to_owned()),
        Outcome::NotChanged(why) => (
            StatusCode::UNPROCESSABLE_ENTITY,
            words::not_changed(why, language).to_owned(),
        ),
    });
    draw(packs, visit, id, saying).await
}

async fn pieces(
    State(packs): State<Packs>,
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Stop> {
    let place: usize = form.number("plek").unwrap_or(usize::MAX);
    let story = form.get("verhaal").to_owned();
    let (change, at) = match form.get("doe") {
        "omhoog" => (Change::Up(place), place.saturating_sub(1)),
        "omlaag" => (Change::Down(place), place.saturating_add(1)),
        "weg" => (Change::Remove(place), place.saturating_sub(1)),
        "eruit" => (Change::Drop(place, story), place),
        "nieuw" => {
            let stock = packs.library().stock(&visit.host.org).await;
            let Some(newer) = stock.choose(&story) else {
                let gone = Outcome::NotChanged(NotChanged::Place);
                return answer(&packs, &visit, &id, gone, "", Saying::default()).await;
            };
            (Change::Renew(place, newer), place)
        }
        _ => {
            let minutes = form.number("minuten").unwrap_or(0);
            (Change::Minutes(place, minutes), place)
        }
    };
    let outcome = save(&packs, &visit, &id, &form, |draft| draft.change(change)).await?;
    let anchor = format!("onderdeel-{at}");
    answer(&packs, &visit, &id, outcome, &anchor, Saying::default()).await
}

async fn details(
    State(packs): State<Packs>,
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Stop> {
    let new = match Typed::read(&packs, &visit, &form) {
        Ok(new) => new,
        Err(typed) => {
            let said = visit.t(
                "De gegevens zijn niet bewaard. Bij het veld staat waarom.",
                "The details were not kept. Beside the field it says why.",
            );
            let saying = Saying {
                said: Some((StatusCode::UNPROCESSABLE_ENTITY, said.to_owned())),
                typed: Some(*typed),
                ..Saying::default()
            };
            return draw(&packs, &visit, &id, saying).await;
        }
    };
    let typed = Typed::of(&new);
    let work = move |draft: &mut Draft| {
        let pieces = std::mem::take(&mut draft.pieces);
        *draft = Draft { pieces, ..new };
        Ok(())
    };
    let outcome = save(&packs, &visit, &id, &form, work).await?;
    let saying = Saying {
        // After a conflict the trainer finds back what they wrote.
        typed: Some(typed),
        ..Saying::default()
    };
    answer(&packs, &visit, &id, outcome, "stand", saying).await
}

/// Puts an earlier version back as the newest one.
async fn back(
    State(packs): State<Packs>,
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Stop> {
    let wanted: Option<u32> = form.number("van");
    let (all, org, pack) = (packs.clone(), visit.host.org.clone(), id.clone());
    let history = move || all.store().history::<Draft>(&org, Kind::Pack, &pack);
    let history = visit
        .off(history)
        .await?
        .map_err(|cause| visit.broken(&cause))?;
    let old = history.into_iter().find(|old| Some(old.version) == wanted);
    let work = move |draft: &mut Draft| {
        *draft = old.ok_or(NotChanged::Place)?.body;
        Ok(())
    };
    let outcome = save(&packs, &visit, &id, &form, work).await?;
    answer(&packs, &visit, &id, outcome, "stand", Saying::default()).await
}

async fn away(
    State(packs): State<Packs>,
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Stop> {
    let seen = form.number("versie").unwrap_or(0);
    if form.get("zeker").is_empty() {
        let said = visit.t(
            "De lesmap is niet weggegooid. Zet eerst het vinkje.",
            "The course pack was not thrown away. Tick the box first.",
        );
        let saying = Saying {
            said: Some((StatusCode::UNPROCESSABLE_ENTITY, said.to_owned())),
            ..Saying::default()
        };
        return draw(&packs, &visit, &id, saying).await;
    }
    let (all, org, pack) = (packs.clone(), visit.host.org.clone(), id.clone());
    let throw = move || {
        let (store, at) = (all.store(), all.now());
        let there = store.get::<Draft>(&org, Kind::Pack, &pack)?.is_some();
        if !there {
            return Ok(Outcome::Missing);
        }
        match store.save::<Draft>(&org, Kind::Pack, &pack, seen, at, None) {
            Ok(_) => Ok(Outcome::Saved),
            Err(SaveError::Changed) => Ok(Outcome::Conflict),
            Err(SaveError::Store(cause)) => Err(cause),
        }
    };
    let outcome = visit
        .off(throw)
        .await?
        .map_err(|cause: StoreError| visit.broken(&cause))?;
    match outcome {
        Outcome::Saved => Ok(Redirect::to(&visit.address("")).into_response()),
        other => answer(&packs, &visit, &id, other, "", Saying::default()).await,
    }
}
