//! What can be learnt about one cell from everything published so far, with its worlds in words.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use crate::cube::Pair;

use super::build::{Kind, Persons};
use super::history::History;
use super::layout::Layout;
use super::pairs::{PairInterval, pair_interval};
use super::quarters::months_of;
use super::world::{Way, World, Worlds};

/// A sentence in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sentence {
    /// Dutch.
    pub nl: String,
    /// English.
    pub en: String,
}

/// What a reader of everything can know of one leaf in one period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Learnt {
    /// Period, as released.
    pub period: String,
    /// Whether the release is derived from months.
    pub derived: bool,
    /// What is published.
    pub published: Pair,
    /// What the truth may be. Nothing in the history makes this narrower.
    pub interval: PairInterval,
    /// The worlds at its ends: above, and below where something is shown. None for a derived
    /// period, whose worlds are those of its months.
    pub worlds: Vec<World>,
    /// All of this in words.
    pub sentence: Sentence,
}

/// What a colleague who reads everything published so far can learn about one leaf, per period.
///
/// Periods whose release does not have the cube or the codes are left out, and so are finer cubes of
/// a year, which follow the worlds of their periods. Verify the history
/// first: the answer is only as good as its witnesses.
///
/// # Guarantee
/// Both ends of each interval are possible: `worlds` are tables of all linked cubes that fit all
/// of it. A colleague who knows cases of their own can subtract them; see the limits in
/// [`theorem`](super::theorem).
pub fn learn(history: &History, cube: &str, codes: &[String]) -> Vec<Learnt> {
    let mut learnt: Vec<Learnt> = Vec::new();
    let mut layouts: BTreeMap<Option<&String>, Arc<Layout>> = BTreeMap::new();
    for release in &history.releases {
        let Some(definitions) = history.definitions_of(release) else {
            continue;
        };
        let digest = release
            .record
            .proof
            .as_ref()
            .map(|proof| &proof.definitions_sha256);
        let layout = layouts
            .entry(digest)
            .or_insert_with(|| Arc::new(Layout::new(definitions, &release.witness.edges())));
        // The worlds of a year are those of its periods, and one leaf of the year with them.
        if release.witness.kind == Kind::Year {
            continue;
        }
        let worlds = Worlds::laid_out(
            definitions,
            layout.clone(),
            &release.witness,
            &release.cubes,
        );
        let Some(worlds) = worlds else {
            continue;
        };
        let Some(published) = worlds.published(cube, codes) else {
            continue;
        };
        let period = release.record.period.clone();
        if release.witness.kind == Kind::Derived {
            let months = months_of(&period);
            let parts: Vec<PairInterval> = learnt
                .iter()
                .filter(|part| months.contains(&part.period))
                .map(|part| part.interval)
                .collect();
            learnt.push(derived(period, published, &parts));
            continue;
        }
        let base = definitions.cubes.first().map_or(3, |spec| spec.base);
        let ways = [Way::Up, Way::Down].into_iter();
        let found: Vec<World> = ways
            .filter_map(|way| worlds.path(cube, codes, way))
            .collect();
        let interval = if found.is_empty() {
            pair_interval(Pair::default(), 1)
        } else {
            pair_interval(published, base)
        };
        let joint = release.witness.persons == Persons::Joint;
        let sentence = in_words(&period, published, &interval, &found, joint);
        learnt.push(Learnt {
            period,
            derived: false,
            published,
            interval,
            worlds: found,
            sentence,
        });
    }
    learnt
}

/// A quarter: the sum of what its months allow, because it is a function of those months.
fn derived(period: String, published: Pair, months: &[PairInterval]) -> Learnt {
    let sum = |part: fn(&PairInterval) -> u32| months.iter().map(part).sum();
    let mut interval = pair_interval(Pair::default(), 1);
    interval.persons.low = sum(|part| part.persons.low);
    interval.persons.high = sum(|part| part.persons.high);
    interval.cases.low = sum(|part| part.cases.low);
    interval.cases.high = sum(|part| part.cases.high);
    let Pair { persons, cases } = published;
    let sentence = Sentence {
        nl: format!(
            "{period} toont {cases} zaken van {persons} betrokkenen. Dat is afgeleid van \
             gepubliceerde maanden en zegt niets nieuws: volgens die maanden zijn het {} zaken van \
             {} betrokkenen.",
            range_nl(interval.cases.low, interval.cases.high),
            range_nl(interval.persons.low, interval.persons.high)
        ),
        en: format!(
            "{period} shows {cases} cases of {persons} persons. That is derived from published \
             months and says nothing new: by those months there are {} cases of {} persons.",
            range_en(interval.cases.low, interval.cases.high),
            range_en(interval.persons.low, interval.persons.high)
        ),
    };
    Learnt {
        period,
        derived: true,
        published,
        interval,
        worlds: Vec::new(),
        sentence,
    }
}

fn in_words(
    period: &str,
    published: Pair,
    interval: &PairInterval,
    worlds: &[World],
    joint: bool,
) -> Sentence {
    let Pair { persons, cases } = published;
    if worlds.is_empty() {
        return Sentence {
            nl: format!("{period}: in deze cel kan volgens de definities geen zaak vallen."),
            en: format!("{period}: by definition no case can fall in this cell."),
        };
    }
    let mut nl = format!(
        "{period} toont {cases} zaken van {persons} betrokkenen. Uit alles wat is gepubliceerd volgt \
         alleen: {} zaken van {} betrokkenen.",
        range_nl(interval.cases.low, interval.cases.high),
        range_nl(interval.persons.low, interval.persons.high)
    );
    let mut en = format!(
        "{period} shows {cases} cases of {persons} persons. All that follows from everything \
         published is: {} cases of {} persons.",
        range_en(interval.cases.low, interval.cases.high),
        range_en(interval.persons.low, interval.persons.high)
    );
    for world in worlds {
        let change = world
            .steps
            .first()
            .map_or(0, |step| step.cases.unsigned_abs());
        let places = places(world);
        let (more_nl, more_en) = match world.way {
            Way::Up => ("meer", "more"),
            Way::Down => ("minder", "fewer"),
        };
        nl.push_str(&format!(
            " Het past ook bij alles als er {change} zaken {more_nl} waren in {places}."
        ));
        en.push_str(&format!(
            " Everything also fits if there were {change} cases {more_en} in {places}."
        ));
    }
    if worlds.iter().all(|world| world.way == Way::Up) {
        nl.push_str(" Ook nul past.");
        en.push_str(" None fits as well.");
    }
    if !joint {
        nl.push_str(" Voor betrokkenen geldt dit per kubus, niet voor alle kubussen samen.");
        en.push_str(" For persons this holds for each cube, not for all cubes together.");
    }
    Sentence { nl, en }
}

fn places(world: &World) -> String {
    let place = |step: &super::world::Step| format!("{} ({})", step.cube, step.codes.join(", "));
    world.steps.iter().map(place).collect::<Vec<_>>().join("; ")
}

fn range_nl(low: u32, high: u32) -> String {
    format!("{low} tot en met {high}")
}

fn range_en(low: u32, high: u32) -> String {
    format!("{low} to {high}")
}
