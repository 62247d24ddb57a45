//! The templates that ship: a plain deck and a plain Word file, which an organisation can replace.
//!
//! They are put together here from a few small parts, so that every word in them can be read in the
//! source, and a trainer can save one, restyle it and hand it back in.

mod deck;
mod document;

pub(super) use deck::deck;
pub(super) use document::document;

use super::tree::{Element, Node};

/// A relationship file: id, type (below the common prefix) and target.
fn relations(all: &[(&str, &str, &str)]) -> Vec<u8> {
    let mut relations = Element::new(
        "Relationships",
        &[(
            "xmlns",
            "http://schemas.openxmlformats.org/package/2006/relationships",
        )],
    );
    for (id, kind, target) in all {
        super::opc::relate(&mut relations, id, kind, target);
    }
    relations.to_bytes()
}

/// The content types: the common ones and those of these parts.
fn types(parts: &[(String, String)]) -> Vec<u8> {
    let mut types = Element::new(
        "Types",
        &[(
            "xmlns",
            "http://schemas.openxmlformats.org/package/2006/content-types",
        )],
    );
    for (extension, kind) in [
        (
            "rels",
            "application/vnd.openxmlformats-package.relationships+xml",
        ),
        ("xml", "application/xml"),
        ("png", "image/png"),
    ] {
        let each = [("Extension", extension), ("ContentType", kind)];
        let each = Element::new("Default", &each);
        types.children.push(Node::Element(each));
    }
    for (part, kind) in parts {
        let each = [("PartName", part.as_str()), ("ContentType", kind.as_str())];
        let each = Element::new("Override", &each);
        types.children.push(Node::Element(each));
    }
    types.to_bytes()
}

/// A grey field that a figure takes the place of.
fn blank() -> Vec<u8> {
    let map = resvg::tiny_skia::Pixmap::new(16, 9);
    let png = map.and_then(|mut map| {
        map.fill(resvg::tiny_skia::Color::from_rgba8(221, 225, 229, 255));
        map.encode_png().ok()
    });
    png.unwrap_or_default()
}
