//! Reports: complete, sealed, said in words, and the same for every format.

use proptest::prelude::*;
use vik_domain::Language;
use vik_reports::report::{
    Content, Finding, Hash, Kind, Reading, Report, SealError, Section, State, View, compare,
    public_key,
};

use crate::report_sample::{dutch, report, text};
use crate::tools::{contains, poppler};

fn html(report: &Report, view: View) -> String {
    let page = report.page(Language::Dutch, view).unwrap();
    page.to_html().unwrap()
}

#[test]
fn a_report_reads_back_byte_for_byte() {
    let report = report();
    let bytes = report.to_bytes().unwrap();
    assert_eq!(Report::from_bytes(&bytes).unwrap(), report);
    assert_eq!(report.hash().unwrap(), Hash::of(&bytes));
    let seal = report.hash().unwrap().sign(&[3; 32]);
    Hash::of(&bytes)
        .verify(&seal, &public_key(&[3; 32]))
        .unwrap();
}

/// The layout is a promise: a file written by this version must read in the next.
#[test]
fn the_hash_of_the_sample_is_pinned() {
    let hash = report().hash().unwrap().to_string();
    assert_eq!(hash, include_str!("report.sha256").trim());
}

#[test]
fn another_spelling_or_layout_is_refused_without_quoting_it() {
    let bytes = report().to_bytes().unwrap();
    let spaced = [&bytes[..], b"\n"].concat();
    assert_eq!(Report::from_bytes(&spaced), Err(SealError::Spelling));
    let text = String::from_utf8(bytes).unwrap();
    let newer = text.replace("\"schema\":1", "\"schema\":2");
    let refused = Report::from_bytes(newer.as_bytes());
    assert_eq!(refused, Err(SealError::Schema { found: 2 }));
    let unknown = text.replace("\"edition\":1", "\"edition\":1,\"geheim\":1");
    let error = Report::from_bytes(unknown.as_bytes())
        .unwrap_err()
        .to_string();
    assert!(!error.contains("geheim"), "{error}");
    let wide = text.replace("[44.0,41.0,47.0]", "[44.0,45.0,47.0]");
    assert_ne!(wide, text);
    assert!(Report::from_bytes(wide.as_bytes()).is_err());
}

#[test]
fn what_is_missing_is_named() {
    let mut bad = report();
    bad.messages.pop();
    bad.messages[0].measure = "geheim".to_owned();
    bad.chain.swap(0, 1);
    bad.scorecard.pop();
    bad.kind = Kind::HalfYearly;
    bad.learning = Content::NoSource(text("", ""));
    let places: Vec<String> = bad.problems().into_iter().map(|p| p.place).collect();
    for expected in [
        "messages",
        "messages[0]",
        "chain",
        "scorecard",
        "period",
        "learning.no_source",
    ] {
        assert!(
            places.iter().any(|place| place == expected),
            "{expected}: {places:?}"
        );
    }
    let error = bad.to_bytes().unwrap_err().to_string();
    assert!(!error.contains("geheim"), "{error}");
}

#[test]
fn figures_come_with_their_bounds_and_no_more_certainty_than_there_is() {
    let page = html(&report(), View::Leadership);
    for expected in [
        "Aandeel vastgesteld: 44\u{a0}% (tussen 41 en 47\u{a0}%) in het derde kwartaal van 2026.",
        "In het tweede kwartaal van 2026 was dat 43\u{a0}% (tussen 40 en 46\u{a0}%).",
        "Door de afronding is niet te zeggen of dat meer of minder is.",
        "Dat is gedaald, met meer dan de afronding kan verklaren.",
        "Getoetst: Over bezwaar en beroep zijn geen cijfers vrijgegeven.",
        "Aantal afspraken: 2. Klaar: 1. Nog bezig: 1, waarvan te laat: 1. Gestopt: 0.",
    ] {
        assert!(page.contains(expected), "{expected}");
    }
    let first = page.find("Wat de woorden betekenen").unwrap();
    assert!(first < page.find("Drie boodschappen").unwrap());
}

