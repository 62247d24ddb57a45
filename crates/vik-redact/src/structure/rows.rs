//! Rows of `Key: value |` and tables with a heading.

use super::Line;
use crate::found::Found;
use crate::span::{Label, Source};
use crate::view::View;
use crate::words::Class;

/// What a key announces.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Person,
    Handle,
    Number,
    Place,
    Unit,
    Function,
    Money,
    Other,
}

pub(super) fn find(view: &View<'_>, lines: &[Line], out: &mut Vec<Found>) {
    let mut heading: Vec<Kind> = Vec::new();
    let mut separator = "";
    for line in lines {
        keys(view, *line, out);
        let mark = ["|", ";", "\t"]
            .into_iter()
            .max_by_key(|mark| cells(view, *line, mark).len())
            .unwrap_or("|");
        let row = cells(view, *line, mark);
        if row.len() < 3 {
            if row.len() < 2 && line.end - line.first > 4 {
                heading.clear();
            }
            continue;
        }
        if heading.len() == row.len() && separator == mark {
            for (kind, cell) in heading.iter().zip(&row) {
                value(view, *kind, cell.clone(), "kolom van een tabel", out);
            }
            continue;
        }
        let kinds: Vec<Kind> = row
            .iter()
            .map(|cell| heading_kind(view, cell.clone()))
            .collect();
        if kinds.iter().any(|&kind| kind != Kind::Other)
            && !row
                .iter()
                .any(|c| c.clone().any(|i| view.low(i) == ":" || view.digits(i)))
        {
            heading = kinds;
            separator = mark;
        }
    }
}

fn cells(view: &View<'_>, line: Line, mark: &str) -> Vec<std::ops::Range<usize>> {
    let mut out = Vec::new();
    let mut first = line.first;
    for at in line.first..line.end {
        let tab = mark == "\t" && at > line.first && view.gap(at).contains('\t');
        if view.low(at) == mark {
            out.push(first..at);
            first = at + 1;
        } else if tab {
            out.push(first..at);
            first = at;
        }
    }
    out.push(first..line.end);
    if out.first().is_some_and(std::ops::Range::is_empty) && out.len() > 1 {
        out.remove(0);
    }
    if out.last().is_some_and(std::ops::Range::is_empty) && out.len() > 1 {
        out.pop();
    }
    out
}

fn heading_kind(view: &View<'_>, cell: std::ops::Range<usize>) -> Kind {
    if cell.len() > 3 {
        return Kind::Other;
    }
    cell.map(|at| kind(view, at))
        .find(|&kind| kind != Kind::Other)
        .unwrap_or(Kind::Other)
}

fn kind(view: &View<'_>, at: usize) -> Kind {
    let class = view.class(at);
    match view.low(at) {
        "plaats" | "woonplaats" | "locatie" | "geboorteplaats" | "straat" | "adres"
        | "werkplek" => Kind::Place,
        "team" | "eenheid" | "district" | "bureau" | "afdeling" | "onderdeel" | "standplaats" => {
            Kind::Unit
        }
        "functie" => Kind::Function,
        "bedrag" | "bedragen" | "kosten" | "prijs" | "waarde" | "euro" | "saldo" => Kind::Money,
        "bedrijf" | "werkgever" | "school" | "organisatie" => Kind::Place,
        "nummer" => Kind::Other,
        _ if view.written(at) == "€" => Kind::Money,
        _ if class.has(Class::PERSON_KEY) => Kind::Person,
        _ if class.has(Class::HANDLE_KEY) => Kind::Handle,
        _ if class.has(Class::NUMBER_KEY.and(Class::CASE_KEY)) => Kind::Number,
        _ => Kind::Other,
    }
}

