//! Dutch numbers in words, read and written.

const UNITS: [&str; 20] = [
    "nul",
    "een",
    "twee",
    "drie",
    "vier",
    "vijf",
    "zes",
    "zeven",
    "acht",
    "negen",
    "tien",
    "elf",
    "twaalf",
    "dertien",
    "veertien",
    "vijftien",
    "zestien",
    "zeventien",
    "achttien",
    "negentien",
];
const TENS: [(&str, u32); 8] = [
    ("twintig", 20),
    ("dertig", 30),
    ("veertig", 40),
    ("vijftig", 50),
    ("zestig", 60),
    ("zeventig", 70),
    ("tachtig", 80),
    ("negentig", 90),
];

/// The word for a small number; figures from twenty on.
pub(crate) fn word(number: u32) -> String {
    usize::try_from(number)
        .ok()
        .and_then(|n| UNITS.get(n))
        .map_or_else(|| number.to_string(), |w| (*w).to_owned())
}

/// The word for a ten from twenty to ninety.
pub(crate) fn ten(number: u32) -> Option<&'static str> {
    TENS.iter().find(|(_, n)| *n == number).map(|(w, _)| *w)
}

/// Reads a number below a million, in figures or in words ("zesentwintig", "tweehonderdvijftig").
pub(crate) fn read(word: &str) -> Option<u32> {
    if !word.is_empty() && word.len() < 7 && word.bytes().all(|b| b.is_ascii_digit()) {
        return word.parse().ok();
    }
    let word = word.to_lowercase().replace(['ë', 'é'], "e");
    if let Some((left, right)) = word.split_once("duizend") {
        let thousands = if left.is_empty() {
            1
        } else {
            below_thousand(left)?
        };
        let rest = if right.is_empty() {
            0
        } else {
            below_thousand(right.trim())?
        };
        return Some(thousands * 1000 + rest);
    }
    below_thousand(&word)
}

fn below_thousand(word: &str) -> Option<u32> {
    if let Some((left, right)) = word.split_once("honderd") {
        let hundreds = if left.is_empty() {
            1
        } else {
            below_hundred(left)?
        };
        let right = right
            .strip_prefix("en")
            .filter(|r| !r.is_empty())
            .unwrap_or(right);
        let rest = if right.is_empty() {
            0
        } else {
            below_hundred(right)?
        };
        return Some(hundreds * 100 + rest);
    }
    below_hundred(word)
}

fn below_hundred(word: &str) -> Option<u32> {
    if let Some(n) = UNITS.iter().position(|w| *w == word) {
        return u32::try_from(n).ok();
    }
    TENS.iter().find_map(|(w, n)| {
        let left = word.strip_suffix(w)?;
        if left.is_empty() {
            return Some(*n);
        }
        let unit = UNITS
            .iter()
            .position(|w| Some(*w) == left.strip_suffix("en"))?;
        u32::try_from(unit)
            .ok()
            .filter(|u| (1..10).contains(u))
            .map(|u| n + u)
    })
}

/// Reads an ordinal: "17e", "17de", "zeventiende", "eerste".
pub(crate) fn ordinal(word: &str) -> Option<u32> {
    let word = word.to_lowercase();
    match word.as_str() {
        "eerste" => return Some(1),
        "derde" => return Some(3),
        "achtste" => return Some(8),
        _ => {}
    }
    ["ste", "de", "e"]
        .iter()
        .find_map(|suffix| word.strip_suffix(suffix).and_then(read))
}

#[cfg(test)]
mod tests {
    use super::{ordinal, read, word};

    #[test]
    fn numbers_in_words_are_read() {
        assert_eq!(read("zesentwintig"), Some(26));
        assert_eq!(read("tweeëntwintig"), Some(22));
        assert_eq!(read("tweehonderd"), Some(200));
        assert_eq!(read("vijftienhonderd"), Some(1500));
        assert_eq!(read("drieduizend"), Some(3000));
        assert_eq!(read("honderdvijftig"), Some(150));
        assert_eq!(read("45"), Some(45));
        assert_eq!(read("jansen"), None);
        assert_eq!(read(""), None);
    }

    #[test]
    fn ordinals_are_read_and_small_numbers_written() {
        assert_eq!(ordinal("zeventiende"), Some(17));
        assert_eq!(ordinal("3e"), Some(3));
        assert_eq!(ordinal("twintigste"), Some(20));
        assert_eq!(word(3), "drie");
        assert_eq!(word(40), "40");
    }
}
