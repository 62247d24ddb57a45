//! A plan: a mapping that was found to fit the contract, the code lists and one file's columns.
//!
//! Every mistake in a mapping is found here, before the first row is read.

mod decode;

use std::collections::BTreeSet;
use std::sync::Arc;

use toml::Spanned;
use vik_domain::{Contract, Field, Kind, Level};

use crate::codes::CodeTable;
use crate::date::DateFormat;
use crate::intake::Setting;
use crate::mapping::{DuplicateRows, FieldKeys, Mapping, OneOrMore};
use crate::problem::{MappingError, Problems, nearest_or_all};
use crate::words::Words;

/// How to fill one field of the contract.
pub(crate) struct FieldPlan {
    pub field: usize,
    pub level: Level,
    pub required: bool,
    /// The column as the file names it; for a constant, the field's own name.
    pub column: Arc<str>,
    pub origin: Origin,
    pub null_values: Vec<String>,
    pub decode: Decode,
    /// Codes from strongest to weakest, when the rows of a case or subject may differ.
    pub strongest: Vec<String>,
    pub words: Words,
}

/// Where the text of a field comes from: places among the wanted columns.
pub(crate) enum Origin {
    Constant(String),
    Column {
        column: usize,
        fallback: Option<usize>,
    },
}

/// How text becomes a value.
pub(crate) enum Decode {
    Text,
    Date(DateFormat),
    Int {
        least: i64,
        most: i64,
    },
    Bool {
        yes: Vec<String>,
        no: Vec<String>,
    },
    Codes {
        table: CodeTable,
        separator: Option<String>,
    },
}

/// Rows to pass over.
pub(crate) struct SkipPlan {
    pub column: usize,
    pub equals: OneOrMore,
    pub reason: String,
}

pub(crate) struct Plan {
    pub fields: Vec<FieldPlan>,
    pub skips: Vec<SkipPlan>,
    /// The columns of the file that are needed.
    pub wanted: Vec<usize>,
    pub merge: bool,
}

impl Plan {
    pub fn field(&self, position: Option<usize>) -> Option<&FieldPlan> {
        self.fields.iter().find(|plan| Some(plan.field) == position)
    }

    pub fn column(&self, name: &str) -> Arc<str> {
        self.field(Contract::embedded().position(name))
            .map_or_else(|| name.into(), |plan| plan.column.clone())
    }
}

/// Makes the plan, or says everything that stands in its way.
pub(crate) fn plan(
    mapping: &Mapping,
    setting: &Setting<'_>,
    columns: &[String],
) -> Result<Plan, MappingError> {
    let mut planner = Planner {
        problems: Problems::new(&mapping.file, &mapping.text),
        mapping,
        setting,
        columns,
        wanted: Vec::new(),
    };
    let plan = planner.plan();
    planner.problems.finish()?;
    Ok(plan)
}

struct Planner<'a> {
    problems: Problems<'a>,
    mapping: &'a Mapping,
    setting: &'a Setting<'a>,
    columns: &'a [String],
    wanted: Vec<usize>,
}

