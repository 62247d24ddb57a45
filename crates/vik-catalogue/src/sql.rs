//! The little that can be said about SQL without planning it. The engine checks the plan later.

use std::collections::BTreeMap;

use crate::findings::Findings;

/// The statement with comments and texts blanked, so that searching it finds SQL only.
///
/// Offsets stay true: every blanked byte becomes one space.
pub(crate) fn bare(sql: &str) -> String {
    let bytes = sql.as_bytes();
    let mut out = bytes.to_vec();
    let mut at = 0;
    while at < bytes.len() {
        let rest = &bytes[at..];
        let end = if rest.starts_with(b"--") {
            at + rest
                .iter()
                .position(|byte| *byte == b'\n')
                .unwrap_or(rest.len())
        } else if rest.starts_with(b"/*") {
            at + rest
                .windows(2)
                .position(|pair| pair == b"*/")
                .map_or(rest.len(), |end| end + 2)
        } else if rest[0] == b'\'' {
            at + rest[1..]
                .iter()
                .position(|byte| *byte == b'\'')
                .map_or(rest.len(), |end| end + 2)
        } else {
            at += 1;
            continue;
        };
        for byte in &mut out[at..end] {
            if *byte != b'\n' {
                *byte = b' ';
            }
        }
        at = end;
    }
    String::from_utf8(out).unwrap_or_default()
}

/// Words of the statement with their offsets, as identifiers are cut.
fn words(bare: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = &bare[at..];
        let start = at + rest.find(is_word)?;
        let length = bare[start..]
            .find(|letter| !is_word(letter))
            .unwrap_or(bare.len() - start);
        at = start + length;
        Some((start, &bare[start..at]))
    })
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

/// The parameters used as `$name`, each with its first offset.
pub(crate) fn parameters(bare: &str) -> BTreeMap<&str, usize> {
    let mut found = BTreeMap::new();
    for (at, word) in words(bare) {
        if bare[..at].ends_with('$') {
            found.entry(word).or_insert(at - 1);
        }
    }
    found
}

/// What the outermost (last at depth zero) `SELECT` lists, or nothing when there is none.
pub(crate) fn select_list(bare: &str) -> Option<&str> {
    let mut from = None;
    let mut select = None;
    for (at, word) in words(bare) {
        if depth(&bare[..at]) != 0 {
            continue;
        }
        if word.eq_ignore_ascii_case("select") && select.is_none() {
            select = Some(at + word.len());
        } else if word.eq_ignore_ascii_case("from") && select.is_some() && from.is_none() {
            from = Some(at);
        }
    }
    Some(&bare[select?..from.unwrap_or(bare.len())])
}

/// Whether a list names a word.
pub(crate) fn names(list: &str, name: &str) -> bool {
    words(list).any(|(_, word)| word.eq_ignore_ascii_case(name))
}

fn depth(text: &str) -> i64 {
    text.bytes()
        .map(|byte| match byte {
            b'(' => 1,
            b')' => -1,
            _ => 0,
        })
        .sum()
}

/// Rules that hold for every statement: one `SELECT`, columns named one by one.
pub(crate) fn check_statement(findings: &Findings<'_>, sql_at: usize, bare: &str) {
    let first = words(bare).next();
    match first {
        Some((_, word))
            if ["select", "with"]
                .iter()
                .any(|start| word.eq_ignore_ascii_case(start)) => {}
        Some((at, _)) => findings.error_in_file(
            sql_at + at,
            "the statement must be one SELECT",
            Some("start it with SELECT or WITH".to_owned()),
        ),
        None => findings.error_in_file(
            sql_at,
            "there is no SQL under the header",
            Some("write one SELECT after `+++*/`".to_owned()),
        ),
    }
    if let Some(at) = bare.trim_end().trim_end_matches(';').find(';') {
        findings.error_in_file(
            sql_at + at,
            "the file holds more than one statement",
            Some("keep one SELECT and put the other in its own file".to_owned()),
        );
    }
    if let Some(at) = star(bare) {
        findings.error_in_file(
            sql_at + at,
            "`SELECT *` is not allowed",
            Some("name the columns, so that a new one cannot slip in".to_owned()),
        );
    }
}

/// The offset of a `*` that stands for every column: after SELECT, DISTINCT, a comma or `alias.`.
///
/// Over `(VALUES …)` it may stand: a list written out in the file cannot grow behind its back.
fn star(bare: &str) -> Option<usize> {
    bare.match_indices('*').map(|(at, _)| at).find(|at| {
        let after: String = bare[at + 1..]
            .chars()
            .filter(|letter| !letter.is_whitespace())
            .take("from(values".len())
            .collect();
        if after.eq_ignore_ascii_case("from(values") {
            return false;
        }
        let before = bare[..*at].trim_end();
        let last = before
            .rsplit(|letter| !is_word(letter))
            .next()
            .unwrap_or_default();
        before.ends_with(',')
            || before.ends_with('.')
            || ["select", "distinct", "all"]
                .iter()
                .any(|word| last.eq_ignore_ascii_case(word))
    })
}
