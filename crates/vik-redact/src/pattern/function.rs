//! Functions that few hold.

use super::Hit;
use crate::span::Label;
use crate::token::Shape;
use crate::view::View;
use crate::words::Class;

const FEW: &str = "functie die weinigen hebben";

/// A function, with the field that it is about: "hoofd materieel", "operationeel expert wijk".
pub(super) fn at(view: &View<'_>, at: usize, class: Class) -> Option<Hit> {
    let low = view.low(at);
    let next = view.low(at + 1);
    let start = view.start(at);
    if matches!(
        low,
        "plaatsvervangend" | "plv" | "waarnemend" | "wnd" | "loco" | "adjunct"
    ) {
        let head = if next == "." { at + 2 } else { at + 1 };
        let function = view.is(head, Class::FUNCTION) || is_head(view.low(head));
        let end = view.end(with_field(view, head));
        return function.then(|| Hit::new(start..end, Label::Function, 85, FEW))?;
    }
    let pair = matches!(
        low,
        "operationeel"
            | "operationele"
            | "tactisch"
            | "digitaal"
            | "financieel"
            | "forensisch"
            | "bereden"
    ) && (is_head(next)
        || is_head(next.rsplit('-').next().unwrap_or(next))
        || matches!(next, "rechercheur" | "brigade"));
    // The bare functions of the national job catalogue are held by thousands.
    let named = view.capital(at + 2)
        && view.telling(at + 2)
        && view.same_line(at + 2)
        && view.gap(at + 2) == " ";
    let catalogue = low.starts_with("operationeel")
        && matches!(next, "specialist" | "expert")
        && with_field(view, at + 1) == at + 1
        && !named;
    if pair && !catalogue {
        let end = view.end(with_field(view, at + 1));
        return Hit::new(start..end, Label::Function, 75, FEW);
    }
    if matches!(low, "officier" | "hulpofficier") && next == "van" && view.low(at + 2) == "dienst" {
        return Hit::new(start..view.end(at + 2), Label::Function, 75, FEW);
    }
    // A word that is a function only with its field: "hoofd materieel", "medewerker loonbeslagen".
    if matches!(
        low,
        "hoofd"
            | "chef"
            | "medewerker"
            | "medewerkster"
            | "beheerder"
            | "manager"
            | "teamleider"
            | "adviseur"
    ) {
        let last = with_field(view, at);
        let acted = matches!(
            view.low(at.wrapping_sub(1)),
            "zijn" | "haar" | "mijn" | "je" | "op" | "hun"
        ) || view.low(at.wrapping_sub(1)) == "het" && view.tokens[last].range.len() < 9;
        if last > at && !(low == "hoofd" && acted) {
            return Hit::new(start..view.end(last), Label::Function, 70, FEW);
        }
    }
    // "burgemeester van Winsum", "hoofdcommissaris van Arnhem": an office and its place.
    if matches!(
        low,
        "burgemeester" | "wethouder" | "hoofdcommissaris" | "commissaris" | "gemeentesecretaris"
    ) && next == "van"
        && view.capital(at + 2)
        && view.is(at + 2, Class::PLACE)
        && view.same_line(at + 2)
    {
        return Hit::new(
            start..view.end(at + 2),
            Label::Function,
            75,
            "ambt met een plaats",
        );
    }
    // "Khadija Azzouzi, directeur": at the end of a line, behind a name and a comma.
    let signs = at > 1
        && view.low(at - 1) == ","
        && view.capital(at - 2)
        && view.telling(at - 2)
        && view.same_line(at)
        && !view.same_line(at + 1)
        && class.has(Class::FUNCTION)
        && !class.has(Class::RANK);
    if signs {
        return Hit::new(
            start..view.end(at),
            Label::Function,
            70,
            "functie onder een naam",
        );
    }
    // "een teamchef", "elke coördinator": any of many, nobody in particular.
    let any = matches!(
        view.low(at.wrapping_sub(1)),
        "een" | "elke" | "iedere" | "geen" | "andere" | "sommige" | "alle" | "enkele"
    );
    let function = class.has(Class::FUNCTION)
        && !matches!(low, "operationeel" | "docent" | "hovj" | "hulpofficier");
    (!any && (function || is_compound(low))).then(|| {
        Hit::new(
            start..view.end(with_field(view, at)),
            Label::Function,
            70,
            FEW,
        )
    })?
}

fn is_head(low: &str) -> bool {
    matches!(
        low,
        "hoofd"
            | "chef"
            | "coördinator"
            | "coordinator"
            | "specialist"
            | "expert"
            | "leidinggevende"
            | "manager"
            | "analist"
            | "onderzoeker"
            | "opsporingsambtenaar"
            | "commandant"
            | "directeur"
            | "teamleider"
            | "beheerder"
            | "leider"
    ) || low.ends_with("chef")
        || low.ends_with("hoofd")
}

