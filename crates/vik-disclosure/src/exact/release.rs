//! The door for exact totals: one registered frame more, proven together with all before it.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::frame::{Frame, FrameError};
use super::proof::{Proof, ProofError, verify_exact};
use super::prove::{Effort, prove_exact};
use crate::cube::{Cube, CubeSpec, Measure};
use crate::freeze::Occasion;
use crate::ledger::{Counted, LEADERSHIP, Rule, Statement};
use crate::protected::{Protected, Released};
use crate::published::PublishedCube;
use crate::record::{CubeDigest, ReleaseRecord, sha256_hex, verify_chain};
use crate::refusal::Refusal;

/// All exact totals so far, and the proof of all of them together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExactTotals {
    /// The months that the proof reads, in its order.
    pub months: Vec<String>,
    /// Frames; those of the release before come first, unchanged.
    pub frames: Vec<Frame>,
    /// The proof.
    pub proof: Proof,
}

/// Why a frame was not released.
#[derive(Debug, thiserror::Error)]
pub enum ExactError {
    /// It cannot be proven.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// It does not fit the cubes.
    #[error(transparent)]
    Frame(#[from] FrameError),
    /// It overlaps itself.
    #[error(
        "frame `{0}`: expected every month once, and the months of a group one after the other"
    )]
    Months(String),
}

/// Counts of one month.
pub type Month<'a> = (String, &'a Protected<Vec<Cube>>);

/// Adds up the totals of a registered frame, proves them together with all frames before, and
/// releases them. `asked` has no totals yet; `months` has the counts of each of its months.
///
/// # Guarantee
/// As [`verify_exact`], for all frames of the result together. A refusal reads published numbers
/// and the totals of the frame, and nothing else.
///
/// # Errors
/// [`ExactError::Refused`] with the rounded sums that may be shown instead.
pub fn freeze_exact(
    published: &[(String, &[PublishedCube])],
    months: &[Month<'_>],
    earlier: &[Frame],
    asked: &Frame,
    version: &str,
    occasion: &Occasion,
) -> Result<Released<ExactTotals>, ExactError> {
    check_periods(asked)?;
    let frame = counted(months, asked)?;
    let frames: Vec<Frame> = earlier.iter().cloned().chain([frame]).collect();
    let found = prove_exact(published, &frames, &Effort::default())?;
    let proof = found.proof.filter(|_| found.frames == frames);
    let Some(proof) = proof else {
        return Err(Refusal::new("exact totals", &asked.id, &instead(asked)).into());
    };
    let totals = ExactTotals {
        months: published.iter().map(|(month, _)| month.clone()).collect(),
        frames,
        proof,
    };
    let digest = digest(&totals);
    let record = ReleaseRecord::seal(occasion, version, None, vec![digest]);
    Ok(Released::new(totals, record))
}

/// What may be shown in place of a frame.
fn instead(frame: &Frame) -> String {
    let coarser: Vec<String> = frame
        .attributes
        .iter()
        .map(|left_out| {
            let others = frame.attributes.iter().filter(|name| *name != left_out);
            let others: Vec<&str> = others.map(String::as_str).collect();
            format!("({})", others.join(", "))
        })
        .collect();
    let rounded = "the same totals as sums of rounded cells, which every reader can add up";
    match coarser.as_slice() {
        [] => format!("{rounded}; or an exact total over longer periods"),
        [one] if one == "()" => {
            format!("{rounded}; or an exact total without attributes, or over longer periods")
        }
        _ => {
            let over = coarser.join(" or ");
            format!("{rounded}; or an exact frame over {over}, or over longer periods")
        }
    }
}

fn check_periods(frame: &Frame) -> Result<(), ExactError> {
    let wrong = || ExactError::Months(frame.id.clone());
    let mut met = BTreeSet::new();
    for group in &frame.periods {
        if group.is_empty() || group.iter().any(|month| !met.insert(month)) {
            return Err(wrong());
        }
        if crate::ledger::months(&span(group)) != *group {
            return Err(wrong());
        }
    }
    Ok(())
}

/// The name of the period that a group of months makes up.
fn span(group: &[String]) -> String {
    match group {
        [one] => one.clone(),
        [first, .., last] => format!("{first}..{last}"),
        [] => String::new(),
    }
}

/// The first linked cube that holds the attributes of a frame.
fn host<'a>(specs: impl IntoIterator<Item = &'a CubeSpec>, frame: &Frame) -> Option<&'a CubeSpec> {
    let mut specs: Vec<&CubeSpec> = specs
        .into_iter()
        .filter(|spec| spec.linked && spec.measure == Measure::Period)
        .filter(|spec| {
            let known = spec.attributes();
            frame.attributes.iter().all(|name| known.contains(name))
        })
        .collect();
    specs.sort_by(|left, right| left.id.cmp(&right.id));
    specs.first().copied()
}

/// The codes that a leaf has in the attributes of a frame, in their order.
fn codes(spec: &CubeSpec, leaf: &[&String], frame: &Frame) -> Option<Vec<String>> {
    frame
        .attributes
        .iter()
        .map(|name| {
            spec.dims.iter().zip(leaf).find_map(|(dim, code)| {
                if dim.name == *name {
                    return Some((*code).clone());
                }
                let pairs = dim
                    .parent
                    .as_ref()
                    .filter(|_| dim.parent_name.as_ref() == Some(name))?;
                let (_, above) = pairs.iter().find(|(child, _)| child == *code)?;
                Some(above.clone())
            })
        })
        .collect()
}

