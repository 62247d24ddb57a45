//! Amounts of money are rounded.

use super::numbers;
use super::site::Site;

/// Writes an amount to one figure that counts, with the side it was rounded from.
pub(crate) fn write(site: &mut Site<'_>, inner: &str) -> String {
    site.eat_after(&[" euro", " euro's", ",-", ",--", " eur"]);
    site.eat_before(&[
        "ruim", "bijna", "ongeveer", "circa", "ca.", "exact", "precies",
    ]);
    read(inner).map_or_else(|| "een bedrag".to_owned(), round)
}

fn read(text: &str) -> Option<u64> {
    let lower = text.to_lowercase();
    let scale = if lower.contains("miljoen") || lower.contains("mln") {
        1_000_000
    } else if lower.contains("duizend") && lower.contains(|c: char| c.is_ascii_digit()) {
        1000
    } else {
        1
    };
    let start = lower.find(|c: char| c.is_ascii_digit());
    let Some(start) = start else {
        return lower
            .split_whitespace()
            .filter_map(numbers::read)
            .find(|n| *n > 1)
            .map(|n| u64::from(n) * scale);
    };
    let figures = lower.get(start..)?;
    let end = figures
        .find(|c: char| !(c.is_ascii_digit() || c == '.' || c == ','))
        .unwrap_or(figures.len());
    let figures = figures.get(..end)?;
    // A comma, or a dot before two last figures, separates cents; a dot before three separates thousands.
    let whole = figures.split(',').next().unwrap_or(figures);
    let whole = match whole.rsplit_once('.') {
        Some((left, right)) if right.len() != 3 => left,
        _ => whole,
    };
    let digits: String = whole
        .chars()
        .filter(char::is_ascii_digit)
        .take(12)
        .collect();
    let tenths = if scale > 1 { first_decimal(figures) } else { 0 };
    digits
        .parse::<u64>()
        .ok()
        .map(|n| n * scale + tenths * scale / 10)
}

/// The tenth in "1,2 miljoen".
fn first_decimal(figures: &str) -> u64 {
    figures
        .split_once(',')
        .and_then(|(_, right)| right.chars().next())
        .and_then(|c| c.to_digit(10))
        .map_or(0, u64::from)
}

fn round(amount: u64) -> String {
    if amount < 5 {
        return "enkele euro's".to_owned();
    }
    let mut unit = 1;
    while amount / unit >= 10 {
        unit *= 10;
    }
    let unit = unit.max(5);
    let near = (amount + unit / 2) / unit * unit;
    let side = match amount.cmp(&near) {
        std::cmp::Ordering::Greater => "ruim",
        std::cmp::Ordering::Less => "bijna",
        std::cmp::Ordering::Equal => "ongeveer",
    };
    if near >= 1_000_000 {
        return format!("{side} {} miljoen euro", near / 1_000_000);
    }
    if near >= 10_000 {
        return format!("{side} {}.{:03} euro", near / 1000, near % 1000);
    }
    format!("{side} {near} euro")
}

#[cfg(test)]
mod tests {
    use super::{read, round};

    #[test]
    fn amounts_are_read_and_rounded() {
        for (text, want) in [
            ("€ 214,50", "ruim 200 euro"),
            ("€ 1.950,-", "bijna 2000 euro"),
            ("tweehonderd euro", "ongeveer 200 euro"),
            ("€500", "ongeveer 500 euro"),
            ("€ 12.400", "ruim 10.000 euro"),
            ("1,2 miljoen euro", "ruim 1 miljoen euro"),
            ("€ 2", "enkele euro's"),
            ("17.95", "bijna 20 euro"),
        ] {
            assert_eq!(read(text).map(round).as_deref(), Some(want), "{text}");
        }
        assert_eq!(read("een paar tientjes"), None);
    }
}
