//! The organisation's own templates: save the one that ships, restyle it, and hand it back in.

use askama::Template as _;
use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::get;
use futures::StreamExt;
use vik_reports::pack::{Template, shipped_template, template_names};

use super::download::place;
use super::stop::Stop;
use super::visit::Visit;
use super::words;
use crate::packs::Packs;
use crate::packs::export::Format;
use crate::packs::house::{LARGEST, NotKept};
use crate::web::frame::Frame;

/// How much of a file that is too large is read to its end, so that a browser gets to see the answer.
const PATIENCE: usize = 64 << 20;

struct Shown {
    extension: &'static str,
    name: &'static str,
    /// Size and date of their own, in words.
    own: Option<String>,
    shipped: String,
    download: String,
    upload: String,
    remove: String,
    problems: Vec<String>,
}

#[derive(askama::Template)]
#[template(path = "pack_house.html")]
struct Page {
    frame: Frame,
    list: String,
    templates: Vec<Shown>,
    names: Vec<String>,
    megabytes: usize,
}

/// The routes of this file.
pub fn routes() -> Router<Packs> {
    Router::new()
        .route("/{language}/lesmap/huisstijl", get(show))
        .route("/{language}/lesmap/huisstijl/{kind}", get(own).post(upload))
        .route(
            "/{language}/lesmap/huisstijl/{kind}/gewoon",
            get(shipped).post(remove),
        )
}

async fn show(State(packs): State<Packs>, visit: Visit) -> Result<Response, Stop> {
    draw(&packs, &visit, None)
}

/// Reads the file of a form, checks it and puts it in place.
async fn upload(
    State(packs): State<Packs>,
    visit: Visit,
    Path((_, kind)): Path<(String, String)>,
    request: Request,
) -> Result<Response, Stop> {
    let kind = Template::of(&kind).ok_or_else(|| visit.missing())?;
    let bytes = match file(request).await {
        Ok(bytes) => bytes,
        Err(Unread::Large) => {
            let text = visit.t(
                "Het bestand is groter dan 8 MB. Maak de plaatjes in het sjabloon kleiner.",
                "The file is larger than 8 MB. Make the pictures in the template smaller.",
            );
            let told = (kind, vec![text.to_owned()], StatusCode::PAYLOAD_TOO_LARGE);
            return draw(&packs, &visit, Some(told));
        }
        Err(Unread::None) => {
            let text = visit.t("Kies eerst een bestand.", "Choose a file first.");
            let told = (
                kind,
                vec![text.to_owned()],
                StatusCode::UNPROCESSABLE_ENTITY,
            );
            return draw(&packs, &visit, Some(told));
        }
    };
    let held = place(&packs, &visit).map_err(|stop| stop.back(visit.address("/huisstijl")))?;
    let (all, org) = (packs.clone(), visit.host.org.clone());
    let keep = move || {
        let _held = held;
        all.house().keep(&org, kind, &bytes)
    };
    match visit.off(keep).await? {
        Ok(()) => Ok(Redirect::to(&visit.address("/huisstijl")).into_response()),
        Err(NotKept::Unfit(all)) => {
            let why = all
                .iter()
                .map(|error| words::failed(error, visit.language()));
            let told = (kind, why.collect(), StatusCode::UNPROCESSABLE_ENTITY);
            draw(&packs, &visit, Some(told))
        }
        Err(NotKept::Store(cause)) => Err(visit.broken(&cause)),
    }
}

/// Why there is no file in a form.
enum Unread {
    Large,
    None,
}

