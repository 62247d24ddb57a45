//! Times of day, in digits and in words.

use regex::Regex;

use super::{Hit, form, length, spoken};
use crate::span::Label;
use crate::view::View;
use crate::words::Class;

pub(super) struct Forms {
    clock: Option<Regex>,
    hour: Option<Regex>,
    plain: Option<Regex>,
}

impl Forms {
    pub(super) fn new() -> Self {
        Self {
            clock: form(
                r"(?i)(?:[01]?\d|2[0-4])(?:[ ]?[:.;][ ]?|h|u)[0-5]\d(?:[:.][0-5]\d(?:[.,]\d{1,3})?)?(?:[ ]?(?:uur|u|h|hrs|[ap]\.?m\.?)\b)?|(?:[01]?\d|2[0-4])[ ]uur[ ][0-5]\d\b",
            ),
            hour: form(
                r"(?i)(?:[01]?\d|2[0-4])(?:[ ]?[-–/][ ]?(?:[01]?\d|2[0-4]))?[ ]?(?:uur|u|h)\b",
            ),
            plain: form(r"(?i)(?:[01]\d|2[0-4])[0-5]\d(?:[ ]?(?:uur|u|h|hrs)\b)?"),
        }
    }

    /// A time that begins with a digit.
    pub(super) fn clock(&self, view: &View<'_>, at: usize) -> Option<Hit> {
        let start = view.start(at);
        let ahead = view.ahead(at, 30);
        let before = view.low(at.wrapping_sub(1));
        if before == "+" {
            return None;
        }
        let announced = is_announced(before);
        if let Some(end) = self.clock.as_ref()?.find(ahead).map(|m| m.end()) {
            let text = ahead.get(..end)?;
            let after = ahead.get(end..)?;
            let open = after.starts_with(|c: char| c.is_alphanumeric() || c == '%');
            let range = after.trim_start().starts_with(['-', '–']) && after.contains("uur");
            let sure = range
                || text.contains([':', 'u', 'h', 'U'])
                || text.ends_with(['r', 'u', 'h', 'R', 'U', 'H'])
                || announced
                || log_time(view, at);
            let measured = [
                "minu", "sec", "meter", "km", "kg", "liter", "procent", "promille", "gram", "cm",
                "ml", "%", "‰", "euro", "miljoen", "punt",
            ]
            .iter()
            .any(|unit| after.trim_start().starts_with(unit));
            let call_sign = matches!(
                before,
                "de" | "met" | "eenheid" | "wagen" | "koppel" | "voor"
            ) && !text.ends_with(['r', 'u'])
                && text.contains('.');
            if !open && sure && !measured && !call_sign {
                return Hit::new(start..start + end, Label::Time, 92, "tijdstip");
            }
        }
        if let Some(end) = length(self.hour.as_ref(), ahead) {
            let joined = view.shape(at) == crate::Shape::LettersDigits;
            let marked = matches!(before, "–" | "-" | "|" | "," | ";")
                && (matches!(view.low(at + 2), "." | "," | ";" | ")" | "|")
                    || view.line_start(at + 2));
            if joined
                || announced
                || marked
                || ahead.get(end..)?.trim_start().starts_with("'s")
                || matches!(
                    view.low(at + 2),
                    "smiddags" | "savonds" | "snachts" | "sochtends" | "smorgens"
                )
                || ahead.get(..end)?.contains(['-', '–'])
            {
                let rest = ahead.get(end..)?;
                let part = [
                    " smiddags",
                    " savonds",
                    " snachts",
                    " sochtends",
                    " smorgens",
                    " ’s nachts",
                    " ’s avonds",
                    " ’s middags",
                    " ’s ochtends",
                    " ’s morgens",
                    " 's nachts",
                    " 's avonds",
                    " 's middags",
                    " 's ochtends",
                    " 's morgens",
                ]
                .iter()
                .find(|part| rest.starts_with(**part))
                .map_or(0, |part| part.len());
                return Hit::new(start..start + end + part, Label::Time, 85, "heel uur");
            }
        }
        // "5 voor 12", "10 over half 9".
        let half = usize::from(view.low(at + 2) == "half");
        let hour = at + 2 + half;
        if matches!(view.low(at + 1), "voor" | "over")
            && view.tokens[at].range.len() <= 2
            && view.digits(hour)
            && view.tokens[hour].range.len() <= 2
            && (announced || half == 1)
        {
            return Hit::new(
                start..view.end(hour),
                Label::Time,
                75,
                "minuten voor of over een uur",
            );
        }
        // "van 1900 tot 0300 uur": what looks like a year begins a range of hours.
        let ranged = matches!(view.low(at + 1), "tot" | "-" | "–")
            && view.digits(at + 2)
            && view.tokens[at + 2].range.len() == 4
            && (matches!(view.low(at + 3), "uur" | "u" | "h")
                || view.written(at + 2).starts_with('0')
                || matches!(before, "van" | "tussen" | "vanaf")
                    && !view.written(at).starts_with(['2', '9']));
        if ranged && let Some(end) = length(self.plain.as_ref(), ahead) {
            return Hit::new(
                start..start + end,
                Label::Time,
                78,
                "tijdstip van vier cijfers",
            );
        }
        if let Some(end) = length(self.plain.as_ref(), ahead) {
            let text = ahead.get(..end)?;
            let year = matches!(text.get(..2)?, "19" | "20") && text.len() == 4;
            let dated = log_time(view, at)
                || text.starts_with('0')
                || !year && (view.military || bare(view, at));
            if text.len() > 4 || dated || announced && !year || (view.line_start(at) && !year) {
                return Hit::new(
                    start..start + end,
                    Label::Time,
                    78,
                    "tijdstip van vier cijfers",
                );
            }
        }
        None
    }
}

