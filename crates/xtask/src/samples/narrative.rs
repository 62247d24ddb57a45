//! Thirty texts about cases that never happened, with canaries: names, numbers and plates found
//! nowhere else. They are put together from parts here, so that this file does not hold one.

use super::export::Row;
use super::random::Random;
use super::telling::Telling;
use super::varying::{About, vary};

/// `{n}` is the name, `{s}` the staff number, `{t}` the telephone number, `{k}` the plate.
const TEXTS: &[&str] = &[
    "Betrokkene {n} heeft in de nacht tien keer een buurtgenoot opgezocht. Gevraagd naar de reden zei {n}: \"ik was gewoon nieuwsgierig\".",
    "Van: teamchef\nAan: VIK\nOnderwerp: melding {n}\n\nBeste collega, {n} (personeelsnummer {s}) stuurde een foto van een dossier in de groepsapp.",
    "[22:14] {n}: heb je die uitdraai nog?\n[22:15] collega: ja, maar niet doorsturen\n[22:16] {n}: bel me op {t}",
    "Vraag: waar was u?\nAntwoord: thuis, met het dienstvoertuig {k}.\nVraag: mocht dat?\nAntwoord: ik dacht van wel.",
    "Naam: {n}\nPersoneelsnummer: {s}\nTelefoon: {t}\nMelding: dienstwapen onbeheerd achtergelaten in de kleedkamer.",
    "Tijdens de borrel heeft {n} een collega herhaaldelijk vastgepakt. Drie collega's verklaarden hierover gelijkluidend.",
    "De auto met kenteken {k} stond om drie uur in de nacht voor het huis. {n} zegt daar op bezoek te zijn geweest.",
    "Uit de logging blijkt dat nummer {s} zestien bevragingen deed zonder taak. De teamchef wist hier niet van.",
    "Mevrouw {n} diende declaraties in voor dagen waarop zij vrij was. Het gaat om 214 euro, die zij direct terugbetaalde.",
    "De heer {n} gebruikte meer geweld dan nodig was bij de aanhouding; de burger liep een gebroken pols op.",
    "Via {t} is gebeld met een verdachte uit een lopend onderzoek. {n} ontkent, maar het toestel stond op zijn naam.",
    "{n} werkt in het weekend in de beveiliging en heeft dat nooit gemeld. De regels waren volgens {n} onduidelijk.",
    "Na een feest is {n} aangehouden met te veel alcohol op, in het voertuig {k}. {n} heeft dit zelf gemeld.",
    "Op de team-app zijn grappen over afkomst gemaakt. {n} begon niet, maar deed wel mee. Het team heeft erover gesproken.",
    "Betrokkene (stamnr. {s}) liet een tas met stukken liggen in de trein. De tas is teruggevonden, de stukken waren compleet.",
    "Notitie gesprek: {n} vertelt over schulden en druk thuis. Afgesproken is hulp van bedrijfsmaatschappelijk werk, bereikbaar op {t}.",
    "In het proces-verbaal staat dat {n} erbij was, maar het rooster zegt van niet. {n} noemt het een vergissing.",
    "Een winkelier zegt dat {n} nooit betaalt voor koffie. Dat is al jaren zo en iedereen deed het.",
    "Collega's van {n} durfden lang niets te zeggen. De melding kwam uiteindelijk anoniem binnen.",
    "Bij de doorzoeking is zonder machtiging een kast geopend. {n} gaf de opdracht, nummer {s} voerde die uit.",
    "Het kenteken {k} is zeven keer bevraagd door {n}. Het was de auto van een ex-partner.",
    "E-mail van een burger: \"agent {n} gaf mij zijn privénummer {t} en bleef berichten sturen\".",
    "Sinds de fusie van het team is er ruzie over roosters. {n} zou een collega hebben buitengesloten.",
    "De aspirant {n} vergat het wapen te ontladen. De begeleider was er die ochtend niet.",
    "{n} plaatste een filmpje van een inzet op sociale media en haalde het na een uur weg.",
    "Verslag zienswijze: {n} (nr. {s}) erkent het feit, noemt de straf te zwaar en wijst op het lange wachten.",
    "Een leverancier betaalde een diner voor {n}. De rekening zat bij de offerte.",
    "Getuige: \"ik zag {n} uitstappen uit {k} en roepen naar de buurvrouw\". De buurvrouw bevestigt dit niet.",
    "De printopdracht van {s} lag een weekend op de printer. Er stonden adressen van getuigen op.",
    "Samenvatting: {n} belde via {t} met de meldkamer om een bekeuring te laten verdwijnen. Er is niets verdwenen.",
];

