//! What a draft says, sentence by sentence.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    dead_code,
    reason = "a test may stop, and shares its readers"
)]

mod gold;

use gold::label;
use vik_redact::{
    KnownPerson, Marker, Names, PartKind, Record, Role, Source, Span, Status, Style, replace,
    replace_file,
};

/// Reads "⟦LABEL ENTITY: words⟧" marks.
fn marked(marked: &str) -> (String, Vec<Span>) {
    let (mut text, mut spans) = (String::new(), Vec::new());
    let mut pieces = marked.split('⟦');
    text.push_str(pieces.next().unwrap());
    for piece in pieces {
        let (mark, after) = piece.split_once('⟧').unwrap();
        let (kind, words) = mark.split_once(": ").unwrap();
        let (code, entity) = kind
            .split_once(' ')
            .map_or((kind, None), |(c, e)| (c, Some(e.to_owned())));
        let range = text.len()..text.len() + words.len();
        text.push_str(words);
        text.push_str(after);
        let status = if code == "RARE" {
            Status::Flag
        } else {
            Status::Mask
        };
        spans.push(Span {
            range,
            label: label(code),
            status,
            source: Source::Reviewer,
            confidence: 100,
            entity,
            reason: "test",
        });
    }
    (text, spans)
}

fn record() -> Record {
    let person = |id: &str, name: &str, role| KnownPerson {
        id: id.to_owned(),
        name: name.to_owned(),
        role,
    };
    Record {
        case: Some("VIK-2023-00001".to_owned()),
        persons: vec![
            person("P1", "Bram Jansen", Role::Subject),
            person("P2", "Aysel Demirci", Role::Witness),
            person("P3", "Mees Mulders", Role::Manager),
        ],
    }
}

fn style() -> Style {
    Style {
        marker: Marker::None,
        names: Names::Roles,
        seed: 7,
    }
}

fn draft(source: &str) -> String {
    let (text, spans) = marked(source);
    replace(&text, &spans, &record(), &style()).text
}

#[test]
fn sentences_stay_dutch() {
    for (source, want) in [
        ("⟦PERSON P1: Jansens⟧ auto", "De auto van medewerker A"),
        (
            "Met ⟦PERSON P1: Jansens⟧ kapotte telefoontje.",
            "Met het kapotte telefoontje van medewerker A.",
        ),
        ("⟦PERSON P3: Mulders⟧ zweeg.", "Leidinggevende A zweeg."),
        ("Geachte heer ⟦PERSON P1: Jansen⟧,", "Geachte medewerker A,"),
        (
            "met de heer en mevrouw ⟦PERSON P1: Jansen⟧",
            "met medewerker A",
        ),
        (
            "Zijn collega ⟦PERSON P2: Aysel⟧ lachte.",
            "Zijn collega A lachte.",
        ),
        (
            "⟦PERSON P1: Jansen⟧ en ⟦PERSON P2: Demirci⟧",
            "Medewerker A en getuige B",
        ),
        ("Getuige is ⟦PERSON X1: Q. Fjoor⟧.", "Getuige is persoon A."),
        ("raadsman mr. ⟦PERSON X1: Q. Fjoor⟧", "raadsman A"),
        (
            "het viel bij het ⟦UNIT: Basisteam Venen⟧; het ⟦UNIT: Basisteam Venen⟧ zweeg",
            "het viel bij een basisteam; het basisteam zweeg",
        ),
        (
            "chef van ⟦UNIT: District Noord⟧ en ⟦UNIT: District Zuid⟧",
            "chef van een district en een ander district",
        ),
        (
            "woont aan de ⟦ADDRESS: Laan 3⟧, ⟦POSTCODE: 1234 AB⟧ ⟦LOC: Ede⟧",
            "woont op een adres in een grote stad",
        ),
        (
            "vluchtte naar ⟦LOC: Marokko⟧",
            "vluchtte naar het buitenland",
        ),
        ("die om ⟦TIME: 22.30 uur⟧ belde", "die 's avonds belde"),
        (
            "woont in ⟦LOC: Rietwijk⟧ aan de ⟦LOC: Kerkstraat⟧",
            "woont in een plaats in een straat",
        ),
        (
            "⟦MONEY: € 1.950⟧ werd betaald",
            "Bijna 2000 euro werd betaald",
        ),
        ("een ⟦AGE: 45-jarige⟧ vrouw", "een vrouw van midden veertig"),
    ] {
        assert_eq!(draft(source), want, "{source}");
    }
}

