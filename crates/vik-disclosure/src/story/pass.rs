//! The door for a story.

use serde::Serialize;

use crate::freeze::Occasion;
use crate::ledger::{Counted, Rule, Statement};
use crate::protected::{Protected, Released};
use crate::record::{CubeDigest, ReleaseRecord, digest_lines};
use crate::refusal::Refusal;

use super::facets::{StoryFacets, StoryRule};
use super::gate::{Judgement, StoryRefusal, judge_story};
use super::months::PublishedMonths;

/// Releases a story whose facets pass, with the statements that go into the ledger.
///
/// # Guarantee
/// What is released passed [`judge_story`], and the privacy officer cleared each of its flags for
/// exactly these facets. The record has kind `story`, stands in the chain of `occasion`, and binds
/// the story and its facets; a statement says no more than published numbers prove, or that there
/// is one case.
/// Not covered: the review of the text, which the caller must have seen pass for this version.
pub fn pass_story<T: Serialize>(
    story: Protected<T>,
    facets: &StoryFacets,
    published: &PublishedMonths,
    rule: &StoryRule,
    occasion: &Occasion,
) -> Result<(Released<T>, Vec<Statement>), StoryRefusal> {
    let judgement = judge_story(facets, published, rule)?;
    let open = judgement
        .flags
        .iter()
        .any(|flag| !facets.cleared.contains(flag));
    let digest = story_digest(story.open(), facets).filter(|_| !open);
    let Some(digest) = digest else {
        let (name, would_pass) = if open {
            (
                "cleared flags",
                "let the privacy officer weigh what was flagged",
            )
        } else {
            ("readable story", "give a story that can be written as JSON")
        };
        return Err(StoryRefusal {
            broken: vec![Refusal::new(name, "the story", would_pass)],
            ways: Vec::new(),
        });
    };
    let occasion = Occasion {
        kind: "story".to_owned(),
        period: period(facets),
        ..occasion.clone()
    };
    let record = ReleaseRecord::seal(&occasion, &rule.version, None, vec![digest]);
    let statements = statements(&judgement, facets, published, rule, &record);
    Ok((Released::new(story.into_inner(), record), statements))
}

/// The digest of a story and its facets that its record holds; nothing if the story has no JSON.
pub fn story_digest<T: Serialize>(story: &T, facets: &StoryFacets) -> Option<CubeDigest> {
    let text = serde_json::to_string(story).ok()?;
    let facts = serde_json::to_string(facets).ok()?;
    let lines = [
        vec!["story 1".to_owned()],
        vec!["facets".to_owned(), facts],
        vec!["text".to_owned(), text],
    ];
    Some(CubeDigest {
        id: "story".to_owned(),
        leaves: 1,
        sha256: digest_lines(lines),
    })
}

fn period(facets: &StoryFacets) -> String {
    format!("{}..{}", facets.from, facets.until)
}

/// One statement for each set that a cube counts together, and one for all: there is a case.
fn statements(
    judgement: &Judgement,
    facets: &StoryFacets,
    published: &PublishedMonths,
    rule: &StoryRule,
    record: &ReleaseRecord,
) -> Vec<Statement> {
    let statement = |codes, measure, value| Statement {
        cube: format!("story {}", record.number),
        population: "cases".to_owned(),
        period: period(facets),
        audience: rule.audience.clone(),
        codes,
        measure,
        value: Some(value),
        rule: Rule::AtLeast,
    };
    let shared = (judgement.combinations.iter())
        .map(|set| statement(set.facets.clone(), Counted::Persons, rule.persons));
    let all = published.implied(&facets.attributes);
    shared.chain([statement(all, Counted::Cases, 1)]).collect()
}
