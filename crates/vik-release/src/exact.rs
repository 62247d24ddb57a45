//! Exact totals: frames that are registered, proven from published numbers, and published once.

use std::collections::{BTreeMap, BTreeSet};

use vik_disclosure::exact::{ExactError, Frame, freeze_exact, told_exact};
use vik_disclosure::{Cube, CubeSpec, Occasion, Protected, PublishedCube, Refusal};
use vik_domain::{Month, Quarter};
use vik_published::{exact, rounded_months};

use crate::door::Door;
use crate::error::ReleaseError;

/// What became of the registered frames.
#[derive(Debug, Default)]
pub struct Exact {
    /// Frames that were published now.
    pub published: Vec<String>,
    /// Frames of which not every month is published yet.
    pub waiting: Vec<String>,
    /// Frames that were refused.
    pub refused: Vec<Refusal>,
}

impl Door<'_> {
    /// Proves and publishes the registered frames that are complete and not published yet.
    ///
    /// The totals are those of the warehouse as it is; where a correction has moved one further from
    /// what is published than rounding can, the frame cannot be proven.
    ///
    /// # Guarantee
    /// A frame appears only with a proof of all frames so far, and after an attack on them together
    /// with everything published found nothing.
    ///
    /// # Errors
    /// [`ReleaseError::Setting`] when a frame does not fit the cubes or was published otherwise.
    pub async fn freeze_exact(&mut self) -> Result<Exact, ReleaseError> {
        let mut done = Exact::default();
        if self.setting.frames.is_empty() {
            return Ok(done);
        }
        let history = vik_published::history(&self.open_folder).await?;
        let published = rounded_months(&history);
        let mut releases = exact(&self.open_folder)?;
        for frame in &self.setting.frames {
            let asked = months_of(frame)?;
            let newest = releases.last();
            let earlier = newest.map_or(&[][..], |release| &release.totals.frames);
            if let Some(known) = earlier.iter().find(|known| known.id == asked.id) {
                if known.periods != asked.periods || known.attributes != asked.attributes {
                    return Err(wrong(
                        "what is published under an id never changes: give the new frame another",
                        &asked.id,
                    ));
                }
                continue;
            }
            let wanted: BTreeSet<&String> = asked.periods.iter().flatten().collect();
            if wanted.iter().any(|month| !published.contains_key(*month)) {
                done.waiting.push(asked.id);
                continue;
            }
            let counts = self.counts_of(&wanted).await?;
            let counts: Vec<_> = counts
                .iter()
                .map(|(name, own)| (name.clone(), own))
                .collect();
            let all: BTreeSet<&String> = earlier
                .iter()
                .flat_map(|frame| frame.periods.iter().flatten())
                .chain(wanted)
                .collect();
            let shown: Vec<(String, &[PublishedCube])> = all
                .into_iter()
                .filter_map(|month| Some((month.clone(), published.get(month)?.as_slice())))
                .collect();
            let occasion = self.exact_occasion(newest.map(|release| &release.record), &asked.id);
            let version = &self.setting.policy.version;
            let released = match freeze_exact(&shown, &counts, earlier, &asked, version, &occasion)
            {
                Ok(released) => released,
                Err(ExactError::Refused(refusal)) => {
                    self.publisher.refused(&asked.id, &refusal)?;
                    done.refused.push(refusal);
                    continue;
                }
                Err(error) => return Err(wrong(&error.to_string(), &asked.id)),
            };
            let specs: Vec<CubeSpec> = shown
                .iter()
                .flat_map(|(_, cubes)| cubes.iter().map(|cube| cube.spec.clone()))
                .collect();
            let statements = told_exact(released.value(), &specs);
            if let Err(refusal) = self.challenge_exact(&asked, statements).await? {
                self.publisher.refused(&asked.id, &refusal)?;
                done.refused.push(refusal);
                continue;
            }
            self.publisher.append_exact(released)?;
            releases = exact(&self.open_folder)?;
            done.published.push(asked.id);
        }
        Ok(done)
    }

    /// The counts of some months, merged as they were when the months were published.
    async fn counts_of(
        &mut self,
        months: &BTreeSet<&String>,
    ) -> Result<BTreeMap<String, Protected<Vec<Cube>>>, ReleaseError> {
        let months: Vec<Month> = months
            .iter()
            .filter_map(|month| month.parse().ok())
            .collect();
        let (Some(first), Some(last)) = (months.first(), months.last()) else {
            return Ok(BTreeMap::new());
        };
        let linked = self.setting.cubes.iter().filter(|cube| cube.spec.linked);
        let linked: Vec<_> = linked.cloned().collect();
        let counts = self.warehouse.atoms(&linked, *first, *last).await?;
        let mut merged = BTreeMap::new();
        for (month, counts) in counts {
            if months.contains(&month) {
                merged.insert(month.to_string(), self.merged(month, counts)?);
            }
        }
        Ok(merged)
    }

    fn exact_occasion(
        &self,
        last: Option<&vik_disclosure::ReleaseRecord>,
        frame: &str,
    ) -> Occasion {
        let version = self.warehouse.version().to_string();
        let occasion = match last {
            Some(record) => Occasion::after(record, frame, &version),
            None => Occasion::first(frame, &version),
        };
        Occasion {
            kind: "exact".to_owned(),
            created_by_rule: "a registered frame of which every month is published".to_owned(),
            ..occasion
        }
    }
}

/// A frame with its periods written out in months.
fn months_of(frame: &vik_catalogue::ExactFrame) -> Result<Frame, ReleaseError> {
    let months = |name: &String| -> Option<Vec<String>> {
        if let Ok(month) = name.parse::<Month>() {
            return Some(vec![month.to_string()]);
        }
        if let Ok(quarter) = name.parse::<Quarter>() {
            return Some(quarter.months().map(|month| month.to_string()).to_vec());
        }
        let year = name.parse::<i32>().ok().filter(|_| name.len() == 4)?;
        let month = |number| Month::new(year, number).map(|month| month.to_string());
        (1..=12).map(month).collect()
    };
    let group = |names: &Vec<String>| -> Option<Vec<String>> {
        let months: Option<Vec<Vec<String>>> = names.iter().map(months).collect();
        Some(months?.concat())
    };
    let periods: Option<Vec<Vec<String>>> = frame.periods.iter().map(group).collect();
    Ok(Frame {
        id: frame.id.clone(),
        attributes: frame.attributes.clone(),
        periods: periods.ok_or_else(|| {
            wrong(
                "expected periods such as 2024, 2024-Q1 or 2024-03",
                &frame.id,
            )
        })?,
        totals: Vec::new(),
    })
}

fn wrong(reason: &str, frame: &str) -> ReleaseError {
    ReleaseError::Setting {
        file: "policies/exact.toml".to_owned(),
        reason: format!("frame `{frame}`: {reason}"),
    }
}
