//! From published cubes to figures on our categories.

use std::collections::{BTreeMap, BTreeSet};

use vik_disclosure::{CubeSpec, History, Kind, Measure, PublishedCube};
use vik_domain::CodeList;
use vik_trends::rounding::window_error;

use crate::bundle::PartnerName;
use crate::figures::{Denominator, Figures, Flag, Group, Source, Unmapped};
use crate::note::DefinitionNote;
use crate::share::Count;
use crate::shareable::{Shareable, span};
use crate::verify::Bundle;

/// How the codes of another organisation read on ours. A code that is not in it keeps its own name
/// if our list has that, and is listed as unmapped if not.
pub type Crosswalk = BTreeMap<String, Group>;

/// Why cubes give no figures.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CubesError {
    /// No shared cube has the attribute.
    #[error("no shared cube has the attribute `{0}`")]
    Attribute(String),
    /// The crosswalk leads nowhere.
    #[error("the crosswalk leads to `{0}`, which our list does not have")]
    Crosswalk(String),
}

/// The figures of a partner's bundle.
///
/// # Errors
/// [`CubesError`].
pub fn figures_of_bundle(
    bundle: &Bundle,
    attribute: &str,
    crosswalk: &Crosswalk,
    ours: &CodeList,
) -> Result<Figures, CubesError> {
    let manifest = bundle.manifest();
    let who = PartnerName {
        id: manifest.organisation.clone(),
        name: manifest.name.clone(),
    };
    let source = Source {
        title: bundle.sentence(),
        url: None,
        licence: String::new(),
    };
    let labels = |code: &str| {
        let list = bundle.lists().get(attribute);
        list.and_then(|list| list.get(code))
            .map(|known| known.nl.clone())
    };
    let figures = Figures::new(&who, source, bundle.note().clone());
    filled(
        figures,
        bundle.history(),
        attribute,
        crosswalk,
        ours,
        Whose::Partner,
        &labels,
    )
}

