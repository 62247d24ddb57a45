//! What the charts about signals promise, beyond their looks.

use super::samples;
use crate::{ChartData, ChartKind, ChartSpec, Mode, Pair, Part, Width, describe, draw, outside};

fn sample(id: &str) -> (ChartSpec, ChartData) {
    samples::all()
        .into_iter()
        .find(|(spec, _)| spec.id == id)
        .unwrap()
}

fn wide(spec: &ChartSpec, data: &ChartData) -> String {
    draw(spec, data, Width::Wide, Mode::Web).unwrap()
}

fn months(y: [Option<f64>; 4]) -> (ChartSpec, ChartData) {
    let data = ChartData::new()
        .labels("month", ["2025-01", "2025-02", "2025-03", "2025-04"])
        .numbers("cases", y)
        .numbers("centre", [Some(2.0); 4])
        .labels("signal", ["", "outside", "outside", ""])
        .numbers("filling", [Some(0.0), Some(0.0), Some(0.0), Some(1.0)])
        .labels("segment", ["a", "a", "b", "b"]);
    let spec = ChartSpec {
        x: "month".to_owned(),
        y: "cases".to_owned(),
        ..ChartSpec::new("c", ChartKind::Control, "c")
    };
    let spec = spec
        .part(Part::Centre, "centre")
        .part(Part::Signal, "signal")
        .part(Part::Filling, "filling");
    (spec, data)
}

#[test]
fn a_zero_is_a_point_and_a_gap_is_none() {
    let (spec, data) = months([Some(0.0), None, Some(3.0), None]);
    let svg = wide(&spec, &data);
    // One disc for the zero, one triangle for the signal, and no line between them.
    assert_eq!(svg.matches("<circle").count(), 1);
    assert!(!svg.contains("class=\"l s1\""), "the gap is bridged");
    assert!(describe(&spec, &data).contains("2 cijfers ontbreken."));
}

#[test]
fn a_signal_has_a_shape_a_letter_and_words() {
    let (spec, data) = months([Some(1.0), Some(9.0), Some(0.0), Some(1.0)]);
    let svg = wide(&spec, &data);
    assert_eq!(svg.matches("<polygon").count(), 2, "up and down");
    // Once at the first point of the run, once in the key.
    assert_eq!(svg.matches(">A</text>").count(), 2);
    assert!(svg.contains(">buiten de grenzen</text>"));
}

#[test]
fn a_month_that_is_filling_up_is_no_signal_and_not_the_last_figure() {
    let (mut spec, data) = months([Some(1.0), Some(2.0), Some(3.0), Some(9.0)]);
    spec.labels.insert("outside".to_owned(), "regel".to_owned());
    let data = ChartData {
        columns: data
            .columns
            .into_iter()
            .filter(|column| column.name != "signal")
            .collect(),
    }
    .labels("signal", ["", "", "", "outside"]);
    let text = describe(&spec, &data);
    assert!(text.contains("Geen signalen."), "{text}");
    assert!(
        text.contains("Laatste volledige periode mrt 2025: 3"),
        "{text}"
    );
    assert!(text.contains("Nog niet compleet (apr 2025)"), "{text}");
}

#[test]
fn new_limits_break_the_centre_line_and_say_why() {
    let (spec, data) = months([Some(1.0), Some(2.0), Some(3.0), Some(4.0)]);
    let one = wide(&spec, &data).matches("class=\"l mu\"").count();
    let spec = spec.part(Part::Segment, "segment");
    let svg = wide(&spec, &data);
    // The centre in two pieces, and the mark between them.
    assert_eq!(svg.matches("class=\"l mu\"").count(), one + 2);
    assert!(svg.contains("Nieuwe grenzen: b"));
}

#[test]
fn the_table_of_outliers_and_the_picture_agree() {
    for id in ["trechter", "trechter-ruim"] {
        let (spec, data) = sample(id);
        let found = outside(&spec, &data).unwrap();
        assert!(!found.is_empty());
        let svg = wide(&spec, &data);
        for (n, point) in found.iter().enumerate() {
            assert_eq!(point.number, n + 1);
            assert!(svg.contains(&format!("({})</text>", point.number)));
            let (_, low, high) = point
                .limits
                .iter()
                .find(|(pair, ..)| *pair == point.beyond)
                .unwrap();
            assert_eq!(point.above, point.value > *high);
            assert!(point.above || point.value < *low);
        }
        let rows: Vec<usize> = found.iter().map(|point| point.row).collect();
        assert!(
            rows.is_sorted(),
            "the order of the rows, not of the figures"
        );
    }
}

