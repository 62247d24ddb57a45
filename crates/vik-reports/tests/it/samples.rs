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
fn every_part_of_the_form_is_filled() {
    for (name, story) in tools::stories() {
        let (assessment, lessons, questions) =
            (&story.assessment, &story.lessons, &story.questions);
        let texts = [
            &story.title,
            &story.situation,
            &story.went_well,
            &story.outcome.text,
            &story.outcome.action,
            &assessment.careful,
            &assessment.done,
            &assessment.neglect,
            &assessment.attributable,
            &assessment.proportionate,
        ];
        assert!(texts.iter().all(|text| !text.is_empty()), "{name}");
        let lists = [
            &lessons.person,
            &lessons.team,
            &lessons.leader,
            &lessons.force,
            &questions.staff,
            &questions.supervisors,
            &questions.vik,
            &questions.policy,
        ];
        assert!(lists.iter().all(|list| !list.is_empty()), "{name}");
        let dilemma = story.dilemma.as_ref().unwrap();
        assert!((2..=5).contains(&dilemma.options.len()), "{name}");
        assert!(
            story.parts.iter().all(|part| part.decision.is_some()),
            "{name}"
        );
    }
}
