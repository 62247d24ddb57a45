//! Freezing: month after month, and each quarter when its third month is done.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use vik_disclosure::exact::Frame;
use vik_disclosure::ledger::Statement;
use vik_disclosure::{
    Appraisal, Cube, ErrorState, FreezeError, MergeError, Occasion, Proof, Protected,
    PublishedCube, Refusal, ReleaseRecord, Released, RoundingKey, appraise, derive_leadership,
    freeze, merge_by_rosters,
};
use vik_domain::{Month, Quarter};
use vik_published::Publisher;
use vik_warehouse::Warehouse;

use crate::error::ReleaseError;
use crate::guard::Guard;
use crate::reference::ReferenceFiles;
use crate::setting::Setting;
use crate::state::State;
use crate::suppression::mixed;

/// The keys of the two roundings; they are of different purposes, so that one says nothing of the other.
pub struct Keys {
    /// Mother cubes.
    pub mother: RoundingKey,
    /// Leadership cubes.
    pub leadership: RoundingKey,
}

/// What a freeze would do, from [`Door::rehearse_month`]. Closed side only: it depends on counts.
#[derive(Default)]
pub struct Rehearsal {
    state: Option<ErrorState>,
    /// Months rehearsed.
    pub months: usize,
    /// Cells whose error over the year to date or the rolling year is larger than preferred.
    pub windows: usize,
    /// Margins that are one base or more from the truth.
    pub margins: usize,
    /// Accuracy and protection, by cube.
    pub cubes: BTreeMap<String, Appraisal>,
}

/// One release that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// `2024-03` or `2024-Q1`.
    pub period: String,
    /// Its number in the chain.
    pub number: u64,
}

/// The door of one organisation, open while it exists.
pub struct Door<'a> {
    pub(crate) setting: &'a Setting,
    files: &'a ReferenceFiles,
    pub(crate) warehouse: &'a Warehouse,
    pub(crate) publisher: Publisher,
    pub(crate) open_folder: PathBuf,
    guard: Option<Guard>,
    state: State,
    state_folder: PathBuf,
    recent: BTreeMap<Month, Vec<PublishedCube>>,
    counts: BTreeMap<Month, Protected<Vec<Cube>>>,
    alarms: usize,
}

impl<'a> Door<'a> {
    /// Opens the door between a warehouse and a folder of the open side.
    ///
    /// # Errors
    /// [`ReleaseError::Open`] when somebody else publishes there, [`ReleaseError::State`] when the memory
    /// that goes with what is published is missing, [`ReleaseError::Mode`] when exact tables of the same
    /// cases are published there.
    pub async fn open(
        setting: &'a Setting,
        files: &'a ReferenceFiles,
        warehouse: &'a Warehouse,
        open_folder: &Path,
        state_folder: &Path,
    ) -> Result<Self, ReleaseError> {
        let publisher = Publisher::open(open_folder).await?;
        if !vik_published::suppressed(open_folder)?.is_empty() {
            let refusal = mixed("mode = \"suppression\", as before");
            publisher.refused("rounding", &refusal)?;
            return Err(ReleaseError::Mode(refusal));
        }
        let newest = publisher
            .releases()
            .last()
            .map_or(0, |record| record.number);
        let state = State::load(state_folder, newest)?;
        let recent = publisher
            .recent_months(
                3,
                &setting
                    .cubes
                    .iter()
                    .map(|cube| cube.spec.clone())
                    .collect::<Vec<_>>(),
            )
            .await?;
        Ok(Self {
            setting,
            files,
            warehouse,
            publisher,
            open_folder: open_folder.to_path_buf(),
            guard: None,
            state,
            state_folder: state_folder.to_path_buf(),
            recent,
            counts: BTreeMap::new(),
            alarms: 0,
        })
    }

    /// The last month that is published, if any.
    #[must_use]
    pub fn frontier(&self) -> Option<Month> {
        last_month(self.publisher.releases())
    }

    /// Units and months so far in which more than half of the staff has a case. Closed side only.
    #[must_use]
    pub fn alarms(&self) -> usize {
        self.alarms
    }

    /// The months to be published, from the first with cases up to `through`.
    ///
    /// It ends with the last month that has a case: a later month may be complete and empty, or not
    /// delivered yet, and a zero that is not true cannot be taken back.
    ///
    /// # Errors
    /// [`ReleaseError::Warehouse`].
    pub async fn pending(&self, through: Month) -> Result<Vec<Month>, ReleaseError> {
        let Some((first, last)) = self.warehouse.span().await? else {
            return Ok(Vec::new());
        };
        let first = self.frontier().map_or(first, Month::next);
        Ok(first.through(last.min(through)).collect())
    }

