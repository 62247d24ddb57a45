//! Made-up texts with marks, as spans of the library, and the page that shows what becomes of them.

use std::fmt::Write as _;

use vik_redact::{KnownPerson, Names, Record, Role, Source, Span, Status, Style, replace};

use crate::gold::label;

const TEXTS: &str = include_str!("texts.txt");
const JUDGEMENTS: &str = include_str!("judgements.txt");
const HEAD: &str = include_str!("head.md");

/// The page `docs/SAMPLES.md`.
pub fn page() -> String {
    let mut out = HEAD.to_owned();
    let judgements: Vec<&str> = JUDGEMENTS.split("\n---\n").map(str::trim).collect();
    for (nth, block) in TEXTS.split("\n---\n").enumerate() {
        let (title, record, text, spans) = read(block);
        let names = if title.contains("klas") {
            Names::Surrogates
        } else {
            Names::Roles
        };
        let draft = replace(
            &text,
            &spans,
            &record,
            &Style {
                names,
                seed: 7,
                ..Style::default()
            },
        );
        let _ = write!(
            out,
            "\n## {}. {title}\n\n**Voor**\n\n{}\n\n**Na**\n\n{}\n\n**Oordeel.** {}\n",
            nth + 1,
            quote(&text),
            quote(&draft.text),
            judgements.get(nth).copied().unwrap_or_default()
        );
    }
    out
}

fn quote(text: &str) -> String {
    let lines: Vec<String> = text
        .trim_end()
        .lines()
        .map(|l| {
            format!("> {l}")
                .trim_end()
                .replace('<', "\\<")
                .replace('[', "\\[")
        })
        .collect();
    lines.join("  \n")
}

fn read(block: &str) -> (&str, Record, String, Vec<Span>) {
    let mut record = Record::default();
    let (title, mut rest) = block
        .trim_start_matches("# ")
        .split_once('\n')
        .expect("a title");
    while let Some((line, below)) = rest.split_once('\n') {
        let mut words = line.splitn(3, ' ');
        let (Some(id), Some(role), Some(name)) = (words.next(), words.next(), words.next()) else {
            break;
        };
        if id.len() != 2 || !id.starts_with('P') || Role::from_dutch(role) == Role::Other {
            break;
        }
        record.persons.push(KnownPerson {
            id: id.to_owned(),
            name: name.to_owned(),
            role: Role::from_dutch(role),
        });
        rest = below;
    }
    let (mut text, mut spans) = (String::new(), Vec::new());
    let mut pieces = rest.split('⟦');
    text.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        let (mark, after) = piece.split_once('⟧').expect("a closed mark");
        let (kind, words) = mark.split_once(": ").expect("a mark with words");
        let (code, entity) = kind
            .split_once(' ')
            .map_or((kind, None), |(c, e)| (c, Some(e.to_owned())));
        let start = text.len();
        text.push_str(words);
        let flag = matches!(code, "RARE" | "SPECIAL");
        spans.push(Span {
            range: start..text.len(),
            label: label(code),
            status: if flag { Status::Flag } else { Status::Mask },
            source: Source::Reviewer,
            confidence: 100,
            entity,
            reason: "annotated by hand",
        });
        text.push_str(after);
    }
    (title, record, text, spans)
}
