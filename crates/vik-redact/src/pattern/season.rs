//! Seasons of a year and the middle of the night.

use super::Hit;
use crate::span::Label;
use crate::view::View;

/// "het najaar van 2019", "zomer 2021", "middernacht".
pub(super) fn at(view: &View<'_>, at: usize) -> Option<Hit> {
    let low = view.low(at);
    if low == "middernacht" {
        return Hit::new(
            view.start(at)..view.end(at),
            Label::Time,
            80,
            "tijdstip in woorden",
        );
    }
    let season = matches!(
        low,
        "voorjaar" | "najaar" | "zomer" | "winter" | "herfst" | "lente" | "zomerperiode"
    );
    let year = if view.low(at + 1) == "van" {
        at + 2
    } else {
        at + 1
    };
    let written = view.written(year);
    let dated = written.len() == 4
        && view.digits(year)
        && (written.starts_with("19") || written.starts_with("20"))
        && view.same_line(year);
    if !season || !dated {
        return None;
    }
    let article = at
        .checked_sub(1)
        .filter(|&it| matches!(view.low(it), "de" | "het") && view.same_line(at));
    Hit::new(
        view.start(article.unwrap_or(at))..view.end(year),
        Label::Date,
        85,
        "seizoen en jaar",
    )
}
