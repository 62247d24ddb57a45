//! Names for the slots: from the lists, by origin, and made up of parts so that no list can hold them.

use std::path::Path;

use crate::rng::Rng;

/// A list by origin: the lines of `first_names.txt` and `surnames.txt`.
pub struct Names {
    first: Vec<Vec<String>>,
    last: Vec<Vec<String>>,
    faker_first: Vec<String>,
    faker_last: Vec<String>,
    pub towns: Vec<String>,
    pub more_towns: Vec<String>,
    pub countries: Vec<String>,
    pub words: Vec<String>,
    dictionary: Vec<String>,
}

const PARTICLES: &[&str] = &[
    "van", "van", "van", "van de", "van de", "van der", "van der", "van den", "de", "de", "de",
    "den", "ter", "ten", "te", "van 't", "in 't", "'t", "op de", "van het", "el", "El", "Ait",
    "ben", "Ben", "von", "da", "dos", "di", "la", "le", "van ter", "uit den", "aan de", "op 't",
    "bin", "al-", "v.d.", "v/d", "vd",
];

impl Names {
    pub fn read(lists: &Path, dictionary: Vec<String>) -> Names {
        let read = |name: &str| std::fs::read_to_string(lists.join(name)).expect(name);
        let lines = |text: &str| -> Vec<Vec<String>> {
            text.lines()
                .filter(|l| !l.starts_with('#'))
                .map(|l| l.split_whitespace().map(str::to_owned).collect())
                .collect()
        };
        let flat =
            |text: &str| -> Vec<String> { text.split_whitespace().map(str::to_owned).collect() };
        let places = |text: &str| -> Vec<String> {
            text.lines()
                .filter(|l| !l.starts_with('#'))
                .flat_map(|l| l.split(';'))
                .map(|p| p.trim().to_owned())
                .filter(|p| p.len() > 2)
                .collect()
        };
        Names {
            first: lines(&read("first_names.txt")),
            last: lines(&read("surnames.txt")),
            faker_first: flat(&read("faker_first.txt")),
            faker_last: flat(&read("faker_last.txt")),
            towns: places(&read("places.txt")),
            more_towns: places(&read("faker_places.txt")),
            countries: places(&read("countries.txt")),
            words: flat(&read("frequent.txt")),
            dictionary,
        }
    }

    /// Words that name nobody, as a sentence of no sense; the first has a capital.
    pub fn chatter(&self, rng: &mut Rng) -> String {
        let count = 1 + rng.below(5);
        let words: Vec<&str> = (0..count).map(|_| self.word(rng)).collect();
        format!(
            "{}{} ",
            capital(&words.join(" ")),
            rng.pick(&[".", ".", "!", "?", ":", ",", " -"])
        )
    }

    /// Any word of the language, one in two a frequent one.
    pub fn word(&self, rng: &mut Rng) -> &str {
        if rng.percent(50) {
            rng.one(&self.words)
        } else {
            rng.one(&self.dictionary)
        }
    }

    pub fn first(&self, rng: &mut Rng) -> String {
        if rng.percent(4) {
            return format!("{}-{}", self.first(rng), self.first(rng));
        }
        match rng.below(100) {
            0..12 => rng.one(&self.faker_first).to_owned(),
            12..30 => {
                let (a, b) = (self.listed(&self.first, rng), self.listed(&self.first, rng));
                splice(&a, &b, rng)
            }
            _ => self.listed(&self.first, rng),
        }
    }

    /// A family name without particle.
    pub fn bare_last(&self, rng: &mut Rng) -> String {
        let name = match rng.below(100) {
            0..12 => rng.one(&self.faker_last).to_owned(),
            12..34 => {
                let (a, b) = (self.listed(&self.last, rng), self.listed(&self.last, rng));
                splice(&a, &b, rng)
            }
            // Names that are words: Kuil, Storm, Wind.
            34..40 => capital(rng.one(&self.words)),
            _ => self.listed(&self.last, rng),
        };
        if rng.percent(4) {
            let second = self.listed(&self.last, rng);
            return format!("{name}-{second}");
        }
        name
    }

    /// A family name, at times with a particle, which is small.
    pub fn last(&self, rng: &mut Rng) -> String {
        let bare = self.bare_last(rng);
        if rng.percent(26) {
            let particle = rng.pick(PARTICLES);
            if particle.ends_with('-') {
                format!("{particle}{bare}")
            } else {
                format!("{particle} {bare}")
            }
        } else {
            bare
        }
    }

    fn listed(&self, lines: &[Vec<String>], rng: &mut Rng) -> String {
        // Half Dutch by the order of the file, half any origin: the rare must not be rare in training.
        let line = if rng.percent(35) {
            0
        } else {
            rng.below(lines.len())
        };
        rng.one(&lines[line]).to_owned()
    }
}

/// The head of one name and the tail of another: plausible, and in no list.
pub fn splice(a: &str, b: &str, rng: &mut Rng) -> String {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len() < 3 || b.len() < 3 {
        return a.into_iter().chain(b).collect();
    }
    let head = 2 + rng.below(a.len() - 2);
    let tail = 1 + rng.below(b.len() - 2);
    let mut out: String = a[..head].iter().collect();
    out.extend(
        b[tail..]
            .iter()
            .filter(|c| c.is_alphabetic() && !c.is_uppercase()),
    );
    out
}

pub fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars
        .next()
        .map_or(String::new(), |c| c.to_uppercase().chain(chars).collect())
}
