//! Counts that do not go below a floor.

use std::fmt;

use serde::{Serialize, Serializer};

/// A count of classes, rows or persons. From 1 to below the floor it only says so; zero is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FlooredCount {
    /// Zero, or at least the floor.
    Shown(u64),
    /// At least 1 and below this floor.
    Below(u64),
}

impl FlooredCount {
    /// Applies the floor.
    pub(crate) fn new(count: u64, floor: u64) -> Self {
        if count == 0 || count >= floor {
            Self::Shown(count)
        } else {
            Self::Below(floor)
        }
    }

    /// Whether the count is zero.
    pub fn is_zero(self) -> bool {
        self == Self::Shown(0)
    }
}

impl fmt::Display for FlooredCount {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Shown(count) => write!(formatter, "{count}"),
            Self::Below(floor) => write!(formatter, "<{floor}"),
        }
    }
}

/// A number, or a text such as `"<5"`.
impl Serialize for FlooredCount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Shown(count) => serializer.serialize_u64(*count),
            Self::Below(_) => serializer.collect_str(self),
        }
    }
}
