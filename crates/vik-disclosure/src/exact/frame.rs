//! A frame of exact totals, and why one is refused before any search.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Exact totals of cases over some attributes, for groups of periods.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frame {
    /// Name, for messages.
    pub id: String,
    /// Attributes, such as `unit_group` and `category_group`; they must lie within one cube.
    pub attributes: Vec<String>,
    /// Groups of periods, each added up, such as the twelve months of a year.
    pub periods: Vec<Vec<String>>,
    /// The exact total by (number of the group of periods, codes); what is absent is zero.
    pub totals: Vec<(usize, Vec<String>, u32)>,
}

/// A frame that cannot be read against the cubes.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FrameError {
    /// The linked cubes are no join tree, so leaf tables prove nothing.
    #[error("exact totals need linked cubes that form a tree")]
    Cyclic,
    /// Attributes that no linked cube holds together.
    #[error("frame `{0}`: expected attributes that one linked cube holds together")]
    Attributes(String),
    /// A period, code or group that is unknown.
    #[error("frame `{0}`: expected known periods and codes")]
    Codes(String),
}

impl Frame {
    /// The frame as a sum of published cells: what is offered when the exact one is refused.
    pub(super) fn controlled(&self, sums: &BTreeMap<(usize, Vec<String>), i64>) -> Self {
        let totals = sums.iter().filter(|(_, sum)| **sum > 0);
        let totals = totals.map(|((group, codes), sum)| {
            (
                *group,
                codes.clone(),
                u32::try_from(*sum).unwrap_or(u32::MAX),
            )
        });
        Self {
            totals: totals.collect(),
            ..self.clone()
        }
    }
}
