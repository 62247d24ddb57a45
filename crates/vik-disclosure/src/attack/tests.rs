//! Tests of the attackers.

mod again;
mod bites;
mod frozen;
mod judged;
mod small;
mod year_to_date;
