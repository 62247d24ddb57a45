//! XML as a tree, for filling templates: read, changed and written without losing anything that
//! matters to Word or PowerPoint.

use quick_xml::events::{BytesEnd, BytesStart, BytesText, Event};
use quick_xml::{Reader, Writer, XmlVersion};

use super::fill::TemplateError;

/// How deep elements may stand in one another; trees are walked by calls within calls, and a file made
/// to be deep must not use up the stack. Office files stay below thirty.
const DEEPEST: usize = 200;

/// An element or text.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Node {
    Element(Element),
    Text(String),
}

/// An element with its prefix in the name.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Element {
    pub(super) name: String,
    pub(super) attributes: Vec<(String, String)>,
    pub(super) children: Vec<Node>,
}

impl Element {
    pub(super) fn new(name: &str, attributes: &[(&str, &str)]) -> Self {
        let attributes = attributes.iter();
        Self {
            name: name.to_owned(),
            attributes: attributes
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect(),
            children: Vec::new(),
        }
    }

    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let mut attributes = self.attributes.iter();
        let found = attributes.find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }

    pub(super) fn set(&mut self, name: &str, value: &str) {
        match self.attributes.iter_mut().find(|(key, _)| key == name) {
            Some((_, old)) => value.clone_into(old),
            None => self.attributes.push((name.to_owned(), value.to_owned())),
        }
    }

    pub(super) fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|child| match child {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// Calls a function on this element and every one below it.
    pub(super) fn each(&self, visit: &mut dyn FnMut(&Element)) {
        visit(self);
        self.elements().for_each(|child| child.each(visit));
    }

    /// As [`each`](Self::each), to change them.
    pub(super) fn each_mut(&mut self, visit: &mut dyn FnMut(&mut Element)) {
        visit(self);
        for child in &mut self.children {
            if let Node::Element(child) = child {
                child.each_mut(visit);
            }
        }
    }

    /// Reads a document; the declaration, comments and instructions are left out. A document type is
    /// refused: no template needs one, and entities are a way to grow without end.
    pub(super) fn parse(part: &str, bytes: &[u8]) -> Result<Self, TemplateError> {
        let broken = || TemplateError::Xml {
            part: part.to_owned(),
        };
        let text = std::str::from_utf8(bytes).map_err(|_| broken())?;
        let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
        let mut open = vec![Self::default()];
        loop {
            match reader.read_event().map_err(|_| broken())? {
                Event::Start(start) if open.len() <= DEEPEST => {
                    open.push(Self::started(&start).ok_or_else(broken)?);
                }
                Event::Start(_) => return Err(broken()),
                Event::Empty(start) => {
                    let element = Self::started(&start).ok_or_else(broken)?;
                    let parent = open.last_mut().ok_or_else(broken)?;
                    parent.children.push(Node::Element(element));
                }
                Event::End(_) => {
                    let element = open.pop().ok_or_else(broken)?;
                    let parent = open.last_mut().ok_or_else(broken)?;
                    parent.children.push(Node::Element(element));
                }
                Event::Text(text) => {
                    let text = text.xml_content(XmlVersion::Explicit1_0);
                    push_text(open.last_mut().ok_or_else(broken)?, &text);
                }
                Event::CData(text) => {
                    let text = text.xml_content(XmlVersion::Explicit1_0);
                    push_text(open.last_mut().ok_or_else(broken)?, &text);
                }
                Event::GeneralRef(entity) => {
                    let letter = match entity.resolve_char_ref().map_err(|_| broken())? {
                        Some(letter) => letter,
                        None => named(&entity.xml_content(XmlVersion::Explicit1_0))
                            .ok_or_else(broken)?,
                    };
                    let parent = open.last_mut().ok_or_else(broken)?;
                    push_text(parent, letter.encode_utf8(&mut [0; 4]));
                }
                Event::DocType(_) => return Err(broken()),
                Event::Decl(_) | Event::Comment(_) | Event::PI(_) => {}
                Event::Eof => break,
            }
        }
        let root = match open.as_slice() {
            [whole] => whole.elements().next().cloned(),
            _ => None,
        };
        root.ok_or_else(broken)
    }

    fn started(start: &BytesStart) -> Option<Self> {
        let name = start.name().as_ref().to_owned();
        let mut attributes = Vec::new();
        for attribute in start.attributes() {
            let attribute = attribute.ok()?;
            let key = attribute.key.as_ref().to_owned();
            let value = attribute.normalized_value(XmlVersion::Explicit1_0).ok()?;
            attributes.push((key, value.into_owned()));
        }
        Some(Self {
            name,
            attributes,
            children: Vec::new(),
        })
    }

    /// The document, with a declaration.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let head = b"<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
        let mut writer = Writer::new(head.to_vec());
        self.write(&mut writer);
        writer.into_inner()
    }

    fn write(&self, writer: &mut Writer<Vec<u8>>) {
        let mut start = BytesStart::new(self.name.as_str());
        for (name, value) in &self.attributes {
            let value = crate::sheets::writable(value);
            start.push_attribute((name.as_str(), value.as_str()));
        }
        // Writing to memory cannot fail.
        if self.children.is_empty() {
            let _ = writer.write_event(Event::Empty(start));
            return;
        }
        let _ = writer.write_event(Event::Start(start));
        for child in &self.children {
            match child {
                Node::Element(element) => element.write(writer),
                Node::Text(text) => {
                    let text = crate::sheets::writable(text);
                    let _ = writer.write_event(Event::Text(BytesText::new(&text)));
                }
            }
        }
        let _ = writer.write_event(Event::End(BytesEnd::new(self.name.as_str())));
    }
}

fn push_text(parent: &mut Element, text: &str) {
    match parent.children.last_mut() {
        Some(Node::Text(before)) => before.push_str(text),
        _ => parent.children.push(Node::Text(text.to_owned())),
    }
}

fn named(entity: &str) -> Option<char> {
    Some(match entity {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => return None,
    })
}
