//! What holds for every draft, whatever the text and the spans.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop")]

use proptest::prelude::*;
use vik_redact::{
    Draft, Label, Marker, Names, PartKind, Record, Source, Span, Status, Style, replace,
};

const LABELS: [Label; 12] = [
    Label::Person,
    Label::Date,
    Label::Time,
    Label::Age,
    Label::Location,
    Label::Unit,
    Label::Money,
    Label::Address,
    Label::Postcode,
    Label::Function,
    Label::Email,
    Label::Rare,
];

fn span(start: usize, end: usize, label: Label, status: Status, entity: Option<u8>) -> Span {
    Span {
        range: start..end,
        label,
        status,
        source: Source::Pattern,
        confidence: 50,
        entity: entity.map(|e| format!("X{e}")),
        reason: "test",
    }
}

fn tiles(text: &str, draft: &Draft) {
    let (mut source, mut words) = (0, 0);
    for part in &draft.parts {
        assert_eq!(part.source.start, source);
        assert_eq!(part.draft.start, words);
        source = part.source.end;
        words = part.draft.end;
        let (from, to) = (&text[part.source.clone()], &draft.text[part.draft.clone()]);
        assert_eq!(
            part.kind == PartKind::Replaced,
            !part.spans.is_empty() && part.kind != PartKind::Flagged
        );
        if part.kind != PartKind::Replaced {
            assert_eq!(from, to);
        }
    }
    assert_eq!((source, words), (text.len(), draft.text.len()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn parts_tile_and_every_masked_letter_lies_in_a_replaced_part(
        text in "([a-zA-Zé’'.,:()\\[\\]|\n -]|op |de heer |mevrouw |[0-9]{1,4}|-jarige|€|😂|\u{200b}|van |tussen |uur ){0,40}",
        marks in prop::collection::vec((0usize..200, 1usize..30, 0usize..12, any::<bool>(), prop::option::of(0u8..4)), 0..14),
        seed in any::<u64>(),
        names in any::<bool>(),
    ) {
        let spans: Vec<Span> = marks
            .iter()
            .map(|(start, size, label, mask, entity)| {
                span(*start, start + size, LABELS[*label], if *mask { Status::Mask } else { Status::Flag }, *entity)
            })
            .collect();
        let style = Style {
            marker: Marker::Ring,
            names: if names { Names::Surrogates } else { Names::Roles },
            seed,
        };
        let draft = replace(&text, &spans, &Record::default(), &style);
        tiles(&text, &draft);
        for s in spans.iter().filter(|s| s.status == Status::Mask) {
            for (at, c) in text.char_indices() {
                let end = at + c.len_utf8();
                if !c.is_whitespace() && s.range.start < end && at < s.range.end {
                    let part = draft.parts.iter().find(|p| p.source.contains(&at)).expect("tiled");
                    prop_assert_eq!(part.kind, PartKind::Replaced, "{:?} at {}", c, at);
                }
            }
        }
        prop_assert_eq!(draft, replace(&text, &spans, &Record::default(), &style));
    }
}

#[test]
fn a_long_text_with_many_spans_takes_linear_time() {
    let unit = "Op 3 mei 2021 om 14.00 uur sprak de heer Jansen met Aylin in Den Haag. ";
    let text = unit.repeat(20_000);
    let mut spans = Vec::new();
    for n in 0..20_000 {
        let at = n * unit.len();
        spans.push(span(at + 3, at + 13, Label::Date, Status::Mask, None));
        spans.push(span(at + 17, at + 26, Label::Time, Status::Mask, None));
        spans.push(span(at + 41, at + 47, Label::Person, Status::Mask, Some(1)));
        spans.push(span(at + 52, at + 57, Label::Person, Status::Mask, Some(2)));
        spans.push(span(at + 61, at + 69, Label::Location, Status::Mask, None));
    }
    let start = std::time::Instant::now();
    let draft = replace(&text, &spans, &Record::default(), &Style::default());
    assert!(draft.text.contains("Diezelfde middag"));
    assert!(!draft.text.contains("Jansen"));
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}
