//! Days and ranges of days: in digits, in words, feast days and weeks.

mod edge;
mod words;

use regex::Regex;

use self::edge::{before_day, is_thing};
use super::feast::misspelt_month;
use super::{Hit, form, length};
use crate::span::Label;
use crate::view::View;
use crate::words::Class;

pub(super) struct Forms {
    dashed: Option<Regex>,
    named: Option<Regex>,
    short: Option<Regex>,
    tail: Option<Regex>,
    week: Option<Regex>,
    ordinal: Option<Regex>,
    english: Option<Regex>,
}

const MONTHS: &str = "(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|jan|feb|febr|mrt|apr|jun|jul|aug|sept|sep|okt|nov|dec)";

impl Forms {
    pub(super) fn new() -> Self {
        let day = r"\d{1,2}(?:e|de|ste)?";
        Self {
            dashed: form(
                r"\d{1,2}[-.](?:I|II|III|IV|V|VI|VII|VIII|IX|X|XI|XII)[-.](?:19|20)\d{2}|\d{1,2}[ ]?[-/.][ ]?\d{1,2}[ ]?[-/.][ ]?(?:\d{4}|'?\d{2})|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?|(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])|(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:19|20)\d{2}|(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d{2}",
            ),
            named: form(&format!(
                r"(?i){day}(?:[ ]?(?:,|en|tot|t/m|tot en met|of|op|naar|-|–|/|&)[ ]?{day}){{0,4}}[ .\-/]{{0,2}}{MONTHS}\b"
            )),
            short: form(
                r"\d{1,2}[-/]\d{1,2}(?:[ ]?(?:en|t/m|tot)[ ]?\d{1,2}[-/]\d{1,2})?(?:[-/]'\d{2})?",
            ),
            tail: form(
                r"(?i)\.?[ \-,]{0,2}'?(?:(?:1[6-9]|20)\d{2}|\d{2})\b(?:[ ]?(?:jl|jongstleden|ll)\b\.?)?|\.?[ ]?(?:jl|jongstleden|dezes|ll|aanstaande)\b\.?",
            ),
            week: form(
                r"(?i)(?:week|wk)\.?[ ]?\d{1,2}(?:[ ]?(?:en|t/m|tot|-|,)[ ]?\d{1,2})?(?:[ ](?:van[ ])?(?:19|20)\d{2}|-(?:19|20)\d{2})?",
            ),
            ordinal: form(r"(?i)\d{1,2}(?:e|de|ste)"),
            english: form(
                r"\d{1,2}(?:st|nd|rd|th)?[ ](?:of[ ])?(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b(?:,?[ ](?:19|20)\d{2})?",
            ),
        }
    }

