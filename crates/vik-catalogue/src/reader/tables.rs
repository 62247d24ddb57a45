//! Tables in tables: one, several, and those whose keys are the author's own.

use toml::Spanned;
use toml::de::DeValue;

use super::{Placed, Reader};

impl<'a> Reader<'a> {
    pub(crate) fn table(&self, key: &'static str) -> Option<Reader<'a>> {
        let value = self.value(key)?;
        match value.get_ref().as_table() {
            Some(table) => Some(Reader::new(self.findings, table, value.span().start)),
            None => {
                self.wrong(key, value, "a table");
                None
            }
        }
    }

    /// The tables written as `[[key]]`.
    pub(crate) fn tables(&self, key: &'static str) -> Vec<Reader<'a>> {
        let Some(value) = self.value(key) else {
            return Vec::new();
        };
        let Some(items) = value.get_ref().as_array() else {
            self.wrong(
                key,
                value,
                &format!("a repeated table, written `[[{key}]]`"),
            );
            return Vec::new();
        };
        let mut readers = Vec::new();
        for item in items.iter() {
            match item.get_ref().as_table() {
                Some(table) => readers.push(Reader::new(self.findings, table, item.span().start)),
                None => self.wrong(key, item, &format!("a repeated table, written `[[{key}]]`")),
            }
        }
        readers
    }

    /// A list of tables with free keys, as in tests: `[{ unit = "AMS", cases = 3 }]`.
    pub(crate) fn loose_rows(&self, key: &'static str) -> Vec<toml::Table> {
        self.value(key)
            .map(|value| self.rows_of(key, value))
            .unwrap_or_default()
    }

    /// Lists of tables by free name: `given."cube_x" = [{…}]`.
    pub(crate) fn loose_tables(&self, key: &'static str) -> Vec<(Placed, Vec<toml::Table>)> {
        let Some(reader) = self.table(key) else {
            return Vec::new();
        };
        reader
            .table
            .iter()
            .map(|(name, value)| {
                let name = Placed {
                    value: name.get_ref().to_string(),
                    at: name.span().start,
                };
                let rows = self.rows_of(&name.value, value);
                (name, rows)
            })
            .collect()
    }

    fn rows_of(&self, key: &str, value: &Spanned<DeValue<'_>>) -> Vec<toml::Table> {
        match convert(value.get_ref()) {
            toml::Value::Array(items) => {
                let count = items.len();
                let rows: Vec<toml::Table> = items
                    .into_iter()
                    .filter_map(|item| match item {
                        toml::Value::Table(row) => Some(row),
                        _ => None,
                    })
                    .collect();
                if rows.len() < count {
                    self.wrong(key, value, "a list of rows such as `[{ unit = \"AMS\" }]`");
                }
                rows
            }
            _ => {
                self.wrong(key, value, "a list of rows such as `[{ unit = \"AMS\" }]`");
                Vec::new()
            }
        }
    }

    /// A table of free keys with the place of each.
    pub(crate) fn loose_table(&self, key: &'static str) -> (toml::Table, Vec<Placed>) {
        let Some(reader) = self.table(key) else {
            return Default::default();
        };
        let mut places = Vec::new();
        let mut table = toml::Table::new();
        for (name, value) in reader.table.iter() {
            places.push(Placed {
                value: name.get_ref().to_string(),
                at: name.span().start,
            });
            table.insert(name.get_ref().to_string(), convert(value.get_ref()));
        }
        (table, places)
    }
}

fn convert(value: &DeValue<'_>) -> toml::Value {
    match value {
        DeValue::String(text) => toml::Value::String(text.to_string()),
        DeValue::Integer(number) => match i64::from_str_radix(number.as_str(), number.radix()) {
            Ok(number) => toml::Value::Integer(number),
            Err(_) => toml::Value::String(number.as_str().to_owned()),
        },
        DeValue::Float(number) => match number.as_str().parse() {
            Ok(number) => toml::Value::Float(number),
            Err(_) => toml::Value::String(number.as_str().to_owned()),
        },
        DeValue::Boolean(flag) => toml::Value::Boolean(*flag),
        DeValue::Datetime(moment) => toml::Value::Datetime(*moment),
        DeValue::Array(items) => {
            toml::Value::Array(items.iter().map(|item| convert(item.get_ref())).collect())
        }
        DeValue::Table(table) => toml::Value::Table(
            table
                .iter()
                .map(|(name, value)| (name.get_ref().to_string(), convert(value.get_ref())))
                .collect(),
        ),
    }
}
