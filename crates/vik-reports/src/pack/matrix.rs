//! Which themes and modules of the training have a story, and how old it is.
//!
//! The minister's letter (28 844, nr. 220) asks that the training gives more room to prevention and
//! culture, and to corruption in particular. Indicator I-43: each of the three has at least one story
//! that is at most 24 months old.

use std::collections::BTreeMap;

use vik_domain::Month;

/// The modules that must have a fresh story.
pub const MUST_BE_FRESH: [&str; 3] = ["corruption", "culture", "prevention"];

/// From this many months on a story is no longer fresh.
const FRESH_MONTHS: u32 = 24;

/// A story that stands, with what it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Covered {
    /// Its name.
    pub story: String,
    /// In which month this version was released.
    pub released: Month,
    /// Codes of its themes.
    pub themes: Vec<String>,
    /// Codes of the modules that it is used in.
    pub modules: Vec<String>,
}

/// Themes down, modules across.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matrix {
    /// The modules, in the order given.
    pub modules: Vec<String>,
    /// A row for each theme, in the order given, with a cell for each module.
    pub rows: Vec<(String, Vec<Cell>)>,
    /// The last row: stories of the module, whatever their theme.
    pub whole: Vec<Cell>,
    /// What is missing, in the order of [`MUST_BE_FRESH`].
    pub gaps: Vec<Gap>,
}

/// What there is of a theme in a module.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// How many stories.
    pub stories: usize,
    /// How many months ago the newest was released.
    pub newest: Option<u32>,
    /// Whether that is less than 24 months.
    pub fresh: bool,
}

/// A module without a fresh story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// Its code.
    pub module: &'static str,
    /// How many months old its newest story is; `None` without one.
    pub newest: Option<u32>,
}

/// Counts the stories of every theme and module, as of a month.
///
/// A story released after `now` counts as released in `now`.
#[must_use]
pub fn coverage(stories: &[Covered], themes: &[String], modules: &[String], now: Month) -> Matrix {
    let ages: BTreeMap<&str, u32> = stories
        .iter()
        .map(|each| (each.story.as_str(), age(each.released, now)))
        .collect();
    let cell = |theme: Option<&String>, module: &str| {
        let found = stories.iter().filter(|each| {
            let on_theme = theme.is_none_or(|theme| each.themes.contains(theme));
            on_theme && each.modules.iter().any(|code| code == module)
        });
        let found: Vec<u32> = found
            .filter_map(|each| ages.get(each.story.as_str()).copied())
            .collect();
        let newest = found.iter().min().copied();
        Cell {
            stories: found.len(),
            newest,
            fresh: newest.is_some_and(fresh),
        }
    };
    let across = |theme| modules.iter().map(|module| cell(theme, module)).collect();
    let gaps = MUST_BE_FRESH.iter().filter_map(|module| {
        let cell = cell(None, module);
        let newest = cell.newest;
        (!cell.fresh).then_some(Gap { module, newest })
    });
    Matrix {
        modules: modules.to_vec(),
        rows: themes
            .iter()
            .map(|theme| (theme.clone(), across(Some(theme))))
            .collect(),
        whole: across(None),
        gaps: gaps.collect(),
    }
}

fn age(released: Month, now: Month) -> u32 {
    u32::try_from(now.index() - released.index()).unwrap_or(0)
}

fn fresh(months: u32) -> bool {
    months < FRESH_MONTHS
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn story(name: &str, released: &str, themes: &[&str], modules: &[&str]) -> Covered {
        let owned = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
        Covered {
            story: name.to_owned(),
            released: released.parse().unwrap(),
            themes: owned(themes),
            modules: owned(modules),
        }
    }

    fn codes(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }

    #[test]
    fn a_story_is_fresh_for_two_years() {
        let now = "2026-10".parse().unwrap();
        let stories = [
            story("a", "2024-11", &["t"], &["culture"]),
            story("b", "2024-10", &["t"], &["corruption"]),
        ];
        let modules = codes(&MUST_BE_FRESH);
        let matrix = coverage(&stories, &codes(&["t", "u"]), &modules, now);
        assert_eq!(
            matrix.gaps,
            [
                Gap {
                    module: "corruption",
                    newest: Some(24)
                },
                Gap {
                    module: "prevention",
                    newest: None
                },
            ]
        );
        assert!(matrix.rows[0].1[1].fresh);
        assert_eq!(matrix.rows[1].1[1], Cell::default());
    }

    proptest! {
        #[test]
        fn another_story_never_opens_a_gap(ages in proptest::collection::vec((0i32..60, 0usize..3), 0..8), more in (0i32..60, 0usize..3)) {
            let now: Month = "2026-10".parse().unwrap();
            let made = |(index, (age, module)): (usize, &(i32, usize))| {
                let released = now.plus(-age).to_string();
                story(&index.to_string(), &released, &["t"], &[MUST_BE_FRESH[*module]])
            };
            let modules = codes(&MUST_BE_FRESH);
            let few: Vec<Covered> = ages.iter().enumerate().map(made).collect();
            let mut many = few.clone();
            many.push(made((99, &more)));
            let gaps = |stories: &[Covered]| coverage(stories, &[], &modules, now).gaps.len();
            prop_assert!(gaps(&many) <= gaps(&few));
        }
    }
}
