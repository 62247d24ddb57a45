//! A form that was sent, and the check of the texts in it.

use std::collections::BTreeMap;

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use url::form_urlencoded;
use vik_domain::Language;

use super::stop::Stop;
use crate::check::{Check, Clean, Rejected};
use crate::packs::Packs;
use crate::web::frame::{pick, spoken};
use crate::web::words::rejected;

/// Fields of a form, in their order.
#[derive(Clone, Default)]
pub struct Form(Vec<(String, String)>);

impl Form {
    /// The first value of a field, without spaces around it; empty when it is not there.
    pub fn get(&self, name: &str) -> &str {
        let found = self.0.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value.trim())
    }

    /// Every value of a field.
    pub fn all(&self, name: &str) -> Vec<String> {
        let values = self.0.iter().filter(|(known, _)| known == name);
        values.map(|(_, value)| value.trim().to_owned()).collect()
    }

    /// A whole number; none when it is not there or is no number.
    pub fn number<N: std::str::FromStr>(&self, name: &str) -> Option<N> {
        self.get(name).parse().ok()
    }
}

impl FromRequest<Packs> for Form {
    type Rejection = Stop;

    /// The framework's own reader is not used: its refusals repeat values.
    async fn from_request(request: Request, packs: &Packs) -> Result<Self, Stop> {
        let language = spoken(request.uri().path()).unwrap_or_default();
        let bytes = Bytes::from_request(request, packs).await;
        let bytes = bytes.map_err(|_| Stop::large(language, packs.style()))?;
        Ok(Self(form_urlencoded::parse(&bytes).into_owned().collect()))
    }
}

/// Checks the texts of a form and collects, by field, why some are not kept. The reasons go to the page
/// of the writer and nowhere else.
pub struct Proof<'a> {
    check: &'a Check,
    language: Language,
    problems: BTreeMap<&'static str, String>,
}

impl<'a> Proof<'a> {
    pub fn new(check: &'a Check, language: Language) -> Self {
        Self {
            check,
            language,
            problems: BTreeMap::new(),
        }
    }

    /// A text of one line.
    pub fn line(&mut self, field: &'static str, text: &str, most: usize) -> Option<Clean> {
        match self.check.pass(text, most) {
            Ok(clean) => Some(clean),
            Err(why) => {
                self.problem(field, rejected(&why, self.language));
                None
            }
        }
    }

    /// At most `count` lines of at most `most` letters; empty ones are left out.
    pub fn lines(
        &mut self,
        field: &'static str,
        text: &str,
        count: usize,
        most: usize,
    ) -> Vec<Clean> {
        let lines = text.lines().filter(|line| !line.trim().is_empty());
        let lines: Vec<&str> = lines.collect();
        if lines.len() > count {
            let too_many = match self.language {
                Language::Dutch => {
                    format!("Er passen {count} regels; dit zijn er {}.", lines.len())
                }
                Language::English => format!(
                    "There is room for {count} lines; these are {}.",
                    lines.len()
                ),
            };
            self.problem(field, too_many);
            return Vec::new();
        }
        let mut clean = Vec::new();
        let mut found = Vec::new();
        for line in lines {
            match self.check.pass(line, most) {
                Ok(line) => clean.push(line),
                Err(Rejected::Found(words)) => found.extend(words),
                Err(why) => self.problem(field, rejected(&why, self.language)),
            }
        }
        if !found.is_empty() {
            self.problem(field, rejected(&Rejected::Found(found), self.language));
        }
        clean
    }

    /// A number of minutes that a pack or an item can have.
    pub fn minutes(&mut self, field: &'static str, form: &Form) -> u32 {
        let most = crate::packs::draft::MOST_MINUTES;
        let minutes = form
            .number(field)
            .filter(|minutes| (1..=most).contains(minutes));
        minutes.unwrap_or_else(|| {
            let text = pick(
                self.language,
                "Vul een aantal minuten in van 1 tot 600.",
                "Fill in a number of minutes from 1 to 600.",
            );
            self.problem(field, text.to_owned());
            1
        })
    }

    /// Something else that is wrong with a field; the first thing stays.
    pub fn problem(&mut self, field: &'static str, text: String) {
        self.problems.entry(field).or_insert(text);
    }

    /// What is wrong, by field.
    pub fn problems(self) -> BTreeMap<&'static str, String> {
        self.problems
    }
}
