//! Judges the shipped model on the rulings that training never saw.

use std::path::Path;

use vik_redact::lexicon::{Lexicon, Lower};
use vik_redact::{Label, Shape, model, tokens};

use crate::corpus;
use crate::court;
use crate::names::Names;
use crate::rng::Rng;

/// Prints how many judges and lawyers, as their titles show them, are found whole, and how many words
/// of the language in small letters are taken for names.
pub fn judge(rulings: &Path, names: &Names, lexicon: &Lexicon) {
    let mut rng = Rng(1);
    let (mut found, mut all, mut taken, mut words) = (0, 0, 0, 0);
    let mut lower = Lower::default();
    for line in court::rulings(rulings, 1, lexicon) {
        let sample = corpus::write(&line, 100, names, &mut rng);
        let tokens = tokens(&sample.text);
        let mut named = vec![false; sample.text.len()];
        for run in model::tag(&sample.text, &tokens, lexicon) {
            for token in &tokens[run.tokens] {
                named[token.range.clone()].fill(true);
            }
        }
        for (from, to, label) in &sample.spans {
            if *label == Some(Label::Person) {
                let whole = (*from..*to)
                    .all(|at| named[at] || !sample.text.as_bytes()[at].is_ascii_alphanumeric());
                found += usize::from(whole);
                all += 1;
            }
        }
        for token in tokens.iter().filter(|t| t.shape == Shape::Lower) {
            let written = token.text(&sample.text);
            let inside = sample
                .spans
                .iter()
                .any(|(from, to, _)| *from <= token.range.start && token.range.end <= *to);
            if !inside && lexicon.is_word(lower.of(written)) {
                words += 1;
                taken += usize::from(named[token.range.start]);
            }
        }
    }
    println!("persons found whole: {found} of {all}");
    println!("words in small letters taken for names: {taken} of {words}");
}
