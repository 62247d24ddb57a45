//! Kinds of places, units, organisations and functions: which one a name belongs to.

/// A kind, as it stands after an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Kind {
    pub(crate) noun: &'static str,
    pub(crate) neuter: bool,
}

const fn de(noun: &'static str) -> Kind {
    Kind {
        noun,
        neuter: false,
    }
}

const fn het(noun: &'static str) -> Kind {
    Kind { noun, neuter: true }
}

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
pub(crate) fn place(name: &str) -> Option<Kind> {
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
    let hit = PLACES
        .iter()
        .find(|(piece, _)| bare.contains(piece) && bare.len() > piece.len() || bare == *piece);
    Some(hit.map_or_else(|| de("plaats"), |(_, kind)| *kind))
}

fn is_road(name: &str) -> bool {
    let digits = name.trim_start_matches(['a', 'n']);
    digits.len() < name.len() && !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
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
    let places = PLACES.iter().any(|(_, k)| k.noun == lower);
    places
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
