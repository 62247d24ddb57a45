//! One circle from the first form to the last, with a wall and phones that follow it.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use tokio::sync::{mpsc, watch};

use crate::client::Client;
use crate::world::Hand;

/// A screen that does what the script of the pages does: it looks again at every event.
pub struct Screen {
    pub client: Client,
    heading: watch::Receiver<String>,
    body: watch::Receiver<String>,
    following: tokio::task::JoinHandle<()>,
}

impl Screen {
    pub fn follow(client: Client, page: String, stream: String) -> Self {
        let (heading_in, heading) = watch::channel(String::new());
        let (body_in, body) = watch::channel(String::new());
        let (told, mut events) = mpsc::unbounded_channel();
        let (listener, looker) = (client.clone(), client.clone());
        tokio::spawn(async move { listener.follow(&stream, told).await });
        let following = tokio::spawn(async move {
            while events.recv().await.is_some() {
                let Some(answer) = looker.try_get(&page).await else {
                    break;
                };
                heading_in.send_replace(answer.first("h1"));
                body_in.send_replace(answer.body);
            }
        });
        Self {
            client,
            heading,
            body,
            following,
        }
    }

    /// Waits until the heading is this, and says when it was.
    pub async fn shows(&self, heading: &str) -> Instant {
        let mut headings = self.heading.clone();
        let waiting = headings.wait_for(|shown| shown == heading);
        let arrived = tokio::time::timeout(Duration::from_secs(20), waiting).await;
        arrived
            .unwrap_or_else(|_| panic!("a screen never came to {heading}"))
            .unwrap();
        Instant::now()
    }

    /// Waits until the page has some words in it.
    pub async fn tells(&self, words: &str) -> String {
        let mut bodies = self.body.clone();
        let waiting = bodies.wait_for(|shown| shown.contains(words));
        let arrived = tokio::time::timeout(Duration::from_secs(20), waiting).await;
        arrived
            .unwrap_or_else(|_| panic!("a screen never told {words}"))
            .unwrap()
            .clone()
    }

    pub fn close(self) {
        self.following.abort();
    }
}

/// A room with its screens.
pub struct Circle {
    pub lead: Client,
    pub address: String,
    pub code: String,
    pub screen_key: String,
    pub wall: Screen,
    pub phones: Vec<Screen>,
    pub slowest: Duration,
}

/// A group of this many.
pub const PEOPLE: usize = 15;

impl Circle {
    /// Prepares and opens a room about a story, with a wall and phones.
    pub async fn open(at: SocketAddr, host: &'static str, story: &str, phones: usize) -> Self {
        let lead = Client::leading(at, host);
        let plan = [
            ("verhaal", story),
            ("duur", "120"),
            ("groep", "15"),
            ("eenheid", "NN"),
        ];
        let made = lead.post("/nl/leercirkel", &plan).await;
        assert_eq!(made.status, 303, "{}", made.body);
        assert!(
            made.head.contains("?org=korps"),
            "the organisation goes along"
        );
        let address = made.location();
        let opened = lead.post(&address, &[("doe", "open")]).await;
        assert_eq!(opened.status, 303);
        let page = lead.get(&address).await;
        assert!(
            page.body
                .contains(&format!("action=\"{address}?org=korps\""))
        );
        assert!(page.body.contains(&format!("{address}/stroom?org=korps")));
        let (_, rest) = page.body.split_once("<strong class=\"code\">").unwrap();
        let code = rest[..9].to_owned();
        let (_, rest) = page.body.split_once("/nl/leercirkel/scherm/").unwrap();
        let screen_key = rest[..32].to_owned();
        let wall = format!("/nl/leercirkel/scherm/{screen_key}");
        let wall = Screen::follow(Client::new(at), wall.clone(), format!("{wall}/stroom"));
        let mut circle = Self {
            lead,
            address,
            code,
            screen_key,
            wall,
            phones: Vec::new(),
            slowest: Duration::ZERO,
        };
        circle.join(at, phones).await;
        circle
    }

    /// Lets phones join.
    pub async fn join(&mut self, at: SocketAddr, phones: usize) {
        for _ in 0..phones {
            let mut client = Client::new(at);
            client.join(&self.code.to_lowercase()).await.unwrap();
            let page = "/nl/leercirkel/mee".to_owned();
            self.phones.push(Screen::follow(
                client,
                page.clone(),
                format!("{page}/stroom"),
            ));
        }
    }

    /// Does a deed that must be taken.
    pub async fn deed(&self, fields: &[(&str, &str)]) {
        let answer = self.lead.post(&self.address, fields).await;
        assert_eq!(answer.status, 303, "{fields:?} {}", answer.first("main"));
    }

    /// Goes a step on, and waits until every screen is there. Gives the heading.
    pub async fn on(&mut self) -> String {
        let began = Instant::now();
        self.deed(&[("doe", "verder")]).await;
        let heading = self.lead.get(&self.address).await.first("h1");
        self.wall.shows(&heading).await;
        for phone in &self.phones {
            phone.shows(&heading).await;
        }
        self.slowest = self.slowest.max(began.elapsed());
        heading
    }

    /// Goes on until a heading, turning the clock at each step.
    pub async fn until(&mut self, heading: &str, clock: &Hand, milliseconds: u64) {
        for _ in 0..30 {
            clock.turn(milliseconds);
            if self.on().await == heading {
                return;
            }
        }
        panic!("no step {heading}");
    }

    /// Every phone answers: phone `n` chooses `choice(n)`.
    pub async fn answer(&self, ask: &str, choice: impl Fn(usize) -> String) {
        for (number, phone) in self.phones.iter().enumerate() {
            let chosen = choice(number);
            let fields = [("vraag", ask), ("keuze0", chosen.as_str())];
            let answer = phone
                .client
                .post("/nl/leercirkel/mee/antwoord", &fields)
                .await;
            assert_eq!(answer.status, 303, "{}", answer.first("main"));
        }
    }

    pub async fn note(&self, kind: &str, text: &str) -> u16 {
        let fields = [("doe", "notitie"), ("keuze", kind), ("tekst", text)];
        self.lead.post(&self.address, &fields).await.status
    }
}
