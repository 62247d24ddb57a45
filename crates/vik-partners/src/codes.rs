//! The code lists that travel with cubes, so that a reader knows what `OMG` means.

use std::collections::{BTreeMap, BTreeSet};

use vik_disclosure::History;
use vik_domain::{CodeList, Text};

/// For each attribute of the cubes the list that its codes come from.
///
/// Several attributes may share a list; it is then repeated.
pub type Dimensions = BTreeMap<String, CodeList>;

/// Code lists that do not fit the cubes. Attributes and codes are definitions, so they are named.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CodesError {
    /// No list for an attribute.
    #[error("attribute `{0}` of the cubes has no code list")]
    Missing(String),
    /// A code that its list lacks.
    #[error("code list of attribute `{attribute}`: the cubes use code `{code}`, which it lacks")]
    Unknown {
        /// Attribute.
        attribute: String,
        /// Code.
        code: String,
    },
    /// A code without a label in both languages, or twice in its list.
    #[error(
        "code list of attribute `{attribute}`, code `{code}`: expected it once, with a label in Dutch and English"
    )]
    Label {
        /// Attribute.
        attribute: String,
        /// Code.
        code: String,
    },
}

/// The lists that the cubes of a history use; others are left out.
///
/// # Errors
/// [`CodesError`] with the first attribute or code that is not known.
pub(crate) fn used(history: &History, lists: &Dimensions) -> Result<Dimensions, CodesError> {
    let mut used = Dimensions::new();
    for (attribute, codes) in codes(history) {
        let Some(list) = lists.get(&attribute) else {
            return Err(CodesError::Missing(attribute));
        };
        let known: BTreeSet<&str> = list.codes.iter().map(|code| code.code.as_str()).collect();
        if let Some(code) = codes
            .into_iter()
            .find(|code| !known.contains(code.as_str()))
        {
            return Err(CodesError::Unknown { attribute, code });
        }
        let mut seen = BTreeSet::new();
        let faulty = list.codes.iter().find(|code| {
            !seen.insert(&code.code)
                || !said(&Text {
                    nl: code.nl.clone(),
                    en: code.en.clone(),
                })
        });
        if let Some(code) = faulty {
            let code = code.code.clone();
            return Err(CodesError::Label { attribute, code });
        }
        used.insert(attribute, list.clone());
    }
    Ok(used)
}

pub(crate) fn said(text: &Text) -> bool {
    !text.nl.trim().is_empty() && !text.en.trim().is_empty()
}

/// Every attribute of every cube, coarser levels included, with its codes.
fn codes(history: &History) -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let cubes = history
        .definitions
        .values()
        .flat_map(|definitions| &definitions.cubes);
    for dim in cubes.flat_map(|cube| &cube.dims) {
        found
            .entry(dim.name.clone())
            .or_default()
            .extend(dim.codes.iter().cloned());
        if let (Some(name), Some(pairs)) = (&dim.parent_name, &dim.parent) {
            let above = pairs.iter().map(|(_, above)| above.clone());
            found.entry(name.clone()).or_default().extend(above);
        }
    }
    found
}
