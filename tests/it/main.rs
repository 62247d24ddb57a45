//! One binary of cross-crate tests, a module each.

mod layering;
mod top_level;
