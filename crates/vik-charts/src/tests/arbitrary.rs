//! Whatever the figures are, a chart about signals draws them on its sheet.

use proptest::prelude::*;

use super::spans::spans;
use crate::{ChartData, ChartKind, ChartSpec, Mode, Part, Width, describe, draw, outside};

const KINDS: [ChartKind; 6] = [
    ChartKind::Control,
    ChartKind::Multiples,
    ChartKind::Survival,
    ChartKind::Intervention,
    ChartKind::Sparkline,
    ChartKind::Funnel,
];

/// A figure, more often a small count than anything else, and sometimes none.
fn figure() -> impl Strategy<Value = Option<f64>> {
    prop_oneof![
        4 => (0..12_u8).prop_map(|n| Some(f64::from(n))),
        1 => Just(None),
        1 => (-1e6..1e6).prop_map(Some),
        1 => Just(Some(f64::NAN)),
    ]
}

fn rows() -> impl Strategy<Value = Vec<[Option<f64>; 4]>> {
    prop::collection::vec([figure(), figure(), figure(), figure()], 1..60)
}

fn chart(kind: ChartKind, rows: &[[Option<f64>; 4]], series: usize) -> (ChartSpec, ChartData) {
    let column = |n: usize| rows.iter().map(move |row| row[n]).collect::<Vec<_>>();
    let month = |n: usize| format!("{}-{:02}", 2020 + n / series / 12, n / series % 12 + 1);
    let data = ChartData::new()
        .labels("month", (0..rows.len()).map(month))
        .labels(
            "unit",
            (0..rows.len()).map(|n| format!("Eenheid {}", n % series)),
        )
        .labels(
            "word",
            rows.iter()
                .map(|row| if row[3].is_none() { "" } else { "outside" }),
        )
        .numbers("a", column(0))
        .numbers("b", column(1))
        .numbers("c", column(2))
        .numbers("d", column(3));
    let measured = matches!(kind, ChartKind::Survival | ChartKind::Funnel);
    let mut spec = ChartSpec {
        x: if measured { "d" } else { "month" }.to_owned(),
        y: "a".to_owned(),
        series: Some("unit".to_owned()),
        low: Some("b".to_owned()),
        high: Some("c".to_owned()),
        limits: vec!["b".to_owned(), "c".to_owned()],
        ..ChartSpec::new("g", kind, "Gok")
    };
    for part in Part::ALL {
        let column = match part {
            Part::Segment | Part::Signal | Part::Event => "word",
            Part::Filling | Part::Norm => "d",
            Part::Lower | Part::NowcastLow | Part::DifferenceLow => "b",
            Part::Upper | Part::NowcastHigh | Part::DifferenceHigh => "c",
            _ => "a",
        };
        spec.parts.insert(part, column.to_owned());
    }
    (spec, data)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_figures_lie_on_the_sheet(rows in rows(), series in 1..5_usize, own: bool) {
        for kind in KINDS {
            let (mut spec, data) = chart(kind, &rows, series);
            spec.own_scale = own;
            prop_assert!(!describe(&spec, &data).contains("NaN"));
            for width in [Width::Wide, Width::Narrow] {
                // Nothing but missing figures is a reason not to draw.
                let Ok(svg) = draw(&spec, &data, width, Mode::Web) else { continue };
                prop_assert!(!svg.contains("NaN") && !svg.contains("inf"), "{kind:?}");
                for (left, right, text) in spans(&svg) {
                    prop_assert!(
                        left >= -1.0 && right <= width.units() + 1.0,
                        "{kind:?}: {left}..{right} {text}"
                    );
                }
            }
        }
    }

    #[test]
    fn who_lies_outside_is_outside_its_widest_pair(rows in rows()) {
        let (spec, data) = chart(ChartKind::Funnel, &rows, 1);
        for point in outside(&spec, &data).unwrap() {
            let beyond = point.limits.iter().find(|(pair, ..)| *pair == point.beyond);
            let (_, low, high) = *beyond.unwrap();
            prop_assert!(point.value < low || point.value > high);
            prop_assert_eq!(Some(point.value), rows[point.row][0]);
        }
    }
}
