//! A small open side with three stories, made through the same doors as in earnest: the freeze, the
//! gate for stories and the publisher.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::header::{COOKIE, ORIGIN, SET_COOKIE};
use axum::http::{HeaderMap, Method, Request, StatusCode};
use tempfile::TempDir;
use tower::ServiceExt;
use vik_catalogue::Catalogue;
use vik_disclosure::story::{
    Declared, Function, PublishedMonths, StoryFacets, StoryRole, StoryRule, pass_story,
};
use vik_disclosure::{
    Cube, CubeSpec, DimSpec, ErrorState, Measure, Occasion, Pair, Policy, Protected, PublishedCube,
    PublishedLeaf, RoundingKey, freeze,
};
use vik_domain::{CodeLists, Organisation, Text};
use vik_published::{Publisher, Reference, stories};
use vik_server::accounts::{DEMO_PASSWORD, demo_accounts};
use vik_server::{App, open_side, router};
use vik_story::Story;

const SAMPLES: [&str; 3] = [
    include_str!("../../../../data-samples/stories/even-kijken.toml"),
    include_str!("../../../../data-samples/stories/iets-lekkers.toml"),
    include_str!("../../../../data-samples/stories/tot-het-eind-van-de-maand.toml"),
];
const CATEGORIES: [&str; 3] = ["INF", "POS", "PRI"];
const OUTCOMES: [&str; 2] = ["none", "reprimand"];

/// The three sample stories.
pub fn samples() -> Vec<Story> {
    let read = |text: &&str| toml::from_str(text).unwrap();
    SAMPLES.iter().map(read).collect()
}

/// A server over a folder of its own.
pub struct World {
    folder: TempDir,
    server: Router,
}

impl World {
    /// One frozen month and no story.
    pub async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let open = folder.path().join("politie");
        freeze_a_month(&open).await;
        let sources = open_side::find(folder.path()).unwrap();
        let app = App::new(
            Catalogue::embedded(),
            sources,
            demo_accounts().unwrap(),
            false,
            None,
        );
        let server = router(app, None);
        Self { folder, server }
    }

    /// The three samples, released in three months of which the first two are long ago.
    pub async fn with_samples() -> Self {
        let world = Self::new().await;
        let months = [
            ("2024-01", "2025-01"),
            ("2025-02", "2125-02"),
            ("2125-03", "2126-03"),
        ];
        for (story, (month, review)) in samples().into_iter().zip(months) {
            world.release(story, month, review).await;
        }
        world
    }

    fn open(&self) -> std::path::PathBuf {
        self.folder.path().join("politie")
    }

    /// Lets a story through the gate and into the library.
    pub async fn release(&self, story: Story, month: &str, review_before: &str) {
        release(&self.open(), story, month, review_before).await;
    }

    /// Takes a story back.
    pub async fn withdraw(&self, number: u64, month: &str, reason: &str) {
        let publisher = Publisher::open(&self.open()).await.unwrap();
        publisher.withdraw_story(number, month, reason).unwrap();
    }

    pub async fn keep(&self, number: u64, review_before: &str) {
        let publisher = Publisher::open(&self.open()).await.unwrap();
        publisher.keep_story(number, review_before).unwrap();
    }

    /// The cookie of somebody who signs in.
    pub async fn sign_in(&self, name: &str) -> String {
        let form = format!("name={name}&password={DEMO_PASSWORD}");
        let request = Request::builder()
            .method(Method::POST)
            .uri("/nl/aanmelden")
            .header("host", "leerkring.test")
            .header(ORIGIN, "http://leerkring.test")
            .body(Body::from(form))
            .unwrap();
        let response = self.server.clone().oneshot(request).await.unwrap();
        let cookie = response.headers()[SET_COOKIE].to_str().unwrap();
        cookie.split(';').next().unwrap().to_owned()
    }

    /// What stands at an address.
    pub async fn get(&self, address: &str, cookie: &str) -> Answer {
        let request = Request::get(address)
            .header(COOKIE, cookie)
            .body(Body::empty())
            .unwrap();
        let response = self.server.clone().oneshot(request).await.unwrap();
        let (status, headers) = (response.status(), response.headers().clone());
        let bytes = to_bytes(response.into_body(), 1 << 24).await.unwrap();
        Answer {
            status,
            headers,
            bytes: bytes.to_vec(),
        }
    }
}

