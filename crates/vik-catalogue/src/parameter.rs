//! What a reader may fill in.

use crate::period::{Grain, Relative, is_fixed};
use crate::reader::Reader;
use crate::words::Localised;

/// A value that queries take as `$name`.
#[derive(Clone, Debug, PartialEq)]
pub struct Parameter {
    /// Its name in SQL.
    pub name: String,
    /// What it holds.
    pub kind: ParameterKind,
    /// What it holds when nobody chose.
    pub default: ParameterDefault,
    /// The code list its values come from.
    pub codelist: Option<String>,
    /// Its name on the page.
    pub label: Localised,
}

/// What a parameter holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParameterKind {
    /// A month, bound as its first day.
    Month,
    /// A quarter, bound as `2024-Q1`.
    Quarter,
    /// A text.
    Text,
    /// A whole number.
    Int,
    /// Several texts; an empty list means all.
    TextList,
}

/// The value of a parameter when nobody chose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ParameterDefault {
    /// Counted back from the last published period.
    Relative(Relative),
    /// The month of the last break of this kind, such as `campaign`; without one, a year back.
    Break(String),
    /// A text, or a fixed period.
    Text(String),
    /// A number.
    Int(i64),
    /// Texts.
    List(Vec<String>),
}

const KINDS: &[(&str, ParameterKind)] = &[
    ("month", ParameterKind::Month),
    ("quarter", ParameterKind::Quarter),
    ("text", ParameterKind::Text),
    ("int", ParameterKind::Int),
    ("list<text>", ParameterKind::TextList),
];

/// Reads the `[[parameter]]` tables.
pub(crate) fn parameters(reader: &Reader<'_>) -> Vec<Parameter> {
    let mut list: Vec<Parameter> = Vec::new();
    for table in reader.tables("parameter") {
        let name = table.text("name");
        if list.iter().any(|other| other.name == name.value) {
            let message = format!("parameter `{}` is declared twice", name.value);
            table.findings().error(name.at, message, None);
        }
        let kind = table.choice("type", KINDS).unwrap_or(ParameterKind::Text);
        if table.value("default").is_none() {
            table.missing("default", Some("without one the page could not open"));
        }
        list.push(Parameter {
            name: name.value,
            kind,
            default: default(&table, kind),
            codelist: table.optional("codelist").map(|list| list.value),
            label: table.localised("label"),
        });
        table.finish();
    }
    list
}

fn default(table: &Reader<'_>, kind: ParameterKind) -> ParameterDefault {
    match kind {
        ParameterKind::Month => period(table, Grain::Month, "month:-23", "2024-03"),
        ParameterKind::Quarter => period(table, Grain::Quarter, "quarter:-7", "2024-Q1"),
        // An empty text is a fair default: it commonly stands for "all".
        ParameterKind::Text => match table.value("default").map(|value| value.get_ref().as_str()) {
            Some(Some(text)) => ParameterDefault::Text(text.to_owned()),
            _ => ParameterDefault::Text(table.optional("default").unwrap_or_default().value),
        },
        ParameterKind::Int => ParameterDefault::Int(table.integer("default").unwrap_or_default()),
        ParameterKind::TextList => ParameterDefault::List(
            table
                .texts("default")
                .into_iter()
                .map(|text| text.value)
                .collect(),
        ),
    }
}

fn period(table: &Reader<'_>, grain: Grain, relative: &str, fixed: &str) -> ParameterDefault {
    let Some(text) = table.optional("default") else {
        return ParameterDefault::Relative(Relative { grain, offset: 0 });
    };
    match text.value.parse::<Relative>() {
        Ok(found) if found.grain == grain => return ParameterDefault::Relative(found),
        _ => {}
    }
    if let (Grain::Month, Some(kind)) = (grain, text.value.strip_prefix("break:")) {
        return ParameterDefault::Break(kind.to_owned());
    }
    if !is_fixed(grain, &text.value) {
        table.findings().error(
            text.at,
            format!("cannot read the default `{}`", text.value),
            Some(format!(
                "write `{relative}` (counted from the last published one) or `{fixed}`"
            )),
        );
    }
    ParameterDefault::Text(text.value)
}