const HEAD: &[&str] = &[
    "Quist",
    "Ypenstaart",
    "Xantwoud",
    "Zwiepel",
    "Uylenkruk",
    "Jorksma",
    "Kwabbel",
    "Oeverstok",
    "Wrongel",
    "Vlierknar",
];
const TAIL: &[&str] = &["Zonderland", "Hoefstra", "Blauwmeel"];
const PER_YEAR: usize = 5;

/// Gives five cases of a year a text, and lists what in it is a canary.
pub fn add(year: i32, cases: &mut [Vec<Row>], canaries: &mut Vec<String>) {
    let step = cases.len() / (PER_YEAR + 1);
    for place in 0..PER_YEAR {
        let text = (year - 2020) as usize * PER_YEAR + place;
        let Some(rows) = cases.get_mut((place + 1) * step + 7) else {
            continue;
        };
        let name = format!(
            "{}-{}",
            HEAD[text % HEAD.len()],
            TAIL[text / HEAD.len() % TAIL.len()]
        );
        // Letters around it, so that no hash or timestamp holds it by chance.
        let number = format!("Q{}Z", 9_600_013 + text * 1_237);
        let telephone = format!("06-{}", 97_000_000 + text * 70_913);
        let plate = format!("QZ-{:03}-{}", 107 + text * 29, ["X", "Y", "W"][text % 3]);
        let filled = TEXTS[text % TEXTS.len()]
            .replace("{n}", &name)
            .replace("{s}", &number)
            .replace("{t}", &telephone)
            .replace("{k}", &plate);
        let subject = rows.first().map(|row| row.get("subject_id").to_owned());
        for row in rows.iter_mut() {
            row.set("narrative", filled.clone());
            if Some(row.get("subject_id")) == subject.as_deref() {
                row.set("subject_id", number.clone());
                row.set("subject_name", format!("R. {name}"));
            }
        }
        for canary in [telephone, plate] {
            if filled.contains(&canary) {
                canaries.push(canary);
            }
        }
        canaries.extend([name, number]);
    }
}

/// Gives every other case a varied narrative about its own issue.
///
/// Each case has a generator of its own, so that the rest of the samples stays the same bytes.
pub fn tell(year: i32, cases: &mut [Vec<Row>], tellings: &[Telling]) {
    for rows in cases.iter_mut() {
        let Some(first) = rows.first() else {
            continue;
        };
        if !first.get("narrative").is_empty() {
            continue;
        }
        let number = first.get("case_id").to_owned();
        let seed = number
            .bytes()
            .fold(29_u64, |mark, byte| mark.wrapping_mul(31) + u64::from(byte));
        let mut random = Random::new(seed);
        let issue = first.get("issue").to_owned();
        let about = |telling: &&Telling, code: &str| {
            !telling.head.persons.is_empty()
                && telling.head.issues.iter().any(|one| one.starts_with(code))
        };
        let mut fitting: Vec<&Telling> = tellings.iter().filter(|t| about(t, &issue)).collect();
        if fitting.is_empty() {
            let category = issue.get(..3).unwrap_or_default();
            fitting = tellings.iter().filter(|t| about(t, category)).collect();
        }
        if fitting.is_empty() {
            continue;
        }
        let telling = fitting[random.below(fitting.len())];
        let subject = first.get("subject_name").to_owned();
        let staff = first.get("subject_id").to_owned();
        let about = About {
            case: &number,
            subject: &subject,
            number: &staff,
            year: year - 1,
        };
        let text = vary(telling, &about, &mut random).text();
        for row in rows.iter_mut() {
            row.set("narrative", text.clone());
        }
    }
}
