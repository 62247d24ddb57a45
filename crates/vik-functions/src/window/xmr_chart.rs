//! `xmr_chart`: one value a period, with limits from the differences between neighbours.

use datafusion::logical_expr::WindowUDF;
use vik_trends::control::individuals::{Individuals, individuals};

use super::{
    adapter::window,
    points::{POINT, push},
};
use crate::spec::{Kind, Spec, choice, column};

static XMR_CHART: Spec = Spec {
    name: "xmr_chart",
    sentence: "XmR chart of single values; for counts below about five use `c_chart` or `u_chart`.",
    columns: &[column("value", Kind::Number, "what is plotted")],
    settings: &[choice(
        "constants",
        &["exact", "plot_the_dots"],
        "exact with limits not below zero, or as the NHS rounds them",
    )],
    breaks: true,
    gives: &POINT,
    example: "SELECT month, xmr_chart(sum(cases)) OVER (ORDER BY month)['special'] AS special\n\
              FROM cube_unit_issue GROUP BY month ORDER BY month",
};

pub(super) fn xmr_chart() -> WindowUDF {
    window(&XMR_CHART, |rows, settings, answers| {
        let constants = match settings.word(0) {
            "plot_the_dots" => Individuals::plot_the_dots(),
            _ => Individuals::new(),
        };
        push(individuals(rows[0], constants), answers);
    })
}
