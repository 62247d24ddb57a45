//! Marks that a screen reader meets as one thing: the rows and cells of a table, the items of a list.

use crate::backend::escape;

/// What a screen reader takes a group of marks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Group {
    Table,
    Row,
    /// The empty cell above the row heads: a head may not be empty.
    Corner,
    ColumnHead,
    RowHead,
    /// A cell of a table, read by its name alone.
    Cell,
    List,
    /// An item of a list, read by its name alone.
    Item,
}

impl Group {
    const ALL: [Self; 8] = [
        Self::Table,
        Self::Row,
        Self::Corner,
        Self::ColumnHead,
        Self::RowHead,
        Self::Cell,
        Self::List,
        Self::Item,
    ];

    pub(super) fn of(n: u8) -> Self {
        Self::ALL.get(usize::from(n)).copied().unwrap_or(Self::Row)
    }

    pub(super) fn open(self, name: &str) -> String {
        let name = escape(name);
        match self {
            Self::Table => format!("<g role=\"table\" aria-label=\"{name}\">"),
            Self::Row => "<g role=\"row\">".to_owned(),
            Self::Corner => "<g role=\"cell\">".to_owned(),
            Self::ColumnHead => "<g role=\"columnheader\">".to_owned(),
            Self::RowHead => "<g role=\"rowheader\">".to_owned(),
            Self::List => format!("<g role=\"list\" aria-label=\"{name}\">"),
            Self::Cell => format!("<g role=\"cell\"><g role=\"img\"><title>{name}</title>"),
            Self::Item => format!("<g role=\"listitem\"><g role=\"img\"><title>{name}</title>"),
        }
    }

    pub(super) fn close(self) -> &'static str {
        match self {
            Self::Cell | Self::Item => "</g></g>",
            _ => "</g>",
        }
    }
}
