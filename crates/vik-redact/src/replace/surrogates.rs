//! Made-up names for classroom texts.

use std::collections::BTreeSet;

use super::style::Dice;

/// First names that Dutch gives to women and men alike.
const FIRST: [&str; 32] = [
    "Robin", "Sam", "Kim", "Noa", "Jip", "Charlie", "Sascha", "Luca", "Alex", "Jamie", "Bo",
    "Quinn", "Senna", "Jules", "Mika", "Rowan", "Dani", "Loes", "Pim", "Toni", "Yaël", "Micha",
    "Indy", "Jody", "Merel", "Nikki", "Rafa", "Sidney", "Vanja", "Wil", "Chris", "Jona",
];

/// Surnames built like Dutch ones, from several origins; none is rare.
const LAST: [&str; 40] = [
    "Hofland",
    "Verkade",
    "Brinkman",
    "Terlouw",
    "Oosterwijk",
    "Van Santen",
    "De Ruig",
    "Kloosterman",
    "Wierda",
    "Aydemir",
    "El Fassi",
    "Ramdin",
    "Pinas",
    "Kowal",
    "Tahitu",
    "Mensink",
    "Boonstra",
    "Van Leur",
    "De Haas",
    "Zijlmans",
    "Nagtegaal",
    "Van Dorp",
    "Schuurmans",
    "Beumer",
    "Lindeman",
    "Ottens",
    "Van Rooij",
    "Doorn",
    "Haverkort",
    "Yildiz",
    "Benali",
    "Jagroep",
    "Martina",
    "Nowak",
    "Sapulete",
    "Krijgsman",
    "Van der Sluis",
    "Evers",
    "Molenaar",
    "Wessels",
];

/// A made-up name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Surrogate {
    first: &'static str,
    last: &'static str,
}

/// In which form a name stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Full,
    First,
    Last,
    Initials,
    InitialLast,
    Reversed,
}

impl Surrogate {
    /// Draws a name of which no word is taken, as long as there is one.
    pub(crate) fn draw(dice: &mut Dice, taken: &BTreeSet<String>) -> Self {
        let free = |name: &str| {
            super::cast::telling_words(name)
                .iter()
                .all(|w| !taken.contains(w))
        };
        let mut pick = |list: &[&'static str]| {
            let offset = usize::try_from(dice.below(64)).unwrap_or(0);
            let turned = || {
                list.iter()
                    .cycle()
                    .skip(offset % list.len())
                    .take(list.len())
            };
            turned()
                .find(|n| free(n))
                .or_else(|| turned().next())
                .copied()
                .unwrap_or("Robin")
        };
        Surrogate {
            first: pick(&FIRST),
            last: pick(&LAST),
        }
    }

    pub(crate) fn words(&self) -> Vec<String> {
        super::cast::telling_words(&format!("{} {}", self.first, self.last))
    }

    /// The name in a form.
    pub(crate) fn write(&self, form: Form) -> String {
        let initial = self.first.chars().next().unwrap_or('X');
        let (particle, bare) = self
            .last
            .rsplit_once(' ')
            .map_or((String::new(), self.last), |(p, b)| (p.to_lowercase(), b));
        let joined = if particle.is_empty() {
            bare.to_owned()
        } else {
            format!("{particle} {bare}")
        };
        match form {
            Form::Full => format!("{} {joined}", self.first),
            Form::First => self.first.to_owned(),
            Form::Last => self.last.to_owned(),
            Form::InitialLast => format!("{initial}. {joined}"),
            Form::Reversed => format!("{bare}, {initial}. {particle}")
                .trim_end()
                .to_owned(),
            Form::Initials => {
                let middle: String = particle
                    .split(' ')
                    .filter_map(|p| p.chars().next())
                    .collect();
                format!("{initial}{middle}{}", bare.chars().next().unwrap_or('X'))
            }
        }
    }
}
