//! `two_way_residual` and `three_way_residual`: which cells of a table stand out, given its margins?

use datafusion::logical_expr::WindowUDF;
use vik_trends::loglinear::fit;

use super::adapter::window;
use crate::{
    answer::Answers,
    spec::{Column, Field, Kind, Spec, Type, column, field},
};

/// More cells than any published table has; beyond, a fit is no longer quick.
const CELLS: usize = 1_000_000;

const COUNT: Column = column(
    "count",
    Kind::Number,
    "cases of a cell; equal cells are added",
);

static GIVES: [Field; 2] = [
    field("expected", Type::Number, "cases expected from the margins"),
    field(
        "residual",
        Type::Number,
        "how far it stands out, in standard errors (Freeman and Tukey); beyond 3 is much",
    ),
];

static TWO_WAY: Spec = Spec {
    name: "two_way_residual",
    sentence: "Which cells of a table stand out when its two divisions have nothing to do with each other? The rows of the partition are the cells; a cell without a row has no cases.",
    columns: &[
        column("row", Kind::Word, "the first division"),
        column("column", Kind::Word, "the second division"),
        COUNT,
    ],
    settings: &[],
    breaks: false,
    gives: &GIVES,
    example: "SELECT unit, category, two_way_residual(unit, category, sum(cases)) OVER ()['residual'] AS stands_out\n\
              FROM cube_unit_category_finding GROUP BY unit, category ORDER BY stands_out DESC",
};

static THREE_WAY: Spec = Spec {
    name: "three_way_residual",
    sentence: "Which cells of a table of three divisions stand out beyond what each two of them say (log-linear model without a three-way link)? The rows of the partition are the cells.",
    columns: &[
        column("first", Kind::Word, "the first division"),
        column("second", Kind::Word, "the second division"),
        column("third", Kind::Word, "the third division"),
        COUNT,
    ],
    settings: &[],
    breaks: false,
    gives: &GIVES,
    example: "SELECT unit, category, finding, three_way_residual(unit, category, finding, sum(cases)) OVER ()['residual'] AS stands_out\n\
              FROM cube_unit_category_finding GROUP BY unit, category, finding ORDER BY stands_out DESC",
};

pub(super) fn two_way_residual() -> WindowUDF {
    window(&TWO_WAY, |rows, _, answers| {
        residuals(rows, &[vec![0], vec![1]], answers);
    })
}

pub(super) fn three_way_residual() -> WindowUDF {
    window(&THREE_WAY, |rows, _, answers| {
        residuals(rows, &[vec![0, 1], vec![0, 2], vec![1, 2]], answers);
    })
}

/// The columns but the last are divisions, the last holds the counts.
fn residuals(rows: &[&[f64]], margins: &[Vec<usize>], answers: &mut Answers) {
    let Some((counts, divisions)) = rows.split_last() else {
        return;
    };
    let divisions: Vec<Division> = divisions.iter().map(|d| Division::of(d)).collect();
    let sizes: Vec<usize> = divisions.iter().map(|d| d.codes).collect();
    let cells = sizes
        .iter()
        .try_fold(1_usize, |so_far, n| so_far.checked_mul(*n));
    let Some(cells) = cells.filter(|cells| (1..=CELLS).contains(cells)) else {
        return;
    };
    // The first division runs fastest, as `fit` wants it.
    let cell = |row: usize| {
        let mut places = divisions.iter().zip(&sizes).rev();
        places.try_fold(0, |so_far, (division, size)| {
            Some(so_far * size + division.place[row]?)
        })
    };
    let known = |row: &usize| !counts[*row].is_nan();
    let places: Vec<Option<usize>> = (0..counts.len())
        .map(|row| cell(row).filter(|_| known(&row)))
        .collect();
    let mut table = vec![0.0; cells];
    for (place, count) in places.iter().zip(*counts) {
        if let Some(place) = place {
            table[*place] += count;
        }
    }
    let Some(fitted) = fit(&table, &sizes, margins) else {
        return;
    };
    let residuals = fitted.freeman_tukey(&table);
    for place in places {
        match place {
            Some(at) => answers.push(&[fitted.expected[at].into(), residuals[at].into()]),
            None => answers.gap(),
        }
    }
}

/// The codes of a division, numbered anew from zero, so that each has cells of its own and no others.
struct Division {
    place: Vec<Option<usize>>,
    codes: usize,
}

impl Division {
    fn of(words: &[f64]) -> Self {
        let mut met: Vec<f64> = words.iter().copied().filter(|w| !w.is_nan()).collect();
        met.sort_by(f64::total_cmp);
        met.dedup();
        let place = |word: &f64| met.binary_search_by(|known| known.total_cmp(word)).ok();
        Self {
            place: words.iter().map(place).collect(),
            codes: met.len(),
        }
    }
}
