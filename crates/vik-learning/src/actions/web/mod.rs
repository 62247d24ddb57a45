//! The pages of actions, one file each.

mod action;
mod follow_up;
mod measuring;
mod new;
mod overview;

use axum::Router;

use super::agreement::{Done, Helped, Look, Source};
use super::measure::Moment;
use super::register::Standing;
use crate::library::Shelf;
use crate::web::words::Pair;
use crate::workshop::Workshop;
use crate::workshop::house::Surroundings;

/// The routes of this folder.
pub fn routes() -> Router<Workshop> {
    Router::new()
        .merge(overview::routes())
        .merge(new::routes())
        .merge(measuring::routes())
        .merge(action::routes())
        .merge(follow_up::routes())
}

fn standing(standing: Standing) -> Pair {
    match standing {
        Standing::Late => ("De maand is voorbij", "The month has passed"),
        Standing::Open => ("Loopt", "Under way"),
        Standing::Not => ("Niet gedaan", "Not done"),
        Standing::Done => ("Gedaan", "Done"),
    }
}

fn done(done: Done) -> Pair {
    match done {
        Done::Done => ("Gedaan", "Done"),
        Done::Partly => ("Deels gedaan", "Partly done"),
        Done::Not => ("Niet gedaan", "Not done"),
    }
}

fn helped(helped: Helped) -> Pair {
    match helped {
        Helped::Yes => ("Ja, het hielp", "Yes, it helped"),
        Helped::Partly => ("Het hielp deels", "It helped partly"),
        Helped::No => ("Nee, het hielp niet", "No, it did not help"),
        Helped::TooEarly => ("Te vroeg om te zeggen", "Too early to say"),
    }
}

fn look(look: Look) -> Pair {
    match look {
        Look::Weeks => ("Na vier weken", "After four weeks"),
        Look::Months => ("Na drie maanden", "After three months"),
    }
}

fn moment(moment: Moment) -> Pair {
    match moment {
        Moment::Before => ("Vooraf", "Before"),
        Moment::After => ("Direct erna", "Right after"),
        Moment::Later => ("Maanden later", "Months later"),
    }
}

/// Where an action comes from: words, and a link if there is a page.
fn source(
    source: &Source,
    around: &Surroundings,
    base: &str,
    query: &str,
    names: (&str, &str, &str),
) -> (String, Option<String>) {
    match source {
        Source::Circle(place) => (
            names.0.to_owned(),
            Some(format!("{base}/leercirkel/verslag/{place}{query}")),
        ),
        Source::Signal(code) => {
            let known = around.signals.iter().find(|signal| signal.code == *code);
            let title = known.map_or(code.as_str(), |signal| signal.title.as_str());
            let href = known.map(|signal| signal.href.clone());
            (format!("{}: {title}", names.1), href)
        }
        Source::Report(code) => {
            let title = crate::library::name(&around.reports, code);
            (format!("{}: {title}", names.2), None)
        }
    }
}

/// The units that an action reaches, in words.
fn units(codes: &[String], shelf: &Shelf, all: &str) -> String {
    if codes.is_empty() {
        return all.to_owned();
    }
    let names: Vec<String> = codes
        .iter()
        .map(|code| crate::library::name(&shelf.units, code))
        .collect();
    names.join(", ")
}
