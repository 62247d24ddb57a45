//! Names by lists, shape and context, so that a name on no list is found too.
//!
//! Each token gets points for what speaks for a name and against it; tokens that reach the mark are
//! joined with their initials, particles and neighbours into one mention.

mod before;
mod context;
mod evidence;
mod files;
mod initials;
mod join;
mod nick;
mod ordinary;
mod steno;
mod things;

use crate::found::Found;
use crate::span::{Label, Source};
use crate::view::View;
use crate::words::Class;

pub(crate) use ordinary::is_ordinary;
pub(crate) use things::{hyphened, of_place, of_thing};

/// Points from which a token is a name.
const MARK: i32 = 4;

/// Every name that lists, shape and context show. `seed` says which tokens are names already, by their
/// place, the record or the model.
pub(crate) fn find(view: &View<'_>, seed: &[bool], out: &mut Vec<Found>) {
    let mut accepted: Vec<bool> = (0..view.len())
        .map(|at| seed.get(at).copied().unwrap_or(false) || evidence::points(view, at) >= MARK)
        .collect();
    // A neighbour that is a name is evidence in itself; one more round each way is enough.
    for at in 1..view.len() {
        let open = !accepted[at] && accepted[at - 1] && view.gap(at) == " ";
        accepted[at] |= open && evidence::beside(view, at);
    }
    for at in (0..view.len().saturating_sub(1)).rev() {
        let open = !accepted[at] && accepted[at + 1] && view.gap(at + 1) == " ";
        accepted[at] |= open && evidence::before(view, at);
    }
    coordinated(view, &mut accepted);
    for (at, name) in accepted.iter_mut().enumerate() {
        let seeded = seed.get(at).copied().unwrap_or(false);
        *name = *name && (seeded || !is_ordinary(view, at));
    }
    nick::find(view, out);
    initials::find(view, &accepted, out);
    let mut at = 0;
    while at < view.len() {
        if !accepted[at] {
            at += 1;
            continue;
        }
        let mention = join::mention(view, &accepted, at);
        let label = label(view, &mention);
        let listed = mention
            .clone()
            .any(|i| view.is(i, Class::NAME.and(Class::PLACE)));
        let reason = if listed {
            "naam op een lijst, in deze omgeving"
        } else {
            "heeft vorm en omgeving van een naam"
        };
        let confidence = if listed { 80 } else { 65 };
        out.push(Found::mask(
            view.start(mention.start)..view.end(mention.end - 1),
            label,
            Source::Gazetteer,
            confidence,
            reason,
        ));
        at = mention.end.max(at + 1);
    }
}

/// "Groen, Wit en De Zwart": capitals in a row with a name are names too.
fn coordinated(view: &View<'_>, accepted: &mut [bool]) {
    for at in (0..view.len().saturating_sub(2)).rev() {
        if accepted[at] || !matches!(view.low(at + 1), "," | "en" | "&") || !view.same_line(at + 2)
        {
            continue;
        }
        let mut next = at + 2;
        while next < at + 5 && view.is(next, Class::PARTICLE) && view.capital(at + 2) {
            next += 1;
        }
        // "Afwezig: Roos, Ineke": turned round, alone or as one of a row.
        let turned = view.low(at + 1) == ","
            && next == at + 2
            && view.is(next, Class::FIRST_NAME)
            && (view.line_start(at) || matches!(view.low(at.wrapping_sub(1)), ":" | ";" | "|"))
            && (!view.same_line(at + 3) || matches!(view.low(at + 3), ";" | "|" | "("));
        let row = accepted.get(next).copied().unwrap_or(false)
            && view.capital(next)
            && !view.is(next, Class::PLACE.and(Class::COUNTRY));
        let name = view.shape(at) == crate::Shape::Title
            && view.is(at, Class::NAME)
            && !view.keep[at]
            && !view.is(
                at,
                Class::MONTH
                    .and(Class::WEEKDAY)
                    .and(Class::ROLE)
                    .and(Class::UNIT),
            )
            && (turned
                || view.telling(at)
                || view.low(at + 1) != ","
                || view.low(next + 1) == "en");
        accepted[at] = row && name;
    }
}

/// What a mention names: a place when lists or the word before say so, else a person.
fn label(view: &View<'_>, mention: &std::ops::Range<usize>) -> Label {
    let last = mention.end - 1;
    let any = |class: Class| mention.clone().any(|i| view.is(i, class));
    let before = mention.start.wrapping_sub(1);
    let announced = view.is(before, Class::LOCATION_PREPOSITION);
    // "Filips II van Spanje": a first name, and where its owner comes from.
    let owner = view.is(mention.start, Class::FIRST_NAME)
        && mention.clone().any(|i| view.low(i) == "van")
        && !view.is(last, Class::STREET);
    if owner {
        return Label::Person;
    }
    if any(Class::COUNTRY) || view.is(last, Class::STREET) {
        return Label::Location;
    }
    let person = any(Class::FIRST_NAME) || view.is(before, Class::ANNOUNCES);
    if any(Class::PLACE) && !person && (announced || !any(Class::SURNAME)) {
        return Label::Location;
    }
    if announced
        && !person
        && !any(Class::SURNAME)
        && !matches!(view.low(before), "in" | "uit" | "naar")
    {
        return Label::Location;
    }
    if matches!(view.low(before), "in" | "te" | "uit" | "naar" | "vanuit") && !any(Class::NAME) {
        return Label::Location;
    }
    Label::Person
}
