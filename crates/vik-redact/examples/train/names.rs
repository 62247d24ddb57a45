//! Names for the slots: from the lists, by origin, and made up of parts so that no list can hold them.

use std::path::Path;

use crate::rng::Rng;

/// A list by origin: the lines of `first_names.txt` and `surnames.txt`.
pub struct Names {
    first: Vec<Vec<String>>,
    last: Vec<Vec<String>>,
    faker_first: Vec<String>,
    faker_last: Vec<String>,
    towns: Vec<String>,
    more_towns: Vec<String>,
    countries: Vec<String>,
    words: Vec<String>,
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

    pub fn place(&self, rng: &mut Rng) -> String {
        if rng.percent(7) {
            let made = if rng.percent(50) {
                self.bare_last(rng)
            } else {
                capital(self.word(rng))
            };
            return match rng.below(6) {
                0 => format!(
                    "{} {made}",
                    rng.pick(&[
                        "kasteel",
                        "landgoed",
                        "camping",
                        "sluis",
                        "camping De",
                        "park",
                        "fort",
                        "villa",
                        "eiland",
                        "polder"
                    ])
                ),
                1 => format!(
                    "{}{}",
                    rng.pick(&["A", "N", "A", "N", "E"]),
                    1 + rng.below(400)
                ),
                2 => format!(
                    "{made}{}",
                    rng.pick(&[
                        "eind", "brug", "kerk", "plas", "meer", "polder", "bos", "duin", "hoek",
                        "haven", "dal", "zoom", "oord", "rode"
                    ])
                ),
                3 => format!(
                    "{} {made}",
                    rng.pick(&["De", "Het", "Nieuw", "Oud", "Groot", "Klein"])
                ),
                4 => format!(
                    "{}{}",
                    self.town(rng),
                    rng.pick(&["-Noord", "-Zuid", "-Oost", "-West", " Centraal", " Centrum"])
                ),
                _ => made,
            };
        }
        match rng.below(100) {
            0..55 => rng.one(&self.towns).to_owned(),
            55..80 => rng.one(&self.more_towns).to_owned(),
            80..88 => rng.one(&self.countries).to_owned(),
            _ => {
                let (a, b) = (
                    rng.one(&self.more_towns).to_owned(),
                    rng.one(&self.more_towns).to_owned(),
                );
                splice(&a, &b, rng)
            }
        }
    }

    pub fn town(&self, rng: &mut Rng) -> String {
        rng.one(&self.towns).to_owned()
    }

    pub fn street(&self, rng: &mut Rng) -> String {
        let suffix = rng.pick(&[
            "straat",
            "straat",
            "straat",
            "laan",
            "laan",
            "weg",
            "weg",
            "plein",
            "kade",
            "singel",
            "gracht",
            "hof",
            "dijk",
            "pad",
            "dreef",
            "steeg",
            "markt",
            "park",
            "plantsoen",
            "wal",
            "burg",
            "veld",
            "erf",
            "baan",
        ]);
        let base = match rng.below(4) {
            0 => self.bare_last(rng),
            1 => capital(rng.one(&self.words)),
            2 => rng.one(&self.more_towns).to_owned(),
            _ => rng
                .pick(&[
                    "Kerk",
                    "Dorps",
                    "School",
                    "Molen",
                    "Wilhelmina",
                    "Juliana",
                    "Beatrix",
                    "Oranje",
                    "Nassau",
                    "Stations",
                    "Haven",
                    "Eiken",
                    "Beuken",
                    "Linden",
                    "Berken",
                    "Park",
                    "Tuin",
                    "Burcht",
                    "Raadhuis",
                    "Zee",
                    "Heide",
                    "Nieuwe",
                    "Oude",
                    "Lange",
                    "Korte",
                    "Groen",
                    "Vijver",
                    "Meidoorn",
                    "Leeuwerik",
                    "Zwaluw",
                ])
                .to_owned(),
        };
        match rng.below(12) {
            0 => format!(
                "{} {base}{suffix}",
                rng.pick(&[
                    "Burgemeester",
                    "Burg.",
                    "Dr.",
                    "Prof.",
                    "Generaal",
                    "Koningin",
                    "Prins",
                    "Sint"
                ])
            ),
            1 => format!(
                "{} {}",
                rng.pick(&[
                    "Lange", "Korte", "Oude", "Nieuwe", "Achter", "Laan van", "Aan de", "De", "Het"
                ]),
                capital(rng.one(&self.words))
            ),
            2 => format!("{base} {suffix}"),
            _ => format!("{base}{suffix}"),
        }
    }

