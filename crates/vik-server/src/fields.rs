//! The part of an address behind the question mark: names with values, some of them repeated.

use url::form_urlencoded;

/// Fields of an address or a form, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields(Vec<(String, String)>);

impl Fields {
    /// Reads `a=1&b=2`.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        Self(
            form_urlencoded::parse(text.as_bytes())
                .into_owned()
                .collect(),
        )
    }

    /// The first value of a field that is filled in.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(n, v)| n == name && !v.trim().is_empty())
            .map(|(_, v)| v.as_str())
    }

    /// Every value of a field that is filled in.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0
            .iter()
            .filter(move |(n, v)| n == name && !v.trim().is_empty())
            .map(|(_, v)| v.as_str())
    }

    /// The same fields with one more.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.0.push((name.to_owned(), value.to_owned()));
        self
    }

    /// As text with its question mark; empty when there are none.
    #[must_use]
    pub fn address(&self) -> String {
        if self.0.is_empty() {
            return String::new();
        }
        format!(
            "?{}",
            form_urlencoded::Serializer::new(String::new())
                .extend_pairs(&self.0)
                .finish()
        )
    }
}

impl FromIterator<(String, String)> for Fields {
    fn from_iter<I: IntoIterator<Item = (String, String)>>(fields: I) -> Self {
        Self(fields.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::Fields;

    #[test]
    fn fields_survive_an_address() {
        let fields = Fields::default()
            .with("unit", "A & B")
            .with("unit", "é=1")
            .with("leeg", "");
        assert_eq!(
            Fields::parse(fields.address().trim_start_matches('?')),
            fields
        );
        assert_eq!(fields.all("unit").count(), 2);
        assert_eq!(fields.get("leeg"), None);
    }
}