    /// Counts the months that [`Door::freeze_month`] will be asked for, all at once.
    ///
    /// # Errors
    /// [`ReleaseError::Warehouse`].
    pub async fn count(&mut self, months: &[Month]) -> Result<(), ReleaseError> {
        if let (Some(first), Some(last)) = (months.first(), months.last()) {
            self.counts = self
                .warehouse
                .atoms(&self.setting.cubes, *first, *last)
                .await?;
        }
        Ok(())
    }

    /// Publishes the newest quarter if a freeze was cut off after its last month.
    ///
    /// # Errors
    /// As [`Door::freeze_month`].
    pub async fn complete(&mut self, keys: &Keys) -> Result<Option<Published>, ReleaseError> {
        let Some(month) = self.frontier() else {
            return Ok(None);
        };
        let quarter = month.quarter();
        let done = self
            .publisher
            .releases()
            .iter()
            .any(|record| record.period == quarter.to_string());
        if done || quarter.last_month() != month {
            Ok(None)
        } else {
            self.freeze_quarter(quarter, keys).await
        }
    }

    /// Protects and publishes one counted month, and its quarter if it is the last of one.
    ///
    /// # Guarantee
    /// Nothing that was published before changes. The release appears whole or not at all, and only
    /// after an attack on it together with everything published before found nothing.
    ///
    /// # Errors
    /// [`ReleaseError::Freeze`] with the rule that refused, [`ReleaseError::Attacked`].
    pub async fn freeze_month(
        &mut self,
        month: Month,
        keys: &Keys,
    ) -> Result<Vec<Published>, ReleaseError> {
        let counts = self.counts.remove(&month).ok_or(ReleaseError::Period)?;
        let counts = self.merged(month, counts)?;
        let period = month.to_string();
        let mut occasion = self.occasion(&period);
        occasion.absent = self.setting.absent(month);
        self.setting.hand_over(month, &mut self.state.months);
        let frozen = freeze(
            &counts,
            &self.setting.policy,
            &keys.mother,
            &mut self.state.months,
            &occasion,
        )
        .map_err(|cause| self.refused(&period, cause))
        .map_err(|cause| ReleaseError::Freeze {
            period: period.clone(),
            cause,
        })?;
        let (released, proof) = frozen.into_parts();
        let newest = self.counts.is_empty();
        self.challenge(&released, &proof, newest).await?;
        self.recent.insert(month, released.value().clone());
        self.state.save(&self.state_folder, occasion.number)?;
        self.publisher.append(released, &proof).await?;
        let mut done = vec![Published {
            period,
            number: occasion.number,
        }];
        if month.quarter().last_month() == month {
            done.extend(self.freeze_quarter(month.quarter(), keys).await?);
        }
        while self.recent.len() > 3 {
            self.recent.pop_first();
        }
        Ok(done)
    }

    /// Protects one counted month as [`Door::freeze_month`] would, and publishes nothing.
    ///
    /// Months must be rehearsed in order, each on the memory that the one before left in `rehearsal`.
    ///
    /// # Errors
    /// As [`Door::freeze_month`].
    pub fn rehearse_month(
        &mut self,
        month: Month,
        keys: &Keys,
        rehearsal: &mut Rehearsal,
    ) -> Result<(), ReleaseError> {
        let counts = self.counts.remove(&month).ok_or(ReleaseError::Period)?;
        let counts = self.merged(month, counts)?;
        let period = month.to_string();
        let state = rehearsal
            .state
            .get_or_insert_with(|| self.state.months.clone());
        let mut occasion = self.occasion(&period);
        occasion.absent = self.setting.absent(month);
        self.setting.hand_over(month, state);
        let frozen = freeze(
            &counts,
            &self.setting.policy,
            &keys.mother,
            state,
            &occasion,
        )
        .map_err(|cause| ReleaseError::Freeze { period, cause })?;
        let elastic = frozen.elastic();
        rehearsal.months += 1;
        rehearsal.windows += elastic.windows;
        rehearsal.margins += elastic.case_margins;
        appraise(&counts, frozen.cubes().value(), &mut rehearsal.cubes);
        Ok(())
    }

