//! Numbers of persons, accounts and documents; any long number at last.

use regex::Regex;

use super::{Hit, form, length};
use crate::span::Label;
use crate::view::View;
use crate::words::Class;

pub(super) struct Forms {
    account: Option<Regex>,
    foreign: Option<Regex>,
    announced: Option<Regex>,
    long: Option<Regex>,
    code: Option<Regex>,
    parcel: Option<Regex>,
    phone: Option<Regex>,
}

impl Forms {
    pub(super) fn new() -> Self {
        Self {
            // A scan reads O for 0 and l for 1.
            account: form(
                r"(?i)NL[ ]?[\dO]{2}[ .]?[A-Z0]{4}(?:[ .]?[\dOl]){10}|NL[ ]?\d{2}[ .]?[A-Z]{4}(?:[ .]?\d){7,10}",
            ),
            foreign: form(r"[A-Z]{2}\d{2}(?:[ ]?[A-Z0-9]{4}){3,7}(?:[ ]?[A-Z0-9]{1,3})?"),
            announced: form(
                r"(?i)[A-Z]{0,4}[-. ]?\d[A-Z0-9]*(?:[-./]?[A-Z0-9]*\d[A-Z0-9]*)*(?:[-/][A-Z]{1,4}\b){0,3}(?:[ ]\d{1,}){0,5}|[A-Z]{2}[A-Z0-9]{7}",
            ),
            parcel: form(r"[A-Z]{3}\d{2} [A-Z]{1,2} \d{1,5}"),
            code: form(r"[A-Z]{1,4}\d{0,3}-?[A-Z0-9]*\d[A-Z0-9]*(?:-[A-Z0-9]+)*"),
            phone: form(r"0\d{1,3}[- ]"),
            long: form(r"\d+(?:[-./ ]\d+)*(?:[-/][A-Z0-9]+)*|\d+(?:[-./]\d+)*"),
        }
    }

    /// A bank account; one that fails its check is one with a typing error.
    pub(super) fn account(&self, view: &View<'_>, at: usize) -> Option<Hit> {
        if view.tokens[at].range.len() < 2 {
            return None;
        }
        let ahead = view.ahead(at, 48);
        let end = length(self.account.as_ref(), ahead)
            .or_else(|| length(self.foreign.as_ref(), ahead))?;
        let sure = if valid_iban(ahead.get(..end)?) {
            99
        } else {
            85
        };
        let start = view.start(at);
        Hit::new(start..start + end, Label::Iban, sure, "bankrekening")
    }

    /// A number whose kind the words before it say: "dienstnummer 290117", "paspoort NX12…".
    pub(super) fn announced(&self, view: &View<'_>, at: usize) -> Option<Hit> {
        let ahead = view.ahead(at, 40);
        let end = length(self.announced.as_ref(), ahead)?;
        if view.shape(at) == crate::Shape::Lower {
            return None;
        }
        let matched = ahead.get(..end)?;
        let digits = matched.bytes().filter(u8::is_ascii_digit).count();
        if digits < 2 {
            return None;
        }
        // "MELD 0513-641 773": a word before a telephone number.
        if let Some((word, rest)) = matched.split_once(' ')
            && word.bytes().all(|b| b.is_ascii_alphabetic())
            && (self.phone.as_ref()?.is_match(rest) || rest.starts_with("06"))
        {
            return None;
        }
        let start = view.start(at);
        let range = start..start + end;
        let hour = matched.len() == 4 && matches!(view.low(at + 1), "uur" | "u" | "h");
        if hour {
            return None;
        }
        // "Sanne de Wit (318 204)": a number of five to seven digits in brackets behind a name.
        let bracketed = view.low(at.wrapping_sub(1)) == "("
            && view
                .text
                .get(start + end..)
                .is_some_and(|t| t.starts_with(')'))
            && (5..=7).contains(&digits)
            && at > 1
            && view.capital(at - 2)
            && !view.is(at - 2, Class::KEEP.and(Class::UNIT).and(Class::MONTH));
        if bracketed {
            return Hit::new(range, Label::StaffNumber, 75, "nummer achter een naam");
        }
        for before in (at.saturating_sub(5)..at).rev() {
            // A key on an earlier line announces only what follows it at once.
            if view.line_start(before + 1) && before + 2 < at {
                break;
            }
            let class = view.class(before);
            let low = view.low(before);
            if matches!(low, "." | ";" | "\n")
                && !view.is(before.wrapping_sub(1), Class::ABBREVIATION)
                && before + 1 < at
                && low != "."
            {
                break;
            }
            let label =
                if low == "bsn" || low.starts_with("burgerservice") || low.starts_with("sofi") {
                    Label::Bsn
                } else if class.has(Class::NUMBER_KEY) || low.ends_with("-nummer") {
                    Label::StaffNumber
                } else if class.has(Class::CASE_KEY) && digits >= 3 {
                    Label::CaseNumber
                } else if class.has(Class::DOC_KEY) && digits >= 4 {
                    Label::DocumentNumber
                } else if class.has(Class::PHONE_KEY)
                    && (digits >= 3 || before + 1 == at)
                    && before + 3 >= at
                {
                    Label::Phone
                } else if class.has(Class::HANDLE_KEY) && before + 2 >= at {
                    Label::Handle
                } else {
                    continue;
                };
            return Hit::new(range, label, 90, "nummer met zijn soort ervoor");
        }
        None
    }

