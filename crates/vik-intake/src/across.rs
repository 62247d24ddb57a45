//! Rules across rows: what must be the same in a case, what may occur once, which case is refused.
//!
//! Rows of one case may stand anywhere in a file, so this remembers every case, as keyed hashes of
//! 128 bits and a few counts. That is the only memory of intake that grows with a file: some
//! hundred bytes per case, and never an identifier.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::{BuildHasher, Hasher};
use std::sync::Arc;

use ahash::RandomState;
use vik_domain::{Contract, Level};

use crate::admission::Reason;
use crate::decode::{Decoder, NO_CODE, Values};
use crate::finding::{Collector, Rule};
use crate::plan::Plan;
use crate::read::Chunk;

type Map<V> = HashMap<u128, V, RandomState>;

#[derive(Default)]
struct Case {
    mark: u64,
    rows: u32,
    subjects: u32,
    refused: Option<Reason>,
}

/// The hashes under which a row is known.
#[derive(Clone, Copy)]
pub(crate) struct Keys {
    pub case: u128,
    pub subject: u128,
    pub row: u128,
}

/// The codes of one field, of which the strongest counts for the whole case or subject.
struct Strongest {
    at: usize,
    level: Level,
    order: Vec<String>,
    ranks: Map<usize>,
}

/// What is remembered of all rows.
pub(crate) struct Across {
    hashers: [RandomState; 2],
    cases: Map<Case>,
    subjects: Map<u64>,
    rows: Map<(u8, u64)>,
    strongest: Vec<Strongest>,
    differing: HashSet<u128, RandomState>,
    spoiled: HashSet<u128, RandomState>,
    same: [Vec<usize>; 2],
    identity: [Option<usize>; 4],
    merge: bool,
    duplicate: (Arc<str>, Arc<str>),
    merged: u64,
}

impl Across {
    pub fn new(plan: &Plan) -> Across {
        let at = |name: &str| {
            let position = Contract::embedded().position(name);
            plan.fields
                .iter()
                .position(|field| Some(field.field) == position)
        };
        let same = |level: Level| {
            let kept = |at: &usize| {
                plan.fields[*at].level == level && plan.fields[*at].strongest.is_empty()
            };
            (0..plan.fields.len()).filter(kept).collect()
        };
        let strongest = plan
            .fields
            .iter()
            .enumerate()
            .filter(|(_, field)| !field.strongest.is_empty())
            .map(|(at, field)| Strongest {
                at,
                level: field.level,
                order: field.strongest.clone(),
                ranks: Map::default(),
            })
            .collect();
        Across {
            hashers: [RandomState::new(), RandomState::new()],
            cases: Map::default(),
            subjects: Map::default(),
            rows: Map::default(),
            strongest,
            differing: HashSet::default(),
            spoiled: HashSet::default(),
            same: [same(Level::Case), same(Level::Subject)],
            identity: [at("case_id"), at("subject_id"), at("issue"), at("finding")],
            merge: plan.merge,
            duplicate: (
                plan.column("issue"),
                "one row for each case, subject and issue; remove the second row, or set duplicate_rows = \"merge\" in the mapping".into(),
            ),
            merged: 0,
        }
    }

    /// The hashes of a row.
    pub fn keys(&self, plan: &Plan, decoder: &Decoder, chunk: &Chunk, row: usize) -> Keys {
        let [case, subject, issue, _] = self.identity;
        let text = |at: Option<usize>| {
            at.and_then(|at| decoder.fields[at].text(&plan.fields[at], chunk, row))
                .unwrap_or("")
                .as_bytes()
        };
        let issue = issue
            .and_then(|at| decoder.fields[at].code(row))
            .map_or("", |(code, _)| code)
            .as_bytes();
        let (case, subject) = (text(case), text(subject));
        Keys {
            case: self.hash(&[case]),
            subject: self.hash(&[case, subject]),
            row: self.hash(&[case, subject, issue]),
        }
    }

