//! Places and streets for the slots.

use crate::names::{Names, capital, splice};
use crate::rng::Rng;

impl Names {
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
}
