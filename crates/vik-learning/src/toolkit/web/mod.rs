//! The pages of the toolkit, one file each.

mod scanning;
mod shelf;
mod tool;

use axum::Router;

use super::instrument::Kind;
use crate::web::words::Pair;
use crate::workshop::Workshop;

/// The routes of this folder.
pub fn routes() -> Router<Workshop> {
    Router::new()
        .merge(shelf::routes())
        .merge(tool::routes())
        .merge(scanning::routes())
}

fn kind(kind: Kind) -> Pair {
    match kind {
        Kind::Film => ("Film", "Film"),
        Kind::Scan => ("Risicoscan", "Risk scan"),
        Kind::Dilemma => ("Dilemma", "Dilemma"),
        Kind::Systems => ("Omgaan met systemen", "Using systems"),
        Kind::Issue => ("Veelvoorkomende kwestie", "Frequent issue"),
        Kind::Aid => ("Hulpmiddel", "Aid"),
    }
}
