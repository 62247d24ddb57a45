//! Small tables whose answers fit on a napkin.

use vik_disclosure::PublishedCube;
use vik_disclosure::story::{
    Basis, Change, Function, StoryFlag, judge_story, what_a_colleague_could_infer,
};

use crate::world::{cube, facets, months, published, rule};

/// Every month: nine FIN (six in N1), three INT.
fn usual() -> Vec<PublishedCube> {
    vec![
        cube(
            "category_sanction",
            &[
                (&["FIN", "none"], 6),
                (&["FIN", "reprimand"], 3),
                (&["INT", "none"], 3),
            ],
        ),
        cube(
            "unit_category",
            &[
                (&["N1", "FIN"], 6),
                (&["N2", "INT"], 3),
                (&["S1", "FIN"], 3),
            ],
        ),
        cube(
            "unit_route",
            &[
                (&["N1", "line"], 6),
                (&["N2", "line"], 3),
                (&["S1", "disciplinary"], 3),
            ],
        ),
    ]
}

fn rules(
    result: Result<vik_disclosure::story::Judgement, vik_disclosure::story::StoryRefusal>,
) -> Vec<String> {
    match result {
        Ok(_) => Vec::new(),
        Err(refusal) => refusal
            .broken
            .into_iter()
            .map(|broken| broken.rule)
            .collect(),
    }
}

#[test]
fn bounds_are_published_sums_less_what_rounding_hides() {
    let published = published(months(2023, 6, &usual()));
    let counts = what_a_colleague_could_infer(
        &facets("2023-01", "2023-06", &[("category", "FIN"), ("unit", "N1")]),
        &published,
    );
    let find = |names: &[&str]| {
        let found = counts
            .iter()
            .find(|count| count.facets.keys().eq(names.iter()));
        let found = found.unwrap();
        (found.at_least, found.shown, found.at_most)
    };
    // A month proves 6 - 2 = 4 persons; six months are 24, and 12 if each comes back once.
    assert_eq!(find(&["category", "unit"]), (12, 36, Some(48)));
    // 4 + 1 cases and 4 persons in the fullest leaf; at most 14 by the margin of 9 + 5, since three
    // leaves of 2 more would allow 15.
    assert_eq!(find(&["category"]), (12, 54, Some(84)));
    // The group N is N1 with 6 - 2 and N2 with 3 - 2.
    assert_eq!(find(&["unit_group"]), (12, 54, Some(84)));
}

#[test]
fn facets_counted_together_pass_on_the_bound() {
    let published = published(months(2023, 6, &usual()));
    let told = facets("2023-01", "2023-06", &[("category", "FIN")]);
    let judged = judge_story(&told, &published, &rule()).unwrap();
    assert_eq!(
        (judged.basis, judged.at_least, judged.shown),
        (Basis::Counted, 12, 54)
    );
    assert!(judged.flags.is_empty());
}

#[test]
fn zeros_are_zeros() {
    let published = published(months(2023, 12, &usual()));
    let told = facets("2023-01", "2023-12", &[("category", "INT"), ("unit", "S1")]);
    let refusal = judge_story(&told, &published, &rule()).unwrap_err();
    assert!(
        refusal
            .broken
            .iter()
            .any(|broken| broken.rule == "five persons")
    );
    assert!(
        refusal
            .to_string()
            .contains("category=INT & unit=S1 & unit_group=S")
    );
    // INT alone ended in one way only, so the unit is not the way out, but the category is.
    let drop = |attribute: &str| {
        vec![Change::Drop {
            attribute: attribute.to_owned(),
        }]
    };
    assert!(!refusal.ways.contains(&drop("unit")));
    assert!(refusal.ways.contains(&drop("category")));
    assert_eq!(refusal.ways.last(), Some(&vec![Change::Compose]));
}

#[test]
fn a_wider_period_or_a_coarser_code_may_be_the_way_out() {
    let mut cubes = usual();
    cubes[0] = cube(
        "category_sanction",
        &[
            (&["FIN", "none"], 9),
            (&["INT", "none"], 3),
            (&["INT", "reprimand"], 3),
        ],
    );
    cubes[1] = cube(
        "unit_category",
        &[
            (&["N1", "FIN"], 9),
            (&["N2", "INT"], 3),
            (&["S1", "INT"], 3),
        ],
    );
    cubes[2] = cube(
        "unit_route",
        &[
            (&["N1", "line"], 9),
            (&["N2", "line"], 3),
            (&["S1", "line"], 3),
        ],
    );
    let published = published(months(2022, 24, &cubes));
    // S1 shows 3 a month: at least 1, so 3 of half a year and 6 of a year.
    let told = facets("2023-01", "2023-06", &[("unit", "S1")]);
    let refusal = judge_story(&told, &published, &rule()).unwrap_err();
    let widen = Change::Widen {
        from: "2022-07".to_owned(),
        until: "2023-06".to_owned(),
    };
    assert!(refusal.ways.contains(&vec![widen]));
    let told = facets("2023-01", "2023-06", &[("unit", "N2")]);
    let refusal = judge_story(&told, &published, &rule()).unwrap_err();
    let coarsen = Change::Coarsen {
        attribute: "unit".to_owned(),
        to: "unit_group".to_owned(),
        code: "N".to_owned(),
    };
    assert!(refusal.ways.contains(&vec![coarsen]));
}

