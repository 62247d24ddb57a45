//! Fills `{{names}}` in the XML of a Word or PowerPoint template.
//!
//! * `{{titel}}` becomes the text of that name. A text of several lines, alone in its paragraph, becomes
//!   as many paragraphs of the same form.
//! * `{{#vragen}}` … `{{/vragen}}`, each alone in its paragraph (or in a cell of a table row of its own),
//!   repeats what stands between for every item, or leaves it out when there is none.
//!
//! A word processor may cut a name in pieces of different form; the pieces are read together. What is
//! filled in is never read for names again, so a text cannot ask for another.

mod text;

use std::collections::{BTreeMap, BTreeSet};

use super::tree::{Element, Node};

use text::{is_paragraph, marker, next_name, only_name, set_texts, texts};
pub(super) use text::{names, text_of};

/// Why a template cannot be filled. It names the part of the file and the name, which are the
/// template's own.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TemplateError {
    /// A part is not XML.
    #[error("template: `{part}` is not well-formed XML")]
    Xml {
        /// The file inside the template.
        part: String,
    },
    /// A part is missing.
    #[error("template: `{part}` is missing; is this a file of the right kind?")]
    Missing {
        /// The file inside the template.
        part: String,
    },
    /// A name that nothing has.
    #[error("template: `{part}` asks for `{{{{{name}}}}}`, which a pack does not have")]
    Unknown {
        /// The file inside the template.
        part: String,
        /// The name.
        name: String,
    },
    /// A repeat that does not end.
    #[error("template: in `{part}` `{{{{#{name}}}}}` has no `{{{{/{name}}}}}` beside it")]
    Open {
        /// The file inside the template.
        part: String,
        /// The name.
        name: String,
    },
    /// A repeat that would repeat itself.
    #[error("template: it asks for more than {MOST} parts")]
    TooMany,
}

/// Most paragraphs, rows or slides that filling may make.
pub(super) const MOST: usize = 50_000;

/// What a name stands for.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    Text(String),
    List(Vec<Fields>),
}

/// Names and what they stand for.
pub(super) type Fields = BTreeMap<&'static str, Value>;

/// The fields in reach: the innermost first.
#[derive(Clone)]
pub(super) struct Scope<'a> {
    fields: Vec<&'a Fields>,
    known: &'a BTreeSet<&'static str>,
}

/// What filling met: the part for errors, and how much has been made.
pub(super) struct Filler<'a> {
    pub(super) part: &'a str,
    made: usize,
}

impl<'a> Scope<'a> {
    /// `known` are all names that any pack can have: one of them without a value here is empty.
    pub(super) fn new(root: &'a Fields, known: &'a BTreeSet<&'static str>) -> Self {
        Self {
            fields: vec![root],
            known,
        }
    }

    pub(super) fn within(&self, inner: &'a Fields) -> Self {
        let mut scope = self.clone();
        scope.fields.push(inner);
        scope
    }

    fn find(&self, name: &str) -> Option<&'a Value> {
        let mut fields = self.fields.iter().rev();
        fields.find_map(|fields| fields.get(name))
    }

    pub(super) fn text(&self, name: &str) -> Option<String> {
        match self.find(name) {
            Some(Value::Text(text)) => Some(text.clone()),
            Some(Value::List(_)) => None,
            None => self.known.contains(name).then(String::new),
        }
    }

    /// The scopes of a repeat: one for each item; for a text, itself unless it is empty.
    pub(super) fn repeat(&self, name: &str) -> Option<Vec<Self>> {
        match self.find(name) {
            Some(Value::List(items)) => Some(items.iter().map(|item| self.within(item)).collect()),
            Some(Value::Text(text)) if text.trim().is_empty() => Some(Vec::new()),
            Some(Value::Text(_)) => Some(vec![self.clone()]),
            None => self.known.contains(name).then(Vec::new),
        }
    }
}

impl<'a> Filler<'a> {
    pub(super) fn new(part: &'a str) -> Self {
        Self { part, made: 0 }
    }

    /// The element with everything in it filled.
    pub(super) fn fill(
        &mut self,
        element: &Element,
        scope: &Scope,
    ) -> Result<Element, TemplateError> {
        let mut filled = Element {
            name: element.name.clone(),
            attributes: Vec::new(),
            children: self.children(&element.children, scope)?,
        };
        for (name, value) in &element.attributes {
            let value = self.replaced(value, scope)?;
            filled.attributes.push((name.clone(), value));
        }
        Ok(filled)
    }

    fn children(&mut self, children: &[Node], scope: &Scope) -> Result<Vec<Node>, TemplateError> {
        let (mut out, mut place) = (Vec::new(), 0);
        while let Some(child) = children.get(place) {
            place += 1;
            let Node::Element(element) = child else {
                out.push(child.clone());
                continue;
            };
            self.made += 1;
            if self.made > MOST {
                return Err(TemplateError::TooMany);
            }
            if let Some(name) = marker(element, '#') {
                let rest = children.get(place..).unwrap_or_default();
                let inside = self.until_closed(rest, &name)?;
                let scopes = scope.repeat(&name).ok_or_else(|| self.unknown(&name))?;
                for scope in scopes {
                    out.extend(self.children(inside, &scope)?);
                }
                place += inside.len() + 1;
            } else if is_paragraph(element) {
                let filled = self.paragraph(element, scope)?;
                out.extend(filled.into_iter().map(Node::Element));
            } else {
                out.push(Node::Element(self.fill(element, scope)?));
            }
        }
        Ok(out)
    }

