//! Days and ranges of days: in digits, in words, feast days and weeks.

use regex::Regex;

use super::feast::{counted_from, is_day, misspelt_month};
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

    /// A date that begins with a word: a feast, a week, a month with a year, an ordinal.
    pub(super) fn words(&self, view: &View<'_>, at: usize, done: usize) -> Option<Hit> {
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
    pub(super) fn spoken(&self, view: &View<'_>, at: usize) -> Option<Hit> {
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
            if !(super::spoken::is_number(view.low(next))
                || matches!(view.low(next), "en" | "of" | "tot" | ","))
            {
                return None;
            }
        }
        None
    }

    /// The end of a date whose last word is at a token: the year and *jl.* go along.
    fn with_tail(&self, view: &View<'_>, at: usize) -> usize {
        let end = view.end(at);
        let rest = view.text.get(end..).unwrap_or_default();
        let rest = rest.get(..rest.floor_char_boundary(30)).unwrap_or_default();
        end + self.tail(rest)
    }

    /// How far a year or *jl.* behind a month reaches; an hour ("08:12") is no year.
    fn tail(&self, rest: &str) -> usize {
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

/// "Goede Vrijdag", "Witte Donderdag".
fn is_holy_day(view: &View<'_>, at: usize) -> bool {
    matches!(
        (view.low(at), view.low(at + 1)),
        ("goede", "vrijdag") | ("witte", "donderdag")
    )
}

/// Where the weekday before a day begins, if there is one.
fn before_day(view: &View<'_>, at: usize, done: usize) -> usize {
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
fn is_thing(view: &View<'_>, at: usize) -> bool {
    let class = view.class(at);
    view.tokens.get(at).is_some_and(|t| t.is_word())
        && !class.has(
            Class::SAY
                .and(Class::AUX)
                .and(Class::PARTICLE)
                .and(Class::WEEKDAY),
        )
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
