//! All statements of all periods and audiences, each word stored once.

use std::collections::{BTreeMap, BTreeSet};

use crate::ledger::period::months;
use crate::ledger::statement::{Counted, Rule, Statement};

/// A ledger of everything released. Ten years of months are some three quarters of a million
/// statements; each takes about 50 bytes, because names and code lists are stored once.
#[derive(Debug, Clone, Default)]
pub struct Ledger {
    words: Words,
    code_lists: Interner<Codes>,
    rules: Interner<Rule>,
    entries: Vec<Entry>,
}

/// Attribute and code as word numbers, in the order of the attributes' names.
pub(crate) type Codes = Vec<(u32, u32)>;

/// A statement in numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Entry {
    pub(crate) cube: u32,
    pub(crate) population: u32,
    pub(crate) period: u32,
    pub(crate) audience: u32,
    pub(crate) codes: u32,
    pub(crate) measure: Counted,
    pub(crate) value: Option<u32>,
    pub(crate) rule: u32,
}

type Words = Interner<String>;

/// Numbers things in the order in which they first come.
#[derive(Debug, Clone)]
struct Interner<T> {
    known: BTreeMap<T, u32>,
    things: Vec<T>,
}

impl<T> Default for Interner<T> {
    fn default() -> Self {
        Self {
            known: BTreeMap::new(),
            things: Vec::new(),
        }
    }
}

impl<T: Ord + Clone> Interner<T> {
    fn number(&mut self, thing: &T) -> u32 {
        if let Some(number) = self.known.get(thing) {
            return *number;
        }
        // A ledger of four thousand million different words does not fit in memory anyway.
        let number = u32::try_from(self.things.len()).unwrap_or(u32::MAX);
        self.known.insert(thing.clone(), number);
        self.things.push(thing.clone());
        number
    }
}

impl Ledger {
    /// An empty ledger.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a statement.
    pub fn add(&mut self, statement: &Statement) {
        let codes: Codes = statement
            .codes
            .iter()
            .map(|(name, code)| (self.words.number(name), self.words.number(code)))
            .collect();
        let entry = Entry {
            cube: self.words.number(&statement.cube),
            population: self.words.number(&statement.population),
            period: self.words.number(&statement.period),
            audience: self.words.number(&statement.audience),
            codes: self.code_lists.number(&codes),
            measure: statement.measure,
            value: statement.value,
            rule: self.rules.number(&statement.rule),
        };
        self.entries.push(entry);
    }