#[test]
fn parliament_sees_no_unit_and_no_open_signal() {
    let report = report();
    let (inside, outside) = (
        html(&report, View::Leadership),
        html(&report, View::Parliament),
    );
    let signal = "Lekken van informatie";
    assert!(inside.contains("Noord-Holland") && inside.contains("nog geen besluit"));
    assert!(outside.contains(signal) && outside.contains("één eenheid"));
    assert!(!outside.contains("Noord-Holland") && !outside.contains("nog geen besluit"));
    assert!(outside.contains("Dit wordt alleen voor het hele korps getoond."));
    let sheets = format!(
        "{:?}",
        report.sheets(Language::Dutch, View::Parliament).unwrap()
    );
    assert!(!sheets.contains("Noord-Holland"));
    let staff = html(&report, View::Staff);
    let (signals, actions) = staff.split_once("Beloofd en gedaan").unwrap();
    assert!(!signals.contains("Noord-Holland") && actions.contains("Noord-Holland"));
}

#[test]
fn the_nine_points_say_where_they_come_from() {
    let page = html(&report(), View::Parliament);
    assert!(page.contains("De review zelf is voor dit overzicht niet gelezen."));
    for finding in Finding::ALL {
        assert!(page.contains(finding.text(Language::Dutch)), "{finding:?}");
    }
}

#[test]
fn the_pdf_is_accessible_dated_and_the_same_each_time() {
    let start = std::time::Instant::now();
    let page = report().page(Language::Dutch, View::Leadership).unwrap();
    let pdf = page.to_pdf().unwrap();
    println!("a quarterly report: {} ms", start.elapsed().as_millis());
    for mark in [
        "<pdfuaid:part>1</pdfuaid:part>",
        "<pdfaid:part>2</pdfaid:part>",
        "<pdfaid:conformance>A</pdfaid:conformance>",
        "/Lang(nl-NL)",
    ] {
        assert!(contains(&pdf, mark), "{mark}");
    }
    assert_eq!(pdf, page.to_pdf().unwrap());
    let Some(structure) = poppler("pdfinfo", &["-struct", "-"], &pdf) else {
        return;
    };
    for tag in ["Table", "TH", "Figure", "L (", "H1"] {
        assert!(structure.contains(tag), "{tag} in {structure}");
    }
    let english = report().page(Language::English, View::Leadership).unwrap();
    let english = english.to_pdf().unwrap();
    assert!(contains(&english, "/Lang(en-GB)"));
}

#[test]
fn the_message_to_parliament_is_about_half_a_year() {
    let mut report = report();
    report.kind = Kind::HalfYearly;
    assert!(!report.problems().is_empty(), "a quarter is no half-year");
    report.period = "2026-H1".parse().unwrap();
    let page = html(&report, View::Parliament);
    for expected in [
        "Halfjaarbericht",
        "Integriteit in de eerste helft van 2026",
        "In de tweede helft van 2025 was dat 43\u{a0}%",
        "H2 2025",
    ] {
        assert!(page.contains(expected), "{expected}");
    }
}

#[test]
fn one_name_never_has_two_figures() {
    let mut report = report();
    let Content::Items(measures) = &mut report.scorecard[1].measures else {
        panic!("the sample shows a lead time");
    };
    measures[0].now = Reading::new(70.0, 68.0, 72.0);
    let places: Vec<String> = report.problems().into_iter().map(|p| p.place).collect();
    assert_eq!(places, ["Scorecard"]);
}

