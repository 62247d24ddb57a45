//! The texts of an askama template: literals in its expressions, and prose between its tags.

use super::rust::{Literal, literals};

/// Tags inside a sentence; every other tag ends one.
const INLINE: [&str; 8] = ["a", "strong", "em", "code", "span", "kbd", "mark", "b"];

/// What a template holds.
pub struct Template {
    /// The literals of all expressions, line by line of the template.
    pub literals: Vec<Literal>,
    /// Prose that stands in the template itself, with `{}` for what is filled in.
    pub prose: Vec<(usize, String)>,
}

/// Reads a template.
pub fn read(source: &str) -> Template {
    let mut found = Template {
        literals: Vec::new(),
        prose: Vec::new(),
    };
    let mut rest = source;
    let mut line = 1;
    let mut begun = 1;
    let mut text = String::new();
    while let Some(c) = rest.chars().next() {
        let close = match rest.get(..2) {
            Some("{{") => Some("}}"),
            Some("{%") => Some("%}"),
            Some("{#") => Some("#}"),
            _ if c == '<' => Some(">"),
            _ => None,
        };
        let Some(close) = close else {
            if text.trim().is_empty() {
                begun = line;
            }
            text.push(c);
            line += usize::from(c == '\n');
            rest = &rest[c.len_utf8()..];
            continue;
        };
        // A tag may hold expressions with `>` in them: its end is looked for after those.
        let end = if c == '<' {
            tag_end(rest)
        } else {
            rest.find(close)
        };
        let end = end.map_or(rest.len(), |at| at + close.len());
        let (piece, after) = rest.split_at(end);
        if !piece.starts_with("{#") {
            for mut one in literals(&expressions(piece)) {
                one.line += line - 1;
                found.literals.push(one);
            }
        }
        if piece.starts_with("{{") {
            text.push_str("{}");
        } else if piece.starts_with("{%") || !inline(piece) {
            flush(&mut found.prose, begun, &mut text);
        }
        line += piece.matches('\n').count();
        rest = after;
    }
    flush(&mut found.prose, begun, &mut text);
    found
}

fn flush(prose: &mut Vec<(usize, String)>, line: usize, text: &mut String) {
    let words: Vec<&str> = text.split_whitespace().collect();
    let whole = words.join(" ");
    text.clear();
    if whole.replace("{}", "").chars().any(char::is_alphabetic) {
        prose.push((line, whole));
    }
}

fn inline(tag: &str) -> bool {
    let name: String = tag
        .trim_start_matches(['<', '/'])
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .collect();
    INLINE.contains(&name.as_str())
}

/// Where a tag's `>` is, past the expressions within it.
fn tag_end(rest: &str) -> Option<usize> {
    let mut depth = 0;
    for (at, c) in rest.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            '>' if depth == 0 => return Some(at),
            _ => {}
        }
    }
    None
}

/// A tag without its own quotes, so that only the literals of its expressions are left.
fn expressions(piece: &str) -> String {
    if !piece.starts_with('<') {
        return piece.to_owned();
    }
    let mut out = String::new();
    let mut depth = 0;
    for c in piece.chars() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth > 0 || c == '\n' {
            out.push(c);
        } else if c == '}' {
            out.push_str(" ; ");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_and_prose_are_told_apart() {
        let source = r#"<p class="intro" aria-label="{{ chrome.t("Kies >", "Choose >") }}">Kies <strong>één</strong> van {{ count }} zaken.</p>
{% if a > b %}<p>{{ chrome.t("Niets.", "Nothing.") }}</p>{% endif %}"#;
        let found = read(source);
        let texts: Vec<_> = found.literals.iter().map(|one| one.text.as_str()).collect();
        assert_eq!(texts, ["Kies >", "Choose >", "Niets.", "Nothing."]);
        assert!(found.literals[0].opens && found.literals[1].follows);
        assert_eq!(found.literals[2].line, 2);
        assert_eq!(found.prose, [(1, "Kies één van {} zaken.".to_owned())]);
    }
}
