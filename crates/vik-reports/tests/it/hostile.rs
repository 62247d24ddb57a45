//! Text that means something to Typst, to a typeface or to a line breaker comes out as text.

use vik_reports::{Card, dilemma_cards, story_sheet};
use vik_story::{Choice, Decision, Dilemma, Part, Story};

use crate::tools::{Shipped, edition, poppler};

/// A story of which every text is the same.
fn story_of(text: &str) -> Story {
    let text = text.to_owned();
    let mut story = Story {
        title: text.clone(),
        situation: text.clone(),
        went_well: text.clone(),
        ..Story::default()
    };
    story.parts = vec![Part {
        text: format!("{text}\n\n{text}"),
        decision: Some(Decision {
            who: text.clone(),
            question: text.clone(),
        }),
        questions: vec![text.clone()],
    }];
    story.assessment.careful = text.clone();
    story.outcome.text = text.clone();
    story.lessons.team = vec![text.clone()];
    story.questions.vik = vec![text.clone()];
    story.toolkit = vec![text.clone()];
    story.dilemma = Some(Dilemma {
        situation: text.clone(),
        options: vec![Choice {
            text: text.clone(),
            pro: text.clone(),
            con: text.clone(),
        }],
        what_if: vec![text.clone()],
        rule: text,
    });
    story
}

fn both(text: &str) -> Vec<u8> {
    let (story, edition) = (story_of(text), edition("proef"));
    let card = Card {
        story: &story,
        edition: &edition,
    };
    let words = Shipped::new();
    dilemma_cards(&[card], &words).unwrap_or_else(|error| panic!("cards of {text:?}: {error}"));
    story_sheet(&story, &edition, &words).unwrap_or_else(|error| panic!("{text:?}: {error}"))
}

fn text_of(pdf: &[u8]) -> Option<String> {
    poppler("pdftotext", &["-", "-"], pdf)
}

#[test]
fn markup_is_text() {
    let nasty = "= Kop *vet* _schuin_ #panic(\"x\") $x^2$ `code` @verwijzing <label> \\ // [a] {b} ~ -- \"'";
    if let Some(text) = text_of(&both(nasty)) {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        for expected in [
            "*vet* _schuin_ #panic(\"x\") $x^2$",
            "`code` @verwijzing <label>",
            "// [a] {b} ~",
        ] {
            assert!(text.contains(expected), "{expected}: {text}");
        }
    }
    both("#import \"style.typ\": *");
    both("- lijst");
    both("1. een");
}

#[test]
fn other_scripts_and_emoji_are_set() {
    for text in [
        "Hij zei: مرحبا بكم في هولندا, en ging weg.",
        "السَّلَامُ عَلَيْكُمْ",
        "Zij schreef שָׁלוֹם עולם op de kaart.",
        "Top 👍🏽 👮🏽\u{200D}♀️ 👨\u{200D}👩\u{200D}👧 🇳🇱 1️⃣ ❤️ 😀",
        "Здравствуйте Ελλάδα Łódź İstanbul Şırnak",
        "警察 경찰 पुलिस ตำรวจ",
    ] {
        both(text);
    }
}

#[test]
fn signs_that_no_page_may_hold_do_no_harm() {
    for text in [
        "a\u{0}b\u{1}c\u{7f}d\u{85}e\u{ad}f",
        "\u{202E}omgekeerd\u{202C} \u{2066}x\u{2069}\u{200F}",
        "\u{FEFF}\u{FFFD}\u{FFFE}\u{FFFF}\u{E000}\u{F8FF}\u{FE4E5}\u{10FFFF}",
        "z\u{0335}a\u{0300}\u{0301}\u{0302}l\u{20DD}g\u{1AB0}o \u{0301}los \u{200D}\u{FE0F}\u{1F3FD}",
        "\u{2028}\u{2029}\u{200B}\u{2060}\u{00A0}\u{3000}x",
        "ﷺ ﬁ ㎏ ½ ¾ ™ № ← → ⇒ ≥ ≠ ∞ ✓ ✗ □ ■ ● ◆",
    ] {
        both(text);
    }
}

#[test]
fn a_word_without_end_stays_on_the_page() {
    let word = "x".repeat(400);
    let pdf = story_sheet(&story_of(&word), &edition("proef"), &Shipped::new()).unwrap();
    let Some(boxes) = poppler("pdftotext", &["-bbox", "-", "-"], &pdf) else {
        return;
    };
    let right = boxes
        .lines()
        .filter_map(|line| {
            line.split_once("xMax=\"")?
                .1
                .split('"')
                .next()?
                .parse()
                .ok()
        })
        .fold(0.0_f64, f64::max);
    let page_less_margin = 595.3 - 34.0 * 72.0 / 25.4;
    assert!(right <= page_less_margin + 1.0, "{right}");
}
