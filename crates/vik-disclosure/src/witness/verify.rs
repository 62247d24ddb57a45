//! Checking a whole release history on published data alone, without a solver.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::cube::{Measure, Pair};
use crate::record::{ProofDigest, digest_of, verify_chain};

use super::build::{Kind, Persons};
use super::definitions::Definitions;
use super::history::{CubeLeaves, History, HistoryRelease};
use super::layout::Layout;
use super::learn::Sentence;
use super::quarters::Margins;
use super::{months, quarters, tree, years};

/// More leaves than this in one cube are no cube of ours, and would only tire a verifier.
const MOST_LEAVES: usize = 1_000_000;

/// What a verified history consists of.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Verified {
    /// Releases.
    pub releases: u64,
    /// Releases that stand on paths.
    pub rounded: u64,
    /// Releases derived from those.
    pub derived: u64,
    /// Finer cubes of a year that add up to those.
    pub years: u64,
    /// Leaves with a witness, zeros included.
    pub leaves: u64,
    /// Leaves in which no case can be, by definition: they have one world, and need no other.
    pub impossible: u64,
    /// Rounded releases whose persons fit all linked cubes at once ([`Persons::Joint`]).
    pub joint: u64,
    /// Margins of derived releases that lie one base or more from their sum.
    pub far_margins: u64,
    /// Hash of the newest release. Compare it with one that you noted earlier: a history that was
    /// rewritten from the start is consistent too, but ends in another hash.
    pub head: String,
}

/// A history that fails: where, and which rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("release {release}, {cube}: expected that {rule}")]
pub struct Broken {
    /// Number of the release, from 1.
    pub release: u64,
    /// Cube, or the part of the release.
    pub cube: String,
    /// Rule.
    pub rule: &'static str,
}

impl Verified {
    /// The verdict in words, for the privacy officer.
    pub fn sentence(&self) -> Sentence {
        let Self {
            releases,
            rounded,
            derived,
            leaves,
            joint,
            ..
        } = self;
        Sentence {
            nl: format!(
                "{releases} vrijgaven nagerekend: {rounded} afgerond en {derived} daarvan afgeleid. \
                 Bij elk van {leaves} cellen past ook een hoger aantal bij alles, en waar iets staat \
                 ook een lager. In {joint} vrijgaven geldt dat voor de betrokkenen van alle kubussen \
                 samen. In de andere geldt het voor die van elke kubus apart."
            ),
            en: format!(
                "{releases} releases checked: {rounded} rounded and {derived} derived from those. For \
                 each of {leaves} cells a higher count fits everything too, and where something is \
                 shown also a lower one. In {joint} releases this holds for the persons of all cubes \
                 together. In the others it holds for those of each cube."
            ),
        }
    }
}

/// A broken rule before it is known which release broke it.
pub(crate) type Fault = (String, &'static str);

/// Definitions that passed, laid out once for all releases that share them.
pub(crate) struct Known<'a> {
    pub(crate) definitions: &'a Definitions,
    pub(crate) layout: Layout,
    pub(crate) live: Vec<Vec<bool>>,
    pub(crate) margins: Vec<Margins>,
    edges: Vec<tree::Edge>,
}

