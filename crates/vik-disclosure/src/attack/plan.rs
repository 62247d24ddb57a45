//! Which statements of a ledger must be attacked together.
//!
//! Months are independent of each other unless a statement about several of them says more than
//! the months do. Base-5 quarters that were derived from published months never do.

use std::collections::{BTreeMap, BTreeSet};

use crate::ledger::{Counted, Entry, Ledger, Rule, months};

/// A ledger cut into islands.
pub(crate) struct Plan<'a> {
    pub(crate) ledger: &'a Ledger,
    /// Months of each period, by word number.
    pub(crate) months: BTreeMap<u32, Vec<String>>,
    /// Entries of each island.
    pub(crate) islands: Vec<Vec<usize>>,
    /// Statements that follow from others.
    pub(crate) implied: usize,
    /// What a hidden cell holds at least.
    pub(crate) hidden_least: i64,
}

type Key = (u32, u32, Counted);

impl<'a> Plan<'a> {
    pub(crate) fn new(ledger: &'a Ledger, hidden_least: i64) -> Self {
        let periods: BTreeSet<u32> = ledger.entries().iter().map(|entry| entry.period).collect();
        let months: BTreeMap<u32, Vec<String>> = periods
            .into_iter()
            .map(|period| (period, months(ledger.word(period))))
            .collect();
        let mut plan = Self {
            ledger,
            months,
            islands: Vec::new(),
            implied: 0,
            hidden_least,
        };
        let kept = plan.without_implied();
        plan.implied = ledger.len() - kept.len();
        plan.islands = plan.islands_of(&kept);
        plan
    }

    /// Leaves out a statement about several months if statements about each of them say as much.
    fn without_implied(&self) -> Vec<usize> {
        let entries = self.ledger.entries();
        let is_long = |entry: &Entry| {
            self.months
                .get(&entry.period)
                .is_some_and(|all| all.len() > 1)
        };
        let (long, short): (Vec<usize>, Vec<usize>) =
            (0..entries.len()).partition(|place| is_long(&entries[*place]));
        if long.is_empty() {
            return short;
        }
        let wanted: BTreeSet<Key> = long.iter().map(|place| key(&entries[*place])).collect();
        let cubes: BTreeSet<u32> = long.iter().map(|place| entries[*place].cube).collect();
        let mut known: BTreeMap<(Key, &str), (i64, i64)> = BTreeMap::new();
        let mut present: BTreeSet<(u32, &str)> = BTreeSet::new();
        for entry in short.iter().map(|place| &entries[*place]) {
            if !cubes.contains(&entry.cube) {
                continue;
            }
            let month = self.months[&entry.period][0].as_str();
            present.insert((entry.cube, month));
            if wanted.contains(&key(entry)) {
                let (low, high) = self.range(entry);
                let range = known.entry((key(entry), month)).or_insert((low, high));
                *range = (range.0.max(low), range.1.min(high));
            }
        }
        let follows = |entry: &Entry| {
            let (mut low, mut high) = (0_i64, 0_i64);
            for month in &self.months[&entry.period] {
                match known.get(&(key(entry), month.as_str())) {
                    Some((least, most)) => {
                        low = low.saturating_add(*least);
                        high = high.saturating_add(*most);
                    }
                    // A published month without these codes holds none of them.
                    None if present.contains(&(entry.cube, month.as_str())) => {}
                    None => return false,
                }
            }
            let (least, most) = self.range(entry);
            low >= least && high <= most
        };
        let mut kept = short;
        kept.extend(long.into_iter().filter(|place| !follows(&entries[*place])));
        kept.sort_unstable();
        kept
    }

    fn islands_of(&self, kept: &[usize]) -> Vec<Vec<usize>> {
        let entries = self.ledger.entries();
        let mut nodes: BTreeMap<(u32, &str), usize> = BTreeMap::new();
        let mut above: Vec<usize> = Vec::new();
        fn root(above: &mut [usize], mut node: usize) -> usize {
            while above[node] != node {
                above[node] = above[above[node]];
                node = above[node];
            }
            node
        }
        let ties: BTreeSet<(u32, u32)> = kept
            .iter()
            .map(|place| (entries[*place].population, entries[*place].period))
            .collect();
        for (population, period) in ties {
            let mut first = None;
            for month in &self.months[&period] {
                let node = *nodes
                    .entry((population, month.as_str()))
                    .or_insert_with(|| {
                        above.push(above.len());
                        above.len() - 1
                    });
                let (left, right) = (
                    root(&mut above, *first.get_or_insert(node)),
                    root(&mut above, node),
                );
                above[left.max(right)] = left.min(right);
            }
        }
        let mut islands: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for place in kept {
            let entry = &entries[*place];
            if let Some(month) = self.months[&entry.period].first()
                && let Some(node) = nodes.get(&(entry.population, month.as_str()))
            {
                islands
                    .entry(root(&mut above, *node))
                    .or_default()
                    .push(*place);
            }
        }
        islands.into_values().collect()
    }

    pub(crate) fn range(&self, entry: &Entry) -> (i64, i64) {
        self.ledger
            .rule(entry.rule)
            .range(entry.value, self.hidden_least)
    }

    /// Whether a statement hides its number: then its exact value is nobody's business.
    pub(crate) fn is_protected(&self, entry: &Entry) -> bool {
        match self.ledger.rule(entry.rule) {
            Rule::Rounded { tolerance, .. } => tolerance > 0,
            Rule::Derived { .. } | Rule::Hidden => true,
            Rule::Exact | Rule::AtLeast => false,
        }
    }
}

fn key(entry: &Entry) -> Key {
    (entry.cube, entry.codes, entry.measure)
}
