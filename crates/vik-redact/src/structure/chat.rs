//! Lines of a conversation: `[12-03-2023 21:14] Naam: …`, `21:14 - naam: …`, `naam: …`.

use ahash::AHashMap;

use super::Line;
use crate::found::Found;
use crate::span::{Label, Source};
use crate::token::Shape;
use crate::view::View;
use crate::words::Class;

/// A speaker's label at the start of a line: tokens from `first` to the colon at `colon`.
struct Speaker {
    first: usize,
    colon: usize,
    stamped: bool,
}

pub(super) fn find(view: &View<'_>, lines: &[Line], out: &mut Vec<Found>) {
    let speakers: Vec<Speaker> = lines
        .iter()
        .filter_map(|line| speaker(view, *line))
        .collect();
    let mut labels: AHashMap<&str, usize> = AHashMap::new();
    for it in &speakers {
        *labels.entry(key(view, it)).or_default() += 1;
    }
    let recurring = labels.values().any(|&n| n > 1);
    for it in &speakers {
        let class = view.class(it.first);
        let single = it.colon == it.first + 1;
        let field = single
            && class.has(
                Class::FIELD_KEY
                    .and(Class::PERSON_KEY)
                    .and(Class::NUMBER_KEY)
                    .and(Class::CASE_KEY)
                    .and(Class::DOC_KEY)
                    .and(Class::PHONE_KEY)
                    .and(Class::PLATE_KEY)
                    .and(Class::HANDLE_KEY),
            )
            && !it.stamped
            || class.has(Class::FIELD_KEY)
                && view.is(it.colon - 1, Class::FIELD_KEY.and(Class::NUMBER));
        let speaks = labels.get(key(view, it)).copied().unwrap_or(0) > 1;
        let word = class.has(Class::WORD.and(Class::COMPOUND)) && !class.has(Class::NAME);
        let plain = (it.first..it.colon).any(|at| {
            view.shape(at) == Shape::Lower
                && view.is(at, Class::WORD.and(Class::AUX).and(Class::SAY))
                && !view.is(at, Class::NAME.and(Class::PARTICLE))
        });
        let telling = it.stamped
            || speaks && !word
            || !word && !plain && recurring && (class.has(Class::NAME) || labels.len() > 1)
            || single && class.has(Class::NAME) && !word && labels.len() > 1
            || speaks && recurring && labels.len() > 1 && !word_role(class);
        if field || !telling {
            continue;
        }
        let confidence = if it.stamped { 92 } else { 80 };
        // "moniq.v": a label in one piece with marks inside is the name of an account.
        let piece = (it.first + 1..it.colon).all(|at| view.gap(at).is_empty());
        if piece && it.colon > it.first + 1 && view.shape(it.first) == Shape::Lower {
            out.push(Found::mask(
                view.start(it.first)..view.end(it.colon - 1),
                Label::Handle,
                Source::Structure,
                confidence,
                "wie er spreekt",
            ));
            continue;
        }
        // "Big Ron": what a telephone shows above a message is a name as a whole.
        let shown = it.stamped
            && it.colon - it.first > 1
            && !view.is(
                it.first,
                Class::FIELD_KEY.and(Class::PERSON_KEY).and(Class::UNIT),
            )
            && (it.first..it.colon).all(|at| {
                !word_role(view.class(at))
                    && (!view.is(at, Class::KEEP) || view.shape(at) == Shape::Title)
                    && (view.capital(at) || !view.tokens[at].is_word())
            });
        if shown {
            let last = (it.first..it.colon)
                .rev()
                .find(|&at| view.tokens[at].is_word())
                .unwrap_or(it.first);
            out.push(Found::mask(
                view.start(it.first)..view.end(last),
                Label::Person,
                Source::Structure,
                confidence,
                "wie er spreekt",
            ));
            continue;
        }
        if !super::names(view, it.first..it.colon, "wie er spreekt", confidence, out)
            && (it.stamped || speaks && view.chatty)
            && !word_role(class)
            && !class.has(Class::KEEP)
        {
            let range = view.start(it.first)..view.end(it.colon - 1);
            out.push(Found::mask(
                range,
                Label::Person,
                Source::Structure,
                confidence,
                "wie er spreekt",
            ));
        }
    }
}

fn word_role(class: Class) -> bool {
    class.has(
        Class::ROLE
            .and(Class::RANK)
            .and(Class::TITLE)
            .and(Class::FIELD_KEY)
            .and(Class::PERSON_KEY),
    )
}

fn key<'t>(view: &View<'t>, it: &Speaker) -> &'t str {
    view.lower
        .get(view.start(it.first)..view.end(it.colon - 1))
        .unwrap_or_default()
}

fn speaker(view: &View<'_>, line: Line) -> Option<Speaker> {
    let mut at = line.first;
    let mut digits = 0;
    let mut timed = false;
    // A stamp: digits, months and marks; a chat's stamp holds a time or a date.
    while at < line.end && at < line.first + 16 {
        match view.shape(at) {
            Shape::Digits => digits += 1,
            Shape::Mark => {
                timed |= matches!(view.low(at), ":" | "]" | "." | "/" | "-" | "–") && digits > 0
            }
            _ if view.is(at, Class::MONTH.and(Class::WEEKDAY))
                || matches!(view.low(at), "am" | "pm" | "u" | "uur") => {}
            _ => break,
        }
        at += 1;
    }
    let stamped = digits >= 2 && timed;
    if !stamped {
        at = line.first;
        while at < line.end
            && (matches!(view.low(at), "-" | "~" | "*" | ">" | "•" | "<" | "[" | "@")
                || view.shape(at) == Shape::Mark && !view.written(at).is_ascii())
        {
            at += 1;
        }
    }
    let first = at;
    while at < line.end && at < first + 6 {
        if matches!(view.low(at), ":" | ">") {
            let ended = at > first && at + 1 < line.end;
            return ended.then_some(Speaker {
                first,
                colon: at,
                stamped,
            });
        }
        let part = view.tokens[at].is_word()
            || matches!(view.low(at), "." | "-" | "_" | "'" | "(" | ")")
            || matches!(view.shape(at), Shape::Mark if !view.written(at).is_ascii());
        if !part {
            return None;
        }
        at += 1;
    }
    None
}
