//! The rules of the gate.

use serde::Serialize;

use crate::refusal::Refusal;

use super::change::{self, Change};
use super::facets::{Attributes, Basis, Function, StoryFacets, StoryFlag, StoryRule, number};
use super::infer::{FacetCount, count};
use super::month::Month;
use super::months::PublishedMonths;

/// Why a story may pass.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Judgement {
    /// What says that enough people share all facets.
    pub basis: Basis,
    /// Persons with all facets in every possible world.
    pub at_least: u64,
    /// Persons with all facets by the published numbers: as counted, or under conditional
    /// independence and rounded down.
    pub shown: u64,
    /// Each set of facets that some cube counts together.
    pub combinations: Vec<FacetCount>,
    /// What the privacy officer must accept first, whether or not that was done.
    pub flags: Vec<StoryFlag>,
}

/// Why a story may not pass, and what would. A function of published numbers and facets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("the story is refused: {}", words(broken))]
pub struct StoryRefusal {
    /// Every rule that is broken.
    pub broken: Vec<Refusal>,
    /// Each entry is one way that would pass: do all of its changes. Every way was tried on the
    /// published numbers, except for merging cases.
    pub ways: Vec<Vec<Change>>,
}

fn words(broken: &[Refusal]) -> String {
    let words: Vec<String> = broken.iter().map(Refusal::to_string).collect();
    words.join("; ")
}

/// Judges the facets of a story.
///
/// # Guarantee
/// If it passes, then
/// * every set of facets that a cube counts together is shared by `rule.persons` distinct persons
///   in every possible world;
/// * so are all facets together if the basis is [`Basis::Counted`] or [`Basis::Bound`]; if it is
///   [`Basis::Estimate`], they are so under conditional independence, and a flag says so;
/// * cases with these facets ended in at least two ways, by published numbers that are not zero;
/// * each role could be `rule.staff` people, as far as functions were counted;
/// * every month is published and `rule.embargo_months` old.
///
/// Another facet never makes a refused story pass. A wider period never breaks the first rule.
/// Not covered: what the text says beyond its facets, and colleagues who know the case.
pub fn judge_story(
    facets: &StoryFacets,
    published: &PublishedMonths,
    rule: &StoryRule,
) -> Result<Judgement, StoryRefusal> {
    let (judgement, broken) = weigh(facets, published, rule);
    if broken.is_empty() {
        return Ok(judgement);
    }
    let ways = change::ways(facets, published, rule, &broken);
    Err(StoryRefusal { broken, ways })
}

/// The rules without the search for a way out.
pub(super) fn weigh(
    facets: &StoryFacets,
    published: &PublishedMonths,
    rule: &StoryRule,
) -> (Judgement, Vec<Refusal>) {
    let (period, months) = published.of(facets);
    let mut broken = Vec::new();
    refuse_unknown(facets, published, &mut broken);
    refuse_period(&period, &months, rule, &mut broken);
    refuse_roles(facets, rule, &mut broken);
    let all = published.implied(&facets.attributes);
    let combinations = published.combinations(&all);
    let counts: Vec<FacetCount> = combinations
        .iter()
        .map(|set| count(published, &months, set))
        .collect();
    for set in &counts {
        if set.at_least < u64::from(rule.persons) {
            broken.push(Refusal::new(
                "five persons",
                named(&set.facets),
                "tell less, tell it more generally, or widen the period",
            ));
        }
    }
    let together = combinations.first() == Some(&all);
    let (at_least, shown) = if together {
        (counts[0].at_least, counts[0].shown)
    } else {
        let estimate = published.estimate(&months, &all);
        (published.bound(&months, &combinations), estimate as u64)
    };
    if all.is_empty() {
        let would_pass = "say in codes what the story tells of the case";
        broken.push(Refusal::new("facets", "the story", would_pass));
    } else if !together && shown < u64::from(rule.persons) {
        broken.push(Refusal::new(
            "five persons together",
            named(&all),
            "leave out a facet that no table counts with the others, or merge three cases",
        ));
    }
    refuse_one_outcome(&all, published, &months, rule, &mut broken);
    let basis = match (together, at_least >= u64::from(rule.persons)) {
        (true, _) => Basis::Counted,
        (false, true) => Basis::Bound,
        (false, false) => Basis::Estimate,
    };
    let judgement = Judgement {
        flags: flags(facets, basis),
        basis,
        at_least,
        shown,
        combinations: counts,
    };
    (judgement, broken)
}