#[test]
fn two_editions_are_compared_by_what_rounding_allows() {
    let old = report();
    let mut new = old.clone();
    new.edition = 2;
    new.definitions[0].meaning.nl.push_str(" Verduidelijkt.");
    new.editor.insert(Section::Care, vec![dutch("Nieuw.")]);
    if let Content::Items(measures) = &mut new.chain[0].measures {
        measures[0].now = Reading::new(160.0, 156.0, 164.0);
    }
    if let Content::Items(measures) = &mut new.learning {
        measures[0].now = Reading::new(53.0, 48.0, 58.0);
    }
    let found = compare(&old, &new);
    let figures: Vec<(&str, bool)> = found
        .figures
        .iter()
        .map(|figure| (figure.id.as_str(), figure.beyond_rounding))
        .collect();
    assert_eq!(figures, [("reported", true), ("learning", false)]);
    assert_eq!((found.definitions.len(), found.texts.len()), (1, 1));
    let page = found.page(Language::Dutch).to_html().unwrap();
    assert!(page.contains("Kwartaalrapport K3 2026, uitgave 2"));
    assert!(page.contains("Gesloten zaken (K3 2026)"));
    let same = compare(&old, &old);
    assert!(same.figures.is_empty() && same.texts.is_empty() && same.unchanged > 20);
}

#[test]
fn reports_of_two_periods_are_compared_on_their_own_figures() {
    let old = report();
    let mut new = old.clone();
    new.period = "2026-Q4".parse().unwrap();
    let found = compare(&old, &new);
    assert!(found.figures.is_empty(), "{:?}", found.figures);
}

#[test]
fn an_empty_section_and_one_without_a_source_are_told_apart() {
    let mut report = report();
    report.signals = Content::Items(Vec::new());
    report.actions = Content::NoSource(text(
        "Afspraken worden nog niet bijgehouden.",
        "Promises are not kept yet.",
    ));
    let page = html(&report, View::Leadership);
    assert!(page.contains("In deze periode is geen signaal gegeven."));
    assert!(page.contains("Afspraken worden nog niet bijgehouden."));
    let sheets = report.sheets(Language::Dutch, View::Leadership).unwrap();
    let silent = sheets
        .sheets
        .iter()
        .find(|s| s.name == "Zonder cijfers")
        .unwrap();
    assert_eq!(silent.rows.len(), 2);
}

/// Puts one text in every place that a person can fill.
fn filled(nasty: &str) -> Report {
    let mut report = report();
    report.organisation = text(nasty, nasty);
    report.definitions[0].meaning = text(nasty, nasty);
    report.messages[0].remark = Some(dutch(nasty));
    report.editor.insert(Section::External, vec![dutch(nasty)]);
    if let Content::Items(actions) = &mut report.actions {
        actions[0].promise = dutch(nasty);
        actions[0].state = State::Dropped;
    }
    if let Content::Items(measures) = &mut report.learning {
        measures[0].label = text(nasty, nasty);
    }
    report
}

#[test]
fn hostile_text_is_text_in_every_format() {
    for nasty in [
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "=HYPERLINK(\"http://x\")",
        "#panic(\"x\") $x$ *vet* @a <b> {{titel}} ]]> &amp;",
        "a\u{0}b\u{1}\u{202E}c\u{FFFE}",
    ] {
        let report = filled(nasty);
        let page = report.page(Language::Dutch, View::Leadership).unwrap();
        let html = page.to_html().unwrap();
        assert!(
            !html.contains("<script") && !html.contains("<img"),
            "{nasty}"
        );
        page.to_pdf().unwrap();
        let sheets = report.sheets(Language::Dutch, View::Leadership).unwrap();
        sheets.to_xlsx().unwrap();
        sheets.to_ods().unwrap();
        sheets.to_csv_zip().unwrap();
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_text_becomes_markup(nasty in "[<>&\"'{}#=a-z/ ]{1,24}") {
        prop_assume!(!nasty.trim().is_empty());
        let tags = |html: &str| html.matches('<').count();
        let (plain, other) = (filled("woord"), filled(&nasty));
        prop_assert_eq!(tags(&html(&plain, View::Staff)), tags(&html(&other, View::Staff)));
    }
}
