//! The answer of every control chart: a point with its limits and what is special about it.

use vik_trends::control::{
    Point,
    rules::{Reason, Rules, Special, special},
};

use crate::{
    answer::{Answers, Part},
    spec::{Field, Type, field},
};

/// The parts of the answer of a chart.
pub(super) const POINT: [Field; 6] = [
    field("value", Type::Number, "what is plotted"),
    field("centre", Type::Number, "the centre line"),
    field("lower", Type::Number, "the lower limit"),
    field("upper", Type::Number, "the upper limit"),
    field(
        "signal",
        Type::Flag,
        "whether the value lies outside its limits",
    ),
    field(
        "special",
        Type::Word,
        "the first NHS rule that the point breaks: `outside`, `trend`, `run` or `two_of_three`",
    ),
];

/// Answers with the points of one phase; nothing when there is no chart.
pub(super) fn push(points: Option<Vec<Point>>, answers: &mut Answers) {
    let points = points.unwrap_or_default();
    for (point, special) in points.iter().zip(special(&points, Rules::plot_the_dots())) {
        answers.push(&parts(point, special));
    }
}

/// The parts of one point.
pub(super) fn parts(point: &Point, special: Option<Special>) -> [Part; 6] {
    [
        point.value.into(),
        point.centre.into(),
        point.lower.into(),
        point.upper.into(),
        point.outside().into(),
        special.map(word).into(),
    ]
}

fn word(special: Special) -> &'static str {
    match special.reason {
        Reason::Outside => "outside",
        Reason::Trend => "trend",
        Reason::Run => "run",
        Reason::TwoOfThree => "two_of_three",
    }
}
