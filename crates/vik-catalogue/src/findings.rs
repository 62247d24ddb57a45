//! Collects what is wrong with one file, and turns byte offsets into lines and columns.

use std::cell::RefCell;

use crate::diagnostic::{Diagnostic, Severity};

/// A file under examination and what was found in it.
pub(crate) struct Findings<'a> {
    file: &'a str,
    text: &'a str,
    /// Where the TOML starts in the text.
    base: usize,
    list: RefCell<Vec<Diagnostic>>,
}

impl<'a> Findings<'a> {
    pub(crate) fn new(file: &'a str, text: &'a str, base: usize) -> Self {
        Self {
            file,
            text,
            base,
            list: RefCell::new(Vec::new()),
        }
    }

    /// Records an error at a byte offset of the TOML.
    pub(crate) fn error(&self, at: usize, message: impl Into<String>, hint: Option<String>) {
        self.error_in_file(self.base + at, message, hint);
    }

    /// Records an error at a byte offset of the whole file.
    pub(crate) fn error_in_file(
        &self,
        at: usize,
        message: impl Into<String>,
        hint: Option<String>,
    ) {
        let (line, column) = self.position(at);
        self.list.borrow_mut().push(Diagnostic {
            file: self.file.to_owned(),
            line,
            column,
            severity: Severity::Error,
            message: message.into(),
            hint,
        });
    }

    pub(crate) fn line(&self, at: usize) -> usize {
        self.position(self.base + at).0
    }

    fn position(&self, at: usize) -> (usize, usize) {
        let mut at = at.min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        let before = &self.text[..at];
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        (
            before.matches('\n').count() + 1,
            before[start..].chars().count() + 1,
        )
    }

    pub(crate) fn file(&self) -> &str {
        self.file
    }

    pub(crate) fn is_clean(&self) -> bool {
        self.list.borrow().is_empty()
    }

    pub(crate) fn into_list(self) -> Vec<Diagnostic> {
        let mut list = self.list.into_inner();
        list.sort_by_key(|found| (found.line, found.column));
        list.dedup();
        list
    }
}
