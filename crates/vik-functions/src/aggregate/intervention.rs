//! `exact_change`, `exact_change_beside` and `segmented`: did a measure help?

use datafusion::logical_expr::AggregateUDF;
use vik_trends::{
    intervention::{
        Change, exact_change as change, exact_change_beside as beside, segmented as regression,
    },
    rate_ratio::Rate,
    regression::Errors,
};

use super::adapter::aggregate;
use crate::{
    answer::Answers,
    spec::{Field, Kind, Spec, Type, choice, column, field, number},
};

/// The parts of an exact change.
const CHANGE: [Field; 4] = [
    field("ratio", Type::Number, "after over before"),
    field("low", Type::Number, "the lower end of its interval"),
    field("high", Type::Number, "the upper end; null when it is open"),
    field(
        "p_value",
        Type::Number,
        "the chance of such a change if there was none",
    ),
];

static EXACT_CHANGE: Spec = Spec {
    name: "exact_change",
    sentence: "The rate after a measure over the rate before it, exact at few cases (null beyond a million). A unit that was picked because it was high comes down anyway.",
    columns: &[
        column("count", Kind::Number, "events counted in a period"),
        column("exposure", Kind::Exposure, "what they are counted over"),
        column(
            "after",
            Kind::Flag,
            "whether the period lies after the measure",
        ),
    ],
    settings: &[number("confidence", 0.95, "of the interval")],
    breaks: false,
    gives: &CHANGE,
    example: "SELECT unit, exact_change(cases, fte, month >= DATE '2023-01-01')['ratio'] AS ratio\n\
              FROM (SELECT unit, month, sum(cases) AS cases, max(fte) AS fte FROM cube_unit_issue JOIN unit_fte USING (unit, month) GROUP BY unit, month) GROUP BY unit ORDER BY unit",
};

static BESIDE: Spec = Spec {
    name: "exact_change_beside",
    sentence: "The change of a rate after a measure, over that of untouched units in the same time; exact at few cases (null beyond a million).",
    columns: &[
        column("count", Kind::Number, "events counted in a period"),
        column("exposure", Kind::Exposure, "what they are counted over"),
        column(
            "after",
            Kind::Flag,
            "whether the period lies after the measure",
        ),
        column("touched", Kind::Flag, "whether the unit took the measure"),
    ],
    settings: &[number("confidence", 0.95, "of the interval")],
    breaks: false,
    gives: &CHANGE,
    example: "SELECT exact_change_beside(cases, fte, month >= DATE '2023-01-01', unit = 'AMS')['ratio'] AS ratio\n\
              FROM (SELECT unit, month, sum(cases) AS cases, max(fte) AS fte FROM cube_unit_issue JOIN unit_fte USING (unit, month) GROUP BY unit, month)",
};

/// The parts of a segmented regression, by row or by array.
pub(crate) const SEGMENTED: [Field; 9] = [
    field(
        "level",
        Type::Number,
        "the ratio by which the level changed at once",
    ),
    field(
        "level_low",
        Type::Number,
        "the lower end of its 95 % interval",
    ),
    field("level_high", Type::Number, "the upper end"),
    field(
        "trend",
        Type::Number,
        "the ratio by which the change per period changed",
    ),
    field("trend_low", Type::Number, "the lower end of its interval"),
    field("trend_high", Type::Number, "the upper end"),
    field(
        "avoided",
        Type::Number,
        "cases expected without the measure less those fitted",
    ),
    field("avoided_low", Type::Number, "the lower end of its interval"),
    field("avoided_high", Type::Number, "the upper end"),
];

