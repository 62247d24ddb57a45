//! The pack as a Word file: the facilitator's guide.

use super::ExportError;
use super::fields::known;
use super::fill::{Filler, Scope};
use super::house;
use super::opc::{Package, Pictures};
use super::ready::Ready;

pub(super) const BODY: &str = "word/document.xml";

impl Ready<'_> {
    /// A DOCX: of `template`, or of the one that ships. Body, headers and footers are filled.
    ///
    /// # Errors
    /// When the template is no Word file, asks for a name that does not exist, or a chart cannot be
    /// drawn.
    pub fn to_docx(&self, template: Option<&[u8]>) -> Result<Vec<u8>, ExportError> {
        let own = house::document()?;
        let mut package = Package::read(template.unwrap_or(&own))?;
        // Fails here, with its name, when the body is missing.
        package.xml(BODY)?;
        let (fields, known) = (self.fields(), known());
        let scope = Scope::new(&fields, &known);
        let pictures = self.pictures()?;
        let pictures = Pictures {
            pictures: &pictures,
            folder: "word/media",
        };
        let parts = package.names().filter(|name| is_text(name));
        let parts: Vec<String> = parts.map(str::to_owned).collect();
        for part in parts {
            let mut filled = Filler::new(&part).fill(&package.xml(&part)?, &scope)?;
            let mut relations = package.relations(&part)?;
            let before = relations.children.len();
            pictures.place(&mut package, &mut filled, &mut relations, "media/");
            number_pictures(&mut filled);
            if relations.children.len() > before {
                package.put_relations(&part, &relations);
            }
            package.put(&part, filled.to_bytes());
        }
        package.retype(&[], &[])?;
        package.describe(&self.pack.title, self.pack.dated)?;
        package.finish()
    }
}

/// Whether a part of the file is filled.
pub(super) fn is_text(part: &str) -> bool {
    let name = part
        .strip_prefix("word/")
        .and_then(|name| name.strip_suffix(".xml"));
    name.is_some_and(|name| {
        name == "document" || name.starts_with("header") || name.starts_with("footer")
    })
}

/// Every picture needs a number of its own (ECMA-376 part 1, 20.4.2.5); a repeat copied them.
fn number_pictures(root: &mut super::tree::Element) {
    let mut number = 0_u32;
    root.each_mut(&mut |each| {
        if each.name == "wp:docPr" {
            number += 1;
            each.set("id", &number.to_string());
        }
    });
}
