//! Laws, on frozen months of random cases.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use vik_disclosure::story::{
    Basis, Change, Declared, PublishedMonths, StoryFacets, judge_story,
    what_a_colleague_could_infer,
};

use crate::world::{Case, capped, facets, frozen, published, rule};

const MONTHS: u32 = 4;

prop_compose! {
    /// Few people, so that many come back; codes lean to the first.
    fn cases(most: usize)(
        raw in prop::collection::vec(
            (0_u32..40, 0..MONTHS, [0_u16..4, 0_u16..4, 0_u16..4, 0_u16..4]),
            20..most,
        )
    ) -> Vec<Case> {
        let case = |(person, month, [unit, category, sanction, route]): (u32, u32, [u16; 4])| Case {
            person,
            month,
            codes: [unit % 3, category / 3, sanction % 3, route / 3],
        };
        capped(raw.into_iter().map(case).collect())
    }
}

type Told = Vec<(&'static str, &'static str)>;

/// Any of the attributes, each with one of its codes.
fn told() -> impl Strategy<Value = Told> {
    let code = |name: &'static str, codes: &'static [&'static str]| {
        proptest::option::of(prop::sample::select(codes).prop_map(move |code| (name, code)))
    };
    (
        code("unit", &["N1", "N2", "S1"]),
        code("unit_group", &["N", "S"]),
        code("category", &["FIN", "INT"]),
        code("sanction_band", &["none", "reprimand"]),
        code("route", &["line", "disciplinary"]),
    )
        .prop_map(|(unit, group, category, sanction, route)| {
            let all = [unit, group, category, sanction, route];
            all.into_iter().flatten().collect()
        })
}

fn within(told: &Told, until: u32) -> StoryFacets {
    facets("2023-01", &format!("2023-{until:02}"), told)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn bounds_hold_for_the_truth(cases in cases(260), told in told(), key in any::<u8>()) {
        let months = frozen(&cases, MONTHS, key);
        // Nothing is assumed of who comes back.
        let declared = Declared { months_per_person: MONTHS, ..Declared::mother(3) };
        let published = PublishedMonths::new(months.clone(), declared).unwrap();
        let mut back: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
        for case in &cases {
            back.entry(case.person).or_default().insert(case.month);
        }
        let most = back.values().map(BTreeSet::len).max().unwrap_or(1) as u32;
        let known = Declared { months_per_person: most, ..declared };
        let known = PublishedMonths::new(months, known).unwrap();
        for published in [published, known] {
            for count in what_a_colleague_could_infer(&within(&told, MONTHS), &published) {
                let matching: Vec<&Case> = cases
                    .iter()
                    .filter(|case| count.facets.iter().all(|(name, code)| case.has(name, code)))
                    .collect();
                let persons: BTreeSet<u32> = matching.iter().map(|case| case.person).collect();
                prop_assert!(count.at_least <= persons.len() as u64, "{:?}", count);
                prop_assert!(count.at_most.is_none_or(|most| persons.len() as u64 <= most));
                prop_assert!(count.at_least <= count.shown || count.basis == Basis::Estimate);
            }
        }
    }

    #[test]
    fn another_facet_never_makes_it_pass(
        cases in cases(700), told in told(), more in told(), key in any::<u8>(), persons in 1_u32..6
    ) {
        let published = published(frozen(&cases, MONTHS, key));
        let mut rule = rule();
        rule.persons = persons;
        let less = within(&told, MONTHS);
        prop_assume!(!less.attributes.is_empty());
        for (name, code) in more {
            let mut more = less.clone();
            more.attributes.entry(name.to_owned()).or_insert_with(|| code.to_owned());
            if judge_story(&more, &published, &rule).is_ok() {
                let judged = judge_story(&less, &published, &rule);
                prop_assert!(judged.is_ok(), "{:?} {:?} {:?}", less, more, judged);
            }
        }
    }

    #[test]
    fn a_wider_period_never_breaks_the_first_rule(
        cases in cases(500), told in told(), key in any::<u8>(), gone in 0..MONTHS
    ) {
        let mut months = frozen(&cases, MONTHS, key);
        // A month may lack a cube.
        months.entry(format!("2023-{:02}", gone + 1)).and_modify(|cubes| {
            cubes.retain(|cube| cube.spec.id != "unit_route");
        });
        let published = published(months);
        let few = |until| match judge_story(&within(&told, until), &published, &rule()) {
            Ok(_) => 0,
            Err(refusal) => {
                let few = refusal.broken.iter().filter(|broken| broken.rule == "five persons");
                few.count()
            }
        };
        for until in 1..MONTHS {
            prop_assert!(few(until + 1) <= few(until));
        }
    }

    #[test]
    fn every_way_out_leads_out(cases in cases(400), told in told(), key in any::<u8>(), until in 1..MONTHS) {
        let published = published(frozen(&cases, MONTHS, key));
        let story = within(&told, until);
        let Err(refusal) = judge_story(&story, &published, &rule()) else {
            return Ok(());
        };
        for way in refusal.ways.iter().filter(|way| !way.contains(&Change::Compose)) {
            let mut changed = story.clone();
            for change in way {
                match change {
                    Change::Drop { attribute } => {
                        changed.attributes.remove(attribute);
                    }
                    Change::Coarsen { attribute, to, code } => {
                        changed.attributes.remove(attribute);
                        changed.attributes.insert(to.clone(), code.clone());
                    }
                    Change::Widen { from, until } => {
                        changed.from.clone_from(from);
                        changed.until.clone_from(until);
                    }
                    other => prop_assert!(false, "{other:?}"),
                }
            }
            prop_assert!(judge_story(&changed, &published, &rule()).is_ok());
        }
    }
}
