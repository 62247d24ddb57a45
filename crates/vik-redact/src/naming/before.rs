//! What stands before a name and says so: a title, a rank, a role, a verb of naming.

use crate::view::View;
use crate::words::Class;

/// "agent bakker die", "collega visser zei": a surname that is a word, in small letters, right behind a
/// rank and before what a person does.
pub(super) fn ranked(view: &View<'_>, at: usize, class: Class) -> bool {
    let before = at.wrapping_sub(1);
    let rank = matches!(
        view.low(before),
        "agent" | "agente" | "hoofdagent" | "brigadier" | "inspecteur" | "collega"
    );
    let next = at + 1;
    let goes_on = crate::verbs::acts(view, next)
        || matches!(
            view.low(next),
            "," | "." | "die" | "en" | "ook" | "was" | ""
        )
        || view.line_start(next);
    rank && class.has(Class::NAME)
        && view.same_line(at)
        && view.gap(at) == " "
        && goes_on
        && view.tokens[at].range.len() > 2
        // A trade is a surname often enough: "agent bakker".
        && (!class.has(Class::COMMON) || class.has(Class::SURNAME))
        && !class.has(
            Class::KEEP
                .and(Class::SAY)
                .and(Class::AUX)
                .and(Class::ROLE)
                .and(Class::RANK)
                .and(Class::PARTICLE)
                .and(Class::NUMBER)
                .and(Class::FUNCTION)
                .and(Class::UNIT),
        )
}

/// "dat is Boy.", "hij heet Storm,": a capital behind a verb that names.
pub(super) fn named_by(view: &View<'_>, at: usize) -> bool {
    let verb = view.low(at.wrapping_sub(1));
    let who = view.low(at.wrapping_sub(2));
    let names = matches!(verb, "is" | "was")
        && matches!(who, "dat" | "dit" | "die" | "naam" | "roepnaam" | "bijnaam")
        || matches!(verb, "heet" | "heette" | "heten");
    names
        && view.capital(at)
        && !view.capitals[at]
        && view.same_line(at)
        && matches!(
            view.low(at + 1),
            "." | "," | "!" | "?" | ")" | ";" | "" | "en" | "uit" | "van"
        )
}

/// Whether a title stands directly before, with particles between them or not.
pub(super) fn titled(view: &View<'_>, at: usize) -> bool {
    let mut back = at;
    for _ in 0..4 {
        let Some(before) = back.checked_sub(1) else {
            return false;
        };
        if !view.same_line(back) {
            return false;
        }
        if view.is(before, Class::TITLE)
            && !matches!(
                view.low(before),
                "oom" | "heer" | "heren" | "meester" | "juf"
            )
        {
            return true;
        }
        if !(view.is(before, Class::PARTICLE)
            && !matches!(
                view.low(before),
                "in" | "op" | "bij" | "uit" | "voor" | "over" | "aan" | "onder"
            )
            || view.low(before) == ".")
        {
            return false;
        }
        back = before;
    }
    false
}

/// Whether the words before a token announce a name: a title, a rank, a role, a verb of naming.
pub(super) fn announced(view: &View<'_>, at: usize) -> bool {
    let mut back = at;
    for _ in 0..4 {
        let Some(before) = back.checked_sub(1) else {
            return false;
        };
        if !view.same_line(back) && view.low(before) != "." {
            return false;
        }
        if view.is(before, Class::ANNOUNCES) {
            return true;
        }
        if !(view.is(before, Class::PARTICLE)
            || matches!(view.low(before), "." | "\"" | "'" | "“" | "(" | "‘" | "„"))
        {
            return false;
        }
        back = before;
    }
    false
}