/// Checks a history.
///
/// # Guarantee
/// `Ok` means that every condition of the [theorem](crate::theorem) that published data can show
/// holds for every release. What they cannot show is listed there under *limits*.
///
/// # Errors
/// [`Broken`] with the first rule that fails.
pub fn verify(history: &History) -> Result<Verified, Broken> {
    let records: Vec<_> = history
        .releases
        .iter()
        .map(|release| &release.record)
        .collect();
    verify_chain(records.iter().copied()).map_err(|broken| Broken {
        release: broken.number,
        cube: "record".to_owned(),
        rule: broken.expected,
    })?;
    let used: BTreeSet<&String> = records
        .iter()
        .filter_map(|record| Some(&record.proof.as_ref()?.definitions_sha256))
        .collect();
    if !used.into_iter().eq(history.definitions.keys()) {
        let rule = "the definitions are those that the records name";
        return Err(broken(0, ("definitions".to_owned(), rule)));
    }
    let mut verified = Verified {
        releases: records.len() as u64,
        head: records
            .last()
            .map_or(String::new(), |last| last.hash.clone()),
        ..Verified::default()
    };
    let mut known: BTreeMap<&str, Known<'_>> = BTreeMap::new();
    let mut rounded: BTreeMap<&str, &HistoryRelease> = BTreeMap::new();
    let (mut last_derived, mut last_year) = ("", "");
    for release in &history.releases {
        let fail = |fault| broken(release.record.number, fault);
        let part = |rule| broken(release.record.number, ("record".to_owned(), rule));
        let proof = (release.record.proof.as_ref())
            .ok_or_else(|| part("a release of cubes has a proof"))?;
        check_head(release, proof).map_err(fail)?;
        let definitions = (history.definitions.get(&proof.definitions_sha256))
            .ok_or_else(|| part("the definitions are those that the records name"))?;
        let slot = known.entry(&proof.definitions_sha256);
        let known = match slot {
            std::collections::btree_map::Entry::Occupied(slot) => slot.into_mut(),
            std::collections::btree_map::Entry::Vacant(slot) => {
                slot.insert(Known::new(definitions, release, proof).map_err(fail)?)
            }
        };
        let counts = check_cubes(release, known, proof.base).map_err(fail)?;
        let period = release.record.period.as_str();
        match release.witness.kind {
            Kind::Paths => {
                if (rounded.last_key_value()).is_some_and(|(last, _)| *last >= period) {
                    return Err(part("periods come once and in order"));
                }
                if !last_year.is_empty() && year_of(period) <= last_year {
                    return Err(part("a year that is added up gets no more periods"));
                }
                months::check(&release.witness, known, &counts, proof.base).map_err(fail)?;
                verified.rounded += 1;
                verified.joint += u64::from(release.witness.persons == Persons::Joint);
                for grid in &known.layout.grids {
                    let possible = grid.possible.iter().filter(|possible| **possible).count();
                    verified.leaves += possible as u64;
                    verified.impossible += (grid.leaves - possible) as u64;
                }
                rounded.insert(period, release);
            }
            Kind::Derived => {
                if last_derived >= period {
                    return Err(part("periods come once and in order"));
                }
                let months: Vec<&HistoryRelease> = quarters::months_of(period)
                    .iter()
                    .filter_map(|month| rounded.get(month.as_str()).copied())
                    .collect();
                verified.far_margins +=
                    quarters::check(release, &months, history, known, &counts, proof.base)
                        .map_err(fail)?;
                verified.derived += 1;
                last_derived = period;
            }
            Kind::Year => {
                if last_year >= period {
                    return Err(part("periods come once and in order"));
                }
                let periods: Vec<&HistoryRelease> = rounded
                    .iter()
                    .filter(|(of, _)| year_of(of) == period)
                    .map(|(_, release)| *release)
                    .collect();
                years::check(release, &periods, history, known, &counts).map_err(fail)?;
                verified.years += 1;
                last_year = period;
            }
        }
    }
    Ok(verified)
}

/// The year of a period such as `2024-03` or `2024-Q1`.
fn year_of(period: &str) -> &str {
    period.split('-').next().unwrap_or_default()
}

fn broken(release: u64, (cube, rule): Fault) -> Broken {
    Broken {
        release,
        cube,
        rule,
    }
}

fn check_head(release: &HistoryRelease, proof: &ProofDigest) -> Result<(), Fault> {
    let witness = &release.witness;
    let rules = [
        (
            witness.sha256() == proof.witness_sha256,
            "the witness has the digest of the record",
        ),
        (witness.format == 1, "the format of the witness is known"),
        (
            witness.period == release.record.period,
            "the witness is of the period of the record",
        ),
        (
            witness.exact.is_empty(),
            "no exact totals are registered beside paths",
        ),
        (proof.base >= 2, "the base is at least 2"),
        (
            proof.tolerance >= proof.base.saturating_sub(1),
            "the tolerance is at least the base less one",
        ),
    ];
    match rules.into_iter().find(|(holds, _)| !holds) {
        Some((_, rule)) => Err(("witness".to_owned(), rule)),
        None => Ok(()),
    }
}

