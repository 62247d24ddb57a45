//! The Word file: the guide of who leads the lesson.

use super::{blank, relations, types};
use crate::archive::{Archive, ArchiveError};

/// Style and text of each paragraph; a line for each. `|` begins a row of the programme.
const BODY: &str = "\
Title\t{{lesmap}}
Small\t{{organisatie}} · {{doelgroep}} · {{totaal}} minuten · {{maand}}
Heading1\tWat deelnemers na afloop kunnen
Normal\t{{#doelen}}
ListBullet\t{{tekst}}
Normal\t{{/doelen}}
Heading1\tProgramma
|\tOnderdeel|Van–tot|Minuten
|\t{{#onderdelen}}
|\t{{wat}}|{{tijd}}|{{minuten}}
|\t{{/onderdelen}}
Quote\tSpreek aan het begin af: wat hier wordt verteld, blijft hier. We noemen geen namen. We leren, we oordelen niet.
Normal\t{{#verhalen}}
Heading1\tVerhaal: {{titel}}
Small\tVerhaal {{naam}}, versie {{versie}} · {{minuten}} minuten
Normal\t{{situatie}}
Normal\t{{#delen}}
Heading2\tDeel {{nummer}}
Normal\t{{tekst}}
Normal\t{{#beslismoment}}
Quote\tBeslismoment. {{wie}}: {{beslismoment}}
Normal\t{{/beslismoment}}
Normal\t{{#vragen}}
ListBullet\t{{tekst}}
Normal\t{{/vragen}}
Normal\t{{/delen}}
Normal\t{{#dilemma}}
Heading2\tDilemma
Normal\t{{dilemma}}
Normal\t{{#opties}}
Option\t{{letter}}. {{tekst}}
ListBullet\tErvoor: {{ervoor}}
ListBullet\tErtegen: {{ertegen}}
Normal\t{{/opties}}
Heading2\tMaar wat als …?
Normal\t{{#wat_als}}
ListBullet\t{{tekst}}
Normal\t{{/wat_als}}
Normal\t{{/dilemma}}
Heading2\tHoe het afliep
Normal\t{{afloop}}
Heading2\tWat we ervan leren
Normal\t{{#lessen}}
ListBullet\t{{tekst}}
Normal\t{{/lessen}}
Heading2\tVragen voor het gesprek
Normal\t{{#vragen}}
ListBullet\t{{tekst}}
Normal\t{{/vragen}}
Normal\t{{/verhalen}}
Normal\t{{#figuren}}
Heading1\tFiguur: {{titel}}
@\t
Normal\t{{leeshulp}}
Small\tBron: {{bron}}
Normal\t{{/figuren}}
Normal\t{{#oefeningen}}
Heading1\tOefening: {{titel}}
Small\t{{minuten}} minuten
Normal\t{{#stappen}}
ListBullet\t{{tekst}}
Normal\t{{/stappen}}
Normal\t{{/oefeningen}}
";

const PICTURE: &str = "<w:p><w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\">\
     <wp:extent cx=\"5760000\" cy=\"3600000\"/><wp:docPr id=\"1\" name=\"{{figuur}}\" \
     descr=\"{{figuur_alt}}\"/><a:graphic><a:graphicData \
     uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic><pic:nvPicPr>\
     <pic:cNvPr id=\"1\" name=\"{{figuur}}\" descr=\"{{figuur_alt}}\"/><pic:cNvPicPr/></pic:nvPicPr>\
     <pic:blipFill><a:blip r:embed=\"rIdP\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>\
     <pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"5760000\" cy=\"3600000\"/></a:xfrm>\
     <a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>\
     </wp:inline></w:drawing></w:r></w:p>";

const NAMES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
     xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
     xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
     xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
     xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"";

/// Widths of the programme's columns in twentieths of a point.
const COLUMNS: [u32; 3] = [6350, 1500, 1500];

/// The template.
pub(in crate::pack) fn document() -> Result<Vec<u8>, ArchiveError> {
    let mut file = Archive::new();
    let word = "application/vnd.openxmlformats-officedocument.wordprocessingml";
    let mut kinds: Vec<(String, String)> = [
        ("document", "document.main+xml"),
        ("styles", "styles+xml"),
        ("numbering", "numbering+xml"),
        ("settings", "settings+xml"),
        ("footer1", "footer+xml"),
    ]
    .map(|(part, kind)| (format!("/word/{part}.xml"), format!("{word}.{kind}")))
    .into();
    let core = "application/vnd.openxmlformats-package.core-properties+xml";
    kinds.push(("/docProps/core.xml".to_owned(), core.to_owned()));
    file.add("[Content_Types].xml", &types(&kinds))?;
    let parts: [(&str, &[u8]); 6] = [
        (
            "_rels/.rels",
            include_bytes!("../../../templates/pack/document/root.rels"),
        ),
        (
            "docProps/core.xml",
            include_bytes!("../../../templates/pack/core.xml"),
        ),
        (
            "word/styles.xml",
            include_bytes!("../../../templates/pack/document/styles.xml"),
        ),
        (
            "word/numbering.xml",
            include_bytes!("../../../templates/pack/document/numbering.xml"),
        ),
        (
            "word/settings.xml",
            include_bytes!("../../../templates/pack/document/settings.xml"),
        ),
        (
            "word/footer1.xml",
            include_bytes!("../../../templates/pack/document/footer.xml"),
        ),
    ];
    for (name, bytes) in parts {
        file.add(name, bytes)?;
    }
    file.add("word/document.xml", body().as_bytes())?;
    file.add(
        "word/_rels/document.xml.rels",
        &relations(&[
            ("rIdS", "styles", "styles.xml"),
            ("rIdL", "numbering", "numbering.xml"),
            ("rIdI", "settings", "settings.xml"),
            ("rIdF", "footer", "footer1.xml"),
            ("rIdP", "image", "media/leeg.png"),
        ]),
    )?;
    file.add("word/media/leeg.png", &blank())?;
    file.finish()
}

fn body() -> String {
    let mut out = format!("<w:document {NAMES}><w:body>");
    let mut rows: Vec<&str> = Vec::new();
    for line in BODY.lines() {
        let (style, text) = line.split_once('\t').unwrap_or(("Normal", line));
        if style == "|" {
            rows.push(text);
            continue;
        }
        if !rows.is_empty() {
            out.push_str(&table(&rows));
            rows.clear();
        }
        match style {
            "@" => out.push_str(PICTURE),
            _ => out.push_str(&paragraph(style, text)),
        }
    }
    out.push_str(
        "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rIdF\"/><w:pgSz w:w=\"11906\" \
         w:h=\"16838\"/><w:pgMar w:top=\"1300\" w:right=\"1278\" w:bottom=\"1300\" w:left=\"1278\" \
         w:header=\"600\" w:footer=\"600\" w:gutter=\"0\"/></w:sectPr></w:body></w:document>",
    );
    out
}

fn paragraph(style: &str, text: &str) -> String {
    format!(
        "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r><w:t xml:space=\"preserve\">{text}</w:t>\
         </w:r></w:p>"
    )
}

/// A table whose first row is the head; a row with one cell is a repeat's mark.
fn table(rows: &[&str]) -> String {
    let grid: String = COLUMNS
        .iter()
        .map(|wide| format!("<w:gridCol w:w=\"{wide}\"/>"))
        .collect();
    let rows: String = rows
        .iter()
        .enumerate()
        .map(|(place, row)| {
            let head = place == 0;
            let cells = row.split('|').zip(COLUMNS);
            let cells = cells.map(|(text, wide)| {
                let bold = if head { "<w:rPr><w:b/></w:rPr>" } else { "" };
                format!(
                    "<w:tc><w:tcPr><w:tcW w:w=\"{wide}\" w:type=\"dxa\"/></w:tcPr><w:p><w:r>{bold}\
                     <w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p></w:tc>"
                )
            });
            let mark = match head {
                true => "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>",
                false => "<w:trPr><w:cantSplit/></w:trPr>",
            };
            format!("<w:tr>{mark}{}</w:tr>", cells.collect::<String>())
        })
        .collect();
    format!(
        "<w:tbl><w:tblPr><w:tblStyle w:val=\"Programma\"/><w:tblW w:w=\"9350\" w:type=\"dxa\"/>\
         <w:tblLook w:firstRow=\"1\"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )
}
