//! The stories that ship are complete, and their codes exist.

use crate::tools;

#[test]
fn three_stories_ship() {
    assert_eq!(tools::stories().len(), 3);
}

#[test]
fn every_code_is_in_its_list() {
    let lists = tools::code_lists();
    for (name, story) in tools::stories() {
        let codes = [
            ("themes", story.themes.clone()),
            ("values", story.values.clone()),
            ("causes", story.causes.clone()),
            ("sanction_band", vec![story.outcome.band.clone()]),
            (
                "categories",
                story.facets.attributes.values().cloned().collect(),
            ),
        ];
        for (list, codes) in codes {
            assert!(!codes.is_empty(), "{name}: no code of `{list}`");
            for code in codes {
                assert!(
                    lists.list(list).unwrap().contains(&code, None),
                    "{name}: `{code}` is not in `{list}`"
                );
            }
        }
    }
}

#[test]
fn a_story_gives_away_no_more_than_its_category() {
    for (name, story) in tools::stories() {
        let attributes: Vec<&String> = story.facets.attributes.keys().collect();
        assert_eq!(attributes, ["category"], "{name}");
        for role in &story.facets.roles {
            assert_eq!(role.unit, None, "{name}");
            assert!(role.staff.unwrap() >= 25, "{name}");
        }
    }
}

#[test]
fn every_story_is_complete() {
    for (name, story) in tools::stories() {
        assert_eq!(story.problems(), [], "{name}");
        assert!(story.dilemma.is_some(), "{name}");
    }
}
