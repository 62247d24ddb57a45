//! The files that people edit: cubes, queries, dashboards and policies.
//!
//! A SQL file carries its own description in a header, TOML between `/*+++` and `+++*/`. The files in
//! the binary and those in a user's folder pass through one parser, which collects every defect with
//! its line and a hint, and leaves a defective file out. An unknown key is a defect: a typo must not
//! quietly mean "default".
//!
//! Reading order: [`Catalogue`] holds everything; [`CubeDefinition`], [`QueryDefinition`] and
//! [`DashboardDefinition`] are its parts; [`Diagnostic`] is what it says about a mistake.
//!
//! This crate knows no engine: whether the SQL plans, and gives the columns it declares, is for the
//! crates that can run it.

mod catalogue;
mod chart;
mod check;
mod column;
mod cube;
mod dashboard;
mod diagnostic;
mod double_coding;
mod exact;
mod findings;
mod header;
mod parameter;
mod partner;
mod period;
mod policy;
mod query;
mod reader;
mod sql;
mod suppression;
mod template;
mod words;

pub use catalogue::{Catalogue, TextKind};
pub use chart::{Chart, ChartKind};
pub use column::{Column, ColumnKind, ColumnRole};
pub use cube::{CubeDefinition, Dimension};
pub use dashboard::{DashboardDefinition, Row, Tile, TileKind};
pub use diagnostic::{Diagnostic, Severity};
pub use double_coding::{CodedTwice, double_coding};
pub use exact::{ExactFrame, ExactFrames};
pub use parameter::{Parameter, ParameterDefault, ParameterKind};
pub use partner::{PartnerTable, Remark};
pub use period::{Grain, Relative, month_text};
pub use policy::FreezePolicy;
pub use query::{Limits, QueryDefinition, QueryTest};
pub use suppression::{CostRule, Mode, SuppressionSettings, ZeroRule};
pub use template::{Pick, Piece, Template, TemplateError};
pub use words::{Language, Localised, Role, unit_word};
