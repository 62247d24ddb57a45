//! Seasons of a year, parts of a month, the middle of the night, and bank notes: forms of few words.

use super::Hit;
use crate::span::Label;
use crate::view::View;
use crate::words::Class;

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
    // "begin februari", "eind augustus": a month that is told nearer.
    let part = matches!(low, "begin" | "eind" | "half" | "medio")
        && view.is(at + 1, Class::MONTH)
        && view.low(at + 1).len() > 2
        && !view.digits(at + 2);
    if part {
        return Hit::new(
            view.start(at)..view.end(at + 1),
            Label::Date,
            70,
            "deel van een maand",
        );
    }
    let note = matches!(
        low,
        "tientje" | "tientjes" | "vijftigje" | "vijfje" | "joet"
    ) || matches!(low, "briefje" | "briefjes" | "biljet" | "biljetten")
        && view.low(at + 1) == "van"
        && (view.is(at + 2, Class::NUMBER.and(Class::TENS)) || view.digits(at + 2));
    if note {
        let last = if low.starts_with("bri") || low.starts_with("bil") {
            at + 2
        } else {
            at
        };
        let counted = at
            .checked_sub(1)
            .filter(|&it| (view.is(it, Class::NUMBER) || view.digits(it)) && view.same_line(at));
        return Hit::new(
            view.start(counted.unwrap_or(at))..view.end(last),
            Label::Money,
            65,
            "bankbiljet",
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
