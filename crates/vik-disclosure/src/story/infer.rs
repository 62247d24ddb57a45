//! What a reader of the story and of all tables could work out.

use std::collections::BTreeSet;

use serde::Serialize;

use super::facets::{Attributes, Basis, StoryFacets};
use super::month::Month;
use super::months::PublishedMonths;

/// How many people share some facets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FacetCount {
    /// The facets, with the coarser ones that they imply.
    pub facets: Attributes,
    /// How the numbers were found.
    pub basis: Basis,
    /// Distinct persons in every possible world.
    pub at_least: u64,
    /// Persons by the published numbers, added up over the months: somebody who comes back counts
    /// again.
    pub shown: u64,
    /// Persons at most; nothing if not all months count them.
    pub at_most: Option<u64>,
}

/// Every set of the story's facets that some cube counts together, the smallest first, and at last
/// all facets together. What the reviewer sees is what anybody can work out.
pub fn what_a_colleague_could_infer(
    facets: &StoryFacets,
    published: &PublishedMonths,
) -> Vec<FacetCount> {
    let (_, months) = published.of(facets);
    let all = published.implied(&facets.attributes);
    let combinations = published.combinations(&all);
    let sets: BTreeSet<Attributes> = combinations.iter().flat_map(subsets).collect();
    let mut counts: Vec<FacetCount> = sets
        .iter()
        .map(|set| count(published, &months, set))
        .collect();
    counts.sort_by(|left, right| {
        (left.facets.len(), &left.facets).cmp(&(right.facets.len(), &right.facets))
    });
    if !all.is_empty() && !sets.contains(&all) {
        counts.push(FacetCount {
            basis: Basis::Estimate,
            at_least: published.bound(&months, &combinations),
            shown: published.estimate(&months, &all) as u64,
            at_most: counts.iter().filter_map(|count| count.at_most).min(),
            facets: all,
        });
    }
    counts
}

pub(super) fn count(
    published: &PublishedMonths,
    months: &[&Month],
    set: &Attributes,
) -> FacetCount {
    FacetCount {
        basis: Basis::Counted,
        at_least: published.at_least(months, set),
        shown: months.iter().map(|month| month.shown(set)).sum(),
        at_most: published.at_most(months, set),
        facets: set.clone(),
    }
}

/// Every subset that is not empty. A cube has few attributes.
fn subsets(set: &Attributes) -> Vec<Attributes> {
    let mut found = vec![Attributes::new()];
    for (name, code) in set {
        let mut more = found.clone();
        for subset in &mut more {
            subset.insert(name.clone(), code.clone());
        }
        found.append(&mut more);
    }
    found.retain(|subset| !subset.is_empty());
    found
}
