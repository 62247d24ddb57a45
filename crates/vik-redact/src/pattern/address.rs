//! Streets, with and without a house number, and postcodes.

use regex::Regex;

use super::landmark::is_landmark;
use super::{Hit, form, length};
use crate::span::Label;
use crate::token::Shape;
use crate::view::View;
use crate::words::Class;

pub(super) struct Forms {
    number: Option<Regex>,
    postcode: Option<Regex>,
}

impl Forms {
    pub(super) fn new() -> Self {
        Self {
            number: form(
                r"[ ]{1,2}(?:nr\.?[ ]|nummer[ ]|no\.?[ ])?\d{1,5}(?:(?:[ ]?-[ ]?|[ ]?/[ ]?)?(?:[IVX]{1,4}|\d{1,4}|[A-Z])\b|[ ]?(?:[a-zA-Z]|-[A-Z]\d|(?i:zw|rd|bg|sous|bis|hs|huis|rood|zwart)|boven|beneden|I{1,3}|IV)\b){0,2}",
            ),
            postcode: form(r"[1-9]\d{3}[ ]{0,2}[A-Za-z]{2}"),
        }
    }

    /// A postcode.
    pub(super) fn postcode(&self, view: &View<'_>, at: usize) -> Option<Hit> {
        let ahead = view.ahead(at, 8);
        let end = length(self.postcode.as_ref(), ahead)?;
        let letters = ahead.get(end - 2..end)?;
        let capital = letters.bytes().all(|b| b.is_ascii_uppercase());
        let joined = view.shape(at) == Shape::LettersDigits;
        let word = matches!(
            letters,
            "in" | "is"
                | "en"
                | "op"
                | "te"
                | "om"
                | "ik"
                | "de"
                | "er"
                | "al"
                | "of"
                | "na"
                | "km"
                | "kg"
                | "nu"
                | "zo"
                | "we"
                | "ze"
                | "je"
        );
        if matches!(letters, "SA" | "SD" | "SS") || !capital && (!joined || word) {
            return None;
        }
        let start = view.start(at);
        Hit::new(start..start + end, Label::Postcode, 95, "postcode")
    }

    /// A house or a room by its number alone: "op nummer 57", "kamer 2.14"; a road: "de N377".
    pub(super) fn numbered(&self, view: &View<'_>, at: usize) -> Option<Hit> {
        let low = view.low(at);
        let next = view.ahead(at + 1, 12);
        let digits = next.starts_with(|c: char| c.is_ascii_digit()) && view.same_line(at + 1);
        let number = if low == "nr" && view.low(at + 1) == "." {
            at + 2
        } else {
            at + 1
        };
        if low == "nr"
            && view.low(at.wrapping_sub(1)) == "op"
            && view.digits(number)
            && view.same_line(number)
            && view.tokens[number].range.len() <= 4
        {
            return Hit::new(
                view.start(at)..view.end(number),
                Label::Address,
                75,
                "huisnummer",
            );
        }
        if low == "nummer"
            && digits
            && view.tokens[at + 1].range.len() <= 4
            && matches!(
                view.low(at.wrapping_sub(1)),
                "op" | "van" | "naar" | "bij" | "tegenover" | "uit"
            )
        {
            return Hit::new(
                view.start(at)..view.end(at + 1),
                Label::Address,
                75,
                "huisnummer",
            );
        }
        // "Ik woon op 35": the house alone, after the street was named.
        let lives = (1..=3).any(|back| {
            matches!(
                view.low(at.wrapping_sub(back)),
                "woon" | "woont" | "wonen" | "woonde" | "woonden" | "woonachtig"
            )
        });
        if low == "op" && lives && digits && view.tokens[at + 1].range.len() <= 4 {
            return Hit::new(
                view.start(at + 1)..view.end(at + 1),
                Label::Address,
                70,
                "huisnummer",
            );
        }
        if low == "postbus" && digits {
            return Hit::new(
                view.start(at)..view.end(at + 1),
                Label::Address,
                80,
                "postbus",
            );
        }
        if matches!(
            low,
            "kamer"
                | "kmr"
                | "lokaal"
                | "zaal"
                | "verhoorkamer"
                | "cel"
                | "perron"
                | "box"
                | "kluis"
        ) && digits
        {
            let room = next
                .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-')))
                .unwrap_or(next.len());
            let room = next.get(..room)?.trim_end_matches(['.', '-']).len();
            // "cel 6": every station has one.
            if room < 3 && !matches!(low, "lokaal" | "zaal") {
                return None;
            }
            return Hit::new(
                view.start(at)..view.start(at + 1) + room,
                Label::Location,
                75,
                "kamer",
            );
        }
        let written = view.written(at);
        let road = written.len() <= 4
            && written.starts_with(['A', 'N', 'E'])
            && written
                .get(1..)
                .is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
        let on = matches!(
            view.low(at.wrapping_sub(1)),
            "de" | "op" | "langs" | "via" | "over"
        );
        (road && on).then(|| Hit::new(view.start(at)..view.end(at), Label::Location, 75, "weg"))?
    }

