//! The pack as a PowerPoint file, in the organisation's own template or in ours.
//!
//! The template is a deck whose slides hold `{{names}}`. A slide, or a run of slides, that is to come
//! once for each story says so in its notes: a paragraph `{{dia#verhalen}}` in the notes of the first
//! and `{{dia/verhalen}}` in those of the last. Layouts, notes, alternative texts and everything that
//! is not a name stay as they are.

use super::ExportError;
use super::fields::known;
use super::figure::{Picture, picture};
use super::fill::{Filler, Scope, TemplateError, text_of};
use super::house;
use super::model::Item;
use super::opc::{Package, Pictures, REL, relate, target};
use super::ready::Ready;
use super::tree::{Element, Node};

const SLIDE: &str = "application/vnd.openxmlformats-officedocument.presentationml.slide+xml";
const NOTES: &str = "application/vnd.openxmlformats-officedocument.presentationml.notesSlide+xml";
pub(super) const DECK: &str = "ppt/presentation.xml";

/// Most slides that filling may make; ten stories take about a hundred.
const MOST_SLIDES: usize = 2_000;

impl Ready<'_> {
    /// A PPTX: of `template`, or of the one that ships.
    ///
    /// # Errors
    /// When the template is no deck, asks for a name that does not exist, or a chart cannot be drawn.
    pub fn to_pptx(&self, template: Option<&[u8]>) -> Result<Vec<u8>, ExportError> {
        let own = house::deck()?;
        let mut package = Package::read(template.unwrap_or(&own))?;
        let slides = Slides::of(&package)?;
        let (fields, known) = (self.fields(), known());
        let plan = plan(&slides.all, &Scope::new(&fields, &known))?;
        let pictures = self.pictures()?;
        Slides::write(&slides, &mut package, &plan, &pictures)?;
        package.describe(&self.pack.title, self.pack.dated)?;
        package.finish()
    }

    /// The charts of the figures, in order.
    pub(super) fn pictures(&self) -> Result<Vec<Picture>, ExportError> {
        let figures = self.pack.items.iter().filter_map(|item| match item {
            Item::Figure { figure, .. } => Some(picture(figure)),
            _ => None,
        });
        Ok(figures.collect::<Result<_, _>>()?)
    }
}

/// A slide of the template.
struct Slide {
    part: String,
    page: Element,
    relations: Element,
    /// The notes, with their part and relationships.
    notes: Option<(String, Element, Element)>,
    /// The repeats that begin and end with this slide.
    opens: Vec<String>,
    closes: Vec<String>,
}

/// The slides of the template, in the order in which they are shown.
struct Slides {
    all: Vec<Slide>,
    deck: Element,
    relations: Element,
}

/// The texts of every slide and its notes, with the part each stands in; for a check.
pub(super) fn slide_texts(package: &Package) -> Result<Vec<(String, Element)>, TemplateError> {
    let mut found = Vec::new();
    for part in Slides::listed(package)? {
        let relations = package.relations(&part)?;
        let notes = relations
            .elements()
            .find(|each| is_kind(each, "notesSlide"));
        if let Some(path) = notes.and_then(|each| each.get("Target")) {
            let notes = target(&part, path);
            found.push((notes.clone(), package.xml(&notes)?));
        }
        found.push((part.clone(), package.xml(&part)?));
    }
    Ok(found)
}

impl Slides {
    /// The parts of the slides, in the order in which they are shown.
    fn listed(package: &Package) -> Result<Vec<String>, TemplateError> {
        let deck = package.xml(DECK)?;
        let relations = package.relations(DECK)?;
        let mut ids = Vec::new();
        deck.each(&mut |each| {
            if each.name == "p:sldId" {
                ids.extend(each.get("r:id").map(str::to_owned));
            }
        });
        let slides = ids.iter().filter_map(|id| {
            let mut all = relations.elements();
            let found = all.find(|each| each.get("Id") == Some(id))?;
            Some(target(DECK, found.get("Target")?))
        });
        Ok(slides.collect())
    }