fn counted(months: &[Month<'_>], asked: &Frame) -> Result<Frame, ExactError> {
    let mut totals: BTreeMap<(usize, Vec<String>), u32> = BTreeMap::new();
    for (group, periods) in asked.periods.iter().enumerate() {
        for period in periods {
            let wrong = || FrameError::Codes(asked.id.clone());
            let month = months.iter().find(|(month, _)| month == period);
            let cubes = month.ok_or_else(wrong)?.1.open();
            let spec = host(cubes.iter().map(|cube| &cube.spec), asked)
                .ok_or_else(|| FrameError::Attributes(asked.id.clone()))?;
            for cube in cubes.iter().filter(|cube| cube.spec.id == spec.id) {
                for (leaf, pair) in &cube.leaves {
                    let leaf: Vec<&String> = leaf
                        .iter()
                        .zip(&spec.dims)
                        .filter_map(|(code, dim)| dim.codes.get(usize::from(*code)))
                        .collect();
                    let key = codes(spec, &leaf, asked).ok_or_else(wrong)?;
                    *totals.entry((group, key)).or_default() += pair.cases;
                }
            }
        }
    }
    let totals = totals.into_iter().filter(|(_, total)| *total > 0);
    Ok(Frame {
        totals: totals
            .map(|((group, codes), total)| (group, codes, total))
            .collect(),
        ..asked.clone()
    })
}

/// What exact totals say, zeros included, as lines of the ledger: margins of the first linked cube
/// that holds their attributes.
pub fn told_exact(totals: &ExactTotals, specs: &[CubeSpec]) -> Vec<Statement> {
    let mut statements = Vec::new();
    for frame in &totals.frames {
        let Some(spec) = host(specs, frame) else {
            continue;
        };
        let mut cells: BTreeSet<Vec<String>> = BTreeSet::new();
        let lists: Vec<Vec<&String>> = spec
            .dims
            .iter()
            .map(|dim| dim.codes.iter().collect())
            .collect();
        for leaf in product(&lists) {
            cells.extend(codes(spec, &leaf, frame));
        }
        let known: BTreeMap<(usize, &Vec<String>), u32> = frame
            .totals
            .iter()
            .map(|(group, codes, total)| ((*group, codes), *total))
            .collect();
        for (group, months) in frame.periods.iter().enumerate() {
            for cell in &cells {
                let names = frame.attributes.iter().cloned();
                let mut codes: BTreeMap<String, String> = names.zip(cell.iter().cloned()).collect();
                // The level above says nothing new; with it the ledger knows that its sum is exact too.
                for dim in &spec.dims {
                    let above = codes.get(&dim.name).and_then(|code| {
                        let mut pairs = dim.parent.iter().flatten();
                        pairs.find(|(own, _)| own == code)
                    });
                    if let (Some(name), Some((_, above))) = (&dim.parent_name, above) {
                        codes.entry(name.clone()).or_insert(above.clone());
                    }
                }
                statements.push(Statement {
                    cube: spec.id.clone(),
                    population: "cases".to_owned(),
                    period: span(months),
                    audience: LEADERSHIP.to_owned(),
                    codes,
                    measure: Counted::Cases,
                    value: Some(known.get(&(group, cell)).copied().unwrap_or(0)),
                    rule: Rule::Exact,
                });
            }
        }
    }
    statements
}

fn product<'a>(lists: &[Vec<&'a String>]) -> Vec<Vec<&'a String>> {
    lists.iter().fold(vec![Vec::new()], |all, list| {
        all.iter()
            .flat_map(|head| {
                list.iter().map(|code| {
                    let mut next = head.clone();
                    next.push(*code);
                    next
                })
            })
            .collect()
    })
}

fn digest(totals: &ExactTotals) -> CubeDigest {
    CubeDigest {
        id: "exact totals".to_owned(),
        leaves: totals
            .frames
            .iter()
            .map(|frame| frame.totals.len() as u64)
            .sum(),
        sha256: sha256_hex(&serde_json::to_vec(totals).unwrap_or_default()),
    }
}

/// A release of exact totals that fails.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("release {release} of exact totals: expected {expected}")]
pub struct BrokenTotals {
    /// Number of the release, from 1.
    pub release: u64,
    /// What was expected.
    pub expected: String,
}

/// Checks all releases of exact totals, oldest first, against what is published by month.
///
/// # Guarantee
/// The records form a chain and name what was published; no frame that was released changed; and
/// the newest proof, which is of all frames, passes [`verify_exact`]. No solver is needed.
///
/// # Errors
/// [`BrokenTotals`] with the first rule that fails.
pub fn verify_totals(
    releases: &[(ReleaseRecord, ExactTotals)],
    published: &BTreeMap<String, Vec<PublishedCube>>,
) -> Result<(), BrokenTotals> {
    let fail = |release: u64, expected: &str| {
        Err(BrokenTotals {
            release,
            expected: expected.to_owned(),
        })
    };
    if let Err(broken) = verify_chain(releases.iter().map(|(record, _)| record)) {
        return fail(broken.number, broken.expected);
    }
    let mut before: &[Frame] = &[];
    for (record, totals) in releases {
        if record.cubes != [digest(totals)] {
            return fail(record.number, "the totals that the record names");
        }
        if !totals.frames.starts_with(before) || totals.frames.len() != before.len() + 1 {
            return fail(record.number, "the frames before it, and one more");
        }
        before = &totals.frames;
    }
    let Some((record, totals)) = releases.last() else {
        return Ok(());
    };
    let mut months = Vec::new();
    for month in &totals.months {
        match published.get(month) {
            Some(cubes) => months.push((month.clone(), cubes.as_slice())),
            None => return fail(record.number, "months that are published"),
        }
    }
    verify_exact(&months, &totals.frames, &totals.proof).map_err(|broken: ProofError| {
        BrokenTotals {
            release: record.number,
            expected: format!("a proof: {broken}"),
        }
    })
}
