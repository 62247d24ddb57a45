//! Serves actions, toolkit and network on made-up circles, with everybody let in as central team and
//! coordinator, to look at the pages without the server of the open side.
//!
//! `cargo run -p vik-learning --example workshop -- 127.0.0.1:8091 folder`

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "an example stops where it cannot go on"
)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::Router;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use vik_domain::{CodeList, Language, Month};
use vik_learning::actions::agreement::{Done, FollowUp, Helped, Look};
use vik_learning::check::Check;
use vik_learning::clock::{Clock, SystemClock, day};
use vik_learning::closed::Closed;
use vik_learning::note::{Action, Owner, Role};
use vik_learning::plan::{Plan, Variant};
use vik_learning::toolkit::Toolkit;
use vik_learning::workshop::deed::{ActionId, Deed};
use vik_learning::workshop::house::{House, Observed, Signal, Surroundings};
use vik_learning::workshop::ledger::Ledger;
use vik_learning::workshop::{May, Workshop, WorkshopError, workshop_guests, workshop_pages};
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
const ORG: &str = "nl-police";

struct Samples;

impl Library for Samples {
    fn shelf<'a>(&'a self, _: &'a str, language: Language) -> Later<'a, Shelf> {
        Box::pin(async move { shelf(language) })
    }

    fn figure<'a>(&'a self, _: &'a str, _: &'a Entry, _: Language) -> Later<'a, Option<Figure>> {
        Box::pin(async { None })
    }
}

fn shelf(language: Language) -> Shelf {
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
        units: names(sample!("codelists/units.toml"), language)
            .into_iter()
            .take(8)
            .collect(),
        bands: Vec::new(),
    }
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

impl House for Samples {
    fn surroundings<'a>(&'a self, _: &'a str, language: Language) -> Later<'a, Surroundings> {
        let t =
            move |nl: &str, en: &str| if language == Language::Dutch { nl } else { en }.to_owned();
        Box::pin(async move {
            let signal = |code: &str, title, category: &str, stories: &[&str]| Signal {
                code: code.to_owned(),
                title,
                category: Some(category.to_owned()),
                stories: stories.iter().map(|&id| id.to_owned()).collect(),
                href: "#".to_owned(),
            };
            let observed = |unit: &str, category: &str, observed, expected| Observed {
                unit: unit.to_owned(),
                category: category.to_owned(),
                observed,
                expected,
            };
            let staff: BTreeMap<String, f64> = shelf(language)
                .units
                .into_iter()
                .map(|unit| (unit.code, 5_000.0))
                .collect();
            Surroundings {
                categories: names(sample!("codelists/categories.toml"), language),
                signals: vec![
                    signal(
                        "s1",
                        t(
                            "Meer zaken over informatie in Noord-Nederland",
                            "More cases about information in Northern Netherlands",
                        ),
                        "INF",
                        &["1"],
                    ),
                    signal(
                        "s2",
                        t(
                            "Geschenken komen in drie eenheden terug",
                            "Gifts come back in three units",
                        ),
                        "POS",
                        &["2"],
                    ),
                    signal(
                        "s3",
                        t(
                            "Omgangsvormen lopen op in Amsterdam",
                            "Conduct cases rise in Amsterdam",
                        ),
                        "OMG",
                        &[],
                    ),
                ],
                reports: vec![Named {
                    code: "2026-Q3".to_owned(),
                    name: t(
                        "Kwartaalrapport, derde kwartaal 2026",
                        "Quarterly report, third quarter 2026",
                    ),
                    group: None,
                }],
                staff,
                observed: vec![
                    observed("NN", "INF", 14, 6.2),
                    observed("NN", "OMG", 4, 5.0),
                    observed("NN", "GEW", 9, 7.5),
                ],
            }
        })
    }

    fn mailbox(&self, _: &str, owner: &Owner) -> Option<String> {
        match owner {
            Owner::Unit(code) => Some(format!("{}@example.org", code.to_lowercase())),
            Owner::Role(_) => None,
        }
    }

    fn address(&self, _: &str, path: &str, key: &str) -> String {
        format!("http://localhost:8091{path}?sleutel={key}")
    }
}

/// Lets everybody in.
async fn host(mut request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let language = path.get(1..3).unwrap_or("nl").to_owned();
    let menu = [
        ("leercirkel", "Leercirkel", "Learning circle"),
        ("acties", "Acties", "Actions"),
        ("toolkit", "Toolkit", "Toolkit"),
        ("netwerk", "Netwerk", "Network"),
    ];
    request.extensions_mut().insert(Host {
        owner: "voorbeeld".to_owned(),
        org: ORG.to_owned(),
        query: String::new(),
        organisation: "Voorbeeldkorps".to_owned(),
        synthetic: true,
        reader: "Voorbeeld (centraal team)".to_owned(),
        menu: menu
            .map(|(at, nl, en)| Link {
                href: format!("/{language}/{at}"),
                label: if language == "nl" { nl } else { en }.to_owned(),
                current: path.split('/').nth(2) == Some(at),
            })
            .to_vec(),
    });
    request.extensions_mut().insert(May {
        act: true,
        answer: true,
        share: true,
        strike: true,
    });
    next.run(request).await
}

