//! What is wrong with a file that a person wrote: where, what, and the nearest thing that would do.

use std::fmt;
use std::ops::Range;

/// One mistake in a mapping or policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
    /// The place in the line, counted from 1.
    pub column: usize,
    /// What is wrong.
    pub message: String,
    /// What would do.
    pub hint: Option<String>,
}

impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "error: {}\n  --> {}:{}:{}",
            self.message, self.file, self.line, self.column
        )?;
        if let Some(hint) = &self.hint {
            write!(out, "\n   = hint: {hint}")?;
        }
        Ok(())
    }
}

/// A mapping or policy that cannot be used, with every mistake in it.
#[derive(Debug, thiserror::Error)]
#[error("{}", listed(.problems))]
pub struct MappingError {
    /// The mistakes, in the order of the file.
    pub problems: Vec<Problem>,
}

fn listed(problems: &[Problem]) -> String {
    problems
        .iter()
        .map(Problem::to_string)
        .collect::<Vec<_>>()
        .join("\n")
}

/// Turns places in the text of a file into lines, and collects what is wrong there.
pub(crate) struct Problems<'a> {
    file: &'a str,
    text: &'a str,
    found: Vec<Problem>,
}

impl<'a> Problems<'a> {
    pub(crate) fn new(file: &'a str, text: &'a str) -> Self {
        Problems {
            file,
            text,
            found: Vec::new(),
        }
    }

    pub(crate) fn add(&mut self, span: Range<usize>, message: String, hint: Option<String>) {
        let before = self
            .text
            .get(..span.start.min(self.text.len()))
            .unwrap_or(self.text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or(before).chars().count() + 1;
        self.found.push(Problem {
            file: self.file.to_owned(),
            line,
            column,
            message,
            hint,
        });
    }

    pub(crate) fn syntax(&mut self, error: &toml::de::Error) {
        let message = error.message().to_owned();
        let hint = near_named(&message);
        self.add(error.span().unwrap_or(0..0), message, hint);
    }

    pub(crate) fn finish(mut self) -> Result<(), MappingError> {
        if self.found.is_empty() {
            return Ok(());
        }
        self.found
            .sort_by_key(|problem| (problem.line, problem.column));
        Err(MappingError {
            problems: self.found,
        })
    }
}

/// Reads the names out of "unknown field `a`, expected one of `b`, `c`" and offers the nearest.
fn near_named(message: &str) -> Option<String> {
    let mut names = message.split('`').skip(1).step_by(2);
    let given = names.next()?;
    did_you_mean(given, names)
}

/// "did you mean `unit`?", when some name is near enough.
pub(crate) fn did_you_mean<'n>(
    given: &str,
    names: impl Iterator<Item = &'n str>,
) -> Option<String> {
    let lower = given.to_lowercase();
    names
        .map(|name| (strsim::jaro_winkler(&lower, &name.to_lowercase()), name))
        .filter(|(score, _)| *score > 0.75)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, name)| format!("did you mean `{name}`?"))
}

/// The hint when nothing is near: all names, as long as they fit on a line or two.
pub(crate) fn nearest_or_all<'n>(
    given: &str,
    names: impl Iterator<Item = &'n str> + Clone,
) -> String {
    did_you_mean(given, names.clone()).unwrap_or_else(|| {
        let mut known: Vec<&str> = names.take(25).collect();
        if known.len() == 25 {
            known[24] = "…";
        }
        format!("known are {}", known.join(", "))
    })
}
