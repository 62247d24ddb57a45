//! Dates: the first of a file becomes a season and a year, the next ones count from the last.

use super::calendar::{self, When};
use super::clock::Daypart;
use super::numbers;
use super::site::Site;
use super::style::Dice;

/// The days of a file, in the order in which it mentions them.
#[derive(Clone, Debug)]
pub(crate) struct Timeline {
    shift: i64,
    last: Option<i64>,
    year: Option<i32>,
}

/// A moment in words, in the three places where one can stand.
struct Phrase {
    /// By itself in a sentence: "in het voorjaar van 2023".
    adverb: String,
    /// After a preposition: "het voorjaar van 2023".
    noun: String,
    /// In a field: "voorjaar 2023".
    field: String,
    /// What "van" becomes: "uit" with a season.
    from: &'static str,
}

impl Timeline {
    /// `year` is the year of the case, for dates that leave it out.
    pub(crate) fn new(dice: &mut Dice, year: Option<i32>) -> Self {
        // Between 10 and 45 days either way: a season stays plausible and its edge says nothing.
        let distance = 10 + i64::try_from(dice.below(36)).unwrap_or(0);
        let shift = if dice.below(2) == 0 {
            distance
        } else {
            -distance
        };
        Timeline {
            shift,
            last: None,
            year,
        }
    }

    /// Writes one date, with the daypart of a time that stands beside it.
    pub(crate) fn write(
        &mut self,
        site: &mut Site<'_>,
        inner: &str,
        part: Option<Option<Daypart>>,
    ) -> String {
        site.eat_after(&[
            " jl.",
            " j.l.",
            " jongstleden",
            " jl",
            " a.s.",
            " aanstaande",
            " laatstleden",
        ]);
        if is_birth(site) {
            return "[geboortedatum]".to_owned();
        }
        let phrase = self.phrase(inner, part);
        if site.is_field() {
            return phrase.field;
        }
        site.eat_before(&[
            "de",
            "het",
            "vorige",
            "afgelopen",
            "komende",
            "aanstaande",
            "vorig",
            "die",
        ]);
        if site.before().to_lowercase().ends_with("nacht van ") {
            site.eat_before(&["van"]);
            site.eat_before(&["nacht"]);
            site.eat_before(&["de"]);
            site.eat_before(&["in", "op"]);
            return format!(
                "op een nacht {}",
                phrase.adverb.trim_start_matches("op een nacht ")
            );
        }
        if site.before() == " en " && site.floor > 0 {
            return phrase.noun;
        }
        let ranged = [" tot ", "t/m", " en met "]
            .iter()
            .any(|w| inner.contains(w));
        match site.word_before().map(str::to_lowercase).as_deref() {
            Some("van") if ranged => {
                site.eat_before(&["van"]);
                phrase.adverb
            }
            Some("periode") => format!("van {}", phrase.noun),
            Some("op" | "in") => {
                site.eat_before(&["op", "in"]);
                phrase.adverb
            }
            Some("van")
                if site
                    .before()
                    .to_lowercase()
                    .trim_end()
                    .ends_with("ingang van") =>
            {
                phrase.noun
            }
            Some("van" | "d.d." | "dd." | "dd" | "gedateerd") => {
                site.eat_before(&["van", "d.d.", "dd.", "dd", "gedateerd"]);
                format!("{} {}", phrase.from, phrase.noun)
            }
            Some("per") => {
                site.eat_before(&["per"]);
                format!("vanaf {}", phrase.noun)
            }
            Some(
                "vanaf" | "sinds" | "tot" | "voor" | "vóór" | "na" | "rond" | "omstreeks" | "tegen"
                | "t/m" | "met" | "tijdens" | "tussen" | "door" | "naar" | "om" | "over" | "bij"
                | "aan" | "eind" | "begin",
            ) => phrase.noun,
            _ => phrase.adverb,
        }
    }

    fn phrase(&mut self, inner: &str, part: Option<Option<Daypart>>) -> Phrase {
        let part = part.flatten();
        match calendar::read(inner, self.last, self.year) {
            Some(When::Day(day)) => {
                let before = self.last.replace(day);
                match before {
                    Some(before) if (day - before).abs() > 3650 => distance(day - before, part),
                    Some(before) => {
                        // A far date is told by its season where the sentence counts from somewhere else.
                        let (near, far) =
                            (distance(day - before, part), season(day + self.shift, part));
                        let gap = day - before;
                        match gap.abs() {
                            0..=13 => near,
                            14..=55 => Phrase {
                                noun: far.noun,
                                from: far.from,
                                ..near
                            },
                            56..=540 if gap > 0 => Phrase {
                                adverb: near.adverb,
                                ..far
                            },
                            _ => far,
                        }
                    }
                    None => season(day + self.shift, part),
                }
            }
            Some(When::Around(day)) => season(day + self.shift, part),
            Some(When::Feast(month)) => feast(month),
            Some(When::Weekday { weekend }) => weekday(weekend, part),
            None => unknown(part),
        }
    }
}

