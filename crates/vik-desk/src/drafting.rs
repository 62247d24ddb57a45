//! From the text of a case to a first draft, and from a draft to what a person must still look at.

use std::collections::BTreeMap;

use serde_json::Value;
use vik_redact::{
    Detector, Draft, KnownPerson, Record, Role, Source, Span, Status, Style, replace,
};
use vik_story::review::Flag;
use vik_story::{Facets, HalfYear, Outcome, Part, RoleFacet, Story};

use crate::vault::CaseText;

/// Fields that hold codes, not prose.
const NO_TEXT: [&str; 9] = [
    "/facets",
    "/source",
    "/themes",
    "/values",
    "/causes",
    "/indicators",
    "/toolkit",
    "/audiences",
    "/outcome/band",
];

/// The fields as they are read.
const ORDER: [&str; 9] = [
    "/title",
    "/situation",
    "/parts",
    "/dilemma",
    "/assessment",
    "/outcome",
    "/went_well",
    "/lessons",
    "/questions",
];

/// About how many words a part has before the next begins.
const PART: usize = 90;

/// What was found in the text of a case, and the draft made of it.
pub struct Found {
    /// The spans.
    pub spans: Vec<Span>,
    /// The draft.
    pub draft: Draft,
}

/// What the case system knows of the people in a case.
#[must_use]
pub fn record(cases: &[&CaseText]) -> Record {
    let names = cases.iter().flat_map(|case| &case.persons);
    Record {
        case: cases.first().map(|case| case.number.clone()),
        persons: names
            .filter_map(|(name, _)| name.as_ref())
            .zip(1..)
            .map(|(name, number)| KnownPerson {
                id: format!("P{number}"),
                name: name.clone(),
                role: Role::Subject,
            })
            .collect(),
    }
}

/// Searches the text of a case and replaces what was found. The same case gives the same draft.
#[must_use]
pub fn search(case: &CaseText, detector: &Detector) -> Found {
    let record = record(&[case]);
    let mut spans = detector.detect(&case.text, &record);
    numbers(case, &mut spans);
    let seed = case
        .pseudonym
        .bytes()
        .fold(7_u64, |mark, byte| mark.wrapping_mul(31) + u64::from(byte));
    let style = Style {
        seed,
        ..Style::default()
    };
    let draft = replace(&case.text, &spans, &record, &style);
    Found { spans, draft }
}

/// Numbers of the persons concerned, which the export knows and the detector cannot.
fn numbers(case: &CaseText, spans: &mut Vec<Span>) {
    for (_, number) in case.persons.iter().filter(|(_, number)| number.len() >= 4) {
        for (start, found) in case.text.match_indices(number.as_str()) {
            let range = start..start + found.len();
            let taken = spans
                .iter()
                .any(|span| span.status == Status::Mask && overlap(&span.range, &range));
            if !taken {
                spans.retain(|span| !overlap(&span.range, &range));
                spans.push(Span {
                    range,
                    label: vik_redact::Label::StaffNumber,
                    status: Status::Mask,
                    source: Source::Record,
                    confidence: 100,
                    entity: Some("P1".to_owned()),
                    reason: "nummer uit het dossier",
                });
            }
        }
    }
    spans.sort_by_key(|span| span.range.start);
}

fn overlap(left: &std::ops::Range<usize>, right: &std::ops::Range<usize>) -> bool {
    left.start < right.end && right.start < left.end
}

/// A first story from the drafts of one or more cases: the course in parts, and what the codes of the
/// cases say already. The rest is for the author.
#[must_use]
pub fn story(cases: &[(&CaseText, &Draft)], band: impl Fn(&str) -> Option<String>) -> Story {
    let mut parts: Vec<Part> = Vec::new();
    for (_, draft) in cases {
        let mut words = usize::MAX;
        for paragraph in draft
            .text
            .split("\n\n")
            .map(str::trim)
            .filter(|p| !p.is_empty())
        {
            let count = paragraph.split_whitespace().count();
            match parts.last_mut().filter(|_| words + count <= PART) {
                Some(part) => {
                    part.text.push_str("\n\n");
                    part.text.push_str(paragraph);
                    words += count;
                }
                None => {
                    parts.push(Part {
                        text: paragraph.to_owned(),
                        ..Part::default()
                    });
                    words = count;
                }
            }
        }
    }
    let situation = if parts.len() > 1 {
        parts.remove(0).text
    } else {
        String::new()
    };
    let mut causes: Vec<String> = cases
        .iter()
        .flat_map(|(case, _)| case.causes.clone())
        .filter(|code| code != "unknown")
        .collect();
    causes.sort();
    causes.dedup();
    let sanction = cases.iter().flat_map(|(case, _)| &case.sanctions).next();
    Story {
        situation,
        parts,
        causes,
        outcome: Outcome {
            band: sanction.and_then(|code| band(code)).unwrap_or_default(),
            ..Outcome::default()
        },
        ..Story::default()
    }
}

/// What the story of one case would reveal at most with its coarsest codes.
#[must_use]
pub fn facets(case: &CaseText) -> Facets {
    let half = case.closed_on.map(|day| {
        let (year, month, _) = vik_domain::civil::date(day);
        HalfYear::of(year, month)
    });
    let category = case
        .issues
        .first()
        .and_then(|issue| issue.split('-').next())
        .map(str::to_owned);
    Facets {
        from: half,
        until: half,
        attributes: category
            .map(|code| BTreeMap::from([("category".to_owned(), code)]))
            .unwrap_or_default(),
        roles: vec![RoleFacet {
            label: "medewerker A".to_owned(),
            function: "medewerker".to_owned(),
            ..RoleFacet::default()
        }],
    }
}

