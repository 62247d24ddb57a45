//! Numbers of cases, reports and court files.

use regex::Regex;

use super::{Hit, form, length};
use crate::span::Label;
use crate::view::View;

pub(super) struct Forms {
    mutation: Option<Regex>,
    lettered: Option<Regex>,
    court: Option<Regex>,
    signed: Option<Regex>,
}

impl Forms {
    pub(super) fn new() -> Self {
        Self {
            mutation: form(
                r"(?i)PL[- ]?[0-9]{2}[A-Z0-9]{2}[-– ]?\d{6,12}(?:-\d{1,3})?|ECLI:[A-Z]{2}:[A-Z]+:\d{4}:[A-Z0-9.]+",
            ),
            lettered: form(
                r"[A-Z]{2,4} \d{2}/\d{2,6}(?: [A-Z]{1,6}\b)?|[A-Z]{2,6} [1-9]\d{3}[-/]\d{3,9}|[A-Z][A-Za-z&]{0,9}(?:[-/.–]?\d{2,4}){1,2}[-/.–]\d{1,10}(?:[-/.–][A-Za-z0-9]{1,8}){0,3}|[A-Z]{2,9}(?:[-/][A-Z0-9]{1,9}){0,3}[-/]\d{2,10}(?:[-/.][A-Za-z0-9]{1,10}){0,3}|[A-Z]{2,4}\d{4,12}(?:[-/.][A-Za-z0-9]{1,10}){0,3}",
            ),
            signed: form(r"\d{4,8}(?:/[A-Z]{2,4}){1,2}(?:/[a-z]{2,3})?"),
            court: form(
                r"\d{2}[/-]\d{5,6}[-/]\d{2}|\d{2,4}[/.-]\d{3,7}(?:[/. -][A-Z]{1,6}\b)?(?:[/.-]\d{1,6})?|\d{4}\.\d{3,6}(?:\.\d{1,4})?|\d{2}[.]\d{3,5}[.]\d{2,4}|[A-Z]?\d{2}/\d{2,5}",
            ),
        }
    }

    /// "20240311/HRY/mb": a day or a number, and the letters of who wrote and typed it.
    pub(super) fn signed(&self, view: &View<'_>, at: usize) -> Option<Hit> {
        if view.low(at + 1) != "/" {
            return None;
        }
        let end = length(self.signed.as_ref(), view.ahead(at, 24))?;
        let range = view.start(at)..view.start(at) + end;
        Hit::new(range, Label::CaseNumber, 85, "kenmerk van een brief")
    }

    pub(super) fn at(&self, view: &View<'_>, at: usize) -> Option<Hit> {
        let start = view.start(at);
        let ahead = view.ahead(at, 60);
        if let Some(end) = length(self.mutation.as_ref(), ahead) {
            return Hit::new(
                start..start + end,
                Label::CaseNumber,
                98,
                "mutatie- of ECLI-nummer",
            );
        }
        if view.capital(at)
            && !law(view, at)
            && let Some(end) = length(self.lettered.as_ref(), ahead)
        {
            let digits = ahead.get(..end)?.bytes().filter(u8::is_ascii_digit).count();
            if digits >= 3 {
                return Hit::new(start..start + end, Label::CaseNumber, 85, "zaaknummer");
            }
        }
        if view.digits(at) && !law(view, at) {
            let end = length(self.court.as_ref(), ahead)?;
            let matched = ahead.get(..end)?;
            let digits = matched.bytes().filter(u8::is_ascii_digit).count();
            let thousands =
                matched.split('.').skip(1).all(|g| g.len() == 3) && matched.contains('.');
            if digits >= 6 && !thousands {
                return Hit::new(
                    start..start + end,
                    Label::CaseNumber,
                    75,
                    "parket- of dossiernummer",
                );
            }
        }
        None
    }
}

/// Whether a law or its place of publication stands before the number.
fn law(view: &View<'_>, at: usize) -> bool {
    at > 0
        && (view.low(at - 1).starts_with("artikel")
            || matches!(view.low(at - 1), "stb" | "stcrt" | "nj" | "ljn"))
        || view.low(at).starts_with("artikel")
        || matches!(view.low(at), "artikel" | "art" | "stb" | "stcrt")
}
