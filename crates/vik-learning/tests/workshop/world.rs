//! A server with circles, signals and figures, a clock that is turned by hand, and roles by header.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

use axum::Router;
use axum::extract::Request;
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use vik_domain::{Language, Month};
use vik_learning::check::{Check, Clean};
use vik_learning::clock::{Clock, DAY, day};
use vik_learning::closed::Closed;
use vik_learning::note::{Action, Owner, Role};
use vik_learning::plan::{Plan, Variant};
use vik_learning::toolkit::Toolkit;
use vik_learning::workshop::house::{House, Observed, Signal, Surroundings};
use vik_learning::workshop::ledger::Ledger;
use vik_learning::workshop::{May, Workshop, workshop_guests, workshop_pages};
use vik_learning::{Around, Circles, Entry, Figure, Host, Later, Library, Named, Shelf, Store};

/// A clock that stands still until it is turned.
pub struct Hand(AtomicU64);

impl Hand {
    pub fn new() -> Arc<Self> {
        Arc::new(Self(AtomicU64::new(1_795_651_200_000)))
    }

    pub fn days(&self, days: u64) {
        self.0.fetch_add(days * DAY, Ordering::SeqCst);
    }

    pub fn today(&self) -> i32 {
        day(self.now())
    }
}

impl Clock for Hand {
    fn now(&self) -> u64 {
        self.0.load(Ordering::SeqCst)
    }
}

struct Samples;

pub fn shelf() -> Shelf {
    let named = |code: &str| Named {
        code: code.into(),
        name: format!("Naam {code}"),
        group: None,
    };
    let story = include_str!("../../../../data-samples/stories/even-kijken.toml");
    Shelf {
        stories: vec![Arc::new(Entry {
            id: "1".into(),
            story: toml::from_str(story).unwrap(),
            href: Some("/nl/verhalen/1".into()),
        })],
        themes: vec![named("unlawful_information"), named("confidentiality")],
        units: vec![named("NN"), named("ON"), named("MN")],
        bands: Vec::new(),
    }
}

pub fn around() -> Surroundings {
    let signal = |code: &str, stories: &[&str]| Signal {
        code: code.into(),
        title: format!("Signaal {code}"),
        category: Some("INF".into()),
        stories: stories.iter().map(|&id| id.into()).collect(),
        href: format!("/nl/signalen/{code}"),
    };
    Surroundings {
        categories: vec![Named {
            code: "INF".into(),
            name: "Informatie".into(),
            group: None,
        }],
        signals: vec![signal("s1", &["1"]), signal("s2", &[])],
        reports: Vec::new(),
        staff: BTreeMap::from([("NN".into(), 1_500.0), ("ON".into(), 500.0)]),
        observed: vec![Observed {
            unit: "NN".into(),
            category: "INF".into(),
            observed: 14,
            expected: 6.0,
        }],
    }
}

impl Library for Samples {
    fn shelf<'a>(&'a self, _: &'a str, _: Language) -> Later<'a, Shelf> {
        Box::pin(async { shelf() })
    }

    fn figure<'a>(&'a self, _: &'a str, _: &'a Entry, _: Language) -> Later<'a, Option<Figure>> {
        Box::pin(async { None })
    }
}

impl House for Samples {
    fn surroundings<'a>(&'a self, _: &'a str, _: Language) -> Later<'a, Surroundings> {
        Box::pin(async { around() })
    }

    fn mailbox(&self, _: &str, owner: &Owner) -> Option<String> {
        match owner {
            Owner::Unit(code) => Some(format!("{}@example.org", code.to_lowercase())),
            Owner::Role(_) => None,
        }
    }

    fn address(&self, org: &str, path: &str, key: &str) -> String {
        format!("https://leerkring.example{path}?org={org}&sleutel={key}")
    }
}

/// A running server.
pub struct World {
    pub at: SocketAddr,
    pub clock: Arc<Hand>,
    pub workshop: Workshop,
    server: tokio::task::JoinHandle<()>,
}

/// Who signs in is what a header says: `account:rights/organisation`, rights from the letters a
/// (act), w (answer), s (share) and x (strike).
async fn host(mut request: Request, next: Next) -> Response {
    let given = request.headers().get("x-host");
    let given = given.and_then(|given| given.to_str().ok());
    if let Some((who, org)) = given.and_then(|given| given.split_once('/')) {
        let (owner, rights) = who.split_once(':').unwrap_or((who, ""));
        let may = May {
            act: rights.contains('a'),
            answer: rights.contains('w'),
            share: rights.contains('s'),
            strike: rights.contains('x'),
        };
        let host = Host {
            owner: owner.to_owned(),
            org: org.to_owned(),
            query: format!("?org={org}"),
            ..Host::default()
        };
        request.extensions_mut().insert(host);
        request.extensions_mut().insert(may);
    }
    next.run(request).await
}

impl World {
    pub async fn start(folder: &Path, clock: Arc<Hand>) -> Self {
        let samples = Arc::new(Samples);
        let circles = Circles::new(
            Store::open(&folder.join("circles.sqlite")).unwrap(),
            samples.clone(),
            Check::new(vik_learning::Tables::default()),
            clock.clone(),
            Around::default(),
        )
        .unwrap();
        let ledger = Ledger::open(&folder.join("actions.sqlite")).unwrap();
        let toolkit = Toolkit::embedded().unwrap();
        let workshop = Workshop::new(circles, ledger, samples, toolkit);
        let app = Router::new()
            .merge(workshop_pages(workshop.clone()).layer(from_fn(host)))
            .merge(workshop_guests(workshop.clone()));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let at = listener.local_addr().unwrap();
        let server = tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
        Self {
            at,
            clock,
            workshop,
            server,
        }
    }

    /// Stops at once, as a power cut does.
    pub async fn cut(self) {
        self.server.abort();
        let _ = self.server.await;
    }

    /// A circle that was held today by a unit's group, with two actions: one of the unit, one of a role.
    pub fn hold(&self, org: &str, unit: &str) -> i64 {
        let today = self.clock.today();
        let action = |id, owner| Action {
            id,
            what: clean("Vraag altijd waarvoor je iets opzoekt."),
            owner,
            due: today + 60,
            sign: clean("Er zijn minder vragen."),
        };
        let closed = Closed {
            month: Month::of_day(today).to_string(),
            follow_up: [today + 28, today + 91],
            plan: Plan {
                org: org.into(),
                unit: Some(unit.into()),
                theme: "unlawful_information".into(),
                story: "1".into(),
                variant: Variant::TwoHours,
                group: 12,
            },
            complete: true,
            notes: Vec::new(),
            ideas: Vec::new(),
            actions: vec![
                action(1, Owner::Unit(unit.into())),
                action(2, Owner::Role(Role::Systems)),
            ],
            shown: BTreeMap::new(),
        };
        let store = self.workshop.circles().store();
        store.close("", &closed).unwrap()
    }
}

/// A text that passed the check.
pub fn clean(text: &str) -> Clean {
    static CHECK: OnceLock<Check> = OnceLock::new();
    let check = CHECK.get_or_init(|| Check::new(vik_learning::Tables::default()));
    check.pass(text, 280).unwrap()
}

/// Whether a text is in any byte of any file of a folder.
pub fn written(folder: &Path, text: &str) -> bool {
    let files = std::fs::read_dir(folder).unwrap().filter_map(Result::ok);
    files.filter(|file| file.path().is_file()).any(|file| {
        let bytes = std::fs::read(file.path()).unwrap();
        bytes
            .windows(text.len())
            .any(|window| window == text.as_bytes())
    })
}
