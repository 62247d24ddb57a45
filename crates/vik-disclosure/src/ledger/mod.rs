//! The ledger: every number that was ever released, one line each, in a form any attacker can use.
//!
//! # The line format
//! A ledger file is UTF-8 text with one JSON object on each line and nothing else. Empty lines are
//! allowed. Every line is one released number; the fields are:
//!
//! | field | type | meaning |
//! |---|---|---|
//! | `cube` | text | the table that the number belongs to; for a story, any name that is no cube |
//! | `population` | text | what is counted; cubes of one population count the same cases |
//! | `period` | text | when: `2024-03` a month, `2024-Q1` three, `2024` twelve, `2024-01..2024-06` from and until |
//! | `audience` | text | who may read the number |
//! | `codes` | object | attribute name to code: which cases are counted |
//! | `measure` | text | `cases`, or `persons`: pairs of a person and a leaf |
//! | `value` | number or `null` | the number as published; `null` for a suppressed cell |
//! | `rule` | object | what the number says about the truth, see below |
//!
//! **Leaves and margins.** Take all lines of one cube and period and unite the attributes in their
//! `codes`. A line that names all of them is a *leaf*; coarser levels are attributes too, so a leaf
//! names its unit and the group of that unit. A line that names fewer is a *margin*, and its true
//! value is the sum over **the leaves of the same cube and period whose codes agree with it**. The
//! line with no codes is the total. Leaves published as zero are in the file; a combination of
//! codes that has no leaf line cannot occur.
//!
//! **Rules.** With `x` for the true number and `v` for `value`:
//!
//! | `rule.kind` | further fields | what holds |
//! |---|---|---|
//! | `rounded` | `base`, `tolerance`, `zero_stays_zero` | `v` is a multiple of `base`, \|x - v\| <= tolerance, x >= 0; if `zero_stays_zero` then v > 0 implies x >= 1 |
//! | `derived` | `base`, `tolerance`, `mother_base`, `mother_tolerance`, `mother_periods` | `v` was rounded to `base` from the sum `M` of the published numbers of so many periods: \|M - v\| <= tolerance, `M` is a multiple of `mother_base`, and v > 0 implies M > 0; each period obeys `rounded` with the mother's base and tolerance |
//! | `exact` | | x = v |
//! | `hidden` | | suppressed, for whatever reason: x >= 0, or x >= 1 if zeros are shown elsewhere |
//! | `at_least` | | x >= v, as for the facets of a story that at least `v` persons share |
//!
//! **What else an attacker knows.** All counts are whole and not negative. Two cubes of the same
//! `population` and period agree on the number of `cases` for every combination of the attributes
//! that both have. Numbers of `persons` need not agree between cubes: a person with two cases may
//! sit in two leaves of one cube and in one leaf of another. In every leaf
//! `persons <= cases <= 2 * persons`. A longer period is the sum of its months. Releases may have
//! more than one audience: who reads two of them unites the lines.
//!
//! [`Statement`] is one line; [`Ledger`] holds millions of them compactly; [`published_statements`] writes
//! down all numbers of a release; [`read_statements`] and [`write_statements`] are the file.

mod book;
mod lines;
mod period;
mod produce;
mod statement;
mod told;

pub use book::Ledger;
pub use lines::{LineError, read_statements, write_statements};
pub use produce::{Declaration, Mother, published_statements};
pub use statement::{Cell, Counted, Rule, Statement};
pub use told::{ANALYST, LEADERSHIP, told};

pub(crate) use book::{Codes, Entry};
pub(crate) use period::months;