/// Whether four digits count nothing: no noun follows and no word for a number stands before.
fn bare(view: &View<'_>, at: usize) -> bool {
    let before = at.wrapping_sub(1);
    let after = view.class(at + 1);
    let noun = view.shape(at + 1) == crate::Shape::Lower
        && !after.has(
            Class::SAY
                .and(Class::AUX)
                .and(Class::PARTICLE)
                .and(Class::ABBREVIATION),
        );
    let joined = view.touches_next(at) && !matches!(view.low(at + 1), "." | "," | ":" | ";" | ")");
    let numbered = view.is(
        before,
        Class::NUMBER_KEY
            .and(Class::CASE_KEY)
            .and(Class::DOC_KEY)
            .and(Class::PHONE_KEY)
            .and(Class::KEEP),
    ) || matches!(view.low(before), "nr" | "€" | "-" | "/" | "_" | "#" | "x")
        || view.capital(before) && view.telling(before);
    !noun && !joined && !numbered
}

/// Whether a date ends directly before, as in a log, or a range goes on.
fn log_time(view: &View<'_>, at: usize) -> bool {
    (1..=2).any(|back| {
        at.checked_sub(back)
            .is_some_and(|b| view.digits(b) && view.tokens[b].range.len() >= 2)
            && view.same_line(at)
            && (back == 1 || matches!(view.low(at - 1), "," | "-" | "–" | "/" | "|" | ";"))
            && !view.gap(at).is_empty()
    })
}

fn is_announced(before: &str) -> bool {
    matches!(
        before,
        "om" | "voor"
            | "vóór"
            | "begin"
            | "aanvang"
            | "±"
            | "nog"
            | "ongeveer"
            | "omstreeks"
            | "rond"
            | "tegen"
            | "tot"
            | "vanaf"
            | "na"
            | "sinds"
            | "circa"
            | "ca"
            | "tijd"
            | "klokke"
            | "bellen"
            | "morgen"
            | "vandaag"
            | "klokslag"
            | "kl"
            | "pas"
            | "tussen"
            | "tijdstip"
            | "precies"
            | "uiterlijk"
            | "rondom"
    )
}

/// A time in words: "kwart over drie", "half elf", "tien voor half acht", "negen uur".
pub(super) fn words(view: &View<'_>, at: usize) -> Option<Hit> {
    if matches!(
        view.low(at),
        "enen"
            | "tweeën"
            | "drieën"
            | "vieren"
            | "vijven"
            | "zessen"
            | "zevenen"
            | "achten"
            | "negenen"
            | "tienen"
            | "elven"
            | "twaalven"
    ) {
        return matches!(
            view.low(at.wrapping_sub(1)),
            "tegen" | "na" | "voor" | "rond" | "om" | "over"
        )
        .then(|| {
            Hit::new(
                view.start(at)..view.end(at),
                Label::Time,
                75,
                "tijdstip in woorden",
            )
        })?;
    }
    let hour = |at: usize| {
        spoken::is_number(view.low(at)) && view.is(at, Class::NUMBER)
            || view.digits(at) && view.tokens[at].range.len() <= 2
    };
    let start = view.start(at);
    let low = view.low(at);
    // "tussen negen en tien belt zij": a range of hours, when no noun is counted.
    let after = at + 3;
    if view.low(at.wrapping_sub(1)) == "tussen"
        && hour(at)
        && view.low(at + 1) == "en"
        && hour(at + 2)
        && (view.is(after, Class::SAY.and(Class::AUX).and(Class::PARTICLE))
            || view.shape(after) == crate::Shape::Mark
            || view.low(after) == "uur")
    {
        return Hit::new(
            start..view.end(at + 2),
            Label::Time,
            70,
            "tijdstip in woorden",
        );
    }
    let end =
        if low == "half" && hour(at + 1) && (view.low(at + 1) != "een" || announced_half(view, at))
        {
            at + 1
        } else if low == "kwart" && matches!(view.low(at + 1), "over" | "voor") && hour(at + 2) {
            at + 2
        } else if spoken::is_number(low) && matches!(view.low(at + 1), "over" | "voor") {
            let next = if view.low(at + 2) == "half" {
                at + 3
            } else {
                at + 2
            };
            (hour(next) && (next == at + 3 || is_announced(view.low(at.wrapping_sub(1)))))
                .then_some(next)?
        } else if spoken::is_number(low) && view.low(at + 1) == "uur" {
            let before = view.low(at.wrapping_sub(1));
            let clock = is_announced(before) && before != "nog" || view.low(at + 2) == "'s";
            let lasts = matches!(
                view.low(at + 2),
                "lang" | "later" | "geleden" | "per" | "zonder" | "rust" | "werk" | "wachten"
            );
            (clock && !lasts).then_some(at + 1)?
        } else {
            return None;
        };
    let last = if view.low(end + 1) == "uur" {
        end + 1
    } else {
        end
    };
    let part = matches!(view.low(last + 1), "'s" | "s")
        && matches!(
            view.low(last + 2),
            "nachts" | "avonds" | "ochtends" | "middags" | "morgens"
        );
    let joined = matches!(
        view.low(last + 1),
        "'s-nachts" | "'s-avonds" | "smiddags" | "savonds" | "snachts" | "sochtends" | "smorgens"
    );
    let last = if part {
        last + 2
    } else if joined {
        last + 1
    } else {
        last
    };
    Hit::new(
        start..view.end(last),
        Label::Time,
        85,
        "tijdstip in woorden",
    )
}

fn announced_half(view: &View<'_>, at: usize) -> bool {
    is_announced(view.low(at.wrapping_sub(1)))
}
