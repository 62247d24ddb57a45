//! The roster: 63,000 people who do not exist, each with a tendency of their own to be named in a case.

use super::choices::UNITS;
use super::random::Random;

pub struct Person {
    pub number: u32,
    pub name: String,
    pub rank: &'static str,
    pub staff_type: &'static str,
    pub team: u32,
    /// For staff of the National Unit: which successor they moved to.
    pub successor: &'static str,
}

pub struct Roster {
    units: Vec<(Vec<Person>, Vec<f64>)>,
}

const FIRST: &[&str] = &[
    "A.", "B.", "C.", "D.", "E.", "F.", "G.", "H.", "J.", "K.", "L.", "M.", "N.", "P.", "R.", "S.",
    "T.", "W.",
];
const START: &[&str] = &[
    "Berk", "Dijk", "Eiken", "Graan", "Heide", "Kreek", "Linden", "Molen", "Olmen", "Polder",
    "Rijn", "Steen", "Vliet", "Wilgen", "Zand",
];
const END: &[&str] = &[
    "aard", "berg", "broek", "burg", "hof", "huis", "kamp", "man", "stra", "veld", "weide", "zicht",
];

impl Roster {
    pub fn draw(random: &mut Random) -> Roster {
        let mut index: u64 = 0;
        let units = UNITS
            .iter()
            .map(|unit| {
                let mut reached = 0.0;
                let mut people = Vec::new();
                let mut reach = Vec::new();
                for _ in 0..unit.staff {
                    people.push(person(index, unit.support_share, random));
                    // A shape of 0.3 makes most people never named and a few named often.
                    reached += random.gamma(0.3);
                    reach.push(reached);
                    index += 1;
                }
                (people, reach)
            })
            .collect();
        Roster { units }
    }

    /// A person of a unit, drawn by tendency.
    pub fn subject(&self, unit: usize, random: &mut Random) -> &Person {
        let (people, reach) = &self.units[unit];
        let total = reach.last().copied().unwrap_or(1.0);
        let at = random.unit() * total;
        let place = reach.partition_point(|reached| *reached < at);
        &people[place.min(people.len() - 1)]
    }
}

fn person(index: u64, support_share: f64, random: &mut Random) -> Person {
    let staff_type = if random.chance(support_share) {
        random.pick(&[("support", 9.0), ("external", 1.0)])
    } else {
        random.pick(&[("officer", 92.0), ("aspirant", 8.0)])
    };
    let rank = match staff_type {
        "support" => "support",
        "external" => "",
        "aspirant" => "aspirant",
        _ => random.pick(&[
            ("surveillant", 6.0),
            ("agent", 24.0),
            ("hoofdagent", 34.0),
            ("brigadier", 20.0),
            ("inspecteur", 11.0),
            ("hoofdinspecteur", 3.5),
            ("commissaris", 1.3),
            ("hoofdcommissaris", 0.2),
        ]),
    };
    let name = format!(
        "{} {}{}",
        FIRST[random.below(FIRST.len())],
        START[random.below(START.len())],
        END[random.below(END.len())]
    );
    Person {
        number: 100_000 + (index * 7_919 % 800_000) as u32,
        name,
        rank,
        staff_type,
        team: random.between(1, 12) as u32,
        successor: if random.chance(0.58) { "LX" } else { "LO" },
    }
}
