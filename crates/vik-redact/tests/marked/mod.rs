//! Texts whose identifying parts and whose words to keep are marked in the text itself:
//! `⟦LABEL/sub ENTITY: words⟧` and `⟪words⟫`, below a header between two lines of `+++`.

use std::ops::Range;

use vik_redact::{KnownPerson, Record, Role};

/// A part that identifies someone.
pub struct Mark {
    pub range: Range<usize>,
    pub label: String,
    /// `quasi` says that a mail address is a function's, not a person's.
    pub quasi: bool,
}

/// A marked text.
pub struct Marked {
    pub text: String,
    pub record: Record,
    pub marks: Vec<Mark>,
    pub keep: Vec<Range<usize>>,
}

impl Marked {
    /// Reads a marked text.
    pub fn read(file: &str) -> Marked {
        let body = file.strip_prefix("+++\n").expect("a header");
        let (header, body) = body.split_once("\n+++\n").expect("an end of the header");
        let mut out = Marked {
            text: String::new(),
            record: record(header),
            marks: Vec::new(),
            keep: Vec::new(),
        };
        let mut rest = body.trim_end();
        while let Some(at) = rest.find(['⟦', '⟪']) {
            out.text.push_str(&rest[..at]);
            let direct = rest[at..].starts_with('⟦');
            let inside = &rest[at + '⟦'.len_utf8()..];
            let (inside, after) = inside
                .split_once(if direct { '⟧' } else { '⟫' })
                .expect("a closing mark");
            let start = out.text.len();
            if direct {
                let (kind, words) = inside.split_once(": ").expect("words behind a kind");
                let kind = kind.split(' ').next().unwrap_or_default();
                let (label, sub) = kind.split_once('/').unwrap_or((kind, ""));
                out.text.push_str(words);
                out.marks.push(Mark {
                    range: start..out.text.len(),
                    label: label.to_owned(),
                    quasi: sub == "quasi",
                });
            } else {
                out.text.push_str(inside);
                out.keep.push(start..out.text.len());
            }
            rest = after;
        }
        out.text.push_str(rest);
        out
    }
}

fn record(header: &str) -> Record {
    let value = |part: &str, key: &str| {
        let (_, after) = part.split_once(&format!("{key} = \""))?;
        Some(after.split('"').next()?.to_owned())
    };
    let (head, persons) = header.split_once("persons").expect("persons");
    Record {
        case: value(head, "case"),
        persons: persons
            .split('{')
            .skip(1)
            .map(|part| KnownPerson {
                id: value(part, "id").expect("an id"),
                name: value(part, "name").expect("a name"),
                role: Role::from_dutch(&value(part, "role").expect("a role")),
            })
            .collect(),
    }
}