    fn of(package: &Package) -> Result<Self, TemplateError> {
        let deck = package.xml(DECK)?;
        let relations = package.relations(DECK)?;
        let slides = Self::listed(package)?;
        let all = slides.iter().map(|part| Slide::of(package, part));
        Ok(Self {
            all: all.collect::<Result<_, _>>()?,
            deck,
            relations,
        })
    }

    /// Takes the template's slides out and puts the planned ones in.
    fn write(
        slides: &Self,
        package: &mut Package,
        plan: &[(usize, Scope)],
        pictures: &[Picture],
    ) -> Result<(), ExportError> {
        let mut gone = Vec::new();
        for slide in &slides.all {
            let notes = slide.notes.iter().map(|(part, _, _)| part);
            for part in [&slide.part].into_iter().chain(notes) {
                package.remove_with_relations(part);
                gone.push(part.clone());
            }
        }
        let (mut new, mut list, mut relations) = (Vec::new(), Vec::new(), slides.relations.clone());
        relations.children.retain(|child| match child {
            Node::Element(each) => !is_kind(each, "slide"),
            Node::Text(_) => false,
        });
        for (number, (place, scope)) in (1..).zip(plan) {
            let Some(slide) = slides.all.get(*place) else {
                continue;
            };
            let part = format!("ppt/slides/lesmap{number}.xml");
            slide.write(package, &part, number, scope, pictures, &mut new)?;
            new.push((part, SLIDE));
            let relation = format!("rIdLk{number}");
            relate(
                &mut relations,
                &relation,
                "slide",
                &format!("slides/lesmap{number}.xml"),
            );
            // Numbers of slides begin at 256 (ECMA-376 part 1, 19.7.13).
            let id = (255_u32.saturating_add(number)).to_string();
            let each = [("id", id.as_str()), ("r:id", relation.as_str())];
            list.push(Node::Element(Element::new("p:sldId", &each)));
        }
        let mut deck = slides.deck.clone();
        deck.each_mut(&mut |each| {
            if each.name == "p:sldIdLst" {
                each.children = std::mem::take(&mut list);
            }
            // Sections name slides that are no longer there.
            each.children.retain(
                |child| !matches!(child, Node::Element(child) if child.name == "p14:sectionLst"),
            );
        });
        drop_empty_extensions(&mut deck);
        package.put(DECK, deck.to_bytes());
        package.put_relations(DECK, &relations);
        package.retype(&gone, &new)?;
        Ok(())
    }
}

fn drop_empty_extensions(deck: &mut Element) {
    let empty = |name: &'static str| move |child: &Node| !matches!(child, Node::Element(each) if each.name == name && each.elements().next().is_none());
    for child in &mut deck.children {
        if let Node::Element(each) = child
            && each.name == "p:extLst"
        {
            each.children.retain(empty("p:ext"));
        }
    }
    deck.children.retain(empty("p:extLst"));
}

impl Slide {
    fn of(package: &Package, part: &str) -> Result<Self, TemplateError> {
        let relations = package.relations(part)?;
        let mut all = relations.elements();
        let notes = all.find(|each| is_kind(each, "notesSlide"));
        let notes = notes.and_then(|each| each.get("Target"));
        let notes = match notes.map(|path| target(part, path)) {
            Some(notes) => {
                let (page, relations) = (package.xml(&notes)?, package.relations(&notes)?);
                Some((notes, page, relations))
            }
            None => None,
        };
        let mut slide = Self {
            part: part.to_owned(),
            page: package.xml(part)?,
            relations: relations.clone(),
            notes,
            opens: Vec::new(),
            closes: Vec::new(),
        };
        slide.take_marks();
        Ok(slide)
    }