    /// A street that a token names or begins, with its house number when one follows.
    pub(super) fn street(&self, view: &View<'_>, at: usize, done: usize) -> Option<Hit> {
        // "[a-straat]": a street that was made unknown already.
        if view.low(at).as_bytes().get(1) == Some(&b'-') && view.shape(at) == Shape::Lower {
            return None;
        }
        let Some(last) = street_end(view, at).or_else(|| parted(view, at)) else {
            return self.by_place(view, at, done);
        };
        let capital = view.capital(at);
        let word = view.is(last, Class::WORD.and(Class::COMPOUND));
        let rest = view.text.get(view.end(last)..)?;
        let rest = rest.get(..rest.floor_char_boundary(30))?;
        let number = length(self.number.as_ref(), rest).filter(|_| {
            !rest.trim_start().split_once(' ').is_some_and(|(_, t)| {
                t.starts_with("uur") || t.starts_with("jaar") || t.starts_with("meter")
            })
        });
        if let Some(number) = number
            && (capital
                || !word
                || number > 1
                    && view.is(
                        at.wrapping_sub(1),
                        Class::LOCATION_PREPOSITION.and(Class::PARTICLE),
                    ))
        {
            let begin = begin(view, at, done);
            return Hit::new(
                view.start(begin)..view.end(last) + number,
                Label::Address,
                92,
                "straat met huisnummer",
            );
        }
        if last == at && is_landmark(view, at) {
            return Hit::new(
                view.start(at)..view.end(at),
                Label::Location,
                70,
                "herkenningspunt",
            );
        }
        let named = (view.is(last, Class::STREET) || last == at + 1 && view.is(at, Class::STREET))
            && (capital && (view.telling(at) || !word) || !word && !view.is(last, Class::KEEP));
        named.then(|| {
            Hit::new(
                view.start(at)..view.end(last),
                Label::Location,
                80,
                "straatnaam",
            )
        })?
    }

    /// "De Opslach 27 Gorredijk", "Het Spaarne 9 RD, 2031AB": no word of a street, but a house number with
    /// a place or a postcode right behind it.
    fn by_place(&self, view: &View<'_>, at: usize, done: usize) -> Option<Hit> {
        let numbered = view
            .written(at + 1)
            .starts_with(|c: char| c.is_ascii_digit());
        if !numbered
            || !view.capital(at)
            || view.is(at, Class::KEEP.and(Class::MONTH).and(Class::UNIT))
        {
            return None;
        }
        let rest = view.text.get(view.end(at)..)?;
        let rest = rest.get(..rest.floor_char_boundary(30))?;
        let number = length(self.number.as_ref(), rest)?;
        let end = view.end(at) + number;
        let mut next = view.token_from(end);
        if view.low(next) == "," {
            next += 1;
        }
        let preposition = matches!(view.low(next), "te" | "in");
        let seat = if preposition { next + 1 } else { next };
        let close = view.same_line(next) && view.start(next) <= end + 2;
        let postcode = !preposition
            && length(self.postcode.as_ref(), view.ahead(next, 8)).is_some()
            && view.ahead(next, 8).bytes().any(|b| b.is_ascii_uppercase());
        let place = view.capital(seat) && view.is(seat, Class::PLACE) && view.same_line(seat);
        if !close || !(postcode || place) {
            return None;
        }
        let article = at > 0
            && matches!(view.low(at - 1), "de" | "het" | "'t" | "den")
            && view.capital(at - 1)
            && view.start(at - 1) >= done
            && view.same_line(at);
        let begin = if article { at - 1 } else { at };
        Hit::new(
            view.start(begin)..end,
            Label::Address,
            82,
            "huisnummer met een plaats",
        )
    }
}

