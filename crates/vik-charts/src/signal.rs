//! The rules of a control chart: a letter at the point, the words in the key.

use crate::ChartSpec;

/// A rule that found a signal in this chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Rule {
    pub code: String,
    pub letter: char,
    pub words: String,
}

/// Code, letter, Dutch and English. The letters stand still, so that a reader learns them once.
const KNOWN: [(&str, char, &str, &str); 6] = [
    ("outside", 'A', "buiten de grenzen", "outside the limits"),
    (
        "run",
        'B',
        "lang aan één kant van het gemiddelde",
        "long on one side of the average",
    ),
    (
        "trend",
        'C',
        "lang achtereen stijgend of dalend",
        "rising or falling for long",
    ),
    (
        "two_of_three",
        'D',
        "twee van de drie dicht bij een grens",
        "two of three close to a limit",
    ),
    (
        "crossings",
        'E',
        "kruist het gemiddelde te weinig",
        "crosses the average too seldom",
    ),
    (
        "detector",
        'F',
        "signaal over meer maanden samen",
        "signal over several months together",
    ),
];

/// The rules for the codes that occur, in the order of their letters; words of the chart go before
/// ours, and an unknown code takes a letter after the known ones.
pub(crate) fn rules<'a>(spec: &ChartSpec, codes: impl Iterator<Item = &'a str>) -> Vec<Rule> {
    let mut rules: Vec<Rule> = Vec::new();
    let mut next = 'G';
    for code in codes {
        if rules.iter().any(|rule| rule.code == code) {
            continue;
        }
        let known = KNOWN.iter().find(|(name, ..)| *name == code);
        let letter = match known {
            Some((_, letter, ..)) => *letter,
            None => {
                let letter = next;
                next = char::from_u32(u32::from(next) + 1)
                    .filter(char::is_ascii_uppercase)
                    .unwrap_or('Z');
                letter
            }
        };
        let words = match (spec.labels.get(code), known) {
            (Some(words), _) => words.clone(),
            (None, Some((_, _, dutch, english))) => spec.language.pick(*dutch, *english).to_owned(),
            (None, None) => spec.label(code),
        };
        rules.push(Rule {
            code: code.to_owned(),
            letter,
            words,
        });
    }
    rules.sort_by_key(|rule| rule.letter);
    rules
}