    /// The siblings up to the end of a repeat; repeats of the same name may nest.
    fn until_closed<'n>(&self, rest: &'n [Node], name: &str) -> Result<&'n [Node], TemplateError> {
        let mut depth = 0;
        for (place, node) in rest.iter().enumerate() {
            let Node::Element(element) = node else {
                continue;
            };
            if marker(element, '#').as_deref() == Some(name) {
                depth += 1;
            } else if marker(element, '/').as_deref() == Some(name) {
                if depth == 0 {
                    return Ok(rest.get(..place).unwrap_or_default());
                }
                depth -= 1;
            }
        }
        Err(TemplateError::Open {
            part: self.part.to_owned(),
            name: name.to_owned(),
        })
    }

    fn unknown(&self, name: &str) -> TemplateError {
        TemplateError::Unknown {
            part: self.part.to_owned(),
            name: name.to_owned(),
        }
    }

    /// A paragraph; several when its one name stands for several lines.
    fn paragraph(
        &mut self,
        paragraph: &Element,
        scope: &Scope,
    ) -> Result<Vec<Element>, TemplateError> {
        let whole = text_of(paragraph);
        if let Some(name) = only_name(&whole) {
            let text = scope.text(name).ok_or_else(|| self.unknown(name))?;
            let lines = text.lines().filter(|line| !line.trim().is_empty());
            let lines: Vec<&str> = lines.collect();
            if lines.len() > 1 {
                let made = lines.iter().map(|line| {
                    let mut copy = paragraph.clone();
                    set_texts(&mut copy, &mut |place, _| match place {
                        0 => (*line).to_owned(),
                        _ => String::new(),
                    });
                    copy
                });
                return Ok(made.collect());
            }
        }
        let mut filled = Element {
            children: Vec::new(),
            ..paragraph.clone()
        };
        // Pictures in a paragraph have attributes to fill too.
        for child in &paragraph.children {
            filled.children.push(match child {
                Node::Element(element) => Node::Element(self.attributes_of(element, scope)?),
                Node::Text(_) => child.clone(),
            });
        }
        if whole.contains("{{") {
            let pieces = self.pieces(&filled, scope)?;
            set_texts(&mut filled, &mut |place, old| {
                pieces.get(place).cloned().unwrap_or(old)
            });
        }
        Ok(vec![filled])
    }

    fn attributes_of(
        &mut self,
        element: &Element,
        scope: &Scope,
    ) -> Result<Element, TemplateError> {
        let mut copy = element.clone();
        let mut failed = None;
        copy.each_mut(&mut |element| {
            for (_, value) in &mut element.attributes {
                match self.replaced(value, scope) {
                    Ok(filled) => *value = filled,
                    Err(error) => failed = Some(error),
                }
            }
        });
        failed.map_or(Ok(copy), Err)
    }

    fn replaced(&self, text: &str, scope: &Scope) -> Result<String, TemplateError> {
        let mut out = String::new();
        let mut rest = text;
        while let Some((before, name, after)) = next_name(rest) {
            out.push_str(before);
            let value = scope.text(name).ok_or_else(|| self.unknown(name))?;
            out.push_str(&value.replace('\n', " "));
            rest = after;
        }
        out.push_str(rest);
        Ok(out)
    }

    /// The texts of a paragraph's runs after filling: a name's value goes to the run where it begins.
    fn pieces(&self, paragraph: &Element, scope: &Scope) -> Result<Vec<String>, TemplateError> {
        let runs = texts(paragraph);
        let whole: String = runs.concat();
        let ends: Vec<usize> = runs
            .iter()
            .scan(0, |end, run| {
                *end += run.len();
                Some(*end)
            })
            .collect();
        let run_of = |place: usize| ends.iter().position(|end| place < *end).unwrap_or(0);
        let mut pieces = vec![String::new(); runs.len()];
        let (mut rest, mut at) = (whole.as_str(), 0);
        let mut copy = |from: usize, text: &str| {
            for (offset, letter) in text.char_indices() {
                if let Some(piece) = pieces.get_mut(run_of(from + offset)) {
                    piece.push(letter);
                }
            }
        };
        let mut values = Vec::new();
        while let Some((before, name, after)) = next_name(rest) {
            copy(at, before);
            let start = at + before.len();
            // A mark that no text can hold keeps the place of the value.
            copy(start, "\u{FFFF}");
            let value = scope.text(name).ok_or_else(|| self.unknown(name))?;
            values.push(value.replace(['\n', '\u{FFFF}'], " "));
            at += rest.len() - after.len();
            rest = after;
        }
        copy(at, rest);
        let mut values = values.into_iter();
        let filled = pieces.into_iter().map(|piece| {
            let mut parts = piece.split('\u{FFFF}');
            let mut text = parts.next().unwrap_or_default().to_owned();
            for part in parts {
                text.push_str(&values.next().unwrap_or_default());
                text.push_str(part);
            }
            text
        });
        Ok(filled.collect())
    }
}
