//! Days in words: months, ordinals, feast days, weeks.

use super::super::feast::{counted_from, is_day};
use super::super::{Hit, length, spoken};
use super::Forms;
use super::edge::{before_day, is_thing};
use crate::span::Label;
use crate::view::View;
use crate::words::Class;

impl Forms {
    /// A date that begins with a word: a feast, a week, a month with a year, an ordinal.
    pub(in crate::pattern) fn words(&self, view: &View<'_>, at: usize, done: usize) -> Option<Hit> {
        let class = view.class(at);
        let start = view.start(at);
        let low = view.low(at);
        if matches!(low, "week" | "wk") {
            let end = length(self.week.as_ref(), view.ahead(at, 40))?;
            return Hit::new(start..start + end, Label::Date, 85, "week");
        }
        let following = view.ahead(at + 1, 24);
        if class.has(Class::ORDINAL) || matches!(low, "tweede" | "eerste") {
            if matches!(
                view.low(at + 1),
                "kerstdag" | "paasdag" | "pinksterdag" | "vrijdag"
            ) && low != "derde"
            {
                let goes = view.low(at + 1) != "vrijdag";
                if goes {
                    let end = self.with_tail(view, at + 1);
                    return Hit::new(start..end, Label::Date, 90, "feestdag");
                }
            }
            if view.is(at + 1, Class::MONTH) && view.low(at + 1).len() > 3
                || view.low(at + 1) == "mei"
            {
                let end = self.with_tail(view, at + 1);
                return Hit::new(
                    before_day(view, at, done)..end,
                    Label::Date,
                    92,
                    "dag in woorden",
                );
            }
            let late = !matches!(low, "eerste" | "tweede" | "derde");
            if late
                && view.low(at.wrapping_sub(1)) == "de"
                && !is_thing(view, at + 1)
                && !view.is(at + 1, Class::WORD.and(Class::KEEP))
            {
                return Hit::new(
                    view.start(at - 1)..view.end(at),
                    Label::Date,
                    65,
                    "dag van de maand in woorden",
                );
            }
            if late
                && view.low(at.wrapping_sub(1)) == "de"
                && matches!(
                    view.low(at + 1),
                    "van"
                        | "was"
                        | "heeft"
                        | "om"
                        | "had"
                        | "is"
                        | "stond"
                        | "werd"
                        | "zat"
                        | "en"
                        | "tot"
                        | "op"
                        | "bij"
                        | "kwam"
                )
            {
                return Hit::new(
                    view.start(at - 1)..view.end(at),
                    Label::Date,
                    60,
                    "dag van de maand in woorden",
                );
            }
            return None;
        }
        if class.has(Class::FEAST) || is_holy_day(view, at) {
            let last = if matches!(low, "goede" | "witte" | "keti") {
                at + 1
            } else {
                at
            };
            let end = self.with_tail(view, last);
            if end == view.end(last) && !is_day(view, at) {
                return None;
            }
            return Hit::new(
                counted_from(view, at, done).unwrap_or(start)..end,
                Label::Date,
                88,
                "feestdag",
            );
        }
        if class.has(Class::MONTH)
            && following
                .trim_start_matches(['.', '\'', '’'])
                .starts_with(|c: char| c.is_ascii_digit())
        {
            let end = self.with_tail(view, at);
            if end > view.end(at) + 1 {
                return Hit::new(start..end, Label::Date, 80, "maand en jaar");
            }
            let day = view.low(at + 1);
            if view.low(at).len() > 3 && day.len() <= 2 && view.digits(at + 1) {
                return Hit::new(start..view.end(at + 1), Label::Date, 75, "maand en dag");
            }
        }
        let bare = class.has(Class::MONTH)
            && view.low(at).len() > 3
            && matches!(
                view.low(at.wrapping_sub(1)),
                "in" | "sinds"
                    | "vanaf"
                    | "begin"
                    | "eind"
                    | "medio"
                    | "half"
                    | "afgelopen"
                    | "vorige"
            )
            && view.same_line(at);
        bare.then(|| Hit::new(start..view.end(at), Label::Date, 65, "maand"))?
    }

    /// A day in words before its month: "zeventien maart", "drie en vier juli".
    pub(in crate::pattern) fn spoken(&self, view: &View<'_>, at: usize) -> Option<Hit> {
        for next in at + 1..(at + 5).min(view.len()) {
            if view.is(next, Class::MONTH) && (view.low(next).len() > 3 || view.low(next) == "mei")
            {
                return Hit::new(
                    view.start(at)..self.with_tail(view, next),
                    Label::Date,
                    92,
                    "dag in woorden",
                );
            }
            if !(spoken::is_number(view.low(next))
                || matches!(view.low(next), "en" | "of" | "tot" | ","))
            {
                return None;
            }
        }
        None
    }
}

/// "Goede Vrijdag", "Witte Donderdag".
fn is_holy_day(view: &View<'_>, at: usize) -> bool {
    matches!(
        (view.low(at), view.low(at + 1)),
        ("goede", "vrijdag") | ("witte", "donderdag")
    )
}
