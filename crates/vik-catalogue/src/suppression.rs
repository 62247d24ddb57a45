//! The `[suppression]` table of `policies/freeze.toml`: how exact tables are made safe.

use crate::reader::Reader;

/// How figures are protected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// Every cell is shown, rounded.
    #[default]
    Rounding,
    /// Cells are exact, or hidden.
    Suppression,
}

/// What happens to cells that are truly zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ZeroRule {
    /// Every zero is shown.
    Shown,
    /// A zero may be hidden to protect another cell.
    Usable,
    /// A zero is as sensitive as a small number.
    Protected,
}

/// What hiding a cell costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CostRule {
    /// Its value.
    Value,
    /// The logarithm of its value.
    Log,
    /// One for each cell.
    Unit,
    /// The leaves that it adds up.
    Breadth,
}

/// The settings of suppression; whether they lie within their limits the freeze says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SuppressionSettings {
    /// Linked cubes that are published as tables.
    pub cubes: Vec<String>,
    /// Fewer persons than this are hidden.
    pub threshold: u32,
    /// Zeros.
    pub zeros: ZeroRule,
    /// Staff below which a unit's cells are hidden.
    pub roster: u32,
    /// Part of the staff above which a cell is hidden; 0 is off.
    pub staff_percent: u32,
    /// How many of a group may fall outside a cell before it is safe; none is off.
    pub group: Option<u32>,
    /// How many of the largest contributors; 0 is off.
    pub dominance_largest: u32,
    /// Their share in percent.
    pub dominance_percent: u32,
    /// Percentage of the p% rule; 0 is off.
    pub p: u32,
    /// Width of the interval that remains possible for a hidden small count.
    pub width: u32,
    /// Colleagues who know of their own case.
    pub coalition: u32,
    /// Whether a sole contributor may not learn another cell.
    pub singleton: bool,
    /// What hiding costs.
    pub cost: CostRule,
    /// Whether a higher threshold hides all that a lower one hides.
    pub nested: bool,
    /// Attempts to show a cell again.
    pub effort: u32,
}

impl SuppressionSettings {
    /// Reads the table; every setting must be there.
    pub(crate) fn read(reader: Reader<'_>) -> Self {
        let present = |key| {
            if reader.value(key).is_none() {
                reader.missing(key, Some("a policy has no silent defaults"));
            }
        };
        let number = |key| {
            present(key);
            reader.within(key, 0, 0, 1_000_000) as u32
        };
        let flag = |key| {
            present(key);
            reader.flag(key, true)
        };
        present("cubes");
        present("group");
        let zeros = [
            ("shown", ZeroRule::Shown),
            ("usable", ZeroRule::Usable),
            ("protected", ZeroRule::Protected),
        ];
        let costs = [
            ("value", CostRule::Value),
            ("log", CostRule::Log),
            ("unit", CostRule::Unit),
            ("breadth", CostRule::Breadth),
        ];
        let cubes = reader.texts("cubes");
        let settings = Self {
            cubes: cubes.into_iter().map(|cube| cube.value).collect(),
            threshold: number("threshold"),
            zeros: reader.choice("zeros", &zeros).unwrap_or(ZeroRule::Usable),
            roster: number("roster"),
            staff_percent: number("staff_percent"),
            group: u32::try_from(reader.within("group", -1, -1, 1_000)).ok(),
            dominance_largest: number("dominance_largest"),
            dominance_percent: number("dominance_percent"),
            p: number("p"),
            width: number("width"),
            coalition: number("coalition"),
            singleton: flag("singleton"),
            cost: reader.choice("cost", &costs).unwrap_or(CostRule::Value),
            nested: flag("nested"),
            effort: number("effort"),
        };
        reader.finish();
        settings
    }
}