    pub fn unit(&self, rng: &mut Rng) -> String {
        let place = match rng.below(4) {
            0 => self.street(rng),
            1 => format!(
                "{}-{}",
                self.town(rng),
                rng.pick(&[
                    "Noord", "Zuid", "Oost", "West", "Centrum", "Midden", "Buiten", "Stad", "Haven"
                ])
            ),
            _ => self.town(rng),
        };
        let kind = rng.pick(&[
            "Basisteam",
            "basisteam",
            "Basisteam",
            "basisteam",
            "Team",
            "team",
            "District",
            "district",
            "Bureau",
            "bureau",
            "Eenheid",
            "eenheid",
            "Meldkamer",
            "meldkamer",
            "politiebureau",
            "Politiebureau",
            "Districtsrecherche",
            "districtsrecherche",
            "Wijkteam",
            "wijkteam",
            "BT",
            "bt",
            "VIK",
            "Flexteam",
            "flexteam",
            "Regionale Eenheid",
            "cellencomplex",
            "Arrestantenzorg",
            "OC",
            "politiepost",
            "Dienst Regionale Recherche",
            "Robuust basisteam",
        ]);
        match rng.below(12) {
            0 => format!(
                "{kind} {place}, ploeg {}",
                rng.pick(&["A", "B", "C", "D", "1", "2", "3", "4"])
            ),
            1 => format!(
                "{} {place}",
                rng.pick(&[
                    "politie",
                    "Politie",
                    "groep",
                    "Groep",
                    "afdeling",
                    "recherche",
                    "rech.",
                    "handhaving"
                ])
            ),
            2 => format!(
                "{} {}, {place}",
                rng.pick(&["ME-peloton", "ME-groep", "peloton", "sectie", "Bureau"]),
                1 + rng.below(9)
            ),
            3 => format!(
                "{} {} {place}",
                rng.pick(&["afdeling", "Dienst", "dienst", "Team", "team", "Bureau"]),
                rng.pick(&[
                    "Planning",
                    "Infrastructuur",
                    "Verkeer",
                    "Opsporing",
                    "Handhaving",
                    "Arrestantenzorg",
                    "Facilitair",
                    "Zeden",
                    "Intake"
                ])
            ),
            _ => format!("{kind} {place}"),
        }
    }

    pub fn organisation(&self, rng: &mut Rng) -> String {
        let made = match rng.below(3) {
            0 => self.bare_last(rng),
            1 => capital(rng.one(&self.words)),
            _ => format!(
                "{}{}",
                capital(rng.one(&self.words)),
                rng.pick(&[
                    "plus", "-Groep", "Techniek", "Service", "Point", "Care", "Net"
                ])
            ),
        };
        let town = self.town(rng);
        match rng.below(16) {
            0 => format!("{made} B.V."),
            1 => format!("{made} BV"),
            2 => format!("Stichting {made}"),
            3 => format!(
                "{} {made}",
                rng.pick(&[
                    "Autobedrijf",
                    "autobedrijf",
                    "Garage",
                    "garage",
                    "Bakkerij",
                    "Slagerij",
                    "Restaurant",
                    "Café",
                    "café",
                    "Hotel",
                    "Sportschool",
                    "sportschool",
                    "Snackbar",
                    "Kapsalon",
                    "Juwelier"
                ])
            ),
            4 => format!(
                "{made} {}",
                rng.pick(&[
                    "Advocaten",
                    "Beveiliging",
                    "Transport",
                    "Makelaars",
                    "Security",
                    "Bouw",
                    "Vastgoed",
                    "Telecom",
                    "Zorg"
                ])
            ),
            5 => format!(
                "{} {town}",
                rng.pick(&["FC", "SV", "sv", "VV", "vv", "RKSV", "HC"])
            ),
            6 => format!(
                "{} De {}",
                rng.pick(&[
                    "basisschool",
                    "Basisschool",
                    "camping",
                    "buurthuis",
                    "Buurthuis",
                    "Café",
                    "moskee",
                    "Verpleeghuis"
                ]),
                capital(rng.one(&self.words))
            ),
            7 => format!(
                "{} {town}",
                rng.pick(&[
                    "ROC",
                    "Hogeschool",
                    "Universiteit",
                    "Ziekenhuis",
                    "Museum",
                    "Voedselbank",
                    "Harmonie"
                ])
            ),
            8 => format!(
                "{made} & {}",
                if rng.percent(40) {
                    "Zn.".to_owned()
                } else {
                    self.bare_last(rng)
                }
            ),
            9 => format!(
                "{} {}",
                rng.pick(&[
                    "Moskee",
                    "moskee",
                    "Kerk",
                    "Vereniging",
                    "vereniging",
                    "Scouting",
                    "Manege",
                    "Stichting"
                ]),
                self.first(rng)
            ),
            10 => format!("'t {}", capital(rng.one(&self.words))),
            11 => format!("De {}", capital(rng.one(&self.words))),
            12 => format!(
                "{}{}",
                rng.pick(&[
                    "ABN", "KLM", "NS", "ING", "RTV", "FNV", "GGZ", "UWV", "GGD", "DEKRA"
                ]),
                if rng.percent(40) {
                    format!(" {town}")
                } else {
                    String::new()
                }
            ),
            _ => made,
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
fn splice(a: &str, b: &str, rng: &mut Rng) -> String {
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
