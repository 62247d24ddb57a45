//! Forms that identify: numbers, addresses, dates and the like; a file for each kind.
//!
//! Every rule begins at a token that announces it (a digit, an at sign, a month) and looks a bounded
//! way ahead, so that the whole pass is linear. A failed checksum lowers the confidence, never the
//! mask: a mistyped account is still someone's.

mod account;
mod address;
mod age;
mod case_number;
mod contact;
mod craft;
mod date;
mod feast;
mod function;
mod landmark;
mod money;
mod number;
mod organisation;
mod plate;
mod relative;
mod season;
mod spoken;
mod time;
pub(crate) mod titled;
mod unit;
mod vehicle;

use std::ops::Range;

use regex::Regex;

use crate::found::Found;
use crate::span::{Label, Source};
use crate::view::View;
use crate::words::Class;

/// The compiled forms of all kinds.
pub(crate) struct Patterns {
    address: address::Forms,
    case_number: case_number::Forms,
    contact: contact::Forms,
    date: date::Forms,
    money: money::Forms,
    number: number::Forms,
    plate: plate::Forms,
    time: time::Forms,
}

/// What a rule says of the text at a token.
#[derive(Debug)]
pub(crate) struct Hit {
    pub range: Range<usize>,
    pub label: Label,
    pub confidence: u8,
    pub reason: &'static str,
}

impl Hit {
    pub(crate) fn new(
        range: Range<usize>,
        label: Label,
        confidence: u8,
        reason: &'static str,
    ) -> Option<Self> {
        Some(Self {
            range,
            label,
            confidence,
            reason,
        })
    }
}

/// Compiles a form that must begin where the search begins. Forms are part of the program, and a test
/// compiles each; one that does not compile matches nothing.
pub(crate) fn form(pattern: &str) -> Option<Regex> {
    Regex::new(&format!("^(?:{pattern})")).ok()
}

/// The length of a form at the start of a text, when no letter or digit follows it.
pub(crate) fn length(form: Option<&Regex>, text: &str) -> Option<usize> {
    let end = form?.find(text)?.end();
    let open = text
        .get(end..)?
        .chars()
        .next()
        .is_some_and(char::is_alphanumeric);
    (!open && end > 0).then_some(end)
}

impl Patterns {
    /// Compiles all forms.
    pub fn new() -> Self {
        Self {
            address: address::Forms::new(),
            case_number: case_number::Forms::new(),
            contact: contact::Forms::new(),
            date: date::Forms::new(),
            money: money::Forms::new(),
            number: number::Forms::new(),
            plate: plate::Forms::new(),
            time: time::Forms::new(),
        }
    }

    /// Everything that a form finds.
    pub fn find(&self, view: &View<'_>, out: &mut Vec<Found>) {
        let mut at = 0;
        let mut done = 0;
        while at < view.len() {
            let hit = if view.start(at) < done {
                None
            } else {
                self.at(view, at, done)
            };
            if let Some(hit) = hit {
                done = hit.range.end;
                out.push(Found::mask(
                    hit.range,
                    hit.label,
                    Source::Pattern,
                    hit.confidence,
                    hit.reason,
                ));
                at = view.token_from(done).max(at + 1);
            } else {
                at += 1;
            }
        }
    }

    /// The first rule that knows what begins at a token. `done` is where the last hit ended: no rule
    /// reaches back over it.
    fn at(&self, view: &View<'_>, at: usize, done: usize) -> Option<Hit> {
        let first = *view.text.as_bytes().get(view.start(at))?;
        let class = view.class(at);
        let digit = first.is_ascii_digit();
        if view.keep.get(at).copied().unwrap_or(false)
            && !class.has(Class::ORGANISATION.and(Class::UNIT))
        {
            return None;
        }
        if first == b'@' {
            return self.contact.at_sign(view, at);
        }
        if let Some(hit) = self.contact.web(view, at) {
            return Some(hit);
        }
        if digit || matches!(first, b'+' | b'(') {
            // Six digits alone may be a day, but not behind the word for another number.
            let alone = view.digits(at) && !matches!(view.low(at + 1), "-" | "/" | ".");
            // "06 twaalf 34 56 acht zeven": said in words from the second part on.
            let said = view.low(at).starts_with('0')
                && (spoken::is_number(view.low(at + 1)) || view.low(at + 1) == "dubbel");
            if said && let Some(hit) = spoken::phone(view, at) {
                return Some(hit);
            }
            let hit = self
                .number
                .account(view, at)
                .or_else(|| {
                    self.number
                        .announced(view, at)
                        .filter(|_| alone && view.tokens[at].range.len() > 3)
                })
                .or_else(|| self.case_number.signed(view, at))
                .or_else(|| self.contact.network(view, at))
                .or_else(|| self.date.numeric(view, at, done))
                .or_else(|| self.contact.phone(view, at))
                .or_else(|| self.plate.at(view, at))
                .or_else(|| self.case_number.at(view, at))
                .or_else(|| self.number.announced(view, at))
                .or_else(|| self.money.amount(view, at))
                .or_else(|| self.address.postcode(view, at))
                .or_else(|| age::digits(view, at))
                .or_else(|| self.time.clock(view, at))
                .or_else(|| vehicle::call_sign(view, at))
                .or_else(|| self.number.long(view, at));
            return hit;
        }
        if matches!(first, b'\x80'..) && view.written(at) == "€"
            || view.written(at) == "ƒ"
            || first == b'$'
        {
            return self.money.sign(view, at);
        }
        if first.is_ascii_alphabetic() || first >= 0x80 {
            return self.word(view, at, class, done);
        }
        None
    }

