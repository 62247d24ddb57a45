//! A workbook as OpenDocument (ISO/IEC 26300), the open standard that Dutch government prescribes.
//!
//! Written by hand: five small files in a zip, with `mimetype` first and not compressed, as part 2 of
//! the standard asks.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use super::book::{Cell, Sheet, SheetError, Workbook, writable};
use super::xlsx::width;
use crate::archive::Archive;

const MIME: &str = "application/vnd.oasis.opendocument.spreadsheet";
const OFFICE: &str = "urn:oasis:names:tc:opendocument:xmlns:office:1.0";
const TABLE: &str = "urn:oasis:names:tc:opendocument:xmlns:table:1.0";
const TEXT: &str = "urn:oasis:names:tc:opendocument:xmlns:text:1.0";
const STYLE: &str = "urn:oasis:names:tc:opendocument:xmlns:style:1.0";
const FO: &str = "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0";
const META: &str = "urn:oasis:names:tc:opendocument:xmlns:meta:1.0";
const MANIFEST: &str = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0";

impl Workbook {
    /// The bytes of an ODS file.
    ///
    /// # Errors
    /// When the zip cannot be written.
    pub fn to_ods(&self) -> Result<Vec<u8>, SheetError> {
        let mut archive = Archive::new();
        archive.store("mimetype", MIME.as_bytes())?;
        archive.add("META-INF/manifest.xml", &manifest())?;
        archive.add("content.xml", &self.content())?;
        archive.add("styles.xml", &styles())?;
        archive.add("meta.xml", &self.meta())?;
        Ok(archive.finish()?)
    }

    fn content(&self) -> Vec<u8> {
        let mut xml = Xml::new();
        let names = [
            ("xmlns:office", OFFICE),
            ("xmlns:table", TABLE),
            ("xmlns:text", TEXT),
            ("xmlns:style", STYLE),
            ("xmlns:fo", FO),
            ("office:version", "1.3"),
        ];
        xml.open("office:document-content", &names);
        xml.open("office:automatic-styles", &[]);
        for (place, sheet) in self.sheets.iter().enumerate() {
            for column in 0..sheet.heads.len() {
                let name = format!("c{place}-{column}");
                let family = [
                    ("style:name", name.as_str()),
                    ("style:family", "table-column"),
                ];
                xml.open("style:style", &family);
                // About two millimetres for each letter of ten points.
                let wide = format!("{:.1}mm", width(sheet, column) * 2.0);
                let wide = [("style:column-width", wide.as_str())];
                xml.empty("style:table-column-properties", &wide);
                xml.close("style:style");
            }
        }
        for (name, weight) in [("head", "bold"), ("body", "normal")] {
            xml.open(
                "style:style",
                &[("style:name", name), ("style:family", "table-cell")],
            );
            xml.empty(
                "style:table-cell-properties",
                &[("fo:wrap-option", "wrap"), ("style:vertical-align", "top")],
            );
            xml.empty("style:text-properties", &[("fo:font-weight", weight)]);
            xml.close("style:style");
        }
        xml.close("office:automatic-styles");
        xml.open("office:body", &[]);
        xml.open("office:spreadsheet", &[]);
        for (place, sheet) in self.sheets.iter().enumerate() {
            xml.sheet(place, sheet);
        }
        xml.close("office:spreadsheet");
        xml.close("office:body");
        xml.close("office:document-content");
        xml.finish()
    }

    fn meta(&self) -> Vec<u8> {
        let mut xml = Xml::new();
        let names = [
            ("xmlns:office", OFFICE),
            ("xmlns:meta", META),
            ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
            ("office:version", "1.3"),
        ];
        xml.open("office:document-meta", &names);
        xml.open("office:meta", &[]);
        xml.element("dc:title", &self.title);
        xml.element("meta:generator", "Leerkring");
        let (year, month, day) = self.dated.first_day();
        xml.element(
            "meta:creation-date",
            &format!("{year:04}-{month:02}-{day:02}T00:00:00"),
        );
        xml.close("office:meta");
        xml.close("office:document-meta");
        xml.finish()
    }
}

fn styles() -> Vec<u8> {
    let mut xml = Xml::new();
    let names = [("xmlns:office", OFFICE), ("office:version", "1.3")];
    xml.open("office:document-styles", &names);
    xml.empty("office:styles", &[]);
    xml.close("office:document-styles");
    xml.finish()
}

fn manifest() -> Vec<u8> {
    let mut xml = Xml::new();
    let names = [("xmlns:manifest", MANIFEST), ("manifest:version", "1.3")];
    xml.open("manifest:manifest", &names);
    for (path, kind) in [
        ("/", MIME),
        ("content.xml", "text/xml"),
        ("styles.xml", "text/xml"),
        ("meta.xml", "text/xml"),
    ] {
        xml.empty(
            "manifest:file-entry",
            &[("manifest:full-path", path), ("manifest:media-type", kind)],
        );
    }
    xml.close("manifest:manifest");
    xml.finish()
}

/// Writes XML; names and attributes come from here, text from anywhere.
struct Xml(Writer<Vec<u8>>);

impl Xml {
    fn new() -> Self {
        let mut xml = Self(Writer::new(Vec::new()));
        xml.event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
        xml
    }

    fn finish(self) -> Vec<u8> {
        self.0.into_inner()
    }

    fn event(&mut self, event: Event) {
        // Writing to memory cannot fail.
        let _ = self.0.write_event(event);
    }

    fn start<'a>(name: &'a str, attributes: &[(&str, &str)]) -> BytesStart<'a> {
        let mut start = BytesStart::new(name);
        start.extend_attributes(attributes.iter().copied());
        start
    }

    fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.event(Event::Start(Self::start(name, attributes)));
    }

    fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.event(Event::Empty(Self::start(name, attributes)));
    }

    fn close(&mut self, name: &str) {
        self.event(Event::End(BytesEnd::new(name)));
    }

    fn element(&mut self, name: &str, text: &str) {
        self.open(name, &[]);
        self.event(Event::Text(BytesText::new(&writable(text))));
        self.close(name);
    }

    fn sheet(&mut self, place: usize, sheet: &Sheet) {
        let name = writable(&sheet.name);
        self.open("table:table", &[("table:name", name.as_str())]);
        for column in 0..sheet.heads.len() {
            let style = format!("c{place}-{column}");
            let style = [("table:style-name", style.as_str())];
            self.empty("table:table-column", &style);
        }
        self.open("table:table-header-rows", &[]);
        let heads = sheet.heads.iter().map(|text| Cell::text(text.as_str()));
        self.row(heads, "head");
        self.close("table:table-header-rows");
        for row in &sheet.rows {
            self.row(row.iter().cloned(), "body");
        }
        self.close("table:table");
    }

    fn row(&mut self, cells: impl Iterator<Item = Cell>, style: &str) {
        self.open("table:table-row", &[]);
        for cell in cells {
            match cell {
                Cell::Empty => self.empty("table:table-cell", &[]),
                Cell::Text(text) => {
                    self.open(
                        "table:table-cell",
                        &[("table:style-name", style), ("office:value-type", "string")],
                    );
                    for line in text.split('\n') {
                        self.element("text:p", line);
                    }
                    self.close("table:table-cell");
                }
                Cell::Number(number) => {
                    let value = number.to_string();
                    self.open(
                        "table:table-cell",
                        &[
                            ("table:style-name", style),
                            ("office:value-type", "float"),
                            ("office:value", value.as_str()),
                        ],
                    );
                    self.element("text:p", &value);
                    self.close("table:table-cell");
                }
            }
        }
        self.close("table:table-row");
    }
}