fn is_birth(site: &Site<'_>) -> bool {
    let line = super::site::line_before(site.text, site.range.start);
    let left = super::site::tail_of(line, 40).to_lowercase();
    ["geboren", "geb.", "geboortedatum", "geb ", "(geb"]
        .iter()
        .any(|w| left.contains(w))
}

const fn season_of(month: u32) -> (&'static str, &'static str) {
    match month {
        3..=5 => ("het", "voorjaar"),
        6..=8 => ("de", "zomer"),
        9..=11 => ("het", "najaar"),
        _ => ("de", "winter"),
    }
}

fn season(day: i64, part: Option<Daypart>) -> Phrase {
    let (year, month, _) = calendar::civil(day);
    let (article, name) = season_of(month);
    let year = match month {
        12 => format!("{year}-{}", year + 1),
        1 | 2 => format!("{}-{year}", year - 1),
        _ => year.to_string(),
    };
    let noun = format!("{article} {name} van {year}");
    Phrase {
        adverb: part.map_or_else(
            || format!("in {noun}"),
            |p| format!("op een {} in {noun}", p.noun()),
        ),
        field: part.map_or_else(
            || format!("{name} {year}"),
            |p| format!("{name} {year}, {}", p.noun()),
        ),
        noun: part.map_or_else(|| noun.clone(), |p| format!("een {} in {noun}", p.noun())),
        from: if part.is_some() { "van" } else { "uit" },
    }
}

fn distance(gap: i64, part: Option<Daypart>) -> Phrase {
    let later = gap > 0;
    let after = if later { "later" } else { "eerder" };
    let size = u32::try_from(gap.unsigned_abs()).unwrap_or(u32::MAX);
    let about = |count: u32, one: &str, more: &str| {
        let unit = if count == 1 { one } else { more };
        format!("ongeveer {} {unit} {after}", numbers::word(count))
    };
    let words = match size {
        0 => "diezelfde dag".to_owned(),
        1 if later => "de dag erna".to_owned(),
        1 => "de dag ervoor".to_owned(),
        2..=13 => format!("{} dagen {after}", numbers::word(size)),
        14..=55 => about((size + 3) / 7, "week", "weken"),
        56..=540 => about((size + 15) / 30, "maand", "maanden"),
        541..=1600 => about((size + 182) / 365, "jaar", "jaar"),
        _ => format!("jaren {after}"),
    };
    let words = match part {
        Some(p) if size == 0 => format!("diezelfde {}", p.noun()),
        Some(p) => format!("{words} {}", p.adverb()),
        None => words,
    };
    let field = match part {
        Some(p) if size == 0 => p.noun().to_owned(),
        _ => words.clone(),
    };
    Phrase {
        adverb: words.clone(),
        noun: words,
        field,
        from: "van",
    }
}

fn feast(month: u32) -> Phrase {
    let noun = if month == 0 {
        "een feestdag".to_owned()
    } else {
        let (article, name) = season_of(month);
        format!("een feestdag in {article} {name}")
    };
    Phrase {
        adverb: format!("op {noun}"),
        noun,
        field: "feestdag".to_owned(),
        from: "van",
    }
}

fn weekday(weekend: bool, part: Option<Daypart>) -> Phrase {
    let (adverb, noun, field) = if weekend {
        ("in een weekend", "een weekend", "weekend")
    } else {
        (
            "op een doordeweekse dag",
            "een doordeweekse dag",
            "doordeweeks",
        )
    };
    let tail = part.map_or_else(String::new, |p| format!(" {}", p.adverb()));
    Phrase {
        adverb: format!("{adverb}{tail}"),
        noun: format!("{noun}{tail}"),
        field: format!("{field}{tail}"),
        from: "van",
    }
}

fn unknown(part: Option<Daypart>) -> Phrase {
    let tail = part.map_or_else(String::new, |p| format!(" {}", p.adverb()));
    Phrase {
        adverb: format!("op een dag{tail}"),
        noun: format!("een dag{tail}"),
        field: format!("[datum]{tail}"),
        from: "van",
    }
}
