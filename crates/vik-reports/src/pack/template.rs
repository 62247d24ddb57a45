//! An organisation's own template: the one that ships to begin with, and a check before one is kept.

use super::ExportError;
use super::deck::slide_texts;
use super::document::{BODY, is_text};
use super::fields::{NAMES, known};
use super::fill::{TemplateError, names};
use super::opc::Package;
use super::{example, house};

/// What a template is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Template {
    /// The slides: `.pptx`.
    Deck,
    /// The facilitator's guide: `.docx`.
    Guide,
}

impl Template {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Deck, Self::Guide];

    /// The ending of its file, without a dot.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Deck => "pptx",
            Self::Guide => "docx",
        }
    }

    /// The template with this ending.
    #[must_use]
    pub fn of(extension: &str) -> Option<Self> {
        let mut all = Self::ALL.into_iter();
        all.find(|kind| kind.extension() == extension)
    }
}

/// Every name that a template may ask for.
#[must_use]
pub fn template_names() -> &'static [&'static str] {
    &NAMES
}

/// The template that ships, with its `{{names}}` in place, to restyle and hand back in.
///
/// # Errors
/// When the zip cannot be written.
pub fn shipped_template(kind: Template) -> Result<Vec<u8>, ExportError> {
    match kind {
        Template::Deck => Ok(house::deck()?),
        Template::Guide => Ok(house::document()?),
    }
}

/// Whether every pack can be exported in this template: it is a file of the right kind, asks for no
/// name that a pack lacks, and an example in which every name has a value fills it.
///
/// # Errors
/// Every unknown name with its part; without any, the first thing that stops the example.
pub fn check_template(kind: Template, bytes: &[u8]) -> Result<(), Vec<ExportError>> {
    let parts = texts(kind, bytes).map_err(|error| vec![error])?;
    let known = known();
    let mut unknown = Vec::new();
    for (part, root) in &parts {
        for name in names(root) {
            if !known.contains(name.as_str()) {
                let part = part.clone();
                unknown.push(TemplateError::Unknown { part, name }.into());
            }
        }
    }
    if !unknown.is_empty() {
        return Err(unknown);
    }
    let (pack, shelf) = example::pack();
    // The example stands on its own shelf and its times add up; a test holds it to that.
    let Ok(ready) = pack.ready(&shelf) else {
        return Ok(());
    };
    let filled = match kind {
        Template::Deck => ready.to_pptx(Some(bytes)),
        Template::Guide => ready.to_docx(Some(bytes)),
    };
    filled.map(|_| ()).map_err(|error| vec![error])
}

fn texts(kind: Template, bytes: &[u8]) -> Result<Vec<(String, super::tree::Element)>, ExportError> {
    let package = Package::read(bytes)?;
    if kind == Template::Deck {
        return Ok(slide_texts(&package)?);
    }
    package.xml(BODY)?;
    let parts = package.names().filter(|name| is_text(name));
    let parts = parts.map(|part| Ok((part.to_owned(), package.xml(part)?)));
    parts.collect()
}
