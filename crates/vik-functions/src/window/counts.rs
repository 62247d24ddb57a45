//! `c_chart`, `u_chart` and `p_chart`: a month among the months of its own series.

use datafusion::logical_expr::WindowUDF;
use vik_trends::control::counts::{Limits, counts, rates, shares};

use super::{
    adapter::window,
    points::{POINT, push},
};
use crate::{
    setting::Settings,
    spec::{Kind, Setting, Spec, choice, column},
};

const LIMITS: [Setting; 1] = [choice(
    "limits",
    &["probability", "three_sigma", "prime"],
    "chance limits that hold at any count, three standard deviations, or the latter widened by the \
     spread between months (Laney)",
)];

static C_CHART: Spec = Spec {
    name: "c_chart",
    sentence: "Control chart of counts over periods of equal exposure.",
    columns: &[column("count", Kind::Number, "events counted")],
    settings: &LIMITS,
    breaks: true,
    gives: &POINT,
    example: "SELECT month, sum(cases) AS cases, c_chart(sum(cases)) OVER (ORDER BY month)['upper'] AS upper\n\
              FROM cube_unit_issue GROUP BY month ORDER BY month",
};

static U_CHART: Spec = Spec {
    name: "u_chart",
    sentence: "Control chart of rates: counts over an exposure that differs by period.",
    columns: &[
        column("count", Kind::Number, "events counted"),
        column("exposure", Kind::Exposure, "what they are counted over"),
    ],
    settings: &LIMITS,
    breaks: true,
    gives: &POINT,
    example: "SELECT unit, month, u_chart(sum(cases), max(fte)) OVER (PARTITION BY unit ORDER BY month)['upper'] AS upper\n\
              FROM cube_unit_issue JOIN unit_fte USING (unit, month) GROUP BY unit, month ORDER BY unit, month",
};

static P_CHART: Spec = Spec {
    name: "p_chart",
    sentence: "Control chart of shares: so many out of so many.",
    columns: &[
        column("part", Kind::Number, "how many"),
        column("whole", Kind::Exposure, "out of how many"),
    ],
    settings: &LIMITS,
    breaks: true,
    gives: &POINT,
    example: "SELECT month, p_chart(sum(cases) FILTER (WHERE category = 'INF'), sum(cases)) OVER (ORDER BY month)['upper'] AS upper\n\
              FROM cube_unit_issue GROUP BY month ORDER BY month",
};

pub(super) fn c_chart() -> WindowUDF {
    window(&C_CHART, |rows, settings, answers| {
        push(counts(rows[0], limits(settings)), answers);
    })
}

pub(super) fn u_chart() -> WindowUDF {
    window(&U_CHART, |rows, settings, answers| {
        push(rates(rows[0], rows[1], limits(settings)), answers);
    })
}

pub(super) fn p_chart() -> WindowUDF {
    window(&P_CHART, |rows, settings, answers| {
        push(shares(rows[0], rows[1], limits(settings)), answers);
    })
}

fn limits(settings: &Settings) -> Limits {
    match settings.word(0) {
        "three_sigma" => Limits::ThreeSigma,
        "prime" => Limits::Prime,
        _ => Limits::Probability,
    }
}
