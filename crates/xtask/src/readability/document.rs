//! The page of results: what was measured, per part and per file, and the hardest sentences.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::bounds::{
    AVERAGE, Allowed, DOUMA, HARDEST, LONGEST, LONGEST_TOLD, SAMPLE, WHOLE, by_file, measured,
};
use super::formula::{Count, words};
use super::texts::Text;

/// How many sentences the page shows.
const WORST: usize = 25;

/// The parts that a reader knows, by the beginning of a file's name.
const PARTS: [(&str, &str); 15] = [
    ("queries/cubes/", "Published tables"),
    ("queries/", "Questions"),
    ("dashboards/", "Dashboards"),
    ("data-samples/codelists/", "Code lists"),
    (
        "data-samples/organisations/",
        "Organisations and their breaks",
    ),
    ("data-samples/reference/", "Organisations and their breaks"),
    ("data-samples/stories/", "Sample stories"),
    ("crates/vik-domain/", "Glossary, indicators, fields"),
    ("crates/vik-server/", "Pages of the open side"),
    ("crates/vik-signals/", "Sentences of signals"),
    ("crates/vik-charts/", "Figures in words"),
    ("crates/vik-learning/", "Learning circles"),
    ("crates/vik-desk/", "The desk (Dutch only)"),
    ("crates/vik-reports/", "Stories and reports on paper"),
    ("crates/", "Other messages"),
];

fn part(file: &str) -> &'static str {
    PARTS
        .iter()
        .find(|(begins, _)| file.starts_with(begins))
        .map_or("Other messages", |(_, name)| name)
}

/// The page.
pub fn page(texts: &[Text], allowed: &Allowed) -> String {
    let mut out = format!(
        "# How hard the Dutch reads

Made by `cargo xtask readability`; a test fails when this page is older than the texts.
`cargo xtask readability --list` prints every sentence, longest first, for who wants to write better ones.

## What is measured

Every Dutch text on the pages: headers of questions and tables, dashboards, code lists, glossary, templates,
messages, refusals, sample stories. A sentence is measured once in a part, however often it stands there.
Labels without a full stop and under nine words are counted as texts, not measured.
What is filled in counts as one word of two syllables.
Syllables are counted from spelling; a test holds known words. Beside TeX's Dutch hyphenation the counter gave the
same for 95 in 100 of the 1,754 words then on the pages; nearly all others are English, or begin with a vowel that
may not be split off (*o-ver*).

| measure | what | source |
|---|---|---|
| Flesch-Douma | `206.84 − 0.77 × syllables in 100 words − 0.93 × words a sentence` | Douma 1960, after Flesch 1948 |
| Leesindex A | `195 − ⅔ × syllables in 100 words − 2 × words a sentence` | Brouwer 1963 |
| long words | share of words of more than six letters | Björnsson 1968 |

Douma's own table: 90-100 very easy, 80-90 easy, 70-80 fairly easy, 60-70 normal, 45-60 fairly hard, 30-45 hard,
0-30 very hard (as printed in dbnl.org, `_taa014197701_01_0089`).

## What we hold ourselves to

Writing for level B1 is the norm for the government's websites (communicatierijk.nl, *Taalniveau B1*): short active
sentences, words that everybody knows. That norm has no number, and **a formula is no language level**: it counts
letters and full stops, not meaning, order or tone, and a Dutch compound (*onderzoekssoort*) counts as hard however
well known it is to its readers. So the numbers are bounds that a text may not cross, and the writing is done by hand.

| bound | value | why |
|---|---|---|
| Flesch-Douma of a file of {SAMPLE} words or more | at least {DOUMA} | *normal* in Douma's table; a formula says nothing about less than {SAMPLE} words |
| words a sentence, average of such a file | at most {AVERAGE} | Onze Taal, *Lengte van zinnen*: 15 to 20 is fine, shorter for a hard subject |
| words in a sentence of a page | at most {LONGEST} | the higher figure of that page, for an average; here for every sentence |
| words in a sentence of a story | at most {LONGEST_TOLD} | the same page: up to 25 many people still follow |
| Flesch-Douma of a sentence of {WHOLE} words or more | at least {HARDEST} | below it *very hard*; in a shorter sentence one compound decides |
| words of a list in `xtask/readability.toml` | none | communicatierijk.nl, and one way to say one thing |
| English | there, other than the Dutch, and English | the pages are in two languages; the desk is in Dutch |

## Results by part

| part | texts | sentences | words a sentence | syllables in 100 words | long words | Flesch-Douma | Leesindex A |
|---|---:|---:|---:|---:|---:|---:|---:|
"
    );
    for (name, texts_in, count) in by_part(texts) {
        row(&mut out, &[name.to_owned(), texts_in.to_string()], count);
    }
    let mut total: BTreeSet<String> = BTreeSet::new();
    total.extend(texts.iter().flat_map(|text| measured(&text.nl)));
    let all = sum(&total);
    row(
        &mut out,
        &["**all**".to_owned(), texts.len().to_string()],
        all,
    );
    out.push_str("\n## Results by file\n\n| file | sentences | words a sentence | syllables in 100 words | long words | Flesch-Douma | Leesindex A |\n|---|---:|---:|---:|---:|---:|---:|\n");
    let mut small = Count::default();
    let mut small_files = 0;
    for (file, count) in by_file(texts) {
        if count.words >= SAMPLE {
            row(&mut out, &[format!("`{file}`")], count);
        } else {
            small = small.and(count);
            small_files += usize::from(count.words > 0);
        }
    }
    let under = format!("{small_files} files under {SAMPLE} words, together");
    row(&mut out, &[under], small);
    hardest(&mut out, texts);
    out.push_str("\n## Let through\n\n");
    if allowed.sentence.is_empty() && allowed.file.is_empty() {
        out.push_str("Nothing.\n");
    }
    for one in allowed.sentence.iter().chain(&allowed.file) {
        let _ = writeln!(out, "- *{}*: {}", one.begins, one.reason);
    }
    out
}

