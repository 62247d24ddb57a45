//! What leaves, and what is written down.

use vik_disclosure::attack::{Options, attack};
use vik_disclosure::ledger::{Counted, Declaration, Ledger, Rule, published_statements};
use vik_disclosure::story::{Function, judge_story, pass_story, story_digest};
use vik_disclosure::{Occasion, Protected, verify_chain};

use crate::world::{cube, facets, months, published, rule};

#[test]
fn a_story_passes_with_its_record_and_statements() {
    let cubes = [
        cube(
            "category_sanction",
            &[(&["FIN", "none"], 6), (&["FIN", "reprimand"], 6)],
        ),
        cube("unit_category", &[(&["N1", "FIN"], 6), (&["S1", "FIN"], 6)]),
        cube("unit_route", &[(&["N1", "line"], 6), (&["S1", "line"], 6)]),
    ];
    let published = published(months(2023, 6, &cubes));
    let mut told = facets(
        "2023-01",
        "2023-06",
        &[("category", "FIN"), ("route", "line")],
    );
    // Category and route meet in no cube, so the privacy officer weighs the estimate.
    told.cleared
        .extend(judge_story(&told, &published, &rule()).unwrap().flags);
    let told = told;
    let first = Occasion::first("2026-11", "7");
    let pass = |text: &str, told, occasion: &Occasion| {
        pass_story(
            Protected::seal(text.to_owned()),
            told,
            &published,
            &rule(),
            occasion,
        )
    };
    let (released, statements) = pass("Er was eens.", &told, &first).unwrap();
    let record = released.record();
    assert_eq!(
        (record.kind.as_str(), record.period.as_str()),
        ("story", "2023-01..2023-06")
    );
    let digest = story_digest(released.value(), &told).unwrap();
    assert_eq!(record.cubes.first(), Some(&digest));
    assert_ne!(story_digest(&"Er was iets.", &told).unwrap(), digest);
    let said: Vec<(Counted, Option<u32>, usize)> = statements
        .iter()
        .map(|line| (line.measure, line.value, line.codes.len()))
        .collect();
    // Two sets of five, and one case.
    assert_eq!(
        said,
        [
            (Counted::Persons, Some(5), 1),
            (Counted::Persons, Some(5), 1),
            (Counted::Cases, Some(1), 2),
        ]
    );
    assert!(
        statements
            .iter()
            .all(|line| line.rule == Rule::AtLeast && line.cube == "story 1")
    );
    let second = Occasion::after(record, "2026-12", "7");
    let (next, _) = pass("En toen.", &told, &second).unwrap();
    verify_chain([record, next.record()]).unwrap();
}

#[test]
fn a_flag_holds_the_door_until_it_is_cleared_for_these_facets() {
    let cubes = [
        cube(
            "category_sanction",
            &[(&["FIN", "none"], 6), (&["FIN", "reprimand"], 6)],
        ),
        cube("unit_category", &[(&["N1", "FIN"], 6), (&["S1", "FIN"], 6)]),
    ];
    let published = published(months(2023, 6, &cubes));
    let mut told = facets("2023-01", "2023-06", &[("unit", "N1")]);
    told.roles[0].function = Function::Unknown;
    let pass = |told: &_| {
        let story = Protected::seal("Er was eens.");
        pass_story(
            story,
            told,
            &published,
            &rule(),
            &Occasion::first("2026-11", "7"),
        )
    };
    assert_eq!(pass(&told).unwrap_err().broken[0].rule, "cleared flags");
    told.cleared
        .extend(judge_story(&told, &published, &rule()).unwrap().flags);
    assert!(pass(&told).is_ok());
    told.roles[0].unit_staff = 30;
    assert_eq!(pass(&told).unwrap_err().broken[0].rule, "cleared flags");
}

#[test]
fn a_story_tells_an_attacker_of_the_tables_nothing_new() {
    let cubes = [
        cube(
            "category_sanction",
            &[(&["FIN", "none"], 6), (&["FIN", "reprimand"], 6)],
        ),
        cube("unit_category", &[(&["N1", "FIN"], 6), (&["S1", "FIN"], 6)]),
        cube("unit_route", &[(&["N1", "line"], 6), (&["S1", "line"], 6)]),
    ];
    let months = months(2023, 3, &cubes);
    let mut ledger = Ledger::new();
    for (period, cubes) in &months {
        let declaration = Declaration::mother(3);
        for statement in published_statements(cubes, period, "analyst", &declaration) {
            ledger.add(&statement);
        }
    }
    let published = published(months);
    let mut told = facets("2023-01", "2023-03", &[("category", "FIN"), ("unit", "N1")]);
    told.cleared
        .extend(judge_story(&told, &published, &rule()).unwrap().flags);
    let occasion = Occasion::first("2026-11", "7");
    let story = Protected::seal("Er was eens.");
    let (_, statements) = pass_story(story, &told, &published, &rule(), &occasion).unwrap();
    let options = Options {
        sample: Some(0),
        coalition: 0,
        ..Options::default()
    };
    let before = attack(&ledger, &options);
    for statement in &statements {
        ledger.add(statement);
    }
    let after = attack(&ledger, &options);
    assert!(!after.contradiction && after.statements > before.statements);
    assert_eq!(after.every_cell, before.every_cell);
}
