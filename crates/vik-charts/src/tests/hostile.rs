//! Input that a chart must survive.

use super::samples;
use crate::{
    ChartData, ChartError, ChartKind, ChartSpec, Language, Mode, Part, Values, Width, describe,
    draw, format_number, format_period,
};

#[test]
fn text_is_escaped_everywhere() {
    let nasty = "<script>\"'&\u{1}";
    for (mut spec, mut data) in samples::all() {
        spec.id = nasty.to_owned();
        spec.title = nasty.to_owned();
        spec.unit = nasty.to_owned();
        spec.x_title = nasty.to_owned();
        // The words of an icon are a closed list; everything else is free text.
        let closed = [Part::Variation, Part::Assurance, Part::Trend].map(|p| spec.parts.get(&p));
        for column in &mut data.columns {
            if closed.contains(&Some(&column.name)) {
                continue;
            }
            if let Values::Labels(labels) = &mut column.values {
                for label in labels.iter_mut().flatten() {
                    *label = format!("{label}{nasty}");
                }
            }
        }
        let svg = draw(&spec, &data, Width::Wide, Mode::Web).unwrap();
        assert!(!svg.contains("<script"), "{:?}", spec.kind);
        assert!(!svg.contains('\u{1}'), "{:?}", spec.kind);
        assert_eq!(svg.matches("<svg").count(), 1);
    }
}

#[test]
fn a_missing_figure_is_never_drawn_as_zero() {
    let data = ChartData::new()
        .labels("q", ["2024-Q1", "2024-Q3"])
        .numbers("n", [Some(5.0), Some(7.0)]);
    let spec = ChartSpec {
        x: "q".to_owned(),
        y: "n".to_owned(),
        ..ChartSpec::new("gat", ChartKind::Line, "Gat")
    };
    let svg = draw(&spec, &data, Width::Wide, Mode::Web).unwrap();
    assert!(!svg.contains("class=\"l s1\""), "the gap is bridged");
    assert_eq!(svg.matches("<circle").count(), 2);
    assert!(svg.contains("Eén cijfer ontbreekt."));
}

#[test]
fn odd_data_draws_or_says_why_not() {
    let shapes = [
        ChartData::new(),
        ChartData::new().labels("x", ["a"]).numbers("y", [None]),
        ChartData::new()
            .labels("x", ["a", "a"])
            .numbers("y", [Some(-3.0), Some(f64::NAN)]),
        ChartData::new()
            .labels("x", ["2024-01", "0001-01"])
            .numbers("y", [Some(1e12), Some(1e-9)]),
        ChartData::new()
            .labels("x", ["", "é".repeat(300).as_str()])
            .numbers("y", [Some(0.0), Some(0.0)]),
        ChartData::new()
            .numbers("x", [Some(0.0)])
            .numbers("y", [Some(0.0)]),
    ];
    for kind in [
        "line",
        "bar",
        "stacked",
        "dot",
        "heatmap",
        "slope",
        "funnel",
        "number",
        "control",
        "icons",
        "multiples",
        "survival",
        "intervention",
        "sparkline",
    ] {
        for data in &shapes {
            let mut spec = ChartSpec {
                x: "x".to_owned(),
                y: "y".to_owned(),
                low: Some("y".to_owned()),
                high: Some("y".to_owned()),
                limits: vec!["y".to_owned(), "y".to_owned()],
                ..ChartSpec::new("vreemd", kind.parse().unwrap(), "Vreemd")
            };
            // Every part plays along, with figures that make no sense for it.
            for part in Part::ALL {
                spec.parts.insert(part, "y".to_owned());
            }
            for width in [Width::Wide, Width::Narrow] {
                assert!(!describe(&spec, data).is_empty());
                if let Ok(svg) = draw(&spec, data, width, Mode::Web) {
                    assert!(svg.ends_with("</svg>"));
                    assert!(!svg.contains("NaN") && !svg.contains("inf"), "{svg}");
                }
            }
        }
    }
}

#[test]
fn an_unknown_column_is_named() {
    let data = ChartData::new().labels("x", ["a"]);
    let spec = ChartSpec {
        x: "x".to_owned(),
        y: "aantal".to_owned(),
        ..ChartSpec::new("c", ChartKind::Bar, "c")
    };
    assert_eq!(
        draw(&spec, &data, Width::Wide, Mode::Web),
        Err(ChartError::UnknownColumn("aantal".to_owned()))
    );
}

#[test]
fn numbers_and_periods_read_as_their_language_writes_them() {
    let dutch = |value, decimals| format_number(value, decimals, Language::Dutch);
    assert_eq!(dutch(1234.5, 1), "1.234,5");
    assert_eq!(dutch(-1_234_567.0, 0), "−1.234.567");
    assert_eq!(dutch(-0.01, 1), "0,0");
    assert_eq!(dutch(999.95, 1), "1.000,0");
    assert_eq!(format_number(1234.5, 1, Language::English), "1,234.5");
    assert_eq!(format_period("2024-03", Language::Dutch), "mrt 2024");
    assert_eq!(format_period("2024-03-01", Language::English), "Mar 2024");
    assert_eq!(format_period("2024-Q1", Language::Dutch), "K1 2024");
    assert_eq!(format_period("2024-13", Language::Dutch), "2024-13");
    assert_eq!(format_period("AMS", Language::Dutch), "AMS");
}

#[test]
fn a_part_that_a_kind_cannot_do_without_is_named() {
    let data = ChartData::new()
        .labels("x", ["a"])
        .numbers("y", [Some(1.0)]);
    for (kind, part) in [
        (ChartKind::Icons, "variation"),
        (ChartKind::Intervention, "counterfactual"),
    ] {
        let spec = ChartSpec {
            x: "x".to_owned(),
            y: "y".to_owned(),
            ..ChartSpec::new("c", kind, "c")
        };
        assert_eq!(
            draw(&spec, &data, Width::Wide, Mode::Web),
            Err(ChartError::MissingPart(part))
        );
    }
}

#[test]
fn an_unknown_icon_is_an_error_that_does_not_repeat_the_word() {
    let data = ChartData::new()
        .labels("x", ["a"])
        .labels("icon", ["geheim"]);
    let spec = ChartSpec {
        x: "x".to_owned(),
        ..ChartSpec::new("c", ChartKind::Icons, "c")
    }
    .part(Part::Variation, "icon");
    let error = draw(&spec, &data, Width::Wide, Mode::Web).unwrap_err();
    assert_eq!(error, ChartError::UnknownWord("icon".to_owned()));
    assert!(!error.to_string().contains("geheim"));
}

#[test]
fn a_part_reads_back_as_its_own_word() {
    for part in Part::ALL {
        assert_eq!(part.code().parse(), Ok(part));
    }
    assert!("center".parse::<Part>().is_err());
}
