//! `dashboards/*.toml`: which queries stand together on a page.

use crate::findings::Findings;
use crate::parameter::{Parameter, parameters};
use crate::reader::{Placed, Reader, document};
use crate::words::{Localised, Role, audience, identity};

/// A page of tiles.
#[derive(Clone, Debug, PartialEq)]
pub struct DashboardDefinition {
    /// Its name.
    pub id: String,
    /// Its version.
    pub version: String,
    /// The page it stands on.
    pub page: String,
    /// Who may open it.
    pub audience: Vec<Role>,
    /// Its title.
    pub title: Localised,
    /// What it is about.
    pub intro: Localised,
    /// Its place among the dashboards of its page.
    pub order: i64,
    /// What a reader may fill in for all tiles at once.
    pub parameters: Vec<Parameter>,
    /// Its rows, from above.
    pub rows: Vec<Row>,
    /// Where it was read from.
    pub file: String,
}

/// Tiles side by side.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// A heading above them.
    pub title: Option<Localised>,
    /// The tiles.
    pub tiles: Vec<Tile>,
}

/// One query on a page.
#[derive(Clone, Debug, PartialEq)]
pub struct Tile {
    /// How it is shown.
    pub kind: TileKind,
    /// The query.
    pub query: String,
    /// Its width in twelfths.
    pub span: u8,
    /// Parameter values for this tile only.
    pub params: toml::Table,
    /// The line of `query` in the file.
    pub line: usize,
}

/// How a tile is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TileKind {
    /// One large number.
    Number,
    /// A figure with its table.
    Chart,
    /// A table alone.
    Table,
}

const KINDS: &[(&str, TileKind)] = &[
    ("number", TileKind::Number),
    ("chart", TileKind::Chart),
    ("table", TileKind::Table),
];

const PAGES: &[(&str, &str)] = &[
    ("kwartaalbeeld", "kwartaalbeeld"),
    ("signalen", "signalen"),
    ("trends", "trends"),
    ("vergelijken", "vergelijken"),
    ("proces", "proces"),
    ("gegevenskwaliteit", "gegevenskwaliteit"),
];

/// Parses one dashboard file.
pub(crate) fn parse<'a>(file: &'a str, text: &'a str) -> Result<DashboardDefinition, Findings<'a>> {
    let findings = Findings::new(file, text, 0);
    let dashboard = document(&findings, text, |reader| {
        let identity = identity(reader);
        let rows: Vec<Row> = reader.tables("row").into_iter().map(row).collect();
        if rows.is_empty() {
            reader.missing(
                "row",
                Some("add a row with `[[row]]` and tiles with `[[row.tile]]`"),
            );
        }
        DashboardDefinition {
            id: identity.id,
            version: identity.version,
            page: reader.choice("page", PAGES).unwrap_or_default().to_owned(),
            audience: audience(reader),
            title: reader.localised("title"),
            intro: reader.localised("intro"),
            order: reader.integer("order").unwrap_or_default(),
            parameters: parameters(reader),
            rows,
            file: file.to_owned(),
        }
    });
    match dashboard {
        Some(dashboard) if findings.is_clean() => Ok(dashboard),
        _ => Err(findings),
    }
}

fn row(table: Reader<'_>) -> Row {
    let title = table.optional_localised("title");
    let tiles: Vec<Tile> = table.tables("tile").into_iter().map(tile).collect();
    if tiles.is_empty() {
        table.missing("tile", Some("add a tile with `[[row.tile]]`"));
    }
    table.finish();
    Row { title, tiles }
}

fn tile(table: Reader<'_>) -> Tile {
    let kind = table.choice("kind", KINDS).unwrap_or(TileKind::Chart);
    let Placed { value: query, at } = table.text("query");
    let span = table.within("span", 12, 1, 12) as u8;
    let (params, _) = table.loose_table("params");
    let line = table.findings().line(at);
    table.finish();
    Tile {
        kind,
        query,
        span,
        params,
        line,
    }
}
