//! Signals in words, in Dutch and in English.
//!
//! Names come from the caller, numbers from the record. A sentence says what was counted, what was to
//! be expected and how sure that is; it never says why, and never speaks of people.

use vik_domain::{Language, Month};

use crate::record::{Caution, Seen};

/// How the page calls what a signal is about.
pub struct Names<'a> {
    /// The unit, without article: `Rotterdam`.
    pub unit: Option<&'a str>,
    /// The kind of case: `Omgang met informatie`.
    pub category: Option<&'a str>,
}

/// The sentence on a card: what, where, since when, how many, how many expected.
#[must_use]
pub fn headline(seen: &Seen, month: Month, names: &Names<'_>, language: Language) -> String {
    let (observed, expected) = (whole(seen.observed), number(seen.expected, language));
    let until = month.in_words(language);
    let span = match (language, seen.months) {
        (Language::Dutch, 1) => format!("in {until}"),
        (Language::Dutch, n) => format!("in de {} maanden tot en met {until}", small(n, language)),
        (Language::English, 1) => format!("in {until}"),
        (Language::English, n) => format!(
            "in the {} months up to and including {until}",
            small(n, language)
        ),
    };
    let (low, high) = (whole(seen.low), whole(seen.high));
    match language {
        Language::Dutch => {
            let place = names
                .unit
                .map_or("Alle eenheden samen sloten".to_owned(), |u| {
                    format!("{u} sloot")
                });
            let kind = names
                .category
                .map_or(String::new(), |c| format!(" over {}", lower(c)));
            format!(
                "{place} {span} ongeveer {observed} zaken{kind} af. Te verwachten waren er ongeveer {expected} (meestal tussen {low} en {high})."
            )
        }
        Language::English => {
            let place = names
                .unit
                .map_or("All units together".to_owned(), str::to_owned);
            let kind = names
                .category
                .map_or(String::new(), |c| format!(" about {}", lower(c)));
            format!(
                "{place} closed about {observed} cases{kind} {span}. About {expected} were to be expected (usually between {low} and {high})."
            )
        }
    }
}

/// How sure: the chance in one series, and among everything that is watched.
#[must_use]
pub fn certainty(seen: &Seen, language: Language) -> String {
    let once = once_in(seen.p_value, language);
    let share = (seen.q_value * 100.0).ceil().clamp(1.0, 100.0);
    match language {
        Language::Dutch => format!(
            "Bekijkt u alleen deze reeks? Dan komt zo’n aantal door toeval ongeveer {once} voor. Van alle signalen die minstens zo sterk zijn, is naar schatting hoogstens {share:.0} % toeval."
        ),
        Language::English => format!(
            "Looking at this series alone, chance brings such a number about {once}. Of all signals at least this strong, an estimated {share:.0} % at most are chance."
        ),
    }
}

/// Reported beside established: more cases are not more violations.
#[must_use]
pub fn beside(seen: &Seen, language: Language) -> String {
    let (established, usual) = (
        whole(seen.established),
        number(seen.usually_established, language),
    );
    match language {
        Language::Dutch => format!(
            "In ongeveer {established} van deze zaken is iets vastgesteld. Bij zoveel zaken is dat gewoonlijk bij ongeveer {usual} van zo."
        ),
        Language::English => format!(
            "Something was established in about {established} of these cases; usually that would be so in about {usual} of as many."
        ),
    }
}

/// What to keep in mind, a sentence each.
#[must_use]
pub fn caution(caution: Caution, language: Language) -> &'static str {
    let (nl, en) = match caution {
        Caution::Campaign => (
            "Er liep een campagne. Dan melden mensen meer. Dat kan goed nieuws zijn.",
            "There was a campaign. More is reported then, which can be good news.",
        ),
        Caution::Registration => (
            "De eenheid legt zaken sinds kort anders vast. Het verschil kan daaraan liggen.",
            "Registration changed recently. That may be the difference.",
        ),
        Caution::Reorganisation => (
            "Er was kort geleden een reorganisatie. Er is weinig verleden om mee te vergelijken.",
            "The unit was reorganised recently. There is little past to compare with.",
        ),
        Caution::Taxonomy => (
            "De indeling van zaken is kort geleden veranderd. Vergelijk met eerdere maanden kan scheef zijn.",
            "The classification of cases changed recently.",
        ),
        Caution::Staff => (
            "Het aantal medewerkers veranderde met meer dan een tiende. Daarmee is gerekend.",
            "Staff changed by more than a tenth. That is accounted for.",
        ),
        Caution::NoStaff => (
            "Het aantal medewerkers is niet bekend. Groei van de eenheid kan het verschil verklaren.",
            "Staff numbers are not known. Growth of the unit may explain the difference.",
        ),
        Caution::NotEstablished => (
            "Er is niet vaker iets vastgesteld dan gewoonlijk. Misschien melden mensen vooral meer.",
            "Nothing was established more often than usual. Perhaps more is reported, no more.",
        ),
    };
    match language {
        Language::Dutch => nl,
        Language::English => en,
    }
}

