//! The story sheet.

use vik_reports::{DocumentError, Press, Templates, story_sheet};
use vik_story::{Source, Story};

use crate::tools::{Shipped, contains, edition, poppler, stories};

#[test]
fn every_sample_becomes_an_accessible_document() {
    let words = Shipped::new();
    for (name, story) in stories() {
        let pdf = story_sheet(&story, &edition(&name), &words).unwrap();
        assert!(contains(&pdf, "<pdfuaid:part>1</pdfuaid:part>"), "{name}");
        assert!(contains(&pdf, "<pdfaid:part>2</pdfaid:part>"), "{name}");
        assert!(
            contains(&pdf, "<pdfaid:conformance>A</pdfaid:conformance>"),
            "{name}"
        );
        assert!(contains(&pdf, "/Lang(nl-NL)"), "{name}");
        assert!(
            contains(&pdf, &story.title),
            "{name}: the title stands in the metadata"
        );
    }
}

#[test]
fn the_same_story_gives_the_same_bytes() {
    let (name, story) = stories().remove(0);
    let print = || story_sheet(&story, &edition(&name), &Shipped::new()).unwrap();
    assert_eq!(print(), print());
}

#[test]
fn headings_follow_each_other_without_a_gap() {
    let (name, story) = stories().remove(0);
    let pdf = story_sheet(&story, &edition(&name), &Shipped::new()).unwrap();
    let Some(structure) = poppler("pdfinfo", &["-struct", "-"], &pdf) else {
        return;
    };
    let levels: Vec<u8> = structure
        .lines()
        .filter_map(|line| line.trim().strip_prefix('H')?.bytes().next())
        .filter(u8::is_ascii_digit)
        .map(|digit| digit - b'0')
        .collect();
    assert!(levels.len() > 20, "{structure}");
    assert_eq!(levels[0], 1);
    for pair in levels.windows(2) {
        assert!(pair[1] <= pair[0] + 1, "from {} to {}", pair[0], pair[1]);
    }
}

#[test]
fn all_that_a_reader_needs_is_on_paper() {
    let (name, story) = stories().remove(0);
    let pdf = story_sheet(&story, &edition(&name), &Shipped::new()).unwrap();
    let Some(text) = poppler("pdftotext", &["-", "-"], &pdf) else {
        return;
    };
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for expected in [
        "Onrechtmatig gebruik van informatie",
        "eerste helft van 2022 tot en met tweede helft van 2023",
        "Beslismoment",
        "Maar wat als …?",
        "Is het plichtsverzuim?",
        "Financieel of verlof",
        "Voor wie leidinggeeft",
        "samengesteld uit 4 afgesloten zaken",
        "De functie van een getuige is ruimer omschreven.",
        "Versie: 2",
        "Nieuw beoordelen vóór: 1 september 2027",
        "bladzijde 1 van",
    ] {
        assert!(text.contains(expected), "`{expected}` is missing");
    }
}

#[test]
fn an_almost_empty_story_is_still_a_document() {
    let story = Story {
        title: "Alleen een titel".to_owned(),
        source: Source::Composite { cases: 3 },
        ..Story::default()
    };
    story_sheet(&story, &edition("leeg"), &Shipped::new()).unwrap();
}

#[test]
fn an_error_names_story_and_field_and_no_text() {
    let error = story_sheet(&Story::default(), &edition("leeg"), &Shipped::new()).unwrap_err();
    let expected = "story `leeg`: `title` is empty, and the document needs it";
    assert_eq!(error.to_string(), expected);

    let (name, mut story) = stories().remove(0);
    story.causes.push("geheim".to_owned());
    let error = story_sheet(&story, &edition(&name), &Shipped::new()).unwrap_err();
    let expected =
        format!("story `{name}`: `causes[4]` holds a code that list `causes` does not have");
    assert_eq!(error.to_string(), expected);
}

#[test]
fn a_template_of_ones_own_fails_with_its_line_and_no_text() {
    let (name, story) = stories().remove(0);
    let print = |sheet: &'static str| {
        let press = Press::new(Templates {
            sheet: sheet.into(),
            ..Templates::default()
        });
        press.story_sheet(&story, &edition(&name), &Shipped::new())
    };
    let error = print("#let d = json(\"data.json\")\n#panic(d.title)").unwrap_err();
    assert_eq!(
        error,
        DocumentError::Template {
            template: "sheet.typ",
            line: Some(2),
            stories: name.clone()
        }
    );
    let untitled = print("#set text(lang: \"nl\")\nNiets.").unwrap_err();
    assert!(
        matches!(untitled, DocumentError::Standard { .. }),
        "{untitled}"
    );
}
