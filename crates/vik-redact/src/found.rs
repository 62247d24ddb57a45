//! What a rule found in the readable text, before arbitration.

use std::ops::Range;

use crate::span::{Label, Source, Status};

/// A finding in bytes of the readable text.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub range: Range<usize>,
    pub label: Label,
    pub status: Status,
    pub source: Source,
    pub confidence: u8,
    pub entity: Option<String>,
    pub reason: &'static str,
}

impl Found {
    /// Something to replace.
    pub fn mask(
        range: Range<usize>,
        label: Label,
        source: Source,
        confidence: u8,
        reason: &'static str,
    ) -> Self {
        let status = Status::Mask;
        Self {
            range,
            label,
            status,
            source,
            confidence,
            entity: None,
            reason,
        }
    }

    /// Something that a person must look at.
    pub fn flag(
        range: Range<usize>,
        label: Label,
        source: Source,
        confidence: u8,
        reason: &'static str,
    ) -> Self {
        let status = Status::Flag;
        Self {
            range,
            label,
            status,
            source,
            confidence,
            entity: None,
            reason,
        }
    }

    /// The same, of a known or recurring person.
    pub fn of(mut self, entity: impl Into<String>) -> Self {
        self.entity = Some(entity.into());
        self
    }
}
