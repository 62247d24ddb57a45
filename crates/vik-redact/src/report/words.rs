//! The sources of the legend, and text made safe for HTML.

use crate::span::Source;

/// All sources, in the order of the legend.
pub(super) const SOURCES: [Source; 10] = [
    Source::Record,
    Source::Structure,
    Source::Pattern,
    Source::Organisation,
    Source::Gazetteer,
    Source::Model,
    Source::Propagation,
    Source::Trigger,
    Source::Unexplained,
    Source::Reviewer,
];

/// Escapes a text for HTML, in elements and attributes alike.
///
/// Characters that HTML does not allow, and those that turn the direction of writing, become
/// visible: a reviewer must see what stands there.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\r' => {}
            '\n' | '\t' => out.push(c),
            '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}'
            | '\u{feff}'
            | '\u{fdd0}'..='\u{fdef}' => out.push_str(&format!("⟨U+{:04X}⟩", u32::from(c))),
            c if c.is_control() || (u32::from(c) & 0xfffe) == 0xfffe => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn nothing_of_a_text_is_read_as_markup() {
        assert_eq!(
            escape("<b a=\"1\" b='2'>&"),
            "&lt;b a=&quot;1&quot; b=&#39;2&#39;&gt;&amp;"
        );
        assert_eq!(escape("a\u{0}\u{202e}b\r\n"), "a\u{fffd}⟨U+202E⟩b\n");
    }
}