    fn word(&self, view: &View<'_>, at: usize, class: Class, done: usize) -> Option<Hit> {
        // "nul6 51 33 zeven nul 42".
        if view.low(at).starts_with("nul")
            && let Some(hit) = spoken::phone(view, at)
        {
            return Some(hit);
        }
        if view.capital(at)
            && let Some(hit) = craft::code(view, at).or_else(|| craft::code_name(view, at))
        {
            return Some(hit);
        }
        if let Some(hit) = season::at(view, at).filter(|hit| hit.range.start >= done) {
            return Some(hit);
        }
        if let Some(hit) = relative::at(view, at) {
            return Some(hit);
        }
        let underscored = matches!(view.low(at + 1), "_" | ".") && view.touches_next(at);
        if underscored
            || view.tokens[at].range.len() <= 6
            || view.shape(at) == crate::Shape::LettersDigits
        {
            let hit = self
                .number
                .account(view, at)
                .or_else(|| self.plate.at(view, at))
                .or_else(|| self.case_number.at(view, at))
                .or_else(|| self.number.announced(view, at))
                .or_else(|| self.number.code(view, at))
                .or_else(|| self.contact.user_name(view, at));
            if hit.is_some() {
                return hit;
            }
        }
        // Both reach past their own token; the second also back, but never over an earlier hit.
        let spoken = account::behind_key(view, at).or_else(|| account::mail_aloud(view, at));
        if let Some(hit) = spoken.filter(|hit| hit.range.start >= done) {
            return Some(hit);
        }
        if view.low(at) == "eur"
            && let Some(hit) = self.money.behind(view, at)
        {
            return Some(hit);
        }
        if let Some(hit) = craft::at(view, at, class) {
            return Some(hit);
        }
        if (class.has(
            Class::MONTH
                .and(Class::FEAST)
                .and(Class::WEEKDAY)
                .and(Class::ORDINAL),
        ) || matches!(view.low(at), "goede" | "witte" | "week")
            || view.low(at) == "wk")
            && let Some(hit) = self.date.words(view, at, done)
        {
            return Some(hit);
        }
        if view.low(at).ends_with("en")
            && view.low(at).len() < 10
            && matches!(
                view.low(at.wrapping_sub(1)),
                "tegen" | "na" | "voor" | "rond" | "om" | "over"
            )
            && let Some(hit) = time::words(view, at)
        {
            return Some(hit);
        }
        if class.has(Class::NUMBER.and(Class::TENS))
            || spoken::is_number(view.low(at))
            || view.low(at).matches('-').count() >= 4
            || view.low(at).ends_with("jarige")
        {
            let hit = spoken::phone(view, at)
                .or_else(|| self.date.spoken(view, at))
                .or_else(|| self.money.spoken(view, at))
                .or_else(|| age::words(view, at))
                .or_else(|| time::words(view, at));
            if hit.is_some() {
                return hit;
            }
        }
        if matches!(
            view.low(at),
            "half"
                | "kwart"
                | "begin"
                | "eind"
                | "midden"
                | "achterin"
                | "ergens"
                | "voorin"
                | "diep"
                | "ruim"
                | "halverwege"
        ) {
            let hit = time::words(view, at).or_else(|| age::words(view, at));
            if hit.is_some() {
                return hit;
            }
        }
        if let Some(hit) = self.address.numbered(view, at) {
            return Some(hit);
        }
        let parted = view.is(at + 1, Class::STREET)
            || matches!(
                view.low(at + 1),
                "straat" | "laan" | "weg" | "plein" | "kade" | "dijk" | "gracht" | "singel"
            );
        if (class.has(Class::STREET) || view.capital(at) || parted)
            && let Some(hit) = self.address.street(view, at, done)
        {
            return Some(hit);
        }
        unit::at(view, at, class)
            .or_else(|| organisation::at(view, at, class))
            .or_else(|| vehicle::brand(view, at, class))
            .or_else(|| function::at(view, at, class))
    }
}