impl<'a> Known<'a> {
    fn new(
        definitions: &'a Definitions,
        release: &HistoryRelease,
        proof: &ProofDigest,
    ) -> Result<Self, Fault> {
        let fail = |rule| Err(("definitions".to_owned(), rule));
        if definitions.sha256() != proof.definitions_sha256 {
            return fail("the definitions have the digest of the record");
        }
        if !definitions
            .cubes
            .is_sorted_by(|left, right| left.id < right.id)
        {
            return fail("cubes are defined once and in order");
        }
        for spec in &definitions.cubes {
            let sizes = spec.dims.iter().map(|dim| dim.codes.len());
            let leaves = sizes.fold(1_usize, usize::saturating_mul);
            if spec.validate().is_err() || leaves > MOST_LEAVES {
                return Err((spec.id.clone(), "a cube has a sound definition"));
            }
            let other = matches!(spec.measure, Measure::Mentions | Measure::Window);
            if spec.linked && other {
                return Err((spec.id.clone(), "linked cubes count cases of one period"));
            }
        }
        let edges = years::own_edges(release);
        tree::check(&definitions.cubes, &edges).map_err(|rule| ("witness".to_owned(), rule))?;
        let mut layout = Layout::new(definitions, &edges);
        layout.prune();
        if layout.impossible() != definitions.impossible {
            return fail("a leaf that fits no possible leaf of a neighbour is impossible");
        }
        let live = (layout.joints.iter())
            .map(|joint| joint.live(&layout.grids))
            .collect();
        let margins = Margins::of(&definitions.cubes, &edges);
        Ok(Self {
            definitions,
            layout,
            live,
            margins,
            edges,
        })
    }
}

/// Digests, order and counts of all cubes of a release; returns them as dense tables.
fn check_cubes(
    release: &HistoryRelease,
    known: &Known<'_>,
    base: u32,
) -> Result<Vec<Vec<Pair>>, Fault> {
    if years::own_edges(release) != known.edges {
        let rule = "releases with the same definitions have the same branches";
        return Err(("witness".to_owned(), rule));
    }
    let specs = &known.definitions.cubes;
    let shown = release.cubes.iter().map(|cube| &cube.id);
    let recorded = release.record.cubes.iter().map(|digest| &digest.id);
    let defined = specs.iter().map(|spec| &spec.id);
    if !shown.eq(defined.clone()) || !recorded.eq(defined) {
        let rule = "the cubes are those of the definitions, in order";
        return Err(("record".to_owned(), rule));
    }
    let mut counts = Vec::with_capacity(specs.len());
    let digests = release.record.cubes.iter();
    for ((cube, digest), (spec, grid)) in
        (release.cubes.iter().zip(digests)).zip(specs.iter().zip(&known.layout.grids))
    {
        let fail = |rule| Err((spec.id.clone(), rule));
        // Definitions are shared between releases, the base is of each record: compare every time.
        if spec.base != base {
            return fail("every cube has the base of the record");
        }
        if digest_of(spec, &cube.leaves) != *digest {
            return fail("the leaves have the digest of the record");
        }
        if let Some(rule) = unsound(cube, base) {
            return fail(rule);
        }
        let Some(dense) = grid.dense(&cube.leaves) else {
            return fail("every leaf has known codes");
        };
        let mut pairs = dense.iter().zip(&grid.possible);
        if pairs.any(|(pair, possible)| !possible && *pair != Pair::default()) {
            return fail("an impossible leaf shows 0");
        }
        counts.push(dense);
    }
    Ok(counts)
}

/// The first rule that a leaf breaks.
fn unsound(cube: &CubeLeaves, base: u32) -> Option<&'static str> {
    if !cube
        .leaves
        .is_sorted_by(|left, right| left.codes < right.codes)
    {
        return Some("leaves come once and in order");
    }
    cube.leaves.iter().find_map(|leaf| {
        let (persons, cases) = (u64::from(leaf.persons), u64::from(leaf.cases));
        let base = u64::from(base);
        if cases == 0 {
            Some("leaves that show 0 are left out")
        } else if persons % base != 0 || cases % base != 0 {
            Some("every leaf is a multiple of the base")
        } else if persons > cases || cases > 2 * persons {
            Some("persons <= cases <= 2 * persons")
        } else if cases >= 1_000_000 {
            Some("counts are below a million")
        } else {
            None
        }
    })
}
