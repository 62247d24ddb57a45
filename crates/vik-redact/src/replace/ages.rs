//! Ages become a band of about four years.

use super::numbers;
use super::people::noun_of;
use super::site::Site;

/// Writes an age in the place where it stands.
pub(crate) fn write(site: &mut Site<'_>, inner: &str) -> String {
    let lower = inner.to_lowercase();
    let years = years(&lower);
    let adjective = lower.contains("jarige") || site.eat_after(&["-jarige", " jarige"]);
    if adjective {
        return as_adjective(site, years);
    }
    site.eat_after(&[
        " jaren oud",
        " jaar oud",
        " jaren",
        " jaar",
        " jr.",
        " jr",
        " oud",
    ]);
    site.eat_after(&[" oud"]);
    site.eat_before(&["ongeveer", "circa", "ca.", "zo'n", "pas", "ruim", "bijna"]);
    match years {
        Some(Read::Exact(n)) => band(n),
        Some(Read::Decade(ten)) => {
            numbers::ten(ten).map_or_else(band_unknown, |w| format!("in de {w}"))
        }
        None => band_unknown(),
    }
}

fn as_adjective(site: &mut Site<'_>, years: Option<Read>) -> String {
    let band = match years {
        Some(Read::Exact(n) | Read::Decade(n)) => band(n),
        None => band_unknown(),
    };
    if let Some(noun) = site.word_after() {
        if noun == "leeftijd" {
            site.eat_after(&[" leeftijd"]);
            return format!("een leeftijd van {band}");
        }
        if noun_of(noun).is_some()
            || matches!(
                noun,
                "jongen" | "meisje" | "persoon" | "burger" | "bewoner" | "bewoonster" | "student"
            )
        {
            site.range.end += 1 + noun.len();
            return format!("{noun} van {band}");
        }
    }
    // The noun is masked itself: an adjective must go before it.
    if site.after() == " " && site.ceiling < site.text.len() {
        return match years {
            Some(Read::Exact(n) | Read::Decade(n)) if n < 30 => "jonge",
            Some(Read::Exact(n) | Read::Decade(n)) if n >= 55 => "oudere",
            _ => "volwassen",
        }
        .to_owned();
    }
    match years {
        Some(Read::Exact(n) | Read::Decade(n)) if n >= 20 => numbers::ten(n / 10 * 10)
            .map_or_else(|| "hoogbejaarde".to_owned(), |w| format!("{w}er")),
        Some(_) => "minderjarige".to_owned(),
        None => "persoon".to_owned(),
    }
}

enum Read {
    Exact(u32),
    Decade(u32),
}

fn years(lower: &str) -> Option<Read> {
    let banded = [
        "begin", "midden", "half", "eind", "rond", "in de", "dik in", "ver in",
    ]
    .iter()
    .any(|w| lower.starts_with(w));
    lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .find_map(|w| {
            let decade = w
                .strip_suffix("er")
                .or_else(|| w.strip_suffix("ers"))
                .and_then(numbers::read);
            match (decade, numbers::read(w)) {
                (Some(n), _) if n >= 20 => Some(Read::Decade(n)),
                (_, Some(n)) if banded && n % 10 == 0 => Some(Read::Decade(n)),
                (_, Some(n)) if n < 120 => Some(Read::Exact(n)),
                _ => None,
            }
        })
}

fn band_unknown() -> String {
    "onbekende leeftijd".to_owned()
}

fn band(age: u32) -> String {
    let ten = age / 10 * 10;
    match age {
        0..=11 => "jonger dan twaalf".to_owned(),
        12..=17 => "tussen de twaalf en achttien".to_owned(),
        18..=20 => "rond de twintig".to_owned(),
        21..=79 => {
            let place = match age % 10 {
                0..=3 => "begin",
                4..=6 => "midden",
                _ => "eind",
            };
            numbers::ten(ten).map_or_else(band_unknown, |w| format!("{place} {w}"))
        }
        _ => "boven de tachtig".to_owned(),
    }
}
