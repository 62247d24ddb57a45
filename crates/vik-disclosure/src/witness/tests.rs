//! Laws and conditions of the proof.

mod absent;
mod attacker;
mod bytes;
mod conditions;
mod corrections;
mod forgeries;
mod histories;
mod limits;
mod python;
mod quarters;
mod years;
