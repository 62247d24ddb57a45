//! Quarantine: the faulty rows as they stood in the file, for whoever can correct them.
//!
//! They are encrypted with age on the way out, so that nothing plain is ever written.

use std::io::Write;
use std::iter;

use age::secrecy::SecretString;
use age::{Encryptor, x25519};
use serde_json::{Map, Value, json};

use crate::ahead::Ahead;
use crate::error::IntakeError;
use crate::intake::Checked;

/// For whom a quarantine is sealed.
pub enum Seal {
    /// Whoever knows the passphrase.
    Passphrase(SecretString),
    /// Whoever holds the secret half of this age key.
    Recipient(Box<x25519::Recipient>),
}

impl Seal {
    /// Reads a recipient such as `age1…`.
    pub fn recipient(text: &str) -> Result<Seal, IntakeError> {
        text.trim()
            .parse()
            .map(|recipient| Seal::Recipient(Box::new(recipient)))
            .map_err(|_| {
                IntakeError::Quarantine(
                    "the recipient is not an age key; it begins with age1, see `age-keygen`"
                        .to_owned(),
                )
            })
    }

    fn encryptor(&self) -> Result<Encryptor, IntakeError> {
        match self {
            Seal::Passphrase(phrase) => Ok(Encryptor::with_user_passphrase(phrase.clone())),
            Seal::Recipient(recipient) => {
                Encryptor::with_recipients(iter::once(recipient.as_ref() as &dyn age::Recipient))
                    .map_err(|_| IntakeError::Quarantine("the recipient cannot be used".to_owned()))
            }
        }
    }
}

impl Checked {
    /// Writes the rows with findings, encrypted, one JSON object per line; returns how many.
    pub fn quarantine(&self, out: impl Write, seal: &Seal) -> Result<u64, IntakeError> {
        let failed = |error: std::io::Error| IntakeError::Quarantine(error.kind().to_string());
        let (source, recipe, faulty) = self.parts();
        let columns = &recipe.facts.columns;
        let wanted: Vec<usize> = (0..columns.len()).collect();
        let mut sealed = seal.encryptor()?.wrap_output(out).map_err(failed)?;
        let mut ahead = Ahead::new(recipe.open(source, &wanted)?);
        let mut written = 0;
        while let Some(chunk) = ahead.next()? {
            for (row, position) in chunk
                .positions
                .iter()
                .enumerate()
                .filter(|(_, position)| faulty.get(**position))
            {
                let cells: Map<String, Value> = columns
                    .iter()
                    .zip(&chunk.columns)
                    .map(|(name, column)| (name.clone(), Value::from(column.get(row))))
                    .collect();
                let findings: Vec<Value> = self
                    .report()
                    .findings
                    .of_row(*position)
                    .map(|finding| json!({ "column": &*finding.column, "rule": finding.rule, "expected": &*finding.expected }))
                    .collect();
                let line = json!({ "row": position, "findings": findings, "cells": cells });
                writeln!(sealed, "{line}").map_err(failed)?;
                written += 1;
            }
            ahead.reuse(chunk);
        }
        sealed.finish().map_err(failed)?;
        Ok(written)
    }
}
