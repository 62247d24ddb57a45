//! Which story serves which module of the training, as the trainers decided.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use vik_domain::Month;
use vik_reports::pack::{Covered, MUST_BE_FRESH, Matrix, coverage};

use super::stock::Stock;
use crate::check::Clean;

/// Most modules of an organisation's own.
pub const MOST_OWN: usize = 12;

/// The modules of an organisation and the stories in them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Modules {
    /// Modules of its own, beside the three that every training has.
    pub own: Vec<Own>,
    /// By story, the codes of its modules.
    pub given: BTreeMap<String, BTreeSet<String>>,
}

/// A module of an organisation's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Own {
    /// Its code, `own-1` and so on; never used twice.
    pub code: String,
    /// What it is called.
    pub name: Clean,
}

impl Modules {
    /// Every code: the three first.
    #[must_use]
    pub fn codes(&self) -> Vec<String> {
        let fixed = MUST_BE_FRESH.iter().map(|code| (*code).to_owned());
        fixed
            .chain(self.own.iter().map(|own| own.code.clone()))
            .collect()
    }

    /// Adds a module. False when there are [`MOST_OWN`] or one has that name.
    pub fn add(&mut self, name: Clean) -> bool {
        if self.own.len() >= MOST_OWN || self.own.iter().any(|own| own.name == name) {
            return false;
        }
        let numbers = self.own.iter().filter_map(|own| {
            let number: u32 = own.code.strip_prefix("own-")?.parse().ok()?;
            Some(number)
        });
        let code = format!("own-{}", numbers.max().unwrap_or(0).saturating_add(1));
        self.own.push(Own { code, name });
        true
    }

    /// Takes a module of its own out, of every story too.
    pub fn remove(&mut self, code: &str) {
        self.own.retain(|own| own.code != code);
        for given in self.given.values_mut() {
            if !MUST_BE_FRESH.contains(&code) {
                given.remove(code);
            }
        }
    }

    /// Gives a story these modules and no others; codes that do not exist are left out.
    pub fn give(&mut self, story: &str, modules: &[String]) {
        let known = self.codes();
        let given = modules.iter().filter(|code| known.contains(code));
        let given: BTreeSet<String> = given.cloned().collect();
        self.given.insert(story.to_owned(), given);
    }

    /// Whether a story is in a module.
    #[must_use]
    pub fn has(&self, story: &str, module: &str) -> bool {
        let given = self.given.get(story);
        given.is_some_and(|given| given.contains(module))
    }

    /// The matrix of the stories that can be read, as of a month.
    #[must_use]
    pub fn matrix(&self, stock: &Stock, themes: &[String], now: Month) -> Matrix {
        let stories = stock.standing().map(|(entry, edition)| Covered {
            story: entry.id.clone(),
            released: edition.released,
            themes: entry.story.themes.clone(),
            modules: self
                .given
                .get(&entry.id)
                .map_or_else(Vec::new, |given| given.iter().cloned().collect()),
        });
        let stories: Vec<Covered> = stories.collect();
        coverage(&stories, themes, &self.codes(), now)
    }
}

#[cfg(test)]
mod tests {
    use vik_redact::Tables;

    use super::*;
    use crate::check::Check;

    #[test]
    fn a_module_of_ones_own_comes_and_goes_whole() {
        let check = Check::new(Tables::default());
        let name = |text: &str| check.pass(text, 40).unwrap();
        let mut modules = Modules::default();
        assert!(modules.add(name("Je herkent de druk")));
        assert!(!modules.add(name("Je herkent de druk")));
        assert!(modules.add(name("Een collega aanspreken")));
        let codes = ["culture", "own-2", "none"].map(str::to_owned);
        modules.give("7", &codes);
        assert!(
            modules.has("7", "culture") && modules.has("7", "own-2") && !modules.has("7", "none")
        );
        modules.remove("own-2");
        modules.remove("culture");
        assert!(!modules.has("7", "own-2") && modules.has("7", "culture"));
        assert_eq!(modules.codes().len(), 4);
    }
}
