//! Intake: a file is looked at twice. The first look finds everything that is wrong and changes
//! nothing; only then does the second hand out cases, batch by batch.
//!
//! Two looks, because the last row of a file may refuse its first case, and nothing identifying may
//! be set aside on disk meanwhile.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use serde::Serialize;
use vik_domain::{CodeLists, Organisation};

use crate::across::{Across, Keys};
use crate::admission::{AdmissionPolicy, Refusals};
use crate::ahead::Ahead;
use crate::bits::Bits;
use crate::build;
use crate::closed::ClosedCases;
use crate::decode::Decoder;
use crate::error::IntakeError;
use crate::finding::{Collector, FindingsReport, Rule};
use crate::mapping::Mapping;
use crate::plan::{Plan, SkipPlan, plan};
use crate::read::{Chunk, Recipe};
use crate::rules::Rules;
use crate::source::{Source, SourceFacts};

/// Against what a file is checked.
#[derive(Clone, Copy)]
pub struct Setting<'a> {
    /// Whose cases they are.
    pub organisation: &'a Organisation,
    /// The code lists.
    pub codelists: &'a CodeLists,
    /// Which cases may enter.
    pub policy: &'a AdmissionPolicy,
    /// Today, as days since 1970-01-01; a later date is a finding.
    pub today: i32,
}

/// What to do with rows that have findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Faulty {
    /// All or nothing: one finding, and no row is handed out.
    Refuse,
    /// The sound rows are handed out; the others are for the quarantine.
    LeaveOut,
}

/// A file whose form was recognised and whose mapping fits.
pub struct Intake {
    source: Source,
    recipe: Recipe,
    plan: Arc<Plan>,
    policy: AdmissionPolicy,
    today: i32,
}

/// Everything that the first look found.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// What was recognised.
    pub source: SourceFacts,
    /// SHA-256 of the file: the same file is the same import.
    pub fingerprint: String,
    /// Rows read.
    pub rows: u64,
    /// Rows that are sound and were not refused.
    pub accepted: u64,
    /// How many of those were taken together with another row about the same issue.
    pub merged: u64,
    /// Cases among the accepted rows of which another row has findings: with `--quarantine` they enter
    /// without it.
    pub incomplete: u64,
    /// Cases among the accepted rows.
    pub cases: u64,
    /// Pairs of case and subject among the accepted rows.
    pub subjects: u64,
    /// Defects.
    pub findings: FindingsReport,
    /// What policy or the mapping keeps out.
    pub refusals: Refusals,
}

/// A file that was looked at once.
pub struct Checked {
    intake: Intake,
    across: Arc<Across>,
    faulty: Arc<Bits>,
    report: Report,
}

impl Intake {
    /// Recognises a file and checks the mapping against it, the contract and the code lists.
    pub fn open(
        source: Source,
        mapping: &Mapping,
        setting: &Setting<'_>,
    ) -> Result<Intake, IntakeError> {
        let recipe = Recipe::recognise(&source, &mapping.body.source)?;
        let plan = plan(mapping, setting, &recipe.facts.columns)?;
        Ok(Intake {
            source,
            recipe,
            plan: Arc::new(plan),
            policy: setting.policy.clone(),
            today: setting.today,
        })
    }

    /// What was recognised in the file.
    pub fn facts(&self) -> &SourceFacts {
        &self.recipe.facts
    }

    /// The first look: reads every row, and tells how many rows it has read now and then.
    pub fn check(self, progress: &mut dyn FnMut(u64)) -> Result<Checked, IntakeError> {
        let source = self.source.clone();
        let fingerprint = std::thread::spawn(move || source.fingerprint());
        let plan = self.plan.clone();
        let rules = Rules::new(&plan);
        let mut decoder = Decoder::new(&plan, self.today);
        let mut across = Across::new(&plan);
        let mut findings = Collector::default();
        let mut skipped: BTreeMap<String, u64> = BTreeMap::new();
        let mut rows = 0;
        let mut ahead = Ahead::new(self.recipe.open(&self.source, &plan.wanted)?);
        while let Some(chunk) = ahead.next()? {
            rows += chunk.len() as u64;
            let skips = skips(&plan, &chunk);
            for reason in skips.iter().flatten() {
                *skipped.entry(reason.reason.clone()).or_default() += 1;
            }
            let passed: Vec<bool> = skips.iter().map(Option::is_some).collect();
            self.shape(&chunk, &passed, &mut findings);
            decoder.decode(&plan, &chunk, &passed, &mut Some(&mut findings));
            for row in (0..chunk.len()).filter(|row| !passed[*row]) {
                let position = chunk.positions[row];
                if !findings.is_faulty(position) {
                    rules.check(&plan, &decoder, row, position, &mut findings);
                }
                if !findings.is_faulty(position) {
                    let refusal = self.policy.admit(&rules.moments(&decoder, row), self.today);
                    across.take(&plan, &decoder, &chunk, row, refusal, &mut findings);
                }
                if findings.is_faulty(position) {
                    across.spoil(&plan, &decoder, &chunk, row);
                }
            }
            progress(rows);
            ahead.reuse(chunk);
        }
        if rows == 0 {
            return Err(self
                .source
                .error("the file names columns but has no rows; export it again"));
        }
        if across.has_differing() {
            self.locate(&mut across, &mut findings)?;
        }
        let fingerprint = fingerprint
            .join()
            .map_err(|_| self.source.error("the file could not be read to its end"))??;
        let (findings, faulty) = findings.finish();
        let (accepted, cases, subjects) = across.accepted();
        let report = Report {
            source: self.recipe.facts.clone(),
            fingerprint,
            rows,
            accepted,
            merged: across.merged(),
            incomplete: across.incomplete(),
            cases,
            subjects,
            findings,
            refusals: Refusals::new(skipped, across.refused()),
        };
        Ok(Checked {
            intake: self,
            across: Arc::new(across),
            faulty: Arc::new(faulty),
            report,
        })
    }