    /// Takes the paragraphs that say how slides repeat out of the notes.
    fn take_marks(&mut self) {
        let (mut opens, mut closes) = (Vec::new(), Vec::new());
        if let Some((_, notes, _)) = &mut self.notes {
            notes.each_mut(&mut |each| {
                each.children.retain(|child| {
                    let Node::Element(paragraph) = child else {
                        return true;
                    };
                    let text = match paragraph.name == "a:p" {
                        true => text_of(paragraph),
                        false => return true,
                    };
                    let name = text.trim().strip_prefix("{{dia");
                    let name = name.and_then(|name| name.strip_suffix("}}"));
                    match name.map(|name| name.split_at_checked(1)) {
                        Some(Some(("#", name))) => opens.push(name.to_owned()),
                        Some(Some(("/", name))) => closes.push(name.to_owned()),
                        _ => return true,
                    }
                    false
                });
                // A text body without a paragraph is not allowed.
                let bare = matches!(each.name.as_str(), "p:txBody")
                    && !each.elements().any(|child| child.name == "a:p");
                if bare {
                    each.children.push(Node::Element(Element::new("a:p", &[])));
                }
            });
        }
        self.opens = opens;
        self.closes = closes;
    }

    fn write(
        &self,
        package: &mut Package,
        part: &str,
        number: u32,
        scope: &Scope,
        pictures: &[Picture],
        new: &mut Vec<(String, &str)>,
    ) -> Result<(), ExportError> {
        let mut page = Filler::new(&self.part).fill(&self.page, scope)?;
        let mut relations = self.relations.clone();
        let pictures = Pictures {
            pictures,
            folder: "ppt/media",
        };
        pictures.place(package, &mut page, &mut relations, "../media/");
        if let Some((old, notes, notes_relations)) = &self.notes {
            let name = format!("ppt/notesSlides/lesmap{number}.xml");
            let filled = Filler::new(old).fill(notes, scope)?;
            let mut back = notes_relations.clone();
            point(&mut back, "slide", &format!("../slides/lesmap{number}.xml"));
            point(
                &mut relations,
                "notesSlide",
                &format!("../notesSlides/lesmap{number}.xml"),
            );
            package.put(&name, filled.to_bytes());
            package.put_relations(&name, &back);
            new.push((name, NOTES));
        }
        package.put(part, page.to_bytes());
        package.put_relations(part, &relations);
        Ok(())
    }
}

fn is_kind(relation: &Element, kind: &str) -> bool {
    let kind = format!("{REL}/{kind}");
    relation.get("Type") == Some(&kind)
}

fn point(relations: &mut Element, kind: &str, to: &str) {
    relations.each_mut(&mut |each| {
        if is_kind(each, kind) {
            each.set("Target", to);
        }
    });
}

/// Which slides come, and with which fields: repeats unrolled.
fn plan<'a>(slides: &[Slide], scope: &Scope<'a>) -> Result<Vec<(usize, Scope<'a>)>, TemplateError> {
    let mut out = Vec::new();
    unroll(slides, 0, slides.len(), 0, scope, &mut out)?;
    Ok(out)
}

/// Unrolls the slides from `from` up to `until`; of the first, `skip` marks have been read.
fn unroll<'a>(
    slides: &[Slide],
    from: usize,
    until: usize,
    skip: usize,
    scope: &Scope<'a>,
    out: &mut Vec<(usize, Scope<'a>)>,
) -> Result<(), TemplateError> {
    let (mut at, mut skip) = (from, skip);
    while at < until {
        let Some(slide) = slides.get(at) else {
            break;
        };
        if out.len() > MOST_SLIDES {
            return Err(TemplateError::TooMany);
        }
        let Some(name) = slide.opens.get(skip) else {
            out.push((at, scope.clone()));
            (at, skip) = (at + 1, 0);
            continue;
        };
        let ends = (at..until).find(|end| {
            let closes = slides.get(*end).map(|slide| slide.closes.as_slice());
            closes.is_some_and(|closes| closes.contains(name))
        });
        let end = ends.ok_or_else(|| TemplateError::Open {
            part: slide.part.clone(),
            name: format!("dia#{name}"),
        })?;
        let scopes = scope.repeat(name).ok_or_else(|| TemplateError::Unknown {
            part: slide.part.clone(),
            name: name.clone(),
        })?;
        for inner in scopes {
            unroll(slides, at, end + 1, skip + 1, &inner, out)?;
        }
        (at, skip) = (end + 1, 0);
    }
    Ok(())
}
