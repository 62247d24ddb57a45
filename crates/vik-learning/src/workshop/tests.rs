//! The file of deeds under any order of appends and strikes, and polls beside a count by hand.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use proptest::prelude::*;

use super::deed::Deed;
use vik_log::LogError;

use super::ledger::{Ledger, LedgerError};
use super::polls::{NotShown, Polls, Topic, VALID};
use crate::check::{Check, Clean};
use crate::network::practice::Practice;
use crate::phones::Seat;
use crate::tally::Tally;

fn clean(text: &str) -> Clean {
    static CHECK: LazyLock<Check> = LazyLock::new(|| Check::new(vik_redact::Tables::default()));
    CHECK.pass(text, 280).unwrap()
}

fn card() -> Deed {
    Deed::Shared(Practice {
        unit: "A".into(),
        what: clean("Het team praat er elke maand over."),
        audience: clean("Voor alle teams van de eenheid"),
        gave: clean("Er zijn minder vragen."),
        theme: None,
        instrument: None,
    })
}

fn used() -> Deed {
    Deed::Used {
        instrument: "geschenken".into(),
        unit: "A".into(),
    }
}

/// What happens to a file.
#[derive(Clone, Copy, Debug)]
enum Step {
    Card,
    Use,
    Refuse,
    Strike(i64),
    Restart,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        Just(Step::Card),
        Just(Step::Use),
        Just(Step::Refuse),
        (0_i64..8).prop_map(Step::Strike),
        Just(Step::Restart),
    ];
    prop::collection::vec(step, 1..14)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn what_is_appended_is_read_and_what_is_struck_is_gone(steps in steps()) {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("actions.sqlite");
        let mut ledger = Ledger::open(&file).unwrap();
        let mut model: Vec<Option<Deed>> = Vec::new();
        for step in steps {
            match step {
                Step::Card | Step::Use => {
                    let deed = if matches!(step, Step::Card) { card() } else { used() };
                    let place = ledger.append("o", 1, |lines| {
                        assert_eq!(lines.len(), model.len());
                        Ok::<_, ()>(deed.clone())
                    });
                    model.push(Some(deed));
                    prop_assert_eq!(place.unwrap(), Ok(model.len() as i64));
                }
                Step::Refuse => {
                    let refused = ledger.append("o", 1, |_| Err::<Deed, _>("no"));
                    prop_assert_eq!(refused.unwrap(), Err("no"));
                }
                Step::Strike(place) => {
                    let at = usize::try_from(place - 1).ok();
                    let there = at.and_then(|at| model.get(at)).cloned().flatten();
                    let text = there.as_ref().is_some_and(Deed::has_text);
                    prop_assert!(ledger.strike("p", place, 1).is_err(), "another organisation's");
                    let struck = ledger.strike("o", place, 1);
                    prop_assert_eq!(struck.is_ok(), text);
                    if let (true, Some(at)) = (text, at) {
                        model[at] = None;
                        model.push(Some(Deed::Struck { place }));
                    } else {
                        prop_assert!(matches!(struck, Err(LedgerError::NoText)));
                    }
                }
                Step::Restart => {
                    drop(ledger);
                    ledger = Ledger::open(&file).unwrap();
                }
            }
            let lines = ledger.lines();
            let deeds: Vec<Option<Deed>> = lines.iter().map(|line| line.deed.clone()).collect();
            prop_assert_eq!(&deeds, &model);
        }
    }

    /// Any votes in any order: what is shown is the tally of each phone's last answer.
    #[test]
    fn a_poll_counts_the_last_answer_of_each_phone(votes in prop::collection::vec((0_usize..9, 0_u32..5), 0..40)) {
        let polls = Polls::new(0);
        let topic = Topic::Dilemma { instrument: "i".into(), unit: None, options: 4 };
        let id = polls.open(0, "o", "w", topic, 9).unwrap();
        let code = polls.view(0, &id).unwrap().code.to_string();
        let seats: Vec<Seat> = (0..9).map(|_| polls.join(0, &code).unwrap().0).collect();
        let mut last: BTreeMap<usize, BTreeSet<u32>> = BTreeMap::new();
        for (phone, option) in votes {
            prop_assert!(polls.answer(1, &seats[phone], &[vec![option]]));
            // Option 4 does not exist: it takes an earlier answer back.
            last.remove(&phone);
            if option < 4 {
                last.insert(phone, BTreeSet::from([option]));
            }
        }
        let expected = Tally::of(&[0, 1, 2, 3], last.values());
        let mut kept = None;
        let refused = polls.show(1, &id, |_, _| Err("the disk is full"));
        let shown = polls.show(1, &id, |_, tallies| { kept = tallies[0].clone(); Ok::<_, ()>(()) });
        match expected {
            None => prop_assert_eq!((refused, shown), (Err(NotShown::TooFew), Err(NotShown::TooFew))),
            Some(tally) => {
                prop_assert_eq!(refused, Ok(Err("the disk is full")), "and the poll goes on");
                prop_assert_eq!((shown, kept), (Ok(Ok(())), Some(tally)));
                prop_assert!(polls.view(1, &id).is_none() && !polls.answer(1, &seats[0], &[vec![0]]));
            }
        }
    }
}

#[test]
fn threads_that_append_at_once_lose_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("actions.sqlite");
    let ledger = Ledger::open(&file).unwrap();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..10 {
                    ledger
                        .append("o", 1, |_| Ok::<_, ()>(used()))
                        .unwrap()
                        .unwrap();
                }
            });
        }
    });
    drop(ledger);
    let places: Vec<i64> = Ledger::open(&file)
        .unwrap()
        .lines()
        .iter()
        .map(|line| line.place)
        .collect();
    assert_eq!(places, (1..=40).collect::<Vec<i64>>());
}

#[test]
fn a_second_program_on_the_same_file_is_refused_and_breaks_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("actions.sqlite");
    let (first, second) = (Ledger::open(&file).unwrap(), Ledger::open(&file).unwrap());
    let add = |ledger: &Ledger| ledger.append("o", 1, |_| Ok::<_, ()>(used()));
    assert_eq!(add(&first).unwrap(), Ok(1));
    assert!(matches!(
        add(&second),
        Err(LedgerError::Log(LogError::Late))
    ));
    assert_eq!(add(&first).unwrap(), Ok(2));
    assert_eq!(Ledger::open(&file).unwrap().lines().len(), 2);
}

#[test]
fn polls_end_by_themselves_and_have_a_bound() {
    let polls = Polls::new(0);
    let topic = || Topic::Dilemma {
        instrument: "i".into(),
        unit: None,
        options: 2,
    };
    let ids: Vec<String> = (0..super::polls::MOST)
        .map(|_| polls.open(0, "o", "w", topic(), 9).unwrap())
        .collect();
    assert_eq!(polls.open(0, "o", "w", topic(), 9), None);
    assert!(polls.view(VALID - 1, &ids[0]).is_some());
    let code = polls.view(VALID - 1, &ids[0]).unwrap().code.to_string();
    let (seat, left) = polls.join(VALID - 1_000, &code).unwrap();
    assert_eq!(left, 1);
    assert!(polls.of_seat(VALID, &seat).is_none() && polls.view(VALID, &ids[0]).is_none());
    assert!(polls.open(VALID, "o", "w", topic(), 9).is_some());
}
