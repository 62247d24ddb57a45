//! Where a date begins and ends: the weekday before it, the year and *jl.* behind it, or a thing that an
//! ordinal counts.

use super::Forms;
use crate::view::View;
use crate::words::Class;

impl Forms {
    /// The end of a date whose last word is at a token: the year and *jl.* go along.
    pub(super) fn with_tail(&self, view: &View<'_>, at: usize) -> usize {
        let end = view.end(at);
        let rest = view.text.get(end..).unwrap_or_default();
        let rest = rest.get(..rest.floor_char_boundary(30)).unwrap_or_default();
        end + self.tail(rest)
    }

    /// How far a year or *jl.* behind a month reaches; an hour ("08:12") is no year.
    pub(super) fn tail(&self, rest: &str) -> usize {
        let Some(end) = self
            .tail
            .as_ref()
            .and_then(|f| f.find(rest))
            .map(|m| m.end())
        else {
            return 0;
        };
        let text = rest.get(..end).unwrap_or_default();
        let after = rest.get(end..).unwrap_or_default();
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        let hour = digits == 2
            && !text.contains('\'')
            && (text.contains(',')
                || after
                    .trim_start()
                    .starts_with([':', '.', 'u', 'h', 'U', '-']));
        if hour && !after.starts_with(". ") {
            0
        } else {
            end
        }
    }
}

/// Where the weekday before a day begins, if there is one.
pub(super) fn before_day(view: &View<'_>, at: usize, done: usize) -> usize {
    for back in 1..=3 {
        let Some(before) = at.checked_sub(back).filter(|&b| view.start(b) >= done) else {
            break;
        };
        if view.is(before, Class::WEEKDAY) && view.same_line(before + 1) {
            let low = view.low(before);
            let ended = view.capital(before + 2) && view.low(before + 1) == ".";
            if low.len() > 2
                || back == 1 && view.shape(before) != crate::Shape::Upper
                || view.low(before + 1) == "." && !ended
            {
                return view.start(before);
            }
        }
        if !matches!(view.low(before), "." | "," | "de" | "d" | "den") {
            break;
        }
    }
    view.start(at)
}

/// Whether a noun of the dictionary follows, so that an ordinal counts that.
pub(super) fn is_thing(view: &View<'_>, at: usize) -> bool {
    let class = view.class(at);
    view.tokens.get(at).is_some_and(|t| t.is_word())
        && !class.has(
            Class::SAY
                .and(Class::AUX)
                .and(Class::PARTICLE)
                .and(Class::WEEKDAY),
        )
}
