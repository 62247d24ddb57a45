//! The words of findings: what was expected of a field, and what to do.

use std::sync::Arc;

use vik_domain::{Field, Kind, Level};

use crate::mapping::FieldKeys;
use crate::plan::Decode;

/// What findings on this field say; written once, shared by all of them.
pub(crate) struct Words {
    pub required: Arc<str>,
    pub form: Arc<str>,
    pub range: Arc<str>,
    pub future: Arc<str>,
    pub sentinel: Arc<str>,
    pub not_valid: Arc<str>,
    pub same: Arc<str>,
}

impl Words {
    pub fn new(field: &Field, keys: &FieldKeys, decode: &Decode) -> Words {
        let form = match decode {
            Decode::Text => "text; put it in the export".to_owned(),
            Decode::Date(format) => format!(
                "{}; correct the cell, or `format` in [field.{}]",
                format.example(),
                field.name
            ),
            Decode::Int { .. } => "a whole number; correct the cell".to_owned(),
            Decode::Bool { yes, no } => format!(
                "one of {} for yes or {} for no; correct the cell, or `true` and `false` in [field.{}]",
                yes.join(", "),
                no.join(", "),
                field.name
            ),
            Decode::Codes { table, .. } => format!(
                "a code of list `{}`; correct the cell, or add a line to `translate` in [field.{}]",
                table.list, field.name
            ),
        };
        let range = match decode {
            Decode::Int { least, most } => {
                format!("a number from {least} to {most}; correct the cell")
            }
            _ => String::new(),
        };
        let level = if field.level == Level::Case {
            "case"
        } else {
            "case and subject"
        };
        let source = if keys.constant.is_some() {
            "constant"
        } else {
            "cell"
        };
        Words {
            required: format!("a {source} that is not empty ({}); fill it in the export", kind_words(field.kind)).into(),
            form: form.into(),
            range: range.into(),
            future: "a day that is not after today; correct the cell".into(),
            sentinel: "a real day, not one that stands for \"no date\"; leave the cell empty, or add the value to `null_values`".into(),
            not_valid: "a code that was valid on the closing date; use the code of that time, see the code list".into(),
            same: match field.kind {
                Kind::Code => format!("the same on all rows of one {level}; correct the rows that differ, or give `strongest` in [field.{}]", field.name),
                _ => format!("the same on all rows of one {level}; correct the rows that differ"),
            }
            .into(),
        }
    }
}

/// What a kind of field is called in a sentence.
pub(crate) fn kind_words(kind: Kind) -> &'static str {
    match kind {
        Kind::Id => "an identifier",
        Kind::Date => "a date",
        Kind::Int => "a whole number",
        Kind::Bool => "yes or no",
        Kind::Code => "a code",
        Kind::Codes => "a list of codes",
        Kind::Text => "text",
    }
}
