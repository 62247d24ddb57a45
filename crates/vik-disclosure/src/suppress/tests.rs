//! Tests of suppression.

mod attacker;
mod examples;
mod history;
mod known_failures;
mod laws;
mod linked;
mod rules;
mod shared;
