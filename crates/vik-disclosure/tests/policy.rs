//! The policy of the freeze, from any text and with any numbers: read and checked, or refused.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test may fail loudly"
)]

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::sample::{Index, select};
use vik_disclosure::Policy;

/// Each setting with a value that passes.
const SETTINGS: [(&str, &str); 8] = [
    ("version", "\"1\""),
    ("base", "3"),
    ("leadership_base", "5"),
    ("person_cap", "2"),
    ("leaf_error_preference", "3"),
    ("margin_error_preference", "5"),
    ("minimum_roster", "25"),
    ("window_periods", "8"),
];

const VALUES: &[&str] = &[
    "0",
    "1",
    "2",
    "3",
    "4",
    "5",
    "9",
    "10",
    "12",
    "13",
    "24",
    "25",
    "26",
    "4294967295",
    "4294967296",
    "-3",
    "3.0",
    "\"\"",
    "\"3\"",
    "true",
    "[3]",
    "{ base = 3 }",
    "1979-05-27",
    "0b11",
    "nan",
    "\"\\u0000\"",
    "'",
    "",
];

fn lines() -> Vec<String> {
    SETTINGS
        .iter()
        .map(|(key, value)| format!("{key} = {value}"))
        .collect()
}

/// Lines with values replaced, keys mistyped, lines left out, doubled or moved.
fn mutated() -> impl Strategy<Value = Vec<String>> {
    let change = (
        any::<(Index, Index)>(),
        0_u8..6,
        select(VALUES),
        any::<char>(),
    );
    prop::collection::vec(change, 1..4).prop_map(|changes| {
        let mut lines = lines();
        for ((at, other), kind, value, letter) in changes {
            if lines.is_empty() {
                break;
            }
            let (at, other) = (at.index(lines.len()), other.index(lines.len()));
            let key = lines[at].split(" = ").next().unwrap_or_default().to_owned();
            match kind {
                0 | 1 => lines[at] = format!("{key} = {value}"),
                2 => drop(lines.remove(at)),
                3 => lines.insert(other, lines[at].clone()),
                4 => lines.swap(at, other),
                _ => lines[at].insert(0, letter),
            }
        }
        lines
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    /// Never a panic; what is read holds every setting once, and says what a text of that form says.
    #[test]
    fn mutated_policies_are_read_whole_or_not_at_all(lines in mutated()) {
        let text = lines.join("\n");
        if let Ok(policy) = toml::from_str::<Policy>(&text) {
            let table: toml::Table = text.parse().unwrap();
            let keys: BTreeSet<&str> = table.keys().map(String::as_str).collect();
            prop_assert_eq!(keys, SETTINGS.iter().map(|(key, _)| *key).collect::<BTreeSet<_>>());
            prop_assert_eq!(Some(i64::from(policy.base)), table["base"].as_integer());
            prop_assert_eq!(Some(policy.version.as_str()), table["version"].as_str());
            check(&policy)?;
        }
    }

    #[test]
    fn any_text_is_read_or_refused(text: String) {
        if let Ok(policy) = toml::from_str::<Policy>(&text) {
            check(&policy)?;
        }
    }

    /// Any numbers at all: the check knows the limits, and names a setting that lies outside.
    #[test]
    fn any_numbers_are_judged_by_the_limits(
        numbers in prop::array::uniform7(prop_oneof![0_u32..30, any::<u32>()]),
        near in prop::array::uniform7(any::<bool>()), empty in prop::bool::weighted(0.1),
    ) {
        // Mostly close to the default, so that single settings are seen to fail alone.
        let usual = [3, 5, 2, 3, 5, 25, 8];
        let pick = |place: usize| if near[place] { usual[place] } else { numbers[place] };
        check(&Policy {
            version: if empty { String::new() } else { "2".to_owned() },
            base: pick(0),
            leadership_base: pick(1),
            person_cap: pick(2),
            leaf_error_preference: pick(3),
            margin_error_preference: pick(4),
            minimum_roster: pick(5),
            window_periods: pick(6),
        })?;
    }
}

/// The limits, written down a second time.
fn check(policy: &Policy) -> Result<(), TestCaseError> {
    let outside: BTreeSet<&str> = [
        ("version", policy.version.is_empty()),
        ("base", policy.base != 3),
        (
            "leadership_base",
            policy.leadership_base < 4 || policy.leadership_base > 25,
        ),
        ("person_cap", policy.person_cap != 2),
        (
            "leaf_error_preference",
            policy.leaf_error_preference < 2 || policy.leaf_error_preference > 12,
        ),
        (
            "margin_error_preference",
            policy.margin_error_preference < 2 || policy.margin_error_preference > 24,
        ),
        ("window_periods", !(1..=40).contains(&policy.window_periods)),
        (
            "minimum_roster",
            !(10..=1_000).contains(&policy.minimum_roster),
        ),
    ]
    .into_iter()
    .filter(|(_, outside)| *outside)
    .map(|(setting, _)| setting)
    .collect();
    match policy.validate() {
        Ok(()) => prop_assert!(outside.is_empty(), "{outside:?}"),
        Err(error) => {
            prop_assert!(
                outside.contains(error.setting),
                "{} {outside:?}",
                error.setting
            );
            prop_assert!(!error.expected.is_empty());
        }
    }
    Ok(())
}

#[test]
fn the_usual_policy_is_read_and_passes() {
    let policy: Policy = toml::from_str(&lines().join("\n")).unwrap();
    assert_eq!(policy, Policy::default());
    policy.validate().unwrap();
    let more = format!("{}\nperson_cup = 2", lines().join("\n"));
    assert!(toml::from_str::<Policy>(&more).is_err());
}
