//! Spans that are written as one: a date with its time, an address with its town, a name in parts.

use std::ops::Range;

use crate::span::{Label, Span, Status};

/// One or more spans that get one piece of the draft.
#[derive(Clone, Debug)]
pub(crate) struct Group {
    /// Places in the list of spans as it was given.
    pub(crate) spans: Vec<usize>,
    pub(crate) range: Range<usize>,
    pub(crate) kind: Kind,
}

/// How a group is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    One(Label),
    /// A name; the number of the person in the cast.
    Person(usize),
    DateAndTime,
    Times,
    /// From one place to another.
    Route,
    Address,
    /// Left as it is for a person to decide.
    Flag,
}

/// Sorts the spans, drops what lies outside the text or inside an earlier span, and lets a mask win
/// from a flag that it touches.
pub(crate) fn clean(text: &str, spans: &[Span]) -> Vec<(usize, Range<usize>)> {
    let mut order: Vec<usize> = (0..spans.len()).collect();
    let key = |i: &usize| {
        let span = spans.get(*i);
        (
            span.map(|s| s.status),
            span.map(|s| (s.range.start, usize::MAX - s.range.end)),
        )
    };
    order.sort_by_key(key);
    let mut taken: std::collections::BTreeMap<usize, (usize, usize)> =
        std::collections::BTreeMap::new();
    for at in order {
        let Some(span) = spans.get(at) else { continue };
        for free in free_parts(&taken, span.range.start..span.range.end.min(text.len())) {
            let free = snap(text, free);
            if text
                .get(free.clone())
                .is_some_and(|t| t.chars().any(|c| !c.is_whitespace()))
            {
                taken.insert(free.start, (free.end, at));
            }
        }
    }
    taken
        .into_iter()
        .map(|(start, (end, at))| (at, start..end))
        .collect()
}

/// What of a range no earlier span took: of a mask that is partly covered, the rest stays masked.
fn free_parts(
    taken: &std::collections::BTreeMap<usize, (usize, usize)>,
    range: Range<usize>,
) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut from = range.start;
    if let Some((_, (end, _))) = taken.range(..=range.start).next_back() {
        from = from.max(*end);
    }
    if from >= range.end {
        return out;
    }
    for (start, (end, _)) in taken.range(from..range.end) {
        if *start > from {
            out.push(from..*start);
        }
        from = from.max(*end);
    }
    if from < range.end {
        out.push(from..range.end);
    }
    out
}

/// Widens a range to whole characters, so that no byte of a span stays behind.
fn snap(text: &str, range: Range<usize>) -> Range<usize> {
    let (mut start, mut end) = (range.start.min(text.len()), range.end.min(text.len()));
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    while !text.is_char_boundary(end) {
        end += 1;
    }
    start..end
}

/// Puts together what belongs together; `who` gives the person of a span.
pub(crate) fn group(
    text: &str,
    spans: &[Span],
    clean: &[(usize, Range<usize>)],
    who: &dyn Fn(usize) -> usize,
) -> Vec<Group> {
    let mut out: Vec<Group> = Vec::with_capacity(clean.len());
    for (nth, (at, range)) in clean.iter().enumerate() {
        let Some(span) = spans.get(*at) else { continue };
        let kind = match (span.status, span.label) {
            (Status::Flag, _) => Kind::Flag,
            (Status::Mask, Label::Person) => Kind::Person(who(nth)),
            (Status::Mask, Label::Address) => Kind::Address,
            (Status::Mask, label) => Kind::One(label),
        };
        if let Some(last) = out.last_mut()
            && last.range.end <= range.start
            && let Some(gap) = text.get(last.range.end..range.start)
            && let Some(joined) = join(last.kind, kind, gap)
        {
            last.kind = joined;
            last.spans.push(*at);
            last.range.end = range.end;
            let rest = text.get(range.end..).unwrap_or_default();
            let next = clean.get(nth + 1).map_or(text.len(), |(_, r)| r.start);
            if gap.trim_start().starts_with('(') && rest.starts_with(')') && range.end < next {
                last.range.end += 1;
            }
            continue;
        }
        out.push(Group {
            spans: vec![*at],
            range: range.clone(),
            kind,
        });
    }
    out
}

fn join(left: Kind, right: Kind, gap: &str) -> Option<Kind> {
    let gap = gap.to_lowercase();
    let one_of = |gaps: &[&str]| gaps.contains(&gap.as_str());
    match (left, right) {
        (Kind::Person(a), Kind::Person(b)) if a == b => one_of(&[
            "",
            " ",
            ", ",
            "  ",
            " (",
            " van ",
            " de ",
            " van de ",
            " van der ",
            " van den ",
            " den ",
            " der ",
            " el ",
            " ten ",
            " ter ",
        ])
        .then_some(left),
        (Kind::One(Label::Date), Kind::One(Label::Time)) => one_of(&[
            " ",
            ", ",
            " om ",
            " omstreeks ",
            " rond ",
            ", om ",
            " te ",
            " tegen ",
            " t",
            "t",
            ", omstreeks ",
            ", rond ",
            " - ",
        ])
        .then_some(Kind::DateAndTime),
        (Kind::DateAndTime, Kind::One(Label::Time)) => {
            one_of(&["-", " - ", "–", " – ", " tot ", " en "]).then_some(Kind::DateAndTime)
        }
        (Kind::One(Label::Time), Kind::One(Label::Time)) => one_of(&[
            "-",
            " - ",
            "–",
            " – ",
            " tot ",
            " en ",
            " uur en ",
            " uur tot ",
            "/",
            " t/m ",
        ])
        .then_some(Kind::Times),
        (Kind::Address, Kind::One(Label::Postcode | Label::Location)) => {
            one_of(&[" ", ", ", " in ", " te ", "", ",", "  "]).then_some(Kind::Address)
        }
        (Kind::One(Label::Location), Kind::One(Label::Location))
            if one_of(&["-", "–", " - ", " – "]) =>
        {
            Some(Kind::Route)
        }
        (Kind::One(Label::Postcode), Kind::One(Label::Location)) => {
            one_of(&[" ", "  ", ", "]).then_some(Kind::One(Label::Location))
        }
        (Kind::One(a), Kind::One(b)) if a == b && gap.trim().is_empty() && !gap.contains('\n') => {
            Some(left)
        }
        _ => None,
    }
}