#[test]
fn lasting_differences_widen_the_limits() {
    let (spec, data) = sample("trechter-ruim");
    let found = outside(&spec, &data).unwrap();
    assert!(found.iter().all(|point| point.expected == Some(1.0)));
    assert!(found.iter().any(|point| point.beyond == Pair::Lasting));
    assert!(found.iter().any(|point| point.beyond < Pair::Lasting));
    for point in &found {
        let widths: Vec<f64> = point
            .limits
            .iter()
            .map(|(_, low, high)| high - low)
            .collect();
        assert_eq!(widths.len(), 3);
        assert!(widths.is_sorted());
    }
}

#[test]
fn a_point_on_its_limit_lies_inside() {
    let data = ChartData::new()
        .numbers("x", [Some(10.0), Some(20.0), Some(30.0)])
        .numbers("y", [Some(2.0), Some(2.1), Some(9.0)])
        .numbers("low", [Some(1.0), Some(1.0), None])
        .numbers("high", [Some(2.0), Some(2.0), Some(2.0)]);
    let spec = ChartSpec {
        x: "x".to_owned(),
        y: "y".to_owned(),
        limits: vec!["low".to_owned(), "high".to_owned()],
        ..ChartSpec::new("f", ChartKind::Funnel, "f")
    };
    let rows: Vec<usize> = outside(&spec, &data)
        .unwrap()
        .iter()
        .map(|p| p.row)
        .collect();
    // The third has one limit only: nothing is said of it.
    assert_eq!(rows, [1]);
}

#[test]
fn every_cell_of_an_icon_table_has_words_at_both_widths() {
    let (spec, data) = sample("pictogrammen");
    let svg = wide(&spec, &data);
    assert_eq!(svg.matches("<g role=\"row\">").count(), 16);
    assert_eq!(svg.matches("<g role=\"columnheader\"").count(), 12);
    assert_eq!(
        svg.matches("<g role=\"cell\"><g role=\"img\"><title>")
            .count(),
        15 * 12
    );
    assert!(svg.contains("role=\"group\""));
    assert_eq!(svg.matches("<g ").count(), svg.matches("</g>").count());
    let narrow = draw(&spec, &data, Width::Narrow, Mode::Web).unwrap();
    assert_eq!(narrow.matches("<g role=\"list\"").count(), 15);
    assert_eq!(
        narrow.matches("<g ").count(),
        narrow.matches("</g>").count()
    );
    for words in [
        "te weinig om te beoordelen",
        "hoger dan verwacht",
        "komt terug",
    ] {
        assert!(
            svg.contains(words) && narrow.to_lowercase().contains(words),
            "{words}"
        );
    }
}

#[test]
fn both_shares_are_read_off_at_the_norm() {
    let data = ChartData::new()
        .numbers("days", [Some(0.0), Some(60.0), Some(91.0)])
        .numbers("all", [Some(0.0), Some(40.0), Some(90.0)])
        .numbers("closed", [Some(0.0), Some(55.0), Some(100.0)])
        .numbers("norm", [Some(90.0); 3]);
    let mut spec = ChartSpec {
        x: "days".to_owned(),
        y: "all".to_owned(),
        unit: "%".to_owned(),
        x_title: "dagen".to_owned(),
        ..ChartSpec::new("d", ChartKind::Survival, "d")
    };
    spec = spec.part(Part::Closed, "closed").part(Part::Norm, "norm");
    // A step holds until the next: what happens on day 91 is no part of the 90 days.
    let text = describe(&spec, &data);
    assert!(
        text.contains("Norm 90 dagen: 40 % van alle zaken en 55 % van de gesloten zaken."),
        "{text}"
    );
    assert!(wide(&spec, &data).contains("40 % van alle zaken"));
}

#[test]
fn a_difference_that_may_be_chance_says_so() {
    let (spec, data) = sample("maatregel");
    assert!(!describe(&spec, &data).contains("toeval"));
    let spec = spec.part(Part::DifferenceHigh, "cases");
    let text = describe(&spec, &data);
    assert!(text.contains("kan toeval zijn"), "{text}");
}

#[test]
fn without_a_reckoned_difference_the_drawn_one_is_averaged() {
    let data = ChartData::new()
        .labels("month", ["2025-01", "2025-02", "2025-03"])
        .numbers("cases", [Some(8.0), Some(4.0), Some(5.0)])
        .numbers("without", [None, Some(7.0), Some(7.0)])
        .labels("event", ["", "x", ""]);
    let spec = ChartSpec {
        x: "month".to_owned(),
        y: "cases".to_owned(),
        unit: "zaken".to_owned(),
        ..ChartSpec::new("m", ChartKind::Intervention, "m")
    };
    let spec = spec
        .part(Part::Counterfactual, "without")
        .part(Part::Event, "event");
    let text = describe(&spec, &data);
    assert!(
        text.contains("Gemiddeld verschil per maand: −2,5 zaken."),
        "{text}"
    );
}
