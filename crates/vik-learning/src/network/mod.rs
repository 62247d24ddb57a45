//! The coordinators' network: practice that others can use, and whether each unit has a coordinator.

pub mod practice;
pub mod vacancy;
pub(crate) mod web;
