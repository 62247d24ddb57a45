//! The bounds that the texts are held to, and what is let through with a reason.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::formula::{Count, ends, sentences, words};
use super::language::{Tongue, tongue};
use super::texts::Text;

/// No sentence of a page has more words: Onze Taal's higher figure for an average (*Lengte van zinnen*).
pub const LONGEST: usize = 20;

/// No sentence of a story has more: up to here many readers still follow, says the same page.
pub const LONGEST_TOLD: usize = 25;

/// Where the stories are.
const TOLD: &str = "data-samples/stories/";

/// No sentence of [`WHOLE`] words or more reads harder: below it Douma's table says *zeer moeilijk*.
pub const HARDEST: f64 = 30.0;

/// The shortest sentence of which a formula says anything: in a shorter one a single word decides.
pub const WHOLE: usize = 10;

/// No file has more words a sentence on average: Onze Taal's lower figure, for difficult subjects.
pub const AVERAGE: f64 = 15.0;

/// No file reads harder: from 60 on Douma's own table says *normaal*, below it *tamelijk moeilijk*.
pub const DOUMA: f64 = 60.0;

/// A formula says nothing about less: Flesch and Douma counted samples of a hundred words.
pub const SAMPLE: usize = 100;

/// A label is measured as a sentence from this many words on, whether or not it ends with a full stop.
const LABEL: usize = 9;

/// What is let through.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Allowed {
    /// Texts that are the same word in both languages.
    #[serde(default)]
    pub same: Vec<String>,
    /// Words that no text uses, with what to write instead.
    #[serde(default)]
    pub avoid: BTreeMap<String, String>,
    /// Sentences beyond the bound.
    #[serde(default)]
    pub sentence: Vec<Exception>,
    /// Files beyond a bound.
    #[serde(default)]
    pub file: Vec<Exception>,
}

/// One thing let through.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exception {
    /// How the sentence begins, or the file.
    pub begins: String,
    /// Why it stays as it is.
    pub reason: String,
}

/// The sentences of a text that are measured: whole ones, and labels as long as one.
pub fn measured(text: &str) -> Vec<String> {
    let mut found = sentences(&filled(text));
    found.retain(|one| ends(one) || words(one).len() >= LABEL);
    found
}

/// A text with a short word in place of what is filled in: `{share:last}`, `{}`.
fn filled(text: &str) -> String {
    let mut out = String::new();
    let mut depth = 0;
    for c in text.chars() {
        match c {
            '{' => depth += 1,
            '}' if depth > 0 => {
                depth -= 1;
                out.push_str("getal");
            }
            c if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

/// The counts of a file.
pub fn by_file(texts: &[Text]) -> BTreeMap<&str, Count> {
    let mut files: BTreeMap<&str, Count> = BTreeMap::new();
    for text in texts {
        let count = files.entry(&text.file).or_default();
        for sentence in measured(&text.nl) {
            *count = count.and(Count::of(&sentence));
        }
    }
    files
}

/// What is beyond a bound and not let through, and what is let through for nothing.
pub fn beyond(texts: &[Text], allowed: &Allowed) -> Vec<String> {
    let mut found = Vec::new();
    let mut used = vec![false; allowed.sentence.len()];
    for text in texts {
        for sentence in measured(&text.nl) {
            let count = Count::of(&sentence);
            let told = text.file.starts_with(TOLD);
            let longest = if told { LONGEST_TOLD } else { LONGEST };
            if count.words <= longest && (count.words < WHOLE || count.douma() >= HARDEST) {
                continue;
            }
            let listed = allowed
                .sentence
                .iter()
                .position(|one| sentence.starts_with(&one.begins));
            match listed.and_then(|at| used.get_mut(at)) {
                Some(used) => *used = true,
                None => found.push(format!(
                    "{}:{}: {} words, at most {longest}; Flesch-Douma {:.0}, at least {HARDEST}: {sentence}",
                    text.file,
                    text.place,
                    count.words,
                    count.douma()
                )),
            }
        }
    }
    let mut used_files = vec![false; allowed.file.len()];
    for (file, count) in by_file(texts) {
        if count.words < SAMPLE || (count.douma() >= DOUMA && count.sentence_length() <= AVERAGE) {
            continue;
        }
        let listed = allowed.file.iter().position(|one| file == one.begins);
        match listed.and_then(|at| used_files.get_mut(at)) {
            Some(used) => *used = true,
            None => found.push(format!(
                "{file}: Flesch-Douma {:.0}, at least {DOUMA}; {:.1} words a sentence, at most {AVERAGE}",
                count.douma(),
                count.sentence_length()
            )),
        }
    }
    let idle = used.iter().zip(&allowed.sentence);
    let idle = idle.chain(used_files.iter().zip(&allowed.file));
    for (_, one) in idle.filter(|(used, _)| !**used) {
        found.push(format!(
            "readability.toml lets through what is not there: {}",
            one.begins
        ));
    }
    found
}

/// Texts with a word that is to be avoided. A story is told as people talk, and is left alone.
pub fn avoided(texts: &[Text], allowed: &Allowed) -> Vec<String> {
    let mut found = Vec::new();
    for text in texts.iter().filter(|text| !text.file.starts_with(TOLD)) {
        let spoken = format!(" {} ", words(&text.nl).join(" ").to_lowercase());
        for (word, instead) in &allowed.avoid {
            if spoken.contains(&format!(" {word} ")) {
                found.push(format!(
                    "{}:{}: `{word}`, write `{instead}`: {}",
                    text.file, text.place, text.nl
                ));
            }
        }
    }
    found
}

/// Pairs of which the English is missing, the same as the Dutch, or Dutch.
pub fn untranslated(texts: &[Text], allowed: &Allowed) -> Vec<String> {
    let mut found = Vec::new();
    for text in texts {
        let Some(en) = &text.en else { continue };
        // A word or two may well be the same (`team`, `is vacant`), and a unit's name is a name.
        let name = text.file.contains("/units");
        let same = text.nl == *en && words(en).len() > 2;
        let what = if en.trim().is_empty() && !text.nl.trim().is_empty() {
            "no English"
        } else if same && !name && !allowed.same.contains(&text.nl) {
            "the same in both languages"
        } else if name {
            continue;
        } else if !same && words(en).len() > 1 && tongue(en) == Some(Tongue::Dutch) {
            "Dutch where English should be"
        } else if !same && tongue(&text.nl) == Some(Tongue::English) {
            "English where Dutch should be"
        } else {
            continue;
        };
        found.push(format!(
            "{}:{}: {what}: {} | {en}",
            text.file, text.place, text.nl
        ));
    }
    for word in &allowed.same {
        if !texts
            .iter()
            .any(|one| one.en.as_ref() == Some(&one.nl) && one.nl == *word)
        {
            found.push(format!(
                "readability.toml names a pair that is not there: {word}"
            ));
        }
    }
    found
}