fn row(out: &mut String, first: &[String], count: Count) {
    let _ = writeln!(
        out,
        "| {} | {} | {:.1} | {:.0} | {:.0} % | {:.0} | {:.0} |",
        first.join(" | "),
        count.sentences,
        count.sentence_length(),
        count.word_length(),
        count.long_share(),
        count.douma(),
        count.brouwer()
    );
}

fn by_part(texts: &[Text]) -> Vec<(&'static str, usize, Count)> {
    let mut parts: BTreeMap<&'static str, (usize, BTreeSet<String>)> = BTreeMap::new();
    for text in texts {
        let entry = parts.entry(part(&text.file)).or_default();
        entry.0 += 1;
        entry.1.extend(measured(&text.nl));
    }
    let mut rows = Vec::new();
    for (_, name) in PARTS {
        if let Some((texts, sentences)) = parts.remove(name) {
            rows.push((name, texts, sum(&sentences)));
        }
    }
    rows
}

fn sum(sentences: &BTreeSet<String>) -> Count {
    let each = sentences.iter().map(|one| Count::of(one));
    each.fold(Count::default(), Count::and)
}

/// Every measured sentence once, by falling length, then the harder words first.
fn ranked(texts: &[Text]) -> Vec<(String, &Text)> {
    let mut found: BTreeMap<String, &Text> = BTreeMap::new();
    for text in texts {
        for sentence in measured(&text.nl) {
            found.entry(sentence).or_insert(text);
        }
    }
    let mut found: Vec<_> = found.into_iter().collect();
    found.sort_by(|(a, _), (b, _)| {
        let harder = words(b).len().cmp(&words(a).len());
        harder.then_with(|| Count::of(a).douma().total_cmp(&Count::of(b).douma()))
    });
    found
}

fn hardest(out: &mut String, texts: &[Text]) {
    let _ = write!(
        out,
        "\n## The {WORST} longest sentences\n\n| words | sentence | where |\n|---:|---|---|\n"
    );
    for (sentence, text) in ranked(texts).into_iter().take(WORST) {
        let sentence = sentence.replace('|', "\\|");
        let _ = writeln!(
            out,
            "| {} | {sentence} | `{}` |",
            words(&sentence).len(),
            text.file
        );
    }
}

/// Every sentence on a line: words, Flesch-Douma, place, sentence.
pub fn list(texts: &[Text]) -> String {
    let mut out = String::new();
    for (sentence, text) in ranked(texts) {
        let count = Count::of(&sentence);
        let _ = writeln!(
            out,
            "{:3} {:4.0} {}:{}  {sentence}",
            count.words,
            count.douma(),
            text.file,
            text.place
        );
    }
    out
}
