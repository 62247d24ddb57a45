//! Joins what all rules found into sorted spans that do not overlap.
//!
//! The union is kept: a byte that any rule masks is masked. Where findings overlap the surer kind names
//! the part; what is left of the other stays as a part of its own.

use crate::canonical::Canonical;
use crate::found::Found;
use crate::span::{Label, Source, Span, Status};

/// The order in which findings win: masks before flags, then by source, length and confidence.
fn rank(found: &Found) -> (u8, u8, usize, u8) {
    let status = u8::from(found.status == Status::Mask);
    let source = match found.source {
        Source::Reviewer => 9,
        Source::Pattern if found.label.is_direct() && found.confidence >= 90 => 8,
        Source::Record => 7,
        Source::Organisation => 6,
        Source::Pattern => 5,
        Source::Structure => 4,
        Source::Model if found.confidence >= 90 => 3,
        Source::Gazetteer => 3,
        Source::Model => 2,
        Source::Propagation => 2,
        Source::Trigger => 1,
        Source::Unexplained => 0,
    };
    (status, source, found.range.len(), found.confidence)
}

/// Paints findings over each other, weakest first, and reads the result off.
pub(crate) fn arbitrate(mut found: Vec<Found>, canonical: &Canonical, given: &str) -> Vec<Span> {
    let text = canonical.text.as_str();
    found.retain(|it| it.range.start < it.range.end && text.get(it.range.clone()).is_some());
    found.sort_by_key(|it| (rank(it), std::cmp::Reverse(it.range.start)));
    let mut paint = vec![0u32; text.len()];
    for (i, it) in found.iter().enumerate() {
        if let Some(cells) = paint.get_mut(it.range.clone()) {
            cells.fill(u32::try_from(i + 1).unwrap_or(u32::MAX));
        }
    }
    let mut spans: Vec<Span> = Vec::new();
    let mut at = 0;
    while at < paint.len() {
        let id = paint[at];
        let mut end = at + 1;
        while end < paint.len() && paint[end] == id {
            end += 1;
        }
        if let Some(it) = (id as usize).checked_sub(1).and_then(|i| found.get(i)) {
            push(&mut spans, it, at..end, canonical, given);
        }
        at = end;
    }
    spans
}

fn push(
    spans: &mut Vec<Span>,
    it: &Found,
    range: std::ops::Range<usize>,
    canonical: &Canonical,
    given: &str,
) {
    let Some(part) = canonical.text.get(range.clone()) else {
        return;
    };
    let whole = range == it.range;
    let (mut begin, mut end) = (range.start, range.end);
    if !whole {
        // What is left of a finding keeps its words, not the marks around them.
        let outside = |c: char| !c.is_alphanumeric();
        begin += part.len() - part.trim_start_matches(outside).len();
        end -= part.len() - part.trim_end_matches(outside).len();
    }
    if begin >= end {
        return;
    }
    let (start, stop) = (canonical.start(begin), canonical.end(end, given));
    let start = spans.last().map_or(start, |last| start.max(last.range.end));
    if start >= stop || !given.is_char_boundary(start) || !given.is_char_boundary(stop) {
        return;
    }
    // Two parts of one name that touch are one mention.
    if let Some(last) = spans.last_mut() {
        let between = given.get(last.range.end..start).unwrap_or("?");
        let same =
            last.label == Label::Person && it.label == Label::Person && last.status == it.status;
        let one = last.entity == it.entity || last.entity.is_none() || it.entity.is_none();
        // "Hemert, R. van": an initial behind a comma.
        let mut letters = given.get(start..stop).unwrap_or_default().chars();
        let initial = letters.next().is_some_and(char::is_uppercase)
            && letters.next().is_none_or(|c| c == '.');
        let before = given.get(last.range.clone()).unwrap_or_default();
        let lettered = before
            .chars()
            .rev()
            .take_while(|c| c.is_alphabetic())
            .count()
            <= 2;
        let joins = match between {
            " " | "" | "-" => true,
            ". " | "." => lettered,
            ", " => initial,
            _ => false,
        };
        if same && one && joins {
            last.range.end = stop;
            if last.entity.is_none() {
                last.entity.clone_from(&it.entity);
            }
            last.confidence = last.confidence.max(it.confidence);
            return;
        }
    }
    spans.push(Span {
        range: start..stop,
        label: it.label,
        status: it.status,
        source: it.source,
        confidence: it.confidence,
        entity: it.entity.clone(),
        reason: it.reason,
    });
}
