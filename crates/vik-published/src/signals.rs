//! What was found in each published month: made once, at the freeze, and kept as it was made.
//!
//! The records are functions of published numbers only. They are still not made anew, because a team
//! acts on them: a signal keeps its name and its numbers when the method changes later.

use std::path::{Path, PathBuf};

use vik_domain::Month;
use vik_signals::budget::Threshold;
use vik_signals::watch::{calibrate, watch};
use vik_signals::{Published, Watch};

use crate::error::OpenError;
use crate::numbered;
use crate::open::OpenSide;
use crate::publish::{Publisher, to_json, write_durably};

fn folder(open: &Path) -> PathBuf {
    open.join("signals")
}

/// What was found in every month that was watched, oldest first.
///
/// # Errors
/// [`OpenError::File`] or [`OpenError::Damaged`].
pub fn watches(open: &Path) -> Result<Vec<Watch>, OpenError> {
    numbered::read_all(&folder(open))
}

impl Publisher {
    /// Watches every published month that was not watched yet, and says how many that were.
    ///
    /// Months with less history than the detector needs are never watched. Recurring issues and
    /// combinations are looked for at the end of each quarter.
    ///
    /// # Errors
    /// [`OpenError`] when the published figures cannot be read or a record cannot be written.
    pub async fn watch(&self) -> Result<usize, OpenError> {
        if self.releases().is_empty() {
            return Ok(0);
        }
        let known = watches(self.folder())?;
        // Nothing to read again when the newest month was watched already.
        let months = self.releases().iter().rev();
        let mut months = months.filter_map(|release| release.period.parse::<Month>().ok());
        let last_released = months.next().map(|month| month.to_string());
        if known.last().map(|watch| &watch.month) == last_released.as_ref() {
            return Ok(0);
        }
        let side = OpenSide::open(self.folder()).await?;
        let Some(watched) = side.watched().await? else {
            return Ok(0);
        };
        let published = &watched.published;
        let newest = known.last().map(|watch| watch.month.clone());
        let mut thresholds = known
            .last()
            .map(|watch| (year(&watch.month), watch.thresholds.clone()));
        let mut number = known.len() as u64;
        let before = number;
        for at in 0..published.months {
            let month = published.month(at).to_string();
            if newest.as_ref().is_some_and(|newest| month <= *newest) {
                continue;
            }
            let Some(these) = for_the_year(published, at, &month, &mut thresholds) else {
                continue;
            };
            let Some(mut found) = watch(published, at, these) else {
                continue;
            };
            if published.month(at).quarter().last_month() == published.month(at) {
                found.recurring = watched.recurring(at);
                found.combinations = watched.combinations(at);
                found.returning = watched.returning(at);
            }
            number += 1;
            let file = numbered::file(&folder(self.folder()), number);
            write_durably(&file, &to_json(&file, &found)?)?;
        }
        Ok(usize::try_from(number - before).unwrap_or(usize::MAX))
    }
}

/// Thresholds are set once a year, so that within a year a signal does not come or go with them.
fn for_the_year<'a>(
    published: &Published,
    at: usize,
    month: &str,
    known: &'a mut Option<(String, Vec<Threshold>)>,
) -> Option<&'a [Threshold]> {
    if known.as_ref().is_none_or(|(of, _)| *of != year(month)) {
        *known = Some((year(month), calibrate(published, at)?));
    }
    known.as_ref().map(|(_, thresholds)| thresholds.as_slice())
}

fn year(month: &str) -> String {
    month.chars().take(4).collect()
}
