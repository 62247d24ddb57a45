//! A server over a real listener, and a browser of fifty lines.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

use axum::Router;
use axum::extract::Request;
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use url::form_urlencoded::Serializer;
use vik_learning::Host;
use vik_learning::check::Check;
use vik_learning::clock::Clock;
use vik_learning::packs::{Packs, trainers};

use crate::samples::Samples;

/// A clock that stands still in November 2026.
struct November;

impl Clock for November {
    fn now(&self) -> u64 {
        1_795_651_200_000
    }
}

/// A running server.
pub struct World {
    at: SocketAddr,
    pub packs: Packs,
    pub samples: Arc<Samples>,
}

/// Who signs in is what a header says: the organisation.
async fn host(mut request: Request, next: Next) -> Response {
    let org = request.headers().get("x-org");
    if let Some(org) = org.and_then(|org| org.to_str().ok()).map(str::to_owned) {
        request.extensions_mut().insert(Host {
            owner: "trainer".to_owned(),
            query: format!("?org={org}"),
            organisation: "Voorbeeldkorps".to_owned(),
            org,
            ..Host::default()
        });
    }
    next.run(request).await
}

/// An answer.
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    /// Where it sends the browser, without what stands behind a question mark.
    pub fn location(&self) -> String {
        let mut lines = self.head.lines();
        let target = lines.find_map(|line| line.strip_prefix("location: "));
        let target = target.unwrap_or_default();
        target
            .split(['?', '#'])
            .next()
            .unwrap_or_default()
            .to_owned()
    }

    /// The version that the forms on the page would send.
    pub fn version(&self) -> String {
        let text = self.text();
        let (_, rest) = text.split_once("name=\"versie\" value=\"").unwrap();
        rest.split_once('"').unwrap().0.to_owned()
    }
}

impl World {
    pub async fn start(folder: &Path, samples: Arc<Samples>) -> Self {
        let check = Check::new(vik_learning::Tables::default());
        let clock = Arc::new(November);
        let packs =
            Packs::open(folder, samples.clone(), check, clock, "/static/style.css").unwrap();
        let app: Router = trainers(packs.clone()).layer(from_fn(host));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let at = listener.local_addr().unwrap();
        tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
        Self { at, packs, samples }
    }

    pub async fn send(&self, method: &str, path: &str, lines: &str, body: &[u8]) -> Answer {
        let mut socket = TcpStream::connect(self.at).await.unwrap();
        let head = format!(
            "{method} {path} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\ncontent-length: {}\r\n{lines}\r\n",
            self.at,
            body.len()
        );
        socket.write_all(head.as_bytes()).await.unwrap();
        socket.write_all(body).await.unwrap();
        let mut bytes = Vec::new();
        socket.read_to_end(&mut bytes).await.unwrap();
        let end = bytes
            .windows(4)
            .position(|four| four == b"\r\n\r\n")
            .unwrap();
        let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
        Answer {
            status: head[9..12].parse().unwrap(),
            head,
            body: bytes[end + 4..].to_vec(),
        }
    }

    fn ours(&self) -> String {
        format!("x-org: korps\r\norigin: http://{}\r\n", self.at)
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send("GET", path, &self.ours(), b"").await
    }

    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body = Serializer::new(String::new()).extend_pairs(fields).finish();
        let lines = format!(
            "{}content-type: application/x-www-form-urlencoded\r\n",
            self.ours()
        );
        self.send("POST", path, &lines, body.as_bytes()).await
    }

    /// Sends a file as a browser does.
    pub async fn upload(&self, path: &str, bytes: &[u8]) -> Answer {
        let mut body =
            b"--grens\r\ncontent-disposition: form-data; name=\"bestand\"; filename=\"a\"\r\n\r\n"
                .to_vec();
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n--grens--\r\n");
        let lines = format!(
            "{}content-type: multipart/form-data; boundary=grens\r\n",
            self.ours()
        );
        self.send("POST", path, &lines, &body).await
    }

    /// Makes a pack and gives its address.
    pub async fn pack(&self, minutes: &str) -> String {
        let answer = self
            .post(
                "/nl/lesmap",
                &[
                    ("titel", "Mag ik dit weten?"),
                    ("doelgroep", "collegas"),
                    (
                        "doelen",
                        "Herkennen wat er gebeurt.\nEen collega aanspreken.",
                    ),
                    ("minuten", minutes),
                ],
            )
            .await;
        assert_eq!(answer.status, 303, "{}", answer.text());
        answer.location()
    }

    /// Adds an item to the newest version.
    pub async fn add(&self, pack: &str, fields: &[(&str, &str)]) -> Answer {
        let version = self.get(pack).await.version();
        let mut all = vec![("versie", version.as_str())];
        all.extend_from_slice(fields);
        self.post(&format!("{pack}/erbij"), &all).await
    }

    /// Changes an item of the newest version.
    pub async fn change(&self, pack: &str, fields: &[(&str, &str)]) -> Answer {
        let version = self.get(pack).await.version();
        let mut all = vec![("versie", version.as_str())];
        all.extend_from_slice(fields);
        self.post(&format!("{pack}/onderdelen"), &all).await
    }
}
