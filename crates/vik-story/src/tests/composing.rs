//! A composite is never narrower than what it was made of.

use std::collections::BTreeMap;

use proptest::prelude::*;

use crate::{Facets, HalfYear, RoleFacet, Source, TooFewCases, compose};

/// Issues lie in categories and units in groups: the code's first letter is that of its parent.
fn coarser(name: &str, code: &str) -> Option<(String, String)> {
    let above = match name {
        "issue" => "category",
        "unit" => "unit_group",
        _ => return None,
    };
    Some((above.to_owned(), code[..1].to_owned()))
}

fn facets(attributes: &[(&str, &str)], half: HalfYear) -> Facets {
    Facets {
        from: Some(half),
        until: Some(half),
        attributes: attributes
            .iter()
            .map(|(name, code)| ((*name).to_owned(), (*code).to_owned()))
            .collect(),
        roles: vec![RoleFacet {
            label: "medewerker A".to_owned(),
            unit: attributes
                .iter()
                .find(|(name, _)| *name == "unit")
                .map(|(_, code)| (*code).to_owned()),
            function: "agent".to_owned(),
            staff: Some(60),
        }],
    }
}

#[test]
fn codes_meet_at_their_common_parent() {
    let cases = [
        facets(
            &[("issue", "F1"), ("unit", "N1"), ("rank", "low")],
            HalfYear::of(2022, 1),
        ),
        facets(
            &[("issue", "F2"), ("unit", "N1"), ("rank", "low")],
            HalfYear::of(2023, 8),
        ),
        facets(
            &[("category", "F"), ("unit", "N2"), ("rank", "high")],
            HalfYear::of(2022, 9),
        ),
    ];
    assert_eq!(compose(&cases[..2], &coarser), Err(TooFewCases));
    let (merged, source) = compose(&cases, &coarser).unwrap();
    let expected: BTreeMap<String, String> = [("category", "F"), ("unit_group", "N")]
        .map(|(name, code)| (name.to_owned(), code.to_owned()))
        .into();
    assert_eq!(merged.attributes, expected);
    assert_eq!(merged.from, Some(HalfYear::of(2022, 1)));
    assert_eq!(merged.until, Some(HalfYear::of(2023, 7)));
    assert_eq!(source, Source::Composite { cases: 3 });
    assert_eq!(merged.roles.len(), 1);
    assert_eq!(merged.roles[0].unit.as_deref(), Some("N"));
    assert_eq!(merged.roles[0].staff, None, "nobody counted the wider unit");
}

prop_compose! {
    fn any_facets()(
        issue in proptest::option::of(prop::sample::select(vec!["F1", "F2", "G1"])),
        unit in proptest::option::of(prop::sample::select(vec!["N1", "N2", "S1"])),
        rank in proptest::option::of(prop::sample::select(vec!["low", "high"])),
        year in 2019_i32..2024,
        dated in any::<bool>(),
    ) -> Facets {
        let attributes: Vec<(&str, &str)> = [("issue", issue), ("unit", unit), ("rank", rank)]
            .into_iter()
            .filter_map(|(name, code)| Some((name, code?)))
            .collect();
        let mut facets = facets(&attributes, HalfYear::of(year, 1));
        if !dated {
            facets.until = None;
        }
        facets
    }
}

proptest! {
    #[test]
    fn whatever_fits_a_case_fits_the_composite(cases in prop::collection::vec(any_facets(), 3..6)) {
        let (merged, _) = compose(&cases, &coarser).unwrap();
        for case in &cases {
            for (name, code) in &merged.attributes {
                let fits = case.attributes.iter().any(|(own, value)| {
                    (own, value) == (name, code)
                        || coarser(own, value) == Some((name.clone(), code.clone()))
                });
                prop_assert!(fits);
            }
            prop_assert!(merged.from.is_none_or(|from| case.from.is_some_and(|own| from <= own)));
            prop_assert!(merged.until.is_none_or(|until| case.until.is_some_and(|own| until >= own)));
            for role in &case.roles {
                let fits = merged.roles.iter().any(|wide| {
                    wide.label == role.label
                        && (wide.unit.is_none()
                            || wide.unit == role.unit
                            || role.unit.as_deref().map(|unit| &unit[..1]) == wide.unit.as_deref())
                });
                prop_assert!(fits);
            }
        }
        let mut turned = cases.clone();
        turned.reverse();
        prop_assert_eq!(compose(&turned, &coarser).unwrap().0.attributes, merged.attributes);
    }
}