/// What no signal says, whatever its numbers.
#[must_use]
pub fn always(language: Language) -> [&'static str; 3] {
    match language {
        Language::Dutch => [
            "Het zegt niets over personen en wijst niemand aan.",
            "Een zaak telt in de maand waarin zij is afgesloten, niet waarin het gebeurde.",
            "Aantallen zijn afgerond: 0, 3, 6, 9 enzovoort. Met die onzekerheid is gerekend.",
        ],
        Language::English => [
            "It says nothing about persons and points at nobody.",
            "A case counts in the month in which it was closed, not in which it happened.",
            "Counts are rounded: 0, 3, 6, 9 and so on. That uncertainty is accounted for.",
        ],
    }
}

/// Of so many series, so many signals are expected to be chance.
#[must_use]
pub fn expected_by_chance(series: usize, alarms_a_month: f64, language: Language) -> String {
    match language {
        Language::Dutch => format!(
            "Wij volgen {series} reeksen. Ook als er niets aan de hand is, verwachten we daar {} signalen per maand uit.",
            number(alarms_a_month, language)
        ),
        Language::English => format!(
            "{series} series are watched. Even when nothing is the matter, about {} signals a month are expected to come from them.",
            number(alarms_a_month, language)
        ),
    }
}

/// `1 op de 400 keer`, to one significant figure where it is rare.
fn once_in(p: f64, language: Language) -> String {
    let times = (1.0 / p.clamp(1e-6, 1.0)).round();
    let size = 10f64.powf(times.log10().floor());
    let times = if times >= 20.0 {
        (times / size).floor() * size
    } else {
        times
    };
    match language {
        Language::Dutch => format!("1 op de {} keer", grouped(times, '.')),
        Language::English => format!("1 in {} times", grouped(times, ',')),
    }
}

fn grouped(number: f64, mark: char) -> String {
    let digits = format!("{number:.0}");
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(mark);
        }
        out.push(digit);
    }
    out
}

fn whole(number: f64) -> String {
    format!("{number:.0}")
}

/// One decimal below ten, none from there on.
fn number(number: f64, language: Language) -> String {
    let decimals = usize::from(number < 10.0 && (number - number.round()).abs() >= 0.05);
    let text = format!("{number:.decimals$}");
    match language {
        Language::Dutch => text.replace('.', ","),
        Language::English => text,
    }
}

fn small(n: usize, language: Language) -> String {
    const DUTCH: [&str; 13] = [
        "nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien",
        "elf", "twaalf",
    ];
    const ENGLISH: [&str; 13] = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve",
    ];
    let words = match language {
        Language::Dutch => DUTCH,
        Language::English => ENGLISH,
    };
    words
        .get(n)
        .map_or_else(|| n.to_string(), |word| (*word).to_owned())
}

/// A name inside a sentence: without its capital, unless it is an abbreviation.
#[must_use]
pub fn lower(name: &str) -> String {
    let mut letters = name.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen() -> Seen {
        Seen {
            scope: crate::Scope::default(),
            score: 2.0,
            months: 4,
            observed: 27.0,
            expected: 12.04,
            low: 6.0,
            high: 19.0,
            established: 9.0,
            usually_established: 7.3,
            p_value: 0.002_35,
            q_value: 0.071,
            power: 0.9,
            held: false,
            cautions: Vec::new(),
            explained: vec![None],
        }
    }

    #[test]
    fn a_card_reads_as_a_sentence_in_both_languages() {
        let names = Names {
            unit: Some("Rotterdam"),
            category: Some("Omgang met informatie"),
        };
        let month = Month::new(2025, 3).unwrap();
        assert_eq!(
            headline(&seen(), month, &names, Language::Dutch),
            "Rotterdam sloot in de vier maanden tot en met maart 2025 ongeveer 27 zaken over omgang met informatie af. Te verwachten waren er ongeveer 12 (meestal tussen 6 en 19)."
        );
        let all = Names {
            unit: None,
            category: None,
        };
        assert_eq!(
            headline(
                &Seen {
                    months: 1,
                    ..seen()
                },
                month,
                &all,
                Language::English
            ),
            "All units together closed about 27 cases in March 2025. About 12 were to be expected (usually between 6 and 19)."
        );
        assert!(certainty(&seen(), Language::Dutch).contains("ongeveer 1 op de 400 keer"));
        assert!(certainty(&seen(), Language::Dutch).contains("hoogstens 8 % toeval"));
        assert!(beside(&seen(), Language::Dutch).contains("bij ongeveer 7,3 van"));
    }

    #[test]
    fn rare_is_said_roundly() {
        assert_eq!(once_in(0.000_081, Language::Dutch), "1 op de 10.000 keer");
        assert_eq!(once_in(0.2, Language::English), "1 in 5 times");
    }
}
