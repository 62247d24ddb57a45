//! The package around Word and PowerPoint files (Open Packaging Conventions, ECMA-376 part 2): parts,
//! relationships and content types.

use vik_domain::Month;

use super::ExportError;
use super::figure::Picture;
use super::fill::TemplateError;
use super::tree::{Element, Node};
use crate::archive::{Archive, unpack};

/// Relationship types begin with this.
pub(super) const REL: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const TYPES: &str = "[Content_Types].xml";
const CORE: &str = "docProps/core.xml";

/// The parts of a file, in their order.
pub(super) struct Package {
    parts: Vec<(String, Vec<u8>)>,
}

impl Package {
    pub(super) fn read(bytes: &[u8]) -> Result<Self, ExportError> {
        Ok(Self {
            parts: unpack(bytes)?,
        })
    }

    /// The bytes of the file.
    pub(super) fn finish(self) -> Result<Vec<u8>, ExportError> {
        let mut archive = Archive::new();
        for (name, bytes) in &self.parts {
            archive.add(name, bytes)?;
        }
        Ok(archive.finish()?)
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().map(|(name, _)| name.as_str())
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.names().any(|each| each == name)
    }

    /// A part as XML.
    pub(super) fn xml(&self, name: &str) -> Result<Element, TemplateError> {
        let mut parts = self.parts.iter();
        let found = parts.find(|(each, _)| each == name);
        let (_, bytes) = found.ok_or_else(|| TemplateError::Missing {
            part: name.to_owned(),
        })?;
        Element::parse(name, bytes)
    }

    /// Puts a part in the place of the one of that name, or at the end.
    pub(super) fn put(&mut self, name: &str, bytes: Vec<u8>) {
        match self.parts.iter_mut().find(|(each, _)| each == name) {
            Some((_, old)) => *old = bytes,
            None => self.parts.push((name.to_owned(), bytes)),
        }
    }

    pub(super) fn remove(&mut self, name: &str) {
        self.parts.retain(|(each, _)| each != name);
    }

    /// The relationships of a part; none when it has no file of them.
    pub(super) fn relations(&self, part: &str) -> Result<Element, TemplateError> {
        let name = relations_name(part);
        match self.has(&name) {
            true => self.xml(&name),
            false => Ok(Element::new(
                "Relationships",
                &[(
                    "xmlns",
                    "http://schemas.openxmlformats.org/package/2006/relationships",
                )],
            )),
        }
    }

    pub(super) fn put_relations(&mut self, part: &str, relations: &Element) {
        self.put(&relations_name(part), relations.to_bytes());
    }

    pub(super) fn remove_with_relations(&mut self, part: &str) {
        self.remove(part);
        self.remove(&relations_name(part));
    }

    /// Writes the properties anew: the title of the pack, and nobody's name from the template.
    pub(super) fn describe(&mut self, title: &str, dated: Month) -> Result<(), TemplateError> {
        if !self.has(CORE) {
            return Ok(());
        }
        let mut core = Element::parse(CORE, include_bytes!("../../templates/pack/core.xml"))?;
        let (year, month, day) = dated.first_day();
        let date = format!("{year:04}-{month:02}-{day:02}T00:00:00Z");
        core.each_mut(&mut |each| match each.name.as_str() {
            "dc:title" => each.children = vec![Node::Text(title.to_owned())],
            "dcterms:created" => each.children = vec![Node::Text(date.clone())],
            _ => {}
        });
        self.put(CORE, core.to_bytes());
        Ok(())
    }

    /// Says of which types the parts are, after some were taken out and others put in.
    pub(super) fn retype(
        &mut self,
        gone: &[String],
        new: &[(String, &str)],
    ) -> Result<(), TemplateError> {
        let mut types = self.xml(TYPES)?;
        types.children.retain(|child| match child {
            Node::Element(each) => {
                let name = each.get("PartName").and_then(|name| name.strip_prefix('/'));
                !name.is_some_and(|name| gone.iter().any(|part| part == name))
            }
            Node::Text(_) => false,
        });
        let png = |each: &Element| each.get("Extension") == Some("png");
        if !types.elements().any(png) {
            let png = [("Extension", "png"), ("ContentType", "image/png")];
            let png = Element::new("Default", &png);
            types.children.insert(0, Node::Element(png));
        }
        for (part, kind) in new {
            let part = format!("/{part}");
            let each = [("PartName", part.as_str()), ("ContentType", kind)];
            let each = Element::new("Override", &each);
            types.children.push(Node::Element(each));
        }
        self.put(TYPES, types.to_bytes());
        Ok(())
    }
}

