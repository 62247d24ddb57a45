//! Whether each unit has a prevention coordinator (I-46): yes, no, or not known. Who it is, is not kept.

use std::collections::BTreeMap;

use vik_domain::Month;

use crate::library::Named;
use crate::workshop::deed::{Deed, Line};

/// The post of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Post {
    /// Whether somebody does it.
    pub filled: bool,
    /// Since which month this is so.
    pub since: Month,
}

/// The newest that each unit said; `since` is when it last changed.
#[must_use]
pub fn posts(org: &str, lines: &[Line]) -> BTreeMap<String, Post> {
    let mut all: BTreeMap<String, Post> = BTreeMap::new();
    for line in lines.iter().filter(|line| line.org == org) {
        if let Some(Deed::Post { unit, filled }) = &line.deed {
            let changed = all.get(unit).is_none_or(|post| post.filled != *filled);
            if changed {
                let post = Post {
                    filled: *filled,
                    since: Month::of_day(line.day),
                };
                all.insert(unit.clone(), post);
            }
        }
    }
    all
}

/// How many of some units are vacant, and of how many nothing is known.
#[must_use]
pub fn vacant(posts: &BTreeMap<String, Post>, units: &[Named]) -> (usize, usize) {
    let count = |pick: &dyn Fn(Option<&Post>) -> bool| {
        units
            .iter()
            .filter(|unit| pick(posts.get(&unit.code)))
            .count()
    };
    (
        count(&|post| post.is_some_and(|post| !post.filled)),
        count(&|post| post.is_none()),
    )
}
