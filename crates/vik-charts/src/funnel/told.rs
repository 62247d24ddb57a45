//! The sentences about a funnel.

use super::outside::{Outside, Pair, places};
use crate::{ChartData, ChartSpec};

/// How many points, the range, and who lies outside the limits.
pub(crate) fn describe(spec: &ChartSpec, data: &ChartData) -> Vec<String> {
    let language = spec.language;
    let Ok(places) = places(spec, data) else {
        return vec![crate::describe::no_figures(spec)];
    };
    let count = places.len();
    let ends = places.iter().map(|place| place.y).fold(None, |ends, y| {
        Some(match ends {
            None => (y, y),
            Some((low, high)) => (f64::min(low, y), f64::max(high, y)),
        })
    });
    let Some((low, high)) = ends else {
        return vec![crate::describe::no_figures(spec)];
    };
    let (low, high) = (spec.figure(low), crate::describe::with_unit(spec, high));
    let mut sentences = vec![language.pick(
        format!("{count} punten, van {low} tot {high}, met de grenzen waarbinnen toeval alles kan verklaren."),
        format!("{count} points, from {low} to {high}, with the limits within which chance can explain everything."),
    )];
    if spec
        .limits
        .iter()
        .any(|name| Pair::of(name) == Pair::Lasting)
    {
        sentences.push(
            language
                .pick(
                    "De ruime grens rekent ook met blijvende verschillen tussen eenheden.",
                    "The wide limit also allows for lasting differences between units.",
                )
                .to_owned(),
        );
    }
    let named: Vec<String> = places
        .iter()
        .filter_map(|place| Some(told(spec, place.outside.as_ref()?)))
        .collect();
    if !named.is_empty() {
        let lead = language.pick("Buiten de grenzen", "Outside the limits");
        sentences.push(format!("{lead}: {}.", named.join("; ")));
    }
    sentences
}

/// One point outside the limits, with the widest limits it passes.
fn told(spec: &ChartSpec, outside: &Outside) -> String {
    let language = spec.language;
    let value = spec.figure(outside.value);
    let mut text = match outside.label.as_str() {
        "" => format!("({}) {value}", outside.number),
        label => format!("{label} ({}), {value}", outside.number),
    };
    if let Some(expected) = outside.expected {
        let word = language.pick("verwacht", "expected");
        text.push_str(&format!(", {word} {}", spec.figure(expected)));
    }
    let widest = outside
        .limits
        .iter()
        .find(|(pair, ..)| *pair == outside.beyond);
    if let Some((_, low, high)) = widest {
        let (lead, to) = language.pick(("grenzen", "tot"), ("limits", "to"));
        let (low, high) = (spec.figure(*low), spec.figure(*high));
        text.push_str(&format!(", {lead} {low} {to} {high}"));
    }
    text
}
