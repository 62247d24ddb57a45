//! Places, units and organisations: "een basisteam" at first, "het basisteam" when it comes back.

use std::collections::BTreeMap;

use super::kinds::{self, Kind};
use super::site::Site;
use super::{people, places};
use crate::span::Label;

/// Which things of each kind the file has mentioned, in their order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Things {
    seen: BTreeMap<Kind, Vec<String>>,
    last: BTreeMap<Kind, usize>,
}

impl Things {
    /// Writes a place, a unit, an organisation or a vehicle.
    pub(crate) fn write(
        &mut self,
        site: &mut Site<'_>,
        label: Label,
        inner: &str,
        entity: Option<&str>,
    ) -> String {
        let kind = match label {
            Label::Unit => kinds::unit(inner),
            Label::Organisation => kinds::organisation(inner),
            Label::Vehicle => Kind {
                noun: "voertuig",
                neuter: true,
            },
            _ => {
                if let Some(adjective) = as_adjective(site, inner) {
                    return adjective.to_owned();
                }
                match places::kind(inner) {
                    Some(kind) => kind,
                    None => return abroad(site),
                }
            }
        };
        let key = entity.map_or_else(|| inner.to_lowercase(), str::to_owned);
        let field = site.is_field();
        if field {
            let town = (label == Label::Location)
                .then(|| places::kind_of_town(inner))
                .flatten();
            return self.mention(town.unwrap_or(kind), &key, true);
        }
        if label == Label::Vehicle {
            site.eat_before(&["dienstvoertuig", "voertuig", "dienstauto", "wagen"]);
        }
        let named = site.word_before().is_some_and(kinds::is_general);
        if named {
            return "[naam]".to_owned();
        }
        let article = site.eat_before(&["de", "het", "'t", "een", "ons", "onze", "den"]);
        let mut kind = kind;
        if label == Label::Location {
            let definite = matches!(article, Some("de" | "het" | "'t"));
            if !definite {
                kind = places::kind_of_town(inner).unwrap_or(kind);
            } else if kind.noun == "plaats" {
                // A town has no article: "in de Jordaan" is a quarter, "aan de Maas" a spot.
                let near = site.word_before().map(str::to_lowercase);
                kind.noun = if near.as_deref() == Some("in") {
                    "buurt"
                } else {
                    "plek"
                };
            }
            // "te Almelo" does not go with an article.
            if matches!(kind.noun, "plaats" | "grote stad") && site.eat_before(&["te"]).is_some() {
                return format!("in {}", self.mention(kind, &key, false));
            }
        }
        // "aan de Wilgenlaan" and "op de Wilgenlaan", but "in een straat".
        let street = matches!(kind.noun, "straat" | "haven" | "wijk" | "buurt" | "park")
            && site.eat_before(&["aan", "op"]).is_some();
        let words = self.mention(kind, &key, false);
        if street {
            return format!("in {words}");
        }
        let holder = site
            .word_before()
            .is_some_and(|w| people::noun_of(w).is_some());
        if holder && article.is_none() && label == Label::Unit {
            return format!("van {words}");
        }
        words
    }

    fn mention(&mut self, kind: Kind, key: &str, bare: bool) -> String {
        let seen = self.seen.entry(kind).or_default();
        let known = seen.iter().position(|k| k == key);
        let at = known.unwrap_or(seen.len());
        if known.is_none() {
            seen.push(key.to_owned());
        }
        let several = seen.len() > 1;
        let last = self.last.insert(kind, at);
        if bare {
            return kind.noun.to_owned();
        }
        let (the, that) = if kind.neuter {
            ("het", "dat")
        } else {
            ("de", "die")
        };
        let noun = kind.noun;
        match known {
            None if at == 0 => format!("een {noun}"),
            None => format!(
                "een {} {noun}",
                if kind.neuter { "ander" } else { "andere" }
            ),
            Some(_) if !several => match noun {
                "straat" | "plaats" | "grote stad" => {
                    format!("{that} {}", noun.trim_start_matches("grote "))
                }
                _ => format!("{the} {noun}"),
            },
            Some(_) if last == Some(at) => format!("{that} {}", noun.trim_start_matches("grote ")),
            Some(0) => format!("{the} eerste {noun}"),
            Some(_) => format!("{the} andere {noun}"),
        }
    }
}

/// "de Haagse politie" becomes "de plaatselijke politie".
fn as_adjective(site: &Site<'_>, inner: &str) -> Option<&'static str> {
    let adjective = inner.ends_with("se")
        && !inner.contains(' ')
        && site
            .word_after()
            .is_some_and(|w| w.starts_with(char::is_lowercase) && w.len() > 3);
    let article = site.word_before().is_some_and(|w| {
        matches!(
            w.to_lowercase().as_str(),
            "de" | "het" | "een" | "deze" | "die"
        )
    });
    (adjective && article).then_some("plaatselijke")
}

fn abroad(site: &mut Site<'_>) -> String {
    if site.is_field() {
        "buitenland".to_owned()
    } else {
        "het buitenland".to_owned()
    }
}

/// A place as one end of a route.
pub(crate) fn bare_place(name: &str) -> &'static str {
    places::kind_of_town(name).map_or("buitenland", |k| k.noun)
}

/// A street with its number, together with the postcode and the town behind it.
pub(crate) fn address(site: &mut Site<'_>, town: Option<&str>) -> String {
    let town = town.and_then(places::kind_of_town).map(|k| k.noun);
    if site.is_field() {
        return town.map_or_else(|| "[adres]".to_owned(), |t| format!("[adres], {t}"));
    }
    site.eat_before(&["de", "het", "'t", "adres"]);
    site.eat_before(&["het"]);
    let house = ["woning", "pand", "huis", "perceel", "flat", "bedrijfspand"];
    let led = site.eat_before(&["aan", "op", "in"]).is_some()
        || site.word_before().is_some_and(|w| house.contains(&w));
    let words = town.map_or_else(
        || "een adres".to_owned(),
        |t| format!("een adres in een {t}"),
    );
    if led { format!("op {words}") } else { words }
}

/// A function that few hold.
pub(crate) fn function(site: &mut Site<'_>, inner: &str) -> String {
    let general = kinds::function(inner);
    let neuter = site.eat_before(&["het"]).is_some();
    if site.word_before().is_some_and(|w| {
        matches!(
            w.to_lowercase().as_str(),
            "plaatsvervangend" | "waarnemend" | "wnd." | "plv." | "operationeel"
        )
    }) {
        site.eat_before(&[
            "plaatsvervangend",
            "waarnemend",
            "wnd.",
            "plv.",
            "operationeel",
        ]);
    }
    let bare = inner.to_lowercase();
    let plural = [
        "chefs",
        "leiders",
        "agenten",
        "adviseurs",
        "geleiders",
        "ers",
    ]
    .iter()
    .any(|s| bare.ends_with(s));
    let with_article = ["de ", "een ", "het ", "onze ", "één ", "deze ", "die "]
        .iter()
        .find(|a| bare.starts_with(**a));
    let words = if plural {
        people::plural(general)
    } else {
        general.to_owned()
    };
    match with_article {
        Some(article) => format!("{}{words}", article.replace("het ", "de ")),
        None if neuter => format!("de {words}"),
        None => words,
    }
}
