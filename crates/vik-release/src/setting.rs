//! From files that people edit to the definitions of a freeze.

use std::collections::{BTreeMap, BTreeSet};

use vik_catalogue::{
    Catalogue, CostRule, CubeDefinition, Dimension, ExactFrame, FreezePolicy, Mode,
    SuppressionSettings, TextKind, ZeroRule,
};
use vik_disclosure::suppress::{Cost, Dominance, SuppressionPolicy, Zeros};
use vik_disclosure::{CubeSpec, DimSpec, Measure, Policy, check_acyclic};
use vik_domain::{Code, CodeList, CodeLists, Organisation, Text};
use vik_published::{CubeDimension, CubeShape};
use vik_warehouse::CubeSql;

use crate::error::ReleaseError;

/// What the source did not say; every dimension has it.
pub(crate) const UNKNOWN: &str = "unknown";

/// What an organisation publishes that shows exact tables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suppression {
    /// Ids of the cubes.
    pub cubes: Vec<String>,
    /// How they are protected.
    pub policy: SuppressionPolicy,
}

/// The definitions of one organisation's freeze.
pub struct Setting {
    /// Whose figures these are.
    pub organisation: Organisation,
    /// The code lists as this organisation uses them, under the names of the contract.
    pub lists: BTreeMap<String, CodeList>,
    /// The rounding policy.
    pub policy: Policy,
    /// The rules of suppression, when that is the mode; otherwise figures are rounded.
    pub suppression: Option<Suppression>,
    /// Exact totals that are registered.
    pub frames: Vec<ExactFrame>,
    /// The cubes to be counted.
    pub cubes: Vec<CubeSql>,
    /// How a reader sees the cubes.
    pub shapes: Vec<CubeShape>,
}

impl Setting {
    /// Reads the definitions for one organisation.
    ///
    /// # Errors
    /// [`ReleaseError::Setting`] naming the file and what was expected, [`ReleaseError::Cyclic`] when the
    /// linked cubes cannot be protected together.
    pub fn read(catalogue: &Catalogue, organisation: &str) -> Result<Self, ReleaseError> {
        let wrong = |file: String, reason: String| ReleaseError::Setting { file, reason };
        let file = format!("organisations/{organisation}.toml");
        let text = catalogue
            .text(TextKind::Organisations, organisation)
            .ok_or_else(|| {
                wrong(
                    file.clone(),
                    "there is no such organisation; add this file".to_owned(),
                )
            })?;
        let organisation = Organisation::parse(text).map_err(|e| wrong(file, e.to_string()))?;
        let all = CodeLists::parse(catalogue.texts(TextKind::CodeLists))
            .map_err(|e| wrong("codelists".to_owned(), e.to_string()))?;
        let lists = effective(&all, &organisation);
        let file = freeze_policy(catalogue)?;
        let policy = policy(&file)?;
        let mut cubes = Vec::new();
        let mut shapes = Vec::new();
        for definition in catalogue.cubes() {
            cubes.push(cube(definition, &lists)?);
            shapes.push(shape(definition));
        }
        let specs: Vec<CubeSpec> = cubes.iter().map(|cube| cube.spec.clone()).collect();
        check_acyclic(&specs).map_err(ReleaseError::Cyclic)?;
        let suppression = match &file.suppression {
            // Checked in either mode, so that a mistake shows before the mode is changed.
            Some(settings) => Some(suppression(settings, &specs)?),
            None => None,
        };
        Ok(Self {
            organisation,
            lists,
            policy,
            frames: catalogue.exact_frames().frames,
            suppression: suppression.filter(|_| file.mode == Mode::Suppression),
            cubes,
            shapes,
        })
    }
}

/// Every list under its contract name, the organisation's own where it has one, each with `unknown`.
fn effective(all: &CodeLists, organisation: &Organisation) -> BTreeMap<String, CodeList> {
    let own: BTreeSet<&str> = organisation
        .codelists
        .values()
        .map(String::as_str)
        .collect();
    let mut lists = BTreeMap::new();
    for list in all.iter().filter(|list| !own.contains(list.id.as_str())) {
        let mut list = all.list_for(organisation, &list.id).unwrap_or(list).clone();
        let name = organisation
            .codelists
            .iter()
            .find(|(_, theirs)| **theirs == list.id)
            .map(|(name, _)| name.clone());
        if list.get(UNKNOWN).is_none() {
            list.codes.push(unknown(
                list.parent_list.is_some() || list.codes.iter().any(|code| code.parent.is_some()),
            ));
        }
        lists.insert(name.unwrap_or_else(|| list.id.clone()), list);
    }
    lists
}

fn unknown(has_parents: bool) -> Code {
    Code {
        code: UNKNOWN.to_owned(),
        nl: "onbekend".to_owned(),
        en: "unknown".to_owned(),
        parent: has_parents.then(|| UNKNOWN.to_owned()),
        valid_from: None,
        valid_to: None,
        verified: true,
        attributes: BTreeMap::new(),
    }
}

fn freeze_policy(catalogue: &Catalogue) -> Result<FreezePolicy, ReleaseError> {
    let missing = || ReleaseError::Setting {
        file: "policies/freeze.toml".to_owned(),
        reason: "is missing or has errors; run `vik check`".to_owned(),
    };
    catalogue.freeze_policy().ok_or_else(missing)
}

