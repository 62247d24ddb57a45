//! Tests of the attackers.

mod again;
mod bites;
mod brute;
mod frozen;
mod judged;
mod shape;
mod small;
mod year_to_date;