fn refuse_unknown(facets: &StoryFacets, published: &PublishedMonths, broken: &mut Vec<Refusal>) {
    for (name, code) in &facets.attributes {
        let would_pass = match published.knows(name, code) {
            None => "leave out what no published table counts",
            Some(false) => "use a code of the published tables",
            Some(true) => continue,
        };
        broken.push(Refusal::new(
            "countable facets",
            format!("{name}={code}"),
            would_pass,
        ));
    }
}

fn refuse_period(
    period: &[String],
    months: &[&Month],
    rule: &StoryRule,
    broken: &mut Vec<Refusal>,
) {
    let name = format!(
        "{}..{}",
        period.first().map_or("", String::as_str),
        period.last().map_or("", String::as_str)
    );
    if months.is_empty() || months.len() < period.len() {
        let would_pass = "keep to months that were published, from the first to the last";
        broken.push(Refusal::new("published months", name.clone(), would_pass));
    }
    let old = |month: &String| {
        let age = number(&rule.today)
            .zip(number(month))
            .map(|(now, then)| now - then);
        age.is_some_and(|age| age >= i64::from(rule.embargo_months))
    };
    if !period.iter().all(old) {
        let would_pass = "wait until every month of the period is old enough, or end it earlier";
        broken.push(Refusal::new("embargo", name, would_pass));
    }
}

fn refuse_roles(facets: &StoryFacets, rule: &StoryRule, broken: &mut Vec<Refusal>) {
    for role in facets.roles.iter().filter(|role| role.staff() < rule.staff) {
        broken.push(Refusal::new(
            "staff of a role",
            &role.label,
            "describe the unit or the function more generally",
        ));
    }
    if facets.roles.is_empty() {
        let would_pass = "say who is described";
        broken.push(Refusal::new("staff of a role", "the story", would_pass));
    }
}

fn refuse_one_outcome(
    all: &Attributes,
    published: &PublishedMonths,
    months: &[&Month],
    rule: &StoryRule,
    broken: &mut Vec<Refusal>,
) {
    let ends = |code: &String| {
        let mut facets = all.clone();
        facets.insert(rule.outcome.clone(), code.clone());
        published.estimate(months, &facets) > 0.0
    };
    let outcomes = published.codes(&rule.outcome);
    let outcomes = outcomes.difference(&rule.no_outcome);
    if outcomes.filter(|code| ends(code)).take(2).count() < 2 {
        broken.push(Refusal::new(
            "several outcomes",
            named(all),
            "tell it so generally that cases like it ended in more than one way",
        ));
    }
}

fn flags(facets: &StoryFacets, basis: Basis) -> Vec<StoryFlag> {
    let uncounted = facets
        .roles
        .iter()
        .filter(|role| role.function == Function::Unknown);
    let mut flags: Vec<StoryFlag> = uncounted
        .map(|role| StoryFlag::Uncounted {
            label: role.label.clone(),
            unit_staff: role.unit_staff,
        })
        .collect();
    if basis == Basis::Estimate {
        flags.push(StoryFlag::Estimate {
            attributes: facets.attributes.clone(),
            from: facets.from.clone(),
            until: facets.until.clone(),
        });
    }
    flags
}

pub(super) fn named(facets: &Attributes) -> String {
    let parts: Vec<String> = facets
        .iter()
        .map(|(name, code)| format!("{name}={code}"))
        .collect();
    parts.join(" & ")
}
