//! What phones are asked, and which answers fit.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::words;

/// A question, or a page of them, for phones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ask {
    /// The first reaction: up to three words.
    Reaction,
    /// What one would do, before the conversation.
    Before,
    /// What one would do, after it.
    After,
    /// Three dots over what helps.
    Dots,
    /// The four questions at the end.
    Checkout,
}

/// How many questions the check-out has.
pub const CHECKOUT_QUESTIONS: usize = 4;
/// How many answers each has to choose from: yes, partly, no.
pub const CHECKOUT_ANSWERS: u32 = 3;
/// Dots for each phone.
pub const DOTS: usize = 3;

impl Ask {
    /// Every question.
    pub const ALL: [Self; 5] = [
        Self::Reaction,
        Self::Before,
        Self::After,
        Self::Dots,
        Self::Checkout,
    ];

    /// Its name in forms.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Reaction => "reactie",
            Self::Before => "voor",
            Self::After => "na",
            Self::Dots => "stippen",
            Self::Checkout => "afronding",
        }
    }

    /// The question of a name.
    #[must_use]
    pub fn of(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|ask| ask.code() == code)
    }

    /// How many questions it holds.
    #[must_use]
    pub fn questions(self) -> usize {
        if self == Self::Checkout {
            CHECKOUT_QUESTIONS
        } else {
            1
        }
    }

    /// How many options of one question a phone may choose.
    #[must_use]
    pub fn most(self) -> usize {
        match self {
            Self::Reaction => words::MOST,
            Self::Dots => DOTS,
            Self::Before | Self::After | Self::Checkout => 1,
        }
    }
}

/// What a phone chose: a set of options for each question. It is never written anywhere.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Answer(Vec<BTreeSet<u32>>);

impl Answer {
    /// An answer that fits the question; options that do not exist or are too many are left out.
    /// None when nothing is left.
    #[must_use]
    pub fn new(ask: Ask, options: &[u32], chosen: &[Vec<u32>]) -> Option<Self> {
        let fitting = |chosen: &Vec<u32>| -> BTreeSet<u32> {
            let known = chosen.iter().copied().filter(|one| options.contains(one));
            known.take(ask.most()).collect()
        };
        let mut sets: Vec<BTreeSet<u32>> = chosen.iter().map(fitting).collect();
        sets.resize(ask.questions(), BTreeSet::new());
        sets.iter().any(|set| !set.is_empty()).then_some(Self(sets))
    }

    /// The options chosen for one question.
    #[must_use]
    pub fn question(&self, question: usize) -> Option<&BTreeSet<u32>> {
        self.0.get(question)
    }
}

/// Prints two dots, so that an answer cannot be logged by accident.
impl std::fmt::Debug for Answer {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Answer(..)")
    }
}
