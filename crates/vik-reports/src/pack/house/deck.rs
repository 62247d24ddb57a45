//! The deck: eleven slides, one layout, speaker notes with what is to be read aloud.

use super::{blank, relations, types};
use crate::archive::{Archive, ArchiveError};

const P: &str = "application/vnd.openxmlformats-officedocument.presentationml";
const NAMES: &str = "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
     xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
     xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\"";

/// Title, body and notes, a paragraph for each line (without a bullet after `~`); `figure` puts a picture in place of the body.
struct Model {
    title: &'static str,
    body: &'static str,
    notes: &'static str,
    figure: bool,
}

const fn model(title: &'static str, body: &'static str, notes: &'static str) -> Model {
    Model {
        title,
        body,
        notes,
        figure: false,
    }
}

const SLIDES: [Model; 11] = [
    model(
        "{{lesmap}}",
        "~Voor {{doelgroep}}\n~{{totaal}} minuten\n~{{organisatie}}, {{maand}}",
        "Welkom. Spreek af: wat hier wordt verteld, blijft hier. We noemen geen namen. We leren, we \
         oordelen niet.",
    ),
    model(
        "Wat u na afloop kunt",
        "{{#doelen}}\n{{tekst}}\n{{/doelen}}",
        "Loop de doelen kort langs.",
    ),
    model(
        "Programma",
        "{{#onderdelen}}\n{{tijd}} min: {{wat}}\n{{/onderdelen}}",
        "De tijden zijn minuten vanaf het begin. Samen {{totaal}} minuten.",
    ),
    model(
        "{{titel}}",
        "~{{kort}}",
        "{{dia#verhalen}}\nLees voor:\n{{situatie}}\nVerhaal {{naam}}, versie {{versie}}. Tijd: {{minuten}} minuten.",
    ),
    model(
        "Deel {{nummer}}: {{titel}}",
        "~{{kort}}\n{{#beslismoment}}\n~Beslismoment. {{wie}}: {{beslismoment}}\n{{/beslismoment}}\n{{#vragen}}\n{{tekst}}\n{{/vragen}}",
        "{{dia#delen}}\nLees voor:\n{{tekst}}\n{{dia/delen}}",
    ),
    model(
        "Dilemma: {{titel}}",
        "~{{dilemma}}\n{{#opties}}\n~{{letter}}. {{tekst}}\n{{/opties}}",
        "{{dia#dilemma}}\nMaar wat als:\n{{#wat_als}}\n{{tekst}}\n{{/wat_als}}\nDe regel:\n{{regel}}\n{{dia/dilemma}}",
    ),
    model(
        "Wat leren we hiervan?",
        "{{#lessen_samen}}\n{{tekst}}\n{{/lessen_samen}}",
        "Hoe het afliep:\n{{afloop}}",
    ),
    model(
        "Wat leert de leiding hiervan?",
        "{{#lessen_boven}}\n{{tekst}}\n{{/lessen_boven}}",
        "Vragen voor het gesprek:\n{{#vragen}}\n{{tekst}}\n{{/vragen}}\n{{dia/verhalen}}",
    ),
    Model {
        title: "{{titel}}",
        body: "",
        notes: "{{dia#figuren}}\nWat zegt deze figuur niet?\n{{leeshulp}}\nBron: {{bron}}\n{{dia/figuren}}",
        figure: true,
    },
    model(
        "Oefening: {{titel}}",
        "{{#stappen}}\n{{tekst}}\n{{/stappen}}",
        "{{dia#oefeningen}}\nTijd: {{minuten}} minuten.\n{{dia/oefeningen}}",
    ),
    model(
        "Wat neemt u mee?",
        "Wat doet u morgen anders?\nWie hebt u daarvoor nodig?",
        "Laat ieder één ding noemen. Niemand hoeft iets te zeggen.",
    ),
];