#[test]
fn facets_that_no_cube_counts_together_pass_on_an_estimate_with_a_flag() {
    let cubes = vec![
        cube(
            "category_sanction",
            &[
                (&["FIN", "none"], 12),
                (&["FIN", "reprimand"], 12),
                (&["INT", "none"], 12),
            ],
        ),
        cube(
            "unit_category",
            &[
                (&["N1", "FIN"], 12),
                (&["S1", "FIN"], 12),
                (&["S1", "INT"], 12),
            ],
        ),
        cube(
            "unit_route",
            &[
                (&["N1", "line"], 12),
                (&["S1", "line"], 12),
                (&["S1", "disciplinary"], 12),
            ],
        ),
    ];
    let published = published(months(2023, 6, &cubes));
    let told = facets(
        "2023-01",
        "2023-06",
        &[("category", "FIN"), ("route", "line"), ("unit", "S1")],
    );
    let judged = judge_story(&told, &published, &rule()).unwrap();
    // 24 in S1, half of them FIN and half of them line: 12 * 12 / 24 = 6 a month.
    assert_eq!((judged.basis, judged.shown), (Basis::Estimate, 36));
    assert_eq!(
        judged.at_least, 0,
        "12 - 2 and 12 - 2 of at most 28 need not meet"
    );
    let flag = StoryFlag::Estimate {
        attributes: told.attributes.clone(),
        from: told.from.clone(),
        until: told.until.clone(),
    };
    assert_eq!(judged.flags, [flag]);
    // All of N1 is FIN and line: 10 and 10 of at most 12 + 4 are 4 cases a month, so 2 persons.
    let told = facets(
        "2023-01",
        "2023-06",
        &[("category", "FIN"), ("route", "line"), ("unit", "N1")],
    );
    let judged = judge_story(&told, &published, &rule()).unwrap();
    assert_eq!((judged.basis, judged.at_least), (Basis::Bound, 6));
    assert!(judged.flags.is_empty());
}

#[test]
fn the_other_rules_each_say_no() {
    let published = published(months(2023, 40, &usual()));
    let fine = facets("2023-01", "2023-06", &[("category", "FIN")]);
    assert_eq!(rules(judge_story(&fine, &published, &rule())), [""; 0]);
    let young = facets("2025-07", "2025-12", &[("category", "FIN")]);
    let refusal = judge_story(&young, &published, &rule()).unwrap_err();
    assert_eq!(
        refusal.ways,
        [vec![Change::Wait {
            until: "2026-12".to_owned()
        }]]
    );
    let last = facets("2025-06", "2025-11", &[("category", "FIN")]);
    assert_eq!(rules(judge_story(&last, &published, &rule())), [""; 0]);
    let outside = facets("2022-12", "2023-06", &[("category", "FIN")]);
    assert_eq!(
        rules(judge_story(&outside, &published, &rule())),
        ["published months"]
    );
    let backwards = facets("2023-06", "2023-01", &[("category", "FIN")]);
    assert!(
        rules(judge_story(&backwards, &published, &rule()))
            .contains(&"published months".to_owned())
    );
    let unknown = facets(
        "2023-01",
        "2023-06",
        &[("category", "FIN"), ("shoe_size", "44")],
    );
    let refusal = judge_story(&unknown, &published, &rule()).unwrap_err();
    assert_eq!(refusal.broken[0].rule, "countable facets");
    assert_eq!(
        refusal.ways[0],
        [Change::Drop {
            attribute: "shoe_size".to_owned()
        }]
    );
    let slip = facets("2023-01", "2023-06", &[("category", "FIM")]);
    assert_eq!(
        rules(judge_story(&slip, &published, &rule()))[0],
        "countable facets"
    );
    let mut few = fine.clone();
    few.roles[0].function = Function::Share { per_mille: 62 };
    let refusal = judge_story(&few, &published, &rule()).unwrap_err();
    let label = "medewerker A".to_owned();
    assert_eq!(refusal.ways, [vec![Change::Generalise { label }]]);
    few.roles[0].function = Function::Unknown;
    assert_eq!(
        judge_story(&few, &published, &rule()).unwrap().flags.len(),
        1
    );
    few.roles.clear();
    assert_eq!(
        rules(judge_story(&few, &published, &rule())),
        ["staff of a role"]
    );
    let one_end = facets("2023-01", "2023-12", &[("category", "INT")]);
    assert_eq!(
        rules(judge_story(&one_end, &published, &rule())),
        ["several outcomes"]
    );
    let nothing = facets("2023-01", "2023-12", &[]);
    assert_eq!(
        rules(judge_story(&nothing, &published, &rule())),
        ["facets"]
    );
}