/// Our own figures, from what we published. `denominators` give rates, by year.
///
/// # Errors
/// [`CubesError`].
pub fn figures_of_history(
    own: &Shareable,
    (who, source, note): (&PartnerName, &Source, &DefinitionNote),
    attribute: &str,
    ours: &CodeList,
    denominators: &BTreeMap<i32, Denominator>,
) -> Result<Figures, CubesError> {
    let figures = Figures::new(who, source.clone(), note.clone());
    let none = |_: &str| None;
    let walk = Crosswalk::new();
    let history = own.history();
    let mut figures = filled(figures, history, attribute, &walk, ours, Whose::Ours, &none)?;
    for (year, found) in &mut figures.years {
        found.denominator = denominators.get(year).cloned();
    }
    Ok(figures)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Whose {
    Ours,
    Partner,
}

fn filled(
    mut figures: Figures,
    history: &History,
    attribute: &str,
    crosswalk: &Crosswalk,
    ours: &CodeList,
    who: Whose,
    labels: &dyn Fn(&str) -> Option<String>,
) -> Result<Figures, CubesError> {
    if let Some(code) = crosswalk
        .values()
        .flatten()
        .find(|code| ours.get(code).is_none())
    {
        return Err(CubesError::Crosswalk(code.clone()));
    }
    let missing = || CubesError::Attribute(attribute.to_owned());
    let mut years: BTreeMap<i32, Tally> = BTreeMap::new();
    for release in history
        .releases
        .iter()
        .filter(|one| one.witness.kind == Kind::Paths)
    {
        let Some((first, last)) = span(&release.record.period) else {
            continue;
        };
        let cubes = history.cubes(release).unwrap_or_default();
        let cube = finest(&cubes, attribute).ok_or_else(missing)?;
        let tally = years.entry(first.year()).or_default();
        tally.add(cube, attribute);
        tally.sure += (release.record.proof.as_ref()).map_or(0, |proof| u64::from(proof.tolerance));
        tally.months += u32::try_from(last.index() - first.index()).unwrap_or(0) + 1;
    }
    if years.is_empty() {
        return Err(missing());
    }
    let mut unmapped: BTreeMap<String, BTreeMap<i32, Count>> = BTreeMap::new();
    for (number, tally) in years {
        let error = tally.error(who == Whose::Ours);
        let year = figures.years.entry(number).or_default();
        year.months = tally.months;
        year.total = Count {
            shown: tally.total,
            error,
        };
        for (code, shown) in tally.cases {
            let count = Count { shown, error };
            let own = || ours.get(&code).map(|_| vec![code.clone()]);
            match crosswalk
                .get(&code)
                .cloned()
                .or_else(own)
                .filter(|to| !to.is_empty())
            {
                Some(mut group) => {
                    group.sort();
                    group.dedup();
                    let slot = year.counts.entry(group).or_default();
                    *slot = slot.plus(count);
                }
                None => {
                    unmapped.entry(code).or_default().insert(number, count);
                }
            }
        }
        if year.months < 12 {
            figures.flags.push(Flag::Months {
                year: number,
                months: year.months,
            });
        }
    }
    let listed = |(code, counts): (String, BTreeMap<i32, Count>)| Unmapped {
        label: labels(&code).map_or_else(|| code.clone(), |label| format!("{label} ({code})")),
        why: None,
        counts,
    };
    figures.unmapped = unmapped.into_iter().map(listed).collect();
    Ok(figures)
}

/// What one year adds up to.
#[derive(Default)]
struct Tally {
    months: u32,
    cells: u32,
    base: u32,
    sure: u64,
    total: u64,
    cases: BTreeMap<String, u64>,
}

impl Tally {
    fn add(&mut self, cube: &PublishedCube, attribute: &str) {
        self.cells += 1;
        self.base = self.base.max(cube.spec.base);
        for code in codes(&cube.spec, attribute) {
            self.cases.entry(code.to_owned()).or_default();
        }
        for leaf in &cube.leaves {
            let cases = u64::from(leaf.cases);
            self.total += cases;
            if let Some(code) = code_of(&cube.spec, &leaf.codes, attribute) {
                *self.cases.entry(code.to_owned()).or_default() += cases;
            }
        }
    }

    /// A single attribute and the total are controlled margins: within the declared tolerance of the
    /// truth in each period. Our own freeze also pays errors back within the year, by as much as
    /// `vik-trends` says; of another organisation's nothing but the tolerance is certain.
    fn error(&self, ours: bool) -> u64 {
        let paid_back = window_error(f64::from(self.cells), f64::from(self.base)).ceil() as u64;
        if ours {
            self.sure.min(paid_back)
        } else {
            self.sure
        }
    }
}

/// Of the cubes that have the attribute, that with the fewest dimensions; all agree on its margin.
fn finest<'a>(cubes: &'a [PublishedCube], attribute: &str) -> Option<&'a PublishedCube> {
    let usable = |cube: &&PublishedCube| {
        cube.spec.linked
            && cube.spec.measure == Measure::Period
            && !codes(&cube.spec, attribute).is_empty()
    };
    cubes
        .iter()
        .filter(usable)
        .min_by_key(|cube| cube.spec.dims.len())
}

/// The codes of an attribute, whether it is a dimension or the level above one.
fn codes<'a>(spec: &'a CubeSpec, attribute: &str) -> BTreeSet<&'a str> {
    let mut found = BTreeSet::new();
    for dim in &spec.dims {
        if dim.name == attribute {
            found.extend(dim.codes.iter().map(String::as_str));
        }
        if dim.parent_name.as_deref() == Some(attribute) {
            found.extend(dim.parent.iter().flatten().map(|(_, above)| above.as_str()));
        }
    }
    found
}

fn code_of<'a>(spec: &'a CubeSpec, leaf: &'a [String], attribute: &str) -> Option<&'a str> {
    spec.dims.iter().zip(leaf).find_map(|(dim, code)| {
        if dim.name == attribute {
            return Some(code.as_str());
        }
        let above = dim.parent_name.as_deref() == Some(attribute);
        let mut pairs = dim.parent.iter().flatten().filter(|_| above);
        pairs
            .find(|(child, _)| child == code)
            .map(|(_, above)| above.as_str())
    })
}