    fn shape(&self, chunk: &Chunk, skipped: &[bool], findings: &mut Collector) {
        if chunk.misshapen.is_empty() {
            return;
        }
        let columns = self.recipe.facts.columns.len();
        let whole: Arc<str> = "(whole row)".into();
        let expected: Arc<str> = format!("{columns} cells, as in the row with the names; check the quotes and delimiters of this row").into();
        for (row, _) in chunk.misshapen.iter().filter(|(row, _)| !skipped[*row]) {
            findings.add(chunk.positions[*row], &whole, Rule::RowShape, &expected);
        }
    }

    fn locate(&self, across: &mut Across, findings: &mut Collector) -> Result<(), IntakeError> {
        let mut decoder = Decoder::new(&self.plan, self.today);
        let mut firsts = HashMap::new();
        let mut ahead = Ahead::new(self.recipe.open(&self.source, &self.plan.wanted)?);
        let faulty = findings.faulty();
        while let Some(chunk) = ahead.next()? {
            decoder.decode(&self.plan, &chunk, &[], &mut None);
            let skips = skips(&self.plan, &chunk);
            for (row, skip) in skips.iter().enumerate() {
                if skip.is_none() && !faulty.get(chunk.positions[row]) {
                    across.locate(&self.plan, &decoder, &chunk, row, &mut firsts, findings);
                }
            }
            ahead.reuse(chunk);
        }
        Ok(())
    }
}

fn skips<'p>(plan: &'p Plan, chunk: &Chunk) -> Vec<Option<&'p SkipPlan>> {
    let rule = |row: usize| {
        plan.skips.iter().find(|skip| {
            skip.equals
                .contains(chunk.columns[skip.column].get(row).trim())
        })
    };
    (0..chunk.len()).map(rule).collect()
}

impl Checked {
    /// What was found.
    pub fn report(&self) -> &Report {
        &self.report
    }

    pub(crate) fn parts(&self) -> (&Source, &Recipe, &Bits) {
        (&self.intake.source, &self.intake.recipe, &self.faulty)
    }

    /// The second look, which hands out the cases.
    pub fn batches(&self, faulty: Faulty) -> Result<Batches, IntakeError> {
        if faulty == Faulty::Refuse && !self.report.findings.is_empty() {
            return Err(IntakeError::Findings {
                total: self.report.findings.total,
            });
        }
        let Intake {
            source,
            recipe,
            plan,
            today,
            ..
        } = &self.intake;
        if source.len()? != recipe.facts.bytes {
            return Err(
                source.error("the file changed while it was being read; run the command again")
            );
        }
        Ok(Batches {
            ahead: Ahead::new(recipe.open(source, &plan.wanted)?),
            decoder: Decoder::new(plan, *today),
            plan: plan.clone(),
            across: self.across.clone(),
            faulty: self.faulty.clone(),
        })
    }
}

/// Closed cases, batch by batch.
pub struct Batches {
    ahead: Ahead,
    decoder: Decoder,
    plan: Arc<Plan>,
    across: Arc<Across>,
    faulty: Arc<Bits>,
}

impl Batches {
    fn batch(&mut self, chunk: &Chunk) -> Result<ClosedCases, IntakeError> {
        let plan = &self.plan;
        self.decoder.decode(plan, chunk, &[], &mut None);
        let skips = skips(plan, chunk);
        let keys: Vec<Option<Keys>> = (0..chunk.len())
            .map(|row| {
                let position = chunk.positions[row];
                if skips[row].is_some() || self.faulty.get(position) {
                    return None;
                }
                let keys = self.across.keys(plan, &self.decoder, chunk, row);
                self.across.admits(keys, position).then_some(keys)
            })
            .collect();
        self.across.settle(&mut self.decoder, &keys);
        let rows: Vec<usize> = (0..chunk.len())
            .filter(|row| keys[*row].is_some())
            .collect();
        let batch =
            build::batch(plan, &self.decoder, chunk, &rows).map_err(IntakeError::Columns)?;
        Ok(ClosedCases::new(
            batch,
            rows.iter().map(|row| chunk.positions[*row]).collect(),
        ))
    }
}

impl Iterator for Batches {
    type Item = Result<ClosedCases, IntakeError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let chunk = match self.ahead.next() {
                Ok(chunk) => chunk?,
                Err(error) => return Some(Err(error)),
            };
            let batch = self.batch(&chunk);
            self.ahead.reuse(chunk);
            if batch.as_ref().is_ok_and(|batch| batch.num_rows() == 0) {
                continue;
            }
            return Some(batch);
        }
    }
}
