//! Fills the slots of a template with names in every form in which they are written.

use vik_redact::Label;

use crate::names::{Names, capital};
use crate::rng::Rng;

/// A text with what is a name in it. `None` marks characters of which nothing is known.
#[derive(Clone, Default)]
pub struct Sample {
    pub text: String,
    pub spans: Vec<(usize, usize, Option<Label>)>,
}

impl Sample {
    pub fn plain(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// The same after a sentence that names nobody.
    pub fn after(self, sentence: &str) -> Sample {
        let by = sentence.len();
        Sample {
            text: format!("{sentence}{}", self.text),
            spans: self
                .spans
                .into_iter()
                .map(|(from, to, label)| (from + by, to + by, label))
                .collect(),
        }
    }

    pub fn name(&mut self, text: &str, label: Option<Label>) {
        let start = self.text.len();
        self.text.push_str(text);
        self.spans.push((start, self.text.len(), label));
    }
}

/// Whether an apposition with a title stands before the slot: there the particle stays small.
fn after_title(text: &str) -> bool {
    let last = text
        .trim_end_matches([' ', '.'])
        .rsplit(' ')
        .next()
        .unwrap_or("")
        .to_lowercase();
    matches!(
        last.as_str(),
        "heer"
            | "mevrouw"
            | "meneer"
            | "dhr"
            | "mw"
            | "agent"
            | "collega"
            | "inspecteur"
            | "brigadier"
            | "mr"
            | "dr"
    )
}

/// Fills one slot; `false` if there is no such slot.
pub fn fill(out: &mut Sample, slot: &str, names: &Names, rng: &mut Rng) -> bool {
    let person = |text: String, out: &mut Sample| out.name(&text, Some(Label::Person));
    match slot {
        "p" => {
            let slot = rng.pick(&["full", "full", "last", "last", "first", "initlast"]);
            return fill(out, slot, names, rng);
        }
        "pl" => {
            let slot = rng.pick(&["low", "low", "lowfull", "nick", "first"]);
            return fill(out, slot, names, rng);
        }
        "full" => {
            let mut name = names.first(rng);
            if rng.percent(8) {
                name = format!("{name} {}", names.first(rng));
            } else if rng.percent(5) {
                name = format!("{name} {}.", letter(rng));
            }
            person(format!("{name} {}", names.last(rng)), out);
        }
        "last" | "title" => {
            let mut name = names.last(rng);
            if !(after_title(&out.text) && rng.percent(60)) {
                name = capital(&name);
            }
            person(name, out);
        }
        "first" => person(names.first(rng), out),
        "nick" => {
            let name = names.first(rng);
            let short: String = name.chars().take(3 + rng.below(2)).collect();
            let name = match rng.below(7) {
                0 => format!("{short}je"),
                1 => format!("{name}tje"),
                2 => format!("{short}ie"),
                3 => short,
                4 => short.to_lowercase(),
                5 => format!(
                    "{}{}",
                    short.to_lowercase(),
                    rng.pick(&["je", "ie", "y", "o", "a"])
                ),
                _ => name.to_lowercase(),
            };
            person(name, out);
        }
        "init" => {
            let letters: Vec<String> = (0..2 + rng.below(2)).map(|_| letter(rng)).collect();
            let name = match rng.below(5) {
                0 => letters.iter().map(|l| format!("{l}.")).collect(),
                1 => format!("{}d{}", letter(rng), letter(rng)),
                2 => {
                    format!("{}.{}.", letter(rng), rng.pick(&["d", "v", "vd"])).to_string()
                        + &letter(rng)
                        + "."
                }
                3 => format!("{}.", letter(rng)),
                _ => letters.concat(),
            };
            person(name, out);
        }
        "initlast" => {
            let count = 1 + rng.below(3) * usize::from(rng.percent(50));
            let space = if rng.percent(15) { " " } else { "" };
            let initials: Vec<String> = (0..count).map(|_| format!("{}.", letter(rng))).collect();
            let last = names.last(rng);
            let name = match rng.below(10) {
                0 => format!("{}{last}", initials.concat()),
                1 => format!("{} {last}", initials.concat().replace('.', "")),
                _ => format!("{} {last}", initials.join(space)),
            };
            person(name, out);
        }
        "rev" => {
            let bare = names.bare_last(rng);
            let bare = if rng.percent(60) {
                bare.to_uppercase()
            } else {
                bare
            };
            let tail = match rng.below(4) {
                0 => names.first(rng),
                1 => format!("{}. {}", letter(rng), rng.pick(&["van", "de", "van der"])),
                _ => format!(
                    "{}.{}",
                    letter(rng),
                    if rng.percent(40) {
                        letter(rng) + "."
                    } else {
                        String::new()
                    }
                ),
            };
            let comma = if rng.percent(80) { "," } else { "" };
            person(format!("{bare}{comma} {tail}"), out);
        }
        "low" => {
            let name = match rng.below(5) {
                0 => names.last(rng),
                1 => names.bare_last(rng),
                _ => names.first(rng),
            };
            person(name.to_lowercase(), out);
        }
        "lowfull" => person(
            format!("{} {}", names.first(rng), names.last(rng)).to_lowercase(),
            out,
        ),
        "caps" => {
            let name = match rng.below(3) {
                0 => names.last(rng),
                1 => format!("{}. {}", letter(rng), names.last(rng)),
                _ => format!("{} {}", names.first(rng), names.last(rng)),
            };
            person(name.to_uppercase(), out);
        }
        "poss" => {
            let name = if rng.percent(50) {
                names.first(rng)
            } else {
                capital(&names.last(rng))
            };
            let ending = match name.chars().last() {
                Some('s' | 'x' | 'z') => "'",
                Some('a' | 'i' | 'o' | 'u' | 'y') => "'s",
                _ => "s",
            };
            person(format!("{name}{ending}"), out);
        }
        "typo" => {
            let name = if rng.percent(50) {
                names.first(rng)
            } else {
                capital(&names.last(rng))
            };
            person(typo(&name, rng), out);
        }
        "loc" => out.name(&names.place(rng), Some(Label::Location)),
        "street" => out.name(&names.street(rng), Some(Label::Location)),
        "unit" => out.name(&names.unit(rng), Some(Label::Unit)),
        "org" => out.name(&names.organisation(rng), Some(Label::Organisation)),
        "num" => {
            let most = if rng.percent(50) { 100 } else { 900_000 };
            out.plain(&rng.below(most).to_string());
        }
        "age" => out.plain(&(18 + rng.below(60)).to_string()),
        "time" => {
            let form = format!(
                "{:02}{}{:02}",
                rng.below(24),
                rng.pick(&[":", ".", ""]),
                rng.below(60)
            );
            out.plain(&form);
        }
        "date" => {
            let (day, month, year) = (1 + rng.below(28), rng.below(12), 2015 + rng.below(10));
            let names = [
                "januari",
                "februari",
                "maart",
                "april",
                "mei",
                "juni",
                "juli",
                "augustus",
                "september",
                "oktober",
                "november",
                "december",
            ];
            let form = match rng.below(4) {
                0 => format!("{day}-{}-{year}", month + 1),
                1 => format!("{day:02}-{:02}-{}", month + 1, year % 100),
                2 => format!("{year}-{:02}-{day:02}", month + 1),
                _ => format!("{day} {} {year}", names[month]),
            };
            out.plain(&form);
        }
        _ => return false,
    }
    true
}

fn letter(rng: &mut Rng) -> String {
    char::from(b'A' + u8::try_from(rng.below(26)).unwrap_or(0)).to_string()
}

/// A slip of the finger: two letters changed places, one doubled, one lost, one read wrongly.
pub fn typo(name: &str, rng: &mut Rng) -> String {
    let mut chars: Vec<char> = name.chars().collect();
    if chars.len() < 4 {
        return name.to_owned();
    }
    let at = 1 + rng.below(chars.len() - 2);
    match rng.below(4) {
        0 => chars.swap(at, at + 1),
        1 => chars.insert(at, chars[at]),
        2 => drop(chars.remove(at)),
        _ => {
            chars[at] = match chars[at] {
                'o' => '0',
                'l' | 'i' => '1',
                'e' => 'c',
                'a' => 'o',
                'n' => 'm',
                other => other,
            }
        }
    }
    chars.into_iter().collect()
}
