//! A code that becomes several, such as a unit that is split: its errors go to the parts.

use super::{Drift, ErrorState};

impl ErrorState {
    /// Hands the errors of a code over to the codes that it became, from the next period on.
    ///
    /// Every controlled cell with `code` in `attribute` leaves its errors, of all time and of every
    /// period that a window still reaches, to the same cell of the parts, as evenly as whole numbers
    /// allow and the first parts first. A part keeps what errors it has besides.
    ///
    /// # Guarantee
    /// For every cell and window, the errors of the code and of its parts add up to what they added
    /// up to before. So whoever reads the code until the split and its parts after it is as near the
    /// truth as if there had been no split. Called again it moves only what late cases have added.
    pub fn hand_over(&mut self, attribute: &str, code: &str, parts: &[&str]) {
        let label = format!("{attribute}={code}");
        let cells: Vec<String> = self
            .cells
            .keys()
            .filter(|cell| labels(cell).any(|own| own == label))
            .cloned()
            .collect();
        if parts.is_empty() || parts.contains(&code) {
            return;
        }
        for cell in cells {
            let Some(drift) = self.cells.remove(&cell) else {
                continue;
            };
            for (place, part) in parts.iter().enumerate() {
                let own = self
                    .cells
                    .entry(renamed(&cell, &label, &format!("{attribute}={part}")))
                    .or_default();
                own.add(&drift.share(place as i64, parts.len() as i64));
            }
        }
    }
}

impl Drift {
    /// One part's share. What is older than the windows is shared by itself, so that shares of
    /// periods and of all time fit together.
    fn share(&self, place: i64, parts: i64) -> Self {
        let one = |error: i64| {
            let more = i64::from(place < error.abs() % parts);
            error.signum() * (error.abs() / parts + more)
        };
        let recent: Vec<i64> = self.1.iter().map(|error| one(*error)).collect();
        let older = self.0 - self.1.iter().sum::<i64>();
        Self(one(older) + recent.iter().sum::<i64>(), recent)
    }

    /// Adds errors of the same periods, the newest last in both.
    fn add(&mut self, other: &Self) {
        let longer = other.1.len().saturating_sub(self.1.len());
        self.1.splice(0..0, std::iter::repeat_n(0, longer));
        let skipped = self.1.len() - other.1.len();
        self.0 += other.0;
        for (own, more) in self.1.iter_mut().skip(skipped).zip(&other.1) {
            *own += more;
        }
    }
}

/// The parts of a cell's name, as in `#category=c&unit=u`; see [`crate::cells::name`].
fn labels(cell: &str) -> impl Iterator<Item = &str> {
    let codes = cell.split_once('#').map_or("", |(_, codes)| codes);
    codes.split('&')
}

fn renamed(cell: &str, label: &str, other: &str) -> String {
    let scope = cell.split_once('#').map_or("", |(scope, _)| scope);
    let codes: Vec<&str> = labels(cell)
        .map(|own| if own == label { other } else { own })
        .collect();
    format!("{scope}#{}", codes.join("&"))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;
    use crate::error_state::Past;

    const CELLS: [&str; 6] = [
        "#unit=LE",
        "#category=c&unit=LE",
        "#unit=LE&unit_group=n",
        "#unit=LX",
        "mentions#cause=x&unit=LE",
        "#unit=LEX",
    ];

    fn state(months: &[Vec<i64>]) -> ErrorState {
        let mut state = ErrorState::default();
        for (month, errors) in months.iter().enumerate() {
            let cells = CELLS.iter().map(|cell| (*cell).to_owned());
            let errors: BTreeMap<String, i64> = cells.zip(errors.iter().copied()).collect();
            state.close(
                &format!("{}-{:02}", 2022 + month / 12, month % 12 + 1),
                &errors,
            );
        }
        state
    }

    fn sum(state: &ErrorState, cells: &[&str], period: &str) -> Past {
        let mut sum = Past::default();
        for cell in cells {
            let past = state.past(cell, state.reach(period));
            sum.cumulative += past.cumulative;
            sum.year_to_date += past.year_to_date;
            sum.rolling += past.rolling;
        }
        sum
    }

    proptest! {
        #[test]
        fn a_code_and_its_parts_add_up_to_what_they_did(
            months in prop::collection::vec(prop::collection::vec(-2_i64..=2, CELLS.len()), 1..30),
            parts in 1_usize..4,
        ) {
            let parts = &["LX", "LO", "LZ"][..parts];
            let before = state(&months);
            let mut after = before.clone();
            after.hand_over("unit", "LE", parts);
            let families: [(&str, &str); 4] =
                [("#", ""), ("#category=c&", ""), ("#", "&unit_group=n"), ("mentions#cause=x&", "")];
            for period in ["2022-02", "2023-01", "2024-07"] {
                for (head, tail) in families {
                    let name = |code: &&str| format!("{head}unit={code}{tail}");
                    let names: Vec<String> = parts.iter().chain([&"LE"]).map(name).collect();
                    let names: Vec<&str> = names.iter().map(String::as_str).collect();
                    prop_assert_eq!(sum(&before, &names, period), sum(&after, &names, period));
                    prop_assert_eq!(sum(&after, &names[parts.len()..], period), Past::default());
                }
                prop_assert_eq!(sum(&before, &["#unit=LEX"], period), sum(&after, &["#unit=LEX"], period));
            }
            let once = after.clone();
            after.hand_over("unit", "LE", parts);
            prop_assert!(once == after);
        }
    }

    #[test]
    fn parts_get_even_shares_and_a_code_may_not_become_itself() {
        let mut split = state(&[vec![2, 3, 0, 1]]);
        split.hand_over("unit", "LE", &["LX", "LO"]);
        let all = |cell: &str| split.past(cell, split.reach("2022-02")).cumulative;
        assert_eq!((all("#unit=LX"), all("#unit=LO")), (2, 1));
        let category = (all("#category=c&unit=LX"), all("#category=c&unit=LO"));
        assert_eq!(category, (2, 1));
        let before = split.clone();
        split.hand_over("unit", "LX", &["LX", "LO"]);
        split.hand_over("unit", "LX", &[]);
        assert!(split == before);
    }
}
