//! Numbers in words.

use super::Hit;
use crate::span::Label;
use crate::view::View;
use crate::words::Class;

/// Whether a word is a number: "zesentwintig", "tweehonderd", "vijftienhonderd".
pub(super) fn is_number(low: &str) -> bool {
    value_like(low, 0)
}

fn value_like(low: &str, depth: u8) -> bool {
    const UNITS: [&str; 13] = [
        "een", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien",
        "elf", "twaalf",
    ];
    const TEENS: [&str; 7] = [
        "dertien",
        "veertien",
        "vijftien",
        "zestien",
        "zeventien",
        "achttien",
        "negentien",
    ];
    const TENS: [&str; 8] = [
        "twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig",
    ];
    if depth > 3 || low.len() < 3 || low.len() > 60 {
        return false;
    }
    if TENS.contains(&low)
        || TEENS.contains(&low)
        || UNITS.contains(&low)
        || matches!(low, "honderd" | "duizend")
    {
        return true;
    }
    if let Some(unit) = TENS.iter().find_map(|ten| low.strip_suffix(ten)) {
        let unit = unit.strip_suffix("en").or_else(|| unit.strip_suffix("ën"));
        if unit.is_some_and(|u| UNITS.contains(&u)) {
            return true;
        }
    }
    ["duizend", "honderd"].iter().any(|big| {
        low.find(big).is_some_and(|i| {
            let (before, after) = (
                low.get(..i).unwrap_or_default(),
                low.get(i + big.len()..).unwrap_or_default(),
            );
            let after = after.strip_prefix("en").unwrap_or(after);
            (before.is_empty() || value_like(before, depth + 1))
                && (after.is_empty() || value_like(after, depth + 1))
        })
    })
}

/// The last token of a number in words that begins at a token.
pub(super) fn number_end(view: &View<'_>, at: usize) -> Option<usize> {
    if !is_number(view.low(at)) {
        return None;
    }
    let mut last = at;
    while last < at + 4 && view.same_line(last + 1) && is_number(view.low(last + 1)) {
        last += 1;
    }
    Some(last)
}

/// "nul", and "nul6" in haste.
fn starts_nul(view: &View<'_>, at: usize) -> bool {
    let rest = view.low(at).strip_prefix("nul");
    rest.is_some_and(|rest| rest.len() <= 2 && rest.bytes().all(|b| b.is_ascii_digit()))
}

/// A telephone number said digit by digit or in pairs: at least six numbers in a row.
pub(super) fn phone(view: &View<'_>, at: usize) -> Option<Hit> {
    let spoken =
        |at: usize| starts_nul(view, at) || is_number(view.low(at)) || view.is(at, Class::NUMBER);
    // "zes-drie-negen-nul-een-een": hyphens make it one token.
    let low = view.low(at);
    if low.matches('-').count() >= 4 && low.split('-').all(|part| part == "nul" || is_number(part))
    {
        return Hit::new(
            view.start(at)..view.end(at),
            Label::Phone,
            80,
            "nummer in woorden",
        );
    }
    let digits = view.digits(at);
    let (mut next, mut count, mut last) = (at, 0, at);
    while next < (at + 40).min(view.len()) {
        if spoken(next) || view.digits(next) && (count > 0 || next == at) {
            // A group of digits counts as what it is said for.
            count += if view.digits(next) {
                view.tokens[next].range.len().div_ceil(2)
            } else {
                1
            };
            last = next;
        } else if !matches!(
            view.low(next),
            "," | "-"
                | "."
                | "streepje"
                | "dan"
                | "en"
                | "keer"
                | "dubbel"
                | "de"
                | "twee-keer"
                | "eh"
                | "…"
                | "…,"
                | "uh"
        ) {
            break;
        }
        next += 1;
    }
    let zero = digits || starts_nul(view, at) || view.low(at) == "plus";
    // Four or five digits said one by one: the end of an account or a code.
    let single = count >= 4
        && (at..=last).all(|i| view.is(i, Class::NUMBER) || view.shape(i) == crate::Shape::Mark)
        && (at..last).all(|i| view.low(i) != "en" && view.low(i) != ",");
    (count >= 6 || zero && count >= 4 || single).then(|| {
        Hit::new(
            view.start(at)..view.end(last),
            Label::Phone,
            85,
            "nummer in woorden",
        )
    })?
}

#[cfg(test)]
mod tests {
    use super::is_number;

    #[test]
    fn numbers_in_words() {
        for word in [
            "zesentwintig",
            "tweeëntwintig",
            "tweehonderd",
            "vijftienhonderd",
            "drieduizendvijfhonderd",
            "honderdtwintig",
        ] {
            assert!(is_number(word), "{word}");
        }
        for word in ["enkele", "tienen", "eenheid", "honderdjarig", "achterin"] {
            assert!(!is_number(word), "{word}");
        }
    }
}
