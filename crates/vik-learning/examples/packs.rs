//! Serves course packs on the sample stories, with everybody let in as trainer, to look at the pages
//! without the server of the open side. `/voorbeeld/2/trek-in` takes a story back and
//! `/voorbeeld/1/vernieuw` releases a next version, to see what that does to a pack.
//!
//! `cargo run -p vik-learning --example packs -- 127.0.0.1:8091 work`

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "an example stops where it cannot go on"
)]

#[path = "../tests/packs/samples.rs"]
mod samples;

use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use samples::Samples;
use vik_learning::check::Check;
use vik_learning::clock::SystemClock;
use vik_learning::packs::{Packs, trainers};
use vik_learning::{Host, Link};

const STYLE: &str = include_str!("../../vik-server/static/style.css");
const REGULAR: &[u8] = include_bytes!("../../vik-server/static/fira-sans-latin-400-normal.woff2");
const SEMIBOLD: &[u8] = include_bytes!("../../vik-server/static/fira-sans-latin-600-normal.woff2");

/// Lets everybody in as trainer.
async fn host(mut request: Request, next: Next) -> Response {
    let language = request.uri().path().get(1..3).unwrap_or("nl").to_owned();
    let label = match language.as_str() {
        "nl" => "Lesmappen",
        _ => "Course packs",
    };
    request.extensions_mut().insert(Host {
        owner: "voorbeeld".to_owned(),
        org: "nl-police".to_owned(),
        query: String::new(),
        organisation: "Voorbeeldkorps".to_owned(),
        synthetic: true,
        reader: "Voorbeeld (trainer)".to_owned(),
        menu: vec![Link {
            href: format!("/{language}/lesmap"),
            label: label.to_owned(),
            current: true,
        }],
    });
    next.run(request).await
}

async fn asset(Path(file): Path<String>) -> Response {
    let (kind, body): (&str, &'static [u8]) = match file.as_str() {
        "style.css" => ("text/css; charset=utf-8", STYLE.as_bytes()),
        "fira-sans-400.woff2" => ("font/woff2", REGULAR),
        "fira-sans-600.woff2" => ("font/woff2", SEMIBOLD),
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    ([(CONTENT_TYPE, kind)], body).into_response()
}

async fn change(
    State(samples): State<Arc<Samples>>,
    Path((id, what)): Path<(String, String)>,
) -> Redirect {
    match what.as_str() {
        "trek-in" => samples.withdraw(&id),
        _ => samples.renew(&id, "Een verhaal met een nieuwe titel"),
    }
    Redirect::to("/nl/lesmap")
}

#[tokio::main]
async fn main() {
    let mut arguments = std::env::args().skip(1);
    let listen = arguments
        .next()
        .unwrap_or_else(|| "127.0.0.1:8091".to_owned());
    let folder = arguments
        .next()
        .map_or_else(|| PathBuf::from("."), PathBuf::from);
    std::fs::create_dir_all(&folder).unwrap();
    let samples = Samples::of(10);
    let packs = Packs::open(
        &folder,
        samples.clone(),
        Check::new(vik_learning::Tables::default()),
        Arc::new(SystemClock),
        "/static/style.css",
    )
    .unwrap();
    let changes = Router::new()
        .route("/voorbeeld/{id}/{what}", get(change))
        .with_state(samples);
    let app = Router::new()
        .merge(trainers(packs).layer(from_fn(host)))
        .merge(changes)
        .route("/static/{file}", get(asset))
        .route("/favicon.ico", get(async || StatusCode::NO_CONTENT))
        .route("/", get(async || Redirect::to("/nl/lesmap")));
    let listener = tokio::net::TcpListener::bind(&listen).await.unwrap();
    println!("the packs are at http://{}", listener.local_addr().unwrap());
    axum::serve(listener, app).await.unwrap();
}
