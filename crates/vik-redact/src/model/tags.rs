//! The eight states of the model: outside, and where a name begins and goes on.

use crate::Label;

/// How many states there are.
pub const STATES: usize = 8;

/// One number for each state.
pub type Row = [f32; STATES];

/// A state of the model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Tag {
    /// No name.
    Outside = 0,
    /// The first token of a person's name.
    PersonBegin = 1,
    /// A further token of a person's name.
    Person = 2,
    /// The first token of a place.
    PlaceBegin = 3,
    /// A further token of a place.
    Place = 4,
    /// The first token of an organisation.
    OrganisationBegin = 5,
    /// A further token of an organisation.
    Organisation = 6,
    /// A token of a police unit; two units never touch.
    Unit = 7,
}

impl Tag {
    /// The tag for the first or a further token of what bears `label`; `None` for labels that the
    /// model does not know.
    #[must_use]
    pub const fn of(label: Label, first: bool) -> Option<Tag> {
        Some(match (label, first) {
            (Label::Person, true) => Tag::PersonBegin,
            (Label::Person, false) => Tag::Person,
            (Label::Location, true) => Tag::PlaceBegin,
            (Label::Location, false) => Tag::Place,
            (Label::Organisation, true) => Tag::OrganisationBegin,
            (Label::Organisation, false) => Tag::Organisation,
            (Label::Unit, _) => Tag::Unit,
            _ => return None,
        })
    }
}

/// The likeliest kind of name given the chances of all states, and whether it rather begins here.
#[must_use]
pub fn kind(chances: &Row) -> (Label, bool) {
    let [
        _,
        person_begin,
        person,
        place_begin,
        place,
        organisation_begin,
        organisation,
        unit,
    ] = *chances;
    let kinds = [
        (Label::Person, person_begin, person),
        (Label::Location, place_begin, place),
        (Label::Organisation, organisation_begin, organisation),
        (Label::Unit, 0.0, unit),
    ];
    let mut best = (Label::Person, true);
    let mut most = -1.0;
    for (label, begin, inside) in kinds {
        if begin + inside > most {
            most = begin + inside;
            best = (label, begin > inside);
        }
    }
    best
}
