//! `policies/freeze.toml`: the numbers the freeze works with.

use crate::diagnostic::Diagnostic;
use crate::findings::Findings;
use crate::reader::document;
use crate::suppression::{Mode, SuppressionSettings};

/// The freeze's numbers. Changing one starts a new policy version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FreezePolicy {
    /// Named in every release.
    pub version: String,
    /// Counts are published as multiples of this.
    pub base: u32,
    /// Multiples for quarterly leadership figures.
    pub leadership_base: u32,
    /// A person's cases per month beyond this do not count.
    pub person_cap: u32,
    /// Preferred largest cumulated error of one cell.
    pub leaf_error_preference: u32,
    /// Preferred largest cumulated error of one controlled margin.
    pub margin_error_preference: u32,
    /// Staff a unit needs before it is shown by itself.
    pub minimum_roster: u32,
    /// Quarters of the moving window over corruption.
    pub window_quarters_corruption: u32,
    /// How figures are protected; rounding when the file does not say.
    pub mode: Mode,
    /// Settings of suppression; absent only when the mode is rounding.
    pub suppression: Option<SuppressionSettings>,
}

impl FreezePolicy {
    /// Parses a policy file; every number must be there.
    pub fn parse(file: &str, text: &str) -> Result<Self, Vec<Diagnostic>> {
        let findings = Findings::new(file, text, 0);
        let policy = document(&findings, text, |reader| {
            let number = |key, low| {
                if reader.value(key).is_none() {
                    reader.missing(key, Some("a policy has no silent defaults"));
                }
                reader.within(key, low, low, 1_000_000) as u32
            };
            let modes = [
                ("rounding", Mode::Rounding),
                ("suppression", Mode::Suppression),
            ];
            let mode = match reader.value("mode") {
                Some(_) => reader.choice("mode", &modes).unwrap_or_default(),
                None => Mode::default(),
            };
            let suppression = reader.table("suppression").map(SuppressionSettings::read);
            if mode == Mode::Suppression && suppression.is_none() {
                reader.missing("suppression", Some("mode \"suppression\" needs this table"));
            }
            Self {
                mode,
                suppression,
                version: reader.text("version").value,
                base: number("base", 2),
                leadership_base: number("leadership_base", 2),
                person_cap: number("person_cap", 1),
                leaf_error_preference: number("leaf_error_preference", 1),
                margin_error_preference: number("margin_error_preference", 1),
                minimum_roster: number("minimum_roster", 1),
                window_quarters_corruption: number("window_quarters_corruption", 1),
            }
        });
        match policy {
            Some(policy) if findings.is_clean() => Ok(policy),
            _ => Err(findings.into_list()),
        }
    }
}