    /// A code of capitals and digits: a serial number, a badge.
    pub(super) fn code(&self, view: &View<'_>, at: usize) -> Option<Hit> {
        if !view.capital(at) || view.is(at, Class::KEEP) {
            return None;
        }
        let ahead = view.ahead(at, 40);
        if view.tokens[at].range.len() == 5
            && let Some(end) = length(self.parcel.as_ref(), ahead)
        {
            let range = view.start(at)..view.start(at) + end;
            return Hit::new(range, Label::DocumentNumber, 80, "kadastrale aanduiding");
        }
        let end = length(self.code.as_ref(), ahead)?;
        let digits = ahead.get(..end)?.bytes().filter(u8::is_ascii_digit).count();
        let start = view.start(at);
        (digits >= 4).then(|| {
            Hit::new(
                start..start + end,
                Label::DocumentNumber,
                65,
                "code van letters en cijfers",
            )
        })?
    }

    /// A citizen service number, or any number so long that it must be somebody's or something's.
    pub(super) fn long(&self, view: &View<'_>, at: usize) -> Option<Hit> {
        let ahead = view.ahead(at, 60);
        let end = length(self.long.as_ref(), ahead)?;
        let matched = ahead.get(..end)?;
        let digits: Vec<u8> = matched
            .bytes()
            .filter(u8::is_ascii_digit)
            .map(|b| b - b'0')
            .collect();
        let start = view.start(at);
        let range = start..start + end;
        if matches!(digits.len(), 8 | 9) && eleven_test(&digits) {
            return Hit::new(range, Label::Bsn, 80, "voldoet aan de elfproef");
        }
        let run = matched
            .split(|c: char| !c.is_ascii_digit())
            .map(str::len)
            .max()
            .unwrap_or(0);
        let thousands =
            matched.split('.').skip(1).all(|group| group.len() == 3) && matched.contains('.');
        let pairs =
            matched.split(' ').count() >= 3 && matched.split(' ').all(|group| group.len() >= 2);
        if run >= 5 || pairs || (digits.len() >= 7 && !thousands) {
            return Hit::new(range, Label::DocumentNumber, 60, "lang nummer");
        }
        None
    }
}

fn eleven_test(digits: &[u8]) -> bool {
    let padded = [&[0][..], digits].concat();
    let nine = if digits.len() == 8 {
        padded.as_slice()
    } else {
        digits
    };
    let sum: i32 = nine
        .iter()
        .zip([9, 8, 7, 6, 5, 4, 3, 2, -1])
        .map(|(&digit, weight)| i32::from(digit) * weight)
        .sum();
    nine.len() == 9 && sum % 11 == 0 && sum != 0
}

fn valid_iban(written: &str) -> bool {
    let plain: Vec<u8> = written
        .bytes()
        .filter(u8::is_ascii_alphanumeric)
        .map(|b| b.to_ascii_uppercase())
        .collect();
    if plain.len() < 15 {
        return false;
    }
    let rest = plain
        .iter()
        .skip(4)
        .chain(plain.iter().take(4))
        .fold(0u32, |rest, &b| {
            if b.is_ascii_digit() {
                (rest * 10 + u32::from(b - b'0')) % 97
            } else {
                (rest * 100 + u32::from(b - b'A') + 10) % 97
            }
        });
    rest == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checks_tell_right_from_wrong() {
        assert!(eleven_test(&[1, 1, 1, 2, 2, 2, 3, 3, 3]));
        assert!(!eleven_test(&[1, 1, 1, 2, 2, 2, 3, 3, 4]));
        assert!(valid_iban("NL91 ABNA 0417 1643 00"));
        assert!(!valid_iban("NL91 ABNA 0417 1643 01"));
    }
}