impl Planner<'_> {
    fn plan(&mut self) -> Plan {
        let contract = Contract::embedded();
        let body = &self.mapping.body;
        if body.organisation != self.setting.organisation.id {
            let message = format!(
                "this mapping is for organisation `{}`, not `{}`",
                body.organisation, self.setting.organisation.id
            );
            let hint = "give --organisation, or choose the mapping of this organisation".to_owned();
            self.problems.add(0..0, message, Some(hint));
        }
        let mut fields = Vec::new();
        for (name, keys) in &body.field {
            match contract.position(name.get_ref()) {
                None => {
                    let hint = nearest_or_all(
                        name.get_ref(),
                        contract.fields().iter().map(|field| field.name.as_str()),
                    );
                    self.problems.add(
                        name.span(),
                        format!("unknown field `{}`", name.get_ref()),
                        Some(hint),
                    );
                }
                Some(position) => {
                    fields.extend(self.field(name, position, &contract.fields()[position], keys))
                }
            }
        }
        let named: BTreeSet<&str> = body
            .field
            .keys()
            .map(|name| name.get_ref().as_str())
            .collect();
        for field in contract
            .fields()
            .iter()
            .filter(|field| field.required && !named.contains(field.name.as_str()))
        {
            let message = format!(
                "field `{}` is required and the mapping does not fill it",
                field.name
            );
            let hint = format!(
                "add [field.{}] with `column = \"…\"` or `constant = \"…\"`",
                field.name
            );
            self.problems.add(0..0, message, Some(hint));
        }
        let skips = body
            .skip
            .iter()
            .filter_map(|skip| {
                let column = self.column(&skip.column, false)?;
                Some(SkipPlan {
                    column,
                    equals: skip.equals.clone(),
                    reason: skip.reason.clone(),
                })
            })
            .collect();
        fields.sort_by_key(|plan| plan.field);
        Plan {
            fields,
            skips,
            wanted: std::mem::take(&mut self.wanted),
            merge: body.duplicate_rows == DuplicateRows::Merge,
        }
    }

    fn field(
        &mut self,
        name: &Spanned<String>,
        position: usize,
        field: &Field,
        keys: &FieldKeys,
    ) -> Option<FieldPlan> {
        let origin = match (&keys.column, &keys.constant) {
            (Some(column), None) => {
                let at = self.column(column, keys.optional && !field.required);
                let fallback = keys
                    .fallback_column
                    .as_ref()
                    .and_then(|column| self.column(column, false));
                at.map(|column| Origin::Column { column, fallback })
            }
            (None, Some(constant)) => Some(Origin::Constant(constant.get_ref().clone())),
            _ => {
                let message = format!("field `{}` needs either `column` or `constant`", field.name);
                self.problems
                    .add(name.span(), message, Some("give one of the two".to_owned()));
                None
            }
        };
        let decode = self.decode(name, field, keys);
        let strongest = keys
            .strongest
            .iter()
            .map(|code| self.known_code(field, code))
            .collect();
        if !keys.strongest.is_empty() && (field.kind != Kind::Code || field.level == Level::Issue) {
            let message = format!(
                "`strongest` on `{}`: it is for a code of a case or subject",
                field.name
            );
            self.problems.add(name.span(), message, None);
        }
        let column: Arc<str> = keys
            .column
            .as_ref()
            .map_or(field.name.as_str(), |column| column.get_ref())
            .into();
        let words = Words::new(field, keys, &decode);
        let mut null_values = self.mapping.body.null_values.clone();
        null_values.extend(keys.null_values.iter().cloned());
        let required = field.required && !(field.name == "closed_on" && self.setting.policy.closed);
        let plan = FieldPlan {
            field: position,
            level: field.level,
            required,
            column,
            origin: origin?,
            null_values,
            decode,
            strongest,
            words,
        };
        self.constant(&plan, keys);
        Some(plan)
    }

    /// A constant goes the way of every cell, so a wrong one would be a finding on each row.
    fn constant(&mut self, plan: &FieldPlan, keys: &FieldKeys) {
        let (Origin::Constant(text), Some(constant)) = (&plan.origin, &keys.constant) else {
            return;
        };
        if !crate::decode::is_sound(plan, text) {
            let message = format!(
                "the constant of `{}` is not what the contract expects",
                plan.column
            );
            self.problems.add(
                constant.span(),
                message,
                Some(format!("expected {}", plan.words.form)),
            );
        }
    }

    /// The place among the wanted columns of a column of the file.
    fn column(&mut self, name: &Spanned<String>, optional: bool) -> Option<usize> {
        let mut places = (0..self.columns.len()).filter(|at| self.columns[*at] == *name.get_ref());
        match (places.next(), places.next()) {
            (Some(place), None) => {
                // Parquet hands its columns out in the order of the file.
                let known = self.wanted.iter().position(|wanted| *wanted == place);
                Some(known.unwrap_or_else(|| {
                    self.wanted.push(place);
                    self.wanted.len() - 1
                }))
            }
            (Some(_), Some(_)) => {
                let message = format!("the file has more than one column `{}`", name.get_ref());
                self.problems.add(
                    name.span(),
                    message,
                    Some("give the columns of the export different names".to_owned()),
                );
                None
            }
            (None, _) => {
                if !optional {
                    let hint =
                        nearest_or_all(name.get_ref(), self.columns.iter().map(String::as_str));
                    self.problems.add(
                        name.span(),
                        format!("the file has no column `{}`", name.get_ref()),
                        Some(hint),
                    );
                }
                None
            }
        }
    }
}
