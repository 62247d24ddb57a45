//! The text of a case, with the names that redaction must look for. It never reaches the warehouse.

use std::collections::HashMap;

use vik_pseudonym::Pseudonym;

use super::columns::Fields;

/// The story of a case, on its way to a sealed place; it cannot be printed.
///
/// ```compile_fail,E0277
/// fn shown(story: vik_intake::stages::Narrative) -> String { format!("{story:?}") }
/// ```
pub struct Narrative {
    /// Whose story: the case's pseudonym.
    pub case: Pseudonym,
    told: Told,
}

/// What a story is about, with identities; for the closed side alone.
#[derive(Default)]
pub struct Told {
    /// The number of the case.
    pub number: String,
    /// The day on which it was closed, as a day number.
    pub closed_on: Option<i32>,
    /// The day until which nothing may be told, as a day number.
    pub embargo_until: Option<i32>,
    /// The final route.
    pub route: String,
    /// Name and number of each person concerned; a name may be missing.
    pub persons: Vec<(Option<String>, String)>,
    /// Codes of units, issues, causes and sanctions, each once.
    pub units: Vec<String>,
    /// See `units`.
    pub issues: Vec<String>,
    /// See `units`.
    pub causes: Vec<String>,
    /// See `units`.
    pub sanctions: Vec<String>,
    /// The text.
    pub text: String,
}

impl Narrative {
    /// Opens the story, for the sealed place that comes next.
    #[must_use]
    pub fn into_told(self) -> Told {
        self.told
    }

    /// The text alone.
    #[must_use]
    pub fn into_text(self) -> String {
        self.told.text
    }
}

/// The stories of a batch; of a case's rows in one batch, its story comes out once.
pub(super) fn narratives(fields: Fields<'_>, cases: &[Pseudonym]) -> Vec<Narrative> {
    if !fields.is_filled("narrative") {
        return Vec::new();
    }
    let text = |name| fields.text(name);
    let (story, number, route) = (text("narrative"), text("case_id"), text("route_final"));
    let (name, subject) = (text("subject_name"), text("subject_id"));
    let (unit, issue, causes, sanction) = (
        text("unit"),
        text("issue"),
        text("causes"),
        text("sanction"),
    );
    let (closed, embargo) = (fields.date("closed_on"), fields.date("embargo_until"));
    let mut places: HashMap<Pseudonym, usize> = HashMap::new();
    let mut out: Vec<Narrative> = Vec::new();
    for (row, case) in cases.iter().enumerate() {
        let place = *places.entry(*case).or_insert_with(|| {
            out.push(Narrative {
                case: *case,
                told: Told::default(),
            });
            out.len() - 1
        });
        let Some(Narrative { told, .. }) = out.get_mut(place) else {
            continue;
        };
        let owned = |value: Option<&str>| value.map(str::to_owned);
        if let Some(text) = story.get(row).filter(|_| told.text.is_empty()) {
            told.text = text.to_owned();
        }
        told.number = owned(number.get(row)).unwrap_or_default();
        told.route = owned(route.get(row)).unwrap_or_default();
        told.closed_on = closed.get(row);
        told.embargo_until = embargo.get(row);
        if let Some(id) = subject.get(row)
            && !told.persons.iter().any(|(_, known)| known == id)
        {
            told.persons.push((owned(name.get(row)), id.to_owned()));
        }
        for (codes, value) in [
            (&mut told.units, unit.get(row)),
            (&mut told.issues, issue.get(row)),
            (&mut told.causes, causes.get(row)),
            (&mut told.sanctions, sanction.get(row)),
        ] {
            for code in value.unwrap_or_default().split(',').map(str::trim) {
                if !code.is_empty() && !codes.iter().any(|known| known == code) {
                    codes.push(code.to_owned());
                }
            }
        }
    }
    out.retain(|narrative| !narrative.told.text.is_empty());
    out
}
