//! A form that was sent. It is read here and not by the framework, whose refusals repeat values.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use url::form_urlencoded;

use super::frame::spoken;
use super::problem::Problem;

/// Fields of a form, in their order.
#[derive(Default)]
pub struct Fields(Vec<(String, String)>);

impl Fields {
    /// Reads `a=1&b=2`.
    pub fn parse(bytes: &[u8]) -> Self {
        Self(form_urlencoded::parse(bytes).into_owned().collect())
    }

    /// The first value of a field, without spaces around it; empty when it is not there.
    pub fn get(&self, name: &str) -> &str {
        let found = self.0.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value.trim())
    }

    /// Every number among the values of a field.
    pub fn numbers(&self, name: &str) -> Vec<u32> {
        let values = self.0.iter().filter(|(known, _)| known == name);
        values
            .filter_map(|(_, value)| value.trim().parse().ok())
            .collect()
    }

    /// Every value of a field that is not empty.
    pub fn all(&self, name: &str) -> Vec<&str> {
        let values = self.0.iter().filter(|(known, _)| known == name);
        let values = values.map(|(_, value)| value.trim());
        values.filter(|value| !value.is_empty()).collect()
    }

    /// A number; none when it is not there or is no number.
    pub fn number(&self, name: &str) -> Option<u32> {
        self.get(name).parse().ok()
    }
}

impl<S: Send + Sync> FromRequest<S> for Fields {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let language = spoken(request.uri().path()).unwrap_or_default();
        let bytes = Bytes::from_request(request, state).await;
        let bytes = bytes.map_err(|_| Problem::large(language))?;
        Ok(Self::parse(&bytes))
    }
}
