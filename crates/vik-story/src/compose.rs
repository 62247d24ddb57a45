//! Several cases told as one: what the composite story may reveal.

use std::collections::{BTreeMap, BTreeSet};

use crate::half_year::HalfYear;
use crate::story::{Facets, RoleFacet, Source};

/// An attribute and its code.
type Fact = (String, String);

/// The next coarser attribute and code, if there is one: (`issue`, `FIN-03`) to (`category`, `FIN`).
pub type Coarser<'a> = dyn Fn(&str, &str) -> Option<Fact> + 'a;

/// Too few cases for a composite story.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected the facets of at least three cases")]
pub struct TooFewCases;

/// The facets of a composite story.
///
/// # Guarantee
/// Each code is that of every case or a coarser one of it; an attribute that the cases do not share
/// at any level is left out. The period holds every period, and is open where one is not given.
/// Roles are united; a role that several cases describe is described as widely as the widest of
/// them. So whatever fits one of the cases fits the composite.
pub fn compose(cases: &[Facets], coarser: &Coarser<'_>) -> Result<(Facets, Source), TooFewCases> {
    let count = u32::try_from(cases.len()).unwrap_or(u32::MAX);
    if count < 3 {
        return Err(TooFewCases);
    }
    let ends = |end: fn(&Facets) -> Option<HalfYear>| -> Option<Vec<HalfYear>> {
        cases.iter().map(end).collect()
    };
    let facets = Facets {
        from: ends(|facets| facets.from).and_then(|all| all.into_iter().min()),
        until: ends(|facets| facets.until).and_then(|all| all.into_iter().max()),
        attributes: common(cases, coarser),
        roles: united(cases, coarser),
    };
    Ok((facets, Source::Composite { cases: count }))
}

/// What holds for every case, at the finest level at which it does.
fn common(cases: &[Facets], coarser: &Coarser<'_>) -> BTreeMap<String, String> {
    let known = |facets: &Facets| -> BTreeSet<Fact> {
        facets
            .attributes
            .iter()
            .flat_map(|(name, code)| upwards((name.clone(), code.clone()), coarser))
            .collect()
    };
    let mut shared: Option<BTreeSet<Fact>> = None;
    for facets in cases {
        let own = known(facets);
        shared = Some(match shared {
            None => own,
            Some(shared) => shared.intersection(&own).cloned().collect(),
        });
    }
    let shared = shared.unwrap_or_default();
    let implied: BTreeSet<Fact> = shared
        .iter()
        .flat_map(|fact| upwards(fact.clone(), coarser).into_iter().skip(1))
        .collect();
    shared.difference(&implied).cloned().collect()
}

/// A fact and all coarser ones, finest first. A hierarchy has few levels; a circle ends here too.
fn upwards(fact: Fact, coarser: &Coarser<'_>) -> Vec<Fact> {
    let mut chain = vec![fact];
    while let Some((name, code)) = chain.last() {
        match coarser(name, code) {
            Some(above) if !chain.contains(&above) => chain.push(above),
            _ => break,
        }
    }
    chain
}

fn united(cases: &[Facets], coarser: &Coarser<'_>) -> Vec<RoleFacet> {
    let mut roles: Vec<RoleFacet> = Vec::new();
    for role in cases.iter().flat_map(|facets| &facets.roles) {
        let same =
            |known: &&mut RoleFacet| known.label == role.label && known.function == role.function;
        match roles.iter_mut().find(same) {
            None => roles.push(role.clone()),
            Some(known) if known.unit == role.unit => {
                // Two counts of the same people: the smaller one promises less.
                known.staff = known
                    .staff
                    .zip(role.staff)
                    .map(|(left, right)| left.min(right));
            }
            Some(known) => {
                let wider = wider_unit(known.unit.as_deref(), role.unit.as_deref(), coarser);
                // A count is known only where the wider unit is one of the two.
                known.staff = match &wider {
                    unit if *unit == known.unit => known.staff,
                    unit if *unit == role.unit => role.staff,
                    _ => None,
                };
                known.unit = wider;
            }
        }
    }
    roles
}

/// The nearest unit or group that holds both; nothing for the whole force.
fn wider_unit(left: Option<&str>, right: Option<&str>, coarser: &Coarser<'_>) -> Option<String> {
    let levels = |code: &str| {
        ["unit", "unit_group"]
            .into_iter()
            .flat_map(|name| upwards((name.to_owned(), code.to_owned()), coarser))
            .map(|(_, code)| code)
            .collect::<Vec<String>>()
    };
    let (left, right) = (levels(left?), levels(right?));
    left.into_iter().find(|code| right.contains(code))
}