fn policy(file: &FreezePolicy) -> Result<Policy, ReleaseError> {
    let policy = Policy {
        version: file.version.clone(),
        base: file.base,
        leadership_base: file.leadership_base,
        person_cap: file.person_cap,
        leaf_error_preference: file.leaf_error_preference,
        margin_error_preference: file.margin_error_preference,
        minimum_roster: file.minimum_roster,
        window_periods: file.window_quarters_corruption,
    };
    policy.validate()?;
    Ok(policy)
}

fn suppression(
    settings: &SuppressionSettings,
    specs: &[CubeSpec],
) -> Result<Suppression, ReleaseError> {
    let linked = |id: &String| specs.iter().any(|spec| spec.linked && spec.id == *id);
    if let Some(id) = settings.cubes.iter().find(|id| !linked(id)) {
        return Err(ReleaseError::Setting {
            file: "policies/freeze.toml".to_owned(),
            reason: format!("[suppression] names `{id}`, which is no linked cube"),
        });
    }
    let policy = SuppressionPolicy {
        threshold: u64::from(settings.threshold),
        zeros: match settings.zeros {
            ZeroRule::Shown => Zeros::Shown,
            ZeroRule::Usable => Zeros::Usable,
            ZeroRule::Protected => Zeros::Protected,
        },
        minimum_roster: u64::from(settings.roster),
        staff_percent: u64::from(settings.staff_percent),
        group: settings.group.map(u64::from),
        dominance: (settings.dominance_largest > 0).then(|| Dominance {
            largest: settings.dominance_largest as usize,
            percent: u64::from(settings.dominance_percent),
        }),
        p_percent: u64::from(settings.p),
        width: u64::from(settings.width),
        hide_existence: true,
        singleton: settings.singleton,
        coalition: u64::from(settings.coalition),
        cost: match settings.cost {
            CostRule::Value => Cost::Value,
            CostRule::Log => Cost::Log,
            CostRule::Unit => Cost::Unit,
            CostRule::Breadth => Cost::Breadth,
        },
        nested: settings.nested,
        effort: settings.effort as usize,
    };
    policy.validate(settings.cubes.len())?;
    Ok(Suppression {
        cubes: settings.cubes.clone(),
        policy,
    })
}

fn list_of(dimension: &Dimension) -> &str {
    dimension.codelist.as_deref().unwrap_or(&dimension.name)
}

fn cube(
    definition: &CubeDefinition,
    lists: &BTreeMap<String, CodeList>,
) -> Result<CubeSql, ReleaseError> {
    let dims = definition
        .dimensions
        .iter()
        .map(|d| dim(definition, d, lists))
        .collect::<Result<Vec<_>, _>>()?;
    let part_months = definition.window_quarters.map_or(1, |_| 3);
    let measure = match (definition.window_quarters, definition.linked) {
        (Some(_), _) => Measure::Window,
        (None, true) => Measure::Period,
        (None, false) => Measure::Mentions,
    };
    let spec = CubeSpec {
        id: definition.id.clone(),
        dims,
        margins: definition.margins.clone(),
        linked: definition.linked,
        base: definition.base,
        measure,
    };
    spec.validate().map_err(|e| ReleaseError::Setting {
        file: definition.file.clone(),
        reason: e.to_string(),
    })?;
    Ok(CubeSql {
        spec,
        sql: definition.sql.clone(),
        part_months,
    })
}

fn dim(
    definition: &CubeDefinition,
    dimension: &Dimension,
    lists: &BTreeMap<String, CodeList>,
) -> Result<DimSpec, ReleaseError> {
    let wrong = |reason: String| ReleaseError::Setting {
        file: definition.file.clone(),
        reason,
    };
    if !dimension.values.is_empty() {
        return Ok(DimSpec {
            name: dimension.name.clone(),
            codes: dimension.values.clone(),
            parent: None,
            parent_name: None,
        });
    }
    let id = list_of(dimension);
    let list = lists.get(id).ok_or_else(|| {
        wrong(format!(
            "dimension `{}` names code list `{id}`, which does not exist",
            dimension.name
        ))
    })?;
    let codes: Vec<String> = list.codes.iter().map(|code| code.code.clone()).collect();
    let parent = dimension.parent.as_ref().map(|_| {
        let of = |code: &Code| {
            (
                code.code.clone(),
                code.parent.clone().unwrap_or_else(|| UNKNOWN.to_owned()),
            )
        };
        list.codes.iter().map(of).collect()
    });
    Ok(DimSpec {
        name: dimension.name.clone(),
        codes,
        parent,
        parent_name: dimension.parent.clone(),
    })
}

fn shape(definition: &CubeDefinition) -> CubeShape {
    let text = |localised: &vik_catalogue::Localised| Text {
        nl: localised.nl.clone(),
        en: localised.en.clone(),
    };
    let dimension = |d: &Dimension| CubeDimension {
        name: d.name.clone(),
        list: list_of(d).to_owned(),
        parent: d.parent.clone(),
        label: text(&d.label),
    };
    CubeShape {
        id: definition.id.clone(),
        title: text(&definition.title),
        description: text(&definition.description),
        dimensions: definition.dimensions.iter().map(dimension).collect(),
        window_quarters: definition.window_quarters,
    }
}