    fn hash(&self, parts: &[&[u8]]) -> u128 {
        let [high, low] = &self.hashers;
        let one = |state: &RandomState| {
            let mut hasher = state.build_hasher();
            for part in parts {
                hasher.write_usize(part.len());
                hasher.write(part);
            }
            u128::from(hasher.finish())
        };
        one(high) << 64 | one(low)
    }

    /// Remembers that a row of this case has a finding, so that the case is incomplete without it.
    pub fn spoil(&mut self, plan: &Plan, decoder: &Decoder, chunk: &Chunk, row: usize) {
        let keys = self.keys(plan, decoder, chunk, row);
        self.spoiled.insert(keys.case);
    }

    /// Cases with sound rows that were not refused, and with rows that have findings.
    pub fn incomplete(&self) -> u64 {
        let sound = |case: &&u128| {
            let known = self.cases.get(*case);
            known.is_some_and(|case| case.refused.is_none() && case.rows > 0)
        };
        self.spoiled.iter().filter(sound).count() as u64
    }

    /// Takes in a sound row.
    pub fn take(
        &mut self,
        plan: &Plan,
        decoder: &Decoder,
        chunk: &Chunk,
        row: usize,
        refusal: Result<(), Reason>,
        findings: &mut Collector,
    ) {
        let keys = self.keys(plan, decoder, chunk, row);
        let position = chunk.positions[row];
        let marks =
            [0, 1].map(|level: usize| self.mark(&self.same[level], plan, decoder, chunk, row));
        let rank = self.rank(decoder, row);
        match self.rows.get_mut(&keys.row) {
            None => {
                self.rows.insert(keys.row, (rank, position));
            }
            Some(chosen) if self.merge => {
                self.merged += 1;
                if rank < chosen.0 {
                    *chosen = (rank, position);
                }
            }
            Some(_) => {
                return findings.add(
                    position,
                    &self.duplicate.0,
                    Rule::DuplicateRow,
                    &self.duplicate.1,
                );
            }
        }
        let case = self.cases.entry(keys.case).or_default();
        if case.rows == 0 {
            case.mark = marks[0];
        } else if case.mark != marks[0] {
            self.differing.insert(keys.case);
        }
        case.rows += 1;
        case.refused = case.refused.or(refusal.err());
        match self.subjects.insert(keys.subject, marks[1]) {
            None => case.subjects += 1,
            Some(first) if first != marks[1] => {
                self.subjects.insert(keys.subject, first);
                self.differing.insert(keys.subject);
            }
            Some(_) => {}
        }
        for field in &mut self.strongest {
            let Some((code, _)) = decoder.fields[field.at].code(row) else {
                continue;
            };
            let rank = field
                .order
                .iter()
                .position(|known| known == code)
                .unwrap_or_else(|| {
                    field.order.push(code.clone());
                    field.order.len() - 1
                });
            let key = if field.level == Level::Case {
                keys.case
            } else {
                keys.subject
            };
            let best = field.ranks.entry(key).or_insert(rank);
            *best = rank.min(*best);
        }
    }

    /// Of two rows about one issue, the established one is kept.
    fn rank(&self, decoder: &Decoder, row: usize) -> u8 {
        let finding = self.identity[3].and_then(|at| decoder.fields[at].code(row));
        match finding.map_or("", |(code, _)| code.as_str()) {
            "established" => 0,
            "not_established" => 1,
            "refuted" => 2,
            _ => 3,
        }
    }

    fn mark(
        &self,
        fields: &[usize],
        plan: &Plan,
        decoder: &Decoder,
        chunk: &Chunk,
        row: usize,
    ) -> u64 {
        let mut hasher = self.hashers[0].build_hasher();
        for at in fields {
            let state = &decoder.fields[*at];
            match &state.values {
                Values::Text(_) => hasher.write(
                    state
                        .text(&plan.fields[*at], chunk, row)
                        .unwrap_or("")
                        .as_bytes(),
                ),
                Values::Days(values) => hasher.write_i32(values[row]),
                Values::Numbers(values) => hasher.write_i64(values[row]),
                Values::Flags(values) => hasher.write_u8(values[row]),
                Values::Codes(values) => hasher.write_u32(values[row]),
            }
        }
        hasher.finish()
    }

