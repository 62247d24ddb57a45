//! What would make a refused story pass.

use serde::Serialize;

use crate::refusal::Refusal;

use super::facets::{StoryFacets, StoryRule, month, number};
use super::gate::weigh;
use super::months::PublishedMonths;

/// A change of a story's facets. The text has to follow.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Change {
    /// Do not tell this.
    Drop {
        /// Attribute.
        attribute: String,
    },
    /// Tell it more generally.
    Coarsen {
        /// Attribute.
        attribute: String,
        /// The coarser attribute.
        to: String,
        /// Its code.
        code: String,
    },
    /// Say that it was some time in a longer period.
    Widen {
        /// First month.
        from: String,
        /// Last month.
        until: String,
    },
    /// Describe a role by a larger unit or a wider function.
    Generalise {
        /// The label of the role.
        label: String,
    },
    /// Wait until a month.
    Wait {
        /// The first month in which the period is old enough.
        until: String,
    },
    /// Merge it with at least two other cases into one story.
    Compose,
}

/// Rules that are broken by what is told of the case and when.
const TELLING: [&str; 4] = [
    "countable facets",
    "five persons",
    "five persons together",
    "several outcomes",
];

/// Ways that would pass, fewest changes first. What roles and the embargo ask comes with each.
pub(super) fn ways(
    facets: &StoryFacets,
    published: &PublishedMonths,
    rule: &StoryRule,
    broken: &[Refusal],
) -> Vec<Vec<Change>> {
    let mut always: Vec<Change> = facets
        .roles
        .iter()
        .filter(|role| role.staff() < rule.staff)
        .map(|role| Change::Generalise {
            label: role.label.clone(),
        })
        .collect();
    if broken.iter().any(|refusal| refusal.rule == "embargo")
        && let Some(until) = number(&facets.until)
    {
        let until = month(until + i64::from(rule.embargo_months));
        always.push(Change::Wait { until });
    }
    let telling = |refusals: &[Refusal]| {
        let told = |refusal: &Refusal| TELLING.contains(&refusal.rule.as_str());
        refusals.iter().any(told)
    };
    let with = |mut changes: Vec<Change>| {
        changes.extend(always.iter().cloned());
        changes
    };
    if !telling(broken) {
        return if always.is_empty() {
            Vec::new()
        } else {
            vec![always]
        };
    }
    let passes = |changed: &StoryFacets| {
        let (_, broken) = weigh(changed, published, rule);
        let unpublished =
            |refusal: &Refusal| matches!(refusal.rule.as_str(), "published months" | "facets");
        !telling(&broken) && !broken.iter().any(unpublished)
    };
    let tellings = tellings(facets, published);
    let wider = periods(facets, published, rule).first_passing(&passes);
    let one = tellings.iter().chain(&wider);
    let mut ways: Vec<Vec<Change>> = one
        .filter(|(changed, _)| passes(changed))
        .map(|(_, change)| with(vec![change.clone()]))
        .collect();
    if ways.is_empty() {
        for (changed, change) in &tellings {
            let wider = periods(changed, published, rule).first_passing(&passes);
            let further = self::tellings(changed, published);
            let second = further.into_iter().find(|(changed, _)| passes(changed));
            for (_, second) in [wider, second].into_iter().flatten() {
                ways.push(with(vec![change.clone(), second]));
            }
        }
    }
    ways.push(with(vec![Change::Compose]));
    ways
}

type Changed = (StoryFacets, Change);

/// The facets with one of them coarser or left out.
fn tellings(facets: &StoryFacets, published: &PublishedMonths) -> Vec<Changed> {
    let mut found = Vec::new();
    for (name, code) in &facets.attributes {
        if let Some((to, above)) = published.coarser(name, code) {
            let mut changed = facets.clone();
            changed.attributes.remove(name);
            changed.attributes.insert(to.clone(), above.clone());
            let change = Change::Coarsen {
                attribute: name.clone(),
                to,
                code: above,
            };
            found.push((changed, change));
        }
    }
    for name in facets.attributes.keys() {
        let mut changed = facets.clone();
        changed.attributes.remove(name);
        let attribute = name.clone();
        found.push((changed, Change::Drop { attribute }));
    }
    found
}

/// Longer periods, the shortest first.
struct Periods(Vec<Changed>);

impl Periods {
    fn first_passing(self, passes: &dyn Fn(&StoryFacets) -> bool) -> Option<Changed> {
        self.0.into_iter().find(|(changed, _)| passes(changed))
    }
}

/// By half-years where the period consists of them, else by months; two years at most, within what
/// was published and is old enough.
fn periods(facets: &StoryFacets, published: &PublishedMonths, rule: &StoryRule) -> Periods {
    let (Some(from), Some(until), Some(today)) = (
        number(&facets.from),
        number(&facets.until),
        number(&rule.today),
    ) else {
        return Periods(Vec::new());
    };
    let halves = from.rem_euclid(6) == 0 && until.rem_euclid(6) == 5;
    let step = if halves { 6 } else { 1 };
    let latest = today - i64::from(rule.embargo_months);
    let mut found = Vec::new();
    for more in 1..=24 / step {
        // Back, forth, or half of each.
        let mut splits = vec![more, 0];
        if more > 1 {
            splits.insert(1, more / 2);
        }
        for back in splits {
            let (from, until) = (from - back * step, until + (more - back) * step);
            let known = (from..=until).all(|place| published.months.contains_key(&month(place)));
            if known && until <= latest {
                let (from, until) = (month(from), month(until));
                let changed = StoryFacets {
                    from: from.clone(),
                    until: until.clone(),
                    ..facets.clone()
                };
                found.push((changed, Change::Widen { from, until }));
            }
        }
    }
    Periods(found)
}
