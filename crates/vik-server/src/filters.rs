//! The values of a query's parameters: from the tile, else the address, else the defaults.

use std::collections::BTreeMap;

use vik_catalogue::{
    DashboardDefinition, Language, Parameter, ParameterDefault, ParameterKind, QueryDefinition,
    Tile,
};
use vik_domain::{Month, Quarter};
use vik_published::{OpenSide, Value};

use crate::fields::Fields;
use crate::labels;
use crate::language::pick;

/// One filter above a dashboard.
pub struct Filter {
    /// Its name in the address.
    pub name: String,
    /// Its label.
    pub label: String,
    /// What may be chosen, in order; empty for a free field.
    pub choices: Vec<Choice>,
    /// Whether several may be chosen.
    pub several: bool,
    /// The text in a free field.
    pub text: String,
    /// How to fill in a free field.
    pub hint: &'static str,
    /// What is wrong with the value in the address.
    pub problem: Option<String>,
}

/// One thing that may be chosen.
pub struct Choice {
    /// The value in the address.
    pub value: String,
    /// What the reader sees.
    pub label: String,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// The texts of one parameter; one for most kinds, any number for a list.
#[must_use]
pub fn default_texts(parameter: &Parameter, side: &OpenSide) -> Vec<String> {
    let last_month = side.last_month();
    match &parameter.default {
        ParameterDefault::Relative(relative) => vec![relative.text(last_month)],
        ParameterDefault::Break(kind) => {
            let breaks = side.reference().breaks.iter().filter(|b| b.kind == *kind);
            let latest = breaks.filter_map(|b| b.month.get(..7)).max();
            vec![latest.map_or_else(|| vik_catalogue::month_text(last_month - 11), str::to_owned)]
        }
        ParameterDefault::Text(text) => vec![text.clone()],
        ParameterDefault::Int(number) => vec![number.to_string()],
        ParameterDefault::List(items) => items.clone(),
    }
}

/// The value that the engine gets; `None` when the texts are not of the parameter's kind.
#[must_use]
pub fn value(kind: ParameterKind, texts: &[String]) -> Option<Value> {
    let first = texts.first().map(String::as_str);
    match kind {
        ParameterKind::Month => {
            let month: Month = first?.parse().ok()?;
            let (year, month, day) = month.first_day();
            Some(Value::Date(format!("{year:04}-{month:02}-{day:02}")))
        }
        ParameterKind::Quarter => first?
            .parse::<Quarter>()
            .ok()
            .map(|quarter| Value::Text(quarter.to_string())),
        ParameterKind::Int => first?.trim().parse().ok().map(Value::Int),
        ParameterKind::Text => Some(Value::Text(first.unwrap_or_default().to_owned())),
        ParameterKind::TextList => Some(Value::TextList(texts.to_vec())),
    }
}

/// The texts of every parameter of a query.
#[must_use]
pub fn resolve(
    query: &QueryDefinition,
    tile: Option<&Tile>,
    dashboard: Option<&DashboardDefinition>,
    fields: &Fields,
    side: &OpenSide,
) -> BTreeMap<String, Vec<String>> {
    let resolved = query.parameters.iter().map(|parameter| {
        let shared =
            |name: &str| dashboard.and_then(|d| d.parameters.iter().find(|p| p.name == name));
        let asked = |name: &str| -> Option<Vec<String>> {
            let texts: Vec<String> = fields.all(name).map(str::to_owned).collect();
            let fits = !texts.is_empty() && value(parameter.kind, &texts).is_some();
            fits.then_some(texts)
        };
        let from =
            |name: &str| asked(name).or_else(|| shared(name).map(|p| default_texts(p, side)));
        let fixed = tile
            .and_then(|tile| tile.params.get(&parameter.name))
            .map(fixed_texts);
        let texts = match fixed {
            Some(texts) => match texts.first().and_then(|text| text.strip_prefix('$')) {
                Some(name) => from(name).unwrap_or_default(),
                None => texts,
            },
            None => from(&parameter.name).unwrap_or_else(|| default_texts(parameter, side)),
        };
        (parameter.name.clone(), texts)
    });
    resolved.collect()
}

fn fixed_texts(value: &toml::Value) -> Vec<String> {
    match value {
        toml::Value::String(text) => vec![text.clone()],
        toml::Value::Array(items) => items.iter().flat_map(fixed_texts).collect(),
        other => vec![other.to_string()],
    }
}

/// The filters of a dashboard, with what the address chose.
#[must_use]
pub fn form(
    dashboards: &[&DashboardDefinition],
    side: &OpenSide,
    fields: &Fields,
    language: Language,
) -> Vec<Filter> {
    let mut filters: Vec<Filter> = Vec::new();
    for parameter in dashboards
        .iter()
        .flat_map(|dashboard| &dashboard.parameters)
    {
        if !filters.iter().any(|filter| filter.name == parameter.name) {
            filters.push(filter(parameter, side, fields, language));
        }
    }
    filters
}

fn filter(parameter: &Parameter, side: &OpenSide, fields: &Fields, language: Language) -> Filter {
    let asked: Vec<String> = fields.all(&parameter.name).map(str::to_owned).collect();
    let wrong = !asked.is_empty() && value(parameter.kind, &asked).is_none();
    let texts = if asked.is_empty() || wrong {
        default_texts(parameter, side)
    } else {
        asked
    };
    let options = match (&parameter.codelist, parameter.kind) {
        (Some(list), _) => labels::choices(side.reference(), list, language),
        (None, ParameterKind::Month) => months(side)
            .map(|month| period(&month.to_string(), language))
            .collect(),
        (None, ParameterKind::Quarter) => {
            let mut quarters: Vec<String> = months(side)
                .map(|month| month.quarter().to_string())
                .collect();
            quarters.dedup();
            quarters
                .iter()
                .map(|quarter| period(quarter, language))
                .collect()
        }
        (None, _) => Vec::new(),
    };
    let choices = options
        .into_iter()
        .map(|(value, label)| Choice {
            chosen: texts.contains(&value),
            value,
            label,
        })
        .collect();
    let hint = match parameter.kind {
        ParameterKind::Int => pick(
            language,
            "Vul een heel getal in.",
            "Fill in a whole number.",
        ),
        ParameterKind::TextList => pick(language, "Vul een code in.", "Fill in a code."),
        _ => "",
    };
    let problem = wrong.then(|| {
        pick(
            language,
            "De waarde in het adres past niet bij dit filter. U ziet de standaardwaarde.",
            "The value in the address does not fit this filter. You see the default.",
        )
        .to_owned()
    });
    Filter {
        name: parameter.name.clone(),
        label: match language {
            Language::Dutch => parameter.label.nl.clone(),
            Language::English => parameter.label.en.clone(),
        },
        choices,
        several: parameter.kind == ParameterKind::TextList,
        text: texts.first().cloned().unwrap_or_default(),
        hint,
        problem,
    }
}

fn period(text: &str, language: Language) -> (String, String) {
    (
        text.to_owned(),
        vik_charts::format_period(text, crate::figure::language(language)),
    )
}

/// The months with figures, newest first.
fn months(side: &OpenSide) -> impl Iterator<Item = Month> {
    let first = side.first_month();
    (first..=side.last_month()).rev().map(Month::from_index)
}
