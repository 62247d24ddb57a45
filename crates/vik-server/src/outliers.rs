//! The table under a funnel: who lies outside which limits, in the order of the code list.
//!
//! It is no ranking. A number joins a row to its point in the figure and says nothing else.

use vik_catalogue::{Column, ColumnRole, Language};
use vik_charts::Pair;
use vik_published::QueryResult;

use crate::figure::Outlier;
use crate::language::pick;
use crate::rows::{Head, Shown, TableView};

/// The rows of a result that lie outside, without the columns of limit curves; `all` is that result as a
/// table.
#[must_use]
pub fn table(
    all: &TableView,
    outliers: &[Outlier],
    result: &QueryResult,
    columns: &[Column],
    language: Language,
) -> TableView {
    let curve = |name: &str| {
        let mut limits = columns.iter().filter(|c| c.role == ColumnRole::Limit);
        limits.any(|column| column.name == name)
    };
    let shown: Vec<usize> = (0..result.columns.len())
        .filter(|at| !curve(&result.columns[*at].name))
        .collect();
    let said = |text: &str, numeric| Head {
        label: text.to_owned(),
        numeric,
        names: false,
    };
    let mut heads = vec![said(pick(language, "Nr.", "No."), true)];
    heads.extend(shown.iter().map(|at| all.heads[*at].clone()));
    heads.push(said(pick(language, "Ligt buiten", "Lies outside"), false));
    let row = |outlier: &Outlier| {
        let cell = |text: String, numeric| Shown {
            text,
            numeric,
            names: false,
        };
        let mut cells = vec![cell(outlier.number.to_string(), true)];
        let of = &all.rows[outlier.row];
        cells.extend(shown.iter().map(|at| of[*at].clone()));
        cells.push(cell(words(outlier, language).to_owned(), false));
        cells
    };
    TableView {
        heads,
        rows: outliers.iter().map(row).collect(),
        truncated: false,
    }
}

fn words(outlier: &Outlier, language: Language) -> &'static str {
    let (nl, en) = match (outlier.beyond, outlier.above) {
        (Pair::Inner, true) => ("de 95 %-grens, naar boven", "the 95% limit, above"),
        (Pair::Inner, false) => ("de 95 %-grens, naar beneden", "the 95% limit, below"),
        (Pair::Outer, true) => ("de 99,8 %-grens, naar boven", "the 99.8% limit, above"),
        (Pair::Outer, false) => ("de 99,8 %-grens, naar beneden", "the 99.8% limit, below"),
        (Pair::Lasting, true) => (
            "ook de ruime grens, naar boven",
            "the wide limit too, above",
        ),
        (Pair::Lasting, false) => (
            "ook de ruime grens, naar beneden",
            "the wide limit too, below",
        ),
    };
    pick(language, nl, en)
}
