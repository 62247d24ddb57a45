//! Kinds of units, organisations and functions: which one a name belongs to.

/// A kind, as it stands after an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Kind {
    pub(crate) noun: &'static str,
    pub(crate) neuter: bool,
}

pub(super) const fn de(noun: &'static str) -> Kind {
    Kind {
        noun,
        neuter: false,
    }
}

pub(super) const fn het(noun: &'static str) -> Kind {
    Kind { noun, neuter: true }
}

/// The kind of a police unit.
pub(crate) fn unit(name: &str) -> Kind {
    const UNITS: [(&str, Kind); 21] = [
        ("basisteam", het("basisteam")),
        ("meldkamer", de("meldkamer")),
        ("districtsrecherche", de("districtsrecherche")),
        ("district", het("district")),
        ("wijkteam", het("wijkteam")),
        ("flexteam", het("flexteam")),
        ("arrestantencomplex", het("arrestantencomplex")),
        ("cellencomplex", het("cellencomplex")),
        ("recherche", de("rechercheafdeling")),
        ("eenheid", de("eenheid")),
        ("bureau", het("bureau")),
        ("politiepost", de("politiepost")),
        ("afdeling", de("afdeling")),
        ("dienst", de("dienst")),
        ("academie", de("opleiding")),
        ("hondenbrigade", de("specialistische eenheid")),
        ("beredenen", de("specialistische eenheid")),
        ("team", het("team")),
        ("post", de("politiepost")),
        ("groep", de("groep")),
        ("loket", het("loket")),
    ];
    let lower = name.to_lowercase();
    if lower.starts_with("bt ") {
        return het("basisteam");
    }
    UNITS
        .iter()
        .find(|(piece, _)| lower.contains(piece))
        .map_or_else(|| het("team"), |(_, k)| *k)
}

/// The kind of another organisation.
pub(crate) fn organisation(name: &str) -> Kind {
    const KINDS: [(&str, Kind); 42] = [
        ("garage", de("garage")),
        ("autobedrijf", de("garage")),
        ("basisschool", de("school")),
        ("school", de("school")),
        ("college", de("school")),
        ("lyceum", de("school")),
        ("mavo", de("school")),
        ("mbo", de("school")),
        ("roc", de("school")),
        ("universiteit", de("universiteit")),
        ("moskee", de("moskee")),
        ("kerk", de("kerk")),
        ("tempel", de("tempel")),
        ("ziekenhuis", het("ziekenhuis")),
        ("kliniek", de("kliniek")),
        ("huisartsen", de("huisartsenpraktijk")),
        ("voetbal", de("sportvereniging")),
        ("v.v.", de("sportvereniging")),
        ("vv ", de("sportvereniging")),
        ("sc ", de("sportvereniging")),
        ("hockey", de("sportvereniging")),
        ("sportschool", de("sportschool")),
        ("gym", de("sportschool")),
        ("vereniging", de("vereniging")),
        ("club", de("vereniging")),
        ("stichting", de("stichting")),
        ("bank", de("bank")),
        ("café", het("café")),
        ("cafe", het("café")),
        ("restaurant", het("restaurant")),
        ("eethuis", het("restaurant")),
        ("snackbar", de("snackbar")),
        ("hotel", het("hotel")),
        ("advocat", het("advocatenkantoor")),
        ("beveilig", het("beveiligingsbedrijf")),
        ("supermarkt", de("supermarkt")),
        ("winkel", de("winkel")),
        ("slager", de("winkel")),
        ("bakker", de("winkel")),
        ("gemeente", de("gemeente")),
        ("krant", de("krant")),
        ("bouw", het("bouwbedrijf")),
    ];
    let lower = name.to_lowercase();
    KINDS
        .iter()
        .find(|(piece, _)| lower.contains(piece))
        .map_or_else(|| het("bedrijf"), |(_, k)| *k)
}

/// Whether a word names a kind by itself: "restaurant" in "restaurant De Lotus".
pub(crate) fn is_general(word: &str) -> bool {
    let lower = word.to_lowercase();
    super::places::is_kind(&lower)
        || matches!(
            lower.as_str(),
            "restaurant"
                | "tankstation"
                | "zwembad"
                | "café"
                | "cafe"
                | "garage"
                | "bedrijf"
                | "firma"
                | "stichting"
                | "vereniging"
                | "moskee"
                | "school"
                | "basisschool"
                | "team"
                | "basisteam"
                | "district"
                | "eenheid"
                | "bureau"
                | "gemeente"
                | "dorp"
                | "stad"
                | "snackbar"
                | "winkel"
                | "sportschool"
                | "bank"
                | "hotel"
                | "cafetaria"
                | "krant"
                | "voetbalclub"
                | "club"
                | "kliniek"
                | "praktijk"
                | "kantoor"
                | "band"
                | "kroeg"
                | "camping"
        )
}

/// The general word for a function that few hold.
pub(crate) fn function(name: &str) -> &'static str {
    const FUNCTIONS: [(&str, &str); 34] = [
        ("hondengeleider", "specialist"),
        ("ruiter", "specialist"),
        ("duiker", "specialist"),
        ("motorrijder", "specialist"),
        ("motoragent", "specialist"),
        ("onderhandelaar", "specialist"),
        ("schutter", "specialist"),
        ("piloot", "specialist"),
        ("instructeur", "instructeur"),
        ("docent", "docent"),
        ("wijkagent", "agent"),
        ("jeugdagent", "agent"),
        ("coördinator", "coördinator"),
        ("coordinator", "coördinator"),
        ("adviseur", "adviseur"),
        ("officier", "leidinggevende"),
        ("commandant", "leidinggevende"),
        ("chef", "leidinggevende"),
        ("hoofd", "leidinggevende"),
        ("leider", "leidinggevende"),
        ("manager", "leidinggevende"),
        ("burgemeester", "bestuurder"),
        ("wethouder", "bestuurder"),
        ("rechercheur", "rechercheur"),
        ("specialist", "specialist"),
        ("expert", "leidinggevende"),
        ("beheerder", "beheerder"),
        ("planner", "planner"),
        ("centralist", "centralist"),
        ("vertrouwenspersoon", "vertrouwenspersoon"),
        ("arts", "zorgverlener"),
        ("secretaris", "medewerker"),
        ("voorlichter", "medewerker"),
        ("lid", "lid"),
    ];
    let lower = name.to_lowercase();
    FUNCTIONS
        .iter()
        .find(|(piece, _)| lower.contains(piece))
        .map_or("functionaris", |(_, w)| *w)
}
