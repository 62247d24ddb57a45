//! The door in suppression mode: quarter after quarter, exact tables with hidden cells.

use std::path::Path;

use vik_disclosure::attack::{Memory, Options, attack_again};
use vik_disclosure::ledger::Ledger;
use vik_disclosure::suppress::{Suppressed, freeze_suppressed, told_suppressed};
use vik_disclosure::{FreezeError, Occasion, Refusal, ReleaseRecord};
use vik_domain::{Month, Quarter};
use vik_published::{Publisher, suppressed};
use vik_warehouse::{CubeSql, Warehouse};

use crate::door::{Published, said};
use crate::error::ReleaseError;
use crate::reference::ReferenceFiles;
use crate::setting::{Setting, Suppression};

/// The population that all linked cubes count.
const POPULATION: &str = "cases";

/// The door of an organisation that publishes exact tables, open while it exists.
pub struct SuppressionDoor<'a> {
    setting: &'a Setting,
    rules: &'a Suppression,
    files: &'a ReferenceFiles,
    warehouse: &'a Warehouse,
    publisher: Publisher,
    records: Vec<ReleaseRecord>,
    ledger: Ledger,
    memory: Memory,
    alarms: usize,
}

impl<'a> SuppressionDoor<'a> {
    /// Opens the door between a warehouse and a folder of the open side.
    ///
    /// # Errors
    /// [`ReleaseError::Mode`] when rounded figures of the same cases are published there.
    pub async fn open(
        setting: &'a Setting,
        rules: &'a Suppression,
        files: &'a ReferenceFiles,
        warehouse: &'a Warehouse,
        open_folder: &Path,
    ) -> Result<Self, ReleaseError> {
        let publisher = Publisher::open(open_folder).await?;
        if !publisher.releases().is_empty() {
            let refusal = mixed("mode = \"rounding\", as before");
            publisher.refused("suppression", &refusal)?;
            return Err(ReleaseError::Mode(refusal));
        }
        let releases = suppressed(open_folder)?;
        let told = |release: &vik_published::SuppressedRelease| {
            told_suppressed(&release.tables, &release.record.period)
        };
        Ok(Self {
            setting,
            rules,
            files,
            warehouse,
            publisher,
            ledger: releases.iter().flat_map(told).collect(),
            records: releases.into_iter().map(|release| release.record).collect(),
            memory: Memory::default(),
            alarms: 0,
        })
    }

    /// The last quarter that is published, if any.
    #[must_use]
    pub fn frontier(&self) -> Option<Quarter> {
        self.records.last()?.period.parse().ok()
    }

    /// Units and months so far in which more than half of the staff has a case. Closed side only.
    #[must_use]
    pub fn alarms(&self) -> usize {
        self.alarms
    }

    /// The quarters to be published: complete ones with cases, up to the one that `through` ends.
    ///
    /// # Errors
    /// [`ReleaseError::Warehouse`].
    pub async fn pending(&self, through: Month) -> Result<Vec<Quarter>, ReleaseError> {
        let Some((first, last)) = self.warehouse.span().await? else {
            return Ok(Vec::new());
        };
        let last = last.min(through);
        let mut quarter = self
            .frontier()
            .map_or(first.quarter(), |known| known.next());
        let mut pending = Vec::new();
        while quarter.last_month() <= last {
            pending.push(quarter);
            quarter = quarter.next();
        }
        Ok(pending)
    }

    /// Counts, protects and publishes one quarter.
    ///
    /// # Guarantee
    /// Nothing that was published before changes. The tables appear only after an attack on them
    /// together with everything published before found nothing.
    ///
    /// # Errors
    /// [`ReleaseError::Freeze`] with the rule that refused, [`ReleaseError::Attacked`].
    pub async fn freeze_quarter(&mut self, quarter: Quarter) -> Result<Published, ReleaseError> {
        let months = quarter.months();
        let cubes: Vec<CubeSql> = self
            .setting
            .cubes
            .iter()
            .filter(|cube| self.rules.cubes.contains(&cube.spec.id))
            .cloned()
            .collect();
        let counts = self.warehouse.atoms(&cubes, months[0], months[2]).await?;
        // The last month's staff for all three, so that the same units are merged in each.
        let rosters = self.files.rosters(self.setting, months[2]);
        let period = quarter.to_string();
        let occasion = self.occasion(&period);
        let policy = &self.setting.policy;
        let Suppressed { released, alarms } = freeze_suppressed(
            counts.into_values().collect(),
            &self.rules.policy,
            &policy.version,
            rosters.as_ref(),
            policy.minimum_roster,
            &occasion,
        )
        .map_err(|cause| {
            if let FreezeError::Refused(refusal) = &cause {
                // The freeze stops with this refusal anyway; that the note failed adds nothing to it.
                let _noted = self.publisher.refused(&period, refusal);
            }
            ReleaseError::Freeze {
                period: period.clone(),
                cause,
            }
        })?;
        self.alarms += alarms;
        let statements = told_suppressed(released.value(), &period);
        let mut tied = self.ledger.tied_to(&period);
        tied.extend(statements.iter().cloned());
        let options = Options {
            k: u32::try_from(released.value().threshold).unwrap_or(u32::MAX),
            zeros_shown: released.value().zeros_shown,
            listed: 10,
            ..Options::default()
        };
        let found = attack_again(&tied, &options, &mut self.memory);
        if found.contradiction || found.discloses() {
            let refusal = crate::guard::attacked(&period, "the same tables without one of them");
            let _noted = self.publisher.refused(&period, &refusal);
            return Err(ReleaseError::Attacked { period, refusal });
        }
        self.ledger.extend(statements);
        self.records.push(released.record().clone());
        let number = occasion.number;
        self.publisher.append_suppressed(released)?;
        Ok(Published { period, number })
    }

    fn occasion(&self, period: &str) -> Occasion {
        let version = self.warehouse.version().to_string();
        let occasion = match self.records.last() {
            Some(record) => Occasion::after(record, period, &version),
            None => Occasion::first(period, &version),
        };
        let occasion = Occasion {
            kind: "suppressed".to_owned(),
            created_by_rule: "freeze after the quarter has ended".to_owned(),
            ..occasion
        };
        said(occasion, self.files)
    }
}

/// An organisation that published in one mode may not publish the same cases in the other.
pub(crate) fn mixed(would_pass: &str) -> Refusal {
    Refusal {
        rule: "one mode".to_owned(),
        subject: POPULATION.to_owned(),
        would_pass: format!(
            "{would_pass}; or an organisation of its own for cases that were never published"
        ),
    }
}
