//! The texts of a story: for the index, and for the passage under a title.

use vik_catalogue::Language;
use vik_published::Reference;
use vik_story::Story;

use crate::labels::label;

/// What a word counts for in the title and in the words for its codes; elsewhere it is 1.
const TITLE: f64 = 4.0;
const CODES: f64 = 2.0;

/// Every text of a story with what a word in it counts for.
pub(super) fn weighted(story: &Story, reference: &Reference) -> Vec<(f64, String)> {
    let words = |list, codes: &[String]| -> Vec<(f64, String)> {
        let word = |code: &String| (CODES, label(reference, list, code, Language::Dutch));
        codes.iter().map(word).collect()
    };
    let mut all = vec![(TITLE, story.title.clone())];
    all.extend(words("themes", &story.themes));
    all.extend(words("values", &story.values));
    all.extend(words("causes", &story.causes));
    all.extend(story.toolkit.iter().map(|item| (1.0, item.clone())));
    let functions = story.facets.roles.iter();
    all.extend(functions.map(|role| (1.0, role.function.clone())));
    all.extend(
        passages(story)
            .into_iter()
            .map(|text| (1.0, text.to_owned())),
    );
    all
}

/// The running text, in the order of reading.
#[must_use]
pub fn passages(story: &Story) -> Vec<&str> {
    let mut all = vec![story.situation.as_str()];
    for part in &story.parts {
        all.push(&part.text);
        all.extend(
            part.decision
                .iter()
                .map(|decision| decision.question.as_str()),
        );
        all.extend(part.questions.iter().map(String::as_str));
    }
    if let Some(dilemma) = &story.dilemma {
        all.push(&dilemma.situation);
        for option in &dilemma.options {
            all.extend([option.text.as_str(), &option.pro, &option.con]);
        }
        all.extend(dilemma.what_if.iter().map(String::as_str));
        all.push(&dilemma.rule);
    }
    let given = &story.assessment;
    all.extend([
        given.careful.as_str(),
        &given.done,
        &given.neglect,
        &given.attributable,
        &given.proportionate,
        &story.outcome.text,
        &story.outcome.action,
        &story.went_well,
    ]);
    let lessons = story.lessons.levels().into_iter();
    all.extend(lessons.flat_map(|(_, lines)| lines).map(String::as_str));
    let questions = story.questions.all().into_iter();
    all.extend(questions.flat_map(|(_, lines)| lines).map(String::as_str));
    all.into_iter()
        .flat_map(|text| text.split("\n\n"))
        .map(str::trim)
        .filter(|text| !text.is_empty())
        .collect()
}

/// A function in general words with a capital.
#[must_use]
pub fn role_name(function: &str) -> String {
    let mut letters = function.trim().chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
