//! Forms beyond any list: what stands in the brackets must be masked whole, in sentences made up for it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test stops at the first surprise"
)]

use vik_redact::{Detector, Record, Status, Tables};

#[test]
fn forms_are_masked_whole() {
    let detector = Detector::new(Tables::default());
    for sentence in [
        "[N.] twijfelt nog over een melding.",
        "gespr. [MO] / [HdR] over het rooster",
        "Collega [bakker] die zei dat het zo was.",
        "Ja, dat is [Boy]. Hij noemde haar '[Barbie]'.",
        "Zie verklaring_[visser].pdf in de map.",
        "Keizer [Justinianus II] was er, zei [Willem van Gent].",
        "Met [Pietersen] en [De Zwart] was het goed.",
        "Bel [06.53.19.20.44] of [06 twaalf 34 56 acht zeven].",
        "Hij kwam om [5 uur smiddags], of om [19 uur 22].",
        "Op [17 augustes] en op [Tue 21 May 2024] belde Karim Bouali.",
        "De [maandag na Pasen] kwam Karim Bouali terug.",
        "Karim Bouali woont aan de [Rijksweg Zuid 112] daar.",
        "De [beslagkamer op de Zernikelaan] is klein, zei Karim Bouali.",
        "Het profiel \"[Mooie Meid 1985]\" was van Karim Bouali.",
        "Stuur het naar [info.wim at gmail punt com] graag.",
        "met Duitse plaat [KLE HV 271] gezien",
    ] {
        let mut text = String::new();
        let mut marks = Vec::new();
        for (i, part) in sentence.split(['[', ']']).enumerate() {
            if i % 2 == 1 {
                marks.push(text.len()..text.len() + part.len());
            }
            text.push_str(part);
        }
        let spans = detector.detect(&text, &Record::default());
        for mark in marks {
            let whole = mark.clone().all(|at| {
                !text.as_bytes()[at].is_ascii_alphanumeric()
                    || spans
                        .iter()
                        .any(|it| it.status == Status::Mask && it.range.contains(&at))
            });
            assert!(whole, "{sentence}: {}", &text[mark]);
        }
    }
}

#[test]
fn what_only_looks_so_stays() {
    let detector = Detector::new(Tables::default());
    for (sentence, word) in [
        ("De uitspraak van den raad is met redenen omkleed.", "raad"),
        ("De loods aan de [a-straat] te [plaats] is leeg.", "straat"),
        (
            "Het beroep van de vereniging X te Z is gegrond.",
            "vereniging",
        ),
        ("Hij zat in cel 6 en wachtte.", "cel"),
        ("Na twee uur zonder pauze ging Karim Bouali weg.", "twee"),
    ] {
        let at = sentence.find(word).unwrap();
        let spans = detector.detect(sentence, &Record::default());
        let masked = spans
            .iter()
            .any(|it| it.status == Status::Mask && it.range.contains(&at));
        assert!(!masked, "{sentence}: {word}");
    }
}
