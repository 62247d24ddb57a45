//! Figures, and the words that stand in them: a unit, an issue, a route of settlement.
//!
//! A reader looks for *wapen*, not for "Issues that come back". So each code of a list that a figure
//! shows or a page lets choose is found by its label, and leads to that figure, with the choice made.

use std::collections::{BTreeMap, BTreeSet};

use vik_catalogue::{DashboardDefinition, QueryDefinition};
use vik_published::Reference;

use super::{Add, Item};
use crate::access::PLACES;
use crate::app::App;
use crate::fields::Fields;
use crate::pages::dashboards::chosen;
use crate::tile;
use crate::visit::Visit;

/// Figures that the line under a code names.
const NAMED: usize = 3;

/// A figure where it stands.
struct Spot<'a> {
    page: &'static str,
    number: usize,
    dashboard: &'a DashboardDefinition,
    query: &'a QueryDefinition,
}

impl Spot<'_> {
    fn address(&self, visit: &Visit, fields: Fields) -> String {
        format!(
            "{}#{}-h",
            visit.address(self.page, fields),
            tile::id(self.number)
        )
    }
}

/// Every figure that this reader may open, in the order of the pages; one on several pages at each.
fn spots<'a>(app: &'a App, visit: &Visit) -> Vec<Spot<'a>> {
    let mut spots = Vec::new();
    for place in PLACES {
        let page = place.address();
        if !place.allows(visit.reader.role, &app.catalogue) {
            continue;
        }
        let mut number = 0;
        for dashboard in chosen(app, visit, page) {
            for tile in dashboard.rows.iter().flat_map(|row| &row.tiles) {
                number += 1;
                if let Some(query) = app.catalogue.query(&tile.query) {
                    spots.push(Spot {
                        page,
                        number,
                        dashboard,
                        query,
                    });
                }
            }
        }
    }
    spots
}

/// Adds each figure at the first page it stands on, and each code at the figure that tells of it.
pub(super) fn add(app: &App, visit: &Visit, reference: &Reference, add: &mut Add<'_>) {
    let spots = spots(app, visit);
    let mut told = BTreeSet::new();
    for spot in &spots {
        if !told.insert(spot.query.id.as_str()) {
            continue;
        }
        let item = Item {
            kind: visit.pick("cijfer", "figure").to_owned(),
            title: spot.query.title.get(visit.language).to_owned(),
            text: spot.query.description.get(visit.language).to_owned(),
            href: spot.address(visit, Fields::default()),
            dutch: false,
        };
        add(item, &[&spot.query.indicators.join(" ")]);
    }
    for (list, spots) in by_list(&spots) {
        codes(visit, reference, list, &spots, add);
    }
}

/// The figures that tell of a list: those that a choice of it narrows first.
fn by_list<'a, 'b>(spots: &'b [Spot<'a>]) -> BTreeMap<&'a str, Vec<&'b Spot<'a>>> {
    let mut lists: BTreeMap<&str, Vec<&Spot<'_>>> = BTreeMap::new();
    for spot in spots {
        let columns = spot.query.columns.iter().map(|column| &column.codelist);
        let choices = spot.query.parameters.iter().map(|p| &p.codelist);
        let own: BTreeSet<&str> = columns
            .chain(choices)
            .filter_map(Option::as_deref)
            .collect();
        for list in own {
            lists.entry(list).or_default().push(spot);
        }
    }
    for (list, spots) in &mut lists {
        spots.sort_by_key(|spot| choice(spot, list).is_none());
    }
    lists
}

/// The name in the address by which the page of a figure is narrowed to a code of this list.
fn choice<'a>(spot: &Spot<'a>, list: &str) -> Option<&'a str> {
    let ours = |codelist: &Option<String>| codelist.as_deref() == Some(list);
    let mut shared = spot.dashboard.parameters.iter();
    let name = &shared.find(|parameter| ours(&parameter.codelist))?.name;
    let mut own = spot.query.parameters.iter();
    own.any(|parameter| ours(&parameter.codelist))
        .then_some(name.as_str())
}

fn codes(visit: &Visit, reference: &Reference, list: &str, spots: &[&Spot<'_>], add: &mut Add<'_>) {
    let (Some(known), Some(first)) = (reference.list(list), spots.first()) else {
        return;
    };
    let mut titles: Vec<&str> = Vec::new();
    for spot in spots {
        let title = spot.query.title.get(visit.language);
        if !titles.contains(&title) {
            titles.push(title);
        }
    }
    let more = match titles.len().saturating_sub(NAMED) {
        0 => String::new(),
        n => format!(
            " {} {n} {}",
            visit.pick("en", "and"),
            visit.pick("meer", "more")
        ),
    };
    titles.truncate(NAMED);
    let shown = titles.join("; ");
    for code in &known.codes {
        let fields = match choice(first, list) {
            Some(name) => Fields::default().with(name, &code.code),
            None => Fields::default(),
        };
        let item = Item {
            kind: visit.pick(&known.title.nl, &known.title.en).to_owned(),
            title: visit.pick(&code.nl, &code.en).to_owned(),
            text: format!("{} {shown}{more}.", visit.pick("Te zien in:", "Shown in:")),
            href: first.address(visit, fields),
            dutch: false,
        };
        add(item, &[&code.code]);
    }
}
