//! `queries/cubes/*.sql`: what the freeze counts and how finely.

use crate::findings::Findings;
use crate::header::split;
use crate::reader::{Reader, document};
use crate::sql;
use crate::words::{Localised, Role, audience, identity, values};

/// A published cube: dimensions, margins and the SQL that counts its cells.
#[derive(Clone, Debug, PartialEq)]
pub struct CubeDefinition {
    /// Its name; the table is `cube_<id>`.
    pub id: String,
    /// Changes whenever the meaning of its cells does.
    pub version: String,
    /// Its title.
    pub title: Localised,
    /// What it counts.
    pub description: Localised,
    /// The indicators it serves.
    pub indicators: Vec<String>,
    /// Who may read it.
    pub audience: Vec<Role>,
    /// Whether its totals are tied to the other cubes of persons.
    pub linked: bool,
    /// Publishes a moving window of so many quarters instead of months.
    pub window_quarters: Option<u32>,
    /// The rounding base.
    pub base: u32,
    /// The smallest roster a unit may have to be shown.
    pub minimum_roster: u32,
    /// What it is split by.
    pub dimensions: Vec<Dimension>,
    /// Margins whose error is controlled, besides the total and each single dimension.
    pub margins: Vec<Vec<String>>,
    /// The statement, without the header.
    pub sql: String,
    /// Where it was read from.
    pub file: String,
}

/// One dimension of a cube.
#[derive(Clone, Debug, PartialEq)]
pub struct Dimension {
    /// The column.
    pub name: String,
    /// The code list that spans it.
    pub codelist: Option<String>,
    /// The values that span it, when there is no code list.
    pub values: Vec<String>,
    /// The column that is its coarser level.
    pub parent: Option<String>,
    /// Its name on the page.
    pub label: Localised,
}

/// Parses one cube file.
pub(crate) fn parse<'a>(file: &'a str, text: &'a str) -> Result<CubeDefinition, Findings<'a>> {
    let halves = split(file, text)?;
    let findings = Findings::new(file, text, halves.base);
    let cube = document(&findings, halves.toml, |reader| {
        let identity = identity(reader);
        let dimensions = dimensions(reader);
        let margins = margins(reader, &dimensions);
        let cube = CubeDefinition {
            id: identity.id,
            version: identity.version,
            title: reader.localised("title"),
            description: reader.localised("description"),
            indicators: values(reader.texts("indicators")),
            audience: audience(reader),
            linked: reader.flag("linked", true),
            window_quarters: reader
                .value("window_quarters")
                .map(|_| reader.within("window_quarters", 8, 1, 40) as u32),
            base: reader.within("base", 3, 2, 100) as u32,
            minimum_roster: reader.within("minimum_roster", 25, 1, 100_000) as u32,
            dimensions,
            margins,
            sql: halves.sql.to_owned(),
            file: file.to_owned(),
        };
        check_sql(&findings, &cube, halves.sql_at);
        cube
    });
    match cube {
        Some(cube) if findings.is_clean() => Ok(cube),
        _ => Err(findings),
    }
}

fn dimensions(reader: &Reader<'_>) -> Vec<Dimension> {
    let mut list: Vec<Dimension> = Vec::new();
    for table in reader.tables("dimension") {
        let name = table.text("name");
        if list.iter().any(|other| other.name == name.value) {
            let message = format!("dimension `{}` is declared twice", name.value);
            table.findings().error(name.at, message, None);
        }
        let codelist = table.optional("codelist").map(|list| list.value);
        let values = values(table.texts("values"));
        if codelist.is_some() != values.is_empty() {
            table.findings().error(
                table.at,
                format!(
                    "dimension `{}` needs either `codelist` or `values`",
                    name.value
                ),
                Some("zeros are published too, so the cube must know every value".to_owned()),
            );
        }
        list.push(Dimension {
            name: name.value,
            codelist,
            values,
            parent: table.optional("parent").map(|parent| parent.value),
            label: table.localised("label"),
        });
        table.finish();
    }
    list
}

fn margins(reader: &Reader<'_>, dimensions: &[Dimension]) -> Vec<Vec<String>> {
    let known = || {
        dimensions.iter().flat_map(|dimension| {
            std::iter::once(dimension.name.as_str()).chain(dimension.parent.as_deref())
        })
    };
    let mut list = Vec::new();
    for table in reader.tables("margin") {
        let dims = table.texts("dims");
        if dims.is_empty() {
            table.missing("dims", Some("such as `dims = [\"unit\", \"category\"]`"));
        }
        for dim in &dims {
            if !known().any(|name| name == dim.value) {
                let hint = crate::diagnostic::suggest(&dim.value, known());
                let message = format!("margin names an unknown dimension `{}`", dim.value);
                table.findings().error(dim.at, message, hint);
            }
        }
        list.push(values(dims));
        table.finish();
    }
    list
}

fn check_sql(findings: &Findings<'_>, cube: &CubeDefinition, at: usize) {
    let bare = sql::bare(&cube.sql);
    sql::check_statement(findings, at, &bare);
    let list = sql::select_list(&bare).unwrap_or_default();
    let dims = cube
        .dimensions
        .iter()
        .map(|dimension| dimension.name.as_str());
    for name in dims.chain(["month", "persons", "cases"]) {
        if !sql::names(list, name) {
            findings.error_in_file(
                at,
                format!("the SELECT list lacks `{name}`"),
                Some("a cube selects `month`, each dimension, `persons` and `cases`".to_owned()),
            );
        }
    }
    if let Some((name, offset)) = sql::parameters(&bare).into_iter().next() {
        findings.error_in_file(
            at + offset,
            format!("a cube takes no parameters, and this one uses `${name}`"),
            Some("select all months; the freeze adds the month itself".to_owned()),
        );
    }
}
