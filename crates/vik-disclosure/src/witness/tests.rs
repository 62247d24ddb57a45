//! Laws and conditions of the proof.

mod histories;
