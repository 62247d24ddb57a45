//! Look-ups made once from code lists and hierarchies: unit to group, issue to category, rank to band.

use std::collections::HashMap;

use ahash::RandomState;
use vik_domain::{Bands, Code, CodeLists, Contract, Hierarchies, Organisation};

pub(super) const UNKNOWN: &str = "unknown";

type Map<V> = HashMap<String, V, RandomState>;

/// What an issue becomes in the warehouse.
pub(super) struct IssueBand {
    pub issue: String,
    pub category: String,
    pub corruption: bool,
}

/// The codes of one field, or what they become.
pub(super) struct Codes(Map<String>);

impl Codes {
    /// What a code becomes; `None` for one that the list does not have.
    pub fn get(&self, code: &str) -> Option<&str> {
        self.0.get(code).map(String::as_str)
    }
}

/// All look-ups of one organisation.
///
/// # Guarantee
/// A text that is in no code list comes out of none of them, so a name that stood in a column of
/// codes does not reach the warehouse.
pub(super) struct LookUps {
    pub unit_group: Codes,
    pub rank: Codes,
    pub sanction: Codes,
    issue: Map<IssueBand>,
    fields: Map<Codes>,
    bands: Map<Bands>,
}

impl LookUps {
    pub fn new(lists: &CodeLists, organisation: &Organisation, hierarchies: &Hierarchies) -> Self {
        let codes = |id: &str| {
            let list = lists.list_for(organisation, id);
            list.map(|list| list.codes.as_slice()).unwrap_or_default()
        };
        let to = |id: &str, of: &dyn Fn(&Code) -> Option<String>| {
            let pair = |code: &Code| Some((code.code.clone(), of(code)?));
            Codes(codes(id).iter().filter_map(pair).collect())
        };
        let band = |code: &Code| code.attribute("band").map(str::to_owned);
        let listed = Contract::embedded().fields().iter().filter_map(|field| {
            let list = field.codelist.as_deref()?;
            Some((
                field.name.clone(),
                to(list, &|code| Some(code.code.clone())),
            ))
        });
        Self {
            unit_group: to("units", &|code| code.parent.clone()),
            rank: to("ranks", &band),
            sanction: to("sanctions", &band),
            issue: issues(codes("issues")),
            fields: listed.collect(),
            bands: hierarchies
                .iter()
                .map(|bands| (bands.id.clone(), bands.clone()))
                .collect(),
        }
    }

    /// The codes that a field of the contract may hold.
    pub fn codes(&self, field: &str) -> Option<&Codes> {
        self.fields.get(field)
    }

    /// What an issue becomes.
    pub fn issue(&self, code: &str) -> Option<&IssueBand> {
        self.issue.get(code)
    }

    /// The hierarchy of a column.
    pub fn bands(&self, id: &str) -> Option<&Bands> {
        self.bands.get(id)
    }
}

/// Corruption is never cut by unit or kind: in every cube it is the rest of its category.
fn issues(codes: &[Code]) -> Map<IssueBand> {
    let is_corruption = |code: &Code| code.attribute("corruption") == Some("true");
    let rest = |category: &str| {
        let rest = format!("{category}-OVG");
        let found = codes.iter().any(|code| code.code == rest);
        if found { rest } else { UNKNOWN.to_owned() }
    };
    let band = |code: &Code| {
        let category = code.parent.clone().unwrap_or_else(|| UNKNOWN.to_owned());
        let corruption = is_corruption(code);
        let issue = if corruption {
            rest(&category)
        } else {
            code.code.clone()
        };
        IssueBand {
            issue,
            category,
            corruption,
        }
    };
    codes
        .iter()
        .map(|code| (code.code.clone(), band(code)))
        .collect()
}