async fn asset(axum::extract::Path(file): axum::extract::Path<String>) -> Response {
    let (kind, body): (&str, &'static [u8]) = match file.as_str() {
        "style.css" => ("text/css; charset=utf-8", STYLE.as_bytes()),
        "fira-sans-400.woff2" => ("font/woff2", REGULAR),
        "fira-sans-600.woff2" => ("font/woff2", SEMIBOLD),
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    ([(CONTENT_TYPE, kind)], body).into_response()
}

/// A circle of some months ago, with two actions.
fn circle(check: &Check, months: i32, story: &str, theme: &str, unit: Option<&str>) -> Closed {
    let today = day(SystemClock.now());
    let then = today - 30 * months;
    let text = |text: &str| {
        check
            .pass(text, 280)
            .unwrap_or_else(|why| panic!("{text}: {why:?}"))
    };
    let action = |id, what: &str, owner, sign: &str| Action {
        id,
        what: text(what),
        owner,
        due: then + 90,
        sign: text(sign),
    };
    Closed {
        month: Month::of_day(then).to_string(),
        follow_up: [then + 28, then + 91],
        plan: Plan {
            org: ORG.to_owned(),
            unit: unit.map(str::to_owned),
            theme: theme.to_owned(),
            story: story.to_owned(),
            variant: Variant::TwoHours,
            group: 12,
        },
        complete: true,
        notes: Vec::new(),
        ideas: Vec::new(),
        actions: vec![
            action(
                1,
                "Vraag altijd waarvoor je iets opzoekt, ook aan de leidinggevende.",
                Owner::Unit(unit.unwrap_or("NN").to_owned()),
                "Het team praat er elke maand over.",
            ),
            action(
                2,
                "Het systeem vraagt om een reden voordat je kunt zoeken.",
                Owner::Role(Role::Systems),
                "Er zijn minder vragen.",
            ),
        ],
        shown: BTreeMap::new(),
    }
}

fn plant(store: &Store, check: &Check) {
    let held = [
        (6, "1", "unlawful_information", Some("NN")),
        (3, "3", "private_problems", Some("ON")),
        (1, "1", "unlawful_information", None),
    ];
    for (months, story, theme, unit) in held {
        let closed = circle(check, months, story, theme, unit);
        store.close("", &closed).unwrap();
    }
}

fn answer(workshop: &Workshop, check: &Check) -> Result<(), WorkshopError> {
    let answer = FollowUp {
        done: Done::Partly,
        helped: Helped::TooEarly,
        note: check.pass("Het team praat er nu over.", 140).ok(),
    };
    let action = ActionId::Circle(1, 1);
    let look = Look::Weeks;
    workshop.write(ORG, |_| {
        Ok(Deed::Answered {
            action,
            look,
            answer,
        })
    })?;
    Ok(())
}

#[tokio::main]
async fn main() {
    let mut arguments = std::env::args().skip(1);
    let listen = arguments
        .next()
        .unwrap_or_else(|| "127.0.0.1:8091".to_owned());
    let folder = arguments
        .next()
        .map_or_else(|| PathBuf::from("workshop"), PathBuf::from);
    std::fs::create_dir_all(&folder).unwrap();
    let store = Store::open(&folder.join("circles.sqlite")).unwrap();
    let check = Check::new(vik_learning::Tables::default());
    let new = store.circles().unwrap().is_empty();
    if new {
        plant(&store, &check);
    }
    let samples = Arc::new(Samples);
    let circles = Circles::new(
        store,
        samples.clone(),
        check,
        Arc::new(SystemClock),
        Around {
            style: "/static/style.css".to_owned(),
            https: false,
        },
    )
    .unwrap();
    let ledger = Ledger::open(&folder.join("actions.sqlite")).unwrap();
    let toolkit = Toolkit::load(Path::new("toolkit")).unwrap();
    let workshop = Workshop::new(circles.clone(), ledger, samples, toolkit);
    if new {
        answer(&workshop, circles.check()).unwrap();
    }
    let signed_in = leaders(circles.clone()).merge(workshop_pages(workshop.clone()));
    let app = Router::new()
        .merge(signed_in.layer(from_fn(host)))
        .merge(guests(circles))
        .merge(workshop_guests(workshop))
        .route("/static/{file}", get(asset))
        .route("/favicon.ico", get(async || StatusCode::NO_CONTENT))
        .route("/", get(async || Redirect::to("/nl/acties")));
    let listener = tokio::net::TcpListener::bind(&listen).await.unwrap();
    println!(
        "the workshop is at http://{}",
        listener.local_addr().unwrap()
    );
    axum::serve(listener, app).await.unwrap();
}
