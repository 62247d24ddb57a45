//! Two organisations side by side, category by category, in the order of the list and never by size.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use vik_domain::{CodeList, Language, Text};

use crate::cautions::cautions;
use crate::figures::{Figures, Group, Year};
use crate::share::{Count, Range, Share, difference, share};

/// One category, or several that one of the two counts as one.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Line {
    /// Our codes.
    pub codes: Group,
    /// What they are called.
    pub label: Text,
    /// Our share; `None` when we do not count all of these codes.
    pub own: Option<Share>,
    /// The partner's share; `None` when the partner does not.
    pub partner: Option<Share>,
    /// Our share less the partner's, within 95 %; only where both have one.
    pub difference: Option<Range>,
}

/// Our figures beside a partner's. There is no order by size and no verdict in it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Comparison {
    /// What we are called.
    pub own: Text,
    /// What the partner is called.
    pub partner: Text,
    /// Our year.
    pub own_year: i32,
    /// The partner's year.
    pub partner_year: i32,
    /// Categories in the order of our list.
    pub lines: Vec<Line>,
    /// Our share of what has no category.
    pub own_unmapped: Option<Share>,
    /// The partner's.
    pub partner_unmapped: Option<Share>,
    /// What may not be compared, each in a sentence; never empty.
    pub not_comparable: Vec<Text>,
}

/// Why nothing is set side by side.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CompareError {
    /// A year that is not there.
    #[error("there are no figures of {organisation} for {year}")]
    Year {
        /// Whose.
        organisation: String,
        /// Which.
        year: i32,
    },
    /// A code that is not on our list.
    #[error("code `{0}` is not on the list that the figures are compared on")]
    Code(String),
}

/// Sets one year of ours beside one year of a partner's.
///
/// # Guarantee
/// Categories that one of the two counts as one are one line for both, so a share is always set
/// beside a share of the same thing. Every count of both is in a line or in `*_unmapped`.
///
/// # Errors
/// [`CompareError`].
pub fn compare(
    (own, own_year): (&Figures, i32),
    (partner, partner_year): (&Figures, i32),
    ours: &CodeList,
) -> Result<Comparison, CompareError> {
    let year = |figures: &Figures, year: i32| {
        let missing = || CompareError::Year {
            organisation: figures.id.clone(),
            year,
        };
        figures.years.get(&year).cloned().ok_or_else(missing)
    };
    let (left, right) = (year(own, own_year)?, year(partner, partner_year)?);
    let groups = joined(left.counts.keys().chain(right.counts.keys()));
    let place = |code: &String| ours.codes.iter().position(|known| known.code == *code);
    if let Some(code) = groups.iter().flatten().find(|code| place(code).is_none()) {
        return Err(CompareError::Code(code.clone()));
    }
    let mut groups: Vec<Group> = groups
        .into_iter()
        .map(|group| {
            let mut codes: Group = group.into_iter().collect();
            codes.sort_by_key(&place);
            codes
        })
        .collect();
    groups.sort_by_key(|group| group.first().and_then(&place));
    let lines: Vec<Line> = (groups.into_iter())
        .map(|codes| {
            let (own, partner) = (of(&left, &codes), of(&right, &codes));
            Line {
                label: label(&codes, ours),
                difference: own
                    .zip(partner)
                    .map(|(own, partner)| difference(&own, &partner)),
                codes,
                own,
                partner,
            }
        })
        .collect();
    let not_comparable = cautions((own, own_year), (partner, partner_year), &lines);
    Ok(Comparison {
        own: own.name.clone(),
        partner: partner.name.clone(),
        own_year,
        partner_year,
        lines,
        own_unmapped: share(own.unmapped_in(own_year), left.total),
        partner_unmapped: share(partner.unmapped_in(partner_year), right.total),
        not_comparable,
    })
}

/// Groups that have a code in common become one, until none have.
fn joined<'a>(groups: impl Iterator<Item = &'a Group>) -> Vec<BTreeSet<String>> {
    let mut found: Vec<BTreeSet<String>> = Vec::new();
    for group in groups {
        let mut one: BTreeSet<String> = group.iter().cloned().collect();
        let (touching, apart): (Vec<_>, Vec<_>) = found
            .into_iter()
            .partition(|other| !other.is_disjoint(&one));
        one.extend(touching.into_iter().flatten());
        found = apart;
        found.push(one);
    }
    found
}

/// The share of some codes in a year, if all of them were counted.
fn of(year: &Year, codes: &[String]) -> Option<Share> {
    let within: BTreeMap<&Group, &Count> = (year.counts.iter())
        .filter(|(group, _)| group.iter().any(|code| codes.contains(code)))
        .collect();
    let covered: BTreeSet<&String> = within.keys().copied().flatten().collect();
    let all = codes.iter().all(|code| covered.contains(code));
    let sum = within
        .values()
        .fold(Count::default(), |sum, count| sum.plus(**count));
    all.then(|| share(sum, year.total))?
}

fn label(codes: &[String], ours: &CodeList) -> Text {
    let words = |language, and: &str| {
        let labels: Vec<&str> = codes
            .iter()
            .map(|code| ours.label(code, language))
            .collect();
        labels.join(and)
    };
    Text {
        nl: words(Language::Dutch, " + "),
        en: words(Language::English, " + "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_that_touch_become_one() {
        let group = |codes: &[&str]| {
            codes
                .iter()
                .map(|code| (*code).to_owned())
                .collect::<Group>()
        };
        let groups = [
            group(&["a"]),
            group(&["b"]),
            group(&["c", "d"]),
            group(&["b", "c"]),
        ];
        let found = joined(groups.iter());
        assert_eq!(found.len(), 2);
        assert!(found.contains(&["b", "c", "d"].map(str::to_owned).into()));
    }
}