fn relations_name(part: &str) -> String {
    let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
    match folder.is_empty() {
        true => format!("_rels/{file}.rels"),
        false => format!("{folder}/_rels/{file}.rels"),
    }
}

/// Adds a relationship.
pub(super) fn relate(relations: &mut Element, id: &str, kind: &str, target: &str) {
    let kind = format!("{REL}/{kind}");
    let each = [("Id", id), ("Type", kind.as_str()), ("Target", target)];
    let each = Element::new("Relationship", &each);
    relations.children.push(Node::Element(each));
}

/// The part that a relationship of `part` leads to: `../media/a.png` of `ppt/slides/s.xml` is
/// `ppt/media/a.png`.
pub(super) fn target(part: &str, relation: &str) -> String {
    if let Some(absolute) = relation.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut folders: Vec<&str> = part.split('/').collect();
    folders.pop();
    for step in relation.split('/') {
        match step {
            ".." => {
                folders.pop();
            }
            "." => {}
            name => folders.push(name),
        }
    }
    folders.join("/")
}

/// Pictures that stand for a figure: those whose name in the template was `{{figuur}}` and is now the
/// figure's place.
///
/// Each gets its own image in `folder` and is made to fit the frame that the template gave it, in its
/// own proportions.
pub(super) struct Pictures<'a> {
    pub(super) pictures: &'a [Picture],
    /// Where images are kept, as `ppt/media`.
    pub(super) folder: &'static str,
}

impl Pictures<'_> {
    /// Replaces the pictures of a part that has been filled, from the same part before.
    pub(super) fn place(
        &self,
        package: &mut Package,
        root: &mut Element,
        relations: &mut Element,
        link: &str,
    ) {
        root.each_mut(&mut |element| {
            if !matches!(element.name.as_str(), "p:pic" | "wp:inline" | "wp:anchor") {
                return;
            }
            let mut place = None;
            element.each_mut(&mut |each| {
                if matches!(each.name.as_str(), "p:cNvPr" | "wp:docPr" | "pic:cNvPr") {
                    let name = each.get("name").and_then(|name| name.strip_prefix(MARK));
                    if let Some(number) = name.and_then(|name| name.parse::<usize>().ok()) {
                        place = Some(number);
                        let name = format!("Figuur {}", number + 1);
                        each.set("name", &name);
                    }
                }
            });
            let Some((number, picture)) = place.and_then(|n| Some((n, self.pictures.get(n)?)))
            else {
                return;
            };
            let file = format!("leerkring-figuur-{number}.png");
            package.put(&format!("{}/{file}", self.folder), picture.png.clone());
            let id = format!("rIdLkFiguur{number}");
            let known = relations.elements().any(|each| each.get("Id") == Some(&id));
            if !known {
                relate(relations, &id, "image", &format!("{link}{file}"));
            }
            element.each_mut(&mut |each| match each.name.as_str() {
                "a:blip" => each.set("r:embed", &id),
                "a:ext" | "wp:extent" => fit(each, picture),
                _ => {}
            });
        });
    }
}

/// Before the number of a figure in the name of a picture, once filled.
pub(super) const MARK: &str = "leerkring-figuur:";

/// The largest size within the frame in the proportions of the picture.
fn fit(frame: &mut Element, picture: &Picture) {
    let side = |name: &str| frame.get(name).and_then(|size| size.parse::<u64>().ok());
    let (Some(wide), Some(high)) = (side("cx"), side("cy")) else {
        return;
    };
    let (w, h) = (u64::from(picture.wide), u64::from(picture.high));
    let (cx, cy) = if wide * h <= high * w {
        (wide, wide * h / w)
    } else {
        (high * w / h, high)
    };
    frame.set("cx", &cx.to_string());
    frame.set("cy", &cy.to_string());
}