/// "in de kolderveense straat 9": small letters, the kind of street as a word of its own, a number.
fn parted(view: &View<'_>, at: usize) -> Option<usize> {
    let kind = at + 1;
    (matches!(
        view.low(kind),
        "straat" | "laan" | "weg" | "plein" | "kade" | "dijk" | "gracht" | "singel"
    ) && view.gap(kind) == " "
        && view.same_line(kind)
        && view.digits(kind + 1)
        && view.gap(kind + 1) == " "
        && view.tokens[kind + 1].range.len() <= 4
        && view.tokens[at].is_word()
        && view.tokens[at].range.len() > 3
        && !view.is(at, Class::COMMON.and(Class::PARTICLE).and(Class::SAY)))
    .then_some(kind)
}

/// Where a street's name begins: capitals before its last word, with their particles ("Van der Helmstraat"),
/// and an adjective at the start of a line ("Hoge Rijndijk").
fn begin(view: &View<'_>, at: usize, done: usize) -> usize {
    let mut begin = at;
    let mut back = at;
    while back > 0
        && at - back < 5
        && view.start(back - 1) >= done
        && view.same_line(back)
        && view.gap(back).len() == 1
        && !view.is(back - 1, Class::KEEP)
    {
        back -= 1;
        let first = view.line_start(back)
            && (view.is(back, Class::PARTICLE) || view.low(back).ends_with('e'));
        if view.capital(back) && (view.telling(back) || first) {
            begin = back;
        } else if !view.is(back, Class::PARTICLE) {
            break;
        }
    }
    begin
}

/// The last token of a street name that begins here: one word that ends as streets do, or capitals and
/// particles up to such a word ("Burgemeester de Vlugtlaan", "Laan van Meerdervoort", "Grote Markt").
fn street_end(view: &View<'_>, at: usize) -> Option<usize> {
    if is_landmark(view, at) {
        return Some(at);
    }
    if view.is(at, Class::STREET) && view.tokens[at].range.len() > 5 {
        // "Rijksweg Zuid", "Stationsplein Noordzijde".
        let side = view.same_line(at + 1)
            && view.gap(at + 1) == " "
            && view.capital(at + 1)
            && view.telling(at + 1)
            && (view.is(at + 1, Class::COMPASS) || view.low(at + 1).ends_with("zijde"));
        return Some(at + usize::from(side));
    }
    if !view.capital(at)
        || view.is(at, Class::KEEP) && !matches!(view.low(at), "burgemeester" | "minister")
    {
        return None;
    }
    let generic = |low: &str| {
        matches!(
            low,
            "laan"
                | "straat"
                | "weg"
                | "plein"
                | "kade"
                | "gracht"
                | "singel"
                | "dijk"
                | "markt"
                | "hof"
                | "park"
                | "steeg"
                | "pad"
                | "haven"
                | "wal"
                | "dreef"
                | "plantsoen"
                | "boulevard"
                | "baan"
                | "burgwal"
                | "ring"
                | "allee"
                | "passage"
        )
    };

    if generic(view.low(at)) && matches!(view.low(at + 1), "van" | "der" | "den" | "op") {
        let mut next = at + 1;
        while next < at + 4 && view.is(next, Class::PARTICLE) && view.same_line(next) {
            next += 1;
        }
        return (view.capital(next) && view.same_line(next)).then_some(next);
    }
    if view.low(at).ends_with("str")
        && view.low(at).len() > 5
        && view.low(at + 1) == "."
        && view.touches_next(at)
    {
        return Some(at + 1);
    }
    for next in at + 1..(at + 6).min(view.len()) {
        let part = view.capital(next) || view.is(next, Class::PARTICLE) || view.low(next) == ".";
        if !view.same_line(next) || !part || view.gap(next).len() > 1 {
            return None;
        }
        if view.capital(next) && (view.is(next, Class::STREET) || generic(view.low(next))) {
            let only_names =
                (at + 1..next).all(|i| !matches!(view.low(i), "in" | "op" | "aan" | "uit" | "."));
            return only_names.then_some(next);
        }
    }
    None
}