/// `Key: value` anywhere a field can begin: at a line's start, behind a bar or a semicolon.
fn keys(view: &View<'_>, line: Line, out: &mut Vec<Found>) {
    for at in line.first..line.end {
        if !matches!(view.low(at), ":" | "=") || at == line.first {
            continue;
        }
        let key = at - 1;
        let kind = kind(view, key);
        let begins = key == line.first
            || matches!(
                view.low(key - 1),
                "|" | ";" | "-" | "," | "." | "(" | "•" | "*" | "/"
            )
            || view.low(at) == "="
            || (key == line.first + 1 || key == line.first + 2)
                && view.tokens[line.first].is_word();
        if kind == Kind::Other || !begins {
            continue;
        }
        let mail =
            matches!(view.low(key), "van" | "aan" | "cc" | "from" | "to") && key == line.first;
        if mail {
            continue;
        }
        let stop = |i: &usize| {
            matches!(view.low(*i), "|" | ";" | ":" | "(" | "\t" | "=")
                || view.low(*i) == "."
                    && !view.is(i - 1, Class::ABBREVIATION)
                    && view.tokens[i - 1].range.len() > 2
                || view.low(*i) == "," && kind != Kind::Person
        };
        let end = (at + 1..line.end.min(at + 16))
            .find(stop)
            .unwrap_or(line.end.min(at + 16));
        let end = if view.low(end) == ":" {
            end.saturating_sub(1).max(at + 1)
        } else {
            end
        };
        value(view, kind, at + 1..end, "waarde achter een sleutel", out);
    }
}

fn value(
    view: &View<'_>,
    kind: Kind,
    cell: std::ops::Range<usize>,
    reason: &'static str,
    out: &mut Vec<Found>,
) {
    if cell.is_empty() {
        return;
    }
    let range = view.start(cell.start)..view.end(cell.end - 1);
    let words = cell.clone().filter(|&i| view.tokens[i].is_word()).count();
    let plain = cell.clone().all(|i| {
        !view.tokens[i].is_word()
            || !view.capital(i)
                && view.is(i, Class::WORD.and(Class::KEEP).and(Class::COMPOUND))
                && !view.is(i, Class::NAME)
    });
    match kind {
        Kind::Person => {
            let sentence = words > 6
                || cell
                    .clone()
                    .filter(|&i| {
                        !view.capital(i)
                            && view.is(i, Class::WORD)
                            && !view.is(i, Class::PARTICLE.and(Class::NAME))
                    })
                    .count()
                    > 2;
            if !sentence && !plain {
                super::names(view, cell, reason, 85, out);
            }
        }
        Kind::Handle if words <= 4 && (cell.len() <= 9) && !plain => out.push(Found::mask(
            range,
            Label::Handle,
            Source::Structure,
            80,
            reason,
        )),
        Kind::Number
            if cell.len() <= 9
                && words <= 4
                && cell
                    .clone()
                    .any(|i| view.written(i).bytes().any(|b| b.is_ascii_digit())) =>
        {
            out.push(Found::mask(
                range,
                Label::CaseNumber,
                Source::Structure,
                75,
                reason,
            ));
        }
        // "25", "15.000": nothing but a number in a column of amounts.
        Kind::Money
            if words == 0
                && cell.len() <= 7
                && cell.clone().any(|i| view.digits(i))
                && cell
                    .clone()
                    .all(|i| view.digits(i) || matches!(view.low(i), "." | "," | "-" | "€")) =>
        {
            out.push(Found::mask(
                range,
                Label::Money,
                Source::Structure,
                75,
                reason,
            ));
        }
        Kind::Place | Kind::Unit
            if words <= 5 && !plain && cell.clone().any(|i| view.capital(i) && !view.keep[i]) =>
        {
            let label = if kind == Kind::Place {
                Label::Location
            } else {
                Label::Unit
            };
            let lone = cell.clone().all(|i| {
                view.keep[i]
                    || view.is(i, Class::WORD) && !view.is(i, Class::PLACE.and(Class::COMPASS))
                    || !view.tokens[i].is_word()
            });
            if !lone {
                out.push(Found::mask(range, label, Source::Structure, 75, reason));
            }
        }
        _ => {}
    }
}
