//! Finds the header of a SQL file: TOML between `/*+++` and `+++*/`, the first thing in the file.

use crate::findings::Findings;

const OPEN: &str = "/*+++";
const CLOSE: &str = "+++*/";

/// A SQL file in its two halves.
pub(crate) struct Split<'a> {
    /// The TOML between the marks.
    pub(crate) toml: &'a str,
    /// Where the TOML starts in the file.
    pub(crate) base: usize,
    /// The statement, without blank edges.
    pub(crate) sql: &'a str,
    /// Where the statement starts in the file.
    pub(crate) sql_at: usize,
}

/// Splits a file, or says what is missing.
pub(crate) fn split<'a>(file: &'a str, text: &'a str) -> Result<Split<'a>, Findings<'a>> {
    let refuse = |at, message: &str, hint: &str| {
        let findings = Findings::new(file, text, 0);
        findings.error_in_file(at, message, Some(hint.to_owned()));
        findings
    };
    let start = text.len() - text.trim_start_matches('\u{feff}').trim_start().len();
    if !text[start..].starts_with(OPEN) {
        return Err(refuse(
            start,
            "the file has no header",
            "start it with `/*+++`, TOML and `+++*/`",
        ));
    }
    let base = start + OPEN.len();
    let Some(length) = text[base..].find(CLOSE) else {
        return Err(refuse(
            start,
            "the header is not closed",
            "end it with `+++*/` on its own line",
        ));
    };
    let toml = &text[base..base + length];
    if let Some(at) = toml.find("*/").or_else(|| toml.find("/*")) {
        return Err(refuse(
            base + at,
            "the header holds a comment mark",
            "leave `/*` and `*/` out of the header, or SQL would read half of it",
        ));
    }
    let after = base + length + CLOSE.len();
    let body = &text[after..];
    let sql_at = after + (body.len() - body.trim_start().len());
    Ok(Split {
        toml,
        base,
        sql: body.trim(),
        sql_at,
    })
}
