//! What the open side knows beside the cubes: code lists, units, staff, breaks, and how the cubes are
//! cut. It is written once per freeze, so that a reader of the open side needs nothing else.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use vik_domain::{CodeList, Organisation, Text};

/// One dimension of a published cube.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CubeDimension {
    /// Column name.
    pub name: String,
    /// The code list with its codes.
    pub list: String,
    /// The column of the coarser level, if the code list has parents.
    pub parent: Option<String>,
    /// Its label.
    pub label: Text,
}

/// How a published cube is cut.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CubeShape {
    /// Its id; the table is `cube_<id>`.
    pub id: String,
    /// Its title.
    pub title: Text,
    /// What it counts.
    pub description: Text,
    /// Its dimensions.
    pub dimensions: Vec<CubeDimension>,
    /// The window that is counted at each quarter's end; none for a monthly cube.
    pub window_quarters: Option<u32>,
}

/// A moment from which figures cannot be compared with those before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Break {
    /// `reorganisation`, `registration`, `campaign` or `taxonomy`.
    pub kind: String,
    /// A unit, or `*` for all.
    pub unit: String,
    /// First day of the month.
    pub month: String,
    /// What happened.
    pub text: Text,
}

/// Staff of a unit in a month, in full-time equivalents.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Staff {
    /// The unit.
    pub unit: String,
    /// First day of the month.
    pub month: String,
    /// Full-time equivalents.
    pub fte: f64,
}

/// A fact about a unit in a quarter that is not about a case.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct UnitFact {
    /// The unit.
    pub unit: String,
    /// The quarter, `2024-Q1`.
    pub quarter: String,
    /// Which fact.
    pub fact: String,
    /// Its value.
    pub value: f64,
}

/// A lead-time norm; the default is that there is none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Norm {
    /// The route it holds for.
    pub route: String,
    /// First day of validity.
    pub valid_from: String,
    /// Last day of validity.
    pub valid_to: Option<String>,
    /// Days.
    pub days: i64,
}

/// Everything beside the cubes.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Reference {
    /// The organisation.
    pub organisation: Organisation,
    /// Code lists by id.
    pub lists: BTreeMap<String, CodeList>,
    /// The cubes.
    pub cubes: Vec<CubeShape>,
    /// Staff.
    pub staff: Vec<Staff>,
    /// Facts about units.
    pub facts: Vec<UnitFact>,
    /// Breaks.
    pub breaks: Vec<Break>,
    /// Norms.
    pub norms: Vec<Norm>,
}

impl Reference {
    /// A code list by its general name: the organisation's own where its profile says so.
    #[must_use]
    pub fn list(&self, name: &str) -> Option<&CodeList> {
        let own = self.organisation.codelist(name);
        self.lists.get(own).or_else(|| self.lists.get(name))
    }
}