/// Every text of a story with its JSON pointer, in the order of reading.
#[must_use]
pub fn texts(story: &Story) -> Vec<(String, String)> {
    let mut out = Vec::new();
    if let Ok(value) = serde_json::to_value(story) {
        collect(&value, String::new(), &mut out);
    }
    let rank = |field: &str| ORDER.iter().position(|first| field.starts_with(first));
    out.sort_by_key(|(field, _)| rank(field).unwrap_or(ORDER.len()));
    out
}

fn collect(value: &Value, at: String, out: &mut Vec<(String, String)>) {
    if NO_TEXT.contains(&at.as_str()) {
        return;
    }
    match value {
        Value::String(text) if !text.trim().is_empty() => out.push((at, text.clone())),
        Value::Array(list) => {
            for (place, part) in list.iter().enumerate() {
                collect(part, format!("{at}/{place}"), out);
            }
        }
        Value::Object(parts) => {
            for (name, part) in parts {
                collect(part, format!("{at}/{name}"), out);
            }
        }
        _ => {}
    }
}

/// Searches every text of a story as one file; whatever is found, a person must look at.
#[must_use]
pub fn check(story: &Story, record: &Record, detector: &Detector) -> Vec<Flag> {
    let texts = texts(story);
    let given: Vec<&str> = texts.iter().map(|(_, text)| text.as_str()).collect();
    let found = detector.detect_file(&given, record);
    let mut flags = Vec::new();
    for ((field, text), spans) in texts.iter().zip(found) {
        for span in spans {
            if is_ours(text, &span) {
                continue;
            }
            if let Some(quote) = text.get(span.range.clone()) {
                flags.push(Flag {
                    field: field.clone(),
                    start: span.range.start,
                    quote: quote.to_owned(),
                    label: span.label.code().to_owned(),
                    why: span.reason.to_owned(),
                });
            }
        }
    }
    flags
}

/// Whether a span is something that the replacement put there (the letter of a role, a season, a word
/// in brackets, the ring that marks a replacement), or the number of an item in a list.
fn is_ours(text: &str, span: &Span) -> bool {
    let quote = text.get(span.range.clone()).unwrap_or_default();
    let before = text.get(..span.range.start).unwrap_or_default();
    let after = text.get(span.range.end..).unwrap_or_default();
    let letter = quote.trim_end_matches('°');
    let role_letter = letter.len() <= 2
        && letter.chars().all(|c| c.is_ascii_uppercase())
        && before.ends_with(' ')
        && before
            .trim_end()
            .rsplit(' ')
            .next()
            .is_some_and(|word| word.len() > 3 && word.chars().all(char::is_alphabetic));
    let word_before = before.trim_end().rsplit(' ').next().unwrap_or_default();
    let season = ["lente", "zomer", "herfst", "winter"]
        .iter()
        .any(|season| word_before.to_lowercase().starts_with(season));
    let year = quote.len() == 4 && quote.bytes().all(|b| b.is_ascii_digit()) && season;
    let numbered = quote.len() <= 2
        && quote.bytes().all(|b| b.is_ascii_digit())
        && after.starts_with(['.', ')'])
        && before
            .rsplit('\n')
            .next()
            .is_some_and(|line| line.trim().is_empty());
    let ring = quote.ends_with('°') || after.starts_with('°');
    let bracketed = before.rfind('[').is_some_and(|open| {
        !before.get(open..).unwrap_or_default().contains(']')
            && after.find(']').is_some_and(|end| end < 40)
    });
    role_letter || ring || bracketed || year || numbered
}

#[cfg(test)]
mod tests {
    use super::*;
    use vik_redact::Tables;

    fn case() -> CaseText {
        CaseText {
            pseudonym: "00".repeat(16),
            number: "VIK-2022-00017".to_owned(),
            closed_on: Some(19_000),
            issues: vec!["INF-BEV".to_owned()],
            persons: vec![(Some("Ruud van Hemert".to_owned()), "290117".to_owned())],
            text: "Op 8 februari 2021 zocht Ruud van Hemert zijn buurman op.\n\nVan Hemert (290117) erkent dat. Hij was nieuwsgierig.".to_owned(),
            ..CaseText::default()
        }
    }

    #[test]
    fn a_draft_names_nobody_and_a_name_that_comes_back_is_flagged() {
        let detector = Detector::new(Tables::default());
        let case = case();
        let found = search(&case, &detector);
        for secret in ["Hemert", "Ruud", "290117", "8 februari"] {
            assert!(!found.draft.text.contains(secret), "{secret}");
        }
        let mut story = story(&[(&case, &found.draft)], |_| None);
        let record = record(&[&case]);
        let before = check(&story, &record, &detector);
        assert!(
            !before.iter().any(|flag| flag.label == "PERSON"),
            "{before:?}"
        );
        story.title = "Wat van hemert zocht".to_owned();
        let after = check(&story, &record, &detector);
        assert!(after.iter().any(|flag| flag.field == "/title"), "{after:?}");
    }
}
