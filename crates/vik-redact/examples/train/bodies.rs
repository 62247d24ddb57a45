//! Police units and organisations for the slots.

use crate::names::{Names, capital};
use crate::rng::Rng;

impl Names {
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
}
