//! Words for people: what stands before a name, and the label that goes with it.

/// A word that may stand before or after a name, and the role it stands for.
const NOUNS: &[(&str, &str)] = &[
    ("collega", "medewerker"),
    ("oud-collega", "medewerker"),
    ("medewerker", "medewerker"),
    ("medewerkster", "medewerker"),
    ("agent", "medewerker"),
    ("agente", "medewerker"),
    ("hoofdagent", "medewerker"),
    ("brigadier", "medewerker"),
    ("inspecteur", "medewerker"),
    ("hoofdinspecteur", "medewerker"),
    ("aspirant", "medewerker"),
    ("surveillant", "medewerker"),
    ("wijkagent", "medewerker"),
    ("rechercheur", "medewerker"),
    ("verbalisant", "medewerker"),
    ("betrokkene", "medewerker"),
    ("beklaagde", "medewerker"),
    ("stagiair", "medewerker"),
    ("stagiaire", "medewerker"),
    ("beveiliger", "medewerker"),
    ("centralist", "medewerker"),
    ("teamlid", "medewerker"),
    ("planner", "medewerker"),
    ("motorrijder", "medewerker"),
    ("hondengeleider", "medewerker"),
    ("specialist", "medewerker"),
    ("mentor", "medewerker"),
    ("teamchef", "leidinggevende"),
    ("teamleider", "leidinggevende"),
    ("chef", "leidinggevende"),
    ("leidinggevende", "leidinggevende"),
    ("commissaris", "leidinggevende"),
    ("politiechef", "leidinggevende"),
    ("hoofdcommissaris", "leidinggevende"),
    ("groepschef", "leidinggevende"),
    ("districtschef", "leidinggevende"),
    ("afdelingshoofd", "leidinggevende"),
    ("voorzitter", "voorzitter"),
    ("coördinator", "medewerker"),
    ("melder", "melder"),
    ("meldster", "melder"),
    ("klager", "klager"),
    ("klaagster", "klager"),
    ("aangever", "aangever"),
    ("aangeefster", "aangever"),
    ("getuige", "getuige"),
    ("verdachte", "verdachte"),
    ("slachtoffer", "benadeelde"),
    ("benadeelde", "benadeelde"),
    ("onderzoeker", "onderzoeker"),
    ("rapporteur", "onderzoeker"),
    ("buurman", "buurtbewoner"),
    ("buurvrouw", "buurtbewoner"),
    ("buurjongen", "buurtbewoner"),
    ("bewoner", "buurtbewoner"),
    ("bewoonster", "buurtbewoner"),
    ("vrouw", "naaste"),
    ("man", "naaste"),
    ("echtgenoot", "naaste"),
    ("echtgenote", "naaste"),
    ("partner", "naaste"),
    ("vriend", "naaste"),
    ("vriendin", "naaste"),
    ("ex", "naaste"),
    ("ex-vrouw", "naaste"),
    ("ex-man", "naaste"),
    ("zoon", "naaste"),
    ("zoontje", "naaste"),
    ("dochter", "naaste"),
    ("dochtertje", "naaste"),
    ("kind", "naaste"),
    ("broer", "naaste"),
    ("zus", "naaste"),
    ("zusje", "naaste"),
    ("broertje", "naaste"),
    ("vader", "naaste"),
    ("moeder", "naaste"),
    ("zwager", "naaste"),
    ("neef", "naaste"),
    ("nicht", "naaste"),
    ("oom", "naaste"),
    ("tante", "naaste"),
    ("advocaat", "advocaat"),
    ("advocate", "advocaat"),
    ("raadsman", "advocaat"),
    ("raadsvrouw", "advocaat"),
    ("gemachtigde", "advocaat"),
    ("arts", "zorgverlener"),
    ("bedrijfsarts", "zorgverlener"),
    ("arbo-arts", "zorgverlener"),
    ("arboarts", "zorgverlener"),
    ("dokter", "zorgverlener"),
    ("raadsvrouwe", "advocaat"),
    ("maat", "medewerker"),
    ("beheerder", "medewerker"),
    ("kleinzoon", "naaste"),
    ("kleindochter", "naaste"),
    ("opa", "naaste"),
    ("oma", "naaste"),
    ("conducteur", "persoon"),
    ("monteur", "persoon"),
    ("tolk", "tolk"),
    ("notulist", "medewerker"),
    ("eigenaar", "persoon"),
    ("arrestant", "arrestant"),
    ("ondernemer", "persoon"),
    ("buurmeisje", "buurtbewoner"),
    ("afzender", "persoon"),
    ("journaliste", "journalist"),
    ("huisarts", "zorgverlener"),
    ("psycholoog", "zorgverlener"),
    ("journalist", "journalist"),
];

