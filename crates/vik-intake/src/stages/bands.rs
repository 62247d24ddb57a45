//! Look-ups made once from code lists and hierarchies: unit to group, issue to category, rank to band.

use std::collections::HashMap;

use vik_domain::{Bands, CodeLists, Hierarchies, Organisation};

pub(super) const UNKNOWN: &str = "unknown";

/// What an issue becomes in the warehouse.
#[derive(Clone)]
pub(super) struct IssueBand {
    pub issue: String,
    pub category: String,
    pub corruption: bool,
}

/// All look-ups of one organisation.
pub(super) struct LookUps {
    pub unit_group: HashMap<String, String>,
    pub issue: HashMap<String, IssueBand>,
    pub rank: HashMap<String, String>,
    pub sanction: HashMap<String, String>,
    bands: HashMap<&'static str, Bands>,
}

const BANDS: [&str; 11] = [
    "lead",
    "report_delay",
    "suspension",
    "intervention_delay",
    "sick_leave_band",
    "care_delay",
    "feedback",
    "quality_band",
    "severity_band",
    "phase_triage",
    "phase_investigation",
];

impl LookUps {
    pub fn new(lists: &CodeLists, organisation: &Organisation, hierarchies: &Hierarchies) -> Self {
        let codes = |id: &str| {
            lists
                .list_for(organisation, id)
                .map(|list| list.codes.as_slice())
                .unwrap_or_default()
        };
        let attribute = |id: &str, name: &str| {
            let of = |code: &vik_domain::Code| {
                Some((code.code.clone(), code.attribute(name)?.to_owned()))
            };
            codes(id).iter().filter_map(of).collect::<HashMap<_, _>>()
        };
        let unit_group = codes("units")
            .iter()
            .filter_map(|code| Some((code.code.clone(), code.parent.clone()?)))
            .collect();
        let issue = codes("issues").iter().map(|code| {
            let category = code.parent.clone().unwrap_or_else(|| UNKNOWN.to_owned());
            let corruption = code.attribute("corruption") == Some("true");
            // Corruption is never cut by unit or kind: in every cube it is the rest of its category.
            let issue = if corruption {
                format!("{category}-OVG")
            } else {
                code.code.clone()
            };
            (
                code.code.clone(),
                IssueBand {
                    issue,
                    category,
                    corruption,
                },
            )
        });
        let mut bands: HashMap<&'static str, Bands> = BANDS
            .iter()
            .filter_map(|id| Some((*id, hierarchies.get(id)?.clone())))
            .collect();
        if let Some(decision) = hierarchies.get("phase_decision") {
            bands.insert("phase_decision", decision.clone());
        }
        Self {
            unit_group,
            issue: issue.collect(),
            rank: attribute("ranks", "band"),
            sanction: attribute("sanctions", "band"),
            bands,
        }
    }

    /// The band of a number, or the code for "not known" of that hierarchy.
    pub fn band(&self, id: &str, number: Option<i64>) -> &str {
        self.bands.get(id).map_or(UNKNOWN, |bands| bands.of(number))
    }
}
