//! What validity dates and crosswalks of code lists mean for a freeze.

use std::collections::{BTreeMap, BTreeSet};

use vik_disclosure::ErrorState;
use vik_domain::{CodeList, Month};

use crate::setting::Setting;

impl Setting {
    /// The codes of each dimension that do not exist yet in a month: no case can be under them.
    pub(crate) fn absent(&self, month: Month) -> BTreeMap<String, BTreeSet<String>> {
        self.dimensions()
            .map(|(dimension, list)| (dimension.clone(), young(list, month)))
            .filter(|(_, codes)| !codes.is_empty())
            .collect()
    }

    /// Hands the errors of every code that ended before a month over to what it became in it.
    ///
    /// The shares of a crosswalk are often unknown, so every part gets as much.
    pub(crate) fn hand_over(&self, month: Month, state: &mut ErrorState) {
        for (dimension, list) in self.dimensions() {
            for (from, parts) in splits(list, month) {
                state.hand_over(dimension, from, &parts);
            }
        }
    }

    /// The dimensions of all cubes with their code lists, each once.
    fn dimensions(&self) -> impl Iterator<Item = (&String, &CodeList)> {
        let all = self.shapes.iter().flat_map(|shape| &shape.dimensions);
        let named: BTreeMap<&String, &String> = all.map(|own| (&own.name, &own.list)).collect();
        named
            .into_iter()
            .filter_map(|(name, list)| Some((name, self.lists.get(list)?)))
    }
}

/// The codes whose first day lies after a month.
fn young(list: &CodeList, month: Month) -> BTreeSet<String> {
    let month = month.to_string();
    let codes = list.codes.iter();
    codes
        .filter(|code| month_of(code.valid_from.as_deref()).is_some_and(|first| first > &*month))
        .map(|code| code.code.clone())
        .collect()
}

/// The codes that ended before a month, with what they became in it.
fn splits(list: &CodeList, month: Month) -> BTreeMap<&str, Vec<&str>> {
    let month = month.to_string();
    let mut parts: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for walk in &list.crosswalks {
        let of_list = walk.from_list.as_ref().is_none_or(|from| *from == list.id);
        let now = month_of(walk.on.as_deref()) == Some(&*month);
        let ended = list.get(&walk.from).is_some_and(|code| {
            month_of(code.valid_to.as_deref()).is_some_and(|last| last < &*month)
        });
        if of_list && now && ended {
            parts.entry(&walk.from).or_default().push(&walk.to);
        }
    }
    parts
}

/// The month of a day such as `2024-01-01`; code lists with other days do not load.
fn month_of(day: Option<&str>) -> Option<&str> {
    day?.get(..7)
}

#[cfg(test)]
mod tests {
    use super::*;

    const UNITS: &str = r#"
        id = "units"
        version = "1.0.0"
        title = { nl = "Eenheden", en = "Units" }

        [[code]]
        code = "LE"
        nl = "Landelijke Eenheid"
        en = "National Unit"
        valid_to = "2023-12-31"

        [[code]]
        code = "LX"
        nl = "Expertise"
        en = "Expertise"
        valid_from = "2024-01-01"

        [[code]]
        code = "LO"
        nl = "Opsporing"
        en = "Investigations"
        valid_from = "2024-01-01"

        [[crosswalk]]
        from = "LE"
        to = "LX"
        on = "2024-01-01"

        [[crosswalk]]
        from = "LE"
        to = "LO"
        on = "2024-01-01"
    "#;

    fn month(text: &str) -> Month {
        text.parse().unwrap()
    }

    #[test]
    fn a_unit_is_absent_until_its_first_month_and_an_ended_one_never() {
        let list: CodeList = toml::from_str(UNITS).unwrap();
        let both = BTreeSet::from(["LO".to_owned(), "LX".to_owned()]);
        assert_eq!(young(&list, month("2023-12")), both);
        assert!(young(&list, month("2024-01")).is_empty());
        assert!(young(&list, month("2030-01")).is_empty());
    }

    #[test]
    fn a_split_happens_in_the_first_month_of_the_parts_only() {
        let list: CodeList = toml::from_str(UNITS).unwrap();
        let parts = BTreeMap::from([("LE", vec!["LX", "LO"])]);
        assert_eq!(splits(&list, month("2024-01")), parts);
        assert!(splits(&list, month("2023-12")).is_empty());
        assert!(splits(&list, month("2024-02")).is_empty());
    }
}
