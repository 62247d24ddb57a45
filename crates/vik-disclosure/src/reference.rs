//! Facts about a unit as a whole, such as "an agreement was made", and their own rule.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::freeze::Occasion;
use crate::policy::Policy;
use crate::protected::{Protected, Released};
use crate::record::{CubeDigest, ReleaseRecord, digest_lines};
use crate::refusal::Refusal;

/// One fact about one unit in one period.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReferenceFact {
    /// Unit.
    pub unit: String,
    /// Period.
    pub period: String,
    /// Name of the fact.
    pub fact: String,
    /// Its value.
    pub value: f64,
}

/// Releases facts about units, if every unit has the minimum roster.
///
/// # Guarantee
/// Each released fact is about at least `policy.minimum_roster` persons.
/// Not covered: whether the fact itself counts cases; such numbers belong in a cube.
pub fn release_reference(
    facts: Protected<Vec<ReferenceFact>>,
    rosters: &BTreeMap<String, u32>,
    policy: &Policy,
    occasion: &Occasion,
) -> Result<Released<Vec<ReferenceFact>>, Refusal> {
    let units: BTreeSet<&str> = facts.open().iter().map(|fact| fact.unit.as_str()).collect();
    let small = units
        .into_iter()
        .find(|unit| rosters.get(*unit).copied().unwrap_or(0) < policy.minimum_roster);
    if let Some(unit) = small {
        return Err(Refusal::new(
            "minimum roster",
            unit,
            "give the fact for the unit group, or leave this unit out",
        ));
    }
    let mut facts = facts.into_inner();
    facts.sort_by(|left, right| {
        (&left.unit, &left.period, &left.fact)
            .cmp(&(&right.unit, &right.period, &right.fact))
            .then(left.value.total_cmp(&right.value))
    });
    let lines = facts.iter().map(|fact| {
        let bits = fact.value.to_bits().to_string();
        vec![
            fact.unit.clone(),
            fact.period.clone(),
            fact.fact.clone(),
            bits,
        ]
    });
    let digest = CubeDigest {
        id: "reference".to_owned(),
        leaves: facts.len() as u64,
        sha256: digest_lines(lines),
    };
    let record = ReleaseRecord::seal(occasion, &policy.version, None, vec![digest]);
    Ok(Released::new(facts, record))
}
