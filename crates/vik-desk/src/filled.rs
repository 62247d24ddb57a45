//! What a filled-in form stands for: the value of a field of a story, or of the larger field it is part of.

use serde_json::{Value, json};
use vik_server::fields::Fields;
use vik_story::{Dilemma, HalfYear, Part, Story};

/// What a filled-in field stands for; nothing when it cannot be read.
#[must_use]
pub fn value(story: &Story, fields: &Fields) -> Option<Value> {
    let text = fields
        .get("value")
        .unwrap_or_default()
        .replace("\r\n", "\n");
    let rows = || -> Vec<String> {
        text.lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .map(str::to_owned)
            .collect()
    };
    match fields.get("kind").unwrap_or("text") {
        "line" | "text" | "choice" => Some(Value::from(text.trim())),
        "lines" => Some(json!(rows())),
        "choices" => Some(json!(fields.all("value").collect::<Vec<_>>())),
        "half" if text.trim().is_empty() => Some(Value::Null),
        "half" => Some(json!(text.trim().parse::<HalfYear>().ok()?)),
        "attribute" => {
            let mut attributes = story.facets.attributes.clone();
            let name = fields.get("name")?.to_owned();
            match text.trim() {
                "" => attributes.remove(&name),
                code => attributes.insert(name, code.to_owned()),
            };
            Some(json!(attributes))
        }
        "roles" => Some(roles_of(&rows())),
        _ => None,
    }
}

/// Fields that are part of a larger one, which is edited whole: the larger field and its value.
#[must_use]
pub fn whole(story: &Story, field: &str, fields: &Fields) -> Option<(String, Value)> {
    let text = fields
        .get("value")
        .unwrap_or_default()
        .replace("\r\n", "\n");
    match fields.get("kind").unwrap_or_default() {
        "structure" => {
            let mut parts = story.parts.clone();
            match text.trim() {
                "+" => parts.push(Part::default()),
                "-" => drop(parts.pop()),
                _ => return None,
            }
            Some(("/parts".to_owned(), json!(parts)))
        }
        "decision" => {
            let mut pieces = field.trim_start_matches('/').split('/').skip(1);
            let place: usize = pieces.next()?.parse().ok()?;
            let mut decision = story.parts.get(place)?.decision.clone().unwrap_or_default();
            match pieces.nth(1)? {
                "who" => decision.who = text.trim().to_owned(),
                _ => decision.question = text.trim().to_owned(),
            }
            let empty = decision.who.is_empty() && decision.question.is_empty();
            let value = if empty { Value::Null } else { json!(decision) };
            Some((format!("/parts/{place}/decision"), value))
        }
        "dilemma" => {
            let mut dilemma: Dilemma = story.dilemma.clone().unwrap_or_default();
            let rows = || text.lines().map(str::trim).filter(|line| !line.is_empty());
            match field {
                "/dilemma/options" => {
                    dilemma.options = rows()
                        .map(|row| {
                            let mut cells = row.split('|').map(|cell| cell.trim().to_owned());
                            vik_story::Choice {
                                text: cells.next().unwrap_or_default(),
                                pro: cells.next().unwrap_or_default(),
                                con: cells.next().unwrap_or_default(),
                            }
                        })
                        .collect();
                }
                "/dilemma/what_if" => dilemma.what_if = rows().map(str::to_owned).collect(),
                _ => dilemma.situation = text.trim().to_owned(),
            }
            let value = if dilemma == Dilemma::default() {
                Value::Null
            } else {
                json!(dilemma)
            };
            Some(("/dilemma".to_owned(), value))
        }
        _ => None,
    }
}

fn roles_of(rows: &[String]) -> Value {
    let roles: Vec<Value> = rows
        .iter()
        .map(|row| {
            let mut cells = row.split('|').map(|cell| cell.trim().to_owned());
            let label = cells.next().unwrap_or_default();
            let function = cells.next().unwrap_or_default();
            let unit = cells.next().filter(|unit| !unit.is_empty());
            let staff = cells.next().and_then(|n| n.parse::<u32>().ok());
            json!({ "label": label, "function": function, "unit": unit, "staff": staff })
        })
        .collect();
    json!(roles)
}