    async fn freeze_quarter(
        &mut self,
        quarter: Quarter,
        keys: &Keys,
    ) -> Result<Option<Published>, ReleaseError> {
        let months: Vec<&[PublishedCube]> = quarter
            .months()
            .iter()
            .filter_map(|month| self.recent.get(month))
            .map(Vec::as_slice)
            .collect();
        if months.len() < 3 {
            return Ok(None);
        }
        let period = quarter.to_string();
        let occasion = self.occasion(&period);
        for month in quarter.months() {
            self.setting.hand_over(month, &mut self.state.quarters);
        }
        let frozen = derive_leadership(
            &months,
            &self.setting.policy,
            &keys.leadership,
            &mut self.state.quarters,
            &occasion,
        )
        .map_err(|cause| self.refused(&period, cause))
        .map_err(|cause| ReleaseError::Leadership {
            period: period.clone(),
            cause,
        })?;
        let (released, proof) = frozen.into_parts();
        // A quarter is derived from months that were attacked, and tells nothing new to a programme.
        self.challenge(&released, &proof, false).await?;
        self.state.save(&self.state_folder, occasion.number)?;
        self.publisher.append(released, &proof).await?;
        Ok(Some(Published {
            period,
            number: occasion.number,
        }))
    }

    /// Attacks what is about to be published, with all that was published before.
    async fn challenge(
        &mut self,
        released: &Released<Vec<PublishedCube>>,
        proof: &Proof,
        newest: bool,
    ) -> Result<(), ReleaseError> {
        let guard = match &mut self.guard {
            Some(guard) => guard,
            none => none.insert(Guard::open(&self.open_folder).await?),
        };
        guard.challenge(released, proof, newest).map_err(|refusal| {
            let period = released.record().period.clone();
            // The freeze stops with this refusal anyway; that the note failed adds nothing to it.
            let _noted = self.publisher.refused(&period, &refusal);
            ReleaseError::Attacked { period, refusal }
        })
    }

    /// Attacks the totals of one frame, with all that is published.
    pub(crate) async fn challenge_exact(
        &mut self,
        frame: &Frame,
        statements: Vec<Statement>,
    ) -> Result<Result<(), Refusal>, ReleaseError> {
        let guard = match &mut self.guard {
            Some(guard) => guard,
            none => none.insert(Guard::open(&self.open_folder).await?),
        };
        Ok(guard.challenge_exact(frame, statements))
    }

    /// Merges units that too few staff stand behind, in every cube alike.
    pub(crate) fn merged(
        &mut self,
        month: Month,
        counts: Protected<Vec<Cube>>,
    ) -> Result<Protected<Vec<Cube>>, ReleaseError> {
        let Some(rosters) = self.files.rosters(self.setting, month) else {
            return Ok(counts);
        };
        let minimum = self.setting.policy.minimum_roster;
        let merged = merge_by_rosters(counts, &rosters, minimum).inspect_err(|cause| {
            if let MergeError::Refused(refusal) = cause {
                let _noted = self.publisher.refused(&month.to_string(), refusal);
            }
        })?;
        self.alarms += merged.alarms.count();
        Ok(merged.cubes)
    }

    /// Leaves a refusal where the privacy officer sees it; an error of another kind is no refusal.
    fn refused(&self, period: &str, cause: FreezeError) -> FreezeError {
        if let FreezeError::Refused(refusal) = &cause {
            // The freeze stops with this refusal anyway; that the note failed adds nothing to it.
            let _noted = self.publisher.refused(period, refusal);
        }
        cause
    }

    fn occasion(&self, period: &str) -> Occasion {
        let version = self.warehouse.version().to_string();
        let occasion = match self.publisher.releases().last() {
            Some(record) => Occasion::after(record, period, &version),
            None => Occasion::first(period, &version),
        };
        said(occasion, self.files)
    }

    /// Publishes the code lists, units, staff and breaks that belong beside the cubes.
    ///
    /// # Errors
    /// [`ReleaseError::Open`].
    pub fn describe(&self) -> Result<(), ReleaseError> {
        Ok(self
            .publisher
            .describe(&self.files.reference(self.setting))?)
    }

    /// Looks for signals in every published month that was not watched yet, and says in how many.
    ///
    /// It reads published figures only, after [`Door::describe`] has put staff and breaks beside them.
    ///
    /// # Errors
    /// [`ReleaseError::Open`].
    pub async fn watch(&self) -> Result<usize, ReleaseError> {
        Ok(self.publisher.watch().await?)
    }
}

/// Says in the record when nobody could see to it that enough staff stand behind every unit.
pub(crate) fn said(mut occasion: Occasion, files: &ReferenceFiles) -> Occasion {
    if !files.knows_staff() {
        occasion
            .created_by_rule
            .push_str("; no staff figures, so no unit was merged");
    }
    occasion
}

fn last_month(records: &[ReleaseRecord]) -> Option<Month> {
    records
        .iter()
        .filter_map(|record| record.period.parse::<Month>().ok())
        .max()
}
