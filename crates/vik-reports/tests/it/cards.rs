//! The dilemma cards.

use vik_reports::{Card, DocumentError, Edition, dilemma_cards};
use vik_story::Story;

use crate::tools::{Shipped, contains, edition, poppler, stories};

fn print(stories: &[(String, Story)]) -> Result<Vec<u8>, DocumentError> {
    let editions: Vec<Edition> = stories.iter().map(|(name, _)| edition(name)).collect();
    let cards: Vec<Card> = stories
        .iter()
        .zip(&editions)
        .map(|((_, story), edition)| Card { story, edition })
        .collect();
    dilemma_cards(&cards, &Shipped::new())
}

#[test]
fn the_samples_become_one_sheet_with_two_sides() {
    let pdf = print(&stories()).unwrap();
    assert!(contains(&pdf, "<pdfuaid:part>1</pdfuaid:part>"));
    assert!(contains(&pdf, "<pdfaid:part>2</pdfaid:part>"));
    assert!(contains(&pdf, "/Lang(nl-NL)"));
    assert_eq!(pdf, print(&stories()).unwrap());
    if let Some(info) = poppler("pdfinfo", &["-"], &pdf) {
        assert!(info.contains("Dilemmakaarten"), "{info}");
        assert!(
            info.lines().any(|line| line.replace(' ', "") == "Pages:2"),
            "{info}"
        );
    }
}

#[test]
fn a_fifth_card_begins_a_second_sheet() {
    let mut five = stories();
    five.extend(stories().into_iter().take(2));
    let pdf = print(&five).unwrap();
    if let Some(info) = poppler("pdfinfo", &["-"], &pdf) {
        assert!(
            info.lines().any(|line| line.replace(' ', "") == "Pages:4"),
            "{info}"
        );
    }
}

/// Turned over the long edge, the back of the left card lies on the right.
#[test]
fn a_back_lies_behind_its_front() {
    let pdf = print(&stories()).unwrap();
    let left_half = |page: &str| {
        let options = [
            "-f", page, "-l", page, "-x", "0", "-y", "0", "-W", "298", "-H", "420", "-", "-",
        ];
        poppler("pdftotext", &options, &pdf)
    };
    let (Some(front), Some(back)) = (left_half("1"), left_half("2")) else {
        return;
    };
    assert!(
        front.contains("Kaart 1") && !front.contains("Kaart 2"),
        "{front}"
    );
    assert!(
        back.contains("Kaart 2") && !back.contains("Kaart 1"),
        "{back}"
    );
}

#[test]
fn a_story_without_a_dilemma_gives_no_card() {
    let mut two = stories();
    two[0].1.dilemma = None;
    print(&two).unwrap();
    two.truncate(1);
    assert_eq!(print(&two).unwrap_err(), DocumentError::NoDilemma);
}

#[test]
fn what_does_not_fit_is_refused_and_never_cut_off() {
    let mut long = stories();
    let name = long[1].0.clone();
    let dilemma = long[1].1.dilemma.as_mut().unwrap();
    dilemma.what_if = vec!["… het nog een keer gebeurt, en daarna weer?".to_owned(); 40];
    let error = print(&long).unwrap_err().to_string();
    let expected = format!(
        "story `{name}`: the back of the card of `dilemma` is too long; shorten `what_if` or `rule`"
    );
    assert_eq!(error, expected);
}

#[test]
fn a_longer_card_is_set_smaller() {
    let mut long = stories();
    let dilemma = long[1].1.dilemma.as_mut().unwrap();
    dilemma.situation = dilemma.situation.repeat(2);
    print(&long).unwrap();
}
