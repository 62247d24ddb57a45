//! Two sets of linked cubes: the trial set of six, and one in the shape of the shipped set.

use vik_disclosure::{CubeSpec, DimSpec, Measure};

/// Attributes of a case with their number of codes.
pub const ATTRIBUTES: &[(&str, usize)] = &[
    ("unit", 13),
    ("category", 10),
    ("category_group", 4),
    ("issue", 40),
    ("route", 4),
    ("cause", 12),
    ("lead", 6),
    ("sanction", 6),
    ("rank", 3),
    ("finding", 3),
    ("route_initial", 4),
    ("disposition", 8),
    ("handled_by", 2),
    ("complexity", 3),
    ("triage", 5),
    ("requester", 4),
    ("review", 4),
    ("care", 4),
    ("feedback", 3),
    ("learning", 3),
    ("source", 4),
    ("reporter", 6),
    ("report_delay", 6),
    ("concurrency", 3),
    ("suspension", 4),
    ("separation", 3),
    ("line_intervention", 4),
    ("intervention_delay", 4),
    ("staff_type", 4),
    ("vulnerability", 3),
    ("stayed", 3),
    ("repeat", 2),
    ("circumstance", 11),
];

fn dim(name: &str, parent: bool) -> DimSpec {
    let count = ATTRIBUTES
        .iter()
        .find(|(known, _)| *known == name)
        .map_or(0, |(_, count)| *count);
    let codes: Vec<String> = (0..count).map(|code| format!("{name}{code:02}")).collect();
    let above = match name {
        "unit" => Some(("unit_group", 4)),
        "category" => Some(("category_group", 3)),
        "issue" => Some(("category", 4)),
        _ => None,
    }
    .filter(|_| parent);
    DimSpec {
        name: name.to_owned(),
        parent: above.map(|(above, width)| {
            let pair = |(place, code): (usize, &String)| {
                (code.clone(), format!("{above}{:02}", place / width))
            };
            codes.iter().enumerate().map(pair).collect()
        }),
        parent_name: above.map(|(above, _)| above.to_owned()),
        codes,
    }
}

fn spec(id: &str, dims: Vec<DimSpec>, margins: &[&[&str]]) -> CubeSpec {
    let names = |set: &&[&str]| set.iter().map(|name| (*name).to_owned()).collect();
    CubeSpec {
        id: id.to_owned(),
        dims,
        margins: margins.iter().map(names).collect(),
        linked: true,
        base: 3,
        measure: Measure::Period,
    }
}

/// Cubes a to e of the trial: 398 leaves, joined a-b-d, a-c, a-e.
pub fn notes_set() -> Vec<CubeSpec> {
    let unit = || dim("unit", true);
    vec![
        spec(
            "a",
            vec![unit(), dim("category", true)],
            &[&["category", "unit_group"]],
        ),
        spec("b", vec![unit(), dim("route", false)], &[]),
        spec("c", vec![dim("category", true), dim("cause", false)], &[]),
        spec("d", vec![dim("route", false), dim("lead", false)], &[]),
        spec(
            "e",
            vec![
                dim("category_group", false),
                dim("sanction", false),
                dim("rank", false),
            ],
            &[
                &["category_group", "sanction"],
                &["category_group", "rank"],
                &["sanction", "rank"],
            ],
        ),
    ]
}

/// Cube f: unit by 40 sub-categories, once a year.
pub fn yearly() -> CubeSpec {
    spec(
        "f",
        vec![dim("unit", true), dim("issue", true)],
        &[&["unit", "category"]],
    )
}

/// The trial set with unit by lead time, which closes the circle unit, route, lead time.
pub fn cyclic_set() -> Vec<CubeSpec> {
    let mut set = notes_set();
    set.push(spec("g", vec![dim("unit", true), dim("lead", false)], &[]));
    set
}

/// The hidden cube that breaks that circle.
pub fn clique() -> CubeSpec {
    let dims = vec![dim("unit", true), dim("route", false), dim("lead", false)];
    CubeSpec {
        measure: Measure::Clique,
        ..spec("hidden", dims, &[])
    }
}

/// The shipped cubes: their dimensions, and the sum over others of them that is declared, if any.
/// `tests/linked_cubes.rs` holds this to the files in `queries/cubes`.
pub const SHIPPED: &[(&str, &[&str], &[&str])] = &[
    ("unit_issue", &["unit", "issue"], &[]),
    (
        "unit_category_finding",
        &["unit", "category", "finding"],
        &[],
    ),
    ("unit_category_route", &["unit", "category", "route"], &[]),
    (
        "unit_route_lead",
        &["unit", "route", "lead"],
        &["route", "lead"],
    ),
    ("route_transition", &["route_initial", "route"], &[]),
    ("route_disposition", &["route", "disposition"], &[]),
    (
        "route_handling",
        &["route", "handled_by", "complexity"],
        &["handled_by", "complexity"],
    ),
    ("unit_triage", &["unit", "triage"], &[]),
    ("triage_requester", &["triage", "requester"], &[]),
    ("unit_review", &["unit", "review"], &[]),
    ("unit_care", &["unit", "care"], &[]),
    ("unit_feedback", &["unit", "feedback"], &[]),
    ("unit_learning", &["unit", "learning"], &[]),
    (
        "category_sanction_rank",
        &["category", "sanction", "rank"],
        &["sanction", "rank"],
    ),
    (
        "category_source_finding",
        &["category", "source", "finding"],
        &["category", "source"],
    ),
    ("category_reporter", &["category", "reporter"], &[]),
    ("category_circumstance", &["category", "circumstance"], &[]),
    (
        "category_cause_circumstance",
        &["category", "cause", "circumstance"],
        &[],
    ),
    ("issue_cause", &["issue", "cause"], &[]),
    ("reporter_delay", &["reporter", "report_delay"], &[]),
    (
        "concurrency",
        &["route", "concurrency", "suspension", "separation"],
        &["concurrency", "separation"],
    ),
    (
        "line_intervention",
        &["line_intervention", "intervention_delay"],
        &[],
    ),
    ("staff_vulnerability", &["staff_type", "vulnerability"], &[]),
    ("second_chance", &["stayed", "repeat"], &[]),
];

/// Sums that shipped queries read and that cross what their cube shares, so that nobody can declare
/// them.
pub const CROSSING: &[(&str, &[&str])] = &[
    ("unit_category_finding", &["unit", "finding"]),
    ("unit_category_route", &["category", "route"]),
];

/// Linked cubes in the shape of the shipped set.
pub fn shipped_set() -> Vec<CubeSpec> {
    SHIPPED
        .iter()
        .map(|(id, names, margin)| {
            let dims = names
                .iter()
                .map(|name| dim(name, *name != "category"))
                .collect();
            let declared = [*margin];
            spec(id, dims, if margin.is_empty() { &[] } else { &declared })
        })
        .collect()
}

/// The same without declared margins.
pub fn plain_set() -> Vec<CubeSpec> {
    let mut set = shipped_set();
    set.iter_mut().for_each(|cube| cube.margins.clear());
    set
}

/// The same with every sum over two dimensions declared, as it once was.
pub fn full_set() -> Vec<CubeSpec> {
    let mut set = plain_set();
    for cube in set.iter_mut().filter(|cube| cube.dims.len() > 2) {
        for (place, left) in cube.dims.iter().enumerate() {
            for right in &cube.dims[place + 1..] {
                let margin = vec![left.name.clone(), right.name.clone()];
                cube.margins.push(margin);
            }
        }
    }
    set
}
