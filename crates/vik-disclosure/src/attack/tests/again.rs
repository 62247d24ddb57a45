//! A new release costs only what it changes, and the verdicts are those of a fresh attack.

use proptest::prelude::*;

use super::small::history;
use crate::attack::{Memory, Options, Report, attack, attack_again};
use crate::ledger::{Ledger, Statement};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(5))]

    #[test]
    fn again_is_as_good_as_from_scratch(seed: u64, size in 5_u64..40, tie: bool) {
        let history = history(seed, 4, size);
        let options = Options { sample: Some(8), coalition: 1, ..Options::default() };
        let mut memory = Memory::default();
        let mut ledger = Ledger::new();
        let mut reused = 0;
        for month in 1..=4 {
            let period = format!("2024-{month:02}");
            let new = |statement: &&Statement| {
                statement.period == period || (month == 3 && statement.period == "2024-Q1")
            };
            ledger.extend(history.statements.iter().filter(new).cloned());
            if tie && month == 4 {
                // Exact totals of the first two months together tie them to each other.
                let total = history.statements.iter().find(|total| total.codes.is_empty()).unwrap();
                ledger.add(&Statement {
                    period: "2024-01..2024-02".to_owned(),
                    value: Some(2 * size as u32),
                    rule: crate::ledger::Rule::Exact,
                    ..total.clone()
                });
            }
            let again = attack_again(&ledger, &options, &mut memory);
            let scratch = attack(&ledger, &options);
            reused = again.reused;
            prop_assert_eq!(scratch.reused, 0);
            prop_assert_eq!(Report { reused: 0, ..again }, scratch);
        }
        // The first months were not attacked again, unless something new was said about them.
        prop_assert_eq!(reused, if tie { 1 } else { 3 });
    }
}
