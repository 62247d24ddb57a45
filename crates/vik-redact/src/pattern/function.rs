//! Functions that few hold.

use super::Hit;
use crate::span::Label;
use crate::view::View;
use crate::words::Class;

pub(super) fn at(view: &View<'_>, at: usize, class: Class) -> Option<Hit> {
    let low = view.low(at);
    if matches!(
        low,
        "plaatsvervangend" | "plv" | "waarnemend" | "wnd" | "loco" | "adjunct"
    ) {
        let next = if view.low(at + 1) == "." {
            at + 2
        } else {
            at + 1
        };
        let function = view.is(next, Class::FUNCTION.and(Class::ROLE).and(Class::RANK))
            || view.low(next).ends_with("chef")
            || view.low(next).ends_with("hoofd");
        return function.then(|| {
            Hit::new(
                view.start(at)..view.end(next),
                Label::Function,
                85,
                "plaatsvervangende functie",
            )
        })?;
    }
    if matches!(
        low,
        "operationeel"
            | "operationele"
            | "tactisch"
            | "digitaal"
            | "financieel"
            | "bedrijfsvoering"
            | "forensisch"
            | "teamleider"
            | "officier"
    ) {
        let next = view.low(at + 1);
        let pair = matches!(
            (low, next),
            (
                "operationeel",
                "specialist"
                    | "expert"
                    | "coördinator"
                    | "coordinator"
                    | "leidinggevende"
                    | "manager"
            ) | (
                "tactisch" | "digitaal" | "financieel" | "forensisch",
                "rechercheur"
                    | "coördinator"
                    | "analist"
                    | "onderzoeker"
                    | "specialist"
                    | "opsporingsambtenaar"
            )
        );
        if pair {
            return Hit::new(
                view.start(at)..view.end(at + 1),
                Label::Function,
                75,
                "functie die weinigen hebben",
            );
        }
        if low == "officier" && next == "van" && view.low(at + 2) == "dienst" {
            return Hit::new(
                view.start(at)..view.end(at + 2),
                Label::Function,
                75,
                "functie die weinigen hebben",
            );
        }
    }
    if matches!(
        low,
        "hoofd" | "chef" | "coördinator" | "voorzitter" | "teamleider" | "secretaris" | "directeur"
    ) && matches!(
        view.low(at + 1),
        "van"
            | "bureau"
            | "arrestantenzorg"
            | "intake"
            | "opsporing"
            | "handhaving"
            | "afdeling"
            | "operatiën"
            | "dienst"
            | "bedrijfsvoering"
            | "hrm"
            | "wapens"
            | "meldkamer"
    ) && low != "secretaris"
    {
        return None.or_else(|| {
            class.has(Class::FUNCTION).then(|| {
                Hit::new(
                    view.start(at)..view.end(at),
                    Label::Function,
                    70,
                    "functie die weinigen hebben",
                )
            })?
        });
    }
    let ended = [
        "chef",
        "hoofdagent-specialist",
        "coördinator",
        "begeleider",
        "instructeur",
        "beheerder",
    ]
    .iter()
    .any(|end| low.len() > end.len() + 3 && low.ends_with(end))
        && !matches!(
            low,
            "korpschef" | "klachtencoördinator" | "praktijkbegeleider" | "verzuimcoördinator"
        );
    (class.has(Class::FUNCTION) && !matches!(low, "operationeel" | "docent") || ended).then(
        || {
            Hit::new(
                view.start(at)..view.end(at),
                Label::Function,
                70,
                "functie die weinigen hebben",
            )
        },
    )?
}
