//! Mail and web addresses, user names, telephones, addresses on a network.

use regex::Regex;

use super::{Hit, form, length};
use crate::span::Label;
use crate::token::Shape;
use crate::view::View;
use crate::words::Class;

pub(super) struct Forms {
    phone: Option<Regex>,
    extension: Option<Regex>,
    short: Option<Regex>,
    web: Option<Regex>,
    domain: Option<Regex>,
    network: Option<Regex>,
}

impl Forms {
    pub(super) fn new() -> Self {
        Self {
            phone: form(
                r"(?:\+|00)[ ]?\d{2,3}(?:[ ]?\(0\))?(?:[ .\-/]{0,3}\d){7,11}|(?:\(0\d{1,3}\)|0\d{1,3})(?:[ .\-/–]{0,3}\d){6,9}|0[89]00(?:[ .-]?\d){4,7}",
            ),
            extension: form(r"[ ,]*(?:tst|toestel|ext|doorkiesnr)\.?[ ]?\d{1,5}"),
            short: form(r"\d{2,4}[- ]?\d{3,5}[ ,]{1,2}(?:tst|toestel|ext)\.?[ ]?\d{2,5}"),
            web: form(r#"(?i)(?:https?://|www\.)[^\s<>()"]{2,300}"#),
            domain: form(
                r"(?i)[a-z0-9-]{2,60}(?:\.[a-z0-9-]{2,40}){0,3}\.(?:example|nl|com|org|net|eu|be|de|info|io|nu|tv|me)(?:/[^\s<>()]{0,200})?",
            ),
            network: form(
                r"\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?|(?i:[0-9a-f]{1,4}(?::[0-9a-f]{1,4}){7}|[0-9a-f]{1,4}(?::[0-9a-f]{1,4}){0,6}::(?:[0-9a-f]{1,4}(?::[0-9a-f]{1,4}){0,6})?|[0-9a-f]{2}(?:[:-][0-9a-f]{2}){5})",
            ),
        }
    }

    /// A mail address around an at sign, or a name behind one.
    pub(super) fn at_sign(&self, view: &View<'_>, at: usize) -> Option<Hit> {
        let sign = view.start(at);
        let local =
            |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '+' | '%' | '\'');
        let mut begin = sign;
        for (i, c) in view.text.get(..sign)?.char_indices().rev().take(64) {
            if !local(c) {
                break;
            }
            begin = i;
        }
        let host = |c: &char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_');
        let rest = view.text.get(sign + 1..)?;
        let length: usize = rest
            .chars()
            .take(120)
            .take_while(host)
            .map(char::len_utf8)
            .sum();
        let length = rest.get(..length)?.trim_end_matches(['.', '-']).len();
        if length < 2 {
            return None;
        }
        let range = begin..sign + 1 + length;
        if begin == sign {
            return Hit::new(range, Label::Handle, 90, "naam achter een apenstaart");
        }
        Hit::new(range, Label::Email, 99, "mailadres")
    }

    /// A web address.
    pub(super) fn web(&self, view: &View<'_>, at: usize) -> Option<Hit> {
        let low = view.low(at);
        let start = view.start(at);
        if matches!(low, "http" | "https" | "www") {
            let end = self.web.as_ref()?.find(view.ahead(at, 400))?.end();
            let text = view
                .text
                .get(start..start + end)?
                .trim_end_matches(['.', ',', ';', ':', '!', '?', '\'']);
            return Hit::new(start..start + text.len(), Label::Url, 95, "webadres");
        }
        let dotted = view.tokens[at].is_word()
            && view.text.as_bytes().get(view.end(at)) == Some(&b'.')
            && view.touches_next(at + 1);
        if !dotted || low.len() < 2 {
            return None;
        }
        let end = length(self.domain.as_ref(), view.ahead(at, 300))?;
        Hit::new(start..start + end, Label::Url, 85, "webadres")
    }

    /// A telephone number, with its extension.
    pub(super) fn phone(&self, view: &View<'_>, at: usize) -> Option<Hit> {
        let ahead = view.ahead(at, 60);
        let Some(end) = length(self.phone.as_ref(), ahead) else {
            // A number within the organisation, known by the extension behind it.
            let short = self.short.as_ref()?.find(ahead)?.end();
            let start = view.start(at);
            return Hit::new(start..start + short, Label::Phone, 85, "nummer met toestel");
        };
        let digits = ahead.get(..end)?.bytes().filter(u8::is_ascii_digit).count();
        let lined = ahead.get(..end)?.contains("  ");
        if !(9..=14).contains(&digits) || lined {
            return None;
        }
        let more = self
            .extension
            .as_ref()?
            .find(ahead.get(end..)?)
            .map_or(0, |m| m.end());
        let start = view.start(at);
        Hit::new(
            start..start + end + more,
            Label::Phone,
            if digits == 10 { 95 } else { 80 },
            "telefoonnummer",
        )
    }

    /// An address on a network.
    pub(super) fn network(&self, view: &View<'_>, at: usize) -> Option<Hit> {
        let ahead = view.ahead(at, 30);
        let end = length(self.network.as_ref(), ahead)?;
        // "06.53.19.20.44": five groups are a telephone's.
        let mut rest = ahead.get(end..)?.chars();
        if rest.next() == Some('.') && rest.next().is_some_and(|c| c.is_ascii_digit()) {
            return None;
        }
        let start = view.start(at);
        Hit::new(start..start + end, Label::Ip, 90, "netwerkadres")
    }

