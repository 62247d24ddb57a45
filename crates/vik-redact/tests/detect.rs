//! What detection must find and what it must leave, in sentences made up for the purpose.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test stops at the first surprise"
)]

use std::sync::LazyLock;

use vik_redact::{Detector, KnownPerson, Label, Record, Role, Status, Tables, risk};

static DETECTOR: LazyLock<Detector> = LazyLock::new(|| Detector::new(Tables::default()));

fn record(names: &[&str]) -> Record {
    let person = |(i, name): (usize, &&str)| KnownPerson {
        id: format!("P{}", i + 1),
        name: (*name).into(),
        role: Role::Other,
    };
    Record {
        case: None,
        persons: names.iter().enumerate().map(person).collect(),
    }
}

/// The text with every mask replaced by its label, so that a test reads like a page.
fn masked(text: &str, names: &[&str]) -> String {
    let mut out = String::new();
    let mut at = 0;
    for span in DETECTOR.detect(text, &record(names)) {
        if span.status == Status::Mask {
            out.push_str(&text[at..span.range.start]);
            out.push_str(&format!("<{}>", span.label));
            at = span.range.end;
        }
    }
    out + &text[at..]
}

#[test]
fn numbers_of_every_kind() {
    for (text, wanted) in [
        ("Bel mij op 06-41 22 18 09.", "Bel mij op <PHONE>."),
        (
            "Zij belde (0612345678) terug.",
            "Zij belde (<PHONE>) terug.",
        ),
        ("Bel (010) 412 33 90.", "Bel <PHONE>."),
        (
            "Bel +31 6 41221809 of 010 412 33 90.",
            "Bel <PHONE> of <PHONE>.",
        ),
        (
            "Rekening NL44 RABO 0123 4567 89 graag.",
            "Rekening <IBAN> graag.",
        ),
        (
            "Een auto met kenteken N-318-TX reed weg.",
            "Een auto met kenteken <PLATE> reed weg.",
        ),
        (
            "Zie PL0600-2024177012 en 13/123456-22.",
            "Zie <CASENR> en <CASENR>.",
        ),
        ("Bsn 123456782 is genoteerd.", "Bsn <BSN> is genoteerd."),
        (
            "Het dienstnummer 290117 klopt.",
            "Het dienstnummer <PERSNR> klopt.",
        ),
        (
            "Mail naar m.k.devries@voorbeeld.example graag.",
            "Mail naar <EMAIL> graag.",
        ),
        (
            "Hij woont aan de Wilgenlaan 3a nu.",
            "Hij woont aan de <ADDRESS> nu.",
        ),
        ("Postcode 6417 BR dus.", "Postcode <POSTCODE> dus."),
        (
            "Hij betaalde € 214,50 terug.",
            "Hij betaalde <MONEY> terug.",
        ),
    ] {
        assert_eq!(masked(text, &[]), wanted);
    }
}

#[test]
fn times_in_every_shape() {
    for (text, wanted) in [
        ("Het was 12-3-22 om 22.30 uur.", "Het was <DATE> om <TIME>."),
        (
            "Dat was op woensdag 8 februari 2023, 08:55.",
            "Dat was op <DATE>, <TIME>.",
        ),
        ("Ik belde op 3 en 4 juli.", "Ik belde op <DATE>."),
        (
            "Om kwart over drie 's nachts ging het mis.",
            "Om <TIME> ging het mis.",
        ),
        (
            "Op Tweede Kerstdag was er niemand.",
            "Op <DATE> was er niemand.",
        ),
        (
            "Zij is 45 jaar en hij eind dertig.",
            "Zij is <AGE> en hij <AGE>.",
        ),
        ("Hij werkt al 12 jaar hier.", "Hij werkt al 12 jaar hier."),
    ] {
        assert_eq!(masked(text, &[]), wanted);
    }
}

#[test]
fn a_known_person_in_all_forms() {
    let names = ["Ruud van Hemert", "Samira Belkacem"];
    for form in [
        "Van Hemert",
        "R. van Hemert",
        "RvH",
        "Ruuds",
        "Hemert, R. van",
        "van hemert",
        "RUUD VAN HEMERT",
        "Hemmert",
        "Ruudje",
    ] {
        let text = format!("Gisteren belde {form} nog.");
        assert_eq!(
            masked(&text, &names),
            "Gisteren belde <PERSON> nog.",
            "{form}"
        );
    }
    let text = "Gesproken met Samira. Daarna belde Belkcaem terug.";
    let spans = DETECTOR.detect(text, &record(&names));
    let entities: Vec<_> = spans.iter().filter_map(|s| s.entity.as_deref()).collect();
    assert_eq!(entities, ["P2", "P2"]);
}

#[test]
fn names_on_no_list_are_found_by_shape_and_context() {
    for (text, wanted) in [
        (
            "Volgens getuige Fjolle Hoekwarda klopt dat.",
            "Volgens getuige <PERSON> klopt dat.",
        ),
        ("mevr quistenburg belde zelf.", "<PERSON> belde zelf."),
        (
            "[12-03-2023 21:14] zwiebertje: waar ben je",
            "[<DATE> <TIME>] <PERSON>: waar ben je",
        ),
    ] {
        assert_eq!(masked(text, &[]), wanted);
    }
}

#[test]
fn what_a_learner_needs_stays() {
    for text in [
        "Artikel 61 van de Politiewet 2012 en artikel 8:3 Awb gelden.",
        "Het Openbaar Ministerie en de Rijksrecherche zijn ingelicht.",
        "Integriteit is een gesprek. Kleine kans op herhaling.",
        "De hoofdagent kreeg een waarschuwing van de korpschef.",
        "Vandaag wit, morgen grijs: bespreek het in het team.",
    ] {
        assert_eq!(masked(text, &["Marjan de Kleine"]), text);
    }
}

#[test]
fn a_name_in_one_text_is_found_in_all() {
    let texts = [
        "Volgens mevrouw Quistenburg was het donker.",
        "quistenburg heeft later nog gebeld.",
    ];
    let spans = DETECTOR.detect_file(&texts, &Record::default());
    let found = |s: &vik_redact::Span| s.status == Status::Mask && s.range == (0..11);
    assert!(spans[1].iter().any(found));
}

#[test]
fn rare_special_and_unexplained_are_flagged_and_weigh() {
    let text =
        "Hij is de enige agent hier met een houten been. Zij is ziek geweest. Een frobelaar kwam.";
    let spans = DETECTOR.detect(text, &Record::default());
    for label in [Label::Rare, Label::Special, Label::Unexplained] {
        let flagged = |s: &vik_redact::Span| s.label == label && s.status == Status::Flag;
        assert!(spans.iter().any(flagged), "{label}");
    }
    let calm = risk(&DETECTOR.detect("Bespreek dit met elkaar.", &Record::default()));
    assert!(risk(&spans).score > calm.score && calm.score == 0);
}

#[test]
fn an_organisations_own_tables_win() {
    let tables = Tables {
        units: vec!["de Vuurtoren".into()],
        ..Tables::default()
    };
    let text = "Zij werkt op de vuurtoren.";
    let spans = Detector::new(tables).detect(text, &Record::default());
    let unit =
        |s: &vik_redact::Span| s.label == Label::Unit && &text[s.range.clone()] == "de vuurtoren";
    assert!(spans.iter().any(unit));
}
