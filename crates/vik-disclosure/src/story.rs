//! The gate of a case story: what its facets tell, weighed against published numbers alone.
//!
//! A *facet* is an attribute with a code that the story gives away, such as `category` = `FIN`.
//! [`judge_story`] asks whether enough people share them; [`pass_story`] makes the story
//! [`Released`](crate::Released), and is the only way in besides the freeze, reference facts and the
//! year's end. [`what_a_colleague_could_infer`] shows the same numbers to a reviewer.
//!
//! # What is public
//! Every answer is a function of published cubes, sizes of units and functions, and facets. So a
//! refusal may be shown, and may name the change that would pass.
//!
//! # The bounds, and why they hold
//! `C(l)`, `P(l)` are the published cases and persons of a leaf `l`, `t` the declared tolerance of a
//! leaf, `T` that of a controlled margin (rules R1 to R3 of [`theorem`](crate::theorem)).
//!
//! 1. *A leaf in a month.* A true zero shows 0, so `C(l) > 0` proves `c(l) >= max(1, C(l) - t)`;
//!    `C(l) = 0` proves nothing and counts as 0. The same holds for persons.
//! 2. *Cases with facets `S` in a month.* Take a cube and a set `U` of its attributes that is
//!    controlled and determines `S`. The cells of `U` that agree with `S` divide those cases, so the
//!    sum of what each holds at least (its own number less `T`, or its leaves by 1) is a bound.
//!    The best over all `U` and all cubes is taken. It can only grow when a facet is left out, since
//!    every `U` that served still serves and more cells agree.
//! 3. *Persons in a month.* Nobody has more than two cases in a month, so there are at least half as
//!    many persons as cases, and at least as many as in the fullest leaf.
//! 4. *Persons in a period.* The same person may come back in another month. If nobody does in more
//!    than `m` months of the period, the persons of its months add up to at most `m` times the
//!    distinct ones. So there are at least `max(most in one month, ceil(sum / m))`. `m` is
//!    [`Declared::months_per_person`]; with `m` as large as the period nothing is assumed.
//! 5. *Facets that no cube counts together.* Let `A` and `B` be two sets of facets and `D` what they
//!    share. Both kinds of cases lie among those with `D`, so at least `|A| + |B| - |D|` have all
//!    (Fréchet), with lower bounds for `A` and `B` and an upper one for `D`. Joined one by one, this
//!    bounds the whole; by 3 and 4 it bounds persons.
//! 6. *The estimate.* The published cubes of a month are margins of one table, that of conditional
//!    independence along the join tree; the estimate is what it holds. It is no bound: facets that
//!    go together less often than their neighbours suggest are rarer than it says. Where 5 proves
//!    enough cases, so does the estimate, because it is one table with these margins.

mod change;
mod facets;
mod gate;
mod infer;
mod joint;
mod month;
mod months;
mod pass;

pub use change::Change;
pub use facets::{Attributes, Basis, Function, StoryFacets, StoryFlag, StoryRole, StoryRule};
pub use gate::{Judgement, StoryRefusal, judge_story};
pub use infer::{FacetCount, what_a_colleague_could_infer};
pub use months::{Declared, PublishedMonths};
pub use pass::{pass_story, story_digest};
