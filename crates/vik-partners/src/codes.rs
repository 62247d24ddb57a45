//! The code lists that travel with cubes, so that a reader knows what `OMG` means.

use std::collections::{BTreeMap, BTreeSet};

use vik_disclosure::History;
use vik_domain::{Code, CodeList, Language, Text};

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

/// The list of each attribute, with a label for the codes that the freeze makes up: units merged
/// within their group, groups joined, and `unknown`.
///
/// `list` gives the code list of an attribute; an attribute without one is left out, and the export
/// will say so. A code that the list lacks for another reason stays without a label, and is refused.
#[must_use]
pub fn dimensions(history: &History, list: impl Fn(&str) -> Option<CodeList>) -> Dimensions {
    let mut found = Dimensions::new();
    for (attribute, codes) in codes(history) {
        let Some(mut own) = list(&attribute) else {
            continue;
        };
        for code in codes {
            if own.get(&code).is_none()
                && let Some(Text { nl, en }) = made_up(&own, &code)
            {
                own.codes.push(Code {
                    code,
                    nl,
                    en,
                    parent: None,
                    valid_from: None,
                    valid_to: None,
                    verified: true,
                    attributes: BTreeMap::new(),
                });
            }
        }
        found.insert(attribute, own);
    }
    found
}

fn made_up(list: &CodeList, code: &str) -> Option<Text> {
    let text = |nl: String, en: String| Some(Text { nl, en });
    if code == "unknown" {
        return text("onbekend".to_owned(), "unknown".to_owned());
    }
    if let Some(group) = code.strip_prefix("rest-") {
        return text(
            format!("kleine eenheden ({group})"),
            format!("small units ({group})"),
        );
    }
    let parts: Vec<&str> = code.split('+').collect();
    if parts.len() < 2 || parts.iter().any(|part| list.get(part).is_none()) {
        return None;
    }
    let joined = |language, and: &str| {
        let labels: Vec<&str> = parts
            .iter()
            .map(|part| list.label(part, language))
            .collect();
        labels.join(and)
    };
    text(
        joined(Language::Dutch, " en "),
        joined(Language::English, " and "),
    )
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_that_the_freeze_makes_up_get_a_label_and_others_do_not() {
        let text = "id='groups'\nversion='1'\ntitle={nl='a',en='b'}\n[[code]]\ncode='x'\nnl='X-nl'\n\
            en='X-en'\n[[code]]\ncode='y'\nnl='Y-nl'\nen='Y-en'\n";
        let list: CodeList = toml::from_str(text).unwrap();
        let nl = |code| made_up(&list, code).map(|text| text.nl);
        assert_eq!(nl("x+y").unwrap(), "X-nl en Y-nl");
        assert_eq!(nl("rest-x").unwrap(), "kleine eenheden (x)");
        assert_eq!(nl("unknown").unwrap(), "onbekend");
        assert_eq!(nl("x+z"), None);
        assert_eq!(nl("z"), None);
    }
}
