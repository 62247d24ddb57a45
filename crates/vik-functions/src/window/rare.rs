//! `g_chart` and `t_chart`: events so rare that what lies between them is charted.

use datafusion::logical_expr::WindowUDF;
use vik_trends::control::rare::{between, time_between};

use super::{
    adapter::window,
    points::{POINT, push},
};
use crate::spec::{Kind, Spec, column};

static G_CHART: Spec = Spec {
    name: "g_chart",
    sentence: "Chart of whole opportunities between rare events, with geometric probability limits.",
    columns: &[column(
        "gap",
        Kind::Number,
        "days, cases or months since the event before",
    )],
    settings: &[],
    breaks: true,
    gives: &POINT,
    example: "SELECT month, gap, g_chart(gap) OVER (ORDER BY month)['upper'] AS upper\n\
              FROM (SELECT month, CAST(month AS INT) - lag(CAST(month AS INT)) OVER (ORDER BY month) AS gap FROM cube_corruption WHERE cases > 0)",
};

static T_CHART: Spec = Spec {
    name: "t_chart",
    sentence: "Chart of the time between rare events, with exponential probability limits.",
    columns: &[column("gap", Kind::Number, "time since the event before")],
    settings: &[],
    breaks: true,
    gives: &POINT,
    example: "SELECT month, gap, t_chart(gap) OVER (ORDER BY month)['upper'] AS upper\n\
              FROM (SELECT month, CAST(month AS INT) - lag(CAST(month AS INT)) OVER (ORDER BY month) AS gap FROM cube_corruption WHERE cases > 0)",
};

pub(super) fn g_chart() -> WindowUDF {
    window(&G_CHART, |rows, _, answers| push(between(rows[0]), answers))
}

pub(super) fn t_chart() -> WindowUDF {
    window(&T_CHART, |rows, _, answers| {
        push(time_between(rows[0]), answers);
    })
}
