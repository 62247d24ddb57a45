//! Places: a town by its size, everything else by the word in its name.

use super::kinds::{Kind, de, het};

/// By a piece of the name, in this order.
const PLACES: [(&str, Kind); 60] = [
    ("winkelcentrum", het("winkelcentrum")),
    ("ziekenhuis", het("ziekenhuis")),
    ("station", het("station")),
    ("vliegveld", het("vliegveld")),
    ("luchthaven", het("vliegveld")),
    ("schiphol", het("vliegveld")),
    ("begraafplaats", de("begraafplaats")),
    ("parkeer", het("parkeerterrein")),
    ("industrieterrein", het("bedrijventerrein")),
    ("bedrijventerrein", het("bedrijventerrein")),
    ("camping", de("camping")),
    ("sportpark", het("sportpark")),
    ("stadion", het("stadion")),
    ("zwembad", het("zwembad")),
    ("schouwburg", de("schouwburg")),
    ("museum", het("museum")),
    ("hotel", het("hotel")),
    ("café", het("café")),
    ("cafe", het("café")),
    ("restaurant", het("restaurant")),
    ("kerk", de("kerk")),
    ("moskee", de("moskee")),
    ("school", de("school")),
    ("college", de("school")),
    ("tunnel", de("tunnel")),
    ("brug", de("brug")),
    ("viaduct", het("viaduct")),
    ("haven", de("haven")),
    ("kanaal", het("kanaal")),
    ("gracht", de("gracht")),
    ("kade", de("kade")),
    ("plein", het("plein")),
    ("markt", het("plein")),
    ("straat", de("straat")),
    ("str.", de("straat")),
    ("laan", de("straat")),
    ("plantsoen", het("plantsoen")),
    ("snelweg", de("snelweg")),
    ("weg", de("weg")),
    ("dreef", de("straat")),
    ("steeg", de("straat")),
    ("singel", de("straat")),
    ("dijk", de("dijk")),
    ("hof", de("straat")),
    ("pad", het("pad")),
    ("plan", de("straat")),
    ("park", het("park")),
    ("bos", het("bos")),
    ("strand", het("strand")),
    ("wijk", de("wijk")),
    ("buurt", de("buurt")),
    ("flat", de("flat")),
    ("toren", het("gebouw")),
    ("gebouw", het("gebouw")),
    ("kamer", de("kamer")),
    ("sluis", de("sluis")),
    ("ring", de("straat")),
    ("eiland", het("eiland")),
    ("provincie", de("regio")),
    ("plas", de("plas")),
];

const REGIONS: [&str; 22] = [
    "groningen-stad",
    "friesland",
    "fryslân",
    "drenthe",
    "overijssel",
    "gelderland",
    "flevoland",
    "noord-holland",
    "zuid-holland",
    "zeeland",
    "noord-brabant",
    "brabant",
    "limburg",
    "twente",
    "achterhoek",
    "veluwe",
    "randstad",
    "betuwe",
    "salland",
    "gooi",
    "westland",
    "kennemerland",
];

/// Towns of about a hundred thousand people or more.
const CITIES: [&str; 34] = [
    "amsterdam",
    "rotterdam",
    "den haag",
    "'s-gravenhage",
    "utrecht",
    "eindhoven",
    "groningen",
    "tilburg",
    "almere",
    "breda",
    "nijmegen",
    "apeldoorn",
    "arnhem",
    "haarlem",
    "enschede",
    "amersfoort",
    "zaanstad",
    "zaandam",
    "'s-hertogenbosch",
    "den bosch",
    "zwolle",
    "leiden",
    "leeuwarden",
    "maastricht",
    "dordrecht",
    "ede",
    "alkmaar",
    "emmen",
    "delft",
    "venlo",
    "deventer",
    "helmond",
    "antwerpen",
    "zoetermeer",
];

const COUNTRIES: [&str; 44] = [
    "turkije",
    "marokko",
    "suriname",
    "polen",
    "duitsland",
    "belgië",
    "belgie",
    "frankrijk",
    "spanje",
    "italië",
    "italie",
    "engeland",
    "griekenland",
    "portugal",
    "indonesië",
    "indonesie",
    "curaçao",
    "curacao",
    "aruba",
    "bonaire",
    "ghana",
    "nigeria",
    "oekraïne",
    "oekraine",
    "roemenië",
    "roemenie",
    "bulgarije",
    "syrië",
    "syrie",
    "irak",
    "iran",
    "afghanistan",
    "china",
    "vietnam",
    "thailand",
    "amerika",
    "vs",
    "egypte",
    "oostenrijk",
    "zwitserland",
    "kroatië",
    "bali",
    "rusland",
    "somalië",
];

/// The kind of a place; `None` for a country.
pub(crate) fn kind(name: &str) -> Option<Kind> {
    let lower = name.to_lowercase();
    let bare = lower.trim();
    if COUNTRIES.contains(&bare) {
        return None;
    }
    if CITIES.iter().any(|c| {
        *c == bare
            || bare
                .strip_prefix(c)
                .is_some_and(|r| r.starts_with(['-', ' ']))
    }) {
        return Some(de("grote stad"));
    }
    if REGIONS.contains(&bare) {
        return Some(de("regio"));
    }
    if is_road(bare) {
        return Some(de("snelweg"));
    }
    // "Kerkstraat" is a street: the end of a name tells more than its middle.
    let ends = PLACES.iter().find(|(piece, _)| bare.ends_with(piece));
    let hit = ends.or_else(|| PLACES.iter().find(|(piece, _)| bare.contains(piece)));
    Some(hit.map_or_else(|| de("plaats"), |(_, kind)| *kind))
}

/// The kind of a place that stands without an article, as towns do: "in Winterswijk" is no quarter.
pub(crate) fn kind_of_town(name: &str) -> Option<Kind> {
    const ALSO_ENDS: [&str; 17] = [
        "wijk", "dijk", "kerk", "brug", "sluis", "bos", "plas", "gebouw", "kamer", "pad", "haven",
        "strand", "eiland", "buurt", "park", "kade", "weg",
    ];
    let kind = kind(name)?;
    let one_word = !name.trim().contains(' ');
    let by_end = one_word && ALSO_ENDS.contains(&kind.noun) && name.to_lowercase() != kind.noun;
    Some(if by_end { de("plaats") } else { kind })
}

fn is_road(name: &str) -> bool {
    let digits = name.trim_start_matches(['a', 'n']);
    digits.len() < name.len() && !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
}

/// Whether a word is the word of a kind.
pub(crate) fn is_kind(word: &str) -> bool {
    PLACES.iter().any(|(_, k)| k.noun == word)
}