/// The first file of a form with files, of at most [`LARGEST`] bytes.
async fn file(request: Request) -> Result<Bytes, Unread> {
    let kind = request.headers().get(CONTENT_TYPE);
    let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let boundary = multer::parse_boundary(kind).map_err(|_| Unread::None)?;
    let mut body = request.into_body().into_data_stream();
    let (mut kept, mut read) = (Vec::new(), 0_usize);
    while let Some(chunk) = body.next().await {
        let chunk = chunk.map_err(|_| Unread::None)?;
        read = read.saturating_add(chunk.len());
        if read > PATIENCE {
            return Err(Unread::Large);
        }
        // A little more than a template: the form around it takes some bytes.
        if read <= LARGEST + 4096 {
            kept.extend_from_slice(&chunk);
        } else {
            kept = Vec::new();
        }
    }
    if read > LARGEST + 4096 {
        return Err(Unread::Large);
    }
    let whole =
        futures::stream::once(async move { Ok::<_, std::convert::Infallible>(Bytes::from(kept)) });
    let mut form = multer::Multipart::new(whole, boundary);
    while let Some(field) = form.next_field().await.map_err(|_| Unread::None)? {
        if field.name() == Some("bestand") {
            let bytes = field.bytes().await.map_err(|_| Unread::None)?;
            return match bytes.len() {
                0 => Err(Unread::None),
                size if size > LARGEST => Err(Unread::Large),
                _ => Ok(bytes),
            };
        }
    }
    Err(Unread::None)
}

async fn own(
    State(packs): State<Packs>,
    visit: Visit,
    Path((_, kind)): Path<(String, String)>,
) -> Result<Response, Stop> {
    let kind = Template::of(&kind).ok_or_else(|| visit.missing())?;
    let org = visit.host.org.clone();
    let read = visit
        .off(move || packs.house().template(&org, kind))
        .await?;
    let bytes = read.map_err(|cause| visit.broken(&cause))?;
    Ok(attached(
        kind,
        "eigen",
        bytes.ok_or_else(|| visit.missing())?,
    ))
}

async fn shipped(visit: Visit, Path((_, kind)): Path<(String, String)>) -> Result<Response, Stop> {
    let kind = Template::of(&kind).ok_or_else(|| visit.missing())?;
    let bytes = shipped_template(kind).map_err(|cause| visit.broken(&cause))?;
    Ok(attached(kind, "gewoon", bytes))
}

async fn remove(
    State(packs): State<Packs>,
    visit: Visit,
    Path((_, kind)): Path<(String, String)>,
) -> Result<Response, Stop> {
    let kind = Template::of(&kind).ok_or_else(|| visit.missing())?;
    let org = visit.host.org.clone();
    let done = visit.off(move || packs.house().remove(&org, kind)).await?;
    done.map_err(|cause| visit.broken(&cause))?;
    Ok(Redirect::to(&visit.address("/huisstijl")).into_response())
}

fn format(kind: Template) -> Format {
    match kind {
        Template::Deck => Format::Deck,
        Template::Guide => Format::Guide,
    }
}

fn attached(kind: Template, which: &str, bytes: Vec<u8>) -> Response {
    let extension = kind.extension();
    let name = format!("attachment; filename=\"sjabloon-{which}.{extension}\"");
    let head = [
        (CONTENT_TYPE, format(kind).media().to_owned()),
        (CONTENT_DISPOSITION, name),
    ];
    (head, bytes).into_response()
}

fn draw(
    packs: &Packs,
    visit: &Visit,
    told: Option<(Template, Vec<String>, StatusCode)>,
) -> Result<Response, Stop> {
    let language = visit.language();
    let (about, problems, status) = match told {
        Some((kind, problems, status)) => (Some(kind), problems, status),
        None => (None, Vec::new(), StatusCode::OK),
    };
    let shown = Template::ALL.into_iter().map(|kind| {
        let extension = kind.extension();
        let at = |rest: &str| visit.address(&format!("/huisstijl/{extension}{rest}"));
        let own = packs.house().own(&visit.host.org, kind).map(|own| {
            let kilobytes = own.size.div_ceil(1024);
            format!("{kilobytes} kB, {}", words::date(own.since, language))
        });
        Shown {
            extension,
            name: words::format(format(kind), language).0,
            own,
            shipped: at("/gewoon"),
            download: at(""),
            upload: at(""),
            remove: at("/gewoon"),
            problems: match about == Some(kind) {
                true => problems.clone(),
                false => Vec::new(),
            },
        }
    });
    let page = Page {
        list: visit.address(""),
        templates: shown.collect(),
        names: template_names()
            .iter()
            .map(|name| format!("{{{{{name}}}}}"))
            .collect(),
        megabytes: LARGEST >> 20,
        frame: visit.frame(visit.t("Huisstijl van lesmappen", "House style of course packs")),
    };
    let body = page.render().map_err(|cause| visit.broken(&cause))?;
    Ok((status, Html(body)).into_response())
}
