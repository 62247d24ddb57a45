//! What is wrong with a file, where, and what to do about it.

use std::fmt;

/// How much a diagnostic matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The file is left out until this is repaired.
    Error,
    /// The file works, but its author should look.
    Warning,
}

/// One defect in one file, shown as compilers do.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Diagnostic {
    /// The file, relative to the catalogue: `queries/recurrence.sql`.
    pub file: String,
    /// Line, counted from 1.
    pub line: usize,
    /// Column in characters, counted from 1.
    pub column: usize,
    /// How much it matters.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// The next step.
    pub hint: Option<String>,
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = match self.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        writeln!(out, "{severity}: {}", self.message)?;
        write!(out, "  --> {}:{}:{}", self.file, self.line, self.column)?;
        if let Some(hint) = &self.hint {
            write!(out, "\n   = hint: {hint}")?;
        }
        Ok(())
    }
}

/// A hint from what was written and what would have been right.
pub(crate) fn suggest<'k>(written: &str, known: impl Iterator<Item = &'k str>) -> Option<String> {
    let mut known: Vec<&str> = known.collect();
    known.sort_unstable();
    known.dedup();
    let nearest = known
        .iter()
        .map(|word| (strsim::jaro_winkler(written, word), *word))
        .max_by(|a, b| a.0.total_cmp(&b.0));
    match nearest {
        Some((likeness, word)) if likeness >= 0.8 => Some(format!("did you mean `{word}`?")),
        Some(_) => {
            let words: Vec<String> = known.iter().map(|word| format!("`{word}`")).collect();
            Some(format!("one of {}", words.join(", ")))
        }
        None => None,
    }
}
