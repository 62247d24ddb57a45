//! Work on what is published: learning circles, course packs, actions, toolkit and network.
//!
//! The pages are those of `vik-learning`; here are our stories, our figures and our sign-in around them.
//! Everything that is written lies in one folder.

mod house;
mod shelves;
mod stock;

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

use axum::Router;
use axum::extract::{FromRequestParts, Request, State};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use vik_catalogue::Role;
use vik_learning::actions::post::{Smtp, SmtpSettings};
use vik_learning::check::Check;
use vik_learning::clock::SystemClock;
use vik_learning::packs::{Packs, trainers};
use vik_learning::toolkit::Toolkit;
use vik_learning::workshop::ledger::Ledger;
use vik_learning::workshop::{May, Workshop, workshop_guests, workshop_pages};
use vik_learning::{Around, Circles, Host, Link, Store, Tables, guests, leaders};

use crate::access::Place;
use crate::app::App;
use crate::assets;
use crate::chrome::Chrome;
use crate::visit::Visit;
use house::Surroundings;
use shelves::Shelves;

/// Everything that is worked on; a clone is a pointer.
#[derive(Clone)]
pub struct Work {
    circles: Circles,
    packs: Packs,
    workshop: Workshop,
}

/// How owners of actions are asked by mail.
#[derive(Clone, Debug)]
pub struct Mail {
    /// The relay on this machine.
    pub relay: SocketAddr,
    /// The sender.
    pub from: String,
}

/// Work that cannot begin, in a sentence.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct WorkError(String);

fn told(error: impl std::fmt::Display) -> WorkError {
    WorkError(error.to_string())
}

impl Work {
    /// Opens everything in a folder. `address` is how readers reach this server, for links in letters.
    ///
    /// # Errors
    /// When a file in the folder cannot be used.
    pub fn open(app: &App, folder: &Path, address: &str) -> Result<Self, WorkError> {
        let style = assets::address("style.css");
        let shelves = Arc::new(Shelves::new(app.clone()));
        let check = || Check::new(Tables::default());
        let around = Around {
            style: style.clone(),
            https: app.https,
        };
        let store = Store::open(&folder.join("circles.sqlite")).map_err(told)?;
        let clock = Arc::new(SystemClock);
        let circles =
            Circles::new(store, shelves.clone(), check(), clock.clone(), around).map_err(told)?;
        let packs = Packs::open(folder, shelves, check(), clock, &style).map_err(told)?;
        let ledger = Ledger::open(&folder.join("workshop.sqlite")).map_err(told)?;
        let toolkit = Toolkit::embedded().map_err(told)?;
        let house = Surroundings::open(app.clone(), folder, address).map_err(WorkError)?;
        let workshop = Workshop::new(circles.clone(), ledger, Arc::new(house), toolkit);
        Ok(Self {
            circles,
            packs,
            workshop,
        })
    }

    /// Keeps rooms tidy and, with a way to send mail, asks the owners of actions how they stand.
    ///
    /// # Errors
    /// When the sender's address is none.
    pub fn start(&self, app: &App, mail: Option<&Mail>) -> Result<(), WorkError> {
        tokio::spawn(self.circles.clone().keep_tidy());
        if let Some(mail) = mail {
            let post = Smtp::new(&SmtpSettings {
                host: mail.relay.ip().to_string(),
                port: mail.relay.port(),
                hello: "localhost".to_owned(),
                from: mail.from.clone(),
            })
            .map_err(told)?;
            let orgs = app.sources.iter().map(|source| source.id.clone()).collect();
            tokio::spawn(self.workshop.clone().keep_asking(orgs, Arc::new(post)));
        }
        Ok(())
    }

    /// Ends every stream of events, so that the server can stop. Nothing is lost.
    pub fn stop(&self) {
        self.circles.stop();
    }

    /// Pages behind our sign-in, and pages for phones and the wall without.
    pub(crate) fn routes(self, app: &App) -> Router {
        let signed_in = Router::new()
            .merge(leaders(self.circles.clone()))
            .merge(trainers(self.packs))
            .merge(workshop_pages(self.workshop.clone()))
            .layer(from_fn_with_state(app.clone(), host));
        Router::new()
            .merge(signed_in)
            .merge(guests(self.circles))
            .merge(workshop_guests(self.workshop))
    }
}

/// The place that an address behind the language belongs to.
fn place(path: &str) -> Place {
    match path.split('/').next().unwrap_or_default() {
        "lesmap" => Place::Packs,
        "acties" | "regels" => Place::Actions,
        "toolkit" | "stemming" => Place::Toolkit,
        "netwerk" => Place::Network,
        _ => Place::Circles,
    }
}

/// What a role may do beside reading. The role for preparing conversations is also that of the
/// coordinators' network.
fn may(role: Role) -> May {
    May {
        act: matches!(role, Role::Facilitator | Role::Trainer | Role::Analyst),
        answer: role == Role::Analyst,
        share: role == Role::Facilitator,
        strike: role == Role::PrivacyOfficer,
    }
}

/// Says who asks; a role that may not is refused.
async fn host(State(app): State<App>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let visit = match Visit::from_request_parts(&mut parts, &app).await {
        Ok(visit) => visit,
        Err(sign_in) => return sign_in,
    };
    let place = place(&visit.path);
    let entered = visit.enter(&app, place).and_then(|()| visit.source(&app));
    let org = match entered {
        Ok(source) => source.id.clone(),
        Err(refused) => return refused.into_response(),
    };
    let chrome = Chrome::new(&app, &visit, place);
    let link = |link: crate::chrome::Link| Link {
        href: link.href,
        label: link.label,
        current: link.current,
    };
    parts.extensions.insert(may(visit.reader.role));
    parts.extensions.insert(Host {
        owner: visit.reader.account.clone(),
        org,
        query: visit.organisation(),
        organisation: chrome.organisation,
        synthetic: chrome.synthetic,
        reader: chrome.reader.unwrap_or_default(),
        menu: chrome.menu.into_iter().map(link).collect(),
    });
    next.run(Request::from_parts(parts, body)).await
}
