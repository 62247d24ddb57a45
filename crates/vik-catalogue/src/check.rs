//! What only shows when files are read side by side.

use std::collections::BTreeSet;

use crate::catalogue::{Catalogue, TextKind};
use crate::dashboard::{DashboardDefinition, Tile};
use crate::diagnostic::{Diagnostic, Severity, suggest};

/// Every cross-file defect of a catalogue.
pub(crate) fn check(catalogue: &Catalogue) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for dashboard in catalogue.dashboards() {
        for tile in dashboard.rows.iter().flat_map(|row| &row.tiles) {
            check_tile(catalogue, dashboard, tile, &mut found);
        }
        check_shared(catalogue, dashboard, &mut found);
    }
    check_tables(catalogue, &mut found);
    check_codelists(catalogue, &mut found);
    found.sort();
    found
}

fn check_tile(
    catalogue: &Catalogue,
    dashboard: &DashboardDefinition,
    tile: &Tile,
    found: &mut Vec<Diagnostic>,
) {
    let mut report = |message, hint| {
        found.push(Diagnostic {
            file: dashboard.file.clone(),
            line: tile.line,
            column: 1,
            severity: Severity::Error,
            message,
            hint,
        });
    };
    let Some(query) = catalogue.query(&tile.query) else {
        let hint = suggest(
            &tile.query,
            catalogue.queries().map(|query| query.id.as_str()),
        );
        report(format!("unknown query `{}`", tile.query), hint);
        return;
    };
    for name in tile.params.keys() {
        if !query
            .parameters
            .iter()
            .any(|parameter| parameter.name == *name)
        {
            let hint = suggest(
                name,
                query.parameters.iter().map(|known| known.name.as_str()),
            )
            .or_else(|| Some(format!("query `{}` takes no parameters", query.id)));
            report(
                format!("query `{}` has no parameter `{name}`", query.id),
                hint,
            );
        }
    }
    for role in &dashboard.audience {
        if !query.audience.contains(role) {
            report(
                format!(
                    "role `{}` may open this page but not query `{}`",
                    role.code(),
                    query.id
                ),
                Some("narrow the dashboard's audience or widen the query's".to_owned()),
            );
        }
    }
}

/// A shared parameter must reach at least one tile, with the same type.
fn check_shared(
    catalogue: &Catalogue,
    dashboard: &DashboardDefinition,
    found: &mut Vec<Diagnostic>,
) {
    for shared in &dashboard.parameters {
        let takers: Vec<_> = dashboard
            .rows
            .iter()
            .flat_map(|row| &row.tiles)
            .filter_map(|tile| catalogue.query(&tile.query))
            .flat_map(|query| {
                query
                    .parameters
                    .iter()
                    .map(move |parameter| (query, parameter))
            })
            .filter(|(_, parameter)| parameter.name == shared.name)
            .collect();
        let message = match takers
            .iter()
            .find(|(_, parameter)| parameter.kind != shared.kind)
        {
            _ if takers.is_empty() => format!("no tile takes the parameter `{}`", shared.name),
            Some((query, _)) => {
                format!(
                    "parameter `{}` has another type in query `{}`",
                    shared.name, query.id
                )
            }
            None => continue,
        };
        found.push(named(
            catalogue,
            &dashboard.file,
            &shared.name,
            message,
            None,
        ));
    }
}

/// Tables that start with `cube_` or `quarter_` must be a cube's.
fn check_tables(catalogue: &Catalogue, found: &mut Vec<Diagnostic>) {
    for query in catalogue.queries() {
        for table in &query.tables {
            let cube = table
                .strip_prefix("cube_")
                .or_else(|| table.strip_prefix("quarter_"));
            if let Some(cube) = cube
                && catalogue.cube(cube).is_none()
            {
                let hint = suggest(cube, catalogue.cubes().map(|cube| cube.id.as_str()));
                found.push(named(
                    catalogue,
                    &query.file,
                    table,
                    format!("unknown cube in table `{table}`"),
                    hint,
                ));
            }
        }
    }
}

/// Code lists must exist, as soon as there are any.
fn check_codelists(catalogue: &Catalogue, found: &mut Vec<Diagnostic>) {
    let known: BTreeSet<&str> = catalogue
        .texts(TextKind::CodeLists)
        .map(|(name, _)| name)
        .collect();
    if known.is_empty() {
        return;
    }
    let bands = catalogue
        .text(TextKind::Hierarchies, "hierarchies")
        .unwrap_or_default();
    let used = catalogue
        .cubes()
        .flat_map(|cube| {
            cube.dimensions
                .iter()
                .map(|dim| (&cube.file, dim.codelist.as_deref()))
        })
        .chain(catalogue.queries().flat_map(|query| {
            let columns = query
                .columns
                .iter()
                .map(|column| column.codelist.as_deref());
            let parameters = query
                .parameters
                .iter()
                .map(|parameter| parameter.codelist.as_deref());
            columns.chain(parameters).map(|list| (&query.file, list))
        }));
    let mut reported = BTreeSet::new();
    for (file, list) in used {
        let Some(list) = list else { continue };
        if !known.contains(list) && !bands.contains(list) && reported.insert((file, list)) {
            let hint = suggest(list, known.iter().copied());
            found.push(named(
                catalogue,
                file,
                list,
                format!("unknown code list `{list}`"),
                hint,
            ));
        }
    }
}

/// An error where a file first names something.
fn named(
    catalogue: &Catalogue,
    file: &str,
    name: &str,
    message: String,
    hint: Option<String>,
) -> Diagnostic {
    let (line, column) = catalogue.place(file, name);
    Diagnostic {
        file: file.to_owned(),
        line,
        column,
        severity: Severity::Error,
        message,
        hint,
    }
}
