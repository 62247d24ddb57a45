//! Template and data to PDF.

use std::borrow::Cow;
use std::sync::OnceLock;

use serde::Serialize;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Label, Selector, Smart, Value};
use typst::introspection::{Introspector, MetadataElem};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::{LazyHash, PicoStr};
use typst::{Library, LibraryExt, World, WorldExt};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};
use vik_domain::Month;

use crate::error::DocumentError;
use crate::typefaces::Typefaces;

/// The pages' source. What ships is the default; an organisation may bring its own.
#[derive(Clone, Debug)]
pub struct Templates {
    /// `sheet.typ`: the story sheet.
    pub sheet: Cow<'static, str>,
    /// `cards.typ`: the dilemma cards.
    pub cards: Cow<'static, str>,
    /// `page.typ`: reports and other pages of sentences, tables and charts.
    pub page: Cow<'static, str>,
    /// `style.typ`, which all import: type, colours, boxes.
    pub style: Cow<'static, str>,
}

impl Default for Templates {
    fn default() -> Self {
        Self {
            sheet: include_str!("../templates/sheet.typ").into(),
            cards: include_str!("../templates/cards.typ").into(),
            page: include_str!("../templates/page.typ").into(),
            style: include_str!("../templates/style.typ").into(),
        }
    }
}

/// Prints documents. It holds the typefaces, so make one and keep it.
pub struct Press {
    library: LazyHash<Library>,
    faces: Typefaces,
    sources: Vec<Source>,
}

/// A file beside the data, such as a chart.
pub(crate) struct Extra {
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
}

/// A compiled document and what its template noted.
pub(crate) struct Printed {
    pub(crate) pdf: Vec<u8>,
    /// Values that the template marked `<too-long>`.
    pub(crate) too_long: Vec<String>,
}

impl Press {
    /// A press with templates of one's own.
    #[must_use]
    pub fn new(templates: Templates) -> Self {
        let sources = [
            ("sheet.typ", templates.sheet),
            ("cards.typ", templates.cards),
            ("page.typ", templates.page),
            ("style.typ", templates.style),
        ];
        Self {
            library: LazyHash::new(Library::default()),
            faces: Typefaces::new(),
            sources: sources
                .into_iter()
                .filter_map(|(name, text)| Some((file(name)?, text)))
                .map(|(id, text)| Source::new(id, text.into_owned()))
                .collect(),
        }
    }

    /// The press with the templates that ship.
    pub(crate) fn shared() -> &'static Self {
        static SHARED: OnceLock<Press> = OnceLock::new();
        SHARED.get_or_init(|| Self::new(Templates::default()))
    }

    pub(crate) fn faces(&self) -> &Typefaces {
        &self.faces
    }

    /// Compiles `template` with `data` as `data.json`, dated on the first of a month. `stories` is
    /// for the error message.
    pub(crate) fn print(
        &self,
        template: &'static str,
        data: &impl Serialize,
        dated: Month,
        stories: &[&str],
    ) -> Result<Printed, DocumentError> {
        self.print_with(template, data, dated, stories, Vec::new())
    }

    /// As [`print`](Self::print), with more files for the template to read.
    pub(crate) fn print_with(
        &self,
        template: &'static str,
        data: &impl Serialize,
        dated: Month,
        stories: &[&str],
        extras: Vec<Extra>,
    ) -> Result<Printed, DocumentError> {
        let failed = |line| DocumentError::Template {
            template,
            line,
            stories: stories.join(", "),
        };
        let main = file(template).ok_or_else(|| failed(None))?;
        let json = serde_json::to_vec(data).map_err(|_| failed(None))?;
        let data = Extra {
            name: "data.json".to_owned(),
            bytes: json,
        };
        let files = extras.into_iter().chain([data]);
        let job = Job {
            press: self,
            main,
            dated,
            files: files
                .filter_map(|extra| Some((file(&extra.name)?, Bytes::new(extra.bytes))))
                .collect(),
        };
        let printed = job.print().map_err(|problem| match problem {
            Problem::Template(line) => failed(line),
            Problem::Standard(line) => DocumentError::Standard {
                template,
                line,
                stories: stories.join(", "),
            },
        });
        // Typst remembers what it has laid out. A story that is withdrawn must not stay in there.
        typst::comemo::evict(0);
        printed
    }
}

fn file(name: &str) -> Option<FileId> {
    let path = VirtualPath::new(name).ok()?;
    Some(RootedPath::new(VirtualRoot::Project, path).intern())
}

enum Problem {
    Template(Option<usize>),
    Standard(Option<usize>),
}

/// One compilation: the world as Typst sees it.
struct Job<'a> {
    press: &'a Press,
    main: FileId,
    dated: Month,
    files: Vec<(FileId, Bytes)>,
}

impl Job<'_> {
    fn print(&self) -> Result<Printed, Problem> {
        let document = typst::compile::<PagedDocument>(self)
            .output
            .map_err(|causes| Problem::Template(self.line(&causes)))?;
        let standards = PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_2a])
            .map_err(|_| Problem::Standard(None))?;
        let options = PdfOptions {
            standards,
            creator: Smart::Custom(Some("Leerkring".to_owned())),
            timestamp: self.timestamp(),
            ..PdfOptions::default()
        };
        let pdf = typst_pdf::pdf(&document, &options)
            .map_err(|causes| Problem::Standard(self.line(&causes)))?;
        Ok(Printed {
            pdf,
            too_long: too_long(&document),
        })
    }

    /// PDF/A asks for a date; the clock may not answer.
    fn timestamp(&self) -> Option<Timestamp> {
        let (year, month, day) = self.dated.first_day();
        let month = u8::try_from(month).ok()?;
        let day = u8::try_from(day).ok()?;
        let date = Datetime::from_ymd_hms(year, month, day, 0, 0, 0)?;
        Some(Timestamp::new_utc(date))
    }

    /// The line of the first cause that lies in the template. The message stays behind: it may
    /// quote the text.
    fn line(&self, causes: &[SourceDiagnostic]) -> Option<usize> {
        let cause = causes.first()?;
        let range = self.range(cause.span)?;
        let source = self.source(cause.span.id()?).ok()?;
        Some(source.lines().byte_to_line(range.start)? + 1)
    }
}

fn too_long(document: &PagedDocument) -> Vec<String> {
    let Some(label) = Label::new(PicoStr::intern("too-long")) else {
        return Vec::new();
    };
    let marked = document.introspector().query(&Selector::Label(label));
    marked
        .iter()
        .filter_map(|content| content.to_packed::<MetadataElem>())
        .filter_map(|note| match &note.value {
            Value::Str(text) => Some(text.to_string()),
            _ => None,
        })
        .collect()
}

impl World for Job<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.press.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.press.faces.book()
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let mut sources = self.press.sources.iter();
        let source = sources.find(|source| source.id() == id).cloned();
        source.ok_or_else(|| FileError::NotFound("template".into()))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let mut files = self.files.iter();
        let found = files.find(|(name, _)| *name == id);
        found
            .map(|(_, bytes)| bytes.clone())
            .ok_or_else(|| FileError::NotFound("data".into()))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.press.faces.font(index)
    }

    /// No clock: the same story must give the same bytes.
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