static BY_ROW: Spec = Spec {
    name: "segmented",
    sentence: "Segmented regression of a monthly series around a measure, with trend and season; at least twelve months on either side.",
    columns: &[
        column("time", Kind::Time, "the month"),
        // A month that is left out would move all later ones: a gap leaves the question open.
        column(
            "count",
            Kind::Optional,
            "events counted; a null makes the answer null",
        ),
        column(
            "exposure",
            Kind::Optional,
            "what they are counted over; 1 for none",
        ),
        column(
            "after",
            Kind::Flag,
            "whether the month lies after the measure",
        ),
    ],
    settings: &[choice(
        "errors",
        &["quasi", "newey_west"],
        "intervals that allow for extra variation, or also for neighbouring months resembling each other",
    )],
    breaks: false,
    gives: &SEGMENTED,
    example: "SELECT unit, segmented(month, cases, fte, month >= DATE '2023-01-01')['level'] AS level\n\
              FROM (SELECT unit, month, sum(cases) AS cases, max(fte) AS fte FROM cube_unit_issue JOIN unit_fte USING (unit, month) GROUP BY unit, month) GROUP BY unit ORDER BY unit",
};

pub(super) fn exact_change() -> AggregateUDF {
    aggregate(&EXACT_CHANGE, |rows, settings, answer| {
        let sides = sums(rows[0], rows[1], |row| usize::from(rows[2][row] > 0.0));
        if let Some([before, after, ..]) = sides {
            push(change(before, after, settings.number(0)), answer);
        }
    })
}

pub(super) fn exact_change_beside() -> AggregateUDF {
    aggregate(&BESIDE, |rows, settings, answer| {
        let place = |row: usize| {
            let other = usize::from(rows[3][row] <= 0.0);
            2 * other + usize::from(rows[2][row] > 0.0)
        };
        if let Some([before, after, others_before, others_after]) = sums(rows[0], rows[1], place) {
            let confidence = settings.number(0);
            let found = beside(before, after, others_before, others_after, confidence);
            push(found, answer);
        }
    })
}

/// Counts and exposures by place; none beyond a million events, because exact tests go through every
/// possible outcome.
fn sums(counts: &[f64], exposures: &[f64], place: impl Fn(usize) -> usize) -> Option<[Rate; 4]> {
    let none = Rate {
        count: 0.0,
        exposure: 0.0,
    };
    let mut sums = [none; 4];
    for (row, (count, exposure)) in counts.iter().zip(exposures).enumerate() {
        let sum = &mut sums[place(row)];
        sum.count += count;
        sum.exposure += exposure;
    }
    let few = sums.iter().map(|sum| sum.count).sum::<f64>() <= 1e6;
    few.then_some(sums)
}

fn push(change: Option<Change>, answer: &mut Answers) {
    if let Some(found) = change {
        answer.push(&[
            found.ratio.into(),
            found.interval.low.into(),
            found.interval.high.into(),
            found.p_value.into(),
        ]);
    }
}

pub(super) fn segmented() -> AggregateUDF {
    aggregate(&BY_ROW, |rows, settings, answer| {
        let mut order: Vec<usize> = (0..rows[0].len()).collect();
        order.sort_by(|a, b| rows[0][*a].total_cmp(&rows[0][*b]));
        let sorted = |column: &[f64]| -> Vec<f64> { order.iter().map(|at| column[*at]).collect() };
        let start = order.iter().take_while(|at| rows[3][**at] <= 0.0).count();
        let errors = match settings.word(0) {
            "newey_west" => Errors::NeweyWest(3),
            _ => Errors::Quasi,
        };
        // A measure that stops and starts again is another question.
        if order[start..].iter().all(|at| rows[3][*at] > 0.0) {
            answer_segmented(&sorted(rows[1]), &sorted(rows[2]), start, errors, answer);
        }
    })
}

/// Answers with a segmented regression; nothing when there is none.
pub(crate) fn answer_segmented(
    counts: &[f64],
    exposures: &[f64],
    start: usize,
    errors: Errors,
    answer: &mut Answers,
) {
    let Some(found) = regression(counts, exposures, start, errors) else {
        return;
    };
    let [level, trend, avoided] = [
        found.level_interval(0.95),
        found.trend_interval(0.95),
        found.avoided_interval(0.95),
    ];
    answer.push(&[
        found.level.into(),
        level.map(|i| i.low).into(),
        level.map(|i| i.high).into(),
        found.trend.into(),
        trend.map(|i| i.low).into(),
        trend.map(|i| i.high).into(),
        found.avoided.into(),
        avoided.map(|i| i.low).into(),
        avoided.map(|i| i.high).into(),
    ]);
}
