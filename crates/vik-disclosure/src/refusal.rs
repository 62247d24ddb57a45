//! Policy saying no: a normal answer that names the rule and what would pass.

use serde::{Deserialize, Serialize};

/// A refusal names the rule and what would pass; it never quotes a count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("refused by rule `{rule}` for `{subject}`: {would_pass}")]
pub struct Refusal {
    /// The rule, as a stable word.
    pub rule: String,
    /// What was refused: a cube, a period or a set of facts; never a cell value.
    pub subject: String,
    /// What would pass instead.
    pub would_pass: String,
}

impl Refusal {
    pub(crate) fn new(rule: &str, subject: impl Into<String>, would_pass: &str) -> Self {
        Self {
            rule: rule.to_owned(),
            subject: subject.into(),
            would_pass: would_pass.to_owned(),
        }
    }
}
