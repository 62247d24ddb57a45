//! Times of day become a part of the day.

use super::numbers;
use super::site::Site;

/// A part of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Daypart {
    Night,
    Morning,
    Afternoon,
    Evening,
}

impl Daypart {
    pub(crate) const fn noun(self) -> &'static str {
        match self {
            Daypart::Night => "nacht",
            Daypart::Morning => "ochtend",
            Daypart::Afternoon => "middag",
            Daypart::Evening => "avond",
        }
    }

    pub(crate) const fn adverb(self) -> &'static str {
        match self {
            Daypart::Night => "'s nachts",
            Daypart::Morning => "'s ochtends",
            Daypart::Afternoon => "'s middags",
            Daypart::Evening => "'s avonds",
        }
    }

    const fn of_hour(hour: u32) -> Option<Self> {
        match hour {
            0..=5 | 24 => Some(Daypart::Night),
            6..=11 => Some(Daypart::Morning),
            12..=17 => Some(Daypart::Afternoon),
            18..=23 => Some(Daypart::Evening),
            _ => None,
        }
    }
}

/// Reads a time; an hour in words without a part of the day could be either half, and is not read.
pub(crate) fn read(text: &str) -> Option<Daypart> {
    let lower = text.to_lowercase();
    for (word, part) in [
        ("nacht", Daypart::Night),
        ("ochtend", Daypart::Morning),
        ("morgen", Daypart::Morning),
        ("middag", Daypart::Afternoon),
        ("avond", Daypart::Evening),
    ] {
        if lower.contains(word) {
            return Some(if lower.contains("middernacht") {
                Daypart::Night
            } else {
                part
            });
        }
    }
    let digits = lower.trim_start_matches(|c: char| !c.is_ascii_digit());
    let end = digits
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(digits.len());
    let hour = digits.get(..end)?;
    let hour = if hour.len() == 4 {
        hour.get(..2)?
    } else {
        hour
    };
    let hour = numbers::read(hour)?;
    Daypart::of_hour(hour)
}

/// Writes a time that stands by itself.
pub(crate) fn write(site: &mut Site<'_>, inner: &str) -> String {
    site.eat_after(&[" uur", " u.", " u", "u", " h", " uren"]);
    let mut part = read(inner);
    let field = site.is_field();
    for (words, found) in [
        ([" 's nachts", " ’s nachts"], Daypart::Night),
        ([" 's ochtends", " 's morgens"], Daypart::Morning),
        ([" 's middags", " ’s middags"], Daypart::Afternoon),
        ([" 's avonds", " ’s avonds"], Daypart::Evening),
    ] {
        if site.eat_after(&words) {
            part = Some(found);
        }
    }
    if field {
        return part.map_or("[tijd]", Daypart::noun).to_owned();
    }
    if let Some(word) = site.eat_before(&[
        "vannacht",
        "vanochtend",
        "vanmorgen",
        "vanmiddag",
        "vanavond",
        "gisteravond",
    ]) {
        return word.to_owned();
    }
    let before = site.word_before().map(str::to_lowercase);
    match (before.as_deref(), part) {
        (
            Some("van" | "tot" | "vanaf" | "sinds" | "na" | "voor" | "vóór" | "t/m" | "tussen"),
            Some(part),
        ) => {
            format!("de {}", part.noun())
        }
        (
            Some("van" | "tot" | "vanaf" | "sinds" | "na" | "voor" | "vóór" | "t/m" | "tussen"),
            None,
        ) => "een zeker moment".to_owned(),
        (_, part) => {
            site.eat_before(&["klokke"]);
            for _ in 0..3 {
                site.eat_before(&[
                    "om",
                    "omstreeks",
                    "rond",
                    "tegen",
                    "te",
                    "circa",
                    "ca.",
                    "±",
                    "rondom",
                    "omtrent",
                    "zo",
                    "precies",
                    "ongeveer",
                    "exact",
                    "even",
                    "iets",
                ]);
            }
            part.map_or("op enig moment", Daypart::adverb).to_owned()
        }
    }
}

/// Writes two times that belong together: "tussen 14.00 en 15.30 uur".
pub(crate) fn write_range(site: &mut Site<'_>, first: &str, last: &str) -> String {
    site.eat_after(&[" uur", " u.", " u", "u"]);
    let (first, last) = (read(first), read(last));
    if site.is_field() {
        return match (first, last) {
            (Some(a), Some(b)) if a != b => format!("{} tot {}", a.noun(), b.noun()),
            (Some(a), _) => a.noun().to_owned(),
            _ => "[tijd]".to_owned(),
        };
    }
    site.eat_before(&["tussen", "van"]);
    match (first, last) {
        (Some(a), Some(b)) if a != b => format!("van de {} tot de {}", a.noun(), b.noun()),
        (Some(a), _) | (None, Some(a)) => format!("in de {}", a.noun()),
        (None, None) => "enige tijd".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Daypart, read};

    #[test]
    fn times_fall_in_a_part_of_the_day() {
        assert_eq!(read("22.30 uur"), Some(Daypart::Evening));
        assert_eq!(read("0705"), Some(Daypart::Morning));
        assert_eq!(read("03:10"), Some(Daypart::Night));
        assert_eq!(read("kwart over drie 's nachts"), Some(Daypart::Night));
        assert_eq!(read("middernacht"), Some(Daypart::Night));
        assert_eq!(read("half acht"), None);
        assert_eq!(read("99.99"), None);
    }
}
