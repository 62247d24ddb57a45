//! A pack as a file to take along. It is made only of a pack whose stories stand and whose times add up.

use vik_reports::pack::{ExportError, Hindrance, Pack, Template};

use super::stock::Stock;

/// What can be taken along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// The slides.
    Deck,
    /// The facilitator's guide.
    Guide,
    /// Paper for participants.
    HandOut,
    /// Dilemma cards, four to a sheet.
    Cards,
    /// The course package for a learning platform.
    Course,
}

impl Format {
    /// Every format, in the order of the page.
    pub const ALL: [Self; 5] = [
        Self::Deck,
        Self::Guide,
        Self::HandOut,
        Self::Cards,
        Self::Course,
    ];

    /// Its name in addresses and in the name of the file, with the ending of the file.
    #[must_use]
    pub fn file(self) -> &'static str {
        match self {
            Self::Deck => "presentatie.pptx",
            Self::Guide => "draaiboek.docx",
            Self::HandOut => "uitreiking.pdf",
            Self::Cards => "dilemmakaarten.pdf",
            Self::Course => "scorm.zip",
        }
    }

    /// The format of a name.
    #[must_use]
    pub fn of(file: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.file() == file)
    }

    /// The kind of the file, as browsers name it.
    #[must_use]
    pub fn media(self) -> &'static str {
        match self {
            Self::Deck => {
                "application/vnd.openxmlformats-officedocument.presentationml.presentation"
            }
            Self::Guide => {
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
            }
            Self::HandOut | Self::Cards => "application/pdf",
            Self::Course => "application/zip",
        }
    }

    /// The template it is made in; none when an organisation cannot replace it.
    #[must_use]
    pub fn template(self) -> Option<Template> {
        match self {
            Self::Deck => Some(Template::Deck),
            Self::Guide => Some(Template::Guide),
            _ => None,
        }
    }
}

/// Why there is no file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotMade {
    /// These stand in the way: a normal answer.
    Hindered(Vec<Hindrance>),
    /// The documents.
    Failed(ExportError),
}

/// Makes the file. It takes up to some seconds of a processor: call it from a blocking thread.
///
/// # Errors
/// [`NotMade`].
pub fn export(
    pack: &Pack,
    stock: &Stock,
    format: Format,
    template: Option<&[u8]>,
) -> Result<Vec<u8>, NotMade> {
    let ready = pack.ready(stock).map_err(NotMade::Hindered)?;
    let made = match format {
        Format::Deck => ready.to_pptx(template),
        Format::Guide => ready.to_docx(template),
        Format::HandOut => ready.hand_out().to_pdf().map_err(ExportError::from),
        Format::Cards => ready.cards(stock),
        Format::Course => ready.to_scorm(),
    };
    made.map_err(NotMade::Failed)
}