fn is_compound(low: &str) -> bool {
    const ENDS: [&str; 34] = [
        "consulent",
        "leider",
        "duiker",
        "schutter",
        "onderhandelaar",
        "piloot",
        "schipper",
        "regisseur",
        "fotograaf",
        "chef",
        "medewerker",
        "medewerkster",
        "rechercheur",
        "agente",
        "vrijwilliger",
        "voorlichter",
        "commandant",
        "analist",
        "planner",
        "leidster",
        "dossierhouder",
        "coördinator",
        "coordinator",
        "begeleider",
        "instructeur",
        "beheerder",
        "commandant",
        "specialist",
        "meester",
        "hoofd",
        "expert",
        "trainer",
        "coach",
        "officier",
    ];
    // "penning-meester": a word that a line broke.
    let whole = low.replace('-', "");
    if whole != low && whole.ends_with("penningmeester") {
        return false;
    }
    // "brigadier-rechercheur": a rank and what thousands do.
    if low.split_once('-').is_some_and(|(first, _)| {
        matches!(
            first,
            "agent" | "hoofdagent" | "brigadier" | "inspecteur" | "hoofdinspecteur"
        )
    }) {
        return false;
    }
    let ended = ENDS
        .iter()
        .any(|end| low.len() > end.len() + 3 && low.ends_with(end));
    ended
        && !matches!(
            low,
            "korpschef"
                | "begeleider"
                | "gespreksleider"
                | "vertrouwenspersoon"
                | "hoofdagente"
                | "bestuurder"
                | "bijrijder"
                | "spookrijder"
                | "hardrijder"
                | "wijkagente"
                | "medewerkster"
                | "klachtencoördinator"
                | "burgemeester"
                | "wachtmeester"
                | "hulpofficier"
                | "onderofficier"
                | "schoolmeester"
                | "penningmeester"
                | "leermeester"
                | "voorhoofd"
                | "achterhoofd"
                | "grootmeester"
                | "applicatiebeheerder"
        )
        || low.starts_with("piket") && low.len() > 8
}

/// The last token of the field behind a function: a noun in small letters, a name of a unit, or
/// "van de" with such a noun.
fn with_field(view: &View<'_>, at: usize) -> usize {
    let noun = |at: usize| {
        let class = view.class(at);
        view.same_line(at)
            && view.gap(at) == " "
            && view.shape(at) == Shape::Lower
            && view.tokens[at].range.len() > 4
            && class.has(Class::WORD.and(Class::COMPOUND))
            && !class.has(
                Class::SAY
                    .and(Class::AUX)
                    .and(Class::COMMON)
                    .and(Class::PARTICLE)
                    .and(Class::NUMBER)
                    .and(Class::WEEKDAY)
                    .and(Class::MONTH),
            )
            // Most verbs and adverbs end so; a noun that does is a rare loss.
            && !["de", "te", "den", "ten", "t", "en", "ig", "lijk", "ijks", "end", "ens"].iter().any(|end| view.low(at).ends_with(end))
    };
    // "hoofd HRM Zuidoost", "teamchef Bergen op Zoom": capitals that are no person's.
    let capital = |at: usize| {
        view.same_line(at)
            && view.gap(at) == " "
            && view.capital(at)
            && !view.capitals[at]
            && (!view.is(at, Class::NAME) || view.is(at, Class::PLACE.and(Class::COMPASS)))
            && view.is(
                at,
                Class::PLACE
                    .and(Class::COMPASS)
                    .and(Class::KEEP)
                    .and(Class::WORD)
                    .and(Class::COMPOUND),
            )
    };
    // "coördinator wapens en munitie": a field of two nouns.
    let plain = |at: usize| {
        view.shape(at) == Shape::Lower
            && view.same_line(at)
            && view.tokens[at].range.len() > 4
            && view.is(at, Class::WORD.and(Class::COMPOUND))
            && !view.is(
                at,
                Class::SAY
                    .and(Class::AUX)
                    .and(Class::PARTICLE)
                    .and(Class::NUMBER),
            )
            && !crate::verbs::is_verb(view.low(at))
    };
    if is_wide(view.low(at)) && plain(at + 1) && view.low(at + 2) == "en" && plain(at + 3) {
        return at + 3;
    }
    if is_wide(view.low(at)) && capital(at + 1) {
        return if capital(at + 2) { at + 2 } else { at + 1 };
    }
    // "specialist digitale opsporing": a kind before the field.
    let kind = |at: usize| {
        matches!(
            view.low(at),
            "digitale" | "tactische" | "forensische" | "financiële" | "operationele" | "technische"
        )
    };
    if is_wide(view.low(at)) && kind(at + 1) && view.is(at + 2, Class::WORD) {
        return at + 2;
    }
    // "analist drugslab-team", "hoofd ICT": a joined word or an abbreviation.
    let joined = |at: usize| {
        view.same_line(at)
            && view.gap(at) == " "
            && view.low(at).contains('-')
            && view.shape(at) == Shape::Lower
            || view.same_line(at)
                && view.gap(at) == " "
                && view.shape(at) == Shape::Upper
                && !view.capitals[at]
                && (2..=5).contains(&view.tokens[at].range.len())
    };
    let field = |at: usize| {
        noun(at)
            || joined(at)
            || matches!(
                view.low(at),
                "opsporing"
                    | "innovatie"
                    | "wijk"
                    | "intake"
                    | "handhaving"
                    | "operaties"
                    | "operatiën"
                    | "jeugd"
            )
    };
    if field(at + 1) && is_wide(view.low(at)) {
        return at + 1;
    }
    let of = view.low(at + 1) == "van"
        && matches!(view.low(at + 2), "de" | "het")
        && is_wide(view.low(at));
    if of && noun(at + 3) {
        return at + 3;
    }
    // "politiechef van de eenheid Midden-Nederland", "hoofdcommissaris van Arnhem".
    if of && view.is(at + 3, Class::UNIT) && view.capital(at + 4) && view.same_line(at + 4) {
        return at + 4;
    }
    at
}

/// Whether a function is so wide that its field belongs to it.
fn is_wide(low: &str) -> bool {
    is_head(low)
        || matches!(
            low,
            "medewerker"
                | "medewerkster"
                | "adviseur"
                | "portefeuillehouder"
                | "projectleider"
                | "dossierhouder"
                | "taakaccenthouder"
        )
}
