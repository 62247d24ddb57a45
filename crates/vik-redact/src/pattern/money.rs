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
        let end = self.sign.as_ref()?.find(view.ahead(at, 40))?.end();
        let start = view.start(at);
        Hit::new(start..start + end, Label::Money, 95, "bedrag")
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