    /// How many statements there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether nothing was released.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// All statements, in the order in which they came.
    pub fn statements(&self) -> impl Iterator<Item = Statement> + '_ {
        self.entries.iter().map(|entry| self.statement(entry))
    }

    /// What somebody reads who belongs to all of these audiences.
    pub fn seen_by(&self, audiences: &[&str]) -> Self {
        let mut seen = Self::new();
        for entry in &self.entries {
            if audiences.contains(&self.word(entry.audience)) {
                seen.add(&self.statement(entry));
            }
        }
        seen
    }

    /// Everything that must be weighed together with a period: the statements about its months,
    /// those about longer periods of the same population that hold one of them, and so on.
    pub fn tied_to(&self, period: &str) -> Self {
        let groups: BTreeSet<(u32, u32)> = self
            .entries
            .iter()
            .map(|entry| (entry.population, entry.period))
            .collect();
        let mut open: Vec<(u32, u32, BTreeSet<String>)> = groups
            .into_iter()
            .map(|(population, number)| {
                let of = months(self.word(number)).into_iter().collect();
                (population, number, of)
            })
            .collect();
        let from: BTreeSet<String> = months(period).into_iter().collect();
        let mut reached: BTreeMap<u32, BTreeSet<String>> = BTreeMap::new();
        let mut tied: BTreeSet<(u32, u32)> = BTreeSet::new();
        loop {
            let before = tied.len();
            open.retain(|(population, number, of)| {
                let known = reached.entry(*population).or_insert_with(|| from.clone());
                let touches = !of.is_disjoint(known);
                if touches {
                    known.extend(of.iter().cloned());
                    tied.insert((*population, *number));
                }
                !touches
            });
            if tied.len() == before {
                break;
            }
        }
        self.entries
            .iter()
            .filter(|entry| tied.contains(&(entry.population, entry.period)))
            .map(|entry| self.statement(entry))
            .collect()
    }

    /// All audiences, sorted.
    pub fn audiences(&self) -> Vec<&str> {
        self.distinct(|entry| entry.audience)
    }

    /// All periods, sorted by name.
    pub fn periods(&self) -> Vec<&str> {
        self.distinct(|entry| entry.period)
    }

    fn distinct(&self, part: fn(&Entry) -> u32) -> Vec<&str> {
        let numbers: BTreeSet<u32> = self.entries.iter().map(part).collect();
        let mut words: Vec<&str> = numbers
            .into_iter()
            .map(|number| self.word(number))
            .collect();
        words.sort_unstable();
        words
    }

    pub(crate) fn entries(&self) -> &[Entry] {
        &self.entries
    }

    pub(crate) fn word(&self, number: u32) -> &str {
        &self.words.things[number as usize]
    }

    pub(crate) fn codes(&self, number: u32) -> &Codes {
        &self.code_lists.things[number as usize]
    }

    pub(crate) fn rule(&self, number: u32) -> Rule {
        self.rules.things[number as usize]
    }

    pub(crate) fn code_map(&self, codes: &Codes) -> BTreeMap<String, String> {
        codes
            .iter()
            .map(|(name, code)| (self.word(*name).to_owned(), self.word(*code).to_owned()))
            .collect()
    }

    pub(crate) fn statement(&self, entry: &Entry) -> Statement {
        Statement {
            cube: self.word(entry.cube).to_owned(),
            population: self.word(entry.population).to_owned(),
            period: self.word(entry.period).to_owned(),
            audience: self.word(entry.audience).to_owned(),
            codes: self.code_map(self.codes(entry.codes)),
            measure: entry.measure,
            value: entry.value,
            rule: self.rule(entry.rule),
        }
    }
}

impl Extend<Statement> for Ledger {
    fn extend<I: IntoIterator<Item = Statement>>(&mut self, statements: I) {
        for statement in statements {
            self.add(&statement);
        }
    }
}

impl FromIterator<Statement> for Ledger {
    fn from_iter<I: IntoIterator<Item = Statement>>(statements: I) -> Self {
        let mut ledger = Self::new();
        ledger.extend(statements);
        ledger
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_is_tied_to_what_overlaps_it_through_longer_periods_of_its_population() {
        let statement = |population: &str, period: &str| Statement {
            cube: population.to_owned(),
            population: population.to_owned(),
            period: period.to_owned(),
            audience: "analyst".to_owned(),
            codes: BTreeMap::new(),
            measure: Counted::Cases,
            value: Some(3),
            rule: Rule::Exact,
        };
        let ledger: Ledger = [
            statement("a", "2024-01"),
            statement("a", "2024-02"),
            statement("a", "2024-04"),
            statement("a", "2024-Q1"),
            statement("b", "2024-01"),
            statement("b", "2024-02"),
            statement("b", "2023-01..2024-01"),
            statement("b", "2023-06"),
        ]
        .into_iter()
        .collect();
        let tied: BTreeSet<(String, String)> = ledger
            .tied_to("2024-01")
            .statements()
            .map(|one| (one.population, one.period))
            .collect();
        let expected = [
            ("a", "2024-01"),
            ("a", "2024-02"),
            ("a", "2024-Q1"),
            ("b", "2023-01..2024-01"),
            ("b", "2023-06"),
            ("b", "2024-01"),
        ]
        .map(|(population, period)| (population.to_owned(), period.to_owned()));
        assert_eq!(tied, expected.into());
    }
}