    /// A date that begins with a digit.
    pub(super) fn numeric(&self, view: &View<'_>, at: usize, done: usize) -> Option<Hit> {
        let ahead = view.ahead(at, 70);
        let start = view.start(at);
        let begin = before_day(view, at, done);
        if let Some(end) = length(self.named.as_ref(), ahead) {
            let end = end + self.tail(ahead.get(end..)?);
            return Hit::new(begin..start + end, Label::Date, 97, "dag en maand");
        }
        if let Some(end) = length(self.english.as_ref(), ahead) {
            return Hit::new(
                begin..start + end,
                Label::Date,
                90,
                "dag en maand in het Engels",
            );
        }
        if let Some(month) = misspelt_month(view, at) {
            let end = self.with_tail(view, month);
            return Hit::new(begin..end, Label::Date, 85, "dag en maand, met een tikfout");
        }
        if let Some(end) = length(self.dashed.as_ref(), ahead) {
            let text = ahead.get(..end)?;
            if plausible(text) && !ahead.get(end..)?.starts_with('-') {
                return Hit::new(begin..start + end, Label::Date, 92, "datum in cijfers");
            }
        }
        let before = view.low(at.wrapping_sub(1));
        let year = view.digits(at)
            && view.tokens[at].range.len() == 4
            && matches!(ahead.get(..2), Some("16" | "17" | "18" | "19" | "20"));
        let dated = matches!(
            before,
            "in" | "sinds"
                | "vanaf"
                | "uit"
                | "vóór"
                | "zomer"
                | "najaar"
                | "voorjaar"
                | "winter"
                | "herfst"
                | "begin"
                | "eind"
                | "medio"
                | "tot"
                | "bouwjaar"
                | "geboortejaar"
                | "pasen"
                | "kerst"
        ) || before == "van"
            && matches!(
                view.low(at.wrapping_sub(2)),
                "is" | "was" | "ben" | "zomer" | "rooster"
            );
        if year
            && dated
            && !view.touches_next(at) | matches!(view.low(at + 1), "." | "," | ")" | ";" | ":")
        {
            return Hit::new(start..view.end(at), Label::Date, 60, "jaar");
        }
        let slashed = view.low(at + 1) == "/" && !matches!(ahead.get(..4), Some("24/7" | "50/5"));
        let ends = view.line_start(at + 3) && view.touches_next(at) && view.touches_next(at + 1);
        if (slashed
            || ends
            || view.line_start(at)
            || matches!(
                before,
                "±" | "–"
                    | ";"
                    | "|"
                    | "en"
                    | "of"
                    | "week"
                    | "dag"
                    | "dienst"
                    | "afspraak"
                    | "vanaf"
                    | "sinds"
                    | "cel"
                    | "vervolg"
            )
            || matches!(
                before,
                "op" | "dd"
                    | "d.d"
                    | "van"
                    | "vanaf"
                    | "sinds"
                    | "tot"
                    | "datum"
                    | "per"
                    | "-"
                    | "("
                    | "na"
                    | "voor"
            )
            || begin < start
            || view.is(at.wrapping_sub(1), Class::WEEKDAY) && view.line_start(at - 1))
            && let Some(end) = length(self.short.as_ref(), ahead)
        {
            let unit = ahead.get(end..)?.trim_start();
            let counted = [
                "keer", "dagen", "weken", "maanden", "jaar", "uur", "personen", "collega", "man",
                "minuten", "x",
            ]
            .iter()
            .any(|u| unit.starts_with(u));
            let fraction = slashed
                && begin == start
                && !(before == "(" && ahead.get(end..)?.starts_with(')'))
                && matches!(
                    ahead.get(..end)?,
                    "1/2" | "1/3" | "2/3" | "1/4" | "3/4" | "1/1"
                );
            if month_day(ahead.get(..end)?)
                && !counted
                && !fraction
                && !unit.starts_with(['-', '/'])
            {
                return Hit::new(
                    begin..start + end,
                    Label::Date,
                    75,
                    "dag en maand in cijfers",
                );
            }
        }
        if begin < start
            && view.tokens[at].range.len() <= 2
            && view.digits(at)
            && !ahead
                .get(2..)
                .is_some_and(|t| t.trim_start().starts_with("uur"))
        {
            let next = view.low(at + 1);
            if !matches!(next, "." | ":" | "x" | "keer") || view.low(at + 2).is_empty() {
                return Hit::new(begin..view.end(at), Label::Date, 70, "weekdag met dag");
            }
        }
        if matches!(before, "de" | "den")
            || begin < start
            || matches!(view.low(at + 1), "kerstdag" | "paasdag" | "pinksterdag")
        {
            let feast = matches!(view.low(at + 1), "kerstdag" | "paasdag" | "pinksterdag");
            if feast && view.tokens[at].range.len() <= 4 {
                return Hit::new(
                    start..self.with_tail(view, at + 1),
                    Label::Date,
                    90,
                    "feestdag",
                );
            }
            let end = length(self.ordinal.as_ref(), ahead)?;
            let next = view.token_from(start + end);
            let closes = matches!(
                view.low(next),
                "." | ","
                    | ""
                    | "?"
                    | "!"
                    | ")"
                    | "en"
                    | "van"
                    | "kan"
                    | "tot"
                    | "om"
                    | "gegaan"
                    | "was"
                    | "is"
                    | "al"
                    | "–"
                    | ":"
            );
            if closes || !is_thing(view, next) || begin < start {
                return Hit::new(begin..start + end, Label::Date, 70, "dag van de maand");
            }
        }
        None
    }
}

fn plausible(text: &str) -> bool {
    let parts: Vec<u32> = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|p| !p.is_empty())
        .take(3)
        .filter_map(|p| p.parse().ok())
        .collect();
    match parts.as_slice() {
        [year, month, day] if *year > 31 => {
            (1..=12).contains(month) && (1..=31).contains(day) && *year < 2200
        }
        [day, month, _] => {
            (1..=31).contains(day) && (1..=12).contains(month)
                || ((1..=12).contains(day) && (1..=31).contains(month))
        }
        _ => parts.len() == 1,
    }
}

fn month_day(text: &str) -> bool {
    let mut parts = text
        .split(|c: char| !c.is_ascii_digit())
        .filter_map(|p| p.parse::<u32>().ok());
    matches!((parts.next(), parts.next()), (Some(1..=31), Some(1..=12)))
}
