//! Exact amounts of money.

use regex::Regex;

use super::{Hit, form, spoken};
use crate::span::Label;
use crate::view::View;

pub(super) struct Forms {
    sign: Option<Regex>,
    amount: Option<Regex>,
    decimals: Option<Regex>,
}

const NUMBER: &str = r"\d{1,3}(?:[. ]\d{3})*(?:,(?:\d{1,2}|--?|-))?|\d+(?:[.,]\d{1,2})?(?:,-)?";

impl Forms {
    pub(super) fn new() -> Self {
        Self {
            sign: form(&format!(
                r"[€$ƒ][ ]{{0,2}}(?:{NUMBER})(?:[ ](?:miljoen|mln|duizend|k)\b)?"
            )),
            decimals: form(r"\d{1,3}(?:\.?\d{3})*,\d{2}"),
            amount: form(&format!(
                r"(?i)(?:{NUMBER})[ ]?(?:€|(?:duizend |miljoen |mln )?(?:euro'?s?|eurocent|cent|eur|gulden|dollar|pond|piek|ton|lira|zloty)\b)|\d{{1,3}}(?:\.\d{{3}})*,(?:--?|-)|\d+[ ](?:mille|ruggen)\b|\d{{1,3}}k\b"
            )),
        }
    }

    /// An amount behind its sign.
    pub(super) fn sign(&self, view: &View<'_>, at: usize) -> Option<Hit> {
        let ahead = view.ahead(at, 40);
        let mut end = self.sign.as_ref()?.find(ahead)?.end();
        // "€ 3I2,OO": a scanner's letters among the digits.
        let misread = |c: char| matches!(c, 'I' | 'l' | 'O' | 'o');
        if ahead.get(end..).is_some_and(|rest| {
            rest.starts_with(misread)
                || rest.starts_with([',', '.'])
                    && rest.get(1..).is_some_and(|r| r.starts_with(misread))
        }) {
            let rest = ahead.get(end..)?;
            end += rest
                .find(|c: char| !(c.is_ascii_digit() || misread(c) || matches!(c, ',' | '.' | '-')))
                .unwrap_or(rest.len());
        }
        let start = view.start(at);
        Hit::new(start..start + end, Label::Money, 95, "bedrag")
    }

    /// An amount behind its unit: "EUR 418,77".
    pub(super) fn behind(&self, view: &View<'_>, at: usize) -> Option<Hit> {
        let number = view.low(at) == "eur" && view.digits(at + 1) && view.same_line(at + 1);
        let end = self
            .decimals
            .as_ref()?
            .find(view.ahead(at + 1, 20))
            .map(|m| view.start(at + 1) + m.end())
            .unwrap_or(view.end(at + 1));
        number.then(|| Hit::new(view.start(at)..end, Label::Money, 90, "bedrag"))?
    }

    /// An amount before its unit.
    pub(super) fn amount(&self, view: &View<'_>, at: usize) -> Option<Hit> {
        let start = view.start(at);
        let ahead = view.ahead(at, 40);
        let Some(end) = self.amount.as_ref()?.find(ahead).map(|m| m.end()) else {
            // Two decimals behind a comma, and no measure: a price.
            let end = super::length(self.decimals.as_ref(), ahead)?;
            let unit = ahead.get(end..)?.trim_start();
            let measured = [
                "promille", "‰", "%", "procent", "meter", "m ", "km", "kg", "gram", "g ", "liter",
                "ug", "µg", "jaar", "uur", "punt", "cm",
            ]
            .iter()
            .any(|u| unit.starts_with(u));
            return (!measured)
                .then(|| Hit::new(start..start + end, Label::Money, 70, "bedrag"))?;
        };
        Hit::new(start..start + end, Label::Money, 95, "bedrag")
    }

    /// An amount in words.
    pub(super) fn spoken(&self, view: &View<'_>, at: usize) -> Option<Hit> {
        let last = spoken::number_end(view, at)?;
        let low = view.low(at);
        let large =
            low.contains("duizend") && low.len() > 7 || low.contains("honderd") && low.len() > 7;
        let closes = matches!(
            view.low(last + 1),
            "." | "," | ";" | "?" | "!" | ")" | "" | "en" | "of"
        );
        if large && closes && !low.ends_with("en") {
            return Hit::new(
                view.start(at)..view.end(last),
                Label::Money,
                55,
                "groot getal in woorden",
            );
        }
        matches!(
            view.low(last + 1),
            "euro" | "euro's" | "euros" | "gulden" | "dollar" | "piek" | "ton"
        )
        .then(|| {
            Hit::new(
                view.start(at)..view.end(last + 1),
                Label::Money,
                90,
                "bedrag in woorden",
            )
        })?
    }
}