    /// Whether some case or subject has rows that differ, so that a second look must say where.
    pub fn has_differing(&self) -> bool {
        !self.differing.is_empty()
    }

    /// The second look: names the column in each row that differs from the first of its case.
    pub fn locate(
        &mut self,
        plan: &Plan,
        decoder: &Decoder,
        chunk: &Chunk,
        row: usize,
        firsts: &mut HashMap<u128, Vec<u64>>,
        findings: &mut Collector,
    ) {
        let keys = self.keys(plan, decoder, chunk, row);
        let mut differs = false;
        for (level, key, rule) in [
            (0, keys.case, Rule::SameInCase),
            (1, keys.subject, Rule::SameInSubject),
        ] {
            if !self.differing.contains(&key) {
                continue;
            }
            let fields: &[usize] = &self.same[level];
            let marks: Vec<u64> = fields
                .iter()
                .map(|at| self.mark(&[*at], plan, decoder, chunk, row))
                .collect();
            let first = firsts.entry(key).or_insert_with(|| marks.clone());
            for (at, _) in fields
                .iter()
                .zip(marks.iter().zip(first.iter()))
                .filter(|(_, (mark, first))| mark != first)
            {
                let field = &plan.fields[*at];
                findings.add(chunk.positions[row], &field.column, rule, &field.words.same);
                differs = true;
            }
        }
        if let Some(case) = self.cases.get_mut(&keys.case).filter(|_| differs) {
            case.rows = case.rows.saturating_sub(1);
            self.spoiled.insert(keys.case);
        }
    }

    /// Whether a sound row goes on to the warehouse.
    pub fn admits(&self, keys: Keys, position: u64) -> bool {
        self.cases
            .get(&keys.case)
            .is_some_and(|case| case.refused.is_none())
            && (!self.merge
                || self
                    .rows
                    .get(&keys.row)
                    .is_some_and(|(_, chosen)| *chosen == position))
    }

    /// Gives each of the strongest-wins fields the code of its case or subject.
    pub fn settle(&self, decoder: &mut Decoder, keys: &[Option<Keys>]) {
        for field in &self.strongest {
            let state = &mut decoder.fields[field.at];
            for (row, keys) in keys.iter().enumerate() {
                let Some(keys) = keys else { continue };
                let key = if field.level == Level::Case {
                    keys.case
                } else {
                    keys.subject
                };
                let place = match field
                    .ranks
                    .get(&key)
                    .and_then(|rank| field.order.get(*rank))
                {
                    Some(code) => state.place(code.clone(), crate::codes::Validity::ALWAYS),
                    None => NO_CODE,
                };
                if let Values::Codes(values) = &mut state.values {
                    values[row] = place;
                }
            }
        }
    }

    /// Rows and cases refused, by reason.
    pub fn refused(&self) -> BTreeMap<Reason, (u64, u64)> {
        let mut counts = BTreeMap::new();
        for case in self.cases.values() {
            if let Some(reason) = case.refused {
                let (rows, cases) = counts.entry(reason).or_insert((0, 0));
                *rows += u64::from(case.rows);
                *cases += 1;
            }
        }
        counts
    }

    /// Rows, cases, and pairs of case and subject that were not refused.
    pub fn accepted(&self) -> (u64, u64, u64) {
        self.cases
            .values()
            .filter(|case| case.refused.is_none())
            .fold((0, 0, 0), |(rows, cases, subjects), case| {
                (
                    rows + u64::from(case.rows),
                    cases + 1,
                    subjects + u64::from(case.subjects),
                )
            })
    }

    /// Rows that were taken together with another row.
    pub fn merged(&self) -> u64 {
        self.merged
    }
}
