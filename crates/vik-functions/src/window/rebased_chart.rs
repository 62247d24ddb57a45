//! `rebased_chart`: a control chart that proposes new limits after a sustained shift, with the reason.

use datafusion::logical_expr::WindowUDF;
use vik_trends::control::{
    counts::{Limits, counts, rates, shares},
    individuals::{Individuals, individuals},
    rebase::{Because, Settings as Shift, rebase},
    rules::{Rules, special},
};

use super::{
    adapter::window,
    points::{POINT, parts},
};
use crate::{
    answer::Part,
    spec::{Field, Kind, Spec, Type, choice, column, field},
};

const fn fields() -> [Field; 8] {
    let [value, centre, lower, upper, signal, special] = POINT;
    [
        value,
        centre,
        lower,
        upper,
        signal,
        special,
        field(
            "phase",
            Type::Number,
            "the stretch with these limits, from one",
        ),
        field(
            "because",
            Type::Word,
            "why the stretch starts: `start`, or `shift` when the level moved and stayed",
        ),
    ]
}

static REBASED_CHART: Spec = Spec {
    name: "rebased_chart",
    sentence: "Control chart whose limits start anew after a sustained shift: a proposal, to be confirmed by who knows the cause.",
    columns: &[
        column("count", Kind::Number, "events counted"),
        column(
            "exposure",
            Kind::Exposure,
            "what they are counted over; 1 for none",
        ),
    ],
    settings: &[choice(
        "chart",
        &["u", "p", "c", "xmr"],
        "rates, shares, counts or single values with three-sigma limits; the last two leave the exposure out",
    )],
    breaks: true,
    gives: &fields(),
    example: "SELECT unit, month, rebased_chart(sum(cases), max(fte)) OVER (PARTITION BY unit ORDER BY month)['phase'] AS phase\n\
              FROM cube_unit_issue JOIN unit_fte USING (unit, month) GROUP BY unit, month ORDER BY unit, month",
};

pub(super) fn rebased_chart() -> WindowUDF {
    window(&REBASED_CHART, |rows, settings, answers| {
        let (count, exposure) = (rows[0], rows[1]);
        let rebased = rebase(count.len(), &[], Shift::new(), |months| {
            let (count, exposure) = (&count[months.clone()], &exposure[months]);
            match settings.word(0) {
                "p" => shares(count, exposure, Limits::ThreeSigma),
                "c" => counts(count, Limits::ThreeSigma),
                "xmr" => individuals(count, Individuals::new()),
                _ => rates(count, exposure, Limits::ThreeSigma),
            }
        });
        let Some(rebased) = rebased else {
            return;
        };
        for (number, phase) in rebased.phases.iter().enumerate() {
            let because = match phase.because {
                Because::Start | Because::Given => "start",
                Because::Shift { .. } => "shift",
            };
            let points = &rebased.points[phase.start..phase.end];
            for (point, special) in points.iter().zip(special(points, Rules::plot_the_dots())) {
                let [value, centre, lower, upper, signal, special] = parts(point, special);
                answers.push(&[
                    value,
                    centre,
                    lower,
                    upper,
                    signal,
                    special,
                    (number + 1).into(),
                    Part::Word(because),
                ]);
            }
        }
    })
}
