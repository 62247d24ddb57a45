//! Completeness and Markdown.

use super::samples::story;
use crate::{Expected, Source, Story};

fn fields(story: &Story) -> Vec<String> {
    story
        .problems()
        .into_iter()
        .map(|found| found.field)
        .collect()
}

#[test]
fn a_complete_story_has_no_problem() {
    assert_eq!(story().problems(), []);
    assert_eq!(story().reading_minutes(), 1);
    let mut long = story();
    long.parts[0].text = "woord ".repeat(360);
    assert_eq!(long.reading_minutes(), 3);
}

#[test]
fn an_empty_story_misses_every_required_part() {
    let missing = fields(&Story::default());
    for field in [
        "/title",
        "/situation",
        "/parts",
        "/assessment/careful",
        "/assessment/proportionate",
        "/outcome/band",
        "/outcome/action",
        "/went_well",
        "/lessons",
        "/audiences",
        "/themes",
        "/values",
        "/causes",
        "/facets/from",
        "/facets/until",
        "/facets/attributes",
        "/facets/roles",
    ] {
        assert!(missing.contains(&field.to_owned()), "{field}");
    }
}

#[test]
fn each_rule_finds_its_own_field() {
    type Spoil = fn(&mut Story);
    let spoilt: [(&str, Spoil); 12] = [
        ("/title", |story| story.title = "kort".to_owned()),
        ("/parts", |story| {
            story.parts[0].decision = None;
            story.parts[0].questions.clear();
        }),
        ("/parts/0/decision/who", |story| {
            if let Some(decision) = &mut story.parts[0].decision {
                decision.who.clear();
            }
        }),
        ("/parts/0/questions/0", |story| {
            story.parts[0].questions[0] = "Geen vraag.".to_owned();
        }),
        ("/parts/0/text", |story| {
            story.parts[0].text = "woord ".repeat(401);
        }),
        ("/questions/vik", |story| {
            story.audiences.push(crate::Audience::Vik);
        }),
        ("/lessons/person/0", |story| story.lessons.person[0].clear()),
        ("/dilemma/options", |story| {
            if let Some(dilemma) = &mut story.dilemma {
                dilemma.options.pop();
            }
        }),
        ("/dilemma/situation", |story| {
            if let Some(dilemma) = &mut story.dilemma {
                dilemma.situation = "Eén zin.".to_owned();
            }
        }),
        ("/facets/until", |story| {
            story.facets.until = Some(crate::HalfYear::of(2022, 1));
        }),
        ("/themes", |story| story.themes.push(" ".to_owned())),
        ("/source", |story| {
            story.source = Source::Composite { cases: 2 }
        }),
    ];
    for (field, spoil) in spoilt {
        let mut story = story();
        spoil(&mut story);
        assert_eq!(fields(&story), [field]);
    }
}

#[test]
fn what_is_expected_reads_in_two_languages() {
    let expected = Expected::Words { least: 3, most: 20 };
    assert_eq!(expected.dutch(), "3 tot 20 woorden");
    assert_eq!(expected.to_string(), "3 to 20 words");
}

#[test]
fn the_story_reads_aloud() {
    let page = story().markdown(&|_, code| code.to_uppercase());
    assert!(page.starts_with(
        "# Een dienst met een prijs\n\n*eerste helft van 2023 tot en met tweede helft van 2023 · \
         INFORMATION · INTEGRITY · 1 minuut lezen*\n\n## De situatie\n"
    ));
    assert!(page.contains("> **Beslismoment van medewerker A:** Neemt hij de korting aan?"));
    assert!(page.contains("**Voor medewerkers**\n\n- Wanneer is een dienst te groot?"));
    assert!(!page.contains("FIN"), "facets are not printed");
}

#[test]
fn text_never_becomes_markup() {
    let mut story = story();
    story.situation =
        "# kop\n\n1. lijst <script>alert(1)</script> *vet* [a](b)\n\n- 3 - 4".to_owned();
    let page = story.markdown(&|_, code| code.to_owned());
    assert!(page.contains(
        "\\# kop\n\n1\\. lijst \\<script\\>alert(1)\\</script\\> \\*vet\\* \\[a\\](b)\n\n\\- 3 - 4"
    ));
}

#[test]
fn a_card_keeps_the_rule_for_last() {
    let dilemma = story().dilemma.unwrap();
    let card = dilemma.markdown("Een naam voor een vriend");
    assert!(card.contains("**B.** Je weigert.\n\n- *Daarvoor pleit:* Het helpt hem."));
    assert!(card.ends_with("## Wat zegt de regel?\n\nGegevens zijn er voor het werk.\n"));
}
