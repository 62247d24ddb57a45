//! A server with sample stories, a clock that is turned by hand, and ears and eyes on what it writes.

use std::io::Write;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock};
use std::time::Duration;

use axum::Router;
use axum::extract::Request;
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use tracing_subscriber::fmt::MakeWriter;
use vik_domain::Language;
use vik_learning::check::Check;
use vik_learning::clock::Clock;
use vik_learning::{
    Around, Circles, Entry, Figure, Host, Later, Library, Named, Shelf, Store, guests, leaders,
};

/// A clock that stands still until it is turned.
pub struct Hand(AtomicU64);

impl Hand {
    pub fn new() -> Arc<Self> {
        Arc::new(Self(AtomicU64::new(1_795_651_200_000)))
    }

    pub fn turn(&self, milliseconds: u64) {
        self.0.fetch_add(milliseconds, Ordering::SeqCst);
    }
}

impl Clock for Hand {
    fn now(&self) -> u64 {
        self.0.load(Ordering::SeqCst)
    }
}

struct Samples;

impl Samples {
    fn shelf() -> Shelf {
        let stories = [
            include_str!("../../../../data-samples/stories/even-kijken.toml"),
            include_str!("../../../../data-samples/stories/iets-lekkers.toml"),
            include_str!("../../../../data-samples/stories/tot-het-eind-van-de-maand.toml"),
        ];
        let entry = |(at, text): (usize, &str)| {
            Arc::new(Entry {
                id: (at + 1).to_string(),
                story: toml::from_str(text).unwrap(),
                href: None,
            })
        };
        let mut stories: Vec<Arc<Entry>> = stories.into_iter().enumerate().map(entry).collect();
        // One more, which tells its unit.
        let mut told = Entry::clone(&stories[0]);
        told.id = "4".into();
        told.story
            .facets
            .attributes
            .insert("unit".into(), "NN".into());
        stories.push(Arc::new(told));
        let named = |code: &str| Named {
            code: code.into(),
            name: format!("Naam {code}"),
            group: Some("regional".into()),
        };
        Shelf {
            stories,
            themes: vec![named("unlawful_information"), named("confidentiality")],
            units: vec![named("NN"), named("ON")],
            bands: Vec::new(),
        }
    }
}

impl Library for Samples {
    fn shelf<'a>(&'a self, _: &'a str, _: Language) -> Later<'a, Shelf> {
        static SHELF: OnceLock<Shelf> = OnceLock::new();
        Box::pin(async { SHELF.get_or_init(Self::shelf).clone() })
    }

    fn figure<'a>(&'a self, _: &'a str, _: &'a Entry, _: Language) -> Later<'a, Option<Figure>> {
        Box::pin(async {
            Some(Figure {
                title: "Zaken".into(),
                value: "Ongeveer 130 zaken".into(),
                svg: "<svg role=\"img\"><title>Zaken</title></svg>".into(),
                ..Figure::default()
            })
        })
    }
}

/// A running server.
pub struct World {
    pub at: SocketAddr,
    pub clock: Arc<Hand>,
    pub circles: Circles,
    server: tokio::task::JoinHandle<()>,
}

/// Who signs in is what a header says: `account/organisation`.
async fn host(mut request: Request, next: Next) -> Response {
    let given = request
        .headers()
        .get("x-host")
        .and_then(|given| given.to_str().ok());
    if let Some((owner, org)) = given.and_then(|given| given.split_once('/')) {
        let host = Host {
            owner: owner.to_owned(),
            org: org.to_owned(),
            query: format!("?org={org}"),
            ..Host::default()
        };
        request.extensions_mut().insert(host);
    }
    next.run(request).await
}

impl World {
    pub async fn start(folder: &Path, clock: Arc<Hand>) -> Self {
        let circles = Circles::new(
            Store::open(&folder.join("circles.sqlite")).unwrap(),
            Arc::new(Samples),
            Check::new(vik_learning::Tables::default()),
            clock.clone(),
            Around::default(),
        )
        .unwrap();
        let app = Router::new()
            .merge(leaders(circles.clone()).layer(from_fn(host)))
            .merge(guests(circles.clone()));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let at = listener.local_addr().unwrap();
        let server = tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
        Self {
            at,
            clock,
            circles,
            server,
        }
    }

    /// Stops at once, as a power cut does: nothing is closed or written.
    pub async fn cut(self) {
        self.server.abort();
        self.circles.stop();
        let _ = self.server.await;
    }
}

/// Everything that any crate logs, at every level.
#[derive(Clone, Default)]
pub struct Ears(Arc<Mutex<Vec<u8>>>);

impl Write for Ears {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Ears {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

/// What was logged since the tests began.
pub fn logged() -> Vec<u8> {
    listen().0.lock().unwrap().clone()
}

/// Begins to listen to every crate at every level; once for all tests of the process.
pub fn listen() -> &'static Ears {
    static EARS: OnceLock<Ears> = OnceLock::new();
    EARS.get_or_init(|| {
        let ears = Ears::default();
        let all = tracing_subscriber::fmt()
            .with_max_level(tracing::Level::TRACE)
            .with_writer(ears.clone());
        all.init();
        ears
    })
}

/// Reads every file of a folder again and again, and remembers what it saw of some words.
pub struct Eyes {
    stop: Arc<AtomicBool>,
    looks: Arc<AtomicU64>,
    seen: Arc<Mutex<Vec<String>>>,
    words: Arc<Mutex<Vec<String>>>,
    thread: std::thread::JoinHandle<()>,
}

impl Eyes {
    pub fn open(folder: PathBuf, words: Vec<String>) -> Self {
        let (stop, looks) = (
            Arc::new(AtomicBool::new(false)),
            Arc::new(AtomicU64::new(0)),
        );
        let (seen, words) = (
            Arc::new(Mutex::new(Vec::new())),
            Arc::new(Mutex::new(words)),
        );
        let theirs = (stop.clone(), looks.clone(), seen.clone(), words.clone());
        let thread = std::thread::spawn(move || {
            let (stop, looks, seen, words) = theirs;
            while !stop.load(Ordering::SeqCst) {
                let words = words.lock().unwrap().clone();
                seen.lock().unwrap().extend(found(&folder, &words));
                looks.fetch_add(1, Ordering::SeqCst);
                std::thread::sleep(Duration::from_millis(25));
            }
        });
        Self {
            stop,
            looks,
            seen,
            words,
            thread,
        }
    }

    /// Looks for one more word from now on.
    pub fn add(&self, word: String) {
        self.words.lock().unwrap().push(word);
    }

    /// What was seen, and how often was looked.
    pub fn close(self) -> (Vec<String>, u64, Vec<String>) {
        self.stop.store(true, Ordering::SeqCst);
        self.thread.join().unwrap();
        let words = self.words.lock().unwrap().clone();
        let seen = self.seen.lock().unwrap().clone();
        (seen, self.looks.load(Ordering::SeqCst), words)
    }
}

/// Which words are in any file of a folder, byte for byte.
pub fn found(folder: &Path, words: &[String]) -> Vec<String> {
    let files = std::fs::read_dir(folder).unwrap().filter_map(Result::ok);
    let bytes: Vec<u8> = files
        .flat_map(|file| std::fs::read(file.path()).unwrap_or_default())
        .collect();
    among(&bytes, words)
}

/// Which words are among bytes.
pub fn among(bytes: &[u8], words: &[String]) -> Vec<String> {
    let text = String::from_utf8_lossy(bytes);
    words
        .iter()
        .filter(|word| text.contains(word.as_str()))
        .cloned()
        .collect()
}
