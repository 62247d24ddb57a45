//! Serves learning circles on the sample stories, with everybody let in as facilitator, to look at the
//! screens without the server of the open side.
//!
//! `cargo run -p vik-learning --example circle -- 127.0.0.1:8090 circles.sqlite`

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "an example stops where it cannot go on"
)]

use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, Request};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use vik_domain::{CodeList, Language};
use vik_learning::check::Check;
use vik_learning::clock::SystemClock;
use vik_learning::{
    Around, Circles, Entry, Figure, Host, Later, Library, Link, Named, Shelf, Store, guests,
    leaders,
};

macro_rules! sample {
    ($file:literal) => {
        include_str!(concat!("../../../data-samples/", $file))
    };
}

const STYLE: &str = include_str!("../../vik-server/static/style.css");
const REGULAR: &[u8] = include_bytes!("../../vik-server/static/fira-sans-latin-400-normal.woff2");
const SEMIBOLD: &[u8] = include_bytes!("../../vik-server/static/fira-sans-latin-600-normal.woff2");

/// The sample stories and one figure that is made up.
struct Samples;

impl Library for Samples {
    fn shelf<'a>(&'a self, _: &'a str, language: Language) -> Later<'a, Shelf> {
        Box::pin(async move {
            let stories = [
                sample!("stories/even-kijken.toml"),
                sample!("stories/iets-lekkers.toml"),
                sample!("stories/tot-het-eind-van-de-maand.toml"),
            ];
            let entry = |(number, text): (usize, &&str)| {
                Arc::new(Entry {
                    id: (number + 1).to_string(),
                    story: toml::from_str(text).unwrap(),
                    href: None,
                })
            };
            Shelf {
                stories: stories.iter().enumerate().map(entry).collect(),
                themes: names(sample!("codelists/themes.toml"), language),
                units: names(sample!("codelists/units.toml"), language),
                bands: names(sample!("codelists/sanction_band.toml"), language),
            }
        })
    }

    fn figure<'a>(
        &'a self,
        _: &'a str,
        _: &'a Entry,
        language: Language,
    ) -> Later<'a, Option<Figure>> {
        let dutch = language == Language::Dutch;
        let t = move |nl: &str, en: &str| if dutch { nl.to_owned() } else { en.to_owned() };
        Box::pin(async move {
            Some(Figure {
                title: t(
                    "Afgesloten zaken per jaar (verzonnen)",
                    "Closed cases by year (made up)",
                ),
                value: t(
                    "In 2025 werden ongeveer 130 zaken van deze soort afgesloten, bijna evenveel als het jaar ervoor.",
                    "In 2025 about 130 cases of this kind were closed, almost as many as the year before.",
                ),
                caution: t(
                    "Dit telt wat is gemeld en onderzocht, niet wat er gebeurt",
                    "This counts what was reported and investigated, not what happens",
                ),
                href: None,
                svg: bars(
                    &t("Staven per jaar", "Bars by year"),
                    &[
                        ("2021", 110),
                        ("2022", 95),
                        ("2023", 120),
                        ("2024", 125),
                        ("2025", 130),
                    ],
                ),
            })
        })
    }
}

fn bars(title: &str, years: &[(&str, u32)]) -> String {
    let bar = |(at, (year, count)): (usize, &(&str, u32))| {
        let (x, y) = (40 + 150 * at, 220 - count);
        format!(
            "<rect x='{x}' y='{y}' width='100' height='{count}' fill='currentColor'/><text x='{}' y='248' text-anchor='middle' font-size='22' fill='currentColor'>{year}</text><text x='{}' y='{}' text-anchor='middle' font-size='22' fill='currentColor'>{count}</text>",
            x + 50,
            x + 50,
            y - 8
        )
    };
    let body: String = years.iter().enumerate().map(bar).collect();
    format!("<svg viewBox='0 0 800 260' role='img' aria-label='{title}'>{body}</svg>")
}

fn names(list: &str, language: Language) -> Vec<Named> {
    let list: CodeList = toml::from_str(list).unwrap();
    let known = list.codes.iter().filter(|code| code.code != "unknown");
    let named = known.map(|code| Named {
        code: code.code.clone(),
        name: code.label(language).to_owned(),
        group: code.parent.clone(),
    });
    named.collect()
}

/// Lets everybody in as facilitator.
async fn host(mut request: Request, next: Next) -> Response {
    let language = request.uri().path().get(1..3).unwrap_or("nl").to_owned();
    request.extensions_mut().insert(Host {
        owner: "voorbeeld".to_owned(),
        org: "nl-police".to_owned(),
        query: String::new(),
        organisation: "Voorbeeldkorps".to_owned(),
        synthetic: true,
        reader: "Voorbeeld (gespreksleider)".to_owned(),
        menu: vec![Link {
            href: format!("/{language}/leercirkel"),
            label: if language == "nl" {
                "Leercirkel"
            } else {
                "Learning circle"
            }
            .to_owned(),
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

#[tokio::main]
async fn main() {
    let mut arguments = std::env::args().skip(1);
    let listen = arguments
        .next()
        .unwrap_or_else(|| "127.0.0.1:8090".to_owned());
    let file = arguments
        .next()
        .map_or_else(|| PathBuf::from("circles.sqlite"), PathBuf::from);
    let circles = Circles::new(
        Store::open(&file).unwrap(),
        Arc::new(Samples),
        Check::new(vik_learning::Tables::default()),
        Arc::new(SystemClock),
        Around {
            style: "/static/style.css".to_owned(),
            https: false,
        },
    )
    .unwrap();
    let app = Router::new()
        .merge(leaders(circles.clone()).layer(from_fn(host)))
        .merge(guests(circles.clone()))
        .route("/static/{file}", get(asset))
        .route("/favicon.ico", get(async || StatusCode::NO_CONTENT))
        .route("/", get(async || Redirect::to("/nl/leercirkel")));
    tokio::spawn(circles.clone().keep_tidy());
    let listener = tokio::net::TcpListener::bind(&listen).await.unwrap();
    println!("the circle is at http://{}", listener.local_addr().unwrap());
    let stop = async move {
        tokio::signal::ctrl_c().await.unwrap();
        circles.stop();
    };
    axum::serve(listener, app)
        .with_graceful_shutdown(stop)
        .await
        .unwrap();
}
