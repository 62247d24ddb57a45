//! A published cube: only its leaves, because every margin is their sum.

use serde::Serialize;

use crate::cube::CubeSpec;

/// A leaf that is not zero.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct PublishedLeaf {
    /// One code for each dimension.
    pub codes: Vec<String>,
    /// Rounded persons.
    pub persons: u32,
    /// Rounded cases.
    pub cases: u32,
}

/// A cube as published. Leaves that are absent are zero; a zero covers 0, 1 and 2.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PublishedCube {
    /// Definition.
    pub spec: CubeSpec,
    /// Leaves that are not zero, sorted by code.
    pub leaves: Vec<PublishedLeaf>,
}
