//! Course packs: only what stands is exported, and every format holds what it should.

use std::io::{Cursor, Read, Write};

use proptest::prelude::*;
use vik_domain::Language;
use vik_reports::pack::{ExportError, Hindrance, Item, Pack, TemplateError};

use crate::pack_sample::{Stock, pack};
use crate::tools::{Shipped, contains};

fn entries(zip: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut zip = zip::ZipArchive::new(Cursor::new(zip.to_vec())).unwrap();
    (0..zip.len())
        .map(|index| {
            let mut file = zip.by_index(index).unwrap();
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).unwrap();
            (file.name().unwrap().into_owned(), bytes)
        })
        .collect()
}

fn part(zip: &[u8], name: &str) -> String {
    let found = entries(zip).into_iter().find(|(each, _)| each == name);
    String::from_utf8(found.unwrap_or_else(|| panic!("{name}")).1).unwrap()
}

/// All text of the parts whose name begins so.
fn texts(zip: &[u8], under: &str) -> String {
    let parts = entries(zip).into_iter();
    let parts = parts.filter(|(name, _)| name.starts_with(under) && name.ends_with(".xml"));
    parts
        .map(|(_, bytes)| String::from_utf8(bytes).unwrap())
        .collect()
}

fn zipped(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        let options = zip::write::SimpleFileOptions::default();
        zip.start_file(name.as_str(), options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn a_pack_reads_back() {
    let pack = pack(&Stock::of(1).chosen(3));
    let text = serde_json::to_string(&pack).unwrap();
    assert_eq!(serde_json::from_str::<Pack>(&text).unwrap(), pack);
}

#[test]
fn a_withdrawn_changed_or_unknown_story_stops_every_export() {
    let mut stock = Stock::of(1);
    let chosen = stock.chosen(3);
    let mut pack = pack(&chosen);
    assert!(pack.ready(&stock).is_ok());
    stock.0.insert(chosen[0].name.clone(), None);
    if let Some(Some((_, edition))) = stock.0.get_mut(&chosen[1].name) {
        edition.version += 1;
    }
    if let Some(Some((story, _))) = stock.0.get_mut(&chosen[2].name) {
        story.title.push('!');
    }
    pack.minutes += 5;
    let found = pack.ready(&stock).unwrap_err();
    assert_eq!(found.len(), 4, "{found:?}");
    assert!(matches!(found[0], Hindrance::Withdrawn { .. }));
    assert!(matches!(
        found[1],
        Hindrance::Changed {
            chosen: 2,
            stands: 3,
            ..
        }
    ));
    assert!(matches!(found[2], Hindrance::Altered { .. }));
    assert!(matches!(found[3], Hindrance::Minutes { .. }));
    let text = found[0].text(Language::Dutch);
    assert!(
        text.contains("in september 2026 ingetrokken: iemand werd herkend."),
        "{text}"
    );
    stock.0.clear();
    let found = pack.ready(&stock).unwrap_err();
    assert!(matches!(found[0], Hindrance::Unknown { .. }));
}

#[test]
fn the_deck_has_a_slide_for_each_part_and_the_full_text_in_its_notes() {
    let stock = Stock::of(1);
    let pack = pack(&stock.chosen(3));
    let ready = pack.ready(&stock).unwrap();
    let deck = ready.to_pptx(None).unwrap();
    assert_eq!(deck, ready.to_pptx(None).unwrap());
    let (slides, notes) = (
        texts(&deck, "ppt/slides/"),
        texts(&deck, "ppt/notesSlides/"),
    );
    for found in stock.0.values() {
        let (story, _) = found.as_ref().unwrap();
        assert!(slides.contains(&format!("Dilemma: {}", story.title)));
        for (number, part) in (1..).zip(&story.parts) {
            assert!(slides.contains(&format!("Deel {number}: {}", story.title)));
            let decision = part.decision.as_ref().unwrap();
            assert!(slides.contains(&decision.question));
            let line = part
                .text
                .lines()
                .find(|line| !line.trim().is_empty())
                .unwrap();
            assert!(notes.contains(line.trim()), "{line}");
        }
    }
    assert!(!slides.contains("{{") && !notes.contains("{{"));
    assert!(
        slides.contains("descr=\""),
        "the figure has an alternative text"
    );
    let list = part(&deck, "ppt/presentation.xml");
    let shown = list.matches("<p:sldId ").count();
    let kept = entries(&deck)
        .iter()
        .filter(|(name, _)| name.starts_with("ppt/slides/lesmap"))
        .count();
    assert_eq!(shown, kept);
    let types = part(&deck, "[Content_Types].xml");
    for (name, _) in entries(&deck) {
        let typed = name.ends_with(".rels") || name.ends_with(".png") || name.starts_with('[');
        assert!(typed || types.contains(&format!("\"/{name}\"")), "{name}");
    }
}

#[test]
fn the_guide_holds_programme_stories_and_exercises() {
    let stock = Stock::of(1);
    let pack = pack(&stock.chosen(2));
    let guide = pack.ready(&stock).unwrap().to_docx(None).unwrap();
    let body = part(&guide, "word/document.xml");
    for expected in [
        "Mag ik dit weten?",
        "0–25",
        "Pauze",
        "Wat zeg je precies?",
        "descr=",
    ] {
        assert!(body.contains(expected), "{expected}");
    }
    assert!(!body.contains("{{"));
    assert!(part(&guide, "word/footer1.xml").contains("Lesmap Mag ik dit weten?"));
    assert!(part(&guide, "docProps/core.xml").contains("Mag ik dit weten?"));
}

/// A house template whose name was cut in three by a word processor.
#[test]
fn an_own_template_is_filled_where_its_names_stand() {
    let stock = Stock::of(1);
    let pack = pack(&stock.chosen(1));
    let ready = pack.ready(&stock).unwrap();
    let own = |paragraphs: &str| {
        let mut parts = entries(&ready.to_docx(None).unwrap());
        for (name, bytes) in &mut parts {
            if name == "word/document.xml" {
                let names =
                    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
                *bytes = format!("<w:document {names}><w:body>{paragraphs}</w:body></w:document>")
                    .into_bytes();
            }
        }
        ready.to_docx(Some(&zipped(&parts)))
    };
    let cut = "<w:p><w:r><w:t>Les: {{les</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>ma</w:t></w:r>\
               <w:r><w:t>p}}, {{totaal}} minuten</w:t></w:r></w:p>";
    let body = part(&own(cut).unwrap(), "word/document.xml");
    assert!(
        body.contains("Les: Mag ik dit weten?") && body.contains(", 90 minuten"),
        "{body}"
    );
    assert!(body.contains("<w:b/>"), "the form of the runs stays");
    let unknown = own("<w:p><w:r><w:t>{{geheim}}</w:t></w:r></w:p>").unwrap_err();
    let expected =
        "template: `word/document.xml` asks for `{{geheim}}`, which a pack does not have";
    assert_eq!(unknown.to_string(), expected);
    let open = own("<w:p><w:r><w:t>{{#doelen}}</w:t></w:r></w:p>").unwrap_err();
    assert!(
        matches!(open, ExportError::Template(TemplateError::Open { .. })),
        "{open}"
    );
    let entity = own("<w:p><w:r><w:t>&geheim;</w:t></w:r></w:p>").unwrap_err();
    assert!(
        matches!(entity, ExportError::Template(TemplateError::Xml { .. })),
        "{entity}"
    );
    assert!(ready.to_pptx(Some(b"geen zip")).is_err());
    assert!(ready.to_pptx(Some(&ready.to_docx(None).unwrap())).is_err());
}

#[test]
fn paper_for_participants_is_accessible_and_keeps_the_end() {
    let stock = Stock::of(1);
    let pack = pack(&stock.chosen(3));
    let ready = pack.ready(&stock).unwrap();
    let page = ready.hand_out();
    let html = page.to_html().unwrap();
    for found in stock.0.values() {
        let story = &found.as_ref().unwrap().0;
        assert!(html.contains("Deel 1"));
        assert!(
            !html.contains(&story.outcome.text),
            "the end stays with who leads"
        );
    }
    for pdf in [
        page.to_pdf().unwrap(),
        ready.cards(&Shipped::new()).unwrap(),
    ] {
        assert!(contains(&pdf, "<pdfuaid:part>1</pdfuaid:part>"));
    }
}

#[test]
fn ten_stories_are_exported_in_every_format() {
    let stock = Stock::of(4);
    let pack = pack(&stock.chosen(10));
    let start = std::time::Instant::now();
    let ready = pack.ready(&stock).unwrap();
    let sizes = [
        ready.to_pptx(None).unwrap().len(),
        ready.to_docx(None).unwrap().len(),
        ready.to_scorm().unwrap().len(),
        ready.hand_out().to_pdf().unwrap().len(),
        ready.cards(&Shipped::new()).unwrap().len(),
    ];
    println!(
        "ten stories: {} ms, {sizes:?} bytes",
        start.elapsed().as_millis()
    );
}

#[test]
fn the_course_package_names_its_files_and_its_lesson() {
    let stock = Stock::of(1);
    let mut pack = pack(&stock.chosen(2));
    pack.title = "Les <1> & \"2\"".to_owned();
    let zip = pack.ready(&stock).unwrap().to_scorm().unwrap();
    let manifest = part(&zip, "imsmanifest.xml");
    assert!(manifest.contains("<schemaversion>1.2</schemaversion>"));
    assert!(manifest.contains("adlcp:scormtype=\"sco\" href=\"index.html\""));
    for (name, _) in entries(&zip) {
        let listed = manifest.contains(&format!("<file href=\"{name}\"/>"));
        assert!(listed || name == "imsmanifest.xml", "{name}");
    }
    assert!(!part(&zip, "index.html").contains("<1>"));
    let first = pack.ready(&stock).unwrap().to_scorm().unwrap();
    assert_eq!(zip, first);
}

/// Puts one text wherever a person can write.
fn filled(nasty: &str) -> (Stock, Pack) {
    let mut stock = Stock::of(1);
    for found in stock.0.values_mut().flatten() {
        let story = &mut found.0;
        story.title = nasty.to_owned();
        story.situation = nasty.to_owned();
        story.parts[0].text = nasty.to_owned();
        story.lessons.team = vec![nasty.to_owned()];
        story.dilemma.as_mut().unwrap().options[0].text = nasty.to_owned();
    }
    let mut pack = pack(&stock.chosen(2));
    pack.title = nasty.to_owned();
    pack.aims = vec![nasty.to_owned()];
    // A chart takes long to draw and holds none of these texts.
    pack.items
        .retain(|item| !matches!(item, Item::Figure { .. }));
    pack.minutes -= 10;
    for item in &mut pack.items {
        if let Item::Exercise { title, .. } = item {
            *title = nasty.to_owned();
        }
    }
    (stock, pack)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Every part is still XML of the same shape, and no text is read for names.
    #[test]
    fn hostile_text_stays_text(nasty in "[<>&\"'{}#/=a-z\u{1}\u{FFFF}]{1,20}") {
        let (plain, other) = (filled("woord"), filled(&format!("x{nasty}")));
        let shape = |(stock, pack): &(Stock, Pack)| {
            let ready = pack.ready(stock).unwrap();
            let (deck, guide) = (ready.to_pptx(None).unwrap(), ready.to_docx(None).unwrap());
            let tags = texts(&deck, "").matches('<').count() + texts(&guide, "").matches('<').count();
            let page = part(&ready.to_scorm().unwrap(), "index.html");
            (tags, page.matches('<').count())
        };
        prop_assert_eq!(shape(&plain), shape(&other));
    }

    #[test]
    fn names_in_a_text_are_not_followed(name in "[a-z_]{1,12}") {
        let (stock, pack) = filled(&format!("{{{{{name}}}}}"));
        let deck = pack.ready(&stock).unwrap().to_pptx(None).unwrap();
        let slides = texts(&deck, "ppt/slides/");
        let expected = format!("{{{{{name}}}}}");
        prop_assert!(slides.contains(&expected));
    }
}