/// Titles that go with the name; a gender goes with them.
pub(crate) const TITLES: [&str; 27] = [
    "mevrouw", "mevr.", "mevr", "mw.", "mw", "meneer", "mijnheer", "dhr.", "dhr", "heer", "heren",
    "dames", "juffrouw", "mej.", "mr.", "dr.", "drs.", "ir.", "ing.", "prof.", "mr", "dr", "drs",
    "bc.", "ds.", "meester", "juf",
];

/// The role that goes with a word for a person.
pub(crate) fn noun_of(word: &str) -> Option<&'static str> {
    let lower = word.to_lowercase();
    NOUNS
        .iter()
        .find(|(w, _)| *w == lower)
        .map(|(_, noun)| *noun)
}

/// Whether a word says whose somebody is.
pub(crate) fn is_possessive(word: &str) -> bool {
    matches!(
        word,
        "mijn"
            | "m'n"
            | "mn"
            | "zijn"
            | "z'n"
            | "zn"
            | "haar"
            | "d'r"
            | "hun"
            | "uw"
            | "jouw"
            | "je"
            | "ons"
            | "onze"
    )
}

/// The role that goes with a title, when it says something.
pub(crate) fn noun_of_title(title: &str) -> Option<&'static str> {
    match title {
        "mr." | "mr" => Some("jurist"),
        "dr." | "dr" => Some("deskundige"),
        _ => None,
    }
}

/// More than one of a label.
pub(crate) fn plural(noun: &str) -> String {
    match noun {
        "leidinggevende" | "getuige" | "benadeelde" | "naaste" | "verdachte" | "deskundige" => {
            format!("{noun}n")
        }
        "persoon" => "personen".to_owned(),
        "jurist" => "juristen".to_owned(),
        "advocaat" => "advocaten".to_owned(),
        "journalist" => "journalisten".to_owned(),
        _ => format!("{noun}s"),
    }
}

/// Common words of the neuter gender, for the article of what belonged to a person.
const NEUTER: [&str; 58] = [
    "huis",
    "kantoor",
    "team",
    "bureau",
    "account",
    "nummer",
    "gedrag",
    "verhaal",
    "dossier",
    "advies",
    "werk",
    "dienstverband",
    "gezin",
    "gezicht",
    "hoofd",
    "lijf",
    "lichaam",
    "mobieltje",
    "toestel",
    "wachtwoord",
    "wapen",
    "voertuig",
    "gesprek",
    "rooster",
    "besluit",
    "verzoek",
    "bezwaar",
    "beroep",
    "antwoord",
    "bericht",
    "contact",
    "kind",
    "leven",
    "plan",
    "voorstel",
    "optreden",
    "handelen",
    "rapport",
    "verslag",
    "verlof",
    "verleden",
    "vertrek",
    "verzuim",
    "vermoeden",
    "woord",
    "standpunt",
    "oordeel",
    "gevoel",
    "idee",
    "bedrijf",
    "adres",
    "rijbewijs",
    "paspoort",
    "netwerk",
    "profiel",
    "initiatief",
    "excuus",
    "commentaar",
];

/// The article of a noun.
pub(crate) fn article(noun: &str) -> &'static str {
    let lower = noun.to_lowercase();
    let diminutive = ["je", "tje", "pje", "isme", "ment", "um"]
        .iter()
        .any(|s| lower.len() > s.len() + 2 && lower.ends_with(s));
    let tail = NEUTER.iter().any(|n| lower.ends_with(n));
    if diminutive || tail { "het" } else { "de" }
}
