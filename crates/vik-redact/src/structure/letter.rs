//! Salutations and signatures: "Beste Kevin,", "Met vriendelijke groet," and the lines behind it.

use super::Line;
use crate::found::Found;
use crate::view::View;
use crate::words::Class;

pub(super) fn find(view: &View<'_>, lines: &[Line], out: &mut Vec<Found>) {
    for (i, line) in lines.iter().enumerate() {
        salutation(view, *line, out);
        address(view, *line, lines.get(i + 1), out);
        ending(view, *line, out);
        if let Some(at) = closing(view, *line) {
            let rest = at..line.end;
            if !rest.is_empty() && rest.len() <= 6 {
                let short = rest.len() <= 2
                    && matches!(view.shape(at), crate::Shape::Upper | crate::Shape::Mixed)
                    && view.written(at).chars().count() <= 4;
                if short {
                    out.push(Found::mask(
                        view.start(at)..view.end(at),
                        crate::Label::Person,
                        crate::Source::Structure,
                        75,
                        "ondertekening",
                    ));
                } else {
                    super::names(view, rest.clone(), "ondertekening", 80, out);
                }
            }
            if rest.len() <= 1 {
                signature(view, lines.get(i + 1..).unwrap_or_default(), out);
            }
        }
    }
}

/// A line that is nothing but a street and a number, with a town behind it or a postcode below:
/// "Lijsterbes 8, Numansdorp".
fn address(view: &View<'_>, line: Line, below: Option<&Line>, out: &mut Vec<Found>) {
    let mut at = line.first;
    while at < line.end
        && (view.capital(at) && view.tokens[at].is_word() || view.is(at, Class::PARTICLE))
    {
        at += 1;
    }
    let words = at - line.first;
    let number = view.written(at);
    let house = (1..=4).contains(&words)
        && at < line.end
        && view.capital(line.first)
        && number.len() <= 5
        && number.starts_with(|c: char| c.is_ascii_digit())
        && !view.is(
            line.first,
            Class::KEEP
                .and(Class::FIELD_KEY)
                .and(Class::UNIT)
                .and(Class::MONTH),
        );
    if !house {
        return;
    }
    let suffix = usize::from(
        at + 1 < line.end && view.tokens[at + 1].is_word() && view.written(at + 1).len() <= 3,
    );
    let last = at + suffix;
    let town = view.low(last + 1) == ","
        && line.end - last <= 5
        && (last + 2..line.end).all(|i| view.capital(i) || !view.tokens[i].is_word())
        && last + 2 < line.end;
    let code = last + 1 == line.end
        && below.is_some_and(|below| {
            view.digits(below.first)
                && view.tokens[below.first].range.len() == 4
                && below.end - below.first <= 6
                && view.capital(below.first + 1)
                || view.shape(below.first) == crate::Shape::LettersDigits
                    && view.tokens[below.first].range.len() == 6
        });
    if town || code {
        out.push(Found::mask(
            view.start(line.first)..view.end(last),
            crate::Label::Address,
            crate::Source::Structure,
            80,
            "regel met straat en nummer",
        ));
    }
}

fn salutation(view: &View<'_>, line: Line, out: &mut Vec<Found>) {
    let mut at = line.first;
    if !view.is(at, Class::GREET) {
        return;
    }
    while at < line.end
        && (view.is(at, Class::GREET.and(Class::TITLE)) || matches!(view.low(at), "." | "/"))
    {
        at += 1;
    }
    let end = (at..line.end.min(at + 5)).find(|&i| matches!(view.low(i), "," | "!" | ":" | "."));
    let end = end.unwrap_or(if line.end - at.min(line.end) <= 2 {
        line.end
    } else {
        return;
    });
    let plain = (at..end).all(|i| {
        view.is(i, Class::WORD.and(Class::KEEP)) && !view.is(i, Class::NAME) && !view.capital(i)
    });
    if !plain {
        super::names(view, at..end, "aanhef", 82, out);
    }
}

/// A closing at the end of a line of talk: "… hoeft te wachten? liefs lotje".
fn ending(view: &View<'_>, line: Line, out: &mut Vec<Found>) {
    let last = line.end - 1;
    for back in 1..=2 {
        let Some(sign) = last.checked_sub(back).filter(|&at| at > line.first) else {
            return;
        };
        let closes = view.is(sign, Class::SIGN)
            && !matches!(view.low(sign), "vriendelijke" | "hartelijke" | "xx");
        let names = (sign + 1..line.end)
            .all(|at| view.tokens[at].is_word() && !view.is(at, Class::SIGN.and(Class::COMMON)));
        if closes
            && names
            && !matches!(
                view.low(sign - 1),
                "de" | "het" | "een" | "mijn" | "iets" | "heel"
            )
        {
            let range = view.start(sign + 1)..view.end(last);
            out.push(Found::mask(
                range,
                crate::Label::Person,
                crate::Source::Structure,
                65,
                "ondertekening",
            ));
            return;
        }
    }
}

/// Where a closing formula ends, if a line is one: "Met vriendelijke groet,", "groetjes", "Hoogachtend,".
fn closing(view: &View<'_>, line: Line) -> Option<usize> {
    let mut at = line.first;
    let mut signs = false;
    while at < line.end && at < line.first + 6 {
        let low = view.low(at);
        let sign = view.is(at, Class::SIGN);
        signs |= sign && !matches!(low, "vriendelijke" | "hartelijke" | "x" | "xx");
        if !sign
            && !matches!(
                low,
                "met"
                    | ","
                    | "."
                    | "!"
                    | "-"
                    | "van"
                    | "en"
                    | "de"
                    | "een"
                    | "bezorgde"
                    | "collegiale"
            )
        {
            break;
        }
        at += 1;
    }
    signs.then_some(at)
}

/// The first line or two behind a closing formula, when they are short.
fn signature(view: &View<'_>, lines: &[Line], out: &mut Vec<Found>) {
    for line in lines.iter().take(2) {
        let words = line.end - line.first;
        if words == 0 || words > 9 {
            return;
        }
        let stop = (line.first..line.end)
            .find(|&i| {
                matches!(view.low(i), "," | "|" | "(" | ":")
                    || view.is(i, Class::UNIT)
                    || view.low(i).ends_with("chef")
            })
            .unwrap_or(line.end);
        let stop = if view.low(stop) == ","
            && view.written(stop + 1).chars().count() == 1
            && stop < line.end
        {
            line.end
        } else {
            stop
        };
        let plain = (line.first..stop)
            .all(|i| view.is(i, Class::WORD) && !view.is(i, Class::NAME) && !view.capital(i));
        if !plain && super::names(view, line.first..stop, "ondertekening", 80, out) {
            return;
        }
    }
}