    /// A name of a user: letters with digits behind them, or parts joined by an underscore.
    pub(super) fn user_name(&self, view: &View<'_>, at: usize) -> Option<Hit> {
        let start = view.start(at);
        let written = view.written(at);
        let joined = view.low(at + 1) == "_" && view.touches_next(at);
        // "wijkagent.sietse": a function and a first name.
        let named = view.low(at + 1) == "."
            && view.touches_next(at)
            && view.touches_next(at + 1)
            && view.shape(at + 2) == Shape::Lower
            && view.is(at + 2, Class::FIRST_NAME)
            && !view.is(at + 2, Class::WORD);
        if view.is(at, Class::KEEP) && !joined && !named {
            return None;
        }
        // "e_brinks", "mo_purm"; a file name's parts are judged one by one.
        let underscore = view.low(at + 1) == "_"
            && view.touches_next(at)
            && view.touches_next(at + 1)
            && view
                .tokens
                .get(at + 2)
                .is_some_and(|t| t.is_word() || t.shape == Shape::Digits);
        if underscore && view.low(at.wrapping_sub(1)) != "_" {
            let mut last = at + 2;
            while view.low(last + 1) == "_"
                && view.touches_next(last)
                && view.touches_next(last + 1)
                && last < at + 10
            {
                last += 2;
            }
            let dot =
                view.low(last + 1) == "." && view.touches_next(last) && view.touches_next(last + 1);
            // "mitch_dj.83": a year or a number, where a file has its kind.
            let tail = dot && view.digits(last + 2) && view.tokens[last + 2].range.len() <= 4;
            let file = dot && !tail;
            if tail {
                last += 2;
            }
            // "jurist_in_spe: Wat krijg je ervoor": who speaks.
            let speaks = view.line_start(at) && view.low(last + 1) == ":" && last > at + 2;
            let plain = !speaks
                && (at..=last).all(|i| {
                    view.low(i) == "_"
                        || view.is(i, Class::WORD.and(Class::COMPOUND))
                        || view.digits(i)
                });
            // "boze_bakker_79": words and a number at last name an account, not a thing.
            let numbered = view.digits(last)
                && view.tokens[last].range.len() >= 2
                && !view.digits(at)
                && (last > at + 2 || view.is(at, Class::COMPOUND) && !view.is(at, Class::WORD));
            if !file && (!plain || numbered) {
                return Hit::new(start..view.end(last), Label::Handle, 75, "gebruikersnaam");
            }
        }
        // "b.kalkhoven": an initial and a name in small letters with nothing between.
        let dotted = view.low(at + 1) == "." && view.touches_next(at) && view.touches_next(at + 1);
        if dotted
            && written.len() <= 2
            && written.starts_with(char::is_lowercase)
            && view.low(at.wrapping_sub(1)) != "."
        {
            let name = view.shape(at + 2) == Shape::Lower
                && view.tokens[at + 2].range.len() > 3
                && (!view.is(at + 2, Class::COMMON) || view.is(at + 2, Class::SURNAME));
            if name {
                return Hit::new(start..view.end(at + 2), Label::Handle, 75, "gebruikersnaam");
            }
        }
        // "trudy.h": a first name and an initial in small letters with nothing between.
        let lettered = dotted
            && view.shape(at) == Shape::Lower
            && written.len() > 2
            && view.is(at, Class::NAME)
            && !view.is(at, Class::WORD.and(Class::ABBREVIATION))
            && view.tokens[at + 2].range.len() == 1
            && view.shape(at + 2) == Shape::Lower
            && !(view.low(at + 3) == "." && view.touches_next(at + 2));
        if lettered {
            return Hit::new(start..view.end(at + 2), Label::Handle, 75, "gebruikersnaam");
        }
        // "sjaak.de.boer": small words joined by full stops, of which one is no ordinary word.
        if dotted && view.shape(at) == Shape::Lower && written.len() > 1 {
            let mut last = at;
            let mut name =
                view.is(at, Class::NAME) || !view.is(at, Class::WORD.and(Class::ABBREVIATION));
            while view.low(last + 1) == "."
                && view.touches_next(last)
                && view.touches_next(last + 1)
                && matches!(
                    view.shape(last + 2),
                    Shape::Lower | Shape::LettersDigits | Shape::Digits
                )
                && last < at + 8
            {
                last += 2;
                name |= !view.is(last, Class::WORD.and(Class::PARTICLE).and(Class::KEEP))
                    && !view.digits(last);
            }
            let parts = (last - at) / 2;
            let long = (at..=last)
                .step_by(2)
                .all(|i| view.tokens[i].range.len() > 1);
            let file = view.is(last, Class::KEEP);
            // "bel.pl.": shortened words run together; a full stop follows the last too.
            let shortened = view.low(last + 1) == "."
                && view.touches_next(last)
                && view.tokens[last].range.len() <= 4
                && !view.capital(last + 2);
            // "prod.vormen": a sentence or an abbreviation without its space.
            let words = view.is(last, Class::WORD.and(Class::COMPOUND))
                && !view.is(last, Class::NAME)
                && !view.is(at, Class::NAME)
                && parts == 1;
            let file = file || shortened || words;
            if name && parts >= 1 && long && !file {
                return Hit::new(start..view.end(last), Label::Handle, 70, "gebruikersnaam");
            }
        }
        if view.shape(at) != Shape::LettersDigits {
            return None;
        }
        let letters = written.chars().take_while(|c| c.is_alphabetic()).count();
        let rest = written.chars().skip(letters).all(|c| c.is_ascii_digit());
        // "StijnWit1990": two names and a year.
        let joined = written.chars().filter(|c| c.is_uppercase()).count() >= 2
            && written.chars().any(char::is_lowercase);
        let lower = written.starts_with(char::is_lowercase);
        (letters >= 3 && rest && (lower || joined && written.len() > letters + 1))
            .then(|| Hit::new(start..view.end(at), Label::Handle, 60, "gebruikersnaam"))?
    }
}
