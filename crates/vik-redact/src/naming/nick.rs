//! Names that are given: "noemde haar 'Barbie'", "heet hij de Professor", "bijnaam: Lange Claes".

use crate::found::Found;
use crate::span::{Label, Source};
use crate::view::View;
use crate::words::Class;

const REASON: &str = "zo wordt iemand genoemd";

/// Every name that the text says somebody is called.
pub(super) fn find(view: &View<'_>, out: &mut Vec<Found>) {
    for at in 0..view.len() {
        let verb = matches!(
            view.low(at),
            "noemt"
                | "noem"
                | "noemde"
                | "noemden"
                | "noemen"
                | "heet"
                | "heette"
                | "bijnaam"
                | "roepnaam"
                | "alias"
                | "bijgenaamd"
        );
        if !verb {
            continue;
        }
        if let Some(range) = called(view, at) {
            out.push(Found::mask(
                range,
                Label::Person,
                Source::Gazetteer,
                70,
                REASON,
            ));
        }
    }
}

/// What is called so, within five words of the verb.
fn called(view: &View<'_>, verb: usize) -> Option<std::ops::Range<usize>> {
    let noun = matches!(
        view.low(verb),
        "bijnaam" | "roepnaam" | "alias" | "bijgenaamd"
    );
    let mut person = noun || view.low(verb).starts_with("hee");
    for at in verb + 1..(verb + 6).min(view.len()) {
        if !view.same_line(at) {
            return None;
        }
        let low = view.low(at);
        if matches!(
            low,
            "het" | "dat" | "dit" | "zoiets" | "dingen" | "een" | "geen"
        ) {
            return None;
        }
        if is_quote(low) {
            return person.then(|| quoted(view, at)).flatten();
        }
        if view.capital(at) {
            let article = at > 0 && view.low(at - 1) == "de";
            let name = person
                && !view.capitals[at]
                && !view.keep[at]
                && !view.is(
                    at,
                    Class::KEEP
                        .and(Class::UNIT)
                        .and(Class::TITLE)
                        .and(Class::MONTH),
                )
                && (view.telling(at) || view.low(at - 1) == ":");
            let mut last = at;
            while view.capital(last + 1) && view.gap(last + 1) == " " && last < at + 2 {
                last += 1;
            }
            let first = if article { at - 1 } else { at };
            return name.then(|| view.start(first)..view.end(last));
        }
        person |= matches!(
            low,
            "hem"
                | "haar"
                | "mij"
                | "me"
                | "hij"
                | "zij"
                | "ze"
                | "hun"
                | "ons"
                | "je"
                | "jou"
                | "ik"
                | "collega"
                | "agent"
                | "iedereen"
                | "ie"
        );
        let filler = person && view.tokens[at].range.len() <= 9 || low == ":";
        if !filler && !matches!(low, "die" | "we" | "wij" | "altijd" | "ook") {
            return None;
        }
    }
    None
}

/// The words between quotation marks, when they are few and one has a capital.
fn quoted(view: &View<'_>, open: usize) -> Option<std::ops::Range<usize>> {
    let close = (open + 2..(open + 6).min(view.len())).find(|&at| is_quote(view.low(at)))?;
    let words = open + 1..close;
    let named = words
        .clone()
        .any(|at| view.capital(at) && !view.is(at, Class::KEEP))
        && words
            .clone()
            .all(|at| view.tokens[at].is_word() || view.low(at) == "-");
    named.then(|| view.start(open + 1)..view.end(close - 1))
}

fn is_quote(low: &str) -> bool {
    matches!(low, "'" | "\"" | "‘" | "’" | "“" | "”" | "„")
}
