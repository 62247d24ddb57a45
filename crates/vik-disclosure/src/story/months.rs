//! Published months, and what they prove about a period.

use std::collections::{BTreeMap, BTreeSet};

use crate::cube::Measure;
use crate::ledger;
use crate::published::PublishedCube;
use crate::refusal::Refusal;

use super::facets::{Attributes, StoryFacets, number};
use super::joint;
use super::month::{Count, Month};

/// What was declared about published numbers, and what is assumed of persons.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Declared {
    /// Largest distance of a leaf from the truth.
    pub leaf: u32,
    /// Largest distance of a controlled margin of cases from the truth.
    pub margin: u32,
    /// In how many months of a story's period one person may have closed cases. It is an assumption;
    /// set it to the length of the period to make none.
    pub months_per_person: u32,
}

impl Declared {
    /// What [`freeze`](crate::freeze) promises for a base; a person comes back at most once.
    pub fn mother(base: u32) -> Self {
        Self {
            leaf: base.saturating_sub(1),
            margin: 2 * base.max(1) - 1,
            months_per_person: 2,
        }
    }
}

/// The published linked cubes, month by month.
#[derive(Debug)]
pub struct PublishedMonths {
    pub(super) declared: Declared,
    pub(super) months: BTreeMap<String, Month>,
}

impl PublishedMonths {
    /// Takes all cubes of each month, written `2023-01`. Only linked cubes of cases are used.
    pub fn new(
        months: BTreeMap<String, Vec<PublishedCube>>,
        declared: Declared,
    ) -> Result<Self, Refusal> {
        if let Some(period) = months.keys().find(|month| number(month).is_none()) {
            let would_pass = "give months such as 2023-01";
            return Err(Refusal::new("published months", period, would_pass));
        }
        let months = months
            .into_iter()
            .map(|(period, cubes)| (period, Month::new(cubes)))
            .collect();
        Ok(Self { declared, months })
    }

    /// The facets with the coarser ones that they imply.
    pub fn implied(&self, attributes: &Attributes) -> Attributes {
        let mut all = attributes.clone();
        let dims = || {
            let cubes = self.months.values().flat_map(|month| &month.cubes);
            cubes.flat_map(|cube| &cube.spec.dims)
        };
        // A coarser level may itself be a dimension elsewhere: go on until nothing is new.
        loop {
            let known = all.len();
            for dim in dims() {
                if let (Some(code), Some(name), Some(pairs)) =
                    (all.get(&dim.name), &dim.parent_name, &dim.parent)
                    && let Some((_, above)) = pairs.iter().find(|(child, _)| child == code)
                {
                    let above = above.clone();
                    all.entry(name.clone()).or_insert(above);
                }
            }
            if all.len() == known {
                return all;
            }
        }
    }

    /// The next coarser attribute and code of a facet, if the cubes know one.
    pub fn coarser(&self, name: &str, code: &str) -> Option<(String, String)> {
        let cubes = self.months.values().flat_map(|month| &month.cubes);
        cubes
            .flat_map(|cube| &cube.spec.dims)
            .filter(|dim| dim.name == name)
            .find_map(|dim| {
                let pairs = dim.parent.as_ref()?;
                let (_, above) = pairs.iter().find(|(child, _)| child == code)?;
                Some((dim.parent_name.clone()?, above.clone()))
            })
    }

    /// Whether some cube knows the attribute, and if so whether it knows the code.
    pub(super) fn knows(&self, name: &str, code: &str) -> Option<bool> {
        let dims = (self.cubes()).flat_map(|cube| &cube.spec.dims);
        let known: Vec<bool> = dims
            .filter_map(|dim| {
                let own = dim.name == name;
                let wide = dim.parent_name.as_deref() == Some(name);
                let above = || dim.parent.iter().flatten().any(|(_, above)| above == code);
                (own || wide).then(|| {
                    (own && dim.codes.iter().any(|known| known == code)) || (wide && above())
                })
            })
            .collect();
        (!known.is_empty()).then(|| known.contains(&true))
    }

    /// Codes of an attribute.
    pub(super) fn codes(&self, name: &str) -> BTreeSet<String> {
        let dims = self.cubes().flat_map(|cube| &cube.spec.dims);
        dims.filter(|dim| dim.name == name)
            .flat_map(|dim| dim.codes.iter().cloned())
            .collect()
    }

    /// The largest sets of these facets that some cube counts together, in whatever month: then a
    /// wider period asks no new question.
    pub(super) fn combinations(&self, facets: &Attributes) -> Vec<Attributes> {
        let sets: BTreeSet<Attributes> = self
            .cubes()
            .map(|cube| {
                let own = facets.iter().filter(|(name, _)| cube.names.contains(*name));
                own.map(|(name, code)| (name.clone(), code.clone()))
                    .collect()
            })
            .collect();
        let within = |small: &Attributes, large: &Attributes| {
            small.len() < large.len() && small.keys().all(|name| large.contains_key(name))
        };
        sets.iter()
            .filter(|set| !set.is_empty() && !sets.iter().any(|large| within(set, large)))
            .cloned()
            .collect()
    }

    fn cubes(&self) -> impl Iterator<Item = &super::month::MonthCube> {
        let cubes = self.months.values().flat_map(|month| &month.cubes);
        cubes.filter(|cube| cube.spec.measure == Measure::Period)
    }

    /// The months of a story's period, and those of them that were published.
    pub(super) fn of(&self, facets: &StoryFacets) -> (Vec<String>, Vec<&Month>) {
        let period = ledger::months(&format!("{}..{}", facets.from, facets.until));
        let found = period
            .iter()
            .filter_map(|month| self.months.get(month))
            .collect();
        (period, found)
    }

    /// Distinct persons of a period, from those of its months.
    fn distinct(&self, months: impl Iterator<Item = u64>) -> u64 {
        let (mut most, mut sum) = (0, 0);
        for persons in months {
            most = persons.max(most);
            sum += persons;
        }
        most.max(sum.div_ceil(u64::from(self.declared.months_per_person.max(1))))
    }

    /// Persons with facets that some cube counts together, in every possible world.
    pub(super) fn at_least(&self, months: &[&Month], facets: &Attributes) -> u64 {
        let each = |month: &&Month| month.at_least(facets, &self.declared).persons;
        self.distinct(months.iter().map(each))
    }

    /// Persons at most; nothing if a month does not count the facets together.
    pub(super) fn at_most(&self, months: &[&Month], facets: &Attributes) -> Option<u64> {
        let each = |month: &&Month| -> Option<Count> { month.at_most(facets, &self.declared) };
        months
            .iter()
            .map(each)
            .try_fold(0_u64, |sum, count| Some(sum.saturating_add(count?.persons)))
    }

    /// Persons with all facets of these combinations, in every possible world.
    pub(super) fn bound(&self, months: &[&Month], combinations: &[Attributes]) -> u64 {
        let each = |month: &&Month| joint::bound(month, combinations, &self.declared).div_ceil(2);
        self.distinct(months.iter().map(each))
    }

    /// Persons with all facets under conditional independence.
    pub(super) fn estimate(&self, months: &[&Month], facets: &Attributes) -> f64 {
        let each = |month: &&Month| joint::estimate(month, facets) * month.persons_per_case();
        months.iter().map(each).sum()
    }
}
