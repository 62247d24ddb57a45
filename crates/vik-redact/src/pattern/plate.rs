//! Number plates: all Dutch series, Belgian and German ones, and what follows the word *kenteken*.

use regex::Regex;

use super::{Hit, form, length};
use crate::span::Label;
use crate::token::Shape;
use crate::view::View;
use crate::words::Class;

pub(super) struct Forms {
    hyphened: Option<Regex>,
    spaced: Option<Regex>,
    announced: Option<Regex>,
    german: Option<Regex>,
}

impl Forms {
    pub(super) fn new() -> Self {
        Self {
            hyphened: form(r"[A-Za-z0-9]{1,3}[-–][A-Za-z0-9]{1,3}[-–][A-Za-z0-9]{1,3}"),
            spaced: form(
                r"[A-Za-z0-9]{1,3}(?:[ ]?[-–][ ]?|[ ])[A-Za-z0-9]{1,3}(?:[ ]?[-–][ ]?|[ ])[A-Za-z0-9]{1,3}",
            ),
            announced: form(r"(?i)[A-Z0-9]{1,3}(?:[- ]?[A-Z0-9]{1,4}){0,3}"),
            german: form(r"[A-ZÄÖÜ]{1,3}[- ][A-Z]{1,2}[- ]\d{1,4}"),
        }
    }

    pub(super) fn at(&self, view: &View<'_>, at: usize) -> Option<Hit> {
        if view.tokens[at].range.len() > 7 {
            return None;
        }
        let start = view.start(at);
        let ahead = view.ahead(at, 24);
        if let Some(end) = length(self.hyphened.as_ref(), ahead) {
            let plate = ahead.get(..end)?;
            if !ahead.get(end..)?.starts_with(['-', '/']) && is_series(plate) {
                return Hit::new(start..start + end, Label::Plate, 95, "kenteken");
            }
        }
        if view.tokens[at].range.len() <= 3
            && let Some(end) = length(self.spaced.as_ref(), ahead)
        {
            let plate = ahead.get(..end)?;
            // Small letters are a plate's only behind what is said to have one.
            let vehicle = (at.saturating_sub(4)..at)
                .any(|before| view.is(before, Class::BRAND.and(Class::PLATE_KEY)));
            if (vehicle || !plate.bytes().any(|b| b.is_ascii_lowercase())) && is_spaced(plate) {
                return Hit::new(start..start + end, Label::Plate, 85, "kenteken met spaties");
            }
        }
        if let Some(last) = said(view, at) {
            return Hit::new(
                start..view.end(last),
                Label::Plate,
                80,
                "kenteken half in woorden",
            );
        }
        let announced = (at.saturating_sub(3)..at).any(|before| view.is(before, Class::PLATE_KEY));
        if let Some(end) =
            length(self.german.as_ref(), ahead).filter(|_| announced || ahead.contains('-'))
        {
            return Hit::new(start..start + end, Label::Plate, 70, "buitenlands kenteken");
        }
        if view.shape(at) == Shape::LettersDigits
            && view.tokens[at].range.len() == 6
            && !ahead
                .get(6..)
                .is_some_and(|rest| rest.starts_with(['-', '/']))
            && is_joined(view.written(at))
        {
            return Hit::new(
                start..view.end(at),
                Label::Plate,
                85,
                "kenteken zonder streepjes",
            );
        }
        if announced
            && (view.capital(at) || view.written(at).starts_with(|c: char| c.is_ascii_digit()))
        {
            let end = length(self.announced.as_ref(), ahead)?;
            let plate = ahead.get(..end)?;
            let plate = plate.split(" 20").next().unwrap_or(plate);
            let (digits, letters) = (
                plate.bytes().any(|b| b.is_ascii_digit()),
                plate.bytes().any(|b| b.is_ascii_uppercase()),
            );
            if digits && letters {
                return Hit::new(
                    start..start + plate.len(),
                    Label::Plate,
                    85,
                    "volgt op het woord kenteken",
                );
            }
        }
        None
    }
}

/// Whether three groups form a series: each letters only or digits only, both kinds, six characters
/// (seven in Belgium).
fn is_series(plate: &str) -> bool {
    let groups: Vec<&str> = plate.split(['-', '–']).collect();
    let letters = |g: &&&str| g.bytes().all(|b| b.is_ascii_alphabetic());
    let digits = |g: &&&str| g.bytes().all(|b| b.is_ascii_digit());
    let (l, d) = (
        groups.iter().filter(letters).count(),
        groups.iter().filter(digits).count(),
    );
    let length: usize = groups.iter().map(|g| g.len()).sum();
    l + d == 3 && l > 0 && d > 0 && (length == 6 || length == 7 && groups[0].len() == 1)
}

/// A series with spaces where its hyphens should be. Its letters are no vowels (none are given out since
/// 1978) and no measures.
fn is_spaced(plate: &str) -> bool {
    let groups: Vec<&str> = plate
        .split([' ', '-', '–'])
        .filter(|group| !group.is_empty())
        .collect();
    let letters = groups
        .iter()
        .filter(|group| group.bytes().all(|b| b.is_ascii_alphabetic()));
    let plain = letters.clone().all(|group| {
        let low = group.to_ascii_lowercase();
        !low.contains(['a', 'e', 'i', 'o', 'u', 'y', 'q'])
            && !matches!(
                low.as_str(),
                "km" | "mm" | "cm" | "kg" | "ml" | "pk" | "mg" | "gb" | "mb"
            )
    });
    plain && is_series(&groups.join("-"))
}

/// "XJ vijfennegentig LB": two letters, a number in words, two letters; the last of them.
fn said(view: &View<'_>, at: usize) -> Option<usize> {
    let pair = |at: usize| {
        view.shape(at) == Shape::Upper && (1..=3).contains(&view.tokens[at].range.len())
    };
    (pair(at)
        && view.gap(at + 1) == " "
        && super::spoken::is_number(view.low(at + 1))
        && view.same_line(at + 2)
        && view.gap(at + 2) == " "
        && pair(at + 2)
        && !view.capitals[at])
        .then_some(at + 2)
}

/// The same series written without hyphens: at most four changes of kind, and none like "2e" or "mp3".
fn is_joined(plate: &str) -> bool {
    let kinds: Vec<bool> = plate.bytes().map(|b| b.is_ascii_digit()).collect();
    let changes = kinds.windows(2).filter(|pair| pair[0] != pair[1]).count();
    let digits = kinds.iter().filter(|&&digit| digit).count();
    let capital = plate.bytes().all(|b| !b.is_ascii_lowercase())
        || plate.bytes().all(|b| !b.is_ascii_uppercase());
    plate.is_ascii()
        && (2..=4).contains(&digits)
        && capital
        && (changes == 2 || (changes == 1 && (digits == 2 || digits == 4)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn series_are_told_from_dates() {
        for plate in [
            "N-318-TX",
            "12-GB-NL",
            "XX-99-99",
            "9-XXX-99",
            "1-ABC-234",
            "999-XX-9",
        ] {
            assert!(is_series(plate), "{plate}");
        }
        for other in ["12-03-22", "1-2-2022", "in-en-uit", "A-B-CDEF"] {
            assert!(!is_series(other), "{other}");
        }
        for plate in ["8 TFG 31", "k 417 dp", "72 - BPK - 6"] {
            assert!(is_spaced(plate), "{plate}");
        }
        for other in ["10 KM 30", "12 DE 15", "in 20 km", "3 of 45"] {
            assert!(!is_spaced(other), "{other}");
        }
        assert!(is_joined("12GBNL") && is_joined("N318TX") && !is_joined("202212"));
    }
}
