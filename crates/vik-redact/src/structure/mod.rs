//! The places where a text says by its form who speaks, writes or is meant.
//!
//! This is where names stand without a capital and outside every list.

mod chat;
mod letter;
mod mail;
mod rows;

use crate::found::Found;
use crate::span::{Label, Source};
use crate::view::View;
use crate::words::Class;

/// A line of a text, in tokens.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line {
    pub first: usize,
    pub end: usize,
}

/// Everything that the form of a text says.
pub(crate) fn find(view: &View<'_>, out: &mut Vec<Found>) {
    let lines = lines(view);
    chat::find(view, &lines, out);
    mail::find(view, &lines, out);
    rows::find(view, &lines, out);
    letter::find(view, &lines, out);
}

fn lines(view: &View<'_>) -> Vec<Line> {
    let mut out = Vec::new();
    let mut first = 0;
    for at in 1..=view.len() {
        if at == view.len() || view.line_start(at) {
            out.push(Line { first, end: at });
            first = at;
        }
    }
    out
}

/// Marks the name words in a range of tokens where a name is expected. Words that no name holds
/// (titles, ranks, keys, kept words) stay, so that the role remains readable.
pub(crate) fn names(
    view: &View<'_>,
    range: std::ops::Range<usize>,
    reason: &'static str,
    confidence: u8,
    out: &mut Vec<Found>,
) -> bool {
    let mut run: Option<(usize, usize)> = None;
    let mut any = false;
    let close = |run: &mut Option<(usize, usize)>, out: &mut Vec<Found>, any: &mut bool| {
        if let Some((first, last)) = run.take() {
            *any = true;
            out.push(Found::mask(
                view.start(first)..view.end(last),
                Label::Person,
                Source::Structure,
                confidence,
                reason,
            ));
        }
    };
    for at in range {
        if name_word(view, at) {
            run = Some((run.map_or(at, |(first, _)| first), at));
        } else if view.is(at, Class::PARTICLE)
            || matches!(view.low(at), "." | "-" | "'" | "_") && run.is_some()
        {
            continue;
        } else if view.low(at) == ","
            && run.is_some()
            && view.written(at + 1).chars().count() == 1
            && view.capital(at + 1)
        {
            // "Hemert, R. van": the initials belong to the name.
            continue;
        } else {
            close(&mut run, out, &mut any);
        }
    }
    close(&mut run, out, &mut any);
    any
}

fn name_word(view: &View<'_>, at: usize) -> bool {
    let Some(token) = view.tokens.get(at) else {
        return false;
    };
    if !token.is_word()
        || view.shape(at) == crate::Shape::LettersDigits
            && !view.capital(at)
            && token.range.len() < 3
    {
        return false;
    }
    let class = view.class(at);
    let word = class.has(
        Class::WORD
            .and(Class::COMPOUND)
            .and(Class::ABBREVIATION)
            .and(Class::FIELD_KEY),
    ) && !class.has(Class::NAME);
    let beside =
        |other: usize| view.shape(other) == crate::Shape::Title && !view.is(other, Class::KEEP);
    if word
        && !(view.shape(at) == crate::Shape::Title
            && (beside(at.wrapping_sub(1)) && at > 0 && view.same_line(at)
                || beside(at + 1) && view.same_line(at + 1)))
    {
        return false;
    }
    if class.has(Class::KEEP)
        && (!class.has(Class::NAME) || view.shape(at) == crate::Shape::Upper)
        && token.range.len() > 1
        || view.keep[at] && token.range.len() > 1
    {
        return false;
    }
    if class.has(
        Class::TITLE
            .and(Class::RANK)
            .and(Class::ROLE)
            .and(Class::UNIT)
            .and(Class::FUNCTION),
    ) && !(class.has(Class::NAME) && view.capital(at))
    {
        return false;
    }
    !class.has(Class::PARTICLE) || view.capital(at) && class.has(Class::FIRST_NAME)
}
