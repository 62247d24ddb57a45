//! What ten questions find in the three sample stories and in two short ones.

use std::collections::BTreeMap;

use vik_domain::{Organisation, Text};
use vik_published::Reference;
use vik_story::Story;

use super::dutch::words;
use super::{Index, passages, snippet, texts};

const SAMPLES: [&str; 3] = [
    include_str!("../../../../data-samples/stories/even-kijken.toml"),
    include_str!("../../../../data-samples/stories/iets-lekkers.toml"),
    include_str!("../../../../data-samples/stories/tot-het-eind-van-de-maand.toml"),
];
/// Stories 4 and 5.
const SHORT: [&str; 2] = [
    "Wie bij de politie werkt, heeft een geheimhoudingsplicht. Dat geldt ook in de kleedkamer.",
    "Door privéschulden en een gokverslaving kwam een medewerker in de problemen.",
];

fn stories() -> Vec<Story> {
    let samples = SAMPLES.iter().map(|text| toml::from_str(text).unwrap());
    let short = SHORT.iter().map(|text| Story {
        situation: (*text).to_owned(),
        ..Story::default()
    });
    samples.chain(short).collect()
}

fn reference() -> Reference {
    Reference {
        organisation: Organisation {
            id: "test".to_owned(),
            name: Text::default(),
            staff: None,
            codelists: BTreeMap::new(),
            synthetic: true,
            note: Text::default(),
        },
        lists: BTreeMap::new(),
        cubes: Vec::new(),
        staff: Vec::new(),
        facts: Vec::new(),
        breaks: Vec::new(),
        norms: Vec::new(),
    }
}

fn index() -> Index {
    let mut index = Index::default();
    for (story, number) in stories().iter().zip(1..) {
        let texts = texts::weighted(story, &reference());
        index.add(number, texts.iter().map(|(w, text)| (*w, text.as_str())));
    }
    index
}

/// The stories that hold every word of a question, best first.
fn found(index: &Index, question: &str) -> Vec<u64> {
    let hits = index.find(&index.question(question));
    let whole = hits.iter().filter(|hit| hit.whole);
    whole.map(|hit| hit.number).collect()
}

#[test]
fn ten_questions_find_what_they_ask_for() {
    let index = index();
    // The question, what must come first, and what must not be found.
    let asked: [(&str, &[u64], &[u64]); 10] = [
        ("geheimhouding", &[1, 4], &[3]),
        ("schulden", &[3, 5], &[1, 2]),
        ("opzoeken", &[1], &[5]),
        ("opgezocht", &[1], &[5]),
        ("winkelier", &[2], &[1, 3]),
        ("geld lenen", &[3], &[1, 2]),
        ("gokken", &[], &[1, 2, 3]),
        ("boodschappentas", &[2], &[1, 3]),
        ("leidinggevende", &[1, 2, 3], &[4, 5]),
        ("kleedkamers", &[4], &[1, 2, 3]),
    ];
    for (question, wanted, unwanted) in asked {
        let found = found(&index, question);
        for number in wanted {
            assert!(found.contains(number), "{question}: {found:?}");
        }
        for number in unwanted {
            assert!(!found.contains(number), "{question}: {found:?}");
        }
    }
}

#[test]
fn the_word_itself_comes_before_a_compound() {
    let mut index = Index::default();
    index.add(1, [(1.0, "De privéschulden van een collega.")]);
    index.add(2, [(1.0, "De schulden van een collega.")]);
    assert_eq!(found(&index, "schuld"), [2, 1]);
}

#[test]
fn a_word_in_one_number_finds_the_other_and_the_compound() {
    let mut index = Index::default();
    index.add(1, [(1.0, "Onzorgvuldig omgaan met wapen of uitrusting")]);
    index.add(2, [(1.0, "Zij legde haar dienstwapen in de kast.")]);
    index.add(3, [(1.0, "Een wapper en een leen.")]);
    for question in ["wapen", "wapens"] {
        assert_eq!(found(&index, question), [1, 2], "{question}");
    }
}

#[test]
fn what_says_nothing_finds_nothing() {
    let index = index();
    for question in ["", "de van een", "?!", "xyzzy"] {
        assert_eq!(found(&index, question), [0_u64; 0], "{question}");
    }
    let long = "zoek ".repeat(10_000);
    assert!(found(&index, &long).contains(&1));
}

#[test]
fn a_passage_shows_what_was_asked_within_the_text() {
    let (index, stories) = (index(), stories());
    let question = index.question("schulden post");
    let pieces = snippet(passages(&stories[2]), &question).unwrap();
    let asked: Vec<&str> = (pieces.iter().filter(|piece| piece.asked))
        .map(|piece| piece.text.as_str())
        .collect();
    assert!(
        asked.contains(&"schulden") && asked.contains(&"post"),
        "{pieces:?}"
    );
    let text: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
    let bare = text.trim_start_matches("… ").trim_end_matches(" …");
    assert!(stories[2].situation.contains(bare));
    assert!(words(&text).count() <= 32);
    assert_eq!(
        snippet(passages(&stories[1]), &index.question("xyzzy")),
        None
    );
}