/// The template deck.
pub(in crate::pack) fn deck() -> Result<Vec<u8>, ArchiveError> {
    let mut file = Archive::new();
    let mut kinds: Vec<(String, String)> = [
        ("/ppt/presentation.xml", "presentation.main+xml"),
        ("/ppt/slideMasters/slideMaster1.xml", "slideMaster+xml"),
        ("/ppt/slideLayouts/slideLayout1.xml", "slideLayout+xml"),
        ("/ppt/notesMasters/notesMaster1.xml", "notesMaster+xml"),
    ]
    .map(|(part, kind)| (part.to_owned(), format!("{P}.{kind}")))
    .into();
    for theme in ["/ppt/theme/theme1.xml", "/ppt/theme/theme2.xml"] {
        let kind = "application/vnd.openxmlformats-officedocument.theme+xml";
        kinds.push((theme.to_owned(), kind.to_owned()));
    }
    let core = "application/vnd.openxmlformats-package.core-properties+xml";
    kinds.push(("/docProps/core.xml".to_owned(), core.to_owned()));
    for number in 1..=SLIDES.len() {
        kinds.push((
            format!("/ppt/slides/slide{number}.xml"),
            format!("{P}.slide+xml"),
        ));
        kinds.push((
            format!("/ppt/notesSlides/notesSlide{number}.xml"),
            format!("{P}.notesSlide+xml"),
        ));
    }
    file.add("[Content_Types].xml", &types(&kinds))?;
    file.add(
        "_rels/.rels",
        include_bytes!("../../../templates/pack/deck/root.rels"),
    )?;
    file.add(
        "docProps/core.xml",
        include_bytes!("../../../templates/pack/core.xml"),
    )?;
    frame(&mut file)?;
    for (number, slide) in (1..).zip(&SLIDES) {
        write(&mut file, number, slide)?;
    }
    file.add("ppt/media/leeg.png", &blank())?;
    file.finish()
}

/// Presentation, masters, layout and themes.
fn frame(file: &mut Archive) -> Result<(), ArchiveError> {
    let ids: String = (1..=SLIDES.len())
        .map(|n| format!("<p:sldId id=\"{}\" r:id=\"rIdS{n}\"/>", 255 + n))
        .collect();
    let deck = format!(
        "<p:presentation {NAMES} saveSubsetFonts=\"1\"><p:sldMasterIdLst><p:sldMasterId id=\"2147483648\" \
         r:id=\"rIdM\"/></p:sldMasterIdLst><p:notesMasterIdLst><p:notesMasterId r:id=\"rIdN\"/>\
         </p:notesMasterIdLst><p:sldIdLst>{ids}</p:sldIdLst><p:sldSz cx=\"12192000\" cy=\"6858000\"/>\
         <p:notesSz cx=\"6858000\" cy=\"9144000\"/></p:presentation>"
    );
    file.add("ppt/presentation.xml", deck.as_bytes())?;
    let names: Vec<(String, String)> = (1..=SLIDES.len())
        .map(|n| (format!("rIdS{n}"), format!("slides/slide{n}.xml")))
        .collect();
    let mut all = vec![
        ("rIdM", "slideMaster", "slideMasters/slideMaster1.xml"),
        ("rIdN", "notesMaster", "notesMasters/notesMaster1.xml"),
        ("rIdT", "theme", "theme/theme1.xml"),
    ];
    all.extend(
        names
            .iter()
            .map(|(id, target)| (id.as_str(), "slide", target.as_str())),
    );
    file.add("ppt/_rels/presentation.xml.rels", &relations(&all))?;
    let theme = include_bytes!("../../../templates/pack/deck/theme.xml");
    file.add("ppt/theme/theme1.xml", theme)?;
    file.add("ppt/theme/theme2.xml", theme)?;
    file.add(
        "ppt/slideMasters/slideMaster1.xml",
        include_bytes!("../../../templates/pack/deck/master.xml"),
    )?;
    file.add(
        "ppt/slideMasters/_rels/slideMaster1.xml.rels",
        &relations(&[
            ("rId1", "slideLayout", "../slideLayouts/slideLayout1.xml"),
            ("rId2", "theme", "../theme/theme1.xml"),
        ]),
    )?;
    file.add(
        "ppt/slideLayouts/slideLayout1.xml",
        include_bytes!("../../../templates/pack/deck/layout.xml"),
    )?;
    file.add(
        "ppt/slideLayouts/_rels/slideLayout1.xml.rels",
        &relations(&[("rId1", "slideMaster", "../slideMasters/slideMaster1.xml")]),
    )?;
    file.add(
        "ppt/notesMasters/notesMaster1.xml",
        include_bytes!("../../../templates/pack/deck/notes.xml"),
    )?;
    file.add(
        "ppt/notesMasters/_rels/notesMaster1.xml.rels",
        &relations(&[("rId1", "theme", "../theme/theme2.xml")]),
    )
}