#[test]
fn a_title_inside_the_span_makes_no_other_person() {
    let (text, spans) =
        marked("⟦PERSON: mevrouw Fjoor⟧ en ⟦PERSON: mevrouw Hoekwarda⟧; ⟦PERSON: Fjoor⟧ zweeg");
    let names = Style {
        names: Names::Surrogates,
        ..style()
    };
    assert_eq!(
        replace(&text, &spans, &record(), &style()).text,
        "Personen A en B; persoon A zweeg"
    );
    assert!(
        !replace(&text, &spans, &record(), &names)
            .text
            .contains("mevrouw")
    );
}

#[test]
fn a_flag_stays_and_a_mask_over_it_wins() {
    let (text, mut spans) = marked("Zij is ⟦RARE: de enige ruiter van Ede⟧.");
    let kept = replace(&text, &spans, &record(), &style());
    assert_eq!(kept.text, text);
    assert!(kept.parts.iter().any(|p| p.kind == PartKind::Flagged));
    let at = text.find("Ede").unwrap();
    spans.push(Span {
        range: at..at + 3,
        label: label("LOC"),
        status: Status::Mask,
        ..spans[0].clone()
    });
    let masked = replace(&text, &spans, &record(), &style());
    assert_eq!(masked.text, "Zij is de enige ruiter van een grote stad.");
}

#[test]
fn a_person_keeps_one_label_over_all_texts_of_a_file() {
    let (first, one) = marked("⟦PERSON P2: Aysel⟧ belde ⟦PERSON: Fjolle Hoekwarda⟧.");
    let (second, two) = marked("⟦PERSON: Hoekwarda⟧ zag ⟦PERSON P2: A. Demirci⟧.");
    let drafts = replace_file(&[(&first, &one), (&second, &two)], &record(), &style());
    assert_eq!(drafts[0].text, "Getuige A belde persoon B.");
    assert_eq!(drafts[1].text, "Persoon B zag getuige A.");
}

#[test]
fn surrogates_are_stable_keep_their_form_and_are_no_name_of_the_file() {
    let (text, spans) =
        marked("⟦PERSON P1: Bram Jansen⟧; ⟦PERSON P1: Jansen⟧; ⟦PERSON P1: Bram⟧; ⟦PERSON P1: BJ⟧");
    for seed in 0..200 {
        let style = Style {
            names: Names::Surrogates,
            seed,
            marker: Marker::None,
        };
        let draft = replace(&text, &spans, &record(), &style).text;
        let names: Vec<&str> = draft.split("; ").collect();
        let (full, last, first) = (
            names[0].to_lowercase(),
            names[1].to_lowercase(),
            names[2].to_lowercase(),
        );
        assert_eq!(full, format!("{first} {last}"));
        assert!(!full.contains("jansen") && !full.contains("bram") && !full.contains("demirci"));
        assert!(
            names[3].chars().count() >= 2 && names[3].chars().next() == names[2].chars().next()
        );
    }
}

#[test]
fn the_seed_moves_the_season_and_never_the_distance() {
    let (text, spans) =
        marked("Op ⟦DATE: 20 maart 2022⟧ begon het. Op ⟦DATE: 23 maart 2022⟧ stopte het.");
    let mut seasons = std::collections::BTreeSet::new();
    for seed in 0..60 {
        let draft = replace(&text, &spans, &record(), &Style { seed, ..style() }).text;
        assert!(draft.ends_with("Drie dagen later stopte het."), "{draft}");
        seasons.insert(draft.split(" begon").next().unwrap().to_owned());
    }
    assert!(seasons.len() > 1, "{seasons:?}");
}
