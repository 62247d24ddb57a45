//! The texts of a template: its paragraphs, and the names between braces in them.

use crate::pack::tree::{Element, Node};

/// Every name that a part asks for, with the names of its repeats, in the order of the text. Names in
/// marks of slides (`{{dia#verhalen}}`) count too.
pub(in crate::pack) fn names(root: &Element) -> Vec<String> {
    let mut texts = Vec::new();
    root.each(&mut |each| {
        if is_paragraph(each) {
            texts.push(text_of(each));
        }
        texts.extend(each.attributes.iter().map(|(_, value)| value.clone()));
    });
    let mut found = Vec::new();
    for text in &texts {
        for after in text.split("{{").skip(1) {
            let Some((name, _)) = after.split_once("}}") else {
                continue;
            };
            let bare = name
                .strip_prefix("dia")
                .filter(|rest| rest.starts_with(['#', '/']));
            let bare = bare.unwrap_or(name);
            let name = bare.strip_prefix(['#', '/']).unwrap_or(bare);
            if is_name(name) && !found.iter().any(|known| known == name) {
                found.push(name.to_owned());
            }
        }
    }
    found
}

pub(super) fn is_paragraph(element: &Element) -> bool {
    matches!(element.name.as_str(), "w:p" | "a:p")
}

pub(super) fn is_text(element: &Element) -> bool {
    matches!(element.name.as_str(), "w:t" | "a:t")
}

/// The texts of the runs, in order.
pub(super) fn texts(element: &Element) -> Vec<String> {
    let mut found = Vec::new();
    element.each(&mut |each| {
        if is_text(each) {
            let text = each.children.iter().map(|child| match child {
                Node::Text(text) => text.as_str(),
                Node::Element(_) => "",
            });
            found.push(text.collect());
        }
    });
    found
}

/// All text in an element.
pub(in crate::pack) fn text_of(element: &Element) -> String {
    texts(element).concat()
}

pub(super) fn set_texts(element: &mut Element, text: &mut dyn FnMut(usize, String) -> String) {
    let mut place = 0;
    element.each_mut(&mut |each| {
        if is_text(each) {
            let old = text_of(each);
            let new = text(place, old);
            place += 1;
            if each.name == "w:t" {
                each.set("xml:space", "preserve");
            }
            each.children = vec![Node::Text(new)];
        }
    });
}

/// The name of a repeat that begins (`#`) or ends (`/`) in this paragraph or table row, alone in it.
pub(super) fn marker(element: &Element, sign: char) -> Option<String> {
    if !is_paragraph(element) && !matches!(element.name.as_str(), "w:tr" | "a:tr") {
        return None;
    }
    let text = text_of(element);
    let name = text.trim().strip_prefix("{{")?.strip_suffix("}}")?;
    let name = name.strip_prefix(sign)?;
    is_name(name).then(|| name.to_owned())
}

/// The name, when the text is one and nothing else.
pub(super) fn only_name(text: &str) -> Option<&str> {
    let (before, name, after) = next_name(text.trim())?;
    (before.is_empty() && after.is_empty()).then_some(name)
}

/// The first `{{name}}`: what stands before it, the name, and what stands after.
pub(super) fn next_name(text: &str) -> Option<(&str, &str, &str)> {
    let mut from = 0;
    while let Some(found) = text.get(from..)?.find("{{") {
        let start = from + found;
        let inside = text.get(start + 2..)?;
        let end = inside.find("}}")?;
        let name = inside.get(..end)?;
        if is_name(name) {
            return Some((text.get(..start)?, name, inside.get(end + 2..)?));
        }
        from = start + 2;
    }
    None
}

pub(super) fn is_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
}