/// A response, read to its end.
pub struct Answer {
    /// Its status.
    pub status: StatusCode,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its body.
    pub bytes: Vec<u8>,
}

impl Answer {
    /// Its body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }
}

async fn release(open: &Path, story: Story, month: &str, review_before: &str) {
    let publisher = Publisher::open(open).await.unwrap();
    let entries = stories(open).unwrap();
    let occasion = match entries.last() {
        Some(entry) => Occasion::after(entry.record(), month, "1"),
        None => Occasion::first(month, "1"),
    };
    let facets = facets(&story);
    let rule = StoryRule::standard("2026-11", "analyst");
    let (released, statements) =
        pass_story(Protected::seal(story), &facets, &enough(), &rule, &occasion).unwrap();
    publisher
        .append_story(released, statements, month, review_before)
        .unwrap();
}

fn spec() -> CubeSpec {
    let dim = |name: &str, codes: &[&str]| DimSpec {
        name: name.to_owned(),
        parent_name: None,
        parent: None,
        codes: codes.iter().map(|code| (*code).to_owned()).collect(),
    };
    CubeSpec {
        id: "category_sanction".to_owned(),
        dims: vec![
            dim("category", &CATEGORIES),
            dim("sanction_band", &OUTCOMES),
        ],
        margins: Vec::new(),
        linked: true,
        base: 3,
        measure: Measure::Period,
    }
}

async fn freeze_a_month(open: &Path) {
    let pair = Pair {
        persons: 9,
        cases: 9,
    };
    let cube = Cube {
        spec: spec(),
        leaves: [(vec![0, 0], pair)].into(),
    };
    let frozen = freeze(
        &Protected::seal(vec![cube]),
        &Policy::default(),
        &RoundingKey::new([7; 32]),
        &mut ErrorState::default(),
        &Occasion::first("2026-09", "1"),
    );
    let (released, proof) = frozen.unwrap().into_parts();
    let mut publisher = Publisher::open(open).await.unwrap();
    publisher.describe(&reference()).unwrap();
    publisher.append(released, &proof).await.unwrap();
}

/// The shipped code lists and nothing else.
fn reference() -> Reference {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../data-samples/codelists");
    let files: Vec<(String, String)> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            (name, std::fs::read_to_string(path).unwrap())
        })
        .collect();
    let files = files.iter().map(|(name, text)| (name, text.as_str()));
    let lists = CodeLists::parse(files).unwrap();
    Reference {
        organisation: Organisation {
            id: "politie".to_owned(),
            name: Text::default(),
            staff: None,
            codelists: BTreeMap::new(),
            synthetic: true,
            note: Text::default(),
        },
        lists: lists
            .iter()
            .map(|list| (list.id.clone(), list.clone()))
            .collect(),
        cubes: Vec::new(),
        staff: Vec::new(),
        facts: Vec::new(),
        breaks: Vec::new(),
        norms: Vec::new(),
    }
}

/// Four years in which every category ended in two ways, often enough.
fn enough() -> PublishedMonths {
    let leaf = |category: &str, outcome: &str| PublishedLeaf {
        codes: vec![category.to_owned(), outcome.to_owned()],
        persons: 12,
        cases: 12,
    };
    let leaves: Vec<PublishedLeaf> = CATEGORIES
        .iter()
        .flat_map(|category| OUTCOMES.iter().map(|outcome| leaf(category, outcome)))
        .collect();
    let cube = PublishedCube {
        spec: spec(),
        leaves,
    };
    let months = (0..48).map(|place| {
        let month = format!("{}-{:02}", 2021 + place / 12, place % 12 + 1);
        (month, vec![cube.clone()])
    });
    PublishedMonths::new(months.collect(), Declared::mother(3)).unwrap()
}

fn facets(story: &Story) -> StoryFacets {
    let month = |(year, month): (i32, u32)| format!("{year}-{month:02}");
    let roles = story.facets.roles.iter().map(|role| StoryRole {
        label: role.label.clone(),
        unit_staff: role.staff.unwrap(),
        function: Function::Staff {
            count: role.staff.unwrap(),
        },
    });
    StoryFacets {
        from: month(story.facets.from.unwrap().first_month()),
        until: month(story.facets.until.unwrap().last_month()),
        attributes: story.facets.attributes.clone(),
        roles: roles.collect(),
        cleared: BTreeSet::new(),
    }
}