fn write(file: &mut Archive, number: usize, slide: &Model) -> Result<(), ArchiveError> {
    let title = placeholder(2, "Titel", "type=\"title\"", slide.title);
    let body = match slide.figure {
        true => PICTURE.to_owned(),
        false => placeholder(3, "Tekst", "idx=\"1\"", slide.body),
    };
    let page = format!(
        "<p:sld {NAMES}><p:cSld><p:spTree>{GROUP}{title}{body}{NUMBER}</p:spTree></p:cSld>\
         <p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>"
    );
    file.add(&format!("ppt/slides/slide{number}.xml"), page.as_bytes())?;
    let notes = format!("../notesSlides/notesSlide{number}.xml");
    let mut all = vec![
        ("rId1", "slideLayout", "../slideLayouts/slideLayout1.xml"),
        ("rId2", "notesSlide", notes.as_str()),
    ];
    if slide.figure {
        all.push(("rId3", "image", "../media/leeg.png"));
    }
    file.add(
        &format!("ppt/slides/_rels/slide{number}.xml.rels"),
        &relations(&all),
    )?;
    let image = "<p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"Dia\"/><p:cNvSpPr><a:spLocks noGrp=\"1\" \
         noRot=\"1\" noChangeAspect=\"1\"/></p:cNvSpPr><p:nvPr><p:ph type=\"sldImg\"/></p:nvPr>\
         </p:nvSpPr><p:spPr/></p:sp>";
    let text = placeholder(3, "Notities", "type=\"body\" idx=\"1\"", slide.notes);
    let page = format!(
        "<p:notes {NAMES}><p:cSld><p:spTree>{GROUP}{image}{text}</p:spTree></p:cSld>\
         <p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>"
    );
    file.add(
        &format!("ppt/notesSlides/notesSlide{number}.xml"),
        page.as_bytes(),
    )?;
    let slide = format!("../slides/slide{number}.xml");
    file.add(
        &format!("ppt/notesSlides/_rels/notesSlide{number}.xml.rels"),
        &relations(&[
            ("rId1", "notesMaster", "../notesMasters/notesMaster1.xml"),
            ("rId2", "slide", &slide),
        ]),
    )
}

const GROUP: &str = "<p:nvGrpSpPr><p:cNvPr id=\"1\" name=\"\"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>\
     <p:grpSpPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"0\" cy=\"0\"/><a:chOff x=\"0\" y=\"0\"/>\
     <a:chExt cx=\"0\" cy=\"0\"/></a:xfrm></p:grpSpPr>";

const PICTURE: &str = "<p:pic><p:nvPicPr><p:cNvPr id=\"3\" name=\"{{figuur}}\" descr=\"{{figuur_alt}}\"/>\
     <p:cNvPicPr><a:picLocks noChangeAspect=\"1\"/></p:cNvPicPr><p:nvPr/></p:nvPicPr><p:blipFill>\
     <a:blip r:embed=\"rId3\"/><a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr><a:xfrm>\
     <a:off x=\"838200\" y=\"1690000\"/><a:ext cx=\"10515600\" cy=\"4650000\"/></a:xfrm>\
     <a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></p:spPr></p:pic>";

/// A paragraph without a bullet.
const PLAIN: &str = "<a:pPr marL=\"0\" indent=\"0\"><a:buNone/></a:pPr>";

/// The number of the slide.
const NUMBER: &str = "<p:sp><p:nvSpPr><p:cNvPr id=\"4\" name=\"Nummer\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/>\
     </p:cNvSpPr><p:nvPr><p:ph type=\"sldNum\" sz=\"quarter\" idx=\"12\"/></p:nvPr></p:nvSpPr><p:spPr/>\
     <p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:fld id=\"{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}\" \
     type=\"slidenum\"><a:rPr lang=\"nl-NL\"/><a:t>1</a:t></a:fld></a:p></p:txBody></p:sp>";

fn placeholder(id: u32, name: &str, kind: &str, text: &str) -> String {
    let lines = text.lines().map(|line| {
        format!(
            "<a:p>{}<a:r><a:rPr lang=\"nl-NL\"/><a:t>{}</a:t></a:r></a:p>",
            if line.starts_with('~') { PLAIN } else { "" },
            line.trim_start_matches('~').trim()
        )
    });
    format!(
        "<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"{name}\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/>\
         </p:cNvSpPr><p:nvPr><p:ph {kind}/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/>\
         <a:lstStyle/>{}</p:txBody></p:sp>",
        lines.collect::<String>()
    )
}
